/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-bar-gauge-draw.h.
 *
 * A lying bar grows to the right with its value at the right, a standing one grows up with its
 * value above. Lengths below are measured along the bar.
 */

#include "config.h"

#include "viz/bargauge/oriel-bar-gauge-draw.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/oriel-fit-text.h"

#define RADIUS_PX 4.0
#define VALUE_PADDING_PX 10.0

/* What is not filled begins under the bar's rounded end and ends as much before the full length. */
#define UNFILLED_UNDER_PX 3.0

#define BASIC_ALPHA 0.35f
#define BASIC_END_PX 2.0

#define LCD_GAP_PX 2.0
#define LCD_RADIUS_PX 2.0
#define LCD_LIT_ALPHA 0.95f
#define LCD_LIT_EDGE_ALPHA 0.55f
#define LCD_UNLIT_ALPHA 0.18f

/* The part of `place`, a full bar, from `from` on, `length` long. */
static OrielRect
part_of (const OrielBar *bar, OrielRect place, double from, double length)
{
  if (bar->vertical)
    return (OrielRect){ place.x, place.y + place.height - from - length, place.width, length };

  return (OrielRect){ place.x + from, place.y, length, place.height };
}

static double
length_of (const OrielBar *bar)
{
  return bar->vertical ? bar->layout->bar_height : bar->layout->bar_width;
}

static double
full_length_of (const OrielBar *bar)
{
  return bar->vertical ? bar->layout->max_bar_height : bar->layout->max_bar_width;
}

/* The layout counts 1.5 times the font for a name, but lines of a page are higher. */
static double
title_line_of (const OrielBarLayout *layout)
{
  return layout->title == ORIEL_BAR_TITLE_NONE ? 0 : layout->title_px * 22 / 14;
}

/* The length between a standing bar's foot and its value: by as much less than a full bar. */
static double
room_of (const OrielBar *bar)
{
  double excess = bar->vertical ? title_line_of (bar->layout) - bar->layout->title_height : 0;

  return full_length_of (bar) - excess;
}

static void
draw_unfilled (OrielScene *scene, const OrielBar *bar, OrielRect place)
{
  OrielPaint paint = oriel_paint_solid (bar->theme->unfilled);
  double from = length_of (bar) - UNFILLED_UNDER_PX;
  double length = room_of (bar) - length_of (bar);

  if (length > 0)
    oriel_scene_add_box (scene, part_of (bar, place, from, length), RADIUS_PX, &paint);
}

/* The last `length` px of a bar, on the pixels on which the bar is drawn. */
static OrielRect
end_of (const OrielBar *bar, OrielRect all, double length)
{
  if (bar->vertical)
    return (OrielRect){ all.x, round (all.y), all.width, length };

  return (OrielRect){ round (all.x + all.width) - length, all.y, length, all.height };
}

static void
draw_basic (OrielScene *scene, const OrielBar *bar, OrielRect place)
{
  OrielColor color = bar->value->color;
  OrielPaint fill = oriel_paint_solid (oriel_color_with_alpha (color, BASIC_ALPHA));
  OrielPaint end = oriel_paint_solid (color);
  double length = length_of (bar), end_length = MIN (BASIC_END_PX, length);
  OrielRect all = part_of (bar, place, 0, length);

  oriel_scene_add_box (scene, all, RADIUS_PX, &fill);
  oriel_scene_clip (scene, end_of (bar, all, end_length));
  oriel_scene_add_box (scene, all, RADIUS_PX, &end);
  oriel_scene_unclip (scene);
}

/* Turns stops in px into a paint of `place`; the last stop may belong at the bar's end. */
static OrielPaint
gradient_paint (const OrielBar *bar, OrielRect place, OrielStop *stops, guint n)
{
  OrielPaint paint = { .kind = ORIEL_PAINT_LINEAR, .stops = stops, .n_stops = n };
  double end = length_of (bar), line = 1;
  double before = 0;

  for (guint i = 0; i < n; i++)
    {
      if (isinf (stops[i].offset))
        stops[i].offset = end;
      stops[i].offset = before = MAX (stops[i].offset, before);
      line = MAX (line, before);
    }
  for (guint i = 0; i < n; i++)
    stops[i].offset /= line;

  paint.x0 = paint.x1 = place.x;
  paint.y0 = paint.y1 = place.y + place.height;
  if (bar->vertical)
    paint.y1 -= line;
  else
    paint.x1 += line;
  return paint;
}

