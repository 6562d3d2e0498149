/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of the settings of panels whose types are gone, and of older options.
 *
 * Expected values follow the tests of Grafana's own handlers (migrations.ts of each panel).
 */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-annotation.h"

typedef struct
{
  int panel;
  const char *path; /* dotted; a number is an index */
  const char *json; /* NULL: there is nothing */
} Expected;

static const Expected graph[] = {
  { 1, "type", "'timeseries'" },
  { 1, "migratedFrom", "'graph'" },
  { 1, "aliasColors", NULL },
  { 1, "fieldConfig.defaults.unit", "'s'" },
  { 1, "fieldConfig.defaults.decimals", "2" },
  { 1, "fieldConfig.defaults.min", "0" },
  { 1, "fieldConfig.defaults.max", NULL },
  { 1, "fieldConfig.defaults.nullValueMode", "'connected'" },
  { 1, "fieldConfig.defaults.custom.axisLabel", "'time'" },
  { 1, "fieldConfig.defaults.custom.axisPlacement", "'auto'" },
  { 1, "fieldConfig.defaults.custom.scaleDistribution", "{'type':'log','log':10}" },
  { 1, "fieldConfig.defaults.custom.drawStyle", "'line'" },
  { 1, "fieldConfig.defaults.custom.showPoints", "'always'" },
  { 1, "fieldConfig.defaults.custom.pointSize", "8" },
  { 1, "fieldConfig.defaults.custom.lineWidth", "3" },
  { 1, "fieldConfig.defaults.custom.lineInterpolation", "'stepAfter'" },
  { 1, "fieldConfig.defaults.custom.fillOpacity", "35" },
  { 1, "fieldConfig.defaults.custom.spanNulls", "true" },
  { 1, "fieldConfig.defaults.custom.stacking", "{'mode':'percent','group':'A'}" },
  { 1, "fieldConfig.defaults.custom.thresholdsStyle", "{'mode':'line+area'}" },
  { 1, "fieldConfig.defaults.thresholds.steps",
    "[{'value':null,'color':'blue'},{'value':2,'color':'transparent'},{'value':10,'color':'red'}"
    "]" },
  { 1, "fieldConfig.overrides.0",
    "{'matcher':{'id':'byName','options':'errors'},'properties':[{'id':'color','value':{'mode':"
    "'fixed','fixedColor':'#ff0000'}}]}" },
  { 1, "fieldConfig.overrides.1.matcher", "{'id':'byRegexp','options':'/slow.*/i'}" },
  { 1, "fieldConfig.overrides.1.properties.0", "{'id':'unit','value':'percent'}" },
  { 1, "fieldConfig.overrides.1.properties.1", "{'id':'custom.axisPlacement','value':'right'}" },
  { 1, "fieldConfig.overrides.1.properties.2",
    "{'id':'custom.stacking','value':{'mode':'normal','group':'B'}}" },
  { 1, "fieldConfig.overrides.1.properties.3",
    "{'id':'custom.lineStyle','value':{'fill':'dash','dash':[4,10]}}" },
  { 1, "fieldConfig.overrides.2.properties",
    "[{'id':'custom.fillBelowTo','value':'min'},{'id':'custom.lineWidth','value':0}]" },
  { 1, "fieldConfig.overrides.3.matcher",
    "{'id':'byValue','options':{'op':'gte','value':0,'reducer':'allIsZero'}}" },
  { 1, "fieldConfig.overrides.4.matcher", "{'id':'byType','options':'time'}" },
  { 1, "fieldConfig.overrides.5", NULL },
  { 1, "options.legend",
    "{'displayMode':'table','showLegend':true,'placement':'right','calcs':['mean','max'],'width':"
    "200}" },
  { 1, "options.tooltip", "{'mode':'multi','sort':'desc'}" },
};

static const Expected single_stat[] = {
  { 2, "type", "'stat'" },
  { 2, "options.reduceOptions", "{'calcs':['mean'],'fields':'/^Value$/'}" },
  { 2, "options.graphMode", "'area'" },
  { 2, "options.colorMode", "'value'" },
  { 2, "options.orientation", "'horizontal'" },
  { 2, "fieldConfig.defaults.unit", "'percent'" },
  { 2, "fieldConfig.defaults.decimals", "1" },
  { 2, "fieldConfig.defaults.min", "0" },
  { 2, "fieldConfig.defaults.max", "100" },
  { 2, "fieldConfig.defaults.noValue", "'none'" },
  { 2, "fieldConfig.defaults.color", NULL },
  { 2, "fieldConfig.defaults.thresholds.steps",
    "[{'value':null,'color':'green'},{'value':50,'color':'orange'},{'value':80,'color':'red'}]" },
  { 2, "fieldConfig.defaults.mappings",
    "[{'type':'special','options':{'match':'null','result':{'text':'N/A'}}},{'type':'value',"
    "'options':{'1':{'text':'90 up','color':'red'}}}]" },
};

