/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes and colours of one bar of a bar gauge: Grafana's BarGauge. */

#pragma once

#include "draw/oriel-scene.h"
#include "field/oriel-theme.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_BAR_BASIC,
  ORIEL_BAR_GRADIENT,
  ORIEL_BAR_LCD,
} OrielBarMode;

typedef enum
{
  ORIEL_BAR_VALUE_COLOR,
  ORIEL_BAR_VALUE_TEXT,
  ORIEL_BAR_VALUE_HIDDEN,
} OrielBarValue;

typedef enum
{
  ORIEL_BAR_NAMES_AUTO,
  ORIEL_BAR_NAMES_TOP,
  ORIEL_BAR_NAMES_LEFT,
  ORIEL_BAR_NAMES_HIDDEN,
} OrielBarNames;

/* What the layout is made from. Texts are borrowed and nullable. */
typedef struct
{
  double width, height;
  gboolean vertical; /* the bar stands */
  OrielBarValue value_mode;
  OrielBarNames names;
  const char *title;         /* the longest of all values, or the value's own */
  const char *text;          /* the same for the value, whole */
  double title_px, value_px; /* fixed sizes; 0: fit */
  double fraction;           /* how much of the bar is filled, at most 1 */
} OrielBarInput;

typedef enum
{
  ORIEL_BAR_TITLE_NONE,
  ORIEL_BAR_TITLE_ABOVE,
  ORIEL_BAR_TITLE_LEFT,
  ORIEL_BAR_TITLE_BELOW,
} OrielBarTitle;

/* Sizes in px. */
typedef struct
{
  OrielBarTitle title;
  double title_px, title_width, title_height;
  double value_px, value_width, value_height;
  double max_bar_width, max_bar_height; /* of a full bar */
  double bar_width, bar_height;         /* of this one, at least 1 along its length */
  double wrapper_width, wrapper_height; /* of bar and value together */
} OrielBarLayout;

/* Stops enough for every colour scheme and for as many thresholds as fit into a bar. */
#define ORIEL_BAR_MAX_STOPS 64

/* Computes the layout. Any thread. */
void oriel_bar_gauge_layout (const OrielBarInput *input, OrielBarLayout *out);

/* The place of a value in a range: at most 1, may be negative, 0 where there is none. */
double oriel_bar_gauge_fraction (double value, double min, double max);

/* The stops of a bar's gradient, in px from its beginning, of a full bar of `length` px. The last
 * stop lies at infinity when it belongs at the end of the bar. Returns their number, 0 when the
 * field's colour mode has no gradient. `config` is nullable. `stops` holds ORIEL_BAR_MAX_STOPS. */
guint oriel_bar_gauge_gradient (const OrielFieldConfig *config,
                                const OrielTheme *theme,
                                double numeric,
                                double min,
                                double max,
                                double length,
                                OrielStop *stops);

/* How many cells a bar of `length` px has in the lcd mode. */
guint oriel_bar_gauge_cells (double length);

G_END_DECLS
