/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a variable: a button with the values, and a popover with the list to choose
 * from, however long. */

#pragma once

#include <gtk/gtk.h>

#include "dashboard/oriel-variables.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_VARIABLE_PICKER (oriel_variable_picker_get_type ())
G_DECLARE_FINAL_TYPE (OrielVariablePicker, oriel_variable_picker, ORIEL, VARIABLE_PICKER, GtkWidget)

/* Signals:
 *   "opened" ()            the list is being shown
 *   "chosen" (GStrv values)
 *   "closed" ()            the list has gone, whether something was chosen or not
 */

GtkWidget *oriel_variable_picker_new (void);

/* Opens the list. */
void oriel_variable_picker_open (OrielVariablePicker *self);

/* Shows a variable's state; nothing of it is kept but the options, by reference. */
void oriel_variable_picker_set_state (OrielVariablePicker *self, const OrielVariableState *state);

G_END_DECLS
