/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashboards of any shape: read or refused; what was read keeps the model's promises, and reading
 * it again changes nothing.
 *
 * Changed bytes seldom leave JSON behind. So an input that begins with 0xff is no text but a
 * list of changes: a byte that chooses one of the dashboards below, in which they find their
 * places, then four bytes for each (what, where in two, with what).
 */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-time-zone.h"
#include "dashboard/oriel-annotation.h"
#include "dashboard/oriel-dashboard.h"
#include "dashboard/oriel-json-tree.h"
#include "frame/oriel-frame.h"
#include "fuzz.h"
#include "query/oriel-annotation-events.h"
#include "query/oriel-time-regions.h"

#define MAX_CHANGES 16

static const char old_layout[] =
  "{\"title\":\"Old\",\"schemaVersion\":3,\"sharedCrosshair\":true,\"services\":{\"filter\":{"
  "\"time\":{\"from\":\"now-1h\",\"to\":\"now\"},\"list\":[{\"name\":\"a\",\"type\":\"filter\"}]}},"
  "\"pulldowns\":[{\"type\":\"annotations\",\"annotations\":[{\"name\":\"n\",\"enable\":true}]}],"
  "\"nav\":[{\"type\":\"timepicker\"}],\"rows\":[{\"title\":\"R\",\"showTitle\":true,\"height\":"
  "\"250px\",\"repeat\":\"a\",\"panels\":[{\"id\":1,\"type\":\"graph\",\"span\":8,\"minSpan\":4,"
  "\"y_formats\":[\"ms\",\"short\"],\"grid\":{\"leftMin\":0,\"rightLogBase\":10,\"threshold1\":5,"
  "\"threshold2\":9,\"threshold1Color\":\"red\",\"thresholdLine\":true},\"aliasYAxis\":{\"x\":2},"
  "\"legend\":true,\"links\":[{\"dashboard\":\"A b\",\"keepTime\":true,\"params\":\"x=1\"}],"
  "\"targets\":[{\"fields\":[{\"name\":\"v\",\"func\":\"mean\",\"mathExpr\":\"*2\",\"asExpr\":"
  "\"q\"}]"
  ",\"tags\":[],\"groupBy\":[{\"type\":\"time\",\"interval\":\"auto\"},{\"type\":\"tag\",\"key\":"
  "\"h\""
  "}],\"fill\":\"null\"}]},{\"id\":2,\"type\":\"table\",\"span\":4,\"styles\":[{\"pattern\":\"/.*/"
  "\","
  "\"thresholds\":[\"1\",\"2\",\"3\"],\"colors\":[\"a\",\"b\",\"c\"],\"colorMode\":\"row\"},{"
  "\"pattern\":\"T\",\"type\":\"hidden\"}],\"transform\":\"timeseries_aggregations\",\"columns\":[{"
  "\"value\":\"avg\"}]}]},{\"collapse\":true,\"height\":10,\"panels\":[{\"type\":\"text\","
  "\"content\":"
  "\"c\",\"mode\":\"text\",\"span\":30},{\"type\":\"graphite\",\"span\":1}]}],\"templating\":{"
  "\"list\":[{"
  "\"name\":\"a\",\"refresh\":true,\"hideVariable\":true,\"multi\":true,\"current\":{\"text\":"
  "\"x\","
  "\"value\":\"x\"}},{\"name\":\"c\",\"type\":\"constant\",\"query\":\"5\",\"hide\":0}]}}";

