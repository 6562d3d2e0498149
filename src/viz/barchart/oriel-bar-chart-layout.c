/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar chart's picture: axes, bars in groups or stacks, values beside them; and what is under a
 * point. Rules: bars.ts of Grafana and uPlot's bars. */

#include "config.h"

#include "viz/barchart/oriel-bar-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/oriel-text.h"
#include "viz/oriel-axis-draw.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-rect-batch.h"
#include "viz/oriel-viz-message.h"
#include "viz/timeseries/oriel-time-series-lanes.h"
#include "viz/timeseries/oriel-time-series-paints.h"

#define MAX_AXES 12
#define LABEL_GAP_PX 15.0
#define CROWD_GAP_PX 8.0 /* between labels that are too many to show all */
#define SIDE_PX 8.0      /* of a side without an axis */
#define CHARACTER_PX 7.0
#define MIN_GAP_PX 1.0
#define UNSNAPPED_GAP_PX 5.0
#define THRESHOLD_OPACITY 0.7
#define THRESHOLD_AREA_OPACITY 0.15
#define THRESHOLD_PX 2.0
#define FAR_PX 1000.0
#define DENSE_PX 0.5 /* a group */

typedef struct
{
  const OrielBarChartModel *model;
  OrielScene *scene;
  OrielLanes lanes;
  gboolean lies; /* bars run to the right */
  OrielRect plot;
  OrielAxis axes[MAX_AXES];
  OrielAxisLook looks[MAX_AXES];
  guint n_axes;
  double group_width, bar_width;
  GArray *bars; /* of OrielChartBar */
} Layout;

static const OrielLane *
lane_at (const Layout *layout, guint i)
{
  return &g_array_index (layout->lanes.lanes, OrielLane, i);
}

static OrielTimeSeries *
series_of (const Layout *layout, const OrielLane *lane)
{
  return oriel_time_series_at (&layout->model->series, lane->series);
}

static OrielLaneScale *
scale_at (const Layout *layout, guint i)
{
  return &g_array_index (layout->lanes.scales, OrielLaneScale, i);
}

/* Divides a unit among `n` items that take `part` of it, what is left between them. */
static void
distribute (gsize n, double part, gsize index, double *start, double *size)
{
  double gap = n > 1 ? (1 - part) / (double) (n - 1) : 0;

  *size = part / (double) n;
  *start = (double) index * (*size + gap);
}

/* A lone series has no groups: its bars may be as wide as they are allowed to. */
static void
set_widths (Layout *layout)
{
  const OrielBarChartModel *model = layout->model;
  gboolean stacks = model->stacking != ORIEL_STACK_NONE;

  layout->group_width = stacks ? model->bar_width : model->group_width;
  layout->bar_width = stacks ? model->group_width : model->bar_width;
  if (layout->lanes.lanes->len == 1 && !stacks)
    {
      if (model->n_all == 1)
        layout->group_width = model->bar_width;
      layout->bar_width = 1;
    }
}

/* The middle of a group, as part of the plot. */
static double
group_middle (const Layout *layout, gsize group)
{
  double start, size;

  distribute (layout->model->n_groups, layout->group_width, group, &start, &size);
  return start + size / 2;
}

static double
label_width (const char *label)
{
  static const OrielFont font = { .size_px = ORIEL_AXIS_FONT_PX,
                                  .weight = 400,
                                  .proportional = TRUE };

  return oriel_text_width (label, &font);
}

static const char *
longest_label (const OrielBarChartModel *model)
{
  const char *longest = "";
  gsize most = 0;

  for (gsize i = 0; i < model->n_groups; i++)
    {
      gsize length = strlen (model->labels[i]);

      if (length > most)
        longest = model->labels[i];
      most = MAX (most, length);
    }
  return longest;
}

/* Px that each label has to itself: as set, or all have a label unless none could be read. */
static double
label_spacing (const Layout *layout, double length)
{
  const OrielBarChartModel *model = layout->model;

  if (model->spacing != 0 && !layout->lies)
    return fabs (model->spacing);
  if (length >= ORIEL_AXIS_FONT_PX * (double) model->n_groups)
    return 0;
  if (layout->lies || model->rotation != 0)
    return ORIEL_AXIS_FONT_PX;
  return MIN (label_width (longest_label (model)) + CROWD_GAP_PX, length);
}

/* Every how many of `n` places on `length` px there is a label. */
static gsize
label_step (double spacing, gsize n, double length)
{
  double most = spacing > 0 ? floor (length / spacing) : INFINITY;

  return (double) n < most ? 1 : (gsize) MAX (ceil ((double) n / MAX (most, 1)), 1);
}

