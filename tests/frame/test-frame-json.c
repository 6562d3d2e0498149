/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "base/oriel-json.h"
#include "frame/oriel-frame.h"

static OrielFrame *
read_frame (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, text, -1, ORIEL_JSON_MAX_BYTES, error);

  g_assert_nonnull (node);
  return oriel_frame_from_json (json_node_get_object (node), error);
}

static OrielFrame *
must_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  OrielFrame *frame = read_frame (text, &error);

  g_assert_no_error (error);
  return frame;
}

static const OrielColumn *
column_of (const OrielFrame *frame, guint index)
{
  return oriel_frame_field (frame, index)->column;
}

static void
test_types (void)
{
  g_autoptr (OrielFrame) frame = must_read (
    "{\"schema\":{\"refId\":\"A\",\"name\":\"all\",\"meta\":{\"custom\":1,\"notices\":["
    "{\"severity\":\"warning\",\"text\":\"cut\"}]},\"fields\":["
    "{\"name\":\"t\",\"type\":\"time\"},{\"name\":\"n\",\"type\":\"number\","
    "\"labels\":{\"b\":\"2\",\"a\":\"1\"},\"config\":{\"unit\":\"s\"}},"
    "{\"name\":\"s\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"boolean\"},"
    "{\"name\":\"o\",\"type\":\"other\"}]},"
    "\"data\":{\"values\":[[1000,null],[1.5,null],[\"x\",null],[true,null],[{\"k\":1},null]]}}");

  g_assert_cmpstr (frame->ref_id, ==, "A");
  g_assert_cmpstr (frame->name, ==, "all");
  g_assert_cmpuint (frame->n_rows, ==, 2);
  g_assert_cmpuint (frame->notices->len, ==, 1);

  g_assert_cmpint (column_of (frame, 0)->times[0], ==, 1000);
  g_assert_cmpint (column_of (frame, 0)->times[1], ==, ORIEL_TIME_NULL);
  g_assert_cmpfloat (column_of (frame, 1)->numbers[0], ==, 1.5);
  g_assert_true (oriel_is_null (column_of (frame, 1)->numbers[1]));
  g_assert_cmpstr (column_of (frame, 2)->strings[0], ==, "x");
  g_assert_null (column_of (frame, 2)->strings[1]);
  g_assert_cmpint (column_of (frame, 3)->booleans[0], ==, 1);
  g_assert_cmpint (column_of (frame, 3)->booleans[1], ==, ORIEL_BOOLEAN_NULL);
  g_assert_nonnull (column_of (frame, 4)->nodes[0]);
  g_assert_null (column_of (frame, 4)->nodes[1]);

  g_assert_cmpstr (oriel_frame_field (frame, 1)->labels->items[0].name, ==, "b");
  g_assert_cmpstr (oriel_frame_field (frame, 1)->config->unit, ==, "s");
}

static void
test_entities (void)
{
  g_autoptr (OrielFrame) frame =
    must_read ("{\"schema\":{\"fields\":[{\"name\":\"n\",\"type\":\"number\"}]},"
               "\"data\":{\"values\":[[null,null,null,null,null,1]],\"entities\":["
               "{\"NaN\":[0],\"Inf\":[1],\"NegInf\":[2],\"Undef\":[3,99,-1]}]}}");
  const double *numbers = column_of (frame, 0)->numbers;

  g_assert_true (isnan (numbers[0]) && !oriel_is_null (numbers[0]));
  g_assert_cmpfloat (numbers[1], ==, INFINITY);
  g_assert_cmpfloat (numbers[2], ==, -INFINITY);
  g_assert_true (oriel_is_undefined (numbers[3]));
  g_assert_true (oriel_is_null (numbers[4]) && !oriel_is_undefined (numbers[4]));
}

static void
test_codings (void)
{
  g_autoptr (OrielFrame) frame = must_read (
    "{\"schema\":{\"fields\":[{\"name\":\"t\",\"type\":\"time\"},"
    "{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"e\",\"type\":\"number\"}]},"
    "\"data\":{\"values\":[[0,1,2],[1,2],[1,0,7]],\"bases\":[1000,0,0],\"factors\":[10,2,0],"
    "\"enums\":[null,null,[\"a\",\"b\"]],\"nanos\":[[5,0,999999]]}}");

  g_assert_cmpint (column_of (frame, 0)->times[2], ==, 1020);
  g_assert_cmpint (column_of (frame, 0)->nanos[0], ==, 5);
  g_assert_cmpint (column_of (frame, 0)->nanos[2], ==, 999999);
  g_assert_cmpfloat (column_of (frame, 1)->numbers[1], ==, 4);
  g_assert_true (oriel_is_undefined (column_of (frame, 1)->numbers[2]));
  g_assert_cmpint (oriel_frame_field (frame, 2)->type, ==, ORIEL_FIELD_STRING);
  g_assert_cmpstr (column_of (frame, 2)->strings[0], ==, "b");
  g_assert_null (column_of (frame, 2)->strings[2]);
}

