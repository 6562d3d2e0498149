/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least and the greatest of many numbers, as fast as memory gives them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lowers `low` to the least and raises `high` to the greatest of `n` values; NaN and nulls are
 * passed over. Start with INFINITY and -INFINITY: where there was no number they stay. Any thread.
 */
void oriel_extremes_add (const double *values, gsize n, double *low, double *high);

G_END_DECLS
