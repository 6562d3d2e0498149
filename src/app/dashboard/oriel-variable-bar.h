/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The variables of a dashboard and the switches of its annotations, on as many lines as they take.
 */

#pragma once

#include <gtk/gtk.h>

#include "query/oriel-session.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_VARIABLE_BAR (oriel_variable_bar_get_type ())
G_DECLARE_FINAL_TYPE (OrielVariableBar, oriel_variable_bar, ORIEL, VARIABLE_BAR, GtkWidget)

/* Signals:
 *   "chosen" (char *name, GStrv values)
 *   "switched" ()                       an annotation query was switched on or off */

/* Shows the state of all variables that are not hidden; of those of rows and tabs, what is on the
 * page. */
void oriel_variable_bar_update (OrielVariableBar *self, OrielSession *session);

G_END_DECLS
