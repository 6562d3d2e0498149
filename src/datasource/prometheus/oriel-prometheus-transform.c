/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames of the back end as the data source hands them on; tables and heatmaps have their own
 * files. */

#include "config.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "datasource/prometheus/oriel-prometheus-transform.h"
#include "field/oriel-names.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

double
oriel_prometheus_parse_sample (const char *text)
{
  if (strcmp (text, "+Inf") == 0)
    return INFINITY;
  if (strcmp (text, "-Inf") == 0)
    return -INFINITY;
  return oriel_number_parse_float (text);
}

JsonObject *
oriel_prometheus_meta_copy (JsonObject *meta)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (meta == NULL)
    return copy;

  json_object_iter_init (&iter, meta);
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_ref (node));
  return copy;
}

static const char *
result_type_of (const OrielFrame *frame)
{
  return oriel_json_string (oriel_json_object (frame->meta, "custom"), "resultType", "");
}

static const OrielPrometheusTarget *
target_of (const OrielPrometheusTransform *how, const OrielFrame *frame)
{
  for (guint i = 0; i < how->n_targets; i++)
    if (g_strcmp0 (how->targets[i].ref_id, frame->ref_id) == 0)
      return &how->targets[i];

  return NULL;
}

static gboolean
has_format (const OrielPrometheusTransform *how, const OrielFrame *frame, const char *format)
{
  const OrielPrometheusTarget *target = target_of (how, frame);

  return target != NULL && g_strcmp0 (target->format, format) == 0;
}

static gboolean
is_table (const OrielPrometheusTransform *how, const OrielFrame *frame)
{
  const char *type = result_type_of (frame);

  if (how->is_explore && (strcmp (type, "vector") == 0 || strcmp (type, "scalar") == 0))
    return TRUE;
  return has_format (how, frame, "table");
}

/* Cells of native histograms are a heatmap already. */
static gboolean
is_heatmap (const OrielPrometheusTransform *how, const OrielFrame *frame)
{
  return has_format (how, frame, "heatmap") &&
         g_strcmp0 (oriel_json_string (frame->meta, "type", NULL), "heatmap-cells") != 0;
}

/* Changes one member of the meta of many frames that share it, with one copy. */
typedef struct
{
  const char *name;
  const char *value;
  JsonObject *from; /* the last one seen, borrowed */
  JsonObject *to;   /* what became of it; nullable */
} MetaChange;

static void
change_meta (MetaChange *change, OrielFrame *frame)
{
  if (change->to == NULL || frame->meta != change->from)
    {
      g_clear_pointer (&change->to, json_object_unref);
      change->from = frame->meta;
      change->to = oriel_prometheus_meta_copy (frame->meta);
      json_object_set_string_member (change->to, change->name, change->value);
    }

  g_clear_pointer (&frame->meta, oriel_json_object_unref);
  frame->meta = oriel_json_object_ref (change->to);
}

static OrielField *
series_field (const OrielFrame *frame)
{
  OrielField *field = frame->fields->len >= 2 ? oriel_frame_field (frame, 1) : NULL;

  return field != NULL && field->type == ORIEL_FIELD_NUMBER ? field : NULL;
}

static gboolean
is_auto (const OrielPrometheusTransform *how, const OrielFrame *frame)
{
  const OrielPrometheusTarget *target = target_of (how, frame);

  return target != NULL && g_strcmp0 (target->legend, "__auto") == 0 &&
         series_field (frame) != NULL;
}

