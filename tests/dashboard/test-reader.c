/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading dashboards: every form of file, the model's members, and texts that are no dashboards. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard.h"
#include "frame/oriel-frame.h"

static OrielDashboard *
read_text (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read ("test", json, -1, &error);

  g_assert_no_error (error);
  return dashboard;
}

static OrielDashboard *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "dashboard", "data", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read_file (file, NULL, &error);

  g_assert_no_error (error);
  return dashboard;
}

static gboolean
has_issue (const OrielDashboard *dashboard, const char *code, int panel_id)
{
  for (guint i = 0; i < dashboard->issues->len; i++)
    {
      const OrielIssue *issue = g_ptr_array_index (dashboard->issues, i);

      if (g_str_equal (issue->code, code) && issue->panel_id == panel_id)
        return TRUE;
    }

  return FALSE;
}

static void
test_model (void)
{
  g_autoptr (OrielDashboard) dashboard = read_data ("modern.json");
  OrielPanel *panel = oriel_dashboard_find_panel (dashboard, 2);
  OrielTarget *target;

  g_assert_cmpstr (dashboard->title, ==, "Shop");
  g_assert_cmpstr (dashboard->uid, ==, "shop");
  g_assert_cmpstr (dashboard->format, ==, "classic");
  g_assert_cmpint (dashboard->schema_version, ==, 41);
  g_assert_cmpstr (dashboard->tags[0], ==, "demo");
  g_assert_cmpstr (dashboard->time_from, ==, "now-3h");
  g_assert_cmpstr (dashboard->timezone, ==, "Europe/Berlin");
  g_assert_cmpstr (dashboard->refresh, ==, "30s");
  g_assert_cmpint (dashboard->week_start, ==, 1);
  g_assert_cmpint (dashboard->graph_tooltip, ==, 1);
  g_assert_cmpstr (dashboard->refresh_intervals[1], ==, "1m");
  g_assert_cmpuint (dashboard->links->len, ==, 1);
  g_assert_cmpuint (dashboard->annotations->len, ==, 1);

  g_assert_nonnull (panel);
  g_assert_cmpstr (panel->type, ==, "timeseries");
  g_assert_cmpstr (panel->title, ==, "Latency of $service");
  g_assert_cmpstr (panel->interval, ==, "15s");
  g_assert_cmpint (panel->max_data_points, ==, 500);
  g_assert_cmpstr (panel->time_from, ==, "1h");
  g_assert_cmpstr (panel->time_shift, ==, "1d");
  g_assert_true (panel->hide_time_override);
  g_assert_cmpstr (panel->repeat, ==, "service");
  g_assert_true (panel->repeat_vertical);
  g_assert_cmpint (panel->max_per_row, ==, 3);
  g_assert_true (panel->transparent);
  g_assert_cmpuint (panel->links->len, ==, 1);
  g_assert_cmpuint (panel->targets->len, ==, 3);

  target = g_ptr_array_index (panel->targets, 0);
  g_assert_cmpstr (target->ref_id, ==, "A");
  g_assert_cmpstr (target->source.uid, ==, "prom");
  target = g_ptr_array_index (panel->targets, 1);
  g_assert_cmpstr (target->ref_id, ==, "C");
  g_assert_true (target->hidden);
  g_assert_cmpstr (target->source.type, ==, "loki");
  target = g_ptr_array_index (panel->targets, 2);
  g_assert_cmpstr (target->ref_id, ==, "B");

  g_assert_true (has_issue (dashboard, "transformation", 2));
  g_assert_false (has_issue (dashboard, "datasource-type", 2));
}

static void
test_rows (void)
{
  g_autoptr (OrielDashboard) dashboard = read_data ("modern.json");
  OrielPanel *first, *open, *folded;

  g_assert_cmpuint (dashboard->panels->len, ==, 3);
  first = g_ptr_array_index (dashboard->panels, 0);
  open = g_ptr_array_index (dashboard->panels, 1);
  folded = g_ptr_array_index (dashboard->panels, 2);

  g_assert_cmpint (first->id, ==, 1);
  g_assert_true (open->is_row);
  g_assert_false (open->collapsed);
  g_assert_cmpuint (open->children->len, ==, 2);
  g_assert_cmpint (((OrielPanel *) g_ptr_array_index (open->children, 0))->id, ==, 2);
  g_assert_cmpint (((OrielPanel *) g_ptr_array_index (open->children, 1))->id, ==, 3);
  g_assert_true (folded->collapsed);
  g_assert_cmpuint (folded->children->len, ==, 1);
  g_assert_nonnull (oriel_dashboard_find_panel (dashboard, 6));
  g_assert_null (oriel_dashboard_find_panel (dashboard, 99));
}

