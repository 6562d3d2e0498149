/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counting samples into buckets; see the header. */

#include "config.h"

#include "transform/oriel-heat-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-duration.h"
#include "base/oriel-json.h"

#define DEFAULT_X_BUCKETS 20
#define DEFAULT_Y_BUCKETS 10
#define MAX_BUCKETS (4u * 1000 * 1000)
#define MIN_EXPONENT (-16)
#define MAX_EXPONENT 16

#define SECOND 1e3
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)

/* Widths of columns that a count may lead to, in ms. */
static const double time_steps[] = {
  1,          2,          4,           5,           10,          20,          25,       40,
  50,         100,        200,         250,         400,         500,         SECOND,   2 * SECOND,
  4 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 20 * SECOND, 30 * SECOND, MINUTE,   2 * MINUTE,
  4 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR,     2 * HOUR,
  4 * HOUR,   6 * HOUR,   8 * HOUR,    12 * HOUR,   18 * HOUR,   DAY,         2 * DAY,  3 * DAY,
  4 * DAY,    5 * DAY,    6 * DAY,     7 * DAY,     10 * DAY,    15 * DAY,    30 * DAY, 45 * DAY,
  60 * DAY,   90 * DAY,   180 * DAY,   YEAR,        2 * YEAR,    3 * YEAR,    4 * YEAR, 5 * YEAR,
  6 * YEAR,   7 * YEAR,   8 * YEAR,    9 * YEAR,    10 * YEAR,
};

/* A size of x: a number of ms, or a duration. 0 when it says nothing. */
static double
read_size (JsonObject *buckets, gboolean may_be_duration)
{
  const char *text = oriel_json_string (buckets, "value", NULL);
  double number = oriel_json_number (buckets, "value", NAN);
  char *end = NULL;
  OrielDuration duration;

  if (!isnan (number) || text == NULL || !may_be_duration)
    return isfinite (number) && number > 0 ? number : 0;

  number = g_ascii_strtod (text, &end);
  if (end != text && g_ascii_strcasecmp (end, "ms") == 0)
    return isfinite (number) && number > 0 ? trunc (number) : 0;
  if (!oriel_duration_is_valid (text))
    return 0;
  oriel_duration_parse (text, &duration);
  return MAX ((double) oriel_duration_add (&duration, 0, oriel_time_zone_utc ()), 0);
}

static void
read_axis (OrielHeatAxis *axis, JsonObject *buckets, gboolean is_time)
{
  axis->by_count = strcmp (oriel_json_string (buckets, "mode", "size"), "count") == 0;
  axis->size = read_size (buckets, is_time && !axis->by_count);
}

void
oriel_heat_options_from_json (OrielHeatOptions *options, JsonObject *calculation)
{
  JsonObject *y = oriel_json_object (calculation, "yBuckets");
  JsonObject *scale = oriel_json_object (y, "scale");

  memset (options, 0, sizeof *options);
  options->x_min = options->x_max = oriel_null ();
  read_axis (&options->x, oriel_json_object (calculation, "xBuckets"), TRUE);
  read_axis (&options->y, y, FALSE);
  if (strcmp (oriel_json_string (scale, "type", "linear"), "log") == 0)
    options->y.log_base = oriel_json_int (scale, "log", 2) == 10 ? 10 : 2;
}

/* What is known of the samples before they are counted. */
typedef struct
{
  double x_min, x_max, y_min, y_max;
  gsize n;
} Extent;

static gboolean
is_counted (double y, int log_base)
{
  return isfinite (y) && (log_base == 0 || y > 0);
}

static void
include_field (Extent *extent, const OrielColumn *times, const OrielColumn *values, int log_base)
{
  for (gsize i = 0; i < values->n_rows; i++)
    {
      double x = (double) times->times[i], y = values->numbers[i];

      if (times->times[i] == ORIEL_TIME_NULL || !is_counted (y, log_base))
        continue;
      extent->x_min = MIN (extent->x_min, x);
      extent->x_max = MAX (extent->x_max, x);
      extent->y_min = MIN (extent->y_min, y);
      extent->y_max = MAX (extent->y_max, y);
      extent->n++;
    }
}

static void
count_field (OrielHeatGrid *grid, const OrielColumn *times, const OrielColumn *values)
{
  for (gsize i = 0; i < values->n_rows; i++)
    {
      double y = values->numbers[i], column, row;

      if (times->times[i] == ORIEL_TIME_NULL || !is_counted (y, grid->log_base))
        continue;
      if (grid->log_base != 0)
        y = grid->log_base == 2 ? log2 (y) : log10 (y);
      column = floor ((double) times->times[i] / grid->x_step) - round (grid->x_min / grid->x_step);
      row = floor (y / grid->y_step) - round (grid->y_min / grid->y_step);
      if (column >= 0 && column < (double) grid->n_x && row >= 0 && row < (double) grid->n_y)
        grid->counts[(gsize) column * grid->n_y + (gsize) row]++;
    }
}

/* Calls for each number field of a frame that has a time. */
typedef void (*FieldFunc) (gpointer data, const OrielColumn *times, const OrielColumn *values);

