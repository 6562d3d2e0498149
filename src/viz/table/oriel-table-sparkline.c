/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Series within cells: the value, then its line in the hues around the field's colour. */

#include "config.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/oriel-sparkline.h"
#include "viz/table/oriel-table-private.h"

#define CHART_PX 25.0
#define GAP_PX 8.0

/* The shades between which a line's colour runs from top to bottom: Grafana's hue gradient. */
static void
hue_stops (const OrielTheme *theme, OrielColor color, double opacity, OrielStop *stops)
{
  OrielColor top = oriel_color_saturate (oriel_color_spin (color, 20), 20);
  OrielColor bottom = oriel_color_darken (oriel_color_spin (color, -25), theme->is_dark ? 15 : 5);

  top = oriel_color_lighten (oriel_color_brighten (top, 10), 10);
  stops[0] = (OrielStop){ 0, oriel_color_with_alpha (top, (float) opacity) };
  stops[1] = (OrielStop){ 1, oriel_color_with_alpha (bottom, (float) opacity) };
}

static OrielPaint
hue_paint (const OrielRect *box, const OrielStop *stops)
{
  return (OrielPaint){ .kind = ORIEL_PAINT_LINEAR,
                       .x0 = box->x,
                       .y0 = box->y,
                       .x1 = box->x,
                       .y1 = box->y + box->height,
                       .stops = stops,
                       .n_stops = 2 };
}

static OrielColor
line_color (const OrielTableDrawing *drawing, const OrielTableColumn *column)
{
  const OrielTheme *theme = drawing->model->theme;
  OrielColor color = theme->text_disabled;
  const OrielFieldConfig *config = column->field->config;

  if (config->color_mode != NULL && g_strcmp0 (config->color_mode, "thresholds") != 0)
    return oriel_display_series_color (column->display, column->field);

  oriel_theme_color (theme, "#808080", &color);
  return color;
}

/* Each line is as high as its cell, whatever its neighbours reach. */
static void
put_chart (const OrielTableDrawing *drawing,
           const OrielTableColumn *column,
           const OrielFrame *series,
           OrielRect box)
{
  const OrielField *field = oriel_frame_first_field (series, ORIEL_FIELD_NUMBER, NULL);
  OrielColor color = line_color (drawing, column);
  OrielStop line_stops[2], fill_stops[2];
  OrielPaint line, fill;
  OrielField own;

  if (field == NULL)
    return;

  own = *field;
  own.range.min = own.range.max = oriel_null ();
  hue_stops (drawing->model->theme, color, 1, line_stops);
  hue_stops (drawing->model->theme, color, column->cell.fill_opacity, fill_stops);
  line = hue_paint (&box, line_stops);
  fill = hue_paint (&box, fill_stops);
  if (column->cell.style == ORIEL_TABLE_CHART_BARS)
    oriel_sparkline_add_bars (drawing->scene, series, &own, box, &line, &fill,
                              column->cell.line_width);
  else if (column->cell.style == ORIEL_TABLE_CHART_POINTS)
    oriel_sparkline_add_dots (drawing->scene, series, &own, box, &line, column->cell.point_size);
  else
    oriel_sparkline_add_joined (drawing->scene, series, &own, box, &line, &fill,
                                column->cell.line_width, column->cell.join);
}

void
oriel_table_draw_sparkline (const OrielTableDrawing *drawing,
                            guint column,
                            gsize row,
                            const OrielTableText *text,
                            OrielRect box)
{
  const OrielTableColumn *about = oriel_table_view_column (drawing->view, column);
  const OrielFrame *series = about->field->column->frames[row];
  double y = box.y + (box.height - ORIEL_TABLE_LINE_PX) / 2;
  double beside = 0, room = box.width;

  if (!about->cell.hide_value)
    {
      oriel_scene_add_text (
        drawing->scene, text->text, box.x,
        round (y + oriel_text_baseline (&oriel_table_font, ORIEL_TABLE_LINE_PX)), ORIEL_ALIGN_START,
        &oriel_table_font, drawing->model->theme->text, box.width);
      room = oriel_table_column_width (&box) - drawing->view->value_widths[column] - GAP_PX;
      beside = MAX (oriel_text_width (text->text, &oriel_table_font) + GAP_PX, box.width - room);
    }
  if (series != NULL && room > 2)
    put_chart (
      drawing, about, series,
      (OrielRect){ box.x + beside, box.y + floor ((box.height - CHART_PX) / 2), room, CHART_PX });
}
