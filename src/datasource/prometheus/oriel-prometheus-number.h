/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decimal text to double, exactly rounded, at the speed that samples need.
 *
 * Digits become a 64-bit integer and a power of ten; one multiplication with a 128-bit power of
 * five gives the double (D. Lemire, "Number Parsing at a Gigabyte per Second", 2021). What that
 * can't decide, and what is not plain digits, goes to strtod. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ORIEL_POWER_MIN (-342)
#define ORIEL_POWER_MAX 308

typedef struct
{
  guint64 high, low;
} OrielPower;

/* The leading 128 bits of 5^(i + ORIEL_POWER_MIN). */
extern const OrielPower oriel_powers_of_five[ORIEL_POWER_MAX - ORIEL_POWER_MIN + 1];

/* 10^0 to 10^22, which doubles hold exactly. */
extern const double oriel_exact_powers_of_ten[23];

/* w × 10^q, rounded to nearest even, into `out`. FALSE when it can't tell (subnormals, overflow,
 * exponents outside the table): then use strtod. `w` must not be 0. */
static inline gboolean
oriel_decimal_to_double (guint64 w, int q, double *out)
{
  union
  {
    guint64 bits;
    double value;
  } result;
  const OrielPower *power;
  unsigned __int128 product;
  guint64 upper, lower, mantissa;
  int zeros, upper_bit, shift, exponent;

  if (q < ORIEL_POWER_MIN || q > ORIEL_POWER_MAX)
    return FALSE;

  power = &oriel_powers_of_five[q - ORIEL_POWER_MIN];
  zeros = __builtin_clzll (w);
  w <<= zeros;
  product = (unsigned __int128) w * power->high;
  upper = (guint64) (product >> 64);
  lower = (guint64) product;

  /* The low nine bits all set: the truncated rest could carry into what is rounded. */
  if (G_UNLIKELY ((upper & 0x1ff) == 0x1ff))
    {
      guint64 rest = (guint64) (((unsigned __int128) w * power->low) >> 64);

      lower += rest;
      upper += lower < rest;
      if (lower == G_MAXUINT64 && (q < -27 || q > 55))
        return FALSE;
    }

  upper_bit = (int) (upper >> 63);
  shift = upper_bit + 64 - 52 - 3;
  mantissa = upper >> shift;
  exponent = ((217706 * q) >> 16) + 63 + upper_bit - zeros + 1023;
  if (G_UNLIKELY (exponent <= 0 || exponent >= 0x7fe))
    return FALSE;

  /* Exactly between two doubles: to the even one. Only these powers can be exact. */
  if (G_UNLIKELY (lower <= 1 && q >= -4 && q <= 23 && (mantissa & 3) == 1 &&
                  (mantissa << shift) == upper))
    mantissa &= ~(guint64) 1;

  mantissa += mantissa & 1;
  mantissa >>= 1;
  exponent += (int) (mantissa >> 53); /* rounded up to the next power of two */
  result.bits =
    (mantissa & ~((guint64) 1 << 52) & (((guint64) 1 << 53) - 1)) | ((guint64) exponent << 52);
  *out = result.value;
  return TRUE;
}

/* As above for few digits behind the point, of any count: where both the digits and the power of
 * ten are exact doubles, one division rounds right (W. D. Clinger, 1990), and is cheaper. */
static inline gboolean
oriel_fraction_to_double (guint64 digits, guint n_fraction, double *out)
{
  if (digits <= (guint64) 1 << 53 && n_fraction < G_N_ELEMENTS (oriel_exact_powers_of_ten))
    {
      *out = (double) (gint64) digits / oriel_exact_powers_of_ten[n_fraction];
      return TRUE;
    }

  return oriel_decimal_to_double (digits, -(int) n_fraction, out);
}

/* Reads all `length` bytes as a number the way Prometheus writes one: digits, exponents, `NaN`,
 * `+Inf`, `-Inf`. FALSE when they are none. Independent of the locale. Any thread. */
gboolean oriel_prometheus_number (const char *text, gsize length, double *out);

/* Reads seconds with a fraction, a JSON number, as ms (rounded); FALSE when it is none or beyond
 * what 64 bits hold. */
gboolean oriel_prometheus_time (const char *text, gsize length, gint64 *out_ms);

G_END_DECLS
