/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The gauge panel: ranges that say nothing, values that are none, tiny and crowded boxes. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "viz/gauge/oriel-gauge-colors.h"
#include "viz/gauge/oriel-gauge-geometry.h"
#include "viz/oriel-viz.h"

#define START 1760422200000
#define STEP 60000

#define PERCENT                                                                                    \
  "{\"unit\": \"percent\", \"color\": {\"mode\": \"thresholds\"}, \"thresholds\": {\"mode\": "     \
  "\"absolute\", \"steps\": [{\"value\": null, \"color\": \"green\"}, {\"value\": 70, \"color\": " \
  "\"red\"}]}}"

static OrielFrame *
frame_new (const char *name, double value, JsonObject *config_json)
{
  gint64 *times = g_new (gint64, 2);
  double *values = g_new (double, 2);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) value_column = NULL;
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (config_json);
  OrielFrame *frame = oriel_frame_new ("A", name, 2);

  for (int i = 0; i < 2; i++)
    {
      times[i] = START + (gint64) i * STEP;
      values[i] = value;
    }
  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, 2);
  value_column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, 2);
  oriel_frame_add_field (frame, "Time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "Value", NULL, config, value_column)->display_name =
    g_strdup (name);
  return frame;
}

/* `n` series of two samples each, all `value`. */
static OrielVizModel *
model_new (guint n, double value, const char *config, const char *options)
{
  g_autoptr (JsonNode) config_node = json_from_string (config, NULL);
  g_autoptr (JsonNode) options_node = json_from_string (options, NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (options_node),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + STEP },
  };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("web-%u", i);

      g_ptr_array_add (frames, frame_new (name, value, json_node_get_object (config_node)));
    }
  return oriel_viz_find ("gauge")->prepare (&input);
}

/* Lays out and checks that every number of the scene's paths is one. Returns the items. */
static guint
check_layout (const OrielVizModel *model, double width, double height)
{
  static const guint lengths[] = { 2, 2, 6, 5, 5, 0 };
  g_autoptr (OrielScene) scene = model->klass->layout (model, width, height, NULL);
  guint n;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_PATH)
      {
        const double *c = items[i].path.coordinates;

        for (guint j = 0; j < items[i].path.n_commands; j++)
          for (guint k = lengths[items[i].path.commands[j]]; k > 0; k--, c++)
            g_assert_true (isfinite (*c));
      }
    else if (items[i].kind == ORIEL_ITEM_TEXT)
      g_assert_true (isfinite (items[i].text.x + items[i].text.baseline) &&
                     items[i].text.font.size_px > 0);
  return n;
}

static const char *const all_options[] = {
  "{}",
  "{\"showThresholdLabels\": true, \"barShape\": \"rounded\"}",
  "{\"shape\": \"circle\", \"barShape\": \"rounded\", \"endpointMarker\": \"glow\", \"effects\": "
  "{\"barGlow\": true, \"centerGlow\": true}}",
  "{\"segmentCount\": 1e300, \"segmentSpacing\": -4, \"barWidthFactor\": 1e9}",
  "{\"segmentCount\": 30, \"segmentSpacing\": 1, \"effects\": {\"gradient\": false}}",
  "{\"neutral\": 50, \"barWidthFactor\": -1, \"text\": {\"valueSize\": 1e30, \"titleSize\": -3}}",
  "{\"sizing\": \"manual\", \"minVizHeight\": -7, \"orientation\": \"horizontal\"}",
  "{\"textMode\": \"none\", \"effects\": 3, \"shape\": {}, \"text\": []}",
};

static void
test_hostile (void)
{
  static const double values[] = { 0, 86.5, -1e308, 1e308, INFINITY, -INFINITY, NAN };
  static const char *const configs[] = {
    PERCENT,
    "{}",
    "{\"min\": 5, \"max\": 5}",
    "{\"min\": 0, \"max\": 0, \"color\": {\"mode\": \"fixed\", \"fixedColor\": \"blue\"}}",
    "{\"min\": 100, \"max\": 0, \"color\": {\"mode\": \"continuous-BlPu\"}}",
    "{\"min\": -1e308, \"max\": 1e308, \"thresholds\": {\"mode\": \"percentage\", \"steps\": "
    "[{\"value\": 90, \"color\": \"red\"}, {\"value\": -20, \"color\": \"nothing\"}]}}",
    "{\"thresholds\": {\"mode\": \"absolute\", \"steps\": []}}",
  };

  for (guint o = 0; o < G_N_ELEMENTS (all_options); o++)
    for (guint c = 0; c < G_N_ELEMENTS (configs); c++)
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        {
          g_autoptr (OrielVizModel) model = model_new (2, values[v], configs[c], all_options[o]);
          g_autofree char *words = model->klass->describe (model);

          g_assert_nonnull (words);
          check_layout (model, 300, 200);
        }
}

static void
test_boxes (void)
{
  static const double sizes[][2] = { { 0, 0 }, { 1, 1 }, { 3, 400 }, { 400, 3 }, { 4000, 3000 } };

  for (guint o = 0; o < G_N_ELEMENTS (all_options); o++)
    {
      g_autoptr (OrielVizModel) one = model_new (1, 40, PERCENT, all_options[o]);
      g_autoptr (OrielVizModel) many = model_new (300, 40, PERCENT, all_options[o]);

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          check_layout (one, sizes[i][0], sizes[i][1]);
          check_layout (many, sizes[i][0], sizes[i][1]);
        }
    }
}

