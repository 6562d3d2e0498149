/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-panel.h"

#include "draw/oriel-paint.h"
#include "viz/oriel-viz.h"

#define START_MS G_GINT64_CONSTANT (1700000000000)
#define STEP_MS 15000

static const char panel_json[] =
  "{\"custom\":{\"drawStyle\":\"line\",\"lineWidth\":1,\"fillOpacity\":0,\"showPoints\":\"never\"},"
  "\"color\":{\"mode\":\"palette-classic\"}}";

static double *
walk (GRand *rand, guint n)
{
  double *values = g_new (double, n);
  double level = g_rand_double_range (rand, 0, 100);

  for (guint i = 0; i < n; i++)
    {
      level = CLAMP (level + g_rand_double_range (rand, -1, 1), 0, 100);
      values[i] = level + g_rand_double_range (rand, 0, 6);
    }
  return values;
}

static OrielColumn *
times_new (guint n)
{
  gint64 *times = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    times[i] = START_MS + (gint64) i * STEP_MS;
  return oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
}

GPtrArray *
bench_frames_new (guint n_series, guint n_samples, guint32 seed)
{
  g_autoptr (JsonNode) json = json_from_string (panel_json, NULL);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (json_node_get_object (json));
  g_autoptr (OrielColumn) times = times_new (n_samples);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  GRand *rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_series; i++)
    {
      g_autofree char *name = g_strdup_printf ("series %u", i);
      g_autoptr (OrielColumn) values =
        oriel_column_new_take (ORIEL_FIELD_NUMBER, walk (rand, n_samples), n_samples);
      OrielFrame *frame = oriel_frame_new ("A", name, n_samples);
      OrielField *field;

      oriel_frame_add_field (frame, "Time", NULL, NULL, times);
      field = oriel_frame_add_field (frame, "Value", NULL, config, values);
      field->display_name = g_steal_pointer (&name);
      field->series_index = (int) i;
      g_ptr_array_add (frames, frame);
    }
  g_rand_free (rand);
  return frames;
}

OrielScene *
bench_lines_new (GPtrArray *frames, int width, int height)
{
  OrielScene *scene = oriel_scene_new (width, height);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      OrielColumn *times = oriel_frame_field (frame, 0)->column;
      OrielColumn *values = oriel_frame_field (frame, 1)->column;
      OrielSeriesItem item = {
        .times = times->times,
        .ys = values->numbers,
        .n = frame->n_rows,
        .x_column = times,
        .y_column = values,
        .plot = { 50, 17, width - 67, height - 67 },
        .x_min = START_MS,
        .x_max = START_MS + ((double) frame->n_rows - 1) * STEP_MS,
        .y_min = 0,
        .y_max = 110,
        .snap = TRUE,
        .line = oriel_paint_solid ((OrielColor){ (float) (i % 7) / 7, 0.6f, 0.9f, 1 }),
        .stroke = { .width = 1 },
      };

      oriel_scene_add_series (scene, &item);
    }
  return scene;
}

void
bench_panel_draw (GPtrArray *frames, int width, int height, cairo_t *cr)
{
  const OrielFrame *first = g_ptr_array_index (frames, 0);
  g_autoptr (JsonNode) options = json_from_string ("{\"legend\":{\"showLegend\":false}}", NULL);
  const OrielVizInput input = {
    .frames = frames,
    .options = json_node_get_object (options),
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START_MS, START_MS + (gint64) (first->n_rows - 1) * STEP_MS },
  };
  const OrielVizClass *klass = oriel_viz_find ("timeseries");
  g_autoptr (OrielVizModel) model = klass->prepare (&input);
  g_autoptr (OrielScene) scene = klass->layout (model, width, height, NULL);

  oriel_scene_paint (scene, cr);
}
