/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table panel. Rows that are not seen cost nothing: sorting works on an index, and only what
 * is within the panel is formatted and laid out. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of type "table". */
extern const OrielVizClass oriel_table_class;

/* A table of `input` for panels of other types: `notice` (nullable, copied) stands above it.
 * Without data only the notice is said. Free with oriel_viz_model_free(). Any thread. */
OrielVizModel *oriel_table_model_new (const OrielVizInput *input,
                                      const char *notice) G_GNUC_WARN_UNUSED_RESULT;

/* The whole value of the cell that `hit`, of kind ORIEL_HIT_INSPECT, stands for: texts however long
 * they are, JSON in lines of its own, else as the cell shows it. NULL when it is no cell of a
 * table. Free with g_free(). Any thread. */
char *oriel_table_inspect (const OrielVizModel *model,
                           const OrielHit *hit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
