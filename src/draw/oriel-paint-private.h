/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the painter's files share. */

#pragma once

#include "draw/oriel-paint.h"

G_BEGIN_DECLS

#define ORIEL_PAINT_FAR_PX 1e6 /* coordinates beyond are clamped: Cairo's end at 8e6 */

typedef struct
{
  cairo_t *cr;
  gboolean is_vector;
  gboolean is_upright; /* the context neither turns nor mirrors, and has no device scale */
  double scale;        /* device pixels per px, for hairlines and columns */
  guint clips;
  guint ignored_clips;
} OrielPainter;

/* A coordinate that Cairo can hold. */
static inline double
oriel_paint_near (double value)
{
  return CLAMP (value, -ORIEL_PAINT_FAR_PX, ORIEL_PAINT_FAR_PX);
}

/* FALSE for rectangles with NaN, infinite corners or negative sizes. */
gboolean oriel_paint_rect_is_drawable (const OrielRect *rect);

/* The part of a rectangle that Cairo's numbers can hold. */
OrielRect oriel_paint_rect_near (const OrielRect *rect);

/* Makes `paint` the context's source. FALSE when there is nothing to paint with. */
gboolean oriel_paint_set_source (const OrielPainter *painter, const OrielPaint *paint);

/* Makes `stroke` the context's line style. */
void oriel_paint_set_stroke (const OrielPainter *painter, const OrielStroke *stroke);

/* Paints the series at the head of `n` items, of which the first is one: as many together as it
 * can, as coverage where pixels can be reached, else one as a path. Returns how many. */
guint oriel_paint_series (const OrielPainter *painter, const OrielItem *items, guint n);

/* The part of it that the rasteriser does; 0 when it can't do the first. */
guint oriel_paint_coverage (const OrielPainter *painter, const OrielItem *items, guint n);

G_END_DECLS
