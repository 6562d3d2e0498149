/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-variables.h. A set owns one entry a variable.
 */

#include "config.h"

#include "dashboard/oriel-variables.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-prometheus-formatter.h"
#include "dashboard/oriel-url.h"
#include "dashboard/oriel-variable-entry.h"
#include "dashboard/oriel-variable-options.h"

#include <string.h>

/* A value that comes before the dashboard's. */
typedef struct
{
  char *text; /* nullable */
  JsonNode *value;
  gboolean of_request;
} Scoped;

struct _OrielVariables
{
  gatomicrefcount ref_count;
  OrielDashboard *dashboard; /* nullable */
  GPtrArray *definitions;    /* of OrielVariable; nullable */
  GPtrArray *entries;        /* of OrielVariableEntry */
  GHashTable *by_name;       /* name → OrielVariableEntry, borrowed */
  GHashTable *local;         /* local name → name, of the sections entered; nullable, shared */
  GHashTable *scoped;        /* name → Scoped; nullable */
};

static void
free_scoped (gpointer data)
{
  Scoped *scoped = data;

  g_free (scoped->text);
  json_node_unref (scoped->value);
  g_free (scoped);
}

/* Takes `entry`. Of two variables with one name the first counts. */
static void
add_entry (OrielVariables *variables, OrielVariableEntry *entry)
{
  const char *name = entry->state.definition->name;

  g_ptr_array_add (variables->entries, entry);
  if (!g_hash_table_contains (variables->by_name, name))
    g_hash_table_insert (variables->by_name, (gpointer) name, entry);
}

static OrielVariables *
new_set (void)
{
  OrielVariables *variables = g_new0 (OrielVariables, 1);

  g_atomic_ref_count_init (&variables->ref_count);
  variables->entries = g_ptr_array_new_with_free_func (oriel_variable_entry_free);
  variables->by_name = g_hash_table_new (g_str_hash, g_str_equal);

  return variables;
}

static void
add_definitions (OrielVariables *variables, GPtrArray *definitions)
{
  for (guint i = 0; i < definitions->len; i++)
    add_entry (variables, oriel_variable_entry_new (g_ptr_array_index (definitions, i)));
}

OrielVariables *
oriel_variables_new (OrielDashboard *dashboard)
{
  OrielVariables *variables = new_set ();

  variables->dashboard = oriel_dashboard_ref (dashboard);
  add_definitions (variables, dashboard->variables);

  return variables;
}

OrielVariables *
oriel_variables_new_for_definitions (GPtrArray *definitions)
{
  OrielVariables *variables = new_set ();

  variables->definitions = g_ptr_array_ref (definitions);
  add_definitions (variables, definitions);

  return variables;
}

static void
set_scoped (OrielVariables *variables,
            const char *name,
            const char *text,
            JsonNode *value,
            gboolean of_request)
{
  Scoped *scoped = g_new0 (Scoped, 1);

  scoped->text = g_strdup (text);
  scoped->value = value != NULL ? oriel_json_copy_deep (value) : json_node_new (JSON_NODE_NULL);
  scoped->of_request = of_request;

  if (variables->scoped == NULL)
    variables->scoped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_scoped);
  g_hash_table_insert (variables->scoped, g_strdup (name), scoped);
}

static void
copy_scoped (OrielVariables *copy, GHashTable *from)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Scoped *scoped = value;

      set_scoped (copy, name, scoped->text, scoped->value, scoped->of_request);
    }
}

OrielVariables *
oriel_variables_copy (const OrielVariables *variables)
{
  OrielVariables *copy = new_set ();

  if (variables->dashboard != NULL)
    copy->dashboard = oriel_dashboard_ref (variables->dashboard);
  if (variables->definitions != NULL)
    copy->definitions = g_ptr_array_ref (variables->definitions);
  for (guint i = 0; i < variables->entries->len; i++)
    add_entry (copy, oriel_variable_entry_copy (g_ptr_array_index (variables->entries, i)));
  if (variables->local != NULL)
    copy->local = g_hash_table_ref (variables->local);
  if (variables->scoped != NULL)
    copy_scoped (copy, variables->scoped);

  return copy;
}