static void
test_variables (void)
{
  g_autoptr (OrielDashboard) dashboard = read_data ("modern.json");
  OrielVariable *service = oriel_dashboard_find_variable (dashboard, "service");
  OrielVariable *custom = oriel_dashboard_find_variable (dashboard, "percentile");

  g_assert_cmpint (service->kind, ==, ORIEL_VARIABLE_QUERY);
  g_assert_cmpstr (service->query, ==, "label_values(up, service)");
  g_assert_nonnull (service->query_json);
  g_assert_true (service->multi);
  g_assert_true (service->include_all);
  g_assert_cmpint (service->refresh, ==, ORIEL_REFRESH_ON_TIME);
  g_assert_cmpstr (service->current_values[0], ==, "$__all");
  g_assert_cmpstr (service->current_texts[0], ==, "All");
  g_assert_cmpint (custom->kind, ==, ORIEL_VARIABLE_CUSTOM);
  g_assert_cmpint (custom->hide, ==, 2);
  g_assert_cmpstr (custom->current_values[0], ==, "0.9");
  g_assert_cmpuint (custom->options->len, ==, 2);
  g_assert_null (oriel_dashboard_find_variable (dashboard, "none"));
}

static void
test_old_rows (void)
{
  g_autoptr (OrielDashboard) dashboard = read_data ("old-rows.json");
  OrielPanel *row = g_ptr_array_index (dashboard->panels, 0);
  OrielPanel *graph = oriel_dashboard_find_panel (dashboard, 1);
  OrielPanel *stat = oriel_dashboard_find_panel (dashboard, 2);
  OrielPanel *folded = oriel_dashboard_find_panel (dashboard, 3);

  g_assert_cmpint (dashboard->schema_version, ==, 12);
  g_assert_cmpuint (dashboard->panels->len, ==, 2);
  g_assert_true (row->is_row);
  g_assert_cmpstr (row->title, ==, "Traffic");
  g_assert_cmpuint (row->children->len, ==, 2);

  g_assert_cmpstr (graph->type, ==, "timeseries");
  g_assert_cmpstr (graph->old_type, ==, "graph");
  g_assert_cmpint (graph->grid.x, ==, 0);
  g_assert_cmpint (graph->grid.y, ==, 1);
  g_assert_cmpint (graph->grid.width, ==, 16);
  g_assert_cmpint (graph->grid.height, ==, 7);
  g_assert_cmpstr (stat->type, ==, "stat");
  g_assert_cmpint (stat->grid.x, ==, 16);
  g_assert_cmpint (stat->grid.width, ==, 8);

  row = g_ptr_array_index (dashboard->panels, 1);
  g_assert_true (row->collapsed);
  g_assert_true (g_ptr_array_index (row->children, 0) == (gpointer) folded);
}

static void
test_wrappers (void)
{
  static const struct
  {
    const char *text, *format, *uid;
  } cases[] = {
    { "{'title': 'T', 'uid': 'u'}", "classic", "u" },
    { "{'dashboard': {'title': 'T', 'uid': 'u'}, 'meta': {'slug': 't'}}", "classic", "u" },
    { "{'dashboard': {'title': 'T'}, 'meta': {'isSnapshot': true}}", "snapshot", NULL },
    { "{'apiVersion': 'dashboard.grafana.app/v1beta1', 'kind': 'Dashboard', 'metadata': {'name': "
      "'m'}, 'spec': {'title': 'T'}}",
      "classic (apiVersion dashboard.grafana.app/v1beta1)", "m" },
    { "{'apiVersion': 'grizzly.grafana.com/v1alpha1', 'kind': 'Dashboard', 'metadata': {'name': "
      "'m'}, 'spec': {'title': 'T', 'uid': 'u'}}",
      "classic (apiVersion grizzly.grafana.com/v1alpha1)", "u" },
    { "{'title': 'T', 'elements': {}, 'layout': {'kind': 'GridLayout'}}", "v2", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrielDashboard) dashboard = read_text (cases[i].text);

      g_assert_cmpstr (dashboard->title, ==, "T");
      g_assert_cmpstr (dashboard->format, ==, cases[i].format);
      g_assert_cmpstr (dashboard->uid, ==, cases[i].uid);
    }
}

