/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening links that come from dashboards, which are not to be trusted. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether `url` leads to a place that a browser or mail program may open. */
gboolean oriel_link_is_safe (const char *url);

/* Opens a safe link with the system's program; others do nothing. TRUE when it was safe. */
gboolean oriel_link_open (GtkWidget *widget, const char *url);

G_END_DECLS
