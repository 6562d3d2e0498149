/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of query variables: asks what oriel-prometheus-variable-query.h makes of a query. */

#include "config.h"

#include "datasource/oriel-data-source-private.h"
#include "datasource/prometheus/oriel-prometheus-private.h"
#include "datasource/prometheus/oriel-prometheus-resource.h"
#include "datasource/prometheus/oriel-prometheus-variable-query.h"

typedef struct
{
  OrielDataSource *source;
  OrielPrometheusVariableQuery *query;
  JsonNode *data; /* nullable until answered */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  oriel_data_source_unref (ask->source);
  oriel_prometheus_variable_query_free (ask->query);
  g_clear_pointer (&ask->data, json_node_unref);
  g_free (ask);
}

static void
free_texts (gpointer texts)
{
  g_strfreev (texts);
}

/* Takes `values`; texts and values are the same, so they are one column. */
static OrielFrame *
frame_of (char **values)
{
  guint n = g_strv_length (values);
  OrielFrame *frame = oriel_frame_new (NULL, NULL, n);
  const char **strings = g_memdup2 (values, n * sizeof (char *));
  g_autoptr (OrielColumn) column = oriel_column_new_strings (strings, n, values, free_texts);

  oriel_frame_add_field (frame, "text", NULL, NULL, column);
  oriel_frame_add_field (frame, "value", NULL, NULL, column);
  return frame;
}

static void
read_values (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Ask *ask = task_data;
  char **values = oriel_prometheus_variable_query_values (ask->query, ask->data);

  g_task_return_pointer (task, frame_of (values), (GDestroyNotify) oriel_frame_unref);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  GError *error = NULL;

  ask->data = oriel_prometheus_resource_finish (ask->source, result, NULL, &error);
  if (ask->data == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, read_values);
}

static OrielPrometheusCacheLevel
cache_level_of (const char *name)
{
  static const char *const names[] = {
    [ORIEL_PROMETHEUS_CACHE_NONE] = "None",
    [ORIEL_PROMETHEUS_CACHE_LOW] = "Low",
    [ORIEL_PROMETHEUS_CACHE_MEDIUM] = "Medium",
    [ORIEL_PROMETHEUS_CACHE_HIGH] = "High",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (OrielPrometheusCacheLevel) i;

  return ORIEL_PROMETHEUS_CACHE_LOW;
}

void
oriel_prometheus_variable_async (OrielDataSource *source,
                                 JsonNode *query,
                                 const OrielTimeSpan *range,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const OrielDataSourceSettings *settings = &source->settings;
  OrielPrometheusVariableOptions options = {
    .use_series = settings->use_series_endpoint,
    .cache_level = cache_level_of (settings->cache_level),
    .limit = settings->series_limit,
  };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);
  g_autoptr (GString) form = NULL;
  g_autofree char *parameters = NULL;

  ask->source = oriel_data_source_ref (source);
  ask->query = oriel_prometheus_variable_query_new (query, range, &options);
  g_task_set_source_tag (task, oriel_prometheus_variable_async);
  g_task_set_task_data (task, ask, ask_free);
  if (ask->query->kind == ORIEL_PROMETHEUS_VARIABLE_NOTHING)
    {
      g_task_return_pointer (task, frame_of (g_new0 (char *, 1)),
                             (GDestroyNotify) oriel_frame_unref);
      return;
    }

  parameters = oriel_prometheus_variable_query_form (ask->query);
  form = g_string_new (parameters);
  oriel_prometheus_add_parameters (source, form);
  oriel_prometheus_resource_async (source, ask->query->path, form->str, cancellable, answered_cb,
                                   g_steal_pointer (&task));
}

OrielFrame *
oriel_prometheus_variable_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