static char *
shortened (const Layout *layout, const char *label, double height)
{
  const OrielBarChartModel *model = layout->model;
  double angle = fabs (model->rotation) * G_PI / 180;
  glong most = model->max_length;

  if (model->rotation == 0)
    return g_strdup (label);
  if (most == 0)
    most = (glong) MAX (floor (height / 2 / sin (angle) / CHARACTER_PX - 3), 0);
  if (g_utf8_strlen (label, -1) <= most)
    return g_strdup (label);
  {
    g_autofree char *cut = g_utf8_substring (label, 0, most);

    return g_strconcat (cut, "...", NULL);
  }
}

static void
clear_tick (gpointer data)
{
  g_free (((OrielTick *) data)->label);
}

/* Steps are counted from the first place or from the last. */
static gsize
first_label (const OrielBarChartModel *model, gsize n, gsize step)
{
  return model->spacing < 0 ? (n - 1) % step : 0;
}

static GArray *
group_ticks (const Layout *layout, double length, double height)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (OrielTick));
  gsize n = layout->model->n_groups;
  gsize step = label_step (label_spacing (layout, length), n, length);

  g_array_set_clear_func (ticks, clear_tick);
  for (gsize i = first_label (layout->model, n, step); i < n; i += step)
    {
      double middle = group_middle (layout, i);
      OrielTick tick = { .value = layout->lies ? 1 - middle : middle };

      tick.label = layout->lies ? g_strdup (layout->model->labels[i])
                                : shortened (layout, layout->model->labels[i], height);
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static OrielSide
value_side (const Layout *layout, OrielAxisPlace place)
{
  if (layout->lies)
    return place == ORIEL_PLACE_RIGHT ? ORIEL_SIDE_TOP : ORIEL_SIDE_BOTTOM;
  return place == ORIEL_PLACE_RIGHT ? ORIEL_SIDE_RIGHT : ORIEL_SIDE_LEFT;
}

static void
add_value_axes (Layout *layout)
{
  gboolean grid_taken = FALSE;

  for (guint i = 0; i < layout->lanes.scales->len && layout->n_axes < MAX_AXES; i++)
    {
      OrielLaneScale *scale = scale_at (layout, i);
      OrielTimeSeries *first = oriel_time_series_at (&layout->model->series, scale->first);
      const OrielSeriesOptions *options = &first->options;
      OrielColor color =
        options->axis_series_color ? first->color : layout->model->series.theme->text;
      OrielAxis *axis = &layout->axes[layout->n_axes];

      if (scale->place == ORIEL_PLACE_HIDDEN || !scale->is_shown)
        continue;
      oriel_axis_init (axis, value_side (layout, scale->place));
      axis->scale = scale->scale;
      axis->only_integers =
        scale->options.decimals == 0 && scale->options.kind == ORIEL_SCALE_LINEAR;
      axis->format = oriel_viz_format_axis;
      axis->format_data = first->axis_display;
      axis->fixed_size_px = options->axis_width;
      axis->name = options->axis_label;
      layout->looks[layout->n_axes] = (OrielAxisLook){
        .color = color,
        .tick_color = options->axis_border ? color : layout->model->series.theme->grid,
        .grid = options->axis_grid >= 0 ? options->axis_grid : !grid_taken,
        .ticks = TRUE,
        .border = options->axis_border,
      };
      grid_taken = TRUE;
      scale->axis = (int) layout->n_axes++;
    }
}

/* Room that turned labels take beyond the axis: right, below, left. */
typedef struct
{
  double top, right, bottom, left;
} Padding;

static double
short_width (const Layout *layout, const GArray *ticks, guint index, double height)
{
  g_autofree char *label =
    shortened (layout, g_array_index (ticks, OrielTick, index).label, height);

  return label_width (label);
}

static Padding
rotation_padding (const Layout *layout, const GArray *ticks, double height)
{
  double degrees = layout->model->rotation, angle = fabs (degrees) * G_PI / 180, widest = 0;
  Padding padding = { SIDE_PX, SIDE_PX, 0, 0 };

  if (degrees == 0 || ticks->len == 0 || layout->model->axis_hidden)
    return padding;
  for (guint i = 0; i < ticks->len; i++)
    widest = MAX (widest, short_width (layout, ticks, i, height));
  padding.top = ORIEL_AXIS_FONT_PX;
  padding.right =
    degrees > 0 ? cos (angle) * short_width (layout, ticks, ticks->len - 1, height) : 0;
  padding.left =
    degrees < 0 ? MAX (cos (angle) * short_width (layout, ticks, 0, height) - 50, 0) : 0;
  padding.bottom = MAX (sin (angle) * widest - (layout->lies ? 5 : 14), 0);
  return padding;
}

static void
move_axes (Layout *layout, double dx, double dy)
{
  layout->plot.x += dx;
  layout->plot.y += dy;
  for (guint i = 0; i < layout->n_axes; i++)
    {
      OrielAxis *axis = &layout->axes[i];
      gboolean upright = axis->side == ORIEL_SIDE_LEFT || axis->side == ORIEL_SIDE_RIGHT;

      axis->position += upright ? dx : dy;
      axis->name_position += upright ? dx : dy;
    }
}

/* Turned labels take no whole number of px; a plot has edges at whole and half ones. */
static double
rounded_half (double px)
{
  return floor (px * 2 + 0.5) / 2;
}

static void
lay_out_axes (Layout *layout, const OrielRect *rest, const GArray *ticks)
{
  Padding padding = rotation_padding (layout, ticks, rest->height);
  double dx = padding.left, dy = padding.top - SIDE_PX;

  layout->plot = oriel_axes_layout (layout->axes, layout->n_axes,
                                    rest->width - padding.left - (padding.right - SIDE_PX),
                                    rest->height - padding.bottom - (padding.top - SIDE_PX));
  layout->plot.width = rounded_half (layout->plot.width);
  layout->plot.height = rounded_half (layout->plot.height);
  move_axes (layout, dx, dy);
  layout->plot.x = rounded_half (layout->plot.x);
  layout->plot.y = rounded_half (layout->plot.y);
}

/* Draws the labels of an axis below the plot turned around their tick, and takes them away. Their
 * letters are spaced as those of a page; measured they are without. */
static void
draw_turned_labels (const Layout *layout, const OrielAxis *axis, const OrielAxisLook *look)
{
  static const OrielFont font = { .size_px = ORIEL_AXIS_FONT_PX,
                                  .weight = 400,
                                  .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                                  .proportional = TRUE };
  double angle = layout->model->rotation * G_PI / 180;
  double y = axis->position + axis->gap_px + (look->ticks ? ORIEL_AXIS_TICK_PX : 0);

  for (guint i = 0; i < axis->ticks->len; i++)
    {
      OrielTick *tick = &g_array_index (axis->ticks, OrielTick, i);
      double part = oriel_scale_position (&axis->scale, tick->value);
      double x = round (layout->plot.x + layout->plot.width * part);

      if (tick->label == NULL || !(part >= 0 && part <= 1))
        continue;
      oriel_scene_add_text_turned (
        layout->scene, tick->label, x - ORIEL_AXIS_MIDDLE_TO_BASELINE_PX * sin (angle),
        y + ORIEL_AXIS_MIDDLE_TO_BASELINE_PX * cos (angle),
        angle < 0 ? ORIEL_ALIGN_END : ORIEL_ALIGN_START, &font, look->color, angle);
      g_clear_pointer (&tick->label, g_free);
    }
}

/* Of values that run to the right only as many have labels as the spacing allows. */
static void
thin_value_labels (const Layout *layout, const OrielAxis *axis)
{
  const OrielBarChartModel *model = layout->model;
  gsize n = axis->ticks->len;
  gsize step = label_step (fabs (model->spacing), n, layout->plot.width);

  for (gsize i = 0; i < n; i++)
    if ((i + step - first_label (model, n, step)) % step != 0)
      g_clear_pointer (&g_array_index (axis->ticks, OrielTick, i).label, g_free);
}

static void
draw_axes (Layout *layout)
{
  for (guint i = 0; i < layout->n_axes; i++)
    {
      OrielAxis *axis = &layout->axes[i];

      if (layout->lies && axis->fixed_ticks == NULL && axis->ticks->len > 0)
        thin_value_labels (layout, axis);
      if (axis->side == ORIEL_SIDE_BOTTOM && layout->model->rotation != 0)
        draw_turned_labels (layout, axis, &layout->looks[i]);
      oriel_axis_draw (axis, layout->scene, &layout->plot, &layout->looks[i],
                       layout->model->series.theme);
    }
}

static void
add_axes (Layout *layout, const OrielRect *rest, GArray **ticks)
{
  OrielAxis *groups = &layout->axes[0];

  *ticks = group_ticks (layout, layout->lies ? rest->height : rest->width, rest->height);
  if (!layout->model->axis_hidden)
    {
      oriel_axis_init (groups, layout->lies ? ORIEL_SIDE_LEFT : ORIEL_SIDE_BOTTOM);
      groups->fixed_ticks = (const OrielTick *) (gpointer) (*ticks)->data;
      groups->n_fixed_ticks = (*ticks)->len;
      groups->gap_px = LABEL_GAP_PX;
      groups->name = layout->model->axis_label;
      layout->looks[0] = (OrielAxisLook){ .color = layout->model->series.theme->text };
      layout->n_axes = 1;
    }
  add_value_axes (layout);
  lay_out_axes (layout, rest, *ticks);
}

/* Px of the plot along the groups and along the values. */
static double
length_of (const Layout *layout, gboolean values)
{
  return values == layout->lies ? layout->plot.width : layout->plot.height;
}

/* Where a value lies, in px from the plot's left or top. */
static double
value_px (const Layout *layout, const OrielLaneScale *scale, double value)
{
  double position = oriel_scale_position (&scale->scale, value);

  return (layout->lies ? position : 1 - position) * length_of (layout, TRUE);
}

/* The sizes that all bars of a series share. */
typedef struct
{
  double width, stroke;
  gboolean snaps, insets;
  gboolean is_solid; /* too narrow for a border: filled with the border's paint */
} BarShape;

static double
snapped (const BarShape *shape, double px)
{
  return shape->snaps ? floor (px + 0.5) : px;
}

/* Start and width of a bar along the groups, as parts of the plot. */
static void
bar_place (const Layout *layout, guint lane, gsize group, double *start, double *size)
{
  double group_start, group_size, bar_start, bar_size;

  distribute (layout->model->n_groups, layout->group_width, group, &group_start, &group_size);
  if (layout->model->stacking != ORIEL_STACK_NONE)
    {
      *start = group_start;
      *size = group_size;
      return;
    }
  distribute (layout->lanes.lanes->len, layout->bar_width, lane, &bar_start, &bar_size);
  *start = group_start + group_size * bar_start;
  *size = group_size * bar_size;
}

static BarShape
bar_shape (const Layout *layout, guint lane)
{
  double length = length_of (layout, FALSE), start, next, size, gap;
  BarShape shape = {
    .stroke = round (series_of (layout, lane_at (layout, lane))->options.line_width),
  };

  bar_place (layout, lane, 0, &start, &size);
  bar_place (layout, lane, 1, &next, &size);
  shape.width = size * length;
  gap = layout->model->n_groups > 1 ? (next - start) * length - shape.width : length - shape.width;
  if (gap < MIN_GAP_PX)
    {
      shape.width += gap;
      gap = 0;
    }
  if (shape.stroke > 0 && shape.stroke >= shape.width / 2)
    {
      shape.stroke = 0;
      shape.is_solid = TRUE;
    }
  shape.snaps = gap >= UNSNAPPED_GAP_PX;
  shape.insets = gap > 0;
  shape.width = snapped (&shape, MAX (shape.width - (shape.insets ? shape.stroke : 0), 1));
  return shape;
}

/* What a bar stands on: that of a lone one is a whole px, that of a stacked one is where the one
 * below it ends. FALSE when the bar has no height. */
static gboolean
bar_base (const Layout *layout,
          const OrielLane *lane,
          const OrielLaneScale *scale,
          gsize group,
          double *px)
{
  double base = 0;

  if (lane->base != NULL)
    base = isnan (lane->base[group]) ? 0 : lane->base[group];
  else if (scale->scale.kind == ORIEL_SCALE_LOG)
    base = scale->scale.min;
  *px = value_px (layout, scale, base);
  if (lane->base == NULL)
    *px = floor (*px + 0.5);
  return lane->values[group] != base;
}

/* What reaches far out of the plot is cut where nobody sees it. */
static double
near_plot (const Layout *layout, double px)
{
  return CLAMP (px, -FAR_PX, length_of (layout, TRUE) + FAR_PX);
}

/* The bar with its border, before it is moved onto whole px. FALSE when there is none. */
static gboolean
bar_rect (const Layout *layout, guint index, gsize group, const BarShape *shape, OrielRect *rect)
{
  const OrielLane *lane = lane_at (layout, index);
  const OrielLaneScale *scale = scale_at (layout, lane->scale);
  double value = lane->values[group], start, size, from, to, low, high, across;

  if (isnan (value) || !bar_base (layout, lane, scale, group, &from))
    return FALSE;
  to = value_px (layout, scale, value);
  low = snapped (shape, near_plot (layout, MIN (from, to)));
  high = snapped (shape, near_plot (layout, MAX (from, to)));
  if (!isfinite (low) || !isfinite (high))
    return FALSE;
  bar_place (layout, index, group, &start, &size);
  across =
    snapped (shape, start * length_of (layout, FALSE) + (shape->insets ? shape->stroke / 2 : 0)) -
    shape->stroke / 2;
  size = shape->width + shape->stroke;
  *rect = layout->lies
            ? (OrielRect){ layout->plot.x + low, layout->plot.y + across, high - low, size }
            : (OrielRect){ layout->plot.x + across, layout->plot.y + low, size, high - low };
  return TRUE;
}

/* The middle of the border of a bar, moved so that an odd one covers whole px. */
static OrielRect
middle_of_border (const Layout *layout, const OrielRect *bar, double stroke)
{
  double half = fmod (stroke, 2) / 2;
  OrielRect rect = *bar;

  *(layout->lies ? &rect.x : &rect.y) += floor (stroke / 2);
  *(layout->lies ? &rect.width : &rect.height) =
    MAX ((layout->lies ? bar->width : bar->height) - stroke, 0);
  *(layout->lies ? &rect.y : &rect.x) += stroke / 2;
  *(layout->lies ? &rect.height : &rect.width) -= stroke;
  rect.x += half;
  rect.y += half;
  return rect;
}

static OrielColor
bar_color (const Layout *layout, OrielTimeSeries *series, gsize group)
{
  const OrielBarChartModel *model = layout->model;
  OrielDisplayValue shown;

  if (model->color_field != NULL)
    oriel_display_row (model->color_display, model->color_field, group, &shown);
  else
    oriel_display_number (series->display, series->values[group], -1, &shown);
  return shown.color;
}

/* Adds a bar whose far end is round. */
static void
add_round (OrielRectPath *path,
           const OrielRect *rect,
           double radius,
           gboolean lies,
           gboolean negative)
{
  double r = MIN (radius, MIN (rect->width, rect->height) / 2);
  double right = rect->x + rect->width, bottom = rect->y + rect->height;
  /* the four corners, clockwise from the left top */
  gboolean rounds[4] = { !lies ? !negative : negative, !lies ? !negative : !negative,
                         !lies ? negative : !negative, !lies ? negative : negative };
  OrielPoint corners[4] = {
    { rect->x, rect->y }, { right, rect->y }, { right, bottom }, { rect->x, bottom }
  };
  static const double inward[4][2] = { { 1, 1 }, { -1, 1 }, { -1, -1 }, { 1, -1 } };
  guint8 command;

  for (guint i = 0; i < 4; i++)
    {
      double numbers[5] = { corners[i].x + inward[i][0] * r, corners[i].y + inward[i][1] * r, r,
                            G_PI + i * G_PI_2, G_PI + (i + 1) * G_PI_2 };

      if (rounds[i] && r > 0)
        {
          command = ORIEL_PATH_ARC;
          g_byte_array_append (path->commands, &command, 1);
          g_array_append_vals (path->coordinates, numbers, 5);
          continue;
        }
      command = i == 0 ? ORIEL_PATH_MOVE : ORIEL_PATH_LINE;
      g_byte_array_append (path->commands, &command, 1);
      g_array_append_vals (path->coordinates, &corners[i], 2);
    }
  command = ORIEL_PATH_CLOSE;
  g_byte_array_append (path->commands, &command, 1);
}

static gboolean
is_rounded (const Layout *layout, guint lane)
{
  return layout->model->bar_radius > 0 && layout->model->stacking != ORIEL_STACK_PERCENT &&
         (layout->model->stacking == ORIEL_STACK_NONE || lane + 1 == layout->lanes.lanes->len);
}

/* A gradient runs along the values. */
static OrielPaint
turned_paint (const Layout *layout, OrielPaint paint)
{
  if (!layout->lies || paint.kind != ORIEL_PAINT_LINEAR)
    return paint;
  paint.x0 = layout->plot.x;
  paint.x1 = layout->plot.x + layout->plot.width;
  paint.y0 = paint.y1 = layout->plot.y;
  return paint;
}

static void
draw_round_bar (const Layout *layout,
                guint index,
                const OrielRect *rect,
                const BarShape *shape,
                const OrielPaint *fill,
                const OrielPaint *line,
                gboolean negative)
{
  OrielStroke stroke = { .width = shape->stroke };
  OrielRectPath path;
  double across = layout->lies ? rect->height : rect->width;

  oriel_rect_path_init (&path);
  add_round (&path, rect, layout->model->bar_radius * across, layout->lies, negative);
  oriel_rect_path_draw (&path, layout->scene, fill, shape->stroke > 0 ? line : NULL, &stroke);
  oriel_rect_path_clear (&path);
}

static OrielRect
with_border (const OrielRect *rect, double stroke)
{
  return (OrielRect){ rect->x - stroke / 2, rect->y - stroke / 2, rect->width + stroke,
                      rect->height + stroke };
}

/* What a series' bars are painted with. */
typedef struct
{
  OrielPaint fill, line;
  OrielRectPath fills, lines;
  OrielRectBatch own_fills, own_lines; /* of bars with colours of their own */
} Brush;

static void
brush_init (Brush *brush, const Layout *layout, guint index)
{
  const OrielLane *lane = lane_at (layout, index);
  OrielTimeSeries *series = series_of (layout, lane);
  OrielArena *arena = oriel_scene_get_arena (layout->scene);

  brush->line = turned_paint (layout, oriel_time_series_line_paint (&layout->model->series, series,
                                                                    scale_at (layout, lane->scale),
                                                                    &layout->plot, arena));
  brush->fill = turned_paint (
    layout,
    oriel_time_series_fill_paint (&layout->model->series, series, scale_at (layout, lane->scale),
                                  series->options.fill_opacity / 100, &layout->plot, arena));
  oriel_rect_path_init (&brush->fills);
  oriel_rect_path_init (&brush->lines);
  oriel_rect_batch_init (&brush->own_fills);
  oriel_rect_batch_init (&brush->own_lines);
}

static void
brush_draw (Brush *brush, const Layout *layout)
{
  oriel_rect_path_draw (&brush->fills, layout->scene, &brush->fill, NULL, NULL);
  oriel_rect_path_draw (&brush->lines, layout->scene, &brush->line, NULL, NULL);
  oriel_rect_batch_draw (&brush->own_fills, layout->scene);
  oriel_rect_batch_draw (&brush->own_lines, layout->scene);
  oriel_rect_path_clear (&brush->fills);
  oriel_rect_path_clear (&brush->lines);
  oriel_rect_batch_clear (&brush->own_fills);
  oriel_rect_batch_clear (&brush->own_lines);
}

static void
paint_bar (const Layout *layout,
           guint index,
           gsize group,
           Brush *brush,
           const BarShape *shape,
           const OrielRect *rect)
{
  const OrielLane *lane = lane_at (layout, index);
  OrielTimeSeries *series = series_of (layout, lane);
  OrielPaint fill = brush->fill, line = brush->line;
  OrielColor color = { 0 }, dim = { 0 };
  OrielRect outer = with_border (rect, shape->stroke);

  if (layout->model->has_bar_colors)
    {
      color = bar_color (layout, series, group);
      dim = oriel_color_with_alpha (color, (float) layout->model->bar_opacity);
      fill = oriel_paint_solid (dim);
      line = oriel_paint_solid (color);
    }
  if (is_rounded (layout, index))
    draw_round_bar (layout, index, rect, shape, &fill, &line, lane->values[group] < 0);
  else
    {
      oriel_rect_path_add (layout->model->has_bar_colors
                             ? oriel_rect_batch_path (&brush->own_fills, dim)
                             : &brush->fills,
                           rect);
      if (shape->stroke > 0)
        oriel_rect_path_add_frame (layout->model->has_bar_colors
                                     ? oriel_rect_batch_path (&brush->own_lines, color)
                                     : &brush->lines,
                                   &outer, shape->stroke);
    }
}

/* The bar as wide as the px that it begins in. */
static OrielRect
on_whole_px (const Layout *layout, const OrielRect *bar)
{
  return layout->lies ? (OrielRect){ bar->x, floor (bar->y), bar->width, 1 }
                      : (OrielRect){ floor (bar->x), bar->y, 1, bar->height };
}

static OrielRect
union_of (const OrielRect *a, const OrielRect *b)
{
  double x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  return (OrielRect){ x, y, MAX (a->x + a->width, b->x + b->width) - x,
                      MAX (a->y + a->height, b->y + b->height) - y };
}

/* Of bars that share a px one is drawn, which covers all of them. */
static void
draw_dense_series (Layout *layout, guint index, const BarShape *shape, Brush *brush)
{
  OrielRect run = { 0 };
  gsize first = layout->model->n_groups;

  for (gsize group = 0; group < layout->model->n_groups; group++)
    {
      OrielRect bar;

      if (!bar_rect (layout, index, group, shape, &bar))
        continue;
      bar = on_whole_px (layout, &bar);
      if (first < group && (layout->lies ? bar.y == run.y : bar.x == run.x))
        {
          run = union_of (&run, &bar);
          continue;
        }
      if (first < group)
        paint_bar (layout, index, first, brush, shape, &run);
      run = bar;
      first = group;
    }
  if (first < layout->model->n_groups)
    paint_bar (layout, index, first, brush, shape, &run);
}

static gboolean
is_dense (const Layout *layout)
{
  return length_of (layout, FALSE) < DENSE_PX * (double) layout->model->n_groups;
}

static void
draw_series (Layout *layout, guint index)
{
  BarShape shape = bar_shape (layout, index);
  Brush brush;

  if (!scale_at (layout, lane_at (layout, index)->scale)->is_shown)
    return;
  brush_init (&brush, layout, index);
  if (shape.is_solid)
    brush.fill = brush.line;
  if (is_dense (layout))
    draw_dense_series (layout, index, &shape, &brush);
  for (gsize group = 0; !is_dense (layout) && group < layout->model->n_groups; group++)
    {
      OrielChartBar bar = { .lane = index, .group = group };
      OrielRect rect;

      if (!bar_rect (layout, index, group, &shape, &bar.rect))
        continue;
      rect = middle_of_border (layout, &bar.rect, shape.stroke);
      paint_bar (layout, index, group, &brush, &shape, &rect);
      g_array_append_val (layout->bars, bar);
    }
  brush_draw (&brush, layout);
}

static void
draw_threshold (const Layout *layout,
                const OrielLaneScale *scale,
                double value,
                OrielColor color,
                gboolean dashed)
{
  static const double dashes[] = { 10, 10 };
  OrielStroke stroke = { .width = THRESHOLD_PX, .dashes = dashes, .n_dashes = dashed ? 2 : 0 };
  double at = round (value_px (layout, scale, value));
  const OrielRect *plot = &layout->plot;

  color.alpha *= (float) THRESHOLD_OPACITY;
  if (layout->lies)
    oriel_scene_add_line (layout->scene, plot->x + at, plot->y, plot->x + at,
                          plot->y + plot->height, color, &stroke);
  else
    oriel_scene_add_line (layout->scene, plot->x, plot->y + at, plot->x + plot->width, plot->y + at,
                          color, &stroke);
}

static void
draw_thresholds_of (const Layout *layout, OrielTimeSeries *series, const OrielLaneScale *scale)
{
  const OrielThresholds *thresholds = series->config->config->thresholds;
  guint style = series->options.thresholds_style;

  if (thresholds == NULL || style == 0 || !scale->is_shown)
    return;
  if (style & ORIEL_THRESHOLDS_AREA)
    {
      OrielPaint area =
        turned_paint (layout, oriel_thresholds_paint (thresholds, layout->model->series.theme,
                                                      scale, THRESHOLD_AREA_OPACITY, &layout->plot,
                                                      oriel_scene_get_arena (layout->scene)));

      oriel_scene_add_rect (layout->scene, layout->plot, 0, &area, NULL, NULL);
    }
  for (guint i = 0; (style & ~(guint) ORIEL_THRESHOLDS_AREA) != 0 && i < thresholds->steps->len;
       i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);
      double value = oriel_threshold_value (thresholds, i, scale);
      OrielColor color;

      oriel_theme_color (layout->model->series.theme, step->color, &color);
      if (value >= scale->scale.min && value <= scale->scale.max)
        draw_threshold (layout, scale, value, color, (style & ORIEL_THRESHOLDS_DASHED) != 0);
    }
}

