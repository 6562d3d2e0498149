/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. Columns get exactly the size they need; a time column that an earlier series
 * has as well is shared, which halves the memory of most answers. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-series.h"

#include <string.h>

/* Beyond this the work arrays are handed over instead of copied. */
#define MAX_COPIED (64 * 1024)

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

void
oriel_series_builder_clear (OrielSeriesBuilder *builder)
{
  oriel_prometheus_series_clear (&builder->series);
  g_free (builder->times);
  g_free (builder->values);
  for (guint i = 0; i < ORIEL_N_KNOWN_TIMES; i++)
    oriel_column_unref (builder->known_times[i]);
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

/* An earlier column with the same times, or NULL. */
static OrielColumn *
find_times (OrielSeriesBuilder *builder)
{
  for (guint i = 0; i < ORIEL_N_KNOWN_TIMES; i++)
    {
      OrielColumn *known = builder->known_times[i];

      if (known != NULL && known->n_rows == builder->n &&
          memcmp (known->times, builder->times, builder->n * sizeof (gint64)) == 0)
        return oriel_column_ref (known);
    }

  return NULL;
}

static gpointer
copy_or_hand_over (gpointer *work, gsize n)
{
  if (n <= MAX_COPIED)
    return g_memdup2 (*work, n * 8);

  return g_realloc (g_steal_pointer (work), n * 8);
}

static OrielColumn *
dup_times (OrielSeriesBuilder *builder)
{
  OrielColumn *times = find_times (builder);
  guint place = builder->next_known;

  if (times != NULL)
    return times;

  times = oriel_column_new_take (
    ORIEL_FIELD_TIME, copy_or_hand_over ((gpointer *) &builder->times, builder->n), builder->n);
  oriel_column_unref (builder->known_times[place]);
  builder->known_times[place] = oriel_column_ref (times);
  builder->next_known = (place + 1) % ORIEL_N_KNOWN_TIMES;
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
      series.values = oriel_column_new_take (
        ORIEL_FIELD_NUMBER, copy_or_hand_over ((gpointer *) &builder->values, builder->n),
        builder->n);
    }

  /* What was handed over must be allocated anew, both arrays alike. */
  if (builder->times == NULL || builder->values == NULL)
    {
      g_clear_pointer (&builder->times, g_free);
      g_clear_pointer (&builder->values, g_free);
      builder->capacity = 0;
    }

  builder->n = 0;
  memset (&builder->series, 0, sizeof builder->series);
  return series;
}
