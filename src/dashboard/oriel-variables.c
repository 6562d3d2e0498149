/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-variables.h. A set owns one entry a variable. What is large in an entry, its options
 * and the look-up of them, is shared by reference between copies and never changed: whoever has
 * new options replaces them.
 */

#include "config.h"

#include "dashboard/oriel-variables.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-prometheus-formatter.h"
#include "dashboard/oriel-url.h"
#include "dashboard/oriel-variable-options.h"

#include <string.h>

/* Below this many options a look-up by value walks them. */
#define INDEX_FROM 16

/* One variable. The public part is what others see. */
typedef struct
{
  OrielVariableState state;
  GHashTable *by_value;  /* value → OrielVariableOption, borrowed from the options; nullable */
  GHashTable *by_text;   /* the same by texts; there with `by_value` */
  gboolean chosen_early; /* chosen before options were known: survives the first answer */
} Entry;

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
  GPtrArray *entries;        /* of Entry */
  GHashTable *by_name;       /* name → Entry, borrowed */
  GHashTable *scoped;        /* name → Scoped; nullable */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->by_value, g_hash_table_unref);
  g_clear_pointer (&entry->by_text, g_hash_table_unref);
  g_ptr_array_unref (entry->state.options);
  g_strfreev (entry->state.values);
  g_strfreev (entry->state.texts);
  g_free (entry->state.error);
  g_free (entry);
}

static void
free_scoped (gpointer data)
{
  Scoped *scoped = data;

  g_free (scoped->text);
  json_node_unref (scoped->value);
  g_free (scoped);
}

/* Takes a reference of `options`, which nobody changes from then on. */
static void
set_options (Entry *entry, GPtrArray *options)
{
  g_ptr_array_ref (options);
  if (entry->state.options != NULL)
    g_ptr_array_unref (entry->state.options);
  g_clear_pointer (&entry->by_value, g_hash_table_unref);
  g_clear_pointer (&entry->by_text, g_hash_table_unref);
  entry->state.options = options;

  if (options->len < INDEX_FROM)
    return;

  entry->by_value = g_hash_table_new (g_str_hash, g_str_equal);
  entry->by_text = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = options->len; i-- > 0;)
    {
      OrielVariableOption *option = g_ptr_array_index (options, i);

      g_hash_table_insert (entry->by_value, option->value, option);
      g_hash_table_insert (entry->by_text, option->text, option);
    }
}

static const OrielVariableOption *
option_of_value (const Entry *entry, const char *value)
{
  if (entry->by_value != NULL)
    return g_hash_table_lookup (entry->by_value, value);

  for (guint i = 0; i < entry->state.options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (entry->state.options, i);

      if (strcmp (option->value, value) == 0)
        return option;
    }

  return NULL;
}

static const OrielVariableOption *
option_of_text (const Entry *entry, const char *text)
{
  if (entry->by_text != NULL)
    return g_hash_table_lookup (entry->by_text, text);

  for (guint i = 0; i < entry->state.options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (entry->state.options, i);

      if (strcmp (option->text, text) == 0)
        return option;
    }

  return NULL;
}

static char **
strv_of (const char *text)
{
  const char *list[] = { text, NULL };

  return g_strdupv ((char **) list);
}

/* Both are taken. */
static void
take_choice (Entry *entry, char **values, char **texts)
{
  g_strfreev (entry->state.values);
  g_strfreev (entry->state.texts);
  entry->state.values = values;
  entry->state.texts = texts;
}

static gboolean
is_auto_value (const char *value)
{
  /* Old dashboards and URLs: `$__auto_interval_name`. */
  return g_str_has_prefix (value, ORIEL_AUTO_VALUE) &&
         (value[strlen (ORIEL_AUTO_VALUE)] == '\0' ||
          g_str_has_prefix (value, ORIEL_AUTO_VALUE "_interval"));
}

/* Whether a stored or given value means All: its mark, its text in old files and URLs, or the
 * custom value that stands for it. */
