/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which variables a text mentions, and the order in which variables can be known.
 */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-interpolation.h"

/* Marks the variables that `text` mentions. */
static void
mark_mentioned (const OrielVariables *variables, const char *text, GHashTable *marked)
{
  OrielReference reference;

  while (text != NULL && oriel_reference_find (text, &reference))
    {
      g_autofree char *name = g_strndup (reference.name, reference.name_length);
      const OrielVariableState *state = oriel_variables_find (variables, name);

      if (state != NULL)
        g_hash_table_add (marked, (gpointer) state);
      text = reference.end;
    }
}

char **
oriel_variables_mentioned (const OrielVariables *variables, const char *text)
{
  g_autoptr (GHashTable) marked = g_hash_table_new (NULL, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  mark_mentioned (variables, text, marked);
  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (variables, i);

      if (g_hash_table_contains (marked, state))
        g_strv_builder_add (names, state->definition->name);
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

/* The variables that must be known before this one can be. */
static GHashTable *
dependencies_of (const OrielVariables *variables, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
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
  GHashTable *index_of; /* OrielVariableState → place + 1 */
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
  const OrielVariableState *state = oriel_variables_get (ordering->variables, index);
  g_autoptr (GHashTable) marked = dependencies_of (ordering->variables, state);
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
  guint n = oriel_variables_get_n (variables);
  g_autoptr (GHashTable) index_of = g_hash_table_new (NULL, NULL);
  g_autofree guint8 *seen = g_new0 (guint8, n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (OrderStep));
  Ordering ordering = { variables, index_of, seen,
                        g_array_sized_new (FALSE, FALSE, sizeof (guint), n) };

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (index_of, (gpointer) oriel_variables_get (variables, i),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n; i++)
    order_from (&ordering, stack, i);

  return ordering.order;
}
