/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Candles, sticks and volumes. Sizes: drawMarkers of Grafana's panel. */

#include "config.h"

#include "viz/candlestick/oriel-candlestick-private.h"

#include <math.h>

#include "viz/oriel-viz-options.h"

#define WIDTH_PART 0.6 /* of the least distance of two periods */
#define THIN_PX 12.0   /* up to here lines are one px wide, else two */

enum
{
  FLAT,
  UP,
  DOWN,
  N_DIRECTIONS,
};

typedef struct
{
  const OrielTimeSeriesModel *model;
  const OrielCandles *candles;
  const OrielRect *plot;
  const OrielLane *lanes[ORIEL_CANDLE_N_FIELDS]; /* nullable */
  const OrielLaneScale *scales[ORIEL_CANDLE_N_FIELDS];
  double width, line;
  OrielRectPath prices[N_DIRECTIONS], volumes[N_DIRECTIONS], hollows;
} Drawing;

static void
find_lanes (Drawing *drawing, const OrielLanes *lanes)
{
  for (guint f = 0; f < ORIEL_CANDLE_N_FIELDS; f++)
    for (guint i = 0; i < lanes->lanes->len; i++)
      {
        const OrielLane *lane = &g_array_index (lanes->lanes, OrielLane, i);

        if ((int) lane->series != drawing->candles->series[f])
          continue;
        drawing->lanes[f] = lane;
        drawing->scales[f] = &g_array_index (lanes->scales, OrielLaneScale, lane->scale);
      }
}

static double
x_of (const Drawing *drawing, gint64 time)
{
  const OrielTimeSpan *range = &drawing->model->range;

  return drawing->plot->x + drawing->plot->width * (double) (time - range->from_ms) /
                              (double) (range->to_ms - range->from_ms);
}

static double
y_of (const Drawing *drawing, OrielCandleField field, double value)
{
  double position = oriel_scale_position (&drawing->scales[field]->scale, value);

  return round (drawing->plot->y + drawing->plot->height * (1 - position));
}

static double
value_at (const Drawing *drawing, OrielCandleField field, gsize i)
{
  const OrielLane *lane = drawing->lanes[field];

  return lane != NULL && i < lane->n && drawing->scales[field]->is_shown ? lane->values[i] : NAN;
}

static void
set_width (Drawing *drawing)
{
  const OrielLane *lane = drawing->lanes[ORIEL_CANDLE_OPEN];
  double least = INFINITY, px = drawing->plot->width;

  for (gsize i = 1; i < lane->n; i++)
    least = MIN (least, (double) (lane->times[i] - lane->times[i - 1]));
  if (isfinite (least) && least > 0)
    px = least * drawing->plot->width /
         (double) (drawing->model->range.to_ms - drawing->model->range.from_ms);
  drawing->width = MAX (round (WIDTH_PART * px), 1);
  drawing->line = drawing->width <= THIN_PX ? 1 : 2;
}

static guint
direction (double change, gboolean is_first)
{
  /* what stays the same goes up, but for the first */
  return change > 0 ? UP : change < 0 ? DOWN : is_first || isnan (change) ? FLAT : UP;
}

static guint
direction_at (const Drawing *drawing, gsize i, gsize first)
{
  double close = value_at (drawing, ORIEL_CANDLE_CLOSE, i);

  if (!drawing->candles->by_close)
    return direction (close - value_at (drawing, ORIEL_CANDLE_OPEN, i), i == first);
  return i == first ? FLAT
                    : direction (close - value_at (drawing, ORIEL_CANDLE_CLOSE, i - 1), FALSE);
}

static void
add_rect (OrielRectPath *path, double x, double y, double width, double height)
{
  OrielRect rect = { x, y, width, height };

  if (isfinite (x + y + width + height))
    oriel_rect_path_add (path, &rect);
}

static void
add_volume (Drawing *drawing, gsize i, double x, guint way)
{
  double volume = value_at (drawing, ORIEL_CANDLE_VOLUME, i), top, zero;

  if (isnan (volume))
    return;
  top = y_of (drawing, ORIEL_CANDLE_VOLUME, volume);
  zero = y_of (drawing, ORIEL_CANDLE_VOLUME, 0);
  add_rect (&drawing->volumes[way], x - floor (drawing->width / 2), MIN (top, zero), drawing->width,
            fabs (zero - top));
}

