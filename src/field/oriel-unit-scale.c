/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value formats that make a number of a number: plain, scaled by prefixes, money, and other
 * notations. Rules: Grafana's valueFormats, baseFormatters and symbolFormatters. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"
#include "field/oriel-unit-private.h"

/* A ladder of prefixes; `base` is the place of the empty one. */
typedef struct
{
  double factor; /* 1000 or 1024 */
  int n;
  int base;
  const char *prefixes[16];
} Scale;

static const Scale si_scale = { 1000,
                                14,
                                5,
                                { "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z",
                                  "Y" } };

static const Scale binary_scale = { 1024,
                                    9,
                                    0,
                                    { "", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi" } };

static const Scale short_scale = { 1000,
                                   9,
                                   0,
                                   { "", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext",
                                     " Sept" } };

static const Scale count_scale = { 1000, 5, 0, { "", "K", "M", "B", "T" } };

static const Scale psi_scale = { 1000, 3, 0, { "psi", "ksi", "Mpsi" } };

void
oriel_unit_append (char *part, gsize size, const char *text)
{
  gsize used = strlen (part);
  gsize length = strlen (text);

  if (length >= size - used)
    {
      const char *end = text + (size - used - 1);

      /* Not into the middle of a character. */
      while (end > text && ((guchar) *end & 0xc0) == 0x80)
        end--;
      length = (gsize) (end - text);
    }

  memcpy (part + used, text, length);
  part[used + length] = '\0';
}

static void
append_prefix (OrielFormatted *out, const char *text)
{
  oriel_unit_append (out->prefix, sizeof out->prefix, text);
}

static void
append_suffix (OrielFormatted *out, const char *text)
{
  oriel_unit_append (out->suffix, sizeof out->suffix, text);
}

/* Powers of 1000 from -13 to 13 as JavaScript's engine computes them: some lie next to the nearest
 * double, and the last bit of the quotient decides whether a scaled number is an integer, which is
 * shown without decimals. */
static const double powers_of_1000[] = {
  1.0000000000000001e-39,
  1e-36,
  1e-33,
  1e-30,
  1e-27,
  1.0000000000000001e-24,
  1.0000000000000001e-21,
  1e-18,
  1e-15,
  1e-12,
  1e-9,
  1e-6,
  1e-3,
  1,
  1e3,
  1e6,
  1e9,
  1e12,
  1e15,
  1e18,
  1e21,
  1e24,
  1e27,
  1e30,
  1e33,
  9.999999999999999e35,
  1.0000000000000001e39,
};

#define PLACE_OF_ONE 13

static double
scale_power (const Scale *scale, int step)
{
  if (scale->factor == 1000)
    return powers_of_1000[PLACE_OF_ONE + step];

  return ldexp (1, 10 * step);
}

/* Writes the scaled number and returns its prefix on the ladder; NULL when the value is not
 * finite and so has none. */
static const char *
write_scaled (const Scale *scale, int place, double value, int decimals, char *out)
{
  int base = scale->base + place;
  int step = 0;

  if (!isfinite (value))
    {
      oriel_unit_write_fixed (value, decimals, out);
      return NULL;
    }

  if (value != 0)
    step = (int) floor (log10 (fabs (value)) / log10 (scale->factor));
  step = CLAMP (step, -base, scale->n - base - 1);
  oriel_unit_write_fixed (step != 0 ? value / scale_power (scale, step) : value, decimals, out);

  return scale->prefixes[base + step];
}

static void
format_with_ladder (const Scale *scale,
                    const OrielUnitFormat *format,
                    double value,
                    int decimals,
                    OrielFormatted *out)
{
  const char *prefix;

  if (oriel_is_null (value))
    return;

  prefix = write_scaled (scale, format->place, value, decimals, out->text);
  if (prefix == NULL)
    return;

  append_suffix (out, " ");
  append_suffix (out, prefix);
  append_suffix (out, format->symbol);
}

void
oriel_unit_format_fixed (const OrielUnitFormat *format,
                         double value,
                         int decimals,
                         const OrielUnitContext *context,
                         OrielFormatted *out)
{
  if (oriel_is_null (value))
    return;

  oriel_unit_write_fixed (value, decimals, out->text);
  if (format->symbol == NULL || *format->symbol == '\0')
    return;

  append_suffix (out, " ");
  append_suffix (out, format->symbol);
}

void
oriel_unit_format_prefixed (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out)
{
  if (oriel_is_null (value))
    return;

  oriel_unit_write_fixed (value, decimals, out->text);
  append_prefix (out, format->symbol);
}

void
oriel_unit_format_percent (const OrielUnitFormat *format,
                           double value,
                           int decimals,
                           const OrielUnitContext *context,
                           OrielFormatted *out)
{
  if (oriel_is_null (value))
    return;

  oriel_unit_write_fixed (value, decimals, out->text);
  append_suffix (out, "%");
}

void
oriel_unit_format_fraction (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out)
{
  if (oriel_is_null (value))
    return;

  oriel_unit_write_fixed (100 * value, decimals, out->text);
  append_suffix (out, "%");
}

void
oriel_unit_format_short (const OrielUnitFormat *format,
                         double value,
                         int decimals,
                         const OrielUnitContext *context,
                         OrielFormatted *out)
{
  const char *prefix;

  if (oriel_is_null (value))
    return;

  prefix = write_scaled (&short_scale, 0, value, decimals, out->text);
  if (prefix != NULL)
    append_suffix (out, prefix);
}

void
oriel_unit_format_si (const OrielUnitFormat *format,
                      double value,
                      int decimals,
                      const OrielUnitContext *context,
                      OrielFormatted *out)
{
  format_with_ladder (&si_scale, format, value, decimals, out);
}

void
oriel_unit_format_binary (const OrielUnitFormat *format,
                          double value,
                          int decimals,
                          const OrielUnitContext *context,
                          OrielFormatted *out)
{
  format_with_ladder (&binary_scale, format, value, decimals, out);
}

void
oriel_unit_format_psi (const OrielUnitFormat *format,
                       double value,
                       int decimals,
                       const OrielUnitContext *context,
                       OrielFormatted *out)
{
  const char *word;

  if (oriel_is_null (value))
    return;

  word = write_scaled (&psi_scale, 0, value, decimals, out->text);
  if (word != NULL)
    append_suffix (out, word);
}

void
oriel_unit_format_count (const OrielUnitFormat *format,
                         double value,
                         int decimals,
                         const OrielUnitContext *context,
                         OrielFormatted *out)
{
  const char *prefix;

  if (oriel_is_null (value))
    return;

  prefix = write_scaled (&count_scale, 0, value, decimals, out->text);
  /* Grafana joins a missing prefix as text, and so it stands on everyone's screen. */
  append_suffix (out, prefix != NULL ? prefix : "undefined");
  append_suffix (out, " ");
  append_suffix (out, format->symbol);
}

void
oriel_unit_format_currency (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out)
{
  gboolean behind = format->place != 0;
  const char *prefix;

  if (oriel_is_null (value))
    return;

  prefix = write_scaled (&count_scale, 0, fabs (value), decimals, out->text);
  if (value < 0)
    append_prefix (out, "-");
  if (!behind)
    append_prefix (out, format->symbol);
  if (prefix == NULL)
    return;

  append_suffix (out, prefix);
  if (behind)
    append_suffix (out, format->symbol);
}

void
oriel_unit_format_financial (const OrielUnitFormat *format,
                             double value,
                             int decimals,
                             const OrielUnitContext *context,
                             OrielFormatted *out)
{
  if (oriel_is_null (value))
    return;

  oriel_unit_write_grouped (value, MAX (decimals, 0), decimals < 0 ? 1 : decimals, out->text);
  if (format->place != 0)
    append_suffix (out, format->symbol);
  else
    append_prefix (out, format->symbol);
}

void
oriel_unit_format_string (const OrielUnitFormat *format,
                          double value,
                          int decimals,
                          const OrielUnitContext *context,
                          OrielFormatted *out)
{
  if (oriel_is_null (value))
    strcpy (out->text, "null");
  else
    oriel_number_to_string (value, out->text);
}

void
oriel_unit_format_hex (const OrielUnitFormat *format,
                       double value,
                       int decimals,
                       const OrielUnitContext *context,
                       OrielFormatted *out)
{
  char rounded[ORIEL_UNIT_NUMBER_BUFFER];
  char digits[ORIEL_UNIT_NUMBER_BUFFER];

  if (oriel_is_null (value))
    return;

  /* Only what would be shown in base ten is converted. */
  oriel_unit_write_fixed (value, decimals, rounded);
  oriel_unit_write_hex (oriel_number_parse_float (rounded), digits);

  if (digits[0] == '-')
    strcpy (out->text, "-");
  oriel_unit_append (out->text, sizeof out->text, format->symbol);
  oriel_unit_append (out->text, sizeof out->text, digits + (digits[0] == '-' ? 1 : 0));
}

void
oriel_unit_format_exponential (const OrielUnitFormat *format,
                               double value,
                               int decimals,
                               const OrielUnitContext *context,
                               OrielFormatted *out)
{
  if (!oriel_is_null (value))
    oriel_unit_write_exponential (value, decimals, out->text);
}

/* What ECMA-402 shows when nobody says so. */
#define LOCALE_DECIMALS 3

void
oriel_unit_format_locale (const OrielUnitFormat *format,
                          double value,
                          int decimals,
                          const OrielUnitContext *context,
                          OrielFormatted *out)
{
  if (!oriel_is_null (value))
    oriel_unit_write_grouped (value, 0, decimals < 0 ? LOCALE_DECIMALS : decimals, out->text);
}

void
oriel_unit_format_boolean (const OrielUnitFormat *format,
                           double value,
                           int decimals,
                           const OrielUnitContext *context,
                           OrielFormatted *out)
{
  gboolean is_true = !isnan (value) && value != 0;

  oriel_unit_append (out->text, sizeof out->text, is_true ? format->symbol : format->other);
}
