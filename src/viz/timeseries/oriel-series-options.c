/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one series is drawn; see the header. */

#include "config.h"

#include "viz/timeseries/oriel-series-options.h"

#include "base/oriel-json.h"

#include <math.h>
#include <string.h>

#define MAX_LINE_WIDTH 100.0
#define MAX_POINT_SIZE 200.0

/* A word of the dashboard and what it means here. */
typedef struct
{
  const char *word;
  int value;
} Word;

static const Word draw_styles[] = {
  { "line", ORIEL_DRAW_LINE },
  { "bars", ORIEL_DRAW_BARS },
  { "points", ORIEL_DRAW_POINTS },
  { 0 },
};
static const Word joins[] = {
  { "linear", ORIEL_JOIN_LINEAR },
  { "smooth", ORIEL_JOIN_SMOOTH },
  { "stepBefore", ORIEL_JOIN_STEP_BEFORE },
  { "stepAfter", ORIEL_JOIN_STEP_AFTER },
  { 0 },
};
static const Word points_modes[] = {
  { "auto", ORIEL_POINTS_AUTO },
  { "always", ORIEL_POINTS_ALWAYS },
  { "never", ORIEL_POINTS_NEVER },
  { 0 },
};
static const Word gradients[] = {
  { "none", ORIEL_GRADIENT_NONE },
  { "opacity", ORIEL_GRADIENT_OPACITY },
  { "hue", ORIEL_GRADIENT_HUE },
  { "scheme", ORIEL_GRADIENT_SCHEME },
  { 0 },
};
static const Word stack_modes[] = {
  { "none", ORIEL_STACK_NONE },
  { "normal", ORIEL_STACK_NORMAL },
  { "percent", ORIEL_STACK_PERCENT },
  { 0 },
};
static const Word transforms[] = {
  { "negative-Y", ORIEL_TRANSFORM_NEGATIVE_Y },
  { "constant", ORIEL_TRANSFORM_CONSTANT },
  { 0 },
};
static const Word places[] = {
  { "auto", ORIEL_PLACE_AUTO },
  { "left", ORIEL_PLACE_LEFT },
  { "right", ORIEL_PLACE_RIGHT },
  { "hidden", ORIEL_PLACE_HIDDEN },
  { 0 },
};
static const Word threshold_styles[] = {
  { "line", ORIEL_THRESHOLDS_LINE },
  { "dashed", ORIEL_THRESHOLDS_DASHED },
  { "area", ORIEL_THRESHOLDS_AREA },
  { "line+area", ORIEL_THRESHOLDS_LINE | ORIEL_THRESHOLDS_AREA },
  { "dashed+area", ORIEL_THRESHOLDS_DASHED | ORIEL_THRESHOLDS_AREA },
  { 0 },
};
static const Word distributions[] = {
  { "linear", ORIEL_SCALE_LINEAR },
  { "log", ORIEL_SCALE_LOG },
  { "symlog", ORIEL_SCALE_SYMLOG },
  { 0 },
};

static int
read_word (JsonObject *object, const char *member, const Word *words, int fallback)
{
  const char *text = oriel_json_string (object, member, NULL);

  for (guint i = 0; words[i].word != NULL; i++)
    if (g_strcmp0 (text, words[i].word) == 0)
      return words[i].value;
  return fallback;
}

static double
read_clamped (JsonObject *object, const char *member, double fallback, double low, double high)
{
  double value = oriel_json_number (object, member, fallback);

  return isnan (value) ? fallback : CLAMP (value, low, high);
}