static const char old_panels[] =
  "{\"schemaVersion\":16,\"panels\":[{\"id\":1,\"type\":\"graph\",\"gridPos\":{\"x\":0,\"y\":0,"
  "\"w\":12,"
  "\"h\":8},\"lines\":true,\"fill\":4,\"fillGradient\":3,\"points\":true,\"pointradius\":3,"
  "\"stack\":"
  "true,\"percentage\":true,\"aliasColors\":{\"e\":\"#f00\"},\"seriesOverrides\":[{\"alias\":\"/"
  "s.*/i\","
  "\"yaxis\":2,\"dashes\":true,\"dashLength\":4,\"stack\":\"B\",\"fillBelowTo\":\"m\",\"bars\":"
  "true,"
  "\"transform\":\"negative-Y\",\"color\":\"red\"}],\"yaxes\":[{\"format\":\"s\",\"show\":true,"
  "\"min\":"
  "\"0\",\"logBase\":10,\"label\":\"l\"},{\"format\":\"percent\",\"show\":true}],\"xaxis\":{"
  "\"mode\":"
  "\"series\",\"show\":false,\"values\":[\"current\"]},\"legend\":{\"show\":true,\"values\":true,"
  "\"avg\":"
  "true,\"hideZero\":true},\"thresholds\":[{\"value\":10,\"op\":\"gt\",\"fill\":true},{\"value\":2,"
  "\"op\":\"lt\",\"colorMode\":\"custom\"}],\"timeRegions\":[{\"fill\":true}],\"options\":{"
  "\"dataLinks\":"
  "[{\"url\":\"$__series_name "
  "__series.labels.x\"}]}},{\"id\":2,\"type\":\"singlestat\",\"thresholds\":"
  "\"50,80\",\"colors\":[\"a\",\"b\",\"c\"],\"valueName\":\"avg\",\"sparkline\":{\"show\":true,"
  "\"lineColor\":\"b\"},\"gauge\":{\"show\":true,\"maxValue\":9},\"mappingType\":2,\"rangeMaps\":[{"
  "\"from\":\"1\",\"to\":\"null\",\"text\":\"7\"}],\"valueMaps\":[{\"value\":\"null\",\"text\":"
  "\"n\"}]},{"
  "\"id\":3,\"type\":\"gauge\",\"options-gauge\":{\"stat\":\"last\",\"thresholds\":[{\"value\":20,"
  "\"color\":\"r\"},{\"value\":null}],\"valueMappings\":[{\"type\":1,\"value\":\"7\",\"text\":"
  "\"8\"}]}},"
  "{\"id\":4,\"type\":\"heatmap\",\"dataFormat\":\"tsbuckets\",\"yAxis\":{\"logBase\":2,"
  "\"splitFactor\":"
  "3},\"color\":{\"mode\":\"spectrum\",\"colorScheme\":\"interpolateReds\",\"min\":3,\"max\":1},"
  "\"xBucketSize\":\"5m\"},{\"id\":5,\"type\":\"grafana-piechart-panel\",\"legendType\":\"On "
  "graph\","
  "\"legend\":{\"values\":true},\"valueName\":\"total\"},{\"id\":6,\"type\":\"natel-discrete-"
  "panel\","
  "\"colorMaps\":[{\"text\":\"up\",\"color\":\"g\"}],\"valueMaps\":[{\"text\":\"up\",\"value\":"
  "\"1\"}],"
  "\"rangeMaps\":[{\"from\":1,\"to\":2,\"text\":\"up\"}]},{\"type\":\"row\",\"collapsed\":true,"
  "\"panels\":["
  "{\"type\":\"xychart\",\"options\":{\"seriesMapping\":\"manual\",\"dims\":{\"exclude\":[\"a\"]},"
  "\"series\":[{\"x\":\"a\",\"pointColor\":{\"fixed\":\"r\"},\"pointSize\":{\"fixed\":5}}]}}]}]}";

