/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The distinct values of columns, numbered in the order they are met: what grouping, joining,
 * merging and partitioning stand on. Costs one look into a table of integers a row. */

#pragma once

#include "field/oriel-cell.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n_rows;
  guint32 n;      /* distinct values */
  guint32 *ids;   /* of each row: 0 … n - 1 */
  GArray *firsts; /* of gint32: the row in which each was met first */
} OrielDistinct;

/* All rows are equal so far. */
void oriel_distinct_init (OrielDistinct *distinct, gsize n_rows);

/* Frees what it holds. */
void oriel_distinct_clear (OrielDistinct *distinct);

/* From now on rows differ, too, where the values of `field` differ, as a Set of ECMAScript tells
 * values apart: null is not undefined, NaN is NaN, objects are themselves. */
void oriel_distinct_refine (OrielDistinct *distinct, const OrielField *field);

/* A table from integers to their numbers: 0 for the first that is asked for, 1 for the next. */
typedef struct
{
  guint64 *keys;
  guint32 *numbers; /* G_MAXUINT32: the slot is free */
  gsize n_slots;    /* a power of two */
  guint32 n;
} OrielNumbering;

/* An empty table. */
void oriel_numbering_init (OrielNumbering *numbering);

/* Frees what it holds. */
void oriel_numbering_clear (OrielNumbering *numbering);

/* The number of `key`, a new one when it was never asked for. */
guint32 oriel_numbering_of (OrielNumbering *numbering, guint64 key);

/* The values of columns, of several kinds and of several frames, numbered together. */
typedef struct
{
  OrielNumbering numbering;
  GHashTable *texts; /* text → its place among texts; texts are borrowed from the columns */
  const char *last_text;
  guint32 last_number;
} OrielValueTable;

/* An empty table. */
void oriel_value_table_init (OrielValueTable *table);

/* Frees what it holds. */
void oriel_value_table_clear (OrielValueTable *table);

/* The number of a column's value, a new one when no equal value was asked for. Values are told
 * apart as oriel_distinct_refine() does; a time is a number. The column must outlive the table. */
guint32 oriel_value_table_number (OrielValueTable *table, const OrielColumn *column, gsize row);

/* An integer that stands for a number: equal for both zeros and for all NaN, but null and
 * undefined. */
guint64 oriel_number_key (double value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielDistinct, oriel_distinct_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielNumbering, oriel_numbering_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielValueTable, oriel_value_table_clear)

G_END_DECLS
