/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel's field config over its frames: defaults, then the overrides whose matchers pick a
 * field, then ranges, series indexes and display names. */

#pragma once

#include "field/oriel-display.h"

G_BEGIN_DECLS

/* Replaces variables in a text; the answer is freed with g_free(). */
typedef char *(*OrielReplaceFunc) (const char *text, gpointer user_data);

/* `fieldConfig` of a panel, compiled. */
typedef struct _OrielFieldConfigSource OrielFieldConfigSource;

/* Reads `{defaults, overrides}`; nullable. `issues` (nullable) receives owned strings: matchers
 * and properties that are not known. Free with oriel_field_config_source_free(). */
OrielFieldConfigSource *oriel_field_config_source_from_json (JsonObject *object, GPtrArray *issues)
  G_GNUC_WARN_UNUSED_RESULT;

/* Names the panel's own options (`custom.lineWidth`, NULL-ended list, copied); properties and
 * defaults of others are dropped. Without it, or with NULL, all are kept. */
void oriel_field_config_source_set_custom (OrielFieldConfigSource *source, const char *const *ids);

/* Frees it; nullable. */
void oriel_field_config_source_free (OrielFieldConfigSource *source);

/* Applies it to `frames` (array of OrielFrame) and returns new frames, which share the columns:
 * config, series_index, range and display_name are set. `source` is nullable: nothing
 * configured. With a `panel_type` (nullable) what the dashboard leaves open has the values that
 * Grafana's panels give it (colour mode, thresholds), and `${__field.name}` and its like are
 * replaced. `replace` is nullable; it must be callable in this thread. Any thread. */
GPtrArray *oriel_field_config_apply (const OrielFieldConfigSource *source,
                                     GPtrArray *frames,
                                     const char *panel_type,
                                     OrielReplaceFunc replace,
                                     gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielFieldConfigSource, oriel_field_config_source_free)

G_END_DECLS
