/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tooltips of buttons that open menus: none lies over the menu that is open. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether the popover of `button` is open. */
gboolean oriel_menu_button_is_open (GtkMenuButton *button);

/* While its menu is open `button` has no tooltip. It has its tooltip, and its menu. */
void oriel_menu_button_hush (GtkMenuButton *button);

/* The same for both halves of a split button; to be called for each new menu. */
void oriel_split_button_hush (AdwSplitButton *button);

G_END_DECLS
