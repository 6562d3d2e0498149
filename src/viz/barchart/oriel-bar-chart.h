/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar chart: numbers by category, as groups of bars or stacks. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_bar_chart_class;

G_END_DECLS
