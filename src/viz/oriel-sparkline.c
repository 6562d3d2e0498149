/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-sparkline.h. */

#include "config.h"

#include "viz/oriel-sparkline.h"

#include <math.h>

#define BAR_PART 0.6    /* of the samples' distance */
#define MAX_SHAPES 5000 /* bars or dots */

guint
oriel_sparkline_points (const OrielFrame *frame, const OrielField *field)
{
  if (frame == NULL || field == NULL || field->type != ORIEL_FIELD_NUMBER ||
      oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL) == NULL)
    return 0;

  return (guint) MIN (field->column->n_rows, G_MAXUINT);
}

/* As it is shown, where the decimals are set. */
static double
rounded (const OrielFieldConfig *config, double value)
{
  double scale = pow (10, CLAMP (config->decimals, 0, 15));

  return config->decimals < 0 ? value : round (value * scale) / scale;
}

/* A flat line lies at an edge of a range as large as its value. */
static void
widen_flat (double value, double *min, double *max)
{
  *min = value < 0 ? 2 * value : value;
  *max = value < 0 ? value : value > 0 ? 2 * value : 1;
}

void
oriel_sparkline_range (const OrielFieldConfig *config,
                       double low,
                       double high,
                       double *min,
                       double *max)
{
  char *end = NULL;
  double no_value = config->no_value != NULL ? g_ascii_strtod (config->no_value, &end) : NAN;

  *min = oriel_is_null (config->min) ? low : MIN (config->min, low);
  *max = oriel_is_null (config->max) ? high : MAX (config->max, high);
  if (end != NULL && end != config->no_value && *end == '\0' && isfinite (no_value))
    {
      *min = MIN (*min, no_value);
      *max = MAX (*max, no_value);
    }
  if (rounded (config, *min) == rounded (config, *max))
    widen_flat (rounded (config, *min), min, max);
}

static void
range_of (const OrielField *field, double *min, double *max)
{
  const double *values = field->column->numbers;
  double low = INFINITY, high = -INFINITY;

  if (!oriel_is_null (field->range.min) && !oriel_is_null (field->range.max))
    {
      low = field->range.min;
      high = field->range.max;
    }
  else
    for (gsize i = 0; i < field->column->n_rows; i++)
      if (isfinite (values[i]))
        {
          low = MIN (low, values[i]);
          high = MAX (high, values[i]);
        }

  oriel_sparkline_range (field->config, low, high, min, max);
}

/* Whether the samples at `i` and before it lie further apart than the source's interval. */
static gboolean
is_after_gap (const gint64 *times, gsize i, double interval_ms)
{
  return (double) times[i] - (double) times[i - 1] > interval_ms;
}

/* Puts nulls where samples are missing, so that the line is not drawn through there. */
static void
insert_nulls (OrielScene *scene, const OrielField *time, OrielSeriesItem *item)
{
  OrielArena *arena = oriel_scene_get_arena (scene);
  double interval = time->config->interval_ms, widest;
  gsize n = item->n, at = 0;
  gint64 *times;
  double *values;

  if (!(interval > 0) || !oriel_column_is_ascending (time->column, &widest) || widest <= interval)
    return;

  for (gsize i = 1; i < item->n; i++)
    n += is_after_gap (item->times, i, interval);
  times = oriel_arena_new_array (arena, gint64, n);
  values = oriel_arena_new_array (arena, double, n);
  for (gsize i = 0; i < item->n; i++)
    {
      if (i > 0 && is_after_gap (item->times, i, interval))
        {
          times[at] = item->times[i - 1] + (gint64) interval;
          values[at++] = oriel_null ();
        }
      times[at] = item->times[i];
      values[at++] = item->ys[i];
    }

  item->times = times;
  item->ys = values;
  item->n = n;
  item->x_column = item->y_column = NULL;
}

gboolean
oriel_sparkline_add (OrielScene *scene,
                     const OrielFrame *frame,
                     const OrielField *field,
                     OrielRect box,
                     const OrielPaint *line,
                     const OrielPaint *fill,
                     double width_px)
{
  return oriel_sparkline_add_joined (scene, frame, field, box, line, fill, width_px,
                                     ORIEL_JOIN_LINEAR);
}

