/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application's style sheets. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Spares GTK its own theme, which libadwaita replaces at once; call before GTK is initialised.
 * Main thread. */
void oriel_style_init (void);

/* Gives all windows on `display` the style, and follows dark and high contrast. Main thread. */
void oriel_style_attach (GdkDisplay *display);

G_END_DECLS
