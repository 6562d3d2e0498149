/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One panel on the page: frame, header, states, and the canvas inside. */

#pragma once

#include "app/dashboard/oriel-panel-canvas.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_PANEL_VIEW (oriel_panel_view_get_type ())
G_DECLARE_FINAL_TYPE (OrielPanelView, oriel_panel_view, ORIEL, PANEL_VIEW, GtkWidget)

/* Signals:
 *   "view" ()         to be seen alone, or with the others again
 *   "retry" ()        its queries shall be asked again
 */

GtkWidget *oriel_panel_view_new (void);

/* Shows panel `placed` of `session`. The picture of an older panel stays until there is another. */
void oriel_panel_view_set_panel (OrielPanelView *self,
                                 OrielSession *session,
                                 const OrielPlacedPanel *placed);

/* Takes over the panel's data and state as they are now. */
void oriel_panel_view_update (OrielPanelView *self);

/* Takes over the texts in which variables stand. */
void oriel_panel_view_update_texts (OrielPanelView *self);

/* The panel's key in its session. */
int oriel_panel_view_get_key (OrielPanelView *self);

const char *oriel_panel_view_get_title (OrielPanelView *self);

OrielPanelCanvas *oriel_panel_view_get_canvas (OrielPanelView *self);

/* Begins to draw before the panel has a place, at the size that it will most likely have. */
void oriel_panel_view_foresee (OrielPanelView *self, int width_px, int height_px);

/* Whether it is near the viewport. Tells the session too. */
void oriel_panel_view_set_in_sight (OrielPanelView *self, gboolean in_sight, int width_px);

/* Opens the panel's menu. */
void oriel_panel_view_popup_menu (OrielPanelView *self);

G_END_DECLS
