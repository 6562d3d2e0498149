/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. Columns get exactly the size they need; a time column that an earlier series
 * has as well is shared, which halves the memory of most answers. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-series.h"

#include <string.h>

/* Beyond this the work arrays are handed over instead of copied. */
#define MAX_COPIED (64 * 1024)

/* A range query has at most 11,000 steps; texts of longer series are not worth their memory. */
#define MAX_TEXTS 20000

void
oriel_series_builder_init (OrielSeriesBuilder *builder)
{
  memset (builder, 0, sizeof *builder);
  builder->labels = g_array_new (FALSE, FALSE, sizeof (OrielLabel));
  builder->label_lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  builder->label_texts = g_ptr_array_new_with_free_func (g_free);
}

void
oriel_prometheus_series_clear (gpointer data)
{
  OrielPrometheusSeries *series = data;

  oriel_labels_unref (series->labels);
  oriel_column_unref (series->times);
  oriel_column_unref (series->values);
  g_clear_pointer (&series->histograms, g_array_unref);
  g_clear_pointer (&series->buckets, g_array_unref);
  g_clear_pointer (&series->exemplars, g_array_unref);
  memset (series, 0, sizeof *series);
}

static void
grid_clear (OrielGrid *grid)
{
  oriel_column_unref (grid->times);
  g_free (grid->texts);
  g_free (grid->lengths);
  *grid = (OrielGrid){ NULL };
}

void
oriel_series_builder_clear (OrielSeriesBuilder *builder)
{
  oriel_prometheus_series_clear (&builder->series);
  g_free (builder->times);
  g_free (builder->values);
  oriel_slab_unref (builder->slab);
  g_free (builder->texts);
  g_free (builder->lengths);
  for (guint i = 0; i < ORIEL_N_GRIDS; i++)
    grid_clear (&builder->grids[i]);
  g_array_unref (builder->labels);
  g_array_unref (builder->label_lengths);
  g_ptr_array_unref (builder->label_texts);
}

/* The slice as it can be kept: unescaped and mended into `label_texts` where needed. */
static OrielSlice
plain_slice (OrielSeriesBuilder *builder, const OrielSlice *slice)
{
  char *text;

  if (oriel_slice_is_plain (slice))
    return *slice;

  text = oriel_slice_dup (slice);
  g_ptr_array_add (builder->label_texts, text);
  return (OrielSlice){ text, strlen (text), FALSE };
}

