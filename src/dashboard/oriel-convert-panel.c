/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Classic panels as elements of schema v2. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-dashboard-migrate.h"
#include "dashboard/oriel-json-tree.h"

/* What a panel has in either schema, or what another part of the element says. What an old panel
 * type had besides goes where its successor's code looks for it. */
static const char *const panel_members[] = {
  "id",
  "type",
  "title",
  "description",
  "transparent",
  "links",
  "gridPos",
  "targets",
  "transformations",
  "datasource",
  "options",
  "fieldConfig",
  "pluginVersion",
  "repeat",
  "repeatDirection",
  "maxPerRow",
  "timeFrom",
  "timeShift",
  "interval",
  "maxDataPoints",
  "cacheTimeout",
  "queryCachingTTL",
  "hideTimeOverride",
  "libraryPanel",
  "autoMigrateFrom",
  "panels",
  "collapsed",
  "snapshotData",
  "scopedVars",
  "key",
  "isNew",
  "events",
  "timeCompare",
};

/* A step's value and colour; the first step has no value, which is said. */
static JsonArray *
steps_of (JsonArray *stored)
{
  JsonArray *steps = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    {
      JsonObject *from = oriel_json_array_object (stored, i);
      JsonObject *step = json_object_new ();

      json_object_set_null_member (step, "value");
      oriel_convert_number (step, "value", from, "value");
      oriel_convert_text (step, "color", from, "color", "");
      json_array_add_object_element (steps, step);
    }

  return steps;
}

static void
renew_override_steps (JsonArray *overrides)
{
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonArray *properties =
        oriel_json_array (oriel_json_array_object (overrides, i), "properties");

      for (guint k = 0; k < oriel_json_array_length (properties); k++)
        {
          JsonObject *property = oriel_json_array_object (properties, k);
          JsonObject *value = oriel_json_object (property, "value");

          if (strcmp (oriel_json_string (property, "id", ""), "thresholds") == 0 &&
              oriel_json_array (value, "steps") != NULL)
            json_object_set_array_member (value, "steps",
                                          steps_of (oriel_json_array (value, "steps")));
        }
    }
}

JsonObject *
oriel_convert_field_config (JsonObject *config)
{
  JsonObject *copy = json_object_new ();
  JsonObject *defaults = oriel_json_tree_copy_object (oriel_json_object (config, "defaults"));
  JsonArray *mappings = oriel_json_array (defaults, "mappings");
  JsonArray *links = oriel_json_array (defaults, "links");
  JsonObject *custom = oriel_json_object (defaults, "custom");

  if (mappings != NULL && json_array_get_length (mappings) == 0)
    oriel_json_remove (defaults, "mappings");
  if (links != NULL && json_array_get_length (links) == 0)
    oriel_json_remove (defaults, "links");
  if (custom != NULL && json_object_get_size (custom) == 0)
    oriel_json_remove (defaults, "custom");

  if (oriel_json_array (oriel_json_object (defaults, "thresholds"), "steps") != NULL)
    json_object_set_array_member (
      oriel_json_object (defaults, "thresholds"), "steps",
      steps_of (oriel_json_array (oriel_json_object (defaults, "thresholds"), "steps")));

  json_object_set_object_member (copy, "defaults", defaults);
  oriel_convert_list (copy, "overrides", config, "overrides");
  renew_override_steps (oriel_json_array (copy, "overrides"));
  return copy;
}

static gboolean
is_named (JsonObject *source)
{
  return *oriel_json_string (source, "type", "") != '\0' ||
         *oriel_json_string (source, "uid", "") != '\0';
}

static JsonObject *
query_of_target (JsonObject *target, JsonObject *panel_source)
{
  JsonObject *source = oriel_json_object (target, "datasource");
  JsonObject *spec = oriel_json_tree_copy_object (target);
  JsonObject *query = json_object_new ();

  oriel_json_remove (spec, "refId");
  oriel_json_remove (spec, "hide");
  oriel_json_remove (spec, "datasource");
  json_object_set_object_member (
    query, "query", oriel_convert_query (is_named (source) ? source : panel_source, spec));
  oriel_convert_text (query, "refId", target, "refId", "");
  json_object_set_boolean_member (query, "hidden", oriel_json_boolean (target, "hide", FALSE));
  return oriel_convert_kind ("PanelQuery", query);
}

JsonArray *
oriel_convert_targets_to_v2 (JsonObject *panel)
{
  JsonArray *targets = oriel_json_array (panel, "targets");
  JsonArray *queries = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    {
      JsonObject *target = oriel_json_array_object (targets, i);

      if (target != NULL)
        json_array_add_object_element (
          queries, query_of_target (target, oriel_json_object (panel, "datasource")));
    }

  return queries;
}

static JsonObject *
convert_transformation (JsonObject *transformation, OrielSchema schema)
{
  const char *id = oriel_json_string (transformation, "id", "");
  JsonObject *spec = oriel_json_tree_copy_object (transformation);
  JsonObject *object;

  if (!json_object_has_member (spec, "options"))
    json_object_set_null_member (spec, "options");
  if (schema != ORIEL_SCHEMA_V2)
    return oriel_convert_kind (id, spec);

  object = json_object_new ();
  oriel_json_remove (spec, "id");
  json_object_set_string_member (object, "kind", "Transformation");
  json_object_set_string_member (object, "group", id);
  json_object_set_object_member (object, "spec", spec);
  return object;
}

