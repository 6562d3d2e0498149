/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of a table's rows: an index is sorted, never the frame. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* One column to sort by. */
typedef struct
{
  const OrielField *field;
  gboolean descending;
} OrielTableSortKey;

/* Less than, equal to or greater than 0 as Grafana compares two cells of a column; NaN where one
 * of them is not a number. Nulls come first. Any thread. */
double oriel_table_compare (const OrielField *field, gsize a, gsize b);

/* The rows 0 to `n_rows` - 1 in the order of `keys` (the first decides first), equal ones as they
 * were. Free with g_free(). Any thread. */
guint32 *oriel_table_sort (const OrielTableSortKey *keys,
                           guint n_keys,
                           gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* The number that stands for the series in a cell of frames: what the frame says, else by its
 * `meta.custom.stat`, else its last one; null when it has none. `frame` is nullable. */
double oriel_table_frame_value (const OrielFrame *frame);

G_END_DECLS
