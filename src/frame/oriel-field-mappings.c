/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading, writing and copying the value mappings of a field's config: today's form, the form of
 * dashboards before schema 30 (a numeric type beside the value), and that of the old
 * singlestat panel. */

#include "config.h"

#include "frame/oriel-field-config-private.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"

static const char *const kind_names[] = {
  [ORIEL_MAPPING_VALUE] = "value",
  [ORIEL_MAPPING_RANGE] = "range",
  [ORIEL_MAPPING_REGEX] = "regex",
  [ORIEL_MAPPING_SPECIAL] = "special",
};

/* Numeric types of old dashboards. */
enum
{
  OLD_VALUE_TO_TEXT = 1,
  OLD_RANGE_TO_TEXT = 2,
};

static void
clear_result (gpointer data)
{
  OrielMappingResult *result = data;

  g_free (result->text);
  g_free (result->color);
  g_free (result->icon);
}

static void
free_mapping (gpointer data)
{
  OrielMapping *mapping = data;

  g_free (mapping->pattern);
  g_clear_pointer (&mapping->keys, g_ptr_array_unref);
  g_array_unref (mapping->results);
  g_free (mapping);
}

static OrielMapping *
new_mapping (OrielMappingKind kind)
{
  OrielMapping *mapping = g_new0 (OrielMapping, 1);

  mapping->kind = kind;
  mapping->from = -INFINITY;
  mapping->to = INFINITY;
  mapping->results = g_array_new (FALSE, FALSE, sizeof (OrielMappingResult));
  g_array_set_clear_func (mapping->results, clear_result);
  if (kind == ORIEL_MAPPING_VALUE)
    mapping->keys = g_ptr_array_new_with_free_func (g_free);

  return mapping;
}

static void
add_result (OrielMapping *mapping, const char *key, OrielMappingResult result)
{
  if (mapping->keys != NULL)
    g_ptr_array_add (mapping->keys, g_strdup (key));
  g_array_append_val (mapping->results, result);
}

char *
oriel_field_config_dup_text (JsonObject *object, const char *member)
{
  JsonNode *node = oriel_json_member (object, member);
  char number[ORIEL_NUMBER_BUFFER];

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      oriel_number_to_string (json_node_get_double (node), number);
      return g_strdup (number);
    }
}

static OrielMappingResult
read_result (JsonObject *object)
{
  OrielMappingResult result = {
    .text = oriel_field_config_dup_text (object, "text"),
    .color = g_strdup (oriel_json_string (object, "color", NULL)),
    .icon = g_strdup (oriel_json_string (object, "icon", NULL)),
    .index = (int) CLAMP (oriel_json_int (object, "index", -1), -1, G_MAXINT),
  };

  return result;
}

static void
read_value_options (OrielMapping *mapping, JsonObject *options)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, options);
  while (mapping->results->len < ORIEL_MAX_MAPPINGS &&
         json_object_iter_next_ordered (&iter, &key, &node))
    if (JSON_NODE_HOLDS_OBJECT (node))
      add_result (mapping, key, read_result (json_node_get_object (node)));
}

static OrielMapping *
read_new_form (const char *type, JsonObject *options)
{
  OrielMapping *mapping;
  guint kind = 0;

  while (kind < G_N_ELEMENTS (kind_names) && g_strcmp0 (kind_names[kind], type) != 0)
    kind++;
  if (kind == G_N_ELEMENTS (kind_names))
    return NULL;

  mapping = new_mapping (kind);
  if (kind == ORIEL_MAPPING_VALUE)
    {
      read_value_options (mapping, options);
      return mapping;
    }

  mapping->from = oriel_json_number (options, "from", -INFINITY);
  mapping->to = oriel_json_number (options, "to", INFINITY);
  mapping->pattern =
    oriel_field_config_dup_text (options, kind == ORIEL_MAPPING_REGEX ? "pattern" : "match");
  add_result (mapping, NULL, read_result (oriel_json_object (options, "result")));
  return mapping;
}

