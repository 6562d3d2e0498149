/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Boxes for the values of stat and gauge panels: Grafana's VizRepeater. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_ORIENTATION_AUTO,
  ORIEL_ORIENTATION_HORIZONTAL, /* one below the other */
  ORIEL_ORIENTATION_VERTICAL,   /* side by side */
} OrielOrientation;

/* "auto", "horizontal", "vertical"; anything else is auto. */
OrielOrientation oriel_orientation_from_name (const char *name);

/* The box of value `index` of `n` in a panel's inner box of `width` × `height` px, with `gap_px`
 * between boxes. Auto is a grid of the largest cells, whose last row is stretched. */
OrielRect oriel_value_grid_box (guint index,
                                guint n,
                                double width,
                                double height,
                                OrielOrientation orientation,
                                double gap_px);

G_END_DECLS
