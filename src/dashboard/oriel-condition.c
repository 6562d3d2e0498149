/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-condition.h. Rules: Grafana's conditional rendering, one function a kind of item. */

#include "config.h"

#include "dashboard/oriel-condition.h"

#include <string.h>

#include "base/oriel-interval.h"
#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "dashboard/oriel-json-tree.h"

#define MAX_ITEMS 100

/* What an item says. */
typedef enum
{
  CANNOT_SAY,
  NO,
  YES,
} Verdict;

typedef struct _Item Item;

typedef Verdict (*Judge) (const Item *item, const OrielConditionContext *context);

struct _Item
{
  Judge judge;
  char *variable;
  char *value;
  gboolean negated;
  gboolean by_regex;
  GRegex *regex;  /* nullable: of `value`, when it is one */
  gboolean wants; /* data: rows, or none */
};

struct _OrielCondition
{
  GPtrArray *items; /* of Item */
  gboolean hides;   /* hides when it holds */
  gboolean any;     /* one item is enough */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->variable);
  g_free (item->value);
  g_clear_pointer (&item->regex, g_regex_unref);
  g_free (item);
}

static Verdict
verdict_of (gboolean holds)
{
  return holds ? YES : NO;
}

static Verdict
judge_data (const Item *item, const OrielConditionContext *context)
{
  if (context->has_data == ORIEL_HAS_DATA_UNKNOWN)
    return CANNOT_SAY;

  return verdict_of (item->wants == (context->has_data == ORIEL_HAS_DATA_YES));
}

/* Grafana's check of what it takes for a duration here: one count and one unit. */
static gboolean
is_duration (const char *text)
{
  const char *unit = text + strspn (text, "0123456789.");

  return g_ascii_isdigit (*text) && unit[-1] != '.' && *unit != '\0' && unit[1] == '\0' &&
         strchr ("Mwdhmsy", *unit) != NULL;
}

static Verdict
judge_range (const Item *item, const OrielConditionContext *context)
{
  double ms;

  if (!is_duration (item->value) || !oriel_interval_parse (item->value, &ms))
    return CANNOT_SAY;

  return verdict_of (context->range.to_ms / 1000 - context->range.from_ms / 1000 <=
                     (gint64) (ms / 1000));
}

static gboolean
value_hits (const Item *item, const char *value)
{
  if (!item->by_regex)
    return strcmp (value, item->value) == 0;

  return g_regex_match (item->regex, value, 0, NULL);
}

static gboolean
any_value_hits (const Item *item, const char *const *values)
{
  for (guint i = 0; values[i] != NULL; i++)
    if (value_hits (item, values[i]))
      return TRUE;

  return FALSE;
}

static gboolean
any_option_hits (const Item *item, const GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    if (value_hits (item, ((const OrielVariableOption *) g_ptr_array_index (options, i))->value))
      return TRUE;

  return FALSE;
}

/* All stands for every option, or for the value that the variable gives it; "All" itself can be
 * compared with, too. */
static gboolean
all_hits (const Item *item, const OrielVariableState *state)
{
  const char *own = state->definition->all_value;

  if (!item->by_regex && g_ascii_strcasecmp (item->value, ORIEL_ALL_TEXT) == 0)
    return TRUE;

  return own != NULL && *own != '\0' ? value_hits (item, own)
                                     : any_option_hits (item, state->options);
}

static gboolean
state_hits (const Item *item, const OrielVariableState *state)
{
  if (state->values[0] == NULL)
    return !state->definition->multi && value_hits (item, "");
  if (oriel_variable_state_is_all (state))
    return all_hits (item, state);

  return any_value_hits (item, (const char *const *) state->values);
}

