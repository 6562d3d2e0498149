/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-xy-chart.h: legend, tooltips and words. Series are found by oriel-xy-chart-series.c
 * and drawn by oriel-xy-chart-layout.c. */

#include "config.h"

#include "viz/xychart/oriel-xy-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"

#define MAX_DESCRIBED 12

static void
clear_series (gpointer data)
{
  OrielXySeries *series = data;

  oriel_display_free (series->display);
  oriel_display_free (series->color_display);
  g_free (series->label);
}

static void
fill_legend (OrielXyModel *self, const OrielVizInput *input)
{
  int entry = 0;

  self->legend = oriel_legend_new (oriel_json_object (input->options, "legend"));
  for (guint i = 0; i < self->series->len; i++)
    {
      OrielXySeries *series = oriel_xy_series_at (self, i);

      if (series->options.hide_legend)
        continue;
      series->legend = entry++;
      oriel_legend_add (self->legend, series->y, series->label, series->color, FALSE, series->frame,
                        series->field, input->theme, input->zone);
    }
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  OrielXyModel *self = g_new0 (OrielXyModel, 1);

  self->base.klass = &oriel_xy_chart_class;
  self->theme = input->theme;
  self->zone = input->zone;
  self->frames = oriel_viz_keep_frames (input);
  self->series = g_array_new (FALSE, TRUE, sizeof (OrielXySeries));
  g_array_set_clear_func (self->series, clear_series);
  oriel_xy_collect (self, input);
  fill_legend (self, input);
  if (self->series->len > 0)
    {
      const OrielField *x = oriel_xy_series_at (self, 0)->x;

      self->x_is_time = x->type == ORIEL_FIELD_TIME;
      self->x_display = oriel_display_new (x, input->theme, input->zone, input->now_ms);
    }
  return &self->base;
}

static char *
x_text (const OrielXyModel *self, double x)
{
  char text[ORIEL_AXIS_BUFFER];

  if (self->x_is_time)
    return oriel_date_format ((gint64) x, self->zone, ORIEL_DATE_FORMAT_FULL);
  oriel_viz_format_axis (x, -1, self->x_display, text);
  return g_strdup (text);
}

/* The measure of x without its limits. */
static OrielScale
measure_of (const OrielXyModel *self)
{
  const OrielScaleOptions *options = &self->x_options.scale;

  return (OrielScale){
    .kind = self->x_is_time ? ORIEL_SCALE_LINEAR : options->kind,
    .log_base = options->log_base,
    .linear_threshold = options->linear_threshold,
    .min = 1e-300,
    .max = 1,
  };
}

/* The row whose x is nearest on the scale; FALSE when there is none. */
static gboolean
nearest_row (const OrielXySeries *series, const OrielScale *scale, double x, gsize *row)
{
  double best = INFINITY;

  for (gsize i = 0; i < series->y->column->n_rows; i++)
    {
      double distance = fabs (oriel_scale_forward (scale, oriel_xy_x (series, i)) - x);

      if (!(distance < best) || isnan (series->y->column->numbers[i]))
        continue;
      best = distance;
      *row = i;
    }
  return isfinite (best);
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const OrielXyModel *self = (const OrielXyModel *) model;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  OrielScale scale = measure_of (self);

  if (title != NULL)
    *title = self->series->len > 0 ? x_text (self, oriel_scale_backward (&scale, x)) : NULL;
  for (guint i = 0; i < self->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (self, i);
      OrielVizTip tip = { .label = series->label, .color = series->color };
      g_autofree char *at = NULL;
      char value[ORIEL_AXIS_BUFFER];
      gsize row = 0;

      if (series->options.hide_tooltip || !oriel_xy_is_shown (series, state) ||
          !nearest_row (series, &scale, x, &row))
        continue;
      tip.numeric = series->y->column->numbers[row];
      at = x_text (self, oriel_xy_x (series, row));
      oriel_viz_format_axis (tip.numeric, -1, series->display, value);
      g_snprintf (tip.value, sizeof tip.value, "%s (%s)", value, at);
      tip.frame = series->frame;
      tip.field = series->field;
      tip.row = (int) row;
      g_array_append_val (rows, tip);
    }
  return rows;
}

static const OrielVizSeries *
get_series (const OrielVizModel *model, guint *n)
{
  return oriel_legend_get_series (((const OrielXyModel *) model)->legend, n);
}

static void
append_series (GString *text, const OrielXyModel *self, const OrielXySeries *series)
{
  double min = INFINITY, max = -INFINITY;
  guint n = 0;
  char from[ORIEL_AXIS_BUFFER], to[ORIEL_AXIS_BUFFER];

  for (gsize i = 0; i < series->y->column->n_rows; i++)
    {
      double y = series->y->column->numbers[i];

      if (isnan (y) || isnan (oriel_xy_x (series, i)))
        continue;
      min = MIN (min, y);
      max = MAX (max, y);
      n++;
    }
  g_string_append_printf (text, "\n%s: ", series->label);
  if (n == 0)
    {
      g_string_append (text, _ ("no values"));
      return;
    }
  oriel_viz_format_axis (min, -1, series->display, from);
  oriel_viz_format_axis (max, -1, series->display, to);
  g_string_append_printf (text, _ ("%u points, %s to %s"), n, from, to);
}

static char *
describe (const OrielVizModel *model)
{
  const OrielXyModel *self = (const OrielXyModel *) model;
  GString *text = g_string_new (NULL);

  if (self->series->len == 0)
    return g_string_free (g_string_append (text, _ ("XY chart, no data")), FALSE);
  g_string_append_printf (text, _ ("XY chart, %u series over %s"), self->series->len,
                          oriel_viz_field_name (oriel_xy_series_at (self, 0)->x));
  for (guint i = 0; i < MIN (self->series->len, MAX_DESCRIBED); i++)
    append_series (text, self, oriel_xy_series_at (self, i));
  if (self->series->len > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), self->series->len - MAX_DESCRIBED);
  return g_string_free (text, FALSE);
}

static void
model_free (OrielVizModel *model)
{
  OrielXyModel *self = (OrielXyModel *) model;

  g_array_unref (self->series);
  g_ptr_array_unref (self->frames);
  oriel_legend_free (self->legend);
  oriel_display_free (self->x_display);
  g_free (self->x_label);
  g_free (self->y_label);
  g_free (self);
}

const OrielVizClass oriel_xy_chart_class = {
  .type = "xychart",
  .prepare = prepare,
  .layout = oriel_xy_layout,
  .hit = oriel_xy_hit,
  .tips = tips,
  .series = get_series,
  .describe = describe,
  .free = model_free,
};
