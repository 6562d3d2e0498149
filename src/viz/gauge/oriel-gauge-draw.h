/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws one gauge into a scene. */

#pragma once

#include "viz/gauge/oriel-gauge-colors.h"
#include "viz/gauge/oriel-gauge-geometry.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_GAUGE_END_NONE,
  ORIEL_GAUGE_END_POINT, /* a dot at both ends of the bar */
  ORIEL_GAUGE_END_GLOW,  /* a light at the value; dark theme only */
} OrielGaugeEnd;

/* What a panel's options say of all its gauges. */
typedef struct
{
  gboolean circle, rounded, gradient;
  double width_factor;
  guint segments; /* below 2: one bar */
  double spacing; /* of segments, 0 to 1 */
  gboolean bar_glow, center_glow;
  OrielGaugeEnd end; /* of rounded bars */
  gboolean ring, labels;
  gboolean show_value, show_name, sparkline;
  double neutral;           /* where the bar begins; null: at the minimum */
  double value_px, name_px; /* fixed sizes; 0: fit */
} OrielGaugeOptions;

/* One gauge; everything is borrowed. */
typedef struct
{
  const OrielFieldValue *value;
  OrielGaugeRange range;
  const GArray *stops;              /* of OrielStop: the gradient */
  const GArray *marks;              /* of OrielGaugeMark */
  const char *fit_title, *fit_text; /* what sizes are measured by */
  const OrielTheme *theme;
} OrielGaugeItem;

/* Adds the gauge in `box`. Any thread. */
void oriel_gauge_draw (OrielScene *scene,
                       OrielRect box,
                       const OrielGaugeOptions *options,
                       const OrielGaugeItem *item);

G_END_DECLS
