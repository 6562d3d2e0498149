/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-unit-number.h. The common case, a number of at most 15 digits, is written from an
 * integer; everything else goes through base's exact conversion. */

#include "config.h"

#include "field/oriel-unit-number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/oriel-number.h"

/* Decimals with at most this many digits are told apart by doubles, so that writing the integer is
 * the same as writing the shortest form and padding it. */
#define MAX_EXACT_DIGITS 15
#define MAX_EXACT_INTEGER 1e15

/* JavaScript writes smaller numbers with an exponent. */
#define MIN_PLAIN 1e-6

#define MAX_EXACT_POWER 22

/* Numbers with more digits before the point are grouped without decimals. */
#define MAX_GROUPED_DIGITS 200

static const double powers_of_ten[MAX_EXACT_POWER + 1] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static double
power_of_ten (int exponent)
{
  return exponent <= MAX_EXACT_POWER ? powers_of_ten[exponent] : pow (10, exponent);
}

int
oriel_unit_auto_decimals (double value)
{
  int decimals;

  if (!isfinite (value) || value == trunc (value))
    return 0;

  decimals = 2 - (int) floor (log (fabs (value)) / G_LN10);
  return MAX (decimals, 0);
}

/* Writes `scaled` / 10^decimals; FALSE when that needs more than an integer's digits. */
static gboolean
write_integer_digits (double scaled, int decimals, char *out)
{
  double magnitude = fabs (scaled);
  char reversed[32];
  guint64 rest;
  int n = 0;

  if (decimals > MAX_EXACT_DIGITS || magnitude >= MAX_EXACT_INTEGER)
    return FALSE;
  if (magnitude > 0 && magnitude / power_of_ten (decimals) < MIN_PLAIN)
    return FALSE;

  rest = (guint64) magnitude;
  while (rest > 0 || n <= decimals)
    {
      reversed[n++] = (char) ('0' + rest % 10);
      rest /= 10;
    }

  if (scaled < 0)
    *out++ = '-';
  while (n > 0)
    {
      *out++ = reversed[--n];
      if (n == decimals && n > 0)
        *out++ = '.';
    }
  *out = '\0';
  return TRUE;
}

/* Appends zeros until there are `decimals` digits behind the point. */
static void
pad_decimals (char *text, int decimals)
{
  char *point = strchr (text, '.');
  char *end = text + strlen (text);
  int present;

  if (point == NULL)
    {
      point = end;
      *end++ = '.';
    }

  present = (int) (end - point) - 1;
  for (int i = present; i < decimals; i++)
    *end++ = '0';
  *end = '\0';
}

static gboolean
write_special (double value, char *out)
{
  if (isnan (value))
    strcpy (out, "NaN");
  else if (isinf (value))
    strcpy (out, value < 0 ? "-∞" : "∞");
  else
    return FALSE;

  return TRUE;
}

void
oriel_unit_write_fixed (double value, int decimals, char *out)
{
  double factor, scaled;

  if (write_special (value, out))
    return;

  if (decimals < 0)
    decimals = oriel_unit_auto_decimals (value);
  factor = power_of_ten (MIN (decimals, 400));
  scaled = oriel_number_round (value * factor);
  if (write_integer_digits (scaled, decimals, out))
    return;

  /* Subnormal numbers need a factor that no double holds. */
  oriel_number_to_string (isfinite (scaled) && isfinite (factor) ? scaled / factor : value, out);
  if (decimals > 0 && strchr (out, 'e') == NULL)
    pad_decimals (out, MIN (decimals, ORIEL_UNIT_MAX_DECIMALS));
}

/* The significant digits of a positive number and the place of the point among them: the value
 * is 0.d1d2d3… × 10^point. */
typedef struct
{
  char digits[ORIEL_UNIT_MAX_DECIMALS + 4];
  int n;
  int point;
} Digits;

