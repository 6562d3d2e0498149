/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Panels of types that are not drawn: their data as a table, which says so. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of every type that no class draws. */
extern const OrielVizClass oriel_fallback_class;

G_END_DECLS