gboolean
oriel_sparkline_add_joined (OrielScene *scene,
                            const OrielFrame *frame,
                            const OrielField *field,
                            OrielRect box,
                            const OrielPaint *line,
                            const OrielPaint *fill,
                            double width_px,
                            OrielJoin join)
{
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  OrielSeriesItem item = { .n = field->column->n_rows, .plot = box, .series = 0 };
  double min, max;

  if (oriel_sparkline_points (frame, field) < 2)
    return FALSE;

  range_of (field, &min, &max);
  if (!(min < max))
    return FALSE;

  item.times = time->column->times;
  item.ys = field->column->numbers;
  item.x_column = time->column;
  item.y_column = field->column;
  item.x_min = (double) item.times[0];
  item.x_max = (double) item.times[item.n - 1];
  item.y_min = min;
  item.y_max = max;
  item.fill_to = min;
  item.stroke.width = width_px;
  item.join = join;
  item.line = line != NULL ? *line : oriel_paint_none ();
  item.fill = fill != NULL ? *fill : oriel_paint_none ();
  if (!(item.x_min < item.x_max))
    return FALSE;

  insert_nulls (scene, time, &item);
  oriel_scene_add_series (scene, &item);
  return TRUE;
}

/* Where the samples lie in `box`, those without a number left out, and of too many every second,
 * third, …; NULL when there is nothing to draw. */
static GArray *
place_samples (const OrielFrame *frame, const OrielField *field, OrielRect box)
{
  guint n = oriel_sparkline_points (frame, field);
  guint step = n / MAX_SHAPES + 1;
  const gint64 *times;
  GArray *places;
  double min, max, span;

  if (n < 2)
    return NULL;
  range_of (field, &min, &max);
  times = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL)->column->times;
  span = (double) times[n - 1] - (double) times[0];
  if (!(min < max) || !(span > 0))
    return NULL;

  places = g_array_sized_new (FALSE, FALSE, sizeof (OrielPoint), n / step + 1);
  for (guint i = 0; i < n; i += step)
    {
      double y = (field->column->numbers[i] - min) / (max - min);
      OrielPoint place = {
        box.x + ((double) times[i] - (double) times[0]) / span * box.width,
        box.y + (1 - y) * box.height,
      };

      if (isfinite (place.x) && isfinite (place.y))
        g_array_append_val (places, place);
    }
  return places;
}

gboolean
oriel_sparkline_add_bars (OrielScene *scene,
                          const OrielFrame *frame,
                          const OrielField *field,
                          OrielRect box,
                          const OrielPaint *line,
                          const OrielPaint *fill,
                          double width_px)
{
  g_autoptr (GArray) places = place_samples (frame, field, box);
  OrielStroke stroke = { .width = width_px };
  double column = INFINITY;

  if (places == NULL || places->len == 0)
    return FALSE;

  for (guint i = 1; i < places->len; i++)
    column = MIN (column, g_array_index (places, OrielPoint, i).x -
                            g_array_index (places, OrielPoint, i - 1).x);
  column = MAX (isfinite (column) ? column * BAR_PART : box.width, 1);
  oriel_scene_clip (scene, box);
  for (guint i = 0; i < places->len; i++)
    {
      const OrielPoint *place = &g_array_index (places, OrielPoint, i);
      OrielRect bar = { place->x - column / 2, place->y, column,
                        MAX (box.y + box.height - place->y, 0) };

      oriel_scene_add_rect (scene, bar, 0, fill, width_px > 0 ? line : NULL, &stroke);
    }
  oriel_scene_unclip (scene);
  return TRUE;
}

gboolean
oriel_sparkline_add_dots (OrielScene *scene,
                          const OrielFrame *frame,
                          const OrielField *field,
                          OrielRect box,
                          const OrielPaint *paint,
                          double diameter_px)
{
  g_autoptr (GArray) places = place_samples (frame, field, box);
  double half = diameter_px / 2;

  if (places == NULL || places->len == 0)
    return FALSE;

  oriel_scene_add_points (
    scene, (const OrielPoint *) (gpointer) places->data, places->len, half, paint, NULL, NULL,
    (OrielRect){ box.x - half, box.y - half, box.width + diameter_px, box.height + diameter_px });
  return TRUE;
}

gboolean
oriel_sparkline_point (const OrielFrame *frame,
                       const OrielField *field,
                       OrielRect box,
                       int row,
                       OrielPoint *out)
{
  guint n = oriel_sparkline_points (frame, field);
  const gint64 *times;
  double min, max, x, y;

  if (row < 0 || (guint) row >= n || !isfinite (field->column->numbers[row]))
    return FALSE;

  range_of (field, &min, &max);
  times = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL)->column->times;
  x = ((double) times[row] - (double) times[0]) / ((double) times[n - 1] - (double) times[0]);
  y = (field->column->numbers[row] - min) / (max - min);
  *out = (OrielPoint){ box.x + x * box.width, box.y + (1 - y) * box.height };
  return isfinite (out->x) && isfinite (out->y);
}
