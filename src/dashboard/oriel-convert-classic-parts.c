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

JsonObject *
oriel_convert_element (JsonObject *element)
{
  static const char *const names[] = { "description", "links",   "transparent",  "transformations",
                                       "options",     "targets", "pluginVersion" };
  static const char *const config_names[] = { "overrides" };
  JsonObject *panel = oriel_v2_panel (element);
  JsonObject *config;

  drop_hidden_flags (oriel_json_array (panel, "targets"));
  drop_empty (panel, names, G_N_ELEMENTS (names));
  config = oriel_json_object (panel, "fieldConfig");
  if (config != NULL)
    drop_empty (config, config_names, G_N_ELEMENTS (config_names));
  return panel;
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
    oriel_json_remove (current, "selected");
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
