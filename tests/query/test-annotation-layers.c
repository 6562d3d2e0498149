/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annotations of an open dashboard: asked once, spread to panels by their filters, switched one
 * by one; failures leave panels whole. */

#include "config.h"

#include <string.h>

#include "datasource/demo/oriel-demo.h"
#include "query/oriel-session.h"

#define TIMEOUT_MS 60000
#define NOW_MS G_GINT64_CONSTANT (1742045862123)

#define SOURCE "'datasource':{'type':'oriel-demo','uid':'oriel-demo'}"
#define QUERY(metric) SOURCE ",'target':{'metric':'" metric "','by':[],'filters':{}}"
#define PANEL(id, y)                                                                               \
  "{'id':" #id ",'type':'timeseries','gridPos':{'x':0,'y':" #y ",'w':12,'h':8}," SOURCE            \
  ",'targets':[{'refId':'A','metric':'gpu_power','by':[],'filters':{}}]}"

#define ANNOTATION(name, more) "{'name':'" name "'," more "}"
#define BUILT_IN_ANNOTATION                                                                        \
  ANNOTATION ("Annotations & Alerts", "'builtIn':1,'enable':true,'hide':true,"                     \
                                      "'datasource':{'type':'grafana','uid':'-- Grafana --'}")
#define ROW(id, y, panels)                                                                         \
  "{'id':" #id ",'type':'row','title':'r','collapsed':true,"                                       \
  "'gridPos':{'x':0,'y':" #y ",'w':24,'h':1},'panels':[" panels "]}"

static const char panels_text[] = PANEL (1, 0) "," PANEL (2, 8) "," ROW (9, 16, PANEL (3, 17));
static const char *const annotation_texts[] = {
  BUILT_IN_ANNOTATION,
  ANNOTATION ("first", "'enable':true,'filter':{'ids':[1]}," QUERY ("requests")),
  ANNOTATION ("off", "'enable':false," QUERY ("requests")),
  ANNOTATION ("bad", "'enable':true," QUERY ("nonsense")),
  ANNOTATION ("logs", "'enable':true,'datasource':{'type':'loki'},'expr':'{}'"),
  NULL,
};

enum
{
  BUILT_IN,
  FIRST,
  OFF,
  BAD,
  LOGS
};

typedef struct
{
  OrielDataSources *sources;
  OrielSession *session;
  guint n_changes;
} Fixture;

static void
changed_cb (OrielSession *session, Fixture *fixture)
{
  fixture->n_changes++;
}

static void
settle (const Fixture *fixture)
{
  g_assert_true (oriel_session_run_until_idle (fixture->session, TIMEOUT_MS));
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
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *annotations = g_strjoinv (",", (char **) annotation_texts);
  g_autofree char *text = g_strdelimit (
    g_strdup_printf ("{'title':'t','schemaVersion':41,'time':{'from':'now-1h','to':'now'},"
                     "'panels':[%s],'annotations':{'list':[%s]}}",
                     panels_text, annotations),
    "'", '"');
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read ("test", text, -1, &error);

  g_assert_no_error (error);
  oriel_demo_set_anchor (NOW_MS);
  fixture->sources = oriel_data_sources_new ();
  oriel_demo_add_source (fixture->sources);
  fixture->session = oriel_session_new (dashboard, fixture->sources);
  g_signal_connect (fixture->session, "annotations-changed", G_CALLBACK (changed_cb), fixture);
  oriel_session_set_now (fixture->session, NOW_MS);
  show_all (fixture->session);
  oriel_session_refresh (fixture->session);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  oriel_data_sources_free (fixture->sources);
}

static OrielAnnotationLayer
layer (const Fixture *fixture, guint index)
{
  return oriel_annotation_layers_get (oriel_session_get_annotations (fixture->session), index);
}

static OrielPanelData *
data_of (const Fixture *fixture, int id)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (fixture->session, &n);

  for (guint i = 0; i < n; i++)
    if (panels[i].panel->id == id)
      return oriel_session_dup_panel_data (fixture->session, panels[i].key);

  g_assert_not_reached ();
}

static void
check_panel (const Fixture *fixture, int id, guint n_events)
{
  g_autoptr (OrielPanelData) data = data_of (fixture, id);

  g_assert_cmpint (data->state, ==, ORIEL_PANEL_DONE);
  g_assert_null (data->error);
  g_assert_cmpuint (data->frames->len, ==, 1);
  g_assert_cmpuint (data->events->len, ==, n_events);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  check_panel (fixture, 1, 1);
  check_panel (fixture, 2, 0);
  g_assert_nonnull (layer (fixture, FIRST).events);
  g_assert_cmpuint (layer (fixture, FIRST).events->n_rows, ==, 1);
  g_assert_cmpuint (fixture->n_changes, >, 0);
}

