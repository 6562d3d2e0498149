/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar gauge panel: values as bars, side by side or one below the other. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of type "bargauge". */
extern const OrielVizClass oriel_bar_gauge_class;

G_END_DECLS
