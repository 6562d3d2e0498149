/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From frames to series: which fields are drawn, with which options, nulls inserted and values
 * transformed. */

#include "config.h"

#include "viz/timeseries/oriel-time-series-private.h"

#include "base/oriel-json.h"
#include "viz/oriel-viz-message.h"

#include <math.h>
#include <string.h>

#define MAX_SERIES 20000

void
oriel_time_series_clear (gpointer data)
{
  OrielTimeSeries *series = data;

  oriel_display_free (series->display);
  oriel_display_free (series->axis_display);
  oriel_frame_unref (series->own_frame);
  g_free (series->label);
  g_free (series->scale_key);
  g_free (series->owned_times);
  g_free (series->owned_values);
}

static gboolean
is_drawn_type (OrielFieldType type)
{
  return type == ORIEL_FIELD_NUMBER || type == ORIEL_FIELD_BOOLEAN || type == ORIEL_FIELD_ENUM;
}

/* Booleans become 0 and 1 in a unit of their own, drawn in steps. */
static OrielField *
boolean_field_new (OrielTimeSeries *series, const OrielField *field)
{
  g_autoptr (OrielFieldConfig) config = oriel_field_config_copy (field->config);
  double *values = g_new (double, field->column->n_rows + 1);
  g_autoptr (OrielColumn) column = NULL;
  OrielField *made;

  for (gsize i = 0; i < field->column->n_rows; i++)
    values[i] =
      field->column->booleans[i] == ORIEL_BOOLEAN_NULL ? oriel_null () : field->column->booleans[i];
  column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, field->column->n_rows);
  if (config->unit == NULL || !g_str_has_prefix (config->unit, "bool"))
    {
      g_free (config->unit);
      config->unit = g_strdup ("bool");
    }
  config->min = 0;
  config->max = 1;
  series->own_frame = oriel_frame_new (NULL, NULL, field->column->n_rows);
  made = oriel_frame_add_field (series->own_frame, field->name, field->labels, config, column);
  made->display_name = g_strdup (field->display_name);
  made->series_index = field->series_index;
  made->range = field->range;
  return made;
}

static double *
copy_values (const double *values, gsize n)
{
  double *copy = g_new (double, n + 1);

  if (n > 0)
    memcpy (copy, values, sizeof (double) * n);
  return copy;
}

/* What is no finite number is a null; nulls may have a number to stand for them. */
static void
clean_values (OrielTimeSeries *series)
{
  double replacement = series->config->config->no_value != NULL
                         ? oriel_number_from_string (series->config->config->no_value)
                         : NAN;
  gboolean replaces = isfinite (replacement) && *series->config->config->no_value != '\0';

  if (oriel_column_is_finite (series->config->column))
    return;

  for (gsize i = 0; i < series->n; i++)
    {
      double value = series->values[i];

      if (isfinite (value) || (oriel_is_null (value) && !replaces))
        continue;
      if (series->owned_values == NULL)
        series->values = series->owned_values = copy_values (series->values, series->n);
      series->owned_values[i] = oriel_is_null (value) && replaces ? replacement : oriel_null ();
    }
}

typedef struct
{
  gint64 time;
  double value;
} Sample;

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  const Sample *one = a, *two = b;

  return (one->time > two->time) - (one->time < two->time);
}

/* Lines need ascending times; rows without a time are dropped. */
static void
sort_samples (OrielTimeSeries *series, const OrielField *time_field)
{
  g_autofree Sample *samples = NULL;
  gsize n = 0;
  double widest_step;

  if (oriel_column_is_ascending (time_field->column, &widest_step))
    return;

  samples = g_new (Sample, series->n + 1);
  for (gsize i = 0; i < series->n; i++)
    if (series->times[i] != ORIEL_TIME_NULL)
      samples[n++] = (Sample){ series->times[i], series->values[i] };
  qsort (samples, n, sizeof (Sample), compare_samples);

  g_free (series->owned_values);
  series->values = series->owned_values = g_new (double, n + 1);
  series->times = series->owned_times = g_new (gint64, n + 1);
  series->n = n;
  for (gsize i = 0; i < n; i++)
    {
      series->owned_times[i] = samples[i].time;
      series->owned_values[i] = samples[i].value;
    }
}

/* Of ascending times. The difference of the first and the last there can be has no sign left. */
static double
step_before (const OrielTimeSeries *series, gsize i)
{
  return (double) ((guint64) series->times[i] - (guint64) series->times[i - 1]);
}

/* The distance of samples beyond which a null belongs between them; 0: none is inserted. */
static double
insert_threshold (const OrielTimeSeries *series, const OrielField *time_field)
{
  if (series->options.insert_nulls_ms > 0)
    return series->options.insert_nulls_ms;
  if (time_field->config->interval_ms > 0)
    return time_field->config->interval_ms;
  return series->n > 1 ? step_before (series, 1) : 0;
}

