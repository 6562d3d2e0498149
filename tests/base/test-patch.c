/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text changes only where its meaning does. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-patch.h"
#include "base/oriel-yaml.h"

typedef struct
{
  const char *text;
  const char *now; /* JSON */
  const char *expected;
} Case;

static const Case json_cases[] = {
  /* Equal: whatever it looks like. */
  { "{ \"a\" :1.0e0,\n\t\"b\":[ ] }\n", "{'b':[],'a':1}", "{ \"a\" :1.0e0,\n\t\"b\":[ ] }\n" },
  { "{\"n\":12345678901234567890123,\"m\":9223372036854775807,\"x\":1}",
    "{'n':12345678901234567890123,'m':9223372036854775807,'x':2}",
    "{\"n\":12345678901234567890123,\"m\":9223372036854775807,\"x\":2}" },
  /* Values. */
  { "{\n  \"a\": 1.50,\n  \"b\": \"\\u0041\"\n}", "{'a':1.5,'b':'B'}",
    "{\n  \"a\": 1.50,\n  \"b\": \"B\"\n}" },
  { "{\n  \"a\": 1\n}", "{'a':{'x':[1,{}]}}",
    "{\n  \"a\": {\n    \"x\": [\n      1,\n      {}\n    ]\n  }\n}" },
  { "{\n    \"g\": {\"h\": 8, \"w\": 12}\n}", "{'g':{'h':9,'w':12}}",
    "{\n    \"g\": {\"h\": 9, \"w\": 12}\n}" },
  { "3", "4", "4" },
  { "{\"a\":1}", "[1]", "[1]" },
  { "\xef\xbb\xbf{\"a\":1}", "{'a':2}", "\xef\xbb\xbf{\"a\":2}" },
  /* Members come and go. */
  { "{\"a\":1,\"b\":2}", "{'a':1,'b':2,'c':{'d':3}}", "{\"a\":1,\"b\":2,\"c\":{\"d\":3}}" },
  { "{\"a\": 1, \"b\": 2}", "{'a':1,'b':2,'c':3}", "{\"a\": 1, \"b\": 2, \"c\": 3}" },
  { "{\n\t\"a\": 1\n}\n", "{'a':1,'c':[2]}", "{\n\t\"a\": 1,\n\t\"c\": [\n\t\t2\n\t]\n}\n" },
  { "{\r\n  \"a\": 1\r\n}", "{'a':1,'c':2}", "{\r\n  \"a\": 1,\r\n  \"c\": 2\r\n}" },
  { "{\n  \"a\": {}\n}", "{'a':{'b':1}}", "{\n  \"a\": {\n    \"b\": 1\n  }\n}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", "{'a':1,'c':3}", "{\"a\":1,\"c\":3}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", "{'a':1}", "{\"a\":1}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", "{'c':3}", "{\"c\":3}" },
  { "{\"a\":1,\"b\":2,\"c\":3}", "{'b':5,'d':1,'e':2}", "{\"b\":5,\"d\":1,\"e\":2}" },
  { "{\"a\":1,\"b\":2}", "{}", "{}" },
  { "{\"a\":1,\"b\":2}", "{'c':3}", "{\"c\":3}" },
  { "{}", "{'c':3}", "{\"c\":3}" },
  { "{\"a\":1,\"a\":2,\"b\":0}", "{'a':3,'b':0}", "{\"a\":1,\"a\":3,\"b\":0}" },
  { "{\"a\":1,\"a\":2,\"b\":0}", "{'b':0}", "{\"b\":0}" },
  { "{\"\\u0061\\\"\":1}", "{'a\\\"':2}", "{\"\\u0061\\\"\":2}" },
  /* Elements are found again where they moved to. */
  { "[1, 2, 3, 4]", "[1,3,4]", "[1, 3, 4]" },
  { "[1, 2, 3, 4]", "[0,1,2,3,4,5]", "[0, 1, 2, 3, 4, 5]" },
  { "[1, 2, 3, 4]", "[2,3,9,4]", "[2, 3, 9, 4]" },
  { "[{\"id\":1,\"t\":1.0},{\"id\":2,\"t\":2.0},{\"id\":3,\"t\":3.0}]",
    "[{'id':2,'t':5},{'id':3,'t':3}]", "[{\"id\":2,\"t\":5},{\"id\":3,\"t\":3.0}]" },
  { "[{\"id\":1,\"t\":1.0},{\"id\":2,\"t\":2.0}]", "[{'id':1,'t':4},{'id':9},{'id':2,'t':5}]",
    "[{\"id\":1,\"t\":4},{\"id\":9},{\"id\":2,\"t\":5}]" },
  { "[\n  1\n]", "[]", "[]" },
  { "[]", "[1,2]", "[1,2]" },
};

