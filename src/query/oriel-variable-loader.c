/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-variable-loader.h.
 *
 * `state` says per variable what is still to do. A variable starts when none of
 * those it mentions is WAITING or ASKED; a circle, which the order has broken,
 * counts only what stands before it.
 */

#include "config.h"

#include "query/oriel-variable-loader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "query/oriel-label-query.h"
#include "query/oriel-placement.h"
#include "query/oriel-source-options.h"

/* Grafana's scrape interval where a source gives none. */
#define DEFAULT_INTERVAL_MS 15000

typedef enum
{
  READY,   /* nothing to do, or done */
  WAITING, /* for those it mentions */
  ASKED,
} LoadState;

typedef struct
{
  OrielVariableLoader *loader; /* NULL once the loader is gone */
  guint index;
  OrielDataSource *source; /* NULL: labels are asked for */
} Ask;

struct _OrielVariableLoader
{
  OrielVariables *variables; /* the set being filled */
  const OrielPlanContext *context;
  OrielBuiltins builtins;
  GArray *order; /* of guint */
  LoadState *states;
  GPtrArray *asks; /* of Ask, those under way */
  GCancellable *cancellable;
  OrielLoadedFunc func;
  gpointer user_data;
  gboolean done;
};

static void advance (OrielVariableLoader *loader);

/* The query as a node: text, or the object that newer dashboards store. */
static JsonNode *
query_node (const OrielVariable *definition)
{
  JsonNode *node;

  if (definition->query_json != NULL)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_set_object (node, definition->query_json);
      return node;
    }

  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, definition->query != NULL ? definition->query : "");
  return node;
}

/* All texts of a definition in which another variable may be mentioned. */
static char *
mentioning_text (const OrielVariable *definition)
{
  g_autoptr (JsonNode) node = query_node (definition);
  g_autofree char *query = oriel_json_to_text (node, FALSE);

  return g_strjoin ("\n", query, definition->regex != NULL ? definition->regex : "",
                    definition->source.uid != NULL ? definition->source.uid : "",
                    definition->source.name != NULL ? definition->source.name : "", NULL);
}

/* The variables as the definition's own query sees them. A reference. */
static OrielVariables *
seen_by (const OrielVariableLoader *loader, const OrielVariable *definition)
{
  return definition->section != NULL
           ? oriel_placement_scope (definition->section, NULL, loader->variables)
           : oriel_variables_ref (loader->variables);
}

