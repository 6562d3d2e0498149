/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic of queries: interval, step, alignment, as Grafana's back end does it. */

#pragma once

#include "base/oriel-time-range.h"

G_BEGIN_DECLS

/* What a step is made from. Intervals in ms; 0: not given. */
typedef struct
{
  OrielTimeSpan range;
  int max_data_points;
  gint64 panel_min_interval_ms; /* the panel's option */
  gint64 query_interval_ms;     /* the query's own min step */
  gint64 scrape_interval_ms;    /* of the source; 0: 15 s */
  gboolean interval_is_rate;    /* the query's min step is $__rate_interval */
  double interval_factor;       /* old option; 0: 1 */
  gint64 utc_offset_ms;
} OrielStepInput;

typedef struct
{
  gint64 interval_ms; /* $__interval of the panel */
  gint64 step_ms;
  gint64 rate_interval_ms; /* $__rate_interval */
  OrielTimeSpan aligned;   /* range, floored to the step in the zone's days */
} OrielStep;

/* Computes the step. Never fails: the step is at least 1 ms and keeps ≤ 11,000 points. */
void oriel_plan_step (const OrielStepInput *input, OrielStep *out);

G_END_DECLS