static const char modern[] =
  "{\"uid\":\"u\",\"title\":\"Modern\",\"tags\":[\"t\"],\"schemaVersion\":29,\"timezone\":\"utc\","
  "\"weekStart\":\"monday\",\"refresh\":true,\"__inputs\":[{\"name\":\"DS\",\"type\":"
  "\"datasource\"}],"
  "\"__elements\":{\"l\":{\"uid\":\"l\",\"model\":{\"type\":\"stat\",\"options\":{}}}},\"time\":{"
  "\"from\":1,\"to\":\"now\"},\"timepicker\":{\"time_options\":[],\"refresh_intervals\":[\"5s\"]},"
  "\"annotations\":{\"list\":[{\"builtIn\":1},{\"name\":\"c\",\"dimensions\":{},\"namespace\":\"\","
  "\"region\":\"\",\"prefixMatching\":true,\"statistics\":[\"Max\",null,{}]}]},\"templating\":{"
  "\"list\":[{"
  "\"name\":\"s\",\"type\":\"query\",\"datasource\":null,\"query\":{\"query\":\"q\"},\"options\":["
  "1]},{"
  "\"name\":\"d\",\"type\":\"datasource\"},{\"name\":\"i\",\"type\":\"interval\",\"auto\":true}]},"
  "\"panels\":[{\"type\":\"row\",\"gridPos\":{\"y\":3}},{\"id\":1,\"type\":\"timeseries\","
  "\"gridPos\":{"
  "\"x\":1,\"y\":4,\"w\":99,\"h\":-1},\"datasource\":\"${DS}\",\"repeat\":\"s\",\"options\":{"
  "\"legend\":{"
  "\"displayMode\":\"hidden\"},\"tooltipOptions\":{\"mode\":\"single\"}},\"fieldConfig\":{"
  "\"defaults\":{"
  "\"custom\":{\"axisPlacement\":\"hidden\"},\"mappings\":[{\"type\":1,\"value\":\"1\",\"text\":"
  "\"5\"}],"
  "\"thresholds\":{\"steps\":[{\"value\":null,\"color\":\"g\"}]}},\"overrides\":[{\"properties\":[{"
  "\"id\":"
  "\"custom.hideFrom\",\"value\":{\"viz\":true}},{\"id\":\"mappings\",\"value\":[{\"type\":2,"
  "\"from\":1,"
  "\"to\":2}]}]}]},\"transformations\":[{\"id\":\"labelsToFields\"},{\"id\":\"timeSeriesTable\","
  "\"options\":{\"refIdToStat\":{\"A\":\"mean\"}}}],\"targets\":[{\"dimensions\":{},\"namespace\":"
  "\"\","
  "\"region\":\"\",\"metricName\":\"\",\"statistics\":[\"Max\",\"Min\"]},{\"datasource\":\"x\"}]},{"
  "\"id\":1,"
  "\"libraryPanel\":{\"uid\":\"l\"}},{\"id\":3,\"type\":\"table\",\"options\":{\"footer\":{"
  "\"show\":true,"
  "\"reducer\":[\"sum\"],\"fields\":[\"a\",\"b\"]}},\"fieldConfig\":{\"defaults\":{\"custom\":{"
  "\"displayMode\":\"lcd-gauge\"}},\"overrides\":[{\"properties\":[{\"id\":\"custom.displayMode\","
  "\"value\":\"basic\"},{\"id\":\"custom.hidden\",\"value\":true}]}]}},{\"id\":4,\"snapshotData\":["
  "{"
  "\"fields\":[{\"name\":\"t\",\"type\":\"time\",\"values\":[1,2]},{\"values\":[1]}]},{\"target\":"
  "\"x\","
  "\"datapoints\":[[1,2]],\"tags\":{\"a\":\"b\"}},{\"columns\":[{\"text\":\"c\"}],\"rows\":[[1],[2]"
  "]}]},{"
  "\"id\":5,\"type\":\"stat\",\"targets\":[{\"queryType\":\"snapshot\",\"snapshot\":[{\"schema\":{"
  "\"fields\":[{\"name\":\"a\",\"type\":\"number\"}]},\"data\":{\"values\":[[1,2]]}}]}]}]}";

static const char wrapped[] =
  "{\"apiVersion\":\"dashboard.grafana.app/"
  "v1beta1\",\"kind\":\"Dashboard\",\"metadata\":{\"name\":\"m\"},"
  "\"spec\":{\"dashboard\":{\"title\":\"W\",\"panels\":[]},\"meta\":{\"isSnapshot\":true}}}";

