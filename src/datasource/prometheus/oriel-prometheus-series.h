/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One series in the making: its labels and its samples, before they become shared columns. */

#pragma once

#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "datasource/prometheus/oriel-prometheus-points.h"
#include "datasource/prometheus/oriel-prometheus-scan.h"
#include "datasource/prometheus/oriel-prometheus-slab.h"

G_BEGIN_DECLS

#define ORIEL_N_GRIDS 4

/* The times of a series before, and how they were written. */
typedef struct
{
  OrielColumn *times;   /* nullable: the place is free */
  OrielTimeText *texts; /* nullable */
  guint8 *lengths;      /* of the texts; nullable */
} OrielGrid;

typedef struct
{
  OrielPrometheusSeries series; /* what is complete of it */

  /* Float samples: kept for the next series, so that growing happens once. */
  gint64 *times;
  double *values;
  gsize n;
  gsize capacity;

  OrielSlab *slab; /* nullable: where columns are put */

  OrielGrid grids[ORIEL_N_GRIDS];
  guint next_grid; /* the place that is used next */
  OrielGrid *grid; /* nullable: on which this series seems to lie */
  gsize grid_at;   /* its time that is expected next */

  /* How this series' times are written, as long as it is on no grid. */
  OrielTimeText *texts;
  guint8 *lengths;
  gsize n_texts;

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

/* Says how the time of the sample added last was written; it finds the series' grid. */
void oriel_series_builder_note_time (OrielSeriesBuilder *builder, const OrielSlice *text);

/* Reads as many samples as lie on the grid in plain form, with their comma in front. */
void oriel_series_builder_read_points (OrielSeriesBuilder *builder, OrielScan *scan);

/* The series; the builder is ready for the next one. */
OrielPrometheusSeries oriel_series_builder_finish (OrielSeriesBuilder *builder);

G_END_DECLS