static void
set_plot (const Layout *layout)
{
  gsize n = layout->model->n_groups;
  double first = group_middle (layout, 0), span = MAX ((double) n - 1, 1);
  double scale = first < 0.5 ? span / (1 - 2 * first) : 2 * span;
  OrielScenePlot plot = {
    .rect = layout->plot,
    .x_min = -first * scale,
    .x_max = (1 - first) * scale,
    .runs_down = layout->lies,
    .stop_step = 1,
    .n_stops = (guint) n,
  };

  oriel_scene_set_plot (layout->scene, &plot);
}

static void
layout_init (Layout *layout,
             const OrielBarChartModel *model,
             const OrielVizState *state,
             double width,
             double height,
             OrielArena *arena)
{
  layout->model = model;
  layout->lies = model->orientation == ORIEL_ORIENTATION_AUTO
                   ? width < height
                   : model->orientation == ORIEL_ORIENTATION_HORIZONTAL;
  layout->bars = g_array_new (FALSE, FALSE, sizeof (OrielChartBar));
  oriel_lanes_init (&layout->lanes, &model->series, state, arena);
  set_widths (layout);
}

static void
layout_clear (Layout *layout)
{
  for (guint i = 0; i < layout->n_axes; i++)
    oriel_axis_clear (&layout->axes[i]);
  oriel_lanes_clear (&layout->lanes);
  g_array_unref (layout->bars);
}

