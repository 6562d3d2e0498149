/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the conversion share: small verbs, and parts that are converted alone. All
 * objects that are given are nullable, and nothing of them is kept. */

#pragma once

#include "dashboard/oriel-convert.h"

G_BEGIN_DECLS

/* `{kind, spec}`; takes `spec`. */
JsonObject *oriel_convert_kind (const char *kind, JsonObject *spec) G_GNUC_WARN_UNUSED_RESULT;

/* Setting members: a copy of that of another object, which must be of that type; else `fallback`,
 * of which NULL means none. */
void oriel_convert_text (JsonObject *to,
                         const char *name,
                         JsonObject *from,
                         const char *member,
                         const char *fallback);
void oriel_convert_flag (JsonObject *to,
                         const char *name,
                         JsonObject *from,
                         const char *member,
                         gboolean fallback);

/* A number, where there is one. */
void oriel_convert_number (JsonObject *to, const char *name, JsonObject *from, const char *member);

/* A list; empty where there is none. */
void oriel_convert_list (JsonObject *to, const char *name, JsonObject *from, const char *member);

/* Sets `member` to `name`, unless it is empty or NULL. */
void oriel_convert_set_text (JsonObject *to, const char *member, const char *text);

/* `{kind: DataQuery, group, version, datasource, spec}`; takes `spec`. */
JsonObject *oriel_convert_query (JsonObject *source, JsonObject *spec) G_GNUC_WARN_UNUSED_RESULT;

/* Field config in the one order of members that both schemas have. */
JsonObject *oriel_convert_field_config (JsonObject *config) G_GNUC_WARN_UNUSED_RESULT;

/* An entry of `templating.list` as a variable; NULL for a kind that schema v2 hasn't. */
JsonObject *oriel_convert_variable (JsonObject *entry) G_GNUC_WARN_UNUSED_RESULT;

/* An entry of `annotations.list`. */
JsonObject *oriel_convert_annotation (JsonObject *entry) G_GNUC_WARN_UNUSED_RESULT;

/* The layout for `panels` (classic, with rows); their elements are added to `elements`. */
JsonObject *oriel_convert_layout (JsonArray *panels,
                                  JsonObject *elements,
                                  OrielSchema schema) G_GNUC_WARN_UNUSED_RESULT;

/* Names that stand for a number in classic entries, in its order. Of what is out of range, the
 * first. */
extern const char *const oriel_convert_hide_names[];
extern const char *const oriel_convert_refresh_names[];
extern const char *const oriel_convert_sort_names[];
extern const char *const oriel_convert_cursor_names[];
const char *oriel_convert_name (const char *const *names, gint64 number);
gint64 oriel_convert_number_of (const char *const *names, const char *name);

G_END_DECLS
