/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The links of a dashboard, above its panels. */

#pragma once

#include "query/oriel-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_LINK_BAR (oriel_link_bar_get_type ())
G_DECLARE_FINAL_TYPE (OrielLinkBar, oriel_link_bar, ORIEL, LINK_BAR, GtkWidget)

/* Signal "open" (char *url): a link was followed. */

/* Shows the links of the session's dashboard. Other dashboards are looked for at `uris`
 * (NULL-ended, copied) and beside `file`. */
void oriel_link_bar_set_session (OrielLinkBar *self,
                                 OrielSession *session,
                                 const char *const *uris,
                                 GFile *file);

/* Writes the links anew: variables changed. */
void oriel_link_bar_update (OrielLinkBar *self);

G_END_DECLS
