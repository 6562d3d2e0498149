/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the time series panel share. */

#pragma once

#include "field/oriel-display.h"
#include "viz/oriel-axis.h"
#include "viz/oriel-legend.h"
#include "viz/timeseries/oriel-series-options.h"
#include "viz/timeseries/oriel-time-series.h"

G_BEGIN_DECLS

/* One series, prepared: nulls inserted, transformed; not stacked yet, for that depends on which
 * series are shown. */
typedef struct
{
  guint frame, field; /* where it came from */
  OrielFrame *origin; /* borrowed from the model's frames */
  OrielField *config; /* a field of `origin`, or of an own frame (booleans) */
  OrielSeriesOptions options;
  char *label;
  OrielColor color;
  OrielDisplay *display;
  OrielDisplay *axis_display; /* as the axis shows it: percent when stacked to 100 % */
  double ticks_up_to;         /* > 0: the axis has close ticks, up to the first beyond this */
  char *scale_key;
  int legend; /* its entry, -1: none */

  gsize n;
  const gint64 *times;
  const double *values;
  gint64 *owned_times;   /* nullable: nulls were inserted, or rows were sorted */
  double *owned_values;  /* nullable: values were changed */
  OrielFrame *own_frame; /* nullable: holds `config` */
} OrielTimeSeries;

typedef struct _OrielTimeSeriesModel OrielTimeSeriesModel;
typedef struct _OrielLanes OrielLanes;

/* Draws what a panel built on time series shows besides them, between axes and series. */
typedef void (*OrielTimeSeriesMarks) (const OrielTimeSeriesModel *model,
                                      const OrielLanes *lanes,
                                      OrielScene *scene,
                                      const OrielRect *plot,
                                      gpointer data);

struct _OrielTimeSeriesModel
{
  OrielVizModel base;
  const OrielTheme *theme;
  GArray *zones; /* of const OrielTimeZone *, at least one */
  GPtrArray *zone_names;
  OrielTimeSpan range;
  GPtrArray *frames;               /* of OrielFrame, with a reference each */
  GArray *series;                  /* of OrielTimeSeries */
  OrielSeriesOptions time_options; /* of the first time field: its axis */
  OrielLegend *legend;
  gboolean has_title;
  gboolean x_is_time;
  gboolean shows_all_tips; /* tooltip mode `multi` */
  gboolean tips_are_sorted, tips_descend;
  gboolean hide_zeros;

  OrielScale x_scale;              /* if not of time: what the range's ends stand for */
  OrielDisplay *x_display;         /* the same; nullable */
  OrielTimeSeriesMarks draw_marks; /* nullable */
  gpointer marks;                  /* its data, owned */
  GDestroyNotify free_marks;
};

static inline OrielTimeSeries *
oriel_time_series_at (const OrielTimeSeriesModel *model, guint i)
{
  return &g_array_index (model->series, OrielTimeSeries, i);
}

/* Implemented by the files of this folder; see OrielVizClass. */
OrielVizModel *oriel_time_series_prepare (const OrielVizInput *input);
OrielScene *oriel_time_series_layout (const OrielVizModel *model,
                                      double width,
                                      double height,
                                      const OrielVizState *state);
gboolean oriel_time_series_hit (const OrielVizModel *model,
                                const OrielScene *scene,
                                const OrielVizState *state,
                                double x,
                                double y,
                                OrielHit *hit);
GArray *oriel_time_series_tips (const OrielVizModel *model,
                                const OrielVizState *state,
                                double x,
                                char **title);
char *oriel_time_series_describe (const OrielVizModel *model);

/* Frees the model; also of panels built on time series. */
void oriel_time_series_free (OrielVizModel *model);

/* Frees what a series owns. */
void oriel_time_series_clear (gpointer series);

G_END_DECLS
