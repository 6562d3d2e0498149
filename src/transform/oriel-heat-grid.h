/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Samples counted into a grid of buckets over time and value: what a calculated heatmap shows and
 * what the `heatmap` transformation gives. Rules: Grafana's calculateHeatmapFromData. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* How one axis is divided. */
typedef struct
{
  gboolean by_count; /* into about `size` buckets; else into buckets that are `size` wide */
  double size;       /* ms or the field's unit; 0: nothing said, 20 (x) or 10 (y) buckets */
  int log_base;      /* of y: 2 or 10, whose powers are divided into `size` buckets; 0: linear */
} OrielHeatAxis;

typedef struct
{
  OrielHeatAxis x, y;
  double x_min, x_max; /* ms; null: those of the data */
} OrielHeatOptions;

/* The grid. Clear with oriel_heat_grid_clear(). */
typedef struct
{
  gsize n_x, n_y;
  double x_min, x_step; /* lower edge of the first column, width of each; ms */
  double y_min, y_step; /* the same of rows; with `log_base` of their exponents */
  int log_base;
  double *counts;             /* of n_x × n_y buckets, a column's rows together */
  const OrielField *value;    /* the first field that was counted, borrowed from its frame */
  const OrielField *time;     /* its time */
  const OrielFrame *of_frame; /* its frame */
} OrielHeatGrid;

/* Reads `{xBuckets: {mode, value}, yBuckets: {mode, value, scale: {type, log}}}` (nullable); sizes
 * of x may be durations (`5m`). */
void oriel_heat_options_from_json (OrielHeatOptions *options, JsonObject *calculation);

/* Counts the numbers of all `frames` (of OrielFrame) that have a time. FALSE with an error (for
 * people) when there are none, or too many buckets. Linear in the samples. Any thread. */
gboolean oriel_heat_grid_init (OrielHeatGrid *grid,
                               GPtrArray *frames,
                               const OrielHeatOptions *options,
                               GError **error);

/* Lower edge of row `i`; `i` may be n_y. */
double oriel_heat_grid_y (const OrielHeatGrid *grid, gsize i);

/* Frees what it owns. */
void oriel_heat_grid_clear (OrielHeatGrid *grid);

G_END_DECLS
