/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-number.h.
 *
 * Digits come from printf, which is exact for binary doubles in glibc; what
 * differs between C and ECMAScript is only the choice between notations and
 * the rounding of exact ties.
 */

#include "config.h"

#include "base/oriel-number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SIGNIFICANT 17
#define FIRST_EXPONENT_AS_POWER 21
#define LAST_PLAIN_EXPONENT (-6)

/* printf's `%.Ne` or `%.Nf`, whatever the locale's decimal point is. */
static void
format_number (char *out, int size, char conversion, int decimals, double value)
{
  char format[8];

  g_snprintf (format, sizeof format, "%%.%d%c", decimals, conversion);
  g_ascii_formatd (out, size, format, value);
}

/* TRUE when `text` reads as `value`; else, where that does, after one more unit in its last place:
 * above a power of two doubles lie wider apart than below it, so that the shortest text there
 * need not be the nearest of its length. */
static gboolean
text_reads_as (char *text, double value)
{
  char *last = strchr (text, 'e') - 1;
  int exponent;

  if (g_ascii_strtod (text, NULL) == value)
    return TRUE;
  if (frexp (value, &exponent) != 0.5 || *last == '9')
    return FALSE;

  (*last)++;
  return g_ascii_strtod (text, NULL) == value;
}

/* The shortest decimal digits of a positive finite value, and the power of ten of the first. */
static int
shortest_digits (double value, char digits[MAX_SIGNIFICANT + 1], int *exponent)
{
  char text[40];
  /* Whatever has up to DBL_DIG digits survives the way through a normal double, so that fewer
   * need not be tried; the zeros at the end are cut off. */
  int precision = value < DBL_MIN ? 1 : DBL_DIG;

  for (; precision <= MAX_SIGNIFICANT; precision++)
    {
      format_number (text, sizeof text, 'e', precision - 1, value);
      if (precision == MAX_SIGNIFICANT || text_reads_as (text, value))
        {
          int n = 0;
          char *p = text;

          for (; *p != 'e'; p++)
            if (*p != '.')
              digits[n++] = *p;
          *exponent = atoi (p + 1);
          while (n > 1 && digits[n - 1] == '0')
            n--;
          digits[n] = '\0';
          return n;
        }
    }

  g_assert_not_reached ();
}

static char *
put (char *out, const char *from, int n)
{
  memcpy (out, from, (gsize) n);
  return out + n;
}

static char *
put_zeros (char *out, int n)
{
  memset (out, '0', (gsize) n);
  return out + n;
}

gsize
oriel_number_to_string (double value, char *out)
{
  char digits[MAX_SIGNIFICANT + 1];
  char *p = out;
  int n, exponent;

  if (isnan (value))
    return (gsize) (g_stpcpy (out, "NaN") - out);
  if (value == 0)
    return (gsize) (g_stpcpy (out, "0") - out);
  if (value < 0)
    *p++ = '-';
  if (isinf (value))
    return (gsize) (g_stpcpy (p, "Infinity") - out);

  n = shortest_digits (fabs (value), digits, &exponent);
  if (exponent >= FIRST_EXPONENT_AS_POWER || exponent < LAST_PLAIN_EXPONENT)
    {
      p = put (p, digits, 1);
      if (n > 1)
        {
          *p++ = '.';
          p = put (p, digits + 1, n - 1);
        }
      p += sprintf (p, "e%+d", exponent);
    }
  else if (exponent < 0)
    {
      p = put (p, "0.", 2);
      p = put_zeros (p, -exponent - 1);
      p = put (p, digits, n);
    }
  else if (n <= exponent + 1)
    {
      p = put (p, digits, n);
      p = put_zeros (p, exponent + 1 - n);
    }
  else
    {
      p = put (p, digits, exponent + 1);
      *p++ = '.';
      p = put (p, digits + exponent + 1, n - exponent - 1);
    }

  *p = '\0';
  return (gsize) (p - out);
}

/* Adds one unit in the last place to a decimal number written as text. */
static void
increment_last_digit (char *text)
{
  char *p = text + strlen (text) - 1;

  for (; p >= text; p--)
    {
      if (*p == '.' || *p == '-')
        continue;
      if (*p != '9')
        {
          (*p)++;
          return;
        }
      *p = '0';
    }

  p = *text == '-' ? text + 1 : text;
  memmove (p + 1, p, strlen (p) + 1);
  *p = '1';
}

/* TRUE when the exact binary value lies halfway between two numbers of `decimals` digits
 * and printf, which rounds such ties to even, chose the one nearer to zero. */
static gboolean
tie_went_to_zero (double magnitude, int decimals, const char *rounded)
{
  char exact[1200];
  char *rest;
  char *point;

  /* A double has at most 1,074 digits behind the point. */
  format_number (exact, sizeof exact, 'f', 1074, magnitude);
  point = strchr (exact, '.');
  rest = point + 1 + decimals;
  if (*rest != '5' || strspn (rest + 1, "0") != strlen (rest + 1))
    return FALSE;

  *rest = '\0';
  if (decimals == 0)
    *point = '\0';
  return strcmp (exact, rounded) == 0;
}

