/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The properties of a field's config that a panel can set: one row of a table each. */

#pragma once

#include "base/oriel-json-share.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef struct _OrielFieldProperty OrielFieldProperty;

/* The standard property `id` (unit, min, …), or NULL; custom ones are not among them. */
const OrielFieldProperty *oriel_field_property_find (const char *id);

/* The property's id; never freed. */
const char *oriel_field_property_id (const OrielFieldProperty *property);

/* A config in which only this property is set, from an override's value (nullable). */
OrielFieldConfig *oriel_field_property_parse (const OrielFieldProperty *property,
                                              JsonNode *value) G_GNUC_WARN_UNUSED_RESULT;

/* Moves the property from `from` to `config`; not set there, it is not set here any more.
 * Lists are put before those that `config` has. */
void oriel_field_property_take (const OrielFieldProperty *property,
                                OrielFieldConfig *config,
                                OrielFieldConfig *from);

/* Moves into `config` every standard property that it lacks and that fields of `type` have. */
void
oriel_field_properties_fill (OrielFieldConfig *config, OrielFieldConfig *from, OrielFieldType type);

/* Sets the member at `path` (`stacking.mode`) of the custom options, or removes it (`value`
 * NULL). A list is put before the one that is there. */
void oriel_field_config_set_custom (OrielFieldConfig *config, const char *path, JsonNode *value);

G_END_DECLS
