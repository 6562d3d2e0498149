/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading schema v2alpha1, v2beta1 and v2: elements, variables, layouts, conditions. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-annotation.h"
#include "dashboard/oriel-condition.h"
#include "dashboard/oriel-variables.h"

/* `spec` is JSON with ' for ". */
static OrielDashboard *
read_spec (const char *version, const char *spec)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdelimit (g_strdup (spec), "'", '"');
  g_autofree char *text =
    g_strdup_printf ("{\"apiVersion\":\"dashboard.grafana.app/%s\",\"kind\":\"Dashboard\","
                     "\"metadata\":{\"name\":\"abc\"},\"spec\":%s}",
                     version, quoted);
  OrielDashboard *dashboard = oriel_dashboard_read ("test", text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dashboard->format, ==, "v2");
  return dashboard;
}

/* Types, titles and places, children in brackets. */
static void
describe (GString *out, const GPtrArray *panels)
{
  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      g_string_append_printf (out, "%s%d %s %s %d,%d %dx%d", i > 0 ? "; " : "", panel->id,
                              panel->type, panel->title, panel->grid.x, panel->grid.y,
                              panel->grid.width, panel->grid.height);
      if (panel->is_row || panel->is_tab)
        {
          g_string_append (out, " [");
          describe (out, panel->children);
          g_string_append (out, "]");
        }
    }
}

static void
assert_tree (const OrielDashboard *dashboard, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  describe (out, dashboard->panels);
  g_assert_cmpstr (out->str, ==, expected);
}

#define ELEMENT(id, type)                                                                          \
  "'p" #id "':{'kind':'Panel','spec':{'id':" #id ",'title':'P" #id "','vizConfig':{'kind':"        \
  "'VizConfig','group':'" type "','version':'12.0.0','spec':{'options':{},'fieldConfig':{"         \
  "'defaults':{},'overrides':[]}}},'data':{'kind':'QueryGroup','spec':{'queries':[],"              \
  "'transformations':[],'queryOptions':{}}}}}"
#define REFERENCE(id) "'element':{'kind':'ElementReference','name':'p" #id "'}"
#define GRID_ITEM(id, x, y, w, h, more)                                                            \
  "{'kind':'GridLayoutItem','spec':{'x':" #x ",'y':" #y ",'width':" #w ",'height':" #h             \
  "," REFERENCE (id) more "}}"
#define AUTO_ITEM(id, more) "{'kind':'AutoGridLayoutItem','spec':{" REFERENCE (id) more "}}"
#define LAYOUT(kind, inner) "{'kind':'" kind "','spec':{" inner "}}"

/* The same panel in all three forms. */
static const struct
{
  const char *version;
  const char *viz;
  const char *query;
  const char *transformation;
} forms[] = {
  { "v2alpha1",
    "{'kind':'stat','spec':{'pluginVersion':'12.0.0','options':{'graphMode':'none'},"
    "'fieldConfig':{'defaults':{'unit':'s'},'overrides':[]}}}",
    "{'kind':'PanelQuery','spec':{'refId':'A','hidden':true,'datasource':{'type':'prometheus',"
    "'uid':'one'},'query':{'kind':'prometheus','spec':{'expr':'up'}}}}",
    "{'kind':'limit','spec':{'id':'limit','options':{'limitField':3}}}" },
  { "v2beta1",
    "{'kind':'VizConfig','group':'stat','version':'12.0.0','spec':{'options':{'graphMode':"
    "'none'},'fieldConfig':{'defaults':{'unit':'s'},'overrides':[]}}}",
    "{'kind':'PanelQuery','spec':{'refId':'A','hidden':true,'query':{'kind':'DataQuery','group':"
    "'prometheus','version':'v0','datasource':{'name':'one'},'spec':{'expr':'up'}}}}",
    "{'kind':'limit','spec':{'id':'limit','options':{'limitField':3}}}" },
  { "v2",
    "{'kind':'VizConfig','group':'stat','version':'12.0.0','spec':{'options':{'graphMode':"
    "'none'},'fieldConfig':{'defaults':{'unit':'s'},'overrides':[]}}}",
    "{'kind':'PanelQuery','spec':{'refId':'A','hidden':true,'query':{'kind':'DataQuery','group':"
    "'prometheus','version':'v0','datasource':{'name':'one'},'spec':{'expr':'up'}}}}",
    "{'kind':'Transformation','group':'limit','spec':{'options':{'limitField':3}}}" },
};

