/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Axes into a scene: grid, ticks, labels, border, name. */

#pragma once

#include "field/oriel-theme.h"
#include "viz/oriel-axis.h"

G_BEGIN_DECLS

/* What is drawn of an axis. */
typedef struct
{
  OrielColor color; /* of labels, border, ticks */
  OrielColor tick_color;
  gboolean grid, ticks, border;

  /* px within which labels below the plot are kept; the same number: they may be anywhere. */
  double labels_from, labels_to;
} OrielAxisLook;

/* Draws an axis that oriel_axes_layout() has placed around `plot`. */
void oriel_axis_draw (const OrielAxis *axis,
                      OrielScene *scene,
                      const OrielRect *plot,
                      const OrielAxisLook *look,
                      const OrielTheme *theme);

G_END_DECLS
