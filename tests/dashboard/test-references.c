/* SPDX-License-Identifier: GPL-3.0-or-later */

/* References in texts, formats, built-ins, and the limits of interpolation. */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-prometheus-formatter.h"
#include "dashboard/oriel-value-formats.h"

#include <string.h>

static OrielVariables *
read_set (const char *list)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (list), "'", '"');
  g_autofree char *text = g_strdup_printf ("{\"title\":\"t\",\"panels\":[],\"schemaVersion\":39,"
                                           "\"templating\":{\"list\":[%s]}}",
                                           quoted);
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read ("test", text, -1, &error);
  OrielVariables *variables;

  g_assert_no_error (error);
  variables = oriel_variables_new (dashboard);
  oriel_dashboard_unref (dashboard);

  return variables;
}

static OrielVariables *
usual_set (void)
{
  return read_set (
    "{'name':'one','type':'custom','query':'A : a.b,B : b'},"
    "{'name':'many','type':'query','multi':true,'includeAll':true,"
    " 'options':[{'text':'X','value':'x','properties':{'zone':'eu','deep':{'n':[1,2]}}},"
    "  {'text':'Y','value':'y','properties':{'zone':'us'}},{'text':'Z','value':'z'}],"
    " 'current':{'text':['X','Y'],'value':['x','y']}},"
    "{'name':'star','type':'custom','query':'a,b','includeAll':true,'allValue':'$one.*',"
    " 'current':{'text':'All','value':'$__all'}},"
    "{'name':'loop','type':'custom','query':'a','includeAll':true,'allValue':'<$loop>',"
    " 'current':{'text':'All','value':'$__all'}},"
    "{'name':'filters','type':'adhoc','filters':[{'key':'job','operator':'=','value':'api'}]},"
    "{'name':'every','type':'interval','query':'1m','auto':true,'auto_count':10,"
    " 'current':{'value':'$__auto'}}");
}

