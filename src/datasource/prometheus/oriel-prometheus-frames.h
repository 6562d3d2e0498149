/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a decoded answer is as frames: first as Grafana's back end makes them, then as its data
 * source hands them to panels. */

#pragma once

#include "datasource/prometheus/oriel-prometheus-decode.h"

G_BEGIN_DECLS

/* What the frames say about their query; strings are borrowed. */
typedef struct
{
  const char *ref_id;
  const char *expr;
  const char *legend; /* nullable: template; "__auto"; empty for the whole name */
  const char *format; /* nullable: "time_series", "table", "heatmap" */
  gint64 step_ms;
} OrielPrometheusTarget;

/* Appends the frames of `result` to `frames`: one a series with its time and its value, named as
 * the legend says. The first one of `frames` has the executed query. Any thread. */
void oriel_prometheus_server_frames (const OrielPrometheusResult *result,
                                     const OrielPrometheusTarget *target,
                                     GPtrArray *frames);

/* What the frames of a request are made into. */
typedef struct
{
  const OrielPrometheusTarget *targets; /* of all that was asked together */
  guint n_targets;
  gboolean several_tables;   /* other targets of the panel ask for tables too */
  gboolean is_explore;       /* vectors and scalars become tables */
  JsonArray *exemplar_links; /* nullable: the source's exemplarTraceIdDestinations */
} OrielPrometheusTransform;

/* The frames (of OrielFrame, as above) as Grafana's data source hands them on: series first, then
 * tables, heatmaps, exemplars. A new array of new references; `frames` is left as it is. Any
 * thread. */
GPtrArray *
oriel_prometheus_transform_frames (GPtrArray *frames,
                                   const OrielPrometheusTransform *how) G_GNUC_WARN_UNUSED_RESULT;

/* A step as Go prints durations, which is what people know from Grafana: "15s", "1m0s",
 * "1h0m0s", "500ms". Free with g_free(). */
char *oriel_prometheus_format_step (gint64 step_ms) G_GNUC_WARN_UNUSED_RESULT;

/* "Expr: …\nStep: …". Free with g_free(). */
char *oriel_prometheus_executed (const OrielPrometheusTarget *target) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
