/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least and the greatest of many numbers, as fast as memory gives them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of a block, below. */
#define ORIEL_EXTREMES_BLOCK 64

/* Lowers `low` to the least and raises `high` to the greatest of `n` values; NaN and nulls are
 * passed over. Start with INFINITY and -INFINITY: where there was no number they stay. Returns
 * whether there were only numbers. Any thread. */
gboolean oriel_extremes_add (const double *values, gsize n, double *low, double *high);

/* The same for each of `n_blocks` blocks by itself: `lows` and `highs` receive their extremes.
 * Any thread. */
gboolean
oriel_extremes_of_blocks (const double *values, gsize n_blocks, double *lows, double *highs);

G_END_DECLS
