/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-field-values.h"
#include "oracle-frame.h"

#define NOW_MS G_GINT64_CONSTANT (1742045862123)

static GPtrArray *
one_table (void)
{
  g_autoptr (JsonNode) node =
    json_from_string ("{\"schema\":{\"refId\":\"A\",\"fields\":[{\"name\":\"t\",\"type\":\"time\"},"
                      "{\"name\":\"host\",\"type\":\"string\"},"
                      "{\"name\":\"cpu\",\"type\":\"number\",\"config\":{\"unit\":\"percent\","
                      "\"min\":0,\"max\":50}}]},"
                      "\"data\":{\"values\":[[1,2,3],[\"a\",\"b\",\"c\"],[10,40,20]]}}",
                      NULL);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (node), NULL));
  return frames;
}

static GPtrArray *
values_of (GPtrArray *frames, const char *reduce_options)
{
  g_autoptr (JsonNode) node = json_from_string (reduce_options, NULL);
  OrielReduceOptions options = { 0 };
  GPtrArray *values;

  oriel_reduce_options_from_json (&options, json_node_get_object (node));
  values = oriel_field_values_new (frames, &options, "none", oriel_theme_get (TRUE),
                                   oriel_time_zone_utc (), NOW_MS);
  oriel_reduce_options_clear (&options);
  return values;
}

static void
test_calcs (void)
{
  g_autoptr (GPtrArray) frames = one_table ();
  g_autoptr (GPtrArray) values = values_of (frames, "{\"calcs\":[\"max\",\"mean\"]}");
  const OrielFieldValue *max = g_ptr_array_index (values, 0);
  const OrielFieldValue *mean = g_ptr_array_index (values, 1);

  g_assert_cmpuint (values->len, ==, 2);
  g_assert_cmpstr (max->name, ==, "cpu");
  g_assert_cmpstr (max->calc, ==, "max");
  g_assert_cmpfloat (max->display.numeric, ==, 40);
  g_assert_cmpint (max->highlight_row, ==, 1);
  g_assert_true (max->has_sparkline);
  g_assert_cmpfloat_with_epsilon (mean->highlight_line, 70. / 3, 1e-9);
  g_assert_cmpfloat (max->max, ==, 50);
}

static void
test_rows (void)
{
  g_autoptr (GPtrArray) frames = one_table ();
  g_autoptr (GPtrArray) values = values_of (frames, "{\"values\":true,\"limit\":2}");
  const OrielFieldValue *second = g_ptr_array_index (values, 1);

  g_assert_cmpuint (values->len, ==, 2);
  g_assert_cmpstr (second->name, ==, "b");
  g_assert_cmpint (second->row, ==, 1);
  g_assert_null (second->calc);
  g_assert_cmpfloat (second->display.numeric, ==, 40);
}

static void
test_no_data (void)
{
  g_autoptr (GPtrArray) frames = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = values_of (frames, "{\"calcs\":[\"last\"]}");
  const OrielFieldValue *value = g_ptr_array_index (values, 0);

  g_assert_cmpuint (values->len, ==, 1);
  g_assert_cmpstr (value->display.formatted.text, ==, "none");
  g_assert_null (value->field);
}

static const OrielFieldValue *
value_at (GPtrArray *values, guint index)
{
  return g_ptr_array_index (values, index);
}

static gboolean
same_display (GString *why, const OrielFieldValue *value, JsonObject *display)
{
  return oracle_same_text (why, "text", value->display.formatted.text,
                           oriel_json_string (display, "text", "")) &&
         oracle_same_text (why, "prefix", value->display.formatted.prefix,
                           oriel_json_string (display, "prefix", "")) &&
         oracle_same_text (why, "suffix", value->display.formatted.suffix,
                           oriel_json_string (display, "suffix", "")) &&
         oracle_same_text (why, "color", value->display.color_text,
                           oriel_json_string (display, "color", NULL)) &&
         oracle_same_number (why, "numeric", value->display.numeric,
                             oracle_number (json_object_get_member (display, "numeric"))) &&
         oracle_same_number (why, "percent", value->display.percent,
                             oracle_number (oriel_json_member (display, "percent"))) &&
         oracle_same_number (why, "percent change", value->percent_change,
                             oracle_number (oriel_json_member (display, "percentChange"))) &&
         oracle_same_text (why, "title", value->name, oriel_json_string (display, "title", ""));
}

