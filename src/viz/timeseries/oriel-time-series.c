/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time series panel's row in the table of panel types. */

#include "config.h"

#include "viz/timeseries/oriel-time-series-private.h"

static const OrielVizSeries *
get_series (const OrielVizModel *model, guint *n)
{
  return oriel_legend_get_series (((const OrielTimeSeriesModel *) model)->legend, n);
}

void
oriel_time_series_free (OrielVizModel *model)
{
  OrielTimeSeriesModel *self = (OrielTimeSeriesModel *) model;

  g_array_unref (self->series);
  g_array_unref (self->zones);
  g_ptr_array_unref (self->zone_names);
  g_ptr_array_unref (self->frames);
  oriel_legend_free (self->legend);
  oriel_display_free (self->x_display);
  if (self->free_marks != NULL)
    self->free_marks (self->marks);
  g_free (self);
}

const OrielVizClass oriel_time_series_class = {
  .type = "timeseries",
  .marks = ORIEL_MARKS_FILLED,
  .overflows = TRUE,
  .prepare = oriel_time_series_prepare,
  .layout = oriel_time_series_layout,
  .hit = oriel_time_series_hit,
  .tips = oriel_time_series_tips,
  .series = get_series,
  .describe = oriel_time_series_describe,
  .free = oriel_time_series_free,
};
