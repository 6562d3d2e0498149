/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ad hoc variables in the plan of a panel: they filter the queries of their own source alone. */

#include "config.h"

#include "base/oriel-json.h"
#include "query/oriel-panel-plan.h"

static const char dashboard_text[] =
  "{\"title\":\"t\",\"schemaVersion\":41,\"templating\":{\"list\":["
  "{\"type\":\"custom\",\"name\":\"env\",\"query\":\"prod\"},"
  "{\"type\":\"adhoc\",\"name\":\"f\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"a\"},"
  "\"filters\":[{\"key\":\"env\",\"operator\":\"=\",\"value\":\"$env\"}]}]},"
  "\"panels\":[{\"id\":1,\"type\":\"timeseries\",\"gridPos\":{\"w\":12,\"h\":8},\"targets\":["
  "{\"refId\":\"A\",\"expr\":\"rate(m[5m])\","
  "\"datasource\":{\"type\":\"prometheus\",\"uid\":\"a\"}},"
  "{\"refId\":\"B\",\"expr\":\"m\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"b\"}}]}]}";

static const char grouped_text[] =
  "{\"title\":\"t\",\"schemaVersion\":41,\"templating\":{\"list\":["
  "{\"type\":\"groupby\",\"name\":\"g\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"a\"},"
  "\"current\":{\"value\":[\"job\",\"le\"]}},"
  "{\"type\":\"adhoc\",\"name\":\"f\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"b\"},"
  "\"filters\":[{\"key\":\"pod\",\"operator\":\"groupBy\",\"value\":\"\"}]}]},"
  "\"panels\":[{\"id\":1,\"type\":\"timeseries\",\"gridPos\":{\"w\":12,\"h\":8},\"targets\":["
  "{\"refId\":\"A\",\"expr\":\"sum by (le) (m)\","
  "\"datasource\":{\"type\":\"prometheus\",\"uid\":\"a\"}},"
  "{\"refId\":\"B\",\"expr\":\"sum(m)\","
  "\"datasource\":{\"type\":\"prometheus\",\"uid\":\"b\"}}]}]}";

static void
add_source (OrielDataSources *sources, const char *uid)
{
  OrielDataSourceSettings settings = { .name = (char *) uid,
                                       .uid = (char *) uid,
                                       .type = (char *) "prometheus",
                                       .url = (char *) "http://localhost:9090" };
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDataSource) source = oriel_data_source_new (&settings, &error);

  g_assert_no_error (error);
  oriel_data_sources_add (sources, source);
}

static const char *
expression_of (const OrielPanelPlan *plan, guint index)
{
  const OrielPlannedQuery *planned = g_ptr_array_index (plan->queries, index);

  g_assert_nonnull (planned->query);
  return oriel_json_string (planned->query->target, "expr", NULL);
}

static void
test_filters (void)
{
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read ("test", dashboard_text, -1, &error);
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  OrielPlanContext context = { .variables = variables,
                               .sources = sources,
                               .time = { .zone = oriel_time_zone_utc () },
                               .range = { 0, 3600000 },
                               .width_px = 800 };
  g_autoptr (OrielPanelPlan) plan = NULL;

  g_assert_no_error (error);
  add_source (sources, "a");
  add_source (sources, "b");

  plan = oriel_panel_plan_new (oriel_dashboard_find_panel (dashboard, 1), &context);
  g_assert_cmpuint (plan->queries->len, ==, 2);
  g_assert_cmpstr (expression_of (plan, 0), ==, "rate(m{env=\"prod\"}[5m])");
  g_assert_cmpstr (expression_of (plan, 1), ==, "m");

  g_clear_pointer (&plan, oriel_panel_plan_free);
  oriel_variables_choose (variables, "f",
                          (const char *[]){ "job|=__gfp__|a|b", "pod|!=|x", "no filter", NULL });
  plan = oriel_panel_plan_new (oriel_dashboard_find_panel (dashboard, 1), &context);
  g_assert_cmpstr (expression_of (plan, 0), ==, "rate(m{job=~\"a|b\", pod!=\"x\"}[5m])");
  g_assert_cmpstr (expression_of (plan, 1), ==, "m");

  g_clear_pointer (&plan, oriel_panel_plan_free);
  oriel_dashboard_unref (dashboard);
}

static void
check_grouped (OrielDashboard *dashboard,
               const OrielVariables *variables,
               const OrielDataSources *sources,
               const char *first,
               const char *second)
{
  OrielPlanContext context = { .variables = variables,
                               .sources = sources,
                               .time = { .zone = oriel_time_zone_utc () },
                               .range = { 0, 3600000 },
                               .width_px = 800 };
  g_autoptr (OrielPanelPlan) plan =
    oriel_panel_plan_new (oriel_dashboard_find_panel (dashboard, 1), &context);

  g_assert_cmpstr (expression_of (plan, 0), ==, first);
  g_assert_cmpstr (expression_of (plan, 1), ==, second);
}

/* Chosen labels, all that are offered, and that of a repeat. */
static void
test_groups (void)
{
  OrielDashboard *dashboard = oriel_dashboard_read ("test", grouped_text, -1, NULL);
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();

  add_source (sources, "a");
  add_source (sources, "b");
  check_grouped (dashboard, variables, sources, "sum by (le, job) (m)", "sum by (pod) (m)");

  oriel_variables_set_answer (variables, "g", (const char *[]){ "x", "y", NULL }, NULL);
  oriel_variables_choose (variables, "g", (const char *[]){ "$__all", NULL });
  check_grouped (dashboard, variables, sources, "sum by (le, x, y) (m)", "sum by (pod) (m)");

  oriel_variables_set_scoped (variables, "g", "y", "y");
  check_grouped (dashboard, variables, sources, "sum by (le, y) (m)", "sum by (pod) (m)");
  oriel_dashboard_unref (dashboard);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/adhoc/filters", test_filters);
  g_test_add_func ("/query/adhoc/groups", test_groups);

  return g_test_run ();
}
