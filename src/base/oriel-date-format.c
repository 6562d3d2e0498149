/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-date-format.h. One pass over the tokens, straight into the caller's string: nothing
 * is allocated but what that string needs.
 */

#include "config.h"

#include "base/oriel-date-format.h"

#include <string.h>

#include "base/oriel-date-tokens-private.h"

#define ISO_LOCAL "YYYY-MM-DDTHH:mm:ssZ"
#define ISO_UTC "YYYY-MM-DDTHH:mm:ss[Z]"
#define INVALID "Invalid date"

/* An instant being written. */
typedef struct
{
  gint64 at_ms;
  gint64 offset_ms;
  const OrielTimeZone *zone;
  OrielCalendar local;
} Moment;

/* Writes `value` with at least `digits` digits. */
static void
append_padded (GString *out, gint64 value, int digits)
{
  char text[24];
  char *p = text + sizeof text;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  int written = 0;

  do
    {
      *--p = (char) ('0' + rest % 10);
      rest /= 10;
      written++;
    }
  while (rest > 0);

  if (value < 0)
    g_string_append_c (out, '-');
  for (; written < digits; written++)
    g_string_append_c (out, '0');
  g_string_append_len (out, p, text + sizeof text - p);
}

/* 1st, 2nd, 3rd, 11th. */
static void
append_ordinal (GString *out, int value)
{
  static const char *const suffixes[] = { "th", "st", "nd", "rd" };
  int last = value % 10;

  append_padded (out, value, 0);
  g_string_append (out, last > 3 || value % 100 / 10 == 1 ? suffixes[0] : suffixes[last]);
}

/* Years of four digits are common to all forms; from 10,000 on some have a sign. */
static void
append_year (GString *out, int year, int digits, gboolean sign)
{
  if (sign && year >= 0)
    g_string_append_c (out, '+');
  append_padded (out, year, digits);
}

/* Year of the era: 1 BC is the year 0. */
static int
era_year (int year)
{
  return year > 0 ? year : 1 - year;
}

static int
hour_12 (int hour)
{
  return hour % 12 == 0 ? 12 : hour % 12;
}

static void
append_offset (GString *out, gint64 offset_ms, const char *separator)
{
  gint64 minutes = ABS (offset_ms) / ORIEL_MS_PER_MINUTE;

  g_string_append_c (out, offset_ms < 0 && minutes > 0 ? '-' : '+');
  append_padded (out, minutes / 60, 2);
  g_string_append (out, separator);
  append_padded (out, minutes % 60, 2);
}

/* `digits` digits behind the second; only three are known. */
static void
append_fraction (GString *out, int millisecond, gsize digits)
{
  static const int divisors[] = { 1000, 100, 10, 1 };

  append_padded (out, millisecond / divisors[MIN (digits, 3)], (int) MIN (digits, 3));
  for (gsize i = 3; i < digits; i++)
    g_string_append_c (out, '0');
}

/* Zones have no long names here, so that `zz` is `z`. */
static void
append_letters (GString *out, const Moment *moment)
{
  if (!oriel_time_zone_is_machine (moment->zone))
    g_string_append (out, oriel_time_zone_abbreviation_at (moment->zone, moment->at_ms));
}

static void
append_date_field (GString *out, const Moment *moment, OrielDateField field)
{
  const OrielCalendar *local = &moment->local;

  switch (field)
    {
    case ORIEL_DATE_M:
      return append_padded (out, local->month, 1);
    case ORIEL_DATE_Mo:
      return append_ordinal (out, local->month);
    case ORIEL_DATE_MM:
      return append_padded (out, local->month, 2);
    case ORIEL_DATE_MMM:
      g_string_append_len (out, oriel_date_month_name (local->month), 3);
      return;
    case ORIEL_DATE_MMMM:
      g_string_append (out, oriel_date_month_name (local->month));
      return;
    case ORIEL_DATE_D:
      return append_padded (out, local->day, 1);
    case ORIEL_DATE_Do:
      return append_ordinal (out, local->day);
    case ORIEL_DATE_DD:
      return append_padded (out, local->day, 2);
    case ORIEL_DATE_DDD:
      return append_padded (out, local->day_of_year, 1);
    case ORIEL_DATE_DDDo:
      return append_ordinal (out, local->day_of_year);
    case ORIEL_DATE_DDDD:
      return append_padded (out, local->day_of_year, 3);
    case ORIEL_DATE_Q:
      return append_padded (out, (local->month + 2) / 3, 1);
    case ORIEL_DATE_Qo:
    default:
      return append_ordinal (out, (local->month + 2) / 3);
    }
}

