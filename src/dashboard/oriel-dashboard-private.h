/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the dashboard model share. */

#pragma once

#include "dashboard/oriel-dashboard.h"

G_BEGIN_DECLS

/* More panels than this are not read; the dashboard says so in its issues. */
#define ORIEL_DASHBOARD_MAX_PANELS 10000

/* More queries, overrides and the like of one panel, or variables, are not read. */
#define ORIEL_MAX_ITEMS 1000

/* Where a dashboard was found in its file. */
typedef struct
{
  JsonObject *object; /* borrowed from the parsed text */
  char *format;       /* as OrielDashboard.format */
  const char *uid;    /* nullable: the wrapper's name for it; borrowed */
  gboolean is_snapshot;
  gboolean is_v2; /* `object` is a v2 spec */
} OrielDashboardSource;

/* Finds the dashboard within `root`: bare, `{dashboard, meta}`, `{apiVersion, spec}`. `source`
 * is filled; free its `format`. FALSE with `error` when there is none. */
gboolean oriel_dashboard_unwrap (const char *name,
                                 JsonNode *root,
                                 OrielDashboardSource *source,
                                 GError **error);

/* Whether the first line of `text` that says anything is a member of a YAML mapping. */
gboolean oriel_dashboard_text_is_yaml (const char *text, gsize length);

/* The bytes of a file, at most ORIEL_JSON_MAX_BYTES. NULL with `error`. */
GByteArray *oriel_dashboard_load_file (GFile *file,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE with `error` when a JSON text holds more values than any dashboard. */
gboolean
oriel_dashboard_check_weight (const char *name, const char *text, gssize length, GError **error);

/* Cuts lists of a classic dashboard that are longer than what is read; whether there are any. */
gboolean oriel_dashboard_cut_lists (JsonObject *json);

/* An empty dashboard that takes a reference of `json`. */
OrielDashboard *oriel_dashboard_new (JsonObject *json) G_GNUC_WARN_UNUSED_RESULT;

/* Adds an issue; `code` is static, `where` (nullable) is taken, the rest is printf-like. */
void oriel_dashboard_add_issue (OrielDashboard *dashboard,
                                const char *code,
                                int panel_id,
                                char *where,
                                const char *format,
                                ...) G_GNUC_PRINTF (5, 6);

/* Fills everything of `dashboard` that its (migrated) `json` says, but issues. */
void oriel_dashboard_read_model (OrielDashboard *dashboard);

/* The same for a spec of schema v2. */
void oriel_dashboard_read_v2 (OrielDashboard *dashboard);

/* What both of them read alike: title, tags, times. */
void oriel_dashboard_read_head (OrielDashboard *dashboard);

/* Adds what is not supported to the issues. */
void oriel_dashboard_collect_issues (OrielDashboard *dashboard);

/* The panel types that give no issue: rows, and what src/viz draws (a test compares them).
 * NULL-ended. */
const char *const *oriel_dashboard_supported_panel_types (void);

/* The types of data sources that give no issue. NULL-ended. */
const char *const *oriel_dashboard_supported_source_types (void);

/* Whether a variable of that kind gives no issue. */
gboolean oriel_dashboard_is_variable_supported (const OrielVariable *variable);

/* Reads `json.panels` into `dashboard->panels`. */
void oriel_panels_read (OrielDashboard *dashboard);

/* One panel or row of migrated JSON, without what a row holds. */
OrielPanel *oriel_panel_read (OrielDashboard *dashboard,
                              JsonObject *json) G_GNUC_WARN_UNUSED_RESULT;

/* Compares OrielPanel pointers by grid position, in reading order. */
int oriel_panel_compare_place (gconstpointer a, gconstpointer b);

/* Gives the data that `panel->json` holds to `panel->snapshot_frames`. */
void oriel_panel_read_snapshot (OrielDashboard *dashboard, OrielPanel *panel);

/* A frame of data that is stored in a dashboard; NULL when it is no frame, or has more than
 * `cells_left` cells, of which those of the frame are taken away. */
struct _OrielFrame *oriel_snapshot_frame (JsonObject *stored, double *cells_left);

/* A text cut to what people read. */
char *oriel_short_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* "panel 4 “Latency”". */
char *oriel_panel_place (const OrielPanel *panel) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the models of `__elements` in the place of references to library panels. `root` may be
 * changed. */
void oriel_dashboard_insert_elements (JsonObject *root);

/* A new panel with empty members. */
OrielPanel *oriel_panel_new (JsonObject *json) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_panel_free (OrielPanel *panel);

/* The variable that an entry of `templating.list` defines. */
OrielVariable *oriel_variable_read (JsonObject *json) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_variable_free (OrielVariable *variable);

/* Fills a reference from any form a dashboard stores: null, name, `{type, uid}`. */
void oriel_data_source_ref_read (OrielDataSourceRef *ref, JsonNode *node);

/* Whether sources of its type are asked; one without a type may be any. */
gboolean oriel_dashboard_knows_source (const OrielDataSourceRef *ref);

/* Gives the entries of `list` (nullable) to `dashboard->annotations`. */
void oriel_annotations_read (OrielDashboard *dashboard, JsonArray *list);

/* Copies and frees the members of a reference. */
void oriel_data_source_ref_copy (OrielDataSourceRef *to, const OrielDataSourceRef *from);

/* See oriel_data_source_ref_copy(). */
void oriel_data_source_ref_clear (OrielDataSourceRef *ref);

/* Gives free names to queries. */
typedef struct _OrielRefIds OrielRefIds;

/* For the queries of `targets`, which is nullable. */
OrielRefIds *oriel_ref_ids_new (JsonArray *targets) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it. */
void oriel_ref_ids_free (OrielRefIds *ref_ids);

/* The next name that no query has; free with g_free(). */
char *oriel_ref_ids_next (OrielRefIds *ref_ids) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielRefIds, oriel_ref_ids_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPanel, oriel_panel_free)

G_END_DECLS
