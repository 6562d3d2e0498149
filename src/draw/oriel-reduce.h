/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From samples to the points that pixels can tell apart.
 *
 * A series becomes a polyline in px: while its samples are few all of them, joined as it says
 * (steps, smooth curves); when they are many, of each pixel column the first, the least, the
 * greatest and the last. What lies left and right of the plot is skipped. Cost after reduction
 * follows pixels. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* A point whose x is NaN lifts the pen. */
static inline gboolean
oriel_point_is_break (const OrielPoint *point)
{
  return point->x != point->x;
}

/* Appends the polyline of `ys` (item->ys, or item->base for the lower edge of an area; both
 * have gaps where item->ys has) to `points`, an array of OrielPoint in px of the scene.
 * `columns_per_px` is the device's scale. Any thread. */
void oriel_reduce_series (const OrielSeriesItem *item,
                          const double *ys,
                          double columns_per_px,
                          GArray *points);

/* Where a series is drawn: px × scale + (x, y) are device pixels, and of those the columns from
 * `left` to `right` are wanted (−INFINITY and INFINITY: all). */
typedef struct
{
  double scale;
  double x, y;
  double left, right;
} OrielReduceView;

/* The same with points in device pixels. What lies within the wanted columns is the same whichever
 * columns are wanted. Any thread. */
void oriel_reduce_series_to_pixels (const OrielSeriesItem *item,
                                    const double *ys,
                                    const OrielReduceView *view,
                                    GArray *points);

/* Where the level `value` lies in the scene, in px, snapped as samples are; the plot's bottom where
 * it has no place. Any thread. */
double oriel_reduce_level (const OrielSeriesItem *item, double value, double columns_per_px);

/* Index of the first sample at or after `x`; item->n when there is none. */
gsize oriel_series_lower_bound (const OrielSeriesItem *item, double x);

G_END_DECLS