static gboolean
means_all (const Entry *entry, const char *value)
{
  const OrielVariable *definition = entry->state.definition;

  if (!definition->include_all)
    return FALSE;
  if (strcmp (value, ORIEL_ALL_VALUE) == 0)
    return TRUE;
  if (definition->all_value != NULL && *definition->all_value != '\0' &&
      strcmp (value, definition->all_value) == 0)
    return TRUE;

  return strcmp (value, ORIEL_ALL_TEXT) == 0 && option_of_value (entry, value) == NULL;
}

/* The value that `given` names: an option's value, else the value of the option with that text,
 * else itself. `text` receives what it is shown as. */
static const char *
resolve_value (const Entry *entry, const char *given, const char **text)
{
  const OrielVariableOption *option = option_of_value (entry, given);

  if (option == NULL)
    option = option_of_text (entry, given);
  *text = option != NULL ? option->text : given;

  return option != NULL ? option->value : given;
}

/* The first of a list, or "". */
static const char *
first_of (const char *const *values)
{
  return values[0] != NULL ? values[0] : "";
}

/* Grafana: All chosen last replaces the others, All chosen before them gives way. */
static gboolean
list_is_all (const Entry *entry, const char *const *values)
{
  guint n = g_strv_length ((char **) values);

  return n > 0 && means_all (entry, values[n - 1]);
}

static void
choose_empty_list (Entry *entry)
{
  const OrielVariableOption *first =
    entry->state.options->len > 0 ? g_ptr_array_index (entry->state.options, 0) : NULL;

  if (entry->state.definition->include_all)
    take_choice (entry, strv_of (ORIEL_ALL_VALUE), strv_of (ORIEL_ALL_TEXT));
  else if (first != NULL)
    take_choice (entry, strv_of (first->value), strv_of (first->text));
  else
    take_choice (entry, g_new0 (char *, 1), g_new0 (char *, 1));
}

static void
choose_list (Entry *entry, const char *const *given)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (; *given != NULL; given++)
    {
      const char *text;
      const char *value = resolve_value (entry, *given, &text);

      if (strcmp (value, ORIEL_ALL_VALUE) == 0 || !g_hash_table_add (seen, (gpointer) value))
        continue;
      g_strv_builder_add (values, value);
      g_strv_builder_add (texts, text);
    }

  if (g_hash_table_size (seen) == 0)
    choose_empty_list (entry);
  else
    take_choice (entry, g_strv_builder_end (values), g_strv_builder_end (texts));
}

static void
choose_single (Entry *entry, const char *given)
{
  const char *text;
  const char *value = resolve_value (entry, given, &text);

  take_choice (entry, strv_of (value), strv_of (text));
}

static void
choose (Entry *entry, const char *const *values)
{
  const OrielVariable *definition = entry->state.definition;

  if (definition->kind == ORIEL_VARIABLE_INTERVAL && is_auto_value (first_of (values)))
    take_choice (entry, strv_of (ORIEL_AUTO_VALUE), strv_of ("auto"));
  else if (list_is_all (entry, values))
    take_choice (entry, strv_of (ORIEL_ALL_VALUE), strv_of (ORIEL_ALL_TEXT));
  else if (definition->multi && values[0] == NULL)
    choose_empty_list (entry);
  else if (definition->multi)
    choose_list (entry, values);
  else
    choose_single (entry, first_of (values));
}

/* The options that the definition itself gives. */
static GPtrArray *
defined_options (const OrielVariable *definition, char **error_text)
{
  const char *query = definition->query != NULL ? definition->query : "";
  const char *format = oriel_json_string (definition->json, "valuesFormat", "csv");
  g_autoptr (GError) error = NULL;
  GPtrArray *options = NULL;

  switch (definition->kind)
    {
    case ORIEL_VARIABLE_CUSTOM:
      if (strcmp (format, "json") != 0)
        return oriel_variable_options_from_csv (query);
      options = oriel_variable_options_from_json (query, &error);
      if (options == NULL)
        *error_text = g_strdup (error->message);
      return options != NULL ? options : oriel_variable_options_new ();
    case ORIEL_VARIABLE_INTERVAL:
      return oriel_variable_options_from_intervals (query);
    case ORIEL_VARIABLE_CONSTANT:
    case ORIEL_VARIABLE_TEXTBOX:
    case ORIEL_VARIABLE_ADHOC:
      return oriel_variable_options_new ();
    case ORIEL_VARIABLE_QUERY:
    case ORIEL_VARIABLE_DATASOURCE:
    case ORIEL_VARIABLE_OTHER:
    default:
      return NULL;
    }
}

