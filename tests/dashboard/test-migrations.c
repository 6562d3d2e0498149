/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our migrations against what Grafana itself makes of the same dashboards.
 *
 * Grafana's output is its save model: it leaves out nulls, defaults and what it does not store.
 * Both sides are brought to that form before they are compared.
 */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-migrate.h"
#include "dashboard/oriel-json-tree.h"
#include "known-sources.h"
#include "oracle.h"

typedef struct
{
  const OrielKnownSource *sources;
  guint n_sources;
  guint passed, total;
  GPtrArray *failures;
} Run;

/* What a panel need not store, as JSON text. */
static const struct
{
  const char *member;
  const char *value;
} panel_defaults[] = {
  { "gridPos", "{\"x\":0,\"y\":0,\"h\":3,\"w\":6}" },
  { "targets", "[{\"refId\":\"A\"}]" },
  { "targets", "[]" },
  { "cachedPluginOptions", "{}" },
  { "transparent", "false" },
  { "options", "{}" },
  { "links", "[]" },
  { "fieldConfig", "{\"defaults\":{},\"overrides\":[]}" },
  { "fieldConfig", "{\"defaults\":{}}" },
  { "title", "\"\"" },
  { "transformations", "[]" },
};

static const char *const not_stored_of_panel[] = { "scopedVars", "key", "isNew", "events" };

static const char *const not_stored_of_dashboard[] = { "meta",       "variables",  "iteration",
                                                       "preload",    "__elements", "__inputs",
                                                       "__requires", "services",   "pulldowns",
                                                       "nav",        "version" };

static const struct
{
  const char *member;
  const char *value;
} dashboard_defaults[] = {
  { "title", "\"No Title\"" },
  { "tags", "[]" },
  { "timezone", "\"\"" },
  { "weekStart", "\"\"" },
  { "editable", "true" },
  { "graphTooltip", "0" },
  { "time", "{\"from\":\"now-6h\",\"to\":\"now\"}" },
  { "timepicker", "{}" },
  { "fiscalYearStartMonth", "0" },
  { "version", "0" },
  { "links", "[]" },
  { "style", "\"dark\"" },
  { "hideControls", "false" },
};

static gboolean nodes_differ (JsonNode *ours, JsonNode *theirs, GString *path, GString *why);

static void
say (GString *why, GString *path, JsonNode *ours, JsonNode *theirs)
{
  g_autofree char *a = ours != NULL ? oriel_json_to_text (ours, FALSE) : g_strdup ("nothing");
  g_autofree char *b = theirs != NULL ? oriel_json_to_text (theirs, FALSE) : g_strdup ("nothing");

  if (why->len < 4000)
    g_string_append_printf (why, "\n      %s: ours %.200s, theirs %.200s", path->str, a, b);
}

static gboolean
values_differ (JsonNode *ours, JsonNode *theirs)
{
  if (oriel_json_is_number (ours) && oriel_json_is_number (theirs))
    return fabs (json_node_get_double (ours) - json_node_get_double (theirs)) > 1e-9;

  return !json_node_equal (ours, theirs);
}

static gboolean
objects_differ (JsonObject *ours, JsonObject *theirs, GString *path, GString *why)
{
  g_autoptr (GList) all =
    g_list_concat (json_object_get_members (ours), json_object_get_members (theirs));
  gint64 n = json_object_get_size (ours);
  gboolean differ = FALSE;
  gsize length = path->len;

  for (GList *item = all; item != NULL; item = item->next)
    {
      const char *name = item->data;

      if (n-- <= 0 && json_object_has_member (ours, name))
        continue; /* was compared with ours */

      g_string_append_printf (path, ".%s", name);
      differ |= nodes_differ (json_object_get_member (ours, name),
                              json_object_get_member (theirs, name), path, why);
      g_string_truncate (path, length);
    }

  return differ;
}

