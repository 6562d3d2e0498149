/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server that was connected: its settings, and how it was when last checked. */

#pragma once

#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_HEALTH_UNKNOWN,
  ORIEL_HEALTH_CHECKING,
  ORIEL_HEALTH_GOOD,
  ORIEL_HEALTH_BAD,
} OrielHealth;

#define ORIEL_TYPE_CONNECTION (oriel_connection_get_type ())
G_DECLARE_FINAL_TYPE (OrielConnection, oriel_connection, ORIEL, CONNECTION, GObject)

/* Signal "changed" (): health or message. */

/* A connection of `settings`, which are taken over (their members, not the struct). */
OrielConnection *
oriel_connection_new_take (OrielDataSourceSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a group of a key file; NULL when name or URL are missing. */
OrielConnection *oriel_connection_read (GKeyFile *file,
                                        const char *group) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a group. Secrets are not among the settings. */
void oriel_connection_write (OrielConnection *self, GKeyFile *file, const char *group);

const OrielDataSourceSettings *oriel_connection_get_settings (OrielConnection *self);

OrielHealth oriel_connection_get_health (OrielConnection *self);

/* What the last check found, or why it failed; "" when there was none. */
const char *oriel_connection_get_message (OrielConnection *self);

/* Asks the server who it is. */
void oriel_connection_check (OrielConnection *self);

/* The names of the secrets it needs: "token", headers. NULL-ended; free with g_strfreev(). */
char **oriel_connection_dup_secret_names (OrielConnection *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
