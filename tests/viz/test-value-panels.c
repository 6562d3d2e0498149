/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stat, gauge and bar gauge: sizes, ranges and grids. */

#include "config.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/bargauge/oriel-bar-gauge-layout.h"
#include "viz/gauge/oriel-gauge-geometry.h"
#include "viz/oriel-panel-frame.h"
#include "viz/oriel-sparkline.h"
#include "viz/oriel-value-grid.h"
#include "viz/oriel-viz.h"

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

/* A series of four samples, of which one is missing before the last. */
static OrielFrame *
samples_new (double interval_ms)
{
  static const gint64 times[] = { 0, 1000, 2000, 4000 };
  static const double numbers[] = { 1, 2, 3, 4 };
  gsize n = G_N_ELEMENTS (times);
  OrielFrame *frame = oriel_frame_new (NULL, NULL, n);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  g_autoptr (OrielColumn) time =
    oriel_column_new_take (ORIEL_FIELD_TIME, g_memdup2 (times, sizeof times), n);
  g_autoptr (OrielColumn) number =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_memdup2 (numbers, sizeof numbers), n);

  config->interval_ms = interval_ms;
  oriel_frame_add_field (frame, "t", NULL, config, time);
  oriel_frame_add_field (frame, "n", NULL, NULL, number);
  return frame;
}

/* The same as a line in a scene. */
static const OrielSeriesItem *
add_sparkline (OrielScene *scene, double interval_ms)
{
  g_autoptr (OrielFrame) frame = samples_new (interval_ms);
  OrielPaint line = oriel_paint_solid ((OrielColor){ 1, 1, 1, 1 });
  const OrielItem *items;
  guint n_items;

  g_assert_true (oriel_sparkline_add (scene, frame, oriel_frame_field (frame, 1),
                                      (OrielRect){ 0, 0, 40, 10 }, &line, NULL, 1));
  items = oriel_scene_get_items (scene, &n_items);
  return &items[n_items - 1].series;
}

static void
test_sparkline_gaps (void)
{
  g_autoptr (OrielScene) scene = oriel_scene_new (40, 10);
  const OrielSeriesItem *series = add_sparkline (scene, oriel_null ());

  g_assert_cmpuint (series->n, ==, 4);
  series = add_sparkline (scene, 1000);
  g_assert_cmpuint (series->n, ==, 5);
  g_assert_cmpint (series->times[3], ==, 3000);
  g_assert_true (oriel_is_null (series->ys[3]));
  g_assert_cmpfloat (series->ys[4], ==, 4);
}

/* Bars stand on the bottom, dots lie at their values. */
static void
test_sparkline_shapes (void)
{
  const OrielRect box = { 0, 0, 40, 12 };
  g_autoptr (OrielFrame) frame = samples_new (oriel_null ());
  g_autoptr (OrielFrame) empty = oriel_frame_new (NULL, NULL, 0);
  const OrielField *field = oriel_frame_field (frame, 1);
  g_autoptr (OrielScene) scene = oriel_scene_new (40, 12);
  OrielPaint paint = oriel_paint_solid ((OrielColor){ 1, 1, 1, 1 });
  const OrielItem *items;
  guint n, bars = 0;

  g_assert_false (oriel_sparkline_add_bars (scene, empty, NULL, box, &paint, &paint, 1));
  g_assert_false (oriel_sparkline_add_dots (scene, empty, NULL, box, &paint, 5));
  g_assert_true (oriel_sparkline_add_bars (scene, frame, field, box, &paint, &paint, 1));
  g_assert_true (oriel_sparkline_add_dots (scene, frame, field, box, &paint, 5));
  items = oriel_scene_get_items (scene, &n);
  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_RECT)
      {
        g_assert_cmpfloat_with_epsilon (items[i].rect.rect.height, 4 * bars, 1e-9);
        bars++;
      }
  g_assert_cmpuint (bars, ==, 4);
  g_assert_cmpint (items[n - 1].kind, ==, ORIEL_ITEM_POINTS);
}

static void
test_frame_inner (void)
{
  OrielRect padded = oriel_panel_frame_inner (TRUE, FALSE, 200, 100);
  OrielRect filled = oriel_panel_frame_inner (TRUE, TRUE, 200, 100);
  OrielRect bare = oriel_panel_frame_inner (FALSE, TRUE, 200, 100);

  g_assert_cmpfloat (padded.width, ==, 182);
  g_assert_cmpfloat (padded.height, ==, 50);
  g_assert_cmpfloat (filled.width, ==, 198);
  g_assert_cmpfloat (filled.height, ==, 58);
  g_assert_cmpfloat (bare.y, ==, 1);
  g_assert_cmpfloat (bare.height, ==, 98);
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

static guint
count_texts (const OrielScene *scene, const char *text)
{
  guint n, found = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    found += items[i].kind == ORIEL_ITEM_TEXT && g_str_equal (items[i].text.text, text);
  return found;
}

/* Each row has a bar, of which only those in the panel are drawn; the legend names the field once.
 */
static void
test_bar_rows (void)
{
  g_autoptr (GString) numbers =
    g_string_new ("{\"schema\": {\"fields\": [{\"name\": \"load\","
                  " \"type\": \"number\"}]}, \"data\": {\"values\": [[1");
  g_autoptr (JsonNode) options =
    json_from_string ("{\"reduceOptions\": {\"values\": true, \"limit\": 5000}, \"orientation\":"
                      " \"horizontal\", \"legend\": {\"showLegend\": true, \"calcs\": [\"max\"]}}",
                      NULL);
  g_autoptr (JsonNode) frame = NULL;
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (options),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
  };
  g_autoptr (OrielVizModel) model = NULL;
  g_autoptr (OrielScene) scene = NULL;
  guint n;

  for (guint i = 1; i < 5000; i++)
    g_string_append_printf (numbers, ",%u", i);
  g_string_append (numbers, "]]}}");
  frame = json_from_string (numbers->str, NULL);
  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (frame), NULL));
  model = oriel_viz_find ("bargauge")->prepare (&input);
  scene = model->klass->layout (model, 400, 300, NULL);

  model->klass->series (model, &n);
  g_assert_cmpuint (n, ==, 5000);
  oriel_scene_get_items (scene, &n);
  g_assert_cmpuint (n, <, 200);
  g_assert_cmpuint (count_texts (scene, "Max: 4999"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/value-panels/grid", test_grid);
  g_test_add_func ("/viz/value-panels/sparkline-range", test_sparkline_range);
  g_test_add_func ("/viz/value-panels/sparkline-gaps", test_sparkline_gaps);
  g_test_add_func ("/viz/value-panels/sparkline-shapes", test_sparkline_shapes);
  g_test_add_func ("/viz/value-panels/frame-inner", test_frame_inner);
  g_test_add_func ("/viz/value-panels/bar-fraction", test_bar_fraction);
  g_test_add_func ("/viz/value-panels/bar-layout", test_bar_layout);
  g_test_add_func ("/viz/value-panels/bar-rows", test_bar_rows);
  g_test_add_func ("/viz/value-panels/gauge-layout", test_gauge_layout);
  return g_test_run ();
}
