/* SPDX-License-Identifier: GPL-3.0-or-later */

/* smoothing: a moving mean whose window is chosen so that the line is as calm as it can be while
 * its outliers stay (ASAP: Rong and Bailis, “Prioritizing Attention in Time Series”, VLDB 2017).
 * The search and its order are those of the JavaScript package `downsample`, which Grafana
 * calls. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

#define DEFAULT_RESOLUTION 100

/* The search costs the square of the resolution. */
#define MAX_RESOLUTION 5000

/* Correlations below this are no period. */
#define PEAK_THRESHOLD 0.2

/* A series of numbers with their times. */
typedef struct
{
  double *times, *values;
  gsize n;
} Series;

static void
series_init (Series *series, gsize n)
{
  series->times = g_new (double, n);
  series->values = g_new (double, n);
  series->n = 0;
}

static void
series_clear (Series *series)
{
  g_free (series->times);
  g_free (series->values);
}

static void
series_add (Series *series, double time, double value)
{
  series->times[series->n] = time;
  series->values[series->n++] = value;
}

/* The rows that have a time and a number. */
static void
series_read (Series *series, const OrielField *time, const OrielField *value)
{
  series_init (series, value->column->n_rows);
  for (gsize i = 0; i < value->column->n_rows; i++)
    if (time->column->times[i] != ORIEL_TIME_NULL && !isnan (value->column->numbers[i]))
      series_add (series, (double) time->column->times[i], value->column->numbers[i]);
}

/* Means of `window` numbers, every `slide` numbers; `out` holds enough. Returns their number. */
static gsize
moving_mean (const double *values, gsize n, gsize window, gsize slide, double *out)
{
  double sum = 0;
  gsize n_out = 0;

  for (gsize i = 0; i < window && i < n; i++)
    sum += values[i];

  for (gsize i = window; i <= n; i++)
    {
      if ((i - window) % slide == 0)
        out[n_out++] = sum / (double) window;
      if (i < n)
        sum += values[i] - values[i - window];
    }

  return n_out;
}

/* The same with times: each mean stands in the middle of its window. */
static void
smooth_series (const Series *series, gsize window, gsize slide, Series *out)
{
  series_init (out, series->n + 1);
  out->n = moving_mean (series->values, series->n, window, slide, out->values);
  for (gsize i = 0; i < out->n; i++)
    out->times[i] = (series->times[i * slide] + series->times[i * slide + window - 1]) / 2;
}

static double
mean (const double *values, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];

  return sum / (double) n;
}

/* Standard deviation of the steps; NaN for fewer than two numbers. */
static double
roughness (const double *values, gsize n)
{
  double average = 0, sum = 0;

  if (n < 2)
    return NAN;

  for (gsize i = 0; i + 1 < n; i++)
    average += values[i + 1] - values[i];
  average /= (double) (n - 1);
  for (gsize i = 0; i + 1 < n; i++)
    {
      double off = values[i + 1] - values[i] - average;

      sum += off * off;
    }

  return sqrt (sum / (double) (n - 1));
}

static double
kurtosis (const double *values, gsize n)
{
  double average = mean (values, n), fourth = 0, variance = 0;

  for (gsize i = 0; i < n; i++)
    {
      double square = (values[i] - average) * (values[i] - average);

      fourth += square * square;
      variance += square;
    }

  return (double) n * fourth / (variance * variance);
}

/* What the search knows. */
typedef struct
{
  const Series *series;
  double *correlations; /* by lag; 0 is not used */
  GArray *peaks;        /* of gsize: lags */
  double max_correlation;
  double original_kurtosis, min_roughness;
  double *smoothed; /* room for the trials */
} Search;

/* The correlation with itself `lag` later, in a circle of the next power of two, as the transform
 * that the package uses has it. */
static double
correlation (const double *values, gsize n, double average, gsize circle, gsize lag)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      gsize other = (i + lag) % circle;

      if (other < n)
        sum += (values[i] - average) * (values[other] - average);
    }

  return sum;
}

static void
correlate (Search *search, gsize n_lags)
{
  const Series *series = search->series;
  double average = mean (series->values, series->n);
  gsize circle = (gsize) pow (2, trunc (log2 ((double) series->n)) + 1);
  double own = correlation (series->values, series->n, average, circle, 0);

  search->correlations = g_new (double, n_lags + 1);
  search->correlations[0] = NAN;
  for (gsize lag = 1; lag < n_lags; lag++)
    search->correlations[lag] = correlation (series->values, series->n, average, circle, lag) / own;
}