OrielVariables *
oriel_variables_ref (OrielVariables *variables)
{
  g_atomic_ref_count_inc (&variables->ref_count);
  return variables;
}

void
oriel_variables_unref (OrielVariables *variables)
{
  if (variables == NULL || !g_atomic_ref_count_dec (&variables->ref_count))
    return;

  g_hash_table_unref (variables->by_name);
  g_clear_pointer (&variables->scoped, g_hash_table_unref);
  g_clear_pointer (&variables->local, g_hash_table_unref);
  g_ptr_array_unref (variables->entries);
  g_clear_pointer (&variables->definitions, g_ptr_array_unref);
  g_clear_pointer (&variables->dashboard, oriel_dashboard_unref);
  g_free (variables);
}

guint
oriel_variables_get_n (const OrielVariables *variables)
{
  return variables->entries->len;
}

const OrielVariableState *
oriel_variables_get (const OrielVariables *variables, guint index)
{
  const OrielVariableEntry *entry = g_ptr_array_index (variables->entries, index);

  return &entry->state;
}

static OrielVariableEntry *
find_entry (const OrielVariables *variables, const char *name)
{
  const char *own = variables->local != NULL ? g_hash_table_lookup (variables->local, name) : NULL;

  return g_hash_table_lookup (variables->by_name, own != NULL ? own : name);
}

gboolean
oriel_variables_has_sections (const OrielVariables *variables)
{
  guint n = variables->entries->len;

  /* They come after those of the dashboard. */
  return n > 0 && ((OrielVariableEntry *) g_ptr_array_index (variables->entries, n - 1))
                      ->state.definition->section != NULL;
}

static GHashTable *
copy_names (GHashTable *names)
{
  GHashTable *copy = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer local, name;

  if (names == NULL)
    return copy;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &local, &name))
    g_hash_table_insert (copy, local, name);

  return copy;
}

void
oriel_variables_enter_section (OrielVariables *variables, const OrielPanel *section)
{
  GHashTable *names = copy_names (variables->local);

  for (guint i = 0; i < variables->entries->len; i++)
    {
      const OrielVariableEntry *entry = g_ptr_array_index (variables->entries, i);
      const OrielVariable *definition = entry->state.definition;

      if (definition->section == section)
        g_hash_table_insert (names, definition->local_name, definition->name);
    }

  g_clear_pointer (&variables->local, g_hash_table_unref);
  variables->local = names;
}

const OrielVariableState *
oriel_variables_find (const OrielVariables *variables, const char *name)
{
  const OrielVariableEntry *entry = find_entry (variables, name);

  return entry != NULL ? &entry->state : NULL;
}

gboolean
oriel_variable_state_is_all (const OrielVariableState *state)
{
  return g_strcmp0 (state->values[0], ORIEL_ALL_VALUE) == 0;
}

const OrielVariableOption *
oriel_variables_option (const OrielVariableState *state, const char *value)
{
  return oriel_variable_entry_option ((const OrielVariableEntry *) state, value);
}

char *
oriel_variable_state_to_url (const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  const char *name = definition->local_name != NULL ? definition->local_name : definition->name;
  GString *out;

  if (definition->kind == ORIEL_VARIABLE_CONSTANT)
    return NULL;

  out = g_string_new (NULL);
  if (oriel_json_boolean (definition->json, "skipUrlSync", FALSE))
    return g_string_free (out, FALSE);

  for (guint i = 0; i == 0 || state->values[i] != NULL; i++)
    {
      const char *value = state->values[i];

      g_string_append_printf (out, "%svar-%s=", i > 0 ? "&" : "", name);
      if (value == NULL)
        break;
      oriel_url_append_encoded (out, value, ORIEL_URL_PARAMETER);
    }

  return g_string_free (out, FALSE);
}

