/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of a series' line and area: plain, and the gradients. */

#pragma once

#include "viz/timeseries/oriel-time-series-lanes.h"

G_BEGIN_DECLS

/* What a series' line and points are painted with. Stops lie in `arena`. */
OrielPaint oriel_time_series_line_paint (const OrielTimeSeriesModel *model,
                                         const OrielTimeSeries *series,
                                         const OrielLaneScale *scale,
                                         const OrielRect *plot,
                                         OrielArena *arena);

/* What its area is filled with at `opacity` (0 to 1). */
OrielPaint oriel_time_series_fill_paint (const OrielTimeSeriesModel *model,
                                         const OrielTimeSeries *series,
                                         const OrielLaneScale *scale,
                                         double opacity,
                                         const OrielRect *plot,
                                         OrielArena *arena);

/* A vertical paint with hard edges at the thresholds' values, each colour's alpha multiplied by
 * `opacity`. */
OrielPaint oriel_thresholds_paint (const OrielThresholds *thresholds,
                                   const OrielTheme *theme,
                                   const OrielLaneScale *scale,
                                   double opacity,
                                   const OrielRect *plot,
                                   OrielArena *arena);

/* The value of a threshold on a scale: percentages are of its limits. */
double
oriel_threshold_value (const OrielThresholds *thresholds, guint step, const OrielLaneScale *scale);

G_END_DECLS
