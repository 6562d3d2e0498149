/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-duration.h. The rules are those of Grafana's durationutil and, for the way between two
 * instants, of date-fns, which it uses.
 */

#include "config.h"

#include "base/oriel-duration.h"

#include <string.h>

#include "base/oriel-time-math.h"

/* Larger counts lead out of range whatever the unit. */
#define MAX_COUNT ORIEL_TIME_MAX

/* The ways to write each unit, the short one first. */
static const char *const spellings[ORIEL_DURATION_N_UNITS][4] = {
  [ORIEL_DURATION_YEARS] = { "y", "Y", "years" },     [ORIEL_DURATION_MONTHS] = { "M", "months" },
  [ORIEL_DURATION_WEEKS] = { "w", "W", "weeks" },     [ORIEL_DURATION_DAYS] = { "d", "D", "days" },
  [ORIEL_DURATION_HOURS] = { "h", "H", "hours" },     [ORIEL_DURATION_MINUTES] = { "m", "minutes" },
  [ORIEL_DURATION_SECONDS] = { "s", "S", "seconds" },
};

static const char *const go_units[] = { "h", "m", "s", "ms", "us", "µs", "ns", NULL };
static const char *const grafana_units[] = { "y", "M",  "w",  "d",  "h",  "m",
                                             "s", "ms", "us", "µs", "ns", NULL };

/* Part of a text. */
typedef struct
{
  const char *start;
  gsize length;
} Word;

/* Cuts the next word off at a blank; a text of n blanks has n + 1 words, which may be empty. */
static gboolean
next_word (const char **cursor, Word *out)
{
  gsize length;

  if (*cursor == NULL)
    return FALSE;

  length = strcspn (*cursor, " ");
  *out = (Word){ *cursor, length };
  *cursor = (*cursor)[length] == ' ' ? *cursor + length + 1 : NULL;
  return TRUE;
}

static gboolean
word_is (Word word, const char *text)
{
  return strlen (text) == word.length && strncmp (word.start, text, word.length) == 0;
}

static gboolean
find_unit (Word word, OrielDurationUnit *out)
{
  for (guint unit = 0; unit < ORIEL_DURATION_N_UNITS; unit++)
    for (guint i = 0; i < G_N_ELEMENTS (spellings[unit]) && spellings[unit][i] != NULL; i++)
      if (word_is (word, spellings[unit][i]))
        {
          *out = unit;
          return TRUE;
        }

  return FALSE;
}

static Word
after (Word word, gsize n)
{
  return (Word){ word.start + n, word.length - n };
}

/* Skips what stands before the first digit. */
static Word
from_digit (Word word)
{
  gsize n = 0;

  while (n < word.length && !g_ascii_isdigit (word.start[n]))
    n++;
  return after (word, n);
}

/* Reads digits, saturated. */
static Word
read_count (Word word, gint64 *out)
{
  gsize n = 0;
  gint64 count = 0;

  for (; n < word.length && g_ascii_isdigit (word.start[n]); n++)
    count = MIN (count * 10 + (word.start[n] - '0'), MAX_COUNT);

  *out = count;
  return after (word, n);
}

static gboolean
read_word (Word word, OrielDurationUnit *out_unit, gint64 *out_count)
{
  Word number = from_digit (word);

  return number.length > 0 && find_unit (read_count (number, out_count), out_unit);
}

static void
set_count (OrielDuration *duration, OrielDurationUnit unit, gint64 count)
{
  guint i = 0;

  while (i < duration->n_units && duration->units[i] != unit)
    i++;
  if (i == duration->n_units)
    duration->units[duration->n_units++] = unit;
  duration->counts[unit] = count;
}

void
oriel_duration_parse (const char *text, OrielDuration *out)
{
  OrielDurationUnit unit;
  gint64 count;
  Word word;

  *out = (OrielDuration){ 0 };
  while (next_word (&text, &word))
    if (read_word (word, &unit, &count))
      set_count (out, unit, count);
}

gboolean
oriel_duration_is_valid (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *cursor = trimmed;
  OrielDurationUnit unit;
  gint64 count;
  Word word;

  while (next_word (&cursor, &word))
    if (!read_word (word, &unit, &count))
      return FALSE;

  return TRUE;
}

/* Skips a number that may have decimals, and what stands before it. */
static Word
after_decimal (Word word)
{
  Word number = from_digit (word);
  gsize n = 0;

  while (n < number.length && g_ascii_isdigit (number.start[n]))
    n++;
  if (n + 1 < number.length && number.start[n] == '.' && g_ascii_isdigit (number.start[n + 1]))
    for (n++; n < number.length && g_ascii_isdigit (number.start[n]);)
      n++;

  return after (number, n);
}

static gboolean
is_valid_by_units (const char *text, const char *const *units)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *cursor = trimmed;
  Word word;

  while (next_word (&cursor, &word))
    {
      Word unit = after_decimal (word);
      guint i = 0;

      while (units[i] != NULL && !word_is (unit, units[i]))
        i++;
      if (units[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

gboolean
oriel_duration_is_valid_go (const char *text)
{
  return is_valid_by_units (text, go_units);
}

gboolean
oriel_duration_is_valid_grafana (const char *text)
{
  return is_valid_by_units (text, grafana_units);
}

char *
oriel_duration_format (const OrielDuration *duration, gboolean include_seconds)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < duration->n_units; i++)
    {
      OrielDurationUnit unit = duration->units[i];

      if (duration->counts[unit] == 0 ||
          (unit == ORIEL_DURATION_SECONDS && !include_seconds && out->len > 0))
        continue;
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT "%s", out->len > 0 ? " " : "",
                              duration->counts[unit], spellings[unit][0]);
    }

  return g_string_free (out, FALSE);
}

