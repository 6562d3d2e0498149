/* SPDX-License-Identifier: GPL-3.0-or-later */

/* State timelines and status histories: states from samples, what is under a point, tooltips,
 * words, pages. */

#include "config.h"

#include <string.h>

#include "draw/oriel-paint.h"
#include "viz/oriel-viz.h"

#define START 1760422200000
#define NUMBERS                                                                                    \
  "{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"%s},"                         \
  " {\"name\": \"up\", \"type\": \"number\", \"config\": {%s}}]},"                                 \
  " \"data\": {\"values\": [[1760422200000, 1760422260000, 1760422320000, 1760422380000,"          \
  " 1760422440000], [1, 1, null, 1, 0]]}}"
#define WORDS                                                                                      \
  "{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"},"                           \
  " {\"name\": \"a\", \"type\": \"string\"}, {\"name\": \"b\", \"type\": \"boolean\"}]},"          \
  " \"data\": {\"values\": [[1760422200000, 1760422320000], [\"build\", \"test\"],"                \
  " [true, true]]}}"

static OrielVizModel *
model_new (const char *type, const char *frame, const char *options)
{
  g_autoptr (JsonNode) node = json_from_string (options, NULL);
  g_autoptr (JsonNode) frame_node = json_from_string (frame, NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (node),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + 300000 },
  };

  g_assert_nonnull (frame_node);
  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (frame_node), NULL));
  return oriel_viz_find (type)->prepare (&input);
}

static void
paint (const OrielScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);

  oriel_scene_paint (scene, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The value that the tooltip of the first series shows at a second, or "". */
static char *
value_at (const OrielVizModel *model, int second)
{
  g_autoptr (GArray) tips = model->klass->tips (model, NULL, (double) START + second * 1000, NULL);

  return g_strdup (tips->len > 0 ? g_array_index (tips, OrielVizTip, 0).value : "");
}

static void
assert_values (const char *time, const char *config, const char *options, const char *expected)
{
  g_autofree char *frame = g_strdup_printf (NUMBERS, time, config);
  g_autoptr (OrielVizModel) model = model_new ("state-timeline", frame, options);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (int second = 10; second < 300; second += 60)
    {
      g_autofree char *value = value_at (model, second);

      g_string_append_printf (seen, "%s,", value);
    }
  g_assert_cmpstr (seen->str, ==, expected);
}

static void
test_states (void)
{
  assert_values ("", "", "{}", "1,1,,1,0,");
  assert_values ("", "\"custom\": {\"spanNulls\": true}", "{}", "1,1,1,1,0,");
  assert_values ("", "\"custom\": {\"spanNulls\": 90000}", "{}", "1,1,,1,0,");
  assert_values ("", "\"custom\": {\"spanNulls\": 150000}", "{}", "1,1,1,1,0,");
  assert_values ("",
                 "\"color\": {\"mode\": \"fixed\"}, \"mappings\": [{\"type\": \"special\", "
                 "\"options\": {\"match\": \"null\", \"result\": {\"text\": \"none\"}}}]",
                 "{}", "1,1,none,1,0,");
  assert_values (", \"config\": {\"interval\": 30000}", "", "{}", "1,1,,1,0,");
  assert_values (", \"config\": {\"interval\": 60000}", "\"custom\": {\"spanNulls\": true}", "{}",
                 "1,1,1,1,0,");
  assert_values ("",
                 "\"thresholds\": {\"mode\": \"absolute\", \"steps\": [{\"value\": null, "
                 "\"color\": \"red\"}, {\"value\": 1, \"color\": \"green\"}]}",
                 "{}", "1+,1+,,1+,< 1,");
}

static void
test_gaps (void)
{
  g_autofree char *frame = g_strdup_printf (NUMBERS, ", \"config\": {\"interval\": 30000}", "");
  g_autoptr (OrielVizModel) model = model_new ("state-timeline", frame, "{}");
  g_autofree char *within = value_at (model, 20);
  g_autofree char *beyond = value_at (model, 40);
  g_autofree char *last = value_at (model, 290);

  g_assert_cmpstr (within, ==, "1");
  g_assert_cmpstr (beyond, ==, "");
  g_assert_cmpstr (last, ==, "");
}

/* Rows may come in any order; those without a time are left out. */
static void
test_order (void)
{
  g_autoptr (OrielVizModel) model =
    model_new ("state-timeline",
               "{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"},"
               " {\"name\": \"v\", \"type\": \"number\"}]}, \"data\": {\"values\": ["
               "[1760422320000, null, 1760422200000, 1760422260000], [3, 9, 1, 2]]}}",
               "{}");
  g_autofree char *first = value_at (model, 10);
  g_autofree char *second = value_at (model, 70);
  g_autofree char *last = value_at (model, 290);

  g_assert_cmpstr (first, ==, "1");
  g_assert_cmpstr (second, ==, "2");
  g_assert_cmpstr (last, ==, "3");
}