static const char version_2[] =
  "{\"title\":\"V\",\"cursorSync\":\"Tooltip\",\"timeSettings\":{\"from\":\"now-1h\",\"to\""
  ":\"\",\"weekStart\":\"monday\",\"autoRefreshIntervals\":[\"5s\"]},\"annotations\":[{\"ki"
  "nd\":\"AnnotationQuery\",\"spec\":{\"name\":\"a\",\"enable\":true,\"builtIn\":true,\"leg"
  "acyOptions\":{\"x\":1},\"query\":{\"kind\":\"DataQuery\",\"group\":\"prometheus\",\"data"
  "source\":{\"name\":\"p\"},\"spec\":{\"expr\":\"up\"}}}}],\"variables\":[{\"kind\":\"Quer"
  "yVariable\",\"spec\":{\"name\":\"v\",\"refresh\":\"onDashboardLoad\",\"sort\":\"naturalA"
  "sc\",\"query\":{\"kind\":\"DataQuery\",\"group\":\"\",\"spec\":{\"__legacyStringValue\":"
  "\"q\"}},\"current\":{\"text\":[\"a\"],\"value\":[\"a\",\"b\"]},\"multi\":true,\"includeA"
  "ll\":true}},{\"kind\":\"SwitchVariable\",\"spec\":{\"name\":\"s\",\"current\":\"true\"}}"
  ",{\"kind\":\"AdhocVariable\",\"group\":\"g\",\"datasource\":{\"name\":\"d\"},\"spec\":{"
  "\"name\":\"f\"}},{\"kind\":\"DatasourceVariable\",\"spec\":{\"name\":\"ds\",\"pluginId\""
  ":\"prometheus\"}}],\"elements\":{\"p1\":{\"kind\":\"Panel\",\"spec\":{\"id\":1,\"title\""
  ":\"P\",\"links\":[{\"title\":\"l\",\"url\":\"u\"}],\"data\":{\"kind\":\"QueryGroup\",\"s"
  "pec\":{\"queries\":[{\"kind\":\"PanelQuery\",\"spec\":{\"refId\":\"A\",\"hidden\":false,"
  "\"query\":{\"kind\":\"DataQuery\",\"group\":\"prometheus\",\"datasource\":{\"name\":\"p"
  "\"},\"spec\":{\"expr\":\"up\"}}}},{\"kind\":\"PanelQuery\",\"spec\":{\"refId\":\"B\",\"d"
  "atasource\":{\"type\":\"loki\",\"uid\":\"l\"},\"query\":{\"kind\":\"loki\",\"spec\":{\"e"
  "xpr\":\"x\"}}}}],\"transformations\":[{\"kind\":\"limit\",\"spec\":{\"id\":\"limit\",\"o"
  "ptions\":{\"limitField\":1}}},{\"kind\":\"Transformation\",\"group\":\"merge\",\"spec\":"
  "{}}],\"queryOptions\":{\"maxDataPoints\":5,\"timeFrom\":\"1h\"}}},\"vizConfig\":{\"kind"
  "\":\"VizConfig\",\"group\":\"stat\",\"version\":\"1\",\"spec\":{\"options\":{\"__angular"
  "Migration\":{\"autoMigrateFrom\":\"singlestat\",\"originalOptions\":{\"valueName\":\"max"
  "\",\"thresholds\":\"1,2\"}}},\"fieldConfig\":{\"defaults\":{},\"overrides\":[]}}}}},\"p2"
  "\":{\"kind\":\"LibraryPanel\",\"spec\":{\"id\":1,\"title\":\"L\",\"libraryPanel\":{\"uid"
  "\":\"u\"}}}},\"layout\":{\"kind\":\"TabsLayout\",\"spec\":{\"tabs\":[{\"kind\":\"TabsLay"
  "outTab\",\"spec\":{\"title\":\"T\",\"repeat\":{\"mode\":\"variable\",\"value\":\"v\"},\""
  "variables\":[{\"kind\":\"TextVariable\",\"spec\":{\"name\":\"t\",\"query\":\"x\"}}],\"la"
  "yout\":{\"kind\":\"RowsLayout\",\"spec\":{\"rows\":[{\"kind\":\"RowsLayoutRow\",\"spec\""
  ":{\"title\":\"R\",\"collapse\":true,\"hideHeader\":false,\"conditionalRendering\":{\"kin"
  "d\":\"ConditionalRenderingGroup\",\"spec\":{\"visibility\":\"hide\",\"condition\":\"or\""
  ",\"items\":[{\"kind\":\"ConditionalRenderingVariable\",\"spec\":{\"variable\":\"v\",\"op"
  "erator\":\"matches\",\"value\":\"a+\"}},{\"kind\":\"ConditionalRenderingTimeRangeSize\","
  "\"spec\":{\"value\":\"1h\"}},{\"kind\":\"ConditionalRenderingData\",\"spec\":{\"value\":"
  "true}}]}},\"layout\":{\"kind\":\"GridLayout\",\"spec\":{\"items\":[{\"kind\":\"GridLayou"
  "tItem\",\"spec\":{\"x\":3,\"y\":1,\"width\":30,\"height\":4,\"element\":{\"name\":\"p1\""
  "},\"repeat\":{\"value\":\"v\",\"direction\":\"h\",\"maxPerRow\":3}}},{\"kind\":\"GridLay"
  "outRow\",\"spec\":{\"y\":5,\"title\":\"G\",\"elements\":[{\"kind\":\"GridLayoutItem\",\""
  "spec\":{\"element\":{\"name\":\"p2\"}}}]}}]}}}}]}}}},{\"kind\":\"TabsLayoutTab\",\"spec"
  "\":{\"layout\":{\"kind\":\"AutoGridLayout\",\"spec\":{\"maxColumnCount\":2,\"columnWidth"
  "Mode\":\"custom\",\"columnWidth\":9,\"rowHeightMode\":\"tall\",\"fillScreen\":true,\"ite"
  "ms\":[{\"kind\":\"AutoGridLayoutItem\",\"spec\":{\"element\":{\"name\":\"p1\"},\"repeat"
  "\":{\"value\":\"v\"}}}]}}}}]}}}";

