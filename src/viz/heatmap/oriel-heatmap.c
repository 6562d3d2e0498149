/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-heatmap.h: options, colours, the y scale, tooltips and words. Cells are found by
 * oriel-heatmap-cells.c and drawn by oriel-heatmap-layout.c. */

#include "config.h"

#include "viz/heatmap/oriel-heatmap-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"
#include "field/oriel-heat-colors.h"

#define MAX_COLORS 256
#define DEFAULT_COLORS 64
#define HIDE_BELOW 1e-9
#define MAX_TIPS 1000
#define LEAST_PART 0.01 /* of a bar, to be seen */

static void
fill_opacity (OrielHeatmapModel *self, JsonObject *color)
{
  gboolean is_linear = strcmp (oriel_json_string (color, "scale", "exponential"), "linear") == 0;
  double exponent = is_linear ? 1 : oriel_viz_clamped (color, "exponent", 0.5, 0.01, 10);
  OrielColor fill;

  oriel_theme_color (self->theme, oriel_json_string (color, "fill", "dark-orange"), &fill);
  for (guint i = 0; i < self->n_colors; i++)
    self->palette[i] = oriel_color_with_alpha (
      fill, (float) pow (self->n_colors > 1 ? (double) i / (self->n_colors - 1) : 1, exponent));
}

static void
read_colors (OrielHeatmapModel *self, JsonObject *color)
{
  self->n_colors = (guint) oriel_viz_clamped (color, "steps", DEFAULT_COLORS, 1, MAX_COLORS);
  self->palette = g_new (OrielColor, self->n_colors);
  if (strcmp (oriel_json_string (color, "mode", "scheme"), "opacity") == 0)
    fill_opacity (self, color);
  else
    oriel_heat_colors_fill (oriel_json_string (color, "scheme", "Oranges"), self->theme,
                            oriel_json_boolean (color, "reverse", FALSE), self->palette,
                            self->n_colors);
  self->value_min = oriel_json_number (color, "min", oriel_null ());
  self->value_max = oriel_json_number (color, "max", oriel_null ());
}

/* A histogram is of all buckets. */
static void
read_tooltip (OrielHeatmapModel *self, JsonObject *tooltip)
{
  OrielTipOptions *tips = &self->base.tips;

  self->tips_have_scale = oriel_json_boolean (tooltip, "showColorScale", FALSE);
  self->tips_are_bars = oriel_json_boolean (tooltip, "yHistogram", FALSE);
  if (!oriel_json_boolean (tooltip, "show", TRUE)) /* of old panels */
    tips->mode = ORIEL_TIPS_NONE;
  if (self->tips_are_bars && tips->mode == ORIEL_TIPS_NEAREST)
    tips->mode = ORIEL_TIPS_ALL;
}

static void
read_options (OrielHeatmapModel *self, JsonObject *options)
{
  static const OrielWord places[] = {
    { "left", ORIEL_PLACE_LEFT },
    { "right", ORIEL_PLACE_RIGHT },
    { "hidden", ORIEL_PLACE_HIDDEN },
    { 0 },
  };
  JsonObject *axis = oriel_json_object (options, "yAxis");
  JsonObject *filter = oriel_json_object (options, "filterValues");
  const char *label = oriel_json_string (axis, "axisLabel", "");

  read_colors (self, oriel_json_object (options, "color"));
  oriel_tip_options_read (&self->base.tips, options);
  read_tooltip (self, oriel_json_object (options, "tooltip"));
  self->hide_le = oriel_json_number (filter, "le", HIDE_BELOW);
  self->hide_ge = oriel_json_number (filter, "ge", INFINITY);
  self->cell_gap = oriel_viz_clamped (options, "cellGap", 1, 0, 25);
  self->has_legend = oriel_json_boolean (oriel_json_object (options, "legend"), "show", TRUE);
  self->y_place = (OrielAxisPlace) oriel_viz_word (axis, "axisPlacement", places, ORIEL_PLACE_LEFT);
  self->y_min = oriel_json_number (axis, "min", oriel_null ());
  self->y_max = oriel_json_number (axis, "max", oriel_null ());
  self->y_reverse = oriel_json_boolean (axis, "reverse", FALSE);
  self->y_label = *label != '\0' ? g_strdup (label) : NULL;
  self->y_width = oriel_json_number (axis, "axisWidth", oriel_null ());
  if (!(self->y_width > 0))
    self->y_width = oriel_null ();
}

/* What of the values the colours span, where the options do not say. */
static void
find_value_range (OrielHeatmapModel *self)
{
  double least = INFINITY, greatest = -INFINITY;

  for (guint i = 0; i < self->cells.rows->len; i++)
    for (gsize k = 0; k < self->cells.n_x; k++)
      {
        double value = oriel_heat_value (&self->cells, oriel_heat_row (&self->cells, i), k);

        if (!oriel_heatmap_is_shown (self, value))
          continue;
        least = MIN (least, value);
        greatest = MAX (greatest, value);
      }
  if (isnan (self->value_min))
    self->value_min = least;
  if (isnan (self->value_max))
    self->value_max = greatest;
}

