/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The heatmap's picture: axes, cells by colour, the colour scale below; and what is under a point.
 */

#include "config.h"

#include "viz/heatmap/oriel-heatmap-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/oriel-text.h"
#include "viz/oriel-axis-draw.h"
#include "viz/oriel-viz-message.h"

/* The colour scale. */
#define LEGEND_LEFT_PX 25.0
#define LEGEND_MAX_WIDTH_PX 300.0
#define LEGEND_PADDING_PX 10.0
#define LEGEND_BAR_PX 9.0
#define LEGEND_FONT_PX 11.0
#define LEGEND_LINE_PX (LEGEND_FONT_PX * 22 / 14)
#define LEGEND_HEIGHT_PX (2 * LEGEND_PADDING_PX + LEGEND_BAR_PX + LEGEND_LINE_PX)
#define LEGEND_STOPS 10
#define MAX_HARD_STOPS 20 /* so few colours are shown side by side */

#define CRISP_GAP_PX 4.0 /* cells with such gaps lie on whole pixels */
#define LOW_PICTURE_PX 60.0
#define LEAST_LABEL_SPACE_PX 10.0
#define LABEL_MARGIN_PX 15.0

typedef struct
{
  const OrielHeatmapModel *model;
  OrielScene *scene;
  OrielScale x, y;
  OrielRect plot;
} Layout;

/* The rest of the box, with the colour scale's place below. */
static OrielRect
place_legend (const OrielHeatmapModel *model, double width, double height, OrielRect *rest)
{
  double legend = model->has_legend ? MIN (LEGEND_HEIGHT_PX, height) : 0;

  *rest = (OrielRect){ 0, 0, width, floor (height - legend) };
  return (OrielRect){ LEGEND_LEFT_PX, round (height - legend + LEGEND_PADDING_PX),
                      MIN (width - LEGEND_LEFT_PX, LEGEND_MAX_WIDTH_PX), LEGEND_BAR_PX };
}

/* Few colours stand beside each other; many are a ramp through about ten of them. */
static GArray *
legend_stops (const OrielHeatmapModel *model)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (OrielStop));
  guint n = model->n_colors, skip = (n + LEGEND_STOPS - 1) / LEGEND_STOPS;

  if (n <= MAX_HARD_STOPS)
    {
      for (guint i = 0; i < n; i++)
        {
          OrielStop ends[] = { { (double) i / n, model->palette[i] },
                               { (double) (i + 1) / n, model->palette[i] } };

          g_array_append_vals (stops, ends, 2);
        }
      return stops;
    }

  for (guint i = 0; i < n; i += skip)
    {
      OrielStop stop = { 0, model->palette[i] };

      g_array_append_val (stops, stop);
    }
  if ((n - 1) % skip != 0)
    {
      OrielStop stop = { 0, model->palette[n - 1] };

      g_array_append_val (stops, stop);
    }
  for (guint i = 0; i < stops->len; i++)
    g_array_index (stops, OrielStop, i).offset = (double) i / MAX (stops->len - 1, 1);
  return stops;
}

static void
draw_legend (const OrielHeatmapModel *model, OrielScene *scene, const OrielRect *bar)
{
  g_autoptr (GArray) stops = legend_stops (model);
  OrielFont font = {
    .size_px = LEGEND_FONT_PX, .weight = 400, .letter_spacing_px = 0.15, .proportional = TRUE
  };
  double baseline = bar->y + bar->height + oriel_text_baseline (&font, LEGEND_LINE_PX);
  char text[ORIEL_AXIS_BUFFER];
  OrielPaint fill = {
    .kind = ORIEL_PAINT_LINEAR,
    .x0 = bar->x,
    .x1 = bar->x + bar->width,
    .stops = (const OrielStop *) (gpointer) stops->data,
    .n_stops = stops->len,
  };

  if (!(bar->width > 0))
    return;
  oriel_scene_add_rect (scene, *bar, bar->height / 2, &fill, NULL, NULL);
  if (!(model->value_min <= model->value_max))
    return;
  oriel_viz_format_axis (model->value_min, -1, model->cells.value_display, text);
  oriel_scene_add_text (scene, text, bar->x, baseline, ORIEL_ALIGN_START, &font,
                        model->theme->text_disabled, 0);
  oriel_viz_format_axis (model->value_max, -1, model->cells.value_display, text);
  oriel_scene_add_text (scene, text, bar->x + bar->width, baseline, ORIEL_ALIGN_END, &font,
                        model->theme->text_disabled, 0);
}

