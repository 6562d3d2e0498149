/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells of any type as ECMAScript's operators see them: Grafana's matchers, sorts and joins
 * compare values of different types with them. */

#pragma once

#include "field/oriel-reducers.h"

G_BEGIN_DECLS

/* A cell with the value of a JSON node (nullable: undefined), borrowed. */
OrielReduced oriel_cell_from_node (JsonNode *node);

/* TRUE for null, undefined, nothing. */
gboolean oriel_cell_is_null (const OrielReduced *cell);

/* TRUE for undefined and nothing. */
gboolean oriel_cell_is_undefined (const OrielReduced *cell);

/* Number(cell): null is 0, undefined NaN, texts are read. */
double oriel_cell_number (const OrielReduced *cell);

/* String(cell); borrowed, or in `buffer`, which holds ORIEL_NUMBER_BUFFER bytes. */
const char *oriel_cell_text (const OrielReduced *cell, char *buffer);

/* Boolean(cell). */
gboolean oriel_cell_is_true (const OrielReduced *cell);

/* `a === b`, but NaN equals NaN when `nan_is_one` (as in a Set). */
gboolean oriel_cell_equal (const OrielReduced *a, const OrielReduced *b, gboolean nan_is_one);

/* `a == b`. */
gboolean oriel_cell_loosely_equal (const OrielReduced *a, const OrielReduced *b);

/* What oriel_cell_order() gives for values that have no order. */
#define ORIEL_CELL_UNORDERED 2

/* -1, 0 or 1 as `<`, `>` say: two texts by code unit, else as numbers. */
int oriel_cell_order (const OrielReduced *a, const OrielReduced *b);

/* Hash and equality of OrielReduced for a GHashTable, as a Set has them. */
guint oriel_cell_hash (gconstpointer cell);
/* See oriel_cell_hash(). */
gboolean oriel_cell_hash_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
