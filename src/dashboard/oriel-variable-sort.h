/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of a query variable's options: Grafana's sort modes 0 to 8. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorts `options` (of OrielVariableOption) by their texts, in place: 0 leaves them, 1/2
 * alphabetical, 3/4 by the first number, 5/6 ignoring case, 7/8 natural; even modes are the odd
 * ones backwards. O(n log n). */
void oriel_variable_sort (GPtrArray *options, int mode);

/* Compares two texts as JavaScript's < does, by UTF-16 units. */
int oriel_text_compare_utf16 (const char *a, const char *b);

/* Compares two texts as the natural order does: digits by value, letters without case, accents
 * after letters. Equal texts may differ in case. */
int oriel_text_compare_natural (const char *a, const char *b);

G_END_DECLS
