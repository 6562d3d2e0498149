/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows grouped by the values of some fields, and calculations over each group: what groupBy and
 * groupToNestedTable share. */

#pragma once

#include "field/oriel-reducers.h"

G_BEGIN_DECLS

typedef struct
{
  guint n;
  gint32 *rows;    /* all rows, group after group, each in the frame's order */
  guint32 *starts; /* n + 1 places in `rows` */
  GPtrArray *keys; /* owned text of each group: the values with commas between */
} OrielGroups;

/* Groups `n_rows` rows by the texts of their values in `fields` (of OrielField), in the order that
 * the groups are met: as Grafana's groupValuesByKey. Clear with oriel_groups_clear(). */
void oriel_groups_init (OrielGroups *groups, GPtrArray *fields, gsize n_rows);

/* Frees what it holds. */
void oriel_groups_clear (OrielGroups *groups);

/* The rows of group `index`; `n` receives their number. */
const gint32 *oriel_groups_rows (const OrielGroups *groups, guint index, gsize *n);

/* The values that the first rows of the groups have in `field`. */
OrielColumn *oriel_groups_first (const OrielGroups *groups,
                                 const OrielField *field) G_GNUC_WARN_UNUSED_RESULT;

/* What makes the type of a calculated field: `cells` are the results of `reducer` over `field`. */
typedef OrielFieldType (*OrielResultTypeFunc) (const char *reducer,
                                               const OrielField *field,
                                               const char *name,
                                               const OrielReduced *cells,
                                               gsize n);

/* Adds a field `NAME (REDUCER)` to `frame` for each of `reducers` (ids), with one row a group. */
void oriel_groups_reduce (const OrielGroups *groups,
                          const OrielField *field,
                          const char *name,
                          JsonArray *reducers,
                          OrielResultTypeFunc type_of,
                          OrielFrame *frame);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielGroups, oriel_groups_clear)

G_END_DECLS
