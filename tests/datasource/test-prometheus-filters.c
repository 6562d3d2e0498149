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

static void
test_groups (void)
{
  static const char *const cases[][2] = {
    { "up", "up" },
    { "sum(m)", "sum by (job, \"a.b\") (m)" },
    { "sum (m)", "sum by (job, \"a.b\") (m)" },
    { "sum by (le) (m)", "sum by (le, job, \"a.b\") (m)" },
    { "sum by (job,) (m)", "sum by (job, \"a.b\") (m)" },
    { "sum(m) by ()", "sum(m) by (job, \"a.b\")" },
    { "sum(m) without (pod)", "sum(m) without (pod, job, \"a.b\")" },
    { "max(sum by (a) (m)) / on(by) count(n{sum=\"sum(\"})",
      "max by (job, \"a.b\") (sum by (a, job, \"a.b\") (m)) / on(by) count by (job, \"a.b\") "
      "(n{sum=\"sum(\"})" },
    { "topk(5, sum) + $sum + ${sum}", "topk by (job, \"a.b\") (5, sum) + $sum + ${sum}" },
    { "sum(m", "sum(m" },
    { "# sum(m)", "# sum(m)" },
    { "", "" },
  };
  static const char *const keys[] = { "job", "a.b", NULL }, *const none[] = { NULL };
  g_autofree char *same = oriel_prometheus_add_groups ("sum(m)", none);

  g_assert_cmpstr (same, ==, "sum(m)");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_prometheus_add_groups (cases[i][0], keys);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* Deep nesting must not take time that grows with its square. */
static void
test_hostile_groups (void)
{
  static const char *const keys[] = { "job", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *grouped = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "sum(");
  grouped = oriel_prometheus_add_groups (text->str, keys);
  g_assert_cmpuint (strlen (grouped), ==, text->len);
}

static void
test_metrics (void)
{
  g_autoptr (GHashTable) metrics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  oriel_prometheus_add_metrics ("sum by (a) (rate(m{b=\"c\"}[5m])) / n:x > $v and vector(1)",
                                metrics);
  g_assert_cmpuint (g_hash_table_size (metrics), ==, 2);
  g_assert_true (g_hash_table_contains (metrics, "m"));
  g_assert_true (g_hash_table_contains (metrics, "n:x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/datasource/prometheus-filters/selectors", test_selectors);
  g_test_add_func ("/datasource/prometheus-filters/filters", test_filters);

  g_test_add_func ("/datasource/prometheus-filters/groups", test_groups);
  g_test_add_func ("/datasource/prometheus-filters/hostile-groups", test_hostile_groups);
  g_test_add_func ("/datasource/prometheus-filters/metrics", test_metrics);

  return g_test_run ();
}
