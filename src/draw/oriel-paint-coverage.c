/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data series onto the pixels of an image surface, by the rasteriser.
 *
 * It takes solid strokes of usual widths and areas down to a level, painted evenly or with a
 * vertical gradient. Series that follow each other are drawn together; where they are much work,
 * the picture is cut into strips beside each other, which threads take in turn: within a strip
 * series lie over each other in their order, and no two strips share a pixel. */

#include "config.h"

#include "draw/oriel-paint-private.h"

#include "base/oriel-parallel.h"
#include "draw/oriel-raster.h"
#include "draw/oriel-reduce.h"

#include <math.h>

#define MUCH_WORK 30000    /* segments: about a millisecond */
#define MIN_STRIP_WIDTH 64 /* pixels */
#define FINE_LINE_PX 1.0
#define ROUNDING 1e-6 /* what a coordinate may be beside the whole pixel it means */

/* Whole pixels of the surface, [x0, x1) and [y0, y1). */
typedef struct
{
  int x0, y0, x1, y1;
} Box;

typedef struct
{
  guint8 *pixels; /* of the surface */
  int stride;
  double scale;              /* device pixels per px */
  double origin_x, origin_y; /* device place of the scene's origin */
  Box clip;
} Canvas;

/* Kept by every thread: fresh buffers would cost more in page faults than the drawing. */
typedef struct
{
  OrielRaster *raster;
  GArray *points; /* of OrielPoint */
  GArray *colors; /* of guint32, one a row */
} Tools;

typedef struct
{
  const Canvas *canvas;
  const OrielItem *items;
  const Box *boxes; /* of the items */
  guint n_items, n_strips;
  Box all;
} Job;

static void
tools_free (gpointer data)
{
  Tools *tools = data;

  oriel_raster_free (tools->raster);
  g_array_unref (tools->points);
  g_array_unref (tools->colors);
  g_free (tools);
}

static Tools *
thread_tools (void)
{
  static GPrivate kept = G_PRIVATE_INIT (tools_free);
  Tools *tools = g_private_get (&kept);

  if (tools == NULL)
    {
      tools = g_new (Tools, 1);
      tools->raster = oriel_raster_new ();
      tools->points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
      tools->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_private_set (&kept, tools);
    }
  return tools;
}

static gboolean
is_raster_stroke (const OrielPainter *painter, const OrielSeriesItem *series)
{
  double width = series->stroke.width * painter->scale;

  return series->stroke.n_dashes == 0 && width > 0 && width <= ORIEL_RASTER_MAX_WIDTH;
}

static gboolean
is_raster_paint (const OrielPaint *paint)
{
  if (paint->kind == ORIEL_PAINT_LINEAR)
    return paint->x0 == paint->x1 && paint->n_stops > 0 && isfinite (paint->y0 + paint->y1) &&
           paint->y0 != paint->y1;
  return paint->kind == ORIEL_PAINT_SOLID;
}

static gboolean
is_for_raster (const OrielPainter *painter, const OrielItem *item)
{
  const OrielSeriesItem *series = &item->series;

  if (item->kind != ORIEL_ITEM_SERIES || !oriel_paint_rect_is_drawable (&series->plot))
    return FALSE;
  if (series->fill.kind != ORIEL_PAINT_NONE &&
      (series->base != NULL || !is_raster_paint (&series->fill)))
    return FALSE;
  return series->line.kind == ORIEL_PAINT_NONE ||
         (is_raster_stroke (painter, series) && is_raster_paint (&series->line));
}

static Box
box_meet (Box a, Box b)
{
  return (Box){ MAX (a.x0, b.x0), MAX (a.y0, b.y0), MIN (a.x1, b.x1), MIN (a.y1, b.y1) };
}

static gboolean
box_is_empty (const Box *box)
{
  return box->x0 >= box->x1 || box->y0 >= box->y1;
}

/* The pixels that a rectangle of the scene touches. */
static Box
box_of (const Canvas *canvas, double x0, double y0, double x1, double y1)
{
  return (Box){
    (int) oriel_paint_near (floor (x0 * canvas->scale + canvas->origin_x + ROUNDING)),
    (int) oriel_paint_near (floor (y0 * canvas->scale + canvas->origin_y + ROUNDING)),
    (int) oriel_paint_near (ceil (x1 * canvas->scale + canvas->origin_x - ROUNDING)),
    (int) oriel_paint_near (ceil (y1 * canvas->scale + canvas->origin_y - ROUNDING)),
  };
}

/* A series may touch its plot and, at the plot's edges, half its stroke beyond. */
static Box
series_box (const Canvas *canvas, const OrielSeriesItem *series)
{
  double margin = isfinite (series->stroke.width) ? CLAMP (series->stroke.width / 2, 0, 100) : 0;
  OrielRect plot = oriel_paint_rect_near (&series->plot);

  return box_meet (canvas->clip,
                   box_of (canvas, plot.x - margin, plot.y - margin, plot.x + plot.width + margin,
                           plot.y + plot.height + margin));
}

