/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The head of a row of panels: a click folds or unfolds it. */

#pragma once

#include <gtk/gtk.h>

#include "query/oriel-session.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_ROW_HEADER (oriel_row_header_get_type ())
G_DECLARE_FINAL_TYPE (OrielRowHeader, oriel_row_header, ORIEL, ROW_HEADER, GtkWidget)

/* Signal "toggled" (). */

GtkWidget *oriel_row_header_new (void);

/* Shows row `placed` of `session`. */
void oriel_row_header_set_row (OrielRowHeader *self,
                               OrielSession *session,
                               const OrielPlacedPanel *placed);

/* The row's key in its session. */
int oriel_row_header_get_key (OrielRowHeader *self);

G_END_DECLS
