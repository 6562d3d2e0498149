/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-join-by-time.h. */

#include "config.h"

#include "viz/oriel-join-by-time.h"

#include <string.h>

#define MAX_CELLS (50u * 1000 * 1000)

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

/* All instants of the frames, ascending, each once; `n` receives their number. */
static gint64 *
all_times (GPtrArray *frames, gsize *n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 *unique;

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

      for (gsize k = 0; time != NULL && k < frame->n_rows; k++)
        if (time->column->times[k] != ORIEL_TIME_NULL)
          g_array_append_val (times, time->column->times[k]);
    }
  g_array_sort (times, compare_times);

  unique = g_new (gint64, times->len + 1);
  *n = 0;
  for (guint i = 0; i < times->len; i++)
    if (*n == 0 || unique[*n - 1] != g_array_index (times, gint64, i))
      unique[(*n)++] = g_array_index (times, gint64, i);
  return unique;
}

static OrielColumn *
column_at (const OrielField *field, const OrielField *time, const gint64 *times, gsize n)
{
  double *values = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    values[i] = oriel_null ();
  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      const gint64 *found =
        bsearch (&time->column->times[i], times, n, sizeof (gint64), compare_times);

      if (found != NULL)
        values[found - times] = field->column->numbers[i];
    }
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
}

static void
add_field (OrielFrame *joined, const OrielField *like, OrielColumn *column)
{
  OrielField *field =
    oriel_frame_add_field (joined, like->name, like->labels, like->config, column);

  field->display_name = g_strdup (like->display_name);
  field->series_index = like->series_index;
  field->range = like->range;
}

static void
add_frame (OrielFrame *joined, const OrielFrame *frame, const gint64 *times, gsize n)
{
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

  for (guint i = 0; time != NULL && i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autoptr (OrielColumn) column = NULL;

      if (field->type != ORIEL_FIELD_NUMBER || n * joined->fields->len > MAX_CELLS)
        continue;
      column = column_at (field, time, times, n);
      add_field (joined, field, column);
    }
}

OrielFrame *
oriel_viz_join_by_time (GPtrArray *frames)
{
  OrielFrame *first = g_ptr_array_index (frames, 0), *joined;
  const OrielField *time = oriel_frame_first_field (first, ORIEL_FIELD_TIME, NULL);
  g_autoptr (OrielColumn) column = NULL;
  gint64 *times;
  gsize n;

  if (frames->len == 1 || time == NULL)
    return oriel_frame_ref (first);

  times = all_times (frames, &n);
  column = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  joined = oriel_frame_new (first->ref_id, first->name, n);
  add_field (joined, time, column);
  for (guint i = 0; i < frames->len; i++)
    add_frame (joined, g_ptr_array_index (frames, i), times, n);
  return joined;
}
