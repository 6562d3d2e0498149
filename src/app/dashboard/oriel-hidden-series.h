/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which series of a chart a person does not want to see: sets of their labels, or NULL for none.
 * A set is never changed once it was given, so that a worker may read it. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The set in which only `label` of the `n` series is seen; NULL when that is so in `hidden`
 * (nullable) already. Free with g_hash_table_unref(). */
GHashTable *oriel_hidden_series_isolate (GHashTable *hidden,
                                         const OrielVizSeries *series,
                                         guint n,
                                         const char *label) G_GNUC_WARN_UNUSED_RESULT;

/* `hidden` (nullable) with or without `label`. Free with g_hash_table_unref(). */
GHashTable *oriel_hidden_series_toggle (GHashTable *hidden,
                                        const char *label) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
