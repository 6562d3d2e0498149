/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The display processor, thresholds and mappings: tables of our own, and
 * `oracle/display-processor.jsonl`. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-cell.h"
#include "field/oriel-color-scale.h"
#include "field/oriel-display.h"
#include "field/oriel-regex-replace.h"
#include "frame/oriel-field-config-private.h"
#include "oracle.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = oriel_json_parse (NULL, text, -1, ORIEL_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  return node;
}

/* A frame of one number field with a config. */
static OrielFrame *
frame_with (const char *config_text, const double *values, gsize n)
{
  g_autoptr (JsonNode) node = parse (config_text);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (json_node_get_object (node));
  g_autoptr (OrielColumn) column =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_memdup2 (values, n * sizeof *values), n);
  OrielFrame *frame = oriel_frame_new (NULL, NULL, n);

  oriel_frame_add_field (frame, "value", NULL, config, column);
  return frame;
}

static void
assert_shown (const char *config, double value, const char *shown, const char *color)
{
  static const double values[] = { 0, 100 };
  g_autoptr (OrielFrame) frame = frame_with (config, values, G_N_ELEMENTS (values));
  g_autoptr (OrielDisplay) display =
    oriel_display_new (oriel_frame_field (frame, 0), oriel_theme_get (TRUE), NULL, 0);
  g_autofree char *ours = NULL;
  OrielDisplayValue out;

  oriel_display_number (display, value, -1, &out);
  ours = g_strconcat (out.formatted.prefix, out.formatted.text, out.formatted.suffix, NULL);
  g_test_message ("%s", config);
  g_assert_cmpstr (ours, ==, shown);
  g_assert_cmpstr (out.color_text, ==, color);
}

#define STEPS                                                                                      \
  "[{\"value\":null,\"color\":\"green\"},{\"value\":50,\"color\":\"#EAB839\"},"                    \
  "{\"value\":80,\"color\":\"red\"}]"

static void
test_numbers (void)
{
  static const char *const absolute =
    "{\"unit\":\"percent\",\"thresholds\":{\"mode\":\"absolute\",\"steps\":" STEPS "}}";
  static const char *const percentage =
    "{\"min\":0,\"max\":10,\"thresholds\":{\"mode\":\"percentage\",\"steps\":" STEPS "}}";

  assert_shown ("{}", 12.345, "12.3", "#808080");
  assert_shown ("{\"decimals\":3}", 12.3456, "12.346", "#808080");
  assert_shown ("{\"decimals\":0}", 12.5, "13", "#808080");
  assert_shown ("{\"noValue\":\"-\"}", oriel_null (), "-", "#808080");
  assert_shown ("{\"noValue\":\"-\"}", NAN, "NaN", "#808080");
  assert_shown (absolute, 49.999, "50.0%", "#73BF69");
  assert_shown (absolute, 50, "50%", "#EAB839");
  assert_shown (absolute, 1e9, "1000000000%", "#F2495C");
  assert_shown (absolute, oriel_null (), "", "#73BF69");
  assert_shown (percentage, 8, "8", "#F2495C");
  assert_shown ("{\"color\":{\"mode\":\"continuous-BlPu\"}}", 0, "0", "rgb(87, 148, 242)");
  assert_shown ("{\"color\":{\"mode\":\"fixed\",\"fixedColor\":\"#abc\"}}", 0, "0", "#abc");
  assert_shown ("{\"color\":{\"mode\":\"shades\",\"fixedColor\":\"red\"}}", 0, "0", "#F2495C");
  assert_shown ("{\"color\":{\"mode\":\"palette-classic\"}}", 0, "0", "#73BF69");
}

/* Neighbours' decimals are for plain numbers that have none of their own. */
static void
test_adjacent_decimals (void)
{
  static const struct
  {
    const char *config;
    const char *shown;
  } cases[] = {
    { "{\"unit\":\"s\"}", "12.346 s" },
    { "{\"unit\":\"s\",\"decimals\":1}", "12.3 s" },
    { "{\"unit\":\"currencyUSD\"}", "$12.3" },
    { "{\"unit\":\"locale\"}", "12.346" },
  };
  static const double values[] = { 0, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrielFrame) frame = frame_with (cases[i].config, values, G_N_ELEMENTS (values));
      g_autoptr (OrielDisplay) display =
        oriel_display_new (oriel_frame_field (frame, 0), oriel_theme_get (TRUE), NULL, 0);
      g_autofree char *ours = NULL;
      OrielDisplayValue out;

      oriel_display_number (display, 12.3456, 3, &out);
      ours = g_strconcat (out.formatted.prefix, out.formatted.text, out.formatted.suffix, NULL);
      g_assert_cmpstr (ours, ==, cases[i].shown);
    }
}