gsize
oriel_number_to_fixed (double value, int decimals, char *out)
{
  double magnitude = fabs (value);
  char *digits = out;

  if (!isfinite (value) || magnitude >= 1e21)
    return oriel_number_to_string (value, out);

  decimals = CLAMP (decimals, 0, 100);
  if (value < 0)
    *digits++ = '-';
  format_number (digits, (int) (ORIEL_NUMBER_BUFFER - (digits - out)), 'f', decimals, magnitude);

  /* Ties exist only where the value has few binary digits: skip the costly look elsewhere. */
  if (decimals < 60 && magnitude < 4503599627370496. &&
      fmod (ldexp (magnitude, decimals + 1), 1) == 0 &&
      tie_went_to_zero (magnitude, decimals, digits))
    increment_last_digit (digits);

  return strlen (out);
}

static const char *
skip_blanks (const char *text)
{
  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2 ||
          !(g_unichar_isspace (c) || c == '\v' || c == 0xfeff))
        break;
      text = g_utf8_next_char (text);
    }

  return text;
}

/* The end of a StrDecimalLiteral at `text`, or `text` itself. */
static const char *
decimal_literal_end (const char *text)
{
  const char *p = text;
  const char *digits;
  gsize n_digits;

  if (*p == '+' || *p == '-')
    p++;
  if (g_str_has_prefix (p, "Infinity"))
    return p + strlen ("Infinity");

  digits = p;
  while (g_ascii_isdigit (*p))
    p++;
  n_digits = (gsize) (p - digits);
  if (*p == '.')
    {
      digits = ++p;
      while (g_ascii_isdigit (*p))
        p++;
      n_digits += (gsize) (p - digits);
    }
  if (n_digits == 0)
    return text;

  if (*p == 'e' || *p == 'E')
    {
      const char *power = p + 1;

      if (*power == '+' || *power == '-')
        power++;
      if (g_ascii_isdigit (*power))
        {
          while (g_ascii_isdigit (*power))
            power++;
          p = power;
        }
    }

  return p;
}

static double
decimal_value (const char *text)
{
  const char *p = *text == '+' || *text == '-' ? text + 1 : text;

  if (*p == 'I')
    return *text == '-' ? -INFINITY : INFINITY;
  /* C would go on to read hexadecimal digits. */
  if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X'))
    return *text == '-' ? -0.0 : 0;

  return g_ascii_strtod (text, NULL);
}

static double
radix_value (const char *digits, int base)
{
  double value = 0;

  if (*digits == '\0')
    return NAN;

  for (; *digits != '\0'; digits++)
    {
      int digit = g_ascii_xdigit_value (*digits);

      if (digit < 0 || digit >= base)
        {
          if (*skip_blanks (digits) == '\0')
            break;
          return NAN;
        }
      value = value * base + digit;
    }

  return value;
}

double
oriel_number_from_string (const char *text)
{
  const char *end;

  if (text == NULL)
    return NAN;

  text = skip_blanks (text);
  if (*text == '\0')
    return 0;

  if (text[0] == '0' && text[1] != '\0')
    {
      switch (text[1])
        {
        case 'x':
        case 'X':
          return radix_value (text + 2, 16);
        case 'o':
        case 'O':
          return radix_value (text + 2, 8);
        case 'b':
        case 'B':
          return radix_value (text + 2, 2);
        default:
          break;
        }
    }

  end = decimal_literal_end (text);
  if (end == text || *skip_blanks (end) != '\0')
    return NAN;

  return decimal_value (text);
}

double
oriel_number_parse_float (const char *text)
{
  if (text == NULL)
    return NAN;

  text = skip_blanks (text);
  if (decimal_literal_end (text) == text)
    return NAN;

  return decimal_value (text);
}

double
oriel_number_round (double value)
{
  double floored = floor (value);

  return value - floored >= 0.5 ? floored + 1 : floored;
}

/* Up to so many digits, and over powers of ten no higher, doubles are exact, and one division of
 * them is rounded once: as good as strtod(), at a tenth of its price. */
#define EXACT_DIGITS 15

/* Reads `text` when it is plain: digits with at most one point among them, all of it exact. */
static gboolean
read_plain (const char *text, gsize length, double *value)
{
  static const double powers[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  gboolean negative = length > 0 && text[0] == '-';
  gsize n_decimals = 0;
  gboolean after_point = FALSE;
  gint64 all = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (powers) > EXACT_DIGITS);
  if (length > EXACT_DIGITS + (negative ? 1 : 0))
    return FALSE;

  for (gsize i = negative ? 1 : 0; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        {
          all = all * 10 + (text[i] - '0');
          n_decimals += after_point ? 1 : 0;
        }
      else if (text[i] == '.')
        after_point = TRUE;
      else
        return FALSE;
    }

  *value = (double) all / powers[n_decimals];
  if (negative)
    *value = -*value;
  return TRUE;
}

double
oriel_number_from_json (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  double value;

  if (read_plain (text, length, &value))
    return value;

  copy = g_strndup (text, length);
  value = g_ascii_strtod (copy, NULL);
  return CLAMP (value, -DBL_MAX, DBL_MAX);
}
