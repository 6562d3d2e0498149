/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links and URLs: what may be opened, and how values get into it. */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-links.h"
#include "dashboard/oriel-url.h"

static void
test_sanitize (void)
{
  static const char *const cases[][2] = {
    { "", "about:blank" },
    { "  ", "about:blank" },
    { "/d/x?a=b c", "/d/x?a=b c" },
    { "./x", "./x" },
    { "x y", "x y" },
    { "http://Example.ORG", "http://example.org/" },
    { "https://x/a b/../c?q=\"'<>#f g`", "https://x/c?q=%22%27%3C%3E#f%20g%60" },
    { "http://x/a{b}?c={d}", "http://x/a%7Bb%7D?c={d}" },
    { "http://x/ä?ö", "http://x/%C3%A4?%C3%B6" },
    { "http://x:9090/a b", "http://x:9090/a b" },
    { "http://a b/", "about:blank" },
    { "http://", "about:blank" },
    { "http://u@x/", "http://u@x/" },
    { "http:\\\\x\\y", "http://x/y" },
    { "mailto:a@b.org", "mailto:a@b.org" },
    { "myapp://do/it", "myapp://do/it" },
    { "javascript:alert(1)", "about:blank" },
    { "JavaScript:alert(1)", "about:blank" },
    { " \tjavascript:alert(1)", "about:blank" },
    { "java\nscript:alert(1)", "about:blank" },
    { "java%0Ascript:alert(1)", "about:blank" },
    { "java\\nscript:alert(1)", "about:blank" },
    { "java&Tab;script:alert(1)", "about:blank" },
    { "&#106;avascript:alert(1)", "about:blank" },
    { "&#x6A;avascript&#58;alert(1)", "about:blank" },
    { "&#38;#106;avascript:alert(1)", "about:blank" },
    { "%6aavascript:alert(1)", "about:blank" },
    { "\xe2\x80\x8bjavascript:alert(1)", "about:blank" },
    { "data:text/html,x", "about:blank" },
    { "vbscript:x", "about:blank" },
    { "(javascript:x", "about:blank" },
    { "100%", "100%" },
    { "\xff", "about:blank" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = oriel_url_sanitize (cases[i][0]);

      g_assert_cmpstr (url, ==, cases[i][1]);
    }
}

/* Escapes within escapes are given up after some rounds. */
static void
test_nested_escapes (void)
{
  g_autoptr (GString) text = g_string_new ("javascript:x");
  g_autofree char *url = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_prepend (text, i == 0 ? "&#38;#106;" : "&#38;#38;");
  url = oriel_url_sanitize (text->str);
  g_assert_cmpstr (url, !=, "javascript:x");
}

static void
test_params (void)
{
  g_autoptr (JsonObject) object = oriel_url_params_to_json ("a=1&b=x+y&b=%C3%A4&c&d=true&&=x&e=");
  g_autofree char *text = oriel_url_params_from_json (object);
  g_autofree char *rendered = oriel_url_render ("/p", object);
  g_autofree char *bare = oriel_url_render ("/p", NULL);

  g_assert_cmpstr (text, ==, "a=1&b=x%20y&b=%C3%A4&c=true&d=true&e=");
  g_assert_cmpstr (rendered, ==, "/p?a=1&b=x%20y&b=%C3%A4&c=true&d=true&e=");
  g_assert_cmpstr (bare, ==, "/p");
}

static void
test_encodings (void)
{
  static const char *const expected[] = {
    [ORIEL_URL_COMPONENT] = "a%20%2F%3F%40%3A%24%2C%21%27%28%29%2A~%C3%A4",
    [ORIEL_URL_COMPONENT_LOOSE] = "a%20%2F%3F%40%3A%24%2C!'()*~%C3%A4",
    [ORIEL_URL_WHOLE] = "a%20/?@:$,%21%27%28%29%2A~%C3%A4",
    [ORIEL_URL_PARAMETER] = "a%20%2F%3F@:$,%21%27%28%29%2A~%C3%A4",
    [ORIEL_URL_FORM] = "a+%2F%3F%40%3A%24%2C%21%27%28%29*%7E%C3%A4",
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      oriel_url_append_encoded (out, "a /?@:$,!'()*~ä", (OrielUrlEncoding) i);
      g_assert_cmpstr (out->str, ==, expected[i]);
    }
}

/* A frame of a time, a host and a value with labels. */
static OrielFrame *
small_frame (void)
{
  g_autoptr (JsonNode) node = oriel_json_parse (
    NULL,
    "{\"schema\":{\"refId\":\"A\",\"name\":\"f\",\"fields\":[{\"name\":\"t\",\"type\":\"time\"},"
    "{\"name\":\"a.b\",\"type\":\"string\"},"
    "{\"name\":\"v\",\"type\":\"number\",\"labels\":{\"job\":\"x y\"},"
    "\"config\":{\"unit\":\"percent\"}}]},"
    "\"data\":{\"values\":[[1000,2000],[\"h 1\",\"h/2\"],[1.5,null]]}}",
    -1, 10000, NULL);
  g_autoptr (GError) error = NULL;
  OrielFrame *frame = oriel_frame_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);
  return frame;
}

