/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a panel's targets become in its plan. */

#include "config.h"

#include "query/oriel-panel-plan.h"

#define SOURCE "\"datasource\":{\"type\":\"prometheus\",\"uid\":\"a\"}"

/* A panel of four targets: one asks, two have nothing written, and one of them a variable. */
static const char dashboard_text[] =
  "{\"title\":\"t\",\"schemaVersion\":41,\"templating\":{\"list\":["
  "{\"type\":\"textbox\",\"name\":\"what\",\"query\":\"\"}]},"
  "\"panels\":[{\"id\":1,\"type\":\"timeseries\",\"gridPos\":{\"w\":12,\"h\":8},\"targets\":["
  "{\"refId\":\"A\"," SOURCE ",\"expr\":\"up\"},{\"refId\":\"B\"," SOURCE ",\"expr\":\"\"},"
  "{\"refId\":\"C\"," SOURCE "},{\"refId\":\"D\"," SOURCE ",\"expr\":\"$what\"}]}]}";

static void
add_source (OrielDataSources *sources)
{
  OrielDataSourceSettings settings = { .name = (char *) "a",
                                       .uid = (char *) "a",
                                       .type = (char *) "prometheus",
                                       .url = (char *) "http://localhost:9090" };
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDataSource) source = oriel_data_source_new (&settings, &error);

  g_assert_no_error (error);
  oriel_data_sources_add (sources, source);
}

/* What is not written is not asked; what a variable leaves empty is, for the server's words. */
static void
test_empty_targets (void)
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
  add_source (sources);

  plan = oriel_panel_plan_new (oriel_dashboard_find_panel (dashboard, 1), &context);
  g_assert_cmpuint (plan->queries->len, ==, 2);
  g_assert_cmpstr (((OrielPlannedQuery *) g_ptr_array_index (plan->queries, 0))->ref_id, ==, "A");
  g_assert_cmpstr (((OrielPlannedQuery *) g_ptr_array_index (plan->queries, 1))->ref_id, ==, "D");

  g_clear_pointer (&plan, oriel_panel_plan_free);
  oriel_dashboard_unref (dashboard);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/panel-plan/empty-targets", test_empty_targets);

  return g_test_run ();
}
