/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-bar-chart.h: fields, options, legend, tooltips and words. Drawn by
 * oriel-bar-chart-layout.c. */

#include "config.h"

#include "viz/barchart/oriel-bar-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"
#include "field/oriel-color-scheme.h"
#include "viz/oriel-join-by-time.h"
#include "viz/oriel-threshold-texts.h"
#include "viz/timeseries/oriel-time-series-lanes.h"

#define MAX_GROUPS 100000
#define MAX_SERIES 2000
#define MAX_DESCRIBED 12
#define MAX_EXTRAS 50
#define FILL_OPACITY 80.0

#define SECOND_MS 1e3
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

static void
read_options (OrielBarChartModel *self, JsonObject *options)
{
  static const OrielWord stackings[] = {
    { "none", ORIEL_STACK_NONE },
    { "normal", ORIEL_STACK_NORMAL },
    { "percent", ORIEL_STACK_PERCENT },
    { 0 },
  };

  self->orientation =
    oriel_orientation_from_name (oriel_json_string (options, "orientation", "auto"));
  self->show_value = oriel_viz_show (options, "showValue", ORIEL_SHOW_AUTO);
  self->value_px = oriel_viz_clamped (oriel_json_object (options, "text"), "valueSize", 0, 0, 200);
  self->group_width = oriel_viz_clamped (options, "groupWidth", 0.7, 0, 1);
  self->bar_width = oriel_viz_clamped (options, "barWidth", 0.97, 0, 1);
  self->bar_radius = oriel_viz_clamped (options, "barRadius", 0, 0, 0.5);
  self->stacking =
    (OrielStackMode) oriel_viz_word (options, "stacking", stackings, ORIEL_STACK_NONE);
  self->rotation = oriel_viz_clamped (options, "xTickLabelRotation", 0, -90, 90);
  self->spacing = oriel_viz_clamped (options, "xTickLabelSpacing", 0, -10000, 10000);
  self->lights_all =
    self->stacking == ORIEL_STACK_NONE && oriel_json_boolean (options, "fullHighlight", FALSE);
  oriel_tip_options_read (&self->series.base.tips, options);
  self->max_length = (guint) oriel_viz_clamped (options, "xTickLabelMaxLength", 0, 0, 10000);
}

/* The field whose values are the groups: as the options say, the first text, the first time. */
static const OrielField *
find_groups (const OrielFrame *frame, const char *name)
{
  const OrielField *text = oriel_frame_first_field (frame, ORIEL_FIELD_STRING, NULL);

  for (guint i = 0; name != NULL && *name != '\0' && i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (g_strcmp0 (field->display_name, name) == 0 || g_strcmp0 (field->name, name) == 0)
        return field;
    }
  return text != NULL ? text : oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
}

static void
set_look (OrielBarChartModel *self, OrielTimeSeries *series, const OrielVizInput *input)
{
  const OrielField *field = series->config;
  OrielSeriesOptions *options = &series->options;

  oriel_series_options_read (options, field->config);
  options->fill_opacity =
    oriel_viz_clamped (field->config->custom, "fillOpacity", FILL_OPACITY, 0, 100);
  options->draw_style = ORIEL_DRAW_BARS;
  options->stack_mode = self->stacking;
  options->stack_group = "_";
  options->scale.is_percent = FALSE;
  /* bars stand on zero, unless a limit is set */
  if (oriel_is_null (options->scale.soft_min) && oriel_is_null (field->config->min))
    options->scale.soft_min = 0;
  if (oriel_is_null (options->scale.soft_max) && oriel_is_null (field->config->max))
    options->scale.soft_max = 0;
  series->label = g_strdup (oriel_viz_field_name (field));
  series->display = oriel_display_new (field, input->theme, input->zone, input->now_ms);
  series->axis_display = oriel_display_new (field, input->theme, input->zone, input->now_ms);
  series->color = oriel_display_series_color (series->display, field);
  series->scale_key = g_strdup (field->config->unit != NULL ? field->config->unit : "__fixed");
}

/* The field in a frame of its own, numbered among the bars for its colour. */
static OrielFrame *
numbered (const OrielField *field, int number)
{
  OrielFrame *frame = oriel_frame_new (NULL, NULL, field->column->n_rows);
  OrielField *copy =
    oriel_frame_add_field (frame, field->name, field->labels, field->config, field->column);

  copy->display_name = g_strdup (field->display_name);
  copy->series_index = number;
  copy->range = field->range;
  return frame;
}