static gboolean
arrays_differ (JsonArray *ours, JsonArray *theirs, GString *path, GString *why)
{
  guint n = MAX (json_array_get_length (ours), json_array_get_length (theirs));
  gboolean differ = FALSE;
  gsize length = path->len;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (path, "[%u]", i);
      differ |= nodes_differ (
        i < json_array_get_length (ours) ? json_array_get_element (ours, i) : NULL,
        i < json_array_get_length (theirs) ? json_array_get_element (theirs, i) : NULL, path, why);
      g_string_truncate (path, length);
    }

  return differ;
}

static gboolean
nodes_differ (JsonNode *ours, JsonNode *theirs, GString *path, GString *why)
{
  if (ours != NULL && theirs != NULL &&
      json_node_get_node_type (ours) == json_node_get_node_type (theirs))
    {
      if (JSON_NODE_HOLDS_OBJECT (ours))
        return objects_differ (json_node_get_object (ours), json_node_get_object (theirs), path,
                               why);
      if (JSON_NODE_HOLDS_ARRAY (ours))
        return arrays_differ (json_node_get_array (ours), json_node_get_array (theirs), path, why);
      if (!values_differ (ours, theirs))
        return FALSE;
    }

  if (ours == NULL && theirs == NULL)
    return FALSE;

  say (why, path, ours, theirs);
  return TRUE;
}

/* Objects do not store null members. */
static void
drop_nulls (JsonNode *node)
{
  JsonArray *array = oriel_json_node_array (node);
  JsonObject *object = oriel_json_node_object (node);
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    drop_nulls (json_array_get_element (array, i));

  for (GList *item = names; item != NULL; item = item->next)
    if (oriel_json_member (object, item->data) == NULL)
      json_object_remove_member (object, item->data);
    else
      drop_nulls (json_object_get_member (object, item->data));
}

static void
drop_if_equal (JsonObject *object, const char *member, const char *text)
{
  g_autoptr (JsonNode) value = json_from_string (text, NULL);
  g_autoptr (GString) path = g_string_new (NULL), why = g_string_new (NULL);
  JsonNode *own = json_object_get_member (object, member);

  if (own != NULL && !nodes_differ (own, value, path, why))
    json_object_remove_member (object, member);
}

