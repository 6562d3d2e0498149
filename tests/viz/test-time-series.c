/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time series panel: from frames to a picture, what is under a point, tooltips, words. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-paint.h"
#include "draw/oriel-text.h"
#include "viz/oriel-viz.h"

#define START 1760422200000
#define STEP 60000
#define N 60

/* A frame of one series, value = `base` + row, and null in row 10. */
static OrielFrame *
frame_new (const char *name, double base, JsonObject *config_json)
{
  gint64 *times = g_new (gint64, N);
  double *values = g_new (double, N);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) value_column = NULL;
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (config_json);
  OrielFrame *frame = oriel_frame_new ("A", name, N);

  for (int i = 0; i < N; i++)
    {
      times[i] = START + (gint64) i * STEP;
      values[i] = i == 10 ? oriel_null () : base + i;
    }
  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, N);
  value_column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, N);
  oriel_frame_add_field (frame, "Time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "Value", NULL, config, value_column)->display_name =
    g_strdup (name);
  return frame;
}

static JsonNode *
parse (const char *text)
{
  return json_from_string (text, NULL);
}

static OrielVizModel *
model_new (const char *config, const char *options)
{
  g_autoptr (JsonNode) config_node = parse (config);
  g_autoptr (JsonNode) options_node = parse (options);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (options_node),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + (N - 1) * STEP },
  };

  g_ptr_array_add (frames, frame_new ("up", 0, json_node_get_object (config_node)));
  g_ptr_array_add (frames, frame_new ("high", 100, json_node_get_object (config_node)));
  return oriel_viz_find ("timeseries")->prepare (&input);
}

static void
paint (const OrielScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 300);
  cairo_t *cr = cairo_create (surface);

  oriel_scene_paint (scene, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static guint
count_items (const OrielScene *scene, OrielItemKind kind)
{
  guint n, count = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    count += items[i].kind == kind;
  return count;
}

/* Every option draws, whatever it is combined with; garbage too. */
static void
test_options (void)
{
  static const char *const configs[] = {
    "{}",
    "{\"custom\":{\"drawStyle\":\"bars\",\"fillOpacity\":50,\"lineWidth\":2}}",
    "{\"custom\":{\"drawStyle\":\"points\"}}",
    "{\"custom\":{\"lineInterpolation\":\"smooth\",\"fillOpacity\":20,\"gradientMode\":\"hue\"}}",
    "{\"custom\":{\"stacking\":{\"mode\":\"percent\",\"group\":\"A\"},\"fillOpacity\":80}}",
    "{\"custom\":{\"scaleDistribution\":{\"type\":\"log\",\"log\":2}},\"unit\":\"bytes\"}",
    "{\"custom\":{\"scaleDistribution\":{\"type\":\"symlog\"},\"axisCenteredZero\":true}}",
    "{\"custom\":{\"lineStyle\":{\"fill\":\"dash\",\"dash\":[0,0]},\"lineWidth\":1e9}}",
    "{\"custom\":{\"lineStyle\":{\"fill\":\"dot\",\"dash\":[\"x\",null,{}]},\"fillBelowTo\":\"up\"}"
    "}",
    "{\"custom\":{\"thresholdsStyle\":{\"mode\":\"dashed+area\"}},"
    "\"thresholds\":{\"mode\":\"percentage\",\"steps\":[{\"value\":null,\"color\":\"green\"},"
    "{\"value\":80,\"color\":\"nonsense\"}]}}",
    "{\"min\":5,\"max\":5,\"custom\":{\"axisPlacement\":\"right\",\"axisLabel\":\"x\"}}",
    "{\"min\":1e308,\"max\":-1e308,\"custom\":{\"transform\":\"negative-Y\"}}",
    "{\"custom\":{\"spanNulls\":120000,\"insertNulls\":1,\"transform\":\"constant\"}}",
    "{\"custom\":{\"axisPlacement\":\"hidden\",\"hideFrom\":{\"viz\":true}}}",
    "{\"color\":{\"mode\":\"continuous-GrYlRd\"},\"custom\":{\"gradientMode\":\"scheme\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_autoptr (OrielVizModel) model =
        model_new (configs[i], "{\"legend\":{\"displayMode\":\"table\",\"calcs\":[\"max\"]}}");
      static const double sizes[][2] = { { 600, 300 }, { 3, 2 }, { 0, 0 }, { 20000, 5 } };

      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          g_autoptr (OrielScene) scene =
            model->klass->layout (model, sizes[s][0], sizes[s][1], NULL);

          paint (scene);
        }
    }
}

