/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dashboard being looked at: its variables, its range, and the queries of its panels.
 *
 * Main thread. The session asks equal requests once, visible panels first, at most six at a
 * time per host, and drops all that belong to an older range or choice. */

#pragma once

#include "dashboard/oriel-variables.h"
#include "datasource/oriel-data-source.h"
#include "query/oriel-annotation-layers.h"
#include "query/oriel-label-query.h"
#include "query/oriel-panel-data.h"
#include "query/oriel-placement.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SESSION (oriel_session_get_type ())
G_DECLARE_FINAL_TYPE (OrielSession, oriel_session, ORIEL, SESSION, GObject)

/* Signals:
 *   "variables-changed" ()          options, choices or errors of variables
 *   "panel-changed" (int panel_key) new data or state of a panel
 *   "layout-changed" ()             repeats, tabs, conditions: the list of panels is another
 *   "annotations-changed" ()        switches, events or failures of annotation queries
 *   "settled" ()                    what was to be asked was looked through, and nothing was needed
 */

/* A session of `dashboard` over `sources` (borrowed, must outlive it). */
OrielSession *oriel_session_new (OrielDashboard *dashboard,
                                 OrielDataSources *sources) G_GNUC_WARN_UNUSED_RESULT;

/* The dashboard; borrowed. */
OrielDashboard *oriel_session_get_dashboard (OrielSession *self);

/* The variables now; borrowed until the next change. */
const OrielVariables *oriel_session_get_variables (OrielSession *self);

/* Chooses values of a variable (NULL-ended); what depends on it is asked anew. */
void oriel_session_choose (OrielSession *self, const char *name, const char *const *values);

/* Asks what the ad hoc variable `name` may be given now: labels, or values of `label`; see
 * oriel_label_query_async(). An answer with an error when there is no such variable. */
void oriel_session_ask_labels_async (OrielSession *self,
                                     const char *name,
                                     OrielLabelQueryKind kind,
                                     const char *label,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* The options (of OrielVariableOption), or NULL with `error`. Free with g_ptr_array_unref(). */
GPtrArray *oriel_session_ask_labels_finish (OrielSession *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the range by its texts; FALSE with `error` when it can't be read. Everything that
 * depends on it is cancelled and asked anew. */
gboolean
oriel_session_set_range (OrielSession *self, const char *from, const char *to, GError **error);

/* The range's texts; borrowed. */
void oriel_session_get_raw_range (OrielSession *self, const char **from, const char **to);

/* The range as instants, resolved at the last refresh. */
OrielTimeSpan oriel_session_get_range (OrielSession *self);

/* Sets the zone by name ("" : the dashboard's own); FALSE when there is none. */
gboolean oriel_session_set_zone (OrielSession *self, const char *name);

/* The zone. */
const OrielTimeZone *oriel_session_get_zone (OrielSession *self);

/* Fixes "now", for tests and reproducible pictures; 0: the clock. */
void oriel_session_set_now (OrielSession *self, gint64 now_ms);

/* "Now" as resolved at the last refresh. */
gint64 oriel_session_get_now (OrielSession *self);

/* Starts (or starts again): variables in order, then the panels that are visible. */
void oriel_session_refresh (OrielSession *self);

/* Cancels everything under way; panels keep what they have. */
void oriel_session_cancel (OrielSession *self);

/* A panel, row or bar of tabs as laid out: repeats are expanded, so one OrielPanel may stand
 * several times. */
typedef struct
{
  int key;                 /* names it in calls and signals; stable while the list is */
  OrielPlacedKind kind;    /* only panels have data */
  const OrielPanel *panel; /* borrowed from the dashboard; of a bar the first tab's */
  OrielGridPos grid;
  const char *repeat_value; /* nullable: text of its own repeat's value */
  int row_key;              /* key of the row it belongs to, or -1 */
  guint n_children;         /* rows: panels that belong to it, folded or not */

  guint block;                         /* equal for what is arranged together */
  const OrielArrangement *arrangement; /* of its block */
  double left, right;                  /* in a grid: as parts of the width */

  guint n_tabs, tab; /* bars: how many tabs, and which is shown */
} OrielPlacedPanel;

/* What is on the page, in reading order; rows and bars of tabs are among them. `n` receives their
 * number. Borrowed until "layout-changed". */
const OrielPlacedPanel *oriel_session_get_panels (OrielSession *self, guint *n);

/* Says whether a panel is on screen (only those are asked), and how wide it is in px. */
void oriel_session_set_visible (OrielSession *self, int key, gboolean visible, int width_px);

/* Folds or unfolds a row; panels of folded rows are not asked. */
void oriel_session_set_collapsed (OrielSession *self, int key, gboolean collapsed);

/* Whether a row is folded. */
gboolean oriel_session_is_collapsed (OrielSession *self, int key);

/* Shows a tab of a bar; panels of other tabs are not asked. */
void oriel_session_choose_tab (OrielSession *self, int key, guint tab);

/* The title of a tab with variables replaced; "" when there is none. Free with g_free(). */
char *
oriel_session_dup_tab_title (OrielSession *self, int key, guint tab) G_GNUC_WARN_UNUSED_RESULT;

/* Whether anything of a row or tab is on the page: its head at least. */
gboolean oriel_session_shows_section (OrielSession *self, const OrielPanel *section);

/* Puts the panel of that id on the page: unfolds rows, shows tabs, and leaves conditions of it and
 * what is around it out of account from then on. FALSE when the dashboard has no such panel. */
gboolean oriel_session_reveal (OrielSession *self, int panel_id);

/* The panel's data now; a reference to be dropped. Never NULL. */
OrielPanelData *oriel_session_dup_panel_data (OrielSession *self,
                                              int key) G_GNUC_WARN_UNUSED_RESULT;

/* The panel's title, description with variables replaced. Free with g_free(). */
char *oriel_session_dup_title (OrielSession *self, int key) G_GNUC_WARN_UNUSED_RESULT;

/* See oriel_session_dup_title(); nullable. */
char *oriel_session_dup_description (OrielSession *self, int key) G_GNUC_WARN_UNUSED_RESULT;

/* Replaces variables in a text, as seen from a panel (key -1: from the dashboard). */
char *
oriel_session_interpolate (OrielSession *self, int key, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Where a link of the dashboard or of a panel leads now: `{url, keepTime, includeVars}`, with
 * variables replaced; what must not be opened becomes `about:blank`. Key -1: the dashboard's. */
char *
oriel_session_link_href (OrielSession *self, int key, JsonObject *link) G_GNUC_WARN_UNUSED_RESULT;

/* The variables as a panel sees them (its repeat's values first); a reference. Key -1: the
 * dashboard's. The set is never changed, so workers may hold it. */
OrielVariables *oriel_session_dup_scope (OrielSession *self, int key) G_GNUC_WARN_UNUSED_RESULT;

/* The annotation queries of the dashboard as they stand; borrowed. */
const OrielAnnotationLayers *oriel_session_get_annotations (OrielSession *self);

/* Switches the annotation query at `index`; only that one is asked. */
void oriel_session_set_annotation (OrielSession *self, guint index, gboolean enabled);

/* TRUE while any variable or visible panel is being asked. */
gboolean oriel_session_is_busy (OrielSession *self);

/* Requests that were sent to sources since the start, for tests and statistics. */
guint oriel_session_get_n_requests (OrielSession *self);

/* Waits until nothing is under way, running the main context. For the command line and tests;
 * FALSE when `timeout_ms` (0: none) has passed. */
gboolean oriel_session_run_until_idle (OrielSession *self, guint timeout_ms);

G_END_DECLS
