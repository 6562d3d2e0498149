/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts over numbers and prices: XY, trend, candlestick. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-paint.h"
#include "field/oriel-color-scheme.h"
#include "viz/oriel-viz.h"

#define START 1760422200000
#define POINTS                                                                                     \
  "{\"schema\": {\"fields\": [{\"name\": \"weight\", \"type\": \"number\"},"                       \
  " {\"name\": \"tall\", \"type\": \"number\"}, {\"name\": \"age\", \"type\": \"number\"}]},"      \
  " \"data\": {\"values\": [[60, 70, 80], [150, 160, null], [30, 50, 70]]}}"
#define PRICES                                                                                     \
  "{\"schema\": {\"fields\": [{\"name\": \"time\", \"type\": \"time\"},"                           \
  " {\"name\": \"open\", \"type\": \"number\"}, {\"name\": \"high\", \"type\": \"number\"},"       \
  " {\"name\": \"low\", \"type\": \"number\"}, {\"name\": \"close\", \"type\": \"number\"},"       \
  " {\"name\": \"volume\", \"type\": \"number\"}, {\"name\": \"mean\", \"type\": \"number\"}]},"   \
  " \"data\": {\"values\": [[1760422200000, 1760422260000, 1760422320000], [10, 11, 12],"          \
  " [12, 13, 13], [9, 10, null], [11, 10, 12], [500, 200, 300], [10, 11, 12]]}}"

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
    .theme = oriel_theme_get (FALSE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + 180000 },
  };

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
assert_words (const char *type, const char *frame, const char *options, const char *expected)
{
  g_autoptr (OrielVizModel) model = model_new (type, frame, options);
  g_autofree char *words = model->klass->describe (model);

  if (strstr (words, expected) == NULL)
    g_error ("“%s” is not in “%s”", expected, words);
  for (int size = 0; size < 400; size += 99)
    {
      g_autoptr (OrielScene) scene = model->klass->layout (model, size, size, NULL);

      paint (scene);
    }
}

