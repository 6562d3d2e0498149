/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of panels: 24 columns, or one when it is narrow, or one panel alone. */

#pragma once

#include "app/dashboard/oriel-panel-view.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_PANEL_GRID (oriel_panel_grid_get_type ())
G_DECLARE_FINAL_TYPE (OrielPanelGrid, oriel_panel_grid, ORIEL, PANEL_GRID, GtkWidget)

GtkWidget *oriel_panel_grid_new (void);

/* Begins a new list of children. Those that are not added again leave at the end. */
void oriel_panel_grid_begin (OrielPanelGrid *self);
void oriel_panel_grid_add (OrielPanelGrid *self, GtkWidget *child, const OrielPlacedPanel *placed);
void oriel_panel_grid_end (OrielPanelGrid *self);

/* Panels begin to draw as in a page of this size, px, before the grid is given one. */
void oriel_panel_grid_foresee (OrielPanelGrid *self, int width, int height);

/* The adjustment that scrolls the grid: what lies near its page is in sight. */
void oriel_panel_grid_set_adjustment (OrielPanelGrid *self, GtkAdjustment *adjustment);

/* Shows `view` alone; NULL: all. */
void oriel_panel_grid_set_alone (OrielPanelGrid *self, OrielPanelView *view);
OrielPanelView *oriel_panel_grid_get_alone (OrielPanelGrid *self);

/* The panel or row next to `from` in a direction (LEFT, RIGHT, UP, DOWN), or NULL. */
GtkWidget *
oriel_panel_grid_neighbour (OrielPanelGrid *self, GtkWidget *from, GtkDirectionType direction);

G_END_DECLS