/* Old mappings had no colour of their own: the thresholds coloured the mapped text. */
static OrielMappingResult
read_old_result (JsonObject *object, const OrielThresholds *thresholds)
{
  OrielMappingResult result = {
    .text = oriel_field_config_dup_text (object, "text"),
    .index = -1,
  };
  double number = oriel_number_parse_float (result.text);
  const OrielThreshold *step = isnan (number) ? NULL : oriel_thresholds_active (thresholds, number);

  if (step != NULL)
    result.color = g_strdup (step->color);
  return result;
}

static OrielMapping *
read_old_null (JsonObject *object, const OrielThresholds *thresholds)
{
  OrielMapping *mapping = new_mapping (ORIEL_MAPPING_SPECIAL);

  mapping->pattern = g_strdup ("null");
  add_result (mapping, NULL, read_old_result (object, thresholds));
  return mapping;
}

static OrielMapping *
read_old_range (JsonObject *object, const OrielThresholds *thresholds)
{
  g_autofree char *from = oriel_field_config_dup_text (object, "from");
  g_autofree char *to = oriel_field_config_dup_text (object, "to");
  OrielMapping *mapping;

  if (g_strcmp0 (from, "null") == 0 || g_strcmp0 (to, "null") == 0)
    return read_old_null (object, thresholds);

  mapping = new_mapping (ORIEL_MAPPING_RANGE);
  mapping->from = oriel_number_from_string (from);
  mapping->to = oriel_number_from_string (to);
  add_result (mapping, NULL, read_old_result (object, thresholds));
  return mapping;
}

/* Reads one mapping of old form. Values are gathered in `values` when it is not NULL, else each
 * becomes a mapping of its own. Returns NULL when there is nothing to add. */
static OrielMapping *
read_old_form (JsonObject *object,
               gint64 type,
               const OrielThresholds *thresholds,
               OrielMapping *values)
{
  g_autofree char *value = oriel_field_config_dup_text (object, "value");
  OrielMapping *mapping;

  if (type == OLD_RANGE_TO_TEXT)
    return read_old_range (object, thresholds);
  if (type != OLD_VALUE_TO_TEXT || value == NULL)
    return NULL;
  if (g_str_equal (value, "null"))
    return read_old_null (object, thresholds);

  mapping = values != NULL ? values : new_mapping (ORIEL_MAPPING_VALUE);
  add_result (mapping, value, read_old_result (object, thresholds));
  return values != NULL ? NULL : mapping;
}

static OrielMapping *
read_mapping (JsonObject *object, const OrielThresholds *thresholds, OrielMapping *old_values)
{
  const char *type = oriel_json_string (object, "type", NULL);
  JsonObject *options = oriel_json_object (object, "options");

  if (type != NULL && options != NULL)
    return read_new_form (type, options);

  return read_old_form (object, oriel_json_int (object, "type", 0), thresholds, old_values);
}

GPtrArray *
oriel_mappings_read (JsonArray *array, const OrielThresholds *thresholds)
{
  guint n = MIN (oriel_json_array_length (array), ORIEL_MAX_MAPPINGS);
  GPtrArray *mappings = g_ptr_array_new_with_free_func (free_mapping);
  OrielMapping *old_values = new_mapping (ORIEL_MAPPING_VALUE);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielMapping *mapping = read_mapping (object, thresholds, old_values);

      if (mapping != NULL)
        g_ptr_array_add (mappings, mapping);
    }

  /* Old values come first, whatever stood between them. */
  if (old_values->results->len > 0)
    g_ptr_array_insert (mappings, 0, old_values);
  else
    free_mapping (old_values);

  if (mappings->len == 0)
    g_clear_pointer (&mappings, g_ptr_array_unref);
  return mappings;
}

GPtrArray *
oriel_mappings_from_json (JsonArray *array)
{
  return oriel_mappings_read (array, NULL);
}