static void
test_panel (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *spec = g_strdup_printf (
        "{'title':'t','elements':{'p4':{'kind':'Panel','spec':{'id':4,'title':'Up','description':"
        "'d','transparent':true,'links':[{'title':'l','url':'u','targetBlank':true}],'vizConfig':"
        "%s,'data':{'kind':'QueryGroup','spec':{'queries':[%s],'transformations':[%s],"
        "'queryOptions':{'maxDataPoints':50,'interval':'1m','timeFrom':'2h','timeShift':'1h',"
        "'hideTimeOverride':true}}}}}},'layout':" LAYOUT (
          "GridLayout", "'items':[" GRID_ITEM (4, 2, 3, 10, 5, "") "]") "}",
        forms[i].viz, forms[i].query, forms[i].transformation);
      g_autoptr (OrielDashboard) dashboard = read_spec (forms[i].version, spec);
      const OrielPanel *panel = oriel_dashboard_find_panel (dashboard, 4);
      const OrielTarget *target;

      g_assert_nonnull (panel);
      assert_tree (dashboard, "4 stat Up 2,3 10x5");
      g_assert_cmpstr (panel->description, ==, "d");
      g_assert_true (panel->transparent);
      g_assert_cmpuint (panel->links->len, ==, 1);
      g_assert_cmpstr (panel->source.uid, ==, "one");
      g_assert_cmpint (panel->max_data_points, ==, 50);
      g_assert_cmpstr (panel->interval, ==, "1m");
      g_assert_cmpstr (panel->time_from, ==, "2h");
      g_assert_cmpstr (panel->time_shift, ==, "1h");
      g_assert_true (panel->hide_time_override);
      g_assert_cmpstr (oriel_json_string (panel->options, "graphMode", ""), ==, "none");

      target = g_ptr_array_index (panel->targets, 0);
      g_assert_true (target->hidden);
      g_assert_cmpstr (target->source.type, ==, "prometheus");
      g_assert_cmpstr (target->source.uid, ==, "one");
      g_assert_cmpstr (oriel_json_string (target->json, "expr", ""), ==, "up");
      g_assert_cmpstr (
        oriel_json_string (oriel_json_array_object (panel->transformations, 0), "id", ""), ==,
        "limit");
      g_assert_cmpuint (dashboard->issues->len, ==, 0);
    }
}

static void
test_dashboard (void)
{
  g_autoptr (OrielDashboard) dashboard = read_spec (
    "v2beta1",
    "{'title':'T','description':'D','tags':['a'],'cursorSync':'Tooltip','timeSettings':{'from':"
    "'now-1h','to':'','timezone':'utc','autoRefresh':'30s','autoRefreshIntervals':['10s','30s'],"
    "'weekStart':'monday','fiscalYearStartMonth':3},'links':[{'title':'x','type':'link'}],"
    "'annotations':[{'kind':'AnnotationQuery','spec':{'name':'A','enable':true,'hide':false,"
    "'iconColor':'red','builtIn':false,'legacyOptions':{'step':'60s'},'query':{'kind':'DataQuery',"
    "'group':'prometheus','version':'v0','datasource':{'name':'p'},'spec':{'expr':'up'}}}}],"
    "'elements':{},'layout':" LAYOUT ("GridLayout", "'items':[]") "}");
  const OrielAnnotation *annotation = g_ptr_array_index (dashboard->annotations, 0);

  g_assert_cmpstr (dashboard->uid, ==, "abc");
  g_assert_cmpstr (dashboard->time_from, ==, "now-1h");
  g_assert_cmpstr (dashboard->time_to, ==, "now");
  g_assert_cmpstr (dashboard->refresh, ==, "30s");
  g_assert_cmpstr (dashboard->refresh_intervals[1], ==, "30s");
  g_assert_cmpint (dashboard->week_start, ==, 1);
  g_assert_cmpint (dashboard->fiscal_year_start_month, ==, 3);
  g_assert_cmpint (dashboard->graph_tooltip, ==, 2);
  g_assert_cmpuint (dashboard->links->len, ==, 1);
  g_assert_cmpstr (annotation->name, ==, "A");
  g_assert_cmpstr (oriel_json_string (annotation->target, "interval", ""), ==, "60s");
  g_assert_cmpstr (oriel_json_string (annotation->target, "expr", ""), ==, "up");
  g_assert_cmpstr (annotation->source.uid, ==, "p");
  g_assert_true (annotation->enabled && !annotation->hidden && !annotation->built_in);
}