static void
add_series (OrielBarChartModel *self, const OrielVizInput *input, OrielFrame *frame, guint index)
{
  OrielFrame *own = numbered (oriel_frame_field (frame, index), (int) self->series.series->len);
  OrielField *field = oriel_frame_field (own, 0);
  OrielTimeSeries series = {
    .own_frame = own,
    .frame = 0,
    .field = index,
    .origin = frame,
    .config = field,
    .legend = -1,
    .n = self->n_groups,
  };

  series.times = series.owned_times = g_new (gint64, self->n_groups + 1);
  series.values = series.owned_values = g_new (double, self->n_groups + 1);
  for (gsize i = 0; i < self->n_groups; i++)
    {
      double value = field->column->numbers[i];

      series.owned_times[i] = (gint64) i;
      series.owned_values[i] = isfinite (value) ? value : oriel_null ();
    }
  set_look (self, &series, input);
  if (self->percent_displays != NULL)
    g_ptr_array_add (self->percent_displays,
                     oriel_viz_display_new (field, "percentunit", -1, input));
  g_array_append_val (self->series.series, series);
}

static const char *
time_format (double step)
{
  return step < SECOND_MS      ? "HH:mm:ss.SSS"
         : step < MINUTE_MS    ? "HH:mm:ss"
         : step < HOUR_MS      ? "HH:mm"
         : step < DAY_MS       ? "MM/DD HH:mm"
         : step < 28 * DAY_MS  ? "MM/DD"
         : step < 365 * DAY_MS ? "YYYY-MM"
                               : "YYYY";
}

static void
read_labels (OrielBarChartModel *self, const OrielVizInput *input, const OrielField *groups)
{
  g_autoptr (OrielDisplay) display =
    oriel_display_new (groups, input->theme, input->zone, input->now_ms);
  const char *unit = groups->config->unit;
  gboolean is_auto =
    groups->type == ORIEL_FIELD_TIME && (unit == NULL || !g_str_has_prefix (unit, "time:"));
  double step = is_auto && self->n_groups > 1
                  ? (double) (groups->column->times[1] - groups->column->times[0])
                  : 365 * DAY_MS;

  self->labels = g_new0 (char *, self->n_groups + 1);
  for (gsize i = 0; i < self->n_groups; i++)
    {
      OrielDisplayValue shown;

      if (is_auto)
        {
          self->labels[i] =
            oriel_date_format (groups->column->times[i], input->zone, time_format (step));
          continue;
        }
      oriel_display_row (display, groups, i, &shown);
      self->labels[i] = g_strconcat (shown.formatted.prefix,
                                     shown.whole != NULL ? shown.whole : shown.formatted.text,
                                     shown.formatted.suffix, NULL);
    }
}

static void
read_axis (OrielBarChartModel *self, const OrielField *groups)
{
  JsonObject *custom = groups->config->custom;
  const char *label = oriel_json_string (custom, "axisLabel", "");

  self->axis_hidden = strcmp (oriel_json_string (custom, "axisPlacement", ""), "hidden") == 0;
  self->axis_label = *label != '\0' ? g_strdup (label) : NULL;
}

