/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All connections: a list that is kept in a key file of the XDG configuration folder (without
 * secrets), and the data sources made from it. */

#pragma once

#include "app/settings/oriel-connection.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_CONNECTIONS (oriel_connections_get_type ())
G_DECLARE_FINAL_TYPE (OrielConnections, oriel_connections, ORIEL, CONNECTIONS, GObject)

/* A GListModel of OrielConnection. Signals:
 *   "sources-changed" ()  what can be asked is another
 *   "ready" ()            the file and all secrets were read
 */

OrielConnections *oriel_connections_new (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the file, then the secrets. */
void oriel_connections_load (OrielConnections *self);

/* TRUE once sources can be asked. */
gboolean oriel_connections_is_ready (OrielConnections *self);

/* The sources, with the demonstration's and those of the command line; borrowed. */
OrielDataSources *oriel_connections_get_sources (OrielConnections *self);

/* Puts `connection` (a reference is taken) in the place of `older`, or at the end when that is
 * NULL, and saves. Secrets that only `older` needed are removed. */
void
oriel_connections_put (OrielConnections *self, OrielConnection *connection, OrielConnection *older);

/* Removes it and its secrets, and saves. */
void oriel_connections_remove (OrielConnections *self, OrielConnection *connection);

/* Uses `NAME=URL` until the program ends. */
gboolean
oriel_connections_add_argument (OrielConnections *self, const char *argument, GError **error);

/* Uses the sources of a provisioning file until the program ends. */
gboolean oriel_connections_add_provisioned (OrielConnections *self, GFile *file, GError **error);

G_END_DECLS
