/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog for one connection: add, change, check, remove. */

#pragma once

#include <gtk/gtk.h>

#include "app/settings/oriel-connection.h"

G_BEGIN_DECLS

/* Shows it over `parent`, for `connection`, or for a new one when that is NULL. */
void oriel_connection_dialog_show (GtkWindow *parent, OrielConnection *connection);

G_END_DECLS
