/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions of the class, one file each. */

#pragma once

#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

/* See OrielDataSourceClass. */
void oriel_prometheus_check_async (OrielDataSource *source,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* See OrielDataSourceClass. */
char *oriel_prometheus_check_finish (OrielDataSource *source, GAsyncResult *result, GError **error);

/* See OrielDataSourceClass. */
void oriel_prometheus_variable_async (OrielDataSource *source,
                                      JsonNode *query,
                                      const OrielTimeSpan *range,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* See OrielDataSourceClass. */
OrielFrame *
oriel_prometheus_variable_finish (OrielDataSource *source, GAsyncResult *result, GError **error);

G_END_DECLS
