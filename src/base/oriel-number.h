/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers as text, the way Grafana's JavaScript writes and reads them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Large enough for any result of the functions below. */
#define ORIEL_NUMBER_BUFFER 352

/* Null and NaN are different things in Grafana: null is this one quiet NaN. */
#define ORIEL_NULL_BITS G_GUINT64_CONSTANT (0x7ff8006e756c6c00)

/* Undefined is a null that nobody gave: a row that a join made. */
#define ORIEL_UNDEFINED_BITS (ORIEL_NULL_BITS | 1)

/* The null value of a number column. */
static inline double
oriel_null (void)
{
  union
  {
    guint64 bits;
    double value;
  } null = { .bits = ORIEL_NULL_BITS };

  return null.value;
}

/* The undefined value of a number column; it is a null too. */
static inline double
oriel_undefined (void)
{
  union
  {
    guint64 bits;
    double value;
  } undefined = { .bits = ORIEL_UNDEFINED_BITS };

  return undefined.value;
}

/* TRUE only for null and undefined; any other NaN is a number that is not a number. */
static inline gboolean
oriel_is_null (double value)
{
  union
  {
    double value;
    guint64 bits;
  } probe = { .value = value };

  return (probe.bits | 1) == ORIEL_UNDEFINED_BITS;
}

/* TRUE only for undefined. */
static inline gboolean
oriel_is_undefined (double value)
{
  union
  {
    double value;
    guint64 bits;
  } probe = { .value = value };

  return probe.bits == ORIEL_UNDEFINED_BITS;
}

/* The double nearest to the JSON number (RFC 8259) of `length` bytes, of which the largest stands
 * for what is larger still. Any thread. */
double oriel_number_from_json (const char *text, gsize length);

/* Writes the shortest digits that read back as `value`, in ECMAScript's form
 * (ECMA-262, Number::toString): `1e+21`, `0.000001`, `NaN`, `Infinity`.
 * `out` holds ORIEL_NUMBER_BUFFER bytes. Returns the length. Any thread. */
gsize oriel_number_to_string (double value, char *out);

/* Writes `value` with `decimals` (0 to 100) digits behind the point, ties away from
 * zero (ECMA-262, Number.prototype.toFixed); from 1e21 on as oriel_number_to_string().
 * `out` holds ORIEL_NUMBER_BUFFER bytes. Returns the length. Any thread. */
gsize oriel_number_to_fixed (double value, int decimals, char *out);

/* Reads all of `text` as ECMAScript's Number(): blanks around it are ignored, empty is 0,
 * `0x1f`, `Infinity`; anything else is NaN. `text` is nullable (NaN). */
double oriel_number_from_string (const char *text);

/* Reads a leading number as ECMAScript's parseFloat(): NaN when there is none. */
double oriel_number_parse_float (const char *text);

/* Rounds half up, as ECMAScript's Math.round(). */
double oriel_number_round (double value);

G_END_DECLS