static OrielDisplay *
enum_display (const char *config_text)
{
  g_autoptr (JsonNode) node = parse (config_text);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (json_node_get_object (node));
  const double values[] = { 0 };
  g_autoptr (OrielColumn) column =
    oriel_column_new_take (ORIEL_FIELD_ENUM, g_memdup2 (values, sizeof values), 1);
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, 1);

  oriel_frame_add_field (frame, "state", NULL, config, column);
  return oriel_display_new (oriel_frame_field (frame, 0), oriel_theme_get (TRUE), NULL, 0);
}

static void
assert_enum (const char *config, double value, const char *shown, const char *color)
{
  g_autoptr (OrielDisplay) display = enum_display (config);
  g_autofree char *ours = NULL;
  OrielDisplayValue out;

  oriel_display_number (display, value, -1, &out);
  ours = g_strconcat (out.formatted.prefix, out.formatted.text, out.formatted.suffix, NULL);
  g_assert_cmpstr (ours, ==, shown);
  g_assert_cmpstr (out.color_text, ==, color);
}

static void
test_enums (void)
{
  static const char *const plain =
    "{\"unit\":\"s\",\"type\":{\"enum\":{\"text\":[\"up\",\"down\"],\"color\":[\"#abc\"]}}}";
  static const char *const mapped =
    "{\"type\":{\"enum\":{\"text\":[\"up\",\"down\"]}},\"mappings\":["
    "{\"type\":\"value\",\"options\":{\"1\":{\"text\":\"mapped\",\"color\":\"red\"}}}]}";

  assert_enum (plain, 0, "up", "#abc");
  assert_enum (plain, 1, "down", "#F2CC0C");
  assert_enum (plain, 2, "2 s", "#5794F2");
  assert_enum (plain, 0.5, "500 ms", "#808080");
  assert_enum (plain, oriel_null (), "", NULL);
  assert_enum (mapped, 1, "mapped", "#F2495C");
  assert_enum (mapped, 0, "0", "#808080");
}

static void
test_mappings (void)
{
  static const char *const config =
    "{\"mappings\":["
    "{\"type\":\"value\",\"options\":{\"0\":{\"text\":\"off\",\"color\":\"red\"},"
    "\"1e3\":{\"text\":\"never\"},\"1.50\":{\"text\":\"never\"}}},"
    "{\"type\":\"range\",\"options\":{\"from\":1,\"to\":2,\"result\":{\"text\":\"low\"}}},"
    "{\"type\":\"regex\",\"options\":{\"pattern\":\"/(\",\"result\":{\"text\":\"never\"}}},"
    "{\"type\":\"special\",\"options\":{\"match\":\"null\",\"result\":{\"text\":\"none\"}}},"
    "{\"type\":\"special\",\"options\":{\"match\":\"nan\",\"result\":{\"text\":\"no number\"}}},"
    "{\"type\":\"nosuch\",\"options\":{}},{\"type\":1,\"value\":\"7\",\"text\":\"seven\"}]}";

  assert_shown (config, 0, "off", "#F2495C");
  assert_shown (config, -0.0, "off", "#F2495C");
  assert_shown (config, 1.5, "low", "#808080");
  assert_shown (config, 2.5, "2.50", "#808080");
  assert_shown (config, 7, "seven", "#808080");
  assert_shown (config, 1000, "1000", "#808080");
  assert_shown (config, oriel_null (), "none", "#808080");
  assert_shown (config, NAN, "no number", "#808080");
}

/* Old configs come back in today's form. */
static void
test_config_round_trip (void)
{
  static const char *const text =
    "{\"displayName\":\"a\",\"unit\":\"s\",\"decimals\":2,\"min\":0,\"max\":\"10\","
    "\"color\":{\"mode\":\"gradient\",\"gradientColorTo\":\"red\"},\"nullValueMode\":\"connected\","
    "\"custom\":{\"lineWidth\":2},\"links\":[{\"title\":\"x\"}],\"filterable\":true,"
    "\"thresholds\":{\"mode\":\"percentage\",\"steps\":" STEPS "}}";
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (json_node_get_object (node));
  g_autoptr (OrielFieldConfig) copy = oriel_field_config_copy (config);
  g_autoptr (JsonObject) ours = oriel_field_config_to_json (config);
  g_autoptr (JsonObject) copied = oriel_field_config_to_json (copy);
  g_autoptr (JsonNode) our_node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) copied_node = json_node_new (JSON_NODE_OBJECT);

  g_assert_cmpfloat (config->max, ==, 10);
  g_assert_cmpint (config->thresholds->mode, ==, ORIEL_THRESHOLDS_PERCENTAGE);
  g_assert_cmpstr (oriel_json_string (oriel_json_object (ours, "color"), "gradientColorTo", NULL),
                   ==, "red");
  g_assert_cmpstr (oriel_json_string (ours, "nullValueMode", NULL), ==, "connected");

  json_node_set_object (our_node, ours);
  json_node_set_object (copied_node, copied);
  g_assert_true (json_node_equal (our_node, copied_node));
  json_object_set_int_member (copy->custom, "lineWidth", 5);
  g_assert_cmpint (oriel_json_int (config->custom, "lineWidth", 0), ==, 2);
}