/* The pairs that all series of a query share; nothing is shared by one alone. */
static GHashTable *
common_pairs (GPtrArray *frames, const char *ref_id)
{
  GHashTable *common = NULL;
  guint n = 0;

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *field = series_field (frame);
      GHashTableIter iter;
      gpointer name, value;

      if (field == NULL || g_strcmp0 (frame->ref_id, ref_id) != 0)
        continue;

      if (n++ == 0)
        {
          common = g_hash_table_new (g_str_hash, g_str_equal);
          for (guint j = 0; field->labels != NULL && j < field->labels->n; j++)
            g_hash_table_insert (common, (gpointer) field->labels->items[j].name,
                                 (gpointer) field->labels->items[j].value);
          continue;
        }

      g_hash_table_iter_init (&iter, common);
      while (g_hash_table_iter_next (&iter, &name, &value))
        if (g_strcmp0 (oriel_labels_get (field->labels, name), value) != 0)
          g_hash_table_iter_remove (&iter);
    }

  if (n == 1)
    g_hash_table_remove_all (common);
  return common;
}

/* The text of the labels that tell a series from the others; NULL when none does. */
static char *
distinct_text (const OrielLabels *labels, GHashTable *common)
{
  g_autofree OrielLabel *items = g_new (OrielLabel, labels->n + 1);
  g_autoptr (OrielLabels) distinct = NULL;
  guint n = 0;

  for (guint i = 0; i < labels->n; i++)
    if (!g_hash_table_contains (common, labels->items[i].name))
      items[n++] = labels->items[i];

  distinct = oriel_labels_new (items, n);
  return n > 0 ? oriel_labels_format (distinct, NULL, FALSE) : NULL;
}

/* The name of a series among its query's; NULL when nothing tells it from the others. */
static char *
auto_name (const OrielFrame *frame, const OrielLabels *labels, GHashTable *common)
{
  g_autofree char *text = distinct_text (labels, common);

  if (frame->name == NULL || *frame->name == '\0')
    return g_steal_pointer (&text);
  return text != NULL ? g_strconcat (frame->name, " ", text, NULL) : g_strdup (frame->name);
}

/* Names for series whose legend is automatic. Those without a metric's name get theirs from
 * their labels anyway. */
static void
name_auto (const OrielPrometheusTransform *how, GPtrArray *frames)
{
  g_autoptr (GHashTable) common = NULL;
  const char *ref_id = NULL;

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      OrielField *field = series_field (frame);
      g_autoptr (OrielFieldConfig) config = NULL;
      char *text;

      if (!is_auto (how, frame) || oriel_labels_get (field->labels, "__name__") == NULL)
        continue;

      if (common == NULL || g_strcmp0 (ref_id, frame->ref_id) != 0)
        {
          g_clear_pointer (&common, g_hash_table_unref);
          common = common_pairs (frames, frame->ref_id);
          ref_id = frame->ref_id;
        }

      text = auto_name (frame, field->labels, common);
      if (text == NULL)
        continue;

      config = oriel_field_config_copy (field->config);
      g_free (config->display_name_from_ds);
      config->display_name_from_ds = text;
      oriel_field_config_unref (field->config);
      field->config = g_steal_pointer (&config);
    }
}

/* Copies that may be changed, named where their legend is automatic. */
static GPtrArray *
copy_and_name (const OrielPrometheusTransform *how, GPtrArray *frames)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (copies, oriel_frame_copy_shallow (g_ptr_array_index (frames, i)));
  name_auto (how, copies);
  return copies;
}

static void
make_series (const OrielPrometheusTransform *how, GPtrArray *frames, GPtrArray *out)
{
  MetaChange change = { .name = "preferredVisualisationType", .value = "graph" };
  g_autoptr (GPtrArray) copies = copy_and_name (how, frames);

  for (guint i = 0; i < copies->len; i++)
    {
      change_meta (&change, g_ptr_array_index (copies, i));
      g_ptr_array_add (out, oriel_frame_ref (g_ptr_array_index (copies, i)));
    }

  g_clear_pointer (&change.to, json_object_unref);
}

static void
make_heatmaps (const OrielPrometheusTransform *how, GPtrArray *frames, GPtrArray *out)
{
  g_autoptr (GPtrArray) copies = copy_and_name (how, frames);

  oriel_prometheus_make_heatmaps (copies, out);
}