static gboolean
has_colored_mapping (const OrielFieldConfig *config)
{
  for (guint i = 0; config->mappings != NULL && i < config->mappings->len; i++)
    {
      const OrielMapping *mapping = g_ptr_array_index (config->mappings, i);

      for (guint k = 0; k < mapping->results->len; k++)
        if (g_array_index (mapping->results, OrielMappingResult, k).color != NULL)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_by_thresholds (const OrielFieldConfig *config)
{
  return oriel_color_scheme_find (config->color_mode)->kind == ORIEL_COLOR_BY_THRESHOLD;
}

/* Bars have colours of their own by another field, by thresholds or by mapped values. */
static void
find_bar_colors (OrielBarChartModel *self, const OrielVizInput *input, const OrielFrame *frame)
{
  const char *name = oriel_json_string (input->options, "colorByField", NULL);

  for (guint i = 0; name != NULL && i < frame->fields->len && self->color_field == NULL; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (g_strcmp0 (field->display_name, name) == 0 || g_strcmp0 (field->name, name) == 0)
        self->color_field = field;
    }
  if (self->color_field != NULL)
    {
      self->color_display =
        oriel_display_new (self->color_field, input->theme, input->zone, input->now_ms);
      self->bar_opacity =
        oriel_viz_clamped (self->color_field->config->custom, "fillOpacity", FILL_OPACITY, 0, 100) /
        100;
      self->has_bar_colors = TRUE;
      return;
    }
  self->bar_opacity = oriel_time_series_at (&self->series, 0)->options.fill_opacity / 100;
  for (guint i = 0; i < self->series.series->len; i++)
    {
      const OrielFieldConfig *config = oriel_time_series_at (&self->series, i)->config->config;

      if (is_by_thresholds (config) || has_colored_mapping (config))
        self->has_bar_colors = TRUE;
    }
}

static void
clear_extra (gpointer data)
{
  oriel_display_free (((OrielBarChartExtra *) data)->display);
}

static void
add_extra (OrielBarChartModel *self, const OrielVizInput *input, const OrielField *field)
{
  OrielBarChartExtra extra = { .field = field };

  if (oriel_viz_is_hidden (field, "tooltip") || self->extras->len == MAX_EXTRAS)
    return;
  extra.display = oriel_display_new (field, input->theme, input->zone, input->now_ms);
  g_array_append_val (self->extras, extra);
}

static gboolean
collect (OrielBarChartModel *self, const OrielVizInput *input)
{
  OrielFrame *frame;
  const OrielField *groups;

  if (self->series.frames->len == 0)
    {
      self->message = g_strdup (_ ("No data"));
      return FALSE;
    }
  frame = oriel_viz_join_by_time (self->series.frames);
  g_ptr_array_add (self->series.frames, frame);
  groups = find_groups (frame, oriel_json_string (input->options, "xField", NULL));
  self->n_groups = MIN (frame->n_rows, MAX_GROUPS);
  if (groups == NULL || self->n_groups == 0)
    {
      self->message = g_strdup (groups == NULL && frame->n_rows > 0
                                  ? _ ("Bar charts require a string or time field")
                                  : _ ("No data"));
      return FALSE;
    }

  for (guint i = 0; i < frame->fields->len && self->series.series->len < MAX_SERIES; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field == groups)
        continue;
      if (field->type == ORIEL_FIELD_NUMBER && !oriel_viz_is_hidden (field, "viz"))
        add_series (self, input, frame, i);
      else
        add_extra (self, input, field);
    }
  if (self->series.series->len == 0)
    {
      self->message = g_strdup (_ ("No numeric fields found"));
      return FALSE;
    }
  self->n_all = self->series.series->len;
  self->series.range.to_ms = (gint64) self->n_groups - 1;
  self->groups = groups;
  read_labels (self, input, groups);
  read_axis (self, groups);
  find_bar_colors (self, input, frame);
  return TRUE;
}

/* Several series mostly have the same thresholds and mappings: each stands there once. */
static void
add_item (OrielBarChartModel *self,
          const OrielVizInput *input,
          GHashTable *seen,
          const OrielField *field,
          const char *label,
          const char *color)
{
  OrielColor parsed;

  if (!g_hash_table_add (seen, g_strdup_printf ("%s\n%s", label, color != NULL ? color : "")))
    return;
  oriel_theme_color (input->theme, color != NULL ? color : "#808080", &parsed);
  oriel_legend_add (self->series.legend, field, label, parsed, FALSE, -1, -1, input->theme,
                    input->zone);
}

static void
add_steps (OrielBarChartModel *self,
           const OrielVizInput *input,
           GHashTable *seen,
           const OrielField *field)
{
  const OrielThresholds *thresholds = field->config->thresholds;
  g_autoptr (GPtrArray) texts = oriel_threshold_texts (field->config);

  for (guint i = 0; i < texts->len; i++)
    add_item (self, input, seen, field, g_ptr_array_index (texts, i),
              g_array_index (thresholds->steps, OrielThreshold, i).color);
}

/* The thresholds' colours stand for the series where the panel colours by them: it is the groups'
 * field that tells, not what an override says of a series. FALSE when there are none. */
static gboolean
add_threshold_items (OrielBarChartModel *self, const OrielVizInput *input, gboolean is_table)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (is_table || g_strcmp0 (self->groups->config->color_mode, "thresholds") != 0)
    return FALSE;
  for (guint i = 0; i < self->series.series->len; i++)
    {
      const OrielField *field = oriel_time_series_at (&self->series, i)->config;
      const OrielThresholds *thresholds = field->config->thresholds;

      if (thresholds != NULL && thresholds->steps->len > 1)
        add_steps (self, input, seen, field);
    }
  return g_hash_table_size (seen) > 1;
}