/* The options as the dashboard stores them, without the one that stands for All. */
static GPtrArray *
stored_options (const OrielVariable *definition)
{
  GPtrArray *options = oriel_variable_options_new ();

  for (guint i = 0; definition->options != NULL && i < definition->options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (definition->options, i);

      if (g_strcmp0 (option->value, ORIEL_ALL_VALUE) != 0)
        g_ptr_array_add (
          options, oriel_variable_option_new (
                     option->text, option->value != NULL ? option->value : "", option->properties));
    }

  return options;
}

/* TRUE where nothing has to be asked before the variable can be used. */
static gboolean
is_loaded (const OrielVariable *definition, const GPtrArray *options)
{
  switch (definition->kind)
    {
    case ORIEL_VARIABLE_QUERY:
      return definition->refresh == ORIEL_REFRESH_NEVER && options->len > 0;
    case ORIEL_VARIABLE_DATASOURCE:
      return FALSE;
    case ORIEL_VARIABLE_CUSTOM:
    case ORIEL_VARIABLE_CONSTANT:
    case ORIEL_VARIABLE_INTERVAL:
    case ORIEL_VARIABLE_TEXTBOX:
    case ORIEL_VARIABLE_ADHOC:
    case ORIEL_VARIABLE_OTHER:
    default:
      return TRUE;
    }
}

/* The choice among `options`, as Grafana validates it when they arrive. */
static void
validate (Entry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  OrielVariableChoiceRules rules = { .multi = definition->multi,
                                     .include_all = definition->include_all,
                                     .default_to_all = definition->include_all };
  OrielVariableChoice choice = { g_steal_pointer (&entry->state.values),
                                 g_steal_pointer (&entry->state.texts) };

  oriel_variable_choice_validate (&choice, entry->state.options, &rules);
  take_choice (entry, choice.values, choice.texts);
}

/* Kinds whose one value is the text of the definition. */
static gboolean
is_text_kind (OrielVariableKind kind)
{
  return kind == ORIEL_VARIABLE_CONSTANT || kind == ORIEL_VARIABLE_TEXTBOX;
}

static void
choose_stored (Entry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  const char *query = definition->query != NULL ? definition->query : "";
  gboolean stored = definition->current_values != NULL && definition->current_values[0] != NULL;

  if (definition->kind == ORIEL_VARIABLE_CONSTANT || (!stored && is_text_kind (definition->kind)))
    take_choice (entry, strv_of (query), strv_of (query));
  else if (stored)
    choose (entry, (const char *const *) definition->current_values);
  else
    take_choice (entry, g_new0 (char *, 1), g_new0 (char *, 1));
}

/* The stored texts, where the options do not know better. */
static void
keep_stored_texts (Entry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  guint n = g_strv_length (entry->state.values);

  if (is_text_kind (definition->kind) || entry->state.options->len > 0 ||
      definition->current_texts == NULL || g_strv_length (definition->current_texts) != n ||
      oriel_variable_state_is_all (&entry->state))
    return;

  g_strfreev (entry->state.texts);
  entry->state.texts = g_strdupv (definition->current_texts);
}

/* An interval that is not in the list gives way to the first, or to auto. */
static void
validate_interval (Entry *entry)
{
  const char *value = first_of ((const char *const *) entry->state.values);
  const OrielVariableOption *first =
    entry->state.options->len > 0 ? g_ptr_array_index (entry->state.options, 0) : NULL;
  gboolean known = strcmp (value, ORIEL_AUTO_VALUE) == 0 ? entry->state.definition->auto_enabled
                                                         : option_of_value (entry, value) != NULL;

  if (!known && first != NULL)
    take_choice (entry, strv_of (first->value), strv_of (first->text));
}

static Entry *
new_entry (const OrielVariable *definition)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autoptr (GPtrArray) options = defined_options (definition, &entry->state.error);

  if (options == NULL)
    options = stored_options (definition);
  entry->state.definition = definition;
  set_options (entry, options);
  entry->state.loaded = is_loaded (definition, options);

  choose_stored (entry);
  keep_stored_texts (entry);
  if (definition->kind == ORIEL_VARIABLE_CUSTOM && entry->state.error == NULL)
    validate (entry);
  else if (definition->kind == ORIEL_VARIABLE_INTERVAL)
    validate_interval (entry);

  return entry;
}

