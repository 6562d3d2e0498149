/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Statistics of a window that slides over numbers; each costs as many steps as there are. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_WINDOW_MEAN,
  ORIEL_WINDOW_VARIANCE, /* of the population */
  ORIEL_WINDOW_STANDARD_DEVIATION,
} OrielWindowKind;

/* The kind that a reducer's id names: mean, variance, stdDev; else FALSE. */
gboolean oriel_window_kind_from_name (const char *id, OrielWindowKind *kind);

/* The statistic of `size` numbers up to each of the `n` numbers, or with `centered` around it.
 * Nulls are left out; a window without numbers gives 0. The
 * trailing mean is Grafana's, in which a null delays what leaves the window. Free with g_free().
 * Any thread. */
double *oriel_window_calculate (const double *numbers,
                                gsize n,
                                double size,
                                OrielWindowKind kind,
                                gboolean centered) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
