/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Arrays of numbers as text; see oriel-json-packed.h. */

#include "config.h"

#include "base/oriel-json-packed.h"

#include <string.h>

#include "base/oriel-number.h"

/* Whole numbers of more digits keep all 64 bits in nodes, which doubles don't have. */
#define MAX_WHOLE_DIGITS 15

static gboolean
is_digit (const char *p, const char *end)
{
  return p < end && g_ascii_isdigit (*p);
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
    p++;
  return p;
}

/* Behind one digit or more, or NULL. */
static const char *
skip_digits (const char *p, const char *end)
{
  const char *start = p;

  while (is_digit (p, end))
    p++;
  return p > start ? p : NULL;
}

/* Behind a fraction and a power, of which neither need be there; NULL when one is broken off. */
static const char *
skip_rest (const char *p, const char *end)
{
  if (p < end && *p == '.' && !(p = skip_digits (p + 1, end)))
    return NULL;
  if (p >= end || (*p != 'e' && *p != 'E'))
    return p;

  p++;
  if (p < end && (*p == '-' || *p == '+'))
    p++;
  return skip_digits (p, end);
}

/* Behind a number that a double holds as its node would; NULL when it is none. */
static const char *
skip_number (const char *p, const char *end)
{
  const char *whole = p < end && *p == '-' ? p + 1 : p;
  const char *point = skip_digits (whole, end);
  const char *behind = point ? skip_rest (point, end) : NULL;

  if (!behind || (*whole == '0' && point - whole > 1))
    return NULL;
  if (behind == point && (point - whole > MAX_WHOLE_DIGITS || (whole > p && *whole == '0')))
    return NULL;

  return behind;
}

static const char *
skip_element (const char *p, const char *end)
{
  if (end - p >= 4 && memcmp (p, "null", 4) == 0)
    return p + 4;

  return skip_number (p, end);
}

const char *
oriel_json_packed_end (const char *p, const char *end)
{
  guint n = 0;

  do
    {
      p = skip_element (skip_blanks (p + 1, end), end);
      if (!p)
        return NULL;
      p = skip_blanks (p, end);
      n++;
    }
  while (p < end && *p == ',');

  return p < end && *p == ']' && n >= ORIEL_JSON_PACKED_MIN ? p + 1 : NULL;
}

/* Elements of the array with these bytes, which is none of lists or texts. */
static guint
count_elements (const char *packed, gsize length)
{
  guint n = 1;

  for (gsize i = 0; i < length; i++)
    n += packed[i] == ',' ? 1 : 0;
  return n;
}

guint
oriel_json_packed_length (const char *packed)
{
  return packed && *packed == '[' ? count_elements (packed, strlen (packed)) : 0;
}

double *
oriel_json_packed_numbers (const char *packed, guint *n)
{
  g_autofree double *numbers = NULL;
  const char *p = packed;
  const char *end;

  *n = 0;
  if (!packed || *packed != '[')
    return NULL;

  end = packed + strlen (packed);
  numbers = g_new (double, count_elements (packed, (gsize) (end - packed)));
  do
    {
      const char *start = skip_blanks (p + 1, end);

      p = skip_element (start, end);
      if (!p)
        return NULL;
      numbers[(*n)++] =
        *start == 'n' ? oriel_null () : oriel_number_from_json (start, (gsize) (p - start));
      p = skip_blanks (p, end);
    }
  while (p < end && *p == ',');

  return p + 1 == end && *n >= ORIEL_JSON_PACKED_MIN ? g_steal_pointer (&numbers) : NULL;
}