static void
normalize_panel (JsonObject *panel)
{
  JsonArray *nested = oriel_json_array (panel, "panels");
  JsonObject *config = oriel_json_object (panel, "fieldConfig");

  if (config != NULL)
    {
      oriel_json_ensure_object (config, "defaults");
      oriel_json_ensure_array (config, "overrides");
      drop_if_equal (oriel_json_object (config, "defaults"), "custom", "{}");
    }

  for (guint i = 0; i < G_N_ELEMENTS (panel_defaults); i++)
    drop_if_equal (panel, panel_defaults[i].member, panel_defaults[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (not_stored_of_panel); i++)
    json_object_remove_member (panel, not_stored_of_panel[i]);

  if (g_str_equal (oriel_json_string (panel, "type", ""), "row"))
    drop_if_equal (panel, "repeat", "\"\"");

  if (oriel_json_object (panel, "libraryPanel") != NULL)
    {
      g_autoptr (GList) names = json_object_get_members (panel);

      for (GList *item = names; item != NULL; item = item->next)
        if (!g_str_equal (item->data, "id") && !g_str_equal (item->data, "title") &&
            !g_str_equal (item->data, "gridPos") && !g_str_equal (item->data, "libraryPanel"))
          json_object_remove_member (panel, item->data);
    }

  for (guint i = 0; i < oriel_json_array_length (nested); i++)
    normalize_panel (oriel_json_array_object (nested, i));
}

static void
normalize_variable (JsonObject *variable)
{
  const char *type = oriel_json_string (variable, "type", "");

  json_object_remove_member (variable, "index");
  if (g_str_equal (type, "constant") || g_str_equal (type, "datasource"))
    json_object_remove_member (variable, "options");
  else
    drop_if_equal (variable, "options", "[]");
}

/* Grafana puts the built-in annotations first when a dashboard has none. */
static void
drop_built_in_annotation (JsonObject *dashboard)
{
  JsonObject *annotations = oriel_json_object (dashboard, "annotations");
  JsonArray *list = oriel_json_array (annotations, "list");

  for (guint i = oriel_json_array_length (list); i-- > 0;)
    if (oriel_json_int (oriel_json_array_object (list, i), "builtIn", 0) == 1)
      json_array_remove_element (list, i);
}

static void
normalize (JsonNode *node)
{
  JsonObject *dashboard = json_node_get_object (node);
  JsonArray *panels = oriel_json_array (dashboard, "panels");
  JsonArray *rows = oriel_json_array (dashboard, "rows");
  JsonArray *variables = oriel_json_array (oriel_json_object (dashboard, "templating"), "list");

  drop_nulls (node);
  drop_built_in_annotation (dashboard);
  for (guint i = 0; i < G_N_ELEMENTS (not_stored_of_dashboard); i++)
    json_object_remove_member (dashboard, not_stored_of_dashboard[i]);
  for (guint i = 0; i < G_N_ELEMENTS (dashboard_defaults); i++)
    drop_if_equal (dashboard, dashboard_defaults[i].member, dashboard_defaults[i].value);
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    normalize_panel (oriel_json_array_object (panels, i));
  for (guint i = 0; i < oriel_json_array_length (rows); i++)
    normalize_panel (oriel_json_array_object (rows, i));
  for (guint i = 0; i < oriel_json_array_length (variables); i++)
    normalize_variable (oriel_json_array_object (variables, i));
}

static JsonNode *
load (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  node = oriel_json_parse (path, text, (gssize) length, ORIEL_JSON_MAX_BYTES, &error);
  g_assert_no_error (error);
  return oriel_json_tree_copy (node);
}

static void
compare_files (Run *run, const char *input, const char *output)
{
  g_autoptr (JsonNode) ours = load (input);
  g_autoptr (JsonNode) theirs = load (output);
  g_autoptr (GString) why = g_string_new (NULL), path = g_string_new (NULL);
  JsonObject *expected = json_node_get_object (theirs);

  oriel_dashboard_migrate (json_node_get_object (ours),
                           (int) oriel_json_int (expected, "schemaVersion", 0), run->sources,
                           run->n_sources);
  normalize (ours);
  normalize (theirs);

  run->total++;
  if (!nodes_differ (ours, theirs, path, why))
    run->passed++;
  else
    {
      g_autofree char *name = g_path_get_basename (output);

      g_ptr_array_add (run->failures, g_strdup_printf ("%s:%s", name, why->str));
    }
}

static void
finish (Run *run, const char *topic)
{
  printf ("oracle %s: %u of %u\n", topic, run->passed, run->total);
  for (guint i = 0; i < run->failures->len; i++)
    printf ("  failed: %s\n", (char *) g_ptr_array_index (run->failures, i));

  if (run->passed != run->total)
    g_test_fail_printf ("%s: %u of %u", topic, run->passed, run->total);
  g_ptr_array_unref (run->failures);
}

static void
compare_folder (Run *run, const char *folder, const char *suffix, const char *output_suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = NULL, *input = NULL, *output = NULL;

      if (!g_str_has_suffix (name, suffix))
        continue;

      stem = g_strndup (name, strlen (name) - strlen (suffix));
      input = g_build_filename (folder, name, NULL);
      output = g_strconcat (folder, G_DIR_SEPARATOR_S, stem, output_suffix, NULL);
      if (g_file_test (output, G_FILE_TEST_EXISTS))
        compare_files (run, input, output);
    }
}

static void
test_schema (gconstpointer output_suffix)
{
  g_autofree char *folder =
    oracle_shared_path_or_skip ("corpus/dashboards/grafana-schema-migrations");
  Run run = { .sources = standard_sources, .n_sources = G_N_ELEMENTS (standard_sources) };

  if (folder == NULL)
    return;

  run.failures = g_ptr_array_new_with_free_func (g_free);
  compare_folder (&run, folder, ".input.json", output_suffix);
  finish (&run, strstr (output_suffix, "v42") != NULL ? "migrations" : "migrations-one-step");
}

