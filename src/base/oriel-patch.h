/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing back what was read: a text is changed only where its meaning changes.
 *
 * Who edits a file reads it into a tree, changes the tree as it likes and hands text and tree to
 * this file, which finds what differs and puts that alone into the text. All else, blanks, order,
 * comments of YAML, the spelling of numbers, members nobody knows, stays byte for byte, because it
 * is never written. New values are laid out as the text around them. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ORIEL_PATCH_ERROR (oriel_patch_error_quark ())

typedef enum
{
  ORIEL_PATCH_ERROR_NOT_POSSIBLE, /* YAML whose parts hang together (aliases of what changes) */
  ORIEL_PATCH_ERROR_TOO_LARGE,    /* too many values */
} OrielPatchError;

typedef enum
{
  ORIEL_TEXT_JSON,
  ORIEL_TEXT_YAML,
} OrielTextKind;

/* The error domain of this file. */
GQuark oriel_patch_error_quark (void);

/* The text of `length` bytes (-1: up to the zero), changed so that it means `now`; equal to it
 * where nothing differs. Of a YAML text, the first document is meant. Free with g_free(). NULL with
 * `error` (also ORIEL_JSON_ERROR, ORIEL_YAML_ERROR: it is neither). Any thread. */
char *oriel_text_patch (OrielTextKind kind,
                        const char *text,
                        gssize length,
                        JsonNode *now,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether two values mean the same: order of members and spelling of numbers don't count. Nullable.
 * Any thread. */
gboolean oriel_json_same (JsonNode *a, JsonNode *b);

G_END_DECLS