static void
append_weekday_field (GString *out, const Moment *moment, OrielDateField field)
{
  int weekday = moment->local.weekday;

  switch (field)
    {
    case ORIEL_DATE_do:
      return append_ordinal (out, weekday);
    case ORIEL_DATE_dd:
      g_string_append_len (out, oriel_date_weekday_name (weekday), 2);
      return;
    case ORIEL_DATE_ddd:
      g_string_append_len (out, oriel_date_weekday_name (weekday), 3);
      return;
    case ORIEL_DATE_dddd:
      g_string_append (out, oriel_date_weekday_name (weekday));
      return;
    case ORIEL_DATE_E:
      return append_padded (out, weekday == 0 ? 7 : weekday, 1);
    default:
      return append_padded (out, weekday, 1);
    }
}

static void
append_week_field (GString *out, const Moment *moment, OrielDateField field)
{
  gboolean iso = field == ORIEL_DATE_W || field == ORIEL_DATE_Wo || field == ORIEL_DATE_WW ||
                 (field >= ORIEL_DATE_GG && field <= ORIEL_DATE_GGGGG);
  int year;
  int week = oriel_calendar_week (&moment->local, iso ? 1 : 0, iso ? 4 : 1, &year);

  switch (field)
    {
    case ORIEL_DATE_w:
    case ORIEL_DATE_W:
      return append_padded (out, week, 1);
    case ORIEL_DATE_wo:
    case ORIEL_DATE_Wo:
      return append_ordinal (out, week);
    case ORIEL_DATE_ww:
    case ORIEL_DATE_WW:
      return append_padded (out, week, 2);
    case ORIEL_DATE_gg:
    case ORIEL_DATE_GG:
      return append_padded (out, year % 100, 2);
    case ORIEL_DATE_gggg:
    case ORIEL_DATE_GGGG:
      return append_year (out, year, 4, FALSE);
    default:
      return append_year (out, year, 5, FALSE);
    }
}

static void
append_year_field (GString *out, const Moment *moment, OrielDateField field)
{
  int year = moment->local.year;

  switch (field)
    {
    case ORIEL_DATE_N:
      g_string_append (out, year > 0 ? "AD" : "BC");
      return;
    case ORIEL_DATE_NNNN:
      g_string_append (out, year > 0 ? "Anno Domini" : "Before Christ");
      return;
    case ORIEL_DATE_YY:
      return append_padded (out, year % 100, 2);
    case ORIEL_DATE_Y:
      return append_year (out, year, 4, year > 9999);
    case ORIEL_DATE_YYYY:
      return append_year (out, year, 4, FALSE);
    case ORIEL_DATE_YYYYY:
      return append_year (out, year, 5, FALSE);
    case ORIEL_DATE_YYYYYY:
      return append_year (out, year, 6, TRUE);
    case ORIEL_DATE_yo:
      return append_ordinal (out, era_year (year));
    case ORIEL_DATE_yy:
      return append_padded (out, era_year (year), 2);
    case ORIEL_DATE_yyy:
      return append_padded (out, era_year (year), 3);
    case ORIEL_DATE_yyyy:
      return append_padded (out, era_year (year), 4);
    default:
      return append_padded (out, era_year (year), 1);
    }
}

static void
append_hour_field (GString *out, const Moment *moment, OrielDateField field)
{
  const OrielCalendar *local = &moment->local;
  gboolean half = field == ORIEL_DATE_h || field == ORIEL_DATE_hh || field == ORIEL_DATE_hmm ||
                  field == ORIEL_DATE_hmmss;
  int hour = half ? hour_12 (local->hour) : local->hour;

  switch (field)
    {
    case ORIEL_DATE_a:
      g_string_append (out, local->hour < 12 ? "am" : "pm");
      return;
    case ORIEL_DATE_A:
      g_string_append (out, local->hour < 12 ? "AM" : "PM");
      return;
    case ORIEL_DATE_k:
      return append_padded (out, hour == 0 ? 24 : hour, 1);
    case ORIEL_DATE_kk:
      return append_padded (out, hour == 0 ? 24 : hour, 2);
    case ORIEL_DATE_hh:
    case ORIEL_DATE_HH:
      return append_padded (out, hour, 2);
    default:
      break;
    }

  append_padded (out, hour, 1);
  if (field >= ORIEL_DATE_hmm)
    append_padded (out, local->minute, 2);
  if (field == ORIEL_DATE_hmmss || field == ORIEL_DATE_Hmmss)
    append_padded (out, local->second, 2);
}

