/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-variable-entry.h. Rules: Grafana's scenes library, variables by kind.
 */

#include "config.h"

#include "dashboard/oriel-variable-entry.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-filter.h"
#include "dashboard/oriel-variable-options.h"

#include <string.h>

/* Below this many options a look-up by value walks them. */
#define INDEX_FROM 16

void
oriel_variable_entry_free (gpointer data)
{
  OrielVariableEntry *entry = data;

  g_clear_pointer (&entry->by_value, g_hash_table_unref);
  g_clear_pointer (&entry->by_text, g_hash_table_unref);
  g_ptr_array_unref (entry->state.options);
  g_strfreev (entry->state.values);
  g_strfreev (entry->state.texts);
  g_free (entry->state.error);
  g_free (entry);
}

/* Takes a reference of `options`, which nobody changes from then on. */
void
oriel_variable_entry_set_options (OrielVariableEntry *entry, GPtrArray *options)
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

const OrielVariableOption *
oriel_variable_entry_option (const OrielVariableEntry *entry, const char *value)
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
option_of_text (const OrielVariableEntry *entry, const char *text)
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
void
oriel_variable_entry_take_choice (OrielVariableEntry *entry, char **values, char **texts)
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
means_all (const OrielVariableEntry *entry, const char *value)
{
  const OrielVariable *definition = entry->state.definition;

  if (strcmp (value, ORIEL_ALL_VALUE) == 0)
    return definition->include_all || definition->kind == ORIEL_VARIABLE_GROUPBY;
  if (!definition->include_all)
    return FALSE;
  if (definition->all_value != NULL && *definition->all_value != '\0' &&
      strcmp (value, definition->all_value) == 0)
    return TRUE;

  return strcmp (value, ORIEL_ALL_TEXT) == 0 && oriel_variable_entry_option (entry, value) == NULL;
}

/* The value that `given` names: an option's value, else the value of the option with that text,
 * else itself. `text` receives what it is shown as. */
static const char *
resolve_value (const OrielVariableEntry *entry, const char *given, const char **text)
{
  const OrielVariableOption *option = oriel_variable_entry_option (entry, given);

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
list_is_all (const OrielVariableEntry *entry, const char *const *values)
{
  guint n = g_strv_length ((char **) values);

  return n > 0 && means_all (entry, values[n - 1]);
}

static void
choose_empty_list (OrielVariableEntry *entry)
{
  const OrielVariableOption *first =
    entry->state.options->len > 0 ? g_ptr_array_index (entry->state.options, 0) : NULL;

  if (entry->state.definition->include_all)
    oriel_variable_entry_take_choice (entry, strv_of (ORIEL_ALL_VALUE), strv_of (ORIEL_ALL_TEXT));
  else if (first != NULL)
    oriel_variable_entry_take_choice (entry, strv_of (first->value), strv_of (first->text));
  else
    oriel_variable_entry_take_choice (entry, g_new0 (char *, 1), g_new0 (char *, 1));
}

static void
choose_list (OrielVariableEntry *entry, const char *const *given)
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
    oriel_variable_entry_take_choice (entry, g_strv_builder_end (values),
                                      g_strv_builder_end (texts));
}

static void
choose_single (OrielVariableEntry *entry, const char *given)
{
  const char *text;
  const char *value = resolve_value (entry, given, &text);

  oriel_variable_entry_take_choice (entry, strv_of (value), strv_of (text));
}

/* Labels to group by; there may be none. */
static void
choose_groups (OrielVariableEntry *entry, const char *const *given)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean multi = entry->state.definition->multi;
  char **values;

  for (; *given != NULL; given++)
    if (**given != '\0' && (multi || g_hash_table_size (seen) == 0) &&
        g_hash_table_add (seen, (gpointer) *given))
      g_strv_builder_add (builder, *given);

  values = g_strv_builder_end (builder);
  oriel_variable_entry_take_choice (entry, values, g_strdupv (values));
}

/* A switch takes no value but its two. */
static void
choose_switch (OrielVariableEntry *entry, const char *given)
{
  if (oriel_variable_entry_option (entry, given) != NULL)
    oriel_variable_entry_take_choice (entry, strv_of (given), strv_of (given));
}

/* Takes the filters among `texts`, in the form of URLs. */
static void
choose_filters (OrielVariableEntry *entry, const char *const *texts)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();

  for (; *texts != NULL; texts++)
    {
      g_autoptr (OrielFilter) filter = oriel_filter_parse (*texts);
      g_autofree char *value = filter != NULL ? oriel_filter_to_text (filter) : NULL;
      g_autofree char *text = filter != NULL ? oriel_filter_describe (filter) : NULL;

      if (filter == NULL)
        continue;
      g_strv_builder_add (values, value);
      g_strv_builder_add (shown, text);
    }

  oriel_variable_entry_take_choice (entry, g_strv_builder_end (values), g_strv_builder_end (shown));
}

