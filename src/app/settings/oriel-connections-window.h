/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window in which connections are listed, added and changed. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows it over `parent`. */
void oriel_connections_window_show (GtkWindow *parent);

/* Shows it for someone who wants to connect: while there are no connections it asks for one. */
void oriel_connections_window_start (GtkWindow *parent);

G_END_DECLS
