/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a date by moment's tokens; see oriel-date-parse.h. Each token takes the first stretch
 * of the remaining text that looks like it; what lies before is skipped. That is how
 * `2025-3-9T2:30` is understood by `YYYY-MM-DD HH:mm:ss`.
 */

#include "config.h"

#include "base/oriel-date-parse.h"

#include <string.h>

#include "base/oriel-date-parse-private.h"
#include "base/oriel-date-tokens-private.h"

#define MAX_TEXT 1024
#define MAX_DIGITS 18

/* What a field looks like. */
typedef enum
{
  SHAPE_DIGITS,    /* `least` to `most` digits */
  SHAPE_SIGNED,    /* the same with a sign before, perhaps */
  SHAPE_ORDINAL,   /* digits with st, nd, rd or th, perhaps */
  SHAPE_MONTH,     /* an English month, whole or its first three letters */
  SHAPE_WEEKDAY,   /* an English weekday, whole or its first two or three letters */
  SHAPE_HALF_DAY,  /* am, pm, a.m., P */
  SHAPE_OFFSET,    /* Z, +02, +0200, +02:00 */
  SHAPE_TIMESTAMP, /* a signed number with three decimals, perhaps */
  SHAPE_NONE,      /* nothing is read */
} Shape;

typedef struct
{
  OrielDateField field;
  Shape shape;
  int least, most; /* digits */
  OrielDatePart part;
} Reading;

static const Reading readings[] = {
  { ORIEL_DATE_M, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_MONTH },
  { ORIEL_DATE_MM, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_MONTH },
  { ORIEL_DATE_MMM, SHAPE_MONTH, 0, 0, ORIEL_DATE_PART_MONTH },
  { ORIEL_DATE_MMMM, SHAPE_MONTH, 0, 0, ORIEL_DATE_PART_MONTH },
  { ORIEL_DATE_D, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_DAY },
  { ORIEL_DATE_Do, SHAPE_ORDINAL, 1, 2, ORIEL_DATE_PART_DAY },
  { ORIEL_DATE_DD, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_DAY },
  { ORIEL_DATE_DDD, SHAPE_DIGITS, 1, 3, ORIEL_DATE_PART_DAY_OF_YEAR },
  { ORIEL_DATE_DDDD, SHAPE_DIGITS, 3, 3, ORIEL_DATE_PART_DAY_OF_YEAR },
  { ORIEL_DATE_d, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEKDAY },
  { ORIEL_DATE_dd, SHAPE_WEEKDAY, 0, 0, ORIEL_DATE_PART_WEEKDAY },
  { ORIEL_DATE_ddd, SHAPE_WEEKDAY, 0, 0, ORIEL_DATE_PART_WEEKDAY },
  { ORIEL_DATE_dddd, SHAPE_WEEKDAY, 0, 0, ORIEL_DATE_PART_WEEKDAY },
  { ORIEL_DATE_e, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEKDAY },
  { ORIEL_DATE_E, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEKDAY },
  { ORIEL_DATE_w, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEK },
  { ORIEL_DATE_ww, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEK },
  { ORIEL_DATE_W, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEK },
  { ORIEL_DATE_WW, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEK },
  { ORIEL_DATE_Q, SHAPE_DIGITS, 1, 1, ORIEL_DATE_PART_MONTH },
  { ORIEL_DATE_Y, SHAPE_SIGNED, 1, MAX_DIGITS, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_YY, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_YYYY, SHAPE_DIGITS, 1, 4, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_YYYYY, SHAPE_SIGNED, 1, 6, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_YYYYYY, SHAPE_SIGNED, 1, 6, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_y, SHAPE_DIGITS, 1, MAX_DIGITS, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_yy, SHAPE_DIGITS, 1, MAX_DIGITS, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_yyy, SHAPE_DIGITS, 1, MAX_DIGITS, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_yyyy, SHAPE_DIGITS, 1, MAX_DIGITS, ORIEL_DATE_PART_YEAR },
  { ORIEL_DATE_gg, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEK_YEAR },
  { ORIEL_DATE_gggg, SHAPE_DIGITS, 1, 4, ORIEL_DATE_PART_WEEK_YEAR },
  { ORIEL_DATE_ggggg, SHAPE_SIGNED, 1, 6, ORIEL_DATE_PART_WEEK_YEAR },
  { ORIEL_DATE_GG, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_WEEK_YEAR },
  { ORIEL_DATE_GGGG, SHAPE_DIGITS, 1, 4, ORIEL_DATE_PART_WEEK_YEAR },
  { ORIEL_DATE_GGGGG, SHAPE_SIGNED, 1, 6, ORIEL_DATE_PART_WEEK_YEAR },
  { ORIEL_DATE_a, SHAPE_HALF_DAY, 0, 0, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_A, SHAPE_HALF_DAY, 0, 0, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_h, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_hh, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_H, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_HH, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_k, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_kk, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_hmm, SHAPE_DIGITS, 3, 4, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_hmmss, SHAPE_DIGITS, 5, 6, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_Hmm, SHAPE_DIGITS, 3, 4, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_Hmmss, SHAPE_DIGITS, 5, 6, ORIEL_DATE_PART_HOUR },
  { ORIEL_DATE_m, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_MINUTE },
  { ORIEL_DATE_mm, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_MINUTE },
  { ORIEL_DATE_s, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_SECOND },
  { ORIEL_DATE_ss, SHAPE_DIGITS, 1, 2, ORIEL_DATE_PART_SECOND },
  { ORIEL_DATE_S, SHAPE_DIGITS, 1, 3, ORIEL_DATE_PART_MILLISECOND },
  { ORIEL_DATE_x, SHAPE_SIGNED, 1, MAX_DIGITS, ORIEL_DATE_PART_INSTANT },
  { ORIEL_DATE_X, SHAPE_TIMESTAMP, 1, MAX_DIGITS, ORIEL_DATE_PART_INSTANT },
  { ORIEL_DATE_Z, SHAPE_OFFSET, 0, 0, ORIEL_DATE_PART_OFFSET },
  { ORIEL_DATE_ZZ, SHAPE_OFFSET, 0, 0, ORIEL_DATE_PART_OFFSET },
};

