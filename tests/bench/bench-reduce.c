/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reduction of long series to pixel columns, against what memory gives: all values are read once,
 * which takes as long as reading them does. Then the same series again, zoomed: pixels' price. */

#include "config.h"

#include <math.h>

#include "bench.h"
#include "draw/oriel-reduce.h"

#define ROUNDS 9
#define N_SAMPLES 16000000 /* 128 MB: more than caches hold */
#define COLUMNS 1920
#define GATE 0.85
#define ZOOM_GATE 4

static double
read_all (const double *values)
{
  const guint64 *words = (const guint64 *) (gconstpointer) values;
  guint64 sums[8] = { 0 };
  double begin = bench_cpu_ms ();

  for (gsize i = 0; i + 8 <= N_SAMPLES; i += 8)
    for (int k = 0; k < 8; k++)
      sums[k] += words[i + k];
  begin = bench_cpu_ms () - begin;
  /* So that the sums are wanted. */
  if ((sums[0] ^ sums[1] ^ sums[2] ^ sums[3] ^ sums[4] ^ sums[5] ^ sums[6] ^ sums[7]) == 1)
    g_print ("# an unlikely sum\n");
  return begin;
}

static double
reduce (const OrielSeriesItem *item, GArray *points)
{
  double begin = bench_cpu_ms ();

  g_array_set_size (points, 0);
  oriel_reduce_series (item, item->ys, 1, points);
  return bench_cpu_ms () - begin;
}

static double
gb_per_second (double ms)
{
  return N_SAMPLES * sizeof (double) / ms / 1e6;
}

static void
no_free (gpointer data G_GNUC_UNUSED)
{
}

int
main (void)
{
  g_autofree double *ys = g_new (double, N_SAMPLES);
  g_autofree gint64 *times = g_new (gint64, N_SAMPLES);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
  GRand *rand = g_rand_new_with_seed (4);
  double memory[ROUNDS], first[ROUNDS], zoom[ROUNDS];
  gboolean passed;

  bench_keep_heap ();
  for (gsize i = 0; i < N_SAMPLES; i++)
    {
      times[i] = (gint64) i * 1000;
      ys[i] = g_rand_double (rand);
    }
  g_rand_free (rand);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (OrielColumn) column =
        oriel_column_new_lent (ORIEL_FIELD_NUMBER, ys, N_SAMPLES, NULL, no_free);
      OrielSeriesItem item = {
        .times = times,
        .ys = ys,
        .n = N_SAMPLES,
        .y_column = column,
        .plot = { 0, 0, COLUMNS, 600 },
        .x_max = (double) times[N_SAMPLES - 1],
        .y_max = 1,
        .snap = TRUE,
      };

      memory[i] = read_all (ys);
      first[i] = reduce (&item, points);
      item.x_min = item.x_max / 10;
      item.x_max = item.x_max / 10 * 9;
      zoom[i] = reduce (&item, points);
    }
  passed =
    bench_report ("reduce-16M", gb_per_second (bench_median (first, ROUNDS)),
                  gb_per_second (bench_median (memory, ROUNDS)), "GB/s", "reading memory", GATE);
  passed = bench_report_time ("reduce-16M-zoomed", bench_median (zoom, ROUNDS),
                              bench_median (first, ROUNDS), "the first time", ZOOM_GATE) &&
           passed;
  return passed ? 0 : 1;
}
