/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data series: reduced to what pixels can tell apart, then rasterised, or made a path.
 *
 * The rasteriser takes solid strokes of usual widths and areas down to a level, painted evenly or
 * with a vertical gradient. Dashes, wide strokes and stacked areas are few and go through Cairo, as
 * does everything on vector surfaces. */

#include "config.h"

#include "draw/oriel-paint-private.h"

#include "draw/oriel-raster.h"
#include "draw/oriel-reduce.h"

#include <math.h>

static void
add_polyline (cairo_t *cr, const OrielPoint *points, guint n)
{
  gboolean down = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (oriel_point_is_break (&points[i]))
        {
          down = FALSE;
          continue;
        }
      if (down)
        cairo_line_to (cr, points[i].x, points[i].y);
      else
        cairo_move_to (cr, points[i].x, points[i].y);
      down = TRUE;
    }
}

static double
value_to_px (const OrielSeriesItem *series, double value)
{
  double part = (value - series->y_min) / (series->y_max - series->y_min);
  double px = series->plot.y + series->plot.height * (1 - part);

  return isnan (px) ? series->plot.y + series->plot.height : oriel_paint_near (px);
}

/* Closes one run of an area along its base (as many points, backwards) or the level `to`. */
static void
add_area_run (cairo_t *cr,
              const OrielPoint *top,
              guint n,
              const OrielPoint *base,
              guint n_base,
              double to)
{
  if (n < 2)
    return;

  cairo_move_to (cr, top[0].x, top[0].y);
  for (guint i = 1; i < n; i++)
    cairo_line_to (cr, top[i].x, top[i].y);
  if (base != NULL)
    {
      for (guint i = n_base; i > 0; i--)
        cairo_line_to (cr, base[i - 1].x, base[i - 1].y);
    }
  else
    {
      cairo_line_to (cr, top[n - 1].x, to);
      cairo_line_to (cr, top[0].x, to);
    }
  cairo_close_path (cr);
}

/* The end of the run of points that starts at `start`. */
static guint
run_end (const GArray *points, guint start)
{
  guint i = start;

  while (i < points->len && !oriel_point_is_break (&g_array_index (points, OrielPoint, i)))
    i++;
  return i;
}

static void
add_area (cairo_t *cr, const GArray *top, const GArray *base, double to)
{
  guint at = 0, base_at = 0;

  while (at < top->len)
    {
      guint end = run_end (top, at);
      const OrielPoint *lower = NULL;
      guint n_lower = 0;

      if (base != NULL && base_at < base->len)
        {
          guint base_end = run_end (base, base_at);

          lower = &g_array_index (base, OrielPoint, base_at);
          n_lower = base_end - base_at;
          base_at = base_end + 1;
        }
      add_area_run (cr, &g_array_index (top, OrielPoint, at), end - at, lower, n_lower, to);
      at = end + 1;
    }
}

/* One raster a thread, kept: fresh buffers would cost more in page faults than the drawing. */
static OrielRaster *
thread_raster (void)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) oriel_raster_free);
  OrielRaster *raster = g_private_get (&kept);

  if (raster == NULL)
    {
      raster = oriel_raster_new ();
      g_private_set (&kept, raster);
    }
  return raster;
}

/* The pixels of an image surface that a series may touch. */
typedef struct
{
  guint8 *pixels; /* of the corner */
  int stride;
  int x, y, width, height;   /* in the surface */
  double scale;              /* device pixels per px */
  double origin_x, origin_y; /* device place of the scene's origin */
} Window;

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

/* The rectangle to which the context is clipped, in px; FALSE when it is no rectangle. */
static gboolean
clip_rectangle (cairo_t *cr, OrielRect *clip)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  gboolean is_one = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;

  if (is_one)
    *clip = (OrielRect){ list->rectangles[0].x, list->rectangles[0].y, list->rectangles[0].width,
                         list->rectangles[0].height };
  cairo_rectangle_list_destroy (list);
  return is_one;
}

