/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-date-parse-loose.h. Texts may be hostile: a date has few parts, and a part more than
 * that ends the reading. */

#include "config.h"

#include "base/oriel-date-parse-loose.h"

#include <string.h>

#include "base/oriel-time-zone.h"

#define MAX_NUMBERS 3
#define MAX_CLOCK_PARTS 4 /* hour, minute, second, millisecond */
#define MAX_DIGITS 9
#define NOT_GIVEN (-1)

/* A JavaScript Date ends in this year. */
#define MAX_YEAR 275759

typedef struct
{
  const char *next;

  int numbers[MAX_NUMBERS]; /* day, month and year, in the order they stand */
  int n_numbers;
  int named_month; /* from 1, or NOT_GIVEN */

  int clock[MAX_CLOCK_PARTS];
  int n_clock;
  gboolean clock_done;
  int hour_offset; /* 0 AM, 12 PM, or NOT_GIVEN */

  gboolean has_zone;
  int zone_sign;
  int zone_minutes;
  gboolean has_number;
} Reader;

typedef enum
{
  WORD_UNKNOWN,
  WORD_MONTH,
  WORD_HALF_DAY,
  WORD_ZONE,
} WordKind;

/* Words are told apart by their first three letters; short ones must be the whole word. */
static const struct
{
  const char *word;
  WordKind kind;
  int value; /* month; hours; minutes from UTC */
} words[] = {
  { "jan", WORD_MONTH, 1 },   { "feb", WORD_MONTH, 2 },    { "mar", WORD_MONTH, 3 },
  { "apr", WORD_MONTH, 4 },   { "may", WORD_MONTH, 5 },    { "jun", WORD_MONTH, 6 },
  { "jul", WORD_MONTH, 7 },   { "aug", WORD_MONTH, 8 },    { "sep", WORD_MONTH, 9 },
  { "oct", WORD_MONTH, 10 },  { "nov", WORD_MONTH, 11 },   { "dec", WORD_MONTH, 12 },
  { "am", WORD_HALF_DAY, 0 }, { "pm", WORD_HALF_DAY, 12 }, { "ut", WORD_ZONE, 0 },
  { "utc", WORD_ZONE, 0 },    { "z", WORD_ZONE, 0 },       { "gmt", WORD_ZONE, 0 },
  { "cdt", WORD_ZONE, -300 }, { "cst", WORD_ZONE, -360 },  { "edt", WORD_ZONE, -240 },
  { "est", WORD_ZONE, -300 }, { "mdt", WORD_ZONE, -360 },  { "mst", WORD_ZONE, -420 },
  { "pdt", WORD_ZONE, -420 }, { "pst", WORD_ZONE, -480 },
};

static gboolean
skip (Reader *reader, char c)
{
  if (*reader->next != c)
    return FALSE;

  reader->next++;
  return TRUE;
}

/* Reads digits; large numbers saturate. Returns how many digits there were. */
static int
read_number (Reader *reader, int *out)
{
  int n_digits = 0;

  *out = 0;
  for (; g_ascii_isdigit (*reader->next); reader->next++, n_digits++)
    if (n_digits < MAX_DIGITS)
      *out = *out * 10 + (*reader->next - '0');

  return n_digits;
}

static gboolean
add_clock (Reader *reader, int n)
{
  if (reader->n_clock == MAX_CLOCK_PARTS || reader->clock_done)
    return FALSE;

  reader->clock[reader->n_clock++] = n;
  return TRUE;
}

static gboolean
finish_clock (Reader *reader, int n)
{
  gboolean added = add_clock (reader, n);

  reader->clock_done = TRUE;
  return added;
}

/* TRUE where minutes, seconds or milliseconds may follow. */
static gboolean
clock_expects (const Reader *reader, int n)
{
  static const int below[MAX_CLOCK_PARTS] = { 24, 60, 60, 1000 };

  if (reader->clock_done || reader->n_clock == 0 || reader->n_clock == MAX_CLOCK_PARTS)
    return FALSE;

  return n < below[reader->n_clock];
}

/* Digits behind the seconds' point: the first three are milliseconds. */
static int
read_milliseconds (Reader *reader)
{
  int ms = 0, n_digits = 0;

  for (; g_ascii_isdigit (*reader->next); reader->next++)
    if (n_digits < 3)
      {
        ms = ms * 10 + (*reader->next - '0');
        n_digits++;
      }
  for (; n_digits < 3; n_digits++)
    ms *= 10;

  return ms;
}

static gboolean
ends_clock (char c)
{
  return c == '\0' || g_ascii_isspace (c) || strchr ("zZ+-", c) != NULL;
}

static gboolean
take_number (Reader *reader)
{
  int n;

  read_number (reader, &n);
  reader->has_number = TRUE;

  if (skip (reader, ':'))
    {
      if (skip (reader, ':'))
        return reader->n_clock == 0 && add_clock (reader, n) && add_clock (reader, 0);
      return add_clock (reader, n);
    }
  if (skip (reader, '.') && clock_expects (reader, n))
    return add_clock (reader, n) && g_ascii_isdigit (*reader->next) &&
           finish_clock (reader, read_milliseconds (reader));
  if (clock_expects (reader, n))
    return finish_clock (reader, n) && ends_clock (*reader->next);
  if (reader->n_numbers == MAX_NUMBERS)
    return FALSE;

  reader->numbers[reader->n_numbers++] = n;
  skip (reader, '-');
  return TRUE;
}

