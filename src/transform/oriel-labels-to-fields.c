/* SPDX-License-Identifier: GPL-3.0-or-later */

/* labelsToFields: the labels of series become columns, or rows of their names and values. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

static gboolean
is_kept (JsonArray *keep, const char *name)
{
  if (oriel_json_array_length (keep) == 0)
    return TRUE;

  for (guint i = 0; i < oriel_json_array_length (keep); i++)
    if (g_strcmp0 (oriel_json_array_string (keep, i), name) == 0)
      return TRUE;

  return FALSE;
}

/* A label's name with the values it has in a frame. All borrowed. */
typedef struct
{
  const char *name;
  GPtrArray *values;
  GHashTable *seen;
} LabelColumn;

static void
clear_label_column (gpointer data)
{
  LabelColumn *column = data;

  g_ptr_array_unref (column->values);
  g_hash_table_unref (column->seen);
}

static LabelColumn *
find_label_column (GArray *columns, GHashTable *index, const char *name)
{
  gpointer place;
  LabelColumn column = { .name = name };

  if (g_hash_table_lookup_extended (index, name, NULL, &place))
    return &g_array_index (columns, LabelColumn, GPOINTER_TO_UINT (place));

  column.values = g_ptr_array_new ();
  column.seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (index, (gpointer) name, GUINT_TO_POINTER (columns->len));
  g_array_append_val (columns, column);
  return &g_array_index (columns, LabelColumn, columns->len - 1);
}

/* Adds the field without its labels, which go to `columns`; its value label names it. */
static void
add_field_without_labels (OrielFrame *frame,
                          const OrielField *field,
                          JsonObject *options,
                          GArray *columns,
                          GHashTable *index)
{
  JsonArray *keep = oriel_json_array (options, "keepLabels");
  const char *value_label = oriel_json_string (options, "valueLabel", NULL);
  OrielField *copy = oriel_frame_add_copy (frame, field, NULL);
  OrielFieldConfig *config = oriel_field_own_config (copy);

  g_clear_pointer (&config->display_name, g_free);
  g_clear_pointer (&config->display_name_from_ds, g_free);
  g_clear_pointer (&copy->labels, oriel_labels_unref);

  for (guint i = 0; i < field->labels->n; i++)
    {
      const OrielLabel *label = &field->labels->items[i];
      LabelColumn *column;

      if (!is_kept (keep, label->name))
        continue;
      if (g_strcmp0 (value_label, label->name) == 0)
        {
          g_free (copy->name);
          copy->name = g_strdup (label->value);
          continue;
        }
      column = find_label_column (columns, index, label->name);
      if (g_hash_table_add (column->seen, (gpointer) label->value))
        g_ptr_array_add (column->values, (gpointer) label->value);
    }
}

static OrielFrame *
labels_to_columns (const OrielFrame *frame, JsonObject *options)
{
  OrielFrame *result = oriel_frame_new_like (frame, frame->n_rows);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (LabelColumn));
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (columns, clear_label_column);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->labels == NULL)
        oriel_frame_add_copy (result, field, NULL);
      else
        add_field_without_labels (result, field, options, columns, index);
    }

  for (guint i = 0; i < columns->len; i++)
    {
      const LabelColumn *label = &g_array_index (columns, LabelColumn, i);

      for (guint j = 0; j < label->values->len; j++)
        {
          g_autoptr (OrielColumn) column =
            oriel_column_repeat_text (g_ptr_array_index (label->values, j), frame->n_rows);

          oriel_frame_add_field (result, label->name, NULL, NULL, column);
        }
    }

  return result;
}

static OrielReduced
text_cell (const char *text)
{
  if (text == NULL)
    return (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };

  return (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text };
}

/* The names and values of a field's labels: those of `keep` (nullable: all). */
static void
collect_labels (const OrielLabels *labels, JsonArray *keep, GArray *names, GArray *values)
{
  guint n = keep != NULL ? json_array_get_length (keep) : labels->n;

  for (guint i = 0; i < n; i++)
    {
      const char *name = keep != NULL ? oriel_json_array_string (keep, i) : labels->items[i].name;
      OrielReduced name_cell = text_cell (name);
      OrielReduced value_cell = text_cell (name != NULL ? oriel_labels_get (labels, name) : NULL);

      g_array_append_val (names, name_cell);
      g_array_append_val (values, value_cell);
    }
}

/* A frame of two columns for a field's labels; NULL when there are none. */
static OrielFrame *
labels_to_rows (const OrielFrame *frame,
                const OrielField *field,
                const OrielNameScope *scope,
                JsonArray *keep)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  g_autoptr (OrielColumn) name_column = NULL;
  g_autoptr (OrielColumn) value_column = NULL;
  OrielFrame *result;

  collect_labels (field->labels, keep, names, values);
  if (names->len == 0)
    return NULL;

  name_column = oriel_column_from_cells (ORIEL_FIELD_STRING,
                                         (const OrielReduced *) (gpointer) names->data, names->len);
  value_column = oriel_column_from_cells (
    ORIEL_FIELD_STRING, (const OrielReduced *) (gpointer) values->data, values->len);
  result = oriel_frame_new_like (frame, names->len);
  g_free (result->name);
  result->name = oriel_field_display_name_in (field, frame, scope);
  oriel_frame_add_field (result, "label", NULL, NULL, name_column);
  oriel_frame_add_field (result, "value", NULL, NULL, value_column);
  return result;
}

GPtrArray *
oriel_transform_labels_to_fields (JsonObject *options,
                                  GPtrArray *frames,
                                  const OrielTransformContext *context,
                                  GError **error)
{
  gboolean to_rows = g_strcmp0 (oriel_json_string (options, "mode", NULL), "rows") == 0;
  JsonArray *keep = oriel_json_array (options, "keepLabels");
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      if (!to_rows)
        {
          g_ptr_array_add (results, labels_to_columns (frame, options));
          continue;
        }
      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);
          OrielFrame *rows =
            field->labels != NULL ? labels_to_rows (frame, field, &scope, keep) : NULL;

          if (rows != NULL)
            g_ptr_array_add (results, rows);
        }
    }

  return results;
}