static void
note_peak (Search *search, gsize lag)
{
  if (lag <= 1 || !(search->correlations[lag] > PEAK_THRESHOLD))
    return;

  g_array_append_val (search->peaks, lag);
  if (search->correlations[lag] > search->max_correlation)
    search->max_correlation = search->correlations[lag];
}

/* Lags at which the series is most like itself; all lags where there are none. */
static void
find_peaks (Search *search, gsize n_lags)
{
  const double *values = search->correlations;
  gboolean rising = FALSE;
  gsize top = 1;

  for (gsize i = 2; i < n_lags; i++)
    {
      if (!rising && values[i] > values[i - 1])
        {
          top = i;
          rising = TRUE;
        }
      else if (rising && values[i] > values[top])
        top = i;
      else if (rising && values[i] < values[i - 1])
        {
          note_peak (search, top);
          rising = FALSE;
        }
    }

  if (search->peaks->len <= 1)
    for (gsize i = 2; i < n_lags; i++)
      g_array_append_val (search->peaks, i);
}

/* Tries a window; TRUE when the outliers stay. `best` takes it when the line is calmer than any
 * so far. */
static gboolean
try_window (Search *search, gsize window, gsize *best)
{
  gsize n = moving_mean (search->series->values, search->series->n, window, 1, search->smoothed);
  double rough;

  if (!(kurtosis (search->smoothed, n) >= search->original_kurtosis))
    return FALSE;

  rough = roughness (search->smoothed, n);
  if (rough < search->min_roughness)
    {
      search->min_roughness = rough;
      *best = window;
    }
  return TRUE;
}

/* ECMAScript's Math.max(): what is no number stays none. */
static double
maximum (double a, double b)
{
  return isnan (a) || isnan (b) ? NAN : MAX (a, b);
}

/* Windows between the last one that is good and the next: halving what is left. */
static gsize
search_between (Search *search, double head, double tail, gsize best)
{
  while (head <= tail)
    {
      double window = oriel_number_round ((head + tail) / 2);

      if (window >= 1 && window <= (double) search->series->n &&
          try_window (search, (gsize) window, &best))
        head = window + 1;
      else
        tail = window - 1;
    }

  return best;
}

static gsize
search_window (Search *search)
{
  const double *correlations = search->correlations;
  double low = 1, tail = (double) search->series->n / 10;
  gint64 largest = -1;
  gsize best = 1;

  for (gint64 i = (gint64) search->peaks->len - 1; i >= 0; i--)
    {
      gsize window = g_array_index (search->peaks, gsize, i);

      if ((double) window < low || window == 1)
        break;
      if (sqrt (1 - correlations[window]) * (double) best >
          sqrt (1 - correlations[best]) * (double) window)
        continue;
      if (!try_window (search, window, &best))
        continue;

      low = oriel_number_round (maximum (
        (double) window * sqrt ((search->max_correlation - 1) / (correlations[window] - 1)), low));
      if (largest < 0)
        largest = i;
    }

  if (largest > 0)
    {
      if (largest < (gint64) search->peaks->len - 2)
        tail = (double) g_array_index (search->peaks, gsize, largest + 1);
      low = maximum (low, (double) g_array_index (search->peaks, gsize, largest) + 1);
    }

  return search_between (search, low, tail, best);
}

/* The series smoothed at that resolution. */
static void
smooth (const Series *series, gsize resolution, Series *out)
{
  Search search = { .series = series, .peaks = g_array_new (FALSE, FALSE, sizeof (gsize)) };
  gsize n_lags = (gsize) oriel_number_round ((double) series->n / 10);

  correlate (&search, n_lags);
  find_peaks (&search, n_lags);
  search.original_kurtosis = kurtosis (series->values, series->n);
  search.min_roughness = roughness (series->values, series->n);
  search.smoothed = g_new (double, series->n + 1);
  smooth_series (series, search_window (&search), 1, out);
  g_array_unref (search.peaks);
  g_free (search.correlations);
  g_free (search.smoothed);
}

/* Longer series are thinned out first. */
static void
smooth_at_resolution (const Series *series, gsize resolution, Series *out)
{
  Series thin;
  gsize scale = series->n / resolution;

  if (scale < 2)
    {
      smooth (series, resolution, out);
      return;
    }

  smooth_series (series, scale, scale, &thin);
  smooth_at_resolution (&thin, resolution, out);
  series_clear (&thin);
}

