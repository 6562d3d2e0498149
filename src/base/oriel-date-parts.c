/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-date-parse-private.h. What is missing in front (year, month, day) is taken from now,
 * what is missing behind is the least; parts that overflow make no date.
 */

#include "config.h"

#include "base/oriel-date-parse-private.h"

#include <string.h>

void
oriel_date_parts_clear (OrielDateParts *parts)
{
  memset (parts, 0, sizeof *parts);
  parts->half_day = -1;
}

void
oriel_date_parts_set (OrielDateParts *parts, OrielDatePart part, gint64 value)
{
  parts->values[part] = value;
  parts->known |= 1u << part;
}

gboolean
oriel_date_parts_has (const OrielDateParts *parts, OrielDatePart part)
{
  return (parts->known & 1u << part) != 0;
}

static gint64
value_or (const OrielDateParts *parts, OrielDatePart part, gint64 fallback)
{
  return oriel_date_parts_has (parts, part) ? parts->values[part] : fallback;
}

/* Noon and midnight are 12 on a clock of twelve hours. */
static gint64
hour_of_day (const OrielDateParts *parts)
{
  gint64 hour = value_or (parts, ORIEL_DATE_PART_HOUR, 0);

  if (parts->half_day == 1 && hour < 12)
    return hour + 12;
  if (parts->half_day == 0 && hour == 12)
    return 0;

  return hour;
}

static gboolean
time_of_day (const OrielDateParts *parts, gint64 *out_ms)
{
  gint64 hour = hour_of_day (parts);
  gint64 minute = value_or (parts, ORIEL_DATE_PART_MINUTE, 0);
  gint64 second = value_or (parts, ORIEL_DATE_PART_SECOND, 0);
  gint64 ms = value_or (parts, ORIEL_DATE_PART_MILLISECOND, 0);

  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0 ||
      ms > 999 || (hour == 24 && (minute != 0 || second != 0 || ms != 0)))
    return FALSE;
  if (parts->half_day_hour && parts->values[ORIEL_DATE_PART_HOUR] > 12)
    return FALSE;

  *out_ms =
    hour * ORIEL_MS_PER_HOUR + minute * ORIEL_MS_PER_MINUTE + second * ORIEL_MS_PER_SECOND + ms;
  return TRUE;
}

static gboolean
days_of_month_date (const OrielDateParts *parts, const OrielCalendar *now, gint64 *out)
{
  gboolean has_year = oriel_date_parts_has (parts, ORIEL_DATE_PART_YEAR);
  gboolean has_month = oriel_date_parts_has (parts, ORIEL_DATE_PART_MONTH);
  gint64 year = value_or (parts, ORIEL_DATE_PART_YEAR, now->year);
  gint64 month = value_or (parts, ORIEL_DATE_PART_MONTH, has_year ? 1 : now->month);
  gint64 day = value_or (parts, ORIEL_DATE_PART_DAY, has_year || has_month ? 1 : now->day);

  if (month < 1 || month > 12 || day < 1 || ABS (year) > 275761 ||
      day > oriel_calendar_days_in_month ((int) year, (int) month))
    return FALSE;

  *out = oriel_calendar_days (year, month, day);
  return TRUE;
}

static gboolean
days_of_day_of_year (const OrielDateParts *parts, const OrielCalendar *now, gint64 *out)
{
  gint64 year = value_or (parts, ORIEL_DATE_PART_YEAR, now->year);
  gint64 day = parts->values[ORIEL_DATE_PART_DAY_OF_YEAR];

  if (ABS (year) > 275761 || day < 1 ||
      day > oriel_calendar_days (year + 1, 1, 1) - oriel_calendar_days (year, 1, 1))
    return FALSE;

  *out = oriel_calendar_days (year, 1, day);
  return TRUE;
}

static gboolean
days_of_week_date (const OrielDateParts *parts, const OrielCalendar *now, gint64 *out)
{
  int first_weekday = parts->us_weeks ? 0 : 1;
  int first_contained = parts->us_weeks ? 1 : 4;
  int now_year;
  int now_week = oriel_calendar_week (now, first_weekday, first_contained, &now_year);
  gint64 year =
    value_or (parts, ORIEL_DATE_PART_WEEK_YEAR, value_or (parts, ORIEL_DATE_PART_YEAR, now_year));
  gint64 week = value_or (parts, ORIEL_DATE_PART_WEEK,
                          oriel_date_parts_has (parts, ORIEL_DATE_PART_WEEK_YEAR) ? 1 : now_week);
  gint64 weekday = value_or (parts, ORIEL_DATE_PART_WEEKDAY, first_weekday);
  gint64 first, next;

  if (ABS (year) > 275761 || weekday < 0 || weekday > 6)
    return FALSE;

  first = oriel_calendar_week_day (year, 1, first_weekday, first_weekday, first_contained);
  next = oriel_calendar_week_day (year + 1, 1, first_weekday, first_weekday, first_contained);
  if (week < 1 || week > (next - first) / 7)
    return FALSE;

  *out = oriel_calendar_week_day (year, week, (int) weekday, first_weekday, first_contained);
  return TRUE;
}

static gboolean
days_of_date (const OrielDateParts *parts, const OrielCalendar *now, gint64 *out)
{
  const guint weeks =
    1u << ORIEL_DATE_PART_WEEK_YEAR | 1u << ORIEL_DATE_PART_WEEK | 1u << ORIEL_DATE_PART_WEEKDAY;
  const guint month_or_day = 1u << ORIEL_DATE_PART_MONTH | 1u << ORIEL_DATE_PART_DAY;

  if (oriel_date_parts_has (parts, ORIEL_DATE_PART_DAY_OF_YEAR))
    return days_of_day_of_year (parts, now, out);
  if ((parts->known & weeks) != 0 && (parts->known & month_or_day) == 0)
    return days_of_week_date (parts, now, out);

  return days_of_month_date (parts, now, out);
}

gboolean
oriel_date_parts_resolve (const OrielDateParts *parts,
                          const OrielTimeZone *zone,
                          gint64 now_ms,
                          gint64 *out_ms)
{
  gboolean has_offset = oriel_date_parts_has (parts, ORIEL_DATE_PART_OFFSET);
  gint64 offset_ms = parts->values[ORIEL_DATE_PART_OFFSET] * ORIEL_MS_PER_MINUTE;
  gint64 days, ms, local;
  OrielCalendar now;

  if (oriel_date_parts_has (parts, ORIEL_DATE_PART_INSTANT))
    {
      *out_ms = parts->values[ORIEL_DATE_PART_INSTANT];
      return oriel_time_is_valid (*out_ms);
    }

  /* What the text leaves out is today's, and only the machine's own zone has its own today:
   * Grafana reads dates of other zones as UTC's and moves them. */
  oriel_time_zone_split (
    !has_offset && oriel_time_zone_is_machine (zone) ? zone : oriel_time_zone_utc (), now_ms, &now);
  if (!days_of_date (parts, &now, &days) || !time_of_day (parts, &ms))
    return FALSE;

  local = days * ORIEL_MS_PER_DAY + ms;
  *out_ms = has_offset ? local - offset_ms : oriel_time_zone_from_local (zone, local);
  return oriel_time_is_valid (*out_ms);
}
