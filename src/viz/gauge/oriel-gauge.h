/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The gauge panel: values on an arc or a circle. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of type "gauge". */
extern const OrielVizClass oriel_gauge_class;

G_END_DECLS