/* The stretch of `series` around `time`: the first whose ends enclose it, looked for from the last
 * one on where times ascend; the whole series when there is none. */
static void
find_stretch (const Series *series, double time, gsize *at, gsize *left, gsize *right)
{
  for (gsize i = *at; i + 1 < series->n; i++)
    if (series->times[i] <= time && series->times[i + 1] >= time)
      {
        *at = *left = i;
        *right = i + 1;
        return;
      }

  *left = 0;
  *right = series->n - 1;
}

static double
interpolate (const Series *series, double time, gsize left, gsize right)
{
  double x0 = series->times[left], x1 = series->times[right];

  if (x0 == time || x0 == x1)
    return series->values[left];
  if (x1 == time)
    return series->values[right];

  return series->values[left] +
         (time - x0) / (x1 - x0) * (series->values[right] - series->values[left]);
}

static gboolean
ascends (const Series *series)
{
  for (gsize i = 1; i < series->n; i++)
    if (series->times[i] < series->times[i - 1])
      return FALSE;

  return TRUE;
}

/* The values of a field at the times of the smoothed series. */
static OrielColumn *
values_at (const OrielField *time, const OrielField *value, const Series *smoothed)
{
  double *numbers = g_new (double, smoothed->n);
  Series series;
  gboolean ascending;
  gsize at = 0, left, right;

  series_read (&series, time, value);
  ascending = ascends (&series);
  for (gsize i = 0; i < smoothed->n; i++)
    {
      numbers[i] = NAN;
      if (series.n == 0)
        continue;
      if (!ascending)
        at = 0;
      find_stretch (&series, smoothed->times[i], &at, &left, &right);
      numbers[i] = interpolate (&series, smoothed->times[i], left, right);
    }

  series_clear (&series);
  return oriel_column_from_numbers (numbers, smoothed->n);
}

static OrielFrame *
smoothed_frame (const OrielFrame *frame, const OrielField *time, const Series *smoothed)
{
  OrielFrame *result = oriel_frame_new_like (frame, smoothed->n);
  g_autoptr (OrielColumn) stamps = oriel_column_from_numbers (
    g_memdup2 (smoothed->times, smoothed->n * sizeof (double)), smoothed->n);
  g_autoptr (OrielColumn) times = oriel_column_times_of_numbers (stamps);

  g_free (result->name);
  result->name = g_strdup_printf (
    "%s (smoothed)", frame->name != NULL && *frame->name != '\0' ? frame->name : "Data");
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autoptr (OrielColumn) column = NULL;
      OrielField *added;

      if (field->column->type == ORIEL_FIELD_TIME)
        column = oriel_column_ref (times);
      else if (field->column->type == ORIEL_FIELD_NUMBER)
        column = values_at (time, field, smoothed);
      else
        column = oriel_column_slice (field->column, 0, smoothed->n);
      added = oriel_frame_add_copy (result, field, column);
      if (field->column->type == ORIEL_FIELD_NUMBER)
        {
          g_free (added->name);
          added->name = g_strdup_printf ("%s (smoothed)", field->name);
        }
    }

  return result;
}

/* All fields of a frame get the times that suit its first number. */
static OrielFrame *
smooth_frame (OrielFrame *frame, gsize resolution)
{
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  const OrielField *value = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
  Series series, smoothed;
  OrielFrame *result;

  if (time == NULL || value == NULL || time->column->type != ORIEL_FIELD_TIME ||
      value->column->type != ORIEL_FIELD_NUMBER)
    return oriel_frame_ref (frame);

  series_read (&series, time, value);
  if (series.n == 0)
    {
      series_clear (&series);
      return oriel_frame_ref (frame);
    }

  smooth_at_resolution (&series, resolution, &smoothed);
  result = smoothed_frame (frame, time, &smoothed);
  series_clear (&series);
  series_clear (&smoothed);
  return result;
}

GPtrArray *
oriel_transform_smoothing (JsonObject *options,
                           GPtrArray *frames,
                           const OrielTransformContext *context,
                           GError **error)
{
  gint64 resolution = oriel_json_int (options, "resolution", DEFAULT_RESOLUTION);
  GPtrArray *results = oriel_frames_new ();

  resolution = CLAMP (resolution, 1, MAX_RESOLUTION);
  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (results, smooth_frame (g_ptr_array_index (frames, i), (gsize) resolution));

  return results;
}
