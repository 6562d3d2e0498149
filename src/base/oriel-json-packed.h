/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns of numbers inside JSON, without a node for each.
 *
 * A dashboard that carries its data is mostly long arrays of numbers, and a node costs fifty
 * times the number. Below members that the caller names, oriel_json_parse_packed() leaves such an
 * array as its text, in a string node; whoever reads those takes the numbers out with the
 * functions here. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where packed arrays may be: in members called `columns` below members called `member`. */
typedef struct
{
  const char *member;
  const char *columns;
} OrielJsonPacking;

/* As oriel_json_parse_open(), but where `packing` (nullable: nowhere) says, arrays of at least
 * ORIEL_JSON_PACKED_MIN numbers and nulls, which doubles hold exactly, are packed. Transfer full.
 * Any thread. */
JsonNode *oriel_json_parse_packed (const char *name,
                                   const char *text,
                                   gssize length,
                                   gsize max_bytes,
                                   const OrielJsonPacking *packing,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define ORIEL_JSON_PACKED_MIN 32

/* Just behind the packed array that begins with the bracket at `p`, or NULL when that is none.
 * Any thread. */
const char *oriel_json_packed_end (const char *p, const char *end);

/* Numbers in the array; 0 when `packed` (nullable) is no text of one. Any thread. */
guint oriel_json_packed_length (const char *packed);

/* Its `n` numbers, oriel_null() where null stands; free with g_free(). NULL when `packed`
 * (nullable) is no text of a packed array. Any thread. */
double *oriel_json_packed_numbers (const char *packed, guint *n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
