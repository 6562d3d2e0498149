/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request whose answer is decoded on a worker while it is downloaded. */

#pragma once

#include "datasource/oriel-data-source.h"
#include "datasource/prometheus/oriel-prometheus-decode.h"

G_BEGIN_DECLS

/* Asks for `path` with `form` (encoded). Main thread. */
void oriel_prometheus_ask_async (OrielHttp *http,
                                 const char *path,
                                 const char *form,
                                 gboolean post,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* Ends oriel_prometheus_ask_async(). `timings` (nullable) receives what it took, also when it
 * failed. NULL with `error`. */
OrielPrometheusResult *oriel_prometheus_ask_finish (GAsyncResult *result,
                                                    OrielTimings *timings,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