static void
draw_plot (Layout *layout)
{
  for (guint i = 0; i < layout->lanes.lanes->len; i++)
    draw_thresholds_of (layout, series_of (layout, lane_at (layout, i)),
                        scale_at (layout, lane_at (layout, i)->scale));
  draw_axes (layout);
  oriel_scene_clip (layout->scene, layout->plot);
  for (guint i = 0; i < layout->lanes.lanes->len; i++)
    draw_series (layout, i);
  oriel_scene_unclip (layout->scene);
  oriel_bar_chart_draw_values (layout->model, &layout->lanes, layout->bars, layout->lies,
                               &layout->plot, layout->scene);
}

OrielScene *
oriel_bar_chart_layout (const OrielVizModel *model,
                        double width,
                        double height,
                        const OrielVizState *state)
{
  const OrielBarChartModel *self = (const OrielBarChartModel *) model;
  Layout layout = { .scene = NULL };
  g_autoptr (GArray) ticks = NULL;
  OrielRect rest, place;

  if (self->message != NULL)
    return oriel_viz_message_scene (self->message, self->series.theme, width, height);

  layout.scene = oriel_scene_new (width, height);
  layout_init (&layout, self, state, width, height, oriel_scene_get_arena (layout.scene));
  place = oriel_legend_place (self->series.legend, width, height, state, &rest);
  add_axes (&layout, &rest, &ticks);
  set_plot (&layout);
  if (layout.plot.width > 0 && layout.plot.height > 0 && layout.lanes.lanes->len > 0)
    draw_plot (&layout);
  layout_clear (&layout);
  oriel_legend_draw (self->series.legend, layout.scene, &place, self->series.theme, state);
  return layout.scene;
}

