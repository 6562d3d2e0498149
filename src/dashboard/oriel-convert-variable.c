/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Variables and annotations of classic dashboards in schema v2. */

#include "config.h"

#include "dashboard/oriel-convert-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

typedef void (*FillFunc) (JsonObject *spec, JsonObject *entry);

/* `{text, value}` as stored, each of them a text or a list; "" where there is none. */
static void
set_choice (JsonObject *to, const char *name, JsonObject *from)
{
  static const char *const members[] = { "text", "value" };
  JsonObject *choice = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = oriel_json_member (from, members[i]);

      if (node != NULL &&
          (oriel_json_node_array (node) != NULL || oriel_json_node_string (node) != NULL))
        oriel_json_set_copy (choice, members[i], node);
      else
        {
          g_autofree char *text = oriel_json_dup_scalar (node);

          json_object_set_string_member (choice, members[i], text != NULL ? text : "");
        }
    }
  if (oriel_json_member (from, "properties") != NULL)
    oriel_json_set_copy (choice, "properties", oriel_json_member (from, "properties"));
  json_object_set_object_member (to, name, choice);
}

static JsonObject *
option_of (JsonObject *from)
{
  JsonObject *holder = json_object_new ();
  JsonObject *option = json_object_new ();

  oriel_convert_flag (option, "selected", from, "selected", FALSE);
  set_choice (holder, "choice", from);
  oriel_json_set_copy (option, "text", oriel_json_path (holder, "choice.text"));
  oriel_json_set_copy (option, "value", oriel_json_path (holder, "choice.value"));
  oriel_json_set_copy (option, "properties", oriel_json_path (holder, "choice.properties"));
  json_object_unref (holder);
  return option;
}

static void
set_options (JsonObject *spec, JsonObject *entry)
{
  JsonArray *list = oriel_json_array (entry, "options");
  JsonArray *options = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    if (oriel_json_array_object (list, i) != NULL)
      json_array_add_object_element (options, option_of (oriel_json_array_object (list, i)));

  json_object_set_array_member (spec, "options", options);
}

static void
set_name (JsonObject *spec, JsonObject *entry)
{
  oriel_convert_text (spec, "name", entry, "name", "");
}

/* What all kinds have. */
static void
set_common (JsonObject *spec, JsonObject *entry)
{
  oriel_convert_set_text (spec, "label", oriel_json_string (entry, "label", ""));
  json_object_set_string_member (
    spec, "hide", oriel_convert_name (oriel_convert_hide_names, oriel_json_int (entry, "hide", 0)));
  oriel_convert_flag (spec, "skipUrlSync", entry, "skipUrlSync", FALSE);
  oriel_convert_set_text (spec, "description", oriel_json_string (entry, "description", ""));
}

static void
set_multi (JsonObject *spec, JsonObject *entry)
{
  oriel_convert_flag (spec, "multi", entry, "multi", FALSE);
  oriel_convert_flag (spec, "includeAll", entry, "includeAll", FALSE);
  oriel_convert_set_text (spec, "allValue", oriel_json_string (entry, "allValue", ""));
}

static void
set_refresh (JsonObject *spec, JsonObject *entry)
{
  json_object_set_string_member (
    spec, "refresh",
    oriel_convert_name (oriel_convert_refresh_names, oriel_json_int (entry, "refresh", 0)));
}

static void
set_custom_value (JsonObject *spec, JsonObject *entry)
{
  oriel_convert_flag (spec, "allowCustomValue", entry, "allowCustomValue", TRUE);
}

/* A query that is a text is wrapped. */
static void
set_query (JsonObject *spec, JsonObject *entry)
{
  JsonNode *query = oriel_json_member (entry, "query");
  JsonObject *object = oriel_json_node_object (query);
  const char *text = oriel_json_node_string (query);
  JsonObject *inner = object != NULL ? oriel_json_tree_copy_object (object) : json_object_new ();

  if (text != NULL && *text != '\0')
    json_object_set_string_member (inner, "__legacyStringValue", text);
  json_object_set_object_member (
    spec, "query", oriel_convert_query (oriel_json_object (entry, "datasource"), inner));
}

