/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panels and rows of a dashboard's page: which widget shows which, also after the dashboard was
 * saved, a row was folded or a variable repeats other panels. */

#pragma once

#include "app/dashboard/oriel-panel-grid.h"

G_BEGIN_DECLS

typedef struct _OrielPagePanels OrielPagePanels;

/* Called with each widget that is made: an OrielPanelView, OrielRowHeader or OrielSectionTabs. */
typedef void (*OrielPagePanelsFunc) (GtkWidget *widget, gpointer user_data);

/* The children of `grid`. */
OrielPagePanels *oriel_page_panels_new (OrielPanelGrid *grid,
                                        OrielPagePanelsFunc made,
                                        gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void oriel_page_panels_free (OrielPagePanels *panels);

/* Shows the panels that `session` has now. Those that were there keep their widget, and with it
 * their picture; those that come back the series that were hidden. How many there are. */
guint oriel_page_panels_rebuild (OrielPagePanels *panels, OrielSession *session);

/* The widget of a panel or row, or NULL; borrowed. */
GtkWidget *oriel_page_panels_find (OrielPagePanels *panels, int key);

/* Takes over data and state of one panel. */
void oriel_page_panels_update (OrielPagePanels *panels, int key);

/* Takes over the texts in which variables stand. */
void oriel_page_panels_update_texts (OrielPagePanels *panels, OrielSession *session);

/* Every canvas but `source` shows the crosshair, and the values if `with_tips`, of
 * oriel-panel-canvas.h's signal "cursor". */
void oriel_page_panels_share_cursor (OrielPagePanels *panels,
                                     double time,
                                     double share,
                                     gboolean with_tips,
                                     OrielPanelCanvas *source);

G_END_DECLS
