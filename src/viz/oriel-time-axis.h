/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ticks of a time axis: at whole hours, days, months and years of a zone, also across changes of
 * its clock. */

#pragma once

#include "viz/oriel-axis.h"

G_BEGIN_DECLS

/* The increments that a time axis may have, in ms, ascending; `n` receives their number. */
const double *oriel_time_increments (guint *n);

/* What ticks are wanted. */
typedef struct
{
  double min, max;     /* ms */
  double increment_ms; /* one of oriel_time_increments() */
  double room;         /* the increment's px over the least distance of two ticks */
  const OrielTimeZone *zone;
  guint limit; /* at most so many */
} OrielTimeTicks;

/* Appends the ticks (double, ms), ascending; the first may lie beyond `max`. */
void oriel_time_ticks (const OrielTimeTicks *wanted, GArray *ticks);

G_END_DECLS