static const Case yaml_cases[] = {
  { "# mine\na: 1 # one\nb: [x,  y]\n", "{'a':1,'b':['x','y']}",
    "# mine\na: 1 # one\nb: [x,  y]\n" },
  { "# mine\na: 1 # one\nb: 'q'\n", "{'a':2,'b':'q'}", "# mine\na: 2 # one\nb: 'q'\n" },
  { "a: 1\nb: 2\n", "{'a':1,'b':2,'c':{'d':[1,{'e':'x: y','f':[]}]}}",
    "a: 1\nb: 2\nc:\n  d:\n    - 1\n    - e: \"x: y\"\n      f: []\n" },
  { "a: 1 # keep\nb: 2 # goes\nc: 3\n", "{'a':1,'c':3}", "a: 1 # keep\nc: 3\n" },
  { "a:\n  b: 1\nc: 3\n", "{'a':{},'c':3}", "a:\n  {}\nc: 3\n" },
  { "a:\nc: 3\n", "{'a':'x','c':3}", "a: x\nc: 3\n" },
  { "a:\nc: 3\n", "{'a':{'x':1},'c':3}", "a:\n  x: 1\nc: 3\n" },
  { "l:\n- 1\n# two\n- 2\n- 3\n", "{'l':[1,2,4,3]}", "l:\n- 1\n# two\n- 2\n- 4\n- 3\n" },
  { "l:\n- 1\n# two\n- 2\n- 3\n", "{'l':[1,3]}", "l:\n- 1\n# two\n- 3\n" },
  { "l:\n  - a: 1\n    b: 2\n  -\n    a: 5\n", "{'l':[{'b':2},{'a':6,'c':7}]}",
    "l:\n  - b: 2\n  -\n    a: 6\n    c: 7\n" },
  { "l:\n  - a: 1\n  - a: 2\n", "{'l':[{'a':0,'z':1},{'a':1},{'a':2}]}",
    "l:\n  - a: 0\n    z: 1\n  - a: 1\n  - a: 2\n" },
  { "t: |\n  text\n  more\nu: >-\n  x\n", "{'t':'other\\n','u':'x'}",
    "t: |\n  other\nu: >-\n  x\n" },
  { "a: {x: 1, y: 2}\n", "{'a':{'x':1,'y':3,'z':{'n':null}}}",
    "a: {x: 1, y: 3, \"z\": {\"n\": null}}\n" },
  { "ä: 'ü' # ö\nb: 1\n", "{'ä':'ü','b':2}", "ä: 'ü' # ö\nb: 2\n" },
};

/* JSON of ours, with ' for quotation marks. */
static JsonNode *
value_of (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = oriel_json_parse ("case", json, -1, 1 << 20, &error);

  g_assert_no_error (error);
  return node;
}

static void
run_cases (OrielTextKind kind, const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) now = value_of (cases[i].now);
      g_autofree char *text = oriel_text_patch (kind, cases[i].text, -1, now, &error);

      g_test_message ("%s → %s", cases[i].text, cases[i].now);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_json (void)
{
  run_cases (ORIEL_TEXT_JSON, json_cases, G_N_ELEMENTS (json_cases));
}

static void
test_yaml (void)
{
  run_cases (ORIEL_TEXT_YAML, yaml_cases, G_N_ELEMENTS (yaml_cases));
}

/* What hangs together is not torn; what is no JSON is said. */
static void
test_refusals (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) now = value_of ("{'a':{'x':2},'b':{'x':1}}");

  g_assert_null (oriel_text_patch (ORIEL_TEXT_YAML, "a: &n {x: 1}\nb: *n\n", -1, now, &error));
  g_assert_error (error, ORIEL_PATCH_ERROR, ORIEL_PATCH_ERROR_NOT_POSSIBLE);
  g_clear_error (&error);
  g_assert_null (oriel_text_patch (ORIEL_TEXT_JSON, "{", -1, now, &error));
  g_assert_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_SYNTAX);
}

static void
test_same (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean same;
  } cases[] = {
    { "{'a':1,'b':2}", "{'b':2.0,'a':1}", TRUE },
    { "[1,2]", "[2,1]", FALSE },
    { "9007199254740993", "9007199254740992", FALSE },
    { "1", "'1'", FALSE },
    { "1", "true", FALSE },
    { "null", "null", TRUE },
    { "{'a':null}", "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) a = value_of (cases[i].a), b = value_of (cases[i].b);

      g_assert_cmpint (oriel_json_same (a, b), ==, cases[i].same);
    }
  g_assert_true (oriel_json_same (NULL, NULL));
}

/* What is written as YAML is read as what it was. */
static void
test_yaml_write (void)
{
  static const char text[] =
    "{'a':'yes','b':'1','c':'','d':' x','e':'x #y','f':'l\\nm','g':[[1,[]],{'h':{}}],'i':-0.5,'j':"
    "null,'k':true,'l':'\\u0007\\u2028ü','- m':'a: b','n':'null','o':[],'p':{'q':['r',{'s':1}]},"
    "'t':'# T\\n\\n * x\\n','u':['one\\ntwo',{'v':'a\\n\\n'}],'w':'\\nx','x':'a\\n b \\nc'}";
  g_autoptr (JsonNode) node = value_of (text);
  g_autofree char *yaml = oriel_yaml_to_text (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) again = oriel_yaml_parse (NULL, yaml, -1, &error);

  g_assert_no_error (error);
  g_assert_true (oriel_json_same (node, again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/patch/json", test_json);
  g_test_add_func ("/base/patch/yaml", test_yaml);
  g_test_add_func ("/base/patch/refusals", test_refusals);
  g_test_add_func ("/base/patch/same", test_same);
  g_test_add_func ("/base/patch/yaml-write", test_yaml_write);
  return g_test_run ();
}
