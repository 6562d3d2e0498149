/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON trees that may be changed.
 *
 * Parsed trees are immutable and json-glib's copies are shallow. Migrations work on a deep copy
 * made here, with small verbs that read like the rules they state. Not thread safe. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Changes a text of the tree: returns the new text (g_free()), or NULL to keep it. */
typedef char *(*OrielJsonTextFunc) (const char *text, gpointer user_data);

/* A copy that shares nothing with `node` and may be changed. NULL gives NULL. */
JsonNode *oriel_json_tree_copy (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* As oriel_json_tree_copy(), with every string value replaced by what `replace` says. */
JsonNode *oriel_json_tree_copy_with (JsonNode *node,
                                     OrielJsonTextFunc replace,
                                     gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* As oriel_json_tree_copy(), for an object; NULL gives a new empty object. */
JsonObject *oriel_json_tree_copy_object (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* A scalar as text: strings as they are, numbers as JavaScript writes them, true, false; NULL
 * for null, objects, arrays and NULL. Free with g_free(). */
char *oriel_json_dup_scalar (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* A string member that is copied; NULL when it is none. */
char *oriel_json_dup_string (JsonObject *object, const char *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
