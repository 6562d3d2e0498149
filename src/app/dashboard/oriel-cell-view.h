/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole value of a table's cell, to read and to copy. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover with `text`, of any length, under `name` (nullable). */
GtkWidget *oriel_cell_view_new (const char *name, const char *text);

G_END_DECLS