void
oriel_variable_entry_choose (OrielVariableEntry *entry, const char *const *values)
{
  const OrielVariable *definition = entry->state.definition;

  if (definition->kind == ORIEL_VARIABLE_INTERVAL && is_auto_value (first_of (values)))
    oriel_variable_entry_take_choice (entry, strv_of (ORIEL_AUTO_VALUE), strv_of ("auto"));
  else if (definition->kind == ORIEL_VARIABLE_SWITCH)
    choose_switch (entry, first_of (values));
  else if (definition->kind == ORIEL_VARIABLE_ADHOC)
    choose_filters (entry, values);
  else if (list_is_all (entry, values))
    oriel_variable_entry_take_choice (entry, strv_of (ORIEL_ALL_VALUE), strv_of (ORIEL_ALL_TEXT));
  else if (definition->kind == ORIEL_VARIABLE_GROUPBY)
    choose_groups (entry, values);
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
    case ORIEL_VARIABLE_GROUPBY:
    case ORIEL_VARIABLE_SWITCH:
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
    case ORIEL_VARIABLE_GROUPBY:
      return options->len > 0;
    case ORIEL_VARIABLE_DATASOURCE:
      return FALSE;
    case ORIEL_VARIABLE_CUSTOM:
    case ORIEL_VARIABLE_CONSTANT:
    case ORIEL_VARIABLE_INTERVAL:
    case ORIEL_VARIABLE_TEXTBOX:
    case ORIEL_VARIABLE_ADHOC:
    case ORIEL_VARIABLE_SWITCH:
    case ORIEL_VARIABLE_OTHER:
    default:
      return TRUE;
    }
}

/* The choice among `options`, as Grafana validates it when they arrive. Labels to group by are
 * taken as they are. */
void
oriel_variable_entry_validate (OrielVariableEntry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  OrielVariableChoiceRules rules = { .multi = definition->multi,
                                     .include_all = definition->include_all,
                                     .default_to_all = definition->include_all };
  OrielVariableChoice choice;

  if (definition->kind == ORIEL_VARIABLE_GROUPBY)
    return;

  choice = (OrielVariableChoice){ g_steal_pointer (&entry->state.values),
                                  g_steal_pointer (&entry->state.texts) };
  oriel_variable_choice_validate (&choice, entry->state.options, &rules);
  oriel_variable_entry_take_choice (entry, choice.values, choice.texts);
}

/* Kinds whose one value is the text of the definition. */
static gboolean
is_text_kind (OrielVariableKind kind)
{
  return kind == ORIEL_VARIABLE_CONSTANT || kind == ORIEL_VARIABLE_TEXTBOX;
}

/* A switch keeps what is stored, whatever it is; where nothing is, it is off. */
static void
choose_stored_switch (OrielVariableEntry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  const OrielVariableOption *off = g_ptr_array_index (entry->state.options, 1);
  const char *stored = definition->current_values != NULL ? definition->current_values[0] : NULL;
  const char *value = stored != NULL ? stored : off->value;

  oriel_variable_entry_take_choice (entry, strv_of (value), strv_of (value));
}

static void
choose_stored_filters (OrielVariableEntry *entry)
{
  g_auto (GStrv) texts =
    oriel_filters_texts (oriel_json_array (entry->state.definition->json, "filters"));

  choose_filters (entry, (const char *const *) texts);
}

static void
choose_stored (OrielVariableEntry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  const char *query = definition->query != NULL ? definition->query : "";
  gboolean stored = definition->current_values != NULL && definition->current_values[0] != NULL;

  if (definition->kind == ORIEL_VARIABLE_SWITCH)
    choose_stored_switch (entry);
  else if (definition->kind == ORIEL_VARIABLE_ADHOC)
    choose_stored_filters (entry);
  else if (definition->kind == ORIEL_VARIABLE_CONSTANT ||
           (!stored && is_text_kind (definition->kind)))
    oriel_variable_entry_take_choice (entry, strv_of (query), strv_of (query));
  else if (stored)
    oriel_variable_entry_choose (entry, (const char *const *) definition->current_values);
  else
    oriel_variable_entry_take_choice (entry, g_new0 (char *, 1), g_new0 (char *, 1));
}

/* The stored texts, where the options do not know better. */
static void
keep_stored_texts (OrielVariableEntry *entry)
{
  const OrielVariable *definition = entry->state.definition;
  guint n = g_strv_length (entry->state.values);

  if (is_text_kind (definition->kind) || definition->kind == ORIEL_VARIABLE_ADHOC ||
      entry->state.options->len > 0 || definition->current_texts == NULL ||
      g_strv_length (definition->current_texts) != n || oriel_variable_state_is_all (&entry->state))
    return;

  g_strfreev (entry->state.texts);
  entry->state.texts = g_strdupv (definition->current_texts);
}

/* An interval that is not in the list gives way to the first, or to auto. */
static void
validate_interval (OrielVariableEntry *entry)
{
  const char *value = first_of ((const char *const *) entry->state.values);
  const OrielVariableOption *first =
    entry->state.options->len > 0 ? g_ptr_array_index (entry->state.options, 0) : NULL;
  gboolean known = strcmp (value, ORIEL_AUTO_VALUE) == 0
                     ? entry->state.definition->auto_enabled
                     : oriel_variable_entry_option (entry, value) != NULL;

  if (!known && first != NULL)
    oriel_variable_entry_take_choice (entry, strv_of (first->value), strv_of (first->text));
}

OrielVariableEntry *
oriel_variable_entry_new (const OrielVariable *definition)
{
  OrielVariableEntry *entry = g_new0 (OrielVariableEntry, 1);
  g_autoptr (GPtrArray) options = defined_options (definition, &entry->state.error);

  if (options == NULL)
    options = stored_options (definition);
  entry->state.definition = definition;
  oriel_variable_entry_set_options (entry, options);
  entry->state.loaded = is_loaded (definition, options);

  choose_stored (entry);
  keep_stored_texts (entry);
  if (definition->kind == ORIEL_VARIABLE_CUSTOM && entry->state.error == NULL)
    oriel_variable_entry_validate (entry);
  else if (definition->kind == ORIEL_VARIABLE_INTERVAL)
    validate_interval (entry);

  return entry;
}

OrielVariableEntry *
oriel_variable_entry_copy (const OrielVariableEntry *entry)
{
  OrielVariableEntry *copy = g_new0 (OrielVariableEntry, 1);

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
