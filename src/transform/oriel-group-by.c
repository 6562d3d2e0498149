/* SPDX-License-Identifier: GPL-3.0-or-later */

/* groupBy: one row for each combination of values, with calculations of the other fields. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

static gboolean
is_group_field (JsonObject *config)
{
  return strcmp (oriel_json_string (config, "operation", ""), "groupby") == 0;
}

/* The matcher of the fields that rows are grouped by; NULL when there is none. */
static OrielFieldMatcher *
group_matcher (JsonObject *fields, GHashTable *names)
{
  g_autoptr (JsonNode) options = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_set_array_member (object, "names", array);
  json_node_take_object (options, object);
  if (fields != NULL)
    {
      json_object_iter_init_ordered (&iter, fields);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        if (is_group_field (oriel_json_node_object (node)))
          {
            json_array_add_string_element (array, name);
            g_hash_table_add (names, (gpointer) name);
          }
    }

  return json_array_get_length (array) > 0 ? oriel_field_matcher_new ("byNames", options) : NULL;
}

/* Groups rows by the texts of their values in `fields` (of OrielField). */
static GPtrArray *
group_rows (GPtrArray *fields, gsize n_rows)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) key = g_string_new (NULL);

  for (gint32 row = 0; (gsize) row < n_rows; row++)
    {
      GArray *rows;

      g_string_truncate (key, 0);
      for (guint i = 0; i < fields->len; i++)
        {
          OrielReduced cell = oriel_field_cell (g_ptr_array_index (fields, i), (gsize) row);
          char buffer[ORIEL_NUMBER_BUFFER];

          if (i > 0)
            g_string_append_c (key, ',');
          if (!oriel_cell_is_null (&cell))
            g_string_append (key, oriel_cell_text (&cell, buffer));
        }

      rows = g_hash_table_lookup (index, key->str);
      if (rows == NULL)
        {
          rows = g_array_new (FALSE, FALSE, sizeof (gint32));
          g_hash_table_insert (index, g_strdup (key->str), rows);
          g_ptr_array_add (groups, rows);
        }
      g_array_append_val (rows, row);
    }

  return groups;
}

/* The value of each group's first row. */
static void
add_group_field (OrielFrame *frame, const OrielField *field, GPtrArray *groups)
{
  g_autofree gint32 *rows = g_new (gint32, groups->len);
  g_autoptr (OrielColumn) column = NULL;

  for (guint i = 0; i < groups->len; i++)
    rows[i] = g_array_index ((GArray *) g_ptr_array_index (groups, i), gint32, 0);

  column = oriel_column_gather (field->column, rows, groups->len);
  oriel_frame_add_field (frame, field->name, NULL, field->config, column);
}

/* Counts are numbers, "all …" are booleans, everything else is what the field is. */
static OrielFieldType
type_of_result (const char *id, const OrielField *field)
{
  static const char *const counts[] = { "count", "distinctCount", "changeCount", "countAll", NULL };

  if (g_strv_contains (counts, id))
    return ORIEL_FIELD_NUMBER;

  return strcmp (id, "allIsNull") == 0 || strcmp (id, "allIsZero") == 0 ? ORIEL_FIELD_BOOLEAN
                                                                        : field->type;
}

/* The results of all reducers for one group; lists are kept in `nodes`. */
static void
reduce_group (const OrielField *field,
              const GArray *rows,
              const char *const *ids,
              guint n_ids,
              GPtrArray *nodes,
              OrielReduced *out)
{
  OrielField part = *field;
  g_autoptr (OrielColumn) column =
    oriel_column_gather (field->column, (const gint32 *) (gpointer) rows->data, rows->len);

  part.column = column;
  oriel_reduce (&part, oriel_field_null_mode (field), ids, n_ids, out);

  /* Results are known by their own ids: an old id has none. */
  for (guint i = 0; i < n_ids; i++)
    {
      const OrielReducer *reducer = oriel_reducer_find (ids[i]);

      if (reducer == NULL || strcmp (reducer->id, ids[i]) != 0)
        out[i] = (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };
      else if (out[i].kind == ORIEL_REDUCED_LIST)
        {
          JsonNode *node =
            oriel_reduced_list_to_node (&part, strcmp (reducer->id, "uniqueValues") == 0);

          g_ptr_array_add (nodes, node);
          out[i] = (OrielReduced){ .kind = ORIEL_REDUCED_OTHER, .node = node };
        }
    }
}