static const char annotated[] =
  "{\"panels\":[{\"id\":1,\"snapshotData\":[{\"fields\":[{\"name\":\"time\",\"type\":\"time\","
  "\"values\":[1,2]},{\"name\":\"text\",\"type\":\"string\",\"values\":[\"a\",\"b\"]}]}]}],"
  "\"annotations\":{\"list\":[{\"name\":\"s\",\"enable\":true,\"filter\":{\"exclude\":true,"
  "\"ids\":[1,2]},\"mappings\":{\"text\":{\"source\":\"field\",\"value\":\"text\",\"regex\":"
  "\"(a+)+b\"},\"title\":{\"source\":\"text\",\"value\":\"t\"},\"tags\":{\"source\":\"skip\"}},"
  "\"titleFormat\":\"{{a}} {{\",\"tagKeys\":\"a,b\",\"snapshotData\":[{\"time\":1,\"timeEnd\":5,"
  "\"text\":\"x\",\"tags\":[\"a\",1]},{\"schema\":{\"fields\":[{\"name\":\"time\",\"type\":"
  "\"time\"}]},\"data\":{\"values\":[[1,2]]}}]},{\"name\":\"r\",\"target\":{\"queryType\":"
  "\"timeRegions\",\"timeRegion\":{\"fromDayOfWeek\":6,\"toDayOfWeek\":1,\"from\":\"22:30\","
  "\"to\":\"6\",\"timezone\":\"Europe/Berlin\"}}}]}}";

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED (old_layout),
  FUZZ_SEED (old_panels),
  FUZZ_SEED (modern),
  FUZZ_SEED (wrapped),
  FUZZ_SEED (version_2),
  FUZZ_SEED (annotated),
  FUZZ_SEED ("\xff\x00\x00\x05\x00\x01\x01\x00\x20\x02\x03\x00\x31\x04"),
  FUZZ_SEED ("\xff\x01\x02\x11\x00\x07\x04\x00\x44\x00\x05\x00\x51\x03"),
  FUZZ_SEED ("\xff\x02\x01\x21\x00\x02\x03\x00\x61\x01\x00\x01\x10\x08"),
  FUZZ_SEED ("\xff\x04\x00\x00\x12\x01"),
  FUZZ_SEED ("\xff\x03\x01\x00\x52\x0e\x02\x00\x31\x12"),
  FUZZ_SEED ("\xff\x0b\x07\x00\x61\x00\x05\x00\x12\x0d"),
  FUZZ_SEED ("\xff\x05\x07\x00\x09\x02\x00\x00\x22\x05"),
  FUZZ_SEED ("\xff\x03\x01\x00\x78\x27"), /* options among the old settings they hold */
  FUZZ_SEED ("\xff\x04\x00\x00\x21\x05\x02\x00\x31\x09"),
  FUZZ_SEEDS_END,
};

/* What a change puts in the place of a value. */
static const char *const values[] = {
  "null", "true",  "false",     "0",         "-1",    "1e300", "0.5",      "2147483647",
  "\"\"", "\"a\"", "\"graph\"", "\"row\"",   "\"5\"", "[]",    "{}",       "[[]]",
  "[{}]", "[1]",   "{\"a\":1}", "\"table\"", "42",    "9",     "\"null\"", "[null,1,\"x\"]",
};

/* One change: the node at `where`, counted in depth, becomes another. */
typedef struct
{
  guint what, where, with;
} Change;

/* The changes to one dashboard, all made in one walk over it: a tree is copied once. */
typedef struct
{
  JsonNode *root;
  Change changes[MAX_CHANGES];
  guint n_changes;
  guint seen; /* nodes so far */
} Walk;

