/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets of connections: kept by the Secret Service, held in memory while the program runs.
 * They are never written to a file of ours. The program does not end before what was given to
 * the Secret Service is there. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks secret `what` of `secret_id` up and hands it to the HTTP client. The answer says whether
 * there was one. */
void oriel_secrets_load_async (const char *secret_id,
                               const char *what,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean oriel_secrets_load_finish (GAsyncResult *result, GError **error);

/* Hands it to the HTTP client at once and keeps it in the Secret Service; `label` is what
 * people see there. On an error it lives until the program ends. */
void oriel_secrets_store_async (const char *secret_id,
                                const char *what,
                                const char *label,
                                const char *value,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean oriel_secrets_store_finish (GAsyncResult *result, GError **error);

/* Removes secret `what` of `secret_id`, or all its secrets when that is NULL. */
void oriel_secrets_forget (const char *secret_id, const char *what);

G_END_DECLS
