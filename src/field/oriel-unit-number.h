/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers as digits: the notations that value formats are made of. All write into a buffer of at
 * least ORIEL_UNIT_NUMBER_BUFFER bytes, end it with a zero, and never allocate. Any thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ORIEL_UNIT_NUMBER_BUFFER 416

/* More digits than this behind the point are not written. */
#define ORIEL_UNIT_MAX_DECIMALS 100

/* How many decimals a number is shown with when nobody says so (Grafana's getDecimalsForValue):
 * three significant digits, none for integers. 0 for what is not finite. */
int oriel_unit_auto_decimals (double value);

/* Rounds half up to `decimals` (< 0: automatic) and pads with zeros (Grafana's toFixed); numbers
 * that JavaScript writes with an exponent keep it. ∞ and NaN have their signs. */
void oriel_unit_write_fixed (double value, int decimals, char *out);

/* Groups of three with commas (en-US), between `min` and `max` decimals, halves away from zero. */
void oriel_unit_write_grouped (double value, int min, int max, char *out);

/* `1.5e+3` with `decimals` digits, or as many as are needed when < 0 (toExponential). */
void oriel_unit_write_exponential (double value, int decimals, char *out);

/* Upper-case digits to base 16, with as many behind the point as tell the value from its neighbour
 * (ECMA-262 leaves the algorithm open; this is what V8 writes). */
void oriel_unit_write_hex (double value, char *out);

G_END_DECLS