static void
test_hidden_series (void)
{
  g_autoptr (OrielVizModel) model = model_new ("{}", "{}");
  gboolean hidden[] = { FALSE, TRUE };
  OrielVizState state = { .hidden = hidden, .n_hidden = 2, .sort_field = -1 };
  g_autoptr (OrielScene) all = model->klass->layout (model, 600, 300, NULL);
  g_autoptr (OrielScene) one = model->klass->layout (model, 600, 300, &state);
  guint n;

  g_assert_cmpuint (count_items (all, ORIEL_ITEM_SERIES), ==, 2);
  g_assert_cmpuint (count_items (one, ORIEL_ITEM_SERIES), ==, 1);
  g_assert_cmpstr (model->klass->series (model, &n)[1].label, ==, "high");
  g_assert_cmpuint (n, ==, 2);
}

static void
test_hit (void)
{
  g_autoptr (OrielVizModel) model = model_new ("{}", "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 600, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  OrielHit hit;

  g_assert_nonnull (plot);
  /* At the right end the upper series is the nearest to the plot's top. */
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width,
                                    plot->rect.y + 25, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_SAMPLE);
  g_assert_cmpint (hit.frame, ==, 1);
  g_assert_cmpint (hit.field, ==, 1);
  g_assert_cmpint (hit.row, ==, N - 1);
  g_assert_cmpfloat (hit.y_value, ==, 100 + N - 1);

  /* Half way between both nothing is near. */
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width / 2,
                                    plot->rect.y + plot->rect.height / 2, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_PLOT);
  g_assert_false (model->klass->hit (model, scene, NULL, -5, -5, &hit));
}

static void
test_tips (void)
{
  g_autoptr (OrielVizModel) model =
    model_new ("{\"unit\":\"ms\"}", "{\"tooltip\":{\"mode\":\"multi\",\"sort\":\"desc\"}}");
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips = model->klass->tips (model, NULL, START + 5.2 * STEP, &title);
  const OrielVizTip *first = &g_array_index (tips, OrielVizTip, 0);

  g_assert_cmpuint (tips->len, ==, 2);
  g_assert_cmpstr (title, ==, "2025-10-14 06:15:00");
  g_assert_cmpstr (first->label, ==, "high");
  g_assert_cmpstr (first->value, ==, "105 ms");
  g_assert_cmpint (first->row, ==, 5);
}

/* What was hidden is neither found under the pointer nor told of, and moves what was stacked on it.
 */
static void
test_hidden_is_not_found (void)
{
  g_autoptr (OrielVizModel) model =
    model_new ("{\"custom\":{\"stacking\":{\"mode\":\"normal\",\"group\":\"A\"}}}", "{}");
  gboolean hidden[] = { TRUE, FALSE };
  const OrielVizState state = { .hidden = hidden, .n_hidden = 2, .sort_field = -1 };
  g_autoptr (OrielScene) scene = model->klass->layout (model, 600, 300, &state);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autoptr (GArray) tips = model->klass->tips (model, &state, START + 5 * STEP, NULL);
  OrielHit hit;

  g_assert_cmpuint (tips->len, ==, 1);
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 0).label, ==, "high");

  for (double y = 0; y <= plot->rect.height; y += 5)
    {
      g_assert_true (model->klass->hit (model, scene, &state, plot->rect.x + plot->rect.width,
                                        plot->rect.y + y, &hit));
      if (hit.kind == ORIEL_HIT_SAMPLE)
        {
          g_assert_cmpint (hit.frame, ==, 1);
          g_assert_cmpfloat (hit.y_value, ==, 100 + N - 1);
        }
    }
}

static void
test_describe (void)
{
  g_autoptr (OrielVizModel) model = model_new ("{\"unit\":\"ms\"}", "{}");
  g_autofree char *text = model->klass->describe (model);

  g_assert_nonnull (strstr (text, "2 series"));
  g_assert_nonnull (strstr (text, "up: last 59 ms, min 0 ms, max 59 ms"));
}

