/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An open dashboard over the demo's source: what is asked, when, and what panels get. */

#include "config.h"

#include <string.h>

#include "datasource/demo/oriel-demo.h"
#include "query/oriel-session.h"

#define TIMEOUT_MS 60000
#define NOW_MS G_GINT64_CONSTANT (1742045862123)

typedef struct
{
  OrielDataSources *sources;
  OrielSession *session;
} Fixture;

static void
set_up_with (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read ("test", text, -1, &error);

  g_assert_no_error (error);
  oriel_demo_set_anchor (NOW_MS);
  fixture->sources = oriel_data_sources_new ();
  oriel_demo_add_source (fixture->sources);
  fixture->session = oriel_session_new (dashboard, fixture->sources);
  oriel_session_set_now (fixture->session, NOW_MS);
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->session);
  oriel_data_sources_free (fixture->sources);
}

static int
key_of (OrielSession *session, int id)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    if (panels[i].panel->id == id)
      return panels[i].key;

  return -1;
}

static void
show_all (OrielSession *session)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    oriel_session_set_visible (session, panels[i].key, TRUE, 800);
}

static void
settle (OrielSession *session)
{
  g_assert_true (oriel_session_run_until_idle (session, TIMEOUT_MS));
}

#define SOURCE "\"datasource\":{\"type\":\"oriel-demo\",\"uid\":\"oriel-demo\"}"
#define TARGET(metric, by)                                                                         \
  "{\"refId\":\"A\"," SOURCE ",\"metric\":\"" metric "\",\"by\":[" by "],\"filters\":{"            \
  "\"cluster\":\"${cluster:regex}\",\"region\":\"${region:regex}\"}}"
#define PANEL(id, y, metric, by)                                                                   \
  "{\"id\":" #id ",\"type\":\"timeseries\",\"title\":\"of $cluster\",\"gridPos\":{\"x\":0,"        \
  "\"y\":" #y ",\"w\":12,\"h\":8}," SOURCE ",\"targets\":[" TARGET (metric, by) "]}"
#define VARIABLES                                                                                  \
  "{\"type\":\"query\",\"name\":\"region\",\"refresh\":1,\"multi\":true,\"includeAll\":"           \
  "true," SOURCE ",\"query\":{\"label\":\"region\",\"cluster\":\"${cluster:regex}\"},"             \
  "\"current\":{\"text\":[\"All\"],\"value\":[\"$__all\"]}},"                                      \
  "{\"type\":\"query\",\"name\":\"cluster\",\"refresh\":1,\"multi\":true,\"includeAll\":"          \
  "true," SOURCE ",\"query\":{\"label\":\"cluster\"},"                                             \
  "\"current\":{\"text\":[\"All\"],\"value\":[\"$__all\"]}}"
#define DASHBOARD(panels)                                                                          \
  "{\"title\":\"t\",\"schemaVersion\":41,\"time\":{\"from\":\"now-1h\",\"to\":\"now\"},"           \
  "\"templating\":{\"list\":[" VARIABLES "]},\"panels\":[" panels "]}"

static void
test_panels_get_frames (void)
{
  Fixture fixture;
  g_autoptr (OrielPanelData) data = NULL;

  set_up_with (&fixture, DASHBOARD (PANEL (1, 0, "requests", "\"status\"")));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  data = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));
  g_assert_cmpint (data->state, ==, ORIEL_PANEL_DONE);
  g_assert_null (data->error);
  g_assert_cmpuint (data->frames->len, ==, 5);
  g_assert_cmpint (data->range.to_ms, ==, NOW_MS);
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (data->frames, 0))->n_rows, >, 100);
  tear_down (&fixture);
}

static void
test_hidden_panels_are_not_asked (void)
{
  Fixture fixture;
  g_autoptr (OrielPanelData) seen = NULL;
  g_autoptr (OrielPanelData) unseen = NULL;

  set_up_with (&fixture,
               DASHBOARD (PANEL (1, 0, "requests", "") "," PANEL (2, 8, "gpu_power", "")));
  oriel_session_set_visible (fixture.session, key_of (fixture.session, 1), TRUE, 800);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  seen = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));
  unseen = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 2));
  g_assert_cmpint (seen->state, ==, ORIEL_PANEL_DONE);
  g_assert_cmpint (unseen->state, ==, ORIEL_PANEL_IDLE);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 1);
  tear_down (&fixture);
}

