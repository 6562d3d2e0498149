/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where panels stand: rows folded or not, repeats expanded over the chosen values.
 *
 * A pure function of dashboard, variables and folded rows; positions are in grid units. */

#pragma once

#include "dashboard/oriel-variables.h"

G_BEGIN_DECLS

/* A panel or row as placed. */
typedef struct
{
  const OrielPanel *panel; /* borrowed from the dashboard */
  OrielGridPos grid;
  int row;          /* index of the row it belongs to, or -1 */
  gboolean folded;  /* rows: the panels are not in the list */
  guint n_children; /* rows: panels that belong to it, folded or not */
  char *name;       /* identity that survives a new placement: id and repeat values */
  char *row_variable, *row_value, *row_text;       /* nullable: scope of a repeated row */
  char *panel_variable, *panel_value, *panel_text; /* nullable: scope of a repeated panel */
} OrielPlacement;

/* Whether the row of that name is folded, if a person has said so; else `fallback`. */
typedef gboolean (*OrielFoldedFunc) (const char *name, gboolean fallback, gpointer user_data);

/* Places all panels. Array of OrielPlacement, in reading order. `folded` is nullable. At most
 * ORIEL_PLACEMENT_LIMIT entries. */
GPtrArray *oriel_placement_new (const OrielDashboard *dashboard,
                                const OrielVariables *variables,
                                OrielFoldedFunc folded,
                                gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

#define ORIEL_PLACEMENT_LIMIT 5000

/* `variables` with the scope of `placement` set, or a new reference when there is none. */
OrielVariables *oriel_placement_scope (const OrielPlacement *placement,
                                       OrielVariables *variables) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
