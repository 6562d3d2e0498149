/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The heatmap panel: cells of every kind of data, what is under a point, tooltips, words, and the
 * grid that samples are counted into. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-paint.h"
#include "transform/oriel-heat-grid.h"
#include "viz/oriel-viz.h"

#define START 1760422200000
#define ROWS                                                                                       \
  "{\"schema\": {\"meta\": {\"type\": \"heatmap-rows\"}, \"fields\": ["                            \
  " {\"name\": \"Time\", \"type\": \"time\"},"                                                     \
  " {\"name\": \"0.1\", \"type\": \"number\", \"labels\": {\"le\": \"0.1\"}},"                     \
  " {\"name\": \"0.5\", \"type\": \"number\", \"labels\": {\"le\": \"0.5\"}}]},"                   \
  " \"data\": {\"values\": [[1760422260000, 1760422320000, 1760422380000],"                        \
  " [0, 3, 8], [1, null, 4]]}}"
#define SERIES                                                                                     \
  "{\"schema\": {\"fields\": [{\"name\": \"Time\", \"type\": \"time\"},"                           \
  " {\"name\": \"Value\", \"type\": \"number\"}]},"                                                \
  " \"data\": {\"values\": [[1760422200000, 1760422230000, 1760422260000, 1760422290000],"         \
  " [1, 2, 14, null]]}}"
#define SPARSE                                                                                     \
  "{\"schema\": {\"meta\": {\"type\": \"heatmap-cells\"}, \"fields\": ["                           \
  " {\"name\": \"xMax\", \"type\": \"time\"}, {\"name\": \"yMin\", \"type\": \"number\"},"         \
  " {\"name\": \"yMax\", \"type\": \"number\"}, {\"name\": \"count\", \"type\": \"number\"}]},"    \
  " \"data\": {\"values\": [[1760422260000, 1760422260000, 1760422320000], [1, 2, 2],"             \
  " [2, 4, 4], [7, 1, 3]]}}"
#define DENSE                                                                                      \
  "{\"schema\": {\"meta\": {\"type\": \"heatmap-cells\"}, \"fields\": ["                           \
  " {\"name\": \"xMin\", \"type\": \"time\"}, {\"name\": \"yMin\", \"type\": \"number\"},"         \
  " {\"name\": \"n\", \"type\": \"number\"}]}, \"data\": {\"values\": ["                           \
  " [1760422200000, 1760422200000, 1760422260000, 1760422260000], [0, 5, 0, 5], [1, 2, 3, 4]]}}"

static OrielFrame *
frame_new (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  OrielFrame *frame = oriel_frame_from_json (json_node_get_object (node), NULL);

  g_assert_nonnull (frame);
  return frame;
}

static OrielVizModel *
model_new (const char *frame, const char *options)
{
  g_autoptr (JsonNode) node = json_from_string (options, NULL);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (node),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + 180000 },
  };

  if (frame != NULL)
    g_ptr_array_add (frames, frame_new (frame));
  return oriel_viz_find ("heatmap")->prepare (&input);
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
test_rows (void)
{
  g_autoptr (OrielVizModel) model = model_new (ROWS, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips = model->klass->tips (model, NULL, START + 150000, &title);
  OrielHit hit;

  paint (scene);
  g_assert_cmpuint (tips->len, ==, 2);
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 0).label, ==, "0.1 – 0.5");
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 0).value, ==, "4");
  g_assert_cmpstr (g_array_index (tips, OrielVizTip, 1).label, ==, "0.0 – 0.1");
  g_assert_cmpstr (title, ==, "2025-10-14 06:13:00");

  /* the lower row of the last column */
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width * 0.9,
                                    plot->rect.y + plot->rect.height * 0.8, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_SAMPLE);
  g_assert_cmpint (hit.field, ==, 1);
  g_assert_cmpint (hit.row, ==, 2);
  g_assert_cmpfloat (hit.y_value, ==, 8);
  /* the first column has nothing there */
  g_assert_true (model->klass->hit (model, scene, NULL, plot->rect.x + plot->rect.width * 0.1,
                                    plot->rect.y + plot->rect.height * 0.8, &hit));
  g_assert_cmpint (hit.kind, ==, ORIEL_HIT_PLOT);
}

