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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/reduce/few", test_few);
  g_test_add_func ("/draw/reduce/many", test_many);
  g_test_add_func ("/draw/reduce/smooth", test_smooth);
  return g_test_run ();
}
