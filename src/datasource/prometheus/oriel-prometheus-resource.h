/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small answers: label names and values, series, metadata, build information. */

#pragma once

#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

/* Asks `path` below the source's URL (encoded; "api/v1/labels") with `form` (nullable, encoded).
 * Main thread; parsed on a worker. */
void oriel_prometheus_resource_async (OrielDataSource *source,
                                      const char *path,
                                      const char *form,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* The answer's `data`; free with json_node_unref(). `answer` (nullable) receives the whole, to be
 * freed likewise. NULL with `error`: ORIEL_HTTP_ERROR, ORIEL_JSON_ERROR or the server's own,
 * ORIEL_PROMETHEUS_ERROR. */
JsonNode *oriel_prometheus_resource_finish (OrielDataSource *source,
                                            GAsyncResult *result,
                                            JsonNode **answer,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Names of labels of the series that match any of `matches` (NULL-ended; nullable: all) within
 * `range` (nullable: the server's own). */
void oriel_prometheus_labels_async (OrielDataSource *source,
                                    const char *const *matches,
                                    const OrielTimeSpan *range,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* Values of `label`, any UTF-8; otherwise as above. */
void oriel_prometheus_label_values_async (OrielDataSource *source,
                                          const char *label,
                                          const char *const *matches,
                                          const OrielTimeSpan *range,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/* Ends the two above: an array of strings, freed with g_strfreev(), or NULL with `error`. */
char **oriel_prometheus_labels_finish (OrielDataSource *source,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The series that match; ends with oriel_prometheus_resource_finish(): an array of objects. */
void oriel_prometheus_series_async (OrielDataSource *source,
                                    const char *const *matches,
                                    const OrielTimeSpan *range,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* Type, unit and help of `metric` (nullable: of all); ends with
 * oriel_prometheus_resource_finish(): an object of arrays. */
void oriel_prometheus_metadata_async (OrielDataSource *source,
                                      const char *metric,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* The form of matches and range that the calls above send. */
GString *oriel_prometheus_match_form (const OrielDataSource *source,
                                      const char *const *matches,
                                      const OrielTimeSpan *range) G_GNUC_WARN_UNUSED_RESULT;

/* Milliseconds as the API takes times: seconds with at most three decimals. Free with g_free(). */
char *oriel_prometheus_format_seconds (gint64 ms) G_GNUC_WARN_UNUSED_RESULT;

/* The path of a label's values; names that are no classic ones are written in the `U__` form.
 * Free with g_free(). */
char *oriel_prometheus_label_path (const char *label) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the source's own query parameters to a form. */
void oriel_prometheus_add_parameters (const OrielDataSource *source, GString *form);

G_END_DECLS
