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

static OrielVizModel *
model_new (const char *options)
{
  g_autoptr (JsonNode) node = json_from_string (options, NULL);
  g_autoptr (JsonNode) frame_node = json_from_string (FRAME, NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (node),
    .theme = oriel_theme_get (FALSE),
    .zone = oriel_time_zone_utc (),
  };

  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (frame_node), NULL));
  return oriel_viz_find ("piechart")->prepare (&input);
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
  g_test_add_func ("/viz/pie/sizes", test_sizes);
  g_test_add_func ("/viz/pie/outlines", test_outlines);
  return g_test_run ();
}
