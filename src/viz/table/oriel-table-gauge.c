/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gauges within cells: a bar with its value beside it. Rules: Grafana's bar gauge, one row of it
 * with a value of 14 px. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-text.h"
#include "field/oriel-color-scale.h"
#include "field/oriel-color-scheme.h"
#include "viz/oriel-fit-text.h"
#include "viz/table/oriel-table-private.h"

#define BORDER_PX 1.0
#define RADIUS_PX 4.0
#define END_LINE_PX 2.0
#define OVERLAP_PX 3.0
#define VALUE_PADDING_PX 10.0
#define MAX_VALUE_PX 150.0
#define VALUE_SHARE 0.2
#define LCD_PITCH_PX 8.0
#define LCD_CELL_PX 7.0
#define LCD_RADIUS_PX 2.0
#define MAX_STOPS 64

typedef struct
{
  const OrielTableDrawing *drawing;
  const OrielTableColumn *column;
  const OrielTableText *text;
  OrielRect box;
  double value_px; /* room of the value; 0: hidden */
  double bar_px;   /* of a full bar, which may be longer than there is room */
} Gauge;

static double
fraction_of (const OrielTableText *text)
{
  return isfinite (text->percent) ? CLAMP (text->percent, 0, 1) : 0;
}

static OrielColor
color_of (const Gauge *gauge)
{
  return gauge->text->has_color ? gauge->text->color : gauge->drawing->model->theme->text_disabled;
}

/* Where a threshold lies, as a part of the range. */
static double
threshold_place (const OrielThresholds *thresholds, double value, const OrielRange *range)
{
  if (thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE)
    return value / 100;

  return range->max > range->min ? (value - range->min) / (range->max - range->min) : 0;
}

/* Stops of thresholds in px: each colour changes halfway between the places of two thresholds. */
static guint
threshold_stops (const Gauge *gauge, double length, OrielStop *stops)
{
  const OrielThresholds *thresholds = gauge->column->field->config->thresholds;
  OrielRange range = oriel_field_color_range (gauge->column->field);
  double last = 0, reached = fraction_of (gauge->text);
  guint n = 0;

  for (guint i = 0; i < thresholds->steps->len && n < MAX_STOPS - 1; i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);
      double place = threshold_place (thresholds, step->value, &range);
      double at = place * gauge->bar_px;
      OrielColor color;

      if (n > 0 && reached < place)
        break;
      oriel_theme_color (gauge->drawing->model->theme, step->color, &color);
      if (n > 0)
        {
          stops[n - 1].offset = round (at - (at - last) / 2);
          last = at;
        }
      else
        {
          stops[n++] = (OrielStop){ 0, color };
        }
      stops[n++] = (OrielStop){ length, color };
    }

  return n;
}

/* Stops of a continuous scheme in px: evenly over a full bar. */
static guint
scheme_stops (const Gauge *gauge, const OrielColorScheme *scheme, OrielStop *stops)
{
  const OrielTheme *theme = gauge->drawing->model->theme;
  guint n = MIN (oriel_color_scheme_n_colors (scheme, theme), MAX_STOPS);

  for (guint i = 0; i < n; i++)
    {
      stops[i].offset = n > 1 ? gauge->bar_px * i / (n - 1) : 0;
      oriel_theme_color (theme, oriel_color_scheme_color (scheme, theme, i), &stops[i].color);
    }
  return n;
}

/* Fills the bar `length` px long with the colours that it has passed. */
static OrielPaint
gradient (const Gauge *gauge, double length, OrielStop *stops)
{
  const OrielFieldConfig *config = gauge->column->field->config;
  const OrielColorScheme *scheme = oriel_color_scheme_find (config->color_mode);
  double end = 0;
  guint n = 0;

  if (scheme->kind == ORIEL_COLOR_BY_THRESHOLD && config->thresholds != NULL)
    n = threshold_stops (gauge, length, stops);
  else if (scheme->kind == ORIEL_COLOR_BY_VALUE)
    n = scheme_stops (gauge, scheme, stops);
  if (n < 2)
    return oriel_paint_solid (color_of (gauge));

  for (guint i = 0; i < n; i++)
    end = stops[i].offset = MAX (stops[i].offset, end);
  for (guint i = 0; end > 0 && i < n; i++)
    stops[i].offset /= end;
  return (OrielPaint){ .kind = ORIEL_PAINT_LINEAR,
                       .x0 = gauge->box.x,
                       .x1 = gauge->box.x + MAX (end, 1),
                       .stops = stops,
                       .n_stops = n };
}

