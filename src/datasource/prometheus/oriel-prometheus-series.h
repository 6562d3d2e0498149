/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One series in the making: its labels and its samples, before they become shared columns. */

#pragma once

#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "datasource/prometheus/oriel-prometheus-scan.h"

G_BEGIN_DECLS

#define ORIEL_N_KNOWN_TIMES 4

typedef struct
{
  OrielPrometheusSeries series; /* what is complete of it */

  /* Float samples: kept for the next series, so that growing happens once. */
  gint64 *times;
  double *values;
  gsize n;
  gsize capacity;

  OrielColumn *known_times[ORIEL_N_KNOWN_TIMES]; /* of series before; nullable each */
  guint next_known;

  GArray *labels;         /* of OrielLabel, not ended by zeros */
  GArray *label_lengths;  /* of gsize, two a label */
  GPtrArray *label_texts; /* what had to be unescaped */
} OrielSeriesBuilder;

/* Sets up an empty builder. */
void oriel_series_builder_init (OrielSeriesBuilder *builder);

/* Frees what it holds. */
void oriel_series_builder_clear (OrielSeriesBuilder *builder);

/* Frees the members of a series. */
void oriel_prometheus_series_clear (gpointer series);

/* Adds a label; the slices are borrowed until the labels are taken. */
void oriel_series_builder_add_label (OrielSeriesBuilder *builder,
                                     const OrielSlice *name,
                                     const OrielSlice *value);

/* The labels added so far, sorted by name; the builder forgets them. */
OrielLabels *
oriel_series_builder_take_labels (OrielSeriesBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

/* Forgets the labels added so far. */
void oriel_series_builder_drop_labels (OrielSeriesBuilder *builder);

/* Makes room for `n` samples more. */
void oriel_series_builder_reserve (OrielSeriesBuilder *builder, gsize n);

/* Adds a float sample. */
static inline void
oriel_series_builder_add_sample (OrielSeriesBuilder *builder, gint64 time_ms, double value)
{
  if (builder->n == builder->capacity)
    oriel_series_builder_reserve (builder, 1);

  builder->times[builder->n] = time_ms;
  builder->values[builder->n++] = value;
}

/* The series; the builder is ready for the next one. */
OrielPrometheusSeries oriel_series_builder_finish (OrielSeriesBuilder *builder);

G_END_DECLS