static Verdict
judge_variable (const Item *item, const OrielConditionContext *context)
{
  JsonNode *scoped = oriel_variables_get_scoped (context->variables, item->variable, FALSE, NULL);
  const OrielVariableState *state = oriel_variables_find (context->variables, item->variable);
  g_autofree char *value = oriel_json_dup_scalar (scoped);
  gboolean hit;

  if (*item->variable == '\0' || (scoped == NULL && state == NULL))
    return CANNOT_SAY;
  if (item->by_regex && item->regex == NULL)
    return YES;

  hit = scoped != NULL ? value_hits (item, value != NULL ? value : "") : state_hits (item, state);
  return verdict_of (hit != item->negated);
}

static Item *
read_variable_item (JsonObject *spec)
{
  const char *comparison = oriel_json_string (spec, "operator", "equals");
  Item *item = g_new0 (Item, 1);

  item->judge = judge_variable;
  item->variable = g_strdup (oriel_json_string (spec, "variable", ""));
  item->value = oriel_json_dup_scalar (oriel_json_member (spec, "value"));
  if (item->value == NULL)
    item->value = g_strdup ("");
  item->negated = g_str_has_prefix (comparison, "not");
  item->by_regex = strcmp (comparison, "equals") != 0 && strcmp (comparison, "notEquals") != 0;
  if (item->by_regex)
    item->regex = oriel_regex_new (item->value, NULL, NULL);
  return item;
}

static Item *
read_item (JsonObject *json)
{
  const char *kind = oriel_json_string (json, "kind", "");
  JsonObject *spec = oriel_json_object (json, "spec");
  Item *item;

  if (strcmp (kind, "ConditionalRenderingVariable") == 0)
    return read_variable_item (spec);
  if (strcmp (kind, "ConditionalRenderingData") != 0 &&
      strcmp (kind, "ConditionalRenderingTimeRangeSize") != 0)
    return NULL;

  item = g_new0 (Item, 1);
  item->judge = strcmp (kind, "ConditionalRenderingData") == 0 ? judge_data : judge_range;
  item->value = g_strdup (oriel_json_string (spec, "value", ""));
  item->wants = oriel_json_boolean (spec, "value", TRUE);
  return item;
}

OrielCondition *
oriel_condition_read (JsonObject *json)
{
  JsonObject *spec = oriel_json_object (json, "spec");
  JsonArray *list = oriel_json_array (spec, "items");
  guint n = MIN (oriel_json_array_length (list), MAX_ITEMS);
  OrielCondition *condition;

  if (n == 0)
    return NULL;

  condition = g_new0 (OrielCondition, 1);
  condition->items = g_ptr_array_new_with_free_func (item_free);
  condition->hides = strcmp (oriel_json_string (spec, "visibility", "show"), "show") != 0;
  condition->any = strcmp (oriel_json_string (spec, "condition", "and"), "and") != 0;
  for (guint i = 0; i < n; i++)
    {
      Item *item = read_item (oriel_json_array_object (list, i));

      if (item != NULL)
        g_ptr_array_add (condition->items, item);
    }

  return condition;
}

void
oriel_condition_free (OrielCondition *condition)
{
  if (condition == NULL)
    return;

  g_ptr_array_unref (condition->items);
  g_free (condition);
}

gboolean
oriel_condition_shows (const OrielCondition *condition, const OrielConditionContext *context)
{
  guint n_yes = 0, n_no = 0;

  if (condition == NULL)
    return TRUE;

  for (guint i = 0; i < condition->items->len; i++)
    {
      const Item *item = g_ptr_array_index (condition->items, i);
      Verdict verdict = item->judge (item, context);

      n_yes += verdict == YES;
      n_no += verdict == NO;
    }

  if (n_yes + n_no == 0)
    return TRUE;

  return (condition->any ? n_yes > 0 : n_no == 0) != condition->hides;
}

gboolean
oriel_condition_needs_data (const OrielCondition *condition)
{
  for (guint i = 0; condition != NULL && i < condition->items->len; i++)
    if (((const Item *) g_ptr_array_index (condition->items, i))->judge == judge_data)
      return TRUE;

  return FALSE;
}
