/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person would miss after a restart: open tabs, ranges, choices, recent files.
 *
 * One small JSON file in the XDG state folder. It is read once, asynchronously, and written
 * atomically a moment after each change; a file that can't be read counts as empty. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_STATE (oriel_state_get_type ())
G_DECLARE_FINAL_TYPE (OrielState, oriel_state, ORIEL, STATE, GObject)

/* Signal "recent-changed" (). */

/* A state kept in `file`. */
OrielState *oriel_state_new (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the file; a missing one is no error. */
void oriel_state_load_async (OrielState *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* FALSE with `error` when there was a file that could not be read; the state is empty then. */
gboolean oriel_state_load_finish (OrielState *self, GAsyncResult *result, GError **error);

/* Says that an object lent by this class was changed: it is written soon. */
void oriel_state_touch (OrielState *self);

/* Writes now what is not written yet. Blocks: for the end of the program. */
void oriel_state_flush (OrielState *self);

/* Size of the window in px. */
void oriel_state_get_window (OrielState *self, int *width, int *height, gboolean *maximized);
void oriel_state_set_window (OrielState *self, int width, int height, gboolean maximized);

/* URIs of the open tabs, NULL-ended; `selected` receives the index of the one in front, or -1.
 * Free with g_strfreev(). */
char **oriel_state_dup_tabs (OrielState *self, int *selected) G_GNUC_WARN_UNUSED_RESULT;
void oriel_state_set_tabs (OrielState *self, const char *const *uris, int selected);

/* How the dashboard of `uri` was last looked at; an object to be changed in place (then call
 * oriel_state_touch()). Borrowed. */
JsonObject *oriel_state_get_view (OrielState *self, const char *uri);

/* The answers that were given for the inputs of `uri`; borrowed, as oriel_state_get_view(). */
JsonObject *oriel_state_get_inputs (OrielState *self, const char *uri);

typedef struct
{
  const char *uri; /* borrowed from the state until its next change */
  const char *title;
} OrielRecent;

/* What was opened last, newest first. Array of OrielRecent; free with g_array_unref(). */
GArray *oriel_state_dup_recent (OrielState *self) G_GNUC_WARN_UNUSED_RESULT;
void oriel_state_add_recent (OrielState *self, const char *uri, const char *title);
void oriel_state_remove_recent (OrielState *self, const char *uri);

/* Time ranges that were chosen last, newest first: pairs from, to. NULL-ended; free with
 * g_strfreev(). */
char **oriel_state_dup_ranges (OrielState *self) G_GNUC_WARN_UNUSED_RESULT;
void oriel_state_add_range (OrielState *self, const char *from, const char *to);

G_END_DECLS
