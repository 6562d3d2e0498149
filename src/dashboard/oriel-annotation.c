/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-annotation.h. */

#include "config.h"

#include "dashboard/oriel-annotation.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-json-tree.h"
#include "frame/oriel-frame.h"

/* Cells of all frames of events that one entry may have. */
#define MAX_CELLS (1024 * 1024)

#define DEFAULT_COLOR "rgba(0, 211, 255, 1)"

/* Where older entries keep members of their target. */
static const struct
{
  const char *old_name;
  const char *name;
} moved[] = {
  { "expr", "expr" },
  { "step", "interval" },
};

/* The target with what older entries keep beside it. */
static JsonObject *
read_target (JsonObject *json)
{
  JsonObject *stored = oriel_json_object (json, "target");
  JsonObject *target = stored != NULL ? oriel_json_tree_copy_object (stored) : json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    {
      const char *old = oriel_json_string (json, moved[i].old_name, NULL);

      if (old != NULL && !oriel_json_has_truthy (target, moved[i].name))
        json_object_set_string_member (target, moved[i].name, old);
    }
  if (!oriel_json_has_truthy (target, "refId"))
    json_object_set_string_member (target, "refId", "Anno");
  return target;
}

static void
read_filter (OrielAnnotation *self, JsonObject *filter)
{
  JsonArray *ids = oriel_json_array (filter, "ids");

  self->filter_ids = g_hash_table_new (NULL, NULL);
  self->has_filter = filter != NULL;
  self->filter_excludes = oriel_json_boolean (filter, "exclude", FALSE);
  for (guint i = 0; i < MIN (oriel_json_array_length (ids), ORIEL_DASHBOARD_MAX_PANELS); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      int id =
        json_node_get_value_type (node) == G_TYPE_INT64 ? (int) json_node_get_int (node) : -1;

      if (id >= 0)
        g_hash_table_add (self->filter_ids, GINT_TO_POINTER (id));
    }
}

static void
read_snapshot (OrielAnnotation *self, JsonArray *snapshot)
{
  double cells_left = MAX_CELLS;

  self->snapshot = json_array_ref (snapshot);
  self->snapshot_frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  for (guint i = 0; i < json_array_get_length (snapshot); i++)
    {
      JsonObject *stored = oriel_json_array_object (snapshot, i);
      OrielFrame *frame = stored != NULL ? oriel_snapshot_frame (stored, &cells_left) : NULL;

      if (frame != NULL)
        g_ptr_array_add (self->snapshot_frames, frame);
    }
}

OrielAnnotation *
oriel_annotation_read (JsonObject *json)
{
  OrielAnnotation *self = g_new0 (OrielAnnotation, 1);
  JsonObject *mappings = oriel_json_object (json, "mappings");
  JsonArray *snapshot = oriel_json_array (json, "snapshotData");

  self->name = g_strdup (oriel_json_string (json, "name", ""));
  self->color = g_strdup (oriel_json_string (json, "iconColor", DEFAULT_COLOR));
  self->enabled = oriel_json_boolean (json, "enable", FALSE);
  self->hidden = oriel_json_boolean (json, "hide", FALSE);
  self->built_in =
    oriel_json_int (json, "builtIn", 0) != 0 || oriel_json_boolean (json, "builtIn", FALSE);
  oriel_data_source_ref_read (&self->source, oriel_json_member (json, "datasource"));
  self->target = read_target (json);
  read_filter (self, oriel_json_object (json, "filter"));
  self->mappings = mappings != NULL ? json_object_ref (mappings) : NULL;
  self->title_format = g_strdup (oriel_json_string (json, "titleFormat", ""));
  self->text_format = g_strdup (oriel_json_string (json, "textFormat", ""));
  self->tag_keys = g_strsplit (oriel_json_string (json, "tagKeys", ""), ",", ORIEL_MAX_ITEMS);
  self->value_is_time = oriel_json_boolean (json, "useValueForTime", FALSE);
  if (snapshot != NULL)
    read_snapshot (self, snapshot);
  return self;
}

void
oriel_annotations_read (OrielDashboard *dashboard, JsonArray *list)
{
  for (guint i = 0; i < MIN (oriel_json_array_length (list), ORIEL_MAX_ITEMS); i++)
    {
      JsonObject *json = oriel_json_array_object (list, i);

      if (json != NULL)
        g_ptr_array_add (dashboard->annotations, oriel_annotation_read (json));
    }
}

void
oriel_annotation_free (OrielAnnotation *annotation)
{
  if (annotation == NULL)
    return;

  g_free (annotation->name);
  g_free (annotation->color);
  oriel_data_source_ref_clear (&annotation->source);
  json_object_unref (annotation->target);
  g_hash_table_unref (annotation->filter_ids);
  g_clear_pointer (&annotation->mappings, json_object_unref);
  g_free (annotation->title_format);
  g_free (annotation->text_format);
  g_strfreev (annotation->tag_keys);
  g_clear_pointer (&annotation->snapshot, json_array_unref);
  g_clear_pointer (&annotation->snapshot_frames, g_ptr_array_unref);
  g_free (annotation);
}

gboolean
oriel_annotation_is_for (const OrielAnnotation *annotation, int panel_id)
{
  if (!annotation->has_filter)
    return TRUE;

  return g_hash_table_contains (annotation->filter_ids, GINT_TO_POINTER (panel_id)) !=
         annotation->filter_excludes;
}

gboolean
oriel_annotation_is_time_region (const OrielAnnotation *annotation)
{
  return g_str_equal (oriel_json_string (annotation->target, "queryType", ""), "timeRegions");
}

/* Whether a Grafana's own store of annotations is asked. */
static gboolean
is_of_grafana (const OrielAnnotation *annotation)
{
  const char *type = annotation->source.type;

  return annotation->built_in || g_strcmp0 (type, "grafana") == 0 ||
         g_strcmp0 (type, "datasource") == 0;
}

gboolean
oriel_annotation_is_supported (const OrielAnnotation *annotation)
{
  if (annotation->snapshot != NULL || oriel_annotation_is_time_region (annotation))
    return TRUE;

  return !is_of_grafana (annotation) && oriel_dashboard_knows_source (&annotation->source);
}
