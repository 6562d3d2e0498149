/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the prepared series to a scene: legend, axes, thresholds, then every series in its order. */

#include "config.h"

#include "draw/oriel-text.h"
#include "viz/oriel-axis-draw.h"
#include "viz/oriel-viz-message.h"
#include "viz/timeseries/oriel-time-series-lanes.h"
#include "viz/timeseries/oriel-time-series-paints.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define THRESHOLD_LINE_PX 2.0
#define THRESHOLD_LINE_OPACITY 0.7
#define THRESHOLD_AREA_OPACITY 0.15
#define BAND_OPACITY 35.0 /* of a band that has no fill of its own, percent */
#define CLOSE_TICKS_PX 20.0
#define MAX_AXES 24
#define MAX_BARS 200000
#define MIN_BAR_GAP_PX 1.0
#define UNSNAPPED_GAP_PX 5.0
#define VALUE_ABOVE_PX 5.0
#define VALUE_BELOW_PX 15.0 /* of what is negative */
#define VALUE_ROOM_PX 30.0  /* that a bar's value needs */
#define MAX_VALUES 5000

/* What the steps of one layout share. */
typedef struct
{
  const OrielTimeSeriesModel *model;
  OrielScene *scene;
  OrielLanes lanes;
  OrielAxis axes[MAX_AXES];
  OrielAxisLook looks[MAX_AXES];
  guint n_axes, n_time_axes;
  OrielRect plot;
} Layout;

static OrielLaneScale *
scale_at (const Layout *layout, guint i)
{
  return &g_array_index (layout->lanes.scales, OrielLaneScale, i);
}

static const OrielTimeSeries *
series_of (const Layout *layout, const OrielLane *lane)
{
  return oriel_time_series_at (layout->model, lane->series);
}

