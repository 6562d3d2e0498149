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

typedef struct
{
  double min, max, increment;
  const OrielTimeZone *zone;
  guint limit;
  GArray *ticks;
} Ticker;

const double *
oriel_time_increments (guint *n)
{
  *n = G_N_ELEMENTS (increments);
  return increments;
}

static double
last_tick (const Ticker *ticker)
{
  return ticker->ticks->len > 0 ? g_array_index (ticker->ticks, double, ticker->ticks->len - 1)
                                : -INFINITY;
}

/* FALSE when the axis ends before `at`. */
static gboolean
add_tick (Ticker *ticker, double at)
{
  if (at > ticker->max || ticker->ticks->len >= ticker->limit)
    return FALSE;
  if (at >= ticker->min)
    g_array_append_val (ticker->ticks, at);
  return TRUE;
}

static void
split (const Ticker *ticker, double at, OrielCalendar *out)
{
  oriel_time_zone_split (ticker->zone, (gint64) at, out);
}

static double
midnight (const Ticker *ticker, int year, int month, int day)
{
  OrielCalendar calendar = { .year = year, .month = month, .day = day };

  return (double) oriel_time_zone_join (ticker->zone, &calendar);
}

/* Steps under an hour: equal distances from midnight. */
static void
add_even_ticks (Ticker *ticker, const OrielCalendar *start)
{
  double day = midnight (ticker, start->year, start->month, start->day);
  double at = day + ceil ((ticker->min - day) / ticker->increment) * ticker->increment;

  while (add_tick (ticker, at))
    at += ticker->increment;
}

/* Steps of hours: a clock that was changed in between is made up for, so that a step of 6 h
 * stays at 0, 6, 12, 18. */
static void
add_hour_ticks (Ticker *ticker, const OrielCalendar *start)
{
  int hours = (int) (ticker->increment / HOUR);
  double at = midnight (ticker, start->year, start->month, start->day) +
              ticker->increment * floor ((double) start->hour / hours);

  for (;;)
    {
      OrielCalendar now, before;

      split (ticker, at, &now);
      if (now.hour % hours > 0)
        {
          split (ticker, at - HOUR, &before);
          at += before.hour % hours == 0 ? -HOUR : HOUR;
        }
      if (!add_tick (ticker, at))
        return;
      at += ticker->increment;
    }
}

/* Steps of days count from the first of each month; the last step of a month that comes too
 * close to the first of the next gives way. */
static void
add_day_ticks (Ticker *ticker, const OrielCalendar *start)
{
  int days = (int) (ticker->increment / DAY);
  double at = midnight (ticker, start->year, start->month, 1) +
              ticker->increment * floor ((start->day - 1) / (double) days);

  for (;;)
    {
      OrielCalendar now;

      split (ticker, at, &now);
      if (now.hour != 0)
        {
          at += now.hour > 12 ? HOUR : -HOUR;
          split (ticker, at, &now);
        }
      if ((now.day - 1) % days > 0)
        {
          at = midnight (ticker, now.year, now.month, 1);
          if (at - last_tick (ticker) < ticker->increment * 0.7)
            g_array_set_size (ticker->ticks, ticker->ticks->len - 1);
        }
      if (!add_tick (ticker, at))
        return;
      at += ticker->increment;
    }
}

/* Steps of months count from January, steps of years from the year of the first tick. */
static void
add_calendar_ticks (Ticker *ticker, const OrielCalendar *start)
{
  gboolean years = ticker->increment >= YEAR;
  int step = (int) (ticker->increment / (years ? YEAR : MONTH));

  for (int i = 0;; i++)
    {
      double at = years ? midnight (ticker, start->year + i * step, 1, 1)
                        : midnight (ticker, start->year, 1 + i * step, 1);

      if (!add_tick (ticker, at))
        return;
    }
}

void
oriel_time_ticks (double min,
                  double max,
                  double increment_ms,
                  const OrielTimeZone *zone,
                  guint limit,
                  GArray *ticks)
{
  Ticker ticker = { min, max, increment_ms, zone, ticks->len + limit, ticks };
  OrielCalendar start;

  if (!(increment_ms > 0) || !(fabs (min) < FURTHEST_MS) || !(fabs (max) < FURTHEST_MS))
    return;

  split (&ticker, min, &start);
  if (increment_ms >= MONTH)
    add_calendar_ticks (&ticker, &start);
  else if (increment_ms >= DAY)
    add_day_ticks (&ticker, &start);
  else if (increment_ms > HOUR)
    add_hour_ticks (&ticker, &start);
  else
    add_even_ticks (&ticker, &start);
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