static void
fill_query (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  set_choice (spec, "current", oriel_json_object (entry, "current"));
  set_refresh (spec, entry);
  set_query (spec, entry);
  oriel_convert_text (spec, "regex", entry, "regex", "");
  oriel_convert_text (spec, "regexApplyTo", entry, "regexApplyTo", NULL);
  json_object_set_string_member (
    spec, "sort", oriel_convert_name (oriel_convert_sort_names, oriel_json_int (entry, "sort", 0)));
  oriel_convert_text (spec, "definition", entry, "definition", NULL);
  set_options (spec, entry);
  set_multi (spec, entry);
  set_custom_value (spec, entry);
  oriel_json_set_copy (spec, "staticOptions", oriel_json_member (entry, "staticOptions"));
  oriel_json_set_copy (spec, "staticOptionsOrder", oriel_json_member (entry, "staticOptionsOrder"));
  set_common (spec, entry);
}

static void
fill_custom (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  oriel_convert_text (spec, "query", entry, "query", "");
  set_choice (spec, "current", oriel_json_object (entry, "current"));
  set_options (spec, entry);
  set_multi (spec, entry);
  set_custom_value (spec, entry);
  oriel_json_set_copy (spec, "valuesFormat", oriel_json_member (entry, "valuesFormat"));
  set_common (spec, entry);
}

static void
fill_data_source (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  oriel_convert_text (spec, "pluginId", entry, "query", "");
  set_refresh (spec, entry);
  oriel_convert_text (spec, "regex", entry, "regex", "");
  set_choice (spec, "current", oriel_json_object (entry, "current"));
  set_options (spec, entry);
  set_multi (spec, entry);
  set_custom_value (spec, entry);
  set_common (spec, entry);
}

static void
fill_interval (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  oriel_convert_text (spec, "query", entry, "query", "");
  set_choice (spec, "current", oriel_json_object (entry, "current"));
  set_options (spec, entry);
  oriel_convert_flag (spec, "auto", entry, "auto", FALSE);
  oriel_convert_text (spec, "auto_min", entry, "auto_min", "");
  json_object_set_int_member (spec, "auto_count", oriel_json_int (entry, "auto_count", 0));
  json_object_set_string_member (spec, "refresh", "onTimeRangeChanged");
  set_common (spec, entry);
}

static void
fill_text (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  set_choice (spec, "current", oriel_json_object (entry, "current"));
  oriel_convert_text (spec, "query", entry, "query", "");
  set_common (spec, entry);
}

static void
fill_switch (JsonObject *spec, JsonObject *entry)
{
  JsonArray *options = oriel_json_array (entry, "options");
  JsonObject *current = oriel_json_object (entry, "current");
  g_autofree char *value = oriel_json_dup_scalar (oriel_json_member (current, "value"));

  set_name (spec, entry);
  json_object_set_string_member (
    spec, "current",
    value != NULL ? value
                  : oriel_json_string (oriel_json_array_object (options, 1), "value", "false"));
  oriel_convert_text (spec, "enabledValue", oriel_json_array_object (options, 0), "value", "true");
  oriel_convert_text (spec, "disabledValue", oriel_json_array_object (options, 1), "value",
                      "false");
  set_common (spec, entry);
}

static void
fill_group_by (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  oriel_json_set_copy (spec, "defaultValue", oriel_json_member (entry, "defaultValue"));
  set_choice (spec, "current", oriel_json_object (entry, "current"));
  set_options (spec, entry);
  oriel_convert_flag (spec, "multi", entry, "multi", FALSE);
  set_common (spec, entry);
}

static void
fill_filters (JsonObject *spec, JsonObject *entry)
{
  set_name (spec, entry);
  oriel_convert_list (spec, "baseFilters", entry, "baseFilters");
  oriel_convert_list (spec, "filters", entry, "filters");
  oriel_convert_list (spec, "defaultKeys", entry, "defaultKeys");
  set_custom_value (spec, entry);
  oriel_json_set_copy (spec, "enableGroupBy", oriel_json_member (entry, "enableGroupBy"));
  set_common (spec, entry);
}

