/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the candlestick panel share. */

#pragma once

#include "viz/candlestick/oriel-candlestick.h"
#include "viz/timeseries/oriel-time-series-lanes.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_CANDLE_OPEN,
  ORIEL_CANDLE_HIGH,
  ORIEL_CANDLE_LOW,
  ORIEL_CANDLE_CLOSE,
  ORIEL_CANDLE_VOLUME,
  ORIEL_CANDLE_N_FIELDS,
} OrielCandleField;

/* How the periods of a time series are drawn. */
typedef struct
{
  int series[ORIEL_CANDLE_N_FIELDS]; /* its number in the model, -1: none */
  gboolean draws_price, draws_volume;
  gboolean as_bars;  /* sticks with open and close at their sides */
  gboolean by_close; /* colours compare with the close before */
  OrielColor up, down, flat;
  double volume_opacity;
} OrielCandles;

/* Draws the periods in view; an OrielTimeSeriesMarks function. `data` is an OrielCandles. */
void oriel_candles_draw (const OrielTimeSeriesModel *model,
                         const OrielLanes *lanes,
                         OrielScene *scene,
                         const OrielRect *plot,
                         gpointer data);

G_END_DECLS
