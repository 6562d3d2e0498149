/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of a gauge: the gradient along its range, and the sections of its threshold ring. */

#pragma once

#include "draw/oriel-scene.h"
#include "field/oriel-field-values.h"

G_BEGIN_DECLS

/* A mark of the ring: the section before it has the colour. */
typedef struct
{
  double value;
  OrielColor color;
} OrielGaugeMark;

/* The range of a gauge, never empty. */
typedef struct
{
  double min, max;
} OrielGaugeRange;

/* The range of `value`: 0 to 100 where the field has none; an empty one is widened. */
OrielGaugeRange oriel_gauge_range (const OrielFieldValue *value);

/* Place of `number` in the range, held between 0 and 1; NaN is 0. */
double oriel_gauge_fraction (OrielGaugeRange range, double number);

/* The gradient along the range, in ascending order, at least two stops. Array of OrielStop. Any
 * thread. Source: Grafana's buildGradientColors. */
GArray *oriel_gauge_gradient (const OrielFieldValue *value,
                              OrielGaugeRange range,
                              const OrielTheme *theme) G_GNUC_WARN_UNUSED_RESULT;

/* The marks of the ring in ascending order, from min to max: at least two. Array of
 * OrielGaugeMark. Any thread. Source: Grafana's getFormattedThresholds. */
GArray *oriel_gauge_marks (const OrielFieldValue *value,
                           OrielGaugeRange range,
                           const OrielTheme *theme) G_GNUC_WARN_UNUSED_RESULT;

/* The colour between stops (at least one) at `fraction`. */
OrielColor oriel_gauge_color_at (const GArray *stops, double fraction);

G_END_DECLS
