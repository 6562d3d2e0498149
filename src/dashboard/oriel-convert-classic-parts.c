/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Elements, variables and annotations of schema v2 as classic JSON. The readers' conversions do the
 * work; here their result gets the form in which Grafana stores it. */

#include "config.h"

#include "dashboard/oriel-convert-classic.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-v2-private.h"

static gboolean
is_empty (JsonNode *node)
{
  JsonObject *object = oriel_json_node_object (node);
  JsonArray *array = oriel_json_node_array (node);
  const char *text = oriel_json_node_string (node);

  if (object != NULL)
    return json_object_get_size (object) == 0;
  if (array != NULL)
    return json_array_get_length (array) == 0;

  return text != NULL ? *text == '\0' : !oriel_json_is_truthy (node);
}

/* What says no more than its absence. */
static void
drop_empty (JsonObject *object, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    if (json_object_has_member (object, names[i]) &&
        is_empty (json_object_get_member (object, names[i])))
      json_object_remove_member (object, names[i]);
}

static void
drop_hidden_flags (JsonArray *targets)
{
  static const char *const flags[] = { "hide" };

  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    drop_empty (oriel_json_array_object (targets, i), flags, G_N_ELEMENTS (flags));
}

/* Queries to several panels of the dashboard are mixed, though their source is one. */
static void
mix_sources (JsonObject *panel)
{
  JsonObject *source = oriel_json_object (panel, "datasource");

  if (strcmp (oriel_json_string (source, "uid", ""), "-- Dashboard --") != 0 ||
      oriel_json_array_length (oriel_json_array (panel, "targets")) < 2)
    return;

  json_object_set_string_member (source, "type", "mixed");
  json_object_set_string_member (source, "uid", "-- Mixed --");
}

JsonObject *
oriel_convert_element (JsonObject *element)
{
  static const char *const names[] = { "description", "links", "transparent", "transformations",
                                       "targets" };
  static const char *const config_names[] = { "overrides", "defaults" };
  static const char *const last_names[] = { "fieldConfig" };
  JsonObject *panel = oriel_v2_panel (element);
  JsonObject *config = oriel_json_object (panel, "fieldConfig");
  JsonObject *visualization = oriel_json_object (oriel_v2_spec (element), "vizConfig");

  drop_hidden_flags (oriel_json_array (panel, "targets"));
  mix_sources (panel);
  drop_empty (panel, names, G_N_ELEMENTS (names));
  if (config != NULL)
    drop_empty (config, config_names, G_N_ELEMENTS (config_names));
  drop_empty (panel, last_names, G_N_ELEMENTS (last_names));
  oriel_json_set_copy (panel, "pluginVersion", oriel_json_member (visualization, "version"));
  return panel;
}

/* A choice of nothing is an empty text. */
static void
fill_current (JsonObject *current)
{
  static const char *const members[] = { "text", "value" };

  oriel_json_remove (current, "selected");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (oriel_json_member (current, members[i]) == NULL)
      json_object_set_string_member (current, members[i], "");
}

static void
set_hide (JsonObject *entry, const char *type)
{
  const char *hide = oriel_json_string (entry, "hide", "");

  json_object_set_int_member (
    entry, "hide",
    strcmp (type, "constant") == 0 ? 2 : oriel_convert_number_of (oriel_convert_hide_names, hide));
}

static void
set_switch_options (JsonObject *entry)
{
  static const char *const members[] = { "enabledValue", "disabledValue" };
  JsonArray *options = json_array_new ();
  JsonObject *current = oriel_json_object (entry, "current");
  const char *value = oriel_json_string (current, "value", "");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *option = json_object_new ();
      const char *text = oriel_json_string (entry, members[i], i == 0 ? "true" : "false");

      json_object_set_boolean_member (option, "selected", strcmp (text, value) == 0);
      json_object_set_string_member (option, "text", text);
      json_object_set_string_member (option, "value", text);
      json_array_add_object_element (options, option);
    }

  json_object_set_array_member (entry, "options", options);
  json_object_set_string_member (entry, "query", "");
  oriel_json_remove (entry, "enabledValue");
  oriel_json_remove (entry, "disabledValue");
}

/* Members that only kinds with a list of values have. */
static void
set_lists (JsonObject *entry, const char *type)
{
  if (strcmp (type, "adhoc") == 0 || strcmp (type, "textbox") == 0 ||
      strcmp (type, "constant") == 0)
    return;
  if (oriel_json_array (entry, "options") == NULL)
    json_object_set_array_member (entry, "options", json_array_new ());
}

JsonObject *
oriel_convert_variable_entry (JsonObject *variable)
{
  static const char *const names[] = { "description", "label",    "filters",   "baseFilters",
                                       "defaultKeys", "allValue", "definition" };
  JsonObject *entry = oriel_v2_variable (variable);
  g_autofree char *type = g_strdup (oriel_json_string (entry, "type", ""));
  JsonObject *current = oriel_json_object (entry, "current");

  if (current != NULL)
    fill_current (current);
  if (strcmp (type, "interval") == 0)
    oriel_json_remove (entry, "refresh");
  oriel_json_remove (entry, "pluginId");
  if (strcmp (type, "switch") == 0)
    set_switch_options (entry);
  set_hide (entry, type);
  set_lists (entry, type);
  drop_empty (entry, names, G_N_ELEMENTS (names));
  return entry;
}

JsonObject *
oriel_convert_annotation_entry (JsonObject *annotation)
{
  return oriel_v2_annotation (annotation);
}
