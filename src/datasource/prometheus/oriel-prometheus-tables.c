/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Series as tables: a row a sample, a column a label. */

#include "config.h"

#include "base/oriel-arena.h"
#include "datasource/prometheus/oriel-prometheus-transform.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A row of the table: the sample of a frame. */
typedef struct
{
  gint64 time_ms;
  double value;
  guint frame;
} Row;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a;
  const Row *y = b;

  return (x->time_ms > y->time_ms) - (x->time_ms < y->time_ms);
}

static gboolean
is_sample_frame (const OrielFrame *frame)
{
  return frame->fields->len >= 2 && oriel_frame_field (frame, 0)->type == ORIEL_FIELD_TIME &&
         oriel_frame_field (frame, 1)->type == ORIEL_FIELD_NUMBER;
}

/* All samples of the frames, by time; those of one time keep the frames' order. */
static GArray *
collect_rows (GPtrArray *frames)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (gsize j = 0; is_sample_frame (frame) && j < frame->n_rows; j++)
        {
          double value = oriel_frame_field (frame, 1)->column->numbers[j];
          Row row = { oriel_frame_field (frame, 0)->column->times[j],
                      oriel_is_null (value) ? NAN : value, i };

          g_array_append_val (rows, row);
        }
    }

  /* Merge sort, which is stable. */
  g_array_sort (rows, compare_rows);
  return rows;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static const OrielLabels *
labels_of (const OrielFrame *frame)
{
  return is_sample_frame (frame) ? oriel_frame_field (frame, 1)->labels : NULL;
}

/* Names of all labels: sorted within a frame, in the order in which frames bring them. */
static GPtrArray *
collect_labels (GPtrArray *frames)
{
  GPtrArray *all = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielLabels *labels = labels_of (g_ptr_array_index (frames, i));
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint j = 0; labels != NULL && j < labels->n; j++)
        g_ptr_array_add (names, (gpointer) labels->items[j].name);
      g_ptr_array_sort (names, compare_names);
      for (guint j = 0; j < names->len; j++)
        if (g_hash_table_add (seen, g_ptr_array_index (names, j)))
          g_ptr_array_add (all, g_ptr_array_index (names, j));
    }

  return all;
}

static OrielColumn *
time_column (const GArray *rows)
{
  gint64 *times = g_new (gint64, rows->len);

  for (guint i = 0; i < rows->len; i++)
    times[i] = g_array_index (rows, Row, i).time_ms;
  return oriel_column_new_take (ORIEL_FIELD_TIME, times, rows->len);
}

static OrielColumn *
value_column (const GArray *rows)
{
  double *values = g_new (double, rows->len);

  for (guint i = 0; i < rows->len; i++)
    values[i] = g_array_index (rows, Row, i).value;
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, rows->len);
}

static const char *
label_of_row (GPtrArray *frames, const Row *row, const char *name)
{
  const char *text = oriel_labels_get (labels_of (g_ptr_array_index (frames, row->frame)), name);

  return text != NULL ? text : "";
}

/* Bucket bounds are numbers. */
static OrielColumn *
bound_column (GPtrArray *frames, const GArray *rows, const char *name)
{
  double *values = g_new (double, rows->len);

  for (guint i = 0; i < rows->len; i++)
    values[i] =
      oriel_prometheus_parse_sample (label_of_row (frames, &g_array_index (rows, Row, i), name));
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, rows->len);
}

static void
free_arena (gpointer arena)
{
  oriel_arena_free (arena);
}

static OrielColumn *
label_column (GPtrArray *frames, const GArray *rows, const char *name)
{
  const char **texts = g_new (const char *, rows->len);
  g_autofree const char **of_frames = g_new0 (const char *, frames->len);
  OrielArena *arena = oriel_arena_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const char **text = &of_frames[row->frame];

      if (*text == NULL)
        *text = oriel_arena_strndup (arena, label_of_row (frames, row, name), -1);
      texts[i] = *text;
    }

  return oriel_column_new_strings (texts, rows->len, arena, free_arena);
}

static OrielFieldConfig *
time_config_of (const OrielFrame *frame)
{
  return frame->fields->len > 0 ? oriel_frame_field (frame, 0)->config : NULL;
}

static OrielFrame *
make_table (GPtrArray *frames, gboolean several)
{
  const OrielFrame *first = g_ptr_array_index (frames, 0);
  g_autoptr (GArray) rows = collect_rows (frames);
  g_autoptr (GPtrArray) names = collect_labels (frames);
  g_autoptr (OrielFieldConfig) filterable = oriel_field_config_new ();
  g_autofree char *value_name = several && first->ref_id != NULL
                                  ? g_strconcat ("Value #", first->ref_id, NULL)
                                  : g_strdup ("Value");
  OrielFrame *table = oriel_frame_new (first->ref_id, NULL, rows->len);
  g_autoptr (OrielColumn) times = time_column (rows);
  g_autoptr (OrielColumn) values = value_column (rows);

  filterable->filterable = TRUE;
  table->meta = oriel_prometheus_meta_copy (first->meta);
  json_object_set_string_member (table->meta, "preferredVisualisationType", "rawPrometheus");

  oriel_frame_add_field (table, "Time", NULL, time_config_of (first), times);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (OrielColumn) column = strcmp (name, "le") == 0 ? bound_column (frames, rows, name)
                                                                : label_column (frames, rows, name);

      oriel_frame_add_field (table, name, NULL, filterable, column);
    }
  oriel_frame_add_field (table, value_name, NULL, NULL, values);
  return table;
}

static void
copy_notices (GPtrArray *frames, OrielFrame *table)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; frame->notices != NULL && j < frame->notices->len; j++)
        {
          const OrielNotice *notice = g_ptr_array_index (frame->notices, j);

          oriel_frame_add_notice (table, notice->severity, notice->text);
        }
    }
}

/* The frames of one refId, taken out of `frames` from `start` on. */
static GPtrArray *
with_ref_id (GPtrArray *frames, guint start, gboolean *taken)
{
  GPtrArray *same = g_ptr_array_new ();
  const OrielFrame *first = g_ptr_array_index (frames, start);

  for (guint i = start; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (taken[i] || g_strcmp0 (frame->ref_id, first->ref_id) != 0)
        continue;
      taken[i] = TRUE;
      g_ptr_array_add (same, frame);
    }

  return same;
}

static gboolean
have_rows (GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    if (((const OrielFrame *) g_ptr_array_index (frames, i))->n_rows > 0)
      return TRUE;

  return FALSE;
}

void
oriel_prometheus_make_tables (GPtrArray *frames, gboolean several, GPtrArray *out)
{
  g_autofree gboolean *taken = g_new0 (gboolean, frames->len + 1);
  g_autoptr (GPtrArray) groups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  if (!have_rows (frames))
    {
      for (guint i = 0; i < frames->len; i++)
        g_ptr_array_add (out, oriel_frame_ref (g_ptr_array_index (frames, i)));
      return;
    }

  for (guint i = 0; i < frames->len; i++)
    if (!taken[i])
      g_ptr_array_add (groups, with_ref_id (frames, i, taken));
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);
      OrielFrame *table = make_table (group, several || groups->len > 1);

      copy_notices (group, table);
      g_ptr_array_add (out, table);
    }
}