/* The end of the bar in full colour, rounded like the bar. */
static void
put_end_line (const Gauge *gauge, OrielRect bar, OrielColor color)
{
  OrielPaint fill = oriel_paint_solid (color);
  OrielScene *scene = gauge->drawing->scene;
  OrielRect end = { bar.x + bar.width - END_LINE_PX, bar.y, END_LINE_PX, bar.height };

  oriel_scene_clip (scene, end);
  oriel_scene_add_rect (scene, bar, RADIUS_PX, &fill, NULL, NULL);
  oriel_scene_unclip (scene);
}

static double
value_width (const OrielTableText *text)
{
  OrielFont unit_font = oriel_table_font;
  g_autofree char *number = g_strndup (text->text, text->unit_at);

  unit_font.size_px = oriel_unit_px (oriel_table_font.size_px);
  return oriel_text_width (number, &oriel_table_font) +
         oriel_text_width (text->text + text->unit_at, &unit_font);
}

/* The room that is left to the value when both have given way to a bar of `bar` px, each by its
 * share, but the value not more than it can. */
static double
value_beside (const Gauge *gauge, double bar)
{
  double over = bar + gauge->value_px - gauge->box.width;
  double least = value_width (gauge->text) + 2 * VALUE_PADDING_PX;

  if (!(over > 0) || gauge->value_px == 0)
    return gauge->value_px;
  return MAX (gauge->value_px - over * gauge->value_px / (bar + gauge->value_px),
              MIN (least, gauge->value_px));
}

/* Browsers draw boxes from whole pixel to whole pixel. */
static OrielRect
snapped (double left, double right, const OrielRect *box)
{
  return (OrielRect){ round (left), box->y, round (right) - round (left), box->height };
}

static void
draw_bar (const Gauge *gauge)
{
  OrielStop stops[MAX_STOPS];
  OrielScene *scene = gauge->drawing->scene;
  double full = MAX (fraction_of (gauge->text) * gauge->bar_px, 1);
  double value_px = value_beside (gauge, full);
  double length = MAX (MIN (full, gauge->box.width - value_px), 1);
  double start = gauge->box.x;
  double end = start + gauge->box.width - value_px - OVERLAP_PX;
  OrielRect bar = snapped (start, start + length, &gauge->box);
  OrielRect empty = snapped (start + length - OVERLAP_PX, end, &gauge->box);
  OrielPaint unfilled = oriel_paint_solid (gauge->drawing->model->theme->unfilled);
  OrielPaint panel = oriel_paint_solid (gauge->drawing->model->theme->primary);
  OrielPaint fill;

  if (empty.width > 0)
    oriel_scene_add_rect (scene, empty, MIN (RADIUS_PX, empty.width / 2), &unfilled, NULL, NULL);

  if (gauge->column->cell.mode == ORIEL_TABLE_MODE_BASIC)
    {
      fill = oriel_paint_solid (oriel_color_with_alpha (color_of (gauge), 0.35f));
      oriel_scene_add_rect (scene, bar, RADIUS_PX, &panel, NULL, NULL);
      oriel_scene_add_rect (scene, bar, RADIUS_PX, &fill, NULL, NULL);
      put_end_line (gauge, bar, color_of (gauge));
      return;
    }

  fill = gradient (gauge, length, stops);
  oriel_scene_add_rect (scene, bar, MIN (RADIUS_PX, length / 2), &fill, NULL, NULL);
}

