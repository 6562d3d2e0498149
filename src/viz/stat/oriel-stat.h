/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stat panel: big values, with a sparkline. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of type "stat". */
extern const OrielVizClass oriel_stat_class;

G_END_DECLS