static void
test_equal_requests_are_asked_once (void)
{
  Fixture fixture;
  g_autoptr (OrielPanelData) first = NULL;
  g_autoptr (OrielPanelData) second = NULL;

  set_up_with (&fixture, DASHBOARD (PANEL (1, 0, "requests", "") "," PANEL (2, 8, "requests", "")));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  first = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));
  second = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 2));
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 1);
  g_assert_cmpuint (first->frames->len, ==, 1);
  g_assert_cmpuint (second->frames->len, ==, 1);
  tear_down (&fixture);
}

static void
count_cb (OrielSession *session, guint *n)
{
  g_assert_false (oriel_session_is_busy (session));
  (*n)++;
}

/* Where nothing needs an answer no panel tells of one, so that the session has to. */
static void
test_settled (void)
{
  Fixture fixture;
  guint n = 0;

  set_up_with (&fixture, DASHBOARD (PANEL (1, 0, "requests", "\"status\"")));
  g_signal_connect (fixture.session, "settled", G_CALLBACK (count_cb), &n);
  oriel_session_refresh (fixture.session); /* no panel is in sight */
  settle (fixture.session);
  g_assert_cmpuint (n, >, 0);
  tear_down (&fixture);
}

static void
test_chained_variables (void)
{
  static const char *const eu[] = { "prod-eu", NULL };
  Fixture fixture;
  const OrielVariableState *region;
  g_autofree char *title = NULL;

  set_up_with (&fixture, DASHBOARD (PANEL (1, 0, "requests", "\"region\"")));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);
  region = oriel_variables_find (oriel_session_get_variables (fixture.session), "region");
  g_assert_cmpuint (region->options->len, ==, 4);

  oriel_session_choose (fixture.session, "cluster", eu);
  settle (fixture.session);
  region = oriel_variables_find (oriel_session_get_variables (fixture.session), "region");
  g_assert_cmpuint (region->options->len, ==, 2);
  title = oriel_session_dup_title (fixture.session, key_of (fixture.session, 1));
  g_assert_cmpstr (title, ==, "of prod-eu");

  {
    g_autoptr (OrielPanelData) data =
      oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));

    g_assert_cmpuint (data->frames->len, ==, 2);
  }
  tear_down (&fixture);
}

static void
test_folded_rows_are_not_asked (void)
{
  Fixture fixture;
  int row;

  set_up_with (&fixture,
               DASHBOARD ("{\"id\":9,\"type\":\"row\",\"title\":\"r\",\"collapsed\":true,"
                          "\"gridPos\":{\"x\":0,\"y\":0,\"w\":24,\"h\":1},\"panels\":[" PANEL (
                            1, 1, "requests", "") "]}"));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);
  g_assert_cmpint (key_of (fixture.session, 1), ==, -1);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 0);

  row = key_of (fixture.session, 9);
  oriel_session_set_collapsed (fixture.session, row, FALSE);
  g_assert_cmpint (key_of (fixture.session, 1), >=, 0);
  show_all (fixture.session);
  settle (fixture.session);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 1);
  tear_down (&fixture);
}

static void
test_error_stands_in_its_panel (void)
{
  Fixture fixture;
  g_autoptr (OrielPanelData) bad = NULL;
  g_autoptr (OrielPanelData) good = NULL;

  set_up_with (&fixture, DASHBOARD (PANEL (1, 0, "nonsense", "") "," PANEL (2, 8, "requests", "")));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  bad = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));
  good = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 2));
  g_assert_cmpint (bad->state, ==, ORIEL_PANEL_FAILED);
  g_assert_nonnull (strstr (bad->error, "nonsense"));
  g_assert_cmpint (good->state, ==, ORIEL_PANEL_DONE);
  g_assert_null (good->error);
  tear_down (&fixture);
}