static gboolean
mentions (const OrielVariableLoader *loader, guint index, const char *name)
{
  const OrielVariable *definition = oriel_variables_get (loader->variables, index)->definition;
  g_autoptr (OrielVariables) seen = seen_by (loader, definition);
  g_autofree char *text = mentioning_text (definition);
  g_auto (GStrv) names = oriel_variables_mentioned (seen, text);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const OrielVariableState *state = oriel_variables_find (seen, names[i]);

      if (state != NULL && strcmp (state->definition->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* TRUE when a variable that stands before `position` in the order, is mentioned by the one at
 * `position`, and is in `state`. */
static gboolean
mentions_one_in (const OrielVariableLoader *loader, guint position, gboolean (*in) (LoadState))
{
  guint index = g_array_index (loader->order, guint, position);

  for (guint i = 0; i < position; i++)
    {
      guint other = g_array_index (loader->order, guint, i);

      if (in (loader->states[other]) &&
          mentions (loader, index,
                    oriel_variables_get (loader->variables, other)->definition->name))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_pending (LoadState state)
{
  return state != READY;
}

/* Kinds whose options a source is asked for. */
static gboolean
is_asked_for (const OrielVariableState *state)
{
  OrielVariableKind kind = state->definition->kind;

  return kind == ORIEL_VARIABLE_QUERY || kind == ORIEL_VARIABLE_GROUPBY;
}

/* Labels to group by are offered when they come: only All stands for what is offered. */
static gboolean
is_waited_for (const OrielVariableState *state)
{
  return state->definition->kind != ORIEL_VARIABLE_GROUPBY || oriel_variable_state_is_all (state);
}

static gboolean
is_wanted (const OrielVariableState *state, OrielLoadReason reason)
{
  if (state->definition->kind == ORIEL_VARIABLE_GROUPBY)
    return !state->loaded;

  switch (reason)
    {
    case ORIEL_LOAD_ALL:
      return state->definition->refresh != ORIEL_REFRESH_NEVER || !state->loaded ||
             state->options->len == 0;
    case ORIEL_LOAD_RANGE:
      return state->definition->refresh == ORIEL_REFRESH_ON_TIME;
    case ORIEL_LOAD_CHANGED:
    default:
      return FALSE;
    }
}

/* Marks what is to be asked: those wanted by themselves, and those that mention one of them or
 * the changed one, directly or through others. */
static void
mark_wanted (OrielVariableLoader *loader, OrielLoadReason reason, const char *changed)
{
  for (guint position = 0; position < loader->order->len; position++)
    {
      guint index = g_array_index (loader->order, guint, position);
      const OrielVariableState *state = oriel_variables_get (loader->variables, index);

      if (!is_asked_for (state))
        continue;
      if (is_wanted (state, reason) || (changed != NULL && mentions (loader, index, changed)) ||
          mentions_one_in (loader, position, is_pending))
        loader->states[index] = WAITING;
    }
}

static void
ask_free (Ask *ask)
{
  if (ask->source != NULL)
    oriel_data_source_unref (ask->source);
  g_free (ask);
}

/* Gives the answered texts and values to the set, without copying them. */
static void
take_answer (OrielVariableLoader *loader, const char *name, const OrielFrame *frame)
{
  const char **texts = g_new0 (const char *, frame->n_rows + 1);
  const char **values = g_new0 (const char *, frame->n_rows + 1);
  const OrielColumn *text_column = NULL;
  const OrielColumn *value_column = NULL;
  gsize n = 0;

  if (frame->fields->len > 0)
    text_column = oriel_frame_field (frame, 0)->column;
  if (frame->fields->len > 1)
    value_column = oriel_frame_field (frame, 1)->column;

  for (gsize i = 0; text_column != NULL && i < frame->n_rows; i++)
    {
      if (text_column->strings[i] == NULL)
        continue;
      texts[n] = text_column->strings[i];
      values[n] = value_column != NULL && value_column->strings[i] != NULL
                    ? value_column->strings[i]
                    : texts[n];
      n++;
    }

  oriel_variables_set_answer (loader->variables, name, texts, values);
  g_free (texts);
  g_free (values);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  OrielVariableLoader *loader = ask->loader;
  g_autoptr (OrielFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  frame = oriel_data_source_get_class (ask->source)->variable_finish (ask->source, result, &error);
  if (loader == NULL)
    {
      ask_free (ask);
      return;
    }

  name = oriel_variables_get (loader->variables, ask->index)->definition->name;
  loader->states[ask->index] = READY;
  if (frame != NULL)
    take_answer (loader, name, frame);
  else
    oriel_variables_set_error (loader->variables, name, error->message);

  g_ptr_array_remove (loader->asks, ask);
  ask_free (ask);
  advance (loader);
}

static void
labels_answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  OrielVariableLoader *loader = ask->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = oriel_label_query_finish (result, &error);
  const char *name;

  if (loader == NULL)
    {
      ask_free (ask);
      return;
    }

  name = oriel_variables_get (loader->variables, ask->index)->definition->name;
  loader->states[ask->index] = READY;
  if (options != NULL)
    oriel_variables_set_answer_options (loader->variables, name, options);
  else
    oriel_variables_set_error (loader->variables, name, error->message);

  g_ptr_array_remove (loader->asks, ask);
  ask_free (ask);
  advance (loader);
}

static void
ask_labels (OrielVariableLoader *loader, guint index)
{
  const OrielVariableState *state = oriel_variables_get (loader->variables, index);
  g_autoptr (OrielVariables) seen = seen_by (loader, state->definition);
  OrielPlanContext context = *loader->context;
  Ask *new_ask = g_new0 (Ask, 1);

  context.variables = seen;
  new_ask->loader = loader;
  new_ask->index = index;
  g_ptr_array_add (loader->asks, new_ask);
  loader->states[index] = ASKED;
  oriel_label_query_async (&context, state, ORIEL_LABEL_NAMES, NULL, loader->cancellable,
                           labels_answered_cb, new_ask);
}

/* Where a variable's query says `$__interval` it is the source's own, as in Grafana. */
static OrielBuiltins
builtins_for (const OrielVariableLoader *loader, const OrielDataSource *source)
{
  const char *scrape_interval = oriel_data_source_get_settings (source)->scrape_interval;
  OrielBuiltins builtins = loader->builtins;
  double ms;

  if (scrape_interval == NULL || !oriel_interval_parse (scrape_interval, &ms))
    ms = DEFAULT_INTERVAL_MS;
  builtins.interval_ms = (gint64) ms;

  return builtins;
}

static void
ask (OrielVariableLoader *loader, guint index)
{
  const OrielVariableState *state = oriel_variables_get (loader->variables, index);
  const char *name = state->definition->name;
  g_autofree char *problem = NULL;
  g_autoptr (JsonNode) raw = query_node (state->definition);
  g_autoptr (JsonNode) query = NULL;
  g_autoptr (OrielVariables) seen = seen_by (loader, state->definition);
  OrielPlanContext context = *loader->context;
  OrielBuiltins builtins;
  OrielDataSource *source;
  Ask *new_ask;

  context.variables = seen;
  source = oriel_plan_find_source (&state->definition->source, &context, &problem);
  if (source == NULL)
    {
      oriel_variables_set_error (loader->variables, name, problem);
      loader->states[index] = READY;
      return;
    }

  builtins = builtins_for (loader, source);
  query = oriel_variables_interpolate_json (seen, raw, &builtins, oriel_variables_format_prometheus,
                                            NULL);
  new_ask = g_new0 (Ask, 1);
  new_ask->loader = loader;
  new_ask->index = index;
  new_ask->source = oriel_data_source_ref (source);
  g_ptr_array_add (loader->asks, new_ask);
  loader->states[index] = ASKED;
  oriel_data_source_get_class (source)->variable_async (source, query, &loader->context->range,
                                                        loader->cancellable, answered_cb, new_ask);
}

/* Whether all is there that queries wait for. */
static gboolean
has_enough (const OrielVariableLoader *loader)
{
  for (guint i = 0; i < loader->asks->len; i++)
    {
      const Ask *under_way = g_ptr_array_index (loader->asks, i);

      if (is_waited_for (oriel_variables_get (loader->variables, under_way->index)))
        return FALSE;
    }

  return TRUE;
}

/* Starts all that wait for nothing any more, then tells how far it is. */
static void
advance (OrielVariableLoader *loader)
{
  g_autoptr (OrielVariables) so_far = NULL;

  for (guint position = 0; position < loader->order->len; position++)
    {
      guint index = g_array_index (loader->order, guint, position);

      if (loader->states[index] == WAITING && !mentions_one_in (loader, position, is_pending))
        {
          if (oriel_variables_get (loader->variables, index)->definition->kind ==
              ORIEL_VARIABLE_GROUPBY)
            ask_labels (loader, index);
          else
            ask (loader, index);
        }
    }

  loader->done = has_enough (loader);
  so_far = oriel_variables_copy (loader->variables);
  loader->func (so_far, loader->done, loader->user_data);
}

OrielVariableLoader *
oriel_variable_loader_start (OrielVariables *variables,
                             const OrielPlanContext *context,
                             OrielLoadReason reason,
                             const char *changed,
                             OrielLoadedFunc func,
                             gpointer user_data)
{
  OrielVariableLoader *loader = g_new0 (OrielVariableLoader, 1);

  loader->variables = oriel_variables_copy (variables);
  loader->context = context;
  loader->builtins = (OrielBuiltins){
    .range = context->range,
    .raw_from = context->raw_from,
    .raw_to = context->raw_to,
    .zone = context->time.zone,
  };
  loader->order = oriel_variables_order (loader->variables);
  loader->states = g_new0 (LoadState, oriel_variables_get_n (loader->variables) + 1);
  loader->asks = g_ptr_array_new ();
  loader->cancellable = g_cancellable_new ();
  loader->func = func;
  loader->user_data = user_data;

  oriel_source_options_apply (loader->variables, context->sources);
  mark_wanted (loader, reason, changed);
  advance (loader);
  return loader;
}

void
oriel_variable_loader_free (OrielVariableLoader *loader)
{
  if (loader == NULL)
    return;

  for (guint i = 0; i < loader->asks->len; i++)
    ((Ask *) g_ptr_array_index (loader->asks, i))->loader = NULL;
  g_cancellable_cancel (loader->cancellable);

  g_object_unref (loader->cancellable);
  g_ptr_array_unref (loader->asks);
  g_array_unref (loader->order);
  g_free (loader->states);
  oriel_variables_unref (loader->variables);
  g_free (loader);
}

gboolean
oriel_variable_loader_is_busy (const OrielVariableLoader *loader)
{
  return !loader->done;
}
