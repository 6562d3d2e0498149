/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour of a series as a short line, or of a part of something as a bar. */

#pragma once

#include <gtk/gtk.h>

#include "field/oriel-color.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SWATCH (oriel_swatch_get_type ())
G_DECLARE_FINAL_TYPE (OrielSwatch, oriel_swatch, ORIEL, SWATCH, GtkWidget)

GtkWidget *oriel_swatch_new (void);

void oriel_swatch_set_color (OrielSwatch *self, OrielColor color);

/* Makes it a bar of a length up to 1; 0: a line again. */
void oriel_swatch_set_part (OrielSwatch *self, double part);

G_END_DECLS