/* The state of one reading. */
typedef struct
{
  const char *rest; /* of the text */
  OrielDateParts parts;
  gsize skipped;     /* bytes passed over */
  gboolean found;    /* any field */
  gboolean complete; /* no field was missing so far */
} Reader;

static const Reading *
find_reading (OrielDateField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    if (readings[i].field == field)
      return &readings[i];

  return NULL;
}

/* Digits at `text`, no more than `most`; 0 when there are fewer than `least`. */
static gsize
match_digits (const char *text, int least, int most)
{
  int n = 0;

  while (n < most && g_ascii_isdigit (text[n]))
    n++;

  return n >= least ? (gsize) n : 0;
}

static gsize
match_signed (const char *text, int least, int most)
{
  gsize sign = *text == '+' || *text == '-' ? 1 : 0;
  gsize digits = match_digits (text + sign, least, most);

  return digits > 0 ? sign + digits : 0;
}

static gsize
match_ordinal (const char *text, int least, int most)
{
  static const char *const suffixes[] = { "st", "nd", "rd", "th" };
  gsize digits = match_digits (text, least, most);

  for (gsize i = 0; digits > 0 && i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strncasecmp (text + digits, suffixes[i], 2) == 0)
      return digits + 2;

  return digits;
}

static gsize
match_name (const char *text, const char *name, gsize least)
{
  gsize whole = strlen (name);

  if (g_ascii_strncasecmp (text, name, whole) == 0)
    return whole;

  return g_ascii_strncasecmp (text, name, least) == 0 ? least : 0;
}

static gsize
match_month (const char *text, int *out_month)
{
  for (int month = 1; month <= 12; month++)
    {
      gsize length = match_name (text, oriel_date_month_name (month), 3);

      if (length > 0)
        {
          *out_month = month;
          return length;
        }
    }

  return 0;
}

static gsize
match_weekday (const char *text, int *out_weekday)
{
  for (int weekday = 0; weekday < 7; weekday++)
    {
      const char *name = oriel_date_weekday_name (weekday);
      gsize length = match_name (text, name, 3);

      if (length == 0)
        length = match_name (text, name, 2);
      if (length > 0)
        {
          *out_weekday = weekday;
          return length;
        }
    }

  return 0;
}

static gsize
match_half_day (const char *text)
{
  gsize length = 1;

  if (g_ascii_tolower (*text) != 'a' && g_ascii_tolower (*text) != 'p')
    return 0;

  if (text[length] == '.')
    length++;
  if (g_ascii_tolower (text[length]) == 'm')
    length++;
  if (text[length] == '.')
    length++;
  return length;
}

static gsize
match_offset (const char *text)
{
  gsize length;

  if (*text == 'Z' || *text == 'z')
    return 1;
  if ((*text != '+' && *text != '-') || match_digits (text + 1, 2, 2) == 0)
    return 0;

  length = 3;
  if (text[length] == ':' && match_digits (text + length + 1, 2, 2) > 0)
    return length + 3;

  return length + match_digits (text + length, 2, 2);
}

