/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pie chart: order and shares of slices, what is under a point, words, and its outlines. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-paint.h"
#include "viz/oriel-viz.h"
#include "viz/pie/oriel-pie-slice.h"

#define FRAME                                                                                      \
  "{\"schema\": {\"fields\": [{\"name\": \"a\", \"type\": \"number\"},"                            \
  " {\"name\": \"b\", \"type\": \"number\"}, {\"name\": \"c\", \"type\": \"number\"}]},"           \
  " \"data\": {\"values\": [[1], [6], [3]]}}"

/* A pie over a frame of numbers; `field_config` is nullable. */
static OrielVizModel *
model_of (const char *frame, const char *options, const char *field_config)
{
  g_autoptr (JsonNode) node = json_from_string (options, NULL);
  g_autoptr (JsonNode) frame_node = json_from_string (frame, NULL);
  g_autoptr (JsonNode) config_node = json_from_string (field_config ? field_config : "{}", NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (node),
    .field_config = json_node_get_object (config_node),
    .theme = oriel_theme_get (FALSE),
    .zone = oriel_time_zone_utc (),
  };

  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (frame_node), NULL));
  return oriel_viz_find ("piechart")->prepare (&input);
}

static OrielVizModel *
model_new (const char *options)
{
  return model_of (FRAME, options, NULL);
}

static void
paint (const OrielScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 300);
  cairo_t *cr = cairo_create (surface);

  oriel_scene_paint (scene, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_slices (void)
{
  g_autoptr (OrielVizModel) model =
    model_new ("{\"pieType\": \"donut\", \"displayLabels\": [\"name\", \"percent\", \"value\"], "
               "\"legend\": {\"values\": [\"percent\", \"value\"], \"displayMode\": \"table\"}}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 300, 300, NULL);
  g_autofree char *words = model->klass->describe (model);
  const OrielRect *box = &oriel_scene_get_plot (scene)->rect;
  double middle = box->y + box->height / 2;
  double ring = (MIN (box->width, box->height) - 32) / 2 * 0.8;
  guint n;
  const OrielVizSeries *series = model->klass->series (model, &n);
  OrielHit hit;

  paint (scene);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (series[0].label, ==, "b");
  g_assert_cmpstr (series[2].label, ==, "a");
  g_assert_nonnull (strstr (words, "b: 6 (60%)\nc: 3 (30%)\na: 1 (10%)"));

  g_assert_true (
    model->klass->hit (model, scene, NULL, box->x + box->width / 2 + ring, middle, &hit));
  g_assert_cmpint (hit.field, ==, 1);
  g_assert_true (
    model->klass->hit (model, scene, NULL, box->x + box->width / 2 - ring, middle, &hit));
  g_assert_cmpint (hit.field, ==, 2);
  g_assert_false (model->klass->hit (model, scene, NULL, box->x + box->width / 2, middle, &hit));
}

static void
test_hidden (void)
{
  g_autoptr (OrielVizModel) model = model_new ("{\"legend\": {\"showLegend\": true}}");
  gboolean hidden[] = { TRUE, FALSE, FALSE };
  OrielVizState state = { .hidden = hidden, .n_hidden = 3 };
  g_autoptr (GArray) tips = model->klass->tips (model, &state, 0, NULL);

  g_assert_cmpuint (tips->len, ==, 2);
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 0).value, ==, "3 (75%)");
}

/* What the options of the tooltip leave of 0, 6 and 3, in words; at a place of 300 × 300 px (NAN:
 * nowhere). */
