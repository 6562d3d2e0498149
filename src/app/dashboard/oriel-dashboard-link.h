/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links from dashboard to dashboard: `/d/UID/slug?from=…&to=…&var-name=…`. The other dashboard is
 * looked for among the demonstration's, the files beside this one, and what was open lately. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *uid;
  GHashTable *parameters; /* name → GPtrArray of texts, as the query has them */
} OrielDashboardLink;

/* Reads a link; NULL when it leads elsewhere. An address of a server before `/d/` does not count:
 * it is where the link was written. */
OrielDashboardLink *oriel_dashboard_link_parse (const char *url) G_GNUC_WARN_UNUSED_RESULT;
void oriel_dashboard_link_free (OrielDashboardLink *link);

/* Writes the link's range and variables into `view`, as oriel-view-state.h reads it. */
void oriel_dashboard_link_to_view (const OrielDashboardLink *link, JsonObject *view);

/* Looks for the file; `uris` (NULL-ended, copied) are looked at first, then the folder of
 * `beside`. The answer is an URI, or NULL with a G_IO_ERROR_NOT_FOUND. */
void oriel_dashboard_link_find_async (const OrielDashboardLink *link,
                                      const char *const *uris,
                                      GFile *beside,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char *oriel_dashboard_link_find_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A dashboard that a link can lead to. */
typedef struct
{
  char *uid, *title;
} OrielDashboardName;

/* Looks in the same places for the dashboards that have all of `tags` (NULL-ended, copied). The
 * answer is an array of OrielDashboardName, sorted by title. */
void oriel_dashboard_link_find_tagged_async (const char *const *tags,
                                             const char *const *uris,
                                             GFile *beside,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *oriel_dashboard_link_find_tagged_finish (GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielDashboardLink, oriel_dashboard_link_free)

G_END_DECLS
