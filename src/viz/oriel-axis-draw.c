/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Axes into a scene; see the header. */

#include "config.h"

#include "viz/oriel-axis-draw.h"

#include "draw/oriel-text.h"
#include "viz/oriel-fit-text.h"

#include <math.h>

/* Browsers space the letters on a page's canvas as on the page; the sizes of axes are measured
 * apart from it, without. */
static const OrielFont font = { .size_px = ORIEL_AXIS_FONT_PX,
                                .weight = 400,
                                .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                                .proportional = TRUE };
static const OrielStroke hairline = { .width = 0 };

static gboolean
is_horizontal (const OrielAxis *axis)
{
  return axis->side == ORIEL_SIDE_BOTTOM || axis->side == ORIEL_SIDE_TOP;
}

/* Where a tick lies along its axis; FALSE when it is outside of the plot. */
static gboolean
tick_place (const OrielAxis *axis, const OrielRect *plot, double value, double *at)
{
  double position = oriel_scale_position (&axis->scale, value);

  if (!(position >= -1e-9 && position <= 1 + 1e-9))
    return FALSE;
  *at = is_horizontal (axis) ? plot->x + plot->width * position
                             : plot->y + plot->height * (1 - position);
  return TRUE;
}

static void
draw_grid_line (const OrielAxis *axis,
                OrielScene *scene,
                const OrielRect *plot,
                double at,
                const OrielTheme *theme)
{
  if (is_horizontal (axis))
    oriel_scene_add_line (scene, at, plot->y, at, plot->y + plot->height, theme->grid, &hairline);
  else
    oriel_scene_add_line (scene, plot->x, at, plot->x + plot->width, at, theme->grid, &hairline);
}

static void
draw_tick (const OrielAxis *axis, OrielScene *scene, double at, OrielColor color)
{
  gboolean outwards = axis->side == ORIEL_SIDE_BOTTOM || axis->side == ORIEL_SIDE_RIGHT;
  double end = axis->position + (outwards ? ORIEL_AXIS_TICK_PX : -ORIEL_AXIS_TICK_PX);

  if (is_horizontal (axis))
    oriel_scene_add_line (scene, at, axis->position, at, end, color, &hairline);
  else
    oriel_scene_add_line (scene, axis->position, at, end, at, color, &hairline);
}

/* The middle of a label at `at`, or beside it where the label would not be seen whole. */
static double
held_within (const char *text, double at, const OrielAxisLook *look)
{
  double half = look->labels_from < look->labels_to ? oriel_text_width (text, &font) / 2 : 0;

  if (half == 0 || 2 * half > look->labels_to - look->labels_from)
    return at;
  return CLAMP (at, look->labels_from + half, look->labels_to - half);
}

/* The room that a label may take: what fits as it was measured fits with its letters spaced. */
static double
room_of (const OrielAxis *axis, double gap, const char *text)
{
  static const OrielFont measured = { .size_px = ORIEL_AXIS_FONT_PX,
                                      .weight = 400,
                                      .proportional = TRUE };
  double room = axis->size_px - gap + 1;
  double spaces = (double) g_utf8_strlen (text, -1) * font.letter_spacing_px;

  return oriel_text_width (text, &measured) <= room ? room + spaces : room;
}

static void
draw_label (const OrielAxis *axis,
            OrielScene *scene,
            const char *text,
            double at,
            const OrielAxisLook *look)
{
  double gap = (look->ticks ? ORIEL_AXIS_TICK_PX : 0) + axis->gap_px;
  OrielColor color = look->color;

  if (axis->side == ORIEL_SIDE_BOTTOM)
    oriel_scene_add_text (scene, text, round (held_within (text, at, look)),
                          axis->position + gap + ORIEL_AXIS_TOP_TO_BASELINE_PX, ORIEL_ALIGN_CENTER,
                          &font, color, 0);
  else if (axis->side == ORIEL_SIDE_TOP)
    oriel_scene_add_text (scene, text, round (at),
                          axis->position - gap - ORIEL_AXIS_BOTTOM_TO_BASELINE_PX,
                          ORIEL_ALIGN_CENTER, &font, color, 0);
  else if (axis->side == ORIEL_SIDE_LEFT)
    oriel_scene_add_text (scene, text, axis->position - gap,
                          round (at) + ORIEL_AXIS_MIDDLE_TO_BASELINE_PX, ORIEL_ALIGN_END, &font,
                          color, room_of (axis, gap, text));
  else if (axis->side == ORIEL_SIDE_RIGHT)
    oriel_scene_add_text (scene, text, axis->position + gap,
                          round (at) + ORIEL_AXIS_MIDDLE_TO_BASELINE_PX, ORIEL_ALIGN_START, &font,
                          color, room_of (axis, gap, text));
}

