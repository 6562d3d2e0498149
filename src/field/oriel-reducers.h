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

/* The reducer of an id or old id, or NULL. */
const OrielReducer *oriel_reducer_find (const char *id);

/* All reducers in menu order; `n` receives their number. */
const OrielReducer *oriel_reducers_list (guint *n);

typedef enum
{
  ORIEL_NULLS_NULL,      /* nulls stay nulls */
  ORIEL_NULLS_CONNECTED, /* "connected": ignored */
  ORIEL_NULLS_AS_ZERO,   /* "null as zero" */
} OrielNullMode;

/* What a reducer gave: nothing, a number, a text, or the list of all values. */
typedef struct
{
  enum
  {
    ORIEL_REDUCED_NOTHING,
    ORIEL_REDUCED_NUMBER,
    ORIEL_REDUCED_TEXT,
    ORIEL_REDUCED_BOOLEAN,
    ORIEL_REDUCED_LIST,
  } kind;
  double number;    /* null where the value is null */
  const char *text; /* borrowed from the column */
} OrielReduced;

/* Reduces a field's column by `ids` (n of them) in as few passes as possible into `out`.
 * Unknown ids give nothing. Any thread. */
void oriel_reduce (const OrielField *field,
                   OrielNullMode nulls,
                   const char *const *ids,
                   guint n,
                   OrielReduced *out);

G_END_DECLS
