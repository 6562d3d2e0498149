/* SPDX-License-Identifier: GPL-3.0-or-later */

/* merge: the rows of all frames in one table; rows that agree in all they share become one.
 * Source of the rules: Grafana's mergeTransformer. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

/* A row is compared with at most so many rows of the same key: tables of one key would cost
 * their length squared. */
#define MAX_CANDIDATES 256

/* A column of the merged table, with its field in each frame (-1: it has none). */
typedef struct
{
  const OrielField *like; /* the first field of that name */
  gint32 *fields;
  gboolean is_key;
} Column;

typedef struct
{
  GPtrArray *frames; /* those with fields */
  GArray *columns;   /* of Column */
  GArray *sources;   /* of OrielCellSource: rows × columns; its column is the place of a frame */
  GHashTable *keys;  /* text → GArray of guint32: rows with that key */
} Merge;

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->fields);
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
              Column column = { field, g_new (gint32, merge->frames->len), FALSE };

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

static void
append_key_part (GString *key, const OrielReduced *cell)
{
  char buffer[ORIEL_NUMBER_BUFFER];

  /* Times and counts need no search for their shortest digits. */
  if (cell->kind == ORIEL_REDUCED_NUMBER && fabs (cell->number) < 1e15 &&
      cell->number == trunc (cell->number))
    g_string_append_printf (key, "%" G_GINT64_FORMAT, (gint64) cell->number);
  else
    g_string_append (key, oriel_cell_text (cell, buffer));
}

/* Grafana keys are the texts of the key columns in the order of the last frame. */
static void
write_key (const Merge *merge, OrielCellSource source, GString *key)
{
  const OrielFrame *frame = g_ptr_array_index (merge->frames, (guint) source.column);

  g_string_truncate (key, 0);
  for (guint i = 0; i < merge->columns->len; i++)
    {
      const Column *column = &g_array_index (merge->columns, Column, i);
      OrielReduced cell;

      if (!column->is_key)
        continue;
      cell = oriel_field_cell (oriel_frame_field (frame, (guint) column->fields[source.column]),
                               (gsize) source.row);
      append_key_part (key, &cell);
    }
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

static void
add_row (Merge *merge, GArray *same_key, OrielCellSource source)
{
  guint32 row = merge->sources->len / merge->columns->len;

  for (guint i = 0; i < merge->columns->len; i++)
    {
      OrielCellSource cell = { -1, -1 };

      if (g_array_index (merge->columns, Column, i).fields[source.column] >= 0)
        cell = source;
      g_array_append_val (merge->sources, cell);
    }
  g_array_append_val (same_key, row);
}

static void
place_row (Merge *merge, OrielCellSource source, GString *key)
{
  GArray *same_key;
  gboolean merged = FALSE;
  guint n;

  write_key (merge, source, key);
  same_key = g_hash_table_lookup (merge->keys, key->str);
  if (same_key == NULL)
    {
      same_key = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (merge->keys, g_strdup (key->str), same_key);
    }

  n = MIN (same_key->len, MAX_CANDIDATES);
  for (guint i = 0; i < n; i++)
    {
      guint32 row = g_array_index (same_key, guint32, i);

      if (!is_mergable (merge, row, source))
        continue;
      merge_into (merge, row, source);
      merged = TRUE;
    }
  if (!merged)
    add_row (merge, same_key, source);
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
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < merge->frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (merge->frames, i);

      for (gint32 row = 0; (gsize) row < frame->n_rows; row++)
        place_row (merge, (OrielCellSource){ (gint32) i, row }, key);
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
  g_autoptr (GHashTable) keys =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  Merge merge = { with_fields, columns, sources, keys };
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