static void
set_x_scale (Layout *layout)
{
  const OrielHeatmapModel *model = layout->model;
  const OrielHeatCells *cells = &model->cells;
  double before = cells->x_align == ORIEL_CELL_BEFORE   ? 1
                  : cells->x_align == ORIEL_CELL_AROUND ? 0.5
                                                        : 0;

  layout->x = (OrielScale){ .kind = ORIEL_SCALE_LINEAR, .log_base = 10, .linear_threshold = 1 };
  if (cells->x_is_time)
    {
      layout->x.min = (double) model->range.from_ms;
      layout->x.max = (double) model->range.to_ms;
      return;
    }
  layout->x.min = cells->xs[0] - before * cells->x_step;
  layout->x.max = cells->xs[cells->n_x - 1] + (1 - before) * cells->x_step;
}

/* Ticks at the edges (or middles) of named rows; fewer where there is no room for all. */
static GArray *
ordinal_ticks (const OrielHeatCells *cells, double height)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (OrielTick));
  guint n = cells->rows->len;
  int first = cells->y_align == ORIEL_CELL_BEFORE ? -1 : 0;
  int end = (int) n + (cells->y_align == ORIEL_CELL_AFTER ? 1 : 0);
  guint count = (guint) (end - first), step = 1;

  while (height >= LOW_PICTURE_PX && (count + step - 1) / step > 3 &&
         (height - LABEL_MARGIN_PX) / ((count + step - 1) / step) < LEAST_LABEL_SPACE_PX)
    step *= 2;
  if (height < LOW_PICTURE_PX)
    step = MAX (count - 1, 1);
  for (int i = first; i < end; i += (int) step)
    {
      const char *label = i < 0          ? cells->least_label
                          : i >= (int) n ? ""
                                         : oriel_heat_row (cells, (guint) i)->label;
      OrielTick tick = { i, (char *) label };

      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static void
set_x_axis (const Layout *layout, OrielAxis *axis)
{
  oriel_axis_init (axis, ORIEL_SIDE_BOTTOM);
  axis->scale = layout->x;
  axis->is_time = layout->model->cells.x_is_time;
  if (axis->is_time)
    axis->gap_px += oriel_markers_lanes_px (layout->model->base.markers);
  axis->zone = layout->model->zone;
}

static void
set_y_axis (const Layout *layout, OrielAxis *axis, const GArray *ticks)
{
  const OrielHeatmapModel *model = layout->model;

  oriel_axis_init (axis, model->y_place == ORIEL_PLACE_RIGHT ? ORIEL_SIDE_RIGHT : ORIEL_SIDE_LEFT);
  axis->scale = layout->y;
  axis->format = oriel_viz_format_axis;
  axis->format_data = model->cells.y_display;
  axis->fixed_size_px = model->y_width;
  axis->name = model->y_label;
  if (ticks != NULL)
    {
      axis->fixed_ticks = (const OrielTick *) (gpointer) ticks->data;
      axis->n_fixed_ticks = ticks->len;
    }
}

/* Turns a scale upside down, once its ticks are found. */
static void
reverse_scale (OrielScale *scale)
{
  double min = scale->min;

  scale->min = scale->max;
  scale->max = min;
}

static void
draw_axes (Layout *layout, const OrielRect *rest)
{
  const OrielHeatmapModel *model = layout->model;
  g_autoptr (GArray) ticks =
    model->cells.is_ordinal ? ordinal_ticks (&model->cells, rest->height) : NULL;
  OrielAxis axes[2];
  guint n = model->y_place == ORIEL_PLACE_HIDDEN ? 1 : 2;
  OrielAxisLook look = {
    .color = model->theme->text, .tick_color = model->theme->grid, .grid = TRUE, .ticks = TRUE
  };

  set_x_axis (layout, &axes[0]);
  set_y_axis (layout, &axes[1], ticks);
  layout->plot = oriel_axes_layout (axes, n, rest->width, rest->height);
  if (model->y_reverse)
    {
      reverse_scale (&layout->y);
      reverse_scale (&axes[1].scale);
    }
  if (layout->plot.width > 0 && layout->plot.height > 0)
    {
      oriel_axis_draw (&axes[0], layout->scene, &layout->plot, &look, model->theme);
      if (n > 1)
        oriel_axis_draw (&axes[1], layout->scene, &layout->plot, &look, model->theme);
    }
  oriel_axis_clear (&axes[0]);
  oriel_axis_clear (&axes[1]);
}

static double
x_of (const Layout *layout, double x)
{
  return layout->plot.x + layout->plot.width * oriel_scale_position (&layout->x, x);
}

static double
y_of (const Layout *layout, double y)
{
  return layout->plot.y + layout->plot.height * (1 - oriel_scale_position (&layout->y, y));
}

/* A cell's extent along one axis, in px: its gap lies at the far side of its value. */
static void
set_extent (const OrielHeatmapModel *model,
            double from,
            double to,
            OrielCellAlign align,
            double *start,
            double *size)
{
  double gap = round (model->cell_gap);

  *size = to - from - gap;
  if (gap >= CRISP_GAP_PX)
    *size = round (*size);
  *size = MAX (*size, 1);
  *start = align == ORIEL_CELL_AFTER    ? from
           : align == ORIEL_CELL_BEFORE ? to - *size
                                        : from + (to - from - *size) / 2;
  if (gap >= CRISP_GAP_PX)
    *start = round (*start);
}

static void
column_extent (const Layout *layout, gsize column, double *x, double *width)
{
  const OrielHeatCells *cells = &layout->model->cells;
  double value = cells->xs[column];
  double step = layout->plot.width * cells->x_step / (layout->x.max - layout->x.min);
  double at = x_of (layout, value);
  double from = cells->x_align == ORIEL_CELL_AFTER    ? at
                : cells->x_align == ORIEL_CELL_BEFORE ? at - step
                                                      : at - step / 2;

  set_extent (layout->model, from, from + step,
              cells->has_own_edges ? ORIEL_CELL_AROUND : cells->x_align, x, width);
}

/* From where `column` begins to where the last before `end` does end. */
static void
columns_extent (const Layout *layout, gsize column, gsize end, double *x, double *width)
{
  double last_x, last_width;

  column_extent (layout, column, x, width);
  column_extent (layout, end - 1, &last_x, &last_width);
  *width = MAX (*width, last_x + last_width - *x);
}

static void
row_extent (const Layout *layout, guint index, double *y, double *height)
{
  const OrielHeatCells *cells = &layout->model->cells;
  const OrielHeatRow *row = oriel_heat_row (cells, index);
  double a = y_of (layout, row->low), b = y_of (layout, row->high);
  /* px run downwards */
  OrielCellAlign align = cells->has_own_edges ? ORIEL_CELL_AROUND : cells->y_align;

  set_extent (layout->model, MIN (a, b), MAX (a, b),
              (OrielCellAlign) ((int) align * (a < b ? 1 : -1)), y, height);
}

/* The columns in view. */
static void
visible_columns (const Layout *layout, gsize *first, gsize *end)
{
  const OrielHeatCells *cells = &layout->model->cells;

  *first = 0;
  *end = cells->n_x;
  while (*first < *end && !(cells->xs[*first] + cells->x_step >= layout->x.min))
    (*first)++;
  while (*end > *first && !(cells->xs[*end - 1] - cells->x_step <= layout->x.max))
    (*end)--;
}

/* The columns that begin within one pixel are one: what is drawn of them is the greatest. Returns
 * the end of those that begin where `column` does. */
static gsize
end_of_pixel (const Layout *layout, gsize column, gsize end)
{
  double step = layout->plot.width * layout->model->cells.x_step / (layout->x.max - layout->x.min);
  double x = floor (x_of (layout, layout->model->cells.xs[column]));

  if (step >= 1)
    return column + 1;
  while (column < end && floor (x_of (layout, layout->model->cells.xs[column])) == x)
    column++;
  return column;
}

static double
greatest_shown (const OrielHeatmapModel *model, const OrielHeatRow *row, gsize first, gsize end)
{
  double greatest = NAN;

  for (gsize i = first; i < end; i++)
    {
      double value = oriel_heat_value (&model->cells, row, i);

      if (oriel_heatmap_is_shown (model, value) && !(value <= greatest))
        greatest = value;
    }
  return greatest;
}

static void
collect_cells (const Layout *layout, OrielRectPath *paths)
{
  const OrielHeatmapModel *model = layout->model;
  const OrielHeatCells *cells = &model->cells;
  gsize first, end, next;

  visible_columns (layout, &first, &end);
  for (gsize column = first; column < end; column = next)
    {
      OrielRect rect;

      next = MAX (end_of_pixel (layout, column, end), column + 1);
      columns_extent (layout, column, next, &rect.x, &rect.width);
      for (guint i = 0; i < cells->rows->len; i++)
        {
          double value = greatest_shown (model, oriel_heat_row (cells, i), column, next);

          if (isnan (value))
            continue;
          row_extent (layout, i, &rect.y, &rect.height);
          if (isfinite (rect.y + rect.height))
            oriel_rect_path_add (&paths[oriel_heatmap_color_of (model, value)], &rect);
        }
    }
}

/* Cells of one colour are one path. */
static void
draw_cells (Layout *layout)
{
  guint n = layout->model->n_colors;
  g_autofree OrielRectPath *paths = g_new (OrielRectPath, n);

  for (guint i = 0; i < n; i++)
    oriel_rect_path_init (&paths[i]);
  collect_cells (layout, paths);
  oriel_scene_clip (layout->scene, layout->plot);
  for (guint i = 0; i < n; i++)
    {
      OrielPaint fill = oriel_paint_solid (layout->model->palette[i]);

      oriel_rect_path_draw (&paths[i], layout->scene, &fill, NULL, NULL);
      oriel_rect_path_clear (&paths[i]);
    }
  oriel_scene_unclip (layout->scene);
}

static void
set_plot (const Layout *layout)
{
  OrielScenePlot plot = {
    .rect = layout->plot,
    .x_min = layout->x.min,
    .x_max = layout->x.max,
    .x_is_time = layout->model->cells.x_is_time,
  };

  oriel_scene_set_plot (layout->scene, &plot);
}

OrielScene *
oriel_heatmap_layout (const OrielVizModel *model,
                      double width,
                      double height,
                      const OrielVizState *state)
{
  const OrielHeatmapModel *self = (const OrielHeatmapModel *) model;
  Layout layout = { .model = self };
  OrielRect rest, bar;

  if (self->message != NULL)
    return oriel_viz_message_scene (self->message, self->theme, width, height);

  layout.scene = oriel_scene_new (width, height);
  bar = place_legend (self, width, height, &rest);
  set_x_scale (&layout);
  oriel_heatmap_scale (self, &layout.y);
  draw_axes (&layout, &rest);
  set_plot (&layout);
  if (layout.plot.width > 0 && layout.plot.height > 0 && layout.x.max > layout.x.min)
    {
      draw_cells (&layout);
      oriel_heatmap_draw_exemplars (self, layout.scene, &layout.plot, &layout.y);
    }
  if (self->has_legend)
    draw_legend (self, layout.scene, &bar);
  return layout.scene;
}

/* The column that covers x, or n_x. */
static gsize
column_at (const OrielHeatCells *cells, double x)
{
  double before = cells->x_align == ORIEL_CELL_BEFORE   ? 1
                  : cells->x_align == ORIEL_CELL_AROUND ? 0.5
                                                        : 0;

  for (gsize i = 0; i < cells->n_x; i++)
    if (x >= cells->xs[i] - before * cells->x_step &&
        x < cells->xs[i] + (1 - before) * cells->x_step)
      return i;
  return cells->n_x;
}

/* The row whose cell in `column` is shown and covers a part of the plot's height, from its top;
 * -1: none. */
static int
row_at (const OrielHeatmapModel *model, gsize column, double share)
{
  const OrielHeatCells *cells = &model->cells;
  OrielScale scale;
  int found = -1;

  oriel_heatmap_scale (model, &scale);
  if (model->y_reverse)
    reverse_scale (&scale);
  for (guint i = 0; i < cells->rows->len && column < cells->n_x; i++)
    {
      const OrielHeatRow *row = oriel_heat_row (cells, i);
      double low = oriel_scale_position (&scale, row->low);
      double high = oriel_scale_position (&scale, row->high);

      if (1 - share >= MIN (low, high) && 1 - share < MAX (low, high) &&
          oriel_heatmap_is_shown (model, oriel_heat_value (cells, row, column)))
        found = (int) i;
    }
  return found;
}

gboolean
oriel_heatmap_hit (const OrielVizModel *model,
                   const OrielScene *scene,
                   const OrielVizState *state,
                   double x,
                   double y,
                   OrielHit *hit)
{
  const OrielHeatmapModel *self = (const OrielHeatmapModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  Layout layout = { .model = self };
  double at;
  gsize column;
  int index;

  if (plot == NULL || self->message != NULL || !(plot->rect.width > 0) ||
      !(plot->rect.height > 0) || x < plot->rect.x || x > plot->rect.x + plot->rect.width ||
      y < plot->rect.y || y > plot->rect.y + plot->rect.height)
    return FALSE;

  at = plot->x_min + (x - plot->rect.x) / plot->rect.width * (plot->x_max - plot->x_min);
  column = column_at (&self->cells, at);
  index = row_at (self, column, (y - plot->rect.y) / plot->rect.height);
  *hit = (OrielHit){ .kind = ORIEL_HIT_PLOT, .frame = -1, .field = -1, .row = -1, .x_value = at };
  if (index >= 0)
    {
      const OrielHeatRow *row = oriel_heat_row (&self->cells, (guint) index);

      hit->kind = ORIEL_HIT_SAMPLE;
      hit->frame = row->frame;
      hit->field = row->field;
      hit->row = (int) column;
      hit->x_value = self->cells.xs[column];
      hit->y_value = oriel_heat_value (&self->cells, row, column);
      layout.plot = plot->rect;
      set_x_scale (&layout);
      oriel_heatmap_scale (self, &layout.y);
      if (self->y_reverse)
        reverse_scale (&layout.y);
      column_extent (&layout, column, &hit->lit.x, &hit->lit.width);
      row_extent (&layout, (guint) index, &hit->lit.y, &hit->lit.height);
    }
  return TRUE;
}
