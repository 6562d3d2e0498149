/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What ad hoc variables offer where no server has to be asked. */

#include "config.h"

#include "datasource/demo/oriel-demo.h"
#include "query/oriel-label-query.h"

static const char dashboard_text[] =
  "{\"title\":\"t\",\"schemaVersion\":41,\"panels\":[],\"templating\":{\"list\":["
  "{\"type\":\"adhoc\",\"name\":\"fixed\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"p\"},"
  "\"defaultKeys\":[{\"text\":\"Job\",\"value\":\"job\"},{\"text\":\"zone\"},7]},"
  "{\"type\":\"adhoc\",\"name\":\"lost\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"p\"}},"
  "{\"type\":\"adhoc\",\"name\":\"demo\","
  "\"datasource\":{\"type\":\"oriel-demo\",\"uid\":\"oriel-demo\"}}]}}";

static void
keep_result_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The answer for the variable of that name. */
static GPtrArray *
ask (const char *name, OrielLabelQueryKind kind, GError **error)
{
  OrielDashboard *dashboard = oriel_dashboard_read ("test", dashboard_text, -1, NULL);
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  g_autoptr (GAsyncResult) result = NULL;
  OrielPlanContext context = { .dashboard = dashboard,
                               .variables = variables,
                               .sources = sources,
                               .time = { .zone = oriel_time_zone_utc () },
                               .range = { 0, 3600000 } };

  oriel_demo_add_source (sources);
  oriel_label_query_async (&context, oriel_variables_find (variables, name), kind, "job", NULL,
                           keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  oriel_dashboard_unref (dashboard);

  return oriel_label_query_finish (result, error);
}

static void
test_default_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = ask ("fixed", ORIEL_LABEL_NAMES, &error);
  const OrielVariableOption *job, *zone;

  g_assert_no_error (error);
  g_assert_cmpuint (options->len, ==, 2);
  job = g_ptr_array_index (options, 0);
  zone = g_ptr_array_index (options, 1);
  g_assert_cmpstr (job->text, ==, "Job");
  g_assert_cmpstr (job->value, ==, "job");
  g_assert_cmpstr (zone->value, ==, "zone");
}

static void
test_no_source (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = ask ("lost", ORIEL_LABEL_VALUES, &error);

  g_assert_null (options);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A source whose queries have no filters offers nothing, and that is no failure. */
static void
test_source_without_filters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = ask ("demo", ORIEL_LABEL_NAMES, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (options->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/label-query/default-keys", test_default_keys);
  g_test_add_func ("/query/label-query/no-source", test_no_source);
  g_test_add_func ("/query/label-query/source-without-filters", test_source_without_filters);

  return g_test_run ();
}
