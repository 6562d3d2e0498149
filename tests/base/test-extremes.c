/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Extremes of numbers among which are none, whatever their number and place. */

#include "config.h"

#include <math.h>

#include "base/oriel-extremes.h"
#include "base/oriel-number.h"
#include "base/oriel-parallel.h"

#define MOST 70

static void
test_every_length (void)
{
  double values[MOST];

  for (guint n = 0; n <= MOST; n++)
    for (guint at = 0; at <= n; at++)
      {
        double low = INFINITY, high = -INFINITY;
        gboolean only_numbers = TRUE;

        for (guint i = 0; i < n; i++)
          values[i] = i % 3 == 0 ? NAN : i % 3 == 1 ? oriel_null () : 5;
        if (at < n)
          values[at] = -7;
        if (at > 0)
          values[at - 1] = 9;
        for (guint i = 0; i < n; i++)
          only_numbers = only_numbers && !isnan (values[i]);
        g_assert_true (oriel_extremes_add (values, n, &low, &high) == only_numbers);
        if (n == 0)
          g_assert_true (low == INFINITY && high == -INFINITY);
        if (at < n)
          g_assert_cmpfloat (low, ==, -7);
        if (at > 0)
          g_assert_cmpfloat (high, ==, 9);
      }
}

static void
test_none (void)
{
  double values[MOST], low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < MOST; i++)
    values[i] = i % 2 ? NAN : oriel_null ();
  oriel_extremes_add (values, MOST, &low, &high);
  g_assert_true (low == INFINITY && high == -INFINITY);
}

static void
test_infinite (void)
{
  double values[MOST] = { 0 }, low = INFINITY, high = -INFINITY;

  values[3] = INFINITY;
  values[44] = -INFINITY;
  oriel_extremes_add (values, MOST, &low, &high);
  g_assert_true (low == -INFINITY && high == INFINITY);
}

static void
count (gpointer data, guint i)
{
  g_atomic_int_inc ((gint *) data + i);
}

/* Every part is done once, however many there are. */
static void
test_parallel (void)
{
  for (guint n = 0; n < 200; n += 1 + n / 7)
    {
      gint counts[200] = { 0 };

      oriel_parallel_for (n, count, counts);
      for (guint i = 0; i < 200; i++)
        g_assert_cmpint (counts[i], ==, i < n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/extremes/every-length", test_every_length);
  g_test_add_func ("/base/extremes/none", test_none);
  g_test_add_func ("/base/extremes/infinite", test_infinite);
  g_test_add_func ("/base/parallel/each-once", test_parallel);
  return g_test_run ();
}
