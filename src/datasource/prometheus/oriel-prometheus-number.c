/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The slow and careful way of reading numbers, and the tables of the fast one. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-number.h"

#include <math.h>
#include <string.h>

const OrielPower oriel_powers_of_five[] = {
#include "datasource/prometheus/oriel-powers-of-five.h"
};

const double oriel_exact_powers_of_ten[23] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

#define MAX_NUMBER_LENGTH 400

typedef struct
{
  gboolean negative;
  guint64 digits; /* the first 19 significant ones */
  int exponent;   /* of ten, that belongs to `digits` */
  gboolean cut;   /* there were more than 19 */
} Decimal;

/* Digits from `text` on, appended to `decimal`; those behind the point lower the exponent. */
static const char *
read_digits (const char *text, const char *end, gboolean behind_point, Decimal *decimal)
{
  for (; text < end && g_ascii_isdigit (*text); text++)
    {
      if (decimal->digits < G_GUINT64_CONSTANT (1000000000000000000))
        {
          decimal->digits = decimal->digits * 10 + (guint64) (*text - '0');
          decimal->exponent -= behind_point;
        }
      else
        {
          decimal->cut = decimal->cut || *text != '0';
          decimal->exponent += !behind_point;
        }
    }

  return text;
}

static const char *
read_exponent (const char *text, const char *end, Decimal *decimal)
{
  gboolean negative;
  int value = 0;
  const char *start;

  if (text == end || (*text != 'e' && *text != 'E'))
    return text;

  text++;
  negative = text < end && *text == '-';
  if (text < end && (*text == '-' || *text == '+'))
    text++;
  start = text;
  for (; text < end && g_ascii_isdigit (*text); text++)
    value = MIN (value * 10 + (*text - '0'), 100000);
  if (text == start)
    return NULL;

  decimal->exponent += negative ? -value : value;
  return text;
}

/* FALSE when the text is not all a decimal number. */
static gboolean
read_decimal (const char *text, gsize length, Decimal *decimal)
{
  const char *end = text + length;
  const char *start;
  gsize n_digits;

  *decimal = (Decimal){ .negative = length > 0 && *text == '-' };
  if (length > 0 && (*text == '-' || *text == '+'))
    text++;

  start = text;
  text = read_digits (text, end, FALSE, decimal);
  n_digits = (gsize) (text - start);
  if (text < end && *text == '.')
    {
      start = ++text;
      text = read_digits (text, end, TRUE, decimal);
      n_digits += (gsize) (text - start);
    }

  if (n_digits == 0)
    return FALSE;
  return read_exponent (text, end, decimal) == end;
}

/* `text` is known to be a decimal number of at most MAX_NUMBER_LENGTH bytes. */
static double
by_strtod (const char *text, gsize length)
{
  char copy[MAX_NUMBER_LENGTH + 1];

  memcpy (copy, text, length);
  copy[length] = '\0';
  return g_ascii_strtod (copy, NULL);
}

static gboolean
equals (const char *text, gsize length, const char *word)
{
  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

static gboolean
read_word (const char *text, gsize length, double *out)
{
  gboolean negative = length > 0 && *text == '-';

  if (length > 0 && (*text == '-' || *text == '+'))
    {
      text++;
      length--;
    }

  if (equals (text, length, "inf") || equals (text, length, "infinity"))
    *out = negative ? -INFINITY : INFINITY;
  else if (equals (text, length, "nan"))
    *out = NAN;
  else
    return FALSE;

  return TRUE;
}

gboolean
oriel_prometheus_number (const char *text, gsize length, double *out)
{
  Decimal decimal;
  double above;

  if (length > MAX_NUMBER_LENGTH)
    return FALSE;
  if (!read_decimal (text, length, &decimal))
    return read_word (text, length, out);

  if (decimal.digits == 0)
    {
      *out = decimal.negative ? -0.0 : 0.0;
      return TRUE;
    }

  if (!oriel_decimal_to_double (decimal.digits, decimal.exponent, out) ||
      (decimal.cut &&
       (!oriel_decimal_to_double (decimal.digits + 1, decimal.exponent, &above) || *out != above)))
    {
      *out = by_strtod (text, length);
      return TRUE;
    }

  if (decimal.negative)
    *out = -*out;
  return TRUE;
}

gboolean
oriel_prometheus_time (const char *text, gsize length, gint64 *out_ms)
{
  const char *end = text + length;
  const char *c = text;
  gint64 ms = 0;
  guint n_fraction = 0;
  double seconds;

  /* Whole seconds up to the year 33658 and at most three decimals are read exactly. */
  while (c < end && c - text < 12 && g_ascii_isdigit (*c))
    ms = ms * 10 + (*c++ - '0');
  if (c > text && c < end && *c == '.')
    for (c++; c < end && n_fraction < 3 && g_ascii_isdigit (*c); n_fraction++)
      ms = ms * 10 + (*c++ - '0');
  if (c == end && c > text && c[-1] != '.')
    {
      for (; n_fraction < 3; n_fraction++)
        ms *= 10;
      *out_ms = ms;
      return TRUE;
    }

  if (!oriel_prometheus_number (text, length, &seconds) || !(fabs (seconds) < 9e15))
    return FALSE;
  *out_ms = (gint64) llrint (seconds * 1000.0);
  return TRUE;
}