static Entry *
copy_entry (const Entry *entry)
{
  Entry *copy = g_new0 (Entry, 1);

  copy->state = entry->state;
  copy->state.options = g_ptr_array_ref (entry->state.options);
  copy->state.values = g_strdupv (entry->state.values);
  copy->state.texts = g_strdupv (entry->state.texts);
  copy->state.error = g_strdup (entry->state.error);
  copy->by_value = entry->by_value != NULL ? g_hash_table_ref (entry->by_value) : NULL;
  copy->by_text = entry->by_text != NULL ? g_hash_table_ref (entry->by_text) : NULL;
  copy->chosen_early = entry->chosen_early;

  return copy;
}

/* Takes `entry`. Of two variables with one name the first counts. */
static void
add_entry (OrielVariables *variables, Entry *entry)
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
  variables->entries = g_ptr_array_new_with_free_func (free_entry);
  variables->by_name = g_hash_table_new (g_str_hash, g_str_equal);

  return variables;
}

static void
add_definitions (OrielVariables *variables, GPtrArray *definitions)
{
  for (guint i = 0; i < definitions->len; i++)
    add_entry (variables, new_entry (g_ptr_array_index (definitions, i)));
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
  scoped->value = value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL);
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
    add_entry (copy, copy_entry (g_ptr_array_index (variables->entries, i)));
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
  const Entry *entry = g_ptr_array_index (variables->entries, index);

  return &entry->state;
}

static Entry *
find_entry (const OrielVariables *variables, const char *name)
{
  return g_hash_table_lookup (variables->by_name, name);
}

const OrielVariableState *
oriel_variables_find (const OrielVariables *variables, const char *name)
{
  const Entry *entry = find_entry (variables, name);

  return entry != NULL ? &entry->state : NULL;
}

gboolean
oriel_variable_state_is_all (const OrielVariableState *state)
{
  return g_strcmp0 (state->values[0], ORIEL_ALL_VALUE) == 0;
}

JsonObject *
oriel_variables_option_properties (const OrielVariableState *state, const char *value)
{
  const Entry *entry = (const Entry *) state;
  const OrielVariableOption *option = option_of_value (entry, value);

  return option != NULL ? option->properties : NULL;
}

char *
oriel_variable_state_to_url (const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  GString *out;

  if (definition->kind == ORIEL_VARIABLE_CONSTANT)
    return NULL;

  out = g_string_new (NULL);
  if (oriel_json_boolean (definition->json, "skipUrlSync", FALSE))
    return g_string_free (out, FALSE);

  for (guint i = 0; i == 0 || state->values[i] != NULL; i++)
    {
      const char *value = state->values[i];

      g_string_append_printf (out, "%svar-%s=", i > 0 ? "&" : "", definition->name);
      if (value == NULL)
        break;
      oriel_url_append_encoded (out, value, ORIEL_URL_PARAMETER);
    }

  return g_string_free (out, FALSE);
}

gboolean
oriel_variables_choose (OrielVariables *variables, const char *name, const char *const *values)
{
  Entry *entry = find_entry (variables, name);

  if (entry == NULL)
    return FALSE;

  choose (entry, values);
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
  Entry *entry = find_entry (variables, name);
  g_autoptr (GPtrArray) options = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) old_values = NULL;
  g_auto (GStrv) old_texts = NULL;
  gboolean same;

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
  set_options (entry, options);
  entry->state.loaded = TRUE;
  validate (entry);

  /* What was asked for from outside before the options were known is not replaced by others. */
  if (entry->chosen_early && !oriel_variable_state_is_all (&entry->state) &&
      !g_strv_equal ((const char *const *) old_values, (const char *const *) entry->state.values) &&
      !g_strv_equal ((const char *const *) old_texts, (const char *const *) entry->state.texts))
    take_choice (entry, g_strdupv (old_values), g_strdupv (old_texts));
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
  Entry *entry = find_entry (variables, name);

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

