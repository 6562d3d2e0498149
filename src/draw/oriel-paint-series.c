/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data series: reduced to what pixels can tell apart, then rasterised, or made a path.
 *
 * What the rasteriser does not take, dashes, wide strokes and stacked areas, is little and goes
 * through Cairo, as does everything on vector surfaces. */

#include "config.h"

#include "draw/oriel-paint-private.h"

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
      add_area (painter->cr, top, base,
                oriel_reduce_level (series, series->fill_to, painter->scale));
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
paint_clipped (const OrielPainter *painter, const OrielSeriesItem *series)
{
  g_autoptr (GArray) top = g_array_new (FALSE, FALSE, sizeof (OrielPoint));

  oriel_reduce_series (series, series->ys, painter->scale, top);
  if (series->fill.kind != ORIEL_PAINT_NONE)
    fill_as_path (painter, series, top);
  if (series->line.kind != ORIEL_PAINT_NONE)
    stroke_as_path (painter, series, top);
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

static void
paint_as_path (const OrielPainter *painter, const OrielSeriesItem *series)
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

guint
oriel_paint_series (const OrielPainter *painter, const OrielItem *items, guint n)
{
  guint n_painted = oriel_paint_coverage (painter, items, n);

  if (n_painted > 0)
    return n_painted;

  paint_as_path (painter, &items[0].series);
  return 1;
}
