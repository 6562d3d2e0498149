/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scales and axes: own cases, and the oracle's records of Grafana's. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "field/oriel-display.h"
#include "oracle.h"
#include "viz/oriel-axis-draw.h"
#include "viz/oriel-axis.h"

/* A number member; missing and null become our null. */
static double
number_or_null (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (oracle_is_undefined (node) || JSON_NODE_HOLDS_NULL (node))
    return oriel_null ();
  return oracle_number (node);
}

static double
number_or (JsonObject *object, const char *member, double fallback)
{
  double value = number_or_null (object, member);

  return oriel_is_null (value) ? fallback : value;
}

static gboolean
same_pair (JsonObject *record, GString *why, double min, double max)
{
  JsonArray *result = json_object_get_array_member (record, "result");

  return oracle_same_number (why, "min", min, oracle_number (json_array_get_element (result, 0))) &&
         oracle_same_number (why, "max", max, oracle_number (json_array_get_element (result, 1)));
}

static OrielRangeLimit
read_limit (JsonObject *config, const char *member, double infinite)
{
  JsonObject *part = json_object_get_object_member (config, member);

  return (OrielRangeLimit){
    .pad = number_or (part, "pad", 0),
    .hard = number_or (part, "hard", infinite),
    .soft = number_or_null (part, "soft"),
    .soft_mode = (int) number_or (part, "mode", 0),
  };
}

static gboolean
check_range_num (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *config = json_object_get_object_member (record, "cfg");
  OrielRangeLimit low = read_limit (config, "min", -INFINITY);
  OrielRangeLimit high = read_limit (config, "max", INFINITY);
  double min, max;

  /* What is no range of numbers never reaches ours: it is a gap before. */
  if (!(number_or (record, "min", 0) <= number_or (record, "max", 0)) ||
      isinf (number_or (record, "min", 0)))
    return TRUE;
  oriel_range_numbers (number_or (record, "min", 0), number_or (record, "max", 0), &low, &high,
                       &min, &max);
  return same_pair (record, why, min, max);
}

static gboolean
check_range_num_pad (JsonObject *record, GString *why, gpointer data)
{
  gboolean extra = oriel_json_boolean (record, "extra", FALSE);
  OrielRangeLimit low = { number_or (record, "mult", 0), -INFINITY, extra ? 0 : oriel_null (),
                          extra ? 3 : 0 };
  OrielRangeLimit high = low;
  double min, max;

  high.hard = INFINITY;
  oriel_range_numbers (number_or_null (record, "min"), number_or_null (record, "max"), &low, &high,
                       &min, &max);
  return same_pair (record, why, min, max);
}

static gboolean
check_range_log (JsonObject *record, GString *why, gpointer data)
{
  gboolean asinh = strcmp (oriel_json_string (record, "kind", ""), "rangeAsinh") == 0;
  double min, max;

  (asinh ? oriel_range_asinh
         : oriel_range_logarithmic) (number_or_null (record, "min"), number_or_null (record, "max"),
                                     (int) number_or (record, "base", 10),
                                     oriel_json_boolean (record, "fullMags", FALSE), &min, &max);
  return same_pair (record, why, min, max);
}

static void
read_scale_options (JsonObject *object, OrielScaleOptions *options)
{
  const char *kind = oriel_json_string (object, "distribution", "linear");

  oriel_scale_options_init (options);
  options->kind = strcmp (kind, "log") == 0      ? ORIEL_SCALE_LOG
                  : strcmp (kind, "symlog") == 0 ? ORIEL_SCALE_SYMLOG
                                                 : ORIEL_SCALE_LINEAR;
  options->log_base = (int) number_or (object, "log", 10);
  options->linear_threshold = number_or (object, "linearThreshold", 1);
  options->min = number_or_null (object, "min");
  options->max = number_or_null (object, "max");
  options->soft_min = number_or_null (object, "softMin");
  options->soft_max = number_or_null (object, "softMax");
  options->centered_zero = oriel_json_boolean (object, "centeredZero", FALSE);
  options->decimals = (int) number_or (object, "decimals", -1);
  options->pad_min = number_or (object, "padMinBy", 0.1);
  options->pad_max = number_or (object, "padMaxBy", 0.1);
  options->is_percent = strcmp (oriel_json_string (object, "stackingMode", ""), "percent") == 0;
}

