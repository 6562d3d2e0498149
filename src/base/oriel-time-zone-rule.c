/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rule that a zone follows for ever, in POSIX's notation for TZ with the extension of
 * RFC 8536 (times from -167 to 167 hours): `std offset dst offset,start/time,end/time`.
 */

#include "config.h"

#include "base/oriel-time-zone-private.h"

#include <string.h>

#define FIRST_YEAR_WITHOUT_FILE 1970

typedef enum
{
  DAY_OF_YEAR,        /* n: 0 … 365, leap days count */
  DAY_OF_COMMON_YEAR, /* Jn: 1 … 365, 29 February is skipped */
  WEEKDAY_OF_MONTH,   /* Mm.w.d */
} DayKind;

typedef struct
{
  DayKind kind;
  int month, week, day;
  gint64 time_ms; /* after local midnight, on the clock that is valid before the change */
} Change;

typedef struct
{
  char standard[ORIEL_ZONE_MAX_LETTERS + 1];
  char summer[ORIEL_ZONE_MAX_LETTERS + 1]; /* empty without summer time */
  gint32 standard_offset_ms, summer_offset_ms;
  Change to_summer, to_standard;
} Rule;

static gboolean
read_letters (const char **cursor, char out[ORIEL_ZONE_MAX_LETTERS + 1])
{
  const char *start = *cursor;
  const char *end = start;

  if (*start == '<')
    {
      end = strchr (++start, '>');
      if (end == NULL)
        return FALSE;
      *cursor = end + 1;
    }
  else
    {
      while (g_ascii_isalpha (*end))
        end++;
      *cursor = end;
    }

  if (end - start < 3 || end - start > ORIEL_ZONE_MAX_LETTERS)
    return FALSE;

  memcpy (out, start, (gsize) (end - start));
  out[end - start] = '\0';
  return TRUE;
}

/* Reads up to three digits. */
static gboolean
read_number (const char **cursor, int largest, int *out)
{
  const char *p = *cursor;
  int value = 0;

  for (; g_ascii_isdigit (*p) && p - *cursor < 3; p++)
    value = value * 10 + (*p - '0');
  if (p == *cursor || value > largest)
    return FALSE;

  *cursor = p;
  *out = value;
  return TRUE;
}

/* Reads `[+-]hh[:mm[:ss]]`. */
static gboolean
read_time (const char **cursor, gint64 *out_ms)
{
  int sign = **cursor == '-' ? -1 : 1;
  int hours, minutes = 0, seconds = 0;

  if (**cursor == '-' || **cursor == '+')
    (*cursor)++;
  if (!read_number (cursor, 167, &hours))
    return FALSE;
  if (**cursor == ':')
    {
      (*cursor)++;
      if (!read_number (cursor, 59, &minutes))
        return FALSE;
      if (**cursor == ':')
        {
          (*cursor)++;
          if (!read_number (cursor, 59, &seconds))
            return FALSE;
        }
    }

  *out_ms = sign * (hours * ORIEL_MS_PER_HOUR + minutes * ORIEL_MS_PER_MINUTE +
                    seconds * ORIEL_MS_PER_SECOND);
  return TRUE;
}

/* POSIX counts offsets westwards. */
static gboolean
read_offset (const char **cursor, gint32 *out_ms)
{
  gint64 west_ms;

  if (!read_time (cursor, &west_ms))
    return FALSE;

  *out_ms = (gint32) -west_ms;
  return TRUE;
}

static gboolean
read_weekday_of_month (const char **cursor, Change *out)
{
  if (!read_number (cursor, 12, &out->month) || out->month < 1 || *(*cursor)++ != '.')
    return FALSE;
  if (!read_number (cursor, 5, &out->week) || out->week < 1 || *(*cursor)++ != '.')
    return FALSE;

  return read_number (cursor, 6, &out->day);
}

static gboolean
read_day (const char **cursor, Change *out)
{
  switch (**cursor)
    {
    case 'M':
      (*cursor)++;
      out->kind = WEEKDAY_OF_MONTH;
      return read_weekday_of_month (cursor, out);
    case 'J':
      (*cursor)++;
      out->kind = DAY_OF_COMMON_YEAR;
      return read_number (cursor, 365, &out->day) && out->day >= 1;
    default:
      out->kind = DAY_OF_YEAR;
      return read_number (cursor, 365, &out->day);
    }
}

static gboolean
read_change (const char **cursor, Change *out)
{
  if (**cursor != ',')
    return FALSE;
  (*cursor)++;

  out->time_ms = 2 * ORIEL_MS_PER_HOUR;
  if (!read_day (cursor, out))
    return FALSE;
  if (**cursor != '/')
    return TRUE;

  (*cursor)++;
  return read_time (cursor, &out->time_ms);
}

