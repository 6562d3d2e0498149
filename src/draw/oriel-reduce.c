/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reduction of a series to what pixels can tell apart; see the header. */

#include "config.h"

#include "draw/oriel-reduce.h"

#include <math.h>

/* Up to so many samples a pixel column all samples are kept: they cost no more than the four. */
#define SAMPLES_PER_COLUMN 4
#define MAX_CURVE_STEPS 32
#define FAR_PX 1e6 /* beyond it geometry is cut: cairo's coordinates end at 8e6 */

typedef struct
{
  const OrielSeriesItem *item;
  const double *ys;
  double x_scale, y_scale, bottom; /* px = plot.x + (x − x_min) × x_scale */
  double snap;                     /* device pixels per px when samples snap to them, else 0 */
  double snap_offset;              /* px from a pixel's edge to where the line's middle must lie */
  GArray *points;
} Reduction;

static inline double
sample_x (const OrielSeriesItem *item, gsize i)
{
  return item->times != NULL ? (double) item->times[i] : item->xs[i];
}

/* Moves a coordinate to a device pixel, so that flat lines are sharp. */
static inline double
snap (const Reduction *r, double px)
{
  return r->snap > 0 ? floor (px * r->snap + 0.5) / r->snap + r->snap_offset : px;
}

static inline double
x_to_px (const Reduction *r, gsize i)
{
  double px = r->item->plot.x + (sample_x (r->item, i) - r->item->x_min) * r->x_scale;

  return snap (r, CLAMP (px, -FAR_PX, FAR_PX));
}

static inline double
y_to_px (const Reduction *r, double y)
{
  double px = r->bottom + (y - r->item->y_min) * r->y_scale;

  return snap (r, CLAMP (px, -FAR_PX, FAR_PX));
}

static inline void
emit (const Reduction *r, double x, double y)
{
  OrielPoint point = { x, y };

  g_array_append_val (r->points, point);
}

static void
emit_break (const Reduction *r)
{
  guint n = r->points->len;

  if (n > 0 && !oriel_point_is_break (&g_array_index (r->points, OrielPoint, n - 1)))
    emit (r, NAN, NAN);
}

