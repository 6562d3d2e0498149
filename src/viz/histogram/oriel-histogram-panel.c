/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-histogram-panel.h: series, legend, tooltips and words. Buckets are found by
 * oriel-histogram-frame.c and drawn by oriel-histogram-layout.c. */

#include "config.h"

#include "viz/histogram/oriel-histogram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/timeseries/oriel-time-series-lanes.h"

#define FILL_OPACITY 80.0
#define MAX_SERIES 2000
#define MAX_DESCRIBED 12

/* Nothing in a bucket is no bar at all. */
static double *
counts_of (const OrielField *field, gsize n)
{
  double *counts = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      double count = field->column->numbers[i];

      counts[i] = isfinite (count) && count != 0 ? count : oriel_null ();
    }
  return counts;
}

static void
add_series (OrielHistogramModel *self,
            const OrielVizInput *input,
            OrielFrame *frame,
            guint index,
            int source_frame,
            int source_field)
{
  OrielField *field = oriel_frame_field (frame, index);
  OrielTimeSeries series = {
    .frame = (guint) MAX (source_frame, 0),
    .field = (guint) MAX (source_field, 0),
    .origin = frame,
    .config = field,
    .legend = -1,
    .n = self->n,
    .label = g_strdup (oriel_viz_field_name (field)),
    .display = oriel_display_new (field, input->theme, input->zone, input->now_ms),
    .axis_display = oriel_display_new (field, input->theme, input->zone, input->now_ms),
    .scale_key = g_strdup ("y"),
  };

  series.times = series.owned_times = g_new (gint64, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    series.owned_times[i] = (gint64) i;
  series.values = series.owned_values = counts_of (field, self->n);
  oriel_series_options_read (&series.options, field->config);
  series.options.draw_style = ORIEL_DRAW_BARS;
  series.options.fill_opacity =
    oriel_viz_clamped (field->config->custom, "fillOpacity", FILL_OPACITY, 0, 100);
  oriel_scale_options_init (&series.options.scale);
  series.options.scale.soft_min = 0;
  series.color = oriel_display_series_color (series.display, field);
  g_array_append_val (self->series.series, series);
}

/* The fields that were counted, in their order; the legend calculates from them. */
static GPtrArray *
sources_of (GPtrArray *frames)
{
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint k = 0; k < frame->fields->len; k++)
        if (oriel_frame_field (frame, k)->type == ORIEL_FIELD_NUMBER)
          g_ptr_array_add (sources, oriel_frame_field (frame, k));
    }
  return sources;
}

static void
find_place (GPtrArray *frames, const OrielField *field, int *frame_index, int *field_index)
{
  *frame_index = *field_index = -1;
  for (guint i = 0; i < frames->len; i++)
    {
      guint at;

      if (!g_ptr_array_find (((OrielFrame *) g_ptr_array_index (frames, i))->fields, field, &at))
        continue;
      *frame_index = (int) i;
      *field_index = (int) at;
      return;
    }
}

static void
read_bounds (OrielHistogramModel *self, const OrielVizInput *input, const OrielFrame *frame)
{
  const OrielField *min = oriel_frame_field (frame, 0), *max = oriel_frame_field (frame, 1);
  gboolean named = min->type == ORIEL_FIELD_STRING;
  double second;

  self->n = frame->n_rows;
  self->starts = g_new (double, self->n + 1);
  self->ends = g_new (double, self->n + 1);
  self->names = named ? g_new0 (char *, self->n + 1) : NULL;
  for (gsize i = 0; i < self->n; i++)
    {
      self->starts[i] = named ? (double) i : min->column->numbers[i];
      self->ends[i] = named ? (double) i + 1 : max->column->numbers[i];
      if (named)
        self->names[i] = g_strdup (min->column->strings[i]);
    }
  self->size = oriel_round_decimals (self->ends[0] - self->starts[0], 9);
  second = self->n > 1 ? oriel_round_decimals (self->ends[1] - self->starts[1], 9) : self->size;
  self->is_log = !named && second != self->size && self->starts[0] > 0;
  self->x_display = oriel_display_new (min, input->theme, input->zone, input->now_ms);
}

static void
fill_legend (OrielHistogramModel *self, const OrielVizInput *input, gboolean given)
{
  g_autoptr (GPtrArray) sources = sources_of (self->series.frames);
  gboolean combined = oriel_json_boolean (input->options, "combine", FALSE);
  int entry = 0;

  self->series.legend = oriel_legend_new (oriel_json_object (input->options, "legend"));
  for (guint i = 0; i < self->series.series->len; i++)
    {
      OrielTimeSeries *series = oriel_time_series_at (&self->series, i);
      const OrielField *source =
        given || combined || i >= sources->len ? series->config : g_ptr_array_index (sources, i);

      if (series->options.hide_legend)
        continue;
      series->legend = entry++;
      oriel_legend_add (self->series.legend, source, series->label, series->color, FALSE,
                        (int) series->frame, (int) series->field, input->theme, input->zone);
    }
}