static int
compare_names (const char *a, gsize a_length, const char *b, gsize b_length)
{
  int order = memcmp (a, b, MIN (a_length, b_length));

  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* Labels come sorted from Prometheus, but not from others. */
static guint
place_of (OrielSeriesBuilder *builder, const OrielSlice *name)
{
  const OrielLabel *labels = (const OrielLabel *) (gpointer) builder->labels->data;
  const gsize *lengths = (const gsize *) (gpointer) builder->label_lengths->data;
  guint place = builder->labels->len;

  while (place > 0 && compare_names (labels[place - 1].name, lengths[2 * (place - 1)], name->text,
                                     name->length) > 0)
    place--;

  return place;
}

static gboolean
is_name (OrielSeriesBuilder *builder, guint index, const OrielSlice *name)
{
  return compare_names (g_array_index (builder->labels, OrielLabel, index).name,
                        g_array_index (builder->label_lengths, gsize, 2 * index), name->text,
                        name->length) == 0;
}

void
oriel_series_builder_add_label (OrielSeriesBuilder *builder,
                                const OrielSlice *name,
                                const OrielSlice *value)
{
  OrielSlice plain_name = plain_slice (builder, name);
  OrielSlice plain_value = plain_slice (builder, value);
  guint place = place_of (builder, &plain_name);
  OrielLabel label = { plain_name.text, plain_value.text };
  gsize lengths[2] = { plain_name.length, plain_value.length };

  /* Of two with the same name the later one counts. */
  if (place > 0 && is_name (builder, place - 1, &plain_name))
    {
      g_array_index (builder->labels, OrielLabel, place - 1) = label;
      g_array_index (builder->label_lengths, gsize, 2 * place - 1) = plain_value.length;
      return;
    }

  if (place == builder->labels->len)
    {
      g_array_append_val (builder->labels, label);
      g_array_append_vals (builder->label_lengths, lengths, 2);
      return;
    }

  g_array_insert_val (builder->labels, place, label);
  g_array_insert_vals (builder->label_lengths, 2 * place, lengths, 2);
}

void
oriel_series_builder_drop_labels (OrielSeriesBuilder *builder)
{
  g_array_set_size (builder->labels, 0);
  g_array_set_size (builder->label_lengths, 0);
  g_ptr_array_set_size (builder->label_texts, 0);
}

OrielLabels *
oriel_series_builder_take_labels (OrielSeriesBuilder *builder)
{
  OrielLabels *labels = oriel_labels_new_slices (
    (const OrielLabel *) (gpointer) builder->labels->data,
    (const gsize *) (gpointer) builder->label_lengths->data, builder->labels->len);

  oriel_series_builder_drop_labels (builder);
  return labels;
}

void
oriel_series_builder_reserve (OrielSeriesBuilder *builder, gsize n)
{
  gsize needed = builder->n + n;

  if (needed <= builder->capacity)
    return;

  builder->capacity = MAX (MAX (needed, 256), builder->capacity + builder->capacity / 2);
  builder->times = g_renew (gint64, builder->times, builder->capacity);
  builder->values = g_renew (double, builder->values, builder->capacity);
}

/* The place of `time_ms` among sorted times, or FALSE. */
static gboolean
find_time (const OrielColumn *times, gint64 time_ms, gsize *place)
{
  gsize low = 0;
  gsize high = times->n_rows;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (times->times[middle] < time_ms)
        low = middle + 1;
      else
        high = middle;
    }

  *place = low;
  return low < times->n_rows && times->times[low] == time_ms;
}

/* Any grid that has the time. */
static OrielGrid *
find_grid (OrielSeriesBuilder *builder, gint64 time_ms, gsize *place)
{
  for (guint i = 0; i < ORIEL_N_GRIDS; i++)
    if (builder->grids[i].times != NULL && find_time (builder->grids[i].times, time_ms, place))
      return &builder->grids[i];

  return NULL;
}

static void
record_text (OrielSeriesBuilder *builder, const OrielSlice *text)
{
  OrielTimeText *record;

  if (builder->texts == NULL)
    {
      builder->texts = g_new (OrielTimeText, MAX_TEXTS);
      builder->lengths = g_new (guint8, MAX_TEXTS);
    }

  record = &builder->texts[builder->n_texts];
  memset (record->bytes, 0, sizeof record->bytes);
  memcpy (record->bytes, text->text, text->length);
  record->bytes[text->length] = ',';
  record->bytes[text->length + 1] = '"';
  builder->lengths[builder->n_texts++] = (guint8) (text->length + 2);
}

void
oriel_series_builder_note_time (OrielSeriesBuilder *builder, const OrielSlice *text)
{
  gint64 time_ms = builder->times[builder->n - 1];
  gsize place;

  if (builder->n == 1)
    builder->grid = find_grid (builder, time_ms, &place);
  else if (builder->grid != NULL && !find_time (builder->grid->times, time_ms, &place))
    return; /* beside the grid; the next one may lie on it again */

  if (builder->grid != NULL)
    builder->grid_at = place + 1;
  else if (builder->n_texts == builder->n - 1 && builder->n_texts < MAX_TEXTS &&
           text->length <= ORIEL_TIME_TEXT - 2)
    record_text (builder, text);
}