static void
test_variables (void)
{
  g_autoptr (OrielDashboard) dashboard = read_spec (
    "v2beta1",
    "{'title':'t','elements':{},'layout':" LAYOUT (
      "GridLayout",
      "'items':[]") ",'variables':["
                    "{'kind':'QueryVariable','spec':{'name':'q','hide':'hideLabel','refresh':'"
                    "onTimeRangeChanged',"
                    "'sort':'numericalDesc','multi':true,'includeAll':true,'query':{'kind':'"
                    "DataQuery','group':"
                    "'prometheus','version':'v0','datasource':{'name':'p'},'spec':{'__"
                    "legacyStringValue':"
                    "'label_values(job)'}},'current':{'text':['a'],'value':['a']}}},"
                    "{'kind':'DatasourceVariable','spec':{'name':'d','pluginId':'loki'}},"
                    "{'kind':'AdhocVariable','group':'prometheus','datasource':{'name':'p'},'spec':"
                    "{'name':'f',"
                    "'filters':[{'key':'k','operator':'=','value':'v'}]}},"
                    "{'kind':'GroupByVariable','group':'prometheus','datasource':{'name':'p'},'"
                    "spec':"
                    "{'name':'g','multi':true,'current':{'text':['k'],'value':['k']},'defaultValue'"
                    ":"
                    "null,'options':[]}},"
                    "{'kind':'SwitchVariable','spec':{'name':'s','current':'on','enabledValue':'on'"
                    "}},"
                    "{'kind':'TextVariable','spec':{'name':'t','query':'x','current':{'text':'y','"
                    "value':'y'}}}]}");
  const OrielVariable *query = oriel_dashboard_find_variable (dashboard, "q");
  const OrielVariable *adhoc = oriel_dashboard_find_variable (dashboard, "f");
  const OrielVariable *groups = oriel_dashboard_find_variable (dashboard, "g");
  const OrielVariable *flip = oriel_dashboard_find_variable (dashboard, "s");

  g_assert_cmpint (query->kind, ==, ORIEL_VARIABLE_QUERY);
  g_assert_cmpstr (query->query, ==, "label_values(job)");
  g_assert_cmpint (query->hide, ==, 1);
  g_assert_cmpint (query->refresh, ==, ORIEL_REFRESH_ON_TIME);
  g_assert_cmpint (query->sort, ==, 4);
  g_assert_cmpstr (query->source.uid, ==, "p");
  g_assert_cmpstr (query->current_values[0], ==, "a");
  g_assert_cmpstr (oriel_dashboard_find_variable (dashboard, "d")->query, ==, "loki");
  g_assert_cmpint (adhoc->kind, ==, ORIEL_VARIABLE_ADHOC);
  g_assert_cmpstr (adhoc->source.uid, ==, "p");
  g_assert_cmpint (groups->kind, ==, ORIEL_VARIABLE_GROUPBY);
  g_assert_cmpstr (groups->source.uid, ==, "p");
  g_assert_cmpstr (groups->current_values[0], ==, "k");
  g_assert_cmpint (flip->kind, ==, ORIEL_VARIABLE_SWITCH);
  g_assert_cmpstr (flip->current_values[0], ==, "on");
  g_assert_cmpuint (flip->options->len, ==, 2);
  g_assert_cmpstr (((OrielVariableOption *) flip->options->pdata[0])->value, ==, "on");
  g_assert_cmpstr (((OrielVariableOption *) flip->options->pdata[1])->value, ==, "false");
  g_assert_cmpint (oriel_dashboard_find_variable (dashboard, "t")->kind, ==,
                   ORIEL_VARIABLE_TEXTBOX);
}

