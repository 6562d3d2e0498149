/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values at one place of a chart, for reading: what follows the pointer. It is drawn, not made of
 * widgets, since it changes with each move, in each panel where panels share it; what is pinned is
 * an OrielTooltip instead. */

#pragma once

#include "app/dashboard/oriel-picture.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TIP_SHEET (oriel_tip_sheet_get_type ())
G_DECLARE_FINAL_TYPE (OrielTipSheet, oriel_tip_sheet, ORIEL, TIP_SHEET, GtkWidget)

GtkWidget *oriel_tip_sheet_new (void);

/* Shows the rows of `tips`, at most as many as fit in `max_height` px. Whoever places it is to
 * place it again. */
void oriel_tip_sheet_show (OrielTipSheet *self, OrielTips *tips, int max_width, int max_height);

/* Hides it. */
void oriel_tip_sheet_hide (OrielTipSheet *self);

/* Its size in px. GTK is told that it needs none: else each move would lay out the window. */
void oriel_tip_sheet_get_size (OrielTipSheet *self, int *width, int *height);

G_END_DECLS
