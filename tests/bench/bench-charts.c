/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dashboard of 24 charts into pixels, for the first time and with new data, against uPlot in a
 * browser. The first time is that of a process on both sides: fonts are loaded, no label has been
 * drawn, no script has run. */

#include "config.h"

#include "bench-panel.h"
#include "bench-uplot.h"
#include "bench.h"
#include "draw/oriel-pixels.h"

#include <math.h>
#include <string.h>

#define ROUNDS 5
#define N_CHARTS 24
#define N_SERIES 10
#define N_SAMPLES 500
#define WIDTH 800
#define HEIGHT 300
#define FIRST_GATE 5
#define REFRESH_GATE 2

static cairo_surface_t *surfaces[N_CHARTS];

static void
make_surfaces (void)
{
  for (guint i = 0; i < N_CHARTS; i++)
    surfaces[i] = oriel_pixels_surface_new (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
}

/* CPU ms of all charts, with data of their own; kept surfaces are painted over. */
static double
draw_all (guint32 seed, gboolean first)
{
  GPtrArray *frames[N_CHARTS];
  double cpu;

  for (guint i = 0; i < N_CHARTS; i++)
    frames[i] = bench_frames_new (N_SERIES, N_SAMPLES, seed * N_CHARTS + i);
  cpu = bench_cpu_ms ();
  if (first)
    make_surfaces ();
  for (guint i = 0; i < N_CHARTS; i++)
    {
      cairo_t *cr = cairo_create (surfaces[i]);

      cairo_set_source_rgb (cr, 0.07, 0.07, 0.07);
      cairo_paint (cr);
      bench_panel_draw (frames[i], WIDTH, HEIGHT, cr);
      cairo_destroy (cr);
    }
  cpu = bench_cpu_ms () - cpu;
  for (guint i = 0; i < N_CHARTS; i++)
    g_ptr_array_unref (frames[i]);
  return cpu;
}

static double
ask (BenchUplot *uplot, const char *kind)
{
  g_autofree char *request = g_strdup_printf ("charts-%s %d %d %d %d %d", kind, N_CHARTS, N_SERIES,
                                              N_SAMPLES, WIDTH, HEIGHT);

  return bench_uplot_ask (uplot, request);
}

static double
ask_new (void)
{
  g_autoptr (BenchUplot) uplot = bench_uplot_start ();

  return ask (uplot, "create");
}

/* The first time, in a process of its own. */
static double
first_time (const char *program)
{
  const char *argv[] = { program, "first", NULL };
  g_autofree char *output = NULL;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL,
                     NULL))
    return NAN;
  return g_ascii_strtod (output, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (BenchUplot) uplot = NULL;
  double first[ROUNDS], refresh[ROUNDS], their_first[ROUNDS], their_refresh[ROUNDS];
  gboolean passed;

  bench_keep_heap ();
  if (argc > 1 && strcmp (argv[1], "first") == 0)
    {
      g_print ("%f\n", draw_all (1, TRUE));
      return 0;
    }

  uplot = bench_uplot_start ();
  if (uplot == NULL)
    return 77;
  draw_all (1, TRUE);
  for (guint i = 0; i < ROUNDS; i++)
    {
      their_first[i] = ask_new ();
      first[i] = first_time (argv[0]);
      their_refresh[i] = ask (uplot, "refresh");
      refresh[i] = draw_all (2 + i, FALSE);
    }
  passed = bench_report_time ("charts-24-first", bench_median (first, ROUNDS),
                              bench_median (their_first, ROUNDS), "uPlot", FIRST_GATE);
  passed = bench_report_time ("charts-24-refresh", bench_median (refresh, ROUNDS),
                              bench_median (their_refresh, ROUNDS), "uPlot", REFRESH_GATE) &&
           passed;
  return passed ? 0 : 1;
}
