/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reduction of a series to what pixels can tell apart; see the header. */

#include "config.h"

#include "draw/oriel-reduce.h"

#include <math.h>

#include "base/oriel-extremes.h"

/* Up to so many samples a pixel column all samples are kept: they cost no more than the four. */
#define SAMPLES_PER_COLUMN 4
#define MAX_CURVE_STEPS 32
#define FAR_PX 1e6     /* beyond it geometry is cut: cairo's coordinates end at 8e6 */
#define STRIP_MARGIN 6 /* columns beside a strip from which strokes reach into it */
#define POINTS_PER_SAMPLE 2
#define POINTS_PER_COLUMN 5

/* From values to coordinates: device pixels from the scene's origin, snapped, then what the caller
 * wants. */
typedef struct
{
  double unit; /* values and `min` are multiplied by it, so that their difference is a number */
  double min;
  double scale, start; /* pixel = start + (value × unit − min) × scale */
  gboolean snaps;
  double snap_offset; /* from a pixel's edge to where the line's middle must lie */
  double out_scale, out_start;
} Axis;

typedef struct
{
  const OrielSeriesItem *item;
  const double *ys;
  Axis x, y;
  GArray *points;
  OrielPoint *begin, *next, *limit; /* of the points' memory */
} Reduction;

static inline double
sample_x (const OrielSeriesItem *item, gsize i)
{
  return item->times != NULL ? (double) item->times[i] : item->xs[i];
}

/* floor() of what a gint32 holds, without a call. */
static inline double
floor_near (double value)
{
  double whole = (gint32) value;

  return whole > value ? whole - 1 : whole;
}

/* NaN becomes far away. */
static inline double
near_pixel (double pixel)
{
  pixel = pixel > -FAR_PX ? pixel : -FAR_PX;
  return pixel < FAR_PX ? pixel : FAR_PX;
}

static inline double
axis_pixel (const Axis *axis, double value)
{
  return near_pixel (axis->start + (value * axis->unit - axis->min) * axis->scale);
}

/* Snapped to a device pixel where that is wanted, so that flat lines are sharp. */
static inline double
axis_out (const Axis *axis, double value)
{
  double pixel = axis_pixel (axis, value);

  if (axis->snaps)
    pixel = floor_near (pixel + 0.5) + axis->snap_offset;
  return pixel * axis->out_scale + axis->out_start;
}

/* The pixel column of a value. Where samples snap, a column is what snaps to it. */
static inline double
axis_column (const Axis *axis, double value)
{
  return floor (axis_pixel (axis, value) + (axis->snaps ? 0.5 : 0));
}

/* The value at which a column begins. */
static inline double
axis_column_begin (const Axis *axis, double column)
{
  double pixel = column - (axis->snaps ? 0.5 : 0);

  return ((pixel - axis->start) / axis->scale + axis->min) / axis->unit;
}

/* Makes room for `n` more points. */
static void
reserve (Reduction *r, gsize n)
{
  gsize used = (gsize) (r->next - r->begin);

  if ((gsize) (r->limit - r->next) >= n)
    return;

  g_array_set_size (r->points, (guint) MIN (used * 2 + n, G_MAXINT));
  r->begin = (OrielPoint *) (gpointer) r->points->data;
  r->next = r->begin + used;
  r->limit = r->begin + r->points->len;
}

static inline void
emit (Reduction *r, double x, double y)
{
  *r->next++ = (OrielPoint){ x, y };
}

static inline gboolean
pen_is_down (const Reduction *r)
{
  return r->next > r->begin && !oriel_point_is_break (r->next - 1);
}

static void
emit_break (Reduction *r)
{
  if (pen_is_down (r))
    emit (r, NAN, NAN);
}

