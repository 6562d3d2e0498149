/* SPDX-License-Identifier: GPL-3.0-or-later */

/* timeSeriesTable: one row a series, its labels as columns and the series itself in a cell,
 * which tables draw as a sparkline. One table for each query. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

/* The rows of one query. */
typedef struct
{
  const char *ref_id;     /* nullable */
  GPtrArray *label_names; /* borrowed */
  GHashTable *seen;       /* of label names */
  GPtrArray *series;      /* of OrielFrame: time and value */
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_ptr_array_unref (table->label_names);
  g_hash_table_unref (table->seen);
  g_ptr_array_unref (table->series);
  g_free (table);
}

static Table *
find_table (GPtrArray *tables, const char *ref_id)
{
  Table *table;

  for (guint i = 0; i < tables->len; i++)
    {
      table = g_ptr_array_index (tables, i);
      if (g_strcmp0 (table->ref_id, ref_id) == 0)
        return table;
    }

  table = g_new0 (Table, 1);
  table->ref_id = ref_id;
  table->label_names = g_ptr_array_new ();
  table->seen = g_hash_table_new (g_str_hash, g_str_equal);
  table->series = oriel_frames_new ();
  g_ptr_array_add (tables, table);
  return table;
}

static void
note_labels (Table *table, const OrielLabels *labels)
{
  for (guint i = 0; labels != NULL && i < labels->n; i++)
    if (g_hash_table_add (table->seen, (gpointer) labels->items[i].name))
      g_ptr_array_add (table->label_names, (gpointer) labels->items[i].name);
}

/* The statistic beside the sparkline, by the options of the query. */
static const char *
statistic_of (JsonObject *options, const char *ref_id)
{
  JsonObject *own = ref_id != NULL ? oriel_json_object (options, ref_id) : NULL;

  return oriel_json_string (own, "stat", "lastNotNull");
}

/* A cell's frame says in `meta.custom.stat` which value stands for it. */
static OrielFrame *
cell_frame (const OrielFrame *frame,
            const OrielField *time,
            const OrielField *value,
            const char *statistic)
{
  OrielFrame *cell = oriel_frame_new (frame->ref_id, frame->name, frame->n_rows);
  JsonObject *custom = json_object_new ();

  cell->meta = json_object_new ();
  json_object_set_string_member (custom, "stat", statistic);
  json_object_set_object_member (cell->meta, "custom", custom);
  oriel_frame_add_copy (cell, time, NULL);
  oriel_frame_add_copy (cell, value, NULL);
  return cell;
}

/* The time field that the options name, else the first. */
static const OrielField *
time_of (const OrielFrame *frame, JsonObject *options)
{
  JsonObject *own = frame->ref_id != NULL ? oriel_json_object (options, frame->ref_id) : NULL;
  const char *name = oriel_json_string (own, "timeField", NULL);

  for (guint i = 0; name != NULL && i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type == ORIEL_FIELD_TIME && strcmp (field->name, name) == 0)
        return field;
    }

  return oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
}

static void
add_series (GPtrArray *tables, const OrielFrame *frame, const OrielField *time, JsonObject *options)
{
  Table *table = find_table (tables, frame->ref_id);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type != ORIEL_FIELD_NUMBER)
        continue;
      note_labels (table, field->labels);
      g_ptr_array_add (table->series,
                       cell_frame (frame, time, field, statistic_of (options, frame->ref_id)));
    }
}

static OrielColumn *
label_column (const Table *table, const char *name)
{
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, table->series->len);

  for (guint i = 0; i < table->series->len; i++)
    {
      const OrielFrame *series = g_ptr_array_index (table->series, i);
      const char *value = oriel_labels_get (oriel_frame_field (series, 1)->labels, name);

      if (value != NULL)
        cells[i] = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = value };
    }

  return oriel_column_from_cells (ORIEL_FIELD_STRING, cells, table->series->len);
}

static OrielFrame *
table_to_frame (const Table *table, gboolean several)
{
  guint n = table->series->len;
  OrielFrame *frame = oriel_frame_new (table->ref_id, NULL, n);
  OrielFrame **cells = g_new (OrielFrame *, n);
  g_autoptr (OrielColumn) trend = NULL;
  g_autofree char *name = several && table->ref_id != NULL
                            ? g_strdup_printf ("Trend #%s", table->ref_id)
                            : g_strdup ("Trend");

  for (guint i = 0; i < table->label_names->len; i++)
    {
      const char *label = g_ptr_array_index (table->label_names, i);
      g_autoptr (OrielColumn) column = label_column (table, label);

      oriel_frame_add_field (frame, label, NULL, NULL, column);
    }

  for (guint i = 0; i < n; i++)
    cells[i] = oriel_frame_ref (g_ptr_array_index (table->series, i));
  trend = oriel_column_new_take (ORIEL_FIELD_FRAME, cells, n);
  oriel_frame_add_field (frame, name, NULL, NULL, trend);
  return frame;
}

GPtrArray *
oriel_transform_time_series_table (JsonObject *options,
                                   GPtrArray *frames,
                                   const OrielTransformContext *context,
                                   GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  GPtrArray *results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *time = time_of (frame, options);

      if (time == NULL)
        g_ptr_array_add (results, oriel_frame_ref (frame));
      else
        add_series (tables, frame, time, options);
    }

  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (results, table_to_frame (g_ptr_array_index (tables, i), tables->len > 1));

  return results;
}
