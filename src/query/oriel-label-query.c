/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-label-query.h. The rules are those of Grafana's scenes library and its Prometheus
 * source: metrics of the queries of the same source, with the other filters as matchers.
 */

#include "config.h"

#include "query/oriel-label-query.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-filter.h"
#include "dashboard/oriel-variable-options.h"
#include "datasource/prometheus/oriel-prometheus-filters.h"

/* Selectors sent with one request. */
#define MAX_SELECTORS 200

#define ANY_SERIES "{__name__!=\"\"}"

typedef struct
{
  OrielDataSource *source;
  GHashTable *used; /* nullable: labels that are not offered again */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  oriel_data_source_unref (ask->source);
  g_clear_pointer (&ask->used, g_hash_table_unref);
  g_free (ask);
}

/* --- which series --- */

static void
add_metrics_of_panel (GHashTable *metrics,
                      const OrielPanel *panel,
                      const OrielDataSource *source,
                      const OrielPlanContext *context)
{
  const OrielBuiltins builtins = { .range = context->range, .zone = context->time.zone };

  for (guint i = 0; panel->targets != NULL && i < panel->targets->len; i++)
    {
      const OrielTarget *target = g_ptr_array_index (panel->targets, i);
      const char *expression = oriel_json_string (target->json, "expr", NULL);
      g_autofree char *text = NULL;

      if (expression == NULL || target->hidden ||
          oriel_plan_target_source (panel, target, context) != source)
        continue;
      text = oriel_variables_interpolate (context->variables, expression, &builtins,
                                          oriel_variables_format_prometheus, NULL);
      oriel_prometheus_add_metrics (text, metrics);
    }
}

static void
add_metrics_of_panels (GHashTable *metrics,
                       const GPtrArray *panels,
                       const OrielDataSource *source,
                       const OrielPlanContext *context)
{
  for (guint i = 0; panels != NULL && i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      add_metrics_of_panel (metrics, panel, source, context);
      add_metrics_of_panels (metrics, panel->children, source, context);
    }
}

/* The filters of `state`, base filters first, but for those of `label` and those that only group.
 */
static JsonArray *
other_filters (const OrielPlanContext *context, const OrielVariableState *state, const char *label)
{
  JsonArray *base = oriel_json_array (state->definition->json, "baseFilters");
  g_autoptr (JsonArray) own = oriel_filters_json ((const char *const *) state->values);
  g_autoptr (JsonArray) all = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) replaced = NULL;

  for (guint i = 0; i < oriel_json_array_length (base); i++)
    if (oriel_json_array_object (base, i) != NULL)
      json_array_add_object_element (all, json_object_ref (oriel_json_array_object (base, i)));
  for (guint i = 0; i < json_array_get_length (own); i++)
    {
      JsonObject *filter = json_array_get_object_element (own, i);

      if (g_strcmp0 (oriel_json_string (filter, "key", ""), label) != 0)
        json_array_add_object_element (all, json_object_ref (filter));
    }

  node = json_node_init_array (json_node_alloc (), all);
  replaced = oriel_variables_interpolate_json (context->variables, node, NULL, NULL, NULL);
  return json_array_ref (json_node_get_array (replaced));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A selector for each metric that the queries name, with the filters as matchers; where they name
 * none, one for all series. NULL-ended. */
static char **
selectors_of (const OrielPlanContext *context, const OrielDataSource *source, JsonArray *filters)
{
  g_autoptr (GHashTable) metrics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree const char **names = NULL;
  guint n;

  if (context->dashboard != NULL)
    add_metrics_of_panels (metrics, context->dashboard->panels, source, context);
  if (g_hash_table_size (metrics) == 0)
    g_hash_table_add (metrics, g_strdup (ANY_SERIES));

  names = (const char **) g_hash_table_get_keys_as_array (metrics, &n);
  qsort (names, n, sizeof *names, compare_texts);
  for (guint i = 0; i < MIN (n, MAX_SELECTORS); i++)
    {
      g_autofree char *selector = oriel_prometheus_add_filters (names[i], filters);

      g_strv_builder_add (builder, selector);
    }

  return g_strv_builder_end (builder);
}

/* --- answers --- */

static void
free_options (gpointer options)
{
  g_ptr_array_unref (options);
}

/* `defaultKeys`: what is offered in the place of labels that are asked for. */
static GPtrArray *
fixed_options (JsonArray *keys)
{
  GPtrArray *options = oriel_variable_options_new ();

  for (guint i = 0; i < oriel_json_array_length (keys); i++)
    {
      JsonObject *key = oriel_json_array_object (keys, i);
      const char *text = oriel_json_string (key, "text", "");

      if (key == NULL)
        continue;
      g_ptr_array_add (
        options, oriel_variable_option_new (text, oriel_json_string (key, "value", text), NULL));
    }

  return options;
}

/* Names and values alike; the name of a metric is no label to filter or group by. */
static GPtrArray *
options_of (const Ask *ask, char **texts)
{
  GPtrArray *options = oriel_variable_options_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    if (ask->used == NULL || !g_hash_table_contains (ask->used, texts[i]))
      g_ptr_array_add (options, oriel_variable_option_new (texts[i], texts[i], NULL));

  return options;
}

static void
answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts =
    oriel_data_source_get_class (ask->source)->labels_finish (ask->source, result, &error);

  if (texts == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, options_of (ask, texts), free_options);
}

/* --- asking --- */

/* Labels that are none to choose: those with a filter, and the name of the metric. */
static GHashTable *
used_labels (JsonArray *filters)
{
  GHashTable *used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (used, g_strdup ("__name__"));
  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    g_hash_table_add (
      used, g_strdup (oriel_json_string (oriel_json_array_object (filters, i), "key", "")));

  return used;
}

void
oriel_label_query_async (const OrielPlanContext *context,
                         const OrielVariableState *state,
                         OrielLabelQueryKind kind,
                         const char *label,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  JsonArray *keys = oriel_json_array (state->definition->json, "defaultKeys");
  g_autofree char *problem = NULL;
  OrielDataSource *source = oriel_plan_find_source (&state->definition->source, context, &problem);
  gboolean by_filters = state->definition->kind == ORIEL_VARIABLE_ADHOC;
  g_autoptr (JsonArray) filters = NULL;
  g_auto (GStrv) selectors = NULL;
  Ask *ask;

  g_task_set_source_tag (task, oriel_label_query_async);
  if (kind == ORIEL_LABEL_NAMES && oriel_json_array_length (keys) > 0)
    {
      g_task_return_pointer (task, fixed_options (keys), free_options);
      return;
    }
  if (source == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", problem);
      return;
    }
  if (oriel_data_source_get_class (source)->labels_async == NULL)
    {
      g_task_return_pointer (task, oriel_variable_options_new (), free_options);
      return;
    }

  filters = by_filters ? other_filters (context, state, label) : json_array_new ();
  selectors = selectors_of (context, source, filters);
  ask = g_new0 (Ask, 1);
  ask->source = oriel_data_source_ref (source);
  ask->used = kind == ORIEL_LABEL_NAMES ? used_labels (filters) : NULL;
  g_task_set_task_data (task, ask, ask_free);
  oriel_data_source_get_class (source)->labels_async (
    source, kind == ORIEL_LABEL_NAMES ? NULL : label, (const char *const *) selectors,
    &context->range, cancellable, answered_cb, g_steal_pointer (&task));
}

GPtrArray *
oriel_label_query_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
