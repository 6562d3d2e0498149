/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The proleptic Gregorian calendar: local milliseconds ↔ year, month, day, hour, …
 *
 * Local milliseconds are those that a clock on the wall shows, counted since 1970 as if it
 * stood in UTC; oriel-time-zone.h leads from instants to them and back. Pure arithmetic, no
 * allocation, any thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ORIEL_MS_PER_SECOND G_GINT64_CONSTANT (1000)
#define ORIEL_MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define ORIEL_MS_PER_HOUR G_GINT64_CONSTANT (3600000)
#define ORIEL_MS_PER_DAY G_GINT64_CONSTANT (86400000)

/* The largest instant that ECMAScript's Date can hold, in ms before and after 1970. */
#define ORIEL_TIME_MAX G_GINT64_CONSTANT (8640000000000000)

/* Stands for Grafana's “Invalid date”; every instant out of range is treated like it. */
#define ORIEL_TIME_INVALID G_MININT64

/* TRUE when ECMAScript's Date could hold the instant. */
static inline gboolean
oriel_time_is_valid (gint64 at_ms)
{
  return at_ms >= -ORIEL_TIME_MAX && at_ms <= ORIEL_TIME_MAX;
}

/* Calendar fields of a local time. */
typedef struct
{
  int year, month, day; /* month and day from 1 */
  int hour, minute, second, millisecond;
  int weekday;     /* 0 = Sunday */
  int day_of_year; /* from 1 */
} OrielCalendar;

/* `a ÷ b` rounded down; `b` > 0. */
static inline gint64
oriel_floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* What oriel_floor_div() leaves: 0 … b - 1. */
static inline gint64
oriel_floor_mod (gint64 a, gint64 b)
{
  gint64 rest = a % b;

  return rest < 0 ? rest + b : rest;
}

/* Days since 1970 of a date; `month` from 1 and `day` may overflow and are carried. */
gint64 oriel_calendar_days (gint64 year, gint64 month, gint64 day);

/* The length of a month; `month` from 1, carried when it overflows. */
int oriel_calendar_days_in_month (int year, int month);

/* Splits local milliseconds; beyond ORIEL_TIME_MAX they are taken as the nearest within. */
void oriel_calendar_split (gint64 local_ms, OrielCalendar *out);

/* Joins year … millisecond (weekday and day_of_year are not looked at); overflowing fields are
 * carried: month 14, day 0. Dates far out of range are saturated beyond ORIEL_TIME_MAX. */
gint64 oriel_calendar_join (const OrielCalendar *calendar);

/* Week number of the year and the year that the week belongs to. `first_weekday`: 0 = Sunday;
 * `first_contained`: the January day that always lies in week 1 (ISO 8601: 1 and 4;
 * en-US: 0 and 1). `out_year` is nullable. */
int oriel_calendar_week (const OrielCalendar *calendar,
                         int first_weekday,
                         int first_contained,
                         int *out_year);

/* Days since 1970 of a weekday (0 = Sunday) in a numbered week; see oriel_calendar_week(). */
gint64 oriel_calendar_week_day (gint64 week_year,
                                gint64 week,
                                int weekday,
                                int first_weekday,
                                int first_contained);

G_END_DECLS
