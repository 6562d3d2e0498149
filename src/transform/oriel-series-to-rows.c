/* SPDX-License-Identifier: GPL-3.0-or-later */

/* seriesToRows: many series become one table of Time, Metric, Value, newest first. */

#include "config.h"

#include "transform/oriel-transform-private.h"

/* As many times are looked at to tell whether a field is the time of a series. */
#define MAX_TIMES_COMPARED 100

static gboolean
is_series_time (const OrielField *field)
{
  gint64 greatest = G_MININT64;
  gsize n = MIN (field->column->n_rows, MAX_TIMES_COMPARED);

  if (field->column->type != ORIEL_FIELD_TIME)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gint64 time = field->column->times[i];

      if (i > 0 && greatest != ORIEL_TIME_NULL && !(time != ORIEL_TIME_NULL && time > greatest))
        return FALSE;
      greatest = time;
    }

  return TRUE;
}

static gboolean
is_series (const OrielFrame *frame)
{
  if (frame->fields->len < 2 || oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL) == NULL)
    return FALSE;

  for (guint i = 0; i < frame->fields->len; i++)
    if (is_series_time (oriel_frame_field (frame, i)))
      return TRUE;

  return FALSE;
}

/* The last time field; the value is the first or second field, whichever is not it. */
static const OrielField *
time_of (const OrielFrame *frame, const OrielField **value)
{
  const OrielField *time = NULL;
  guint index = 0;

  for (guint i = 0; i < frame->fields->len; i++)
    if (oriel_frame_field (frame, i)->type == ORIEL_FIELD_TIME)
      {
        time = oriel_frame_field (frame, i);
        index = i;
      }

  *value = oriel_frame_field (frame, index == 0 ? 1 : 0);
  return time;
}

static void
add_structure (OrielFrame *frame, const char *name, const OrielField *like, OrielColumn *column)
{
  OrielField *field =
    oriel_frame_add_field (frame, name, NULL, like != NULL ? like->config : NULL, column);
  OrielFieldConfig *config = oriel_field_own_config (field);

  g_clear_pointer (&config->display_name, g_free);
  g_clear_pointer (&config->display_name_from_ds, g_free);
}

static void
append_rows (const OrielFrame *frame,
             const char *metric,
             OrielFieldType type,
             GArray *times,
             GArray *metrics,
             GArray *values)
{
  const OrielField *value;
  const OrielField *time = time_of (frame, &value);

  for (gsize row = 0; row < frame->n_rows; row++)
    {
      OrielReduced time_cell = oriel_field_cell (time, row);
      OrielReduced metric_cell = { .kind = ORIEL_REDUCED_TEXT, .text = metric };
      OrielReduced value_cell = oriel_field_cell (value, row);

      /* Texts among numbers are read as far as they are numbers. */
      if (type == ORIEL_FIELD_NUMBER && value_cell.kind == ORIEL_REDUCED_TEXT)
        value_cell = (OrielReduced){ .kind = ORIEL_REDUCED_NUMBER,
                                     .number = oriel_number_parse_float (value_cell.text) };
      g_array_append_val (times, time_cell);
      g_array_append_val (metrics, metric_cell);
      g_array_append_val (values, value_cell);
    }
}

static OrielColumn *
column_of (OrielFieldType type, const GArray *cells)
{
  return oriel_column_from_cells (type, (const OrielReduced *) (gpointer) cells->data, cells->len);
}

/* The first field of the first frame that is a time (or is not). */
static const OrielField *
first_field (GPtrArray *frames, gboolean is_time)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        if ((oriel_frame_field (frame, j)->type == ORIEL_FIELD_TIME) == is_time)
          return oriel_frame_field (frame, j);
    }

  return NULL;
}

static OrielFrame *
rows_of_series (GPtrArray *frames)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (OrielReduced));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *ref_id = oriel_frames_join_ref_ids ("seriesToRows", frames);
  const OrielField *time = first_field (frames, TRUE), *value = first_field (frames, FALSE);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) metric_column = NULL;
  g_autoptr (OrielColumn) value_column = NULL;
  OrielFrame *rows;

  if (time == NULL || value == NULL)
    return oriel_frame_new (ref_id, NULL, 0);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      char *name = oriel_frame_display_name (frame, -1);

      g_ptr_array_add (names, name);
      append_rows (frame, name, value->type, times, metrics, values);
    }

  time_column = column_of (ORIEL_FIELD_TIME, times);
  metric_column = column_of (ORIEL_FIELD_STRING, metrics);
  value_column = column_of (value->type, values);
  rows = oriel_frame_new (ref_id, NULL, times->len);
  add_structure (rows, "Time", time, time_column);
  add_structure (rows, "Metric", NULL, metric_column);
  add_structure (rows, "Value", value, value_column);
  return rows;
}

GPtrArray *
oriel_transform_series_to_rows (JsonObject *options,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GError **error)
{
  g_autoptr (GPtrArray) series = oriel_frames_new ();
  g_autoptr (OrielFrame) rows = NULL;
  GPtrArray *results;

  if (frames->len == 0)
    return oriel_frames_copy (frames);

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (frame->n_rows > 0)
        g_ptr_array_add (series, oriel_frame_ref (frame));
    }
  for (guint i = 0; i < series->len; i++)
    if (!is_series (g_ptr_array_index (series, i)))
      return g_steal_pointer (&series);

  rows = rows_of_series (series);
  results = oriel_frames_new ();
  g_ptr_array_add (results, oriel_frame_sort (rows, 0, TRUE));
  return results;
}