static gsize
count_wide_steps (const OrielTimeSeries *series, double threshold)
{
  gsize count = 0;

  for (gsize i = 1; i < series->n; i++)
    count += step_before (series, i) > threshold;
  return count;
}

static void
insert_nulls (OrielTimeSeries *series, const OrielField *time_field)
{
  double threshold = insert_threshold (series, time_field), widest_step;
  gsize wide, n = 0;
  gint64 *times;
  double *values;

  if (!(threshold > 0) ||
      (oriel_column_is_ascending (time_field->column, &widest_step) && widest_step <= threshold))
    return;
  wide = count_wide_steps (series, threshold);
  if (wide == 0)
    return;

  times = g_new (gint64, series->n + wide);
  values = g_new (double, series->n + wide);
  for (gsize i = 0; i < series->n; i++)
    {
      if (i > 0 && step_before (series, i) > threshold)
        {
          times[n] = series->times[i - 1] + (gint64) threshold;
          values[n++] = oriel_null ();
        }
      times[n] = series->times[i];
      values[n++] = series->values[i];
    }

  g_free (series->owned_times);
  g_free (series->owned_values);
  series->times = series->owned_times = times;
  series->values = series->owned_values = values;
  series->n = n;
}

/* Gaps up to a threshold are joined: their nulls stay, all others become NaN, which is a gap
 * also for a series that spans its nulls. */
static void
mark_wide_gaps (OrielTimeSeries *series)
{
  double threshold = series->options.span_nulls_ms;
  gsize last = 0;
  gboolean any = FALSE;

  if (!(threshold > 0))
    return;

  for (gsize i = 0; i < series->n; i++)
    {
      if (isnan (series->values[i]))
        continue;
      if (any && i - last > 1 && (double) (series->times[i] - series->times[last]) >= threshold)
        {
          if (series->owned_values == NULL)
            series->values = series->owned_values = copy_values (series->values, series->n);
          for (gsize k = last + 1; k < i; k++)
            series->owned_values[k] = NAN;
        }
      last = i;
      any = TRUE;
    }
  series->options.span_nulls = TRUE;
}

/* A constant is its first value over the whole range. */
static void
make_constant (OrielTimeSeries *series, const OrielTimeSpan *range)
{
  double value = oriel_null ();

  for (gsize i = 0; i < series->n && oriel_is_null (value); i++)
    value = series->values[i];

  g_free (series->owned_times);
  g_free (series->owned_values);
  series->times = series->owned_times = g_new (gint64, 2);
  series->values = series->owned_values = g_new (double, 2);
  series->n = 2;
  series->owned_times[0] = range->from_ms;
  series->owned_times[1] = range->to_ms;
  series->owned_values[0] = series->owned_values[1] = value;
}

static OrielDisplay *
axis_display_new (const OrielTimeSeries *series, const OrielTimeSeriesModel *model, gint64 now_ms)
{
  OrielField shown = *series->config;
  g_autoptr (OrielFieldConfig) config = NULL;

  if (series->options.stack_mode == ORIEL_STACK_PERCENT)
    {
      config = oriel_field_config_copy (shown.config);
      g_free (config->unit);
      config->unit = g_strdup ("percentunit");
      shown.config = config;
    }
  return oriel_display_new (&shown, model->theme,
                            g_array_index (model->zones, const OrielTimeZone *, 0), now_ms);
}

static void
set_look (OrielTimeSeries *series, const OrielTimeSeriesModel *model, const OrielVizInput *input)
{
  const OrielField *field = series->config;
  OrielColor color;

  series->label = g_strdup (field->display_name != NULL ? field->display_name : field->name);
  series->display = oriel_display_new (field, model->theme, input->zone, input->now_ms);
  series->axis_display = axis_display_new (series, model, input->now_ms);
  series->color = oriel_display_series_color (series->display, field);
  if (series->options.line_color != NULL &&
      oriel_theme_color (model->theme, series->options.line_color, &color))
    series->color = color;
  series->scale_key = oriel_series_scale_key (field->config, oriel_field_type_name (field->type));
}

static void
add_series (OrielTimeSeriesModel *model,
            const OrielVizInput *input,
            guint frame_index,
            guint field_index,
            const OrielField *time_field)
{
  OrielFrame *frame = g_ptr_array_index (model->frames, frame_index);
  OrielField *field = oriel_frame_field (frame, field_index);
  OrielTimeSeries series = {
    .frame = frame_index,
    .field = field_index,
    .origin = frame,
    .config = field,
    .legend = -1,
    .n = frame->n_rows,
    .times = time_field->column->times,
  };

  if (field->type == ORIEL_FIELD_BOOLEAN)
    series.config = boolean_field_new (&series, field);
  series.values = series.config->column->numbers;
  oriel_series_options_read (&series.options, series.config->config);
  if (field->type == ORIEL_FIELD_BOOLEAN && series.options.join != ORIEL_JOIN_STEP_BEFORE)
    series.options.join = ORIEL_JOIN_STEP_AFTER;

  clean_values (&series);
  sort_samples (&series, time_field);
  insert_nulls (&series, time_field);
  if (series.options.transform == ORIEL_TRANSFORM_CONSTANT)
    make_constant (&series, &model->range);
  mark_wide_gaps (&series);
  set_look (&series, model, input);
  g_array_append_val (model->series, series);
}

