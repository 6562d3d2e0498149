/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rowsToFields: each row becomes a field: one column names them, one has their values, the
 * others their labels and settings. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

/* What a column is used for. */
typedef enum
{
  USE_AS_LABEL,
  USE_AS_NAME,
  USE_AS_VALUE,
  USE_AS_SETTING, /* of the field's config */
  USE_NOT,
} Use;

typedef struct
{
  Use use;
  const OrielField *field;
  char *name;          /* display name */
  const char *setting; /* of USE_AS_SETTING: id of the property */
} Column;

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->name);
}

/* The key that the options give for a column; NULL when they give none. */
static const char *
mapped_key (JsonArray *mappings, const char *name)
{
  for (guint i = 0; i < oriel_json_array_length (mappings); i++)
    {
      JsonObject *mapping = oriel_json_array_object (mappings, i);

      if (g_strcmp0 (oriel_json_string (mapping, "fieldName", NULL), name) == 0)
        return oriel_json_string (mapping, "handlerKey", "");
    }

  return NULL;
}

static Use
use_of_key (const char *key, const char **setting)
{
  static const char *const settings[] = {
    "max", "min", "unit", "decimals", "displayName", "color"
  };

  if (strcmp (key, "field.name") == 0)
    return USE_AS_NAME;
  if (strcmp (key, "field.value") == 0)
    return USE_AS_VALUE;
  if (strcmp (key, "__ignore") == 0)
    return USE_NOT;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (strcmp (settings[i], key) == 0)
      {
        *setting = settings[i];
        return USE_AS_SETTING;
      }

  return USE_AS_LABEL;
}

/* Columns that the options leave open: the first text names, the first number is the value. */
static GArray *
read_columns (const OrielFrame *frame, JsonArray *mappings)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  gboolean has_name = FALSE, has_value = FALSE;

  g_array_set_clear_func (columns, clear_column);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      Column column = { .field = oriel_frame_field (frame, i) };
      const char *key;

      column.name = oriel_field_display_name_in (column.field, frame, NULL);
      key = mapped_key (mappings, column.name);
      if (key != NULL)
        column.use = use_of_key (key, &column.setting);
      else if (!has_name && column.field->type == ORIEL_FIELD_STRING)
        column.use = USE_AS_NAME;
      else if (!has_value && column.field->type == ORIEL_FIELD_NUMBER)
        column.use = USE_AS_VALUE;

      has_name = has_name || column.use == USE_AS_NAME;
      has_value = has_value || column.use == USE_AS_VALUE;
      g_array_append_val (columns, column);
    }

  return columns;
}

static const OrielField *
find_use (const GArray *columns, Use use)
{
  const OrielField *found = NULL;

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, Column, i).use == use)
      found = g_array_index (columns, Column, i).field;

  return found;
}

/* The row's labels and settings as JSON: `labels` and `config` are filled. */
static void
collect_row (const GArray *columns, gsize row, JsonObject *labels, JsonObject *config)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      OrielReduced cell = oriel_field_cell (column->field, row);
      char buffer[ORIEL_NUMBER_BUFFER];

      if (oriel_cell_is_null (&cell))
        continue;
      if (column->use == USE_AS_LABEL)
        json_object_set_string_member (labels, column->name, oriel_cell_text (&cell, buffer));
      else if (column->use == USE_AS_SETTING && strcmp (column->setting, "color") == 0)
        {
          JsonObject *color = json_object_new ();

          json_object_set_string_member (color, "mode", "fixed");
          json_object_set_string_member (color, "fixedColor", oriel_cell_text (&cell, buffer));
          json_object_set_object_member (config, "color", color);
        }
      else if (column->use == USE_AS_SETTING)
        json_object_set_string_member (config, column->setting, oriel_cell_text (&cell, buffer));
    }
}

static void
add_row_field (OrielFrame *result,
               const GArray *columns,
               const OrielField *name_field,
               const OrielField *value_field,
               gsize row)
{
  g_autoptr (JsonObject) labels_json = oriel_labels_to_json (name_field->labels);
  g_autoptr (JsonObject) config_json = json_object_new ();
  g_autoptr (OrielLabels) labels = NULL;
  g_autoptr (OrielFieldConfig) config = NULL;
  g_autoptr (OrielColumn) column = oriel_column_slice (value_field->column, row, 1);
  OrielReduced name = oriel_field_cell (name_field, row);
  char buffer[ORIEL_NUMBER_BUFFER];

  collect_row (columns, row, labels_json, config_json);
  labels = oriel_labels_from_json (labels_json);
  config = oriel_field_config_from_json (config_json);
  oriel_frame_add_field (result, oriel_cell_text (&name, buffer), labels, config, column);
}

GPtrArray *
oriel_transform_rows_to_fields (JsonObject *options,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GError **error)
{
  JsonArray *mappings = oriel_json_array (options, "mappings");
  GPtrArray *results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (GArray) columns = read_columns (frame, mappings);
      const OrielField *name_field = find_use (columns, USE_AS_NAME);
      const OrielField *value_field = find_use (columns, USE_AS_VALUE);
      OrielFrame *result;

      if (name_field == NULL || value_field == NULL)
        {
          g_ptr_array_add (results, oriel_frame_ref (frame));
          continue;
        }

      result = oriel_frame_new (NULL, NULL, 1);
      for (gsize row = 0; row < frame->n_rows; row++)
        add_row_field (result, columns, name_field, value_field, row);
      g_ptr_array_add (results, result);
    }

  return results;
}