/* Marks the variables that `text` mentions. */
static void
mark_mentioned (const OrielVariables *variables, const char *text, GHashTable *marked)
{
  OrielReference reference;

  while (text != NULL && oriel_reference_find (text, &reference))
    {
      g_autofree char *name = g_strndup (reference.name, reference.name_length);
      Entry *entry = find_entry (variables, name);

      if (entry != NULL)
        g_hash_table_add (marked, entry);
      text = reference.end;
    }
}

char **
oriel_variables_mentioned (const OrielVariables *variables, const char *text)
{
  g_autoptr (GHashTable) marked = g_hash_table_new (NULL, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  mark_mentioned (variables, text, marked);
  for (guint i = 0; i < variables->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (variables->entries, i);

      if (g_hash_table_contains (marked, entry))
        g_strv_builder_add (names, entry->state.definition->name);
    }

  return g_strv_builder_end (names);
}

/* Marks what any string of a JSON value mentions, by way of its text: names have no characters
 * that JSON escapes. */
static void
mark_json (const OrielVariables *variables, JsonObject *object, GHashTable *marked)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (object == NULL)
    return;

  node = json_node_init_object (json_node_alloc (), object);
  text = oriel_json_to_text (node, FALSE);
  mark_mentioned (variables, text, marked);
}

/* The variables that must be known before `entry` can be. */
static GHashTable *
dependencies_of (const OrielVariables *variables, const Entry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  GHashTable *marked = g_hash_table_new (NULL, NULL);

  mark_mentioned (variables, definition->query, marked);
  mark_json (variables, definition->query_json, marked);
  mark_mentioned (variables, definition->regex, marked);
  mark_mentioned (variables, definition->all_value, marked);
  mark_mentioned (variables, definition->source.uid, marked);
  mark_mentioned (variables, definition->source.name, marked);

  return marked;
}

/* Depth first without recursion, since a file may chain thousands of variables. */
typedef struct
{
  const OrielVariables *variables;
  GHashTable *index_of; /* Entry → place + 1 */
  guint8 *seen;         /* by place: 1 entered */
  GArray *order;        /* of guint */
} Ordering;

typedef struct
{
  guint index;
  GArray *needs; /* of guint, places, ascending */
  guint next;
} OrderStep;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static void
push_step (Ordering *ordering, GArray *stack, guint index)
{
  const Entry *entry = g_ptr_array_index (ordering->variables->entries, index);
  g_autoptr (GHashTable) marked = dependencies_of (ordering->variables, entry);
  OrderStep step = { .index = index, .needs = g_array_new (FALSE, FALSE, sizeof (guint)) };
  GHashTableIter iter;
  gpointer needed;

  g_hash_table_iter_init (&iter, marked);
  while (g_hash_table_iter_next (&iter, &needed, NULL))
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (ordering->index_of, needed)) - 1;

      g_array_append_val (step.needs, place);
    }

  g_array_sort (step.needs, compare_places);
  ordering->seen[index] = 1;
  g_array_append_val (stack, step);
}

static void
order_from (Ordering *ordering, GArray *stack, guint index)
{
  if (ordering->seen[index])
    return;

  push_step (ordering, stack, index);
  while (stack->len > 0)
    {
      OrderStep *step = &g_array_index (stack, OrderStep, stack->len - 1);

      if (step->next < step->needs->len)
        {
          guint needed = g_array_index (step->needs, guint, step->next++);

          /* One that was entered but is not done closes a circle: it is not waited for. */
          if (!ordering->seen[needed])
            push_step (ordering, stack, needed);
          continue;
        }

      g_array_append_val (ordering->order, step->index);
      g_array_unref (step->needs);
      g_array_set_size (stack, stack->len - 1);
    }
}

GArray *
oriel_variables_order (const OrielVariables *variables)
{
  guint n = variables->entries->len;
  g_autoptr (GHashTable) index_of = g_hash_table_new (NULL, NULL);
  g_autofree guint8 *seen = g_new0 (guint8, n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (OrderStep));
  Ordering ordering = { variables, index_of, seen,
                        g_array_sized_new (FALSE, FALSE, sizeof (guint), n) };

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (index_of, g_ptr_array_index (variables->entries, i),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n; i++)
    order_from (&ordering, stack, i);

  return ordering.order;
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
