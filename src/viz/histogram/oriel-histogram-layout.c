/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The histogram's picture: axes, then a bar a bucket; and what is under a point. */

#include "config.h"

#include "viz/histogram/oriel-histogram-private.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/oriel-axis-draw.h"
#include "viz/oriel-rect-batch.h"
#include "viz/oriel-viz-message.h"
#include "viz/timeseries/oriel-time-series-lanes.h"
#include "viz/timeseries/oriel-time-series-paints.h"

#define X_TICK_SPACE_PX 40.0
#define LABEL_SPACE_PX 10.0
#define MAX_TICKS 2000
#define MAX_STOPS 100000

typedef struct
{
  const OrielHistogramModel *model;
  OrielScene *scene;
  OrielLanes lanes;
  OrielScale x;
  OrielRect plot;
} Layout;

static void
set_x_scale (Layout *layout)
{
  const OrielHistogramModel *model = layout->model;
  double min = model->starts[0], max = model->ends[model->n - 1], size = model->size;

  layout->x = (OrielScale){ .kind = ORIEL_SCALE_LINEAR, .log_base = 10, .linear_threshold = 1 };
  if (model->is_log)
    {
      layout->x.kind = ORIEL_SCALE_LOG;
      layout->x.log_base = 2;
      oriel_range_logarithmic (min, max, 2, TRUE, &min, &max);
    }
  else if (model->names != NULL)
    max = MAX (max - 1, 1); /* the last is there for its name alone */
  else if (size > 0)
    {
      if (!isnan (model->x_min))
        min = oriel_round_up_to (model->x_min, size);
      if (!isnan (model->x_max))
        max = oriel_round_down_to (model->x_max, size);
    }
  layout->x.min = min;
  layout->x.max = max > min ? max : min + 1;
}

static char *
tick_label (const OrielHistogramModel *model, double at)
{
  char text[ORIEL_AXIS_BUFFER];

  if (model->names != NULL)
    return g_strdup (at >= 0 && at < (double) model->n ? model->names[(gsize) at] : "");
  oriel_viz_format_axis (at, -1, model->x_display, text);
  return g_strdup (text);
}

static void
clear_tick (gpointer data)
{
  g_free (((OrielTick *) data)->label);
}

/* Of the labels only so many stay as there is room for the widest. */
static void
thin_labels (GArray *ticks, double width)
{
  static const OrielFont font = { .size_px = ORIEL_AXIS_FONT_PX,
                                  .weight = 400,
                                  .proportional = TRUE };
  double widest = 0, room;
  guint every;

  for (guint i = 0; i < ticks->len; i++)
    if (g_array_index (ticks, OrielTick, i).label != NULL)
      widest = MAX (widest, oriel_text_width (g_array_index (ticks, OrielTick, i).label, &font));
  room = width / (widest + LABEL_SPACE_PX);
  every = room > 0 ? (guint) CLAMP (ceil (ticks->len / room), 1, MAX_TICKS) : 1;
  for (guint i = 0; i < ticks->len; i++)
    if (i % every != 0)
      g_clear_pointer (&g_array_index (ticks, OrielTick, i).label, g_free);
}

/* Ticks at the edges of buckets, as many as there is room for. */
static GArray *
bucket_ticks (const Layout *layout, double width)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (OrielTick));
  double size = layout->model->names != NULL ? 1 : layout->model->size;
  double px = width * size / (layout->x.max - layout->x.min);
  double step = size * MAX (ceil (X_TICK_SPACE_PX / px), 1);
  double first = oriel_round_down_to (layout->x.min, size);

  g_array_set_clear_func (ticks, clear_tick);
  for (guint i = 0; i < MAX_TICKS && first + i * step <= layout->x.max + size / 2; i++)
    {
      OrielTick tick = { .value = oriel_round_decimals (first + i * step, 9) };

      tick.label = tick_label (layout->model, tick.value);
      g_array_append_val (ticks, tick);
    }
  thin_labels (ticks, width);
  return ticks;
}

static void
set_axes (const Layout *layout, OrielAxis *axes, const OrielLaneScale *y)
{
  OrielTimeSeries *first = oriel_time_series_at (&layout->model->series, 0);

  oriel_axis_init (&axes[0], ORIEL_SIDE_BOTTOM);
  axes[0].scale = layout->x;
  axes[0].format = oriel_viz_format_axis;
  axes[0].format_data = layout->model->x_display;
  oriel_axis_init (&axes[1], ORIEL_SIDE_LEFT);
  axes[1].scale = y->scale;
  axes[1].format = oriel_viz_format_axis;
  axes[1].format_data = first->axis_display;
}