static void
test_inputs (void)
{
  g_autoptr (OrielDashboard) dashboard = read_text (
    "{'__inputs': [{'name': 'DS_MAIN', 'label': 'Main', 'type': 'datasource', 'pluginId': "
    "'prometheus'}, {'name': 'VAR_X', 'type': 'constant', 'value': 5}], 'title': 'T', "
    "'schemaVersion': 30, 'panels': [{'id': 1, 'type': 'stat', 'datasource': '${DS_MAIN}', "
    "'targets': [{'expr': 'x > ${VAR_X} and $y == ${z}'}]}]}");
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OrielDashboard) filled = NULL;
  const OrielInput *input = g_ptr_array_index (dashboard->inputs, 0);
  OrielPanel *panel;
  OrielTarget *target;

  g_assert_cmpuint (dashboard->inputs->len, ==, 2);
  g_assert_cmpstr (input->plugin_id, ==, "prometheus");
  g_assert_cmpstr (((OrielInput *) g_ptr_array_index (dashboard->inputs, 1))->value, ==, "5");

  g_hash_table_insert (values, (gpointer) "DS_MAIN", (gpointer) "prom");
  g_hash_table_insert (values, (gpointer) "VAR_X", (gpointer) "7");
  filled = oriel_dashboard_with_inputs (dashboard, values, NULL);
  panel = oriel_dashboard_find_panel (filled, 1);
  target = g_ptr_array_index (panel->targets, 0);

  g_assert_cmpuint (filled->inputs->len, ==, 0);
  g_assert_cmpint (filled->schema_version, ==, 30);
  g_assert_cmpstr (panel->source.uid, ==, "prom");
  g_assert_cmpstr (target->source.uid, ==, "prom");
  g_assert_cmpstr (oriel_json_string (target->json, "expr", ""), ==, "x > 7 and $y == ${z}");
}

static void
test_library_panels (void)
{
  g_autoptr (OrielDashboard) dashboard = read_text (
    "{'title': 'T', 'schemaVersion': 41, '__elements': {'lib': {'uid': 'lib', 'kind': 1, 'model': "
    "{'id': 9, 'type': 'gauge', 'title': 'Of the library', 'options': {'shape': 'circle'}}}}, "
    "'panels': [{'id': 1, 'gridPos': {'x': 3, 'y': 0, 'w': 5, 'h': 4}, 'libraryPanel': {'uid': "
    "'lib'}}, {'id': 2, 'gridPos': {'x': 0, 'y': 9, 'w': 5, 'h': 4}, 'libraryPanel': {'uid': "
    "'other'}}]}");
  OrielPanel *panel = oriel_dashboard_find_panel (dashboard, 1);

  g_assert_cmpstr (panel->type, ==, "gauge");
  g_assert_cmpstr (panel->title, ==, "Of the library");
  g_assert_cmpint (panel->grid.x, ==, 3);
  g_assert_false (has_issue (dashboard, "library-panel", 1));
  g_assert_true (has_issue (dashboard, "library-panel", 2));
}

static void
check_frame (const OrielPanel *panel, guint index, guint n_fields, gsize n_rows)
{
  const OrielFrame *frame = g_ptr_array_index (panel->snapshot_frames, index);

  g_assert_cmpuint (frame->fields->len, ==, n_fields);
  g_assert_cmpuint (frame->n_rows, ==, n_rows);
}

