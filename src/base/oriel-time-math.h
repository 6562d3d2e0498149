/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps on the calendar of a zone: a month later, the start of the week, as moment counts them. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_TIME_UNIT_MILLISECOND,
  ORIEL_TIME_UNIT_SECOND,
  ORIEL_TIME_UNIT_MINUTE,
  ORIEL_TIME_UNIT_HOUR,
  ORIEL_TIME_UNIT_DAY,
  ORIEL_TIME_UNIT_WEEK,
  ORIEL_TIME_UNIT_MONTH,
  ORIEL_TIME_UNIT_QUARTER,
  ORIEL_TIME_UNIT_YEAR,
} OrielTimeUnit;

/* The unit of Grafana's letter: s m h d w M Q y. Returns FALSE for others. */
gboolean oriel_time_unit_from_letter (char letter, OrielTimeUnit *out);

/* Moves an instant by `amount` (negative: back) units: hours and less are time that passes, days
 * and more keep the clock's reading, months keep the day where the month is long enough.
 * Returns ORIEL_TIME_INVALID when that leads out of range, or comes from there. Any thread. */
gint64 oriel_time_add (gint64 at_ms, const OrielTimeZone *zone, gint64 amount, OrielTimeUnit unit);

/* The first instant of the unit that holds `at_ms`. `week_start`: 0 = Sunday. */
gint64
oriel_time_start_of (gint64 at_ms, const OrielTimeZone *zone, OrielTimeUnit unit, int week_start);

/* The last millisecond of that unit. */
gint64
oriel_time_end_of (gint64 at_ms, const OrielTimeZone *zone, OrielTimeUnit unit, int week_start);

/* Whole months from `from_ms` to `to_ms`, and in `out_rest_ms` (nullable) the time after the
 * last of them; both negative when `to_ms` lies before. */
gint64 oriel_time_months_between (gint64 from_ms,
                                  gint64 to_ms,
                                  const OrielTimeZone *zone,
                                  gint64 *out_rest_ms);

G_END_DECLS