/* Finds the plot and draws what is around it. */
static void
add_axes (Layout *layout, const OrielRect *rest, const OrielLaneScale *y)
{
  const OrielTheme *theme = layout->model->series.theme;
  OrielAxisLook look = { theme->text, theme->grid, TRUE, TRUE, FALSE };
  g_autoptr (GArray) ticks = NULL;
  OrielAxis axes[2];

  set_axes (layout, axes, y);
  layout->plot = oriel_axes_layout (axes, 2, rest->width, rest->height);
  if (!layout->model->is_log && layout->plot.width > 0)
    {
      ticks = bucket_ticks (layout, layout->plot.width);
      axes[0].fixed_ticks = (const OrielTick *) (gpointer) ticks->data;
      axes[0].n_fixed_ticks = ticks->len;
      layout->plot = oriel_axes_layout (axes, 2, rest->width, rest->height);
    }
  if (layout->model->is_log)
    thin_labels (axes[0].ticks, layout->plot.width);
  for (guint i = 0; i < 2; i++)
    {
      if (layout->plot.width > 0 && layout->plot.height > 0)
        oriel_axis_draw (&axes[i], layout->scene, &layout->plot, &look, theme);
      oriel_axis_clear (&axes[i]);
    }
}

/* The keyboard stops in the middle of each bucket. */
static void
set_stops (const Layout *layout, OrielScenePlot *plot)
{
  const OrielHistogramModel *model = layout->model;
  double start = oriel_scale_forward (&layout->x, model->starts[0]);
  double end = oriel_scale_forward (&layout->x, model->ends[0]);

  if (!(end > start))
    return;
  plot->first_stop = (start + end) / 2;
  plot->stop_step = end - start;
  plot->n_stops = (guint) CLAMP ((plot->x_max - start) / plot->stop_step + 0.5, 1, MAX_STOPS);
}

static double
x_of (const Layout *layout, double x)
{
  return layout->plot.x + layout->plot.width * oriel_scale_position (&layout->x, x);
}

static double
y_of (const Layout *layout, const OrielLaneScale *scale, double value)
{
  return layout->plot.y + layout->plot.height * (1 - oriel_scale_position (&scale->scale, value));
}

/* The bar of a bucket without its border. FALSE when there is none. */
static gboolean
bar_rect (const Layout *layout,
          const OrielLane *lane,
          const OrielLaneScale *scale,
          gsize bucket,
          OrielRect *rect)
{
  double value = lane->values[bucket], base, top, bottom;

  if (isnan (value))
    return FALSE;
  base = lane->base != NULL && !isnan (lane->base[bucket]) ? lane->base[bucket] : 0;
  top = y_of (layout, scale, MAX (value, base));
  bottom = y_of (layout, scale, CLAMP (MIN (value, base), scale->scale.min, scale->scale.max));
  if (lane->base == NULL)
    bottom = floor (bottom + 0.5);
  else if (value == base)
    return FALSE;
  rect->x = x_of (layout, layout->model->starts[bucket]);
  rect->width = MAX (x_of (layout, layout->model->ends[bucket]) - rect->x, 1);
  rect->y = top;
  rect->height = MAX (bottom - top, 0);
  return isfinite (rect->x + rect->width + rect->y + rect->height);
}

static void
draw_lane (const Layout *layout, const OrielLane *lane)
{
  const OrielTimeSeriesModel *model = &layout->model->series;
  const OrielTimeSeries *series = oriel_time_series_at (model, lane->series);
  const OrielLaneScale *scale = &g_array_index (layout->lanes.scales, OrielLaneScale, lane->scale);
  OrielArena *arena = oriel_scene_get_arena (layout->scene);
  OrielPaint line = oriel_time_series_line_paint (model, series, scale, &layout->plot, arena);
  OrielPaint fill = oriel_time_series_fill_paint (
    model, series, scale, series->options.fill_opacity / 100, &layout->plot, arena);
  double stroke = round (series->options.line_width), half = fmod (stroke, 2) / 2;
  OrielRectPath fills, lines;
  OrielRect rect;

  oriel_rect_path_init (&fills);
  oriel_rect_path_init (&lines);
  for (gsize i = 0; i < layout->model->n; i++)
    {
      OrielRect outer;

      if (!bar_rect (layout, lane, scale, i, &rect))
        continue;
      rect.x += half;
      rect.y += floor (stroke / 2) + half;
      rect.height = MAX (rect.height - stroke, 0);
      outer = (OrielRect){ rect.x - stroke / 2, rect.y - stroke / 2, rect.width + stroke,
                           rect.height + stroke };
      /* what is too narrow for a border has its colour */
      if (stroke > 0 && stroke >= rect.width / 2)
        oriel_rect_path_add (&lines, &rect);
      else
        oriel_rect_path_add (&fills, &rect);
      if (stroke > 0 && stroke < rect.width / 2)
        oriel_rect_path_add_frame (&lines, &outer, stroke);
    }
  oriel_rect_path_draw (&fills, layout->scene, &fill, NULL, NULL);
  oriel_rect_path_draw (&lines, layout->scene, &line, NULL, NULL);
  oriel_rect_path_clear (&fills);
  oriel_rect_path_clear (&lines);
}

