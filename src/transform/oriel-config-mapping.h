/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Configs of fields out of data: which column gives which property. rowsToFields and
 * configFromData share it. */

#pragma once

#include "field/oriel-cell.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_MAP_NOTHING, /* no property is called so */
  ORIEL_MAP_NAME,
  ORIEL_MAP_VALUE,
  ORIEL_MAP_LABEL,
  ORIEL_MAP_IGNORE,
  ORIEL_MAP_MAX,
  ORIEL_MAP_MIN,
  ORIEL_MAP_UNIT,
  ORIEL_MAP_DECIMALS,
  ORIEL_MAP_DISPLAY_NAME,
  ORIEL_MAP_COLOR,
  ORIEL_MAP_THRESHOLD,
  ORIEL_MAP_MAPPING_VALUE,
  ORIEL_MAP_MAPPING_COLOR,
  ORIEL_MAP_MAPPING_TEXT,
} OrielMapUse;

/* What one column of a frame is used for. */
typedef struct
{
  const OrielField *field;
  OrielMapUse use;
  char *name;                  /* display name of the field; owned */
  const char *reducer;         /* id, where the column is to be one value */
  const char *threshold_color; /* borrowed from the options */
} OrielConfigColumn;

/* The columns of `frame` by `mappings` (nullable), an array of `{fieldName, handlerKey, reducerId,
 * handlerArguments}`; a column that is not listed is used for what it is called. With
 * `name_and_value` the first text that is free names, the first number is the value, and all else
 * are labels. Array of OrielConfigColumn, which borrows from both. Source of the rules: Grafana's
 * evaluateFieldMappings. */
GArray *oriel_config_columns_new (const OrielFrame *frame,
                                  JsonArray *mappings,
                                  gboolean name_and_value) G_GNUC_WARN_UNUSED_RESULT;

/* What one value, or a list of them, gives a config. */
typedef struct
{
  const OrielConfigColumn *column;
  const OrielReduced *cells; /* `n` of them; a LIST is spread out */
  gsize n;
  gboolean is_list;
} OrielConfigValue;

/* Sets in `config`, which nobody else has yet, what `values` (n of them) say; values that are null
 * or make no sense are passed over. */
void oriel_config_values_apply (const OrielConfigValue *values, guint n, OrielFieldConfig *config);

G_END_DECLS