static void
add_frame (OrielTimeSeriesModel *model, const OrielVizInput *input, guint frame_index)
{
  OrielFrame *frame = g_ptr_array_index (model->frames, frame_index);
  const OrielField *time_field = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

  if (time_field == NULL)
    return;
  if (model->series->len == 0)
    oriel_series_options_read (&model->time_options, time_field->config);
  for (guint i = 0; i < frame->fields->len && model->series->len < MAX_SERIES; i++)
    if (is_drawn_type (oriel_frame_field (frame, i)->type))
      add_series (model, input, frame_index, i, time_field);
}

/* Whether the series' axis stands at the right: said so, or automatic and not the first. */
static gboolean
is_on_right_axis (const OrielTimeSeriesModel *model, guint index)
{
  const OrielTimeSeries *series = oriel_time_series_at (model, index);
  gboolean left_taken = FALSE;

  if (series->options.axis_place != ORIEL_PLACE_AUTO)
    return series->options.axis_place == ORIEL_PLACE_RIGHT;

  for (guint i = 0; i < model->series->len; i++)
    {
      const OrielTimeSeries *other = oriel_time_series_at (model, i);

      if (strcmp (other->scale_key, series->scale_key) == 0)
        return left_taken;
      left_taken = left_taken || other->options.axis_place == ORIEL_PLACE_AUTO ||
                   other->options.axis_place == ORIEL_PLACE_LEFT;
    }
  return FALSE;
}

static void
fill_legend (OrielTimeSeriesModel *model, const OrielVizInput *input)
{
  guint n = 0;

  for (guint i = 0; i < model->series->len; i++)
    {
      OrielTimeSeries *series = oriel_time_series_at (model, i);

      if (series->options.hide_legend)
        continue;
      series->legend = (int) n++;
      oriel_legend_add (model->legend, series->config, series->label, series->color,
                        is_on_right_axis (model, i), (int) series->frame, (int) series->field,
                        model->theme, input->zone);
      if (series->options.hide_viz)
        oriel_legend_set_undrawn (model->legend);
    }
}

/* `timezone`: nothing, a name, or names of several axes; "" is the dashboard's. */
static void
read_zones (OrielTimeSeriesModel *model, const OrielVizInput *input)
{
  JsonArray *array = oriel_json_array (input->options, "timezone");

  for (guint i = 0; i < MIN (oriel_json_array_length (array), 8); i++)
    {
      const char *name = oriel_json_array_string (array, i);
      const OrielTimeZone *zone =
        name == NULL || *name == '\0' ? input->zone : oriel_time_zone_get (name);

      if (zone == NULL)
        continue;
      g_array_append_val (model->zones, zone);
      g_ptr_array_add (model->zone_names, g_strdup (oriel_time_zone_get_name (zone)));
    }
  if (model->zones->len == 0)
    {
      g_array_append_val (model->zones, input->zone);
      g_ptr_array_add (model->zone_names, g_strdup (oriel_time_zone_get_name (input->zone)));
    }
}

static void
read_tooltip (OrielTimeSeriesModel *model, JsonObject *tooltip)
{
  const char *sort = oriel_json_string (tooltip, "sort", "none");

  model->shows_all_tips = strcmp (oriel_json_string (tooltip, "mode", "single"), "multi") == 0;
  model->tips_are_sorted = strcmp (sort, "none") != 0;
  model->tips_descend = strcmp (sort, "desc") == 0;
  model->hide_zeros = oriel_json_boolean (tooltip, "hideZeros", FALSE);
}

OrielVizModel *
oriel_time_series_prepare (const OrielVizInput *input)
{
  OrielTimeSeriesModel *model = g_new0 (OrielTimeSeriesModel, 1);

  model->base.klass = &oriel_time_series_class;
  model->theme = input->theme;
  model->range = input->range;
  model->has_title = input->has_title;
  model->x_is_time = TRUE;
  model->zones = g_array_new (FALSE, FALSE, sizeof (const OrielTimeZone *));
  model->zone_names = g_ptr_array_new_with_free_func (g_free);
  model->series = g_array_new (FALSE, TRUE, sizeof (OrielTimeSeries));
  g_array_set_clear_func (model->series, oriel_time_series_clear);
  model->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  for (guint i = 0; input->frames != NULL && i < input->frames->len; i++)
    g_ptr_array_add (model->frames, oriel_frame_ref (g_ptr_array_index (input->frames, i)));
  model->legend = oriel_legend_new (oriel_json_object (input->options, "legend"));
  read_zones (model, input);
  read_tooltip (model, oriel_json_object (input->options, "tooltip"));

  for (guint i = 0; i < model->frames->len; i++)
    add_frame (model, input, i);
  fill_legend (model, input);
  return &model->base;
}