static gboolean
check_scale_range (JsonObject *record, GString *why, gpointer data)
{
  OrielScaleOptions options;
  OrielScale scale;

  read_scale_options (json_object_get_object_member (record, "props"), &options);
  options.is_boolean =
    strcmp (oriel_json_string (json_object_get_object_member (record, "props"), "scaleKey", ""),
            "bool") == 0;
  if (!oriel_scale_range (&options, number_or_null (record, "dataMin"),
                          number_or_null (record, "dataMax"), &scale))
    scale.min = scale.max = NAN;
  /* Grafana gives a range of NaN for a logarithm of nothing; ours is mended. */
  if (isnan (oracle_number (
        json_array_get_element (json_object_get_array_member (record, "result"), 1))) &&
      !isnan (scale.max))
    return scale.min < scale.max;
  return same_pair (record, why, scale.min, scale.max);
}

static gboolean
check_opt_min_max (JsonObject *record, GString *why, gpointer data)
{
  double a = number_or_null (record, "a"), b = number_or_null (record, "b");
  gboolean min = strcmp (oriel_json_string (record, "which", ""), "min") == 0;
  double ours = min ? oriel_min_of (a, b) : oriel_max_of (a, b);

  return oracle_same_number (why, "result", ours,
                             oracle_number (json_object_get_member (record, "result")));
}

static gboolean
check_fmt_num (JsonObject *record, GString *why, gpointer data)
{
  char text[ORIEL_AXIS_BUFFER];

  oriel_axis_format_plain (oracle_number (json_object_get_member (record, "value")), -1, NULL,
                           text);
  return oracle_same_text (why, "text", text, oriel_json_string (record, "text", NULL));
}

/* The display of a field with the record's unit and decimals. */
static OrielDisplay *
display_new (JsonObject *input)
{
  OrielFieldConfig *config = oriel_field_config_new ();
  g_autoptr (OrielColumn) column = oriel_column_new_take (ORIEL_FIELD_NUMBER, NULL, 0);
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, 0);
  OrielDisplay *display;

  config->unit = g_strdup (oriel_json_string (input, "unit", NULL));
  config->decimals = (int) number_or (input, "decimals", -1);
  display = oriel_display_new (oriel_frame_add_field (frame, "y", NULL, config, column),
                               oriel_theme_get (TRUE), NULL, 0);
  oriel_field_config_unref (config);
  return display;
}

typedef struct
{
  OrielDisplay *display;
  int decimals;
  gboolean is_money; /* has decimals of its own */
} Formatter;

