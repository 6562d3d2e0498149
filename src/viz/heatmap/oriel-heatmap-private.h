/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the heatmap panel share. */

#pragma once

#include "viz/heatmap/oriel-heatmap.h"
#include "viz/oriel-viz-options.h"
#include "viz/timeseries/oriel-series-options.h"

G_BEGIN_DECLS

/* Where a cell lies beside the value of its column or row. */
typedef enum
{
  ORIEL_CELL_BEFORE = -1, /* ends at it */
  ORIEL_CELL_AROUND = 0,
  ORIEL_CELL_AFTER = 1, /* begins at it */
} OrielCellAlign;

/* One row of cells: a bucket of values. */
typedef struct
{
  double low, high;     /* edges on the y scale */
  const double *values; /* of its columns, `stride` apart; borrowed or in `owned` */
  char *name;           /* of the bucket, for people */
  char *label;          /* nullable: tick label of a named bucket */
  double bound;         /* of a named bucket: the number that names it; NAN: none */
  int frame, field;     /* that a hit reports */
} OrielHeatRow;

/* Cells in columns and rows. */
typedef struct
{
  gsize n_x;
  double *xs; /* one a column */
  double x_step;
  gboolean x_is_time;
  GArray *rows; /* of OrielHeatRow, upwards */
  gsize stride;
  OrielCellAlign x_align, y_align;
  gboolean is_ordinal;     /* rows are named and equally high */
  const char *least_label; /* nullable: of the lower edge of the first named row */
  char *own_least_label;
  OrielScaleKind scale; /* of y */
  int log_base;
  double linear_threshold;
  int log_splits;         /* a power is divided into so many rows; 1 */
  gboolean has_own_edges; /* each row said both of its edges */
  double *owned;          /* nullable */

  OrielDisplay *y_display;
  OrielDisplay *value_display;
  char *value_name;
} OrielHeatCells;

typedef struct
{
  OrielVizModel base;
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  OrielTimeSpan range;
  GPtrArray *frames;
  OrielHeatCells cells;
  char *message; /* nullable: why there is no picture */

  OrielColor *palette;
  guint n_colors;
  double value_min, value_max;
  double hide_le, hide_ge;
  double cell_gap;
  gboolean has_legend;

  gboolean tips_have_scale; /* say where in the range of colours a cell lies */
  gboolean tips_are_bars;   /* of all buckets: the histogram of the column */

  OrielAxisPlace y_place;
  double y_min, y_max; /* null: by the data */
  gboolean y_reverse;
  char *y_label;
  double y_width;
} OrielHeatmapModel;

static inline const OrielHeatRow *
oriel_heat_row (const OrielHeatCells *cells, guint i)
{
  return &g_array_index (cells->rows, OrielHeatRow, i);
}

static inline double
oriel_heat_value (const OrielHeatCells *cells, const OrielHeatRow *row, gsize column)
{
  return row->values[column * cells->stride];
}

/* Finds the cells of an input: calculated, given as cells, or one field a row. FALSE with a message
 * (free with g_free()) when there are none. Clear with oriel_heat_cells_clear(). */
gboolean oriel_heat_cells_init (OrielHeatCells *cells,
                                const OrielVizInput *input,
                                GPtrArray *frames,
                                char **message);

/* Frees what it owns. */
void oriel_heat_cells_clear (OrielHeatCells *cells);

/* Draws the panel's exemplars over the cells. `y` is the scale as drawn. */
void oriel_heatmap_draw_exemplars (const OrielHeatmapModel *model,
                                   OrielScene *scene,
                                   const OrielRect *plot,
                                   const OrielScale *y);

/* Implemented by the files of this folder; see OrielVizClass. */
OrielScene *oriel_heatmap_layout (const OrielVizModel *model,
                                  double width,
                                  double height,
                                  const OrielVizState *state);
gboolean oriel_heatmap_hit (const OrielVizModel *model,
                            const OrielScene *scene,
                            const OrielVizState *state,
                            double x,
                            double y,
                            OrielHit *hit);

/* The y scale of the cells in a model. */
void oriel_heatmap_scale (const OrielHeatmapModel *model, OrielScale *scale);

/* Whether a cell of that value is shown, and its colour's number in the palette. */
gboolean oriel_heatmap_is_shown (const OrielHeatmapModel *model, double value);
/* See oriel_heatmap_is_shown(). */
guint oriel_heatmap_color_of (const OrielHeatmapModel *model, double value);

G_END_DECLS