static void
draw_all (Layout *layout, const OrielRect *rest)
{
  static const OrielLaneScale none = { .scale = { .log_base = 10, .max = 1 } };
  const OrielLaneScale *y = layout->lanes.scales->len > 0
                              ? &g_array_index (layout->lanes.scales, OrielLaneScale, 0)
                              : &none;
  OrielScenePlot plot;

  set_x_scale (layout);
  add_axes (layout, rest, y->is_shown ? y : &none);
  plot = (OrielScenePlot){
    .rect = layout->plot,
    .x_min = oriel_scale_forward (&layout->x, layout->x.min),
    .x_max = oriel_scale_forward (&layout->x, layout->x.max),
  };
  set_stops (layout, &plot);
  oriel_scene_set_plot (layout->scene, &plot);
  if (!y->is_shown || !(layout->plot.width > 0) || !(layout->plot.height > 0))
    return;
  oriel_scene_clip (layout->scene, layout->plot);
  for (guint i = 0; i < layout->lanes.lanes->len; i++)
    draw_lane (layout, &g_array_index (layout->lanes.lanes, OrielLane, i));
  oriel_scene_unclip (layout->scene);
}

OrielScene *
oriel_histogram_layout (const OrielVizModel *model,
                        double width,
                        double height,
                        const OrielVizState *state)
{
  const OrielHistogramModel *self = (const OrielHistogramModel *) model;
  Layout layout = { .model = self };
  OrielRect rest, place;

  if (self->message != NULL || self->series.series->len == 0)
    return oriel_viz_message_scene (self->message != NULL ? self->message : "", self->series.theme,
                                    width, height);

  layout.scene = oriel_scene_new (width, height);
  oriel_lanes_init (&layout.lanes, &self->series, state, oriel_scene_get_arena (layout.scene));
  place = oriel_legend_place (self->series.legend, width, height, state, &rest);
  draw_all (&layout, &rest);
  oriel_lanes_clear (&layout.lanes);
  oriel_legend_draw (self->series.legend, layout.scene, &place, self->series.theme, state);
  return layout.scene;
}

gboolean
oriel_histogram_hit (const OrielVizModel *model,
                     const OrielScene *scene,
                     const OrielVizState *state,
                     double x,
                     double y,
                     OrielHit *hit)
{
  const OrielHistogramModel *self = (const OrielHistogramModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  Layout layout = { .model = self };
  g_autoptr (OrielArena) arena = NULL;
  double part, nearest = INFINITY;
  gsize bucket;

  if (plot == NULL || !(plot->rect.width > 0) || x < plot->rect.x ||
      x > plot->rect.x + plot->rect.width || y < plot->rect.y ||
      y > plot->rect.y + plot->rect.height)
    return FALSE;

  arena = oriel_arena_new ();
  set_x_scale (&layout);
  part = (x - plot->rect.x) / plot->rect.width;
  *hit = (OrielHit){ .kind = ORIEL_HIT_PLOT, .frame = -1, .field = -1, .row = -1 };
  hit->x_value =
    oriel_scale_backward (&layout.x, oriel_scale_forward (&layout.x, layout.x.min) * (1 - part) +
                                       oriel_scale_forward (&layout.x, layout.x.max) * part);
  bucket = oriel_histogram_bucket_at (self, hit->x_value);
  layout.plot = plot->rect;
  oriel_lanes_init (&layout.lanes, &self->series, state, arena);
  for (guint i = 0; bucket < self->n && i < layout.lanes.lanes->len; i++)
    {
      const OrielLane *lane = &g_array_index (layout.lanes.lanes, OrielLane, i);
      const OrielTimeSeries *series = oriel_time_series_at (&self->series, lane->series);
      OrielRect rect;

      if (!bar_rect (&layout, lane,
                     &g_array_index (layout.lanes.scales, OrielLaneScale, lane->scale), bucket,
                     &rect) ||
          y < rect.y || y > rect.y + rect.height || y - rect.y >= nearest)
        continue;
      nearest = y - rect.y;
      hit->kind = ORIEL_HIT_SAMPLE;
      hit->frame = (int) series->frame;
      hit->field = (int) series->field;
      hit->y_value = series->values[bucket];
    }
  oriel_lanes_clear (&layout.lanes);
  return TRUE;
}
