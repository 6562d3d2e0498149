/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The XY chart's picture: axes, lines and points; and what is under a pointer. Rules: scatter.ts of
 * Grafana. */

#include "config.h"

#include "viz/xychart/oriel-xy-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "viz/oriel-axis-draw.h"
#include "viz/oriel-rect-batch.h"
#include "viz/oriel-viz-message.h"

#define MAX_SCALES 8
#define MANY_POINTS 20000 /* from here on one point a pixel is drawn */
#define MAX_LOOSE_LINE 50000
#define HOVER_PX 3.0
#define RAMP_STEPS 32.0

/* One scale of y: series with the same unit share it. */
typedef struct
{
  const char *unit; /* nullable */
  guint first;      /* series whose options it has */
  OrielScale scale;
  gboolean is_shown;
} YScale;

typedef struct
{
  const OrielXyModel *model;
  const OrielVizState *state;
  OrielScene *scene;
  OrielScale x;
  gboolean has_x;
  YScale ys[MAX_SCALES];
  guint n_ys;
  OrielRect plot;
} Layout;

static void
include (double value, gboolean positive, double *min, double *max)
{
  if (!isfinite (value) || (positive && value <= 0))
    return;
  *min = oriel_min_of (*min, value);
  *max = oriel_max_of (*max, value);
}

static void
find_x_scale (Layout *layout)
{
  const OrielXyModel *model = layout->model;
  const OrielScaleOptions *options = &model->x_options.scale;
  double min = oriel_null (), max = oriel_null ();

  for (guint i = 0; i < model->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (model, i);

      for (gsize k = 0; oriel_xy_is_shown (series, layout->state) && k < series->x->column->n_rows;
           k++)
        include (oriel_xy_x (series, k), options->kind == ORIEL_SCALE_LOG, &min, &max);
    }
  if (!model->x_is_time)
    {
      layout->has_x = oriel_scale_range (options, min, max, &layout->x);
      return;
    }
  layout->has_x = !isnan (min);
  layout->x = (OrielScale){
    .log_base = 10, .linear_threshold = 1, .min = min, .max = max > min ? max : min + 1
  };
}

static guint
y_scale_of (Layout *layout, guint index)
{
  const char *unit = oriel_xy_series_at (layout->model, index)->y->config->unit;

  for (guint i = 0; i < layout->n_ys; i++)
    if (g_strcmp0 (layout->ys[i].unit, unit) == 0)
      return i;
  if (layout->n_ys == MAX_SCALES)
    return 0;
  layout->ys[layout->n_ys] = (YScale){ .unit = unit, .first = index };
  return layout->n_ys++;
}

static void
find_y_scales (Layout *layout)
{
  const OrielXyModel *model = layout->model;
  double min[MAX_SCALES], max[MAX_SCALES];

  for (guint i = 0; i < MAX_SCALES; i++)
    min[i] = max[i] = oriel_null ();
  for (guint i = 0; i < model->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (model, i);
      guint scale = y_scale_of (layout, i);
      gboolean positive = series->options.scale.kind == ORIEL_SCALE_LOG;

      for (gsize k = 0; oriel_xy_is_shown (series, layout->state) && k < series->y->column->n_rows;
           k++)
        include (series->y->column->numbers[k], positive, &min[scale], &max[scale]);
    }
  for (guint i = 0; i < layout->n_ys; i++)
    layout->ys[i].is_shown =
      oriel_scale_range (&oriel_xy_series_at (model, layout->ys[i].first)->options.scale, min[i],
                         max[i], &layout->ys[i].scale);
}

static OrielAxisLook
look_of (const Layout *layout, const OrielSeriesOptions *options, OrielColor color, gboolean grid)
{
  return (OrielAxisLook){
    .color = options->axis_series_color ? color : layout->model->theme->text,
    .tick_color = options->axis_border ? layout->model->theme->text : layout->model->theme->grid,
    .grid = options->axis_grid >= 0 ? options->axis_grid : grid,
    .ticks = TRUE,
    .border = options->axis_border,
  };
}

static void
set_x_axis (const Layout *layout, OrielAxis *axis)
{
  const OrielXyModel *model = layout->model;

  oriel_axis_init (axis, ORIEL_SIDE_BOTTOM);
  axis->scale = layout->x;
  axis->is_time = model->x_is_time;
  axis->zone = model->zone;
  axis->name = model->x_label;
  if (!model->x_is_time)
    {
      axis->format = oriel_viz_format_axis;
      axis->format_data = model->x_display;
    }
}

