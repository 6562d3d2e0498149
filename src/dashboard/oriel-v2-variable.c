/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Variables and annotations of schema v2 → classic entries. See oriel-v2-private.h. */

#include "config.h"

#include "dashboard/oriel-v2-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

static const struct
{
  const char *kind;
  const char *type;
} kinds[] = {
  { "QueryVariable", "query" },       { "CustomVariable", "custom" },
  { "TextVariable", "textbox" },      { "ConstantVariable", "constant" },
  { "IntervalVariable", "interval" }, { "DatasourceVariable", "datasource" },
  { "AdhocVariable", "adhoc" },       { "GroupByVariable", "groupby" },
  { "SwitchVariable", "switch" },
};

/* Names of what classic entries number, in that order. */
static const char *const refresh_names[] = { "never", "onDashboardLoad", "onTimeRangeChanged",
                                             NULL };
static const char *const sort_names[] = { "disabled",
                                          "alphabeticalAsc",
                                          "alphabeticalDesc",
                                          "numericalAsc",
                                          "numericalDesc",
                                          "alphabeticalCaseInsensitiveAsc",
                                          "alphabeticalCaseInsensitiveDesc",
                                          "naturalAsc",
                                          "naturalDesc",
                                          NULL };

/* Replaces a name by its number; other texts become 0, numbers stay. */
static void
number_names (JsonObject *entry, const char *member, const char *const *names)
{
  const char *name = oriel_json_string (entry, member, NULL);
  int number = 0;

  if (name == NULL)
    return;

  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      number = i;

  json_object_set_int_member (entry, member, number);
}

/* Grafana wraps a query that was a text. */
static void
set_query (JsonObject *entry, JsonObject *query)
{
  JsonObject *spec = oriel_v2_spec (query);
  JsonNode *text = oriel_json_member (spec, "__legacyStringValue");
  JsonObject *copy;

  if (query == NULL)
    return;

  if (spec != NULL && json_object_has_member (spec, "__legacyStringValue"))
    {
      json_object_set_string_member (entry, "query", "");
      oriel_json_set_copy (entry, "query", text);
      return;
    }

  copy = oriel_json_tree_copy_object (spec);
  json_object_set_object_member (entry, "query", copy);
}

/* `pluginId` of a data source variable is what the classic entry has in `query`. */
static void
set_plugin (JsonObject *entry)
{
  const char *plugin = oriel_json_string (entry, "pluginId", NULL);

  if (plugin != NULL && strcmp (oriel_json_string (entry, "type", ""), "datasource") == 0)
    oriel_json_set_copy (entry, "query", oriel_json_member (entry, "pluginId"));
}

/* A switch stores its value alone. */
static void
wrap_current (JsonObject *entry)
{
  JsonNode *node = oriel_json_member (entry, "current");
  g_autofree char *value = oriel_json_dup_scalar (node);
  JsonObject *current;

  if (value == NULL)
    return;

  current = json_object_new ();
  json_object_set_string_member (current, "text", value);
  json_object_set_string_member (current, "value", value);
  json_object_set_object_member (entry, "current", current);
}

static const char *
type_of (JsonObject *variable)
{
  const char *kind = oriel_json_string (variable, "kind", "");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return kinds[i].type;

  return kind;
}

/* Filters and groups have no query: their source is beside the kind, or (v2alpha1) in the spec. */
static JsonObject *
source_of (JsonObject *variable)
{
  JsonObject *spec = oriel_v2_spec (variable);
  JsonObject *query = oriel_json_object (spec, "query");
  JsonObject *source = oriel_v2_source (query, spec);
  const char *group = oriel_json_string (variable, "group", "");
  JsonObject *named = oriel_json_object (variable, "datasource");

  if (source != NULL || query != NULL || (*group == '\0' && named == NULL))
    return source;

  source = json_object_new ();
  if (*group != '\0')
    json_object_set_string_member (source, "type", group);
  oriel_json_set_copy (source, "uid", oriel_json_member (named, "name"));
  return source;
}

JsonObject *
oriel_v2_variable (JsonObject *variable)
{
  JsonObject *spec = oriel_v2_spec (variable);
  JsonObject *source = source_of (variable);
  JsonObject *entry = oriel_json_tree_copy_object (spec);

  json_object_set_string_member (entry, "type", type_of (variable));
  if (source != NULL)
    json_object_set_object_member (entry, "datasource", source);
  set_query (entry, oriel_json_object (spec, "query"));
  set_plugin (entry);
  wrap_current (entry);
  number_names (entry, "refresh", refresh_names);
  number_names (entry, "sort", sort_names);
  return entry;
}

JsonObject *
oriel_v2_annotation (JsonObject *annotation)
{
  static const char *const members[] = { "name",   "enable",   "hide",     "iconColor",
                                         "filter", "mappings", "placement" };
  JsonObject *spec = oriel_v2_spec (annotation);
  JsonObject *query = oriel_json_object (spec, "query");
  JsonObject *target = oriel_v2_spec (query);
  JsonObject *source = oriel_v2_source (query, spec);
  JsonObject *entry = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    oriel_json_set_copy (entry, members[i], oriel_json_member (spec, members[i]));
  if (target != NULL && json_object_get_size (target) > 0)
    json_object_set_object_member (entry, "target", oriel_json_tree_copy_object (target));
  if (oriel_json_boolean (spec, "builtIn", FALSE))
    {
      json_object_set_string_member (entry, "type", "dashboard");
      json_object_set_int_member (entry, "builtIn", 1);
    }

  oriel_json_copy_members (entry, oriel_json_object (spec, "legacyOptions"));
  if (source != NULL)
    json_object_set_object_member (entry, "datasource", source);
  return entry;
}