static void
test_cells (void)
{
  static const struct
  {
    const char *template;
    int row;
    const char *expected;
  } cases[] = {
    { "${__value.raw}", 0, "1.5" },
    { "${__value.text}", 0, "1.50%" },
    { "${__value.time}", 0, "1000" },
    { "${__value.raw}", 1, "" },
    { "${__value.raw}", -1, "${__value.raw}" },
    { "${__value.raw}", 99, "${__value.raw}" },
    { "/x?${__field.labels.job}", 0, "/x?x y" },
    { "/x?${__field.labels[\"job\"]:percentencode}", 0, "/x?x y" },
    { "${__field.labels.nope}", 0, "about:blank" },
    { "${__data.fields.a.b}", 1, "h/2" },
    { "${__data.fields[\"a.b\"]}", 0, "h 1" },
    { "${__data.fields[1]}", 0, "h 1" },
    { "${__data.fields.2.numeric}", 0, "1.5" },
    { "${__data.refId}/${__series.name}", 0, "A/f" },
  };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (OrielVariables) variables = oriel_variables_new_for_definitions (none);
  g_autoptr (OrielFrame) frame = small_frame ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url =
        oriel_variables_link_url (variables, cases[i].template, NULL, frame, 2, cases[i].row);

      if (*cases[i].expected == '\0')
        g_assert_cmpstr (url, ==, "about:blank");
      else
        g_assert_cmpstr (url, ==, cases[i].expected);
    }
}

static JsonObject *
object_of (const char *text, JsonNode **node)
{
  *node = oriel_json_parse (NULL, text, -1, 10000, NULL);

  return json_node_get_object (*node);
}

static void
test_link (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (OrielVariables) variables = oriel_variables_new_for_definitions (none);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (OrielFrame) frame = small_frame ();
  OrielCell cell = { .frame = frame, .field = 2, .row = 0 };
  OrielInterpolation how = { .variables = variables, .cell = &cell };
  JsonObject *json = object_of ("{\"title\":\"Trace ${__value.raw}\",\"internal\":"
                                "{\"datasourceUid\":\"u\",\"datasourceName\":\"Tempo\","
                                "\"query\":{\"query\":\"${__data.fields[1]}\"}}}",
                                &node);
  g_autoptr (OrielLink) link = oriel_link_resolve (json, &how);

  g_assert_cmpstr (link->title, ==, "Trace 1.5");
  g_assert_cmpstr (link->source_uid, ==, "u");
  g_assert_cmpstr (link->source_name, ==, "Tempo");
  g_assert_cmpstr (oriel_json_string (link->query, "query", NULL), ==, "h 1");
}

static void
test_dashboard_link (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (OrielVariables) variables = oriel_variables_new_for_definitions (none);
  OrielBuiltins builtins = { .raw_from = "now-1h", .raw_to = "now" };
  OrielInterpolation how = { .variables = variables, .builtins = &builtins };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *json = object_of ("{\"url\":\"/d/x?a=b\",\"keepTime\":true}", &node);
  g_autofree char *href = oriel_dashboard_link_href (json, &how);

  g_assert_cmpstr (href, ==, "/d/x?a=b&from=now-1h&to=now&timezone=utc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dashboard/links/sanitize", test_sanitize);
  g_test_add_func ("/dashboard/links/nested-escapes", test_nested_escapes);
  g_test_add_func ("/dashboard/links/params", test_params);
  g_test_add_func ("/dashboard/links/encodings", test_encodings);
  g_test_add_func ("/dashboard/links/cells", test_cells);
  g_test_add_func ("/dashboard/links/link", test_link);
  g_test_add_func ("/dashboard/links/dashboard-link", test_dashboard_link);

  return g_test_run ();
}
