/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies over a chart and changes with the pointer: crosshair and selection. A widget of its
 * own, so that a move of the pointer leaves the chart's node as it is. */

#pragma once

#include <gtk/gtk.h>

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_PLOT_OVERLAY (oriel_plot_overlay_get_type ())
G_DECLARE_FINAL_TYPE (OrielPlotOverlay, oriel_plot_overlay, ORIEL, PLOT_OVERLAY, GtkWidget)

GtkWidget *oriel_plot_overlay_new (void);

/* The plot's rectangle in the overlay's px; NULL: there is none. */
void oriel_plot_overlay_set_plot (OrielPlotOverlay *self, const OrielRect *plot);

/* Where the crosshair stands, in px; NAN: no such line. */
void oriel_plot_overlay_set_crosshair (OrielPlotOverlay *self, double x, double y);

/* Both ends of the selection in px; NAN: none. */
void oriel_plot_overlay_set_selection (OrielPlotOverlay *self, double x0, double x1);

/* Lights a part of the picture up, as the bar at the pointer; NULL: nothing. */
void oriel_plot_overlay_set_lit (OrielPlotOverlay *self, const OrielRect *lit);

/* Marks the place at which the keyboard is; NULL: nowhere. */
void oriel_plot_overlay_set_mark (OrielPlotOverlay *self, const OrielRect *mark);

G_END_DECLS