static void
test_replace (void)
{
  static const struct
  {
    const char *pattern, *text, *replacement, *result;
    gboolean global;
  } cases[] = {
    { "(\\w+)-(\\d)", "web-1!", "$2:$1", "1:web!", FALSE },
    { "[a-z](\\d)?", "a1b", "<$1>", "<1><>", TRUE },
    { "b", "abc", "[$`|$&|$']", "a[a|b|c]c", FALSE },
    { "b", "abc", "$$ $2 $", "a$ $2 $c", FALSE },
    { "(?<n>b)", "abc", "$<n>$<m>", "abc", FALSE },
    { "x*", "ab", "-", "-a-b-", TRUE },
    { "z", "ab", "-", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (cases[i].pattern, 0, 0, NULL);
      char out[64];
      gboolean matched = oriel_regex_replace (regex, cases[i].global, cases[i].text,
                                              cases[i].replacement, out, sizeof out);

      g_assert_cmpint (matched, ==, cases[i].result != NULL);
      if (matched)
        g_assert_cmpstr (out, ==, cases[i].result);
    }
}

/* Texts that do not fit are cut between characters and lent whole. */
static void
test_long_text (void)
{
  g_autoptr (OrielDisplay) display = oriel_display_new (NULL, oriel_theme_get (TRUE), NULL, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  OrielDisplayValue out;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "ä€");

  oriel_display_text (display, text->str, &out);
  g_assert_true (g_utf8_validate (out.formatted.text, -1, NULL));
  g_assert_true (g_str_has_prefix (text->str, out.formatted.text));
  g_assert_true (out.whole == text->str);
  oriel_display_text (display, "short", &out);
  g_assert_null (out.whole);
}

/* The outside file. */

/* Removes what JSON lacks: the base step's value is null in dashboards. */
static JsonNode *
plain_node (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *plain = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (plain, plain_node (json_array_get_element (array, i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, plain);
      return copy;
    }

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonObject *plain;
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      if (json_object_has_member (object, "$"))
        return json_node_new (JSON_NODE_NULL);

      plain = json_object_new ();
      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (plain, name, plain_node (member));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, plain);
      return copy;
    }

  return json_node_copy (node);
}

/* The records hold configs as they are while Grafana runs: a null that was left there compares as
 * the zero that it is to JavaScript. */
static void
settle_nulls (JsonObject *config, JsonObject *original)
{
  JsonArray *steps = oriel_json_array (oriel_json_object (config, "thresholds"), "steps");
  JsonArray *was = oriel_json_array (oriel_json_object (original, "thresholds"), "steps");

  for (guint i = 0; i < oriel_json_array_length (steps); i++)
    if (json_object_get_null_member (oriel_json_array_object (was, i), "value"))
      json_object_set_int_member (oriel_json_array_object (steps, i), "value", 0);
}

static double
number_or_null (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) || oracle_is_undefined (node) ? oriel_null ()
                                                                   : oracle_number (node);
}

static OrielColumn *
number_column (JsonArray *values)
{
  guint n = json_array_get_length (values);
  double *numbers = g_new (double, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = number_or_null (json_array_get_element (values, i));
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, numbers, n);
}

static OrielColumn *
time_column (JsonArray *values)
{
  guint n = json_array_get_length (values);
  gint64 *times = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    times[i] = (gint64) json_array_get_double_element (values, i);
  return oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
}

static OrielColumn *
column_of (OrielFieldType type, JsonArray *values)
{
  if (type == ORIEL_FIELD_NUMBER)
    return number_column (values);
  if (type == ORIEL_FIELD_TIME)
    return time_column (values);

  /* The display does not look at other columns. */
  if (type == ORIEL_FIELD_STRING)
    return oriel_column_new_strings (NULL, 0, NULL, NULL);
  return oriel_column_new_take (type, NULL, 0);
}