/* The node at `*index` of those below `node`; NULL when there are fewer. */
static JsonNode *
node_at (JsonNode *node, guint *index)
{
  JsonArray *array = oriel_json_node_array (node);
  JsonObject *object = oriel_json_node_object (node);
  g_autoptr (GList) members = object != NULL ? json_object_get_values (object) : NULL;
  JsonNode *found = NULL;

  if ((*index)-- == 0)
    return node;

  for (guint i = 0; found == NULL && i < oriel_json_array_length (array); i++)
    found = node_at (json_array_get_element (array, i), index);
  for (GList *item = members; found == NULL && item != NULL; item = item->next)
    found = node_at (item->data, index);

  return found;
}

static JsonNode *
new_value (JsonNode *root, const Change *change)
{
  guint from = change->with * 3;
  JsonNode *other = change->what % 2 == 1 ? node_at (root, &from) : NULL;

  return other != NULL ? oriel_json_tree_copy (other)
                       : json_from_string (values[change->with % G_N_ELEMENTS (values)], NULL);
}

/* The change to the next node; NULL when it stays. */
static const Change *
change_here (const Walk *walk)
{
  for (guint i = 0; i < walk->n_changes; i++)
    if (walk->changes[i].where == walk->seen)
      return &walk->changes[i];

  return NULL;
}

static gboolean
leaves_out (const Change *change)
{
  return change != NULL && change->what % 8 == 6;
}

static gboolean
doubles (const Change *change)
{
  return change != NULL && change->what % 8 == 7;
}

static JsonNode *copy_changed (JsonNode *node, Walk *walk);

/* Left out, doubled, or copied. */
static void
add_copy (JsonArray *array, JsonNode *node, Walk *walk)
{
  const Change *change = change_here (walk);
  JsonNode *copy = copy_changed (node, walk);

  if (doubles (change))
    json_array_add_element (array, oriel_json_tree_copy (copy));
  if (leaves_out (change))
    json_node_unref (copy);
  else
    json_array_add_element (array, copy);
}

static JsonNode *
copy_array (JsonArray *array, Walk *walk)
{
  g_autoptr (JsonArray) copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    add_copy (copy, json_array_get_element (array, i), walk);

  return json_node_init_array (json_node_alloc (), copy);
}

static JsonNode *
copy_object (JsonObject *object, Walk *walk)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const Change *change = change_here (walk);
      JsonNode *member = copy_changed (value, walk);

      if (leaves_out (change))
        json_node_unref (member);
      else
        json_object_set_member (copy, name, member);
    }

  return json_node_init_object (json_node_alloc (), copy);
}

static JsonNode *
copy_changed (JsonNode *node, Walk *walk)
{
  const Change *change = change_here (walk);

  walk->seen++;
  if (change != NULL && change->what % 8 < 6)
    return new_value (walk->root, change);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node), walk);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object (json_node_get_object (node), walk);

  return oriel_json_tree_copy (node);
}

/* The dashboard with one of its panels (or rows) alone, which is read much faster. */
static JsonNode *
with_one_panel (JsonNode *root, guint which)
{
  JsonNode *alone = oriel_json_tree_copy (root);
  JsonObject *object = json_node_get_object (alone);
  const char *name = json_object_has_member (object, "rows") ? "rows" : "panels";
  JsonArray *panels = oriel_json_array (object, name);
  g_autoptr (JsonArray) one = json_array_new ();

  if (panels == NULL)
    return alone;

  json_array_add_element (one,
                          json_array_dup_element (panels, which % json_array_get_length (panels)));
  json_object_set_array_member (object, name, g_steal_pointer (&one));

  return alone;
}

/* One of the dashboards above, whole (every eighth) or with one panel; made once. Borrowed. */
static JsonNode *
base_dashboard (guint which)
{
  static const char *const texts[] = { old_layout, old_panels, modern, version_2, annotated };
  static JsonNode *roots[G_N_ELEMENTS (texts)][8];
  guint text = which % G_N_ELEMENTS (texts);
  guint part = which / G_N_ELEMENTS (texts) % G_N_ELEMENTS (roots[text]);

  if (roots[text][0] == NULL)
    roots[text][0] = oriel_json_parse (NULL, texts[text], -1, 1 << 20, NULL);
  if (roots[text][part] == NULL)
    roots[text][part] = with_one_panel (roots[text][0], part - 1);

  return roots[text][part];
}

static char *
changed_text (const uint8_t *data, size_t size)
{
  Walk walk = { .root = base_dashboard (size > 1 ? data[1] : 0) };
  g_autoptr (JsonNode) changed = NULL;

  for (size_t i = 0; i < MAX_CHANGES && 2 + 4 * (i + 1) <= size; i++)
    {
      const uint8_t *bytes = data + 2 + 4 * i;

      walk.changes[walk.n_changes++] =
        (Change){ bytes[0], 1 + bytes[1] * 256u + bytes[2], bytes[3] };
    }

  changed = copy_changed (walk.root, &walk);
  return oriel_json_to_text (changed, FALSE);
}