static void
read_line_style (OrielSeriesOptions *options, JsonObject *custom)
{
  static const double dash[] = { 10, 10 };
  JsonObject *style = oriel_json_object (custom, "lineStyle");
  JsonArray *array = oriel_json_array (style, "dash");
  const char *fill = oriel_json_string (style, "fill", "solid");

  if (strcmp (fill, "dash") != 0 && strcmp (fill, "dot") != 0 && strcmp (fill, "square") != 0)
    return;

  options->dots = strcmp (fill, "dot") == 0;
  options->n_dashes = MIN (oriel_json_array_length (array), ORIEL_MAX_DASHES);
  for (guint i = 0; i < options->n_dashes; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      options->dashes[i] = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
        options->dashes[i] = (double) json_node_get_int (node);
    }
  if (options->n_dashes == 0)
    {
      memcpy (options->dashes, dash, sizeof dash);
      options->n_dashes = 2;
      if (options->dots)
        options->dashes[0] = 0;
    }
}

/* `spanNulls` and `insertNulls` are booleans or thresholds in ms. */
static void
read_nulls (OrielSeriesOptions *options, JsonObject *custom)
{
  options->span_nulls = oriel_json_boolean (custom, "spanNulls", FALSE);
  options->span_nulls_ms = MAX (oriel_json_number (custom, "spanNulls", 0), 0);
  options->insert_nulls_ms = oriel_json_number (custom, "insertNulls", oriel_null ());
}

static void
read_axis (OrielSeriesOptions *options, JsonObject *custom)
{
  const char *label = oriel_json_string (custom, "axisLabel", NULL);
  JsonNode *grid = oriel_json_member (custom, "axisGridShow");

  options->axis_place =
    (OrielAxisPlace) read_word (custom, "axisPlacement", places, ORIEL_PLACE_AUTO);
  options->axis_label = label != NULL && *label != '\0' ? label : NULL;
  options->axis_width = oriel_json_number (custom, "axisWidth", oriel_null ());
  if (!(options->axis_width > 0))
    options->axis_width = oriel_null ();
  options->axis_border = oriel_json_boolean (custom, "axisBorderShow", FALSE);
  options->axis_series_color =
    g_strcmp0 (oriel_json_string (custom, "axisColorMode", NULL), "series") == 0;
  options->axis_grid = grid == NULL ? -1 : oriel_json_boolean (custom, "axisGridShow", TRUE);
}

static void
read_scale (OrielSeriesOptions *options, const OrielFieldConfig *config)
{
  JsonObject *distribution = oriel_json_object (config->custom, "scaleDistribution");
  OrielScaleOptions *scale = &options->scale;

  oriel_scale_options_init (scale);
  scale->kind =
    (OrielScaleKind) read_word (distribution, "type", distributions, ORIEL_SCALE_LINEAR);
  scale->log_base = (int) oriel_json_int (distribution, "log", 10) == 2 ? 2 : 10;
  scale->linear_threshold = oriel_json_number (distribution, "linearThreshold", 1);
  if (!(scale->linear_threshold > 0))
    scale->linear_threshold = 1;
  scale->min = config->min;
  scale->max = config->max;
  scale->soft_min = oriel_json_number (config->custom, "axisSoftMin", oriel_null ());
  scale->soft_max = oriel_json_number (config->custom, "axisSoftMax", oriel_null ());
  scale->centered_zero = oriel_json_boolean (config->custom, "axisCenteredZero", FALSE);
  scale->decimals = config->decimals;
  scale->is_percent = options->stack_mode == ORIEL_STACK_PERCENT;
  scale->is_boolean = config->unit != NULL && g_str_has_prefix (config->unit, "bool");
}

/* `viz` was called `graph` at first, which still counts where it is. */
static void
read_hiding (OrielSeriesOptions *options, JsonObject *custom)
{
  JsonObject *hide = oriel_json_object (custom, "hideFrom");

  options->hide_viz = oriel_json_boolean (hide, "graph", oriel_json_boolean (hide, "viz", FALSE));
  options->hide_legend = oriel_json_boolean (hide, "legend", FALSE);
  options->hide_tooltip = oriel_json_boolean (hide, "tooltip", FALSE);
}

