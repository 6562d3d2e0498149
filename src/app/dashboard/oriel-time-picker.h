/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time range of a dashboard: a button that says it, and a popover to choose another. */

#pragma once

#include <gtk/gtk.h>

#include "base/oriel-time-range.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TIME_PICKER (oriel_time_picker_get_type ())
G_DECLARE_FINAL_TYPE (OrielTimePicker, oriel_time_picker, ORIEL, TIME_PICKER, GtkWidget)

/* Signals:
 *   "range-chosen" (char *from, char *to)   both can be read
 *   "zone-chosen" (char *name)              "" is the dashboard's own
 */

GtkWidget *oriel_time_picker_new (void);

/* What is shown. `context` resolves relative texts; copied. */
void oriel_time_picker_set_range (OrielTimePicker *self,
                                  const char *from,
                                  const char *to,
                                  const OrielTimeContext *context);

/* Whether the text may be cut: in a header bar it pushes the title aside instead. */
void oriel_time_picker_set_narrow (OrielTimePicker *self, gboolean narrow);

/* Opens the popover. */
void oriel_time_picker_popup (OrielTimePicker *self);

G_END_DECLS