static gsize
match_timestamp (const char *text)
{
  gsize length = match_signed (text, 1, MAX_DIGITS);

  if (length > 0 && text[length] == '.')
    {
      gsize decimals = match_digits (text + length + 1, 1, 3);

      return decimals > 0 ? length + 1 + decimals : length;
    }

  return length;
}

/* The length of the stretch at `text` that looks like the field; 0 when it does not. Named
 * months and weekdays give their number. */
static gsize
match_at (const Reading *reading, const char *text, gsize field_length, int *out_number)
{
  switch (reading->shape)
    {
    case SHAPE_DIGITS:
      /* From four digits on a fraction has no end. */
      if (reading->field == ORIEL_DATE_S && field_length > 3)
        return match_digits (text, 1, MAX_TEXT);
      return match_digits (text, reading->least, reading->most);
    case SHAPE_SIGNED:
      return match_signed (text, reading->least, reading->most);
    case SHAPE_ORDINAL:
      return match_ordinal (text, reading->least, reading->most);
    case SHAPE_MONTH:
      return match_month (text, out_number);
    case SHAPE_WEEKDAY:
      return match_weekday (text, out_number);
    case SHAPE_HALF_DAY:
      return match_half_day (text);
    case SHAPE_OFFSET:
      return match_offset (text);
    case SHAPE_TIMESTAMP:
      return match_timestamp (text);
    case SHAPE_NONE:
    default:
      return 0;
    }
}

static gint64
digits_value (const char *text, gsize length)
{
  gint64 value = 0;
  gboolean negative = *text == '-';

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      value = value * 10 + (text[i] - '0');

  return negative ? -value : value;
}

/* 68 is 2068, 69 is 1969. */
static gint64
year_of_two_digits (gint64 value)
{
  return value + (value > 68 ? 1900 : 2000);
}

static gint64
year_value (OrielDateField field, const char *text, gsize length)
{
  gint64 value = digits_value (text, length);
  gboolean short_year = field == ORIEL_DATE_YY || field == ORIEL_DATE_gg ||
                        field == ORIEL_DATE_GG || (field == ORIEL_DATE_YYYY && length == 2);

  return short_year ? year_of_two_digits (value) : value;
}

/* The first three decimals. */
static gint64
fraction_value (const char *text, gsize length)
{
  gint64 value = digits_value (text, MIN (length, 3));

  for (gsize i = length; i < 3; i++)
    value *= 10;

  return value;
}

static gint64
offset_value (const char *text, gsize length)
{
  gint64 digits;

  if (length == 1)
    return 0;

  digits = digits_value (text, length);
  return length == 3 ? digits * 60 : digits / 100 * 60 + digits % 100;
}

/* Seconds with up to three decimals, in ms. */
static gint64
timestamp_value (const char *text, gsize length)
{
  const char *point = memchr (text, '.', length);
  gsize whole = point != NULL ? (gsize) (point - text) : length;
  gint64 seconds = CLAMP (digits_value (text, whole), -ORIEL_TIME_MAX, ORIEL_TIME_MAX);
  gint64 ms = point != NULL ? fraction_value (point + 1, length - whole - 1) : 0;

  return seconds * 1000 + (*text == '-' ? -ms : ms);
}

/* `hmm` and `Hmmss`: two digits at the end for each of the smaller parts. */
static void
set_joined_time (OrielDateParts *parts, gint64 value, gboolean seconds)
{
  if (seconds)
    {
      oriel_date_parts_set (parts, ORIEL_DATE_PART_SECOND, value % 100);
      value /= 100;
    }
  oriel_date_parts_set (parts, ORIEL_DATE_PART_MINUTE, value % 100);
  oriel_date_parts_set (parts, ORIEL_DATE_PART_HOUR, value / 100);
}

static void
set_hour (OrielDateParts *parts, OrielDateField field, gint64 value)
{
  parts->half_day_hour = field == ORIEL_DATE_h || field == ORIEL_DATE_hh ||
                         field == ORIEL_DATE_hmm || field == ORIEL_DATE_hmmss;
  if (field >= ORIEL_DATE_hmm && field <= ORIEL_DATE_Hmmss)
    set_joined_time (parts, value, field == ORIEL_DATE_hmmss || field == ORIEL_DATE_Hmmss);
  else
    oriel_date_parts_set (parts, ORIEL_DATE_PART_HOUR,
                          (field == ORIEL_DATE_k || field == ORIEL_DATE_kk) && value == 24 ? 0
                                                                                           : value);
}

