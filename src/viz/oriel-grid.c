/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-grid.h. */

#include "config.h"

#include "viz/oriel-grid.h"

#include <math.h>

double
oriel_grid_height (int rows)
{
  return MAX (rows * (ORIEL_GRID_ROW_PX + ORIEL_GRID_GAP_PX) - ORIEL_GRID_GAP_PX, 0);
}

OrielRect
oriel_grid_rect (const OrielGridPos *grid, double width)
{
  double column = (width - ORIEL_GRID_GAP_PX * (ORIEL_GRID_COLUMNS - 1)) / ORIEL_GRID_COLUMNS;
  double left = round (grid->x * (column + ORIEL_GRID_GAP_PX));
  double right = round ((grid->x + grid->width) * (column + ORIEL_GRID_GAP_PX)) - ORIEL_GRID_GAP_PX;

  return (OrielRect){
    .x = left,
    .y = grid->y * (ORIEL_GRID_ROW_PX + ORIEL_GRID_GAP_PX),
    .width = MAX (right - left, 1),
    .height = oriel_grid_height (grid->height),
  };
}