static void
add_link (JsonArray *links, const char *title, const char *url, JsonObject *internal)
{
  JsonObject *link = json_object_new ();

  json_object_set_string_member (link, "title", title);
  json_object_set_string_member (link, "url", url);
  if (internal != NULL)
    json_object_set_object_member (link, "internal", internal);
  else
    json_object_set_boolean_member (link, "targetBlank", TRUE);
  json_array_add_object_element (links, link);
}

/* Where a trace is: in another source, at an address, or both. */
static void
add_links (JsonArray *links, JsonObject *destination)
{
  const char *label = oriel_json_string (destination, "urlDisplayLabel", NULL);
  const char *uid = oriel_json_string (destination, "datasourceUid", NULL);
  const char *url = oriel_json_string (destination, "url", NULL);

  if (uid != NULL && *uid != '\0')
    {
      g_autofree char *title = g_strdup_printf (_ ("Query with %s"), uid);
      JsonObject *internal = json_object_new ();
      JsonObject *query = json_object_new ();

      json_object_set_string_member (query, "query", "${__value.raw}");
      json_object_set_string_member (query, "queryType", "traceql");
      json_object_set_object_member (internal, "query", query);
      json_object_set_string_member (internal, "datasourceUid", uid);
      add_link (links, label != NULL && *label != '\0' ? label : title, "", internal);
    }

  if (url != NULL && *url != '\0')
    {
      g_autofree char *title = g_strdup_printf (_ ("Go to %s"), url);

      add_link (links, label != NULL && *label != '\0' ? label : title, url, NULL);
    }
}

/* A copy of `array` (nullable) that may grow. */
static JsonArray *
array_copy (JsonArray *array)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    json_array_add_element (copy, json_node_ref (json_array_get_element (array, i)));
  return copy;
}

static void
link_field (OrielField *field, JsonObject *destination)
{
  OrielFieldConfig *config = oriel_field_config_copy (field->config);
  JsonArray *links = array_copy (config->links);

  add_links (links, destination);
  g_clear_pointer (&config->links, json_array_unref);
  config->links = links;
  oriel_field_config_unref (field->config);
  field->config = config;
}

static void
make_exemplars (const OrielPrometheusTransform *how, GPtrArray *frames, GPtrArray *out)
{
  MetaChange change = { .name = "dataTopic", .value = "annotations" };

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *copy = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));

      change_meta (&change, copy);
      for (guint j = 0; j < oriel_json_array_length (how->exemplar_links); j++)
        {
          JsonObject *destination = oriel_json_array_object (how->exemplar_links, j);
          const char *name = oriel_json_string (destination, "name", NULL);

          for (guint k = 0; name != NULL && k < copy->fields->len; k++)
            if (g_strcmp0 (oriel_frame_field (copy, k)->name, name) == 0)
              {
                link_field (oriel_frame_field (copy, k), destination);
                break;
              }
        }
      g_ptr_array_add (out, copy);
    }

  g_clear_pointer (&change.to, json_object_unref);
}

GPtrArray *
oriel_prometheus_transform_frames (GPtrArray *frames, const OrielPrometheusTransform *how)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GPtrArray) series = g_ptr_array_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (GPtrArray) heatmaps = g_ptr_array_new ();
  g_autoptr (GPtrArray) exemplars = g_ptr_array_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (is_table (how, frame))
        g_ptr_array_add (tables, frame);
      else if (strcmp (result_type_of (frame), "exemplar") == 0)
        g_ptr_array_add (exemplars, frame);
      else if (is_heatmap (how, frame))
        g_ptr_array_add (heatmaps, frame);
      else
        g_ptr_array_add (series, frame);
    }

  make_series (how, series, out);
  oriel_prometheus_make_tables (tables, how->several_tables, out);
  make_heatmaps (how, heatmaps, out);
  make_exemplars (how, exemplars, out);
  return out;
}
