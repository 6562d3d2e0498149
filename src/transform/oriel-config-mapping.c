/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-config-mapping.h. */

#include "config.h"

#include "transform/oriel-config-mapping.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-names.h"

#define MAX_DECIMALS 15

static const struct
{
  const char *key;
  OrielMapUse use;
} handlers[] = {
  { "field.name", ORIEL_MAP_NAME },
  { "field.value", ORIEL_MAP_VALUE },
  { "field.label", ORIEL_MAP_LABEL },
  { "__ignore", ORIEL_MAP_IGNORE },
  { "max", ORIEL_MAP_MAX },
  { "min", ORIEL_MAP_MIN },
  { "unit", ORIEL_MAP_UNIT },
  { "decimals", ORIEL_MAP_DECIMALS },
  { "displayName", ORIEL_MAP_DISPLAY_NAME },
  { "color", ORIEL_MAP_COLOR },
  { "threshold1", ORIEL_MAP_THRESHOLD },
  { "mappings.value", ORIEL_MAP_MAPPING_VALUE },
  { "mappings.color", ORIEL_MAP_MAPPING_COLOR },
  { "mappings.text", ORIEL_MAP_MAPPING_TEXT },
};

static OrielMapUse
use_of_key (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_strcmp0 (handlers[i].key, key) == 0)
      return handlers[i].use;

  return ORIEL_MAP_NOTHING;
}

static JsonObject *
find_mapping (JsonArray *mappings, const char *member, const char *value)
{
  for (guint i = 0; i < oriel_json_array_length (mappings); i++)
    {
      JsonObject *mapping = oriel_json_array_object (mappings, i);

      if (g_strcmp0 (oriel_json_string (mapping, member, NULL), value) == 0)
        return mapping;
    }

  return NULL;
}

/* Value mappings are made of all values of their columns. */
static const char *
reducer_of (JsonObject *mapping, OrielMapUse use)
{
  gboolean all = use == ORIEL_MAP_MAPPING_VALUE || use == ORIEL_MAP_MAPPING_COLOR ||
                 use == ORIEL_MAP_MAPPING_TEXT;

  return oriel_json_string (mapping, "reducerId", all ? "allValues" : "lastNotNull");
}

static void
clear_column (gpointer data)
{
  g_free (((OrielConfigColumn *) data)->name);
}

/* What a column is used for that neither options nor its own name give a use. */
static OrielMapUse
free_use (const OrielField *field, gboolean name_is_free, gboolean value_is_free)
{
  if (name_is_free && field->type == ORIEL_FIELD_STRING)
    return ORIEL_MAP_NAME;

  return value_is_free && field->type == ORIEL_FIELD_NUMBER ? ORIEL_MAP_VALUE : ORIEL_MAP_LABEL;
}

GArray *
oriel_config_columns_new (const OrielFrame *frame, JsonArray *mappings, gboolean name_and_value)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (OrielConfigColumn));
  gboolean name_is_free = find_mapping (mappings, "handlerKey", "field.name") == NULL;
  gboolean value_is_free = find_mapping (mappings, "handlerKey", "field.value") == NULL;
  OrielNameScope scope;

  oriel_name_scope_init (&scope, (OrielFrame *const[]){ (OrielFrame *) frame }, 1);
  g_array_set_clear_func (columns, clear_column);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielConfigColumn column = { .field = oriel_frame_field (frame, i) };
      JsonObject *mapping, *threshold;
      g_autofree char *own_key = NULL;

      column.name = oriel_field_display_name_in (column.field, frame, &scope);
      mapping = find_mapping (mappings, "fieldName", column.name);
      own_key = g_utf8_strdown (column.name, -1);
      column.use =
        use_of_key (mapping != NULL ? oriel_json_string (mapping, "handlerKey", NULL) : own_key);
      if (column.use == ORIEL_MAP_NOTHING && name_and_value)
        column.use =
          mapping != NULL ? ORIEL_MAP_LABEL : free_use (column.field, name_is_free, value_is_free);

      name_is_free = name_is_free && column.use != ORIEL_MAP_NAME;
      value_is_free = value_is_free && column.use != ORIEL_MAP_VALUE;
      threshold = oriel_json_object (oriel_json_object (mapping, "handlerArguments"), "threshold");
      column.threshold_color = oriel_json_string (threshold, "color", "red");
      column.reducer = reducer_of (mapping, column.use);
      g_array_append_val (columns, column);
    }

  return columns;
}

/* The number that a value is; NaN for an empty text. */
static double
number_of (const OrielReduced *cell)
{
  if (cell->kind == ORIEL_REDUCED_OTHER ||
      (cell->kind == ORIEL_REDUCED_TEXT && *cell->text == '\0'))
    return NAN;

  return oriel_cell_number (cell);
}

static char *
text_of (const OrielReduced *cell)
{
  char buffer[ORIEL_NUMBER_BUFFER];

  return g_strdup (oriel_cell_text (cell, buffer));
}

static void
replace_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

static void
set_color (OrielFieldConfig *config, const OrielReduced *cell)
{
  replace_text (&config->color_mode, g_strdup ("fixed"));
  replace_text (&config->color_fixed, text_of (cell));
  g_clear_pointer (&config->color_series_by, g_free);
}

