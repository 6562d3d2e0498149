/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws one bar of a bar gauge into its box: name, bar, what is not filled, value. */

#pragma once

#include "field/oriel-display.h"
#include "viz/bargauge/oriel-bar-gauge-layout.h"

G_BEGIN_DECLS

/* One bar. Everything is borrowed. */
typedef struct
{
  const OrielBarLayout *layout;
  const OrielTheme *theme;
  OrielBarMode mode;
  OrielBarValue value_mode;
  gboolean vertical, unfilled;
  const char *title; /* nullable */
  const OrielDisplayValue *value;
  const OrielFieldConfig *config; /* nullable: no gradient */
  OrielDisplay *processor;        /* nullable: cells in the value's own colour */
  double min, max;
} OrielBar;

/* Adds the bar to `scene` in `box`, whose size is that of the layout's input. */
void oriel_bar_gauge_draw (OrielScene *scene, const OrielBar *bar, OrielRect box);

G_END_DECLS
