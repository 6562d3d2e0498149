/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Following a link of a dashboard: to another dashboard, in a tab, or out of the program. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Goes where `url` leads; says so when it leads nowhere. `own` is the dashboard in which the link
 * stands, `from` a widget of its page. */
void oriel_link_follow (GtkWidget *from, GFile *own, const char *url);

/* Where linked dashboards are looked for first: URIs, NULL-ended. Free with g_strfreev(). */
char **oriel_link_follow_known_uris (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
