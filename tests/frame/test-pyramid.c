/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Extremes of parts of long columns are those of their rows. */

#include "config.h"

#include <math.h>

#include "base/oriel-extremes.h"
#include "frame/oriel-frame.h"

#define N_ROWS 300007
#define N_PARTS 3000

static OrielColumn *
make_column (gsize n)
{
  double *values = g_new (double, n);
  GRand *rand = g_rand_new_with_seed (21);

  for (gsize i = 0; i < n; i++)
    values[i] = i % 11 == 0               ? oriel_null ()
                : i >= 50000 && i < 80000 ? NAN
                                          : g_rand_double_range (rand, -1e6, 1e6);
  g_rand_free (rand);
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
}

static void
assert_part (OrielColumn *column, gsize first, gsize end)
{
  double low = INFINITY, high = -INFINITY, expected_low = INFINITY, expected_high = -INFINITY;

  oriel_column_add_extremes (column, first, end, &low, &high);
  if (end > first)
    oriel_extremes_add (column->numbers + first, end - first, &expected_low, &expected_high);
  g_assert_true (low == expected_low && high == expected_high);
}

static void
test_parts (void)
{
  g_autoptr (OrielColumn) column = make_column (N_ROWS);
  GRand *rand = g_rand_new_with_seed (22);

  assert_part (column, 0, N_ROWS);
  assert_part (column, 7, 7);
  assert_part (column, 50001, 79999);
  for (guint i = 0; i < N_PARTS; i++)
    {
      gsize first = (gsize) g_rand_int_range (rand, 0, N_ROWS);
      gsize end = (gsize) g_rand_int_range (rand, (gint) first, N_ROWS + 1);

      assert_part (column, first, end);
      assert_part (column, first, MIN (first + i, N_ROWS));
    }
  g_rand_free (rand);
}

static void
test_lengths (void)
{
  static const gsize lengths[] = { 1, 63, 64, 65, 65535, 65536, 65537, 262144, 262145 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (OrielColumn) column = make_column (lengths[i]);

      g_assert_false (oriel_column_is_finite (column));
      assert_part (column, 0, lengths[i]);
      assert_part (column, lengths[i] / 2, lengths[i]);
    }
}

static void
test_finite (void)
{
  static const double others[] = { 1, NAN, INFINITY, -INFINITY };

  for (gsize n = 0; n < 300; n += 37)
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
      {
        double *values = g_new0 (double, n + 1);
        g_autoptr (OrielColumn) column = NULL;

        if (n > 0)
          values[n - 1] = others[i];
        column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
        g_assert_true (oriel_column_is_finite (column) == (n == 0 || i == 0));
      }
}

static void
assert_times (const gint64 *times, gsize n, gboolean ascending, double widest)
{
  g_autoptr (OrielColumn) column =
    oriel_column_new_take (ORIEL_FIELD_TIME, g_memdup2 (times, sizeof (gint64) * MAX (n, 1)), n);
  double step;

  g_assert_true (oriel_column_is_ascending (column, &step) == ascending);
  if (ascending)
    g_assert_cmpfloat (step, ==, widest);
  g_assert_true (oriel_column_is_ascending (column, &step) == ascending);
}

static void
test_times (void)
{
  const gint64 far[] = { G_MININT64 + 1, -1, G_MAXINT64 - 1 };

  assert_times ((gint64[]){ 0 }, 0, TRUE, 0);
  assert_times ((gint64[]){ 7 }, 1, TRUE, 0);
  assert_times ((gint64[]){ 7, 7, 10, 11 }, 4, TRUE, 3);
  assert_times ((gint64[]){ 7, 6 }, 2, FALSE, 0);
  assert_times ((gint64[]){ ORIEL_TIME_NULL, 6 }, 2, FALSE, 0);
  assert_times ((gint64[]){ 5, ORIEL_TIME_NULL }, 2, FALSE, 0);
  assert_times (far, 3, TRUE, (double) G_MAXINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/pyramid/parts", test_parts);
  g_test_add_func ("/frame/pyramid/lengths", test_lengths);
  g_test_add_func ("/frame/pyramid/finite", test_finite);
  g_test_add_func ("/frame/pyramid/times", test_times);
  return g_test_run ();
}
