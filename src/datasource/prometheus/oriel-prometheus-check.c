/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Is it there, what is it, how much has it?
 *
 * A query that any PromQL server can answer says whether it is there; build information and
 * the number of metrics are told where the server has them, and missed in silence. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "datasource/prometheus/oriel-prometheus-private.h"
#include "datasource/prometheus/oriel-prometheus-resource.h"

typedef struct
{
  OrielDataSource *source;
  char *product; /* nullable: "Prometheus 2.42.0" */
  gboolean is_victoria_metrics;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  oriel_data_source_unref (check->source);
  g_free (check->product);
  g_free (check);
}

/* 1204567 → "1,204,567" */
static char *
format_count (guint count)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u", count);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  g_auto (GStrv) names = oriel_prometheus_labels_finish (check->source, result, NULL);
  const char *product = check->product != NULL ? check->product : _ ("a PromQL server");
  g_autofree char *count = NULL;
  guint n;

  if (names == NULL)
    {
      g_task_return_pointer (task, g_strdup (product), g_free);
      return;
    }

  n = g_strv_length (names);
  count = format_count (n);
  g_task_return_pointer (
    task, g_strdup_printf (ngettext ("%s, %s metric", "%s, %s metrics", n), product, count),
    g_free);
}

/* VictoriaMetrics calls itself an old Prometheus here, for the sake of Grafana. */
static char *
product_of (JsonObject *data, gboolean is_victoria_metrics)
{
  const char *version = oriel_json_string (data, "version", NULL);
  const char *application = oriel_json_string (data, "application", "Prometheus");

  if (is_victoria_metrics)
    return g_strdup ("VictoriaMetrics");
  if (data == NULL || version == NULL)
    return NULL;
  return g_strdup_printf ("%s %s", application, version);
}

static void
built_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Check *check = g_task_get_task_data (task);
  g_autoptr (JsonNode) data = oriel_prometheus_resource_finish (check->source, result, NULL, NULL);

  check->product = product_of (oriel_json_node_object (data), check->is_victoria_metrics);
  oriel_prometheus_label_values_async (check->source, "__name__", NULL, NULL,
                                       g_task_get_cancellable (task), counted_cb, task);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) data =
    oriel_prometheus_resource_finish (check->source, result, &answer, &error);

  if (data == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  check->is_victoria_metrics = oriel_json_object (oriel_json_node_object (answer), "stats") != NULL;
  oriel_prometheus_resource_async (check->source, "api/v1/status/buildinfo", NULL, cancellable,
                                   built_cb, g_steal_pointer (&task));
}

void
oriel_prometheus_check_async (OrielDataSource *source,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);
  g_autoptr (GString) form = g_string_new ("query=1");

  check->source = oriel_data_source_ref (source);
  g_task_set_source_tag (task, oriel_prometheus_check_async);
  g_task_set_task_data (task, check, check_free);
  oriel_prometheus_add_parameters (source, form);
  oriel_prometheus_resource_async (source, "api/v1/query", form->str, cancellable, asked_cb, task);
}

char *
oriel_prometheus_check_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