static void
set_y_axis (const Layout *layout, OrielAxis *axis, const YScale *scale)
{
  OrielXySeries *first = oriel_xy_series_at (layout->model, scale->first);

  oriel_axis_init (axis, first->options.axis_place == ORIEL_PLACE_RIGHT ? ORIEL_SIDE_RIGHT
                                                                        : ORIEL_SIDE_LEFT);
  axis->scale = scale->scale;
  axis->format = oriel_viz_format_axis;
  axis->format_data = first->display;
  axis->fixed_size_px = first->options.axis_width;
  axis->name = first->options.axis_label != NULL ? first->options.axis_label
               : scale == layout->ys             ? layout->model->y_label
                                                 : NULL;
}

/* Finds the plot and draws what is around it. */
static void
add_axes (Layout *layout, const OrielRect *rest)
{
  const OrielXyModel *model = layout->model;
  OrielAxis axes[MAX_SCALES + 1];
  OrielAxisLook looks[MAX_SCALES + 1];
  guint n = 0;
  gboolean grid = TRUE;

  if (model->x_options.axis_place != ORIEL_PLACE_HIDDEN)
    {
      set_x_axis (layout, &axes[n]);
      looks[n++] = look_of (layout, &model->x_options, model->theme->text, TRUE);
    }
  for (guint i = 0; i < layout->n_ys; i++)
    {
      const OrielXySeries *first = oriel_xy_series_at (model, layout->ys[i].first);

      if (!layout->ys[i].is_shown || first->options.axis_place == ORIEL_PLACE_HIDDEN)
        continue;
      set_y_axis (layout, &axes[n], &layout->ys[i]);
      looks[n++] = look_of (layout, &first->options, first->color, grid);
      grid = FALSE;
    }
  layout->plot = oriel_axes_layout (axes, n, rest->width, rest->height);
  for (guint i = 0; i < n; i++)
    {
      if (layout->plot.width > 0 && layout->plot.height > 0)
        oriel_axis_draw (&axes[i], layout->scene, &layout->plot, &looks[i], model->theme);
      oriel_axis_clear (&axes[i]);
    }
}

static double
x_of (const Layout *layout, double x)
{
  return layout->plot.x + layout->plot.width * oriel_scale_position (&layout->x, x);
}

static double
y_of (const Layout *layout, const YScale *scale, double y)
{
  return layout->plot.y + layout->plot.height * (1 - oriel_scale_position (&scale->scale, y));
}

/* Where a row lies; FALSE when it has no place near the plot. */
static gboolean
place_of (const Layout *layout,
          const OrielXySeries *series,
          const YScale *scale,
          gsize row,
          double reach,
          OrielPoint *at)
{
  const OrielRect *plot = &layout->plot;
  double x = oriel_xy_x (series, row), y = series->y->column->numbers[row];

  if (!isfinite (x) || !isfinite (y))
    return FALSE;
  at->x = x_of (layout, x);
  at->y = y_of (layout, scale, y);
  return at->x >= plot->x - reach && at->x <= plot->x + plot->width + reach &&
         at->y >= plot->y - reach && at->y <= plot->y + plot->height + reach;
}

static void
draw_line (const Layout *layout, const OrielXySeries *series, const YScale *scale)
{
  OrielStroke stroke = {
    .width = series->line_width,
    .dashes = series->options.dashes,
    .n_dashes = series->options.n_dashes,
    .round_caps = series->options.dots,
  };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GByteArray) commands = g_byte_array_new ();
  OrielPaint line = oriel_paint_solid (series->color);
  OrielPoint last = { NAN, NAN };

  for (gsize i = 0; i < series->y->column->n_rows && commands->len < MAX_LOOSE_LINE; i++)
    {
      guint8 command = commands->len == 0 ? ORIEL_PATH_MOVE : ORIEL_PATH_LINE;
      OrielPoint at;

      if (!place_of (layout, series, scale, i, series->size_max, &at) ||
          (round (at.x) == round (last.x) && round (at.y) == round (last.y)))
        continue;
      last = at;
      g_byte_array_append (commands, &command, 1);
      g_array_append_val (points, at.x);
      g_array_append_val (points, at.y);
    }
  if (commands->len > 1 && series->line_width > 0)
    oriel_scene_add_path (layout->scene, commands->data, commands->len,
                          (const double *) (gpointer) points->data, NULL, &line, &stroke);
}

/* Points of one colour and size, painted together. */
typedef struct
{
  GArray *points; /* of OrielPoint */
  OrielColor color;
  double size;
} Run;

