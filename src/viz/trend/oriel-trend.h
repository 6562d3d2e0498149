/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The trend panel: a time series panel over numbers instead of time. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_trend_class;

G_END_DECLS