static void
set_one (const OrielConfigColumn *column, const OrielReduced *cell, OrielFieldConfig *config)
{
  double number = number_of (cell);

  if (column->use == ORIEL_MAP_MAX && !isnan (number))
    config->max = number;
  else if (column->use == ORIEL_MAP_MIN && !isnan (number))
    config->min = number;
  else if (column->use == ORIEL_MAP_DECIMALS && number >= 0 && number <= MAX_DECIMALS &&
           number == trunc (number))
    config->decimals = (int) number;
  else if (column->use == ORIEL_MAP_UNIT)
    replace_text (&config->unit, text_of (cell));
  else if (column->use == ORIEL_MAP_DISPLAY_NAME)
    replace_text (&config->display_name, text_of (cell));
  else if (column->use == ORIEL_MAP_COLOR)
    set_color (config, cell);
}

static const OrielConfigValue *
find_list (const OrielConfigValue *values, guint n, OrielMapUse use)
{
  const OrielConfigValue *found = NULL;

  for (guint i = 0; i < n; i++)
    if (values[i].column->use == use && values[i].is_list)
      found = &values[i];

  return found;
}

/* The text at `index` of a list (nullable); NULL where there is none. */
static char *
text_at (const OrielConfigValue *list, gsize index)
{
  if (list == NULL || index >= list->n || oriel_cell_is_null (&list->cells[index]))
    return NULL;

  return text_of (&list->cells[index]);
}

/* One mapping of all values, in the form that dashboards have; of equal values the last counts. */
static JsonArray *
mappings_of_lists (const OrielConfigValue *keys,
                   const OrielConfigValue *colors,
                   const OrielConfigValue *texts)
{
  JsonArray *array = json_array_new ();
  JsonObject *mapping = json_object_new ();
  JsonObject *options = json_object_new ();

  for (gsize i = 0; i < keys->n; i++)
    {
      g_autofree char *key = text_at (keys, i);
      g_autofree char *color = text_at (colors, i);
      g_autofree char *text = text_at (texts, i);
      JsonObject *result;

      if (key == NULL)
        continue;
      result = json_object_new ();
      if (color != NULL)
        json_object_set_string_member (result, "color", color);
      if (text != NULL)
        json_object_set_string_member (result, "text", text);
      json_object_set_int_member (result, "index", (gint64) i);
      json_object_set_object_member (options, key, result);
    }

  json_object_set_string_member (mapping, "type", "value");
  json_object_set_object_member (mapping, "options", options);
  json_array_add_object_element (array, mapping);
  return array;
}

static void
set_mappings (const OrielConfigValue *values, guint n, OrielFieldConfig *config)
{
  const OrielConfigValue *keys = find_list (values, n, ORIEL_MAP_MAPPING_VALUE);
  g_autoptr (JsonArray) array = NULL;

  if (keys == NULL)
    return;

  array = mappings_of_lists (keys, find_list (values, n, ORIEL_MAP_MAPPING_COLOR),
                             find_list (values, n, ORIEL_MAP_MAPPING_TEXT));
  g_clear_pointer (&config->mappings, g_ptr_array_unref);
  config->mappings = oriel_mappings_from_json (array);
}

static void
add_step (JsonArray *steps, double value, const char *color)
{
  JsonObject *step = json_object_new ();

  json_object_set_double_member (step, "value", value);
  json_object_set_string_member (step, "color", color);
  json_array_add_object_element (steps, step);
}

/* Steps that the config has (of a transformation before) stay; of equal ones the new counts. */
static void
keep_steps (JsonArray *steps, const OrielThresholds *thresholds)
{
  guint n_new = json_array_get_length (steps);

  for (guint i = 0; thresholds != NULL && i < thresholds->steps->len; i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);
      gboolean replaced = FALSE;

      for (guint j = 0; j < n_new; j++)
        replaced = replaced || oriel_json_number (json_array_get_object_element (steps, j), "value",
                                                  NAN) == step->value;
      if (!replaced && isfinite (step->value))
        add_step (steps, step->value, step->color);
    }
}

static void
set_thresholds (const OrielConfigValue *values, guint n, OrielFieldConfig *config)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *steps = json_array_new ();
  OrielThresholds *thresholds;

  json_object_set_string_member (object, "mode", "absolute");
  json_object_set_array_member (object, "steps", steps);
  for (guint i = 0; i < n; i++)
    if (values[i].column->use == ORIEL_MAP_THRESHOLD && values[i].n > 0 &&
        isfinite (number_of (values[i].cells)))
      add_step (steps, number_of (values[i].cells), values[i].column->threshold_color);
  if (json_array_get_length (steps) == 0)
    return;

  keep_steps (steps, config->thresholds);
  thresholds = oriel_thresholds_from_json (object);
  if (json_array_get_length (steps) > 1)
    oriel_thresholds_sort (thresholds);
  oriel_thresholds_free (config->thresholds);
  config->thresholds = thresholds;
}

void
oriel_config_values_apply (const OrielConfigValue *values, guint n, OrielFieldConfig *config)
{
  for (guint i = 0; i < n; i++)
    if (!values[i].is_list && values[i].n > 0 && !oriel_cell_is_null (values[i].cells))
      set_one (values[i].column, values[i].cells, config);

  set_mappings (values, n, config);
  set_thresholds (values, n, config);
}
