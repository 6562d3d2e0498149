/* SPDX-License-Identifier: GPL-3.0-or-later */

/* New data into pixels, against uPlot in a browser, asked between our rounds; where that can't run,
 * against cairo_stroke() over lines as long, which is seven to nine times behind it. "raster" is
 * the data alone: columns that nobody looked at, reduced and drawn. "panel" is all of a panel:
 * frames prepared, laid out and painted, with axes and labels, as uPlot does too. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "bench-panel.h"
#include "bench-uplot.h"
#include "bench.h"
#include "draw/oriel-paint.h"

#define ROUNDS 5
#define CAIRO_GATE 15

typedef struct
{
  const char *name, *kind;
  guint n_series, n_samples;
  int width, height;
  guint times; /* drawings of the rival's in a round */
  double gate;
} Shape;

static const Shape shapes[] = {
  { "10x1000", "refresh", 10, 1000, 800, 300, 20, 4 },
  { "100x1000", "refresh", 100, 1000, 800, 300, 6, 3 },
  { "1000x1000", "refresh", 1000, 1000, 800, 300, 2, 4 },
  { "3x55550", "refresh", 3, 55550, 1920, 600, 6, 6 },
  { "3x55550-create", "create", 3, 55550, 1920, 600, 3, 10 },
  { "1x1M", "refresh", 1, 1000000, 1920, 600, 3, 12 },
  { "10x1M", "refresh", 10, 1000000, 1920, 600, 2, 15 },
};

/* CPU ms of data, all of a panel or its lines alone. */
static double
draw (const Shape *shape, guint32 seed, gboolean whole, cairo_t *cr)
{
  g_autoptr (GPtrArray) frames = bench_frames_new (shape->n_series, shape->n_samples, seed);
  g_autoptr (OrielScene) lines =
    whole ? NULL : bench_lines_new (frames, shape->width, shape->height);
  double begin = bench_cpu_ms ();

  if (whole)
    bench_panel_draw (frames, shape->width, shape->height, cr);
  else
    oriel_scene_paint (lines, cr);
  return bench_cpu_ms () - begin;
}

static double
rival (const Shape *shape, BenchUplot *uplot)
{
  g_autofree char *request =
    g_strdup_printf ("%s %u %u %d %d %u", shape->kind, shape->n_series, shape->n_samples,
                     shape->width, shape->height, shape->times);

  return bench_uplot_ask (uplot, request);
}

/* So many segments as a reduced series has, stroked. */
static double
stroke (const Shape *shape, cairo_t *cr)
{
  guint n = MIN (shape->n_samples, (guint) shape->width * 4);
  double begin = bench_cpu_ms ();

  cairo_set_source_rgb (cr, 1, 1, 0);
  cairo_set_line_width (cr, 1);
  for (guint s = 0; s < MIN (shape->n_series, 10); s++)
    {
      for (guint i = 0; i < n; i++)
        cairo_line_to (cr, (double) i * shape->width / n, 100 + s * 10 + (i * 7919) % 17);
      cairo_stroke (cr);
    }
  return (bench_cpu_ms () - begin) * shape->n_series / MIN (shape->n_series, 10);
}

static gboolean
report (const Shape *shape, const char *what, double *ours, double theirs, gboolean has_uplot)
{
  g_autofree char *name = g_strconcat (what, "-", shape->name, NULL);

  return bench_report_time (name, bench_median (ours, ROUNDS), theirs,
                            has_uplot ? "uPlot" : "cairo_stroke",
                            has_uplot ? shape->gate : CAIRO_GATE);
}

static gboolean
run (const Shape *shape, BenchUplot *uplot)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, shape->width, shape->height);
  cairo_t *cr = cairo_create (surface);
  double raster[ROUNDS], panel[ROUNDS], them[ROUNDS], theirs;
  gboolean passed;

  draw (shape, 1, TRUE, cr);
  for (guint32 i = 0; i < ROUNDS; i++)
    {
      them[i] = uplot != NULL ? rival (shape, uplot) : stroke (shape, cr);
      raster[i] = draw (shape, 2 + i, FALSE, cr);
      panel[i] = draw (shape, 12 + i, TRUE, cr);
    }
  theirs = bench_median (them, ROUNDS);
  passed = report (shape, "raster", raster, theirs, uplot != NULL);
  passed = report (shape, "panel", panel, theirs, uplot != NULL) && passed;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return passed;
}

int
main (int argc, char **argv)
{
  g_autoptr (BenchUplot) uplot = bench_uplot_start ();
  gboolean passed = TRUE;

  bench_keep_heap ();
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (argc < 2 || strcmp (shapes[i].name, argv[1]) == 0)
      passed = run (&shapes[i], uplot) && passed;
  return passed ? 0 : 1;
}