static const struct
{
  const char *name;
  const char *layout;
  const char *expected;
} layouts[] = {
  { "a grid in reading order, an element that stands twice, one that is not there",
    LAYOUT ("GridLayout",
            "'items':[" GRID_ITEM (2, 12, 0, 12, 4, "") "," GRID_ITEM (
              1,
              0,
              0,
              12,
              4,
              "") "," GRID_ITEM (1, 0, 4, 6, 4, "") "," GRID_ITEM (9, 0, 8, 6, 4, "") "]"),
    "1 text P1 0,0 12x4; 2 text P2 12,0 12x4; 3 text P1 0,4 6x4" },
  { "an auto grid",
    LAYOUT ("AutoGridLayout",
            "'maxColumnCount':2,'rowHeightMode':'short','items':[" AUTO_ITEM (1, "") "," AUTO_ITEM (
              2,
              "") "," AUTO_ITEM (1, "") "]"),
    "1 text P1 0,0 12x5; 2 text P2 12,0 12x5; 3 text P1 0,5 12x5" },
  { "rows in tabs in rows",
    LAYOUT ("RowsLayout",
            "'rows':[{'kind':'RowsLayoutRow','spec':{'title':'R','collapse':true,'layout':" LAYOUT (
              "TabsLayout",
              "'tabs':[{'kind':'TabsLayoutTab','spec':{'title':'T','layout':" LAYOUT (
                "GridLayout",
                "'items':[" GRID_ITEM (
                  1,
                  0,
                  0,
                  12,
                  4,
                  "") "]") "}},"
                           "{'kind':'TabsLayoutTab','spec':{'title':'U','layout':" LAYOUT (
                             "AutoGridLayout",
                             "'items':[]") "}}]") "}}]"),
    "3 row R 0,0 24x1 [4 tab T 0,0 24x1 [1 text P1 0,0 12x4]; 5 tab U 0,0 24x1 []]" },
  { "rows of an old grid",
    LAYOUT ("GridLayout",
            "'items':[" GRID_ITEM (
              1,
              0,
              0,
              12,
              4,
              "") ",{'kind':'GridLayoutRow','spec':{'title':"
                  "'R','y':4,'collapsed':false,'elements':[" GRID_ITEM (2, 0, 0, 12, 4, "") "]}}]"),
    "1 text P1 0,0 12x4; 3 row R 0,4 24x1 [2 text P2 0,0 12x4]" },
  { "a layout that is not known", LAYOUT ("SpiralLayout", "'items':[]"), "" },
};

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *spec = g_strdup_printf (
        "{'title':'t','elements':{" ELEMENT (1, "text") "," ELEMENT (2, "text") "},'layout':%s}",
        layouts[i].layout);
      g_autoptr (OrielDashboard) dashboard = read_spec ("v2", spec);

      g_test_message ("%s", layouts[i].name);
      assert_tree (dashboard, layouts[i].expected);
    }
}