static void
test_development (void)
{
  g_autofree char *folder = oracle_shared_path_or_skip ("corpus/dashboards");
  g_autofree char *outputs = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  Run run = { .sources = development_sources, .n_sources = G_N_ELEMENTS (development_sources) };

  if (folder == NULL)
    return;

  run.failures = g_ptr_array_new_with_free_func (g_free);
  outputs = g_build_filename (folder, "grafana-devenv-migrated-v42", NULL);
  dir = g_dir_open (outputs, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *input = g_build_filename (folder, "grafana-devenv", name, NULL);
      g_autofree char *output = g_build_filename (outputs, name, NULL);

      if (g_file_test (input, G_FILE_TEST_EXISTS))
        compare_files (&run, input, output);
    }

  finish (&run, "migrations-development");
}

/* One step each: the version before it, a dashboard, a place in it, what must be there. */
static const struct
{
  int version;
  const char *text, *path, *expected;
} steps[] = {
  { 1, "{'services':{'filter':{'time':{'from':'now-1h'},'list':[{'name':'a'}]}}}", "time.from",
    "'now-1h'" },
  { 5, "{'pulldowns':[{'type':'annotations','annotations':[{'name':'n'}]}]}", "annotations.list",
    "[{'name':'n'}]" },
  { 5, "{'templating':{'list':[{'name':'a','type':'filter','datasource':'x'}]}}", "templating.list",
    "[{'name':'a','type':'query','datasource':'x'}]" },
  { 6, "{'nav':[{'now':true}]}", "timepicker", "{'now':true}" },
  { 11, "{'templating':{'list':[{'refresh':true,'hideLabel':true}]}}", "templating.list",
    "[{'refresh':1,'hideLabel':true,'hide':1}]" },
  { 13, "{'sharedCrosshair':true}", "graphTooltip", "1" },
  { 16, "{'panels':[{'id':1,'minSpan':8}]}", "panels.maxPerRow", "3" },
  { 18, "{'panels':[{'links':[{'dashboard':'A  b-c','title':'t','keepTime':true}]}]}",
    "panels.links", "[{'url':'dashboard/db/a-bc?$__url_time_range','title':'t'}]" },
  { 19, "{'panels':[{'options':{'dataLinks':[{'url':'$__series_name/__value_time'}]}}]}",
    "panels.options.dataLinks", "[{'url':'${__series.name}/__value.time'}]" },
  { 22, "{'templating':{'list':[{'multi':true,'current':{'value':'a','text':'A'}}]}}",
    "templating.list", "[{'multi':true,'current':{'value':['a'],'text':['A']}}]" },
  { 26, "{'templating':{'list':[{'type':'constant','query':'q','hide':0}]}}", "templating.list",
    "[{'type':'textbox','query':'q','hide':0,'current':{'selected':true,'text':'q','value':'q'},"
    "'options':[{'selected':true,'text':'q','value':'q'}]}]" },
  { 26, "{'panels':[{'id':1},{'id':2,'repeatPanelId':1}]}", "panels.id", "1" },
  { 29,
    "{'panels':[{'fieldConfig':{'defaults':{'mappings':[{'type':1,'value':'1','text':'up'},{"
    "'type':2,'from':'2','to':'3','text':'x'}]},'overrides':[]}}]}",
    "panels.fieldConfig.defaults.mappings",
    "[{'type':'value','options':{'1':{'text':'up'}}},{'type':'range','options':{'from':2,'to':3,"
    "'result':{'text':'x'}}}]" },
  { 30, "{'panels':[{'transformations':[{'id':'labelsToFields'}]}]}", "panels.transformations",
    "[{'id':'labelsToFields'},{'id':'merge','options':{}}]" },
  { 32, "{'panels':[{'datasource':'Prometheus'}]}", "panels.datasource",
    "{'type':'prometheus','uid':'prometheus-uid','apiVersion':'v1'}" },
  { 32, "{'panels':[{'datasource':'${ds}'}]}", "panels.datasource", "{'uid':'${ds}'}" },
  { 33,
    "{'panels':[{'targets':[{'refId':'A','dimensions':{},'namespace':'','region':'','metricName':"
    "'','statistics':['Max','Min']}]}]}",
    "panels.targets",
    "[{'refId':'A','dimensions':{},'namespace':'','region':'','metricName':'','metricQueryType':0,"
    "'metricEditorMode':0,'statistic':'Max'},{'refId':'B','dimensions':{},'namespace':'','region':'"
    "',"
    "'metricName':'','metricQueryType':0,'metricEditorMode':0,'statistic':'Min'}]" },
  { 35, "{'panels':[{'datasource':{'type':'loki','uid':'l'},'targets':[{'refId':'A'}]}]}",
    "panels.targets", "[{'refId':'A','datasource':{'type':'loki','uid':'l'}}]" },
  { 36, "{'panels':[{'options':{'legend':{'displayMode':'hidden'}}}]}", "panels.options.legend",
    "{'displayMode':'list','showLegend':false}" },
  { 37,
    "{'panels':[{'type':'table','fieldConfig':{'defaults':{'custom':{'displayMode':"
    "'gradient-gauge'}},'overrides':[]}}]}",
    "panels.fieldConfig.defaults.custom", "{'cellOptions':{'type':'gauge','mode':'gradient'}}" },
  { 38,
    "{'panels':[{'transformations':[{'id':'timeSeriesTable','options':{'refIdToStat':{'A':'max'}}"
    "}]}]}",
    "panels.transformations", "[{'id':'timeSeriesTable','options':{'A':{'stat':'max'}}}]" },
  { 39, "{'refresh':false}", "refresh", "''" },
  { 40, "{'timepicker':{'time_options':[],'now':true}}", "timepicker", "{'now':true}" },
  { 41,
    "{'panels':[{'fieldConfig':{'defaults':{},'overrides':[{'properties':[{'id':"
    "'custom.hideFrom','value':{'viz':true}}]}]}}]}",
    "panels.fieldConfig.overrides",
    "[{'properties':[{'id':'custom.hideFrom','value':{'viz':true,'tooltip':true}}]}]" },
};

