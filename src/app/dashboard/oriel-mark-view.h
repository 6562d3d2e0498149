/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations and exemplars in words, within a tooltip. */

#pragma once

#include <gtk/gtk.h>

#include "app/dashboard/oriel-picture.h"

G_BEGIN_DECLS

/* Called with the address of a link that was clicked. */
typedef void (*OrielMarkLinkFunc) (const char *url, gpointer user_data);

/* A column of what `tips` says of its marks; texts can be selected when it is `pinned`. */
GtkWidget *oriel_mark_view_new (const OrielTips *tips,
                                gboolean pinned,
                                OrielMarkLinkFunc func,
                                gpointer user_data);

/* The same as text, for the clipboard and for those who do not see it. Free with g_free(). */
char *oriel_mark_view_text (const OrielTips *tips) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
