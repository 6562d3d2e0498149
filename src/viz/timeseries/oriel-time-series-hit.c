/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is under the pointer, the rows of a tooltip, and the picture in words. */

#include "config.h"

#include "base/oriel-date-format.h"
#include "viz/timeseries/oriel-time-series-lanes.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SNAP_PX 15.0    /* along x, to a sample with a value */
#define FOCUS_PX 30.0   /* along y, to a series */
#define SCAN_LIMIT 4096 /* samples looked at on each side */
#define MAX_TIPS 1000
#define MAX_DESCRIBED 8

/* The sample with a value nearest to `time`; FALSE when none lies within `reach_ms`. */
static gboolean
nearest_sample (const OrielLane *lane, double time, double reach_ms, gsize *row)
{
  gsize right = oriel_times_lower_bound (lane->times, lane->n, (gint64) ceil (time));
  gsize left = right;
  double left_distance = INFINITY, right_distance = INFINITY;

  for (guint i = 0; left > 0 && i < SCAN_LIMIT && isinf (left_distance); i++)
    if (!isnan (lane->values[--left]))
      left_distance = time - (double) lane->times[left];
  for (guint i = 0; right < lane->n && i < SCAN_LIMIT; i++, right++)
    if (!isnan (lane->values[right]))
      {
        right_distance = (double) lane->times[right] - time;
        break;
      }

  if (!(MIN (left_distance, right_distance) <= reach_ms))
    return FALSE;
  *row = left_distance <= right_distance ? left : right;
  return TRUE;
}

/* The row of the frame that a sample came from: nulls may have been put between. */
static int
row_in_frame (const OrielTimeSeries *series, gint64 time)
{
  const OrielField *field = oriel_frame_first_field (series->origin, ORIEL_FIELD_TIME, NULL);
  gsize row = oriel_times_lower_bound (field->column->times, series->origin->n_rows, time);

  if (row < series->origin->n_rows && field->column->times[row] == time)
    return (int) row;
  for (row = 0; row < series->origin->n_rows; row++)
    if (field->column->times[row] == time)
      return (int) row;
  return -1;
}

/* What a nearest-series search compares with. */
typedef struct
{
  const OrielTimeSeriesModel *model;
  const OrielScenePlot *plot;
  double x, y;
  double best; /* px */
} Search;

static void
search_lane (Search *search, const OrielLanes *lanes, const OrielLane *lane, OrielHit *hit)
{
  const OrielTimeSeries *series = oriel_time_series_at (search->model, lane->series);
  const OrielLaneScale *scale = &g_array_index (lanes->scales, OrielLaneScale, lane->scale);
  double ms_per_px = (search->plot->x_max - search->plot->x_min) / search->plot->rect.width;
  double time = search->plot->x_min + (search->x - search->plot->rect.x) * ms_per_px;
  double y, distance;
  gsize row;

  if (!scale->is_shown || series->options.hide_tooltip ||
      !nearest_sample (lane, time, SNAP_PX * ms_per_px, &row))
    return;

  y = search->plot->rect.y +
      search->plot->rect.height * (1 - oriel_scale_position (&scale->scale, lane->values[row]));
  distance = fabs (y - search->y);
  if (!(distance < search->best))
    return;

  search->best = distance;
  hit->kind = ORIEL_HIT_SAMPLE;
  hit->frame = (int) series->frame;
  hit->field = (int) series->field;
  hit->row = row_in_frame (series, lane->times[row]);
  hit->x_value = (double) lane->times[row];
  hit->y_value = lane->values[row];
}

static gboolean
is_within (const OrielRect *rect, double x, double y)
{
  return x >= rect->x && x <= rect->x + rect->width && y >= rect->y && y <= rect->y + rect->height;
}

gboolean
oriel_time_series_hit (const OrielVizModel *model,
                       const OrielScene *scene,
                       const OrielVizState *state,
                       double x,
                       double y,
                       OrielHit *hit)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  const OrielHit *area = oriel_scene_hit_area_at (scene, x, y);
  Search search = { self, plot, x, y, FOCUS_PX };
  g_autoptr (OrielArena) arena = NULL;
  OrielLanes lanes;

  if (area != NULL)
    {
      *hit = *area;
      return TRUE;
    }
  if (plot == NULL || !is_within (&plot->rect, x, y) || !(plot->rect.width > 0))
    return FALSE;

  arena = oriel_arena_new ();
  *hit = (OrielHit){ .kind = ORIEL_HIT_PLOT, .frame = -1, .field = -1, .row = -1 };
  hit->x_value = plot->x_min + (x - plot->rect.x) / plot->rect.width * (plot->x_max - plot->x_min);
  oriel_lanes_init (&lanes, self, state, arena);
  for (guint i = 0; i < lanes.lanes->len; i++)
    search_lane (&search, &lanes, &g_array_index (lanes.lanes, OrielLane, i), hit);
  oriel_lanes_clear (&lanes);
  return TRUE;
}

