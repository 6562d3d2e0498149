/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The histogram panel: how often numbers occur, counted here or given as buckets. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_histogram_class;

G_END_DECLS