static void
read_state (OrielField *field, JsonObject *state)
{
  JsonObject *range = oriel_json_object (state, "range");

  if (json_object_has_member (state, "seriesIndex"))
    field->series_index = (int) oriel_json_int (state, "seriesIndex", -1);
  field->display_name = g_strdup (oriel_json_string (state, "displayName", NULL));
  if (range == NULL)
    return;

  field->range.min = oriel_json_number (range, "min", oriel_null ());
  field->range.max = oriel_json_number (range, "max", oriel_null ());
  field->range.delta = oriel_json_number (range, "delta", oriel_null ());
}

static OrielFrame *
frame_of (JsonObject *record)
{
  JsonObject *object = json_object_get_object_member (record, "field");
  g_autoptr (JsonNode) config_node = plain_node (json_object_get_member (object, "config"));
  g_autoptr (OrielFieldConfig) config = NULL;
  OrielFieldType type = oriel_field_type_from_name (oriel_json_string (object, "type", NULL));
  g_autoptr (OrielColumn) column = column_of (type, oriel_json_array (object, "values"));
  OrielFrame *frame = oriel_frame_new (NULL, NULL, column->n_rows);
  OrielField *field;

  settle_nulls (json_node_get_object (config_node),
                json_object_get_object_member (object, "config"));
  config = oriel_field_config_from_json (json_node_get_object (config_node));
  field =
    oriel_frame_add_field (frame, oriel_json_string (object, "name", NULL), NULL, config, column);
  if (json_object_has_member (object, "state"))
    read_state (field, json_object_get_object_member (object, "state"));
  return frame;
}

static const OrielTheme *
theme_of (JsonObject *record)
{
  return oriel_theme_get (g_strcmp0 (oriel_json_string (record, "theme", NULL), "dark") == 0);
}

static OrielReduced
cell_of (JsonNode *node)
{
  OrielReduced cell = oriel_cell_from_node (node);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !json_object_has_member (json_node_get_object (node), "$"))
    return cell;

  cell.kind = ORIEL_REDUCED_NUMBER;
  cell.number = number_or_null (node);
  return cell;
}

static double
expected_number (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member)
           ? oracle_number (json_object_get_member (object, member))
           : NAN;
}

static gboolean
same_case (JsonObject *expected, GString *why, const OrielDisplayValue *ours)
{
  const OrielFormatted *formatted = &ours->formatted;
  gboolean same = TRUE;

  same &=
    oracle_same_text (why, "prefix", formatted->prefix, oriel_json_string (expected, "prefix", ""));
  same &= oracle_same_text (why, "text", formatted->text, oriel_json_string (expected, "text", ""));
  same &=
    oracle_same_text (why, "suffix", formatted->suffix, oriel_json_string (expected, "suffix", ""));
  same &=
    oracle_same_text (why, "color", ours->color_text, oriel_json_string (expected, "color", NULL));
  same &= oracle_same_text (why, "icon", ours->icon, oriel_json_string (expected, "icon", NULL));
  same &= oracle_same_number (why, "numeric", ours->numeric, expected_number (expected, "numeric"));
  same &= oracle_same_number (why, "percent", ours->percent, expected_number (expected, "percent"));
  return same;
}

static gboolean
check_cases (JsonObject *record, OrielDisplay *display, GString *why)
{
  JsonArray *cases = json_object_get_array_member (record, "cases");
  gboolean same = TRUE;

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *expected = json_array_get_object_element (cases, i);
      OrielReduced cell = cell_of (json_object_get_member (expected, "value"));
      OrielDisplayValue ours;

      oriel_display_cell (display, &cell, (int) oriel_json_int (expected, "adjacentDecimals", -1),
                          &ours);
      if (same_case (expected, why, &ours))
        continue;

      g_string_append_printf (why, "(case %u) ", i);
      same = FALSE;
    }

  return same;
}

static gboolean
check_display (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielFrame) frame = frame_of (record);
  g_autoptr (OrielDisplay) display =
    oriel_display_new (oriel_frame_field (frame, 0), theme_of (record),
                       oriel_time_zone_get (oriel_json_string (record, "timeZone", NULL)),
                       oriel_json_int (record, "now", 0));

  return check_cases (record, display, why);
}

static gboolean
check_without_field (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielDisplay) display = oriel_display_new (NULL, oriel_theme_get (TRUE), NULL, 0);

  return check_cases (record, display, why);
}

