/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pie chart: parts of a whole as slices of a disc or a ring. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_pie_class;

G_END_DECLS
