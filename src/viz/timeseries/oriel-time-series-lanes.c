/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lanes: what is shown, stacked and scaled; see the header. */

#include "config.h"

#include "viz/timeseries/oriel-time-series-lanes.h"

#include "base/oriel-extremes.h"
#include "viz/timeseries/oriel-stacking.h"

#include <math.h>
#include <string.h>

#define MAX_ALIGNED_CELLS (200u * 1000 * 1000) /* of one stack: rows × series */

gsize
oriel_times_lower_bound (const gint64 *times, gsize n, gint64 time)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (times[middle] < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
oriel_time_series_is_shown (const OrielTimeSeries *series, const OrielVizState *state)
{
  if (series->options.hide_viz)
    return FALSE;
  return state == NULL || state->hidden == NULL || series->legend < 0 ||
         (guint) series->legend >= state->n_hidden || !state->hidden[series->legend];
}

/* The values as drawn when nothing is stacked: negated where that is asked for. */
static const double *
plain_values (const OrielTimeSeries *series, OrielArena *arena)
{
  double *values;

  if (series->options.transform != ORIEL_TRANSFORM_NEGATIVE_Y)
    return series->values;

  values = oriel_arena_new_array (arena, double, series->n + 1);
  for (gsize i = 0; i < series->n; i++)
    values[i] = isnan (series->values[i]) ? series->values[i] : -series->values[i];
  return values;
}

static OrielStackInput
stack_input (const OrielTimeSeries *series)
{
  const OrielSeriesOptions *options = &series->options;

  return (OrielStackInput){
    .values = series->values,
    .n_rows = series->n,
    .mode = options->stack_mode,
    .group = options->stack_group,
    .scale_key = series->scale_key,
    .draw_style = options->draw_style,
    .draw_variant = options->draw_style == ORIEL_DRAW_BARS   ? options->bar_alignment
                    : options->draw_style == ORIEL_DRAW_LINE ? (int) options->join
                                                             : 0,
    .transform = options->transform,
  };
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

static gboolean
have_same_times (const OrielTimeSeries *a, const OrielTimeSeries *b)
{
  return a->n == b->n &&
         (a->times == b->times || memcmp (a->times, b->times, sizeof (gint64) * a->n) == 0);
}

static const OrielTimeSeries *
member_at (const OrielTimeSeriesModel *model,
           const OrielLanes *lanes,
           const GArray *members,
           guint i)
{
  guint lane = g_array_index (members, guint, i);

  return oriel_time_series_at (model, g_array_index (lanes->lanes, OrielLane, lane).series);
}

/* All times of a group's series, ascending, each once. */
static const gint64 *
joined_times (const OrielTimeSeriesModel *model,
              const OrielLanes *lanes,
              const GArray *members,
              OrielArena *arena,
              gsize *n_rows)
{
  const OrielTimeSeries *first = member_at (model, lanes, members, 0);
  gboolean same = TRUE;
  gsize total = 0, n = 0;
  gint64 *times;

  for (guint i = 0; i < members->len; i++)
    {
      const OrielTimeSeries *series = member_at (model, lanes, members, i);

      same = same && have_same_times (first, series);
      total += series->n;
    }
  *n_rows = first->n;
  if (same)
    return first->times;

  times = oriel_arena_new_array (arena, gint64, total + 1);
  for (guint i = 0; i < members->len; i++)
    {
      const OrielTimeSeries *series = member_at (model, lanes, members, i);

      memcpy (times + n, series->times, sizeof (gint64) * series->n);
      n += series->n;
    }
  qsort (times, n, sizeof (gint64), compare_times);
  *n_rows = 0;
  for (gsize i = 0; i < n; i++)
    if (*n_rows == 0 || times[*n_rows - 1] != times[i])
      times[(*n_rows)++] = times[i];
  return times;
}

/* A series' values at other times; what it does not have is null. */
static const double *
align_values (const OrielTimeSeries *series, const gint64 *times, gsize n_rows, OrielArena *arena)
{
  double *values;
  gsize at = 0;

  if (series->times == times && series->n == n_rows)
    return series->values;

  values = oriel_arena_new_array (arena, double, n_rows + 1);
  for (gsize i = 0; i < n_rows; i++)
    {
      while (at < series->n && series->times[at] < times[i])
        at++;
      values[i] =
        at < series->n && series->times[at] == times[i] ? series->values[at] : oriel_null ();
    }
  return values;
}

/* Stacks one group: every lane gets the common times, its edge, and the edge below it. */
static void
stack_lanes (OrielLanes *lanes,
             const OrielTimeSeriesModel *model,
             const OrielStackGroup *group,
             OrielArena *arena)
{
  guint n = group->series->len;
  g_autofree OrielStackInput *inputs = g_new0 (OrielStackInput, n);
  g_autofree double **edges = g_new0 (double *, n);
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (OrielStackGroup));
  OrielStackGroup all = { group->direction, g_array_new (FALSE, FALSE, sizeof (guint)) };
  gsize n_rows;
  const gint64 *times = joined_times (model, lanes, group->series, arena, &n_rows);

  for (guint i = 0; i < n && n_rows <= MAX_ALIGNED_CELLS / n; i++)
    {
      OrielLane *lane =
        &g_array_index (lanes->lanes, OrielLane, g_array_index (group->series, guint, i));
      const OrielTimeSeries *series = oriel_time_series_at (model, lane->series);

      inputs[i] = stack_input (series);
      inputs[i].values = align_values (series, times, n_rows, arena);
      edges[i] = oriel_arena_new_array (arena, double, n_rows + 1);
      lane->n = n_rows;
      lane->times = times;
      lane->values = edges[i];
      lane->base = i > 0 ? edges[i - 1] : NULL;
      lane->is_stacked = TRUE;
      g_array_append_val (all.series, i);
    }

  g_array_append_val (whole, all);
  if (all.series->len == n)
    oriel_stack_values (inputs, n, n_rows, whole, edges, NULL);
  g_array_unref (all.series);
}

static void
stack_all (OrielLanes *lanes, const OrielTimeSeriesModel *model, OrielArena *arena)
{
  guint n = lanes->lanes->len;
  g_autofree OrielStackInput *inputs = g_new0 (OrielStackInput, n + 1);
  g_autoptr (GArray) groups = NULL;

  for (guint i = 0; i < n; i++)
    inputs[i] =
      stack_input (oriel_time_series_at (model, g_array_index (lanes->lanes, OrielLane, i).series));
  groups = oriel_stack_groups (inputs, n);
  for (guint g = 0; g < groups->len; g++)
    stack_lanes (lanes, model, &g_array_index (groups, OrielStackGroup, g), arena);
}

/* Value of a lane at a time, between its samples on a straight line. */
static double
value_at (const OrielLane *lane, gint64 time)
{
  gsize i = oriel_times_lower_bound (lane->times, lane->n, time);
  double part;

  if (i < lane->n && lane->times[i] == time)
    return lane->values[i];
  if (i == 0 || i == lane->n)
    return oriel_null ();
  part = (double) (time - lane->times[i - 1]) / (double) (lane->times[i] - lane->times[i - 1]);
  return lane->values[i - 1] + part * (lane->values[i] - lane->values[i - 1]);
}

/* The lower edge of a band: the other series where it lies below, else the upper edge itself. */
static const double *
band_base (const OrielLane *upper, const OrielLane *lower, OrielArena *arena)
{
  double *base = oriel_arena_new_array (arena, double, upper->n + 1);

  for (gsize i = 0; i < upper->n; i++)
    {
      double value =
        lower->times == upper->times ? lower->values[i] : value_at (lower, upper->times[i]);

      base[i] = isnan (value) || value > upper->values[i] ? upper->values[i] : value;
    }
  return base;
}

static OrielLane *
find_lane (OrielLanes *lanes, const OrielTimeSeriesModel *model, const char *label)
{
  for (guint i = 0; i < lanes->lanes->len; i++)
    {
      OrielLane *lane = &g_array_index (lanes->lanes, OrielLane, i);

      if (g_strcmp0 (oriel_time_series_at (model, lane->series)->label, label) == 0)
        return lane;
    }
  return NULL;
}

static void
make_bands (OrielLanes *lanes, const OrielTimeSeriesModel *model, OrielArena *arena)
{
  for (guint i = 0; i < lanes->lanes->len; i++)
    {
      OrielLane *lane = &g_array_index (lanes->lanes, OrielLane, i);
      const char *below = oriel_time_series_at (model, lane->series)->options.fill_below_to;
      OrielLane *lower = below != NULL ? find_lane (lanes, model, below) : NULL;

      if (lower != NULL && lower != lane)
        lane->base = band_base (lane, lower, arena);
    }
}

static guint
find_scale (GArray *scales, const OrielTimeSeries *series, guint index)
{
  OrielLaneScale made = {
    .key = series->scale_key,
    .first = index,
    .options = series->options.scale,
    .data_min = oriel_null (),
    .data_max = oriel_null (),
    .place = series->options.axis_place,
    .axis = -1,
  };

  for (guint i = 0; i < scales->len; i++)
    if (strcmp (g_array_index (scales, OrielLaneScale, i).key, series->scale_key) == 0)
      return i;

  g_array_append_val (scales, made);
  return scales->len - 1;
}

/* The extremes of what is above 0, which is all that a logarithm has. */
static void
add_positive (const double *values, gsize n, double *least, double *greatest)
{
  for (gsize i = 0; i < n; i++)
    if (values[i] > 0)
      {
        *least = MIN (*least, values[i]);
        *greatest = MAX (*greatest, values[i]);
      }
}

/* Widens the scale by what the lane has within the range. */
static void
include_lane (OrielLaneScale *scale,
              const OrielLane *lane,
              const OrielTimeSeries *series,
              const OrielTimeSpan *range)
{
  gsize first = oriel_times_lower_bound (lane->times, lane->n, range->from_ms);
  gsize end = range->to_ms < G_MAXINT64
                ? oriel_times_lower_bound (lane->times, lane->n, range->to_ms + 1)
                : lane->n;
  double least = INFINITY, greatest = -INFINITY;

  if (first >= end)
    return;
  if (scale->options.kind == ORIEL_SCALE_LOG)
    add_positive (lane->values + first, end - first, &least, &greatest);
  else if (lane->values == series->config->column->numbers)
    oriel_column_add_extremes (series->config->column, first, end, &least, &greatest);
  else
    oriel_extremes_add (lane->values + first, end - first, &least, &greatest);
  if (least > greatest)
    return;
  scale->data_min = oriel_min_of (scale->data_min, least);
  scale->data_max = oriel_max_of (scale->data_max, greatest);
}

static void
find_ranges (OrielLanes *lanes, const OrielTimeSeriesModel *model)
{
  for (guint i = 0; i < lanes->lanes->len; i++)
    {
      OrielLane *lane = &g_array_index (lanes->lanes, OrielLane, i);

      include_lane (&g_array_index (lanes->scales, OrielLaneScale, lane->scale), lane,
                    oriel_time_series_at (model, lane->series), &model->range);
    }
  for (guint i = 0; i < lanes->scales->len; i++)
    {
      OrielLaneScale *scale = &g_array_index (lanes->scales, OrielLaneScale, i);

      scale->is_shown =
        oriel_scale_range (&scale->options, scale->data_min, scale->data_max, &scale->scale);
    }
}

void
oriel_lanes_init (OrielLanes *lanes,
                  const OrielTimeSeriesModel *model,
                  const OrielVizState *state,
                  OrielArena *arena)
{
  lanes->lanes = g_array_new (FALSE, TRUE, sizeof (OrielLane));
  lanes->scales = g_array_new (FALSE, TRUE, sizeof (OrielLaneScale));
  for (guint i = 0; i < model->series->len; i++)
    {
      const OrielTimeSeries *series = oriel_time_series_at (model, i);
      OrielLane lane = { .series = i, .n = series->n, .times = series->times };

      if (!oriel_time_series_is_shown (series, state))
        continue;
      lane.scale = find_scale (lanes->scales, series, i);
      lane.values = plain_values (series, arena);
      g_array_append_val (lanes->lanes, lane);
    }
  stack_all (lanes, model, arena);
  make_bands (lanes, model, arena);
  find_ranges (lanes, model);
}

void
oriel_lanes_clear (OrielLanes *lanes)
{
  g_array_unref (lanes->lanes);
  g_array_unref (lanes->scales);
}
