/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window about the application. */

#include "config.h"

#include "app/window/oriel-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
oriel_show_about (GtkWindow *parent)
{
  adw_show_about_window (
    parent, "application-name", _ ("Oriel"), "application-icon", ORIEL_APPLICATION_ID, "version",
    ORIEL_VERSION, "developer-name", _ ("The Oriel developers"), "comments",
    _ ("Dashboards of your servers, drawn natively."), "license-type", GTK_LICENSE_GPL_3_0,
    /* Translators: put your names here, one a line. */
    "translator-credits", _ ("translator-credits"), NULL);
}