static void
add_aggregations (OrielFrame *frame,
                  const OrielField *field,
                  const char *name,
                  JsonArray *aggregations,
                  GPtrArray *groups)
{
  guint n_ids = json_array_get_length (aggregations);
  g_autofree const char **ids = g_new0 (const char *, n_ids);
  g_autofree OrielReduced *results = g_new0 (OrielReduced, (gsize) n_ids * groups->len);
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, groups->len);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (guint i = 0; i < n_ids; i++)
    {
      const char *id = oriel_json_array_string (aggregations, i);

      ids[i] = id != NULL ? id : "";
    }
  for (guint i = 0; i < groups->len; i++)
    reduce_group (field, g_ptr_array_index (groups, i), ids, n_ids, nodes,
                  results + (gsize) i * n_ids);

  for (guint i = 0; i < n_ids; i++)
    {
      g_autofree char *result_name = g_strdup_printf ("%s (%s)", name, ids[i]);
      g_autoptr (OrielColumn) column = NULL;

      for (guint j = 0; j < groups->len; j++)
        cells[j] = results[(gsize) j * n_ids + i];
      column = oriel_column_from_cells (type_of_result (ids[i], field), cells, groups->len);
      oriel_frame_add_field (frame, result_name, NULL, NULL, column);
    }
}

/* The calculations of a field, or NULL. A field that is grouped by may be counted. */
static JsonArray *
aggregations_of (JsonObject *config)
{
  JsonArray *aggregations = oriel_json_array (config, "aggregations");
  const char *operation = oriel_json_string (config, "operation", "");
  guint n = oriel_json_array_length (aggregations);

  if (strcmp (operation, "aggregate") == 0)
    return n > 0 ? aggregations : NULL;
  if (strcmp (operation, "groupby") == 0 && n == 1 &&
      g_strcmp0 (oriel_json_array_string (aggregations, 0), "count") == 0)
    return aggregations;

  return NULL;
}

/* Grafana names a field without its frame here; but where there is one frame it remembers the
 * name that the matcher asked for. */
static char *
name_of (const OrielField *field,
         const OrielFrame *frame,
         const OrielNameScope *scope,
         GHashTable *group_names,
         gboolean alone)
{
  if (alone && !g_hash_table_contains (group_names, field->name))
    return oriel_field_display_name_in (field, frame, scope);

  return oriel_field_display_name_in (field, NULL, NULL);
}

static OrielFrame *
group_frame (const OrielFrame *frame,
             GPtrArray *group_fields,
             JsonObject *fields,
             const OrielNameScope *scope,
             GHashTable *group_names,
             gboolean alone)
{
  g_autoptr (GPtrArray) groups = group_rows (group_fields, frame->n_rows);
  OrielFrame *grouped = oriel_frame_new (frame->ref_id, NULL, groups->len);

  for (guint i = 0; i < group_fields->len; i++)
    add_group_field (grouped, g_ptr_array_index (group_fields, i), groups);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree char *name = name_of (field, frame, scope, group_names, alone);
      JsonObject *config = oriel_json_object (fields, name);
      JsonArray *aggregations;

      if (config == NULL)
        config = oriel_json_object (fields, field->name);
      aggregations = aggregations_of (config);
      if (aggregations != NULL)
        add_aggregations (grouped, field, name, aggregations, groups);
    }

  return grouped;
}

GPtrArray *
oriel_transform_group_by (JsonObject *options,
                          GPtrArray *frames,
                          const OrielTransformContext *context,
                          GError **error)
{
  JsonObject *fields = oriel_json_object (options, "fields");
  g_autoptr (GHashTable) group_names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OrielFieldMatcher) matcher = group_matcher (fields, group_names);
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *grouped;

  if (matcher == NULL)
    return oriel_frames_copy (frames);

  grouped = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (GPtrArray) group_fields = g_ptr_array_new ();

      for (guint j = 0; j < frame->fields->len; j++)
        {
          OrielField *field = oriel_frame_field (frame, j);

          if (oriel_transform_field_matches (matcher, field, frame, &scope))
            g_ptr_array_add (group_fields, field);
        }
      if (group_fields->len > 0)
        g_ptr_array_add (grouped, group_frame (frame, group_fields, fields, &scope, group_names,
                                               frames->len <= 1));
    }

  return grouped;
}
