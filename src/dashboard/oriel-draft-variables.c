/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Storing the choices of variables. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-draft-private.h"
#include "dashboard/oriel-filter.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-v2-private.h"

/* Kinds without a choice that can be stored. */
static const char *const choiceless[] = { "constant", "ConstantVariable" };

static void
add_objects (GPtrArray *variables, JsonArray *list)
{
  for (guint i = 0; i < oriel_json_array_length (list); i++)
    if (oriel_json_array_object (list, i) != NULL)
      g_ptr_array_add (variables, oriel_json_array_object (list, i));
}

/* Variables of rows and tabs, outer ones first: the order in which the reader meets them. The depth
 * is that of the JSON, which has a limit. */
static void
add_section_variables (GPtrArray *variables, JsonObject *layout)
{
  JsonObject *spec = oriel_v2_spec (layout);
  gboolean are_rows = strcmp (oriel_json_string (layout, "kind", ""), "RowsLayout") == 0;
  JsonArray *sections = oriel_json_array (spec, are_rows ? "rows" : "tabs");

  for (guint i = 0; i < oriel_json_array_length (sections); i++)
    {
      JsonObject *section = oriel_v2_spec (oriel_json_array_object (sections, i));

      add_objects (variables, oriel_json_array (section, "variables"));
      add_section_variables (variables, oriel_json_object (section, "layout"));
    }
}

/* All variables as stored, in the model's order. */
static GPtrArray *
list_variables (const OrielDraft *self)
{
  GPtrArray *variables = g_ptr_array_new ();

  if (!self->is_v2)
    add_objects (variables,
                 oriel_json_array (oriel_json_object (self->dashboard, "templating"), "list"));
  else
    {
      add_objects (variables, oriel_json_array (self->dashboard, "variables"));
      add_section_variables (variables, oriel_json_object (self->dashboard, "layout"));
    }

  return variables;
}

/* The model alone knows what variables of rows and tabs are called. */
static JsonObject *
find_by_model (const OrielDraft *self, const GPtrArray *stored, const char *name)
{
  g_autofree char *text = oriel_json_to_text (self->root, FALSE);
  g_autoptr (OrielDashboard) model = oriel_dashboard_read (NULL, text, -1, NULL);

  if (model == NULL || model->variables->len != stored->len)
    return NULL;

  for (guint i = 0; i < stored->len; i++)
    if (strcmp (((const OrielVariable *) g_ptr_array_index (model->variables, i))->name, name) == 0)
      return g_ptr_array_index (stored, i);

  return NULL;
}

static JsonObject *
find_variable (const OrielDraft *self, const char *name)
{
  g_autoptr (GPtrArray) stored = list_variables (self);

  if (strchr (name, '@') != NULL)
    return find_by_model (self, stored, name);

  for (guint i = 0; i < stored->len; i++)
    {
      JsonObject *variable = g_ptr_array_index (stored, i);
      JsonObject *spec = self->is_v2 ? oriel_v2_spec (variable) : variable;

      if (strcmp (oriel_json_string (spec, "name", ""), name) == 0)
        return variable;
    }

  return NULL;
}

static gboolean
has_choice (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (choiceless); i++)
    if (strcmp (choiceless[i], type) == 0)
      return FALSE;

  return TRUE;
}

static void
set_texts (JsonObject *object, const char *member, const char *const *texts, gboolean as_list)
{
  JsonArray *list;

  if (!as_list)
    {
      json_object_set_string_member (object, member, texts[0] != NULL ? texts[0] : "");
      return;
    }

  list = json_array_new ();
  for (guint i = 0; texts[i] != NULL; i++)
    json_array_add_string_element (list, texts[i]);
  json_object_set_array_member (object, member, list);
}

/* Stored options say which of them are chosen. */
static void
mark_options (JsonArray *options, const char *const *values)
{
  for (guint i = 0; i < oriel_json_array_length (options); i++)
    {
      JsonObject *option = oriel_json_array_object (options, i);
      const char *value = oriel_json_string (option, "value", NULL);

      if (value != NULL && json_object_has_member (option, "selected"))
        json_object_set_boolean_member (option, "selected", g_strv_contains (values, value));
    }
}

/* The choice of an ad hoc variable is its filters. */
static void
set_filter_texts (JsonObject *spec, const char *const *texts)
{
  json_object_set_array_member (spec, "filters", oriel_filters_json (texts));
}

/* Labels to group by are a list unless the variable takes one. */
static gboolean
takes_list (JsonObject *spec, const char *type)
{
  gboolean groups = strcmp (type, "groupby") == 0 || strcmp (type, "GroupByVariable") == 0;

  return oriel_json_boolean (spec, "multi", groups);
}

gboolean
oriel_draft_set_variable (OrielDraft *self,
                          const char *name,
                          const char *const *values,
                          const char *const *texts)
{
  JsonObject *variable = find_variable (self, name);
  JsonObject *spec = self->is_v2 && variable != NULL ? oriel_v2_spec (variable) : variable;
  const char *type = oriel_json_string (variable, self->is_v2 ? "kind" : "type", "");
  gboolean as_list = takes_list (spec, type);
  JsonObject *current;

  if (spec == NULL || !has_choice (type))
    return FALSE;
  if (strcmp (type, "SwitchVariable") == 0)
    {
      set_texts (spec, "current", values, FALSE);
      return TRUE;
    }

  if (strcmp (type, "adhoc") == 0 || strcmp (type, "AdhocVariable") == 0)
    {
      set_filter_texts (spec, values);
      return TRUE;
    }

  current = oriel_json_ensure_object (spec, "current");
  set_texts (current, "text", texts, as_list);
  set_texts (current, "value", values, as_list);
  mark_options (oriel_json_array (spec, "options"), values);
  if (strcmp (type, "textbox") == 0 || strcmp (type, "TextVariable") == 0)
    set_texts (spec, "query", values, FALSE);
  return TRUE;
}

gboolean
oriel_draft_set_filters (OrielDraft *self, const char *name, JsonArray *filters)
{
  JsonObject *variable = find_variable (self, name);
  JsonObject *spec = self->is_v2 && variable != NULL ? oriel_v2_spec (variable) : variable;
  const char *type = oriel_json_string (variable, self->is_v2 ? "kind" : "type", "");
  g_autoptr (JsonNode) given = json_node_init_array (json_node_alloc (), filters);

  if (spec == NULL || strcmp (type, self->is_v2 ? "AdhocVariable" : "adhoc") != 0)
    return FALSE;

  oriel_json_set_copy (spec, "filters", given);
  return TRUE;
}