gboolean
oriel_heatmap_is_shown (const OrielHeatmapModel *model, double value)
{
  return value > model->hide_le && value < model->hide_ge;
}

guint
oriel_heatmap_color_of (const OrielHeatmapModel *model, double value)
{
  double range = model->value_max - model->value_min;
  double part = (value - model->value_min) / (range != 0 ? range : 1);

  if (!(part > 0))
    return 0;
  return (guint) MIN (floor (part * model->n_colors), model->n_colors - 1);
}

/* A limit that a person set on a logarithmic axis goes out to a whole power. */
static double
whole_power (const OrielHeatCells *cells, double limit, gboolean up)
{
  double exponent = cells->log_base == 10 ? log10 (limit) : log2 (limit);

  return pow (cells->log_base, up ? ceil (exponent) : floor (exponent));
}

static void
limit_logarithmic (const OrielHeatmapModel *model, OrielScale *scale)
{
  const OrielHeatCells *cells = &model->cells;

  if (cells->has_own_edges || cells->log_splits > 1)
    oriel_range_logarithmic (scale->min, scale->max, cells->log_base, TRUE, &scale->min,
                             &scale->max);
  if (model->y_min > 0)
    scale->min = whole_power (cells, model->y_min, FALSE);
  if (model->y_max > 0)
    scale->max = whole_power (cells, model->y_max, TRUE);
}

void
oriel_heatmap_scale (const OrielHeatmapModel *model, OrielScale *scale)
{
  const OrielHeatCells *cells = &model->cells;
  gboolean is_log = cells->scale != ORIEL_SCALE_LINEAR;

  *scale = (OrielScale){
    .kind = cells->scale,
    .log_base = cells->log_base,
    .linear_threshold = cells->linear_threshold,
    .min = INFINITY,
    .max = -INFINITY,
  };
  for (guint i = 0; i < cells->rows->len; i++)
    {
      const OrielHeatRow *row = oriel_heat_row (cells, i);

      if (isfinite (row->low) && (cells->scale != ORIEL_SCALE_LOG || row->low > 0))
        scale->min = MIN (scale->min, row->low);
      if (isfinite (row->high) && (cells->scale != ORIEL_SCALE_LOG || row->high > 0))
        scale->max = MAX (scale->max, row->high);
    }
  if (!(scale->min < scale->max))
    scale->min = is_log ? 1 : 0, scale->max = is_log ? cells->log_base : 1;
  if (is_log)
    limit_logarithmic (model, scale);
  else if (!cells->is_ordinal)
    {
      scale->min = isnan (model->y_min) ? scale->min : model->y_min;
      scale->max = isnan (model->y_max) ? scale->max : model->y_max;
    }
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  OrielHeatmapModel *self = g_new0 (OrielHeatmapModel, 1);

  self->base.klass = &oriel_heatmap_class;
  self->theme = input->theme;
  self->zone = input->zone;
  self->range = input->range;
  self->frames = oriel_viz_keep_frames (input);
  read_options (self, input->options);
  if (oriel_heat_cells_init (&self->cells, input, self->frames, &self->message))
    find_value_range (self);
  return &self->base;
}

/* The column whose instant is nearest to x. */
static gsize
nearest_column (const OrielHeatCells *cells, double x)
{
  double middle = cells->x_align == ORIEL_CELL_BEFORE  ? -cells->x_step / 2
                  : cells->x_align == ORIEL_CELL_AFTER ? cells->x_step / 2
                                                       : 0;
  gsize best = 0;

  for (gsize i = 1; i < cells->n_x; i++)
    if (fabs (cells->xs[i] + middle - x) < fabs (cells->xs[best] + middle - x))
      best = i;
  return best;
}

/* The moment, or number, at which a column ends. */
static char *
column_title (const OrielHeatmapModel *self, gsize column)
{
  const OrielHeatCells *cells = &self->cells;
  double end = cells->xs[column] + (cells->x_align == ORIEL_CELL_BEFORE ? 0 : cells->x_step);

  if (!cells->x_is_time)
    return g_strdup_printf ("%g", cells->xs[column]);
  return oriel_date_format ((gint64) end, self->zone, ORIEL_DATE_FORMAT_FULL);
}

static double
greatest_of (const OrielHeatmapModel *self, gsize column)
{
  double greatest = 0;

  for (guint i = 0; i < self->cells.rows->len; i++)
    {
      double value = oriel_heat_value (&self->cells, oriel_heat_row (&self->cells, i), column);

      if (oriel_heatmap_is_shown (self, value) && isfinite (value))
        greatest = MAX (greatest, value);
    }
  return greatest;
}