static void
set_part (OrielDateParts *parts, const Reading *reading, const char *text, gsize length, int number)
{
  OrielDateField field = reading->field;

  parts->us_weeks |= field == ORIEL_DATE_w || field == ORIEL_DATE_ww ||
                     (field >= ORIEL_DATE_gg && field <= ORIEL_DATE_ggggg);
  switch (reading->shape)
    {
    case SHAPE_MONTH:
    case SHAPE_WEEKDAY:
      oriel_date_parts_set (parts, reading->part, number);
      return;
    case SHAPE_HALF_DAY:
      parts->half_day = g_ascii_tolower (*text) == 'p';
      return;
    case SHAPE_OFFSET:
      oriel_date_parts_set (parts, reading->part, offset_value (text, length));
      return;
    case SHAPE_TIMESTAMP:
      oriel_date_parts_set (parts, reading->part, timestamp_value (text, length));
      return;
    default:
      break;
    }

  if (reading->part == ORIEL_DATE_PART_YEAR || reading->part == ORIEL_DATE_PART_WEEK_YEAR)
    oriel_date_parts_set (parts, reading->part, year_value (field, text, length));
  else if (reading->part == ORIEL_DATE_PART_HOUR)
    set_hour (parts, field, digits_value (text, length));
  else if (reading->part == ORIEL_DATE_PART_MILLISECOND)
    oriel_date_parts_set (parts, reading->part, fraction_value (text, length));
  else if (field == ORIEL_DATE_Q)
    oriel_date_parts_set (parts, reading->part, digits_value (text, length) * 3 - 2);
  else if (field == ORIEL_DATE_E)
    oriel_date_parts_set (parts, reading->part, digits_value (text, length) % 7);
  else
    oriel_date_parts_set (parts, reading->part, digits_value (text, length));
}

static void
read_field (Reader *reader, const OrielDateToken *token)
{
  const Reading *reading = find_reading (token->field);
  int number = 0;

  for (const char *p = reader->rest; reading != NULL && *p != '\0'; p++)
    {
      gsize length = match_at (reading, p, token->length, &number);

      if (length == 0)
        continue;
      set_part (&reader->parts, reading, p, length, number);
      reader->skipped += (gsize) (p - reader->rest);
      reader->rest = p + length;
      reader->found = TRUE;
      return;
    }

  reader->complete = FALSE;
}

static void
read_literal (Reader *reader, const OrielDateToken *token)
{
  g_autofree char *literal = g_strndup (token->text, token->length);
  const char *found = *literal != '\0' ? strstr (reader->rest, literal) : NULL;

  if (found == NULL)
    return;

  reader->skipped += (gsize) (found - reader->rest);
  reader->rest = found + token->length;
}

static void
read_tokens (Reader *reader, const char *tokens)
{
  OrielDateToken token;

  while (oriel_date_token_next (&tokens, &token))
    {
      if (token.kind == ORIEL_DATE_TOKEN_LITERAL)
        read_literal (reader, &token);
      else if (token.kind == ORIEL_DATE_TOKEN_LONG)
        read_tokens (reader, token.text);
      else
        read_field (reader, &token);
    }
}

static gboolean
read_text (Reader *reader, const char *text, const char *tokens)
{
  *reader = (Reader){ .rest = text, .complete = TRUE };
  oriel_date_parts_clear (&reader->parts);
  if (strnlen (text, MAX_TEXT + 1) > MAX_TEXT)
    return FALSE;

  read_tokens (reader, tokens);
  return reader->found;
}

gboolean
oriel_date_parse_format (const char *text,
                         const char *tokens,
                         const OrielTimeZone *zone,
                         gint64 now_ms,
                         gint64 *out_ms)
{
  Reader reader;

  return read_text (&reader, text, tokens) &&
         oriel_date_parts_resolve (&reader.parts, zone, now_ms, out_ms);
}

gboolean
oriel_date_parse_format_strictly (const char *text,
                                  const char *tokens,
                                  const OrielTimeZone *zone,
                                  gint64 now_ms,
                                  gint64 *out_ms)
{
  Reader reader;

  if (!read_text (&reader, text, tokens) || reader.skipped > 0 || *reader.rest != '\0')
    return FALSE;
  if (oriel_date_parts_has (&reader.parts, ORIEL_DATE_PART_YEAR) &&
      reader.parts.values[ORIEL_DATE_PART_YEAR] < 1000)
    return FALSE;

  return oriel_date_parts_resolve (&reader.parts, zone, now_ms, out_ms);
}