static JsonObject *
query_options_of (JsonObject *panel)
{
  JsonObject *options = json_object_new ();

  oriel_convert_set_text (options, "timeFrom", oriel_json_string (panel, "timeFrom", ""));
  oriel_convert_number (options, "maxDataPoints", panel, "maxDataPoints");
  oriel_convert_set_text (options, "timeShift", oriel_json_string (panel, "timeShift", ""));
  oriel_convert_number (options, "queryCachingTTL", panel, "queryCachingTTL");
  oriel_convert_set_text (options, "interval", oriel_json_string (panel, "interval", ""));
  oriel_convert_set_text (options, "cacheTimeout", oriel_json_string (panel, "cacheTimeout", ""));
  if (oriel_json_boolean (panel, "hideTimeOverride", FALSE))
    json_object_set_boolean_member (options, "hideTimeOverride", TRUE);
  return options;
}

static JsonObject *
query_group_of (JsonObject *panel, OrielSchema schema)
{
  JsonArray *stored = oriel_json_array (panel, "transformations");
  JsonArray *transformations = json_array_new ();
  JsonObject *spec = json_object_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    if (oriel_json_array_object (stored, i) != NULL)
      json_array_add_object_element (
        transformations, convert_transformation (oriel_json_array_object (stored, i), schema));

  json_object_set_array_member (spec, "queries", oriel_convert_targets_to_v2 (panel));
  json_object_set_array_member (spec, "transformations", transformations);
  json_object_set_object_member (spec, "queryOptions", query_options_of (panel));
  return oriel_convert_kind ("QueryGroup", spec);
}

/* All that a panel of a type that is gone had and no panel has today. */
static void
set_old_settings (JsonObject *options, JsonObject *panel)
{
  const char *from = oriel_json_string (panel, "autoMigrateFrom", NULL);
  JsonObject *settings = oriel_json_tree_copy_object (panel);
  JsonObject *old;

  for (guint i = 0; i < G_N_ELEMENTS (panel_members); i++)
    oriel_json_remove (settings, panel_members[i]);
  if (from == NULL && json_object_get_size (settings) == 0)
    {
      json_object_unref (settings);
      return;
    }

  old = json_object_new ();
  json_object_set_string_member (old, "autoMigrateFrom",
                                 from != NULL ? from : oriel_json_string (panel, "type", ""));
  json_object_set_object_member (old, "originalOptions", settings);
  json_object_set_object_member (options, "__angularMigration", old);
}

static JsonObject *
visualization_of (JsonObject *panel)
{
  JsonObject *config = json_object_new ();
  JsonObject *spec = json_object_new ();
  JsonObject *options = oriel_json_tree_copy_object (oriel_json_object (panel, "options"));
  const char *successor = oriel_panel_replacement_type (panel);

  set_old_settings (options, panel);
  json_object_set_object_member (spec, "options", options);
  json_object_set_object_member (
    spec, "fieldConfig", oriel_convert_field_config (oriel_json_object (panel, "fieldConfig")));

  json_object_set_string_member (config, "kind", "VizConfig");
  json_object_set_string_member (
    config, "group",
    successor != NULL ? successor : oriel_json_string (panel, "type", "timeseries"));
  oriel_convert_text (config, "version", panel, "pluginVersion", "");
  json_object_set_object_member (config, "spec", spec);
  return config;
}

static JsonArray *
links_of (JsonObject *panel)
{
  JsonArray *stored = oriel_json_array (panel, "links");
  JsonArray *links = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    {
      JsonObject *from = oriel_json_array_object (stored, i);
      JsonObject *link = json_object_new ();

      oriel_convert_text (link, "title", from, "title", "");
      oriel_convert_text (link, "url", from, "url", "");
      if (oriel_json_boolean (from, "targetBlank", FALSE))
        json_object_set_boolean_member (link, "targetBlank", TRUE);
      json_array_add_object_element (links, link);
    }

  return links;
}

static JsonObject *
convert_library_panel (JsonObject *panel)
{
  JsonObject *library = oriel_json_object (panel, "libraryPanel");
  JsonObject *reference = json_object_new ();
  JsonObject *spec = json_object_new ();

  oriel_convert_text (reference, "name", library, "name", "");
  oriel_convert_text (reference, "uid", library, "uid", "");
  json_object_set_int_member (spec, "id", oriel_json_int (panel, "id", 0));
  oriel_convert_text (spec, "title", panel, "title", "");
  json_object_set_object_member (spec, "libraryPanel", reference);
  return oriel_convert_kind ("LibraryPanel", spec);
}

JsonObject *
oriel_convert_panel_to_v2 (JsonObject *panel, OrielSchema schema)
{
  JsonObject *spec;

  if (oriel_json_object (panel, "libraryPanel") != NULL)
    return convert_library_panel (panel);

  spec = json_object_new ();
  json_object_set_int_member (spec, "id", oriel_json_int (panel, "id", 0));
  oriel_convert_text (spec, "title", panel, "title", "");
  oriel_convert_text (spec, "description", panel, "description", "");
  json_object_set_array_member (spec, "links", links_of (panel));
  json_object_set_object_member (spec, "data", query_group_of (panel, schema));
  json_object_set_object_member (spec, "vizConfig", visualization_of (panel));
  if (oriel_json_boolean (panel, "transparent", FALSE))
    json_object_set_boolean_member (spec, "transparent", TRUE);
  return oriel_convert_kind ("Panel", spec);
}
