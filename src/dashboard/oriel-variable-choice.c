/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stays chosen when a variable's options change. Rules: MultiValueVariable of Grafana's
 * scenes library.
 */

#include "config.h"

#include "dashboard/oriel-variable-options.h"
#include "dashboard/oriel-variables.h"

void
oriel_variable_choice_clear (OrielVariableChoice *choice)
{
  g_clear_pointer (&choice->values, g_strfreev);
  g_clear_pointer (&choice->texts, g_strfreev);
}

static void
choose_one (OrielVariableChoice *choice, const char *value, const char *text)
{
  const char *values[] = { value, NULL };
  const char *texts[] = { text, NULL };

  oriel_variable_choice_clear (choice);
  choice->values = g_strdupv ((char **) values);
  choice->texts = g_strdupv ((char **) texts);
}

static void
choose_option (OrielVariableChoice *choice, GPtrArray *options, guint index)
{
  const OrielVariableOption *option = g_ptr_array_index (options, index);

  choose_one (choice, option->value, option->text);
}

static void
choose_without_options (OrielVariableChoice *choice, const OrielVariableChoiceRules *rules)
{
  if (rules->default_to_all || rules->include_all)
    choose_one (choice, ORIEL_ALL_VALUE, ORIEL_ALL_TEXT);
  else if (!rules->multi)
    choose_one (choice, "", "");
  else
    {
      oriel_variable_choice_clear (choice);
      choice->values = g_new0 (char *, 1);
      choice->texts = g_new0 (char *, 1);
    }
}

static void
choose_default (OrielVariableChoice *choice,
                GPtrArray *options,
                const OrielVariableChoiceRules *rules)
{
  if (rules->default_to_all)
    choose_one (choice, ORIEL_ALL_VALUE, ORIEL_ALL_TEXT);
  else
    choose_option (choice, options, 0);
}

/* Keeps the values that are options still; their texts are the options'. */
static void
validate_list (OrielVariableChoice *choice,
               GPtrArray *options,
               const OrielVariableChoiceRules *rules)
{
  g_autoptr (GHashTable) by_value = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  guint kept = 0;

  for (guint i = options->len; i-- > 0;)
    {
      OrielVariableOption *option = g_ptr_array_index (options, i);

      g_hash_table_insert (by_value, option->value, option);
    }

  for (char **value = choice->values; *value != NULL; value++)
    {
      const OrielVariableOption *option = g_hash_table_lookup (by_value, *value);

      if (option == NULL)
        continue;
      g_strv_builder_add (values, option->value);
      g_strv_builder_add (texts, option->text);
      kept++;
    }

  if (kept == 0)
    {
      choose_default (choice, options, rules);
      return;
    }

  oriel_variable_choice_clear (choice);
  choice->values = g_strv_builder_end (values);
  choice->texts = g_strv_builder_end (texts);
}

/* The option of that value, else the last one of that text, else -1. */
static int
find_option (GPtrArray *options, const char *value, const char *text)
{
  int by_text = -1;

  for (guint i = 0; i < options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (options, i);

      if (g_strcmp0 (option->value, value) == 0)
        return (int) i;
      if (g_strcmp0 (option->text, text) == 0)
        by_text = (int) i;
    }

  return by_text;
}

void
oriel_variable_choice_validate (OrielVariableChoice *choice,
                                GPtrArray *options,
                                const OrielVariableChoiceRules *rules)
{
  const char *first = choice->values[0];
  int index;

  if (options->len == 0)
    choose_without_options (choice, rules);
  else if (g_strcmp0 (first, ORIEL_ALL_VALUE) == 0)
    {
      if (rules->include_all)
        choose_one (choice, ORIEL_ALL_VALUE, ORIEL_ALL_TEXT);
      else
        choose_option (choice, options, 0);
    }
  else if (rules->multi)
    validate_list (choice, options, rules);
  else
    {
      index = find_option (options, first, choice->texts[0]);
      if (index >= 0)
        choose_option (choice, options, (guint) index);
      else
        choose_default (choice, options, rules);
    }
}