static void
test_sections (void)
{
  g_autoptr (OrielDashboard) dashboard = read_spec (
    "v2",
    "{'title':'t','elements':{" ELEMENT (1, "text") "},'layout':" LAYOUT (
      "RowsLayout",
      "'rows':[{'kind':'RowsLayoutRow','spec':{'title':'R','hideHeader':true,'repeat':{'mode':"
      "'variable','value':'v'},'variables':[{'kind':'TextVariable','spec':{'name':'own','query':"
      "'x'}}],'layout':" LAYOUT (
        "AutoGridLayout",
        "'columnWidthMode':'custom','columnWidth':300,'rowHeightMode':'tall','fillScreen':true,"
        "'items':[" AUTO_ITEM (1, ",'repeat':{'mode':'variable','value':'w','direction':'v',"
                                  "'maxPerRow':7}") "]") "}}]") "}");
  const OrielPanel *row = g_ptr_array_index (dashboard->panels, 0);
  const OrielPanel *panel = g_ptr_array_index (row->children, 0);
  const OrielVariable *variable = g_ptr_array_index (dashboard->variables, 0);

  g_assert_cmpint (dashboard->arrangement.kind, ==, ORIEL_ARRANGE_ROWS);
  g_assert_true (row->is_row);
  g_assert_true (row->hide_header);
  g_assert_cmpstr (row->repeat, ==, "v");
  g_assert_cmpint (row->arrangement.kind, ==, ORIEL_ARRANGE_AUTO);
  g_assert_cmpint (row->arrangement.max_columns, ==, 3);
  g_assert_cmpfloat (row->arrangement.column_px, ==, 300);
  g_assert_cmpfloat (row->arrangement.row_px, ==, 512);
  g_assert_true (row->arrangement.fill_screen);
  g_assert_cmpstr (panel->repeat, ==, "w");
  g_assert_true (panel->repeat_vertical);
  g_assert_cmpint (panel->max_per_row, ==, 7);
  g_assert_true (panel->parent == row);
  g_assert_cmpstr (variable->local_name, ==, "own");
  g_assert_cmpstr (variable->name, ==, "own@2");
  g_assert_true (variable->section == row);
}

static void
test_old_settings (void)
{
  g_autoptr (OrielDashboard) dashboard = read_spec (
    "v2beta1",
    "{'title':'t','elements':{'p1':{'kind':'Panel','spec':{'id':1,'title':'','vizConfig':{'kind':"
    "'VizConfig','group':'stat','version':'','spec':{'options':{'__angularMigration':{"
    "'autoMigrateFrom':'singlestat','originalOptions':{'valueName':'max','format':'s'}}},"
    "'fieldConfig':{'defaults':{},'overrides':[]}}},'data':{'kind':'QueryGroup','spec':{"
    "'queries':[],'transformations':[],'queryOptions':{}}}}}},'layout':" LAYOUT (
      "GridLayout", "'items':[" GRID_ITEM (1, 0, 0, 12, 4, "") "]") "}");
  const OrielPanel *panel = oriel_dashboard_find_panel (dashboard, 1);
  JsonNode *calcs = oriel_json_path (panel->options, "reduceOptions.calcs");

  g_assert_cmpstr (panel->old_type, ==, "singlestat");
  g_assert_false (json_object_has_member (panel->options, "__angularMigration"));
  g_assert_cmpstr (oriel_json_array_string (oriel_json_node_array (calcs), 0), ==, "max");
  g_assert_cmpstr (
    oriel_json_string (oriel_json_object (panel->field_config, "defaults"), "unit", ""), ==, "s");
}

/* Options among the old settings take the place of those that the settings are kept in. */
static void
test_old_options (void)
{
  static const char *const options[] = { "{'wideLayout':true,'__angularMigration':{}}", "'none'" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *spec = g_strdup_printf (
        "{'title':'t','elements':{'p1':{'kind':'Panel','spec':{'id':1,'vizConfig':{'kind':"
        "'VizConfig','group':'stat','spec':{'options':{'__angularMigration':{'autoMigrateFrom':"
        "'other','originalOptions':{'interval':'1m','options':%s,'timeFrom':'2h'}}}}}}}},"
        "'layout':" LAYOUT ("GridLayout", "'items':[" GRID_ITEM (1, 0, 0, 12, 4, "") "]") "}",
        options[i]);
      g_autoptr (OrielDashboard) dashboard = read_spec ("v2", spec);
      const OrielPanel *panel = oriel_dashboard_find_panel (dashboard, 1);

      g_assert_cmpstr (panel->interval, ==, "1m");
      g_assert_cmpstr (panel->time_from, ==, "2h");
      g_assert_cmpstr (panel->old_type, ==, "other");
      g_assert_cmpint (oriel_json_boolean (panel->options, "wideLayout", FALSE), ==, i == 0);
      g_assert_false (json_object_has_member (panel->options, "__angularMigration"));
    }
}

