/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data inside a dashboard: `snapshotData` of a panel, and queries of type "snapshot".
 *
 * Besides frames (with and without `schema`), snapshots of older Grafanas hold tables
 * `{columns, rows}` and series `{target, datapoints}`; these become frames here.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-json-packed.h"
#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"
#include "frame/oriel-frame.h"

/* Cells of all frames of a panel. Short columns are filled up, so a small text could ask for
 * very many. */
#define MAX_CELLS (64u * 1024 * 1024)

static JsonObject *
new_field (const char *name, const char *type, JsonArray *values)
{
  JsonObject *field = json_object_new ();

  json_object_set_string_member (field, "name", name);
  if (type != NULL)
    json_object_set_string_member (field, "type", type);
  json_object_set_object_member (field, "config", json_object_new ());
  json_object_set_array_member (field, "values", values);
  return field;
}

/* The values may be shared: nobody changes a frame's JSON. */
static JsonNode *
cell_of_row (JsonArray *row, guint index)
{
  return index < oriel_json_array_length (row) ? json_array_dup_element (row, index)
                                               : json_node_new (JSON_NODE_NULL);
}

static JsonArray *
column_values (JsonArray *rows, guint index)
{
  guint n = oriel_json_array_length (rows);
  JsonArray *values = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    json_array_add_element (
      values, cell_of_row (oriel_json_node_array (json_array_get_element (rows, i)), index));

  return values;
}

static JsonObject *
new_frame_like (JsonObject *old, const char *name)
{
  JsonObject *frame = json_object_new ();
  JsonNode *meta = oriel_json_member (old, "meta");

  if (name != NULL)
    json_object_set_string_member (frame, "name", name);
  if (oriel_json_string (old, "refId", NULL) != NULL)
    json_object_set_string_member (frame, "refId", oriel_json_string (old, "refId", NULL));
  if (oriel_json_node_object (meta) != NULL)
    json_object_set_member (frame, "meta", json_node_ref (meta));

  json_object_set_array_member (frame, "fields", json_array_new ());
  return frame;
}

static JsonObject *
field_of_column (JsonNode *node, JsonArray *values)
{
  JsonObject *column = oriel_json_node_object (node);
  const char *text = oriel_json_node_string (node);
  const char *type = oriel_json_string (column, "type", NULL);
  const char *unit = oriel_json_string (column, "unit", NULL);
  JsonObject *field;

  if (column != NULL)
    text = oriel_json_string (column, "text", oriel_json_string (column, "name", NULL));

  field = new_field (text != NULL ? text : "", g_strcmp0 (type, "time") == 0 ? type : NULL, values);
  if (unit != NULL)
    json_object_set_string_member (oriel_json_object (field, "config"), "unit", unit);

  return field;
}

/* `{columns: [{text, type}], rows: [[…]]}`. */
static JsonObject *
frame_of_table (JsonObject *table)
{
  JsonArray *columns = oriel_json_array (table, "columns");
  JsonArray *rows = oriel_json_array (table, "rows");
  JsonObject *frame = new_frame_like (table, oriel_json_string (table, "name", NULL));
  JsonArray *fields = oriel_json_array (frame, "fields");

  for (guint i = 0; i < oriel_json_array_length (columns); i++)
    json_array_add_object_element (
      fields, field_of_column (json_array_get_element (columns, i), column_values (rows, i)));

  return frame;
}

/* `{target, datapoints: [[value, time]], tags, unit, title}`. */
static JsonObject *
frame_of_series (JsonObject *series, JsonArray *points)
{
  const char *name = oriel_json_string (series, "target", oriel_json_string (series, "name", NULL));
  JsonObject *frame = new_frame_like (series, name);
  JsonArray *fields = oriel_json_array (frame, "fields");
  JsonObject *value = new_field ("Value", "number", column_values (points, 0));
  JsonObject *config = oriel_json_object (value, "config");

  if (oriel_json_string (series, "unit", NULL) != NULL)
    json_object_set_string_member (config, "unit", oriel_json_string (series, "unit", NULL));
  if (oriel_json_has_truthy (series, "title"))
    json_object_set_string_member (config, "displayNameFromDS",
                                   oriel_json_string (series, "title", ""));
  if (oriel_json_object (series, "tags") != NULL)
    json_object_set_object_member (value, "labels",
                                   json_object_ref (oriel_json_object (series, "tags")));

  json_array_add_object_element (fields, new_field ("Time", "time", column_values (points, 1)));
  json_array_add_object_element (fields, value);
  return frame;
}

/* The frame's JSON of any form of stored data; NULL when it is none. */
static JsonObject *
frame_json (JsonObject *stored)
{
  JsonArray *points = oriel_json_array (stored, "datapoints");

  if (points == NULL)
    points = oriel_json_array (stored, "points");

  if (oriel_json_object (stored, "schema") != NULL || oriel_json_array (stored, "fields") != NULL)
    return json_object_ref (stored);
  if (oriel_json_array (stored, "columns") != NULL)
    return frame_of_table (stored);

  return points != NULL ? frame_of_series (stored, points) : NULL;
}

