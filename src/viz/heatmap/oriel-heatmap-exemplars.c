/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exemplars over the cells of a heatmap: in the middle of their bucket where rows are named, else
 * at their value. */

#include "config.h"

#include "viz/heatmap/oriel-heatmap-private.h"

#include <math.h>

typedef struct
{
  const OrielHeatmapModel *model;
  const OrielRect *plot;
  const OrielScale *y;
} Exemplars;

static double
y_of (const Exemplars *all, double value)
{
  return all->plot->y + all->plot->height * (1 - oriel_scale_position (all->y, value));
}

/* The named row of a value: the first whose upper bound it does not exceed, or the last whose lower
 * bound it reaches. NULL when there is none. */
static const OrielHeatRow *
row_of (const OrielHeatCells *cells, double value)
{
  const OrielHeatRow *found = NULL;

  for (guint i = 0; i < cells->rows->len; i++)
    {
      const OrielHeatRow *row = oriel_heat_row (cells, i);

      if (cells->y_align == ORIEL_CELL_BEFORE && value <= row->bound)
        return row;
      if (cells->y_align != ORIEL_CELL_BEFORE && value >= row->bound)
        found = row;
    }

  return found;
}

static double
place (const OrielFrame *frame, gsize row, double value, gpointer data)
{
  const Exemplars *all = data;
  const OrielHeatCells *cells = &all->model->cells;
  const OrielHeatRow *bucket;

  if (!cells->is_ordinal)
    return cells->scale == ORIEL_SCALE_LOG && value <= 0 ? NAN : y_of (all, value);

  bucket = row_of (cells, value);
  return bucket != NULL ? y_of (all, (bucket->low + bucket->high) / 2) : NAN;
}

void
oriel_heatmap_draw_exemplars (const OrielHeatmapModel *model,
                              OrielScene *scene,
                              const OrielRect *plot,
                              const OrielScale *y)
{
  Exemplars all = { model, plot, y };
  const OrielExemplarLook look = {
    .plot = *plot,
    .x_min = (double) model->range.from_ms,
    .x_max = (double) model->range.to_ms,
    .boxes = TRUE,
    .place = place,
    .data = &all,
  };

  if (model->cells.x_is_time)
    oriel_markers_draw_exemplars (model->base.markers, scene, &look);
}
