/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Query variables of Prometheus: `label_values(up, job)` and its like → a request, and an answer
 * → values. Pure: nothing is asked here. */

#pragma once

#include <json-glib/json-glib.h>

#include "base/oriel-time-range.h"

G_BEGIN_DECLS

/* What a query asks for. */
typedef enum
{
  ORIEL_PROMETHEUS_VARIABLE_NOTHING, /* `label_values()`: no values, no request */
  ORIEL_PROMETHEUS_VARIABLE_LABEL_NAMES,
  ORIEL_PROMETHEUS_VARIABLE_LABEL_VALUES,
  ORIEL_PROMETHEUS_VARIABLE_METRICS,
  ORIEL_PROMETHEUS_VARIABLE_QUERY_RESULT,
  ORIEL_PROMETHEUS_VARIABLE_SERIES, /* any other text: a selector */
} OrielPrometheusVariableKind;

/* To what a request's range is widened, so that answers can be kept: the source's
 * `cacheLevel`. */
typedef enum
{
  ORIEL_PROMETHEUS_CACHE_NONE,
  ORIEL_PROMETHEUS_CACHE_LOW, /* a minute; the default */
  ORIEL_PROMETHEUS_CACHE_MEDIUM,
  ORIEL_PROMETHEUS_CACHE_HIGH,
} OrielPrometheusCacheLevel;

/* How a source wants to be asked. */
typedef struct
{
  gboolean use_series; /* labels by way of /series, for servers without `match[]` for labels */
  OrielPrometheusCacheLevel cache_level;
  guint limit; /* 0: 40000 */
} OrielPrometheusVariableOptions;

/* A request. */
typedef struct
{
  OrielPrometheusVariableKind kind;
  char *path;            /* below the source's URL: "api/v1/labels"; NULL for NOTHING */
  char **params;         /* names and values in turn, not encoded; NULL-ended */
  char *label;           /* nullable: of whose values are asked, where the answer is series */
  gboolean from_series;  /* the answer is a list of series */
  gboolean without_name; /* `__name__` is no value */
} OrielPrometheusVariableQuery;

/* Reads a query, its variables replaced already: a text, or the object of Grafana's editor.
 * Never NULL. Any thread. */
OrielPrometheusVariableQuery *oriel_prometheus_variable_query_new (
  JsonNode *query,
  const OrielTimeSpan *range,
  const OrielPrometheusVariableOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_prometheus_variable_query_free (OrielPrometheusVariableQuery *query);

/* The query as text, `label_values(…)`, from its text or object form. Free with g_free(). */
char *oriel_prometheus_variable_query_text (JsonNode *query) G_GNUC_WARN_UNUSED_RESULT;

/* The request's parameters as a form, `a=b&c=d`, encoded. Free with g_free(). */
char *oriel_prometheus_variable_query_form (const OrielPrometheusVariableQuery *query)
  G_GNUC_WARN_UNUSED_RESULT;

/* The values in the answer's `data`: an array of labels or series, or the result of an instant
 * query, whose rows become `name{a="b"} value time`. NULL-ended; wrong shapes give none. Free
 * with g_strfreev(). Any thread. */
char **oriel_prometheus_variable_query_values (const OrielPrometheusVariableQuery *query,
                                               JsonNode *data) G_GNUC_WARN_UNUSED_RESULT;

/* Seconds as the API takes them from Grafana: rounded up. */
gint64 oriel_prometheus_variable_seconds (gint64 ms);

/* The range in seconds, widened as the level says. */
void oriel_prometheus_variable_snap (const OrielTimeSpan *range,
                                     OrielPrometheusCacheLevel level,
                                     gint64 *start_s,
                                     gint64 *end_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPrometheusVariableQuery, oriel_prometheus_variable_query_free)

G_END_DECLS
