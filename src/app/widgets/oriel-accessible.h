/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for parts of widgets that name themselves poorly. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Names both halves of a split button: its action and its menu. */
void oriel_name_split_button (AdwSplitButton *button, const char *name, const char *menu_name);

/* Names the buttons in the tabs of `bar`. */
void oriel_name_tab_buttons (AdwTabBar *bar, const char *close_name, const char *indicator_name);

/* Names `widget`. */
void oriel_name_widget (GtkWidget *widget, const char *name);

G_END_DECLS
