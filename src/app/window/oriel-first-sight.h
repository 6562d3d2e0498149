/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a new window is shown.
 *
 * A frame of a large window costs a third of the whole start, so a window that opens dashboards
 * waits a moment rather than showing itself empty before: until all that was asked is answered, or
 * the first picture is drawn. What is still to be drawn is drawn while it is mapped and laid out.
 * Who opens what takes longer sees the window first. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Presents `window` by and by. */
void oriel_first_sight_wait (GtkWindow *window);

/* What the window shows has been read. */
void oriel_first_sight_loaded (GtkWindow *window);

/* There is something to see: presents the window if it waits. */
void oriel_first_sight_now (GtkWindow *window);

G_END_DECLS
