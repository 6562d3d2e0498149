/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ad hoc filters and labels to group by within PromQL: every selector of an expression gets the
 * matchers, every aggregation the labels. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* `expression` with `filters` (nullable; of {key, operator, value, values}) added to each of its
 * selectors. What can't be told apart as PromQL stays as it is. Free with g_free(). Any thread. */
char *oriel_prometheus_add_filters (const char *expression,
                                    JsonArray *filters) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the names of the metrics in `expression` to the set `metrics` (of owned strings). Any
 * thread. */
void oriel_prometheus_add_metrics (const char *expression, GHashTable *metrics);

/* `expression` with every aggregation grouped by `keys` (NULL-ended) beside the labels that it is
 * grouped by already; as in Grafana they join the list of `without`, too. Free with g_free(). Any
 * thread. */
char *oriel_prometheus_add_groups (const char *expression,
                                   const char *const *keys) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
