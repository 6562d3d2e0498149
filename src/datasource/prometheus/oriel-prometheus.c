/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Prometheus data source: one query of a panel becomes up to three requests (range, instant,
 * exemplars), whose answers become frames. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "datasource/oriel-data-source-private.h"
#include "datasource/prometheus/oriel-prometheus-frames.h"
#include "datasource/prometheus/oriel-prometheus-private.h"
#include "datasource/prometheus/oriel-prometheus-resource.h"
#include "datasource/prometheus/oriel-prometheus-stream.h"

/* The requests of a query, in the order of their frames. */
typedef enum
{
  PART_RANGE,
  PART_INSTANT,
  PART_EXEMPLARS,
  N_PARTS,
} Part;

typedef struct
{
  OrielDataSource *source;
  char *ref_id;
  char *expr;
  char *legend; /* nullable */
  char *format; /* nullable */
  OrielTimeSpan range;
  gint64 step_ms;
  gboolean is_explore;
  OrielPrometheusResult *results[N_PARTS]; /* nullable each */
  OrielTimings timings;
  guint n_pending;
  GError *error;           /* nullable: the first of range and instant */
  char *exemplars_failure; /* nullable: why there are none */
} Query;

/* One request's way back to its query. */
typedef struct
{
  GTask *task;
  Part part;
} Request;

static void
query_free (gpointer data)
{
  Query *query = data;

  oriel_data_source_unref (query->source);
  g_free (query->ref_id);
  g_free (query->expr);
  g_free (query->legend);
  g_free (query->format);
  for (guint i = 0; i < N_PARTS; i++)
    oriel_prometheus_result_free (query->results[i]);
  g_clear_error (&query->error);
  g_free (query->exemplars_failure);
  g_free (query);
}

static Query *
query_new (OrielDataSource *source, const OrielQuery *from)
{
  Query *query = g_new0 (Query, 1);

  query->source = oriel_data_source_ref (source);
  query->ref_id = g_strdup (from->ref_id);
  query->expr = g_strdup (oriel_json_string (from->target, "expr", ""));
  query->legend = g_strdup (oriel_json_string (from->target, "legendFormat", NULL));
  query->format = g_strdup (oriel_json_string (from->target, "format", NULL));
  query->range = from->range;
  query->is_explore = from->is_explore;
  query->step_ms = MAX (from->step_ms, 1);
  return query;
}

static OrielPrometheusTarget
target_of (const Query *query)
{
  return (OrielPrometheusTarget){
    .ref_id = query->ref_id,
    .expr = query->expr,
    .legend = query->legend,
    .format = query->format,
    .step_ms = query->step_ms,
  };
}

/* Makes the answer of the parts; on a worker, since an answer can have thousands of series. */
static void
assemble (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Query *query = task_data;
  OrielPrometheusTarget target = target_of (query);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielPrometheusTransform how = {
    .targets = &target,
    .n_targets = 1,
    .is_explore = query->is_explore,
    .exemplar_links = query->source->settings.exemplar_links,
  };
  OrielAnswer *answer = g_new0 (OrielAnswer, 1);

  answer->executed = oriel_prometheus_executed (&target);
  answer->timings = query->timings;
  for (guint i = 0; i < N_PARTS; i++)
    if (query->results[i] != NULL)
      oriel_prometheus_server_frames (query->results[i], &target, frames);
  answer->frames = oriel_prometheus_transform_frames (frames, &how);

  if (query->exemplars_failure != NULL && answer->frames->len > 0)
    oriel_frame_add_notice (g_ptr_array_index (answer->frames, 0), ORIEL_NOTICE_WARNING,
                            query->exemplars_failure);
  g_task_return_pointer (task, answer, (GDestroyNotify) oriel_answer_free);
}

/* The slowest request is what the query took. */
static void
merge_timings (OrielTimings *all, const OrielTimings *one)
{
  guint64 bytes = all->bytes + one->bytes;
  gint64 decode_us = all->decode_us + one->decode_us;

  if (one->download_us >= all->download_us)
    *all = *one;
  all->bytes = bytes;
  all->decode_us = decode_us;
}

