/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel into pixels: frames of new data through prepare, layout and paint, against uPlot in a
 * browser, asked between our rounds. Where that can't run, against cairo_stroke() over lines as
 * long, which is seven to nine times behind it. */

#include "config.h"

#include <math.h>
#include <stdio.h>

#include "bench-panel.h"
#include "bench-uplot.h"
#include "bench.h"

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
  { "panel-10x1000", "refresh", 10, 1000, 800, 300, 20, 4 },
  { "panel-100x1000", "refresh", 100, 1000, 800, 300, 6, 3 },
  { "panel-1000x1000", "refresh", 1000, 1000, 800, 300, 2, 4 },
  { "panel-3x55550", "refresh", 3, 55550, 1920, 600, 6, 6 },
  { "panel-3x55550-create", "create", 3, 55550, 1920, 600, 3, 10 },
  { "panel-1x1M", "refresh", 1, 1000000, 1920, 600, 3, 12 },
  { "panel-10x1M", "refresh", 10, 1000000, 1920, 600, 2, 15 },
};

static double
ours (const Shape *shape, guint32 seed, cairo_t *cr)
{
  g_autoptr (GPtrArray) frames = bench_frames_new (shape->n_series, shape->n_samples, seed);
  double begin = bench_cpu_ms ();

  bench_panel_draw (frames, shape->width, shape->height, cr);
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
run (const Shape *shape, BenchUplot *uplot)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, shape->width, shape->height);
  cairo_t *cr = cairo_create (surface);
  double us[ROUNDS], them[ROUNDS];
  gboolean passed;

  ours (shape, 1, cr);
  for (guint32 i = 0; i < ROUNDS; i++)
    {
      them[i] = uplot != NULL ? rival (shape, uplot) : stroke (shape, cr);
      us[i] = ours (shape, 2 + i, cr);
    }
  passed = bench_report_time (shape->name, bench_median (us, ROUNDS), bench_median (them, ROUNDS),
                              uplot != NULL ? "uPlot" : "cairo_stroke",
                              uplot != NULL ? shape->gate : CAIRO_GATE);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return passed;
}

int
main (int argc, char **argv)
{
  g_autoptr (BenchUplot) uplot = bench_uplot_start ();
  gboolean passed = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (argc < 2 || g_str_has_prefix (shapes[i].name, argv[1]))
      passed = run (&shapes[i], uplot) && passed;
  return passed ? 0 : 1;
}
