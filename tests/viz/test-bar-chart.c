/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bar charts and histograms: groups, stacks, buckets, what is under a point, tooltips, words. */

#include "config.h"

#include <string.h>

#include "draw/oriel-paint.h"
#include "viz/oriel-viz.h"

#define QUARTERS                                                                                   \
  "{\"schema\": {\"fields\": [{\"name\": \"quarter\", \"type\": \"string\"},"                      \
  " {\"name\": \"north\", \"type\": \"number\"}, {\"name\": \"south\", \"type\": \"number\"}]},"   \
  " \"data\": {\"values\": [[\"Q1\", \"Q2\"], [10, 20], [30, -5]]}}"
#define ZEROS                                                                                      \
  "{\"schema\": {\"fields\": [{\"name\": \"place\", \"type\": \"string\"},"                        \
  " {\"name\": \"n\", \"type\": \"number\"}, {\"name\": \"volts\", \"type\": \"number\","          \
  " \"config\": {\"unit\": \"volt\"}}]},"                                                          \
  " \"data\": {\"values\": [[\"a\", \"b\"], [7.7, 0], [0, 0]]}}"
#define NUMBERS                                                                                    \
  "{\"schema\": {\"fields\": [{\"name\": \"v\", \"type\": \"number\"}]},"                          \
  " \"data\": {\"values\": [[1, 2, 11, 12, 13, 35]]}}"
#define BUCKETS                                                                                    \
  "{\"schema\": {\"fields\": [{\"name\": \"xMin\", \"type\": \"number\"},"                         \
  " {\"name\": \"xMax\", \"type\": \"number\"}, {\"name\": \"n\", \"type\": \"number\"}]},"        \
  " \"data\": {\"values\": [[0, 5], [5, 10], [7, 3]]}}"
#define ROWS                                                                                       \
  "{\"schema\": {\"meta\": {\"type\": \"heatmap-rows\"}, \"fields\": ["                            \
  " {\"name\": \"Time\", \"type\": \"time\"}, {\"name\": \"0.1\", \"type\": \"number\"},"          \
  " {\"name\": \"0.5\", \"type\": \"number\"}]},"                                                  \
  " \"data\": {\"values\": [[1, 2], [4, 5], [1, 0]]}}"
#define CELLS                                                                                      \
  "{\"schema\": {\"meta\": {\"type\": \"heatmap-cells\"}, \"fields\": ["                           \
  " {\"name\": \"xMax\", \"type\": \"time\"}, {\"name\": \"yMin\", \"type\": \"number\"},"         \
  " {\"name\": \"yMax\", \"type\": \"number\"}, {\"name\": \"count\", \"type\": \"number\"}]},"    \
  " \"data\": {\"values\": [[1, 1, 2], [1, 8, 8], [2, 16, 16], [7, 1, 3]]}}"

static OrielVizModel *
model_new (const char *type, const char *frame, const char *options)
{
  g_autoptr (JsonNode) node = json_from_string (options, NULL);
  g_autoptr (JsonNode) frame_node = frame != NULL ? json_from_string (frame, NULL) : NULL;
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (node),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
  };

  if (frame_node != NULL)
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

static void
test_hit (void)
{
  g_autoptr (OrielVizModel) model = model_new ("barchart", QUARTERS, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips = model->klass->tips (model, NULL, 1, &title);
  g_autofree char *words = model->klass->describe (model);
  double bottom = plot->rect.y + plot->rect.height * 0.7;
  OrielHit hit;

  paint (scene);
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + 10, bottom, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_SAMPLE);
  g_assert_cmpint (hit.field, ==, 1);
  g_assert_cmpint (hit.row, ==, 0);
  g_assert_true (
    model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width / 2, bottom, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_PLOT);
  g_assert_cmpuint (tips->len, ==, 2);
  g_assert_cmpstr (title, ==, "Q2");
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 1).value, ==, "-5");
  g_assert_nonnull (strstr (words, "Bar chart, 2 groups of 2 series\nQ1: north 10, south 30"));
}

static guint
count_text (const OrielScene *scene, const char *text)
{
  guint n, count = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_TEXT && strcmp (items[i].text.text, text) == 0)
      count++;
  return count;
}

