/* SPDX-License-Identifier: GPL-3.0-or-later */

/* State timelines and status histories: states from samples, what is under a point, tooltips,
 * words, pages. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-paint.h"
#include "viz/oriel-viz.h"

#define START G_GINT64_CONSTANT (1760422200000)
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

/* Rows of a tooltip as `label=value`, joined by spaces. The pointer is at a share of the plot's
 * height, < 0: there is none. */
static char *
tips_text (const OrielVizModel *model, int second, double share)
{
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 200, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  double x = (double) START + second * 1000;
  OrielTipPlace place = { x, NAN, NAN };
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips = NULL;
  OrielRect lit;
  GString *text;

  if (share >= 0)
    {
      place.pointer_x =
        plot->rect.x + plot->rect.width * (x - plot->x_min) / (plot->x_max - plot->x_min);
      place.pointer_y = plot->rect.y + plot->rect.height * share;
    }
  tips = oriel_viz_tips (model, scene, NULL, &place, &title, &lit);
  text = g_string_new (tips != NULL ? NULL : "none");
  for (guint i = 0; tips != NULL && i < tips->len; i++)
    {
      const OrielVizTip *tip = &g_array_index (tips, OrielVizTip, i);

      g_string_append_printf (text, "%s%s=%s%s", i > 0 ? " " : "", tip->label, tip->value,
                              tip->is_under ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

/* Which lanes a tooltip speaks of, in which order. */
static void
test_tips (void)
{
  static const struct
  {
    const char *options;
    double share;
    const char *text;
  } cases[] = {
    { "{}", -1, "a=build b=true" },
    { "{}", 0.2, "a=build Duration=2m" },
    { "{}", 0.8, "b=true" },
    { "{}", 0.5, "" },
    { "{'tooltip': {'mode': 'multi'}}", 0.2, "a=build! b=true" },
    { "{'tooltip': {'mode': 'multi', 'sort': 'asc'}}", 0.8, "a=build b=true!" },
    { "{'tooltip': {'mode': 'multi', 'sort': 'desc'}}", -1, "b=true a=build" },
    { "{'tooltip': {'mode': 'none'}}", 0.2, "none" },
    { "{'tooltip': {'mode': 'multi'}, 'perPage': 1}", -1, "a=build" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *options = g_strdelimit (g_strdup (cases[i].options), "'", '"');
      g_autoptr (OrielVizModel) model = model_new ("state-timeline", WORDS, options);
      g_autofree char *text = tips_text (model, 60, cases[i].share);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_zeros (void)
{
  g_autofree char *frame = g_strdup_printf (NUMBERS, "", "");
  g_autoptr (OrielVizModel) all =
    model_new ("status-history", frame, "{\"tooltip\": {\"mode\": \"multi\"}}");
  g_autoptr (OrielVizModel) some = model_new (
    "status-history", frame, "{\"tooltip\": {\"mode\": \"multi\", \"hideZeros\": true}}");
  g_autofree char *zero = tips_text (all, 240, -1);
  g_autofree char *hidden = tips_text (some, 240, -1);
  g_autofree char *one = tips_text (some, 180, -1);

  g_assert_cmpstr (zero, ==, "up=0");
  g_assert_cmpstr (hidden, ==, "");
  g_assert_cmpstr (one, ==, "up=1");
}

/* How long states last: in the two greatest units, more of months and years. */
static void
test_durations (void)
{
  static const struct
  {
    gint64 ms;
    const char *text;
  } cases[] = {
    { 5, "5ms" },
    { 1005, "1s 5ms" },
    { 60000, "1m" },
    { 3661000, "1h 1m" },
    { 90000000, "1d 1h" },
    { G_GINT64_CONSTANT (40) * 86400000, "1mo 1w 3d" },
    { G_GINT64_CONSTANT (366) * 86400000, "1y 1d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *frame = g_strdup_printf (
        "{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"}, {\"name\": \"s\","
        " \"type\": \"string\"}]}, \"data\": {\"values\": [[%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
        "], [\"a\", \"b\"]]}}",
        START + 1000 - cases[i].ms, START + 1000);
      g_autoptr (OrielVizModel) model = model_new ("state-timeline", frame, "{}");
      g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
      OrielHit hit = { .frame = 0, .field = 1, .x_value = (double) START + 1000 - 1 };

      model->klass->more_tips (model, &hit, rows);
      g_assert_cmpuint (rows->len, ==, 1);
      g_assert_cmpstr (g_array_index (rows, OrielVizTip, 0).value, ==, cases[i].text);
    }
}

/* What is lit is the state that is pointed at, as far as it is seen. */
static void
test_lit (void)
{
  g_autoptr (OrielVizModel) model = model_new ("state-timeline", WORDS, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 200, NULL);
  const OrielRect plot = oriel_scene_get_plot (scene)->rect;
  OrielHit hit;

  g_assert_true (
    model->klass->hit (model, scene, NULL, plot.x + 10, plot.y + plot.height * 0.2, &hit));
  g_assert_cmpfloat (hit.lit.x, ==, plot.x);
  g_assert_cmpfloat_with_epsilon (hit.lit.width, plot.width * 0.4, 1);
  g_assert_cmpfloat_with_epsilon (hit.lit.height, plot.height * 0.45, 1);
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

/* Frames whose samples lie at different instants share the columns of all. */
static void
test_columns (void)
{
  g_autofree char *frame = g_strdup_printf (NUMBERS, "", "");
  g_autoptr (JsonNode) one = json_from_string (frame, NULL);
  g_autoptr (JsonNode) two = json_from_string (
    "{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"}, {\"name\": \"late\","
    " \"type\": \"number\"}]}, \"data\": {\"values\": [[null, 1760422230000], [7, 8]]}}",
    NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + 300000 },
  };
  g_autoptr (OrielVizModel) model = NULL;
  g_autofree char *first = NULL, *second = NULL;

  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (one), NULL));
  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (two), NULL));
  model = oriel_viz_find ("status-history")->prepare (&input);
  first = tips_text (model, 10, -1);
  second = tips_text (model, 30, -1);
  g_assert_cmpstr (first, ==, "up=1");
  g_assert_cmpstr (second, ==, "late=8");
}

/* More lanes than the picture has pixels are a picture nevertheless. */
static void
test_many_lanes (void)
{
  g_autoptr (GString) frame =
    g_string_new ("{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"}");
  g_autoptr (OrielVizModel) model = NULL;
  g_autoptr (OrielScene) scene = NULL;
  const OrielItem *items;
  guint n_items, n_texts = 0;

  for (guint i = 0; i < 1000; i++)
    g_string_append (frame, ", {\"name\": \"a\", \"type\": \"number\"}");
  g_string_append (frame, "]}, \"data\": {\"values\": [[1760422200000]");
  for (guint i = 0; i < 1000; i++)
    g_string_append (frame, ", [1]");
  g_string_append (frame, "]}}");
  model = model_new ("state-timeline", frame->str, "{\"perPage\": 0}");
  scene = model->klass->layout (model, 400, 200, NULL);
  paint (scene);
  items = oriel_scene_get_items (scene, &n_items);
  for (guint i = 0; i < n_items; i++)
    n_texts += items[i].kind == ORIEL_ITEM_TEXT;
  g_assert_cmpuint (n_texts, <, 40);
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
  g_test_add_func ("/viz/timeline/tips", test_tips);
  g_test_add_func ("/viz/timeline/zeros", test_zeros);
  g_test_add_func ("/viz/timeline/durations", test_durations);
  g_test_add_func ("/viz/timeline/lit", test_lit);
  g_test_add_func ("/viz/timeline/pages", test_pages);
  g_test_add_func ("/viz/timeline/columns", test_columns);
  g_test_add_func ("/viz/timeline/many-lanes", test_many_lanes);
  g_test_add_func ("/viz/timeline/history", test_history);
  g_test_add_func ("/viz/timeline/nothing", test_nothing);
  return g_test_run ();
}