static void
add_mapping_items (OrielBarChartModel *self,
                   const OrielVizInput *input,
                   GHashTable *seen,
                   const OrielField *field)
{
  GPtrArray *mappings = field->config->mappings;

  for (guint i = 0; mappings != NULL && i < mappings->len; i++)
    {
      const OrielMapping *mapping = g_ptr_array_index (mappings, i);

      for (guint k = 0; k < mapping->results->len; k++)
        {
          const OrielMappingResult *result =
            &g_array_index (mapping->results, OrielMappingResult, k);
          const char *text = mapping->kind == ORIEL_MAPPING_VALUE
                               ? g_ptr_array_index (mapping->keys, k)
                             : result->text != NULL ? result->text
                                                    : mapping->pattern;

          add_item (self, input, seen, field, text != NULL ? text : "", result->color);
        }
    }
}

static gboolean
has_mappings (const OrielBarChartModel *self)
{
  for (guint i = 0; i < self->series.series->len; i++)
    {
      GPtrArray *mappings = oriel_time_series_at (&self->series, i)->config->config->mappings;

      if (mappings != NULL && mappings->len > 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_all_mapping_items (OrielBarChartModel *self, const OrielVizInput *input)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->series.series->len; i++)
    add_mapping_items (self, input, seen, oriel_time_series_at (&self->series, i)->config);
}

static gboolean
has_shown_names (const OrielBarChartModel *self)
{
  for (guint i = 0; i < self->series.series->len; i++)
    if (!oriel_time_series_at (&self->series, i)->options.hide_legend)
      return TRUE;
  return FALSE;
}

static void
fill_legend (OrielBarChartModel *self, const OrielVizInput *input)
{
  JsonObject *options = oriel_json_object (input->options, "legend");
  gboolean is_table = strcmp (oriel_json_string (options, "displayMode", "list"), "table") == 0;
  gboolean maps = !is_table && has_mappings (self);
  int entry = 0;

  self->series.legend = oriel_legend_new (options);
  if (!has_shown_names (self))
    return;
  if (add_threshold_items (self, input, is_table))
    {
      add_all_mapping_items (self, input);
      return;
    }
  for (guint i = 0; i < self->series.series->len && (!maps || self->n_all > 1); i++)
    {
      OrielTimeSeries *series = oriel_time_series_at (&self->series, i);

      if (series->options.hide_legend)
        continue;
      series->legend = entry++;
      oriel_legend_add (self->series.legend, series->config, series->label, series->color,
                        series->options.axis_place == ORIEL_PLACE_RIGHT, (int) series->frame,
                        (int) series->field, input->theme, input->zone);
      if (series->options.hide_viz)
        oriel_legend_set_undrawn (self->series.legend);
    }
  if (maps)
    add_all_mapping_items (self, input);
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  OrielBarChartModel *self = g_new0 (OrielBarChartModel, 1);

  self->series.base.klass = &oriel_bar_chart_class;
  self->series.theme = input->theme;
  self->series.frames = oriel_viz_keep_frames (input);
  self->series.series = g_array_new (FALSE, TRUE, sizeof (OrielTimeSeries));
  g_array_set_clear_func (self->series.series, oriel_time_series_clear);
  self->extras = g_array_new (FALSE, TRUE, sizeof (OrielBarChartExtra));
  g_array_set_clear_func (self->extras, clear_extra);
  read_options (self, input->options);
  if (self->stacking == ORIEL_STACK_PERCENT)
    self->percent_displays = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_display_free);
  if (collect (self, input))
    fill_legend (self, input);
  return &self->series.base;
}

