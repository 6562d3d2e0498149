/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stacking: which series stand on one another, and where their edges lie. */

#pragma once

#include "viz/timeseries/oriel-series-options.h"

G_BEGIN_DECLS

/* One series. */
typedef struct
{
  const double *values; /* NaN and null: none */
  gsize n_rows;
  OrielStackMode mode;
  const char *group;
  const char *scale_key;
  OrielDrawStyle draw_style;
  int draw_variant; /* join of lines, alignment of bars */
  OrielSeriesTransform transform;
  gboolean hidden;
} OrielStackInput;

typedef struct
{
  int direction;  /* 1 up, -1 down */
  GArray *series; /* of guint, in their order */
} OrielStackGroup;

/* The groups that `inputs` form, each of series of one direction. Array of OrielStackGroup; free
 * with g_array_unref(). Any thread. */
GArray *oriel_stack_groups (const OrielStackInput *inputs, guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the upper edge of every series to `out[i]` (`n_rows` values each, allocated by the
 * caller; all inputs are aligned and have so many): stacked where it is stacked, else its
 * transformed values. `totals[i]` (nullable) gets the sum of its group, before percentages. */
void oriel_stack_values (const OrielStackInput *inputs,
                         guint n,
                         gsize n_rows,
                         const GArray *groups,
                         double *const *out,
                         double *const *totals);

G_END_DECLS