static void
test_lexer (void)
{
  static const struct
  {
    const char *text, *name, *path, *format;
  } cases[] = {
    { "$a", "a", NULL, NULL },
    { "x$$a_1-", "a_1", NULL, NULL },
    { "${a}", "a", NULL, NULL },
    { "${a.b.c:csv}", "a", "b.c", "csv" },
    { "${a['x:y}']:json}", "a", "['x:y}']", "json" },
    { "${a.b[\"k]\"].c}", "a", "b[\"k]\"].c", NULL },
    { "${a:date:HH:mm}", "a", NULL, "date:HH:mm" },
    { "[[a]]", "a", NULL, NULL },
    { "[[a:pipe]]", "a", NULL, "pipe" },
    { "[[[a]]]", "a", NULL, NULL },
    { "${ $a", "a", NULL, NULL },
    { "", NULL, NULL, NULL },
    { "$", NULL, NULL, NULL },
    { "$$ $- ${} ${a", NULL, NULL, NULL },
    { "${a:} ${a.} [[a:]] [[a] [[ a ]]", NULL, NULL, NULL },
    { "${a['x", NULL, NULL, NULL },
    { "[[", NULL, NULL, NULL },
    { "$ä", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielReference reference = { 0 };
      gboolean found = oriel_reference_find (cases[i].text, &reference);
      g_autofree char *name = found ? g_strndup (reference.name, reference.name_length) : NULL;
      g_autofree char *path =
        found && reference.path != NULL ? g_strndup (reference.path, reference.path_length) : NULL;
      g_autofree char *format = found && reference.format != NULL
                                  ? g_strndup (reference.format, reference.format_length)
                                  : NULL;

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (path, ==, cases[i].path);
      g_assert_cmpstr (format, ==, cases[i].format);
    }
}

static void
test_values (void)
{
  static const char *const cases[][2] = {
    { "$one ${one} [[one]]", "a.b a.b a.b" },
    { "${one:regex}", "a\\.b" },
    { "${one:text}", "A" },
    { "$many", "{x,y}" },
    { "${many:pipe}|${many:join: & }", "x|y|x & y" },
    { "${many.zone:csv}", "eu,us" },
    { "${many.1}", "y" },
    { "${many.zone:nosuch}", "{eu,us}" },
    { "${many.deep.n[1]}", "{2,}" },
    { "$star", "a.b.*" },
    { "${star:regex}", "a.b.*" },
    { "${star:text}", "All" },
    { "$unknown ${unknown:csv} [[unknown]]", "$unknown ${unknown:csv} [[unknown]]" },
    { "$filters", "job=\"api\"" },
    { "$every", "$__auto" },
    { "$__from ${__value.raw} $__interval", "$__from ${__value.raw} $__interval" },
    { "ä$one€", "äa.b€" },
  };
  g_autoptr (OrielVariables) set = usual_set ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_variables_interpolate (set, cases[i][0], NULL, NULL, NULL);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_builtins (void)
{
  static const char *const cases[][2] = {
    { "[$__interval]", "[30s]" },
    { "$__interval_ms", "30000" },
    { "[$__rate_interval]", "[1m30s]" },
    { "$__rate_interval_ms", "90000" },
    { "[$__range] $__range_s $__range_ms", "[3600s] 3600 3600400" },
    { "${__from} ${__to:date:seconds}", "1700000000000 1700003600" },
    { "${__from:date:iso}", "2023-11-14T22:13:20.000Z" },
    { "$__timezone", "utc" },
    { "$__dashboard ${__dashboard.uid}", "Title uid" },
    { "${__user.login} ${__user.email}", "ann ${__user.email}" },
    { "$every", "5m" },
    { "?$__url_time_range", "?from=now-1h&to=now&timezone=utc" },
    { "${__url.path} ${__url.params:exclude:b}", "/d/x ?a=1+2" },
    { "$__all_variables", "var-one=a.b&var-many=x&var-many=y&var-star=$__all&var-loop=$__all&"
                          "var-filters=job%7C%3D%7Capi&var-every=$__auto" },
  };
  g_autoptr (OrielVariables) set = usual_set ();
  OrielBuiltins builtins = { .range = { 1700000000000, 1700003600400 },
                             .raw_from = "now-1h",
                             .raw_to = "now",
                             .zone = oriel_time_zone_utc (),
                             .interval_ms = 30000,
                             .rate_interval_ms = 90000,
                             .dashboard_title = "Title",
                             .dashboard_uid = "uid",
                             .user_login = "ann",
                             .url = "/d/x?a=1%202&b=3" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_variables_interpolate (set, cases[i][0], &builtins, NULL, NULL);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
assert_prometheus (const OrielVariables *set, const char *text, const char *expected)
{
  g_autofree char *query =
    oriel_variables_interpolate (set, text, NULL, oriel_variables_format_prometheus, NULL);

  g_assert_cmpstr (query, ==, expected);
}

static void
test_prometheus (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'one','type':'custom','query':'a.b'},"
              "{'name':'many','type':'custom','query':'a.b,c|d','multi':true,'includeAll':true,"
              " 'current':{'value':['a.b','c|d']}}");

  assert_prometheus (set, "up{a=\"$one\"}", "up{a=\"a.b\"}");
  assert_prometheus (set, "up{a=~\"$many\"}", "up{a=~\"(a\\\\.b|c\\\\|d)\"}");
  assert_prometheus (set, "up{a=~\"${many:pipe}\"}", "up{a=~\"a.b|c|d\"}");

  /* A repeated variable keeps its kind. */
  oriel_variables_set_scoped (set, "many", "a.b", "a.b");
  assert_prometheus (set, "$many", "a\\\\.b");
  oriel_variables_set_scoped (set, "__interval", "15s", "15s");
  assert_prometheus (set, "[$__interval]", "[15s]");
}

static void
test_scoped (void)
{
  g_autoptr (OrielVariables) set = usual_set ();
  g_autofree char *text = NULL;

  oriel_variables_set_scoped (set, "many", "Y", "y");
  oriel_variables_set_scoped (set, "one", "B", "b");
  text =
    oriel_variables_interpolate (set, "$many ${many:text} ${many.zone} $star", NULL, NULL, NULL);
  g_assert_cmpstr (text, ==, "y Y us b.*");
}

static void
test_json (void)
{
  g_autoptr (OrielVariables) set = usual_set ();
  g_autoptr (JsonNode) node = oriel_json_parse (
    NULL, "{\"a\":[\"$one\",1,null,{\"$one\":\"[[one:regex]]\"}],\"b\":true}", -1, 1000, NULL);
  g_autoptr (JsonNode) replaced = oriel_variables_interpolate_json (set, node, NULL, NULL, NULL);
  g_autofree char *text = oriel_json_to_text (replaced, FALSE);

  g_assert_cmpstr (text, ==, "{\"a\":[\"a.b\",1,null,{\"$one\":\"a\\\\.b\"}],\"b\":true}");
}

/* Values that mention themselves end, and end small. */
static void
test_loops (void)
{
  g_autoptr (OrielVariables) set = usual_set ();
  g_autofree char *text = oriel_variables_interpolate (set, "$loop", NULL, NULL, NULL);
  g_autoptr (GString) wide = g_string_new ("x");
  g_autofree char *list = NULL;
  g_autoptr (OrielVariables) growing = NULL;
  g_autofree char *grown = NULL;

  g_assert_cmpuint (strlen (text), <, 100);
  g_assert_nonnull (strstr (text, "<<"));

  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, "$w");
  list = g_strdup_printf ("{'name':'w','type':'custom','query':'a','includeAll':true,"
                          "'allValue':'%s','current':{'value':'$__all'}}",
                          wide->str);
  growing = read_set (list);
  grown = oriel_variables_interpolate (growing, "$w", NULL, NULL, NULL);
  g_assert_cmpuint (strlen (grown), <, 2 * ORIEL_INTERPOLATION_MAX_BYTES);
}

/* References that never end cost no more than their length: else this never ends. */
static void
test_long_text (void)
{
  g_autoptr (OrielVariables) set = usual_set ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *replaced = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "${one[\"[[$");
  replaced = oriel_variables_interpolate (set, text->str, NULL, NULL, NULL);
  g_assert_cmpstr (replaced, ==, text->str);
}