/* v: a,b of a,b,c (multi) · all: All of x,y · one: text · none: no value. */
#define CONDITION_VARIABLES                                                                        \
  "{'kind':'CustomVariable','spec':{'name':'v','query':'a,b,c','multi':true,'current':{'text':["   \
  "'a','b'],'value':['a','b']}}},"                                                                 \
  "{'kind':'CustomVariable','spec':{'name':'all','query':'x,y','multi':true,'includeAll':true,"    \
  "'current':{'text':['All'],'value':['$__all']}}},"                                               \
  "{'kind':'TextVariable','spec':{'name':'one','query':'hello'}},"                                 \
  "{'kind':'QueryVariable','spec':{'name':'none','query':{'kind':'DataQuery','group':'','spec':"   \
  "{}},'current':{'text':'','value':''}}}"
#define VARIABLE_ITEM(name, operator, value)                                                       \
  "{'kind':'ConditionalRenderingVariable','spec':{'variable':'" name "','operator':'"              \
  operator"','value':'" value "'}}"
#define DATA_ITEM(value) "{'kind':'ConditionalRenderingData','spec':{'value':" #value "}}"
#define RANGE_ITEM(value)                                                                          \
  "{'kind':'ConditionalRenderingTimeRangeSize','spec':{'value':'" value "'}}"

/* The range is one hour. */
static const struct
{
  const char *visibility;
  const char *condition;
  const char *items;
  OrielHasData has_data;
  gboolean shows;
} conditions[] = {
  { "show", "and", VARIABLE_ITEM ("v", "equals", "a"), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("v", "equals", "c"), 0, FALSE },
  { "hide", "and", VARIABLE_ITEM ("v", "equals", "c"), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("v", "notEquals", "a"), 0, FALSE },
  { "show", "and", VARIABLE_ITEM ("v", "matches", "^[bc]$"), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("v", "notMatches", "b"), 0, FALSE },
  { "show", "and", VARIABLE_ITEM ("v", "matches", "("), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("one", "matches", "(?i)HELL"), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("all", "equals", "all"), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("all", "equals", "y"), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("all", "equals", "z"), 0, FALSE },
  { "show", "and", VARIABLE_ITEM ("none", "matches", ".+"), 0, FALSE },
  { "show", "and", VARIABLE_ITEM ("none", "equals", ""), 0, TRUE },
  { "show", "and", VARIABLE_ITEM ("nobody", "equals", "a"), 0, TRUE },
  { "hide", "and", VARIABLE_ITEM ("nobody", "equals", "a"), 0, TRUE },
  { "show", "or", VARIABLE_ITEM ("v", "equals", "c") "," VARIABLE_ITEM ("v", "equals", "b"), 0,
    TRUE },
  { "show", "and", VARIABLE_ITEM ("v", "equals", "c") "," VARIABLE_ITEM ("v", "equals", "b"), 0,
    FALSE },
  { "show", "and", RANGE_ITEM ("1h"), 0, TRUE },
  { "show", "and", RANGE_ITEM ("59m"), 0, FALSE },
  { "show", "and", RANGE_ITEM ("soon"), 0, TRUE },
  { "show", "and", RANGE_ITEM ("5ms"), 0, TRUE },
  { "show", "and", DATA_ITEM (true), ORIEL_HAS_DATA_YES, TRUE },
  { "show", "and", DATA_ITEM (true), ORIEL_HAS_DATA_NO, FALSE },
  { "show", "and", DATA_ITEM (true), ORIEL_HAS_DATA_UNKNOWN, TRUE },
  { "show", "and", DATA_ITEM (false), ORIEL_HAS_DATA_NO, TRUE },
  { "hide", "and", DATA_ITEM (true), ORIEL_HAS_DATA_YES, FALSE },
  { "show", "and", "{'kind':'ConditionalRenderingMoon','spec':{}}", 0, TRUE },
};

