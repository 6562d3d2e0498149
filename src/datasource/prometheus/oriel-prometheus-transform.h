/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of frames, one file each; see oriel_prometheus_transform_frames(). */

#pragma once

#include "datasource/prometheus/oriel-prometheus-frames.h"

G_BEGIN_DECLS

/* One table for each refId, with a column for each label; `several`: values are named after the
 * refId. Appends to `out`. */
void oriel_prometheus_make_tables (GPtrArray *frames, gboolean several, GPtrArray *out);

/* One frame for each query and label set but `le`, with a field for each bucket that holds its own
 * count. Appends to `out`. */
void oriel_prometheus_make_heatmaps (GPtrArray *frames, GPtrArray *out);

/* `name{a="b"}` or `{a="b"}`; `except` (nullable) is a label that is left out. Free with
 * g_free(). */
char *oriel_prometheus_metric_text (const OrielLabels *labels,
                                    const char *except) G_GNUC_WARN_UNUSED_RESULT;

/* A sample as text, as Grafana's data source reads it: `+Inf`, else parseFloat(). */
double oriel_prometheus_parse_sample (const char *text);

/* A copy of `meta` (nullable) that may be changed. */
JsonObject *oriel_prometheus_meta_copy (JsonObject *meta) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
