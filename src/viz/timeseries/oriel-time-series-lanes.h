/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lanes: the shown series of a panel with their edges (stacked, banded) and their scales; what
 * layout draws and hit tests look at. */

#pragma once

#include "viz/timeseries/oriel-time-series-private.h"

G_BEGIN_DECLS

/* One scale of the panel and the axis it may have. */
typedef struct
{
  const char *key; /* of the series */
  guint first;     /* series whose options the axis takes */
  OrielScaleOptions options;
  double data_min, data_max; /* of what is shown; null: nothing */
  gboolean is_shown;         /* has a range */
  OrielScale scale;
  OrielAxisPlace place;
  int axis; /* in the layout's axes, -1: none */
} OrielLaneScale;

/* One shown series; arrays lie in the arena or are borrowed from the model. */
typedef struct
{
  guint series;
  guint scale;
  gsize n;
  const gint64 *times;
  const double *values; /* upper edge, stacked */
  const double *base;   /* nullable: lower edge */
  gboolean is_stacked;
} OrielLane;

struct _OrielLanes
{
  GArray *lanes;  /* of OrielLane */
  GArray *scales; /* of OrielLaneScale */
};

/* Whether `series` is drawn in `state` (nullable). */
gboolean oriel_time_series_is_shown (const OrielTimeSeries *series, const OrielVizState *state);

/* Works out the lanes for `state` (nullable). Clear with oriel_lanes_clear(). */
void oriel_lanes_init (OrielLanes *lanes,
                       const OrielTimeSeriesModel *model,
                       const OrielVizState *state,
                       OrielArena *arena);

/* Frees its lists. */
void oriel_lanes_clear (OrielLanes *lanes);

/* Draws the panel's exemplars into `plot`, in the colours of the series they are of. */
void oriel_time_series_draw_exemplars (const OrielTimeSeriesModel *model,
                                       const OrielLanes *lanes,
                                       OrielScene *scene,
                                       const OrielRect *plot);

/* Index of the first sample at or after `time`; `n` when there is none. */
gsize oriel_times_lower_bound (const gint64 *times, gsize n, gint64 time);

G_END_DECLS
