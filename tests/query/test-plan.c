/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic of steps, against values worked out by the rules of Grafana's Prometheus back end:
 * range ÷ points rounded, never below the min interval, at most 11,000 points, start and end
 * floored to the step in the zone's days. */

#include "config.h"

#include "base/oriel-json.h"
#include "base/oriel-time-zone.h"
#include "datasource/demo/oriel-demo.h"
#include "query/oriel-panel-plan.h"

#define SECOND 1000
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * (gint64) HOUR)

typedef struct
{
  const char *name;
  OrielStepInput input;
  gint64 interval_ms, step_ms, rate_interval_ms;
} Case;

static const Case cases[] = {
  { "six hours on 1000 px",
    { .range = { 0, 6 * HOUR }, .max_data_points = 1000 },
    20 * SECOND,
    20 * SECOND,
    60 * SECOND },
  { "five minutes: not below the scrape interval",
    { .range = { 0, 5 * MINUTE }, .max_data_points = 1000 },
    15 * SECOND,
    15 * SECOND,
    60 * SECOND },
  { "the source scrapes every minute",
    { .range = { 0, 5 * MINUTE }, .max_data_points = 1000, .scrape_interval_ms = MINUTE },
    MINUTE,
    MINUTE,
    4 * MINUTE },
  { "the query's min step",
    { .range = { 0, HOUR }, .max_data_points = 1000, .query_interval_ms = 5 * MINUTE },
    15 * SECOND,
    5 * MINUTE,
    20 * MINUTE },
  { "the panel's min interval",
    { .range = { 0, HOUR }, .max_data_points = 1000, .panel_min_interval_ms = 2 * MINUTE },
    2 * MINUTE,
    2 * MINUTE,
    2 * MINUTE + 15 * SECOND },
  { "a rate interval as the step",
    { .range = { 0, HOUR }, .max_data_points = 1000, .interval_is_rate = TRUE },
    15 * SECOND,
    60 * SECOND,
    60 * SECOND },
  { "old interval factor",
    { .range = { 0, 6 * HOUR }, .max_data_points = 1000, .interval_factor = 2 },
    20 * SECOND,
    40 * SECOND,
    60 * SECOND },
  { "a small step is kept to 11,000 points",
    { .range = { 0, 30 * DAY }, .max_data_points = 100000, .query_interval_ms = SECOND },
    30 * SECOND,
    5 * MINUTE,
    31 * SECOND },
};

static void
test_steps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielStep step;

      g_test_message ("%s", cases[i].name);
      oriel_plan_step (&cases[i].input, &step);
      g_assert_cmpint (step.interval_ms, ==, cases[i].interval_ms);
      g_assert_cmpint (step.step_ms, ==, cases[i].step_ms);
      g_assert_cmpint (step.rate_interval_ms, ==, cases[i].rate_interval_ms);
    }
}

static void
test_alignment (void)
{
  OrielStepInput input = {
    .range = { 1742045862123, 1742045862123 + 7 * DAY },
    .max_data_points = 7,
    .utc_offset_ms = HOUR,
  };
  OrielStep step;

  oriel_plan_step (&input, &step);
  g_assert_cmpint (step.step_ms, ==, DAY);
  /* Midnight in the zone, an hour before midnight UTC. */
  g_assert_cmpint ((step.aligned.from_ms + HOUR) % DAY, ==, 0);
  g_assert_cmpint (step.aligned.from_ms, <=, input.range.from_ms);
  g_assert_cmpint (input.range.from_ms - step.aligned.from_ms, <, DAY);
}

static void
test_before_1970 (void)
{
  OrielStepInput input = { .range = { -3 * HOUR - 1, -HOUR }, .max_data_points = 100 };
  OrielStep step;

  oriel_plan_step (&input, &step);
  g_assert_cmpint (step.aligned.from_ms, <=, input.range.from_ms);
  g_assert_cmpint (step.aligned.from_ms % step.step_ms, ==, 0);
}

static void
test_degenerate (void)
{
  static const OrielStepInput inputs[] = {
    { .range = { 0, 0 } },
    { .range = { 10, 5 }, .max_data_points = 1 },
    { .range = { G_MININT64 / 4, G_MAXINT64 / 4 }, .max_data_points = G_MAXINT },
    { .range = { 0, HOUR }, .max_data_points = 10, .interval_factor = 1e300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      OrielStep step;

      oriel_plan_step (&inputs[i], &step);
      g_assert_cmpint (step.step_ms, >=, 1);
      g_assert_cmpint (step.interval_ms, >=, 1);
    }
}

/* Quantiles of one histogram have the same exemplars: the first asks for them. */
static void
test_exemplars_once (void)
{
  static const struct
  {
    const char *expr;
    gboolean wanted;
  } targets[] = {
    { "histogram_quantile(0.9, rate(a:x_bucket[1m]))", TRUE },
    { "histogram_quantile(0.5, rate(a:x_bucket[1m]))", FALSE },
    { "rate(y_bucket[1m])", TRUE },
    { "up", TRUE },
    { "up", TRUE },
  };
  g_autoptr (GString) text = g_string_new ("{\"panels\":[{\"id\":1,\"datasource\":{\"type\":"
                                           "\"oriel-demo\",\"uid\":\"oriel-demo\"},\"targets\":[");
  g_autoptr (OrielDashboard) dashboard = NULL;
  g_autoptr (OrielVariables) variables = NULL;
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  OrielPlanContext context = {
    .sources = sources,
    .raw_from = "now-1h",
    .raw_to = "now",
    .time = { .now_ms = HOUR, .zone = oriel_time_zone_utc () },
    .range = { 0, HOUR },
  };
  g_autoptr (OrielPanelPlan) plan = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    g_string_append_printf (text, "%s{\"refId\":\"%c\",\"exemplar\":true,\"expr\":\"%s\"}",
                            i > 0 ? "," : "", 'A' + (int) i, targets[i].expr);
  g_string_append (text, "]}]}");
  context.dashboard = dashboard = oriel_dashboard_read (NULL, text->str, -1, NULL);
  context.variables = variables = oriel_variables_new (dashboard);
  oriel_demo_add_source (sources);
  plan = oriel_panel_plan_new (oriel_dashboard_find_panel (dashboard, 1), &context);
  g_assert_cmpuint (plan->queries->len, ==, G_N_ELEMENTS (targets));
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const OrielPlannedQuery *planned = g_ptr_array_index (plan->queries, i);

      g_assert_cmpint (oriel_json_boolean (planned->query->target, "exemplar", FALSE), ==,
                       targets[i].wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/plan/steps", test_steps);
  g_test_add_func ("/query/plan/alignment", test_alignment);
  g_test_add_func ("/query/plan/before-1970", test_before_1970);
  g_test_add_func ("/query/plan/degenerate", test_degenerate);
  g_test_add_func ("/query/plan/exemplars-once", test_exemplars_once);
  return g_test_run ();
}
