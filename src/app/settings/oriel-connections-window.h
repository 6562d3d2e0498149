/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window in which connections are listed, added and changed. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows it over `parent`. */
void oriel_connections_window_show (GtkWindow *parent);

G_END_DECLS