static void
read_digits (double magnitude, Digits *out)
{
  char text[ORIEL_NUMBER_BUFFER];
  gboolean after_point = FALSE;
  const char *p = text;

  memset (out, 0, sizeof *out);
  oriel_number_to_string (magnitude, text);
  for (; *p != '\0' && *p != 'e'; p++)
    {
      if (*p == '.')
        {
          after_point = TRUE;
          continue;
        }
      if (out->n == 0 && *p == '0')
        {
          out->point -= after_point ? 1 : 0;
          continue;
        }
      if (!after_point)
        out->point++;
      out->digits[out->n++] = *p;
    }

  if (*p == 'e')
    out->point += atoi (p + 1);
}

/* Keeps `keep` digits, halves away from zero. */
static void
round_digits (Digits *digits, int keep)
{
  gboolean up;

  if (keep >= digits->n)
    return;
  if (keep < 0)
    {
      digits->n = 0;
      return;
    }

  up = digits->digits[keep] >= '5';
  digits->n = keep;
  while (up && digits->n > 0 && digits->digits[digits->n - 1] == '9')
    digits->n--;
  if (!up)
    return;

  if (digits->n > 0)
    {
      digits->digits[digits->n - 1]++;
      return;
    }
  digits->digits[0] = '1';
  digits->n = 1;
  digits->point++;
}

/* Up to here a number times a power of ten is off by less than SAFE_DISTANCE. */
#define MAX_SAFE_SCALED 1e12
#define SAFE_DISTANCE 1e-3

/* The digits of a number of usual size, rounded to `decimals`, without its shortest form. FALSE
 * when it is too large, or so near to a half that only the shortest form tells which way to go. */
static gboolean
read_rounded_digits (double magnitude, int decimals, Digits *out)
{
  double scaled, whole;
  guint64 n;

  if (decimals > MAX_EXACT_DIGITS)
    return FALSE;

  scaled = magnitude * power_of_ten (decimals);
  whole = floor (scaled);
  if (scaled >= MAX_SAFE_SCALED || fabs (scaled - whole - 0.5) < SAFE_DISTANCE)
    return FALSE;

  n = (guint64) (scaled - whole > 0.5 ? whole + 1 : whole);
  out->n = n > 0 ? g_snprintf (out->digits, sizeof out->digits, "%" G_GUINT64_FORMAT, n) : 0;
  out->point = out->n - decimals;
  return TRUE;
}

static char
digit_at (const Digits *digits, int place)
{
  return place >= 0 && place < digits->n ? digits->digits[place] : '0';
}

static char *
write_groups (const Digits *digits, char *out)
{
  int n = MAX (digits->point, 1);
  int first = MIN (digits->point, 0) + (digits->point <= 0 ? -1 : 0);

  if (digits->point <= 0)
    {
      *out++ = '0';
      return out;
    }

  for (int i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        *out++ = ',';
      *out++ = digit_at (digits, first + i);
    }
  return out;
}

void
oriel_unit_write_grouped (double value, int min, int max, char *out)
{
  Digits digits;
  int n;

  if (write_special (value, out))
    return;

  min = CLAMP (min, 0, ORIEL_UNIT_MAX_DECIMALS);
  max = CLAMP (max, min, ORIEL_UNIT_MAX_DECIMALS);
  if (!read_rounded_digits (fabs (value), max, &digits))
    {
      read_digits (fabs (value), &digits);
      /* Hundreds of groups and a hundred decimals would not fit. */
      if (digits.point > MAX_GROUPED_DIGITS)
        min = max = 0;
      round_digits (&digits, digits.point + max);
    }

  if (signbit (value))
    *out++ = '-';
  out = write_groups (&digits, out);

  n = digits.n > 0 ? CLAMP (digits.n - digits.point, 0, max) : 0;
  while (n > 0 && digit_at (&digits, digits.point + n - 1) == '0')
    n--;
  n = MAX (n, min);
  if (n > 0)
    *out++ = '.';
  for (int i = 0; i < n; i++)
    *out++ = digit_at (&digits, digits.point + i);
  *out = '\0';
}