static void
flush_run (const Layout *layout, const OrielXySeries *series, Run *run)
{
  OrielColor dim = run->color, full = run->color;
  OrielPaint fill, line;
  OrielStroke stroke = { .width = series->point_stroke };

  if (run->points->len == 0)
    return;
  dim.alpha = run->color.alpha < 1 ? run->color.alpha : (float) series->fill_opacity;
  full.alpha = 1;
  fill = oriel_paint_solid (dim);
  line = oriel_paint_solid (full);
  if (series->is_square)
    {
      OrielRectPath fills, lines;

      oriel_rect_path_init (&fills);
      oriel_rect_path_init (&lines);
      for (guint i = 0; i < run->points->len; i++)
        {
          const OrielPoint *at = &g_array_index (run->points, OrielPoint, i);
          double w = series->point_stroke;
          OrielRect box = { round (at->x - run->size / 2), round (at->y - run->size / 2), run->size,
                            run->size };
          OrielRect outer = { box.x - w / 2, box.y - w / 2, box.width + w, box.height + w };

          oriel_rect_path_add (&fills, &box);
          if (w > 0)
            oriel_rect_path_add_frame (&lines, &outer, w);
        }
      oriel_rect_path_draw (&fills, layout->scene, &fill, NULL, NULL);
      oriel_rect_path_draw (&lines, layout->scene, &line, NULL, NULL);
      oriel_rect_path_clear (&fills);
      oriel_rect_path_clear (&lines);
    }
  else
    oriel_scene_add_points (layout->scene, (const OrielPoint *) (gpointer) run->points->data,
                            run->points->len, run->size / 2, &fill,
                            series->point_stroke > 0 ? &line : NULL, &stroke, layout->plot);
  g_array_set_size (run->points, 0);
}

/* One of the steps of a ramp over the values of all series. */
static OrielColor
ramp_color (const OrielXyModel *model, const OrielXySeries *series, double value)
{
  double range = model->color_max - model->color_min;
  double step = floor (RAMP_STEPS * (value - model->color_min) / (range > 0 ? range : 1));
  guint32 rgb = oriel_color_scheme_at (series->ramp, model->theme,
                                       CLAMP (step, 0, RAMP_STEPS - 1) / (RAMP_STEPS - 1));

  return (OrielColor){ (float) ((rgb >> 16) & 0xff) / 255, (float) ((rgb >> 8) & 0xff) / 255,
                       (float) (rgb & 0xff) / 255, 1 };
}

OrielColor
oriel_xy_point_color (const OrielXyModel *model, const OrielXySeries *series, gsize row)
{
  OrielDisplayValue shown;

  if (series->color_field == NULL)
    return series->color;
  if (series->ramp != NULL && isfinite (series->color_field->column->numbers[row]))
    return ramp_color (model, series, series->color_field->column->numbers[row]);
  oriel_display_number (series->color_display, series->color_field->column->numbers[row], -1,
                        &shown);
  return shown.color;
}

static gboolean
same_color (OrielColor a, OrielColor b)
{
  return oriel_color_to_bytes (&a) == oriel_color_to_bytes (&b) && a.alpha == b.alpha;
}

/* Marks a pixel as taken; FALSE when it was. `taken` is nullable: all are free. */
static gboolean
take_pixel (const Layout *layout, guint8 *taken, const OrielPoint *at)
{
  gsize width = (gsize) layout->plot.width + 1;
  double x = floor (at->x - layout->plot.x), y = floor (at->y - layout->plot.y);
  gsize place;

  if (taken == NULL || x < 0 || y < 0 || x >= width || y > layout->plot.height)
    return TRUE;
  place = (gsize) y * width + (gsize) x;
  if (taken[place])
    return FALSE;
  taken[place] = 1;
  return TRUE;
}

static void
draw_points (const Layout *layout, const OrielXySeries *series, const YScale *scale)
{
  gsize n = series->y->column->n_rows;
  g_autofree guint8 *taken =
    n > MANY_POINTS
      ? g_malloc0 (((gsize) layout->plot.width + 1) * ((gsize) layout->plot.height + 2))
      : NULL;
  Run run = { .points = g_array_new (FALSE, FALSE, sizeof (OrielPoint)) };
  double reach = MAX (series->size, series->size_field != NULL ? series->size_max : 0) / 2;

  for (gsize i = 0; i < n; i++)
    {
      OrielPoint at;
      OrielColor color;
      double size;

      if (!place_of (layout, series, scale, i, reach, &at) || !take_pixel (layout, taken, &at))
        continue;
      color = oriel_xy_point_color (layout->model, series, i);
      size = round (oriel_xy_size (layout->model, series, i));
      if (size != run.size || !same_color (color, run.color))
        flush_run (layout, series, &run);
      run.color = color;
      run.size = size;
      g_array_append_val (run.points, at);
    }
  flush_run (layout, series, &run);
  g_array_unref (run.points);
}