static void
read_drawing (OrielSeriesOptions *options, JsonObject *custom)
{
  options->draw_style =
    (OrielDrawStyle) read_word (custom, "drawStyle", draw_styles, ORIEL_DRAW_LINE);
  options->join = (OrielJoin) read_word (custom, "lineInterpolation", joins, ORIEL_JOIN_LINEAR);
  options->line_width = read_clamped (custom, "lineWidth", 1, 0, MAX_LINE_WIDTH);
  options->fill_opacity = read_clamped (custom, "fillOpacity", 0, 0, 100);
  options->gradient =
    (OrielGradientMode) read_word (custom, "gradientMode", gradients, ORIEL_GRADIENT_NONE);
  options->line_color = oriel_json_string (custom, "lineColor", NULL);
  options->fill_below_to = oriel_json_string (custom, "fillBelowTo", NULL);
  options->points =
    (OrielPointsMode) read_word (custom, "showPoints", points_modes, ORIEL_POINTS_AUTO);
  options->show_values = oriel_json_boolean (custom, "showValues", FALSE);
  options->point_size = read_clamped (custom, "pointSize", 5, 1, MAX_POINT_SIZE);
  options->bar_alignment = (int) read_clamped (custom, "barAlignment", 0, -1, 1);
  options->bar_width_factor = read_clamped (custom, "barWidthFactor", 0.6, 0.01, 1);
  options->bar_max_width = read_clamped (custom, "barMaxWidth", 200, 1, 1e5);
}

void
oriel_series_options_read (OrielSeriesOptions *options, const OrielFieldConfig *config)
{
  JsonObject *custom = config->custom;
  JsonObject *stacking = oriel_json_object (custom, "stacking");

  memset (options, 0, sizeof *options);
  read_drawing (options, custom);
  read_line_style (options, custom);
  read_nulls (options, custom);
  options->stack_mode =
    (OrielStackMode) read_word (stacking, "mode", stack_modes, ORIEL_STACK_NONE);
  options->stack_group = oriel_json_string (stacking, "group", "");
  options->transform =
    (OrielSeriesTransform) read_word (custom, "transform", transforms, ORIEL_TRANSFORM_NONE);
  options->thresholds_style =
    (guint) read_word (oriel_json_object (custom, "thresholdsStyle"), "mode", threshold_styles, 0);
  read_axis (options, custom);
  read_scale (options, config);
  read_hiding (options, custom);
}

static void
append_limit (GString *key, double limit)
{
  char text[ORIEL_NUMBER_BUFFER];

  if (oriel_is_null (limit))
    {
      g_string_append (key, "na");
      return;
    }
  oriel_number_to_string (limit, text);
  g_string_append (key, text);
}

static void
append_limits (GString *key, double min, double max)
{
  append_limit (key, min);
  g_string_append_c (key, '-');
  append_limit (key, max);
  g_string_append_c (key, '/');
}

static void
append_distribution (GString *key, const OrielScaleOptions *scale)
{
  static const char *const names[] = { "linear", "log", "symlog" };

  g_string_append (key, names[scale->kind]);
  if (scale->kind == ORIEL_SCALE_LOG)
    g_string_append_printf (key, "%d", scale->log_base);
}

char *
oriel_series_scale_key (const OrielFieldConfig *config, const char *type)
{
  GString *key = g_string_new (config->unit != NULL ? config->unit : "__fixed");
  OrielSeriesOptions options;

  oriel_series_options_read (&options, config);
  g_string_append_c (key, '/');
  append_limits (key, config->min, config->max);
  append_limits (key, options.scale.soft_min, options.scale.soft_max);
  g_string_append (key, oriel_json_string (config->custom, "axisPlacement", "auto"));
  g_string_append_c (key, '/');
  append_distribution (key, &options.scale);
  g_string_append_printf (key, "/%s/%s", options.axis_label != NULL ? options.axis_label : "na",
                          type);
  return g_string_free (key, FALSE);
}