static gboolean
check_series_color (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielFrame) frame = frame_of (record);
  OrielField *field = oriel_frame_field (frame, 0);
  g_autoptr (OrielColorScale) scale = oriel_color_scale_new (field, theme_of (record));
  JsonObject *result = json_object_get_object_member (record, "result");
  JsonObject *range = json_object_get_object_member (record, "minMax");
  OrielRange ours = oriel_field_color_range (field);
  OrielScaled scaled;
  gboolean same = TRUE;

  oriel_color_scale_series (scale, field, &scaled);
  same &= oracle_same_text (why, "color", scaled.text, oriel_json_string (result, "color", NULL));
  same &= oracle_same_number (why, "percent", scaled.percent, expected_number (result, "percent"));
  same &= oracle_same_number (why, "min", ours.min, expected_number (range, "min"));
  same &= oracle_same_number (why, "max", ours.max, expected_number (range, "max"));
  same &= oracle_same_number (why, "delta", ours.delta, expected_number (range, "delta"));
  return same;
}

static double
step_value (JsonObject *step)
{
  JsonNode *node = json_object_get_member (step, "value");

  return JSON_NODE_HOLDS_NULL (node) ? -INFINITY : oracle_number (node);
}

static gboolean
same_step (GString *why, const OrielThreshold *ours, JsonObject *theirs)
{
  gboolean same =
    oracle_same_text (why, "color", ours->color, oriel_json_string (theirs, "color", NULL));

  return oracle_same_number (why, "value", ours->value, step_value (theirs)) && same;
}

/* `sorted` takes a null for a zero; the steps in effect have it where it belongs. */
static gboolean
check_threshold (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (JsonNode) node = plain_node (json_object_get_member (record, "steps"));
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (OrielThresholds) thresholds = NULL;
  JsonArray *steps = json_object_get_array_member (record, "activeSteps");
  JsonArray *active = json_object_get_array_member (record, "active");
  gboolean same = TRUE;

  json_object_set_array_member (object, "steps", json_array_ref (json_node_get_array (node)));
  thresholds = oriel_thresholds_from_json (object);
  oriel_thresholds_sort (thresholds);

  for (guint i = 0; i < json_array_get_length (steps); i++)
    same &= same_step (why, &g_array_index (thresholds->steps, OrielThreshold, i),
                       json_array_get_object_element (steps, i));

  for (guint i = 0; i < json_array_get_length (active); i++)
    {
      JsonArray *pair = json_array_get_array_element (active, i);
      JsonNode *value = json_array_get_element (pair, 0);
      double number = JSON_NODE_HOLDS_NULL (value) ? 0 : oracle_number (value);

      same &= same_step (why, oriel_thresholds_active (thresholds, number),
                         json_array_get_object_element (pair, 1));
    }

  return same;
}

static gboolean
check_old_mappings (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (JsonNode) plain = plain_node (json_object_get_member (record, "thresholds"));
  g_autoptr (OrielThresholds) thresholds =
    oriel_thresholds_from_json (oriel_json_node_object (plain));
  g_autoptr (GPtrArray) ours =
    oriel_mappings_from_old_panel (json_object_get_object_member (record, "panel"), thresholds);
  g_autoptr (JsonArray) ours_json =
    ours != NULL ? oriel_mappings_to_json (ours) : json_array_new ();
  g_autoptr (JsonNode) ours_node = json_node_new (JSON_NODE_ARRAY);
  JsonNode *theirs = json_object_get_member (record, "result");
  g_autofree char *ours_text = NULL;
  g_autofree char *theirs_text = NULL;

  json_node_set_array (ours_node, ours_json);
  if (json_node_equal (ours_node, theirs))
    return TRUE;

  ours_text = oriel_json_to_text (ours_node, FALSE);
  theirs_text = oriel_json_to_text (theirs, FALSE);
  return oracle_same_text (why, "mappings", ours_text, theirs_text);
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "display", check_display },           { "display-none", check_without_field },
    { "series-color", check_series_color }, { "threshold", check_threshold },
    { "old-mappings", check_old_mappings }, { NULL, NULL },
  };

  oracle_run ("display-processor", kinds, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/display/numbers", test_numbers);
  g_test_add_func ("/field/display/adjacent-decimals", test_adjacent_decimals);
  g_test_add_func ("/field/display/enums", test_enums);
  g_test_add_func ("/field/display/mappings", test_mappings);
  g_test_add_func ("/field/display/config", test_config_round_trip);
  g_test_add_func ("/field/display/replace", test_replace);
  g_test_add_func ("/field/display/long-text", test_long_text);
  g_test_add_func ("/field/display/oracle", test_oracle);

  return g_test_run ();
}