static void
test_xy (void)
{
  g_autoptr (OrielVizModel) model = model_new ("xychart", POINTS, "{\"mapping\": \"auto\"}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  double x = plot->rect.x + plot->rect.width * (70 - plot->x_min) / (plot->x_max - plot->x_min);
  gboolean found = FALSE;
  OrielHit hit;

  for (double y = plot->rect.y; y < plot->rect.y + plot->rect.height; y++)
    if (model->klass->hit (model, scene, NULL, x, y, &hit) && hit.kind == ORIEL_HIT_SAMPLE)
      found = found || (hit.row == 1 && hit.x_value == 70);
  g_assert_true (found);

  assert_words ("xychart", POINTS, "{}",
                "XY chart, 2 series over weight\ntall: 2 points, 150 to 160");
  assert_words ("xychart", POINTS,
                "{\"mapping\": \"manual\", \"series\": [{\"frame\": {\"matcher\": {\"id\": "
                "\"byIndex\", \"options\": 0}}, \"x\": {\"matcher\": {\"id\": \"byName\", "
                "\"options\": \"age\"}}, \"y\": {\"matcher\": {\"id\": \"byName\", \"options\": "
                "\"tall\"}}, \"size\": {\"matcher\": {\"id\": \"byName\", \"options\": "
                "\"weight\"}}, \"color\": {\"matcher\": {\"id\": \"byName\", \"options\": "
                "\"age\"}}}]}",
                "XY chart, 1 series over age\ntall: 2 points");
  assert_words ("xychart", "{\"schema\": {\"fields\": []}}", "{}", "XY chart, no data");
}

/* Of a point all that its row says, and nothing where there is no point. */
static void
test_xy_tooltip (void)
{
  g_autoptr (OrielVizModel) model = model_new ("xychart", POINTS, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  double x = plot->rect.x + plot->rect.width * (70 - plot->x_min) / (plot->x_max - plot->x_min);
  OrielTipPlace place = { .pointer_x = x, .pointer_y = plot->rect.y + 1 };
  g_autofree char *none = NULL, *title = NULL;
  OrielRect lit;
  OrielHit hit;

  g_assert_null (oriel_viz_tips (model, scene, NULL, &place, &none, &lit));
  for (; place.pointer_y < plot->rect.y + plot->rect.height; place.pointer_y++)
    if (model->klass->hit (model, scene, NULL, x, place.pointer_y, &hit) &&
        hit.kind == ORIEL_HIT_SAMPLE)
      break;
  {
    g_autoptr (GArray) rows = oriel_viz_tips (model, scene, NULL, &place, &title, &lit);

    g_assert_cmpstr (title, ==, "tall");
    g_assert_cmpuint (rows->len, ==, 2);
    g_assert_cmpstr (g_array_index (rows, OrielVizTip, 0).label, ==, "weight");
    g_assert_cmpstr (g_array_index (rows, OrielVizTip, 0).value, ==, "70");
    g_assert_cmpstr (g_array_index (rows, OrielVizTip, 1).value, ==, "160");
  }
}

/* Colours by value go in steps from the least to the greatest value. */
static void
test_xy_ramp (void)
{
  const OrielTheme *theme = oriel_theme_get (FALSE);
  const OrielColorScheme *scheme = oriel_color_scheme_find ("continuous-BlPu");
  g_autoptr (OrielVizModel) model = model_new (
    "xychart",
    "{\"schema\": {\"fields\": [{\"name\": \"x\", \"type\": \"number\"}, {\"name\": \"y\", "
    "\"type\": \"number\"}, {\"name\": \"heat\", \"type\": \"number\", \"config\": {\"min\": 0, "
    "\"max\": 1000, \"color\": {\"mode\": \"continuous-BlPu\"}}}]},"
    " \"data\": {\"values\": [[1, 2, 3], [1, 2, 3], [30, 50, 70]]}}",
    "{\"series\": [{\"color\": {\"matcher\": {\"id\": \"byName\", \"options\": \"heat\"}}}]}");
  const double parts[] = { 0, 16.0 / 31, 1 };

  for (int row = 0; row < 3; row++)
    {
      const OrielHit hit = { .kind = ORIEL_HIT_SAMPLE, .frame = 0, .field = 1, .row = row };
      guint32 rgb = oriel_color_scheme_at (scheme, theme, parts[row]);
      g_autofree char *title = NULL;
      g_autoptr (GArray) rows = model->klass->tips_of (model, &hit, &title);
      const OrielVizTip *tip = &g_array_index (rows, OrielVizTip, 0);

      g_assert_cmpuint (rows->len, ==, 3);
      g_assert_cmpuint ((guint) lround (tip->color.red * 255), ==, rgb >> 16 & 0xff);
      g_assert_cmpuint ((guint) lround (tip->color.blue * 255), ==, rgb & 0xff);
    }
}

static void
test_trend (void)
{
  g_autoptr (OrielVizModel) model = model_new ("trend", POINTS, "{\"xField\": \"weight\"}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips =
    model->klass->tips (model, NULL, (plot->x_min + plot->x_max) / 2, &title);

  g_assert_false (plot->x_is_time);
  g_assert_cmpuint (tips->len, ==, 2);
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 0).value, ==, "160");
  g_assert_cmpstr (title, ==, "70");
  assert_words ("trend", POINTS, "{}", "Trend, 2 series, 60 to 80\ntall: last 160");
  assert_words ("trend", POINTS, "{\"xField\": \"none\"}", "No numeric field for the X axis");
  assert_words ("trend",
                "{\"schema\": {\"fields\": [{\"name\": \"x\", \"type\": \"number\"}]}, \"data\": "
                "{\"values\": [[2, 1]]}}",
                "{}", "must ascend");
}

static void
test_candles (void)
{
  static const char *const options[] = {
    "{}",
    "{\"mode\": \"volume\"}",
    "{\"mode\": \"candles\", \"candleStyle\": \"ohlcbars\"}",
    "{\"colorStrategy\": \"close-close\", \"includeAllFields\": true}",
    "{\"fields\": {\"open\": \"mean\", \"close\": \"none\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    assert_words ("candlestick", PRICES, options[i], "Candlesticks, ");
  assert_words ("candlestick", PRICES, "{}", "\nclose: last 12");
  assert_words ("candlestick", PRICES, "{\"includeAllFields\": true}", "\nmean: last 12");
  assert_words ("candlestick", POINTS, "{}", "No data");
}

/* A lone price is the close of the period before. */
static void
test_one_price (void)
{
  assert_words ("candlestick",
                "{\"schema\": {\"fields\": [{\"name\": \"time\", \"type\": \"time\"},"
                " {\"name\": \"p\", \"type\": \"number\"}]}, \"data\": {\"values\": ["
                "[1760422200000, 1760422260000], [3, 4]]}}",
                "{}", "Candlesticks, 2 series\np: last 4");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/xy-chart/points", test_xy);
  g_test_add_func ("/viz/xy-chart/tooltip", test_xy_tooltip);
  g_test_add_func ("/viz/xy-chart/ramp", test_xy_ramp);
  g_test_add_func ("/viz/xy-chart/trend", test_trend);
  g_test_add_func ("/viz/xy-chart/candles", test_candles);
  g_test_add_func ("/viz/xy-chart/one-price", test_one_price);
  return g_test_run ();
}
