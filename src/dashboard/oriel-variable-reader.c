/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry of `templating.list` → OrielVariable. Wrong types give defaults, never an error. */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

static const struct
{
  const char *type;
  OrielVariableKind kind;
} kinds[] = {
  { "query", ORIEL_VARIABLE_QUERY },       { "custom", ORIEL_VARIABLE_CUSTOM },
  { "constant", ORIEL_VARIABLE_CONSTANT }, { "interval", ORIEL_VARIABLE_INTERVAL },
  { "textbox", ORIEL_VARIABLE_TEXTBOX },   { "datasource", ORIEL_VARIABLE_DATASOURCE },
  { "adhoc", ORIEL_VARIABLE_ADHOC },       { "switch", ORIEL_VARIABLE_SWITCH },
  { "groupby", ORIEL_VARIABLE_GROUPBY },
};

static const char *const hide_names[] = { "dontHide", "hideLabel", "hideVariable",
                                          "inControlsMenu" };

static OrielVariableKind
kind_of (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      return kinds[i].kind;

  return ORIEL_VARIABLE_OTHER;
}

/* A number, or the name that schema v2 uses; `true` hides. */
static int
read_hide (JsonObject *json)
{
  const char *name = oriel_json_string (json, "hide", NULL);
  gint64 hide = oriel_json_int (json, "hide", oriel_json_boolean (json, "hide", FALSE) ? 2 : 0);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (hide_names); i++)
    if (g_str_equal (hide_names[i], name))
      return (int) i;

  return (int) CLAMP (hide, 0, 3);
}

/* Old dashboards store a boolean. */
static OrielVariableRefresh
read_refresh (JsonObject *json)
{
  gboolean on_load = oriel_json_boolean (json, "refresh", FALSE);
  gint64 refresh = oriel_json_int (json, "refresh", on_load ? 1 : 0);

  return (OrielVariableRefresh) CLAMP (refresh, ORIEL_REFRESH_NEVER, ORIEL_REFRESH_ON_TIME);
}

/* A scalar or an array of scalars → a list. */
static char **
read_list (JsonNode *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = oriel_json_node_array (node);
  g_autofree char *single = oriel_json_dup_scalar (node);

  if (single != NULL)
    g_strv_builder_add (builder, single);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      g_autofree char *item = oriel_json_dup_scalar (json_array_get_element (array, i));

      if (item != NULL)
        g_strv_builder_add (builder, item);
    }

  return g_strv_builder_end (builder);
}

/* `current` is `{text, value}`, where either may be missing, a list, or a scalar; or the value
 * alone. */
static void
read_current (OrielVariable *variable, JsonObject *json)
{
  JsonObject *current = oriel_json_object (json, "current");

  variable->current_values = read_list (
    oriel_json_member (current != NULL ? current : json, current != NULL ? "value" : "current"));
  variable->current_texts = read_list (oriel_json_member (current, "text"));

  if (variable->current_texts[0] == NULL)
    {
      g_strfreev (variable->current_texts);
      variable->current_texts = g_strdupv (variable->current_values);
    }
}

/* Several labels unless told otherwise, and those of `defaultValue` whatever was chosen last. */
static void
read_group_by (OrielVariable *variable, JsonObject *json)
{
  JsonObject *fallback = oriel_json_object (json, "defaultValue");

  variable->multi = oriel_json_boolean (json, "multi", TRUE);
  if (fallback == NULL)
    return;

  g_strfreev (variable->current_values);
  g_strfreev (variable->current_texts);
  variable->current_values = read_list (oriel_json_member (fallback, "value"));
  variable->current_texts = g_strdupv (variable->current_values);
}

static void
option_free (OrielVariableOption *option)
{
  g_free (option->text);
  g_free (option->value);
  g_clear_pointer (&option->properties, json_node_unref);
  g_free (option);
}

static OrielVariableOption *
read_option (JsonNode *node)
{
  JsonObject *json = oriel_json_node_object (node);
  JsonNode *properties = oriel_json_member (json, "properties");
  OrielVariableOption *option = g_new0 (OrielVariableOption, 1);

  option->value = oriel_json_dup_scalar (json != NULL ? oriel_json_member (json, "value") : node);
  option->text = oriel_json_dup_scalar (oriel_json_member (json, "text"));
  option->properties =
    oriel_json_node_object (properties) != NULL ? json_node_ref (properties) : NULL;

  if (option->value == NULL)
    option->value = g_strdup (option->text != NULL ? option->text : "");
  if (option->text == NULL)
    option->text = g_strdup (option->value);

  return option;
}

static GPtrArray *
read_options (JsonObject *json)
{
  JsonArray *array = oriel_json_array (json, "options");
  GPtrArray *options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    g_ptr_array_add (options, read_option (json_array_get_element (array, i)));

  return options;
}