static void
check_panels (const OrielDashboard *dashboard, const GPtrArray *panels, gboolean is_v2)
{
  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      g_assert_nonnull (panel->type);
      g_assert_nonnull (panel->title);
      g_assert_nonnull (panel->options);
      g_assert_nonnull (panel->field_config);
      g_assert_cmpint (panel->grid.x, >=, 0);
      g_assert_cmpint (panel->grid.width, >=, 1);
      g_assert_cmpint (panel->grid.x + panel->grid.width, <=, 24);
      g_assert_cmpint (panel->grid.height, >=, 1);
      for (guint k = 0; k < panel->targets->len; k++)
        g_assert_cmpstr (((OrielTarget *) g_ptr_array_index (panel->targets, k))->ref_id, !=, "");
      check_panels (dashboard, panel->children, is_v2);
    }
}

static void
check_events (OrielFrame *events)
{
  const gint64 *times = oriel_frame_field (events, 0)->column->times;

  g_assert_cmpuint (events->n_rows, <=, ORIEL_MAX_EVENTS);
  for (gsize i = 0; i < events->n_rows; i++)
    g_assert_cmpint (times[i], >=, i > 0 ? times[i - 1] : G_MININT64 + 1);
  oriel_frame_unref (events);
}

static void
check_annotations (const OrielDashboard *dashboard)
{
  const OrielTimeSpan range = { G_GINT64_CONSTANT (1740787200000),
                                G_GINT64_CONSTANT (1741996800000) };
  const OrielPanel *panel = oriel_dashboard_find_panel (dashboard, 1);
  const GPtrArray *frames = panel != NULL ? panel->snapshot_frames : NULL;

  for (guint i = 0; i < dashboard->annotations->len; i++)
    {
      const OrielAnnotation *annotation = g_ptr_array_index (dashboard->annotations, i);

      check_events (oriel_annotation_events_of_snapshot (annotation, "name"));
      check_events (oriel_time_regions_new (annotation, "name", &range, oriel_time_zone_utc ()));
      if (frames == NULL)
        continue;
      check_events (oriel_annotation_events_of_tables (annotation, "name", frames));
      check_events (oriel_annotation_events_of_series (annotation, "name", frames, 1000));
    }
}

static void
check_again (const OrielDashboard *dashboard)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), dashboard->json);
  g_autofree char *text = oriel_json_to_text (node, FALSE);
  g_autoptr (OrielDashboard) again = oriel_dashboard_read ("again", text, -1, NULL);
  g_autofree char *second = NULL;
  g_autoptr (JsonNode) second_node = NULL;

  /* A spec alone does not say what it was wrapped in. */
  if (again == NULL || strcmp (again->format, dashboard->format) != 0)
    return;

  second_node = json_node_init_object (json_node_alloc (), again->json);
  second = oriel_json_to_text (second_node, FALSE);
  g_assert_cmpstr (text, ==, second);
}

static void
check_with_inputs (const OrielDashboard *dashboard)
{
  g_autoptr (GHashTable) inputs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OrielDashboard) filled = NULL;

  g_hash_table_insert (inputs, (gpointer) "DS", (gpointer) "prom");
  filled = oriel_dashboard_with_inputs (dashboard, inputs, NULL);
  g_assert_cmpuint (filled->panels->len, ==, dashboard->panels->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean is_changes = size > 0 && data[0] == 0xff;
  g_autofree char *changed = is_changes ? changed_text (data, size) : NULL;
  const char *text = is_changes ? changed : (const char *) data;
  gssize length = is_changes ? (gssize) strlen (changed) : (gssize) size;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read ("input", text, length, &error);
  gboolean is_v2;

  if (dashboard == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  is_v2 = g_str_equal (dashboard->format, "v2");
  g_assert_nonnull (dashboard->title);
  g_assert_nonnull (dashboard->time_from);
  g_assert_nonnull (dashboard->timezone);
  check_panels (dashboard, dashboard->panels, is_v2);
  check_annotations (dashboard);
  if (!is_v2)
    {
      check_again (dashboard);
      check_with_inputs (dashboard);
    }

  return 0;
}
