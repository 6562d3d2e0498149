/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboard grid in pixels: 24 columns, rows of 30 px, 8 px between. */

#pragma once

#include "dashboard/oriel-dashboard.h"
#include "draw/oriel-scene.h"

G_BEGIN_DECLS

#define ORIEL_GRID_COLUMNS 24
#define ORIEL_GRID_ROW_PX 30
#define ORIEL_GRID_GAP_PX 8

/* Below this width panels stand in one column. */
#define ORIEL_GRID_ONE_COLUMN_PX 769

/* The rectangle of a grid position on a page `width` px wide. */
OrielRect oriel_grid_rect (const OrielGridPos *grid, double width);

/* The height in px of `rows` grid rows. */
double oriel_grid_height (int rows);

G_END_DECLS