static const struct
{
  const char *type;
  const char *kind;
  FillFunc fill;
  gboolean has_source; /* beside the spec */
} kinds[] = {
  { "query", "QueryVariable", fill_query, FALSE },
  { "custom", "CustomVariable", fill_custom, FALSE },
  { "textbox", "TextVariable", fill_text, FALSE },
  { "constant", "ConstantVariable", fill_text, FALSE },
  { "interval", "IntervalVariable", fill_interval, FALSE },
  { "datasource", "DatasourceVariable", fill_data_source, FALSE },
  { "adhoc", "AdhocVariable", fill_filters, TRUE },
  { "groupby", "GroupByVariable", fill_group_by, TRUE },
  { "switch", "SwitchVariable", fill_switch, FALSE },
};

static void
set_source (JsonObject *variable, JsonObject *source)
{
  JsonObject *named = json_object_new ();

  oriel_convert_text (variable, "group", source, "type", "");
  oriel_convert_set_text (named, "name", oriel_json_string (source, "uid", ""));
  json_object_set_object_member (variable, "datasource", named);
}

JsonObject *
oriel_convert_variable (JsonObject *entry)
{
  const char *type = oriel_json_string (entry, "type", "");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      JsonObject *spec, *variable;

      if (strcmp (kinds[i].type, type) != 0)
        continue;

      spec = json_object_new ();
      kinds[i].fill (spec, entry);
      variable = json_object_new ();
      json_object_set_string_member (variable, "kind", kinds[i].kind);
      if (kinds[i].has_source)
        set_source (variable, oriel_json_object (entry, "datasource"));
      json_object_set_object_member (variable, "spec", spec);
      return variable;
    }

  return NULL;
}

/* Members of a classic annotation that have a place of their own. */
static const char *const placed[] = { "name",   "enable",     "hide",     "iconColor", "builtIn",
                                      "filter", "datasource", "mappings", "placement", "target" };

static void
set_old_members (JsonObject *spec, JsonObject *entry)
{
  JsonObject *others = oriel_json_tree_copy_object (entry);

  for (guint i = 0; i < G_N_ELEMENTS (placed); i++)
    oriel_json_remove (others, placed[i]);

  if (json_object_get_size (others) > 0)
    json_object_set_object_member (spec, "legacyOptions", others);
  else
    json_object_unref (others);
}

JsonObject *
oriel_convert_annotation (JsonObject *entry)
{
  JsonObject *spec = json_object_new ();
  JsonObject *target = oriel_json_object (entry, "target");

  json_object_set_object_member (spec, "query",
                                 oriel_convert_query (oriel_json_object (entry, "datasource"),
                                                      target != NULL
                                                        ? oriel_json_tree_copy_object (target)
                                                        : json_object_new ()));
  oriel_convert_flag (spec, "enable", entry, "enable", FALSE);
  oriel_convert_flag (spec, "hide", entry, "hide", FALSE);
  oriel_convert_text (spec, "iconColor", entry, "iconColor", "");
  oriel_convert_text (spec, "name", entry, "name", "");
  if (json_object_has_member (entry, "builtIn"))
    json_object_set_boolean_member (spec, "builtIn", oriel_json_has_truthy (entry, "builtIn"));
  oriel_json_set_copy (spec, "filter", oriel_json_member (entry, "filter"));
  if (!oriel_json_boolean (oriel_json_object (spec, "filter"), "exclude", TRUE))
    oriel_json_remove (oriel_json_object (spec, "filter"), "exclude");
  oriel_json_set_copy (spec, "mappings", oriel_json_member (entry, "mappings"));
  oriel_convert_text (spec, "placement", entry, "placement", NULL);
  set_old_members (spec, entry);
  return oriel_convert_kind ("AnnotationQuery", spec);
}