static void
test_snapshots (void)
{
  g_autoptr (OrielDashboard) dashboard = read_data ("snapshot.json");
  OrielPanel *frames = oriel_dashboard_find_panel (dashboard, 1);
  OrielPanel *old = oriel_dashboard_find_panel (dashboard, 2);
  OrielPanel *queried = oriel_dashboard_find_panel (dashboard, 3);
  const OrielFrame *frame;
  const OrielField *field;

  g_assert_cmpstr (dashboard->format, ==, "snapshot");
  g_assert_cmpuint (frames->snapshot_frames->len, ==, 2);
  check_frame (frames, 0, 2, 3);
  frame = g_ptr_array_index (frames->snapshot_frames, 1);
  g_assert_cmpstr (oriel_json_string (frame->meta, "dataTopic", ""), ==, "annotations");

  g_assert_cmpuint (old->snapshot_frames->len, ==, 2);
  check_frame (old, 0, 2, 2);
  frame = g_ptr_array_index (old->snapshot_frames, 0);
  field = oriel_frame_field (frame, 1);
  g_assert_cmpstr (frame->name, ==, "requests");
  g_assert_cmpint (oriel_frame_field (frame, 0)->type, ==, ORIEL_FIELD_TIME);
  g_assert_cmpstr (oriel_labels_get (field->labels, "job"), ==, "web");
  g_assert_cmpfloat (field->column->numbers[1], ==, 7);
  check_frame (old, 1, 2, 2);
  frame = g_ptr_array_index (old->snapshot_frames, 1);
  g_assert_cmpstr (oriel_frame_field (frame, 0)->name, ==, "Host");
  g_assert_cmpint (oriel_frame_field (frame, 0)->type, ==, ORIEL_FIELD_STRING);

  g_assert_cmpuint (queried->snapshot_frames->len, ==, 1);
  frame = g_ptr_array_index (queried->snapshot_frames, 0);
  g_assert_cmpstr (frame->ref_id, ==, "A");
  g_assert_true (has_issue (dashboard, "snapshot-data", 4));
}

static char *
long_list (const char *element)
{
  GString *list = g_string_new ("[0");

  for (guint i = 1; i < 50; i++)
    g_string_append_printf (list, ",%s", element);
  return g_string_free (g_string_append_c (list, ']'), FALSE);
}

static char *
frame_text (JsonObject *object)
{
  g_autoptr (OrielFrame) frame = oriel_frame_from_json (object, NULL);
  g_autoptr (JsonNode) node = oriel_frame_to_json (frame);

  return oriel_json_to_text (node, FALSE);
}

/* Long columns inside a dashboard become what they are in a frame that is read by itself. */
static void
check_long_column (const char *type, const char *element)
{
  g_autofree char *list = long_list (element);
  g_autofree char *field = g_strdup_printf ("{'name':'f'%s%s%s", type ? ",'type':'" : "",
                                            type ? type : "", type ? "'" : "");
  char *texts[] = {
    g_strdup_printf ("{'fields':[%s,'values':%s}]}", field, list),
    g_strdup_printf ("{'schema':{'fields':[%s}]},'data':{'values':[%s],'nanos':[%s],'entities':[{"
                     "'NaN':%s}]}}",
                     field, list, list, list),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *whole = g_strdup_printf ("{'panels':[{'snapshotData':[%s]}]}", texts[i]);
      g_autoptr (OrielDashboard) dashboard = read_text (whole);
      const OrielPanel *panel = g_ptr_array_index (dashboard->panels, 0);
      g_autoptr (JsonNode) ours =
        oriel_frame_to_json (g_ptr_array_index (panel->snapshot_frames, 0));
      g_autofree char *found = oriel_json_to_text (ours, FALSE);
      g_autoptr (JsonNode) alone =
        oriel_json_parse ("frame", g_strdelimit (texts[i], "'", '"'), -1, 1 << 20, NULL);
      g_autofree char *expected = frame_text (json_node_get_object (alone));

      g_assert_cmpstr (found, ==, expected);
      g_free (texts[i]);
    }
}

static void
test_long_columns (void)
{
  static const char *const types[] = {
    NULL, "number", "time", "string", "boolean", "enum", "other"
  };
  static const char *const elements[] = { "1.5",  "null", "1700000000000.25", "12345678901234567",
                                          "true", "'a'" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint k = 0; k < G_N_ELEMENTS (elements); k++)
      check_long_column (types[i], elements[k]);
}