static void
draw_series (Layout *layout, guint index)
{
  const OrielXySeries *series = oriel_xy_series_at (layout->model, index);
  const YScale *scale = &layout->ys[y_scale_of (layout, index)];

  if (!scale->is_shown || !oriel_xy_is_shown (series, layout->state))
    return;
  if (series->shows_points)
    draw_points (layout, series, scale);
  if (series->shows_line)
    draw_line (layout, series, scale);
}

static void
set_plot (const Layout *layout)
{
  OrielScenePlot plot = {
    .rect = layout->plot,
    .x_min = oriel_scale_forward (&layout->x, layout->x.min),
    .x_max = oriel_scale_forward (&layout->x, layout->x.max),
    .x_is_time = layout->model->x_is_time,
  };

  oriel_scene_set_plot (layout->scene, &plot);
}

OrielScene *
oriel_xy_layout (const OrielVizModel *model,
                 double width,
                 double height,
                 const OrielVizState *state)
{
  const OrielXyModel *self = (const OrielXyModel *) model;
  Layout layout = { .model = self, .state = state };
  OrielRect rest, place;

  if (self->series->len == 0)
    return oriel_viz_message_scene (_ ("No data"), self->theme, width, height);

  layout.scene = oriel_scene_new (width, height);
  place = oriel_legend_place (self->legend, width, height, state, &rest);
  find_x_scale (&layout);
  find_y_scales (&layout);
  if (layout.has_x)
    {
      add_axes (&layout, &rest);
      set_plot (&layout);
    }
  if (layout.plot.width > 0 && layout.plot.height > 0)
    {
      oriel_scene_clip (layout.scene, layout.plot);
      for (guint i = 0; i < self->series->len; i++)
        draw_series (&layout, i);
      oriel_scene_unclip (layout.scene);
    }
  oriel_legend_draw (self->legend, layout.scene, &place, self->theme, state);
  return layout.scene;
}

/* Looks for the point nearest to (x, y) that reaches it. */
static void
search_series (Layout *layout, guint index, double x, double y, double *best, OrielHit *hit)
{
  const OrielXySeries *series = oriel_xy_series_at (layout->model, index);
  const YScale *scale = &layout->ys[y_scale_of (layout, index)];

  if (!scale->is_shown || !oriel_xy_is_shown (series, layout->state))
    return;
  for (gsize i = 0; i < series->y->column->n_rows; i++)
    {
      double distance, radius = oriel_xy_size (layout->model, series, i) / 2 + HOVER_PX;
      OrielPoint at;

      if (!place_of (layout, series, scale, i, radius, &at))
        continue;
      distance = hypot (at.x - x, at.y - y);
      if (distance > radius || distance >= *best)
        continue;
      *best = distance;
      hit->kind = ORIEL_HIT_SAMPLE;
      hit->frame = series->frame;
      hit->field = series->field;
      hit->row = (int) i;
      hit->x_value = oriel_xy_x (series, i);
      hit->y_value = series->y->column->numbers[i];
    }
}

gboolean
oriel_xy_hit (const OrielVizModel *model,
              const OrielScene *scene,
              const OrielVizState *state,
              double x,
              double y,
              OrielHit *hit)
{
  const OrielXyModel *self = (const OrielXyModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  Layout layout = { .model = self, .state = state };
  double best = INFINITY;

  if (plot == NULL || !(plot->rect.width > 0) || x < plot->rect.x ||
      x > plot->rect.x + plot->rect.width || y < plot->rect.y ||
      y > plot->rect.y + plot->rect.height)
    return FALSE;

  find_x_scale (&layout);
  find_y_scales (&layout);
  layout.plot = plot->rect;
  *hit = (OrielHit){ .kind = ORIEL_HIT_PLOT, .frame = -1, .field = -1, .row = -1 };
  hit->x_value = oriel_scale_backward (
    &layout.x, plot->x_min + (x - plot->rect.x) / plot->rect.width * (plot->x_max - plot->x_min));
  for (guint i = 0; i < self->series->len; i++)
    search_series (&layout, i, x, y, &best, hit);
  return TRUE;
}