static void
format_value (double value, int decimals, gpointer user_data, char *out)
{
  Formatter *formatter = user_data;
  OrielDisplayValue shown;

  oriel_display_number (formatter->display, value,
                        formatter->decimals >= 0 ? formatter->decimals
                        : formatter->is_money    ? -1
                                                 : decimals,
                        &shown);
  g_snprintf (out, ORIEL_AXIS_BUFFER, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
}

static gboolean
same_axis (GString *why, const char *name, const OrielAxis *axis, JsonObject *theirs)
{
  JsonArray *splits = json_object_get_array_member (theirs, "splits");
  JsonArray *labels = json_object_get_array_member (theirs, "labels");
  gboolean same =
    oracle_same_number (why, name, axis->scale.min,
                        oracle_number (json_object_get_member (theirs, "min"))) &&
    oracle_same_number (why, name, axis->scale.max,
                        oracle_number (json_object_get_member (theirs, "max"))) &&
    oracle_same_number (why, "increment", axis->increment,
                        oracle_number (json_object_get_member (theirs, "incr"))) &&
    oracle_same_number (why, "space", axis->space,
                        oracle_number (json_object_get_member (theirs, "space"))) &&
    oracle_same_number (why, "ticks", axis->ticks->len, json_array_get_length (splits));

  for (guint i = 0; same && i < axis->ticks->len; i++)
    {
      const OrielTick *tick = &g_array_index (axis->ticks, OrielTick, i);

      same = oracle_same_number (why, "tick", tick->value,
                                 oracle_number (json_array_get_element (splits, i))) &&
             oracle_same_text (why, "label", tick->label != NULL ? tick->label : "",
                               oriel_json_array_string (labels, i) != NULL
                                 ? oriel_json_array_string (labels, i)
                                 : "");
    }
  return same && oracle_same_number (why, "size", axis->size_px,
                                     oracle_number (json_object_get_member (theirs, "size")));
}

static void
data_range (JsonObject *input, gboolean positive, double *min, double *max)
{
  JsonArray *values = oriel_json_array (input, "values");

  *min = number_or_null (input, "yMin");
  *max = number_or_null (input, "yMax");
  if (positive && *min <= 0)
    *min = *max > 0 ? *max : oriel_null ();
  if (positive && *max <= 0)
    *max = oriel_null ();
  for (guint i = 0; i < oriel_json_array_length (values); i++)
    {
      JsonNode *node = json_array_get_element (values, i);

      if (JSON_NODE_HOLDS_NULL (node))
        continue;
      if (isnan (oracle_number (node)))
        {
          *min = *max = NAN; /* never reaches our scales: it is a gap before */
          return;
        }
      *min = oriel_min_of (*min, oracle_number (node));
      *max = oriel_max_of (*max, oracle_number (node));
    }
}

static void
set_x_axis (OrielAxis *axis, JsonObject *input)
{
  axis->is_time = oriel_json_boolean (input, "xTime", TRUE);
  axis->zone = oriel_time_zone_get (oriel_json_string (input, "tz", "utc"));
  if (strcmp (oriel_json_string (input, "tz", ""), "browser") == 0)
    axis->zone = oriel_time_zone_utc ();
  axis->scale.min = number_or (input, "from", 0);
  axis->scale.max = number_or (input, "to", 0);
}

static gboolean
set_y_axis (OrielAxis *axis, JsonObject *input, Formatter *formatter)
{
  static JsonObject *none = NULL;
  JsonObject *scale = oriel_json_object (input, "scale");
  OrielScaleOptions options;
  double min, max;

  if (none == NULL)
    none = json_object_new ();
  read_scale_options (scale != NULL ? scale : none, &options);
  options.decimals = formatter->decimals;
  data_range (input, options.kind == ORIEL_SCALE_LOG, &min, &max);
  axis->only_integers = options.decimals == 0 && options.kind == ORIEL_SCALE_LINEAR;
  axis->binary_increments = oriel_json_boolean (input, "binIncrs", FALSE);
  axis->format = format_value;
  axis->format_data = formatter;
  return (oriel_is_null (min) || !isnan (min)) &&
         oriel_scale_range (&options, min, max, &axis->scale);
}

static gboolean
same_plot (GString *why,
           const OrielAxis *axes,
           gboolean shown,
           const OrielRect *ours,
           JsonObject *record)
{
  JsonObject *plot = json_object_get_object_member (record, "plot");

  return same_axis (why, "x", &axes[0], json_object_get_object_member (record, "x")) &&
         (!shown || same_axis (why, "y", &axes[1], json_object_get_object_member (record, "y"))) &&
         oracle_same_number (why, "left", ours->x, number_or (plot, "left", 0)) &&
         oracle_same_number (why, "top", ours->y, number_or (plot, "top", 0)) &&
         oracle_same_number (why, "width", ours->width, number_or (plot, "width", 0)) &&
         oracle_same_number (why, "height", ours->height, number_or (plot, "height", 0));
}

static gboolean
check_plot (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *input = json_object_get_object_member (record, "input");
  g_autoptr (OrielDisplay) display = display_new (input);
  Formatter formatter = { display, (int) number_or (input, "decimals", -1),
                          g_str_has_prefix (oriel_json_string (input, "unit", ""), "currency") };
  OrielAxis axes[2];
  OrielRect ours;
  gboolean same, shown;

  oriel_axis_init (&axes[0], ORIEL_SIDE_BOTTOM);
  oriel_axis_init (&axes[1], ORIEL_SIDE_LEFT);
  set_x_axis (&axes[0], input);
  shown = set_y_axis (&axes[1], input, &formatter);
  ours = oriel_axes_layout (axes, shown ? 2 : 1, number_or (input, "width", 0),
                            number_or (input, "height", 0));
  /* NaN is a gap before it could reach a scale; Grafana's axis for it has no labels. */
  same = (!shown && oriel_json_array (input, "values") != NULL) ||
         same_plot (why, axes, shown, &ours, record);
  oriel_axis_clear (&axes[0]);
  oriel_axis_clear (&axes[1]);
  return same;
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "rangeNum", check_range_num },
    { "rangeNumPad", check_range_num_pad },
    { "rangeLog", check_range_log },
    { "rangeAsinh", check_range_log },
    { "scaleRange", check_scale_range },
    { "optMinMax", check_opt_min_max },
    { "fmtNum", check_fmt_num },
    { "time-x", check_plot },
    { "value-y", check_plot },
    { "value-x", check_plot },
    { NULL, NULL },
  };

  oriel_text_set_fixed_metrics (TRUE);
  oracle_run ("axis", kinds, NULL);
  oriel_text_set_fixed_metrics (FALSE);
}

