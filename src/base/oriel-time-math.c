/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-time-math.h. Moment, in a named zone, works on the local reading of the clock and then
 * looks up the offset anew, at the instant that the old offset gives; in the browser's own zone
 * ECMAScript resolves the reading. The two differ only where clocks are changed.
 */

#include "config.h"

#include "base/oriel-time-math.h"

/* No two instants are further apart, in ms and in months. */
#define MAX_SPAN_MS (2 * ORIEL_TIME_MAX)
#define MAX_SPAN_MONTHS 10000000

/* The length of a unit: in ms, or in months. */
static const gint64 unit_ms[] = {
  [ORIEL_TIME_UNIT_MILLISECOND] = 1,
  [ORIEL_TIME_UNIT_SECOND] = ORIEL_MS_PER_SECOND,
  [ORIEL_TIME_UNIT_MINUTE] = ORIEL_MS_PER_MINUTE,
  [ORIEL_TIME_UNIT_HOUR] = ORIEL_MS_PER_HOUR,
  [ORIEL_TIME_UNIT_DAY] = ORIEL_MS_PER_DAY,
  [ORIEL_TIME_UNIT_WEEK] = 7 * ORIEL_MS_PER_DAY,
};

static const gint64 unit_months[] = {
  [ORIEL_TIME_UNIT_MONTH] = 1,
  [ORIEL_TIME_UNIT_QUARTER] = 3,
  [ORIEL_TIME_UNIT_YEAR] = 12,
};

/* `amount` units of `length`, no more than `limit`. */
static gint64
scale (gint64 amount, gint64 length, gint64 limit)
{
  gint64 most = limit / length;

  return CLAMP (amount, -most, most) * length;
}