static void
test_panel_of_another_panel (void)
{
  Fixture fixture;
  g_autoptr (OrielPanelData) data = NULL;
  g_autoptr (OrielPanelData) lost = NULL;

  set_up_with (
    &fixture,
    DASHBOARD (PANEL (
      1, 0, "requests",
      "\"status\"") ","
                    "{\"id\":2,\"type\":\"stat\",\"gridPos\":{\"x\":12,\"y\":0,\"w\":12,\"h\":8},"
                    "\"datasource\":{\"type\":\"datasource\",\"uid\":\"-- Dashboard --\"},"
                    "\"targets\":[{\"refId\":\"A\",\"panelId\":1}]},"
                    "{\"id\":3,\"type\":\"stat\",\"gridPos\":{\"x\":0,\"y\":8,\"w\":12,\"h\":8},"
                    "\"datasource\":{\"type\":\"datasource\",\"uid\":\"-- Dashboard --\"},"
                    "\"targets\":[{\"refId\":\"A\",\"panelId\":3}]}"));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  data = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 2));
  g_assert_cmpstr (data->error, ==, NULL);
  g_assert_cmpuint (data->frames->len, ==, 5);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 1);
  lost = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 3));
  g_assert_cmpint (lost->state, ==, ORIEL_PANEL_FAILED);
  tear_down (&fixture);
}

static void
test_range_replaces_what_is_under_way (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielPanelData) data = NULL;

  set_up_with (&fixture, DASHBOARD (PANEL (1, 0, "requests", "")));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  for (int hours = 1; hours < 20; hours++)
    {
      g_autofree char *from = g_strdup_printf ("now-%dh", hours);

      g_assert_true (oriel_session_set_range (fixture.session, from, "now", &error));
      g_main_context_iteration (NULL, FALSE);
    }
  settle (fixture.session);

  data = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));
  g_assert_cmpint (data->state, ==, ORIEL_PANEL_DONE);
  g_assert_cmpint (data->range.to_ms - data->range.from_ms, ==, 19 * 3600 * 1000);
  g_assert_false (oriel_session_set_range (fixture.session, "yesterday-ish", "now", &error));
  g_assert_nonnull (error);
  tear_down (&fixture);
}

static void
test_dropped_while_busy (void)
{
  Fixture fixture;

  set_up_with (&fixture,
               DASHBOARD (PANEL (1, 0, "requests", "") "," PANEL (2, 8, "gpu_power", "")));
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  oriel_session_cancel (fixture.session);
  g_assert_false (oriel_session_is_busy (fixture.session));
  oriel_session_refresh (fixture.session);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  tear_down (&fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_demo_dashboards (void)
{
  const char *const *uris = oriel_demo_dashboards ();

  for (; *uris != NULL; uris++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (*uris);
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, NULL, &error);
      g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
      g_autoptr (OrielSession) session = NULL;
      guint n;
      const OrielPlacedPanel *panels;

      g_assert_no_error (error);
      g_assert_cmpuint (dashboard->issues->len, ==, 0);
      oriel_demo_add_source (sources);
      session = oriel_session_new (dashboard, sources);
      show_all (session);
      oriel_session_refresh (session);
      settle (session);
      panels = oriel_session_get_panels (session, &n);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (session, panels[i].key);

          g_assert_cmpstr (data->error, ==, NULL);
          if (panels[i].panel->targets != NULL && panels[i].panel->targets->len > 0)
            g_assert_cmpuint (data->frames->len, >, 0);
        }
    }
}

/* Data source variables have the sources at hand as options; the first stands for what the
 * dashboard stored elsewhere. */
static void
test_source_variables (void)
{
  static const char text[] =
    "{\"title\":\"t\",\"schemaVersion\":41,\"panels\":[],\"templating\":{\"list\":["
    "{\"type\":\"datasource\",\"name\":\"source\",\"query\":\"oriel-demo\","
    "\"current\":{\"text\":\"Elsewhere\",\"value\":\"p-1\"}},"
    "{\"type\":\"datasource\",\"name\":\"none\",\"query\":\"loki\","
    "\"current\":{\"text\":\"L\",\"value\":\"l-1\"}}]}}";
  Fixture fixture;
  const OrielVariables *variables;

  set_up_with (&fixture, text);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  variables = oriel_session_get_variables (fixture.session);
  g_assert_cmpstr (oriel_variables_find (variables, "source")->values[0], ==, "oriel-demo");
  g_assert_cmpuint (oriel_variables_find (variables, "source")->options->len, >, 0);
  g_assert_cmpstr (oriel_variables_find (variables, "none")->values[0], ==, "l-1");
  tear_down (&fixture);
}