/* A lit cell glows from its middle. */
static void
put_lcd_cell (const Gauge *gauge, OrielRect cell, OrielColor color, gboolean lit)
{
  OrielStop stops[] = {
    { 0.1, oriel_color_with_alpha (color, 0.95f) },
    { 1, oriel_color_with_alpha (color, 0.55f) },
  };
  OrielPaint glow = { .kind = ORIEL_PAINT_RADIAL,
                      .x0 = cell.x + cell.width / 2,
                      .y0 = cell.y + cell.height / 2,
                      .x1 = cell.width * G_SQRT2 / 2,
                      .y1 = cell.height * G_SQRT2 / 2,
                      .stops = stops,
                      .n_stops = G_N_ELEMENTS (stops) };
  OrielPaint dim = oriel_paint_solid (oriel_color_with_alpha (color, 0.18f));

  oriel_scene_add_rect (gauge->drawing->scene, cell, LCD_RADIUS_PX, lit ? &glow : &dim, NULL, NULL);
}

static double
draw_lcd (const Gauge *gauge)
{
  OrielRange range = oriel_field_color_range (gauge->column->field);
  guint n = (guint) CLAMP (gauge->bar_px / LCD_PITCH_PX, 0, 1000);

  for (guint i = 0; i < n; i++)
    {
      double value = range.min + (range.max - range.min) * i / n;
      double left = gauge->box.x + i * LCD_PITCH_PX;
      OrielRect cell = snapped (left, left + LCD_CELL_PX, &gauge->box);

      put_lcd_cell (gauge, cell, oriel_display_color_at (gauge->column->display, value),
                    value <= gauge->text->numeric);
    }

  return n * LCD_PITCH_PX;
}

static void
put_value (const Gauge *gauge, double x, OrielAlign align)
{
  const OrielTheme *theme = gauge->drawing->model->theme;
  const char *unit = gauge->text->text + gauge->text->unit_at;
  g_autofree char *number = g_strndup (gauge->text->text, gauge->text->unit_at);
  OrielColor color = gauge->column->cell.color_value ? color_of (gauge) : theme->text;
  OrielFont unit_font = oriel_table_font;
  /* In the middle of what the row's border leaves. */
  double y = gauge->box.y + (gauge->box.height - BORDER_PX - ORIEL_TABLE_LINE_PX) / 2;
  double baseline = floor (y + oriel_text_baseline (&oriel_table_font, ORIEL_TABLE_LINE_PX));
  double width = oriel_text_width (number, &oriel_table_font), unit_width;

  unit_font.size_px = oriel_unit_px (oriel_table_font.size_px);
  unit_width = oriel_text_width (unit, &unit_font);
  x -= (width + unit_width) * (align == ORIEL_ALIGN_END ? 1 : 0.5);
  oriel_scene_add_text (gauge->drawing->scene, number, x, baseline, ORIEL_ALIGN_START,
                        &oriel_table_font, color, 0);
  if (unit_width > 0)
    oriel_scene_add_text (gauge->drawing->scene, unit, x + width, baseline, ORIEL_ALIGN_START,
                          &unit_font, color, 0);
}

void
oriel_table_draw_gauge (const OrielTableDrawing *drawing,
                        guint column,
                        const OrielTableText *text,
                        OrielRect box)
{
  Gauge gauge = {
    .drawing = drawing,
    .column = oriel_table_view_column (drawing->view, column),
    .text = text,
    .box = box,
  };

  if (!gauge.column->cell.hide_value)
    gauge.value_px = MAX (drawing->view->value_widths[column] + 2 * VALUE_PADDING_PX,
                          MIN (box.width * VALUE_SHARE, MAX_VALUE_PX));
  gauge.bar_px = MAX (oriel_table_column_width (&box) - gauge.value_px, 0);

  oriel_scene_clip (drawing->scene,
                    (OrielRect){ box.x, box.y - 6, box.width + 6, box.height + 12 });
  if (gauge.column->cell.mode == ORIEL_TABLE_MODE_LCD)
    {
      double end = box.x + draw_lcd (&gauge);

      if (gauge.value_px > 0)
        put_value (&gauge, end + gauge.value_px / 2, ORIEL_ALIGN_CENTER);
    }
  else
    {
      draw_bar (&gauge);
      if (gauge.value_px > 0)
        put_value (&gauge, box.x + box.width - VALUE_PADDING_PX, ORIEL_ALIGN_END);
    }
  oriel_scene_unclip (drawing->scene);
}
