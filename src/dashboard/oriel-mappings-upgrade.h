/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making value mappings of today's form; shared by the migrations of dashboards and panels. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The colour that `thresholds` (nullable) give to the number that `text` (nullable) begins
 * with, or NULL. Borrowed. */
const char *oriel_threshold_color_of_text (JsonObject *thresholds, const char *text);

/* `{text, color}`; `text` and `thresholds` are nullable. */
JsonObject *oriel_mapping_result_new (JsonNode *text,
                                      JsonObject *thresholds) G_GNUC_WARN_UNUSED_RESULT;

/* A map of values; takes `options` (value → result). */
JsonObject *oriel_mapping_new_values (JsonObject *options) G_GNUC_WARN_UNUSED_RESULT;

/* The text of null; takes `result`. */
JsonObject *oriel_mapping_new_null (JsonObject *result) G_GNUC_WARN_UNUSED_RESULT;

/* The text of a range, whose ends may be numbers as text; takes `result`. */
JsonObject *oriel_mapping_new_range (JsonNode *from,
                                     JsonNode *to,
                                     JsonObject *result) G_GNUC_WARN_UNUSED_RESULT;

/* Replaces old entries of the array `owner.member`, where there are any. */
void oriel_mappings_upgrade (JsonObject *owner, const char *member, JsonObject *thresholds);

G_END_DECLS