#define V2_QUERY(metric)                                                                           \
  "{'kind':'PanelQuery','spec':{'refId':'A','query':{'kind':'DataQuery','group':'oriel-demo',"     \
  "'datasource':{'name':'oriel-demo'},'spec':{'metric':'" metric "','by':[],'filters':{}}}}}"
#define V2_PANEL(id, metric)                                                                       \
  "'p" #id "':{'kind':'Panel','spec':{'id':" #id ",'title':'P','vizConfig':{'kind':'VizConfig',"   \
  "'group':'timeseries','spec':{}},'data':{'kind':'QueryGroup','spec':{'queries':[" V2_QUERY (     \
    metric) "]}}}}"
#define V2_AUTO(id, more)                                                                          \
  "{'kind':'AutoGridLayout','spec':{'items':[{'kind':'AutoGridLayoutItem','spec':{'element':{"     \
  "'name':'p" #id "'}" more "}}]}}"
#define V2_TAB(title, layout)                                                                      \
  "{'kind':'TabsLayoutTab','spec':{'title':'" title "','layout':" layout "}}"
#define V2_IF_DATA                                                                                 \
  ",'conditionalRendering':{'kind':'ConditionalRenderingGroup','spec':{'visibility':'show',"       \
  "'condition':'and','items':[{'kind':'ConditionalRenderingData','spec':{'value':true}}]}}"

/* Two tabs; in the second one a panel that is there when it has data. */
static void
set_up_tabs (Fixture *fixture, const char *metric)
{
  g_autofree char *text = g_strdup_printf (
    "{'title':'t','timeSettings':{'from':'now-1h','to':'now'},'elements':{" V2_PANEL (
      1, "requests") "," V2_PANEL (2, "%s") "},'layout':{'kind':'TabsLayout','spec':{'tabs':"
                                            "[" V2_TAB ("One", V2_AUTO (1, "")) "," V2_TAB (
                                              "Two", V2_AUTO (2, V2_IF_DATA)) "]}}}",
    metric);

  g_strdelimit (text, "'", '"');
  set_up_with (fixture, text);
}

static void
test_tabs (void)
{
  Fixture fixture;
  g_autofree char *title = NULL;
  const OrielPlacedPanel *panels;
  guint n;

  set_up_tabs (&fixture, "requests");
  panels = oriel_session_get_panels (fixture.session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (panels[0].kind, ==, ORIEL_PLACED_TABS);
  g_assert_cmpuint (panels[0].n_tabs, ==, 2);
  g_assert_cmpint (panels[1].panel->id, ==, 1);
  title = oriel_session_dup_tab_title (fixture.session, panels[0].key, 1);
  g_assert_cmpstr (title, ==, "Two");

  oriel_session_choose_tab (fixture.session, panels[0].key, 1);
  panels = oriel_session_get_panels (fixture.session, &n);
  g_assert_cmpuint (panels[0].tab, ==, 1);
  g_assert_cmpint (panels[1].panel->id, ==, 2);

  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 1);
  oriel_session_get_panels (fixture.session, &n);
  g_assert_cmpuint (n, ==, 2);
  tear_down (&fixture);
}

/* A panel without data leaves the page; when it is wanted it comes back. */
static void
test_panel_without_data (void)
{
  Fixture fixture;
  guint n;
  const OrielPlacedPanel *panels;

  set_up_tabs (&fixture, "there is no such metric");
  g_assert_true (oriel_session_reveal (fixture.session, 1));
  panels = oriel_session_get_panels (fixture.session, &n);
  oriel_session_choose_tab (fixture.session, panels[0].key, 1);
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);
  oriel_session_get_panels (fixture.session, &n);
  g_assert_cmpuint (n, ==, 1);

  g_assert_true (oriel_session_reveal (fixture.session, 2));
  panels = oriel_session_get_panels (fixture.session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (panels[1].panel->id, ==, 2);
  g_assert_false (oriel_session_reveal (fixture.session, 99));
  tear_down (&fixture);
}