static void
add_tip (GArray *tips, const OrielTimeSeriesModel *model, guint index, double x)
{
  OrielTimeSeries *series = oriel_time_series_at (model, index);
  OrielLane lane = { .n = series->n, .times = series->times, .values = series->values };
  double reach = (double) (model->range.to_ms - model->range.from_ms) / 2;
  OrielDisplayValue shown;
  OrielVizTip tip = { .label = series->label, .color = series->color };
  gsize row;

  if (!nearest_sample (&lane, x, reach, &row))
    return;
  /* A tooltip speaks of one instant: a sample of another belongs to it only within one step. */
  if (series->n > 1 &&
      fabs ((double) series->times[row] - x) >
        (double) (series->times[series->n - 1] - series->times[0]) / (double) (series->n - 1))
    return;

  oriel_display_number (series->display, series->values[row], -1, &shown);
  tip.numeric = series->values[row];
  if (model->hide_zeros && tip.numeric == 0)
    return;
  g_snprintf (tip.value, sizeof tip.value, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
  tip.frame = (int) series->frame;
  tip.field = (int) series->field;
  tip.row = row_in_frame (series, series->times[row]);
  g_array_append_val (tips, tip);
}

static int
compare_tips (gconstpointer a, gconstpointer b, gpointer descending)
{
  const OrielVizTip *one = a, *two = b;
  int order = (one->numeric > two->numeric) - (one->numeric < two->numeric);

  return GPOINTER_TO_INT (descending) ? -order : order;
}

/* The instant that the tips speak of: that of the sample nearest to `x`. */
static gint64
tips_time (const OrielTimeSeriesModel *model, const GArray *tips, double x)
{
  gint64 best = (gint64) x;
  double distance = INFINITY;

  for (guint i = 0; i < tips->len; i++)
    {
      const OrielVizTip *tip = &g_array_index (tips, OrielVizTip, i);
      OrielFrame *frame = g_ptr_array_index (model->frames, tip->frame);
      const OrielField *field = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

      if (tip->row >= 0 && fabs ((double) field->column->times[tip->row] - x) < distance)
        {
          best = field->column->times[tip->row];
          distance = fabs ((double) best - x);
        }
    }
  return best;
}

GArray *
oriel_time_series_tips (const OrielVizModel *model,
                        const OrielVizState *state,
                        double x,
                        char **title)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  GArray *tips = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));

  for (guint i = 0; i < self->series->len && tips->len < MAX_TIPS; i++)
    {
      const OrielTimeSeries *series = oriel_time_series_at (self, i);

      if (!series->options.hide_tooltip && oriel_time_series_is_shown (series, state))
        add_tip (tips, self, i, x);
    }
  if (title != NULL)
    *title = oriel_date_format (tips_time (self, tips, x),
                                g_array_index (self->zones, const OrielTimeZone *, 0),
                                ORIEL_DATE_FORMAT_FULL);
  if (self->tips_are_sorted)
    g_array_sort_with_data (tips, compare_tips, GINT_TO_POINTER (self->tips_descend));
  return tips;
}

/* What a series does within the range. */
typedef struct
{
  double last, min, max;
  gboolean any;
} Summary;

static Summary
summarize (const OrielTimeSeries *series, const OrielTimeSpan *range)
{
  Summary summary = { 0 };

  for (gsize i = oriel_times_lower_bound (series->times, series->n, range->from_ms);
       i < series->n && series->times[i] <= range->to_ms; i++)
    {
      double value = series->values[i];

      if (isnan (value))
        continue;
      summary.min = summary.any ? MIN (summary.min, value) : value;
      summary.max = summary.any ? MAX (summary.max, value) : value;
      summary.last = value;
      summary.any = TRUE;
    }
  return summary;
}

static void
append_value (GString *text, OrielTimeSeries *series, const char *what, double value)
{
  OrielDisplayValue shown;

  oriel_display_number (series->display, value, -1, &shown);
  g_string_append_printf (text, "%s %s%s%s", what, shown.formatted.prefix, shown.formatted.text,
                          shown.formatted.suffix);
}

/* The highest threshold that the last value stands above, or below if the scale is such. */
static void
append_crossed (GString *text, OrielTimeSeries *series, const Summary *summary)
{
  const OrielThresholds *thresholds = series->config->config->thresholds;

  if (thresholds == NULL || thresholds->mode != ORIEL_THRESHOLDS_ABSOLUTE ||
      series->options.thresholds_style == 0)
    return;

  for (guint i = thresholds->steps->len; i > 0; i--)
    {
      double value = g_array_index (thresholds->steps, OrielThreshold, i - 1).value;

      if (!isfinite (value) || summary->min >= value || summary->max < value)
        continue;
      append_value (text, series, _ ("; crossed"), value);
      return;
    }
}

static void
append_series (GString *text, OrielTimeSeries *series, const OrielTimeSpan *range)
{
  Summary summary = summarize (series, range);

  g_string_append_printf (text, "\n%s: ", series->label);
  if (!summary.any)
    {
      g_string_append (text, _ ("no values"));
      return;
    }
  append_value (text, series, _ ("last"), summary.last);
  append_value (text, series, _ (", min"), summary.min);
  append_value (text, series, _ (", max"), summary.max);
  append_crossed (text, series, &summary);
}

char *
oriel_time_series_describe (const OrielVizModel *model)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  const OrielTimeZone *zone = g_array_index (self->zones, const OrielTimeZone *, 0);
  g_autofree char *from = oriel_date_format (self->range.from_ms, zone, ORIEL_DATE_FORMAT_FULL);
  g_autofree char *to = oriel_date_format (self->range.to_ms, zone, ORIEL_DATE_FORMAT_FULL);
  GString *text = g_string_new (NULL);

  if (self->series->len == 0)
    return g_string_free (g_string_append (text, _ ("Time series, no data")), FALSE);

  g_string_append_printf (text, _ ("Time series, %u series, %s to %s"), self->series->len, from,
                          to);
  for (guint i = 0; i < MIN (self->series->len, MAX_DESCRIBED); i++)
    append_series (text, oriel_time_series_at (self, i), &self->range);
  if (self->series->len > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), self->series->len - MAX_DESCRIBED);
  return g_string_free (text, FALSE);
}