static gboolean
read_rule (const char *text, Rule *out)
{
  const char *cursor = text;

  memset (out, 0, sizeof *out);
  if (!read_letters (&cursor, out->standard) || !read_offset (&cursor, &out->standard_offset_ms))
    return FALSE;
  if (*cursor == '\0')
    return TRUE;

  if (!read_letters (&cursor, out->summer))
    return FALSE;
  out->summer_offset_ms = out->standard_offset_ms + (gint32) ORIEL_MS_PER_HOUR;
  if (*cursor != ',' && !read_offset (&cursor, &out->summer_offset_ms))
    return FALSE;

  return read_change (&cursor, &out->to_summer) && read_change (&cursor, &out->to_standard) &&
         *cursor == '\0';
}

/* Days since 1970 of the `week`-th `weekday` of a month; week 5 is the last. */
static gint64
weekday_of_month (int year, int month, int week, int weekday)
{
  gint64 first = oriel_calendar_days (year, month, 1);
  int ahead = (int) oriel_floor_mod (weekday - (first + 4), 7);
  int day = ahead + (week - 1) * 7;

  if (day >= oriel_calendar_days_in_month (year, month))
    day -= 7;
  return first + day;
}

static gint64
change_day (const Change *change, int year)
{
  gint64 new_year = oriel_calendar_days (year, 1, 1);

  switch (change->kind)
    {
    case DAY_OF_YEAR:
      return new_year + change->day;
    case DAY_OF_COMMON_YEAR:
      /* Counted from March on, the leap day is out of the way. */
      return change->day < 60 ? new_year + change->day - 1
                              : oriel_calendar_days (year, 3, 1) + change->day - 60;
    case WEEKDAY_OF_MONTH:
    default:
      return weekday_of_month (year, change->month, change->week, change->day);
    }
}

static gint64
change_instant (const Change *change, int year, gint32 offset_before_ms)
{
  return change_day (change, year) * ORIEL_MS_PER_DAY + change->time_ms - offset_before_ms;
}

/* Adds a period unless the table reaches beyond it already. */
static void
append_period (GArray *periods, gint64 start_ms, gint32 offset_ms, const char *letters)
{
  OrielZonePeriod period = { .start_ms = start_ms, .offset_ms = offset_ms };

  g_strlcpy (period.letters, letters, sizeof period.letters);
  if (start_ms > g_array_index (periods, OrielZonePeriod, periods->len - 1).start_ms)
    g_array_append_val (periods, period);
}

static void
append_year (const Rule *rule, int year, GArray *periods)
{
  gint64 summer = change_instant (&rule->to_summer, year, rule->standard_offset_ms);
  gint64 standard = change_instant (&rule->to_standard, year, rule->summer_offset_ms);

  if (summer < standard)
    {
      append_period (periods, summer, rule->summer_offset_ms, rule->summer);
      append_period (periods, standard, rule->standard_offset_ms, rule->standard);
    }
  else
    {
      append_period (periods, standard, rule->standard_offset_ms, rule->standard);
      append_period (periods, summer, rule->summer_offset_ms, rule->summer);
    }
}

static int
year_of (gint64 at_ms)
{
  OrielCalendar calendar;

  oriel_calendar_split (at_ms, &calendar);
  return calendar.year;
}

gboolean
oriel_zone_rule_append (const char *rule_text, GArray *periods, gint64 *cycle_end_ms)
{
  Rule rule;
  gint64 last_start;
  int year;

  *cycle_end_ms = G_MAXINT64;
  if (!read_rule (rule_text, &rule))
    return FALSE;

  if (periods->len == 0)
    {
      OrielZonePeriod always = { .start_ms = G_MININT64, .offset_ms = rule.standard_offset_ms };

      g_strlcpy (always.letters, rule.standard, sizeof always.letters);
      g_array_append_val (periods, always);
    }
  if (*rule.summer == '\0')
    return TRUE;

  last_start = g_array_index (periods, OrielZonePeriod, periods->len - 1).start_ms;
  year = last_start == G_MININT64 ? FIRST_YEAR_WITHOUT_FILE : year_of (last_start);

  /* A year before and after the cycle, so that both its ends lie well within the rule. */
  for (int i = 0; i <= 402; i++)
    append_year (&rule, year + i, periods);
  *cycle_end_ms = oriel_calendar_days (year + 401, 1, 1) * ORIEL_MS_PER_DAY;
  return TRUE;
}
