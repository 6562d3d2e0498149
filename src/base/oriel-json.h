/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small JSON (dashboards, metadata, settings) in json-glib's nodes, with own reading and writing.
 *
 * Every text is hostile: size, encoding and nesting have limits, and errors name line and column.
 * What is read is RFC 8259 and no more: one value, no comments, no commas at the end. Of a member
 * that is there twice the last counts. Whole numbers keep 64 bits, others are doubles, of which
 * the largest stands for larger ones; what no C string can hold (\u0000, half a surrogate pair)
 * becomes U+FFFD. The getters never warn on a wrong type: they give the default, and the caller
 * decides whether that is worth a word. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ORIEL_JSON_ERROR (oriel_json_error_quark ())

typedef enum
{
  ORIEL_JSON_ERROR_SYNTAX,    /* not JSON; the message has line and column */
  ORIEL_JSON_ERROR_ENCODING,  /* not UTF-8 */
  ORIEL_JSON_ERROR_TOO_LARGE, /* over `max_bytes` */
  ORIEL_JSON_ERROR_TOO_DEEP,  /* nested over ORIEL_JSON_MAX_DEPTH */
} OrielJsonError;

#define ORIEL_JSON_MAX_DEPTH 200
#define ORIEL_JSON_MAX_BYTES (64u * 1024 * 1024)

/* The error domain of this file. */
GQuark oriel_json_error_quark (void);

/* Reads `length` bytes (-1: up to the zero) as one JSON value, sealed (nobody can change it).
 * `name` (nullable) is what the error message calls the text, as in `NAME: line 3, column 14: …`. A
 * byte order mark is skipped. Returns a node to be freed with json_node_unref(), or NULL with
 * `error`. Any thread. */
JsonNode *oriel_json_parse (const char *name,
                            const char *text,
                            gssize length,
                            gsize max_bytes,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As oriel_json_parse(), not sealed: for who goes on to change what was read. */
JsonNode *oriel_json_parse_open (const char *name,
                                 const char *text,
                                 gssize length,
                                 gsize max_bytes,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Line and column (both from 1, columns in characters) of byte `offset` of `text`. */
void oriel_json_position (const char *text, gsize length, gsize offset, guint *line, guint *column);

/* Writes `node` as JSON.stringify() does, `pretty` with line breaks and two blanks a level; numbers
 * that aren't finite are null. Free with g_free(). */
char *oriel_json_to_text (JsonNode *node, gboolean pretty) G_GNUC_WARN_UNUSED_RESULT;

/* The members below are borrowed from `object`, which is nullable everywhere (default). */

/* A string member; a number or boolean gives the default. */
const char *oriel_json_string (JsonObject *object, const char *member, const char *fallback);

/* A number member, also one written as a string (old dashboards: "12"). */
double oriel_json_number (JsonObject *object, const char *member, double fallback);

/* An integer member, saturated to the type's range, also one written as a string. */
gint64 oriel_json_int (JsonObject *object, const char *member, gint64 fallback);

/* A boolean member; anything else gives the default. */
gboolean oriel_json_boolean (JsonObject *object, const char *member, gboolean fallback);

/* Whether JavaScript takes `node` (nullable) for true: texts that are not empty, numbers but 0 and
 * NaN, all objects and lists. */
gboolean oriel_json_is_true (JsonNode *node);

/* An object member, or NULL. */
JsonObject *oriel_json_object (JsonObject *object, const char *member);

/* An array member, or NULL. */
JsonArray *oriel_json_array (JsonObject *object, const char *member);

/* Any member, or NULL; JSON null gives NULL too. */
JsonNode *oriel_json_member (JsonObject *object, const char *member);

/* The object at `index`, or NULL when it is none. */
JsonObject *oriel_json_array_object (JsonArray *array, guint index);

/* The string at `index`, or NULL when it is none. */
const char *oriel_json_array_string (JsonArray *array, guint index);

/* Elements; 0 for NULL. */
guint oriel_json_array_length (JsonArray *array);

/* A member by a dotted path: `oriel_json_path (o, "reduceOptions.calcs")`, or NULL. */
JsonNode *oriel_json_path (JsonObject *object, const char *path);

/* The node's object, array, string; NULL when it is NULL or of another type. */
JsonObject *oriel_json_node_object (JsonNode *node);

/* See oriel_json_node_object(). */
JsonArray *oriel_json_node_array (JsonNode *node);

/* See oriel_json_node_object(). */
const char *oriel_json_node_string (JsonNode *node);

G_END_DECLS
