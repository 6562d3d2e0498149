/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fleet behind the demo: an inference gateway and the GPUs under it, as a function of time.
 *
 * Nothing is stored: a value is computed from the series' identity and the instant, so any range
 * at any step has data. One incident is told by all of it: the cooling of one node fails, the node
 * throttles, the model it serves gets slow, its queue overflows, requests fail. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ORIEL_DEMO_MAX_LABELS 5

/* One series: values of the metric's labels, in the metric's order. */
typedef struct
{
  const char *values[ORIEL_DEMO_MAX_LABELS];
  guint hash; /* of the identity, for noise that differs between series */
} OrielDemoSeries;

/* A metric with the labels it has. */
typedef struct
{
  const char *name;
  const char *labels[ORIEL_DEMO_MAX_LABELS + 1]; /* NULL-ended */
  double (*value) (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double parameter);
} OrielDemoMetric;

/* The metric of that name, or NULL. */
const OrielDemoMetric *oriel_demo_metric_find (const char *name);

/* All series of a metric. Array of OrielDemoSeries; free with g_array_unref(). */
GArray *oriel_demo_metric_series (const OrielDemoMetric *metric) G_GNUC_WARN_UNUSED_RESULT;

/* The values of a label over the whole fleet; `cluster` (nullable) keeps those of one cluster:
 * a regular expression over its whole name. NULL-ended; free with g_strfreev(). */
char **oriel_demo_label_values (const char *label, const char *cluster) G_GNUC_WARN_UNUSED_RESULT;

/* When the incident began and ended for a demo that was opened at `anchor_ms`. */
void oriel_demo_incident (gint64 anchor_ms, gint64 *from_ms, gint64 *to_ms);

G_END_DECLS