gboolean
oriel_variables_choose (OrielVariables *variables, const char *name, const char *const *values)
{
  OrielVariableEntry *entry = find_entry (variables, name);

  if (entry == NULL)
    return FALSE;

  oriel_variable_entry_choose (entry, values);
  entry->chosen_early = !entry->state.loaded;

  return TRUE;
}

/* Raw options from an answer's lists. `values` may be NULL. */
static GPtrArray *
raw_options (const char *const *texts, const char *const *values)
{
  GPtrArray *options = oriel_variable_options_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *value = values != NULL && values[i] != NULL ? values[i] : texts[i];

      g_ptr_array_add (options, oriel_variable_option_new (texts[i], value, NULL));
      if (values != NULL && values[i] == NULL)
        values = NULL;
    }

  return options;
}

static gboolean
same_options (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const OrielVariableOption *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (strcmp (x->value, y->value) != 0 || strcmp (x->text, y->text) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Options that the definition adds by itself, before or after the answer's, or sorted in. */
static GPtrArray *
with_static_options (const OrielVariable *definition, GPtrArray *raw)
{
  JsonArray *fixed = oriel_json_array (definition->json, "staticOptions");
  const char *order = oriel_json_string (definition->json, "staticOptionsOrder", "before");
  GPtrArray *all = oriel_variable_options_new ();
  guint n = oriel_json_array_length (fixed);

  for (guint pass = 0; pass < 2; pass++)
    {
      gboolean fixed_now = (pass == 0) == (strcmp (order, "after") != 0);

      for (guint i = 0; fixed_now && i < n; i++)
        {
          JsonObject *option = oriel_json_array_object (fixed, i);
          const char *value = oriel_json_string (option, "value", "");

          g_ptr_array_add (all, oriel_variable_option_new (
                                  oriel_json_string (option, "text", value), value, NULL));
        }
      for (guint i = 0; !fixed_now && i < raw->len; i++)
        {
          const OrielVariableOption *option = g_ptr_array_index (raw, i);

          g_ptr_array_add (
            all, oriel_variable_option_new (option->text, option->value, option->properties));
        }
    }

  return all;
}

/* The regular expression may hold variables; their values are taken literally. */
static char *
interpolated_regex (const OrielVariables *variables, const OrielVariable *definition)
{
  OrielInterpolation how = { .variables = variables, .format = "regex" };

  return oriel_interpolate (&how, definition->regex != NULL ? definition->regex : "");
}

/* Regular expression, sort, duplicates; options of the definition's own. NULL with `error`. */
static GPtrArray *
answered_options (const OrielVariables *variables,
                  const OrielVariable *definition,
                  GPtrArray *raw,
                  GError **error)
{
  g_autofree char *regex = interpolated_regex (variables, definition);
  gboolean sources = definition->kind == ORIEL_VARIABLE_DATASOURCE;
  OrielVariableFilterRules rules = { .regex = regex,
                                     .regex_on_text = sources || definition->regex_on_text,
                                     .sort = sources ? 0 : definition->sort };
  g_autoptr (GPtrArray) filtered = oriel_variable_options_filtered (raw, &rules, error);
  g_autoptr (GPtrArray) all = NULL;

  if (filtered == NULL ||
      oriel_json_array_length (oriel_json_array (definition->json, "staticOptions")) == 0)
    return g_steal_pointer (&filtered);

  rules.regex = NULL;
  if (strcmp (oriel_json_string (definition->json, "staticOptionsOrder", ""), "sorted") != 0)
    rules.sort = 0;
  all = with_static_options (definition, filtered);
  return oriel_variable_options_filtered (all, &rules, error);
}

gboolean
oriel_variables_set_answer_options (OrielVariables *variables, const char *name, GPtrArray *raw)
{
  OrielVariableEntry *entry = find_entry (variables, name);
  g_autoptr (GPtrArray) options = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) old_values = NULL;
  g_auto (GStrv) old_texts = NULL;
  gboolean same, was_all;

  if (entry == NULL)
    return FALSE;

  options = answered_options (variables, entry->state.definition, raw, &error);
  if (options == NULL)
    {
      oriel_variables_set_error (variables, name, error->message);
      return FALSE;
    }

  g_clear_pointer (&entry->state.error, g_free);
  same = same_options (entry->state.options, options);
  old_values = g_strdupv (entry->state.values);
  old_texts = g_strdupv (entry->state.texts);
  was_all = oriel_variable_state_is_all (&entry->state);
  oriel_variable_entry_set_options (entry, options);
  entry->state.loaded = TRUE;
  oriel_variable_entry_validate (entry);

  /* What was asked for from outside before the options were known is not replaced by others. */
  if (entry->chosen_early && !was_all &&
      !g_strv_equal ((const char *const *) old_values, (const char *const *) entry->state.values) &&
      !g_strv_equal ((const char *const *) old_texts, (const char *const *) entry->state.texts))
    oriel_variable_entry_take_choice (entry, g_strdupv (old_values), g_strdupv (old_texts));
  entry->chosen_early = FALSE;

  return !g_strv_equal ((const char *const *) old_values,
                        (const char *const *) entry->state.values) ||
         (!same && oriel_variable_state_is_all (&entry->state));
}

gboolean
oriel_variables_set_answer (OrielVariables *variables,
                            const char *name,
                            const char *const *texts,
                            const char *const *values)
{
  g_autoptr (GPtrArray) raw = raw_options (texts, values);

  return oriel_variables_set_answer_options (variables, name, raw);
}

void
oriel_variables_set_error (OrielVariables *variables, const char *name, const char *error)
{
  OrielVariableEntry *entry = find_entry (variables, name);

  if (entry == NULL)
    return;

  g_free (entry->state.error);
  entry->state.error = g_strdup (error);
}

void
oriel_variables_set_request_value (OrielVariables *variables,
                                   const char *name,
                                   const char *text,
                                   JsonNode *value)
{
  set_scoped (variables, name, text, value, TRUE);
}

void
oriel_variables_set_scoped (OrielVariables *variables,
                            const char *name,
                            const char *text,
                            const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);

  set_scoped (variables, name, text, node, FALSE);
}