static gsize
lower_bound (const OrielSeriesItem *item, double x, gsize low, gsize high)
{
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

gsize
oriel_series_lower_bound (const OrielSeriesItem *item, double x)
{
  return lower_bound (item, x, 0, item->n);
}

/* The samples from `x0` to `x1`, and on both sides one with a value, so that lines run out of the
 * plot. */
static void
visible_range (const OrielSeriesItem *item, double x0, double x1, gsize *first, gsize *end)
{
  *first = oriel_series_lower_bound (item, x0);
  *end = oriel_series_lower_bound (item, nextafter (x1, INFINITY));
  *end = MAX (*first, *end);

  while (*first > 0)
    if (!isnan (item->ys[--*first]))
      break;
  while (*end < item->n)
    if (!isnan (item->ys[(*end)++]))
      break;
}

static inline gboolean
is_gap (const OrielSeriesItem *item, double y)
{
  return isnan (y) && !(item->span_nulls && oriel_is_null (y));
}

static inline void
emit_step (Reduction *r, double x, double y)
{
  if (!pen_is_down (r))
    return;
  if (r->item->join == ORIEL_JOIN_STEP_AFTER)
    emit (r, x, r->next[-1].y);
  else if (r->item->join == ORIEL_JOIN_STEP_BEFORE)
    emit (r, r->next[-1].x, y);
}

static void
emit_all (Reduction *r, gsize first, gsize end)
{
  gboolean is_step =
    r->item->join == ORIEL_JOIN_STEP_AFTER || r->item->join == ORIEL_JOIN_STEP_BEFORE;

  reserve (r, POINTS_PER_SAMPLE * (end - first));
  for (gsize i = first; i < end; i++)
    if (!isnan (r->item->ys[i]) && !isnan (r->ys[i]))
      {
        double x = axis_out (&r->x, sample_x (r->item, i));
        double y = axis_out (&r->y, r->ys[i]);

        if (is_step)
          emit_step (r, x, y);
        emit (r, x, y);
      }
    else if (is_gap (r->item, r->item->ys[i]))
      {
        emit_break (r);
      }
}

/* The end of the samples before `x` among [first, end), of which the first is one. It is looked for
 * around `guess` samples, as most columns hold as many as the one before. */
static gsize
column_end (const OrielSeriesItem *item, gsize first, gsize end, double x, gsize guess)
{
  gsize low = first + 1, high = end;
  gsize at = first + MIN (guess, end - first);

  if (sample_x (item, at - 1) < x)
    {
      low = at;
      for (gsize step = 1; step < high - low; step *= 2)
        {
          if (!(sample_x (item, low + step - 1) < x))
            {
              high = low + step - 1;
              break;
            }
          low += step;
        }
    }
  else
    {
      high = MAX (at - 1, low);
      for (gsize step = 1; step < high - low; step *= 2)
        {
          if (sample_x (item, high - step) < x)
            {
              low = high - step + 1;
              break;
            }
          high -= step;
        }
    }
  return lower_bound (item, x, low, high);
}

static inline gboolean
has_value (const Reduction *r, gsize i)
{
  return !isnan (r->ys[i]) && !isnan (r->item->ys[i]);
}

static void
column_extremes (const Reduction *r, gsize first, gsize end, double *low, double *high)
{
  const OrielColumn *column = r->item->y_column;

  *low = INFINITY;
  *high = -INFINITY;
  if (column != NULL && column->type == ORIEL_FIELD_NUMBER && column->numbers == r->ys &&
      end <= column->n_rows)
    oriel_column_add_extremes (r->item->y_column, first, end, low, high);
  else
    oriel_extremes_add (r->ys + first, end - first, low, high);
}

/* A column's first sample, its extremes and its last sample. Which extreme comes first can't be
 * seen within a column; the shorter way is taken. */
static void
emit_column (Reduction *r, gsize first, gsize last)
{
  double x0 = axis_out (&r->x, sample_x (r->item, first));
  double x1 = r->x.snaps ? x0 : axis_out (&r->x, sample_x (r->item, last));
  double begin = r->ys[first], end = r->ys[last], low, high;

  emit (r, x0, axis_out (&r->y, begin));
  if (last == first)
    return;

  column_extremes (r, first, last + 1, &low, &high);
  if (begin > end)
    {
      double swap = low;

      low = high;
      high = swap;
    }
  if (low != begin && low != end)
    emit (r, (x0 + x1) / 2, axis_out (&r->y, low));
  if (high != begin && high != end)
    emit (r, (x0 + x1) / 2, axis_out (&r->y, high));
  emit (r, x1, axis_out (&r->y, end));
}

/* Whether the line breaks between two samples. */
static gboolean
gap_between (const Reduction *r, gsize before, gsize after)
{
  for (gsize i = before + 1; i < after; i++)
    if (is_gap (r->item, r->item->ys[i]))
      return TRUE;
  return FALSE;
}

/* A gap shows only when it crosses into another column. Column by column, so that of a long series
 * neither all times nor, where extremes are kept, all values are read. */
static void
emit_columns (Reduction *r, gsize first, gsize end)
{
  gsize guess = 1, before = first;
  gboolean any = FALSE;

  while (first < end)
    {
      double x = axis_column_begin (&r->x, axis_column (&r->x, sample_x (r->item, first)) + 1);
      gsize next = column_end (r->item, first, end, x, guess);
      gsize last = next;

      guess = next - first;
      while (first < next && !has_value (r, first))
        first++;
      if (first == next)
        continue;
      while (!has_value (r, last - 1))
        last--;

      reserve (r, POINTS_PER_COLUMN);
      if (any && gap_between (r, before, first))
        emit_break (r);
      emit_column (r, first, last - 1);
      any = TRUE;
      before = last - 1;
      first = next;
    }
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
emit_curve (Reduction *r, const OrielPoint *a, double m0, double m1)
{
  double dx = a[1].x - a[0].x;
  int steps = (int) CLAMP (dx / 2, 1, MAX_CURVE_STEPS);

  reserve (r, MAX_CURVE_STEPS + 2);
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
emit_smooth_run (Reduction *r, const OrielPoint *run, guint n)
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
smoothen (Reduction *r, gsize start)
{
  gsize n = (gsize) (r->next - r->begin) - start;
  g_autofree OrielPoint *knots = NULL;
  gsize i = 0;

  if (n == 0)
    return;

  knots = g_memdup2 (r->begin + start, sizeof (OrielPoint) * n);
  r->next = r->begin + start;
  while (i < n)
    {
      gsize run = i;

      while (i < n && !oriel_point_is_break (&knots[i]))
        i++;
      reserve (r, 2);
      if (i > run)
        emit_smooth_run (r, &knots[run], (guint) (i - run));
      if (i++ < n)
        emit_break (r);
    }
}

/* FALSE where values from `min` to `max` have no place on `length` pixels. Spans that no number
 * holds, or whose inverse none does, are brought near 1 first. */
static gboolean
axis_init (Axis *axis, double min, double max, double start, double length)
{
  double span = max - min;

  axis->unit = fabs (span) > 1e300 ? 1e-300 : fabs (span) < 1e-290 ? 1e290 : 1;
  axis->min = min * axis->unit;
  axis->scale = length / (max * axis->unit - axis->min);
  axis->start = start;
  return span != 0 && isfinite (min) && isfinite (max) && isfinite (axis->scale) &&
         isfinite (start);
}

static void
axis_set_out (Axis *axis, gboolean snaps, double snap_offset, double scale, double start)
{
  axis->snaps = snaps;
  axis->snap_offset = snap_offset;
  axis->out_scale = scale;
  axis->out_start = start;
}

static gboolean
reduction_init (Reduction *r, const OrielSeriesItem *item, double scale)
{
  const OrielRect *plot = &item->plot;

  r->item = item;
  return item->x_max > item->x_min && plot->width > 0 &&
         axis_init (&r->x, item->x_min, item->x_max, plot->x * scale, plot->width * scale) &&
         axis_init (&r->y, item->y_min, item->y_max, (plot->y + plot->height) * scale,
                    -plot->height * scale);
}

static double
snap_offset (const OrielSeriesItem *item, double scale)
{
  gboolean has_line = item->line.kind != ORIEL_PAINT_NONE;
  double width = has_line && isfinite (item->stroke.width) ? item->stroke.width * scale : 0;

  return fmod (width, 2) / 2;
}

/* The samples that a strip needs, where it is one. Curves need them all: their slopes depend on
 * what is far beside them. */
static void
strip_range (const Reduction *r, double left, double right, gsize *first, gsize *end)
{
  const OrielSeriesItem *item = r->item;
  double x0, x1;

  if (item->join == ORIEL_JOIN_SMOOTH || !(isfinite (left) && isfinite (right)))
    return;

  x0 = axis_column_begin (&r->x, floor (left) - STRIP_MARGIN);
  x1 = axis_column_begin (&r->x, ceil (right) + STRIP_MARGIN);
  visible_range (item, MAX (x0, item->x_min), MIN (x1, item->x_max), first, end);
}

static void
reduce (Reduction *r, const double *ys, double columns, double left, double right, GArray *points)
{
  gsize first, end, start = points->len;
  gboolean is_dense;

  r->ys = ys;
  r->points = points;
  r->begin = (OrielPoint *) (gpointer) points->data;
  /* An array that never held anything has no address to count from. */
  r->next = r->limit = start > 0 ? r->begin + start : r->begin;
  visible_range (r->item, r->item->x_min, r->item->x_max, &first, &end);
  is_dense = (double) (end - first) > SAMPLES_PER_COLUMN * columns;
  strip_range (r, left, right, &first, &end);
  if (is_dense)
    {
      emit_columns (r, first, end);
    }
  else
    {
      emit_all (r, first, end);
      if (r->item->join == ORIEL_JOIN_SMOOTH)
        smoothen (r, start);
    }
  g_array_set_size (points, (guint) (r->next - r->begin));
}

double
oriel_reduce_level (const OrielSeriesItem *item, double value, double columns_per_px)
{
  Reduction r;

  if (isnan (value) || !reduction_init (&r, item, columns_per_px))
    return item->plot.y + item->plot.height;

  axis_set_out (&r.y, item->snap, snap_offset (item, columns_per_px), 1 / columns_per_px, 0);
  return axis_out (&r.y, value);
}

void
oriel_reduce_series (const OrielSeriesItem *item,
                     const double *ys,
                     double columns_per_px,
                     GArray *points)
{
  Reduction r;

  if (item->n == 0 || ys == NULL || !reduction_init (&r, item, columns_per_px))
    return;

  axis_set_out (&r.x, item->snap, snap_offset (item, columns_per_px), 1 / columns_per_px, 0);
  axis_set_out (&r.y, item->snap, snap_offset (item, columns_per_px), 1 / columns_per_px, 0);
  reduce (&r, ys, item->plot.width * columns_per_px, -INFINITY, INFINITY, points);
}

void
oriel_reduce_series_to_pixels (const OrielSeriesItem *item,
                               const double *ys,
                               const OrielReduceView *view,
                               GArray *points)
{
  Reduction r;

  if (item->n == 0 || ys == NULL || !reduction_init (&r, item, view->scale))
    return;

  axis_set_out (&r.x, item->snap, snap_offset (item, view->scale), 1, view->x);
  axis_set_out (&r.y, item->snap, snap_offset (item, view->scale), 1, view->y);
  reduce (&r, ys, item->plot.width * view->scale, view->left - view->x, view->right - view->x,
          points);
}