static void
test_formats (void)
{
  static const char *const cases[][2] = {
    { "csv", "a b,c'd" },
    { "glob", "{a b,c'd}" },
    { "nosuch", "{a b,c'd}" },
    { "regex", "(a b|c'd)" },
    { "pipe", "a b|c'd" },
    { "json", "[\"a b\",\"c'd\"]" },
    { "lucene", "(\"a\\ b\" OR \"c'd\")" },
    { "singlequote", "'a b','c\\'d'" },
    { "doublequote", "\"a b\",\"c'd\"" },
    { "sqlstring", "'a b','c''d'" },
    { "html", "a b, c&#39;d" },
    { "distributed", "a b,v=c'd" },
    { "join:+", "a b+c'd" },
    { "percentencode", "%7Ba%20b%2Cc%27d%7D" },
    { "uriencode", "%7Ba%20b,c%27d%7D" },
    { "queryparam", "var-v=a%20b&var-v=c%27d" },
    { "customqueryparam:n:p-", "n=p-a%20b&n=p-c%27d" },
    { "text", "a b + c'd" },
    { "date", "NaN" },
    { "raw", "a b,c'd" },
  };
  const OrielValueItem items[] = { { ORIEL_VALUE_STRING, "a b" }, { ORIEL_VALUE_STRING, "c'd" } };
  const OrielValue list = { .kind = ORIEL_VALUE_LIST, .text = "", .items = items, .n_items = 2 };
  const OrielFormatContext context = { .name = "v" };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      oriel_value_format_append (out, &list, cases[i][0], &context);
      g_assert_cmpstr (out->str, ==, cases[i][1]);
    }

  g_assert_nonnull (oriel_value_formats (&n));
  g_assert_cmpuint (n, ==, 19);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dashboard/references/lexer", test_lexer);
  g_test_add_func ("/dashboard/references/values", test_values);
  g_test_add_func ("/dashboard/references/builtins", test_builtins);
  g_test_add_func ("/dashboard/references/prometheus", test_prometheus);
  g_test_add_func ("/dashboard/references/scoped", test_scoped);
  g_test_add_func ("/dashboard/references/json", test_json);
  g_test_add_func ("/dashboard/references/loops", test_loops);
  g_test_add_func ("/dashboard/references/long-text", test_long_text);
  g_test_add_func ("/dashboard/references/formats", test_formats);

  return g_test_run ();
}