static void
test_wrong_types (void)
{
  static const char *const texts[] = {
    "{'title': {}, 'panels': 5}",
    "{'panels': {}, 'rows': 7, 'templating': [], 'annotations': true, 'time': 'x', 'tags': 3}",
    "{'panels': [1, 'a', null, [], {}], 'schemaVersion': 'x', 'links': [4], '__inputs': [{}]}",
    "{'panels': [{'id': 'x', 'type': 5, 'title': [], 'gridPos': 'a', 'targets': {}, 'options': "
    "[], 'fieldConfig': 3, 'links': {}, 'transformations': {}, 'repeat': 4, 'panels': 1, "
    "'datasource': [], 'snapshotData': {}}]}",
    "{'panels': [{'type': 'row', 'panels': [{'type': 'row', 'panels': [{'type': 'row'}]}]}]}",
    "{'rows': [1, {}, {'panels': 4}, {'panels': [3, {'span': 'x', 'height': {}}], 'height': []}]}",
    "{'rows': [{'panels': [{'span': -5}, {'span': 1e9}, {'span': 0.1}], 'height': 1e30}]}",
    "{'templating': {'list': [{}, 3, {'name': 5, 'query': [], 'current': 4, 'options': [null, {}, "
    "[], 5, 'a'], 'hide': 'x', 'sort': 99, 'refresh': {}}]}, 'schemaVersion': 42}",
    "{'panels': [{'type': 'graph', 'yaxes': 5, 'seriesOverrides': {}, 'aliasColors': [], 'legend': "
    "4, 'thresholds': 'x', 'grid': [], 'timeRegions': [1]}]}",
    "{'panels': [{'type': 'singlestat', 'thresholds': ',,', 'colors': [1, 2], 'valueMaps': [1], "
    "'gauge': 4, 'sparkline': 'x'}, {'type': 'table-old', 'styles': [3, {}], 'columns': 5}]}",
    "{'panels': [{'id': 1e300}, {'id': -4}, {'id': 2147483647}, {'id': 2147483647}]}",
    "{'spec': {}, 'apiVersion': 5, 'title': 'x'}",
    "{'__elements': {'': {'uid': '', 'model': {'type': 'stat'}}}, 'panels': [5, {}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OrielDashboard) dashboard = read_text (texts[i]);

      g_assert_nonnull (dashboard->title);
      g_assert_nonnull (dashboard->time_from);
    }
}

static void
test_unique_ids (void)
{
  g_autoptr (OrielDashboard) dashboard = read_text (
    "{'panels': [{'id': 1, 'gridPos': {'y': 0}}, {'id': 1, 'gridPos': {'y': 1}}, {'gridPos': {'y': "
    "2}}, {'id': 7, 'gridPos': {'y': 3}}]}");

  for (guint i = 0; i < dashboard->panels->len; i++)
    {
      OrielPanel *panel = g_ptr_array_index (dashboard->panels, i);

      g_assert_true (oriel_dashboard_find_panel (dashboard, panel->id) == panel);
    }
}

static void
test_many_panels (void)
{
  g_autoptr (GString) text = g_string_new ("{\"panels\": [");
  g_autoptr (OrielDashboard) dashboard = NULL;
  g_autoptr (GTimer) timer = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%s{\"type\":\"graph\",\"id\":%u}", i > 0 ? "," : "", i / 2);
  g_string_append (text, "]}");

  timer = g_timer_new ();
  dashboard = oriel_dashboard_read (NULL, text->str, (gssize) text->len, NULL);
  g_assert_cmpuint (dashboard->panels->len, ==, 10000);
  g_assert_true (has_issue (dashboard, "too-many-panels", -1));
  g_test_message ("100,000 panels: %.2f s", g_timer_elapsed (timer, NULL));
}

static void
test_many_items (void)
{
  g_autoptr (GString) text = g_string_new ("{\"panels\": [{\"id\": 1, \"targets\": [{}");
  g_autoptr (OrielDashboard) dashboard = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}]}");

  dashboard = oriel_dashboard_read (NULL, text->str, (gssize) text->len, NULL);
  g_assert_true (has_issue (dashboard, "too-many-items", -1));
  g_assert_cmpuint (oriel_dashboard_find_panel (dashboard, 1)->targets->len, ==, 1000);
}

typedef struct
{
  const char *name;
  const char *text;
  gssize length;
  GQuark (*domain) (void);
  int code;
} BadText;