static JsonNode *
node_from_text (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  JsonNode *node = json_from_string (quoted, NULL);

  g_assert_nonnull (node);
  return node;
}

/* A dotted path; "panels" means the first panel, where more follows. */
static JsonNode *
node_at_path (JsonObject *root, const char *path)
{
  if (g_str_has_prefix (path, "panels."))
    return oriel_json_path (oriel_json_array_object (oriel_json_array (root, "panels"), 0),
                            path + strlen ("panels."));

  return oriel_json_path (root, path);
}

static void
test_steps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (JsonNode) ours = node_from_text (steps[i].text);
      g_autoptr (JsonNode) theirs = node_from_text (steps[i].expected);
      g_autoptr (GString) why = g_string_new (NULL), path = g_string_new (steps[i].path);
      JsonObject *root = json_node_get_object (ours);

      json_object_set_int_member (root, "schemaVersion", steps[i].version);
      oriel_dashboard_migrate (root, steps[i].version + 1, development_sources,
                               G_N_ELEMENTS (development_sources));
      if (nodes_differ (node_at_path (root, steps[i].path), theirs, path, why))
        {
          g_test_message ("step to %d:%s", steps[i].version + 1, why->str);
          g_test_fail ();
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/migrations/steps", test_steps);
  g_test_add_data_func ("/dashboard/migrations/schema/one-step", ".output-one-step.json",
                        test_schema);
  g_test_add_data_func ("/dashboard/migrations/schema/all", ".output-v42.json", test_schema);
  g_test_add_func ("/dashboard/migrations/development", test_development);
  return g_test_run ();
}
