/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moving the focus. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives `widget` the focus where it is: what was clicked must not scroll away under the pointer. */
void oriel_focus_in_place (GtkWidget *widget);

G_END_DECLS
