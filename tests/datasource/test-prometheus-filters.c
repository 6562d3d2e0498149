/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ad hoc filters within PromQL. */

#include "config.h"

#include "base/oriel-json.h"
#include "datasource/prometheus/oriel-prometheus-filters.h"

static char *
add (const char *expression, const char *filters)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, filters, -1, 10000, NULL);

  return oriel_prometheus_add_filters (expression, json_node_get_array (node));
}

static void
test_selectors (void)
{
  static const char *const cases[][2] = {
    { "up", "up{k=\"v\"}" },
    { "up{}", "up{k=\"v\"}" },
    { "up{a=\"b\"}", "up{a=\"b\", k=\"v\"}" },
    { "up{a=\"}\",} ", "up{a=\"}\", k=\"v\"} " },
    { "up{k=\"v\", a=\"k=\"}", "up{k=\"v\", a=\"k=\"}" },
    { "{a=~'b'}", "{a=~'b', k=\"v\"}" },
    { "{\"m.x\"}", "{\"m.x\", k=\"v\"}" },
    { "rate(m[5m]) / on(a, b) group_left(c) n",
      "rate(m{k=\"v\"}[5m]) / on(a, b) group_left(c) n{k=\"v\"}" },
    { "sum by (le) (rate(m{a=\"b\"}[5m:1m] offset 5m))",
      "sum by (le) (rate(m{a=\"b\", k=\"v\"}[5m:1m] offset 5m))" },
    { "sum(m) without (pod)", "sum(m{k=\"v\"}) without (pod)" },
    { "topk(5, m) > bool 1e3", "topk(5, m{k=\"v\"}) > bool 1e3" },
    { "a:b and b unless 0x1F or Inf", "a:b{k=\"v\"} and b{k=\"v\"} unless 0x1F or Inf" },
    { "sum == 1", "sum{k=\"v\"} == 1" },
    { "m @ end() - 5m30s", "m{k=\"v\"} @ end() - 5m30s" },
    { "$m + ${n:raw}{a=\"$b\"}", "$m{k=\"v\"} + ${n:raw}{a=\"$b\", k=\"v\"}" },
    { "rate(m[$__interval])", "rate(m{k=\"v\"}[$__interval])" },
    { "label_replace(m, \"a\", \"x{\", \"b\", '(.*)')",
      "label_replace(m{k=\"v\"}, \"a\", \"x{\", \"b\", '(.*)')" },
    { "m # of n {\n+ n", "m{k=\"v\"} # of n {\n+ n{k=\"v\"}" },
    { "up{a=\"b", "up{a=\"b" },
    { "sum by (job", "sum by (job{k=\"v\"}" },
    { "", "" },
    { "1", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        add (cases[i][0], "[{\"key\":\"k\",\"operator\":\"=\",\"value\":\"v\"}]");

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_filters (void)
{
  static const char *const cases[][2] = {
    { "[]", "m" },
    { "[{\"key\":\"a\",\"operator\":\"=~\",\"value\":\"x.*\"},"
      "{\"key\":\"b\",\"operator\":\"!~\",\"value\":\"c\\\\d\"}]",
      "m{a=~\"x.*\", b!~\"c\\\\d\"}" },
    { "[{\"key\":\"a.b\",\"operator\":\"!=\",\"value\":\"q\\\"\"}]", "m{\"a.b\"!=\"q\\\"\"}" },
    { "[{\"key\":\"a\",\"operator\":\"=|\",\"value\":\"x\",\"values\":[\"x\",\"y\"]}]",
      "m{a=~\"x|y\"}" },
    { "[{\"key\":\"a\",\"operator\":\"<\",\"value\":\"1\"},{\"key\":\"\",\"value\":\"x\"},7]",
      "m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = add ("m", cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/datasource/prometheus-filters/selectors", test_selectors);
  g_test_add_func ("/datasource/prometheus-filters/filters", test_filters);

  return g_test_run ();
}