/* What has not been written yet is no error of the server's, and not asked at all. */
static void
test_nothing_to_ask (void)
{
  Fixture fixture;
  g_autoptr (OrielPanelData) data = NULL;
  g_autoptr (GError) error = NULL;

  set_up_with (&fixture,
               "{\"title\":\"t\",\"schemaVersion\":41,\"panels\":[{\"id\":1,\"type\":\"stat\","
               "\"gridPos\":{\"w\":12,\"h\":8},\"datasource\":{\"type\":\"prometheus\"},"
               "\"targets\":[{\"refId\":\"A\",\"expr\":\"\"},{\"refId\":\"B\"}]}]}");
  g_assert_true (
    oriel_data_sources_add_argument (fixture.sources, "none=http://127.0.0.1:1", &error));
  g_assert_no_error (error);
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);

  data = oriel_session_dup_panel_data (fixture.session, key_of (fixture.session, 1));
  g_assert_cmpint (data->state, ==, ORIEL_PANEL_DONE);
  g_assert_null (data->error);
  g_assert_cmpuint (data->frames->len, ==, 0);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture.session), ==, 0);
  tear_down (&fixture);
}

static guint
n_notices_of (OrielSession *session, int id)
{
  g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (session, key_of (session, id));

  return data->notices->len;
}

/* Where there is a choice, it is told that another source than the one named was asked. */
static void
test_stand_in_source (void)
{
#define ASKS(id, source)                                                                           \
  "{\"id\":" #id ",\"type\":\"stat\",\"gridPos\":{\"w\":12,\"h\":8},"                              \
  "\"datasource\":{\"type\":\"prometheus\",\"uid\":\"" source "\"},"                               \
  "\"targets\":[{\"refId\":\"A\",\"expr\":\"up\"},{\"refId\":\"B\",\"expr\":\"up\"}]}"
  static const char text[] = "{\"title\":\"t\",\"schemaVersion\":41,\"panels\":[" ASKS (
    1, "missing") "," ASKS (2, "two") "," ASKS (3, "default") "]}";
  Fixture fixture;

  set_up_with (&fixture, text);
  oriel_data_sources_add_argument (fixture.sources, "one=http://127.0.0.1:1", NULL);
  show_all (fixture.session);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);
  g_assert_cmpuint (n_notices_of (fixture.session, 1), ==, 0);

  oriel_data_sources_add_argument (fixture.sources, "two=http://127.0.0.1:1", NULL);
  oriel_session_refresh (fixture.session);
  settle (fixture.session);
  g_assert_cmpuint (n_notices_of (fixture.session, 1), ==, 1);
  g_assert_cmpuint (n_notices_of (fixture.session, 2), ==, 0);
  g_assert_cmpuint (n_notices_of (fixture.session, 3), ==, 0);
  tear_down (&fixture);
#undef ASKS
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/session/panels-get-frames", test_panels_get_frames);
  g_test_add_func ("/query/session/hidden-panels", test_hidden_panels_are_not_asked);
  g_test_add_func ("/query/session/equal-requests", test_equal_requests_are_asked_once);
  g_test_add_func ("/query/session/settled", test_settled);
  g_test_add_func ("/query/session/chained-variables", test_chained_variables);
  g_test_add_func ("/query/session/source-variables", test_source_variables);
  g_test_add_func ("/query/session/folded-rows", test_folded_rows_are_not_asked);
  g_test_add_func ("/query/session/error", test_error_stands_in_its_panel);
  g_test_add_func ("/query/session/panel-of-another", test_panel_of_another_panel);
  g_test_add_func ("/query/session/range", test_range_replaces_what_is_under_way);
  g_test_add_func ("/query/session/dropped-while-busy", test_dropped_while_busy);
  g_test_add_func ("/query/session/tabs", test_tabs);
  g_test_add_func ("/query/session/panel-without-data", test_panel_without_data);
  g_test_add_func ("/query/session/nothing-to-ask", test_nothing_to_ask);
  g_test_add_func ("/query/session/stand-in-source", test_stand_in_source);
  g_test_add_func ("/query/session/demo", test_demo_dashboards);
  return g_test_run ();
}
