/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How often numbers occur: the buckets of a histogram. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef struct
{
  double bucket_size;   /* 0 or less: a round size by the count */
  double bucket_count;  /* about so many; 0: 30 */
  double bucket_offset; /* where a bucket begins */
  gboolean combine;     /* all fields in one count */
} OrielHistogramOptions;

/* A frame of the fields xMin, xMax and one count for each number field of `frames` (array of
 * OrielFrame), of meta type `histogram`; buckets where nothing is are left out. NULL when there is
 * no number field, or with `error` when there would be too many cells. Source of the rules:
 * Grafana's buildHistogram. Any thread. */
OrielFrame *oriel_histogram_build (GPtrArray *frames,
                                   const OrielHistogramOptions *options,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The sizes that buckets may have when they are chosen, ascending; `n` receives their number. */
const double *oriel_histogram_bucket_sizes (guint *n);

G_END_DECLS
