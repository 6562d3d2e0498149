/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-date-tokens-private.h. Of the tokens that begin alike the longest wins; what is no
 * token stands for itself, and so does what a backslash or brackets quote.
 */

#include "config.h"

#include "base/oriel-date-tokens-private.h"

#include <string.h>

typedef struct
{
  const char *letters;
  OrielDateField field;
} FieldName;

/* Sorted by first letter, longer names before their beginnings. */
static const FieldName field_names[] = {
  { "A", ORIEL_DATE_A },         { "DDDD", ORIEL_DATE_DDDD },     { "DDDo", ORIEL_DATE_DDDo },
  { "DDD", ORIEL_DATE_DDD },     { "DD", ORIEL_DATE_DD },         { "Do", ORIEL_DATE_Do },
  { "D", ORIEL_DATE_D },         { "E", ORIEL_DATE_E },           { "GGGGG", ORIEL_DATE_GGGGG },
  { "GGGG", ORIEL_DATE_GGGG },   { "GG", ORIEL_DATE_GG },         { "Hmmss", ORIEL_DATE_Hmmss },
  { "Hmm", ORIEL_DATE_Hmm },     { "HH", ORIEL_DATE_HH },         { "H", ORIEL_DATE_H },
  { "MMMM", ORIEL_DATE_MMMM },   { "MMM", ORIEL_DATE_MMM },       { "MM", ORIEL_DATE_MM },
  { "Mo", ORIEL_DATE_Mo },       { "M", ORIEL_DATE_M },           { "NNNNN", ORIEL_DATE_N },
  { "NNNN", ORIEL_DATE_NNNN },   { "NNN", ORIEL_DATE_N },         { "NN", ORIEL_DATE_N },
  { "N", ORIEL_DATE_N },         { "Qo", ORIEL_DATE_Qo },         { "Q", ORIEL_DATE_Q },
  { "SSSSSSSSS", ORIEL_DATE_S }, { "SSSSSSSS", ORIEL_DATE_S },    { "SSSSSSS", ORIEL_DATE_S },
  { "SSSSSS", ORIEL_DATE_S },    { "SSSSS", ORIEL_DATE_S },       { "SSSS", ORIEL_DATE_S },
  { "SSS", ORIEL_DATE_S },       { "SS", ORIEL_DATE_S },          { "S", ORIEL_DATE_S },
  { "WW", ORIEL_DATE_WW },       { "Wo", ORIEL_DATE_Wo },         { "W", ORIEL_DATE_W },
  { "X", ORIEL_DATE_X },         { "YYYYYY", ORIEL_DATE_YYYYYY }, { "YYYYY", ORIEL_DATE_YYYYY },
  { "YYYY", ORIEL_DATE_YYYY },   { "YY", ORIEL_DATE_YY },         { "Y", ORIEL_DATE_Y },
  { "ZZ", ORIEL_DATE_ZZ },       { "Z", ORIEL_DATE_Z },           { "a", ORIEL_DATE_a },
  { "dddd", ORIEL_DATE_dddd },   { "ddd", ORIEL_DATE_ddd },       { "dd", ORIEL_DATE_dd },
  { "do", ORIEL_DATE_do },       { "d", ORIEL_DATE_d },           { "e", ORIEL_DATE_e },
  { "ggggg", ORIEL_DATE_ggggg }, { "gggg", ORIEL_DATE_gggg },     { "gg", ORIEL_DATE_gg },
  { "hmmss", ORIEL_DATE_hmmss }, { "hmm", ORIEL_DATE_hmm },       { "hh", ORIEL_DATE_hh },
  { "h", ORIEL_DATE_h },         { "kk", ORIEL_DATE_kk },         { "k", ORIEL_DATE_k },
  { "mm", ORIEL_DATE_mm },       { "m", ORIEL_DATE_m },           { "ss", ORIEL_DATE_ss },
  { "s", ORIEL_DATE_s },         { "ww", ORIEL_DATE_ww },         { "wo", ORIEL_DATE_wo },
  { "w", ORIEL_DATE_w },         { "x", ORIEL_DATE_x },           { "yyyy", ORIEL_DATE_yyyy },
  { "yyy", ORIEL_DATE_yyy },     { "yy", ORIEL_DATE_yy },         { "yo", ORIEL_DATE_yo },
  { "y", ORIEL_DATE_y },         { "zz", ORIEL_DATE_zz },         { "z", ORIEL_DATE_z },
};