static guint
longest (JsonArray *arrays, guint length)
{
  for (guint i = 0; i < oriel_json_array_length (arrays); i++)
    {
      JsonNode *node = json_array_get_element (arrays, i);
      JsonArray *values = oriel_json_node_array (node);
      const char *packed = oriel_json_node_string (node);

      if (values == NULL)
        values = oriel_json_array (oriel_json_node_object (node), "values");
      if (values == NULL && packed == NULL)
        packed = oriel_json_string (oriel_json_node_object (node), "values", NULL);
      length =
        MAX (length, MAX (oriel_json_array_length (values), oriel_json_packed_length (packed)));
    }

  return length;
}

/* Cells that the frame will have once its columns are of one length. */
static double
count_cells (JsonObject *stored)
{
  JsonObject *schema = oriel_json_object (stored, "schema");
  JsonArray *fields = oriel_json_array (schema != NULL ? schema : stored, "fields");
  JsonArray *values = oriel_json_array (oriel_json_object (stored, "data"), "values");
  JsonArray *columns = oriel_json_array (stored, "columns");
  double rows = longest (values, longest (fields, 0));

  rows = MAX (rows, oriel_json_array_length (oriel_json_array (stored, "rows")));
  return rows * MAX (oriel_json_array_length (fields), oriel_json_array_length (columns));
}

OrielFrame *
oriel_snapshot_frame (JsonObject *stored, double *cells_left)
{
  if (oriel_json_object (stored, "schema") == NULL && oriel_json_array (stored, "fields") == NULL)
    return NULL;

  *cells_left -= count_cells (stored);
  return *cells_left >= 0 ? oriel_frame_from_json (stored, NULL) : NULL;
}

typedef struct
{
  OrielDashboard *dashboard;
  OrielPanel *panel;
  double cells_left;
} Reading;

static void
add_issue (Reading *reading, const char *message)
{
  oriel_dashboard_add_issue (reading->dashboard, "snapshot-data", reading->panel->id,
                             oriel_panel_place (reading->panel),
                             _ ("Data stored in the panel cannot be read: %s."), message);
}

static void
add_frame (Reading *reading, JsonObject *stored, const char *ref_id)
{
  g_autoptr (JsonObject) json = NULL;
  g_autoptr (GError) error = NULL;
  OrielFrame *frame;

  reading->cells_left -= count_cells (stored);
  if (reading->cells_left < 0)
    {
      add_issue (reading, _ ("it has too many cells"));
      return;
    }

  json = frame_json (stored);
  frame = json != NULL ? oriel_frame_from_json (json, &error) : NULL;
  if (frame == NULL)
    {
      add_issue (reading,
                 error != NULL ? error->message : _ ("it is neither frame, table nor series"));
      return;
    }

  if (frame->ref_id == NULL)
    frame->ref_id = g_strdup (ref_id);
  g_ptr_array_add (reading->panel->snapshot_frames, frame);
}

static void
add_frames (Reading *reading, JsonArray *array, const char *ref_id)
{
  if (reading->panel->snapshot_frames == NULL)
    reading->panel->snapshot_frames =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < oriel_json_array_length (array) && reading->cells_left >= 0; i++)
    {
      JsonObject *stored = oriel_json_array_object (array, i);

      if (stored != NULL)
        add_frame (reading, stored, ref_id);
    }
}

static gboolean
is_snapshot (const OrielTarget *target)
{
  return g_str_equal (oriel_json_string (target->json, "queryType", ""), "snapshot") &&
         oriel_json_array (target->json, "snapshot") != NULL;
}

/* What has become frames weighs ten times as much as JSON. Only who is asked for values of inputs
 * reads it again. */
static void
forget_data (OrielDashboard *dashboard, OrielPanel *panel)
{
  if (dashboard->inputs->len == 0)
    json_object_remove_member (panel->json, "snapshotData");
}

void
oriel_panel_read_snapshot (OrielDashboard *dashboard, OrielPanel *panel)
{
  Reading reading = { .dashboard = dashboard, .panel = panel, .cells_left = MAX_CELLS };
  JsonArray *data = oriel_json_array (panel->json, "snapshotData");

  if (oriel_json_array_length (data) > 0)
    {
      add_frames (&reading, data, NULL);
      forget_data (dashboard, panel);
      return;
    }

  for (guint i = 0; i < panel->targets->len; i++)
    {
      const OrielTarget *target = g_ptr_array_index (panel->targets, i);

      if (is_snapshot (target) && !target->hidden)
        add_frames (&reading, oriel_json_array (target->json, "snapshot"), target->ref_id);
    }
}
