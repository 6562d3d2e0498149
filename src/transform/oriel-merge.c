/* SPDX-License-Identifier: GPL-3.0-or-later */

/* merge: the rows of all frames in one table; rows that agree in all they share become one.
 * Source of the rules: Grafana's mergeTransformer. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "transform/oriel-distinct.h"

/* A row is compared with at most so many rows of the same key: tables of one key would cost
 * their length squared. */
#define MAX_CANDIDATES 256

/* The row after the last one. */
#define NO_ROW G_MAXUINT32

/* A column of the merged table, with its field in each frame (-1: it has none). */
typedef struct
{
  const OrielField *like; /* the first field of that name */
  gint32 *fields;
  gboolean is_key;
  OrielValueTable values; /* of a key column: its values in all frames */
  OrielNumbering pairs;   /* of a key column: these with the number of the key so far */
} Column;

typedef struct
{
  GPtrArray *frames; /* those with fields */
  GArray *columns;   /* of Column */
  GArray *sources;   /* of OrielCellSource: rows × columns; its column is the place of a frame */
  GArray *first;     /* of guint32: the first row of each key, by its number */
  GArray *last;      /* of guint32: the last one */
  GArray *next;      /* of guint32: the row of the same key after a row */
} Merge;

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->fields);
  if (!column->is_key)
    return;
  oriel_value_table_clear (&column->values);
  oriel_numbering_clear (&column->pairs);
}

/* Columns by name, in the order they are met. */
static void
collect_columns (Merge *merge)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < merge->frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (merge->frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);
          gpointer place;

          if (!g_hash_table_lookup_extended (index, field->name, NULL, &place))
            {
              Column column = { .like = field, .fields = g_new (gint32, merge->frames->len) };

              for (guint k = 0; k < merge->frames->len; k++)
                column.fields[k] = -1;
              place = GUINT_TO_POINTER (merge->columns->len);
              g_hash_table_insert (index, field->name, place);
              g_array_append_val (merge->columns, column);
            }
          g_array_index (merge->columns, Column, GPOINTER_TO_UINT (place)).fields[i] = (gint32) j;
        }
    }
}

/* Marks the columns that all frames have; FALSE when there is none. */
static gboolean
mark_keys (Merge *merge)
{
  gboolean found = FALSE;

  for (guint i = 0; i < merge->columns->len; i++)
    {
      Column *column = &g_array_index (merge->columns, Column, i);

      column->is_key = TRUE;
      for (guint j = 0; j < merge->frames->len; j++)
        column->is_key = column->is_key && column->fields[j] >= 0;
      found = found || column->is_key;
      if (column->is_key)
        {
          oriel_value_table_init (&column->values);
          oriel_numbering_init (&column->pairs);
        }
    }

  return found;
}

static OrielReduced
cell_at (const Merge *merge, const Column *column, OrielCellSource source)
{
  const OrielFrame *frame;

  if (source.column < 0 || column->fields[source.column] < 0)
    return (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };

  frame = g_ptr_array_index (merge->frames, (guint) source.column);
  return oriel_field_cell (oriel_frame_field (frame, (guint) column->fields[source.column]),
                           (gsize) source.row);
}

/* The number of the values that a row has in the key columns. */
static guint32
key_of_row (const Merge *merge, OrielCellSource source)
{
  const OrielFrame *frame = g_ptr_array_index (merge->frames, (guint) source.column);
  guint32 key = 0;

  for (guint i = 0; i < merge->columns->len; i++)
    {
      Column *column = &g_array_index (merge->columns, Column, i);
      const OrielField *field;

      if (!column->is_key)
        continue;
      field = oriel_frame_field (frame, (guint) column->fields[source.column]);
      key = oriel_numbering_of (
        &column->pairs,
        (guint64) key << 32 |
          oriel_value_table_number (&column->values, field->column, (gsize) source.row));
    }

  return key;
}

/* The sources of a row's cells; valid until the next row is added. */
static OrielCellSource *
row_sources (const Merge *merge, guint32 row)
{
  return &g_array_index (merge->sources, OrielCellSource, (gsize) row * merge->columns->len);
}

/* TRUE when nothing that the row at `row` has contradicts the new one. */
static gboolean
is_mergable (const Merge *merge, guint32 row, OrielCellSource source)
{
  const OrielCellSource *existing = row_sources (merge, row);

  for (guint i = 0; i < merge->columns->len; i++)
    {
      const Column *column = &g_array_index (merge->columns, Column, i);
      OrielReduced old_cell, new_cell;

      if (column->fields[source.column] < 0)
        continue;
      old_cell = cell_at (merge, column, existing[i]);
      if (oriel_cell_is_null (&old_cell))
        continue;
      new_cell = cell_at (merge, column, source);
      if (!oriel_cell_equal (&old_cell, &new_cell, FALSE))
        return FALSE;
    }

  return TRUE;
}

