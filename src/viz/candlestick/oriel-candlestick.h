/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The candlestick panel: prices of periods over time, with their volume. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its row in the table of panel types. */
extern const OrielVizClass oriel_candlestick_class;

G_END_DECLS
