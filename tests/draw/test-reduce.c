/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reduction: few points keep all, many keep what pixels show, gaps stay gaps. */

#include "config.h"

#include <math.h>

#include "draw/oriel-reduce.h"

#define MANY 100000

static OrielSeriesItem
item_of (const double *xs, const double *ys, gsize n)
{
  return (OrielSeriesItem){
    .xs = xs,
    .ys = ys,
    .n = n,
    .plot = { 10, 20, 100, 50 },
    .x_max = (double) (n - 1),
    .y_max = 1,
  };
}

static const OrielPoint *
point (const GArray *points, guint i)
{
  return &g_array_index (points, OrielPoint, i);
}

static void
test_few (void)
{
  const double xs[] = { 0, 1, 2, 3, 4 }, ys[] = { 0, 1, oriel_null (), 0.5, 0.5 };
  OrielSeriesItem item = item_of (xs, ys, 5);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));

  oriel_reduce_series (&item, ys, 1, points);
  g_assert_cmpuint (points->len, ==, 5);
  g_assert_cmpfloat (point (points, 0)->x, ==, 10);
  g_assert_cmpfloat (point (points, 0)->y, ==, 70);
  g_assert_cmpfloat (point (points, 1)->y, ==, 20);
  g_assert_true (oriel_point_is_break (point (points, 2)));

  item.span_nulls = TRUE;
  item.join = ORIEL_JOIN_STEP_AFTER;
  g_array_set_size (points, 0);
  oriel_reduce_series (&item, ys, 1, points);
  g_assert_cmpuint (points->len, ==, 7);
  g_assert_cmpfloat (point (points, 1)->y, ==, point (points, 0)->y);
}

static void
test_many (void)
{
  g_autofree double *xs = g_new (double, MANY), *ys = g_new (double, MANY);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
  OrielSeriesItem item = item_of (xs, ys, MANY);
  double top = INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < MANY; i++)
    {
      xs[i] = i;
      ys[i] = 0.5;
    }
  ys[33333] = 1;
  ys[66666] = 0;
  ys[50500] = oriel_null ();
  oriel_reduce_series (&item, ys, 1, points);
  g_assert_cmpuint (points->len, <=, 4 * 101);
  for (guint i = 0; i < points->len; i++)
    {
      g_assert_false (oriel_point_is_break (point (points, i)));
      if (i > 0)
        g_assert_cmpfloat (point (points, i)->x, >=, point (points, i - 1)->x);
      top = MIN (top, point (points, i)->y);
      bottom = MAX (bottom, point (points, i)->y);
    }
  g_assert_cmpfloat (top, ==, 20);
  g_assert_cmpfloat (bottom, ==, 70);

  for (guint i = 20000; i < 40000; i++)
    ys[i] = oriel_null ();
  g_array_set_size (points, 0);
  oriel_reduce_series (&item, ys, 1, points);
  bottom = 0;
  for (guint i = 0; i < points->len; i++)
    bottom += oriel_point_is_break (point (points, i));
  g_assert_cmpfloat (bottom, ==, 1);
}

/* A smooth curve stays between its samples. */
static void
test_smooth (void)
{
  const double xs[] = { 0, 1, 2, 3, 4 }, ys[] = { 0, 1, 1, 0, 0.2 };
  OrielSeriesItem item = item_of (xs, ys, 5);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));

  item.join = ORIEL_JOIN_SMOOTH;
  oriel_reduce_series (&item, ys, 1, points);
  g_assert_cmpuint (points->len, >, 20);
  for (guint i = 0; i < points->len; i++)
    {
      g_assert_cmpfloat (point (points, i)->y, >=, 20 - 1e-9);
      g_assert_cmpfloat (point (points, i)->y, <=, 70 + 1e-9);
    }
}

/* Of every column as many samples as there are, however they lie: a plain walk over the samples
 * finds the same extremes. */
