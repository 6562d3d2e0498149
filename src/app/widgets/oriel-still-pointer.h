/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A pointer that lies still. GTK tells all below it of a motion after each layout of the window,
 * upon which a scrolled window fades its scroll bar in and out again: some fifty frames for nothing
 * with each refresh. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps such motions from what `widget` contains, but for those that follow when `adjustment` has
 * scrolled: then something else lies below the pointer. Main thread. */
void oriel_still_pointer_ignore (GtkWidget *widget, GtkAdjustment *adjustment);

G_END_DECLS
