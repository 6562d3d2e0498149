/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-trend.h. Numbers become instants: whole steps of a range so fine that no pixel can
 * tell; from there on it is a time series whose axis shows the numbers. */

#include "config.h"

#include "viz/trend/oriel-trend.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/oriel-viz-message.h"
#include "viz/oriel-viz-options.h"
#include "viz/timeseries/oriel-time-series-private.h"

/* The instants of the picture run from 0 to this; doubles hold them exactly. */
#define SPAN ((gint64) 1 << 50)
#define MAX_BEYOND 4.0 /* times the span, of numbers outside of the picture */

static const OrielField *
find_x (const OrielFrame *frame, const char *name, guint *index)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      *index = i;
      if (name == NULL || *name == '\0'
            ? field->type == ORIEL_FIELD_NUMBER
            : g_strcmp0 (field->display_name, name) == 0 || g_strcmp0 (field->name, name) == 0)
        return field;
    }
  return NULL;
}

static gboolean
is_ascending (const OrielColumn *column)
{
  for (gsize i = 1; i < column->n_rows; i++)
    if (!(column->numbers[i] >= column->numbers[i - 1]))
      return FALSE;
  return TRUE;
}

static OrielScale
scale_of (const OrielField *x)
{
  const OrielColumn *column = x->column;
  OrielScale scale = { .kind = ORIEL_SCALE_LINEAR, .log_base = 10, .linear_threshold = 1 };

  scale.min = oriel_is_null (x->config->min) ? column->numbers[0] : x->config->min;
  scale.max = oriel_is_null (x->config->max) ? column->numbers[column->n_rows - 1] : x->config->max;
  if (!(scale.max > scale.min))
    scale.max = scale.min + 1;
  return scale;
}

static OrielColumn *
instants_of (const OrielColumn *column, const OrielScale *scale)
{
  gint64 *times = g_new (gint64, column->n_rows + 1);

  for (gsize i = 0; i < column->n_rows; i++)
    {
      double part = oriel_scale_position (scale, column->numbers[i]);

      times[i] = isnan (part) ? ORIEL_TIME_NULL
                              : (gint64) (CLAMP (part, -MAX_BEYOND, MAX_BEYOND) * (double) SPAN);
    }
  return oriel_column_new_take (ORIEL_FIELD_TIME, times, column->n_rows);
}

static void
copy_field (OrielFrame *made,
            const OrielField *field,
            OrielFieldConfig *config,
            OrielColumn *column,
            int number)
{
  OrielField *copy = oriel_frame_add_field (made, field->name, field->labels, config, column);

  copy->display_name = g_strdup (field->display_name);
  copy->series_index = number;
  copy->range = field->range;
}

/* The frame with instants in the place of x. Times of its own are no axis here. */
static OrielFrame *
frame_over_instants (const OrielFrame *frame, guint x_index, const OrielScale *scale)
{
  OrielFrame *made = oriel_frame_new (frame->ref_id, frame->name, frame->n_rows);
  const OrielField *x = oriel_frame_field (frame, x_index);
  g_autoptr (OrielColumn) instants = instants_of (x->column, scale);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_copy (x->config);
  int number = 0;

  /* never so far apart that a gap would be put between */
  config->interval_ms = 4 * MAX_BEYOND * (double) SPAN;
  copy_field (made, x, config, instants, -1);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (i != x_index && field->type != ORIEL_FIELD_TIME)
        copy_field (made, field, field->config, field->column,
                    field->type == ORIEL_FIELD_NUMBER ? number++ : -1);
    }
  return made;
}

static OrielVizModel *
make_model (const OrielVizInput *input, const OrielFrame *frame, guint x_index)
{
  const OrielField *x = oriel_frame_field (frame, x_index);
  OrielScale scale = scale_of (x);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput over = *input;
  OrielTimeSeriesModel *model;

  g_ptr_array_add (frames, frame_over_instants (frame, x_index, &scale));
  over.frames = frames;
  over.range.from_ms = 0;
  over.range.to_ms = SPAN;
  model = (OrielTimeSeriesModel *) oriel_time_series_prepare (&over);
  model->base.klass = &oriel_trend_class;
  oriel_tip_options_read (&model->base.tips, input->options);
  model->x_is_time = FALSE;
  model->x_scale = scale;
  model->x_display = oriel_display_new (x, input->theme, input->zone, input->now_ms);
  return &model->base;
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  const char *name = oriel_json_string (input->options, "xField", NULL);
  const OrielFrame *frame;
  const OrielField *x;
  guint index = 0;

  if (input->frames == NULL || input->frames->len == 0)
    return oriel_viz_message_new (_ ("No data"), input->theme);
  if (input->frames->len > 1)
    return oriel_viz_message_new (
      _ ("Only one frame is supported, consider adding a join transformation"), input->theme);

  frame = g_ptr_array_index (input->frames, 0);
  x = find_x (frame, name, &index);
  if (x == NULL || x->type != ORIEL_FIELD_NUMBER)
    return oriel_viz_message_new (_ ("No numeric field for the X axis"), input->theme);
  if (frame->n_rows == 0)
    return oriel_viz_message_new (_ ("No data"), input->theme);
  if (!is_ascending (x->column))
    return oriel_viz_message_new (_ ("Values of the X axis must ascend"), input->theme);
  return make_model (input, frame, index);
}

/* The number that an instant stands for, in its unit. */
static char *
number_at (const OrielTimeSeriesModel *model, double instant)
{
  double x =
    model->x_scale.min + instant / (double) SPAN * (model->x_scale.max - model->x_scale.min);
  char text[ORIEL_AXIS_BUFFER];

  oriel_viz_format_axis (x, -1, model->x_display, text);
  return g_strdup (text);
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  GArray *rows = oriel_time_series_tips (model, state, x, NULL);

  for (guint i = 0; i < MIN (rows->len, 1); i++)
    {
      const OrielVizTip *tip = &g_array_index (rows, OrielVizTip, i);
      const OrielFrame *frame = g_ptr_array_index (self->frames, 0);

      if (tip->row >= 0)
        x = (double) oriel_frame_field (frame, 0)->column->times[tip->row];
    }
  if (title != NULL)
    *title = number_at (self, x);
  return rows;
}

/* The words of a time series but for its first line. */
static char *
describe (const OrielVizModel *model)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  g_autofree char *words = oriel_time_series_describe (model);
  g_autofree char *from = number_at (self, 0), *to = number_at (self, (double) SPAN);
  const char *rest = strchr (words, '\n');
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Trend, %u series, %s to %s"), self->series->len, from, to);
  return g_string_free (g_string_append (text, rest != NULL ? rest : ""), FALSE);
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  return oriel_legend_get_series (((const OrielTimeSeriesModel *) model)->legend, n);
}

const OrielVizClass oriel_trend_class = {
  .type = "trend",
  .overflows = TRUE,
  .prepare = prepare,
  .layout = oriel_time_series_layout,
  .hit = oriel_time_series_hit,
  .tips = tips,
  .series = series,
  .describe = describe,
  .free = oriel_time_series_free,
};
