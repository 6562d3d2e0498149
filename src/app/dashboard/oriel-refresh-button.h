/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button that asks again, or cancels what is under way, with the menu of intervals. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_REFRESH_BUTTON (oriel_refresh_button_get_type ())
G_DECLARE_FINAL_TYPE (OrielRefreshButton, oriel_refresh_button, ORIEL, REFRESH_BUTTON, AdwBin)

/* Activates "dashboard.refresh" or "dashboard.cancel", and "dashboard.refresh-every" with an
 * interval's text, "" for off. */
GtkWidget *oriel_refresh_button_new (void);

/* The intervals that are offered, NULL-ended; NULL: the usual ones. */
void oriel_refresh_button_set_intervals (OrielRefreshButton *self, const char *const *intervals);

/* The interval that runs, "" for none. */
void oriel_refresh_button_set_interval (OrielRefreshButton *self, const char *interval);

/* Whether something is being asked. */
void oriel_refresh_button_set_busy (OrielRefreshButton *self, gboolean busy);

G_END_DECLS