static void
settle_part (Query *query, Part part, OrielPrometheusResult *result, GError *error)
{
  query->results[part] = result;
  if (error == NULL)
    return;

  if (part == PART_EXEMPLARS)
    query->exemplars_failure = g_strdup_printf (_ ("no exemplars: %s"), error->message);
  else if (query->error == NULL)
    query->error = g_error_copy (error);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (GTask) task = request->task;
  Query *query = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  OrielTimings timings;
  OrielPrometheusResult *answer = oriel_prometheus_ask_finish (result, &timings, &error);

  merge_timings (&query->timings, &timings);
  settle_part (query, request->part, answer, error);
  if (--query->n_pending > 0)
    return;

  if (query->error != NULL)
    g_task_return_error (task, g_steal_pointer (&query->error));
  else
    g_task_run_in_thread (task, assemble);
}

static GString *
form_of (const Query *query, Part part)
{
  GString *form = g_string_new (NULL);
  g_autofree char *start = oriel_prometheus_format_seconds (query->range.from_ms);
  g_autofree char *end = oriel_prometheus_format_seconds (query->range.to_ms);
  g_autofree char *step = oriel_prometheus_format_seconds (query->step_ms);

  oriel_http_form_add (form, "query", query->expr);
  oriel_http_form_add (form, part == PART_INSTANT ? "time" : "end", end);
  if (part != PART_INSTANT)
    oriel_http_form_add (form, "start", start);
  if (part == PART_RANGE)
    oriel_http_form_add (form, "step", step);
  oriel_prometheus_add_parameters (query->source, form);
  return form;
}

static void
ask (GTask *task, Part part)
{
  static const char *const paths[] = {
    [PART_RANGE] = "api/v1/query_range",
    [PART_INSTANT] = "api/v1/query",
    [PART_EXEMPLARS] = "api/v1/query_exemplars",
  };
  Query *query = g_task_get_task_data (task);
  g_autoptr (GString) form = form_of (query, part);
  gboolean post = g_strcmp0 (query->source->settings.http_method, "GET") != 0;
  Request *request = g_new0 (Request, 1);

  request->task = g_object_ref (task);
  request->part = part;
  query->n_pending++;
  oriel_prometheus_ask_async (query->source->http, paths[part], form->str, post,
                              g_task_get_cancellable (task), answered_cb, request);
}

static void
query_async (OrielDataSource *source,
             const OrielQuery *from,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  gboolean instant = oriel_json_boolean (from->target, "instant", FALSE);
  gboolean range = oriel_json_boolean (from->target, "range", FALSE) || !instant;

  g_task_set_source_tag (task, query_async);
  g_task_set_task_data (task, query_new (source, from), query_free);
  if (range)
    ask (task, PART_RANGE);
  if (instant)
    ask (task, PART_INSTANT);
  if (oriel_json_boolean (from->target, "exemplar", FALSE))
    ask (task, PART_EXEMPLARS);
}

static OrielAnswer *
query_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
labels_async (OrielDataSource *source,
              const char *label,
              const char *const *selectors,
              const OrielTimeSpan *range,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  if (label == NULL)
    oriel_prometheus_labels_async (source, selectors, range, cancellable, callback, user_data);
  else
    oriel_prometheus_label_values_async (source, label, selectors, range, cancellable, callback,
                                         user_data);
}

const OrielDataSourceClass oriel_prometheus_class = {
  .type = "prometheus",
  .events_from_series = TRUE,
  .query_async = query_async,
  .query_finish = query_finish,
  .variable_async = oriel_prometheus_variable_async,
  .variable_finish = oriel_prometheus_variable_finish,
  .labels_async = labels_async,
  .labels_finish = oriel_prometheus_labels_finish,
  .check_async = oriel_prometheus_check_async,
  .check_finish = oriel_prometheus_check_finish,
};
