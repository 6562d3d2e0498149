/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar of tabs within a dashboard's page: of the sections below it one is shown. */

#pragma once

#include <gtk/gtk.h>

#include "query/oriel-session.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SECTION_TABS (oriel_section_tabs_get_type ())
G_DECLARE_FINAL_TYPE (OrielSectionTabs, oriel_section_tabs, ORIEL, SECTION_TABS, GtkWidget)

/* Signal "chosen" (guint tab): a person wants to see another tab. */

GtkWidget *oriel_section_tabs_new (void);

/* Shows bar `placed` of `session`. */
void oriel_section_tabs_set_bar (OrielSectionTabs *self,
                                 OrielSession *session,
                                 const OrielPlacedPanel *placed);

/* The bar's key in its session. */
int oriel_section_tabs_get_key (OrielSectionTabs *self);

G_END_DECLS
