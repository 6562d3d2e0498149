/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rowsToFields: each row becomes a field: one column names them, one has their values, the
 * others their labels and settings. Source of the rules: Grafana's rowsToFields. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include "base/oriel-json.h"
#include "transform/oriel-config-mapping.h"

/* Columns are fields: so many rows are refused. */
#define MAX_FIELDS 20000

static const OrielField *
find_use (const GArray *columns, OrielMapUse use)
{
  const OrielField *found = NULL;

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, OrielConfigColumn, i).use == use)
      found = g_array_index (columns, OrielConfigColumn, i).field;

  return found;
}

/* The labels of the column of names, and the row's values in columns of labels. */
static OrielLabels *
labels_of_row (const GArray *columns, const OrielField *name_field, gsize row)
{
  g_autoptr (JsonObject) labels = oriel_labels_to_json (name_field->labels);

  for (guint i = 0; i < columns->len; i++)
    {
      const OrielConfigColumn *column = &g_array_index (columns, OrielConfigColumn, i);
      OrielReduced cell = oriel_field_cell (column->field, row);
      char buffer[ORIEL_NUMBER_BUFFER];

      if (column->use == ORIEL_MAP_LABEL && !oriel_cell_is_null (&cell))
        json_object_set_string_member (labels, column->name, oriel_cell_text (&cell, buffer));
    }

  return oriel_labels_from_json (labels);
}

static OrielFieldConfig *
config_of_row (const GArray *columns, gsize row)
{
  OrielFieldConfig *config = oriel_field_config_new ();
  g_autofree OrielReduced *cells = g_new (OrielReduced, columns->len);
  g_autofree OrielConfigValue *values = g_new (OrielConfigValue, columns->len);

  for (guint i = 0; i < columns->len; i++)
    {
      const OrielConfigColumn *column = &g_array_index (columns, OrielConfigColumn, i);

      cells[i] = oriel_field_cell (column->field, row);
      values[i] = (OrielConfigValue){ column, &cells[i], 1, FALSE };
    }

  oriel_config_values_apply (values, columns->len, config);
  return config;
}

static OrielFrame *
fields_of_rows (const OrielFrame *frame,
                const GArray *columns,
                const OrielField *name_field,
                const OrielField *value_field)
{
  OrielFrame *result = oriel_frame_new (NULL, NULL, 1);

  for (gsize row = 0; row < frame->n_rows; row++)
    {
      g_autoptr (OrielLabels) labels = labels_of_row (columns, name_field, row);
      g_autoptr (OrielFieldConfig) config = config_of_row (columns, row);
      g_autoptr (OrielColumn) column = oriel_column_slice (value_field->column, row, 1);
      OrielReduced name = oriel_field_cell (name_field, row);
      char buffer[ORIEL_NUMBER_BUFFER];

      oriel_frame_add_field (result, oriel_cell_text (&name, buffer), labels, config, column);
    }

  return result;
}

GPtrArray *
oriel_transform_rows_to_fields (JsonObject *options,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GError **error)
{
  JsonArray *mappings = oriel_json_array (options, "mappings");
  g_autoptr (GPtrArray) results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (GArray) columns = oriel_config_columns_new (frame, mappings, TRUE);
      const OrielField *name_field = find_use (columns, ORIEL_MAP_NAME);
      const OrielField *value_field = find_use (columns, ORIEL_MAP_VALUE);

      if (name_field == NULL || value_field == NULL)
        g_ptr_array_add (results, oriel_frame_ref (frame));
      else if (!oriel_transform_check_fields (frame->n_rows, MAX_FIELDS, error))
        return NULL;
      else
        g_ptr_array_add (results, fields_of_rows (frame, columns, name_field, value_field));
    }

  return g_steal_pointer (&results);
}
