/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-calendar.h. Dates are counted in years that begin in March, so that the leap day is
 * the last of the year and month lengths follow one linear rule; 400 such years have always
 * 146,097 days.
 */

#include "config.h"

#include "base/oriel-calendar.h"

#define DAYS_PER_400_YEARS 146097
#define DAYS_PER_100_YEARS 36524
#define DAYS_PER_4_YEARS 1461
#define DAYS_FROM_0000_03_TO_1970 719468

/* Far beyond ORIEL_TIME_MAX (275,760), near enough that days and ms can't overflow. */
#define MAX_YEAR 1000000
#define MAX_DAYS (G_GINT64_CONSTANT (366) * MAX_YEAR)

gint64
oriel_calendar_days (gint64 year, gint64 month, gint64 day)
{
  gint64 months = CLAMP (month, -MAX_YEAR, MAX_YEAR) - 3; /* since March */
  gint64 march_year = CLAMP (year, -MAX_YEAR, MAX_YEAR) + oriel_floor_div (months, 12);
  gint64 march_month = oriel_floor_mod (months, 12);
  gint64 era = oriel_floor_div (march_year, 400);
  gint64 year_of_era = march_year - era * 400;
  gint64 day_of_year = (153 * march_month + 2) / 5;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_400_YEARS + day_of_era - DAYS_FROM_0000_03_TO_1970 +
         CLAMP (day, -MAX_DAYS, MAX_DAYS) - 1;
}

int
oriel_calendar_days_in_month (int year, int month)
{
  return (int) (oriel_calendar_days (year, (gint64) month + 1, 1) -
                oriel_calendar_days (year, month, 1));
}

static void
split_days (gint64 days, OrielCalendar *out)
{
  gint64 since = days + DAYS_FROM_0000_03_TO_1970;
  gint64 era = oriel_floor_div (since, DAYS_PER_400_YEARS);
  gint64 day_of_era = since - era * DAYS_PER_400_YEARS;
  gint64 year_of_era = (day_of_era - day_of_era / (DAYS_PER_4_YEARS - 1) +
                        day_of_era / DAYS_PER_100_YEARS - day_of_era / (DAYS_PER_400_YEARS - 1)) /
                       365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 march_month = (5 * day_of_year + 2) / 153;

  out->day = (int) (day_of_year - (153 * march_month + 2) / 5 + 1);
  out->month = (int) (march_month < 10 ? march_month + 3 : march_month - 9);
  out->year = (int) (era * 400 + year_of_era + (out->month <= 2));
  out->weekday = (int) oriel_floor_mod (days + 4, 7);
  out->day_of_year = (int) (days - oriel_calendar_days (out->year, 1, 1) + 1);
}

void
oriel_calendar_split (gint64 local_ms, OrielCalendar *out)
{
  /* A zone's offset may lead a day beyond the last instant. */
  gint64 ms =
    CLAMP (local_ms, -ORIEL_TIME_MAX - 2 * ORIEL_MS_PER_DAY, ORIEL_TIME_MAX + 2 * ORIEL_MS_PER_DAY);
  gint64 days = oriel_floor_div (ms, ORIEL_MS_PER_DAY);
  int rest = (int) (ms - days * ORIEL_MS_PER_DAY);

  split_days (days, out);
  out->hour = rest / 3600000;
  out->minute = rest / 60000 % 60;
  out->second = rest / 1000 % 60;
  out->millisecond = rest % 1000;
}

gint64
oriel_calendar_join (const OrielCalendar *calendar)
{
  return oriel_calendar_days (calendar->year, calendar->month, calendar->day) * ORIEL_MS_PER_DAY +
         calendar->hour * ORIEL_MS_PER_HOUR + calendar->minute * ORIEL_MS_PER_MINUTE +
         calendar->second * ORIEL_MS_PER_SECOND + calendar->millisecond;
}

/* Days since 1970 of the first day of week 1. */
static gint64
first_week_start (gint64 year, int first_weekday, int first_contained)
{
  gint64 contained = oriel_calendar_days (year, 1, first_contained);

  return contained - oriel_floor_mod (contained + 4 - first_weekday, 7);
}

int
oriel_calendar_week (const OrielCalendar *calendar,
                     int first_weekday,
                     int first_contained,
                     int *out_year)
{
  gint64 days = oriel_calendar_days (calendar->year, calendar->month, calendar->day);
  int year = calendar->year + 1;
  gint64 start = first_week_start (year, first_weekday, first_contained);

  while (days < start)
    start = first_week_start (--year, first_weekday, first_contained);

  if (out_year != NULL)
    *out_year = year;
  return (int) ((days - start) / 7) + 1;
}

gint64
oriel_calendar_week_day (gint64 week_year,
                         gint64 week,
                         int weekday,
                         int first_weekday,
                         int first_contained)
{
  gint64 weeks = CLAMP (week, -MAX_YEAR, MAX_YEAR);

  return first_week_start (week_year, first_weekday, first_contained) + (weeks - 1) * 7 +
         oriel_floor_mod (weekday - first_weekday, 7);
}
