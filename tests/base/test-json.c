/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON: what is read, what is refused and where, what is written, and the getters. */

#include "config.h"

#include <float.h>
#include <string.h>

#include "base/oriel-json-packed.h"
#include "base/oriel-json.h"
#include "base/oriel-number.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = oriel_json_parse ("text", text, -1, ORIEL_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  return root;
}

/* Reads `text` and compares what it is written as. */
static void
check_text (const char *text, const char *written)
{
  g_autoptr (JsonNode) root = parse (text);
  g_autofree char *ours = oriel_json_to_text (root, FALSE);

  g_assert_cmpstr (ours, ==, written);
}

static void
test_values (void)
{
  check_text ("null", "null");
  check_text (" true ", "true");
  check_text ("\xef\xbb\xbf[false]", "[false]");
  check_text ("{ \"a\" : [ 1 , 2 ] , \"b\" : { } }", "{\"a\":[1,2],\"b\":{}}");
  check_text ("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}");
  check_text ("{\"\":1}", "{\"\":1}");
  check_text ("[]", "[]");
  check_text ("\"ä😀\"", "\"ä😀\"");
}

static void
test_truth (void)
{
  static const char *const truths[] = { "true", "\"false\"", "-1", "{}", "[]" };
  static const char *const untruths[] = { "false", "\"\"", "0", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (truths); i++)
    {
      g_autoptr (JsonNode) node = parse (truths[i]);

      g_assert_true (oriel_json_is_true (node));
    }
  for (guint i = 0; i < G_N_ELEMENTS (untruths); i++)
    {
      g_autoptr (JsonNode) node = parse (untruths[i]);

      g_assert_false (oriel_json_is_true (node));
    }
  g_assert_false (oriel_json_is_true (NULL));
}

static void
test_numbers (void)
{
  check_text ("[0.1,1e3,1.0,-1.5E-3]", "[0.1,1000,1,-0.0015]");
  check_text ("9223372036854775807", "9223372036854775807");
  check_text ("-9223372036854775808", "-9223372036854775808");
  check_text ("9223372036854775808", "9223372036854776000");
  check_text ("1e400", "1.7976931348623157e+308");
  check_text ("-1e400", "-1.7976931348623157e+308");
  check_text ("1e-400", "0");
  check_text ("-0", "0");
  check_text ("[-7,-0.5,-0.0,100.25]", "[-7,-0.5,0,100.25]");
  check_text ("[0.000000000000001,99999999999999.9]", "[1e-15,99999999999999.9]");
  check_text ("[123456789012.345,0.3,2.675]", "[123456789012.345,0.3,2.675]");
}

static void
test_strings (void)
{
  check_text ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
  check_text ("\"\\u0041\\u00e9\\u20AC\"", "\"Aé€\"");
  check_text ("\"\\ud83d\\ude00\"", "\"😀\"");
  check_text ("\"\\ud83d\"", "\"\xef\xbf\xbd\"");
  check_text ("\"\\ude00x\"", "\"\xef\xbf\xbdx\"");
  check_text ("\"\\ud83d\\u0041\"", "\"\xef\xbf\xbd"
                                    "A\"");
  check_text ("\"\\ud83d\\ud83d\\ude00\"", "\"\xef\xbf\xbd😀\"");
  check_text ("\"a\\u0000b\"", "\"a\xef\xbf\xbd"
                               "b\"");
  check_text ("\"\\u0001\"", "\"\\u0001\"");
}

static void
check_error (const char *text, gssize length, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = oriel_json_parse ("x.json", text, length, 1000, &error);

  g_assert_null (root);
  g_assert_error (error, ORIEL_JSON_ERROR, code);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” is not in “%s”", message, error->message);
}

static void
test_syntax_errors (void)
{
  const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "x.json: line 1, column 1: nothing" },
    { " \n ", "line 2, column 2: nothing" },
    { "{", "line 1, column 2: the text ends" },
    { "[1,", "line 1, column 4" },
    { "[1,]", "line 1, column 4" },
    { "[1 2]", "line 1, column 4: “,” or “]” is missing" },
    { "{\"a\":1,}", "line 1, column 8" },
    { "{\"a\" 1}", "line 1, column 6: “:”" },
    { "{a:1}", "line 1, column 2" },
    { "{\n  \"ä\": x\n}", "line 2, column 8" },
    { "[1] 2", "line 1, column 5: something follows" },
    { "1 1", "line 1, column 3" },
    { "// c\n1", "line 1, column 1" },
    { "/* c */ 1", "line 1, column 1" },
    { "[1] // c", "line 1, column 5" },
    { "var x = 1", "line 1, column 1" },
    { "'a'", "line 1, column 1" },
    { "NaN", "line 1, column 1" },
    { "inf", "line 1, column 1" },
    { "tru", "line 1, column 1" },
    { "truex", "line 1, column 5" },
    { "01", "line 1, column 2" },
    { "-", "line 1, column 2" },
    { "+1", "line 1, column 1" },
    { ".5", "line 1, column 1" },
    { "1.", "line 1, column 3" },
    { "1e", "line 1, column 3" },
    { "0x10", "line 1, column 2" },
    { "\"a\nb\"", "line 1, column 3: line breaks" },
    { "\"a", "line 1, column 3: the text ends" },
    { "\"\\x\"", "line 1, column 3" },
    { "\"\\u12g4\"", "line 1, column 6" },
    { "]", "line 1, column 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_error (cases[i].text, -1, ORIEL_JSON_ERROR_SYNTAX, cases[i].message);
}

