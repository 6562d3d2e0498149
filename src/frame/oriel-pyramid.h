/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least and greatest of any part of a column at the price of a few hundred numbers: extremes
 * of blocks of samples, of blocks of those, and so on. It takes 3 % of the column's memory, and is
 * what makes zooming and panning cost pixels, not samples. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _OrielPyramid OrielPyramid;

/* Over `n` values, which must outlive it. Reads each once. Any thread. */
OrielPyramid *oriel_pyramid_new (const double *values, gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_pyramid_free (OrielPyramid *pyramid);

/* Whether every value is a finite number: no NaN, no null. Any thread. */
gboolean oriel_pyramid_is_finite (const OrielPyramid *pyramid);

/* As oriel_extremes_add() over the values [first, end). Any thread. */
void
oriel_pyramid_add (const OrielPyramid *pyramid, gsize first, gsize end, double *low, double *high);

G_END_DECLS
