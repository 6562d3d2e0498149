/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour of a series as a short line. */

#pragma once

#include <gtk/gtk.h>

#include "field/oriel-color.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SWATCH (oriel_swatch_get_type ())
G_DECLARE_FINAL_TYPE (OrielSwatch, oriel_swatch, ORIEL, SWATCH, GtkWidget)

GtkWidget *oriel_swatch_new (void);

void oriel_swatch_set_color (OrielSwatch *self, OrielColor color);

G_END_DECLS