static void
test_limits (void)
{
  g_autofree char *deep = g_strnfill (999, '[');
  g_autofree char *large = g_strnfill (1001, ' ');
  g_autoptr (GString) just = g_string_new (NULL);

  check_error (deep, -1, ORIEL_JSON_ERROR_TOO_DEEP, "line 1, column 201: nested");
  check_error (large, -1, ORIEL_JSON_ERROR_TOO_LARGE, "1001");
  check_error ("[\"a\xff\"]", -1, ORIEL_JSON_ERROR_ENCODING, "line 1, column 4");
  check_error ("[1\0]", 4, ORIEL_JSON_ERROR_ENCODING, "line 1, column 3");

  for (int i = 0; i < ORIEL_JSON_MAX_DEPTH; i++)
    g_string_append_c (just, '[');
  for (int i = 0; i < ORIEL_JSON_MAX_DEPTH; i++)
    g_string_append_c (just, ']');
  check_text (just->str, just->str);

  /* A length in the middle of the text is its end. */
  check_error ("[1]", 2, ORIEL_JSON_ERROR_SYNTAX, "column 3: the text ends");
}

static void
test_getters (void)
{
  g_autoptr (JsonNode) root =
    parse ("{\"s\":\"x\",\"n\":1.5,\"i\":7,\"big\":1e300,\"t\":\"12\",\"bad\":\"12px\","
           "\"b\":true,\"z\":null,\"o\":{\"p\":{\"q\":[1,\"two\",{\"k\":1}]}},\"e\":\"\"}");
  JsonObject *object = oriel_json_node_object (root);
  JsonArray *array = oriel_json_node_array (oriel_json_path (object, "o.p.q"));

  g_assert_cmpstr (oriel_json_string (object, "s", "d"), ==, "x");
  g_assert_cmpstr (oriel_json_string (object, "n", "d"), ==, "d");
  g_assert_cmpstr (oriel_json_string (object, "z", "d"), ==, "d");
  g_assert_cmpstr (oriel_json_string (object, "none", NULL), ==, NULL);
  g_assert_cmpfloat (oriel_json_number (object, "n", 0), ==, 1.5);
  g_assert_cmpfloat (oriel_json_number (object, "i", 0), ==, 7);
  g_assert_cmpfloat (oriel_json_number (object, "t", 0), ==, 12);
  g_assert_cmpfloat (oriel_json_number (object, "bad", 3), ==, 3);
  g_assert_cmpfloat (oriel_json_number (object, "e", 3), ==, 3);
  g_assert_cmpfloat (oriel_json_number (object, "b", 3), ==, 3);
  g_assert_cmpfloat (oriel_json_number (object, "o", 3), ==, 3);
  g_assert_cmpint (oriel_json_int (object, "i", 0), ==, 7);
  g_assert_cmpint (oriel_json_int (object, "n", 0), ==, 1);
  g_assert_cmpint (oriel_json_int (object, "big", 0), ==, G_MAXINT64);
  g_assert_cmpint (oriel_json_int (object, "t", 0), ==, 12);
  g_assert_true (oriel_json_boolean (object, "b", FALSE));
  g_assert_true (oriel_json_boolean (object, "s", TRUE));
  g_assert_null (oriel_json_member (object, "z"));
  g_assert_null (oriel_json_object (object, "s"));
  g_assert_null (oriel_json_array (object, "o"));
  g_assert_null (oriel_json_path (object, "o.x.q"));
  g_assert_null (oriel_json_path (object, "s.x"));
  g_assert_null (oriel_json_path (object, ""));

  g_assert_cmpuint (oriel_json_array_length (array), ==, 3);
  g_assert_cmpstr (oriel_json_array_string (array, 1), ==, "two");
  g_assert_null (oriel_json_array_string (array, 0));
  g_assert_nonnull (oriel_json_array_object (array, 2));
  g_assert_null (oriel_json_array_object (array, 3));

  /* Nothing at all. */
  g_assert_cmpstr (oriel_json_string (NULL, "s", "d"), ==, "d");
  g_assert_cmpfloat (oriel_json_number (NULL, "s", 2), ==, 2);
  g_assert_null (oriel_json_path (NULL, "a.b"));
  g_assert_cmpuint (oriel_json_array_length (NULL), ==, 0);
  g_assert_null (oriel_json_array_object (NULL, 0));
  g_assert_null (oriel_json_node_object (NULL));
  g_assert_null (oriel_json_node_array (NULL));
  g_assert_null (oriel_json_node_string (NULL));
}

