/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON objects and arrays that several threads hold: json-glib counts references without any
 * lock. Metadata of frames and targets of queries are referenced and released by these. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Takes a reference; NULL gives NULL. Any thread. */
JsonObject *oriel_json_object_ref (JsonObject *object);

/* Drops a reference; nullable. Any thread. */
void oriel_json_object_unref (JsonObject *object);

/* Takes a reference; NULL gives NULL. Any thread. */
JsonArray *oriel_json_array_ref (JsonArray *array);

/* Drops a reference; nullable. Any thread. */
void oriel_json_array_unref (JsonArray *array);

/* A copy that shares nothing with `node`, not even scalars, and may be changed. The depth is
 * bounded by the parser's limit. Transfer full. Any thread. */
JsonNode *oriel_json_copy_deep (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
