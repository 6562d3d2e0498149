/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The XY chart: numbers over numbers as points, bubbles and lines. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_xy_chart_class;

G_END_DECLS
