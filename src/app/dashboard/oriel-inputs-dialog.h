/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The `__inputs` of an exported dashboard: which server stands for which name. Asked once, then
 * remembered. */

#pragma once

#include <gtk/gtk.h>

#include "dashboard/oriel-dashboard.h"

G_BEGIN_DECLS

/* Gets the dashboard with its inputs filled in. */
typedef void (*OrielInputsFunc) (gpointer user_data, OrielDashboard *dashboard);

/* Whether the dashboard has inputs at all. */
gboolean oriel_inputs_are_needed (const OrielDashboard *dashboard);

/* Takes the answers from `known` (name → text), asks for those that are missing, and writes them
 * there. A dialog that is closed counts as answered with what it proposed. `widget` is where it
 * belongs; once that is gone nothing is called. */
void oriel_inputs_ask (GtkWidget *widget,
                       OrielDashboard *dashboard,
                       JsonObject *known,
                       OrielInputsFunc func,
                       gpointer user_data);

G_END_DECLS
