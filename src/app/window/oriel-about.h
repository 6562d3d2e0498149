/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window about the application. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows it over `parent` (nullable). */
void oriel_show_about (GtkWindow *parent);

G_END_DECLS