static void
test_conditions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *spec = g_strdup_printf (
        "{'title':'t','elements':{" ELEMENT (
          1, "text") "},'variables':[" CONDITION_VARIABLES
                     "],'layout':" LAYOUT (
                       "AutoGridLayout",
                       "'items':[" AUTO_ITEM (
                         1, ",'conditionalRendering':{'kind':'ConditionalRenderingGroup',"
                            "'spec':{'visibility':'%s','condition':'%s','items':[%s]}}") "]") "}",
        conditions[i].visibility, conditions[i].condition, conditions[i].items);
      g_autoptr (OrielDashboard) dashboard = read_spec ("v2", spec);
      g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
      const OrielPanel *panel = g_ptr_array_index (dashboard->panels, 0);
      OrielConditionContext context = { .variables = variables,
                                        .range = { 0, 3600000 },
                                        .has_data = conditions[i].has_data };

      g_test_message ("%s %s %s", conditions[i].visibility, conditions[i].condition,
                      conditions[i].items);
      g_assert_nonnull (panel->condition);
      g_assert_cmpint (oriel_condition_shows (panel->condition, &context), ==, conditions[i].shows);
      g_assert_cmpint (oriel_condition_needs_data (panel->condition), ==,
                       strstr (conditions[i].items, "RenderingData") != NULL);
    }
}

static void
test_no_condition (void)
{
  g_assert_null (oriel_condition_read (NULL));
  g_assert_true (oriel_condition_shows (NULL, NULL));
  g_assert_false (oriel_condition_needs_data (NULL));
  oriel_condition_free (NULL);
}

/* The same as files of dashboards as code have it; a classic one, too. */
static void
test_yaml (void)
{
  static const char v2[] = "# kept in git\n"
                           "---\n"
                           "apiVersion: dashboard.grafana.app/v2beta1\n"
                           "kind: Dashboard\n"
                           "metadata:\n"
                           "  name: abc\n"
                           "spec:\n"
                           "  title: 'T: 1'\n"
                           "  elements:\n"
                           "    p: &panel\n"
                           "      kind: Panel\n"
                           "      spec:\n"
                           "        id: 7\n"
                           "        title: Text\n"
                           "        vizConfig: {kind: VizConfig, group: text, spec: {}}\n"
                           "    q: *panel\n"
                           "  layout:\n"
                           "    kind: AutoGridLayout\n"
                           "    spec:\n"
                           "      items:\n"
                           "        - kind: AutoGridLayoutItem\n"
                           "          spec: {element: {kind: ElementReference, name: p}}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read ("v2.yaml", v2, -1, &error);
  g_autoptr (OrielDashboard) classic = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (dashboard->title, ==, "T: 1");
  g_assert_cmpstr (dashboard->uid, ==, "abc");
  assert_tree (dashboard, "7 text Text 0,0 8x9");

  classic = oriel_dashboard_read ("c.yaml",
                                  "title: C\nschemaVersion: 42\npanels:\n- {id: 1, type: text, "
                                  "title: Y, gridPos: {x: 0, y: 0, w: 3, h: 2}}\n",
                                  -1, &error);
  g_assert_no_error (error);
  assert_tree (classic, "1 text Y 0,0 3x2");

  g_assert_null (oriel_dashboard_read ("bad.yaml", "title: [\n", -1, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/v2/panel", test_panel);
  g_test_add_func ("/dashboard/v2/dashboard", test_dashboard);
  g_test_add_func ("/dashboard/v2/variables", test_variables);
  g_test_add_func ("/dashboard/v2/layouts", test_layouts);
  g_test_add_func ("/dashboard/v2/sections", test_sections);
  g_test_add_func ("/dashboard/v2/yaml", test_yaml);
  g_test_add_func ("/dashboard/v2/old-settings", test_old_settings);
  g_test_add_func ("/dashboard/v2/old-options", test_old_options);
  g_test_add_func ("/dashboard/v2/conditions", test_conditions);
  g_test_add_func ("/dashboard/v2/no-condition", test_no_condition);
  return g_test_run ();
}
