/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links of fields, panels and dashboards: their JSON and a place → what to open. */

#pragma once

#include "dashboard/oriel-interpolation.h"

G_BEGIN_DECLS

/* A link, ready to be shown. */
typedef struct
{
  char *title;
  char *href; /* may be opened as it is; `about:blank` where the dashboard's must not */
  gboolean new_window;
  gboolean one_click; /* a click on the value follows it, without a menu */

  /* A link to another source of data (Grafana's internal links); nullable. `href` then is
   * Grafana's Explore. */
  char *source_uid, *source_name;
  JsonObject *query; /* variables replaced */
} OrielLink;

/* Frees it; nullable. */
void oriel_link_free (OrielLink *link);

/* Resolves a data link: `{title, url, targetBlank, oneClick, internal}`. `how` names the cell.
 * Any thread. */
OrielLink *oriel_link_resolve (JsonObject *link,
                               const OrielInterpolation *how) G_GNUC_WARN_UNUSED_RESULT;

/* Resolves all links of a field's config (`links` is nullable). Array of OrielLink. Any thread. */
GPtrArray *oriel_links_resolve (JsonArray *links,
                                const OrielInterpolation *how) G_GNUC_WARN_UNUSED_RESULT;

/* The URL of a link of the dashboard: `{url, keepTime, includeVars}`. Free with g_free(). */
char *oriel_dashboard_link_href (JsonObject *link,
                                 const OrielInterpolation *how) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielLink, oriel_link_free)

G_END_DECLS