static void
test_no_data (void)
{
  g_autoptr (OrielVizModel) none = model_new (0, 0, PERCENT, "{}");
  g_autoptr (OrielVizModel) null = model_new (1, oriel_null (), PERCENT, "{}");
  g_autofree char *words = none->klass->describe (none);

  g_assert_cmpstr (words, ==, "No data");
  g_assert_cmpuint (check_layout (none, 300, 200), >, 0);
  check_layout (null, 300, 200);
}

static void
test_words (void)
{
  g_autoptr (OrielVizModel) above = model_new (1, 86.5, PERCENT, "{}");
  g_autoptr (OrielVizModel) below = model_new (2, 40, PERCENT, "{}");
  g_autofree char *above_words = above->klass->describe (above);
  g_autofree char *below_words = below->klass->describe (below);
  guint n;

  g_assert_cmpstr (above_words, ==, "web-0: 86.5%, of 0% to 100%, above 70%");
  g_assert_cmpstr (below_words, ==, "web-0: 40%, of 0% to 100%; web-1: 40%, of 0% to 100%");
  g_assert_cmpstr (below->klass->series (below, &n)[1].label, ==, "web-1");
  g_assert_cmpuint (n, ==, 2);
}

static void
test_hits (void)
{
  g_autoptr (OrielVizModel) model = model_new (2, 40, PERCENT, "{\"orientation\": \"vertical\"}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 200, NULL);
  const OrielHit *hit = oriel_scene_hit_area_at (scene, 300, 100);

  g_assert_nonnull (hit);
  g_assert_cmpint (hit->frame, ==, 1);
  g_assert_cmpint (hit->field, ==, 1);
  g_assert_null (oriel_scene_hit_area_at (scene, 200, 100));
}

/* Boxes that are held at a least height scroll. */
static void
test_scroll (void)
{
  g_autoptr (OrielVizModel) model =
    model_new (4, 40, PERCENT,
               "{\"orientation\": \"horizontal\", \"sizing\": \"manual\", \"minVizHeight\": 100}");
  OrielVizState state = { .scroll_y = 1e9 };
  g_autoptr (OrielScene) scene = model->klass->layout (model, 200, 100, &state);

  g_assert_cmpfloat (model->klass->content_height (model, 200), ==, 4 * 100 + 3 * 16);
  g_assert_cmpint (oriel_scene_hit_area_at (scene, 100, 50)->frame, ==, 3);
}

/* The arc fills its box: 220 degrees around a centre. */
static void
test_geometry (void)
{
  OrielGaugeInput input = { .box = { 10, 20, 300, 400 }, .width_factor = 0.5 };
  OrielGaugeGeometry out;

  oriel_gauge_geometry (&input, &out);
  g_assert_cmpfloat_with_epsilon (out.center_x, 160, 1e-9);
  g_assert_cmpfloat_with_epsilon (out.bar.width, 25, 1e-9);
  g_assert_cmpfloat_with_epsilon (out.bar.radius, 137.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (out.sweep, 220, 1e-9);

  input.ring = TRUE;
  oriel_gauge_geometry (&input, &out);
  g_assert_cmpfloat_with_epsilon (out.ring.radius + out.ring.width / 2, 150, 1e-9);
  g_assert_cmpfloat (out.bar.radius + out.bar.width / 2, <, out.ring.radius - out.ring.width / 2);
}

/* The line of a value lies on whole px and inside of the arc, whatever the box. */
static void
test_chart (void)
{
  static const char *const shapes[] = { "{}", "{\"shape\": \"circle\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (double size = 150; size < 300; size += 13.7)
      {
        g_autoptr (OrielVizModel) model = model_new (1, 40, PERCENT, shapes[i]);
        g_autoptr (OrielScene) scene = model->klass->layout (model, size, size, NULL);
        const OrielItem *found = NULL;
        guint n;
        const OrielItem *items = oriel_scene_get_items (scene, &n);

        for (guint j = 0; j < n; j++)
          if (items[j].kind == ORIEL_ITEM_SERIES)
            found = &items[j];
        g_assert_nonnull (found);
        g_assert_cmpfloat (fmod (found->series.plot.x, 1), ==, 0);
        g_assert_cmpfloat (fmod (found->series.plot.y, 1), ==, 0);
        g_assert_cmpfloat (fmod (found->series.plot.width, 1), ==, 0);
        g_assert_cmpfloat (fmod (found->series.plot.height, 1), ==, 0);
        g_assert_cmpfloat_with_epsilon (found->series.plot.x + found->series.plot.width / 2,
                                        size / 2, 1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/gauge/hostile", test_hostile);
  g_test_add_func ("/viz/gauge/boxes", test_boxes);
  g_test_add_func ("/viz/gauge/no-data", test_no_data);
  g_test_add_func ("/viz/gauge/words", test_words);
  g_test_add_func ("/viz/gauge/hits", test_hits);
  g_test_add_func ("/viz/gauge/scroll", test_scroll);
  g_test_add_func ("/viz/gauge/geometry", test_geometry);
  g_test_add_func ("/viz/gauge/chart", test_chart);
  return g_test_run ();
}
