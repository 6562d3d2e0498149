/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-field-overrides.h. */

#include "config.h"

#include "dashboard/oriel-field-overrides.h"

#include <math.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

JsonObject *
oriel_field_defaults (JsonObject *panel)
{
  return oriel_json_ensure_object (oriel_json_ensure_object (panel, "fieldConfig"), "defaults");
}

JsonObject *
oriel_field_custom (JsonObject *panel)
{
  return oriel_json_ensure_object (oriel_field_defaults (panel), "custom");
}

JsonArray *
oriel_field_overrides (JsonObject *panel)
{
  return oriel_json_ensure_array (oriel_json_ensure_object (panel, "fieldConfig"), "overrides");
}

static JsonNode *
node_for_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
node_for_object (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

JsonArray *
oriel_override_add_node (JsonArray *overrides, const char *matcher, JsonNode *options)
{
  JsonObject *rule = json_object_new ();
  JsonObject *match = json_object_new ();
  JsonArray *properties = json_array_new ();

  json_object_set_string_member (match, "id", matcher);
  json_object_set_member (match, "options", options);
  json_object_set_object_member (rule, "matcher", match);
  json_object_set_array_member (rule, "properties", properties);
  json_array_add_object_element (overrides, rule);
  return properties;
}

JsonArray *
oriel_override_add (JsonArray *overrides, const char *matcher, const char *options)
{
  return oriel_override_add_node (overrides, matcher, node_for_string (options));
}

void
oriel_property_add (JsonArray *properties, const char *id, JsonNode *value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "id", id);
  json_object_set_member (property, "value", value);
  json_array_add_object_element (properties, property);
}

void
oriel_property_add_string (JsonArray *properties, const char *id, const char *value)
{
  oriel_property_add (properties, id, node_for_string (value));
}

void
oriel_property_add_number (JsonArray *properties, const char *id, double value)
{
  JsonObject *property = json_object_new ();

  json_object_set_string_member (property, "id", id);
  oriel_json_set_number (property, "value", value);
  json_array_add_object_element (properties, property);
}

void
oriel_property_add_boolean (JsonArray *properties, const char *id, gboolean value)
{
  oriel_property_add (properties, id, json_node_init_boolean (json_node_alloc (), value));
}

void
oriel_property_add_object (JsonArray *properties, const char *id, JsonObject *value)
{
  oriel_property_add (properties, id, node_for_object (value));
}

JsonObject *
oriel_fixed_color_new (const char *color)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mode", "fixed");
  json_object_set_string_member (object, "fixedColor", color);
  return object;
}

JsonObject *
oriel_threshold_step_new (double value, const char *color)
{
  JsonObject *step = json_object_new ();

  if (isfinite (value))
    oriel_json_set_number (step, "value", value);
  else
    json_object_set_null_member (step, "value");
  if (color != NULL)
    json_object_set_string_member (step, "color", color);

  return step;
}

JsonObject *
oriel_thresholds_config_new (JsonArray *steps)
{
  JsonObject *thresholds = json_object_new ();

  json_object_set_string_member (thresholds, "mode", "absolute");
  json_object_set_array_member (thresholds, "steps", steps);
  return thresholds;
}

static const char *const reducer_ids[] = {
  "allIsNull", "allIsZero",    "allValues", "changeCount",  "count",
  "countAll",  "delta",        "diff",      "diffperc",     "distinctCount",
  "first",     "firstNotNull", "last",      "lastNotNull",  "logmin",
  "max",       "mean",         "median",    "min",          "range",
  "stdDev",    "step",         "sum",       "uniqueValues", "variance",
};

static const struct
{
  const char *old;
  const char *id;
} reducer_names[] = {
  { "avg", "mean" },
  { "current", "lastNotNull" },
  { "total", "sum" },
};

const char *
oriel_reducer_id_for_name (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (reducer_names); i++)
    if (g_str_equal (reducer_names[i].old, name))
      return reducer_names[i].id;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (reducer_ids); i++)
    if (g_str_equal (reducer_ids[i], name))
      return reducer_ids[i];

  return NULL;
}

JsonArray *
oriel_reducers_of_legend (JsonObject *legend)
{
  JsonArray *calcs = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, legend);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (oriel_json_is_truthy (value) && oriel_reducer_id_for_name (name) != NULL)
      json_array_add_string_element (calcs, oriel_reducer_id_for_name (name));

  return calcs;
}