static char *
tips_of (const char *tooltip, double x, double y)
{
  static const char frame[] =
    "{\"schema\": {\"fields\": [{\"name\": \"a\", \"type\": \"number\"},"
    " {\"name\": \"b\", \"type\": \"number\"}, {\"name\": \"c\", \"type\": \"number\"}]},"
    " \"data\": {\"values\": [[0], [6], [3]]}}";
  g_autofree char *options = g_strdup_printf ("{\"sort\": \"none\", \"tooltip\": %s}", tooltip);
  g_autoptr (OrielVizModel) model = model_of (frame, options, NULL);
  g_autoptr (OrielScene) scene = oriel_viz_layout (model, 300, 300, NULL);
  const OrielTipPlace place = { 0, x, y };
  g_autofree char *title = NULL;
  OrielRect lit;
  g_autoptr (GArray) tips = oriel_viz_tips (model, scene, NULL, &place, &title, &lit);
  GString *text = g_string_new (NULL);

  for (guint i = 0; tips != NULL && i < tips->len; i++)
    g_string_append (text, g_array_index (tips, OrielVizTip, i).label);
  return g_string_free (text, FALSE);
}

static void
test_tips (void)
{
  static const char *const cases[][2] = {
    { "{}", "abc" },
    { "{\"mode\": \"none\"}", "" },
    { "{\"mode\": \"multi\", \"sort\": \"desc\"}", "bca" },
    { "{\"mode\": \"multi\", \"sort\": \"asc\", \"hideZeros\": true}", "cb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *labels = tips_of (cases[i][0], NAN, NAN);

      g_assert_cmpstr (labels, ==, cases[i][1]);
    }
}

/* The greatest slice lies at the right. */
static void
test_tips_at_a_slice (void)
{
  g_autofree char *one = tips_of ("{}", 170, 100);
  g_autofree char *all = tips_of ("{\"mode\": \"multi\"}", 170, 100);
  g_autofree char *none = tips_of ("{}", 1, 1);

  g_assert_cmpstr (one, ==, "b");
  g_assert_cmpstr (all, ==, "abc");
  g_assert_cmpstr (none, ==, "");
}

static guint
count_items (const OrielScene *scene, OrielItemKind kind)
{
  guint n, found = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    found += items[i].kind == kind;
  return found;
}

static char *
frame_of (const char *numbers)
{
  return g_strdup_printf ("{\"schema\": {\"fields\": [{\"name\": \"v\", \"type\": \"number\"}]},"
                          " \"data\": {\"values\": [[%s]]}}",
                          numbers);
}

/* Numbers without a share are said to have none; the others share the circle, however large. */
static void
test_odd_numbers (void)
{
  static const struct
  {
    const char *numbers;
    guint n_slices;
  } cases[] = { { "0", 0 },     { "-3, 0", 0 },         { "null", 0 },
                { "7", 1 },     { "1e308, 1e308", 2 },  { "-1, 4", 1 },
                { "1e999", 0 }, { "5, 1e999, null", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *frame = frame_of (cases[i].numbers);
      g_autoptr (OrielVizModel) model = model_of (
        frame, "{\"reduceOptions\": {\"values\": true}, \"legend\": {\"showLegend\": false}}",
        NULL);
      g_autoptr (OrielScene) scene = model->klass->layout (model, 300, 300, NULL);

      paint (scene);
      if (cases[i].n_slices == 0)
        g_assert_cmpuint (count_items (scene, ORIEL_ITEM_TEXT), ==, 1);
      else
        g_assert_cmpuint (count_items (scene, ORIEL_ITEM_TEXT), ==, 0);
      g_assert_cmpuint (count_items (scene, ORIEL_ITEM_PATH), >=, cases[i].n_slices);
    }
}

/* As many slices as there are pixels, at most, and no waiting for them. */
static void
test_many (void)
{
  g_autoptr (GString) numbers = g_string_new ("1");
  g_autofree char *frame = NULL;
  g_autoptr (OrielVizModel) model = NULL;
  g_autoptr (OrielScene) scene = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GArray) tips = NULL;

  for (guint i = 1; i < 20000; i++)
    g_string_append_printf (numbers, ",%u", i % 7 + 1);
  frame = frame_of (numbers->str);
  model = model_of (frame, "{\"reduceOptions\": {\"values\": true, \"limit\": 20000}}", NULL);
  scene = model->klass->layout (model, 300, 300, NULL);
  words = model->klass->describe (model);
  tips = model->klass->tips (model, NULL, 0, NULL);

  paint (scene);
  g_assert_cmpuint (count_items (scene, ORIEL_ITEM_PATH), >, 300);
  g_assert_cmpuint (count_items (scene, ORIEL_ITEM_PATH), <, 2000);
  g_assert_cmpuint (tips->len, <=, 1000);
}

/* A gradient goes from the largest to the smallest, past what an override coloured. */
static void
test_ranks (void)
{
  static const char frame[] =
    "{\"schema\": {\"fields\": [{\"name\": \"a\", \"type\": \"number\", \"config\": {\"color\":"
    " {\"mode\": \"gradient\", \"fixedColor\": \"#000000\", \"gradientColorTo\": \"#ffffff\"}}},"
    " {\"name\": \"b\", \"type\": \"number\", \"config\": {\"color\": {\"mode\": \"gradient\","
    " \"fixedColor\": \"#000000\", \"gradientColorTo\": \"#ffffff\"}}},"
    " {\"name\": \"c\", \"type\": \"number\", \"config\": {\"color\": {\"mode\": \"fixed\","
    " \"fixedColor\": \"#ff0000\"}}}]}, \"data\": {\"values\": [[1], [6], [9]]}}";
  g_autoptr (OrielVizModel) model =
    model_of (frame, "{\"displayLabels\": [\"name\"]}",
              "{\"defaults\": {\"color\": {\"mode\": \"gradient\", \"fixedColor\": \"#000000\","
              " \"gradientColorTo\": \"#ffffff\"}}}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 300, 300, NULL);
  guint n;
  const OrielVizSeries *series = model->klass->series (model, &n);

  paint (scene);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (series[0].color.green, ==, 0); /* c */
  g_assert_cmpfloat (series[0].color.red, >, 0.9);
  g_assert_cmpfloat (series[1].color.red, ==, 0); /* b */
  g_assert_cmpfloat (series[2].color.red, ==, 1); /* a */
}

static void
test_sizes (void)
{
  static const char *const options[] = {
    "{}", "{\"pieType\": \"donut\", \"legend\": {\"showLegend\": false}}", "{\"sort\": \"asc\"}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    for (int size = 0; size < 300; size += 37)
      {
        g_autoptr (OrielVizModel) model = model_new (options[i]);
        g_autoptr (OrielScene) scene = model->klass->layout (model, size, 300 - size, NULL);

        paint (scene);
      }
}

/* All numbers of an outline are finite, and its points are not outside of the circle. */
static void
test_outlines (void)
{
  for (double inner = 0; inner < 100; inner += 24)
    for (double end = 0; end <= 2 * G_PI + 0.01; end += 0.13)
      {
        OrielPieSlice slice = { 0, end, 0.005, inner, 100, 3 };
        OrielPieOutline outline;

        oriel_pie_slice_outline (&slice, 0, 0, &outline);
        for (guint i = 0; i < outline.n_numbers; i++)
          g_assert_true (isfinite (outline.numbers[i]) && fabs (outline.numbers[i]) < 101);
        g_assert_true (end == 0 || outline.n_commands > 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/pie/slices", test_slices);
  g_test_add_func ("/viz/pie/hidden", test_hidden);
  g_test_add_func ("/viz/pie/tips", test_tips);
  g_test_add_func ("/viz/pie/tips-at-a-slice", test_tips_at_a_slice);
  g_test_add_func ("/viz/pie/odd-numbers", test_odd_numbers);
  g_test_add_func ("/viz/pie/many", test_many);
  g_test_add_func ("/viz/pie/ranks", test_ranks);
  g_test_add_func ("/viz/pie/sizes", test_sizes);
  g_test_add_func ("/viz/pie/outlines", test_outlines);
  return g_test_run ();
}
