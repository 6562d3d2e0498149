/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exemplars as a table, thinned out as Grafana's back end does: of those within a step, from the
 * largest down, only such that lie two standard deviations below the last one kept. */

#include "config.h"

#include "base/oriel-arena.h"
#include "datasource/prometheus/oriel-prometheus-server.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const OrielPrometheusExemplar *exemplar;
  const OrielLabels *series;
  gint64 step; /* the number of the step it lies in */
} Row;

static GArray *
collect (const OrielPrometheusResult *result, gint64 step_ms)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < result->series->len; i++)
    {
      const OrielPrometheusSeries *series = oriel_prometheus_result_series (result, i);

      for (guint j = 0; series->exemplars != NULL && j < series->exemplars->len; j++)
        {
          const OrielPrometheusExemplar *exemplar =
            &g_array_index (series->exemplars, OrielPrometheusExemplar, j);
          gint64 rest = exemplar->time_ms % step_ms;
          Row row = { exemplar, series->labels, exemplar->time_ms / step_ms - (rest < 0 ? 1 : 0) };

          g_array_append_val (rows, row);
        }
    }

  return rows;
}

static int
compare_in_step (gconstpointer a, gconstpointer b)
{
  const Row *x = a;
  const Row *y = b;

  if (x->step != y->step)
    return x->step < y->step ? -1 : 1;
  return (x->exemplar->value < y->exemplar->value) - (x->exemplar->value > y->exemplar->value);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Row *) a)->exemplar->time_ms;
  gint64 y = ((const Row *) b)->exemplar->time_ms;

  return (x > y) - (x < y);
}

/* Of all values; B. P. Welford's recurrence. */
static double
standard_deviation (const GArray *rows)
{
  double mean = 0;
  double squares = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      double value = g_array_index (rows, Row, i).exemplar->value;
      double delta = value - mean;

      mean += delta / (i + 1);
      squares += delta * (value - mean);
    }

  return rows->len > 1 ? sqrt (squares / (rows->len - 1)) : 0;
}

static void
thin_out (GArray *rows)
{
  double distance = 2 * standard_deviation (rows);
  guint n = 0;

  g_array_sort (rows, compare_in_step);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const Row *kept = n > 0 ? &g_array_index (rows, Row, n - 1) : NULL;

      if (kept != NULL && kept->step == row->step &&
          kept->exemplar->value - row->exemplar->value < distance)
        continue;
      g_array_index (rows, Row, n++) = *row;
    }

  g_array_set_size (rows, n);
  g_array_sort (rows, compare_times);
}

static void
add_names (GHashTable *names, const OrielLabels *labels)
{
  for (guint i = 0; i < labels->n; i++)
    g_hash_table_add (names, (gpointer) labels->items[i].name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of the labels of exemplars and their series, sorted. */
static GPtrArray *
label_names (const GArray *rows)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < rows->len; i++)
    {
      add_names (names, g_array_index (rows, Row, i).series);
      add_names (names, g_array_index (rows, Row, i).exemplar->labels);
    }

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (sorted, name);
  g_ptr_array_sort (sorted, compare_names);
  return sorted;
}

static void
free_arena (gpointer arena)
{
  oriel_arena_free (arena);
}

static OrielColumn *
label_column (const GArray *rows, const char *name)
{
  const char **texts = g_new (const char *, rows->len);
  OrielArena *arena = oriel_arena_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const char *text = oriel_labels_get (row->exemplar->labels, name);

      if (text == NULL)
        text = oriel_labels_get (row->series, name);
      texts[i] = oriel_arena_strndup (arena, text != NULL ? text : "", -1);
    }

  return oriel_column_new_strings (texts, rows->len, arena, free_arena);
}

static void
add_samples (OrielFrame *frame, const GArray *rows)
{
  gint64 *times = g_new (gint64, rows->len);
  double *values = g_new (double, rows->len);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) value_column = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      times[i] = g_array_index (rows, Row, i).exemplar->time_ms;
      values[i] = g_array_index (rows, Row, i).exemplar->value;
    }

  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, rows->len);
  value_column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, rows->len);
  oriel_frame_add_field (frame, "Time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "Value", NULL, NULL, value_column);
}

OrielFrame *
oriel_prometheus_make_exemplars (const OrielPrometheusResult *result,
                                 const char *ref_id,
                                 gint64 step_ms)
{
  g_autoptr (GArray) rows = collect (result, MAX (step_ms, 1));
  g_autoptr (GPtrArray) names = NULL;
  OrielFrame *frame;

  if (rows->len == 0)
    return NULL;

  thin_out (rows);
  names = label_names (rows);
  frame = oriel_frame_new (ref_id, "exemplar", rows->len);
  add_samples (frame, rows);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (OrielColumn) column = label_column (rows, g_ptr_array_index (names, i));

      oriel_frame_add_field (frame, g_ptr_array_index (names, i), NULL, NULL, column);
    }

  return frame;
}
