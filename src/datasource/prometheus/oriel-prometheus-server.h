/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of series that become other than a time and a value; see
 * oriel_prometheus_server_frames(). */

#pragma once

#include "datasource/prometheus/oriel-prometheus-frames.h"

G_BEGIN_DECLS

/* The histograms of a series as cells of a heatmap, a row a bucket; NULL when it has no bucket.
 * `time_config` gains a reference; `legend` is nullable. */
OrielFrame *oriel_prometheus_make_cells (const OrielPrometheusSeries *series,
                                         const char *ref_id,
                                         OrielFieldConfig *time_config,
                                         const char *legend) G_GNUC_WARN_UNUSED_RESULT;

/* All exemplars as one table, a row each and a column a label, those left out that lie close to
 * others within a step. NULL when there are none. */
OrielFrame *oriel_prometheus_make_exemplars (const OrielPrometheusResult *result,
                                             const char *ref_id,
                                             gint64 step_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
