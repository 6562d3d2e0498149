/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main window: header bar, tabs, and the greeter while no tab is open. */

#pragma once

#include "app/dashboard/oriel-dashboard-link.h"
#include "app/oriel-application.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_WINDOW (oriel_window_get_type ())
G_DECLARE_FINAL_TYPE (OrielWindow, oriel_window, ORIEL, WINDOW, AdwApplicationWindow)

OrielWindow *oriel_window_new (OrielApplication *application);

gboolean oriel_window_has_tabs (OrielWindow *self);

/* Opens the tabs that were open last. */
void oriel_window_restore (OrielWindow *self);

/* Opens a dashboard or a folder in a tab, or brings its tab to the front. */
void oriel_window_open (OrielWindow *self, GFile *file);

/* Opens a dashboard as a link asks for it. */
void oriel_window_show_view (OrielWindow *self, GFile *file, const OrielDashboardLink *link);

/* Says something in passing in the window in which `widget` is; `text` is plain. */
void oriel_window_say_from (GtkWidget *widget, const char *text);

G_END_DECLS
