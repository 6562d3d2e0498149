/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a new window is shown.
 *
 * A frame of a large window costs a fifth of the whole start, so a window that opens dashboards
 * waits a moment for their pictures rather than showing itself empty before. What it opens is
 * laid out and drawn meanwhile at the size that the window will have. Who opens what takes longer
 * sees the window first. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Presents `window` by and by. */
void oriel_first_sight_wait (GtkWindow *window);

/* What the window shows has been read; lays it out if the window waits. */
void oriel_first_sight_loaded (GtkWindow *window);

/* All there is to see is there; presents the window if it waits. */
void oriel_first_sight_settled (GtkWindow *window);

G_END_DECLS