static void
test_hit (void)
{
  g_autoptr (OrielVizModel) model = model_new ("state-timeline", WORDS, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 200, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autofree char *words = model->klass->describe (model);
  OrielHit hit;

  paint (scene);
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width * 0.8,
                                    plot->rect.y + plot->rect.height * 0.2, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_SAMPLE);
  g_assert_cmpint (hit.field, ==, 1);
  g_assert_cmpint (hit.row, ==, 1);
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width * 0.8,
                                    plot->rect.y + plot->rect.height * 0.8, &hit));
  g_assert_cmpint (hit.field, ==, 2);
  g_assert_cmpint (hit.row, ==, 0);
  g_assert_nonnull (strstr (words, "State timeline, 2 series"));
  g_assert_nonnull (strstr (words, "a: last test; 1 change"));
}

static void
test_pages (void)
{
  g_autoptr (OrielVizModel) model = model_new ("state-timeline", WORDS, "{\"perPage\": 1}");
  OrielVizState second = { .page = 1 };
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 200, &second);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  guint n_areas, n_pages = 0;
  const OrielHitArea *areas = oriel_scene_get_hit_areas (scene, &n_areas);
  OrielHit hit;

  for (guint i = 0; i < n_areas; i++)
    n_pages += areas[i].hit.kind == ORIEL_HIT_PAGE;
  g_assert_cmpuint (n_pages, ==, 3); /* two pages and the arrow back */
  g_assert_true (model->klass->hit (model, scene, &second, plot->rect.x + 20,
                                    plot->rect.y + plot->rect.height / 2, &hit));
  g_assert_cmpint (hit.field, ==, 2);
}

static void
test_history (void)
{
  g_autofree char *frame = g_strdup_printf (NUMBERS, "", "");
  g_autoptr (OrielVizModel) model = model_new ("status-history", frame, "{}");
  g_autofree char *near = value_at (model, 80);
  g_autofree char *null = value_at (model, 120);
  g_autofree char *words = model->klass->describe (model);

  g_assert_cmpstr (near, ==, "1");
  g_assert_cmpstr (null, ==, "");
  g_assert_nonnull (strstr (words, "Status history, 1 series"));
  for (int size = 0; size < 400; size += 100)
    {
      g_autoptr (OrielScene) scene = model->klass->layout (model, size, size, NULL);

      paint (scene);
    }
}

static void
test_nothing (void)
{
  g_autoptr (OrielVizModel) model =
    model_new ("status-history",
               "{\"schema\": {\"fields\": [{\"name\": \"a\", \"type\": \"number\"}]}}", "{}");
  g_autofree char *words = model->klass->describe (model);
  g_autoptr (OrielScene) scene = model->klass->layout (model, 100, 100, NULL);

  g_assert_cmpstr (words, ==, "No data");
  paint (scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/timeline/states", test_states);
  g_test_add_func ("/viz/timeline/gaps", test_gaps);
  g_test_add_func ("/viz/timeline/order", test_order);
  g_test_add_func ("/viz/timeline/hit", test_hit);
  g_test_add_func ("/viz/timeline/pages", test_pages);
  g_test_add_func ("/viz/timeline/history", test_history);
  g_test_add_func ("/viz/timeline/nothing", test_nothing);
  return g_test_run ();
}