static void
draw_gradient (OrielScene *scene, const OrielBar *bar, OrielRect place)
{
  OrielStop stops[ORIEL_BAR_MAX_STOPS];
  guint n = oriel_bar_gauge_gradient (bar->config, bar->theme, bar->value->numeric, bar->min,
                                      bar->max, full_length_of (bar), stops);
  OrielPaint paint =
    n > 0 ? gradient_paint (bar, place, stops, n) : oriel_paint_solid (bar->value->color);

  oriel_scene_add_box (scene, part_of (bar, place, 0, length_of (bar)), RADIUS_PX, &paint);
}

/* Bright in the middle, darker to the corners: CSS' radial-gradient, an ellipse through them. */
static OrielPaint
lit_paint (OrielRect cell, OrielColor color, OrielStop stops[2])
{
  stops[0] = (OrielStop){ 0.1, oriel_color_with_alpha (color, LCD_LIT_ALPHA) };
  stops[1] = (OrielStop){ 1, oriel_color_with_alpha (color, LCD_LIT_EDGE_ALPHA) };
  return (OrielPaint){
    .kind = ORIEL_PAINT_RADIAL,
    .x0 = cell.x + cell.width / 2,
    .y0 = cell.y + cell.height / 2,
    .x1 = cell.width * G_SQRT2 / 2,
    .y1 = cell.height * G_SQRT2 / 2,
    .stops = stops,
    .n_stops = 2,
  };
}

static OrielColor
cell_color (const OrielBar *bar, double value)
{
  OrielDisplayValue shown;

  if (bar->processor == NULL)
    return bar->value->color;

  oriel_display_number (bar->processor, value, -1, &shown);
  return shown.color;
}

static double
cell_length_of (const OrielBar *bar, guint n)
{
  return n > 0 ? floor ((full_length_of (bar) - LCD_GAP_PX * n) / n) : 0;
}

static void
draw_cells (OrielScene *scene, const OrielBar *bar, OrielRect place)
{
  guint n = oriel_bar_gauge_cells (full_length_of (bar));
  double size = cell_length_of (bar, n);

  for (guint i = 0; i < n; i++)
    {
      double value = bar->min + (bar->max - bar->min) / n * i;
      OrielColor color = cell_color (bar, value);
      OrielRect cell = part_of (bar, place, i * (size + LCD_GAP_PX), size);
      OrielPaint paint = oriel_paint_solid (oriel_color_with_alpha (color, LCD_UNLIT_ALPHA));
      OrielStop stops[2];

      if (value <= bar->value->numeric)
        paint = lit_paint (cell, color, stops);
      oriel_scene_add_box (scene, cell, LCD_RADIUS_PX, &paint);
    }
}

static OrielColor
value_color (const OrielBar *bar)
{
  return bar->value_mode == ORIEL_BAR_VALUE_TEXT ? bar->theme->text : bar->value->color;
}

