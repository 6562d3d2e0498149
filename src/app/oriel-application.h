/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: command line, what lives as long as the process (state, connections), and
 * the actions that need no window. */

#pragma once

#include <adwaita.h>

#include "app/oriel-state.h"
#include "app/settings/oriel-connections.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_APPLICATION (oriel_application_get_type ())
G_DECLARE_FINAL_TYPE (OrielApplication, oriel_application, ORIEL, APPLICATION, AdwApplication)

OrielApplication *oriel_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The running application. */
OrielApplication *oriel_application_get (void);

/* What survives a restart; borrowed. */
OrielState *oriel_application_get_state (OrielApplication *self);

/* The servers that were connected; borrowed. */
OrielConnections *oriel_application_get_connections (OrielApplication *self);

G_END_DECLS
