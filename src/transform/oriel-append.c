/* SPDX-License-Identifier: GPL-3.0-or-later */

/* append: the rows of all frames one behind the other, columns by name. An old transformation,
 * which Grafana no longer offers. */

#include "config.h"

#include "transform/oriel-transform-private.h"

/* A column of the result. */
typedef struct
{
  const OrielField *like; /* the first field of that name */
  GPtrArray *columns;     /* of OrielColumn, borrowed */
  OrielCellSource *sources;
} Column;

static void
column_free (gpointer data)
{
  Column *column = data;

  g_ptr_array_unref (column->columns);
  g_free (column->sources);
  g_free (column);
}

static Column *
find_column (GPtrArray *columns, GHashTable *index, const OrielField *field, gsize n_rows)
{
  Column *column = g_hash_table_lookup (index, field->name);

  if (column == NULL)
    {
      column = g_new0 (Column, 1);
      column->like = field;
      column->columns = g_ptr_array_new ();
      column->sources = g_new (OrielCellSource, n_rows);
      for (gsize i = 0; i < n_rows; i++)
        column->sources[i] = (OrielCellSource){ -1, -1 };
      g_hash_table_insert (index, field->name, column);
      g_ptr_array_add (columns, column);
    }

  return column;
}

static void
place_field (Column *column, const OrielField *field, gsize start)
{
  gint32 place = (gint32) column->columns->len;

  g_ptr_array_add (column->columns, field->column);
  for (gsize row = 0; row < field->column->n_rows; row++)
    column->sources[start + row] = (OrielCellSource){ place, (gint32) row };
}

static OrielFrame *
append_frames (GPtrArray *frames, gsize n_rows)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  OrielFrame *result = oriel_frame_new (NULL, NULL, n_rows);
  gsize start = 0;

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        place_field (find_column (columns, index, oriel_frame_field (frame, j), n_rows),
                     oriel_frame_field (frame, j), start);
      start += frame->n_rows;
    }

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = g_ptr_array_index (columns, i);
      g_autoptr (OrielColumn) values =
        oriel_column_collect (column->like->column->type, column->columns, column->sources, n_rows);

      oriel_frame_add_field (result, column->like->name, NULL, column->like->config, values);
    }

  return result;
}

GPtrArray *
oriel_transform_append (JsonObject *options,
                        GPtrArray *frames,
                        const OrielTransformContext *context,
                        GError **error)
{
  GPtrArray *results;
  gsize n_rows = 0;

  if (frames->len < 2)
    return oriel_frames_copy (frames);

  for (guint i = 0; i < frames->len; i++)
    n_rows += ((const OrielFrame *) g_ptr_array_index (frames, i))->n_rows;

  results = oriel_frames_new ();
  g_ptr_array_add (results, append_frames (frames, n_rows));
  return results;
}
