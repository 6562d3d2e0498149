/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel as data or picture for other programs. */

#pragma once

#include "app/dashboard/oriel-picture.h"

G_BEGIN_DECLS

/* Puts the data on the clipboard as tab separated text, written by a worker. */
void oriel_panel_copy_data (GtkWidget *widget, OrielPanelData *data, const OrielTimeZone *zone);

/* Puts the panel on the clipboard as a PNG. `picture` is nullable: then nothing happens. */
void oriel_panel_copy_picture (GtkWidget *widget, OrielPicture *picture, const char *title);

/* Asks for a file and saves the panel as PNG, SVG or PDF. `picture` as above. */
void oriel_panel_save_picture (GtkWidget *widget, OrielPicture *picture, const char *title);

G_END_DECLS