static void
each_field (GPtrArray *frames, FieldFunc func, gpointer data)
{
  for (guint i = 0; frames != NULL && i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

      for (guint k = 0; time != NULL && k < frame->fields->len; k++)
        if (oriel_frame_field (frame, k)->type == ORIEL_FIELD_NUMBER)
          func (data, time->column, oriel_frame_field (frame, k)->column);
    }
}

typedef struct
{
  Extent extent;
  int log_base;
} ExtentRequest;

static void
include_cb (gpointer data, const OrielColumn *times, const OrielColumn *values)
{
  ExtentRequest *request = data;

  include_field (&request->extent, times, values, request->log_base);
}

static void
count_cb (gpointer data, const OrielColumn *times, const OrielColumn *values)
{
  count_field (data, times, values);
}

static void
find_first (OrielHeatGrid *grid, GPtrArray *frames)
{
  for (guint i = 0; frames != NULL && i < frames->len && grid->value == NULL; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      grid->time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
      grid->value = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
      grid->of_frame = frame;
      if (grid->time == NULL)
        grid->value = NULL;
    }
}

/* The greatest of the usual widths that is not above `wanted`: 1, 1.5, 2 … 9.5 times a power of
 * ten, from 1 on whole numbers only. */
static double
linear_step (double wanted)
{
  double best = 0;

  if (!(wanted > 0))
    return 1;
  for (int exponent = MIN_EXPONENT; exponent < MAX_EXPONENT; exponent++)
    for (int half = 2; half < 20; half++)
      {
        g_autofree char *text = g_strdup_printf ("%d.%de%d", half / 2, half % 2 * 5, exponent);
        double step = g_ascii_strtod (text, NULL);

        if (step > wanted && best > 0)
          return best;
        if (exponent < 0 || step == trunc (step))
          best = step;
      }
  return best;
}

static double
time_step (double wanted)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (time_steps) && time_steps[i + 1] <= wanted)
    i++;
  return time_steps[i];
}

static double
step_of (const OrielHeatAxis *axis, double span, double default_count, gboolean is_time)
{
  double count = axis->size > 0 ? axis->size : default_count;

  if (!axis->by_count && axis->size > 0)
    return axis->size;
  return is_time ? time_step (span / MAX (count - 1, 1)) : linear_step (span / MAX (count - 1, 1));
}

/* Divides a span into buckets at multiples of `step`; returns how many. */
static double
divide (double min, double max, double step, double *first)
{
  *first = floor (min / step) * step;
  return round ((floor (max / step) * step - *first) / step) + 1;
}

static double
measure (double y, int log_base)
{
  return log_base == 2 ? log2 (y) : log_base == 10 ? log10 (y) : y;
}

static gboolean
set_buckets (OrielHeatGrid *grid, const Extent *extent, const OrielHeatOptions *options)
{
  double x_min = oriel_is_null (options->x_min) ? extent->x_min : options->x_min;
  double x_max = oriel_is_null (options->x_max) ? extent->x_max : options->x_max;
  double n_x, n_y;

  grid->log_base = options->y.log_base;
  grid->x_step = step_of (&options->x, x_max - x_min, DEFAULT_X_BUCKETS, TRUE);
  grid->y_step = grid->log_base != 0
                   ? 1 / (options->y.size > 0 ? options->y.size : 1)
                   : step_of (&options->y, extent->y_max - extent->y_min, DEFAULT_Y_BUCKETS, FALSE);
  n_x = divide (x_min, x_max, grid->x_step, &grid->x_min);
  n_y = divide (measure (extent->y_min, grid->log_base), measure (extent->y_max, grid->log_base),
                grid->y_step, &grid->y_min);
  if (!(n_x >= 1) || !(n_y >= 1) || !(n_x * n_y <= MAX_BUCKETS))
    return FALSE;

  grid->n_x = (gsize) n_x;
  grid->n_y = (gsize) n_y;
  grid->counts = g_new0 (double, grid->n_x * grid->n_y);
  return TRUE;
}

gboolean
oriel_heat_grid_init (OrielHeatGrid *grid,
                      GPtrArray *frames,
                      const OrielHeatOptions *options,
                      GError **error)
{
  ExtentRequest request = {
    { INFINITY, -INFINITY, INFINITY, -INFINITY, 0 },
    options->y.log_base,
  };

  memset (grid, 0, sizeof *grid);
  find_first (grid, frames);
  each_field (frames, include_cb, &request);
  if (request.extent.n == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("There are no numbers over time to calculate a heatmap from."));
      return FALSE;
    }
  if (!set_buckets (grid, &request.extent, options))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The heatmap would have too many buckets."));
      return FALSE;
    }
  each_field (frames, count_cb, grid);
  return TRUE;
}

double
oriel_heat_grid_y (const OrielHeatGrid *grid, gsize i)
{
  double y = grid->y_min + (double) i * grid->y_step;

  return grid->log_base != 0 ? pow (grid->log_base, y) : y;
}

void
oriel_heat_grid_clear (OrielHeatGrid *grid)
{
  g_clear_pointer (&grid->counts, g_free);
}