static WordKind
find_word (const char *word, gsize length, int *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize known = strlen (words[i].word);
      gboolean fits = words[i].kind == WORD_MONTH ? length >= known : length == known;

      if (!fits || g_ascii_strncasecmp (word, words[i].word, known) != 0)
        continue;
      *value = words[i].value;
      return words[i].kind;
    }

  return WORD_UNKNOWN;
}

static gboolean
take_word (Reader *reader)
{
  const char *word = reader->next;
  int value = 0;
  WordKind kind;

  while (g_ascii_isalpha (*reader->next))
    reader->next++;
  kind = find_word (word, (gsize) (reader->next - word), &value);

  if (kind == WORD_HALF_DAY && reader->n_clock > 0)
    reader->hour_offset = value;
  else if (kind == WORD_MONTH)
    {
      reader->named_month = value;
      skip (reader, '-');
    }
  else if (kind == WORD_ZONE && reader->has_number)
    {
      reader->has_zone = TRUE;
      reader->zone_sign = value < 0 ? -1 : 1;
      reader->zone_minutes = ABS (value);
    }
  else
    return !reader->has_number && !g_ascii_isdigit (*reader->next);

  return TRUE;
}

/* An offset behind a zone or a clock: `+1`, `-0800`, `+01:30`. */
static gboolean
take_offset (Reader *reader)
{
  int n, minutes = 0;
  int n_digits;

  reader->zone_sign = *reader->next++ == '-' ? -1 : 1;
  n_digits = read_number (reader, &n);
  reader->has_number = TRUE;
  reader->has_zone = TRUE;

  if (skip (reader, ':'))
    {
      read_number (reader, &minutes);
      reader->zone_minutes = n * 60 + minutes;
      return n_digits <= 2;
    }

  reader->zone_minutes = n_digits <= 2 ? n * 60 : n / 100 * 60 + n % 100;
  return n_digits >= 1 && n_digits <= 4;
}

static void
skip_comment (Reader *reader)
{
  int depth = 0;

  do
    {
      if (*reader->next == '(')
        depth++;
      else if (*reader->next == ')')
        depth--;
      reader->next++;
    }
  while (depth > 0 && *reader->next != '\0');
}

static gboolean
take_sign (Reader *reader)
{
  if (reader->n_clock > 0 || reader->has_zone)
    return take_offset (reader);

  reader->next++;
  return !reader->has_number;
}

static gboolean
take_token (Reader *reader)
{
  char c = *reader->next;

  if (g_ascii_isdigit (c))
    return take_number (reader);
  if (g_ascii_isalpha (c))
    return take_word (reader);
  if (c == '+' || c == '-')
    return take_sign (reader);

  if (c == '(')
    skip_comment (reader);
  else
    reader->next++;
  return c != ')' || !reader->has_number;
}

static gboolean
is_day (int n)
{
  return n >= 1 && n <= 31;
}

/* Tells day, month and year apart. */
static gboolean
assign_date (const Reader *reader, OrielCalendar *out)
{
  int numbers[MAX_NUMBERS] = { 1, 1, 1 };
  gboolean year_first;

  if (reader->n_numbers == 0)
    return FALSE;

  memcpy (numbers, reader->numbers, (gsize) reader->n_numbers * sizeof *numbers);
  year_first = !is_day (numbers[0]);
  out->year = 1;
  if (reader->named_month == NOT_GIVEN)
    {
      out->year = numbers[year_first ? 0 : 2];
      out->month = numbers[year_first ? 1 : 0];
      out->day = numbers[year_first ? 2 : 1];
    }
  else
    {
      out->month = reader->named_month;
      out->year = numbers[year_first ? 0 : 1];
      out->day = numbers[year_first ? 1 : 0];
    }

  if (out->year >= 0 && out->year <= 99)
    out->year += out->year <= 49 ? 2000 : 1900;
  return out->month >= 1 && out->month <= 12 && is_day (out->day) && out->year <= MAX_YEAR;
}

static gboolean
assign_clock (const Reader *reader, OrielCalendar *out)
{
  int hour = reader->clock[0];

  if (reader->hour_offset != NOT_GIVEN)
    {
      if (hour < 0 || hour > 12)
        return FALSE;
      hour = hour % 12 + reader->hour_offset;
    }

  out->hour = hour;
  out->minute = reader->clock[1];
  out->second = reader->clock[2];
  out->millisecond = reader->clock[3];
  return hour <= 23 && out->minute <= 59 && out->second <= 59 && out->millisecond <= 999;
}

gboolean
oriel_date_parse_loose (const char *text, gint64 *out_ms)
{
  Reader reader = { .next = text, .named_month = NOT_GIVEN, .hour_offset = NOT_GIVEN };
  OrielCalendar calendar = { 0 };
  gint64 offset_ms;

  while (*reader.next != '\0')
    if (!take_token (&reader))
      return FALSE;

  if (!assign_date (&reader, &calendar) || !assign_clock (&reader, &calendar))
    return FALSE;

  offset_ms = (gint64) reader.zone_sign * reader.zone_minutes * 60000;
  *out_ms = oriel_time_zone_join (oriel_time_zone_utc (), &calendar) - offset_ms;
  return TRUE;
}
