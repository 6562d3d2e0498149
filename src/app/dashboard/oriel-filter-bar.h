/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The filters of an ad hoc variable: a pill for each, and a button for one more. */

#pragma once

#include <gtk/gtk.h>

#include "query/oriel-session.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_FILTER_BAR (oriel_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (OrielFilterBar, oriel_filter_bar, ORIEL, FILTER_BAR, GtkWidget)

/* Signal "chosen" (GStrv values): the filters as texts of URLs. */

GtkWidget *oriel_filter_bar_new (void);

/* Shows the filters of a variable of `session`, which is asked for what they may be. What is being
 * written stays, unless other filters were chosen elsewhere. */
void oriel_filter_bar_update (OrielFilterBar *self,
                              OrielSession *session,
                              const OrielVariableState *state);

G_END_DECLS
