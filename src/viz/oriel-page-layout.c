/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-page-layout.h. Rules: Grafana's grid, and the CSS grid of its auto grid. */

#include "config.h"

#include "viz/oriel-page-layout.h"

#include <math.h>

#include "viz/oriel-grid.h"

typedef struct
{
  const OrielPlacedPanel *panels;
  guint n;
  double width;
  gboolean one_column;
  double extra; /* height that each block that fills the page gets on top */
  OrielRect *rects;
} Page;

/* The panels of one block. */
typedef struct
{
  guint begin, end;
} Block;

static Block
block_at (const Page *page, guint begin)
{
  guint end = begin + 1;

  while (end < page->n && page->panels[end].block == page->panels[begin].block)
    end++;

  return (Block){ begin, end };
}

static double
height_of (const OrielPlacedPanel *panel)
{
  return panel->arrangement->kind == ORIEL_ARRANGE_AUTO
           ? panel->arrangement->row_px
           : oriel_grid_height (MAX (panel->grid.height, 1));
}

static double
place_in_column (const Page *page, Block block, double top)
{
  for (guint i = block.begin; i < block.end; i++)
    {
      double height = height_of (&page->panels[i]);

      page->rects[i] = (OrielRect){ 0, top, page->width, height };
      top += height + ORIEL_GRID_GAP_PX;
    }

  return top - ORIEL_GRID_GAP_PX;
}

static double
place_in_grid (const Page *page, Block block, double top)
{
  int first_y = page->panels[block.begin].grid.y;
  double bottom = top;

  for (guint i = block.begin; i < block.end; i++)
    first_y = MIN (first_y, page->panels[i].grid.y);

  for (guint i = block.begin; i < block.end; i++)
    {
      const OrielPlacedPanel *panel = &page->panels[i];
      OrielGridPos down = { 0, panel->grid.y - first_y, 1, panel->grid.height };
      OrielRect rect = oriel_grid_rect (&down, page->width);
      double all = page->width + ORIEL_GRID_GAP_PX;

      rect.x = round (panel->left * all);
      rect.width = MAX (round (panel->right * all) - ORIEL_GRID_GAP_PX - rect.x, 1);
      rect.y += top;
      page->rects[i] = rect;
      bottom = MAX (bottom, rect.y + rect.height);
    }

  return bottom;
}

/* `repeat (auto-fit, minmax (min (max (100 % ÷ most − gap, least), 100 %), 1fr))` */
static guint
columns_of (const OrielArrangement *arrangement, double width, guint n)
{
  double least =
    MAX (width / MAX (arrangement->max_columns, 1) - ORIEL_GRID_GAP_PX, arrangement->column_px);
  double fit = (width + ORIEL_GRID_GAP_PX) / (MAX (MIN (least, width), 1) + ORIEL_GRID_GAP_PX);

  return CLAMP ((guint) fit, 1, n);
}

static double
place_in_lines (const Page *page, Block block, double top)
{
  const OrielArrangement *arrangement = page->panels[block.begin].arrangement;
  guint n = block.end - block.begin;
  guint columns = columns_of (arrangement, page->width, n);
  guint lines = (n + columns - 1) / columns;
  double all = page->width + ORIEL_GRID_GAP_PX;
  double height = arrangement->row_px;

  if (arrangement->fill_screen)
    height += floor (page->extra / lines);

  for (guint i = 0; i < n; i++)
    {
      double left = round (i % columns * all / columns);
      double right = round ((i % columns + 1) * all / columns) - ORIEL_GRID_GAP_PX;

      page->rects[block.begin + i] = (OrielRect){
        left,
        top + i / columns * (height + ORIEL_GRID_GAP_PX),
        MAX (right - left, 1),
        height,
      };
    }

  return top + lines * (height + ORIEL_GRID_GAP_PX) - ORIEL_GRID_GAP_PX;
}

static double
place_block (const Page *page, Block block, double top)
{
  const OrielPlacedPanel *first = &page->panels[block.begin];

  if (first->kind != ORIEL_PLACED_PANEL || page->one_column)
    return place_in_column (page, block, top);
  if (first->arrangement->kind == ORIEL_ARRANGE_AUTO)
    return place_in_lines (page, block, top);

  return place_in_grid (page, block, top);
}

/* Returns the page's height; `n_filling` receives how many blocks want more of it. */
static double
place_all (const Page *page, guint *n_filling)
{
  double top = 0;

  *n_filling = 0;
  for (guint i = 0; i < page->n;)
    {
      Block block = block_at (page, i);

      top = place_block (page, block, top) + ORIEL_GRID_GAP_PX;
      *n_filling += page->panels[i].arrangement->fill_screen;
      i = block.end;
    }

  return MAX (top - ORIEL_GRID_GAP_PX, 0);
}

double
oriel_page_layout (const OrielPlacedPanel *panels,
                   guint n,
                   double width,
                   double height,
                   gboolean one_column,
                   OrielRect *rects)
{
  Page page = { panels, n, MAX (width, 1), one_column, 0, rects };
  guint n_filling;
  double used = place_all (&page, &n_filling);

  if (n_filling == 0 || used >= height || one_column)
    return used;

  page.extra = (height - used) / n_filling;
  return place_all (&page, &n_filling);
}
