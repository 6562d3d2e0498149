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

      oriel_column_prepare_extremes (column);
      assert_part (column, 0, lengths[i]);
      assert_part (column, lengths[i] / 2, lengths[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/pyramid/parts", test_parts);
  g_test_add_func ("/frame/pyramid/lengths", test_lengths);
  return g_test_run ();
}
