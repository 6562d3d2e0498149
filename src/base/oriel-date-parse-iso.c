/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ISO 8601 as moment accepts it: dates `2025-03-15`, `2025-W11-6`, `2025-074`, the same without
 * hyphens, `2025-03`, `2025`, years of six digits with a sign; then `T` or a blank and a time with
 * or without colons, down to a fraction of the second, and `Z` or an offset. See
 * oriel-date-parse.h.
 */

#include "config.h"

#include "base/oriel-date-parse.h"

#include <string.h>

#include "base/oriel-date-parse-private.h"

/* One form of a date; what it consists of: Y year, M month, D day, J day of the year, G week
 * year, W week, E weekday from Monday (the number of letters is that of the digits), all else is
 * itself. */
typedef struct
{
  const char *form;
  gboolean with_time;
} DateForm;

/* The order matters: the first form that fits up to the end of the date is taken. */
static const DateForm forms[] = {
  { "YYYY-MM-DD", TRUE }, { "GGGG-wWW-E", TRUE }, { "GGGG-wWW", FALSE }, { "YYYY-JJJ", TRUE },
  { "YYYY-MM", FALSE },   { "YYYYMMDD", TRUE },   { "GGGGwWWE", TRUE },  { "GGGGwWW", FALSE },
  { "YYYYJJJ", TRUE },    { "YYYYMM", FALSE },    { "YYYY", FALSE },
};

static gboolean
read_digits (const char **cursor, int n, gint64 *out)
{
  gint64 value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*cursor)[i]))
        return FALSE;
      value = value * 10 + ((*cursor)[i] - '0');
    }

  *cursor += n;
  *out = value;
  return TRUE;
}

/* Four digits, or a sign and six. */
static gboolean
read_year (const char **cursor, gint64 *out)
{
  char sign = **cursor;

  if (sign != '+' && sign != '-')
    return read_digits (cursor, 4, out);

  (*cursor)++;
  if (!read_digits (cursor, 6, out))
    return FALSE;
  if (sign == '-')
    *out = -*out;
  return TRUE;
}

static gboolean
read_part (const char **cursor, const char *form, int n, OrielDateParts *parts)
{
  gint64 value;

  if (*form == 'Y' || *form == 'G')
    {
      if (!read_year (cursor, &value))
        return FALSE;
      oriel_date_parts_set (parts, *form == 'Y' ? ORIEL_DATE_PART_YEAR : ORIEL_DATE_PART_WEEK_YEAR,
                            value);
      return TRUE;
    }

  if (!read_digits (cursor, n, &value))
    return FALSE;
  switch (*form)
    {
    case 'M':
      oriel_date_parts_set (parts, ORIEL_DATE_PART_MONTH, value);
      return TRUE;
    case 'D':
      oriel_date_parts_set (parts, ORIEL_DATE_PART_DAY, value);
      return TRUE;
    case 'J':
      oriel_date_parts_set (parts, ORIEL_DATE_PART_DAY_OF_YEAR, value);
      return TRUE;
    case 'W':
      oriel_date_parts_set (parts, ORIEL_DATE_PART_WEEK, value);
      return TRUE;
    default:
      oriel_date_parts_set (parts, ORIEL_DATE_PART_WEEKDAY, value == 7 ? 0 : value);
      return value >= 1 && value <= 7;
    }
}

static gboolean
ends_date (const char *text)
{
  return *text == '\0' || *text == 'T' || *text == ' ';
}

static gboolean
read_form (const char **cursor, const char *form, OrielDateParts *parts)
{
  const char *p = *cursor;

  oriel_date_parts_clear (parts);
  while (*form != '\0')
    {
      int n = (int) strspn (form, (char[]){ *form, '\0' });

      if (strchr ("YGMDJWE", *form) != NULL)
        {
          if (!read_part (&p, form, n, parts))
            return FALSE;
          form += n;
        }
      else if (*p++ != (*form == 'w' ? 'W' : *form))
        return FALSE;
      else
        form++;
    }

  *cursor = p;
  return ends_date (p);
}

/* Digits of any number behind `.` or `,`; three of them count. */
static gboolean
read_fraction (const char **cursor, OrielDateParts *parts)
{
  gint64 ms = 0;
  int n = 0;

  (*cursor)++;
  for (; g_ascii_isdigit (**cursor); (*cursor)++, n++)
    if (n < 3)
      ms = ms * 10 + (**cursor - '0');
  for (int i = n; i < 3; i++)
    ms *= 10;

  oriel_date_parts_set (parts, ORIEL_DATE_PART_MILLISECOND, ms);
  return n > 0;
}

/* Hours, perhaps minutes, perhaps seconds, perhaps a fraction. */
static gboolean
read_time (const char **cursor, gboolean colons, OrielDateParts *parts)
{
  gint64 value;

  for (int i = 0; i < 3; i++)
    {
      if (i > 0 && colons && **cursor == ':')
        (*cursor)++;
      else if (i > 0 && (colons || !g_ascii_isdigit (**cursor)))
        return TRUE;
      if (!read_digits (cursor, 2, &value))
        return FALSE;
      oriel_date_parts_set (parts, ORIEL_DATE_PART_HOUR + (guint) i, value);
    }

  return (**cursor != '.' && **cursor != ',') || read_fraction (cursor, parts);
}

/* Nothing, `Z`, `+02`, `+0200`, `+02:00`. */
static gboolean
read_offset (const char **cursor, OrielDateParts *parts)
{
  const char *p = *cursor + strspn (*cursor, " \t");
  int sign = **cursor == '-' ? -1 : 1;
  gint64 hours, minutes = 0;

  if (*p == 'Z')
    {
      *cursor = p + 1;
      oriel_date_parts_set (parts, ORIEL_DATE_PART_OFFSET, 0);
      return TRUE;
    }
  if (**cursor != '+' && **cursor != '-')
    return TRUE;

  (*cursor)++;
  if (!read_digits (cursor, 2, &hours))
    return FALSE;
  if (**cursor != '\0')
    {
      if (**cursor == ':')
        (*cursor)++;
      if (!read_digits (cursor, 2, &minutes))
        return FALSE;
    }

  oriel_date_parts_set (parts, ORIEL_DATE_PART_OFFSET, sign * (hours * 60 + minutes));
  return TRUE;
}

static gboolean
read_rest (const char *cursor, const DateForm *form, OrielDateParts *parts)
{
  if (*cursor == '\0')
    return TRUE;
  if (!form->with_time)
    return FALSE;

  cursor++;
  return read_time (&cursor, cursor[0] != '\0' && cursor[1] != '\0' && cursor[2] == ':', parts) &&
         read_offset (&cursor, parts) && *cursor == '\0';
}

gboolean
oriel_date_parse_iso (const char *text, const OrielTimeZone *zone, gint64 *out_ms)
{
  const char *start = text + strspn (text, " \t\r\n");
  OrielDateParts parts;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *cursor = start;

      if (read_form (&cursor, forms[i].form, &parts))
        return read_rest (cursor, &forms[i], &parts) &&
               oriel_date_parts_resolve (&parts, zone, 0, out_ms);
    }

  return FALSE;
}
