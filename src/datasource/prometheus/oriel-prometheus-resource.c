/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "config.h"

#include "base/oriel-json.h"
#include "datasource/oriel-data-source-private.h"
#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "datasource/prometheus/oriel-prometheus-resource.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_RESOURCE_BYTES ((gsize) 256 << 20)

/* What one resource call works on; owned by its task. */
typedef struct
{
  OrielDataSource *source;
  OrielHttpResponse *response;
} Resource;

static void
resource_free (gpointer data)
{
  Resource *resource = data;

  oriel_data_source_unref (resource->source);
  oriel_http_response_free (resource->response);
  g_free (resource);
}

char *
oriel_prometheus_format_seconds (gint64 ms)
{
  gint64 rest = ABS (ms % 1000);
  const char *sign = ms < 0 ? "-" : "";
  gint64 seconds = ABS (ms / 1000);

  if (rest == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, seconds);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%03d", sign, seconds, (int) rest);
}

void
oriel_prometheus_add_parameters (const OrielDataSource *source, GString *form)
{
  const char *parameters = source->settings.query_parameters;

  if (parameters == NULL || *parameters == '\0')
    return;
  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_uri_escaped (form, parameters, "=&%+[]:,/~*", FALSE);
}

GString *
oriel_prometheus_match_form (const OrielDataSource *source,
                             const char *const *matches,
                             const OrielTimeSpan *range)
{
  GString *form = g_string_new (NULL);

  for (guint i = 0; matches != NULL && matches[i] != NULL; i++)
    oriel_http_form_add (form, "match[]", matches[i]);
  if (range != NULL)
    {
      g_autofree char *start = oriel_prometheus_format_seconds (range->from_ms);
      g_autofree char *end = oriel_prometheus_format_seconds (range->to_ms);

      oriel_http_form_add (form, "start", start);
      oriel_http_form_add (form, "end", end);
    }

  oriel_prometheus_add_parameters (source, form);
  return form;
}

static gboolean
is_classic_name (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '_')
      return FALSE;

  return TRUE;
}

/* Prometheus' "values escaping": underscores double, others become `_<hex>_`. */
static char *
escape_name (const char *name)
{
  GString *out = g_string_new ("U__");

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (*c == '_')
        g_string_append (out, "__");
      else if (g_ascii_isalnum (*c) && (c != name || g_ascii_isalpha (*c)))
        g_string_append_c (out, *c);
      else
        g_string_append_printf (out, "_%x_", g_utf8_get_char (c));
    }

  return g_string_free (out, FALSE);
}

char *
oriel_prometheus_label_path (const char *label)
{
  g_autofree char *name = is_classic_name (label) ? g_strdup (label) : escape_name (label);

  return g_strconcat ("api/v1/label/", name, "/values", NULL);
}

/* The server's error in `object`, as ours; NULL when it is a success. */
static GError *
server_error (JsonObject *object, guint status)
{
  const char *type = oriel_json_string (object, "errorType", NULL);
  const char *text =
    oriel_json_string (object, "error", oriel_json_string (object, "message", NULL));

  if (g_strcmp0 (oriel_json_string (object, "status", NULL), "success") == 0 && status < 400)
    return NULL;

  if (text == NULL && status < 400)
    return g_error_new_literal (ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_SYNTAX,
                                _ ("the answer is JSON, but not of Prometheus' HTTP API"));
  if (text == NULL)
    return g_error_new (ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_STATUS, _ ("status %u"), status);
  return g_error_new (ORIEL_PROMETHEUS_ERROR, (int) oriel_prometheus_error_code (type), "%s%s%s",
                      type != NULL ? type : "", type != NULL ? ": " : "", text);
}

static void
parse (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Resource *resource = task_data;
  GError *error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (resource->response->body, &length);
  g_autoptr (JsonNode) node =
    oriel_json_parse (NULL, text, (gssize) length, MAX_RESOURCE_BYTES, &error);

  if (node != NULL)
    error = server_error (oriel_json_node_object (node), resource->response->status);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&node), (GDestroyNotify) json_node_unref);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Resource *resource = g_task_get_task_data (task);
  GError *error = NULL;

  resource->response = oriel_http_send_finish (result, &error);
  if (resource->response == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, parse);
}

void
oriel_prometheus_resource_async (OrielDataSource *source,
                                 const char *path,
                                 const char *form,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Resource *resource = g_new0 (Resource, 1);
  OrielHttpRequest request = { .path = path, .form = form, .max_bytes = MAX_RESOURCE_BYTES };

  resource->source = oriel_data_source_ref (source);
  g_task_set_source_tag (task, oriel_prometheus_resource_async);
  g_task_set_task_data (task, resource, resource_free);
  oriel_http_send_async (source->http, &request, NULL, NULL, cancellable, sent_cb, task);
}

JsonNode *
oriel_prometheus_resource_finish (OrielDataSource *source,
                                  GAsyncResult *result,
                                  JsonNode **answer,
                                  GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = g_task_propagate_pointer (G_TASK (result), &failure);
  JsonNode *data;

  if (node == NULL)
    {
      failure->message = oriel_http_redact (source->http, failure->message);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  data = oriel_json_member (oriel_json_node_object (node), "data");
  data = data != NULL ? json_node_ref (data) : json_node_new (JSON_NODE_NULL);
  if (answer != NULL)
    *answer = g_steal_pointer (&node);
  return data;
}

void
oriel_prometheus_labels_async (OrielDataSource *source,
                               const char *const *matches,
                               const OrielTimeSpan *range,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GString) form = oriel_prometheus_match_form (source, matches, range);

  oriel_prometheus_resource_async (source, "api/v1/labels", form->str, cancellable, callback,
                                   user_data);
}

void
oriel_prometheus_label_values_async (OrielDataSource *source,
                                     const char *label,
                                     const char *const *matches,
                                     const OrielTimeSpan *range,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GString) form = oriel_prometheus_match_form (source, matches, range);
  g_autofree char *path = oriel_prometheus_label_path (label);

  oriel_prometheus_resource_async (source, path, form->str, cancellable, callback, user_data);
}

char **
oriel_prometheus_labels_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  g_autoptr (JsonNode) data = oriel_prometheus_resource_finish (source, result, NULL, error);
  JsonArray *array = oriel_json_node_array (data);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (data == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      const char *text = oriel_json_array_string (array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

void
oriel_prometheus_series_async (OrielDataSource *source,
                               const char *const *matches,
                               const OrielTimeSpan *range,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GString) form = oriel_prometheus_match_form (source, matches, range);

  oriel_prometheus_resource_async (source, "api/v1/series", form->str, cancellable, callback,
                                   user_data);
}

void
oriel_prometheus_metadata_async (OrielDataSource *source,
                                 const char *metric,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GString) form = g_string_new (NULL);

  oriel_http_form_add (form, "metric", metric);
  oriel_prometheus_add_parameters (source, form);
  oriel_prometheus_resource_async (source, "api/v1/metadata", form->str, cancellable, callback,
                                   user_data);
}
