/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The popover of the time picker: absolute and quick ranges, recent ones, the zone. */

#pragma once

#include <gtk/gtk.h>

#include "base/oriel-time-range.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TIME_POPOVER (oriel_time_popover_get_type ())
G_DECLARE_FINAL_TYPE (OrielTimePopover, oriel_time_popover, ORIEL, TIME_POPOVER, GtkPopover)

/* Signals "range-chosen" (char *from, char *to) and "zone-chosen" (char *name). */

GtkWidget *oriel_time_popover_new (void);

/* Fills it before it opens; `context` is copied. */
void oriel_time_popover_set_range (OrielTimePopover *self,
                                   const char *from,
                                   const char *to,
                                   const OrielTimeContext *context);

/* Puts the columns below each other, for narrow windows. */
void oriel_time_popover_set_narrow (OrielTimePopover *self, gboolean narrow);

/* A range end as people type it: relative as it is, instants as a date in the zone. Free with
 * g_free(). */
char *oriel_time_end_to_entry (const char *text,
                               gboolean round_up,
                               const OrielTimeContext *context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
