/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The config of a field, as data: what Grafana's JSON calls `config` of a frame's field, and
 * `fieldConfig.defaults` of a panel. `src/field` gives it its meaning.
 *
 * Shared and immutable once published; whoever changes one (overrides) copies it first. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_MAPPING_VALUE,   /* text equals one of `options` */
  ORIEL_MAPPING_RANGE,   /* from ≤ value ≤ to */
  ORIEL_MAPPING_REGEX,   /* text matches `pattern` */
  ORIEL_MAPPING_SPECIAL, /* `match`: true, false, null, nan, null+nan, empty */
} OrielMappingKind;

typedef struct
{
  char *text;  /* nullable: keep the value's own text */
  char *color; /* nullable */
  char *icon;  /* nullable */
  int index;   /* order in legends; -1 when not given */
} OrielMappingResult;

typedef struct
{
  OrielMappingKind kind;
  double from, to; /* range; ±infinity when open */
  char *pattern;   /* regex: `/…/flags` or bare text; special: the match word */
  GPtrArray *keys; /* value: owned strings, parallel to `results` */
  GArray *results; /* of OrielMappingResult; one, but for value mappings */
} OrielMapping;

typedef struct
{
  double value; /* -infinity for the base step */
  char *color;
} OrielThreshold;

typedef enum
{
  ORIEL_THRESHOLDS_ABSOLUTE,
  ORIEL_THRESHOLDS_PERCENTAGE,
} OrielThresholdsMode;

typedef struct
{
  OrielThresholdsMode mode;
  GArray *steps; /* of OrielThreshold, in the config's order: ascending, but for handmade ones */
} OrielThresholds;

typedef struct _OrielFieldConfig
{
  char *display_name;          /* nullable; template */
  char *display_name_from_ds;  /* nullable; text */
  char *description;           /* nullable */
  char *unit;                  /* nullable */
  int decimals;                /* -1: automatic */
  double min, max;             /* null (oriel_is_null) when not set */
  gboolean field_min_max;      /* range of this field alone, not of all series */
  char *no_value;              /* nullable */
  char *color_mode;            /* nullable: thresholds */
  char *color_fixed;           /* nullable */
  char *color_series_by;       /* nullable: last */
  OrielThresholds *thresholds; /* nullable */
  GPtrArray *mappings;         /* of OrielMapping; nullable */
  JsonArray *links;            /* nullable */
  JsonObject *custom;          /* nullable: the panel's own options per field */
  gboolean filterable;
  double interval_ms; /* distance of samples where the source knows it, else null */
  JsonObject *rest;   /* nullable: members not listed above, kept as they came */
} OrielFieldConfig;

/* An empty config: nothing set. Free (share) with oriel_field_config_unref(). */
OrielFieldConfig *oriel_field_config_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a config; wrong types leave the member unset. Also mappings and thresholds in the
 * forms of old panels. `object` is nullable, and nothing of it is shared. Any thread. */
OrielFieldConfig *oriel_field_config_from_json (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* Writes it back in the same form. */
JsonObject *oriel_field_config_to_json (const OrielFieldConfig *config) G_GNUC_WARN_UNUSED_RESULT;

/* A deep copy that may be changed before it is published. */
OrielFieldConfig *
oriel_field_config_copy (const OrielFieldConfig *config) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference; NULL gives NULL. Any thread. */
OrielFieldConfig *oriel_field_config_ref (OrielFieldConfig *config);

/* Drops a reference; nullable. Any thread. */
void oriel_field_config_unref (OrielFieldConfig *config);

/* Reads thresholds; NULL when `object` is NULL or has no steps array. Free with
 * oriel_thresholds_free(). */
OrielThresholds *oriel_thresholds_from_json (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the steps in ascending order. */
void oriel_thresholds_sort (OrielThresholds *thresholds);

/* A deep copy; NULL gives NULL. */
OrielThresholds *
oriel_thresholds_copy (const OrielThresholds *thresholds) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_thresholds_free (OrielThresholds *thresholds);

/* The step that `value` has reached: the last one not above it, in order; the first one when it
 * has reached none, as for NaN. NULL when there are no steps (or `thresholds` is NULL). Grafana's
 * getActiveThreshold. Any thread. */
const OrielThreshold *oriel_thresholds_active (const OrielThresholds *thresholds, double value);

/* Reads a `mappings` array (new form, and `{type: 1, value, text}`). Array of OrielMapping, or
 * NULL when there is none. Any thread. */
GPtrArray *oriel_mappings_from_json (JsonArray *array) G_GNUC_WARN_UNUSED_RESULT;

/* Reads `valueMaps`, `rangeMaps` and `mappingType` of an old singlestat panel; the colours come
 * from `thresholds` (nullable) where the mapped text is a number. As oriel_mappings_from_json(). */
GPtrArray *oriel_mappings_from_old_panel (JsonObject *panel, const OrielThresholds *thresholds)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielFieldConfig, oriel_field_config_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielThresholds, oriel_thresholds_free)

G_END_DECLS