typedef struct
{
  const char *letters;
  const char *format;
} LongFormat;

/* Moment's formats of the locale en, longer names before their beginnings. */
static const LongFormat long_formats[] = {
  { "LTS", "h:mm:ss A" },
  { "LT", "h:mm A" },
  { "LLLL", "dddd, MMMM D, YYYY h:mm A" },
  { "LLL", "MMMM D, YYYY h:mm A" },
  { "LL", "MMMM D, YYYY" },
  { "L", "MM/DD/YYYY" },
  { "llll", "ddd, MMM D, YYYY h:mm A" },
  { "lll", "MMM D, YYYY h:mm A" },
  { "ll", "MMM D, YYYY" },
  { "l", "M/D/YYYY" },
};

static const char *const months[] = {
  "January", "February", "March",     "April",   "May",      "June",
  "July",    "August",   "September", "October", "November", "December",
};

static const char *const weekdays[] = {
  "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};

const char *
oriel_date_month_name (int month)
{
  return months[CLAMP (month, 1, 12) - 1];
}

const char *
oriel_date_weekday_name (int weekday)
{
  return weekdays[CLAMP (weekday, 0, 6)];
}

static gboolean
take_field (const char *start, OrielDateToken *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (field_names); i++)
    {
      const FieldName *name = &field_names[i];
      gsize length;

      if (*name->letters != *start)
        continue;
      length = strlen (name->letters);
      if (strncmp (start, name->letters, length) == 0)
        {
          *out = (OrielDateToken){ ORIEL_DATE_TOKEN_FIELD, name->field, start, length };
          return TRUE;
        }
    }

  return FALSE;
}

static const LongFormat *
find_long_format (const char *start)
{
  if (*start != 'L' && *start != 'l')
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (long_formats); i++)
    if (g_str_has_prefix (start, long_formats[i].letters))
      return &long_formats[i];

  return NULL;
}

/* The bracket that closes a quotation at `start`: the last one before another opens. */
static const char *
find_closing_bracket (const char *start)
{
  const char *closing = NULL;

  for (const char *p = start + 1; *p != '\0' && *p != '['; p++)
    if (*p == ']')
      closing = p;

  return closing;
}

static void
set_literal (OrielDateToken *out, const char *text, gsize length)
{
  *out = (OrielDateToken){ ORIEL_DATE_TOKEN_LITERAL, 0, text, length };
}

/* Length in bytes of one character, as moment steps over it. */
static gsize
character_length (const char *start)
{
  gsize length = 1;

  while (((guchar) start[length] & 0xc0) == 0x80)
    length++;

  return length;
}

gboolean
oriel_date_token_next (const char **cursor, OrielDateToken *out)
{
  const char *start = *cursor;
  const char *closing;
  const LongFormat *other;

  if (*start == '\0')
    return FALSE;

  closing = *start == '[' ? find_closing_bracket (start) : NULL;
  if (closing != NULL)
    {
      set_literal (out, start + 1, (gsize) (closing - start - 1));
      *cursor = closing + 1;
      return TRUE;
    }

  if (*start == '\\' && start[1] != '\0')
    {
      gsize length = take_field (start + 1, out) ? out->length : character_length (start + 1);

      set_literal (out, start + 1, start[1] == '\\' ? 0 : length);
      *cursor = start + 1 + length;
      return TRUE;
    }

  other = find_long_format (start);
  if (other != NULL)
    {
      *out = (OrielDateToken){ ORIEL_DATE_TOKEN_LONG, 0, other->format, strlen (other->format) };
      *cursor = start + strlen (other->letters);
      return TRUE;
    }

  if (!take_field (start, out))
    {
      /* Moment's tokens don't take line breaks: they vanish. */
      gboolean vanishes = *start == '\n' || *start == '\r' || *start == '\\';

      set_literal (out, start, vanishes ? 0 : character_length (start));
      *cursor = start + character_length (start);
      return TRUE;
    }

  *cursor = start + out->length;
  return TRUE;
}
