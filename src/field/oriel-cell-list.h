/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists in cells as text. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Appends the elements as ECMAScript's Array.prototype.join() writes them, what fits of them into
 * `out` of `size` bytes: nulls are empty, lists within the list have commas. Any thread. */
void oriel_cell_list_append (JsonArray *array, const char *separator, char *out, gsize size);

G_END_DECLS