/* What a switch gives when it is `on` or off: schema v2 names the values, classic dashboards have
 * them as the first and the second option. */
static OrielVariableOption *
read_switch_option (JsonObject *json, GPtrArray *stored, gboolean on)
{
  OrielVariableOption *option = g_new0 (OrielVariableOption, 1);
  guint index = on ? 0 : 1;

  option->value =
    oriel_json_dup_scalar (oriel_json_member (json, on ? "enabledValue" : "disabledValue"));
  if (option->value == NULL && index < stored->len)
    option->value = g_strdup (((OrielVariableOption *) g_ptr_array_index (stored, index))->value);
  if (option->value == NULL)
    option->value = g_strdup (on ? "true" : "false");
  option->text = g_strdup (option->value);
  return option;
}

static GPtrArray *
read_switch_options (JsonObject *json)
{
  g_autoptr (GPtrArray) stored = read_options (json);
  GPtrArray *options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);

  g_ptr_array_add (options, read_switch_option (json, stored, TRUE));
  g_ptr_array_add (options, read_switch_option (json, stored, FALSE));
  return options;
}

/* Sources that need more than a text store an object; most keep the text in its `query`. */
static void
read_query (OrielVariable *variable, JsonObject *json)
{
  JsonObject *object = oriel_json_object (json, "query");

  if (object != NULL)
    {
      variable->query_json = json_object_ref (object);
      variable->query = oriel_json_dup_string (object, "query");
    }
  else
    variable->query = oriel_json_dup_scalar (oriel_json_member (json, "query"));

  if (variable->query == NULL)
    variable->query = g_strdup (object != NULL ? oriel_json_string (json, "definition", "") : "");
}

static void
read_choice_rules (OrielVariable *variable, JsonObject *json)
{
  const char *applies_to = oriel_json_string (json, "regexApplyTo", "value");

  variable->hide = read_hide (json);
  variable->multi = oriel_json_boolean (json, "multi", FALSE);
  variable->include_all = oriel_json_boolean (json, "includeAll", FALSE);
  variable->allow_custom_value = oriel_json_boolean (json, "allowCustomValue", TRUE);
  variable->all_value = oriel_json_dup_scalar (oriel_json_member (json, "allValue"));
  variable->regex = oriel_json_dup_string (json, "regex");
  variable->regex_on_text = g_str_equal (applies_to, "text");
  variable->sort = (int) CLAMP (oriel_json_int (json, "sort", 0), 0, 8);
  variable->refresh = read_refresh (json);
}

static void
read_interval_rules (OrielVariable *variable, JsonObject *json)
{
  variable->auto_enabled = oriel_json_boolean (json, "auto", FALSE);
  variable->auto_count = (int) CLAMP (oriel_json_int (json, "auto_count", 30), 1, 100000);
  variable->auto_min = g_strdup (oriel_json_string (json, "auto_min", "10s"));
}

OrielVariable *
oriel_variable_read (JsonObject *json)
{
  OrielVariable *variable = g_new0 (OrielVariable, 1);

  variable->json = json_object_ref (json);
  variable->type = g_strdup (oriel_json_string (json, "type", "query"));
  variable->kind = kind_of (variable->type);
  variable->name = oriel_json_dup_scalar (oriel_json_member (json, "name"));
  if (variable->name == NULL)
    variable->name = g_strdup ("");
  variable->label = oriel_json_dup_string (json, "label");
  variable->description = oriel_json_dup_string (json, "description");
  oriel_data_source_ref_read (&variable->source, oriel_json_member (json, "datasource"));

  read_query (variable, json);
  read_choice_rules (variable, json);
  read_interval_rules (variable, json);
  read_current (variable, json);
  if (variable->kind == ORIEL_VARIABLE_GROUPBY)
    read_group_by (variable, json);
  variable->options =
    variable->kind == ORIEL_VARIABLE_SWITCH ? read_switch_options (json) : read_options (json);
  return variable;
}

void
oriel_variable_free (OrielVariable *variable)
{
  if (variable == NULL)
    return;

  g_free (variable->type);
  g_free (variable->name);
  g_free (variable->local_name);
  g_free (variable->label);
  g_free (variable->description);
  g_free (variable->all_value);
  g_free (variable->query);
  g_clear_pointer (&variable->query_json, json_object_unref);
  g_free (variable->regex);
  oriel_data_source_ref_clear (&variable->source);
  g_free (variable->auto_min);
  g_ptr_array_unref (variable->options);
  g_strfreev (variable->current_values);
  g_strfreev (variable->current_texts);
  json_object_unref (variable->json);
  g_free (variable);
}