void
oriel_series_builder_read_points (OrielSeriesBuilder *builder, OrielScan *scan)
{
  OrielGrid *grid = builder->grid;
  OrielPoints points;
  gsize n;

  if (grid == NULL || grid->texts == NULL || grid->times->n_rows == builder->grid_at)
    return;

  points.n_max = grid->times->n_rows - builder->grid_at;
  oriel_series_builder_reserve (builder, points.n_max);
  points.texts = grid->texts + builder->grid_at;
  points.lengths = grid->lengths + builder->grid_at;
  points.values = builder->values + builder->n;
  n = oriel_points_read (&points, &scan->at, scan->end);

  memcpy (builder->times + builder->n, grid->times->times + builder->grid_at, n * sizeof (gint64));
  builder->n += n;
  builder->grid_at += n;
}

/* An earlier column with the same times, or NULL. */
static OrielColumn *
find_times (OrielSeriesBuilder *builder)
{
  for (guint i = 0; i < ORIEL_N_GRIDS; i++)
    {
      OrielColumn *times = builder->grids[i].times;

      if (times != NULL && times->n_rows == builder->n &&
          memcmp (times->times, builder->times, builder->n * sizeof (gint64)) == 0)
        return oriel_column_ref (times);
    }

  return NULL;
}

static void
free_slab (gpointer slab)
{
  oriel_slab_unref (slab);
}

/* A column of the builder's numbers or times; a large work array is handed over itself. */
static OrielColumn *
column_of (OrielSeriesBuilder *builder, OrielFieldType type, gpointer *work)
{
  gsize size = builder->n * 8;
  gpointer data;

  if (builder->n > MAX_COPIED)
    return oriel_column_new_take (type, g_realloc (g_steal_pointer (work), size), builder->n);
  if (size > ORIEL_SLAB_BYTES / 4)
    return oriel_column_new_take (type, g_memdup2 (*work, size), builder->n);

  data = builder->slab != NULL ? oriel_slab_take (builder->slab, size) : NULL;
  if (data == NULL)
    {
      oriel_slab_unref (builder->slab);
      builder->slab = oriel_slab_new ();
      data = oriel_slab_take (builder->slab, size);
    }

  memcpy (data, *work, size);
  return oriel_column_new_lent (type, data, builder->n, oriel_slab_ref (builder->slab), free_slab);
}

/* Keeps the times of a series that is on no grid as one, with their texts if all are known. */
static void
keep_grid (OrielSeriesBuilder *builder, OrielColumn *times)
{
  OrielGrid *grid = &builder->grids[builder->next_grid];

  grid_clear (grid);
  grid->times = oriel_column_ref (times);
  if (builder->n_texts == builder->n)
    {
      grid->texts = g_memdup2 (builder->texts, builder->n * sizeof (OrielTimeText));
      grid->lengths = g_memdup2 (builder->lengths, builder->n);
    }

  builder->next_grid = (builder->next_grid + 1) % ORIEL_N_GRIDS;
}

static OrielColumn *
dup_times (OrielSeriesBuilder *builder)
{
  OrielColumn *times = find_times (builder);

  if (times != NULL)
    return times;

  times = column_of (builder, ORIEL_FIELD_TIME, (gpointer *) &builder->times);
  if (builder->grid == NULL)
    keep_grid (builder, times);
  return times;
}

OrielPrometheusSeries
oriel_series_builder_finish (OrielSeriesBuilder *builder)
{
  OrielPrometheusSeries series = builder->series;

  if (series.labels == NULL)
    series.labels = oriel_labels_new (NULL, 0);
  if (builder->n > 0)
    {
      series.times = dup_times (builder);
      series.values = column_of (builder, ORIEL_FIELD_NUMBER, (gpointer *) &builder->values);
    }

  /* What was handed over must be allocated anew, both arrays alike. */
  if (builder->times == NULL || builder->values == NULL)
    {
      g_clear_pointer (&builder->times, g_free);
      g_clear_pointer (&builder->values, g_free);
      builder->capacity = 0;
    }

  builder->n = 0;
  builder->n_texts = 0;
  builder->grid = NULL;
  memset (&builder->series, 0, sizeof builder->series);
  return series;
}