static const Expected table[] = {
  { 3, "type", "'table'" },
  { 3, "migratedFrom", "'table-old'" },
  { 3, "transformations",
    "[{'id':'reduce','options':{'reducers':['mean','lastNotNull'],'includeTimeField':false}}]" },
  { 3, "fieldConfig.defaults", "{'custom':{},'unit':'bytes','decimals':1}" },
  { 3, "fieldConfig.overrides.0.properties",
    "[{'id':'displayName','value':'When'},{'id':'unit','value':'time: YYYY-MM-DD'}]" },
  { 3, "fieldConfig.overrides.1",
    "{'matcher':{'id':'byRegexp','options':'/secret.*/'},'properties':[{'id':'custom.hideFrom.viz',"
    "'value':true}]}" },
  { 3, "fieldConfig.overrides.2.properties.0", "{'id':'unit','value':'short'}" },
  { 3, "fieldConfig.overrides.2.properties.1", "{'id':'decimals','value':0}" },
  { 3, "fieldConfig.overrides.2.properties.2",
    "{'id':'links','value':[{'title':'Go','url':'https://example.org','targetBlank':false}]}" },
  { 3, "fieldConfig.overrides.2.properties.3",
    "{'id':'custom.cellOptions','value':{'type':'color-background'}}" },
  { 3, "fieldConfig.overrides.2.properties.4.value.steps",
    "[{'value':null,'color':'green'},{'value':1,'color':'orange'},{'value':2,'color':'red'}]" },
};

static const Expected gauge[] = {
  { 4, "options-gauge", NULL },
  { 4, "options.fieldOptions", NULL },
  { 4, "options.reduceOptions", "{'calcs':['last']}" },
  { 4, "options.sparkline", "false" },
  { 4, "options.showThresholdMarkers", "true" },
  { 4, "fieldConfig.defaults.unit", "'ms'" },
  { 4, "fieldConfig.defaults.min", "5" },
  { 4, "fieldConfig.defaults.max", "50" },
  { 4, "fieldConfig.defaults.color", "{'mode':'thresholds'}" },
  { 4, "fieldConfig.defaults.thresholds.steps",
    "[{'value':null,'color':'green'},{'value':20,'color':'red'}]" },
  { 4, "fieldConfig.defaults.mappings", "[{'type':'value','options':{'7':{'text':'seven'}}}]" },
};

static const Expected heatmap[] = {
  { 5, "options.calculate", "false" },
  { 5, "options.rowsFrame", "{'layout':'ge'}" },
  { 5, "options.yAxis", "{'axisPlacement':'left','reverse':false,'decimals':1,'unit':'s'}" },
  /* Not YlGnBu: Grafana takes the first name that is found within the old one. */
  { 5, "options.color.scheme", "'GnBu'" },
  { 5, "options.color.steps", "128" },
  { 5, "options.color.min", "2" },
  { 5, "options.color.max", "10" },
  { 5, "options.color.reverse", "true" },
  { 5, "options.filterValues", "{'le':1e-9}" },
  { 5, "options.cellGap", "1" },
  { 5, "options.tooltip", "{'mode':'single','yHistogram':true}" },
};

static const Expected others[] = {
  { 6, "type", "'barchart'" },
  { 6, "transformations.0.options.reducers", "['lastNotNull','max']" },
  { 6, "transformations.1.id", "'transpose'" },
  { 6, "options", "{'groupWidth':1}" },
  { 7, "type", "'piechart'" },
  { 7, "options.pieType", "'donut'" },
  { 7, "options.reduceOptions.calcs", "['sum']" },
  { 7, "options.displayLabels", "['name','value','percent']" },
  { 7, "options.legend.showLegend", "false" },
  { 7, "fieldConfig.defaults", "{'unit':'bytes','decimals':0}" },
};

