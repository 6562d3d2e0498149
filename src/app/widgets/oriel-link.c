/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening links: file:, data: and whatever else a handler is registered for stay closed. */

#include "config.h"

#include "app/widgets/oriel-link.h"

gboolean
oriel_link_is_safe (const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);

  return scheme &&
         (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0 ||
          g_ascii_strcasecmp (scheme, "mailto") == 0);
}

gboolean
oriel_link_open (GtkWidget *widget, const char *url)
{
  if (!oriel_link_is_safe (url))
    return FALSE;

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), url, GDK_CURRENT_TIME);
  return TRUE;
}