gsize
oriel_series_lower_bound (const OrielSeriesItem *item, double x)
{
  gsize low = 0, high = item->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (sample_x (item, middle) < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The samples in view, and on both sides one with a value, so that lines run out of the plot. */
static void
visible_range (const OrielSeriesItem *item, gsize *first, gsize *end)
{
  *first = oriel_series_lower_bound (item, item->x_min);
  *end = oriel_series_lower_bound (item, nextafter (item->x_max, INFINITY));

  while (*first > 0)
    if (!isnan (item->ys[--*first]))
      break;
  while (*end < item->n)
    if (!isnan (item->ys[(*end)++]))
      break;
}

static gboolean
is_gap (const OrielSeriesItem *item, double y)
{
  return isnan (y) && !(item->span_nulls && oriel_is_null (y));
}

static void
emit_step (const Reduction *r, double x, double y)
{
  guint n = r->points->len;
  const OrielPoint *last = n > 0 ? &g_array_index (r->points, OrielPoint, n - 1) : NULL;

  if (last == NULL || oriel_point_is_break (last))
    return;
  if (r->item->join == ORIEL_JOIN_STEP_AFTER)
    emit (r, x, last->y);
  else if (r->item->join == ORIEL_JOIN_STEP_BEFORE)
    emit (r, last->x, y);
}

static void
emit_all (const Reduction *r, gsize first, gsize end)
{
  for (gsize i = first; i < end; i++)
    {
      double y = r->item->ys[i];

      if (!isnan (y) && !isnan (r->ys[i]))
        {
          double x = x_to_px (r, i);

          y = y_to_px (r, r->ys[i]);
          emit_step (r, x, y);
          emit (r, x, y);
        }
      else if (is_gap (r->item, y))
        {
          emit_break (r);
        }
    }
}

/* What one pixel column holds. */
typedef struct
{
  gsize first, least, greatest, last;
  double low, high;
  gboolean any;
} Column;

static inline void
column_add (Column *column, double y, gsize i)
{
  if (!column->any)
    {
      *column = (Column){ i, i, i, i, y, y, TRUE };
      return;
    }
  if (y < column->low)
    {
      column->low = y;
      column->least = i;
    }
  else if (y > column->high)
    {
      column->high = y;
      column->greatest = i;
    }
  column->last = i;
}

/* The x at which the pixel column of `x` ends, so that few samples need their column worked out. */
static double
column_end (const Reduction *r, double x, double columns_per_px)
{
  double px = r->item->plot.x + (x - r->item->x_min) * r->x_scale;
  double end = (floor (px * columns_per_px) + 1) / columns_per_px;

  return r->item->x_min + (end - r->item->plot.x) / r->x_scale;
}

/* The column's samples in the order of time, each once. */
static void
column_emit (const Reduction *r, const Column *column)
{
  gsize low = MIN (column->least, column->greatest);
  gsize high = MAX (column->least, column->greatest);
  gsize order[] = { column->first, low, high, column->last };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    if (k == 0 || order[k] != order[k - 1])
      emit (r, x_to_px (r, order[k]), y_to_px (r, r->ys[order[k]]));
}

/* A gap shows only when it crosses into another column. */
static void
emit_columns (const Reduction *r, gsize first, gsize end, double columns_per_px)
{
  Column column = { .any = FALSE };
  gboolean gap = FALSE;
  double next = -INFINITY;

  for (gsize i = first; i < end; i++)
    {
      double y = r->ys[i];
      double x = sample_x (r->item, i);

      if (isnan (y) || isnan (r->item->ys[i]))
        {
          gap = gap || is_gap (r->item, r->item->ys[i]);
          continue;
        }

      if (!(x < next))
        {
          if (column.any)
            column_emit (r, &column);
          if (gap)
            emit_break (r);
          column.any = FALSE;
          next = column_end (r, x, columns_per_px);
        }
      gap = FALSE;
      column_add (&column, y, i);
    }
  if (column.any)
    column_emit (r, &column);
}

/* Slope at a knot between two chords: their weighted harmonic mean, 0 at an extremum, so that the
 * curve never leaves the range of its samples (Fritsch and Butland's monotone interpolation). */
static double
knot_slope (double dx0, double slope0, double dx1, double slope1)
{
  double slope;

  if (slope0 == 0 || slope1 == 0 || (slope0 > 0) != (slope1 > 0))
    return 0;
  slope = 3 * (dx0 + dx1) / ((2 * dx1 + dx0) / slope0 + (dx1 + 2 * dx0) / slope1);
  return isfinite (slope) ? slope : 0;
}

static double
chord (const OrielPoint *a)
{
  return a[1].x > a[0].x ? (a[1].y - a[0].y) / (a[1].x - a[0].x) : 0;
}

/* The cubic from a[0] to a[1] with slopes m0 and m1, as lines of about 2 px. */
static void
emit_curve (const Reduction *r, const OrielPoint *a, double m0, double m1)
{
  double dx = a[1].x - a[0].x;
  int steps = (int) CLAMP (dx / 2, 1, MAX_CURVE_STEPS);

  for (int k = 1; k <= steps; k++)
    {
      double t = (double) k / steps;
      double u = 1 - t;
      double y = u * u * (1 + 2 * t) * a[0].y + t * t * (3 - 2 * t) * a[1].y + t * u * u * dx * m0 -
                 t * t * u * dx * m1;

      emit (r, a[0].x + t * dx, y);
    }
}

static void
emit_smooth_run (const Reduction *r, const OrielPoint *run, guint n)
{
  double slope = n > 1 ? chord (run) : 0;

  emit (r, run[0].x, run[0].y);
  for (guint i = 0; i + 1 < n; i++)
    {
      double next = i + 2 < n ? knot_slope (run[i + 1].x - run[i].x, chord (&run[i]),
                                            run[i + 2].x - run[i + 1].x, chord (&run[i + 1]))
                              : chord (&run[i]);

      emit_curve (r, &run[i], slope, next);
      slope = next;
    }
}

/* Replaces the corners from `start` on by curves. */
static void
smoothen (const Reduction *r, guint start)
{
  guint n = r->points->len - start;
  g_autofree OrielPoint *knots =
    g_memdup2 (&g_array_index (r->points, OrielPoint, start), sizeof (OrielPoint) * n);
  guint i = 0;

  g_array_set_size (r->points, start);
  while (i < n)
    {
      guint run = i;

      while (i < n && !oriel_point_is_break (&knots[i]))
        i++;
      if (i > run)
        emit_smooth_run (r, &knots[run], i - run);
      if (i++ < n)
        emit_break (r);
    }
}

static void
set_snap (Reduction *r, double scale)
{
  gboolean has_line = r->item->line.kind != ORIEL_PAINT_NONE;
  double width = has_line && isfinite (r->item->stroke.width) ? r->item->stroke.width * scale : 0;

  r->snap = r->item->snap ? scale : 0;
  r->snap_offset = fmod (width, 2) / 2 / scale;
}

static gboolean
reduction_init (Reduction *r, const OrielSeriesItem *item, const double *ys, GArray *points)
{
  double x_span = item->x_max - item->x_min;
  double y_span = item->y_max - item->y_min;

  if (!(x_span > 0) || !(y_span != 0) || !isfinite (x_span) || !isfinite (y_span) ||
      !isfinite (item->plot.width + item->plot.height + item->plot.x + item->plot.y))
    return FALSE;

  r->item = item;
  r->ys = ys;
  r->points = points;
  r->x_scale = item->plot.width / x_span;
  r->y_scale = -item->plot.height / y_span;
  r->bottom = item->plot.y + item->plot.height;
  return isfinite (r->x_scale) && isfinite (r->y_scale);
}

void
oriel_reduce_series (const OrielSeriesItem *item,
                     const double *ys,
                     double columns_per_px,
                     GArray *points)
{
  Reduction r;
  gsize first, end;
  guint start = points->len;

  if (item->n == 0 || ys == NULL || !reduction_init (&r, item, ys, points))
    return;

  set_snap (&r, columns_per_px);
  visible_range (item, &first, &end);
  if ((double) (end - first) > SAMPLES_PER_COLUMN * item->plot.width * columns_per_px)
    {
      emit_columns (&r, first, end, columns_per_px);
    }
  else
    {
      emit_all (&r, first, end);
      if (item->join == ORIEL_JOIN_SMOOTH && points->len > start)
        smoothen (&r, start);
    }
}
