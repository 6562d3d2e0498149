/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ticks of a time axis: at whole hours, days, months and years of a zone, also across changes of
 * its clock. */

#pragma once

#include "viz/oriel-axis.h"

G_BEGIN_DECLS

/* The increments that a time axis may have, in ms, ascending; `n` receives their number. */
const double *oriel_time_increments (guint *n);

/* Appends the ticks (double, ms) from `min` to `max` to `ticks`. At most `limit` are added. */
void oriel_time_ticks (double min,
                       double max,
                       double increment_ms,
                       const OrielTimeZone *zone,
                       guint limit,
                       GArray *ticks);

G_END_DECLS