/* A bar without a height has no value beside it; parts of 100 % are said as such. */
static void
test_values (void)
{
  g_autoptr (OrielVizModel) model = model_new ("barchart", ZEROS, "{\"showValue\": \"always\"}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  g_autoptr (OrielVizModel) parts =
    model_new ("barchart", ZEROS, "{\"showValue\": \"always\", \"stacking\": \"percent\"}");
  g_autoptr (OrielScene) parts_scene = parts->klass->layout (parts, 400, 300, NULL);

  g_assert_cmpuint (count_text (scene, "7.70"), ==, 1);
  g_assert_cmpuint (count_text (scene, "0 V"), ==, 1); /* of the axis */
  g_assert_cmpuint (count_text (parts_scene, "100%"), ==, 1);
  g_assert_cmpuint (count_text (parts_scene, "7.70"), ==, 0);
}

static char *
many_groups (guint n)
{
  GString *json =
    g_string_new ("{\"schema\": {\"fields\": [{\"name\": \"c\", \"type\": \"string\"},"
                  " {\"name\": \"v\", \"type\": \"number\"}]}, \"data\": {\"values\": [[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s\"g%u\"", i > 0 ? "," : "", i);
  g_string_append (json, "], [");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s%u", i > 0 ? "," : "", 1 + i % 7);
  g_string_append (json, "]]}}");
  return g_string_free (json, FALSE);
}

/* As many groups as no screen has px for are drawn by the px, with labels that can be read. */
static void
test_dense (void)
{
  static const char *const options[] = { "{}", "{\"orientation\": \"horizontal\"}",
                                         "{\"xTickLabelSpacing\": -100}" };
  g_autofree char *frame = many_groups (30000);

  for (guint k = 0; k < G_N_ELEMENTS (options); k++)
    {
      g_autoptr (OrielVizModel) model = model_new ("barchart", frame, options[k]);
      g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
      guint n, n_texts = 0;
      const OrielItem *items = oriel_scene_get_items (scene, &n);

      for (guint i = 0; i < n; i++)
        {
          n_texts += items[i].kind == ORIEL_ITEM_TEXT;
          if (items[i].kind == ORIEL_ITEM_PATH)
            g_assert_cmpuint (items[i].path.n_commands, <, 5 * 500);
        }
      g_assert_cmpuint (n_texts, >, 5);
      g_assert_cmpuint (n_texts, <, 50);
      g_assert_cmpuint (count_text (scene, k == 2 ? "g29999" : "g0"), ==, 1);
      paint (scene);
    }
}

static void
test_options (void)
{
  static const char *const options[] = {
    "{\"orientation\": \"horizontal\", \"stacking\": \"percent\", \"showValue\": \"always\"}",
    "{\"orientation\": \"horizontal\", \"barRadius\": 0.3}",
    "{\"stacking\": \"normal\", \"barRadius\": 0.5, \"legend\": {\"placement\": \"right\"}}",
    "{\"xTickLabelRotation\": -45, \"xTickLabelMaxLength\": 1}",
    "{\"xTickLabelRotation\": 90, \"xTickLabelSpacing\": -300, \"colorByField\": \"south\"}",
    "{\"xField\": \"south\", \"barWidth\": 0, \"groupWidth\": 1}",
    "{\"orientation\": \"horizontal\", \"xTickLabelRotation\": 45, \"xTickLabelSpacing\": -90}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    for (int size = 0; size < 400; size += 66)
      {
        g_autoptr (OrielVizModel) model = model_new ("barchart", QUARTERS, options[i]);
        g_autoptr (OrielScene) scene = model->klass->layout (model, size, 400 - size, NULL);

        paint (scene);
      }
}

/* The tooltip at a part of the plot; NULL: none, else names and values in their order. */
static char *
tooltip_at (OrielVizModel *model, const OrielScene *scene, double x, double y, OrielRect *lit)
{
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  double along = plot->runs_down ? y : x;
  const OrielTipPlace place = {
    .x = plot->x_min + along * (plot->x_max - plot->x_min),
    .pointer_x = plot->rect.x + x * plot->rect.width,
    .pointer_y = plot->rect.y + y * plot->rect.height,
  };
  g_autofree char *title = NULL;
  g_autoptr (GArray) rows = oriel_viz_tips (model, scene, NULL, &place, &title, lit);
  GString *text;

  if (rows == NULL)
    return NULL;
  text = g_string_new (title);
  for (guint i = 0; i < rows->len; i++)
    {
      const OrielVizTip *tip = &g_array_index (rows, OrielVizTip, i);

      g_string_append_printf (text, " %s=%s", tip->label, tip->value);
    }
  return g_string_free (text, FALSE);
}

static void
assert_tooltip (const char *options, double x, double y, const char *expected)
{
  g_autoptr (OrielVizModel) model = model_new ("barchart", QUARTERS, options);
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  OrielRect lit;
  g_autofree char *text = tooltip_at (model, scene, x, y, &lit);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_tooltip (void)
{
  assert_tooltip ("{\"tooltip\": {\"mode\": \"none\"}}", 0.05, 0.7, NULL);
  assert_tooltip ("{}", 0.05, 0.7, "Q1 north=10");
  assert_tooltip ("{}", 0.55, 0.5, "Q2");
  assert_tooltip ("{\"tooltip\": {\"mode\": \"multi\"}}", 0.05, 0.7, "Q1 north=10 south=30");
  assert_tooltip ("{\"tooltip\": {\"mode\": \"multi\", \"sort\": \"desc\"}}", 0.05, 0.7,
                  "Q1 south=30 north=10");
  assert_tooltip ("{\"tooltip\": {\"mode\": \"multi\", \"sort\": \"asc\"}}", 0.95, 0.8,
                  "Q2 south=-5 north=20");
  assert_tooltip ("{\"orientation\": \"horizontal\"}", 0.3, 0.05, "Q1 north=10");
  assert_tooltip ("{\"orientation\": \"horizontal\", \"tooltip\": {\"mode\": \"multi\"}}", 0.9,
                  0.95, "Q2 north=20 south=-5");
}

static void
test_hidden_zeros (void)
{
  g_autoptr (OrielVizModel) model =
    model_new ("barchart", ZEROS, "{\"tooltip\": {\"mode\": \"multi\", \"hideZeros\": true}}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  OrielRect lit;
  g_autofree char *text = tooltip_at (model, scene, 0.1, 0.8, &lit);

  g_assert_cmpstr (text, ==, "a n=7.70");
}

/* What else a row says stands below the values of its bars. */
static void
test_extra_tips (void)
{
  static const char *const options[] = {
    "{}", "{\"tooltip\": {\"mode\": \"multi\", \"sort\": \"asc\"}}"
  };
  static const char *const expected[] = { "a v=8 owner=Ann", "a w=5 v=8 owner=Ann" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (OrielVizModel) model =
        model_new ("barchart",
                   "{\"schema\": {\"fields\": [{\"name\": \"c\", \"type\": \"string\"}, {\"name\": "
                   "\"v\", \"type\": "
                   "\"number\"}, {\"name\": \"owner\", \"type\": \"string\"}, {\"name\": \"w\", "
                   "\"type\": \"number\"}]},"
                   " \"data\": {\"values\": [[\"a\"], [8], [\"Ann\"], [5]]}}",
                   options[i]);
      g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
      OrielRect lit;
      g_autofree char *text = tooltip_at (model, scene, 0.3, 0.8, &lit);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

/* A bar at the pointer lights up; with `fullHighlight` from one end of the plot to the other. */
static void
test_lit (void)
{
  static const char *const options[] = { "{}", "{\"fullHighlight\": true}",
                                         "{\"fullHighlight\": true, \"stacking\": \"normal\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (OrielVizModel) model = model_new ("barchart", QUARTERS, options[i]);
      g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
      const OrielScenePlot *plot = oriel_scene_get_plot (scene);
      OrielRect lit;
      g_autofree char *text = tooltip_at (model, scene, 0.05, 0.785, &lit);

      g_assert_cmpstr (text, ==, "Q1 north=10");
      g_assert_cmpfloat (lit.width, >, 10);
      g_assert_cmpint (lit.height == plot->rect.height, ==, i == 1);
    }
}

static guint
count_turned (const OrielScene *scene)
{
  guint n, count = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    count += items[i].kind == ORIEL_ITEM_TEXT && items[i].text.angle != 0;
  return count;
}

/* What is turned and thinned are the labels below the plot, be they of groups or of values. */
static void
test_turned_labels (void)
{
  static const char *const options[] = {
    "{\"xTickLabelRotation\": 45}",
    "{\"xTickLabelRotation\": 45, \"orientation\": \"horizontal\", \"xTickLabelSpacing\": 1000}",
  };
  static const guint expected[] = { 2, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (OrielVizModel) model = model_new ("barchart", QUARTERS, options[i]);
      g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);

      g_assert_cmpuint (count_turned (scene), ==, expected[i]);
      g_assert_cmpuint (count_text (scene, "Q1"), ==, 1);
    }
}

#define STEPS                                                                                      \
  "\"color\": {\"mode\": \"thresholds\"}, \"thresholds\": {\"mode\": \"absolute\", \"steps\": ["   \
  "{\"value\": null, \"color\": \"blue\"}, {\"value\": 3, \"color\": \"red\"}]}"
#define STEP_FRAME(x, custom)                                                                      \
  "{\"schema\": {\"fields\": [{\"name\": \"c\", \"type\": \"string\", \"config\": {" x             \
  "}}, {\"name\": \"v\", \"type\": \"number\", \"config\": {" STEPS custom                         \
  "}}, {\"name\": \"w\", \"type\": \"number\", \"config\": {" STEPS custom                         \
  "}}]}, \"data\": {\"values\": [[\"a\"], [1], [5]]}}"

static void
assert_legend (const char *frame, const char *expected)
{
  g_autoptr (OrielVizModel) model = model_new ("barchart", frame, "{}");
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const OrielVizSeries *series = model->klass->series (model, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", series[i].label);
  g_assert_cmpstr (text->str, ==, expected);
}

/* Colours of thresholds stand in the legend once, where the panel as a whole colours by them. */
static void
test_legend (void)
{
  assert_legend (STEP_FRAME (STEPS, ""), "< 3, 3+");
  assert_legend (STEP_FRAME ("", ""), "v, w");
  assert_legend (STEP_FRAME (STEPS, ", \"custom\": {\"hideFrom\": {\"legend\": true}}"), "");
}

static void
assert_words (const char *type, const char *frame, const char *options, const char *expected)
{
  g_autoptr (OrielVizModel) model = model_new (type, frame, options);
  g_autofree char *words = model->klass->describe (model);
  g_autoptr (OrielScene) scene = model->klass->layout (model, 300, 200, NULL);

  paint (scene);
  if (strstr (words, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, words);
}

static void
test_messages (void)
{
  assert_words ("barchart", NULL, "{}", "No data");
  assert_words ("barchart", NUMBERS, "{}", "Bar charts require a string or time field");
  assert_words ("barchart", QUARTERS, "{\"xField\": \"no such\"}", "2 groups of 2 series");
  assert_words ("histogram", NULL, "{}", "No histogram found in response");
}

static void
test_histogram (void)
{
  g_autoptr (OrielVizModel) model = model_new ("histogram", NUMBERS, "{\"bucketSize\": 10}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 300, 200, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips = model->klass->tips (model, NULL, 12, &title);
  OrielHit hit;

  g_assert_cmpstr (title, ==, "10 – 20");
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 0).value, ==, "3");
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width * 3 / 8,
                                    plot->rect.y + plot->rect.height * 0.9, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_SAMPLE);
  g_assert_cmpfloat (hit.y_value, ==, 3);

  assert_words ("histogram", NUMBERS, "{\"bucketSize\": 10}", "v: 6 values, most (3) in 10 – 20");
  assert_words ("histogram", NUMBERS, "{\"combine\": true, \"bucketCount\": 4}", "Count: 6 values");
  assert_words ("histogram", BUCKETS, "{}", "n: 10 values, most (7) in 0 – 5");
  assert_words ("histogram", ROWS, "{}", "count: 10 values, most (9) in 0 – 0.1");
  assert_words ("histogram", CELLS, "{}", "count: 11 values, most (7) in 1 – 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/bar-chart/hit", test_hit);
  g_test_add_func ("/viz/bar-chart/options", test_options);
  g_test_add_func ("/viz/bar-chart/values", test_values);
  g_test_add_func ("/viz/bar-chart/dense", test_dense);
  g_test_add_func ("/viz/bar-chart/turned-labels", test_turned_labels);
  g_test_add_func ("/viz/bar-chart/legend", test_legend);
  g_test_add_func ("/viz/bar-chart/tooltip", test_tooltip);
  g_test_add_func ("/viz/bar-chart/hidden-zeros", test_hidden_zeros);
  g_test_add_func ("/viz/bar-chart/extra-tips", test_extra_tips);
  g_test_add_func ("/viz/bar-chart/lit", test_lit);
  g_test_add_func ("/viz/bar-chart/messages", test_messages);
  g_test_add_func ("/viz/bar-chart/histogram", test_histogram);
  return g_test_run ();
}
