/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-window.h. Sums of the distances from the mean of all numbers are kept in extended
 * precision: what leaves the window takes away exactly what it brought. What is not finite is
 * counted, not summed. */

#include "config.h"

#include "transform/oriel-window.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"

typedef struct
{
  long double sum, squares; /* of the distances from `center` */
  double center;
  gsize n;          /* numbers in the window */
  gsize n_unusable; /* of them NaN or infinite */
} Window;

gboolean
oriel_window_kind_from_name (const char *id, OrielWindowKind *kind)
{
  static const char *const names[] = {
    [ORIEL_WINDOW_MEAN] = "mean",
    [ORIEL_WINDOW_VARIANCE] = "variance",
    [ORIEL_WINDOW_STANDARD_DEVIATION] = "stdDev",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], id) == 0)
      {
        *kind = (OrielWindowKind) i;
        return TRUE;
      }

  return FALSE;
}

static void
shift (Window *window, double number, int sign)
{
  long double distance = (long double) number - window->center;

  if (oriel_is_null (number))
    return;

  window->n += (gsize) sign;
  if (!isfinite (number))
    {
      window->n_unusable += (gsize) sign;
      return;
    }
  window->sum += sign * distance;
  window->squares += sign * distance * distance;
}

static double
statistic (const Window *window, OrielWindowKind kind)
{
  long double mean, variance;

  if (window->n == 0)
    return 0;
  if (window->n_unusable > 0)
    return NAN;

  mean = window->sum / window->n;
  if (kind == ORIEL_WINDOW_MEAN)
    return (double) (mean + window->center);

  variance = MAX (0, window->squares / window->n - mean * mean);
  return (double) (kind == ORIEL_WINDOW_VARIANCE ? variance : sqrtl (variance));
}

static double
mean_of_finite (const double *numbers, gsize n)
{
  double mean = 0, count = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (numbers[i]))
      {
        count++;
        mean += (numbers[i] - mean) / count;
      }

  return mean;
}

/* Grafana's trailing mean: a number only leaves when another comes, so that a null keeps for
 * good what should have left with it. */
static double *
calculate_trailing_mean (const double *numbers, gsize n, double size)
{
  Window window = { .center = mean_of_finite (numbers, n) };
  double *out = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      if (!oriel_is_null (numbers[i]))
        {
          shift (&window, numbers[i], 1);
          if ((double) i > size - 1)
            shift (&window, numbers[i - (gsize) size], -1);
        }
      out[i] = statistic (&window, ORIEL_WINDOW_MEAN);
    }

  return out;
}

double *
oriel_window_calculate (const double *numbers,
                        gsize n,
                        double size,
                        OrielWindowKind kind,
                        gboolean centered)
{
  double before = centered ? floor (size / 2) : size - 1;
  double after = centered ? ceil (size / 2) - 1 : 0;
  Window window = { .center = mean_of_finite (numbers, n) };
  double *out;
  gsize first = 0, end = 0; /* the window is [first, end) */

  if (kind == ORIEL_WINDOW_MEAN && !centered)
    return calculate_trailing_mean (numbers, n, size);

  out = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      for (; end < n && (double) end <= (double) i + after; end++)
        shift (&window, numbers[end], 1);
      for (; (double) first < (double) i - before; first++)
        shift (&window, numbers[first], -1);
      out[i] = statistic (&window, kind);
    }

  return out;
}