GPtrArray *
oriel_mappings_from_old_panel (JsonObject *panel, const OrielThresholds *thresholds)
{
  JsonArray *values = oriel_json_array (panel, "valueMaps");
  JsonArray *ranges = oriel_json_array (panel, "rangeMaps");
  gint64 type = oriel_json_int (panel, "mappingType", 0);
  GPtrArray *mappings = g_ptr_array_new_with_free_func (free_mapping);
  JsonArray *array;

  if (type == 0)
    type = oriel_json_array_length (values) > 0 ? OLD_VALUE_TO_TEXT : OLD_RANGE_TO_TEXT;
  array = type == OLD_VALUE_TO_TEXT ? values : ranges;

  for (guint i = 0; i < MIN (oriel_json_array_length (array), ORIEL_MAX_MAPPINGS); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielMapping *mapping = read_old_form (object, type, thresholds, NULL);

      if (mapping != NULL)
        g_ptr_array_add (mappings, mapping);
    }

  if (mappings->len == 0)
    g_clear_pointer (&mappings, g_ptr_array_unref);
  return mappings;
}

static JsonObject *
result_to_json (const OrielMappingResult *result)
{
  JsonObject *object = json_object_new ();

  if (result->color != NULL)
    json_object_set_string_member (object, "color", result->color);
  if (result->icon != NULL)
    json_object_set_string_member (object, "icon", result->icon);
  if (result->index >= 0)
    json_object_set_int_member (object, "index", result->index);
  if (result->text != NULL)
    json_object_set_string_member (object, "text", result->text);

  return object;
}

static void
set_bound (JsonObject *options, const char *member, double bound)
{
  if (isfinite (bound))
    json_object_set_double_member (options, member, bound);
  else
    json_object_set_null_member (options, member);
}

static JsonObject *
options_to_json (const OrielMapping *mapping)
{
  JsonObject *options = json_object_new ();

  if (mapping->kind == ORIEL_MAPPING_VALUE)
    {
      for (guint i = 0; i < mapping->results->len; i++)
        json_object_set_object_member (
          options, g_ptr_array_index (mapping->keys, i),
          result_to_json (&g_array_index (mapping->results, OrielMappingResult, i)));
      return options;
    }

  if (mapping->kind == ORIEL_MAPPING_RANGE)
    {
      set_bound (options, "from", mapping->from);
      set_bound (options, "to", mapping->to);
    }
  else if (mapping->pattern != NULL)
    json_object_set_string_member (
      options, mapping->kind == ORIEL_MAPPING_REGEX ? "pattern" : "match", mapping->pattern);

  json_object_set_object_member (
    options, "result", result_to_json (&g_array_index (mapping->results, OrielMappingResult, 0)));
  return options;
}

JsonArray *
oriel_mappings_to_json (GPtrArray *mappings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < mappings->len; i++)
    {
      const OrielMapping *mapping = g_ptr_array_index (mappings, i);
      JsonObject *object = json_object_new ();

      json_object_set_object_member (object, "options", options_to_json (mapping));
      json_object_set_string_member (object, "type", kind_names[mapping->kind]);
      json_array_add_object_element (array, object);
    }

  return array;
}

static OrielMapping *
copy_mapping (const OrielMapping *mapping)
{
  OrielMapping *copy = new_mapping (mapping->kind);

  copy->from = mapping->from;
  copy->to = mapping->to;
  copy->pattern = g_strdup (mapping->pattern);
  for (guint i = 0; i < mapping->results->len; i++)
    {
      OrielMappingResult result = g_array_index (mapping->results, OrielMappingResult, i);

      result.text = g_strdup (result.text);
      result.color = g_strdup (result.color);
      result.icon = g_strdup (result.icon);
      add_result (copy, mapping->keys != NULL ? g_ptr_array_index (mapping->keys, i) : NULL,
                  result);
    }

  return copy;
}

GPtrArray *
oriel_mappings_copy (GPtrArray *mappings)
{
  GPtrArray *copy;

  if (mappings == NULL)
    return NULL;

  copy = g_ptr_array_new_full (mappings->len, free_mapping);
  for (guint i = 0; i < mappings->len; i++)
    g_ptr_array_add (copy, copy_mapping (g_ptr_array_index (mappings, i)));

  return copy;
}
