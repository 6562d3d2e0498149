/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing dashboards back: what was read and not touched comes back as it was, byte for byte.
 *
 * A draft is a dashboard's text with the tree it means. Edits change the tree; when the draft is
 * written, what differs from the text is put into it (base/oriel-patch.h). So members nobody knows,
 * panels of unknown types, numbers of any spelling, comments and layout stay, in classic JSON, in
 * schema v2 and in YAML. Writing the model out instead would lose what it doesn't carry.
 *
 * Panels are called by their model's ids. Edits that speak of a panel as it is today (options,
 * queries, place) bring an older dashboard to the present schema first, as opening it in Grafana
 * does; those of titles, times and choices leave it in its own. Not thread safe for one draft. */

#pragma once

#include "base/oriel-patch.h"
#include "dashboard/oriel-convert.h"
#include "dashboard/oriel-dashboard.h"

G_BEGIN_DECLS

typedef struct _OrielDraft OrielDraft;

/* A draft of a dashboard's text, of the forms that oriel_dashboard_read() takes. `name` is what
 * errors call it. NULL with `error`. */
OrielDraft *oriel_draft_new (const char *name, const char *text, gssize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* A draft of a file. Blocks: for workers and the command line. NULL with `error`. */
OrielDraft *oriel_draft_new_for_file (GFile *file,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Saves the draft over the file it was read from, which must still hold what was read
 * (base/oriel-save.h), and goes on from there. FALSE with `error` (G_IO_ERROR, ORIEL_PATCH_ERROR).
 * Blocks. */
gboolean oriel_draft_save (OrielDraft *self, const char *path, GError **error);

/* Frees it; nullable. */
void oriel_draft_free (OrielDraft *self);

/* Whether the dashboard is of schema v2, and whether its text is JSON or YAML. */
gboolean oriel_draft_is_v2 (const OrielDraft *self);
OrielTextKind oriel_draft_get_kind (const OrielDraft *self);

/* Whether anything was changed. */
gboolean oriel_draft_is_changed (const OrielDraft *self);

/* The text with all edits. Free with g_free(). NULL with `error` (ORIEL_PATCH_ERROR). */
char *oriel_draft_to_text (const OrielDraft *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The dashboard in another schema, or the same one brought to the present: a text of its own, with
 * the wrapper its schema has, as JSON or YAML. Free with g_free(). */
char *oriel_draft_convert (const OrielDraft *self,
                           OrielSchema schema,
                           OrielTextKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* The dashboard itself. `description` NULL: none. */
void oriel_draft_set_title (OrielDraft *self, const char *title);
void oriel_draft_set_description (OrielDraft *self, const char *description);
void oriel_draft_set_tags (OrielDraft *self, const char *const *tags);
void oriel_draft_set_time (OrielDraft *self, const char *from, const char *to);
void oriel_draft_set_refresh (OrielDraft *self, const char *refresh);
void oriel_draft_set_timezone (OrielDraft *self, const char *zone);

/* Stores a variable's choice: `values` (NULL-ended, one if it isn't multi) and what people read for
 * them; filters of an ad hoc variable as texts of URLs. `name` is the model's. FALSE when there is
 * none, or when it has no choice. */
gboolean oriel_draft_set_variable (OrielDraft *self,
                                   const char *name,
                                   const char *const *values,
                                   const char *const *texts);

/* Stores the filters (`{key, operator, value}`, …; copied) of an ad hoc variable. FALSE when there
 * is none of that name. */
gboolean oriel_draft_set_filters (OrielDraft *self, const char *name, JsonArray *filters);

/* Turns the annotations of that name on or off. FALSE when there are none. */
gboolean oriel_draft_set_annotation (OrielDraft *self, const char *name, gboolean enabled);

/* A panel, by its id (rows and tabs of schema v2 have none). FALSE when there is none. `options`,
 * `field_config` and `targets` are in the form of classic dashboards, the present one, and are
 * copied. */
gboolean oriel_draft_set_panel_title (OrielDraft *self, int id, const char *title);
gboolean oriel_draft_set_panel_description (OrielDraft *self, int id, const char *description);
gboolean oriel_draft_set_panel_grid (OrielDraft *self, int id, OrielGridPos grid);
gboolean oriel_draft_set_panel_options (OrielDraft *self, int id, JsonObject *options);
gboolean oriel_draft_set_panel_field_config (OrielDraft *self, int id, JsonObject *field_config);
gboolean oriel_draft_set_panel_targets (OrielDraft *self, int id, JsonArray *targets);

/* Adds a copy of a classic panel (with `gridPos`) behind the others, under a new id, which is
 * returned. */
int oriel_draft_add_panel (OrielDraft *self, JsonObject *panel);

/* Takes out a panel; of a row, its header alone. FALSE when there is none. */
gboolean oriel_draft_remove_panel (OrielDraft *self, int id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielDraft, oriel_draft_free)

G_END_DECLS
