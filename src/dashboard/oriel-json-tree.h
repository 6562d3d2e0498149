/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON trees that may be changed.
 *
 * Parsed trees are immutable and json-glib's copies are shallow. Migrations work on a deep copy
 * made here, with small verbs that read like the rules they state. Not thread safe. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ORIEL_JSON_SHORT 1024

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

/* A text that migrations may copy many times: at most ORIEL_JSON_SHORT bytes, else NULL. So
 * that a hostile file cannot make one long text into many. Borrowed. */
const char *oriel_json_short_string (JsonObject *object, const char *member);

/* TRUE where JavaScript takes the value for true: not null, false, 0 or "". NULL is not. */
gboolean oriel_json_is_truthy (JsonNode *node);

/* oriel_json_is_truthy() of a member. */
gboolean oriel_json_has_truthy (JsonObject *object, const char *member);

/* TRUE for a value that is a number (not a number as text). */
gboolean oriel_json_is_number (JsonNode *node);

/* The object at `member`, put there empty when there is none. Borrowed. */
JsonObject *oriel_json_ensure_object (JsonObject *object, const char *member);

/* The array at `member`, put there empty when there is none. Borrowed. */
JsonArray *oriel_json_ensure_array (JsonObject *object, const char *member);

/* Sets a number: as an integer where it is one. */
void oriel_json_set_number (JsonObject *object, const char *member, double value);

/* Sets a deep copy of `node`; nothing happens for NULL. */
void oriel_json_set_copy (JsonObject *object, const char *member, JsonNode *node);

/* Sets deep copies of all members of `from`; nothing happens for NULL. `from` may lie in `to`: it
 * is kept until all are set, though one of them may take the place of what holds it. */
void oriel_json_copy_members (JsonObject *to, JsonObject *from);

/* Gives `member` another name, in place of one that has it; nothing happens when there is none. */
void oriel_json_rename (JsonObject *object, const char *member, const char *name);

/* Removes a member; nothing happens when there is none, or when `object` is NULL. */
void oriel_json_remove (JsonObject *object, const char *member);

/* The object that `text`, a constant of ours, describes. Quotes may be written as '. */
JsonObject *oriel_json_object_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