/* Prefix, text and unit; the unit is smaller. */
static void
draw_value (OrielScene *scene, const OrielBar *bar, OrielRect box)
{
  const OrielBarLayout *layout = bar->layout;
  const OrielFormatted *shown = &bar->value->formatted;
  OrielFont font = { .size_px = MAX (layout->value_px, 1),
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  OrielFont unit_font = font;
  g_autofree char *main_text = g_strconcat (shown->prefix, shown->text, NULL);
  double unit_width, width, x, baseline;

  unit_font.size_px = oriel_unit_px (font.size_px);
  unit_width = *shown->suffix != '\0' ? oriel_text_width (shown->suffix, &unit_font) : 0;
  width = oriel_text_width (main_text, &font);
  x = bar->vertical ? box.x + (box.width - width - unit_width) / 2
                    : box.x + box.width - VALUE_PADDING_PX - width - unit_width;
  baseline =
    box.y + box.height / 2 - layout->value_px / 2 + oriel_text_baseline (&font, layout->value_px);

  oriel_scene_add_text (scene, main_text, x, baseline, ORIEL_ALIGN_START, &font, value_color (bar),
                        0);
  if (unit_width > 0)
    oriel_scene_add_text (scene, shown->suffix, x + width, baseline, ORIEL_ALIGN_START, &unit_font,
                          value_color (bar), 0);
}

static void
draw_title (OrielScene *scene, const OrielBar *bar, OrielRect box)
{
  static const double padding_px = 10;
  const OrielBarLayout *layout = bar->layout;
  OrielFont font = { .size_px = MAX (layout->title_px, 1),
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  double line = title_line_of (layout);
  double baseline = oriel_text_baseline (&font, line);

  if (bar->title == NULL)
    return;

  switch (layout->title)
    {
    case ORIEL_BAR_TITLE_ABOVE:
      oriel_scene_add_text (scene, bar->title, box.x, box.y + baseline, ORIEL_ALIGN_START, &font,
                            bar->theme->text, box.width);
      break;
    case ORIEL_BAR_TITLE_LEFT:
      oriel_scene_add_text (scene, bar->title, box.x + layout->title_width - padding_px,
                            box.y + (box.height - line) / 2 + baseline, ORIEL_ALIGN_END, &font,
                            bar->theme->text, MAX (layout->title_width - padding_px, 1));
      break;
    case ORIEL_BAR_TITLE_BELOW:
      oriel_scene_add_text (scene, bar->title, box.x + box.width / 2,
                            box.y + box.height - line + baseline, ORIEL_ALIGN_CENTER, &font,
                            bar->theme->text, box.width);
      break;
    case ORIEL_BAR_TITLE_NONE:
    default:
      break;
    }
}

/* Where a full bar lies: beside or below its name, before its value. */
static OrielRect
bar_place (const OrielBar *bar, OrielRect box)
{
  const OrielBarLayout *layout = bar->layout;

  if (bar->vertical)
    return (OrielRect){ box.x, box.y + box.height - title_line_of (layout) - layout->max_bar_height,
                        layout->max_bar_width, MAX (layout->max_bar_height, 0) };

  return (OrielRect){ box.x + layout->title_width, box.y + layout->title_height,
                      MAX (layout->max_bar_width, 0), layout->max_bar_height };
}

/* Where the value begins, along the bar: at the far end, at the bar's own where nothing is
 * unfilled, or behind the last cell. */
static double
value_start (const OrielBar *bar)
{
  guint n;

  if (bar->mode != ORIEL_BAR_LCD)
    return bar->unfilled ? room_of (bar) : length_of (bar);

  n = oriel_bar_gauge_cells (full_length_of (bar));
  return n * (cell_length_of (bar, n) + LCD_GAP_PX);
}

static OrielRect
value_place (const OrielBar *bar, OrielRect place)
{
  double end = value_start (bar);

  return part_of (bar, place, MAX (end, 0),
                  bar->vertical ? bar->layout->value_height : bar->layout->value_width);
}

void
oriel_bar_gauge_draw (OrielScene *scene, const OrielBar *bar, OrielRect box)
{
  OrielRect place = bar_place (bar, box);
  gboolean has_value = bar->value_mode != ORIEL_BAR_VALUE_HIDDEN;

  draw_title (scene, bar, box);
  if (place.width > 0 && place.height > 0)
    {
      if (bar->mode == ORIEL_BAR_LCD)
        draw_cells (scene, bar, place);
      else
        {
          /* A hidden value has no size, and Grafana gives its thickness to this part. */
          if (bar->unfilled && has_value)
            draw_unfilled (scene, bar, place);
          if (bar->mode == ORIEL_BAR_BASIC)
            draw_basic (scene, bar, place);
          else
            draw_gradient (scene, bar, place);
        }
    }
  if (has_value)
    draw_value (scene, bar, value_place (bar, place));
}