static JsonNode *
step_into (JsonNode *node, const char *name)
{
  JsonArray *array = oriel_json_node_array (node);
  guint64 index;

  if (array == NULL)
    return oriel_json_member (oriel_json_node_object (node), name);

  index = g_ascii_strtoull (name, NULL, 10);
  return index < json_array_get_length (array) ? json_array_get_element (array, (guint) index)
                                               : NULL;
}

static JsonNode *
find (JsonObject *object, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonNode *node = oriel_json_member (object, names[0]);

  for (guint i = 1; names[i] != NULL && node != NULL; i++)
    node = step_into (node, names[i]);

  return node;
}

static void
check (const OrielDashboard *dashboard, const Expected *expected)
{
  OrielPanel *panel = oriel_dashboard_find_panel (dashboard, expected->panel);
  JsonNode *ours = find (panel->json, expected->path);
  g_autofree char *text =
    expected->json != NULL ? g_strdelimit (g_strdup (expected->json), "'", '"') : NULL;
  g_autoptr (JsonNode) theirs = text != NULL ? json_from_string (text, NULL) : NULL;
  g_autofree char *shown = ours != NULL ? oriel_json_to_text (ours, FALSE) : NULL;

  if (ours == NULL || theirs == NULL ? ours != NULL || theirs != NULL
                                     : !json_node_equal (ours, theirs))
    {
      g_test_message ("panel %d, %s: %s instead of %s", expected->panel, expected->path,
                      shown != NULL ? shown : "nothing", text != NULL ? text : "nothing");
      g_test_fail ();
    }
}

static OrielDashboard *
read_old_panels (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "dashboard", "data", "old-panels.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read_file (file, NULL, &error);

  g_assert_no_error (error);
  return dashboard;
}

typedef struct
{
  const Expected *items;
  guint n;
} Expectations;

static void
test_settings (gconstpointer data)
{
  const Expectations *expectations = data;
  g_autoptr (OrielDashboard) dashboard = read_old_panels ();

  for (guint i = 0; i < expectations->n; i++)
    check (dashboard, &expectations->items[i]);
}

static void
test_time_regions (void)
{
  g_autoptr (OrielDashboard) dashboard = read_old_panels ();
  const OrielAnnotation *region = g_ptr_array_index (dashboard->annotations, 0);
  JsonNode *day;

  g_assert_cmpuint (dashboard->annotations->len, ==, 1);
  day = oriel_json_path (region->target, "timeRegion.fromDayOfWeek");
  g_assert_cmpint (json_node_get_int (day), ==, 6);
  g_assert_cmpstr (region->color, ==, "gray");
  g_assert_true (oriel_annotation_is_time_region (region) && region->hidden);
}

static OrielPanel *
read_panel (const char *json, OrielDashboard **dashboard)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (json), "'", '"');
  g_autofree char *text = g_strdup_printf ("{\"schemaVersion\": 42, \"panels\": [%s]}", quoted);

  *dashboard = oriel_dashboard_read ("panel", text, -1, NULL);
  g_assert_nonnull (*dashboard);
  return g_ptr_array_index ((*dashboard)->panels, 0);
}