/* Rows of a tooltip of the last column as `bucket=count`, joined by commas, with their bars. The
 * pointer is at a share of the plot's height, < 0: there is none. */
static char *
tips_text (const OrielVizModel *model, double share)
{
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  OrielTipPlace place = { START + 150000, NAN, NAN };
  g_autofree char *title = NULL;
  g_autoptr (GArray) tips = NULL;
  OrielRect lit;
  GString *text;

  if (share >= 0)
    {
      place.pointer_x = plot->rect.x + plot->rect.width * 0.9;
      place.pointer_y = plot->rect.y + plot->rect.height * share;
    }
  tips = oriel_viz_tips (model, scene, NULL, &place, &title, &lit);
  text = g_string_new (tips != NULL ? NULL : "none");
  for (guint i = 0; tips != NULL && i < tips->len; i++)
    {
      const OrielVizTip *tip = &g_array_index (tips, OrielVizTip, i);

      g_string_append_printf (text, "%s%s=%s%s", i > 0 ? ", " : "", tip->label, tip->value,
                              tip->is_under ? "!" : "");
      if (tip->part > 0)
        g_string_append_printf (text, " %.0f%%", tip->part * 100);
    }
  return g_string_free (text, FALSE);
}

/* Which buckets of the last column a tooltip speaks of. */
static void
test_tips (void)
{
  static const struct
  {
    const char *options;
    double share;
    const char *text;
  } cases[] = {
    { "{}", -1, "0.1 – 0.5=4, 0.0 – 0.1=8" },
    { "{}", 0.2, "0.1 – 0.5=4" },
    { "{}", 0.8, "0.0 – 0.1=8" },
    { "{'yAxis': {'reverse': true}}", 0.8, "0.1 – 0.5=4" },
    { "{'filterValues': {'le': 4}}", 0.2, "" },
    { "{'tooltip': {'mode': 'multi'}}", 0.2, "0.1 – 0.5=4!, 0.0 – 0.1=8" },
    { "{'tooltip': {'yHistogram': true}}", 0.8, "0.1 – 0.5=4 50%, 0.0 – 0.1=8! 100%" },
    { "{'tooltip': {'showColorScale': true}}", 0.8, "0.0 – 0.1=8, Colors=1 – 8 100%" },
    { "{'tooltip': {'mode': 'none'}}", 0.2, "none" },
    { "{'tooltip': {'show': false}}", 0.2, "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *options = g_strdelimit (g_strdup (cases[i].options), "'", '"');
      g_autoptr (OrielVizModel) model = model_new (ROWS, options);
      g_autofree char *text = tips_text (model, cases[i].share);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *frame, *options, *words;
  } cases[] = {
    { ROWS, "{}", "2 buckets in 3 columns" },
    { ROWS,
      "{\"rowsFrame\": {\"yBucketScale\": {\"type\": \"log\", \"log\": 10}}, \"yAxis\": "
      "{\"reverse\": true, \"unit\": \"s\"}}",
      "most: 8 in 100 ms – 500 ms" },
    { SPARSE, "{\"cellGap\": 4}", "most: 7 in 1 – 2 at" },
    { DENSE, "{\"color\": {\"mode\": \"opacity\", \"steps\": 10}}", "most: 4 in 5 – 10 at" },
    { SERIES,
      "{\"calculate\": true, \"calculation\": {\"xBuckets\": {\"value\": \"1m\"}, \"yBuckets\": "
      "{\"value\": \"10\"}}}",
      "2 buckets in 4 columns" },
    { SERIES,
      "{\"calculate\": true, \"calculation\": {\"yBuckets\": {\"scale\": {\"type\": \"log\"}}}}",
      "most: " },
    { NULL, "{}", "Heatmap: No data" },
    { DENSE, "{\"calculate\": true, \"calculation\": {\"xBuckets\": {\"value\": \"0.0001\"}}}",
      "too many buckets" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrielVizModel) model = model_new (cases[i].frame, cases[i].options);
      g_autofree char *words = model->klass->describe (model);

      if (strstr (words, cases[i].words) == NULL)
        g_error ("case %u: “%s” is not in “%s”", i, cases[i].words, words);
      for (int size = 0; size < 400; size += 133)
        {
          g_autoptr (OrielScene) scene = model->klass->layout (model, size, size, NULL);

          paint (scene);
        }
    }
}

/* One row of as many columns as `n`, all of one value. */
static char *
row_of (guint n)
{
  GString *xs = g_string_new (NULL), *ys = g_string_new (NULL), *counts = g_string_new (NULL);
  char *text;

  for (guint i = 0; i < n; i++)
    {
      const char *comma = i > 0 ? "," : "";

      g_string_append_printf (xs, "%s%" G_GINT64_FORMAT, comma, START + (gint64) i * 180000 / n);
      g_string_append_printf (ys, "%s0", comma);
      g_string_append_printf (counts, "%s5", comma);
    }
  text = g_strdup_printf (
    "{\"schema\": {\"meta\": {\"type\": \"heatmap-cells\"}, \"fields\": ["
    "{\"name\": \"xMin\", \"type\": \"time\"}, {\"name\": \"yMin\", \"type\": \"number\"},"
    "{\"name\": \"n\", \"type\": \"number\"}]}, \"data\": {\"values\": [[%s], [%s], [%s]]}}",
    xs->str, ys->str, counts->str);
  g_string_free (xs, TRUE);
  g_string_free (ys, TRUE);
  g_string_free (counts, TRUE);
  return text;
}

/* Columns narrower than a pixel leave no pixel empty. */
static void
test_narrow_columns (void)
{
  g_autofree char *frame = row_of (400);
  g_autoptr (OrielVizModel) model = model_new (frame, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);
  int y = (int) (plot->rect.y + plot->rect.height / 2);
  const guint8 *row;

  oriel_scene_paint (scene, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  for (int x = (int) plot->rect.x + 2; x < (int) (plot->rect.x + plot->rect.width) - 2; x++)
    g_assert_cmpint (row[4 * x] + row[4 * x + 1] + row[4 * x + 2], >, 100);
  cairo_surface_destroy (surface);
}

static void
test_grid (void)
{
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (JsonNode) node = json_from_string ("{\"xBuckets\": {\"mode\": \"count\", \"value\": "
                                                "\"3\"}, \"yBuckets\": {\"value\": \"0.1\"}}",
                                                NULL);
  OrielHeatOptions options;
  OrielHeatGrid grid;
  double sum = 0;

  g_ptr_array_add (frames, frame_new (SERIES));
  oriel_heat_options_from_json (&options, json_node_get_object (node));
  g_assert_true (options.x.by_count);
  g_assert_true (oriel_heat_grid_init (&grid, frames, &options, NULL));
  g_assert_cmpfloat (grid.x_step, ==, 30000);
  g_assert_cmpuint (grid.n_x, ==, 3);
  g_assert_cmpuint (grid.n_y, ==, 131);
  for (gsize i = 0; i < grid.n_x * grid.n_y; i++)
    sum += grid.counts[i];
  g_assert_cmpfloat (sum, ==, 3);
  g_assert_cmpfloat (grid.counts[2 * grid.n_y + 130], ==, 1);
  oriel_heat_grid_clear (&grid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/heatmap/rows", test_rows);
  g_test_add_func ("/viz/heatmap/tips", test_tips);
  g_test_add_func ("/viz/heatmap/kinds", test_kinds);
  g_test_add_func ("/viz/heatmap/narrow-columns", test_narrow_columns);
  g_test_add_func ("/viz/heatmap/grid", test_grid);
  return g_test_run ();
}