static void
test_pretty (void)
{
  g_autoptr (JsonNode) root = parse ("{\"a\":[1,{\"b\":[]}],\"c\":{}}");
  g_autofree char *text = oriel_json_to_text (root, TRUE);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"a\": [\n"
                   "    1,\n"
                   "    {\n"
                   "      \"b\": []\n"
                   "    }\n"
                   "  ],\n"
                   "  \"c\": {}\n"
                   "}");
}

static void
test_position (void)
{
  const char *text = "a\nä€b\n";
  guint line, column;

  oriel_json_position (text, strlen (text), 0, &line, &column);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (column, ==, 1);
  oriel_json_position (text, strlen (text), 7, &line, &column);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (column, ==, 3);
  oriel_json_position (text, strlen (text), 1000, &line, &column);
  g_assert_cmpuint (line, ==, 3);
}

/* `{"outer": {"columns": [ELEMENT, …], "others": […]}, "columns": […]}` with `n` elements each. */
static char *
columns_of (const char *element, guint n)
{
  g_autoptr (GString) array = g_string_new ("[ ");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (array, "%s%s", i > 0 ? " ,\n" : "", element);
  g_string_append (array, " ]");
  return g_strdup_printf ("{\"outer\":{\"columns\":%s,\"others\":%s},\"columns\":%s}", array->str,
                          array->str, array->str);
}

static JsonNode *
parse_packed (const char *text)
{
  static const OrielJsonPacking packing = { .member = "outer", .columns = "columns" };
  g_autoptr (GError) error = NULL;
  JsonNode *root =
    oriel_json_parse_packed ("text", text, -1, ORIEL_JSON_MAX_BYTES, &packing, &error);

  g_assert_no_error (error);
  return root;
}

static void
check_packed (const char *element, guint n, gboolean packs, double value)
{
  g_autofree char *text = columns_of (element, n);
  g_autoptr (JsonNode) root = parse_packed (text);
  JsonObject *outer = oriel_json_object (json_node_get_object (root), "outer");
  const char *packed = oriel_json_string (outer, "columns", NULL);
  guint n_numbers;
  g_autofree double *numbers = oriel_json_packed_numbers (packed, &n_numbers);

  g_assert_cmpuint (oriel_json_array_length (oriel_json_array (outer, "others")), ==, n);
  g_assert_cmpuint (
    oriel_json_array_length (oriel_json_array (json_node_get_object (root), "columns")), ==, n);
  g_assert_true ((packed != NULL) == packs && (numbers != NULL) == packs);
  g_assert_cmpuint (oriel_json_array_length (oriel_json_array (outer, "columns")), ==,
                    packs ? 0 : n);
  g_assert_cmpuint (oriel_json_packed_length (packed), ==, packs ? n : 0);
  for (guint i = 0; i < n_numbers; i++)
    g_assert_cmpmem (&numbers[i], sizeof (double), &value, sizeof (double));
}

static void
test_packed (void)
{
  check_packed ("1", 40, TRUE, 1);
  check_packed ("1", ORIEL_JSON_PACKED_MIN - 1, FALSE, 1);
  check_packed ("null", 40, TRUE, oriel_null ());
  check_packed ("-0.0", 40, TRUE, -0.0);
  check_packed ("0.12345678901234567", 40, TRUE, 0.12345678901234567);
  check_packed ("1e400", 40, TRUE, DBL_MAX);
  check_packed ("-12.5E-3", 40, TRUE, -0.0125);
  check_packed ("123456789012345", 40, TRUE, 123456789012345.);

  /* What a double does not hold, or is no number, stays nodes. */
  check_packed ("9007199254740993", 40, FALSE, 0);
  check_packed ("-0", 40, FALSE, 0);
  check_packed ("\"1\"", 40, FALSE, 0);
  check_packed ("true", 40, FALSE, 0);
  check_packed ("[1]", 40, FALSE, 0);
}

/* A text that only looks like one is none, and errors keep their place. */
static void
test_packed_errors (void)
{
  static const OrielJsonPacking packing = { .member = "outer", .columns = "columns" };
  static const char *const broken[] = { "01", "1.", "1e", "nul", "-", "+1", "1,", "1 2", "NaN" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *text = columns_of (broken[i], 40);
      g_autoptr (GError) packed = NULL;
      g_autoptr (GError) plain = NULL;

      g_assert_null (oriel_json_parse_packed ("text", text, -1, 1 << 20, &packing, &packed));
      g_assert_null (oriel_json_parse ("text", text, -1, 1 << 20, &plain));
      g_assert_cmpstr (packed->message, ==, plain->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/values", test_values);
  g_test_add_func ("/base/json/numbers", test_numbers);
  g_test_add_func ("/base/json/truth", test_truth);
  g_test_add_func ("/base/json/strings", test_strings);
  g_test_add_func ("/base/json/syntax-errors", test_syntax_errors);
  g_test_add_func ("/base/json/limits", test_limits);
  g_test_add_func ("/base/json/getters", test_getters);
  g_test_add_func ("/base/json/pretty", test_pretty);
  g_test_add_func ("/base/json/position", test_position);
  g_test_add_func ("/base/json/packed", test_packed);
  g_test_add_func ("/base/json/packed-errors", test_packed_errors);
  return g_test_run ();
}