/* `greatest` > 0: the row has a bar, so long that the greatest fills it. */
static void
add_tip (const OrielHeatmapModel *self, guint index, gsize column, double greatest, GArray *rows)
{
  const OrielHeatRow *row = oriel_heat_row (&self->cells, index);
  double value = oriel_heat_value (&self->cells, row, column);
  OrielVizTip tip = {
    .label = row->name,
    .numeric = value,
    .frame = row->frame,
    .field = row->field,
    .row = (int) column,
  };

  if (!oriel_heatmap_is_shown (self, value))
    return;
  tip.color = self->palette[oriel_heatmap_color_of (self, value)];
  oriel_viz_write_number (self->cells.value_display, value, -1, tip.value, sizeof tip.value);
  if (greatest > 0)
    tip.part = CLAMP (value / greatest, 0, 1);
  g_array_append_val (rows, tip);
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const OrielHeatmapModel *self = (const OrielHeatmapModel *) model;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  gsize column;
  double greatest;

  if (title != NULL)
    *title = NULL;
  if (self->message != NULL || self->cells.n_x == 0)
    return rows;

  column = nearest_column (&self->cells, x);
  greatest = self->tips_are_bars ? greatest_of (self, column) : 0;
  if (title != NULL)
    *title = column_title (self, column);
  for (guint i = self->cells.rows->len; i > 0 && rows->len < MAX_TIPS; i--)
    add_tip (self, i - 1, column, greatest, rows);
  return rows;
}

/* Where the cell that was hit lies between the ends of the colour scale. */
static void
more_tips (const OrielVizModel *model, const OrielHit *hit, GArray *rows)
{
  const OrielHeatmapModel *self = (const OrielHeatmapModel *) model;
  double range = self->value_max - self->value_min;
  OrielVizTip tip = { .label = _ ("Colors"), .numeric = NAN, .frame = -1, .field = -1, .row = -1 };
  char least[ORIEL_AXIS_BUFFER], greatest[ORIEL_AXIS_BUFFER];

  if (!self->tips_have_scale || !(range > 0))
    return;
  oriel_viz_format_axis (self->value_min, -1, self->cells.value_display, least);
  oriel_viz_format_axis (self->value_max, -1, self->cells.value_display, greatest);
  g_snprintf (tip.value, sizeof tip.value, "%.60s – %.60s", least, greatest);
  tip.color = self->palette[oriel_heatmap_color_of (self, hit->y_value)];
  tip.part = CLAMP ((hit->y_value - self->value_min) / range, LEAST_PART, 1);
  g_array_append_val (rows, tip);
}

/* The bucket with the greatest value. */
static void
append_greatest (GString *text, const OrielHeatmapModel *self)
{
  const OrielHeatCells *cells = &self->cells;
  const OrielHeatRow *best = NULL;
  double greatest = -INFINITY;
  gsize column = 0;
  char value[ORIEL_AXIS_BUFFER];
  g_autofree char *when = NULL;

  for (guint i = 0; i < cells->rows->len; i++)
    for (gsize k = 0; k < cells->n_x; k++)
      if (oriel_heat_value (cells, oriel_heat_row (cells, i), k) > greatest)
        {
          best = oriel_heat_row (cells, i);
          column = k;
          greatest = oriel_heat_value (cells, best, k);
        }
  if (best == NULL)
    return;
  when = cells->x_is_time
           ? oriel_date_format ((gint64) cells->xs[column], self->zone, ORIEL_DATE_FORMAT_FULL)
           : g_strdup_printf ("%g", cells->xs[column]);
  oriel_viz_format_axis (greatest, -1, cells->value_display, value);
  g_string_append_printf (text, _ ("\nmost: %s in %s at %s"), value, best->name, when);
}

static char *
describe (const OrielVizModel *model)
{
  const OrielHeatmapModel *self = (const OrielHeatmapModel *) model;
  g_autofree char *from = NULL, *to = NULL;
  GString *text;

  if (self->message != NULL)
    return g_strdup_printf (_ ("Heatmap: %s"), self->message);
  from = oriel_date_format (self->range.from_ms, self->zone, ORIEL_DATE_FORMAT_FULL);
  to = oriel_date_format (self->range.to_ms, self->zone, ORIEL_DATE_FORMAT_FULL);
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("Heatmap, %u buckets in %u columns, %s to %s"),
                          self->cells.rows->len, (guint) self->cells.n_x, from, to);
  append_greatest (text, self);
  return g_string_free (text, FALSE);
}

static void
model_free (OrielVizModel *model)
{
  OrielHeatmapModel *self = (OrielHeatmapModel *) model;

  oriel_heat_cells_clear (&self->cells);
  g_ptr_array_unref (self->frames);
  g_free (self->palette);
  g_free (self->message);
  g_free (self->y_label);
  g_free (self);
}

const OrielVizClass oriel_heatmap_class = {
  .type = "heatmap",
  .marks = ORIEL_MARKS_LINES,
  .prepare = prepare,
  .layout = oriel_heatmap_layout,
  .hit = oriel_heatmap_hit,
  .tips = tips,
  .more_tips = more_tips,
  .describe = describe,
  .free = model_free,
};