static void
test_range (void)
{
  OrielScaleOptions options;
  OrielScale scale;

  oriel_scale_options_init (&options);
  g_assert_true (oriel_scale_range (&options, 0, 50, &scale));
  g_assert_cmpfloat (scale.min, ==, 0);
  g_assert_cmpfloat (scale.max, ==, 55);
  g_assert_false (oriel_scale_range (&options, oriel_null (), oriel_null (), &scale));
  g_assert_true (oriel_scale_range (&options, -INFINITY, NAN, &scale));
  g_assert_cmpfloat (scale.max, ==, 100);

  options.kind = ORIEL_SCALE_LOG;
  g_assert_true (oriel_scale_range (&options, 3, 700, &scale));
  g_assert_cmpfloat (scale.min, ==, 1);
  g_assert_cmpfloat (scale.max, ==, 1000);
  g_assert_cmpfloat_with_epsilon (oriel_scale_position (&scale, 10), 1 / 3., 1e-9);
}

/* Whatever the range, layout ends and its ticks ascend. */
static void
test_hostile_ranges (void)
{
  static const double numbers[] = { 0,    1e-300, -1e-300, 1e300, -1e300, 1.7e308, 5e-324,
                                    1e15, 1e22,   -3.5,    NAN,   1,      8.64e15, 1e13 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
      for (int kind = ORIEL_SCALE_LINEAR; kind <= ORIEL_SCALE_SYMLOG; kind++)
        {
          OrielAxis axes[2];

          oriel_axis_init (&axes[0], ORIEL_SIDE_BOTTOM);
          oriel_axis_init (&axes[1], ORIEL_SIDE_LEFT);
          axes[0].is_time = TRUE;
          axes[0].scale.min = axes[1].scale.min = numbers[i];
          axes[0].scale.max = axes[1].scale.max = numbers[k];
          axes[1].scale.kind = (OrielScaleKind) kind;
          oriel_axes_layout (axes, 2, 800, 300);
          for (guint t = 1; t < axes[1].ticks->len; t++)
            g_assert_cmpfloat (g_array_index (axes[1].ticks, OrielTick, t - 1).value, <=,
                               g_array_index (axes[1].ticks, OrielTick, t).value);
          oriel_axis_clear (&axes[0]);
          oriel_axis_clear (&axes[1]);
        }
}

/* Where the name of an axis beside a plot from 8 to 108 px has its middle. */
static double
middle_of_name (const char *name)
{
  g_autoptr (OrielScene) scene = oriel_scene_new (200, 200);
  OrielRect plot = { 40, 8, 150, 100 };
  OrielAxisLook look = { 0 };
  OrielAxis axis;
  guint n;

  oriel_axis_init (&axis, ORIEL_SIDE_LEFT);
  axis.name = name;
  oriel_axis_draw (&axis, scene, &plot, &look, oriel_theme_get (TRUE));
  oriel_axis_clear (&axis);
  return oriel_scene_get_items (scene, &n)[0].text.baseline;
}

static void
test_long_name (void)
{
  double middle = middle_of_name ("written (-) / read (+), all");

  g_assert_cmpfloat (middle_of_name ("bytes"), ==, 58);
  g_assert_cmpfloat (middle, >, 58);
  g_assert_cmpfloat (middle, <=, 65);
  /* What is longer than plot and labels together is cut at both ends. */
  g_assert_cmpfloat (middle_of_name ("a name that is far too long to stand there"), ==, 65);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/axis/range", test_range);
  g_test_add_func ("/viz/axis/hostile-ranges", test_hostile_ranges);
  g_test_add_func ("/viz/axis/long-name", test_long_name);
  g_test_add_func ("/viz/axis/oracle", test_oracle);
  return g_test_run ();
}
