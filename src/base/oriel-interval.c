/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-interval.h. The numbers are Grafana's (rangeutil). */

#include "config.h"

#include "base/oriel-interval.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"

#define INT64_LIMIT 9.2e18

typedef struct
{
  const char *name;
  double seconds;
} Unit;

/* `ms` before `m`, which is its beginning. */
static const Unit units[] = {
  { "ms", 0.001 }, { "M", 2592000 }, { "w", 604800 }, { "d", 86400 },
  { "h", 3600 },   { "m", 60 },      { "s", 1 },      { "y", 31536000 },
};

/* Intervals below the first number become the second. */
static const struct
{
  double below;
  gint64 interval_ms;
} steps[] = {
  { 10, 1 },
  { 15, 10 },
  { 35, 20 },
  { 75, 50 },
  { 150, 100 },
  { 350, 200 },
  { 750, 500 },
  { 1500, 1000 },
  { 3500, 2000 },
  { 7500, 5000 },
  { 12500, 10000 },
  { 17500, 15000 },
  { 25000, 20000 },
  { 45000, 30000 },
  { 90000, 60000 },
  { 210000, 120000 },
  { 450000, 300000 },
  { 750000, 600000 },
  { 1050000, 900000 },
  { 1500000, 1200000 },
  { 2700000, 1800000 },
  { 5400000, 3600000 },
  { 9000000, 7200000 },
  { 16200000, 10800000 },
  { 32400000, 21600000 },
  { 86400000, 43200000 },
  { 604800000, 86400000 },
  { 1814400000, 604800000 },
  { 3628800000, 2592000000 },
};

#define LARGEST_STEP G_GINT64_CONSTANT (31536000000)

/* The end of `-?digits[.digits]` at `text`, or `text` itself. */
static const char *
number_end (const char *text)
{
  const char *p = *text == '-' ? text + 1 : text;
  const char *digits = p;

  while (g_ascii_isdigit (*p))
    p++;
  if (p == digits)
    return text;

  if (*p == '.' && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p);)
      p++;
  return p;
}

static const Unit *
find_unit (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text, units[i].name))
      return &units[i];

  return NULL;
}

/* ECMAScript's parseInt(): the digits that `text` begins with. */
static double
leading_integer (const char *text)
{
  const char *digits = text + strspn (text, " \t\r\n");
  const char *end = digits + (*digits == '-' || *digits == '+');
  g_autofree char *integer = NULL;

  while (g_ascii_isdigit (*end))
    end++;
  integer = g_strndup (digits, (gsize) (end - digits));
  return oriel_number_parse_float (integer);
}

gboolean
oriel_interval_describe (const char *text, OrielInterval *out)
{
  double number;
  const Unit *unit;

  if (text == NULL)
    return FALSE;

  number = oriel_number_from_string (text);
  if (number != 0 && !isnan (number))
    {
      *out = (OrielInterval){ leading_integer (text), 1, "s" };
      return !isnan (out->count);
    }

  unit = number_end (text) != text ? find_unit (number_end (text)) : NULL;
  if (unit == NULL)
    return FALSE;

  *out = (OrielInterval){ leading_integer (text), unit->seconds, unit->name };
  return TRUE;
}

gboolean
oriel_interval_parse (const char *text, double *out_ms)
{
  OrielInterval interval;

  if (!oriel_interval_describe (text, &interval))
    return FALSE;

  *out_ms = interval.unit_seconds * 1000 * interval.count;
  return TRUE;
}

gint64
oriel_interval_round (double interval_ms)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (interval_ms < steps[i].below)
      return steps[i].interval_ms;

  return LARGEST_STEP;
}

char *
oriel_interval_format_seconds (double seconds)
{
  const double in_year = fmod (seconds, 31536000);
  const double in_day = fmod (in_year, 86400);
  const double in_hour = fmod (in_day, 3600);
  const struct
  {
    double count;
    const char *unit;
  } parts[] = {
    { seconds / 31536000, "y" }, { in_year / 86400, "d" },    { in_day / 3600, "h" },
    { in_hour / 60, "m" },       { fmod (in_hour, 60), "s" }, { seconds * 1000, "ms" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (floor (parts[i].count) != 0 && isfinite (parts[i].count))
      {
        char count[ORIEL_NUMBER_BUFFER];

        oriel_number_to_string (floor (parts[i].count), count);
        return g_strconcat (count, parts[i].unit, NULL);
      }

  return g_strdup ("less than a millisecond");
}

char *
oriel_interval_format (gint64 interval_ms)
{
  return oriel_interval_format_seconds ((double) interval_ms / 1000);
}

static void
append_count (GString *out, gint64 count, const char *unit)
{
  if (count == 0)
    return;

  g_string_append_printf (out, "%s%" G_GINT64_FORMAT "%s", out->len > 0 ? " " : "", count, unit);
}

char *
oriel_interval_format_long (double interval_ms)
{
  g_autoptr (GString) out = g_string_new (NULL);
  double rounded = round (interval_ms / 1000);
  gint64 seconds = fabs (rounded) < INT64_LIMIT ? (gint64) rounded : 0;

  append_count (out, seconds / 3600, "h");
  append_count (out, seconds / 60 % 60, "min");
  append_count (out, seconds % 60, "sec");
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : g_strdup ("less than 1sec");
}