static void
add_body (Drawing *drawing, gsize i, double x, guint way)
{
  double open = y_of (drawing, ORIEL_CANDLE_OPEN, value_at (drawing, ORIEL_CANDLE_OPEN, i));
  double close = y_of (drawing, ORIEL_CANDLE_CLOSE, value_at (drawing, ORIEL_CANDLE_CLOSE, i));
  double half = floor (drawing->width / 2), line = drawing->line;
  double top = MIN (open, close), height = MAX (fabs (open - close), 1);

  if (drawing->candles->as_bars)
    {
      add_rect (&drawing->prices[way], x - half, open, half, line);
      add_rect (&drawing->prices[way], x, close, half, line);
      return;
    }
  add_rect (&drawing->prices[way], x - half, top, drawing->width, height);
  if (drawing->candles->by_close && close <= open && height > 2 * line && drawing->width > 2 * line)
    add_rect (&drawing->hollows, x - half + line, top + line, drawing->width - 2 * line,
              height - 2 * line);
}

static void
add_period (Drawing *drawing, gsize i, gsize first)
{
  double x = round (x_of (drawing, drawing->lanes[ORIEL_CANDLE_OPEN]->times[i]));
  guint way = direction_at (drawing, i, first);
  double high = value_at (drawing, ORIEL_CANDLE_HIGH, i);
  double low = value_at (drawing, ORIEL_CANDLE_LOW, i);

  if (drawing->candles->draws_volume)
    add_volume (drawing, i, x, way);
  if (!drawing->candles->draws_price || isnan (value_at (drawing, ORIEL_CANDLE_OPEN, i)) ||
      isnan (value_at (drawing, ORIEL_CANDLE_CLOSE, i)))
    return;
  if (!isnan (high) && !isnan (low))
    {
      double top = y_of (drawing, ORIEL_CANDLE_HIGH, high);

      add_rect (&drawing->prices[way], x - floor (drawing->line / 2), top, drawing->line,
                y_of (drawing, ORIEL_CANDLE_LOW, low) - top);
    }
  add_body (drawing, i, x, way);
}

static void
paint (Drawing *drawing, OrielScene *scene)
{
  const OrielColor colors[] = { drawing->candles->flat, drawing->candles->up,
                                drawing->candles->down };
  OrielPaint background = oriel_paint_solid (drawing->model->theme->primary);

  oriel_scene_clip (scene, *drawing->plot);
  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      OrielPaint fill = oriel_paint_solid (
        oriel_color_with_alpha (colors[i], (float) drawing->candles->volume_opacity));

      oriel_rect_path_draw (&drawing->volumes[i], scene, &fill, NULL, NULL);
    }
  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      OrielPaint fill = oriel_paint_solid (colors[i]);

      oriel_rect_path_draw (&drawing->prices[i], scene, &fill, NULL, NULL);
    }
  oriel_rect_path_draw (&drawing->hollows, scene, &background, NULL, NULL);
  oriel_scene_unclip (scene);
}

void
oriel_candles_draw (const OrielTimeSeriesModel *model,
                    const OrielLanes *lanes,
                    OrielScene *scene,
                    const OrielRect *plot,
                    gpointer data)
{
  Drawing drawing = { .model = model, .candles = data, .plot = plot };
  const OrielLane *open;
  gsize first, end;

  find_lanes (&drawing, lanes);
  open = drawing.lanes[ORIEL_CANDLE_OPEN];
  if (open == NULL || drawing.lanes[ORIEL_CANDLE_CLOSE] == NULL ||
      model->range.to_ms <= model->range.from_ms)
    return;

  set_width (&drawing);
  oriel_rect_path_init (&drawing.hollows);
  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      oriel_rect_path_init (&drawing.prices[i]);
      oriel_rect_path_init (&drawing.volumes[i]);
    }
  first = oriel_times_lower_bound (open->times, open->n, model->range.from_ms);
  end = oriel_times_lower_bound (open->times, open->n, model->range.to_ms + 1);
  for (gsize i = first; i < end; i++)
    add_period (&drawing, i, first);
  paint (&drawing, scene);
  oriel_rect_path_clear (&drawing.hollows);
  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      oriel_rect_path_clear (&drawing.prices[i]);
      oriel_rect_path_clear (&drawing.volumes[i]);
    }
}
