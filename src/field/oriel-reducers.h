/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reducers: a column becomes one value (last, mean, p99 …). */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *name;
  const char *description;
  gboolean standard;        /* computed by the one shared pass */
  gboolean preserves_units; /* the result has the field's unit */
  const char *alias;        /* nullable: old id */
} OrielReducer;

/* The reducer of an id or old id, or NULL; `id` is nullable. */
const OrielReducer *oriel_reducer_find (const char *id);

/* All reducers in menu order; `n` receives their number. */
const OrielReducer *oriel_reducers_list (guint *n);

typedef enum
{
  ORIEL_NULLS_NULL,      /* nulls stay nulls */
  ORIEL_NULLS_CONNECTED, /* "connected": ignored */
  ORIEL_NULLS_AS_ZERO,   /* "null as zero" */
} OrielNullMode;

/* What a reducer gave: nothing, a number, a text, a boolean, another JSON value, or a list of
 * the column's values. Also one cell of a column. */
typedef struct
{
  enum
  {
    ORIEL_REDUCED_NOTHING,
    ORIEL_REDUCED_NUMBER,
    ORIEL_REDUCED_TEXT,
    ORIEL_REDUCED_BOOLEAN,
    ORIEL_REDUCED_OTHER,
    ORIEL_REDUCED_LIST, /* allValues, uniqueValues: see oriel_reduce_rows() */
  } kind;
  double number;    /* NUMBER: null where the value is null; BOOLEAN: 0 or 1 */
  const char *text; /* TEXT: borrowed from the column */
  JsonNode *node;   /* OTHER: borrowed from the column; NULL for frames */
} OrielReduced;

/* The null mode of a field's config (`nullValueMode`); not set: CONNECTED. */
OrielNullMode oriel_field_null_mode (const OrielField *field);

/* The cell at `row`; a null is a NUMBER that is null. */
OrielReduced oriel_field_cell (const OrielField *field, gsize row);

/* Reduces a field's column by `ids` (n of them) in as few passes as possible into `out`.
 * Unknown ids give nothing. As in Grafana, a reducer may give another result alone than beside
 * others: together, the shared pass decides (lastNotNull with nulls as zeros). Any thread. */
void oriel_reduce (const OrielField *field,
                   OrielNullMode nulls,
                   const char *const *ids,
                   guint n,
                   OrielReduced *out);

/* Reduces by one id, alone. */
OrielReduced oriel_reduce_one (const OrielField *field, OrielNullMode nulls, const char *id);

/* The rows whose values a LIST has: all, or with `unique` the first of each value. Array of
 * gsize. */
GArray *oriel_reduce_rows (const OrielField *field, gboolean unique) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
