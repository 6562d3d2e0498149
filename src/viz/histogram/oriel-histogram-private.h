/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the histogram panel share. */

#pragma once

#include "viz/histogram/oriel-histogram-panel.h"
#include "viz/oriel-viz-options.h"
#include "viz/timeseries/oriel-time-series-private.h"

G_BEGIN_DECLS

/* A histogram is series over the numbers of its buckets, so that stacking, scales and paints are
 * those of the time series. */
typedef struct
{
  OrielTimeSeriesModel series; /* `times` are numbers of buckets */
  char *message;               /* nullable: why there is no picture */
  gsize n;
  double *starts, *ends; /* of the buckets; ordinal ones: their numbers */
  char **names;          /* nullable: of ordinal buckets, their upper ends */
  double size;           /* of the first bucket */
  gboolean is_log;       /* each bucket is a multiple of the one before */
  double x_min, x_max;   /* null: by the buckets */
  OrielDisplay *x_display;
} OrielHistogramModel;

/* The buckets of an input, as a frame of `xMin`, `xMax` and counts; given or counted. NULL when
 * there are none; `message` (nullable) receives why. `is_given`: they came as buckets. Free with
 * oriel_frame_unref(). */
OrielFrame *oriel_histogram_frame (const OrielVizInput *input,
                                   GPtrArray *frames,
                                   gboolean *is_given,
                                   char **message) G_GNUC_WARN_UNUSED_RESULT;

/* Implemented by the files of this folder; see OrielVizClass. */
OrielScene *oriel_histogram_layout (const OrielVizModel *model,
                                    double width,
                                    double height,
                                    const OrielVizState *state);
gboolean oriel_histogram_hit (const OrielVizModel *model,
                              const OrielScene *scene,
                              const OrielVizState *state,
                              double x,
                              double y,
                              OrielHit *hit);

/* The bucket that covers x, or `n`. */
gsize oriel_histogram_bucket_at (const OrielHistogramModel *model, double x);

G_END_DECLS