/* Finds the window in which the clipped series lies; FALSE when it has none. */
static gboolean
find_window (const OrielPainter *painter, const OrielRect *clip, Window *window)
{
  cairo_surface_t *surface = cairo_get_group_target (painter->cr);
  cairo_format_t format = cairo_image_surface_get_format (surface);
  double x0 = clip->x, y0 = clip->y, x1 = clip->x + clip->width, y1 = clip->y + clip->height;
  double offset_x, offset_y;
  guint8 *data = cairo_image_surface_get_data (surface);

  if (data == NULL || (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24))
    return FALSE;

  window->origin_x = window->origin_y = 0;
  cairo_user_to_device (painter->cr, &window->origin_x, &window->origin_y);
  cairo_surface_get_device_offset (surface, &offset_x, &offset_y);
  window->origin_x += offset_x;
  window->origin_y += offset_y;
  window->scale = painter->scale;
  window->stride = cairo_image_surface_get_stride (surface);
  x0 = floor (MAX (x0 * window->scale + window->origin_x + 1e-6, 0));
  y0 = floor (MAX (y0 * window->scale + window->origin_y + 1e-6, 0));
  x1 = ceil (
    MIN (x1 * window->scale + window->origin_x - 1e-6, cairo_image_surface_get_width (surface)));
  y1 = ceil (
    MIN (y1 * window->scale + window->origin_y - 1e-6, cairo_image_surface_get_height (surface)));
  if (!(x1 > x0) || !(y1 > y0))
    return FALSE;

  window->x = (int) x0;
  window->y = (int) y0;
  window->width = (int) (x1 - x0);
  window->height = (int) (y1 - y0);
  window->pixels = data + (gssize) window->y * window->stride + 4 * (gssize) window->x;
  return TRUE;
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

/* One colour for every row of the window. Free with g_free(). */
static guint32 *
row_colors (const OrielPaint *paint, const Window *window)
{
  guint32 *colors = g_new (guint32, window->height);
  guint32 solid = premultiplied (paint->color);

  for (int row = 0; row < window->height; row++)
    {
      double y = (window->y + row + 0.5 - window->origin_y) / window->scale;

      colors[row] = paint->kind == ORIEL_PAINT_SOLID
                      ? solid
                      : premultiplied (color_at (paint, (y - paint->y0) / (paint->y1 - paint->y0)));
    }
  return colors;
}

/* From px of the scene to pixels of the window. */
static void
move_to_window (GArray *points, const Window *window)
{
  double dx = window->origin_x - window->x, dy = window->origin_y - window->y;

  for (guint i = 0; i < points->len; i++)
    {
      OrielPoint *point = &g_array_index (points, OrielPoint, i);

      point->x = point->x * window->scale + dx;
      point->y = point->y * window->scale + dy;
    }
}

static void
blend (const OrielPainter *painter,
       OrielRaster *raster,
       const Window *window,
       const OrielPaint *paint)
{
  cairo_surface_t *surface = cairo_get_group_target (painter->cr);
  g_autofree guint32 *colors = row_colors (paint, window);

  cairo_surface_flush (surface);
  oriel_raster_blend (raster, window->pixels, window->stride, colors);
  cairo_surface_mark_dirty_rectangle (surface, window->x, window->y, window->width, window->height);
}

static void
fill_as_path (const OrielPainter *painter, const OrielSeriesItem *series, const GArray *top)
{
  g_autoptr (GArray) base = NULL;

  if (series->base != NULL)
    {
      base = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
      oriel_reduce_series (series, series->base, painter->scale, base);
    }
  if (oriel_paint_set_source (painter, &series->fill))
    {
      add_area (painter->cr, top, base, value_to_px (series, series->fill_to));
      cairo_fill (painter->cr);
    }
}

static void
stroke_as_path (const OrielPainter *painter, const OrielSeriesItem *series, const GArray *top)
{
  if (!oriel_paint_set_source (painter, &series->line))
    return;

  oriel_paint_set_stroke (painter, &series->stroke);
  cairo_set_line_join (painter->cr, CAIRO_LINE_JOIN_ROUND);
  add_polyline (painter->cr, (const OrielPoint *) (gpointer) top->data, top->len);
  cairo_stroke (painter->cr);
}

static void
fill_as_coverage (const OrielPainter *painter,
                  const OrielSeriesItem *series,
                  const GArray *moved,
                  const Window *window)
{
  OrielRaster *raster = thread_raster ();
  double base = value_to_px (series, series->fill_to);

  if (!oriel_raster_begin (raster, window->width, window->height))
    return;
  base = base * window->scale + window->origin_y - window->y;
  oriel_raster_add_area (raster, (const OrielPoint *) (gpointer) moved->data, moved->len, base);
  blend (painter, raster, window, &series->fill);
}

static void
stroke_as_coverage (const OrielPainter *painter,
                    const OrielSeriesItem *series,
                    const GArray *moved,
                    const Window *window)
{
  OrielRaster *raster = thread_raster ();

  if (!oriel_raster_begin (raster, window->width, window->height))
    return;
  oriel_raster_add_line (raster, (const OrielPoint *) (gpointer) moved->data, moved->len,
                         series->stroke.width * window->scale);
  blend (painter, raster, window, &series->line);
}

/* The area, then the line over it, each the best way there is. */
static void
paint_clipped (const OrielPainter *painter, const OrielSeriesItem *series)
{
  g_autoptr (GArray) top = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
  g_autoptr (GArray) moved = NULL;
  OrielRect clip;
  Window window;
  gboolean has_window = !painter->is_vector && painter->is_upright &&
                        clip_rectangle (painter->cr, &clip) &&
                        find_window (painter, &clip, &window);

  oriel_reduce_series (series, series->ys, painter->scale, top);
  if (has_window)
    {
      moved = g_array_copy (top);
      move_to_window (moved, &window);
    }

  if (series->fill.kind != ORIEL_PAINT_NONE)
    {
      if (has_window && series->base == NULL && is_raster_paint (&series->fill))
        fill_as_coverage (painter, series, moved, &window);
      else
        fill_as_path (painter, series, top);
    }
  if (series->line.kind != ORIEL_PAINT_NONE)
    {
      if (has_window && is_raster_stroke (painter, series) && is_raster_paint (&series->line))
        stroke_as_coverage (painter, series, moved, &window);
      else
        stroke_as_path (painter, series, top);
    }
}

/* On images the edges lie on pixels, as only such a clip is a rectangle to cairo. */
static void
clip_to_plot (const OrielPainter *painter, const OrielRect *plot, double margin)
{
  double x0 = plot->x - margin, y0 = plot->y - margin;
  double x1 = plot->x + plot->width + margin, y1 = plot->y + plot->height + margin;

  if (!painter->is_vector && painter->is_upright)
    {
      cairo_user_to_device (painter->cr, &x0, &y0);
      cairo_user_to_device (painter->cr, &x1, &y1);
      x0 = floor (x0 + 1e-6);
      y0 = floor (y0 + 1e-6);
      x1 = ceil (x1 - 1e-6);
      y1 = ceil (y1 - 1e-6);
      cairo_device_to_user (painter->cr, &x0, &y0);
      cairo_device_to_user (painter->cr, &x1, &y1);
    }
  cairo_rectangle (painter->cr, x0, y0, x1 - x0, y1 - y0);
  cairo_clip (painter->cr);
}

void
oriel_paint_series (const OrielPainter *painter, const OrielSeriesItem *series)
{
  double margin = isfinite (series->stroke.width) ? CLAMP (series->stroke.width / 2, 0, 100) : 0;
  OrielRect plot;

  if (!oriel_paint_rect_is_drawable (&series->plot))
    return;

  plot = oriel_paint_rect_near (&series->plot);
  cairo_save (painter->cr);
  clip_to_plot (painter, &plot, margin);
  paint_clipped (painter, series);
  cairo_restore (painter->cr);
}