/* The pixels to which the context is clipped; FALSE when they are no rectangle. */
static gboolean
find_clip (cairo_t *cr, Canvas *canvas)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  gboolean is_one = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;
  const cairo_rectangle_t *clip = list->rectangles;

  if (is_one)
    canvas->clip = box_meet (canvas->clip, box_of (canvas, clip->x, clip->y, clip->x + clip->width,
                                                   clip->y + clip->height));
  cairo_rectangle_list_destroy (list);
  return is_one && !box_is_empty (&canvas->clip);
}

/* FALSE where pixels can't be reached or a turned context would need more than the rasteriser has.
 */
static gboolean
canvas_init (Canvas *canvas, const OrielPainter *painter)
{
  cairo_surface_t *surface = cairo_get_group_target (painter->cr);
  cairo_format_t format;
  double offset_x, offset_y;

  if (painter->is_vector || !painter->is_upright)
    return FALSE;
  format = cairo_image_surface_get_format (surface);
  cairo_surface_flush (surface);
  canvas->pixels = cairo_image_surface_get_data (surface);
  if (canvas->pixels == NULL || (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24))
    return FALSE;

  canvas->origin_x = canvas->origin_y = 0;
  cairo_user_to_device (painter->cr, &canvas->origin_x, &canvas->origin_y);
  cairo_surface_get_device_offset (surface, &offset_x, &offset_y);
  canvas->origin_x += offset_x;
  canvas->origin_y += offset_y;
  canvas->scale = painter->scale;
  canvas->stride = cairo_image_surface_get_stride (surface);
  canvas->clip = (Box){ 0, 0, cairo_image_surface_get_width (surface),
                        cairo_image_surface_get_height (surface) };
  return isfinite (canvas->origin_x + canvas->origin_y) && find_clip (painter->cr, canvas);
}

static guint32
premultiplied (OrielColor c)
{
  float alpha = CLAMP (c.alpha, 0, 1) * 255;
  guint32 a = (guint32) (alpha + 0.5f);
  guint32 r = (guint32) (CLAMP (c.red, 0, 1) * alpha + 0.5f);
  guint32 g = (guint32) (CLAMP (c.green, 0, 1) * alpha + 0.5f);
  guint32 b = (guint32) (CLAMP (c.blue, 0, 1) * alpha + 0.5f);

  return a << 24 | r << 16 | g << 8 | b;
}

/* The gradient's colour at `t`: of stops at the same place the last one counts. */
static OrielColor
color_at (const OrielPaint *paint, double t)
{
  const OrielStop *stops = paint->stops;
  guint next = 0;
  double part;

  while (next < paint->n_stops && stops[next].offset <= t)
    next++;
  if (next == 0)
    return stops[0].color;
  if (next == paint->n_stops)
    return stops[next - 1].color;

  part = (t - stops[next - 1].offset) / (stops[next].offset - stops[next - 1].offset);
  return (OrielColor){
    (float) (stops[next - 1].color.red * (1 - part) + stops[next].color.red * part),
    (float) (stops[next - 1].color.green * (1 - part) + stops[next].color.green * part),
    (float) (stops[next - 1].color.blue * (1 - part) + stops[next].color.blue * part),
    (float) (stops[next - 1].color.alpha * (1 - part) + stops[next].color.alpha * part),
  };
}

/* One colour for every row of the box. */
static const guint32 *
row_colors (const OrielPaint *paint, const Canvas *canvas, const Box *box, GArray *array)
{
  guint n = (guint) (box->y1 - box->y0);
  guint32 solid = premultiplied (paint->color);
  guint32 *colors;

  g_array_set_size (array, n);
  colors = (guint32 *) (gpointer) array->data;
  for (guint row = 0; row < n; row++)
    {
      double y = (box->y0 + (int) row + 0.5 - canvas->origin_y) / canvas->scale;

      colors[row] = paint->kind == ORIEL_PAINT_SOLID
                      ? solid
                      : premultiplied (color_at (paint, (y - paint->y0) / (paint->y1 - paint->y0)));
    }
  return colors;
}

static void
blend (const Canvas *canvas, const OrielPaint *paint, const Box *box, Tools *tools)
{
  guint8 *corner =
    canvas->pixels + (gssize) box->y0 * canvas->stride + (gssize) sizeof (guint32) * box->x0;

  oriel_raster_blend (tools->raster, corner, canvas->stride,
                      row_colors (paint, canvas, box, tools->colors));
}

static void
add_line (OrielRaster *raster, const GArray *points, double width)
{
  const OrielPoint *all = (const OrielPoint *) (gconstpointer) points->data;

  if (width <= FINE_LINE_PX)
    oriel_raster_add_fine_line (raster, all, points->len, width);
  else
    oriel_raster_add_line (raster, all, points->len, width);
}