static void
merge_into (const Merge *merge, guint32 row, OrielCellSource source)
{
  OrielCellSource *existing = row_sources (merge, row);

  for (guint i = 0; i < merge->columns->len; i++)
    if (g_array_index (merge->columns, Column, i).fields[source.column] >= 0)
      existing[i] = source;
}

/* A new row, the last one of its key. */
static void
add_row (Merge *merge, guint32 key, OrielCellSource source)
{
  guint32 row = merge->sources->len / merge->columns->len;
  const guint32 none = NO_ROW;

  g_array_set_size (merge->sources, merge->sources->len + merge->columns->len);
  for (guint i = 0; i < merge->columns->len; i++)
    row_sources (merge, row)[i] =
      g_array_index (merge->columns, Column, i).fields[source.column] >= 0
        ? source
        : (OrielCellSource){ -1, -1 };

  g_array_append_val (merge->next, none);
  if (key == merge->first->len)
    {
      g_array_append_val (merge->first, row);
      g_array_append_val (merge->last, row);
      return;
    }
  g_array_index (merge->next, guint32, g_array_index (merge->last, guint32, key)) = row;
  g_array_index (merge->last, guint32, key) = row;
}

static void
place_row (Merge *merge, OrielCellSource source)
{
  guint32 key = key_of_row (merge, source);
  guint32 row = key < merge->first->len ? g_array_index (merge->first, guint32, key) : NO_ROW;
  gboolean merged = FALSE;

  for (guint i = 0; i < MAX_CANDIDATES && row != NO_ROW; i++)
    {
      if (is_mergable (merge, row, source))
        {
          merge_into (merge, row, source);
          merged = TRUE;
        }
      row = g_array_index (merge->next, guint32, row);
    }
  if (!merged)
    add_row (merge, key, source);
}

static void
release_column (gpointer column)
{
  oriel_column_unref (column);
}

/* The column in each of the frames, empty where a frame has none. */
static GPtrArray *
columns_of_frames (const Merge *merge, const Column *column)
{
  GPtrArray *columns = g_ptr_array_new_full (merge->frames->len, release_column);
  g_autoptr (OrielColumn) none = oriel_column_from_cells (column->like->column->type, NULL, 0);

  for (guint i = 0; i < merge->frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (merge->frames, i);
      gint32 field = column->fields[i];

      g_ptr_array_add (
        columns,
        oriel_column_ref (field < 0 ? none : oriel_frame_field (frame, (guint) field)->column));
    }

  return columns;
}

static OrielFrame *
merged_frame (const Merge *merge)
{
  g_autofree char *ref_id = oriel_frames_join_ref_ids ("merge", merge->frames);
  guint n_columns = merge->columns->len;
  gsize n_rows = merge->sources->len / n_columns;
  OrielFrame *frame = oriel_frame_new (ref_id, NULL, n_rows);
  g_autofree OrielCellSource *sources = g_new (OrielCellSource, n_rows);

  for (guint i = 0; i < n_columns; i++)
    {
      const Column *column = &g_array_index (merge->columns, Column, i);
      g_autoptr (GPtrArray) columns = columns_of_frames (merge, column);
      g_autoptr (OrielColumn) values = NULL;
      g_autofree char *name = NULL;
      OrielField *field;

      for (gsize row = 0; row < n_rows; row++)
        sources[row] = row_sources (merge, (guint32) row)[i];

      values = oriel_column_collect (column->like->type, columns, sources, n_rows);
      name = *column->like->name != '\0' ? g_strdup (column->like->name)
                                         : g_strdup_printf ("Field %u", i + 1);
      field = oriel_frame_add_field (frame, name, NULL, column->like->config, values);
      g_clear_pointer (&oriel_field_own_config (field)->display_name, g_free);
    }

  return frame;
}

static void
merge_rows (Merge *merge)
{
  for (guint i = 0; i < merge->frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (merge->frames, i);

      for (gint32 row = 0; (gsize) row < frame->n_rows; row++)
        place_row (merge, (OrielCellSource){ (gint32) i, row });
    }
}

GPtrArray *
oriel_transform_merge (JsonObject *options,
                       GPtrArray *frames,
                       const OrielTransformContext *context,
                       GError **error)
{
  g_autoptr (GPtrArray) with_fields = oriel_frames_new ();
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (OrielCellSource));
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (guint32));
  Merge merge = { with_fields, columns, sources, first, last, next };
  GPtrArray *results;

  if (frames->len <= 1)
    return oriel_frames_copy (frames);

  results = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (frame->fields->len > 0)
        g_ptr_array_add (with_fields, oriel_frame_ref (frame));
    }
  if (with_fields->len == 0)
    {
      g_ptr_array_add (results, oriel_frame_ref (g_ptr_array_index (frames, 0)));
      return results;
    }

  g_array_set_clear_func (columns, clear_column);
  collect_columns (&merge);
  if (!mark_keys (&merge))
    {
      g_ptr_array_unref (results);
      return oriel_frames_copy (frames);
    }

  merge_rows (&merge);
  g_ptr_array_add (results, merged_frame (&merge));
  return results;
}
