/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on the page: rows folded or not, the chosen tab, repeats expanded over the chosen
 * values, what has a condition shown or not.
 *
 * A pure function of dashboard, variables and state. The answer is a list of blocks from top to
 * bottom (a grid, a line of a row's head, a bar of tabs); where they are in pixels is the matter of
 * oriel-page-layout.h. */

#pragma once

#include "dashboard/oriel-condition.h"
#include "dashboard/oriel-variables.h"

G_BEGIN_DECLS

/* Values that repeats give, the innermost first: a list that placements share. */
typedef struct _OrielScope OrielScope;

struct _OrielScope
{
  gatomicrefcount ref_count;
  OrielScope *outer; /* nullable */
  char *variable;
  char *value;
  char *text;
};

typedef enum
{
  ORIEL_PLACED_PANEL,
  ORIEL_PLACED_ROW,  /* the head of a row */
  ORIEL_PLACED_TABS, /* a bar of tabs */
} OrielPlacedKind;

/* One tab of a bar. */
typedef struct
{
  const OrielPanel *panel; /* borrowed from the dashboard */
  char *name;              /* as OrielPlacement.name */
  OrielScope *scope;       /* nullable */
} OrielPlacedTab;

/* A panel, row or bar of tabs as placed. */
typedef struct
{
  OrielPlacedKind kind;
  const OrielPanel *panel; /* borrowed from the dashboard; a bar: its first tab */
  OrielGridPos grid;       /* on the page; of an auto grid and below it about so */
  int row;                 /* index of the row it belongs to, or -1 */
  gboolean folded;         /* rows: the panels are not in the list */
  guint n_children;        /* rows: panels that belong to it, folded or not */
  gboolean hidden;         /* by its condition: only its data is of interest */
  char *name;              /* identity that survives a new placement: id and repeat values */
  OrielScope *scope;       /* nullable */
  gboolean repeated;       /* `scope` begins with its own repeat */

  guint block;                         /* what stands together; counted from the top */
  const OrielArrangement *arrangement; /* of the block; borrowed */
  double left, right;                  /* of a grid: as parts of the width */

  GPtrArray *tabs; /* nullable, of OrielPlacedTab */
  guint tab;       /* the chosen one */
} OrielPlacement;

/* Whether the row of that name is folded, if a person has said so; else `fallback`. */
typedef gboolean (*OrielFoldedFunc) (const char *name, gboolean fallback, gpointer user_data);

/* What people and data have to say. All of it may be zero. */
typedef struct
{
  OrielFoldedFunc folded;

  /* The name of the tab chosen in the bar of that name, or NULL. */
  const char *(*chosen_tab) (const char *bar, gpointer user_data);

  /* Whether the queries of the panel placed under that name gave anything. */
  OrielHasData (*has_data) (const char *name, gpointer user_data);

  /* Whether a panel, row or tab is shown whatever its condition says. */
  gboolean (*is_wanted) (const OrielPanel *panel, gpointer user_data);
  OrielTimeSpan range;
  gpointer user_data;
} OrielPlacementState;

/* Places all panels. Array of OrielPlacement, in reading order. `state` is nullable. At most
 * ORIEL_PLACEMENT_LIMIT entries. */
GPtrArray *oriel_placement_new (const OrielDashboard *dashboard,
                                OrielVariables *variables,
                                const OrielPlacementState *state) G_GNUC_WARN_UNUSED_RESULT;

#define ORIEL_PLACEMENT_LIMIT 5000

/* `variables` as `panel` (a row, a tab, too) within `scope` (nullable) sees them: those of the rows
 * and tabs around it, then the values of repeats. A new reference when there is neither. */
OrielVariables *oriel_placement_scope (const OrielPanel *panel,
                                       const OrielScope *scope,
                                       OrielVariables *variables) G_GNUC_WARN_UNUSED_RESULT;

/* The value and text of the placement's own repeat; NULL when it has none. */
const char *oriel_placement_repeat_value (const OrielPlacement *placement);

/* See oriel_placement_repeat_value(). */
const char *oriel_placement_repeat_text (const OrielPlacement *placement);

G_END_DECLS
