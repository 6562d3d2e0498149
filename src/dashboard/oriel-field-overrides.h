/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing `fieldConfig` of panels: defaults and override rules, as migrations make them. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* `fieldConfig.defaults` of `panel`, made where it is missing. Borrowed. */
JsonObject *oriel_field_defaults (JsonObject *panel);

/* `fieldConfig.defaults.custom` of `panel`, made where it is missing. Borrowed. */
JsonObject *oriel_field_custom (JsonObject *panel);

/* `fieldConfig.overrides` of `panel`, made where it is missing. Borrowed. */
JsonArray *oriel_field_overrides (JsonObject *panel);

/* Adds a rule for the fields that `matcher` finds with `options`; returns its properties,
 * borrowed. */
JsonArray *oriel_override_add (JsonArray *overrides, const char *matcher, const char *options);

/* As oriel_override_add(), and takes `options`. */
JsonArray *oriel_override_add_node (JsonArray *overrides, const char *matcher, JsonNode *options);

/* Adds a property; takes `value`. */
void oriel_property_add (JsonArray *properties, const char *id, JsonNode *value);

/* Adds a property with a value of that type. */
void oriel_property_add_string (JsonArray *properties, const char *id, const char *value);
void oriel_property_add_number (JsonArray *properties, const char *id, double value);
void oriel_property_add_boolean (JsonArray *properties, const char *id, gboolean value);

/* Adds a property; takes `value`. */
void oriel_property_add_object (JsonArray *properties, const char *id, JsonObject *value);

/* `{mode: fixed, fixedColor: color}`. */
JsonObject *oriel_fixed_color_new (const char *color) G_GNUC_WARN_UNUSED_RESULT;

/* `{value, color}`; -∞ is stored as null. `color` is nullable. */
JsonObject *oriel_threshold_step_new (double value, const char *color) G_GNUC_WARN_UNUSED_RESULT;

/* `{mode: absolute, steps}`; takes `steps`. */
JsonObject *oriel_thresholds_config_new (JsonArray *steps) G_GNUC_WARN_UNUSED_RESULT;

/* The reducer of that id or old name (avg, current, total), or NULL. */
const char *oriel_reducer_id_for_name (const char *name);

/* Reducers of the members of an old legend that are on, in its order. */
JsonArray *oriel_reducers_of_legend (JsonObject *legend) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