/* Options of living types: a panel, a place, what must be there. */
static const struct
{
  const char *panel, *path, *json;
} renewals[] = {
  { "{'type': 'text', 'content': 'Hi', 'mode': 'html'}", "options",
    "{'content':'Hi','mode':'html'}" },
  { "{'type': 'text', 'options': {'content': 'Hi', 'mode': 'text'}}", "options.mode",
    "'markdown'" },
  { "{'type': 'stat', 'fieldConfig': {'defaults': {'unit': 'percentunit'}}}",
    "fieldConfig.defaults.max", "1" },
  { "{'type': 'stat', 'pluginVersion': '8.0.0', 'fieldConfig': {'defaults': {'unit': 'percent'}}}",
    "fieldConfig.defaults.max", NULL },
  { "{'type': 'bargauge', 'options': {'fieldOptions': {'values': true, 'limit': 5, 'calcs': "
    "['max'], 'defaults': {'title': 'T', 'color': 'red'}}}}",
    "fieldConfig.defaults", "{'color':{'mode':'fixed','fixedColor':'red'},'displayName':'T'}" },
  { "{'type': 'gauge', 'options': {'showThresholdMarkers': true, 'sizing': 'auto'}, "
    "'pluginVersion': '11.0.0'}",
    "options", "{'showThresholdMarkers':false,'sparkline':false,'effects':{'gradient':false}}" },
  { "{'type': 'gauge', 'options': {'displayName': 'My gauge'}, 'pluginVersion': '12.3.0-pre'}",
    "options.textMode", "'value_and_name'" },
  { "{'type': 'gauge', 'options': {'minValue': 5, 'maxValue': 50, 'thresholds': [{'index': 0, "
    "'value': null, 'color': 'green'}, {'index': 1, 'value': 20, 'color': 'red'}], 'valueOptions': "
    "{'unit': 'ms', 'decimals': 2, 'stat': 'max'}}, 'pluginVersion': '6.1.0-pre'}",
    "fieldConfig.defaults",
    "{'unit':'ms','decimals':2,'min':5,'max':50,'thresholds':{'mode':'absolute','steps':[{'value':"
    "null,'color':'green'},{'value':20,'color':'red'}]},'color':{'mode':'thresholds'}}" },
  { "{'type': 'gauge', 'options': {'shape': 'gauge', 'sparkline': true}}", "options.sparkline",
    "true" },
  { "{'type': 'gauge', 'options': {'barShape': 'rounded'}, 'pluginVersion': '12.4.0'}", "options",
    "{'barShape':'rounded'}" },
  { "{'type': 'gauge', 'options': {'minVizWidth': 75}, 'pluginVersion': '12.4.0'}", "options",
    "{'sparkline':false,'effects':{'gradient':false}}" },
  { "{'type': 'table', 'options': {'footer': {'show': true, 'reducer': ['sum'], 'fields': ['a', "
    "'b'], 'enablePagination': true}}}",
    "options", "{'enablePagination':true}" },
  { "{'type': 'table', 'options': {'footer': {'show': true, 'reducer': ['sum'], 'fields': ['a', "
    "'b']}}}",
    "fieldConfig.overrides.0.matcher",
    "{'id':'byNames','options':{'mode':'include','names':['a','b']}}" },
  { "{'type': 'table', 'options': {'footer': {'show': true, 'reducer': ['count'], 'countRows': "
    "true}}}",
    "fieldConfig.defaults.custom.footer.reducers", "['countAll']" },
  { "{'type': 'table', 'fieldConfig': {'defaults': {'custom': {'cellOptions': {'type': 'auto', "
    "'wrapText': true}}}}}",
    "fieldConfig.defaults.custom", "{'cellOptions':{'type':'auto'},'wrapText':true}" },
  { "{'type': 'table', 'fieldConfig': {'overrides': [{'properties': [{'id': 'custom.hidden', "
    "'value': {'wrapText': true}}]}]}}",
    "fieldConfig.overrides.0.properties",
    "[{'id':'custom.hideFrom.viz','value':{'wrapText':true}}]" },
  { "{'type': 'heatmap', 'options': {'tooltip': {'show': false}}}", "options.tooltip",
    "{'mode':'none'}" },
  { "{'type': 'xychart', 'options': {'seriesMapping': 'manual', 'series': [{'x': 'a', 'y': 'b', "
    "'pointColor': {'fixed': 'red'}}]}}",
    "options.series",
    "[{'frame':{'matcher':{'id':'byIndex','options':0}},'x':{'matcher':{'id':'byName','options':"
    "'a'}},'y':{'matcher':{'id':'byName','options':'b'}}}]" },
};

static void
test_renewals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (renewals); i++)
    {
      g_autoptr (OrielDashboard) dashboard = NULL;
      OrielPanel *panel = read_panel (renewals[i].panel, &dashboard);
      Expected expected = { panel->id, renewals[i].path, renewals[i].json };

      check (dashboard, &expected);
    }
}

#define EXPECT(name)                                                                               \
  {                                                                                                \
    name, G_N_ELEMENTS (name)                                                                      \
  }

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Expectations expectations;
  } cases[] = {
    { "/dashboard/panels/graph", EXPECT (graph) },
    { "/dashboard/panels/single-stat", EXPECT (single_stat) },
    { "/dashboard/panels/table", EXPECT (table) },
    { "/dashboard/panels/gauge", EXPECT (gauge) },
    { "/dashboard/panels/heatmap", EXPECT (heatmap) },
    { "/dashboard/panels/others", EXPECT (others) },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i].expectations, test_settings);
  g_test_add_func ("/dashboard/panels/time-regions", test_time_regions);
  g_test_add_func ("/dashboard/panels/renewals", test_renewals);
  return g_test_run ();
}