static void
test_columns (void)
{
  enum
  {
    n = 5000
  };
  g_autofree double *xs = g_new (double, n), *ys = g_new (double, n);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
  GRand *rand = g_rand_new_with_seed (5);
  double lows[101], highs[101];
  OrielSeriesItem item;

  for (guint i = 0; i < n; i++)
    {
      double step = g_rand_double (rand);

      xs[i] = i == 0 ? 0 : xs[i - 1] + step * step * step;
      ys[i] = i % 7 == 0 ? oriel_null () : g_rand_double (rand);
    }
  item = item_of (xs, ys, n);
  item.x_max = xs[n - 1];
  item.span_nulls = TRUE;
  item.plot = (OrielRect){ 0, 0, 100, 1 };
  item.snap = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lows); i++)
    {
      lows[i] = INFINITY;
      highs[i] = -INFINITY;
    }
  for (guint i = 0; i < n; i++)
    if (!isnan (ys[i]))
      {
        guint column = (guint) floor (xs[i] / item.x_max * 100 + 0.5);

        lows[column] = MIN (lows[column], floor (1 - ys[i] + 0.5));
        highs[column] = MAX (highs[column], floor (1 - ys[i] + 0.5));
      }

  oriel_reduce_series (&item, ys, 1, points);
  for (guint i = 0; i < points->len;)
    {
      guint column = (guint) point (points, i)->x;
      double low = INFINITY, high = -INFINITY;

      for (; i < points->len && (guint) point (points, i)->x == column; i++)
        {
          low = MIN (low, point (points, i)->y);
          high = MAX (high, point (points, i)->y);
        }
      g_assert_cmpfloat (low, ==, lows[column]);
      g_assert_cmpfloat (high, ==, highs[column]);
    }
  g_assert_cmpuint (points->len, <=, 4 * 101);
  g_rand_free (rand);
}

/* Numbers at the ends of what a double holds have their place too; what has none draws nothing. */
static void
test_far (void)
{
  static const double tops[] = { 1e308, 1e-308, 5e-324, 1, INFINITY, NAN };
  const double xs[] = { 0, 1, 2, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      const double ys[] = { -tops[i], 0, tops[i], NAN };
      OrielSeriesItem item = item_of (xs, ys, 4);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));

      item.y_min = -tops[i];
      item.y_max = tops[i];
      oriel_reduce_series (&item, ys, 1, points);
      if (!isfinite (tops[i]))
        continue;
      g_assert_cmpuint (points->len, >=, 3);
      g_assert_cmpfloat_with_epsilon (point (points, 0)->y, 70, 1);
      g_assert_cmpfloat_with_epsilon (point (points, 1)->y, 45, 1);
      g_assert_cmpfloat_with_epsilon (point (points, 2)->y, 20, 1);
    }
}

/* Times that stand still or go back end, and stay within bounds. */
static void
test_disorder (void)
{
  g_autofree double *xs = g_new (double, MANY), *ys = g_new (double, MANY);
  GRand *rand = g_rand_new_with_seed (9);

  for (guint kind = 0; kind < 5; kind++)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));
      OrielSeriesItem item = item_of (xs, ys, MANY);

      for (guint i = 0; i < MANY; i++)
        {
          const double kinds[] = { 50, (double) (MANY - i), g_rand_double_range (rand, 0, MANY),
                                   NAN, i % 2 ? INFINITY : -INFINITY };

          xs[i] = kinds[kind];
          ys[i] = g_rand_double (rand);
        }
      oriel_reduce_series (&item, ys, 1, points);
      g_assert_cmpuint (points->len, <=, 5 * MANY);
      for (guint i = 0; i < points->len; i++)
        g_assert_false (fabs (point (points, i)->x) > 1e6 || fabs (point (points, i)->y) > 1e6);
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/reduce/few", test_few);
  g_test_add_func ("/draw/reduce/many", test_many);
  g_test_add_func ("/draw/reduce/smooth", test_smooth);
  g_test_add_func ("/draw/reduce/columns", test_columns);
  g_test_add_func ("/draw/reduce/far", test_far);
  g_test_add_func ("/draw/reduce/disorder", test_disorder);
  return g_test_run ();
}
