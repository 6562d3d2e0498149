/* SPDX-License-Identifier: GPL-3.0-or-later */

/* heatmap: series become the cells of a heatmap, one row each: time, lower edge and count. Source
 * of the rules: Grafana's calculateHeatmapFromData; but nulls count as nothing. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "transform/oriel-heat-grid.h"

static void
add_x (OrielFrame *frame, const OrielHeatGrid *grid)
{
  gint64 *times = g_new (gint64, frame->n_rows);
  g_autoptr (OrielColumn) column = oriel_column_new_take (ORIEL_FIELD_TIME, times, frame->n_rows);

  for (gsize i = 0; i < frame->n_rows; i++)
    times[i] = (gint64) (grid->x_min + (double) (i / grid->n_y) * grid->x_step);

  oriel_frame_add_field (frame, "xMin", NULL, grid->time->config, column);
}

/* The config keeps the numbers' unit and says how the axis is scaled. */
static void
add_y (OrielFrame *frame, const OrielHeatGrid *grid, JsonObject *scale)
{
  double *bounds = g_new (double, frame->n_rows);
  g_autoptr (OrielColumn) column = oriel_column_from_numbers (bounds, frame->n_rows);
  JsonObject *custom = json_object_new ();
  JsonObject *distribution = oriel_json_object_copy_deep (scale);
  OrielFieldConfig *config;

  for (gsize i = 0; i < frame->n_rows; i++)
    bounds[i] = oriel_heat_grid_y (grid, i % grid->n_y);

  if (scale == NULL)
    json_object_set_string_member (distribution, "type", "linear");
  json_object_set_object_member (custom, "scaleDistribution", distribution);
  config = oriel_field_own_config (
    oriel_frame_add_field (frame, "yMin", NULL, grid->value->config, column));
  oriel_json_object_unref (config->custom);
  config->custom = custom;
}

/* Takes the grid's counts. */
static void
add_counts (OrielFrame *frame, OrielHeatGrid *grid)
{
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  g_autoptr (OrielColumn) column =
    oriel_column_from_numbers (g_steal_pointer (&grid->counts), frame->n_rows);

  config->unit = g_strdup ("short");
  oriel_frame_add_field (frame, "Count", NULL, config, column);
}

static OrielFrame *
cells_frame (OrielHeatGrid *grid, JsonObject *scale)
{
  g_autofree char *name = oriel_field_display_name_in (grid->value, NULL, NULL);
  OrielFrame *frame = oriel_frame_new (NULL, name, grid->n_x * grid->n_y);

  frame->meta = json_object_new ();
  json_object_set_string_member (frame->meta, "type", "heatmap-cells");
  add_x (frame, grid);
  add_y (frame, grid, scale);
  add_counts (frame, grid);
  return frame;
}

GPtrArray *
oriel_transform_heatmap (JsonObject *options,
                         GPtrArray *frames,
                         const OrielTransformContext *context,
                         GError **error)
{
  JsonObject *scale = oriel_json_object (oriel_json_object (options, "yBuckets"), "scale");
  OrielHeatOptions calculation;
  OrielHeatGrid grid;
  GPtrArray *results;

  oriel_heat_options_from_json (&calculation, options);
  if (!oriel_heat_grid_init (&grid, frames, &calculation, error))
    return NULL;

  results = oriel_json_boolean (options, "keepOriginalData", FALSE) ? oriel_frames_copy (frames)
                                                                    : oriel_frames_new ();
  g_ptr_array_insert (results, 0, cells_frame (&grid, scale));
  oriel_heat_grid_clear (&grid);
  return results;
}
