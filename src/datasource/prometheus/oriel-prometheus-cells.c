/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Native histograms as cells. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-server.h"

/* One number of each bucket, by its place in the struct. */
static OrielColumn *
bucket_column (const OrielPrometheusSeries *series, gsize offset)
{
  double *values = g_new (double, series->buckets->len);

  for (guint i = 0; i < series->buckets->len; i++)
    values[i] =
      G_STRUCT_MEMBER (double, &g_array_index (series->buckets, OrielPrometheusBucket, i), offset);
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, series->buckets->len);
}

static OrielColumn *
boundaries_column (const OrielPrometheusSeries *series)
{
  double *values = g_new (double, series->buckets->len);

  for (guint i = 0; i < series->buckets->len; i++)
    values[i] = g_array_index (series->buckets, OrielPrometheusBucket, i).boundaries;
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, series->buckets->len);
}

/* The time of each bucket is that of its histogram. */
static OrielColumn *
time_column (const OrielPrometheusSeries *series)
{
  gint64 *times = g_new0 (gint64, series->buckets->len);

  for (guint i = 0; i < series->histograms->len; i++)
    {
      const OrielPrometheusHistogram *histogram =
        &g_array_index (series->histograms, OrielPrometheusHistogram, i);

      for (guint j = 0; j < histogram->n_buckets; j++)
        times[histogram->first_bucket + j] = histogram->time_ms;
    }

  return oriel_column_new_take (ORIEL_FIELD_TIME, times, series->buckets->len);
}

OrielFrame *
oriel_prometheus_make_cells (const OrielPrometheusSeries *series,
                             const char *ref_id,
                             OrielFieldConfig *time_config,
                             const char *legend)
{
  static const struct
  {
    const char *name;
    gsize offset;
  } numbers[] = {
    { "yMin", G_STRUCT_OFFSET (OrielPrometheusBucket, lower) },
    { "yMax", G_STRUCT_OFFSET (OrielPrometheusBucket, upper) },
    { "count", G_STRUCT_OFFSET (OrielPrometheusBucket, count) },
  };
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  g_autoptr (OrielColumn) times = NULL;
  g_autoptr (OrielColumn) boundaries = NULL;
  OrielFrame *frame;

  if (series->buckets == NULL || series->buckets->len == 0)
    return NULL;

  /* As Grafana does it, the legend names the first number. */
  config->display_name_from_ds = g_strdup (legend);
  frame = oriel_frame_new (ref_id, NULL, series->buckets->len);
  times = time_column (series);
  oriel_frame_add_field (frame, "xMax", series->labels, time_config, times);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (OrielColumn) column = bucket_column (series, numbers[i].offset);

      oriel_frame_add_field (frame, numbers[i].name, series->labels, i == 0 ? config : NULL,
                             column);
    }

  boundaries = boundaries_column (series);
  oriel_frame_add_field (frame, "yLayout", series->labels, NULL, boundaries);
  return frame;
}