/* The area, then the line over it. The raster's rows begin at the box's, its columns are the
 * surface's, so that every strip reckons with the same numbers. */
static void
draw_series (const Canvas *canvas, const OrielSeriesItem *series, const Box *box, Tools *tools)
{
  const OrielReduceView view = {
    .scale = canvas->scale,
    .x = canvas->origin_x,
    .y = canvas->origin_y - box->y0,
    .left = box->x0,
    .right = box->x1,
  };
  const OrielPoint *points;
  int width = box->x1 - box->x0, height = box->y1 - box->y0;

  g_array_set_size (tools->points, 0);
  oriel_reduce_series_to_pixels (series, series->ys, &view, tools->points);
  points = (const OrielPoint *) (gconstpointer) tools->points->data;
  if (tools->points->len < 2 || !oriel_raster_begin_strip (tools->raster, box->x0, width, height))
    return;

  if (series->fill.kind != ORIEL_PAINT_NONE)
    {
      double base = oriel_reduce_level (series, series->fill_to, view.scale);

      oriel_raster_add_area (tools->raster, points, tools->points->len, base * view.scale + view.y);
      blend (canvas, &series->fill, box, tools);
    }
  if (series->line.kind != ORIEL_PAINT_NONE)
    {
      add_line (tools->raster, tools->points, series->stroke.width * view.scale);
      blend (canvas, &series->line, box, tools);
    }
}

static void
draw_strip (gpointer data, guint i)
{
  const Job *job = data;
  Tools *tools = thread_tools ();
  int width = job->all.x1 - job->all.x0;
  Box strip = job->all;

  strip.x0 = job->all.x0 + (int) ((gint64) width * i / job->n_strips);
  strip.x1 = job->all.x0 + (int) ((gint64) width * (i + 1) / job->n_strips);
  for (guint k = 0; k < job->n_items; k++)
    {
      Box box = box_meet (strip, job->boxes[k]);

      if (!box_is_empty (&box))
        draw_series (job->canvas, &job->items[k].series, &box, tools);
    }
}

/* What the strips would else make twice. */
static void
prepare_column (gpointer data, guint i)
{
  const Job *job = data;
  OrielColumn *column = job->items[i].series.y_column;

  if (column != NULL && column->type == ORIEL_FIELD_NUMBER)
    oriel_column_is_finite (column);
}

/* A series costs what its samples are, up to two a column. */
static guint
strips_for (const Job *job)
{
  guint most = (guint) (job->all.x1 - job->all.x0) / MIN_STRIP_WIDTH;
  double work = 0;

  for (guint i = 0; i < job->n_items; i++)
    {
      const OrielSeriesItem *series = &job->items[i].series;
      double width = MAX (job->boxes[i].x1 - job->boxes[i].x0, 0);

      work += MIN ((double) series->n, width * 2);
    }
  return work < MUCH_WORK ? 1 : CLAMP (g_get_num_processors (), 1, MAX (most, 1));
}

static void
draw_items (const Canvas *canvas, const OrielItem *items, guint n)
{
  g_autofree Box *boxes = g_new (Box, n);
  Job job = { canvas, items, boxes, n, 1, { G_MAXINT, G_MAXINT, 0, 0 } };

  for (guint i = 0; i < n; i++)
    {
      boxes[i] = series_box (canvas, &items[i].series);
      if (box_is_empty (&boxes[i]))
        continue;
      job.all = (Box){ MIN (job.all.x0, boxes[i].x0), MIN (job.all.y0, boxes[i].y0),
                       MAX (job.all.x1, boxes[i].x1), MAX (job.all.y1, boxes[i].y1) };
    }
  if (box_is_empty (&job.all))
    return;

  job.n_strips = strips_for (&job);
  if (job.n_strips > 1)
    oriel_parallel_for (n, prepare_column, &job);
  oriel_parallel_for (job.n_strips, draw_strip, &job);
}

guint
oriel_paint_coverage (const OrielPainter *painter, const OrielItem *items, guint n)
{
  cairo_surface_t *surface = cairo_get_group_target (painter->cr);
  Canvas canvas;
  guint n_drawn = 0;

  while (n_drawn < n && is_for_raster (painter, &items[n_drawn]))
    n_drawn++;
  if (n_drawn == 0)
    return 0;

  if (!canvas_init (&canvas, painter))
    return 0;
  draw_items (&canvas, items, n_drawn);
  cairo_surface_mark_dirty_rectangle (surface, canvas.clip.x0, canvas.clip.y0,
                                      canvas.clip.x1 - canvas.clip.x0,
                                      canvas.clip.y1 - canvas.clip.y0);
  return n_drawn;
}