static guint
count_texts (OrielVizModel *model, double width, const char *part)
{
  g_autoptr (OrielScene) scene = oriel_viz_layout (model, width, 300, NULL);
  guint n, found = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_TEXT && strstr (items[i].text.text, part) != NULL)
      found++;
  return found;
}

/* Values stand at their points, which need room unless they are asked for, one for each sample at
 * most. */
static void
test_show_values (void)
{
  static const char *const with = "{\"unit\":\"suffix:!\",\"custom\":{\"showValues\":true%s}}";
  static const char *const bars = ",\"drawStyle\":\"bars\"", *const never =
                                                               ",\"showPoints\":\"never\"";
  const struct
  {
    const char *more;
    double width;
    gboolean any;
  } cases[] = {
    { "", 3000, TRUE },   { "", 300, FALSE },    { ",\"showPoints\":\"always\"", 300, TRUE },
    { bars, 3000, TRUE }, { bars, 1000, FALSE }, { never, 3000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *config = g_strdup_printf (with, cases[i].more);
      OrielVizModel *model = model_new (config, "{}");
      OrielVizModel *plain = model_new ("{\"unit\":\"suffix:!\"}", "{}");
      guint n = count_texts (model, cases[i].width, "!");

      n -= count_texts (plain, cases[i].width, "!");
      g_assert_cmpint (n > 0, ==, cases[i].any);
      g_assert_cmpuint (n, <=, 2 * (N - 1));
      oriel_viz_model_free (plain);
      oriel_viz_model_free (model);
    }
}

/* Labels of time are whole wherever a panel ends: they reach into what room is around it, not
 * beyond. */
static void
test_whole_labels (void)
{
  OrielVizModel *model = model_new ("{}", "{\"legend\":{\"showLegend\":false}}");

  for (int width = 60; width < 400; width += 7)
    {
      const OrielVizState state = { .sort_field = -1, .room_around = width % 2 == 0 ? 8 : 0 };
      g_autoptr (OrielScene) scene = oriel_viz_layout (model, width, 200, &state);
      guint n;
      const OrielItem *items = oriel_scene_get_items (scene, &n);

      for (guint i = 0; i < n; i++)
        if (items[i].kind == ORIEL_ITEM_TEXT && items[i].text.align == ORIEL_ALIGN_CENTER)
          {
            double half = oriel_text_width (items[i].text.text, &items[i].text.font) / 2;

            g_assert_cmpfloat (items[i].text.x - half, >, -1 - state.room_around);
            g_assert_cmpfloat (items[i].text.x + half, <, width + 1 + state.room_around);
          }
    }
  oriel_viz_model_free (model);
}

static void
test_no_data (void)
{
  OrielVizInput input = {
    .theme = oriel_theme_get (FALSE),
    .zone = oriel_time_zone_utc (),
    .range = { 0, 1000 },
  };
  g_autoptr (OrielVizModel) model = oriel_viz_find ("graph")->prepare (&input);
  g_autoptr (OrielScene) scene = model->klass->layout (model, 600, 300, NULL);

  g_assert_cmpuint (count_items (scene, ORIEL_ITEM_TEXT), ==, 1);
}

#define MANY 5000
#define YEAR_1 G_GINT64_CONSTANT (-62135596800000)
#define YEAR_9999 G_GINT64_CONSTANT (253402300799000)

/* Times of a kind: regular, all alike, backwards, from the first year to the last, without any. */
static gint64
odd_time (guint kind, gint64 i)
{
  const gint64 kinds[] = {
    START + i * STEP, START,
    START - i * STEP, YEAR_1 + (YEAR_9999 - YEAR_1) / MANY * i,
    ORIEL_TIME_NULL,  i % 2 ? G_MAXINT64 : G_MININT64 + 1,
  };

  return kinds[kind];
}

static double
odd_value (guint kind, gint64 i)
{
  const double kinds[] = {
    NAN, oriel_null (), i % 2 ? INFINITY : -INFINITY, i % 2 ? 1e308 : -1e308, 1e-308 * (double) i,
    7,
  };

  return kinds[kind];
}

static OrielScene *
odd_scene (guint times_kind, guint values_kind, gsize n, const double *size)
{
  gint64 *times = g_new (gint64, n + 1);
  double *values = g_new (double, n + 1);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) value_column = NULL;
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (OrielVizModel) model = NULL;
  OrielFrame *frame = oriel_frame_new ("A", NULL, n);
  OrielVizInput input = {
    .frames = frames,
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { YEAR_1, YEAR_9999 },
  };

  if (times_kind == 0)
    input.range = (OrielTimeSpan){ START, START + MANY * STEP };
  for (gsize i = 0; i < n; i++)
    {
      times[i] = odd_time (times_kind, (gint64) i);
      values[i] = odd_value (values_kind, (gint64) i);
    }
  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  value_column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
  oriel_frame_add_field (frame, "Time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "Value", NULL, config, value_column)->display_name =
    g_strdup ("odd");
  g_ptr_array_add (frames, frame);
  model = oriel_viz_find ("timeseries")->prepare (&input);
  return oriel_viz_find ("timeseries")->layout (model, size[0], size[1], NULL);
}

/* Data as it may come is drawn, or not, but never breaks anything. */
static void
test_odd_data (void)
{
  static const double sizes[][2] = { { 600, 300 }, { 0, 0 }, { 1, 1 } };
  static const gsize lengths[] = { 0, 1, 2, MANY };

  for (guint times = 0; times < 6; times++)
    for (guint values = 0; values < 6; values++)
      for (guint n = 0; n < G_N_ELEMENTS (lengths); n++)
        for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
          {
            g_autoptr (OrielScene) scene = odd_scene (times, values, lengths[n], sizes[size]);

            paint (scene);
          }
}

/* How many points are drawn of five dense samples, of which the middle one stands alone. */
static guint
points_of_gapped (const char *show_points)
{
  static const double numbers[] = { 1, NAN, 3, NAN, 5 };
  gsize n = G_N_ELEMENTS (numbers);
  gint64 *times = g_new (gint64, n);
  g_autofree char *text = g_strdup_printf ("{\"custom\":{\"showPoints\":\"%s\"}}", show_points);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (json_node_get_object (node));
  g_autoptr (OrielColumn) value_column =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_memdup2 (numbers, sizeof numbers), n);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (OrielVizModel) model = NULL;
  g_autoptr (OrielScene) scene = NULL;
  OrielFrame *frame = oriel_frame_new ("A", NULL, n);
  OrielVizInput input = {
    .frames = frames,
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + 1000 * STEP },
  };
  const OrielItem *items;
  guint n_items, n_points = 0;

  for (gsize i = 0; i < n; i++)
    times[i] = START + (gint64) i * STEP;
  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  oriel_frame_add_field (frame, "Time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "Value", NULL, config, value_column);
  g_ptr_array_add (frames, frame);
  model = oriel_viz_find ("timeseries")->prepare (&input);
  scene = model->klass->layout (model, 600, 300, NULL);
  items = oriel_scene_get_items (scene, &n_items);
  for (guint i = 0; i < n_items; i++)
    if (items[i].kind == ORIEL_ITEM_POINTS)
      n_points += items[i].points.n;
  return n_points;
}

/* Lone samples have points, but not where points are switched off. */
static void
test_lone_samples (void)
{
  g_assert_cmpuint (points_of_gapped ("auto"), >, 0);
  g_assert_cmpuint (points_of_gapped ("always"), >, 0);
  g_assert_cmpuint (points_of_gapped ("never"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/time-series/options", test_options);
  g_test_add_func ("/viz/time-series/hidden-series", test_hidden_series);
  g_test_add_func ("/viz/time-series/hit", test_hit);
  g_test_add_func ("/viz/time-series/tips", test_tips);
  g_test_add_func ("/viz/time-series/hidden-is-not-found", test_hidden_is_not_found);
  g_test_add_func ("/viz/time-series/describe", test_describe);
  g_test_add_func ("/viz/time-series/show-values", test_show_values);
  g_test_add_func ("/viz/time-series/whole-labels", test_whole_labels);
  g_test_add_func ("/viz/time-series/no-data", test_no_data);
  g_test_add_func ("/viz/time-series/lone-samples", test_lone_samples);
  g_test_add_func ("/viz/time-series/odd-data", test_odd_data);
  return g_test_run ();
}