/* The panels' one question, and those of two queries that are on. */
static void
test_asked_once (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (oriel_session_get_n_requests (fixture->session), ==, 3);
  oriel_session_set_visible (fixture->session, 0, TRUE, 800);
  settle (fixture);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture->session), ==, 3);
  oriel_session_refresh (fixture->session);
  settle (fixture);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture->session), ==, 6);
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  OrielAnnotationLayer bad = layer (fixture, BAD);
  OrielAnnotationLayer logs = layer (fixture, LOGS);

  g_assert_null (bad.events);
  g_assert_nonnull (strstr (bad.error, "nonsense"));
  g_assert_true (bad.is_supported);
  g_assert_false (logs.is_supported);
  g_assert_nonnull (strstr (logs.error, "loki"));
  g_assert_false (layer (fixture, BUILT_IN).is_supported);
}

/* A switch asks its own query and no other; off and on again asks nothing. */
static void
test_switches (Fixture *fixture, gconstpointer data)
{
  guint n = oriel_session_get_n_requests (fixture->session);

  oriel_session_set_annotation (fixture->session, OFF, TRUE);
  settle (fixture);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture->session), ==, n + 1);
  check_panel (fixture, 1, 2);
  check_panel (fixture, 2, 1);

  n = oriel_session_get_n_requests (fixture->session);
  oriel_session_set_annotation (fixture->session, FIRST, FALSE);
  oriel_session_set_annotation (fixture->session, BAD, FALSE);
  settle (fixture);
  check_panel (fixture, 1, 1);
  oriel_session_set_annotation (fixture->session, FIRST, TRUE);
  settle (fixture);
  check_panel (fixture, 1, 2);
  g_assert_cmpuint (oriel_session_get_n_requests (fixture->session), ==, n);
  oriel_session_set_annotation (fixture->session, 99, TRUE);
}

/* What a panel's transformations of annotations leave. */
static void
test_transformed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = json_from_string (
    "[{\"id\":\"organize\",\"topic\":\"annotations\",\"options\":{\"excludeByName\":{\"text\":"
    "true}}},{\"id\":\"limit\",\"options\":{\"limitField\":0}}]",
    NULL);
  g_autoptr (OrielPanelData) panel_data = data_of (fixture, 1);
  const OrielPanel panel = { .transformations = json_node_get_array (node) };
  g_autoptr (GPtrArray) events = oriel_panel_events_new (&panel, panel_data, NULL, NULL, NULL);
  const OrielFrame *before = g_ptr_array_index (panel_data->events, 0);
  const OrielFrame *after = g_ptr_array_index (events, 0);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (after->fields->len, ==, before->fields->len - 1);
  g_assert_cmpuint (after->n_rows, ==, before->n_rows);
}

/* Panels of a row that was folded have them from the start. */
static void
test_folded_row (Fixture *fixture, gconstpointer data)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (fixture->session, &n);

  oriel_session_set_annotation (fixture->session, OFF, TRUE);
  for (guint i = 0; i < n; i++)
    if (panels[i].panel->id == 9)
      {
        oriel_session_set_collapsed (fixture->session, panels[i].key, FALSE);
        break;
      }
  show_all (fixture->session);
  settle (fixture);
  check_panel (fixture, 3, 1);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  g_assert_true (oriel_session_set_range (fixture->session, "now-30m", "now", NULL));
  for (int i = 0; i < 4; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (oriel_session_set_range (fixture->session, "now-15m", "now", NULL));
  settle (fixture);
  check_panel (fixture, 1, 1);
  g_assert_cmpint (oriel_frame_field (layer (fixture, FIRST).events, 0)->column->times[0], >=,
                   NOW_MS - 16 * 60 * 1000);
}

static void
test_dropped_while_busy (Fixture *fixture, gconstpointer data)
{
  oriel_session_refresh (fixture->session);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  oriel_session_cancel (fixture->session);
  g_assert_false (oriel_session_is_busy (fixture->session));
  oriel_session_refresh (fixture->session);
  for (int i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/query/annotation-layers/filters", test_filters);
  ADD ("/query/annotation-layers/asked-once", test_asked_once);
  ADD ("/query/annotation-layers/failures", test_failures);
  ADD ("/query/annotation-layers/switches", test_switches);
  ADD ("/query/annotation-layers/transformed", test_transformed);
  ADD ("/query/annotation-layers/folded-row", test_folded_row);
  ADD ("/query/annotation-layers/range", test_range);
  ADD ("/query/annotation-layers/dropped-while-busy", test_dropped_while_busy);
  return g_test_run ();
}
