/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stat, gauge and bar gauge: sizes, ranges and grids. */

#include "config.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/bargauge/oriel-bar-gauge-layout.h"
#include "viz/gauge/oriel-gauge-geometry.h"
#include "viz/oriel-sparkline.h"
#include "viz/oriel-value-grid.h"

static void
test_grid (void)
{
  OrielRect last = oriel_value_grid_box (5, 6, 682, 250, ORIEL_ORIENTATION_AUTO, 3);

  g_assert_cmpfloat_with_epsilon (last.width, (682 - 2 * 3) / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (last.height, (250 - 3) / 2.0, 1e-9);
}

static void
test_sparkline_range (void)
{
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  double min, max;

  oriel_sparkline_range (config, 5, 5, &min, &max);
  g_assert_cmpfloat (min, ==, 5);
  g_assert_cmpfloat (max, ==, 10);
  oriel_sparkline_range (config, -3, -3, &min, &max);
  g_assert_cmpfloat (min, ==, -6);
  g_assert_cmpfloat (max, ==, -3);

  config->min = 0;
  config->max = 100;
  oriel_sparkline_range (config, 20, 30, &min, &max);
  g_assert_cmpfloat (min, ==, 0);
  g_assert_cmpfloat (max, ==, 100);
}

static void
test_bar_fraction (void)
{
  g_assert_cmpfloat (oriel_bar_gauge_fraction (50, 0, 100), ==, 0.5);
  g_assert_cmpfloat (oriel_bar_gauge_fraction (150, 0, 100), ==, 1);
  g_assert_cmpfloat (oriel_bar_gauge_fraction (NAN, 0, 1), ==, 0);
  g_assert_cmpfloat (oriel_bar_gauge_fraction (5, 5, 5), ==, 0);
  g_assert_cmpuint (oriel_bar_gauge_cells (-3), ==, 0);
  g_assert_cmpuint (oriel_bar_gauge_cells (240), ==, 20);
}

static void
test_bar_layout (void)
{
  OrielBarInput input = {
    .width = 147, .height = 341, .title = "t", .text = "12345%", .fraction = 1
  };
  OrielBarLayout out;

  oriel_text_set_fixed_metrics (TRUE);
  oriel_bar_gauge_layout (&input, &out);
  g_assert_cmpint (out.title, ==, ORIEL_BAR_TITLE_ABOVE);
  g_assert_cmpfloat_with_epsilon (out.value_width, 120, 1e-6);
  g_assert_cmpfloat_with_epsilon (out.value_px, 31.81818181818182, 1e-6);
  g_assert_cmpfloat_with_epsilon (out.bar_width, 27, 1e-6);

  input.vertical = TRUE;
  oriel_bar_gauge_layout (&input, &out);
  g_assert_cmpfloat_with_epsilon (out.max_bar_height, 341 - 21 - 34.1, 1e-6);
  oriel_text_set_fixed_metrics (FALSE);
}

static void
test_gauge_layout (void)
{
  OrielGaugeInput input = { .box = { 0, 0, 282, 190 }, .width_factor = 0.5, .ring = TRUE };
  OrielGaugeGeometry out;

  oriel_gauge_geometry (&input, &out);
  g_assert_cmpfloat_with_epsilon (out.bar.width, 23.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (out.ring.radius, 139, 1e-9);
  g_assert_cmpfloat_with_epsilon (out.bar.radius, 123.25, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/value-panels/grid", test_grid);
  g_test_add_func ("/viz/value-panels/sparkline-range", test_sparkline_range);
  g_test_add_func ("/viz/value-panels/bar-fraction", test_bar_fraction);
  g_test_add_func ("/viz/value-panels/bar-layout", test_bar_layout);
  g_test_add_func ("/viz/value-panels/gauge-layout", test_gauge_layout);
  return g_test_run ();
}