/* Adds all units of one kind to the next smaller: 1y 2M are 14 months. Saturates. */
static gint64
combine (const OrielDuration *duration,
         OrielDurationUnit large,
         gint64 factor,
         OrielDurationUnit small)
{
  return MIN (duration->counts[large], MAX_COUNT / factor) * factor + duration->counts[small];
}

gint64
oriel_duration_add (const OrielDuration *duration, gint64 at_ms, const OrielTimeZone *zone)
{
  gint64 months = combine (duration, ORIEL_DURATION_YEARS, 12, ORIEL_DURATION_MONTHS);
  gint64 days = combine (duration, ORIEL_DURATION_WEEKS, 7, ORIEL_DURATION_DAYS);
  const gint64 *counts = duration->counts;

  at_ms = oriel_time_add (at_ms, zone, months, ORIEL_TIME_UNIT_MONTH);
  at_ms = oriel_time_add (at_ms, zone, days, ORIEL_TIME_UNIT_DAY);
  at_ms = oriel_time_add (at_ms, zone, counts[ORIEL_DURATION_HOURS], ORIEL_TIME_UNIT_HOUR);
  at_ms = oriel_time_add (at_ms, zone, counts[ORIEL_DURATION_MINUTES], ORIEL_TIME_UNIT_MINUTE);
  return oriel_time_add (at_ms, zone, counts[ORIEL_DURATION_SECONDS], ORIEL_TIME_UNIT_SECOND);
}

static gboolean
is_last_of_month (const OrielCalendar *local)
{
  return local->day == oriel_calendar_days_in_month (local->year, local->month);
}

/* Whole years by the clock: 28 February is no anniversary of 29 February. */
static gint64
years_between (gint64 start_ms, gint64 end_ms, const OrielTimeZone *zone)
{
  const int leap_year = 1584;
  OrielCalendar start, end;
  int years;

  oriel_time_zone_split (zone, start_ms, &start);
  oriel_time_zone_split (zone, end_ms, &end);
  years = end.year - start.year;
  start.year = end.year = leap_year;
  return years - (years > 0 && oriel_calendar_join (&end) < oriel_calendar_join (&start));
}

/* Whole months by the clock, the end of February counted as that of any month. */
static gint64
months_between (gint64 start_ms, gint64 end_ms, const OrielTimeZone *zone)
{
  OrielCalendar start, end, stepped;
  gint64 months;

  oriel_time_zone_split (zone, start_ms, &start);
  oriel_time_zone_split (zone, end_ms, &end);
  months = (end.year - start.year) * G_GINT64_CONSTANT (12) + end.month - start.month;
  if (months < 1)
    return 0;
  if (months == 1 && is_last_of_month (&end))
    return 1;

  stepped = end;
  if (end.month == 2 && end.day > 27)
    oriel_calendar_split (oriel_calendar_days (end.year, 2, 30) * ORIEL_MS_PER_DAY, &stepped);
  end.day = stepped.day;
  end.month = stepped.month - (int) (months % 12);
  end.year -= (int) (months / 12);
  return months - (oriel_time_zone_join (zone, &end) < start_ms);
}

/* Whole days by the clock. */
static gint64
days_between (gint64 start_ms, gint64 end_ms, const OrielTimeZone *zone)
{
  gint64 start = start_ms + oriel_time_zone_offset_at (zone, start_ms);
  gint64 end = end_ms + oriel_time_zone_offset_at (zone, end_ms);

  return (end - start) / ORIEL_MS_PER_DAY;
}

void
oriel_duration_between (gint64 start_ms,
                        gint64 end_ms,
                        const OrielTimeZone *zone,
                        OrielDuration *out)
{
  gint64 years, months, days, rest;

  *out = (OrielDuration){ 0 };
  if (start_ms > end_ms || !oriel_time_is_valid (start_ms) || !oriel_time_is_valid (end_ms))
    return;

  years = years_between (start_ms, end_ms, zone);
  start_ms = oriel_time_add (start_ms, zone, years, ORIEL_TIME_UNIT_YEAR);
  set_count (out, ORIEL_DURATION_YEARS, years);
  months = months_between (start_ms, end_ms, zone);
  start_ms = oriel_time_add (start_ms, zone, months, ORIEL_TIME_UNIT_MONTH);
  set_count (out, ORIEL_DURATION_MONTHS, months);
  days = days_between (start_ms, end_ms, zone);
  start_ms = oriel_time_add (start_ms, zone, days, ORIEL_TIME_UNIT_DAY);
  set_count (out, ORIEL_DURATION_DAYS, days);

  rest = MAX (end_ms - start_ms, 0) / 1000;
  set_count (out, ORIEL_DURATION_HOURS, rest / 3600);
  set_count (out, ORIEL_DURATION_MINUTES, rest / 60 % 60);
  set_count (out, ORIEL_DURATION_SECONDS, rest % 60);
}