static void
append_clock_field (GString *out, const Moment *moment, const OrielDateToken *token)
{
  const OrielCalendar *local = &moment->local;

  switch (token->field)
    {
    case ORIEL_DATE_m:
      return append_padded (out, local->minute, 1);
    case ORIEL_DATE_mm:
      return append_padded (out, local->minute, 2);
    case ORIEL_DATE_s:
      return append_padded (out, local->second, 1);
    case ORIEL_DATE_ss:
      return append_padded (out, local->second, 2);
    case ORIEL_DATE_S:
      return append_fraction (out, local->millisecond, token->length);
    case ORIEL_DATE_x:
      return append_padded (out, moment->at_ms, 1);
    case ORIEL_DATE_X:
      return append_padded (out, oriel_floor_div (moment->at_ms, ORIEL_MS_PER_SECOND), 1);
    case ORIEL_DATE_z:
    case ORIEL_DATE_zz:
      return append_letters (out, moment);
    case ORIEL_DATE_Z:
      return append_offset (out, moment->offset_ms, ":");
    case ORIEL_DATE_ZZ:
    default:
      return append_offset (out, moment->offset_ms, "");
    }
}

static void
append_field (GString *out, const Moment *moment, const OrielDateToken *token)
{
  OrielDateField field = token->field;

  if (field <= ORIEL_DATE_DDDD || field == ORIEL_DATE_Q || field == ORIEL_DATE_Qo)
    append_date_field (out, moment, field);
  else if (field <= ORIEL_DATE_E)
    append_weekday_field (out, moment, field);
  else if (field <= ORIEL_DATE_WW || (field >= ORIEL_DATE_gg && field <= ORIEL_DATE_GGGGG))
    append_week_field (out, moment, field);
  else if (field <= ORIEL_DATE_yyyy)
    append_year_field (out, moment, field);
  else if (field <= ORIEL_DATE_Hmmss)
    append_hour_field (out, moment, field);
  else
    append_clock_field (out, moment, token);
}

/* Formats named within a format (`LT`) name none themselves. */
static void
append_tokens (GString *out, const Moment *moment, const char *tokens)
{
  OrielDateToken token;

  while (oriel_date_token_next (&tokens, &token))
    {
      if (token.kind == ORIEL_DATE_TOKEN_LITERAL)
        g_string_append_len (out, token.text, (gssize) token.length);
      else if (token.kind == ORIEL_DATE_TOKEN_LONG)
        append_tokens (out, moment, token.text);
      else
        append_field (out, moment, &token);
    }
}

void
oriel_date_format_append (GString *out, gint64 at_ms, const OrielTimeZone *zone, const char *tokens)
{
  Moment moment = { .at_ms = at_ms, .zone = zone };

  if (!oriel_time_is_valid (at_ms))
    {
      g_string_append (out, INVALID);
      return;
    }

  moment.offset_ms = oriel_time_zone_offset_at (zone, at_ms);
  oriel_calendar_split (at_ms + moment.offset_ms, &moment.local);
  if (*tokens == '\0')
    tokens = moment.offset_ms == 0 && !oriel_time_zone_is_machine (zone) ? ISO_UTC : ISO_LOCAL;
  append_tokens (out, &moment, tokens);
}

char *
oriel_date_format (gint64 at_ms, const OrielTimeZone *zone, const char *tokens)
{
  GString *out = g_string_sized_new (32);

  oriel_date_format_append (out, at_ms, zone, tokens);
  return g_string_free (out, FALSE);
}

char *
oriel_date_format_iso (gint64 at_ms)
{
  GString *out = g_string_sized_new (32);
  OrielCalendar utc;

  if (!oriel_time_is_valid (at_ms))
    return g_string_free (g_string_append (out, INVALID), FALSE);

  oriel_calendar_split (at_ms, &utc);
  if (utc.year > 9999)
    g_string_append_c (out, '+');
  append_padded (out, utc.year, utc.year < 0 || utc.year > 9999 ? 6 : 4);
  oriel_date_format_append (out, at_ms, oriel_time_zone_utc (), "-MM-DD[T]HH:mm:ss.SSS[Z]");
  return g_string_free (out, FALSE);
}
