/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dashboard is being looked at, between a session and the state that survives restarts:
 * range, zone, variables, annotations, folded rows, chosen tabs. */

#pragma once

#include "query/oriel-session.h"

G_BEGIN_DECLS

/* Gives `session`, not refreshed yet, what `view` holds; what does not fit is left out. */
void oriel_view_state_apply (JsonObject *view, OrielSession *session);

/* Writes what `session` has now. */
void oriel_view_state_store (JsonObject *view, OrielSession *session);

/* Name of a panel or row that survives a restart: id and repeat. Free with g_free(). */
char *oriel_view_state_panel_name (const OrielPlacedPanel *placed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