static void
draw_border (const OrielAxis *axis, OrielScene *scene, const OrielRect *plot, OrielColor color)
{
  if (is_horizontal (axis))
    oriel_scene_add_line (scene, plot->x, axis->position, plot->x + plot->width, axis->position,
                          color, &hairline);
  else
    oriel_scene_add_line (scene, axis->position, plot->y, axis->position, plot->y + plot->height,
                          color, &hairline);
}

/* The middle of a name that is turned: of the plot, or further down where the name would begin
 * above the panel, as far as there are labels below the plot. */
static double
middle_of_turned (const char *name, const OrielRect *plot)
{
  double middle = plot->y + plot->height / 2;
  double labels = ORIEL_AXIS_TICK_PX + ORIEL_AXIS_GAP_PX + ORIEL_AXIS_FONT_PX;
  double end = plot->y + plot->height + labels;

  return round (MAX (middle, MIN (oriel_text_width (name, &font), end) / 2));
}

/* The name runs along the axis, outside of its labels. */
static void
draw_name (const OrielAxis *axis, OrielScene *scene, const OrielRect *plot, OrielColor color)
{
  double middle_x = round (plot->x + plot->width / 2);
  double middle_y = middle_of_turned (axis->name, plot);
  double gap = ORIEL_AXIS_LABEL_GAP_PX;

  if (axis->side == ORIEL_SIDE_BOTTOM)
    oriel_scene_add_text (scene, axis->name, middle_x,
                          axis->name_position + gap + ORIEL_AXIS_TOP_TO_BASELINE_PX,
                          ORIEL_ALIGN_CENTER, &font, color, 0);
  else if (axis->side == ORIEL_SIDE_TOP)
    oriel_scene_add_text (scene, axis->name, middle_x,
                          axis->name_position - gap - ORIEL_AXIS_BOTTOM_TO_BASELINE_PX,
                          ORIEL_ALIGN_CENTER, &font, color, 0);
  else if (axis->side == ORIEL_SIDE_LEFT)
    oriel_scene_add_text_turned (scene, axis->name,
                                 axis->name_position - gap - ORIEL_AXIS_BOTTOM_TO_BASELINE_PX,
                                 middle_y, ORIEL_ALIGN_CENTER, &font, color, -G_PI_2);
  else if (axis->side == ORIEL_SIDE_RIGHT)
    oriel_scene_add_text_turned (scene, axis->name,
                                 axis->name_position + gap + ORIEL_AXIS_BOTTOM_TO_BASELINE_PX,
                                 middle_y, ORIEL_ALIGN_CENTER, &font, color, G_PI_2);
}

void
oriel_axis_draw (const OrielAxis *axis,
                 OrielScene *scene,
                 const OrielRect *plot,
                 const OrielAxisLook *look,
                 const OrielTheme *theme)
{
  if (axis->name != NULL)
    draw_name (axis, scene, plot, look->color);

  for (guint i = 0; i < axis->ticks->len; i++)
    {
      const OrielTick *tick = &g_array_index (axis->ticks, OrielTick, i);
      double at;

      if (!tick_place (axis, plot, tick->value, &at))
        continue;
      if (tick->label != NULL)
        draw_label (axis, scene, tick->label, at, look);
      if (look->ticks)
        draw_tick (axis, scene, at, look->tick_color);
      if (look->grid)
        draw_grid_line (axis, scene, plot, at, theme);
    }
  if (look->border)
    draw_border (axis, scene, plot, look->color);
}