/* The groups whose bars may reach a value of x. */
static void
groups_near (const OrielBarChartModel *model, double x, gsize *first, gsize *end)
{
  double last = (double) model->n_groups - 1;

  *first = (gsize) CLAMP (floor (x) - 1, 0, last);
  *end = (gsize) CLAMP (ceil (x) + 1, 0, last) + 1;
}

/* From one end of the plot to the other, across all values. */
static void
reach_through (const Layout *layout, OrielRect *rect)
{
  *(layout->lies ? &rect->x : &rect->y) = layout->lies ? layout->plot.x : layout->plot.y;
  *(layout->lies ? &rect->width : &rect->height) =
    layout->lies ? layout->plot.width : layout->plot.height;
}

static OrielRect
within_plot (const Layout *layout, const OrielRect *rect)
{
  const OrielRect *plot = &layout->plot;
  double x = MAX (rect->x, plot->x), y = MAX (rect->y, plot->y);

  return (OrielRect){ x, y, MAX (MIN (rect->x + rect->width, plot->x + plot->width) - x, 0),
                      MAX (MIN (rect->y + rect->height, plot->y + plot->height) - y, 0) };
}

static void
set_hit (const Layout *layout, guint lane, gsize group, const OrielRect *rect, OrielHit *hit)
{
  const OrielTimeSeries *series = series_of (layout, lane_at (layout, lane));

  hit->kind = ORIEL_HIT_SAMPLE;
  hit->frame = (int) series->frame;
  hit->field = (int) series->field;
  hit->row = (int) group;
  hit->x_value = (double) group;
  hit->y_value = series->values[group];
  hit->lit = within_plot (layout, rect);
}