gboolean
oriel_time_unit_from_letter (char letter, OrielTimeUnit *out)
{
  static const struct
  {
    char letter;
    OrielTimeUnit unit;
  } letters[] = {
    { 's', ORIEL_TIME_UNIT_SECOND },  { 'm', ORIEL_TIME_UNIT_MINUTE },
    { 'h', ORIEL_TIME_UNIT_HOUR },    { 'd', ORIEL_TIME_UNIT_DAY },
    { 'w', ORIEL_TIME_UNIT_WEEK },    { 'M', ORIEL_TIME_UNIT_MONTH },
    { 'Q', ORIEL_TIME_UNIT_QUARTER }, { 'y', ORIEL_TIME_UNIT_YEAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == letter)
      {
        *out = letters[i].unit;
        return TRUE;
      }

  return FALSE;
}

static gint64
checked (gint64 at_ms)
{
  return oriel_time_is_valid (at_ms) ? at_ms : ORIEL_TIME_INVALID;
}

/* The instant at which the clock shows `local_ms`, coming from a time with `offset_ms`. */
static gint64
settle (const OrielTimeZone *zone, gint64 local_ms, gint64 offset_ms)
{
  if (oriel_time_zone_is_machine (zone))
    return checked (oriel_time_zone_from_local (zone, local_ms));

  return checked (local_ms - oriel_time_zone_offset_at (zone, local_ms - offset_ms));
}

static gint64
add_months (gint64 local_ms, gint64 months)
{
  OrielCalendar local;
  gint64 month;
  int length;

  oriel_calendar_split (local_ms, &local);
  month = local.year * G_GINT64_CONSTANT (12) + local.month - 1 + months;
  local.year = (int) CLAMP (oriel_floor_div (month, 12), -1000000, 1000000);
  local.month = (int) oriel_floor_mod (month, 12) + 1;
  length = oriel_calendar_days_in_month (local.year, local.month);
  local.day = MIN (local.day, length);
  return oriel_calendar_join (&local);
}

gint64
oriel_time_add (gint64 at_ms, const OrielTimeZone *zone, gint64 amount, OrielTimeUnit unit)
{
  gint64 offset_ms, local_ms;

  if (!oriel_time_is_valid (at_ms))
    return ORIEL_TIME_INVALID;
  if (unit <= ORIEL_TIME_UNIT_HOUR)
    return checked (at_ms + scale (amount, unit_ms[unit], MAX_SPAN_MS));

  offset_ms = oriel_time_zone_offset_at (zone, at_ms);
  local_ms = at_ms + offset_ms;
  if (unit <= ORIEL_TIME_UNIT_WEEK)
    local_ms += scale (amount, unit_ms[unit], MAX_SPAN_MS);
  else
    local_ms = add_months (local_ms, scale (amount, unit_months[unit], MAX_SPAN_MONTHS));

  return settle (zone, local_ms, offset_ms);
}

/* Days since 1970 of the first day of the calendar unit `steps` units after that of `local`. */
static gint64
first_day (const OrielCalendar *local, OrielTimeUnit unit, int week_start, int steps)
{
  switch (unit)
    {
    case ORIEL_TIME_UNIT_WEEK:
      return oriel_calendar_days (local->year, local->month,
                                  local->day - oriel_floor_mod (local->weekday - week_start, 7) +
                                    7 * steps);
    case ORIEL_TIME_UNIT_MONTH:
      return oriel_calendar_days (local->year, local->month + steps, 1);
    case ORIEL_TIME_UNIT_QUARTER:
      return oriel_calendar_days (local->year, local->month - (local->month - 1) % 3 + 3 * steps,
                                  1);
    case ORIEL_TIME_UNIT_YEAR:
      return oriel_calendar_days (local->year + steps, 1, 1);
    default:
      return oriel_calendar_days (local->year, local->month, local->day + steps);
    }
}

/* The local reading at the start of the unit `steps` units after the one that holds it. */
static gint64
local_start (gint64 local_ms, OrielTimeUnit unit, int week_start, int steps)
{
  OrielCalendar local;

  if (unit <= ORIEL_TIME_UNIT_HOUR)
    return local_ms - oriel_floor_mod (local_ms, unit_ms[unit]) + steps * unit_ms[unit];

  oriel_calendar_split (local_ms, &local);
  return first_day (&local, unit, week_start, steps) * ORIEL_MS_PER_DAY;
}

gint64
oriel_time_start_of (gint64 at_ms, const OrielTimeZone *zone, OrielTimeUnit unit, int week_start)
{
  gint64 offset_ms;

  if (!oriel_time_is_valid (at_ms))
    return ORIEL_TIME_INVALID;

  offset_ms = oriel_time_zone_offset_at (zone, at_ms);
  return settle (zone, local_start (at_ms + offset_ms, unit, week_start, 0), offset_ms);
}

gint64
oriel_time_end_of (gint64 at_ms, const OrielTimeZone *zone, OrielTimeUnit unit, int week_start)
{
  gint64 offset_ms;

  if (!oriel_time_is_valid (at_ms))
    return ORIEL_TIME_INVALID;

  offset_ms = oriel_time_zone_offset_at (zone, at_ms);
  return settle (zone, local_start (at_ms + offset_ms, unit, week_start, 1) - 1, offset_ms);
}

gint64
oriel_time_months_between (gint64 from_ms,
                           gint64 to_ms,
                           const OrielTimeZone *zone,
                           gint64 *out_rest_ms)
{
  OrielCalendar from, to;
  gint64 months, step;

  if (to_ms < from_ms)
    {
      months = -oriel_time_months_between (to_ms, from_ms, zone, out_rest_ms);
      if (out_rest_ms != NULL)
        *out_rest_ms = -*out_rest_ms;
      return months;
    }

  oriel_time_zone_split (zone, from_ms, &from);
  oriel_time_zone_split (zone, to_ms, &to);
  months = (to.year - from.year) * G_GINT64_CONSTANT (12) + to.month - from.month;
  step = oriel_time_add (from_ms, zone, months, ORIEL_TIME_UNIT_MONTH);
  if (step > to_ms || step == ORIEL_TIME_INVALID)
    step = oriel_time_add (from_ms, zone, --months, ORIEL_TIME_UNIT_MONTH);

  if (out_rest_ms != NULL)
    *out_rest_ms = to_ms - step;
  return months;
}
