/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of query variables. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-private.h"

void
oriel_prometheus_variable_async (OrielDataSource *source,
                                 JsonNode *query,
                                 const OrielTimeSpan *range,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_task_report_new_error (NULL, callback, user_data, oriel_prometheus_variable_async, G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED, "query variables are not read yet");
}

OrielFrame *
oriel_prometheus_variable_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