gboolean
oriel_bar_chart_hit (const OrielVizModel *model,
                     const OrielScene *scene,
                     const OrielVizState *state,
                     double x,
                     double y,
                     OrielHit *hit)
{
  const OrielBarChartModel *self = (const OrielBarChartModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  Layout layout = { .scene = NULL };
  g_autoptr (OrielArena) arena = NULL;
  double width, height;
  gsize first, end;

  if (plot == NULL || self->message != NULL || !(plot->rect.width > 0) || x < plot->rect.x ||
      x > plot->rect.x + plot->rect.width || y < plot->rect.y ||
      y > plot->rect.y + plot->rect.height)
    return FALSE;

  arena = oriel_arena_new ();
  oriel_scene_get_size (scene, &width, &height);
  layout_init (&layout, self, state, width, height, arena);
  layout.plot = plot->rect;
  *hit = (OrielHit){ .kind = ORIEL_HIT_PLOT, .frame = -1, .field = -1, .row = -1 };
  hit->x_value = plot->x_min + (layout.lies ? (y - plot->rect.y) / plot->rect.height
                                            : (x - plot->rect.x) / plot->rect.width) *
                                 (plot->x_max - plot->x_min);
  groups_near (self, hit->x_value, &first, &end);
  for (guint i = 0; i < layout.lanes.lanes->len; i++)
    {
      BarShape shape = bar_shape (&layout, i);

      for (gsize group = first; group < end; group++)
        {
          OrielRect rect;

          if (!bar_rect (&layout, i, group, &shape, &rect))
            continue;
          if (self->lights_all)
            reach_through (&layout, &rect);
          if (x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height)
            set_hit (&layout, i, group, &rect, hit);
        }
    }
  layout_clear (&layout);
  return TRUE;
}