static gboolean
same_value (GString *why, const OrielFieldValue *value, JsonObject *expected)
{
  JsonObject *sparkline = oriel_json_object (expected, "sparkline");
  JsonNode *line = oriel_json_member (sparkline, "highlightLine");

  if (!same_display (why, value, oriel_json_object (expected, "display")) ||
      !oracle_same_number (why, "min", value->min,
                           oracle_number (oriel_json_member (expected, "min"))) ||
      !oracle_same_number (why, "max", value->max,
                           oracle_number (oriel_json_member (expected, "max"))) ||
      !oracle_same_number (why, "row", value->row, oriel_json_number (expected, "rowIndex", -1)))
    return FALSE;
  if (value->field == NULL)
    return oracle_same_text (why, "name", "No data", oriel_json_string (expected, "name", NULL));
  if (sparkline == NULL)
    return TRUE;

  return oracle_same_number (why, "highlighted row", value->highlight_row,
                             oriel_json_number (sparkline, "highlightIndex", -1)) &&
         oracle_same_number (why, "highlighted line", value->highlight_line, oracle_number (line));
}

static gboolean
same_alignment (GString *why, GPtrArray *values, JsonObject *expected)
{
  OrielAlignment alignment;

  oriel_field_values_align (values, &alignment);
  return oracle_same_text (why, "longest title", alignment.title,
                           oriel_json_string (expected, "title", "")) &&
         oracle_same_text (why, "longest text", alignment.text,
                           oriel_json_string (expected, "text", "")) &&
         oracle_same_text (why, "longest prefix", alignment.prefix,
                           oriel_json_string (expected, "prefix", "")) &&
         oracle_same_text (why, "longest suffix", alignment.suffix,
                           oriel_json_string (expected, "suffix", ""));
}

static gboolean
check_record (JsonObject *record, GString *why, gpointer user_data)
{
  JsonObject *field_config = oriel_json_object (record, "fieldConfig");
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "data"));
  g_autoptr (OrielFieldConfig) defaults =
    oriel_field_config_from_json (oriel_json_object (field_config, "defaults"));
  g_autoptr (GPtrArray) values = NULL;
  JsonArray *expected = oriel_json_array (record, "values");
  OrielReduceOptions options = { 0 };
  OrielFieldValuesInput input = {
    .frames = frames,
    .options = &options,
    .theme = oriel_theme_get (g_strcmp0 (oriel_json_string (record, "theme", "dark"), "dark") == 0),
    .zone = oriel_time_zone_get (oriel_json_string (record, "timeZone", "utc")),
    .now_ms = oriel_json_int (record, "now", 0),
    .defaults = defaults,
    .overrides = oriel_json_array (field_config, "overrides"),
    .sparkline = oriel_json_boolean (record, "sparkline", FALSE),
    .percent_change = oriel_json_boolean (record, "percentChange", FALSE),
    .raw_cells = TRUE,
  };

  oriel_reduce_options_from_json (&options, oriel_json_object (record, "reduceOptions"));
  values = oriel_field_values_collect (&input);
  oriel_reduce_options_clear (&options);

  if (values->len != json_array_get_length (expected))
    {
      g_string_append_printf (why, "ours %u values, theirs %u", values->len,
                              json_array_get_length (expected));
      return FALSE;
    }
  for (guint i = 0; i < values->len; i++)
    if (!same_value (why, value_at (values, i), oriel_json_array_object (expected, i)))
      {
        g_string_append_printf (why, "(value %u)", i);
        return FALSE;
      }

  return same_alignment (why, values, oriel_json_object (record, "alignment"));
}

static void
test_oracle (void)
{
  /* The records of this topic have no kind. */
  static const OracleKind kinds[] = {
    { "", check_record, NULL },
    { NULL, NULL, NULL },
  };

  oracle_run ("field-display", kinds, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/values/calcs", test_calcs);
  g_test_add_func ("/field/values/rows", test_rows);
  g_test_add_func ("/field/values/no-data", test_no_data);
  g_test_add_func ("/field/values/oracle", test_oracle);

  return g_test_run ();
}
