/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The heatmap panel: counts over time and value as coloured cells. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_heatmap_class;

G_END_DECLS
