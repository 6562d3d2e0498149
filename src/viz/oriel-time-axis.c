/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ticks of a time axis; see the header. */

#include "config.h"

#include "viz/oriel-time-axis.h"

#include <math.h>

#define SECOND 1000.0
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define MONTH (30 * DAY)
#define YEAR (365 * DAY)
#define LEAST_ROOM 0.7      /* of the least distance, for ticks that a clock change moved */
#define FURTHEST_MS 8.64e15 /* where the calendar of JavaScript ends */

static const double increments[] = {
  1,           2,           5,        10,         20,          25,          50,
  100,         200,         250,      500,        SECOND,      5 * SECOND,  10 * SECOND,
  15 * SECOND, 30 * SECOND, MINUTE,   5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR,        2 * HOUR,    3 * HOUR, 4 * HOUR,   6 * HOUR,    8 * HOUR,    12 * HOUR,
  DAY,         2 * DAY,     3 * DAY,  4 * DAY,    5 * DAY,     6 * DAY,     7 * DAY,
  8 * DAY,     9 * DAY,     10 * DAY, 15 * DAY,   MONTH,       2 * MONTH,   3 * MONTH,
  4 * MONTH,   6 * MONTH,   YEAR,     2 * YEAR,   5 * YEAR,    10 * YEAR,   25 * YEAR,
  50 * YEAR,   100 * YEAR,
};

const double *
oriel_time_increments (guint *n)
{
  *n = G_N_ELEMENTS (increments);
  return increments;
}

/* The zone's clock at an instant, as if it were UTC's. */
static double
local_time (const OrielTimeZone *zone, double at)
{
  return at + (double) oriel_time_zone_offset_at (zone, (gint64) at);
}

/* Ms since 1970 of a date, its month may overflow. */
static double
date_ms (int year, int month, int day)
{
  OrielCalendar calendar = { .year = year, .month = month, .day = day };

  return (double) oriel_time_zone_join (oriel_time_zone_utc (), &calendar);
}

static void
add_tick (GArray *ticks, double at)
{
  g_array_append_val (ticks, at);
}

/* Steps of months or years: the first of a month, counted from the step after the start. */
static void
add_calendar_ticks (const OrielTimeTicks *t, GArray *ticks)
{
  int years = t->increment_ms >= YEAR ? (int) (t->increment_ms / YEAR) : 0;
  int months = years > 0 ? 0 : (int) (t->increment_ms / MONTH);
  OrielCalendar start;
  double first;

  oriel_time_zone_split (t->zone, (gint64) t->min, &start);
  if (years > 0)
    start.month = 1;
  first = date_ms (start.year, start.month, 1);
  if (first != local_time (t->zone, t->min))
    {
      start.year += years;
      start.month += months;
    }

  for (int i = 0; ticks->len < t->limit; i++)
    {
      double at = date_ms (start.year + years * i, start.month + months * i, 1);

      at -= (double) oriel_time_zone_offset_at (t->zone, (gint64) at);
      if (!(at <= t->max))
        return;
      add_tick (ticks, at);
    }
}

/* How far the clock is off from the hour that a step should end at: it was changed in between. */
static double
clock_shift (const OrielTimeZone *zone, double at, double expected_hour)
{
  OrielCalendar now;
  double shift;

  oriel_time_zone_split (zone, (gint64) at, &now);
  shift = now.hour - expected_hour;
  return shift > 1 ? -1 : shift < -1 ? 1 : shift;
}

/* Steps of more than an hour keep to the clock: 0, 6, 12, 18 also on the day it is changed. */
static void
add_clock_ticks (const OrielTimeTicks *t, double first, GArray *ticks)
{
  double hours = t->increment_ms / HOUR;
  OrielCalendar start;
  double hour, at = first;

  oriel_time_zone_split (t->zone, (gint64) first, &start);
  hour = start.hour;
  for (guint i = 0; i < t->limit; i++)
    {
      double before = g_array_index (ticks, double, ticks->len - 1);

      at += t->increment_ms;
      if (!(at <= t->max))
        return;
      hour = fmod (hour + hours, 24);
      at -= clock_shift (t->zone, at, hour) * HOUR;
      if ((at - before) / t->increment_ms * t->room >= LEAST_ROOM)
        add_tick (ticks, at);
    }
}

static void
add_even_ticks (const OrielTimeTicks *t, double first, GArray *ticks)
{
  double at = first + t->increment_ms;

  for (; at <= t->max && ticks->len < t->limit; at += t->increment_ms)
    add_tick (ticks, at);
}

void
oriel_time_ticks (const OrielTimeTicks *t, GArray *ticks)
{
  double local, midnight, step, first;

  if (!(t->increment_ms > 0) || !(fabs (t->min) < FURTHEST_MS) || !(fabs (t->max) < FURTHEST_MS))
    return;

  if (t->increment_ms >= MONTH)
    {
      add_calendar_ticks (t, ticks);
      return;
    }

  local = local_time (t->zone, t->min);
  midnight = floor (local / DAY) * DAY;
  step = MIN (t->increment_ms, DAY);
  first = midnight + ceil ((local - midnight) / step) * step + (t->min - local);
  add_tick (ticks, first);
  if (t->increment_ms > HOUR)
    add_clock_ticks (t, first, ticks);
  else
    add_even_ticks (t, first, ticks);
}

const char *
oriel_axis_time_format (double increment_ms, double range_ms)
{
  if (increment_ms < SECOND)
    return "HH:mm:ss.SSS";
  if (increment_ms <= MINUTE)
    return "HH:mm:ss";
  if (range_ms <= DAY)
    return "HH:mm";
  if (increment_ms <= DAY)
    return "MM/DD HH:mm";
  if (range_ms < YEAR)
    return "MM/DD";
  if (floor (increment_ms / DAY + 0.5) >= YEAR / DAY)
    return "YYYY";
  return "YYYY-MM";
}
