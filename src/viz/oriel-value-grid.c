/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-value-grid.h. */

#include "config.h"

#include "viz/oriel-value-grid.h"

#include <math.h>

OrielOrientation
oriel_orientation_from_name (const char *name)
{
  if (g_strcmp0 (name, "horizontal") == 0)
    return ORIEL_ORIENTATION_HORIZONTAL;
  if (g_strcmp0 (name, "vertical") == 0)
    return ORIEL_ORIENTATION_VERTICAL;

  return ORIEL_ORIENTATION_AUTO;
}

/* The side of the largest squares of which `n` fit, when `across` of them fill `along` exactly or
 * as many as needed fill `other`. */
static double
square_side (double across, guint n, double along, double other)
{
  if (floor (across * other / along) * across < n)
    return other / ceil (across * other / along);

  return along / across;
}

/* How many columns hold `n` values: the largest squares say the rows, and the rows are then filled
 * evenly. */
static guint
auto_columns (guint n, double width, double height)
{
  double across = ceil (sqrt (n * width / height));
  double down = ceil (sqrt (n * height / width));
  double side = MAX (square_side (across, n, width, height), square_side (down, n, height, width));
  guint rows = (guint) CLAMP (floor (height / side + 1e-9), 1, n);

  return (n + rows - 1) / rows;
}

/* Box `index` of `n` along `length` with gaps between. */
static void
share (guint index, guint n, double length, double gap_px, double *start, double *size)
{
  *size = MAX ((length - gap_px * (n - 1)) / n, 1);
  *start = index * (*size + gap_px);
}

OrielRect
oriel_value_grid_box (guint index,
                      guint n,
                      double width,
                      double height,
                      OrielOrientation orientation,
                      double gap_px)
{
  OrielRect box = { 0, 0, width, height };
  guint columns, rows, row, in_row;

  if (orientation == ORIEL_ORIENTATION_HORIZONTAL)
    {
      share (index, n, height, gap_px, &box.y, &box.height);
      return box;
    }
  if (orientation == ORIEL_ORIENTATION_VERTICAL)
    {
      share (index, n, width, gap_px, &box.x, &box.width);
      return box;
    }

  columns = auto_columns (n, MAX (width, 1), MAX (height, 1));
  rows = (n + columns - 1) / columns;
  row = index / columns;
  in_row = row + 1 < rows ? columns : n - row * columns;
  share (row, rows, height, gap_px, &box.y, &box.height);
  share (index % columns, in_row, width, gap_px, &box.x, &box.width);
  return box;
}