/* What the row of a group says besides its bars. */
static void
add_extra_tips (const OrielBarChartModel *self, gsize group, GArray *rows)
{
  for (guint i = 0; i < self->extras->len; i++)
    {
      const OrielBarChartExtra *extra = &g_array_index (self->extras, OrielBarChartExtra, i);
      OrielVizTip tip = {
        .label = oriel_viz_field_name (extra->field),
        .numeric = oriel_null (),
        .frame = ORIEL_TIP_OF_ALL,
        .field = -1,
        .row = (int) group,
      };
      OrielDisplayValue shown;

      oriel_display_row (extra->display, extra->field, group, &shown);
      g_snprintf (tip.value, sizeof tip.value, "%s%s%s", shown.formatted.prefix,
                  shown.whole != NULL ? shown.whole : shown.formatted.text, shown.formatted.suffix);
      g_array_append_val (rows, tip);
    }
}

/* A bar that has the colour of its value says so. */
static OrielColor
tip_color (const OrielBarChartModel *self, OrielTimeSeries *series, gsize group)
{
  OrielDisplayValue shown;

  if (!self->has_bar_colors || self->color_field != NULL)
    return series->color;
  oriel_display_number (series->display, series->values[group], -1, &shown);
  return shown.color;
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const OrielBarChartModel *self = (const OrielBarChartModel *) model;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  gsize group = (gsize) CLAMP (round (x), 0, MAX ((double) self->n_groups - 1, 0));

  if (title != NULL)
    *title = NULL;
  if (self->message != NULL)
    return rows;
  if (title != NULL)
    *title = g_strdup (self->labels[group]);
  for (guint i = 0; i < self->series.series->len; i++)
    {
      OrielTimeSeries *series = oriel_time_series_at (&self->series, i);
      OrielVizTip tip = { .label = series->label };

      if (series->options.hide_tooltip || !oriel_time_series_is_shown (series, state) ||
          isnan (series->values[group]))
        continue;
      tip.color = tip_color (self, series, group);
      oriel_viz_write_number (series->display, series->values[group], -1, tip.value,
                              sizeof tip.value);
      tip.numeric = series->values[group];
      tip.frame = (int) series->frame;
      tip.field = (int) series->field;
      tip.row = (int) group;
      g_array_append_val (rows, tip);
    }
  add_extra_tips (self, group, rows);
  return rows;
}

static const OrielVizSeries *
get_series (const OrielVizModel *model, guint *n)
{
  const OrielBarChartModel *self = (const OrielBarChartModel *) model;

  *n = 0;
  return self->series.legend != NULL ? oriel_legend_get_series (self->series.legend, n) : NULL;
}

static void
append_group (GString *text, const OrielBarChartModel *self, gsize group)
{
  g_string_append_printf (text, "\n%s: ", self->labels[group]);
  for (guint i = 0; i < MIN (self->series.series->len, MAX_DESCRIBED); i++)
    {
      OrielTimeSeries *series = oriel_time_series_at (&self->series, i);
      char value[ORIEL_AXIS_BUFFER];

      oriel_viz_format_axis (series->values[group], -1, series->display, value);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", series->label, value);
    }
}

static char *
describe (const OrielVizModel *model)
{
  const OrielBarChartModel *self = (const OrielBarChartModel *) model;
  GString *text = g_string_new (NULL);

  if (self->message != NULL)
    return g_string_free (g_string_append (text, self->message), FALSE);
  g_string_append_printf (text, _ ("Bar chart, %u groups of %u series"), (guint) self->n_groups,
                          self->series.series->len);
  for (gsize i = 0; i < MIN (self->n_groups, MAX_DESCRIBED); i++)
    append_group (text, self, i);
  if (self->n_groups > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), (guint) self->n_groups - MAX_DESCRIBED);
  return g_string_free (text, FALSE);
}

static void
model_free (OrielVizModel *model)
{
  OrielBarChartModel *self = (OrielBarChartModel *) model;

  g_array_unref (self->series.series);
  g_array_unref (self->extras);
  g_ptr_array_unref (self->series.frames);
  oriel_legend_free (self->series.legend);
  oriel_display_free (self->color_display);
  g_clear_pointer (&self->percent_displays, g_ptr_array_unref);
  g_strfreev (self->labels);
  g_free (self->axis_label);
  g_free (self->message);
  g_free (self);
}

const OrielVizClass oriel_bar_chart_class = {
  .type = "barchart",
  .prepare = prepare,
  .layout = oriel_bar_chart_layout,
  .hit = oriel_bar_chart_hit,
  .tips = tips,
  .series = get_series,
  .describe = describe,
  .free = model_free,
};
