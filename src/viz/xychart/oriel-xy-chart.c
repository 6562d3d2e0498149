/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-xy-chart.h: legend, tooltips and words. Series are found by oriel-xy-chart-series.c
 * and drawn by oriel-xy-chart-layout.c. */

#include "config.h"

#include "viz/xychart/oriel-xy-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"

#define MAX_TIPS 100
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
      if (series->options.hide_viz)
        oriel_legend_set_undrawn (self->legend);
    }
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  OrielXyModel *self = g_new0 (OrielXyModel, 1);

  self->base.klass = &oriel_xy_chart_class;
  self->theme = input->theme;
  oriel_tip_options_read (&self->base.tips, input->options);
  self->zone = input->zone;
  self->now_ms = input->now_ms;
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

static void
add_field_tip (GArray *rows, const OrielXyModel *self, const OrielField *field, int frame, int row)
{
  OrielVizTip tip = { .label = oriel_viz_field_name (field), .frame = frame, .row = row };
  OrielDisplay *display;
  OrielDisplayValue shown;

  if (field == NULL || oriel_viz_is_hidden (field, "tooltip"))
    return;
  display = oriel_display_new (field, self->theme, self->zone, self->now_ms);
  oriel_display_row (display, field, (gsize) row, &shown);
  g_snprintf (tip.value, sizeof tip.value, "%s%s%s", shown.formatted.prefix,
              shown.whole != NULL ? shown.whole : shown.formatted.text, shown.formatted.suffix);
  tip.numeric = oriel_null ();
  tip.field = -1;
  g_array_append_val (rows, tip);
  oriel_display_free (display);
}

/* Whether a field is shown by one of the series of its frame. */
static gboolean
is_used (const OrielXyModel *self, const OrielField *field)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (self, i);

      if (series->x == field || series->y == field || series->size_field == field ||
          series->color_field == field)
        return TRUE;
    }
  return FALSE;
}

static const OrielXySeries *
series_of (const OrielXyModel *self, const OrielHit *hit)
{
  for (guint i = 0; i < self->series->len; i++)
    {
      const OrielXySeries *series = oriel_xy_series_at (self, i);

      if (series->frame == hit->frame && series->field == hit->field)
        return series;
    }
  return NULL;
}

/* A point with all that its row says. */
static GArray *
tips_of (const OrielVizModel *model, const OrielHit *hit, char **title)
{
  const OrielXyModel *self = (const OrielXyModel *) model;
  const OrielXySeries *series = series_of (self, hit);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  const OrielFrame *frame;

  if (series == NULL || hit->row < 0)
    return rows;
  frame = g_ptr_array_index (self->frames, series->frame);
  *title = g_strdup (series->label);
  add_field_tip (rows, self, series->x, series->frame, hit->row);
  add_field_tip (rows, self, series->y, series->frame, hit->row);
  if (series->size_field != NULL && series->size_field != series->y)
    add_field_tip (rows, self, series->size_field, series->frame, hit->row);
  if (series->color_field != NULL && series->color_field != series->y &&
      series->color_field != series->size_field)
    add_field_tip (rows, self, series->color_field, series->frame, hit->row);
  for (guint i = 0; i < frame->fields->len && rows->len < MAX_TIPS; i++)
    if (!is_used (self, oriel_frame_field (frame, i)))
      add_field_tip (rows, self, oriel_frame_field (frame, i), series->frame, hit->row);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, OrielVizTip, i).color =
      oriel_xy_point_color (self, series, (gsize) hit->row);
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
  .tips_of = tips_of,
  .series = get_series,
  .describe = describe,
  .free = model_free,
};
