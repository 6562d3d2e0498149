/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time series panel: lines, bars and points over time, with axes, thresholds and a legend. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_time_series_class;

G_END_DECLS
