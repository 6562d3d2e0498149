/* SPDX-License-Identifier: GPL-3.0-or-later */

/* groupBy: one row for each combination of values, with calculations of the other fields. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-groups.h"

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

/* Counts are numbers, "all …" are booleans, everything else is what the field is. */
static OrielFieldType
type_of_result (const char *id,
                const OrielField *field,
                const char *name,
                const OrielReduced *cells,
                gsize n)
{
  static const char *const counts[] = { "count", "distinctCount", "changeCount", "countAll", NULL };

  if (g_strv_contains (counts, id))
    return ORIEL_FIELD_NUMBER;

  return strcmp (id, "allIsNull") == 0 || strcmp (id, "allIsZero") == 0 ? ORIEL_FIELD_BOOLEAN
                                                                        : field->type;
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
  g_auto (OrielGroups) groups = { 0 };
  OrielFrame *grouped;

  oriel_groups_init (&groups, group_fields, frame->n_rows);
  grouped = oriel_frame_new (frame->ref_id, NULL, groups.n);
  for (guint i = 0; i < group_fields->len; i++)
    {
      const OrielField *field = g_ptr_array_index (group_fields, i);
      g_autoptr (OrielColumn) column = oriel_groups_first (&groups, field);

      oriel_frame_add_field (grouped, field->name, NULL, field->config, column);
    }

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
        oriel_groups_reduce (&groups, field, name, aggregations, type_of_result, grouped);
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