static void
test_guessed_types (void)
{
  static const struct
  {
    const char *name, *value;
    OrielFieldType type;
  } cases[] = {
    { "v", "1", ORIEL_FIELD_NUMBER },         { "v", "\"1.5e3\"", ORIEL_FIELD_NUMBER },
    { "v", "\"-.5\"", ORIEL_FIELD_NUMBER },   { "v", "\"0x1f\"", ORIEL_FIELD_STRING },
    { "v", "\"nan\"", ORIEL_FIELD_NUMBER },   { "v", "\"x\"", ORIEL_FIELD_STRING },
    { "v", "\"True\"", ORIEL_FIELD_BOOLEAN }, { "v", "true", ORIEL_FIELD_BOOLEAN },
    { "v", "{}", ORIEL_FIELD_OTHER },         { "Time", "5", ORIEL_FIELD_TIME },
    { "v", "null", ORIEL_FIELD_OTHER },       { "v", "\"\"", ORIEL_FIELD_STRING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"schema\":{\"fields\":[{\"name\":\"%s\"}]},\"data\":{\"values\":[[null,%s]]}}",
        cases[i].name, cases[i].value);
      g_autoptr (OrielFrame) frame = must_read (text);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpint (oriel_frame_field (frame, 0)->type, ==, cases[i].type);
    }
}

static void
test_nested_and_old (void)
{
  g_autoptr (OrielFrame) nested =
    must_read ("{\"schema\":{\"fields\":[{\"name\":\"f\",\"type\":\"frame\"}]},\"data\":{"
               "\"values\":[[{\"schema\":{\"fields\":[{\"name\":\"x\",\"type\":\"number\"}]},"
               "\"data\":{\"values\":[[1,2,3]]},\"value\":7},null]]}}");
  g_autoptr (OrielFrame) old = must_read (
    "{\"refId\":\"S\",\"fields\":[{\"name\":\"x\",\"type\":\"number\",\"values\":[4,5]}]}");

  g_assert_cmpuint (column_of (nested, 0)->frames[0]->n_rows, ==, 3);
  g_assert_cmpfloat (column_of (nested, 0)->frames[0]->cell_value, ==, 7);
  g_assert_null (column_of (nested, 0)->frames[1]);
  g_assert_cmpstr (old->ref_id, ==, "S");
  g_assert_cmpfloat (column_of (old, 0)->numbers[1], ==, 5);
}

static void
test_round_trip (void)
{
  const char *text =
    "{\"schema\":{\"refId\":\"A\",\"fields\":[{\"name\":\"t\",\"type\":\"time\",\"config\":{}},"
    "{\"name\":\"n\",\"type\":\"number\",\"labels\":{\"a\":\"b\"},\"config\":{}},"
    "{\"name\":\"rows\",\"type\":\"nestedFrames\",\"config\":{}}]},"
    "\"data\":{\"values\":[[1,2,3],[1,null,2.5],[[],null,[{\"schema\":{\"fields\":[{\"name\":\"s\","
    "\"type\":\"string\",\"config\":{}}]},\"data\":{\"values\":[[\"x\"]]}}]]],"
    "\"entities\":[null,{\"NaN\":[1]},null]}}";
  g_autoptr (OrielFrame) frame = must_read (text);
  g_autoptr (JsonNode) node = oriel_frame_to_json (frame);
  g_autofree char *written = oriel_json_to_text (node, FALSE);

  g_assert_cmpstr (written, ==, text);
}

static void
test_refusals (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"schema\":{}}",
    "{\"schema\":{\"fields\":3},\"data\":{\"values\":[[1]]}}",
    "{\"schema\":null,\"data\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      OrielFrame *frame = read_frame (texts[i], &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_null (frame);
    }
}

static void
test_nonsense_is_survived (void)
{
  static const char *const texts[] = {
    "{\"schema\":{\"fields\":[]}}",
    "{\"schema\":{\"fields\":[null,1,\"x\",[]]},\"data\":{\"values\":[1,null,[[]],{}]}}",
    "{\"schema\":{\"fields\":[{\"name\":5,\"type\":5,\"labels\":{\"a\":1},\"config\":[]}]},"
    "\"data\":{\"values\":[[1e300,-1e300,\"x\",{},[],true]],\"entities\":[{\"NaN\":\"x\"}],"
    "\"nanos\":[[\"x\"]],\"enums\":[5],\"bases\":[\"x\"],\"factors\":[null]}}",
    "{\"schema\":{\"fields\":[{\"name\":\"t\",\"type\":\"time\"}]},"
    "\"data\":{\"values\":[[1e300,-1e300,\"2024-01-02T03:04:05Z\",\"x\",{},true]]}}",
    "{\"schema\":{\"fields\":[{\"name\":\"f\",\"type\":\"frame\"}]},"
    "\"data\":{\"values\":[[{},1,\"x\",{\"schema\":{}}]]}}",
    "{\"schema\":{\"fields\":[{\"name\":\"f\",\"type\":\"nestedFrames\"}]},"
    "\"data\":{\"values\":[[{},1,[1,{},[],null,{\"schema\":{}},{\"fields\":[]}]]]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OrielFrame) frame = must_read (texts[i]);
      g_autoptr (JsonNode) node = oriel_frame_to_json (frame);

      g_assert_nonnull (node);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame/json/types", test_types);
  g_test_add_func ("/frame/json/entities", test_entities);
  g_test_add_func ("/frame/json/codings", test_codings);
  g_test_add_func ("/frame/json/guessed-types", test_guessed_types);
  g_test_add_func ("/frame/json/nested-and-old", test_nested_and_old);
  g_test_add_func ("/frame/json/round-trip", test_round_trip);
  g_test_add_func ("/frame/json/refusals", test_refusals);
  g_test_add_func ("/frame/json/nonsense", test_nonsense_is_survived);

  return g_test_run ();
}