JsonNode *
oriel_variables_get_scoped (const OrielVariables *variables,
                            const char *name,
                            gboolean without_request,
                            const char **text)
{
  Scoped *scoped = variables->scoped != NULL ? g_hash_table_lookup (variables->scoped, name) : NULL;

  if (scoped != NULL && scoped->of_request && without_request)
    scoped = NULL;
  if (text != NULL)
    *text = scoped != NULL ? scoped->text : NULL;

  return scoped != NULL ? scoped->value : NULL;
}

char *
oriel_variables_interpolate (const OrielVariables *variables,
                             const char *text,
                             const OrielBuiltins *builtins,
                             OrielValueFormatter formatter,
                             gpointer user_data)
{
  OrielInterpolation how = {
    .variables = variables, .builtins = builtins, .formatter = formatter, .user_data = user_data
  };

  return oriel_interpolate (&how, text);
}

JsonNode *
oriel_variables_interpolate_json (const OrielVariables *variables,
                                  JsonNode *node,
                                  const OrielBuiltins *builtins,
                                  OrielValueFormatter formatter,
                                  gpointer user_data)
{
  OrielInterpolation how = {
    .variables = variables, .builtins = builtins, .formatter = formatter, .user_data = user_data
  };

  return oriel_interpolate_json (&how, node);
}

char *
oriel_variables_format_prometheus (const OrielVariableState *state,
                                   const char *const *values,
                                   gpointer escape)
{
  gboolean is_list = state != NULL && (state->definition->multi || state->definition->include_all);

  return oriel_prometheus_format_values (values, is_list, GPOINTER_TO_UINT (escape));
}