static void
collect (OrielHistogramModel *self, const OrielVizInput *input)
{
  g_autoptr (GPtrArray) sources = sources_of (self->series.frames);
  gboolean given;
  OrielFrame *frame = oriel_histogram_frame (input, self->series.frames, &given, &self->message);

  if (frame == NULL)
    return;
  read_bounds (self, input, frame);
  self->series.range.to_ms = (gint64) self->n - 1;
  self->x_min = oriel_frame_field (frame, 2)->config->min;
  self->x_max = oriel_frame_field (frame, 2)->config->max;
  for (guint i = 2; i < frame->fields->len && self->series.series->len < MAX_SERIES; i++)
    {
      int source_frame = 0, source_field = 0;

      if (oriel_viz_is_hidden (oriel_frame_field (frame, i), "viz"))
        continue;
      if (!given && i - 2 < sources->len)
        find_place (self->series.frames, g_ptr_array_index (sources, i - 2), &source_frame,
                    &source_field);
      add_series (self, input, frame, i, source_frame, source_field);
    }
  fill_legend (self, input, given);
  g_ptr_array_add (self->series.frames, frame);
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  OrielHistogramModel *self = g_new0 (OrielHistogramModel, 1);

  self->series.base.klass = &oriel_histogram_class;
  self->series.theme = input->theme;
  oriel_tip_options_read (&self->series.base.tips, input->options);
  self->series.frames = oriel_viz_keep_frames (input);
  self->series.series = g_array_new (FALSE, TRUE, sizeof (OrielTimeSeries));
  g_array_set_clear_func (self->series.series, oriel_time_series_clear);
  collect (self, input);
  return &self->series.base;
}

gsize
oriel_histogram_bucket_at (const OrielHistogramModel *model, double x)
{
  gsize low = 0, high = model->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (model->ends[middle] <= x)
        low = middle + 1;
      else
        high = middle;
    }
  return low < model->n && x >= model->starts[low] ? low : model->n;
}

static char *
bucket_name (const OrielHistogramModel *self, gsize bucket)
{
  char from[ORIEL_AXIS_BUFFER], to[ORIEL_AXIS_BUFFER];

  if (self->names != NULL)
    return g_strdup_printf ("%s – %s", self->names[bucket],
                            self->names[MIN (bucket + 1, self->n - 1)]);
  oriel_viz_format_axis (self->starts[bucket], -1, self->x_display, from);
  oriel_viz_format_axis (self->ends[bucket], -1, self->x_display, to);
  return g_strdup_printf ("%s – %s", from, to);
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const OrielHistogramModel *self = (const OrielHistogramModel *) model;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  /* x is a place on the scale: of a logarithmic one the exponent */
  gsize bucket = oriel_histogram_bucket_at (self, self->is_log ? exp2 (x) : x);

  if (title != NULL)
    *title = bucket < self->n ? bucket_name (self, bucket) : NULL;
  for (guint i = 0; bucket < self->n && i < self->series.series->len; i++)
    {
      OrielTimeSeries *series = oriel_time_series_at (&self->series, i);
      OrielVizTip tip = { .label = series->label, .color = series->color, .row = -1 };

      if (series->options.hide_tooltip || !oriel_time_series_is_shown (series, state) ||
          isnan (series->values[bucket]))
        continue;
      tip.numeric = series->values[bucket];
      oriel_viz_write_number (series->display, tip.numeric, -1, tip.value, sizeof tip.value);
      tip.frame = (int) series->frame;
      tip.field = (int) series->field;
      g_array_append_val (rows, tip);
    }
  return rows;
}

static const OrielVizSeries *
get_series (const OrielVizModel *model, guint *n)
{
  const OrielHistogramModel *self = (const OrielHistogramModel *) model;

  *n = 0;
  return self->series.legend != NULL ? oriel_legend_get_series (self->series.legend, n) : NULL;
}

static void
append_series (GString *text, const OrielHistogramModel *self, OrielTimeSeries *series)
{
  double total = 0;
  gsize most = 0;
  gboolean any = FALSE;
  g_autofree char *name = NULL;

  for (gsize i = 0; i < self->n; i++)
    {
      if (isnan (series->values[i]))
        continue;
      total += series->values[i];
      if (!any || series->values[i] > series->values[most])
        most = i;
      any = TRUE;
    }
  g_string_append_printf (text, "\n%s: ", series->label);
  if (!any)
    {
      g_string_append (text, _ ("no values"));
      return;
    }
  name = bucket_name (self, most);
  g_string_append_printf (text, _ ("%g values, most (%g) in %s"), total, series->values[most],
                          name);
}

static char *
describe (const OrielVizModel *model)
{
  const OrielHistogramModel *self = (const OrielHistogramModel *) model;
  GString *text = g_string_new (NULL);

  if (self->message != NULL)
    return g_string_free (g_string_append (text, self->message), FALSE);
  g_string_append_printf (text, _ ("Histogram, %u buckets"), (guint) self->n);
  for (guint i = 0; i < MIN (self->series.series->len, MAX_DESCRIBED); i++)
    append_series (text, self, oriel_time_series_at (&self->series, i));
  if (self->series.series->len > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), self->series.series->len - MAX_DESCRIBED);
  return g_string_free (text, FALSE);
}

static void
model_free (OrielVizModel *model)
{
  OrielHistogramModel *self = (OrielHistogramModel *) model;

  g_array_unref (self->series.series);
  g_ptr_array_unref (self->series.frames);
  oriel_legend_free (self->series.legend);
  oriel_display_free (self->x_display);
  g_free (self->starts);
  g_free (self->ends);
  g_strfreev (self->names);
  g_free (self->message);
  g_free (self);
}

const OrielVizClass oriel_histogram_class = {
  .type = "histogram",
  .prepare = prepare,
  .layout = oriel_histogram_layout,
  .hit = oriel_histogram_hit,
  .tips = tips,
  .series = get_series,
  .describe = describe,
  .free = model_free,
};