static void
format_value (double value, int decimals, gpointer user_data, char *out)
{
  OrielTimeSeries *series = user_data;
  const char *unit = series->config->config->unit;
  OrielDisplayValue shown;

  /* Money has decimals of its own. */
  if (unit != NULL && g_str_has_prefix (unit, "currency"))
    decimals = -1;
  oriel_display_number (series->axis_display, value, decimals, &shown);
  g_snprintf (out, ORIEL_AXIS_BUFFER, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
}

static void
format_number (double value, int decimals, gpointer display, char *out)
{
  OrielDisplayValue shown;

  oriel_display_number (display, value, decimals, &shown);
  g_snprintf (out, ORIEL_AXIS_BUFFER, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
}

/* The axis of numbers in the place of time. */
static void
add_number_axis (Layout *layout)
{
  const OrielTimeSeriesModel *model = layout->model;
  OrielAxis *axis = &layout->axes[0];

  oriel_axis_init (axis, ORIEL_SIDE_BOTTOM);
  axis->scale = model->x_scale;
  axis->format = format_number;
  axis->format_data = model->x_display;
  axis->name = model->time_options.axis_label;
  layout->looks[0] = (OrielAxisLook){
    .color = model->theme->text,
    .tick_color = model->theme->grid,
    .grid = model->time_options.axis_grid != 0,
    .ticks = TRUE,
  };
  layout->n_axes = layout->n_time_axes = 1;
}

static void
add_time_axes (Layout *layout)
{
  const OrielTimeSeriesModel *model = layout->model;
  const OrielSeriesOptions *options = &model->time_options;

  if (options->axis_place == ORIEL_PLACE_HIDDEN)
    return;
  if (!model->x_is_time)
    {
      add_number_axis (layout);
      return;
    }
  for (guint i = 0; i < model->zones->len && layout->n_axes < MAX_AXES / 2; i++)
    {
      OrielAxis *axis = &layout->axes[layout->n_axes];

      oriel_axis_init (axis, ORIEL_SIDE_BOTTOM);
      axis->is_time = TRUE;
      axis->zone = g_array_index (model->zones, const OrielTimeZone *, i);
      axis->tick_zone = g_array_index (model->zones, const OrielTimeZone *, 0);
      axis->scale.min = (double) model->range.from_ms;
      axis->scale.max = (double) model->range.to_ms;
      axis->name = options->axis_label;
      axis->skip_first_labels = model->zones->len > 1;
      if (i == 0)
        axis->gap_px += oriel_markers_lanes_px (model->base.markers);
      layout->looks[layout->n_axes] = (OrielAxisLook){
        .color = model->theme->text,
        .tick_color = model->theme->grid,
        .grid = i == 0 && options->axis_grid != 0,
        .ticks = TRUE,
      };
      layout->n_axes++;
    }
  layout->n_time_axes = layout->n_axes;
}

/* An automatic axis stands at the left when it is the first, else at the right. */
static OrielSide
side_of (OrielAxisPlace place, gboolean *left_taken)
{
  if (place == ORIEL_PLACE_RIGHT || (place == ORIEL_PLACE_AUTO && *left_taken))
    return ORIEL_SIDE_RIGHT;
  *left_taken = TRUE;
  return ORIEL_SIDE_LEFT;
}

static void
set_axis (Layout *layout, OrielAxis *axis, OrielLaneScale *scale)
{
  OrielTimeSeries *first = oriel_time_series_at (layout->model, scale->first);
  const OrielScaleOptions *options = &scale->options;

  axis->scale = scale->scale;
  axis->binary_increments = oriel_unit_is_binary (first->config->config->unit);
  axis->only_integers = options->decimals == 0 && options->kind == ORIEL_SCALE_LINEAR;
  axis->is_boolean = options->is_boolean;
  axis->format = format_value;
  axis->format_data = first;
  axis->fixed_size_px = first->options.axis_width;
  axis->name = first->options.axis_label;
  if (first->ticks_up_to > 0)
    {
      axis->tick_space_px = CLOSE_TICKS_PX;
      axis->ticks_up_to = first->ticks_up_to;
    }
}

static OrielAxisLook
look_of (Layout *layout, const OrielLaneScale *scale, gboolean automatic_grid)
{
  const OrielTimeSeries *first = oriel_time_series_at (layout->model, scale->first);
  const OrielSeriesOptions *options = &first->options;
  OrielColor color = options->axis_series_color ? first->color : layout->model->theme->text;

  return (OrielAxisLook){
    .color = color,
    .tick_color = color,
    .grid = options->axis_grid >= 0 ? options->axis_grid : automatic_grid,
    .ticks = options->axis_border,
    .border = options->axis_border,
  };
}

static void
add_value_axes (Layout *layout)
{
  gboolean left_taken = FALSE, grid_taken = FALSE;

  for (guint i = 0; i < layout->lanes.scales->len && layout->n_axes < MAX_AXES; i++)
    {
      OrielLaneScale *scale = scale_at (layout, i);
      OrielAxis *axis = &layout->axes[layout->n_axes];
      OrielSide side;

      if (scale->place == ORIEL_PLACE_HIDDEN)
        continue;
      side = side_of (scale->place, &left_taken);
      if (!scale->is_shown)
        continue;

      oriel_axis_init (axis, side);
      set_axis (layout, axis, scale);
      layout->looks[layout->n_axes] =
        look_of (layout, scale, side == ORIEL_SIDE_LEFT && !grid_taken);
      if (side == ORIEL_SIDE_LEFT &&
          oriel_time_series_at (layout->model, scale->first)->options.axis_grid < 0)
        grid_taken = TRUE;
      scale->axis = (int) layout->n_axes++;
    }
}

static void
draw_axes (Layout *layout)
{
  for (guint i = 0; i < layout->n_axes; i++)
    oriel_axis_draw (&layout->axes[i], layout->scene, &layout->plot, &layout->looks[i],
                     layout->model->theme);
}

/* With several zones each axis says which it is, in the place of its first two labels. */
static void
draw_zone_names (Layout *layout)
{
  OrielFont font = { .size_px = ORIEL_AXIS_FONT_PX, .weight = 400, .proportional = TRUE };

  for (guint i = 0; layout->n_time_axes > 1 && i < layout->n_time_axes; i++)
    {
      const OrielAxis *axis = &layout->axes[i];

      oriel_scene_add_text (layout->scene, g_ptr_array_index (layout->model->zone_names, i),
                            layout->plot.x,
                            axis->position + axis->size_px - ORIEL_AXIS_BOTTOM_TO_BASELINE_PX,
                            ORIEL_ALIGN_START, &font, layout->model->theme->text, 0);
    }
}

static double
y_of (const Layout *layout, const OrielLaneScale *scale, double value)
{
  return layout->plot.y + layout->plot.height * (1 - oriel_scale_position (&scale->scale, value));
}

static double
x_of (const Layout *layout, gint64 time)
{
  const OrielTimeSpan *range = &layout->model->range;

  return layout->plot.x + layout->plot.width * (double) (time - range->from_ms) /
                            (double) (range->to_ms - range->from_ms);
}

static void
draw_threshold_lines (Layout *layout,
                      const OrielThresholds *thresholds,
                      const OrielLaneScale *scale,
                      gboolean dashed)
{
  static const double dashes[] = { 10, 10 };
  OrielStroke stroke = {
    .width = THRESHOLD_LINE_PX,
    .dashes = dashes,
    .n_dashes = dashed ? 2 : 0,
  };

  for (guint i = 0; i < thresholds->steps->len; i++)
    {
      double value = oriel_threshold_value (thresholds, i, scale);
      OrielColor color;
      double y;

      if (!(value >= scale->scale.min && value <= scale->scale.max))
        continue;
      oriel_theme_color (layout->model->theme,
                         g_array_index (thresholds->steps, OrielThreshold, i).color, &color);
      color.alpha *= (float) THRESHOLD_LINE_OPACITY;
      y = round (y_of (layout, scale, value));
      oriel_scene_add_line (layout->scene, layout->plot.x, y, layout->plot.x + layout->plot.width,
                            y, color, &stroke);
    }
}

static void
draw_thresholds_of (Layout *layout, const OrielTimeSeries *series, const OrielLaneScale *scale)
{
  const OrielThresholds *thresholds = series->config->config->thresholds;
  guint style = series->options.thresholds_style;

  if (thresholds == NULL || thresholds->steps == NULL || style == 0 || !scale->is_shown)
    return;

  if (style & ORIEL_THRESHOLDS_AREA)
    {
      OrielPaint area =
        oriel_thresholds_paint (thresholds, layout->model->theme, scale, THRESHOLD_AREA_OPACITY,
                                &layout->plot, oriel_scene_get_arena (layout->scene));

      oriel_scene_add_rect (layout->scene, layout->plot, 0, &area, NULL, NULL);
    }
  if (style & (ORIEL_THRESHOLDS_LINE | ORIEL_THRESHOLDS_DASHED))
    draw_threshold_lines (layout, thresholds, scale, (style & ORIEL_THRESHOLDS_DASHED) != 0);
}

/* Every scale shows the thresholds of its first series that has a style. */
static void
draw_thresholds (Layout *layout)
{
  g_autofree gboolean *done = g_new0 (gboolean, layout->lanes.scales->len + 1);

  for (guint i = 0; i < layout->lanes.lanes->len; i++)
    {
      const OrielLane *lane = &g_array_index (layout->lanes.lanes, OrielLane, i);
      const OrielTimeSeries *series = series_of (layout, lane);

      if (done[lane->scale] || series->options.thresholds_style == 0)
        continue;
      done[lane->scale] = TRUE;
      draw_thresholds_of (layout, series, scale_at (layout, lane->scale));
    }
}

/* Values on the scale's own measure; linear scales keep what they have. */
static const double *
measured (Layout *layout, const OrielLaneScale *scale, const double *values, gsize n)
{
  double *out;

  if (values == NULL || scale->scale.kind == ORIEL_SCALE_LINEAR)
    return values;

  out = oriel_arena_new_array (oriel_scene_get_arena (layout->scene), double, n + 1);
  for (gsize i = 0; i < n; i++)
    out[i] = oriel_scale_forward (&scale->scale, values[i]);
  return out;
}

/* The value down to which areas and bars reach: 0 where it is in view. */
static double
fill_to (const OrielScale *scale)
{
  if (scale->kind == ORIEL_SCALE_LOG)
    return scale->min;
  return CLAMP (0, scale->min, scale->max);
}

static double
fill_opacity (const OrielLane *lane, const OrielSeriesOptions *options)
{
  if (options->fill_below_to != NULL && !lane->is_stacked)
    {
      if (lane->base == NULL)
        return 0;
      return (options->fill_opacity > 0 ? options->fill_opacity : BAND_OPACITY) / 100;
    }
  return options->fill_opacity / 100;
}

/* Columns of the frame whose arrays an item borrows. Owned arrays belong to the model, which may
 * go before the scene does, so they are copied. */
static void
keep_arrays (Layout *layout, OrielSeriesItem *item, const OrielLane *lane)
{
  const OrielTimeSeries *series = series_of (layout, lane);
  const OrielField *time_field = oriel_frame_first_field (series->origin, ORIEL_FIELD_TIME, NULL);
  OrielArena *arena = oriel_scene_get_arena (layout->scene);

  if (item->times == time_field->column->times)
    {
      item->x_column = time_field->column;
    }
  else if (item->times == series->owned_times)
    {
      gint64 *copy = oriel_arena_new_array (arena, gint64, item->n + 1);

      memcpy (copy, item->times, sizeof (gint64) * item->n);
      item->times = copy;
    }

  if (item->ys == series->config->column->numbers)
    {
      item->y_column = series->config->column;
    }
  else if (item->ys == series->owned_values)
    {
      double *copy = oriel_arena_new_array (arena, double, item->n + 1);

      memcpy (copy, item->ys, sizeof (double) * item->n);
      item->ys = copy;
    }
}

static void
draw_line (Layout *layout, const OrielLane *lane, const OrielLaneScale *scale)
{
  const OrielTimeSeries *series = series_of (layout, lane);
  const OrielSeriesOptions *options = &series->options;
  OrielArena *arena = oriel_scene_get_arena (layout->scene);
  const OrielTimeSpan *range = &layout->model->range;
  OrielSeriesItem item = {
    .times = lane->times,
    .ys = measured (layout, scale, lane->values, lane->n),
    .base = measured (layout, scale, lane->base, lane->n),
    .n = lane->n,
    .plot = layout->plot,
    .x_min = (double) range->from_ms,
    .x_max = (double) range->to_ms,
    .y_min = oriel_scale_forward (&scale->scale, scale->scale.min),
    .y_max = oriel_scale_forward (&scale->scale, scale->scale.max),
    .fill_to = oriel_scale_forward (&scale->scale, fill_to (&scale->scale)),
    .join = options->join,
    .span_nulls = options->span_nulls,
    .snap = TRUE,
    .axis = (gint16) scale->axis,
    .series = (int) lane->series,
  };

  item.fill = oriel_time_series_fill_paint (layout->model, series, scale,
                                            fill_opacity (lane, options), &layout->plot, arena);
  if (options->line_width > 0)
    item.line = oriel_time_series_line_paint (layout->model, series, scale, &layout->plot, arena);
  item.stroke = (OrielStroke){
    .width = options->line_width,
    .dashes = options->dashes,
    .n_dashes = options->n_dashes,
    .round_caps = options->dots,
  };
  keep_arrays (layout, &item, lane);
  if (item.line.kind != ORIEL_PAINT_NONE || item.fill.kind != ORIEL_PAINT_NONE)
    oriel_scene_add_series (layout->scene, &item);
}

/* Least distance of two samples with a value, in px: what one bar may take. */
static double
column_width (const Layout *layout, const OrielLane *lane)
{
  double least = INFINITY;
  gsize last = 0;
  gboolean any = FALSE;

  for (gsize i = 0; i < lane->n; i++)
    {
      if (any)
        least = MIN (least, (double) (lane->times[i] - lane->times[last]));
      last = i;
      any = TRUE;
    }
  if (!(least > 0) || isinf (least))
    return layout->plot.width;
  return least * layout->plot.width /
         (double) (layout->model->range.to_ms - layout->model->range.from_ms);
}

/* Sizes of a series' bars in px. */
typedef struct
{
  double width, shift, stroke;
  gboolean snap;
} BarShape;

static double
snapped (const BarShape *shape, double px)
{
  return shape->snap ? round (px) : px;
}

static BarShape
bar_shape (const Layout *layout, const OrielLane *lane)
{
  const OrielSeriesOptions *options = &series_of (layout, lane)->options;
  double column = column_width (layout, lane);
  double gap = column * (1 - options->bar_width_factor);
  BarShape shape = { .stroke = round (options->line_width), .snap = TRUE };
  gboolean inset;
  int align = options->bar_alignment;

  if (gap < MIN_BAR_GAP_PX)
    gap = 0;
  if (shape.stroke >= (column - gap) / 2)
    shape.stroke = 0;
  shape.snap = gap >= UNSNAPPED_GAP_PX;
  inset = gap > 0;
  shape.width =
    snapped (&shape, CLAMP (column - gap - (inset ? shape.stroke : 0), 1, options->bar_max_width));
  shape.shift = (align == 0  ? shape.width / 2
                 : align > 0 ? 0
                             : shape.width) -
                align * (inset ? shape.stroke / 2 : 0);
  return shape;
}

typedef struct
{
  GByteArray *commands;
  GArray *coordinates; /* of double */
} PathBuilder;

static void
add_rect_path (PathBuilder *builder, double x, double y, double width, double height)
{
  static const guint8 commands[] = {
    ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_CLOSE,
  };
  double corners[] = { x, y, x + width, y, x + width, y + height, x, y + height };

  g_byte_array_append (builder->commands, commands, sizeof commands);
  g_array_append_vals (builder->coordinates, corners, G_N_ELEMENTS (corners));
}

static void
add_bars (const Layout *layout,
          const OrielLane *lane,
          const OrielLaneScale *scale,
          const BarShape *shape,
          PathBuilder *builder)
{
  const OrielTimeSpan *range = &layout->model->range;
  double reach = shape->width + shape->stroke;
  double foot = y_of (layout, scale, fill_to (&scale->scale));
  guint n = 0;

  for (gsize i = 0; i < lane->n && n < MAX_BARS; i++)
    {
      double x = x_of (layout, lane->times[i]);
      double top, bottom, height;

      if (isnan (lane->values[i]) || x < layout->plot.x - reach ||
          x > layout->plot.x + layout->plot.width + reach || range->to_ms <= range->from_ms)
        continue;

      if (lane->base != NULL)
        foot = y_of (layout, scale, isnan (lane->base[i]) ? 0 : lane->base[i]);
      top = y_of (layout, scale, lane->values[i]);
      bottom = snapped (shape, MAX (top, foot));
      top = snapped (shape, MIN (top, foot));
      if (lane->base != NULL && lane->values[i] == lane->base[i])
        continue;
      height = MAX (bottom - top - shape->stroke, 0);
      add_rect_path (builder, snapped (shape, x - shape->shift), top + floor (shape->stroke / 2),
                     shape->width, height);
      n++;
    }
}

/* Bars are cut at the plot, but the lines along its edges are whole. */
static OrielRect
bars_clip (const OrielRect *plot, double line_width)
{
  double before = line_width / 2 - fmod (line_width, 2) / 2;

  return (OrielRect){ plot->x - before, plot->y - before, plot->width + line_width,
                      plot->height + line_width };
}

static void
draw_bars (Layout *layout, const OrielLane *lane, const OrielLaneScale *scale)
{
  const OrielTimeSeries *series = series_of (layout, lane);
  OrielArena *arena = oriel_scene_get_arena (layout->scene);
  BarShape shape = bar_shape (layout, lane);
  PathBuilder builder = { g_byte_array_new (), g_array_new (FALSE, FALSE, sizeof (double)) };
  OrielPaint line =
    oriel_time_series_line_paint (layout->model, series, scale, &layout->plot, arena);
  OrielPaint fill = oriel_time_series_fill_paint (
    layout->model, series, scale, fill_opacity (lane, &series->options), &layout->plot, arena);
  OrielStroke stroke = { .width = shape.stroke };
  double half = fmod (shape.stroke, 2) / 2;

  add_bars (layout, lane, scale, &shape, &builder);
  for (guint i = 0; half > 0 && i < builder.coordinates->len; i++)
    g_array_index (builder.coordinates, double, i) += half;
  if (shape.stroke == 0 && series->options.line_width > 0)
    fill = line;

  oriel_scene_clip (layout->scene, bars_clip (&layout->plot, round (series->options.line_width)));
  oriel_scene_add_path (layout->scene, builder.commands->data, builder.commands->len,
                        (const double *) (gpointer) builder.coordinates->data, &fill,
                        shape.stroke > 0 ? &line : NULL, &stroke);
  oriel_scene_unclip (layout->scene);
  g_byte_array_unref (builder.commands);
  g_array_unref (builder.coordinates);
}

/* The px between points below which automatic points are left out: twice their usual size. */
static double
least_point_space (const OrielSeriesOptions *options)
{
  double width = options->line_width > 0 ? options->line_width : 1;

  return 2 * (3 + 2 * width);
}

/* Whether the samples in view leave room for points. */
static gboolean
has_room_for_points (const Layout *layout, const OrielLane *lane, gsize first, gsize end)
{
  const OrielSeriesOptions *options = &series_of (layout, lane)->options;
  double span;

  if (end <= first)
    return FALSE;
  span = x_of (layout, lane->times[end - 1]) - x_of (layout, lane->times[first]);
  return (double) (end - 1 - first) <= span / least_point_space (options);
}

static gboolean
is_gap_at (const OrielLane *lane, gsize i, gboolean spans)
{
  return isnan (lane->values[i]) && !(spans && oriel_is_null (lane->values[i]));
}

/* A sample between two gaps would not be seen without a point. */
static gboolean
is_lone (const OrielLane *lane, gsize i, gsize first, gsize end, gboolean spans)
{
  gboolean before = i == first || is_gap_at (lane, i - 1, spans);
  gboolean after = i + 1 == end || is_gap_at (lane, i + 1, spans);

  return before && after;
}

/* Whether it is known, without a look at them, that all of the lane's values are numbers. */
static gboolean
has_no_gaps (const Layout *layout, const OrielLane *lane)
{
  OrielColumn *column = series_of (layout, lane)->config->column;

  return lane->values == column->numbers && oriel_column_is_finite (column);
}

static double
rounded_in (double value, double width)
{
  return floor (value + 0.5) + fmod (width, 2) / 2;
}

static void
draw_points (Layout *layout, const OrielLane *lane, const OrielLaneScale *scale)
{
  const OrielTimeSeries *series = series_of (layout, lane);
  const OrielSeriesOptions *options = &series->options;
  const OrielTimeSpan *range = &layout->model->range;
  gsize first = oriel_times_lower_bound (lane->times, lane->n, range->from_ms);
  gsize end = oriel_times_lower_bound (lane->times, lane->n, range->to_ms + 1);
  gboolean all =
    options->draw_style == ORIEL_DRAW_POINTS || options->points == ORIEL_POINTS_ALWAYS ||
    (options->points == ORIEL_POINTS_AUTO && has_room_for_points (layout, lane, first, end));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
  OrielPaint paint;
  OrielRect clip = layout->plot;
  OrielPoint last = { NAN, NAN };

  /* Lone samples have points where Grafana decides on them, not where points are switched off. */
  if (!all &&
      (options->points == ORIEL_POINTS_NEVER || (end - first != 1 && has_no_gaps (layout, lane))))
    return;

  for (gsize i = first; i < end; i++)
    {
      OrielPoint point;

      if (isnan (lane->values[i]) || (!all && !is_lone (lane, i, first, end, options->span_nulls)))
        continue;
      point.x = rounded_in (x_of (layout, lane->times[i]), 1);
      point.y = rounded_in (y_of (layout, scale, lane->values[i]), 1);
      if (point.x == last.x && point.y == last.y)
        continue;
      g_array_append_val (points, point);
      last = point;
    }

  paint = oriel_time_series_line_paint (layout->model, series, scale, &layout->plot,
                                        oriel_scene_get_arena (layout->scene));
  clip.x -= options->point_size;
  clip.y -= options->point_size;
  clip.width += 2 * options->point_size;
  clip.height += 2 * options->point_size;
  oriel_scene_add_points (layout->scene, (const OrielPoint *) (gpointer) points->data, points->len,
                          options->point_size / 2, &paint, NULL, NULL, clip);
}

/* Values are told where there are points, and of bars where there is room. */
static gboolean
tells_values (const Layout *layout, const OrielLane *lane, gsize first, gsize end)
{
  const OrielSeriesOptions *options = &series_of (layout, lane)->options;

  if (!options->show_values ||
      (options->points == ORIEL_POINTS_NEVER && options->draw_style != ORIEL_DRAW_POINTS))
    return FALSE;
  if (options->draw_style == ORIEL_DRAW_BARS)
    return layout->plot.width >= VALUE_ROOM_PX * (double) (end - first);

  return options->draw_style == ORIEL_DRAW_POINTS || options->points == ORIEL_POINTS_ALWAYS ||
         has_room_for_points (layout, lane, first, end);
}

/* What is stacked tells its own part. A value that would lie over the one before, `last`, of the
 * same series is left out. */
static void
draw_value (Layout *layout, const OrielLane *lane, gsize i, OrielRect *last)
{
  static const OrielFont font = { .size_px = ORIEL_AXIS_FONT_PX,
                                  .weight = 400,
                                  .proportional = TRUE };
  const OrielTimeSeries *series = series_of (layout, lane);
  double x = x_of (layout, lane->times[i]);
  double y = y_of (layout, scale_at (layout, lane->scale), lane->values[i]);
  double below = lane->is_stacked && lane->base != NULL ? lane->base[i] : 0;
  OrielDisplayValue shown;
  char text[3 * ORIEL_AXIS_BUFFER];
  double width;

  oriel_display_number (series->axis_display, lane->values[i] - (isnan (below) ? 0 : below), -1,
                        &shown);
  g_snprintf (text, sizeof text, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
  y += lane->values[i] < 0 ? VALUE_BELOW_PX + ORIEL_AXIS_TOP_TO_BASELINE_PX
                           : -VALUE_ABOVE_PX - ORIEL_AXIS_BOTTOM_TO_BASELINE_PX;
  width = oriel_text_width (text, &font);
  if (x - width / 2 < last->x + last->width && fabs (y - last->y) < ORIEL_AXIS_FONT_PX)
    return;

  oriel_scene_add_text (layout->scene, text, x, y, ORIEL_ALIGN_CENTER, &font,
                        layout->model->theme->text, 0);
  *last = (OrielRect){ x - width / 2, y, width, ORIEL_AXIS_FONT_PX };
}

static void
draw_values (Layout *layout, const OrielLane *lane)
{
  const OrielTimeSpan *range = &layout->model->range;
  gsize first = oriel_times_lower_bound (lane->times, lane->n, range->from_ms);
  gsize end = oriel_times_lower_bound (lane->times, lane->n, range->to_ms + 1);
  OrielRect last = { -INFINITY, 0, 0, 0 };

  if (!scale_at (layout, lane->scale)->is_shown || !tells_values (layout, lane, first, end))
    return;

  for (gsize i = first; i < end && i - first < MAX_VALUES; i++)
    if (isfinite (lane->values[i]))
      draw_value (layout, lane, i, &last);
}

static void
draw_lane (Layout *layout, const OrielLane *lane)
{
  const OrielSeriesOptions *options = &series_of (layout, lane)->options;
  const OrielLaneScale *scale = scale_at (layout, lane->scale);

  if (!scale->is_shown)
    return;

  if (options->draw_style == ORIEL_DRAW_BARS)
    {
      draw_bars (layout, lane, scale);
      return;
    }
  if (options->draw_style == ORIEL_DRAW_LINE)
    draw_line (layout, lane, scale);
  draw_points (layout, lane, scale);
}

static void
set_plot (Layout *layout)
{
  OrielScenePlot plot = {
    .rect = layout->plot,
    .x_min = (double) layout->model->range.from_ms,
    .x_max = (double) layout->model->range.to_ms,
    .x_is_time = layout->model->x_is_time,
  };

  oriel_scene_set_plot (layout->scene, &plot);
}

/* Labels of time reach into the room around the panel's box, but not into a legend. */
static void
hold_labels (Layout *layout, const OrielRect *rest, double room_around)
{
  double width, height;

  oriel_scene_get_size (layout->scene, &width, &height);
  for (guint i = 0; i < layout->n_time_axes; i++)
    {
      layout->looks[i].labels_from = rest->x - room_around;
      layout->looks[i].labels_to = rest->x + rest->width;
      if (rest->width >= floor (width))
        layout->looks[i].labels_to += room_around;
    }
}

static void
draw_all (Layout *layout, const OrielRect *rest, double room_around)
{
  add_time_axes (layout);
  add_value_axes (layout);
  layout->plot = oriel_axes_layout (layout->axes, layout->n_axes, rest->width, rest->height);
  set_plot (layout);
  if (layout->plot.width > 0 && layout->plot.height > 0)
    {
      draw_thresholds (layout);
      hold_labels (layout, rest, room_around);
      draw_axes (layout);
      draw_zone_names (layout);
      if (layout->model->draw_marks != NULL)
        layout->model->draw_marks (layout->model, &layout->lanes, layout->scene, &layout->plot,
                                   layout->model->marks);
      for (guint i = 0; i < layout->lanes.lanes->len; i++)
        draw_lane (layout, &g_array_index (layout->lanes.lanes, OrielLane, i));
      for (guint i = 0; i < layout->lanes.lanes->len; i++)
        draw_values (layout, &g_array_index (layout->lanes.lanes, OrielLane, i));
      oriel_time_series_draw_exemplars (layout->model, &layout->lanes, layout->scene,
                                        &layout->plot);
    }
  for (guint i = 0; i < layout->n_axes; i++)
    oriel_axis_clear (&layout->axes[i]);
}

OrielScene *
oriel_time_series_layout (const OrielVizModel *model,
                          double width,
                          double height,
                          const OrielVizState *state)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  Layout layout = { .model = self };
  OrielRect rest, place;

  if (self->series->len == 0)
    return oriel_viz_message_scene (_ ("No data"), self->theme, width, height);

  layout.scene = oriel_scene_new (width, height);
  place = oriel_legend_place (self->legend, width, height, state, &rest);
  oriel_lanes_init (&layout.lanes, self, state, oriel_scene_get_arena (layout.scene));
  draw_all (&layout, &rest, state != NULL ? state->room_around : 0);
  oriel_lanes_clear (&layout.lanes);
  oriel_legend_draw (self->legend, layout.scene, &place, self->theme, state);
  return layout.scene;
}