static const BadText bad_texts[] = {
  { "empty", "", 0, oriel_json_error_quark, ORIEL_JSON_ERROR_SYNTAX },
  { "truncated", "{\"panels\": [", -1, oriel_json_error_quark, ORIEL_JSON_ERROR_SYNTAX },
  { "binary", "\x89PNG\r\n\x1a\n\0\0\0", 11, oriel_json_error_quark, ORIEL_JSON_ERROR_ENCODING },
  { "not utf-8", "{\"title\": \"\xff\"}", -1, oriel_json_error_quark, ORIEL_JSON_ERROR_ENCODING },
  { "array", "[]", -1, oriel_dashboard_error_quark, ORIEL_DASHBOARD_ERROR_NOT_A_DASHBOARD },
  { "number", "5", -1, oriel_dashboard_error_quark, ORIEL_DASHBOARD_ERROR_NOT_A_DASHBOARD },
  { "other", "{\"a\": 1}", -1, oriel_dashboard_error_quark, ORIEL_DASHBOARD_ERROR_NOT_A_DASHBOARD },
};

static void
test_bad_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      const BadText *bad = &bad_texts[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielDashboard) dashboard =
        oriel_dashboard_read (bad->name, bad->text, bad->length, &error);

      g_assert_null (dashboard);
      g_assert_error (error, bad->domain (), bad->code);
      g_assert_nonnull (strstr (error->message, bad->name));
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("{\"panels\": ");
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  dashboard = oriel_dashboard_read (NULL, text->str, (gssize) text->len, &error);
  g_assert_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_DEEP);
}

/* A few megabytes of text that would take gigabytes of memory. */
static void
test_heavy (void)
{
  g_autoptr (GString) text = g_string_new ("{\"panels\": [{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = NULL;

  for (guint i = 0; i < 2000000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  dashboard = oriel_dashboard_read ("heavy", text->str, (gssize) text->len, &error);
  g_assert_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE);
}

static void
test_large_file (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = NULL;
  int fd = g_file_open_tmp ("oriel-XXXXXX.json", &path, NULL);

  /* A hole: it takes no room on the disk. */
  g_assert_cmpint (ftruncate (fd, 200 * 1024 * 1024), ==, 0);
  close (fd);
  file = g_file_new_for_path (path);
  dashboard = oriel_dashboard_read_file (file, NULL, &error);
  g_assert_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE);
  g_unlink (path);
}

/* What has no end is not read to its end. */
static void
test_endless_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, NULL, &error);

  g_assert_null (dashboard);
  g_assert_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE);
}

static void
test_missing_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/at/all.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (dashboard);
}

/* Reading what was read gives the same again. */
static void
test_idempotent (void)
{
  static const char *const names[] = { "modern.json", "old-rows.json", "old-panels.json",
                                       "snapshot.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (OrielDashboard) first = read_data (names[i]);
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), first->json);
      g_autofree char *text = oriel_json_to_text (node, FALSE);
      g_autoptr (OrielDashboard) second = oriel_dashboard_read (NULL, text, -1, NULL);
      g_autoptr (JsonNode) again = json_node_init_object (json_node_alloc (), second->json);

      g_assert_true (json_node_equal (node, again));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/reader/model", test_model);
  g_test_add_func ("/dashboard/reader/rows", test_rows);
  g_test_add_func ("/dashboard/reader/variables", test_variables);
  g_test_add_func ("/dashboard/reader/old-rows", test_old_rows);
  g_test_add_func ("/dashboard/reader/wrappers", test_wrappers);
  g_test_add_func ("/dashboard/reader/inputs", test_inputs);
  g_test_add_func ("/dashboard/reader/library-panels", test_library_panels);
  g_test_add_func ("/dashboard/reader/snapshots", test_snapshots);
  g_test_add_func ("/dashboard/reader/wrong-types", test_wrong_types);
  g_test_add_func ("/dashboard/reader/unique-ids", test_unique_ids);
  g_test_add_func ("/dashboard/reader/many-panels", test_many_panels);
  g_test_add_func ("/dashboard/reader/many-items", test_many_items);
  g_test_add_func ("/dashboard/reader/bad-texts", test_bad_texts);
  g_test_add_func ("/dashboard/reader/deep", test_deep);
  g_test_add_func ("/dashboard/reader/long-columns", test_long_columns);
  g_test_add_func ("/dashboard/reader/heavy", test_heavy);
  g_test_add_func ("/dashboard/reader/large-file", test_large_file);
  g_test_add_func ("/dashboard/reader/endless-file", test_endless_file);
  g_test_add_func ("/dashboard/reader/missing-file", test_missing_file);
  g_test_add_func ("/dashboard/reader/idempotent", test_idempotent);
  return g_test_run ();
}