/* All digits of the exact binary value, then rounded: printf would round halves to even. */
static void
read_exact_digits (double magnitude, int decimals, Digits *out)
{
  char text[1200];
  const char *rest;

  memset (out, 0, sizeof *out);
  g_snprintf (text, sizeof text, "%.1100e", magnitude);
  /* The point is the locale's. */
  rest = text + 1;
  while (!g_ascii_isdigit (*rest))
    rest++;

  out->n = MIN (decimals + 2, (int) sizeof out->digits);
  out->digits[0] = text[0];
  memcpy (out->digits + 1, rest, (gsize) (out->n - 1));
  out->point = atoi (strchr (text, 'e') + 1) + 1;
  round_digits (out, decimals + 1);
}

void
oriel_unit_write_exponential (double value, int decimals, char *out)
{
  Digits digits = { .point = 1 };
  int n;

  if (!isfinite (value))
    {
      oriel_number_to_string (value, out);
      return;
    }

  decimals = MIN (decimals, ORIEL_UNIT_MAX_DECIMALS);
  if (value != 0 && decimals < 0)
    read_digits (fabs (value), &digits);
  else if (value != 0)
    read_exact_digits (fabs (value), decimals, &digits);
  while (decimals < 0 && digits.n > 1 && digits.digits[digits.n - 1] == '0')
    digits.n--;

  if (value < 0)
    *out++ = '-';
  *out++ = digit_at (&digits, 0);
  n = decimals < 0 ? MAX (digits.n - 1, 0) : decimals;
  if (n > 0)
    *out++ = '.';
  for (int i = 1; i <= n; i++)
    *out++ = digit_at (&digits, i);
  sprintf (out, "e%+d", digits.point - 1);
}

#define HEX_BASE 16

static const char hex_digits[] = "0123456789ABCDEF";

/* Adds one to the last of `n` digits; returns how many remain, 0 when it carries over the point. */
static int
carry_hex (char *digits, int n)
{
  while (n > 0)
    {
      int digit = g_ascii_xdigit_value (digits[n - 1]);

      if (digit + 1 < HEX_BASE)
        {
          digits[n - 1] = hex_digits[digit + 1];
          return n;
        }
      n--;
    }

  return 0;
}

/* Digits behind the point until the rest is less than half the distance to the next double.
 * Returns their number; `carry` is set when the integer part has to grow by one. */
static int
write_hex_fraction (double fraction, double delta, char *digits, int size, gboolean *carry)
{
  int n = 0;

  *carry = FALSE;
  while (fraction >= delta && n < size)
    {
      int digit;

      fraction *= HEX_BASE;
      delta *= HEX_BASE;
      digit = (int) fraction;
      digits[n++] = hex_digits[digit];
      fraction -= digit;

      if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) != 0)) && fraction + delta > 1)
        {
          n = carry_hex (digits, n);
          *carry = n == 0;
          break;
        }
    }

  return n;
}

/* Writes an integer from its end backwards; returns where it begins. All steps are exact. */
static char *
write_hex_integer (double integer, char *end)
{
  do
    {
      double digit = fmod (integer, HEX_BASE);

      *--end = hex_digits[(int) digit];
      integer = (integer - digit) / HEX_BASE;
    }
  while (integer > 0);

  return end;
}

void
oriel_unit_write_hex (double value, char *out)
{
  double magnitude = fabs (value);
  double integer = floor (magnitude);
  double delta;
  char fraction[300], whole[300];
  gboolean carry;
  char *begin;
  int n;

  if (!isfinite (value))
    {
      strcpy (out, "NAN");
      return;
    }

  delta = MAX (nextafter (0, 1), 0.5 * (nextafter (magnitude, INFINITY) - magnitude));
  n = write_hex_fraction (magnitude - integer, delta, fraction, sizeof fraction, &carry);
  begin = write_hex_integer (integer + (carry ? 1 : 0), whole + sizeof whole);

  if (value < 0)
    *out++ = '-';
  memcpy (out, begin, (gsize) (whole + sizeof whole - begin));
  out += whole + sizeof whole - begin;
  if (n > 0)
    *out++ = '.';
  memcpy (out, fraction, (gsize) n);
  out[n] = '\0';
}
