/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashboards from one schema to the other, against what Grafana itself makes of them: the same
 * JSON but for the order of members. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-patch.h"
#include "dashboard/oriel-dashboard-write.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-variables.h"
#include "known-sources.h"
#include "oracle.h"

#define MAX_TOLD 4000

/* One folder's pairs. */
typedef struct
{
  const OrielKnownSource *sources;
  guint n_sources;
  guint passed, total;
  GPtrArray *failures; /* of char * */
  GHashTable *reasons; /* what all differences of a pair have in common → how many pairs */
} Run;

/* Why pairs differ, by a part of the path. Grafana's converter drops annotations' sources that are
 * named without a type and gives queries of such sources the type of its default; some of its
 * copies were made by a version that lost what panels of old types had. */
static const struct
{
  const char *part;
  const char *reason;
} reasons[] = {
  { ".query.group:", "sources named without a type" },
  { ".query.datasource", "sources named without a type" },
  { "].group:", "sources named without a type" },
  { ".__angularMigration", "settings of old panels that the copy has lost" },
  { ".collapse:", "rows without a header that the copy folds" },
};

static void say_differences (GString *why, GString *path, JsonNode *ours, JsonNode *theirs);

static void
say (GString *why, const GString *path, JsonNode *ours, JsonNode *theirs)
{
  g_autofree char *a = ours != NULL ? oriel_json_to_text (ours, FALSE) : g_strdup ("nothing");
  g_autofree char *b = theirs != NULL ? oriel_json_to_text (theirs, FALSE) : g_strdup ("nothing");

  if (why->len < MAX_TOLD)
    g_string_append_printf (why, "\n      %s: ours %.150s, theirs %.150s", path->str, a, b);
}

static void
say_members (GString *why, GString *path, JsonObject *ours, JsonObject *theirs)
{
  g_autoptr (GList) names =
    g_list_concat (json_object_get_members (ours), json_object_get_members (theirs));
  guint n = json_object_get_size (ours);
  gsize length = path->len;

  for (GList *item = names; item != NULL; item = item->next)
    {
      if (n > 0)
        n--;
      else if (json_object_has_member (ours, item->data))
        continue; /* was compared with ours */

      g_string_append_printf (path, ".%s", (const char *) item->data);
      say_differences (why, path, json_object_get_member (ours, item->data),
                       json_object_get_member (theirs, item->data));
      g_string_truncate (path, length);
    }
}

static void
say_elements (GString *why, GString *path, JsonArray *ours, JsonArray *theirs)
{
  guint n = json_array_get_length (ours), m = json_array_get_length (theirs);
  gsize length = path->len;

  for (guint i = 0; i < MAX (n, m); i++)
    {
      g_string_append_printf (path, "[%u]", i);
      say_differences (why, path, i < n ? json_array_get_element (ours, i) : NULL,
                       i < m ? json_array_get_element (theirs, i) : NULL);
      g_string_truncate (path, length);
    }
}

static void
say_differences (GString *why, GString *path, JsonNode *ours, JsonNode *theirs)
{
  if (oriel_json_same (ours, theirs))
    return;

  if (oriel_json_node_object (ours) != NULL && oriel_json_node_object (theirs) != NULL)
    say_members (why, path, oriel_json_node_object (ours), oriel_json_node_object (theirs));
  else if (oriel_json_node_array (ours) != NULL && oriel_json_node_array (theirs) != NULL)
    say_elements (why, path, oriel_json_node_array (ours), oriel_json_node_array (theirs));
  else
    say (why, path, ours, theirs);
}

static JsonNode *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;

  return oriel_json_parse_open (path, text, (gssize) length, ORIEL_JSON_MAX_BYTES, NULL);
}

/* The dashboard within its wrapper. */
static JsonObject *
spec_of (JsonNode *root)
{
  JsonObject *object = oriel_json_node_object (root);
  JsonObject *spec = oriel_json_object (object, "spec");

  return spec != NULL && json_object_has_member (object, "apiVersion") ? spec : object;
}

typedef enum
{
  TO_V2,      /* v2beta1, from classic */
  TO_CLASSIC, /* from any v2 */
  RENEW,      /* v2alpha1 to v2beta1 */
} Direction;

static JsonObject *
convert (const Run *run, JsonNode *root, Direction direction)
{
  JsonObject *spec = spec_of (root);

  if (direction == TO_CLASSIC)
    return oriel_convert_to_classic (spec);
  if (direction == RENEW)
    {
      oriel_convert_renew (spec, ORIEL_SCHEMA_V2BETA1);
      return json_object_ref (spec);
    }

  /* What a server stored as v1beta1 was migrated then. */
  if (!json_object_has_member (oriel_json_node_object (root), "apiVersion"))
    {
      oriel_dashboard_migrate (spec, ORIEL_SCHEMA_VERSION, run->sources, run->n_sources);
      oriel_convert_complete (spec);
    }
  return oriel_convert_to_v2 (spec, ORIEL_SCHEMA_V2BETA1);
}

static const char *
reason_of (const char *line)
{
  g_autofree char *path = g_strndup (line, strcspn (line, ":") + 1);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strstr (path, reasons[i].part) != NULL)
      return reasons[i].reason;

  return "other things";
}

/* Counts a pair under its reasons, in the order in which they come up. */
static void
count_reasons (Run *run, const char *why)
{
  g_auto (GStrv) lines = g_strsplit (why, "\n", -1);
  g_autoptr (GString) all = g_string_new (NULL);
  guint n;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *reason = *lines[i] != '\0' ? reason_of (lines[i]) : "";

      if (strstr (all->str, reason) == NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", reason);
    }

  n = GPOINTER_TO_UINT (g_hash_table_lookup (run->reasons, all->str));
  g_hash_table_insert (run->reasons, g_strdup (all->str), GUINT_TO_POINTER (n + 1));
}

static void
run_pair (Run *run, const char *name, const char *input, const char *output, Direction direction)
{
  g_autoptr (JsonNode) from = read_file (input);
  g_autoptr (JsonNode) expected = read_file (output);
  g_autoptr (GString) why = g_string_new (NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (JsonNode) ours = NULL;
  g_autoptr (JsonNode) theirs = NULL;

  if (from == NULL || expected == NULL)
    return;

  run->total++;
  ours = json_node_init_object (json_node_alloc (), NULL);
  json_node_take_object (ours, convert (run, from, direction));
  theirs = json_node_init_object (json_node_alloc (), spec_of (expected));
  say_differences (why, path, ours, theirs);
  if (why->len == 0)
    run->passed++;
  else
    {
      count_reasons (run, why->str);
      g_ptr_array_add (run->failures, g_strconcat (name, why->str, NULL));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of a folder's files that end like this, sorted. */
static GPtrArray *
list_files (const char *folder, const char *ending)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Names begin with the schema that the file has, where there are several. */
static gboolean
reads (const char *name, Direction direction)
{
  if (direction == RENEW)
    return g_str_has_prefix (name, "v2alpha1") || strstr (name, ".output-v2alpha1") != NULL;

  return direction == TO_CLASSIC || !g_str_has_prefix (name, "v2");
}

/* Pairs `X` + `input_ending` and `X` + `output_ending`. */
static void
run_folder (Run *run,
            const char *inputs,
            const char *input_ending,
            const char *outputs,
            const char *output_ending,
            Direction direction)
{
  g_autoptr (GPtrArray) names = list_files (inputs, input_ending);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *base = g_strndup (name, strlen (name) - strlen (input_ending));
      g_autofree char *other = g_strconcat (base, output_ending, NULL);
      g_autofree char *input = g_build_filename (inputs, name, NULL);
      g_autofree char *output = g_build_filename (outputs, other, NULL);

      if (reads (name, direction))
        run_pair (run, name, input, output, direction);
    }
}

static void
report (const Run *run, const char *topic)
{
  const char *all = g_getenv ("ORIEL_ALL_FAILURES");
  GHashTableIter iter;
  gpointer reason, n;

  printf ("oracle %s: %u of %u\n", topic, run->passed, run->total);
  g_hash_table_iter_init (&iter, run->reasons);
  while (g_hash_table_iter_next (&iter, &reason, &n))
    printf ("# %u differ in %s\n", GPOINTER_TO_UINT (n), (const char *) reason);
  for (guint i = 0; i < run->failures->len && (i < 3 || all != NULL); i++)
    {
      g_auto (GStrv) lines = g_strsplit (g_ptr_array_index (run->failures, i), "\n", -1);

      for (guint k = 0; lines[k] != NULL; k++)
        printf ("# %s\n", lines[k]);
    }
}

static const struct
{
  const char *topic;
  const char *inputs, *input_ending;
  const char *outputs, *output_ending;
  Direction direction;
  gboolean of_development; /* the data sources */
} folders[] = {
  { "convert-v2-conversions", "grafana-version-conversions", ".input.json",
    "grafana-version-conversions", ".output-v2beta1.json", TO_V2, FALSE },
  { "convert-v2-migrations", "grafana-schema-migrations", ".input.json",
    "grafana-schema-migrations", ".output-v2beta1.json", TO_V2, FALSE },
  { "convert-v2-devenv", "grafana-devenv", ".json", "grafana-devenv-as-v2beta1", ".json", TO_V2,
    TRUE },
  { "convert-classic", "grafana-version-conversions", ".input.json", "grafana-version-conversions",
    ".output-v1beta1.json", TO_CLASSIC, FALSE },
  { "convert-v2alpha1", "grafana-version-conversions", ".input.json", "grafana-version-conversions",
    ".output-v2beta1.json", RENEW, FALSE },
  { "convert-v2alpha1-outputs", "grafana-version-conversions", ".output-v2alpha1.json",
    "grafana-version-conversions", ".input.json", RENEW, FALSE },
};

static void
test_pairs (void)
{
  g_autofree char *corpus = oracle_shared_path_or_skip ("corpus/dashboards");

  if (corpus == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *inputs = g_build_filename (corpus, folders[i].inputs, NULL);
      g_autofree char *outputs = g_build_filename (corpus, folders[i].outputs, NULL);
      gboolean dev = folders[i].of_development;
      Run run = { .sources = dev ? development_sources : standard_sources,
                  .n_sources =
                    dev ? G_N_ELEMENTS (development_sources) : G_N_ELEMENTS (standard_sources) };

      run.failures = g_ptr_array_new_with_free_func (g_free);
      run.reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      run_folder (&run, inputs, folders[i].input_ending, outputs, folders[i].output_ending,
                  folders[i].direction);
      report (&run, folders[i].topic);
      g_ptr_array_unref (run.failures);
      g_hash_table_unref (run.reasons);
    }
}

static JsonObject *
object_of (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = oriel_json_parse_open ("case", json, -1, 1 << 20, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

/* Asserts what stands at dotted paths, a number for an element; the last pair is NULL. */
static void
assert_at (JsonObject *object, const char *const *pairs)
{
  for (; pairs[0] != NULL; pairs += 2)
    {
      g_auto (GStrv) steps = g_strsplit (pairs[0], ".", -1);
      g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);
      g_autofree char *expected = g_strdelimit (g_strdup (pairs[1]), "'", '"');
      g_autofree char *text = NULL;
      JsonNode *node = root;

      for (guint i = 0; steps[i] != NULL && node != NULL; i++)
        {
          JsonArray *array = oriel_json_node_array (node);
          guint index = (guint) g_ascii_strtoull (steps[i], NULL, 10);

          if (array == NULL)
            node = json_object_get_member (json_node_get_object (node), steps[i]);
          else
            node =
              index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
        }
      text = node != NULL ? oriel_json_to_text (node, FALSE) : g_strdup ("nothing");
      g_test_message ("%s", pairs[0]);
      g_assert_cmpstr (text, ==, expected);
    }
}

static const char classic_text[] =
  "{'title':'T','graphTooltip':1,'refresh':'1m','tags':['x'],'time':{'from':'now-2h','to':'now'},"
  "'timepicker':{'hidden':true,'refresh_intervals':['1m']},'weekStart':'monday','links':[{'title':"
  "'L','type':'link','url':'u'}],'annotations':{'list':[{'name':'a','enable':true,'iconColor':"
  "'red','datasource':{'type':'prometheus','uid':'p'},'target':{'expr':'up'},'expr':'old'}]},"
  "'templating':{'list':[{'name':'q','type':'query','datasource':{'type':'prometheus','uid':'p'},"
  "'query':'label_values(job)','refresh':2,'sort':7,'hide':1,'current':{'text':['a'],'value':['a']"
  "}},{'name':'s','type':'switch','current':{'value':'on'},'options':[{'value':'on'},{'value':'off'"
  "}]},{'name':'m','type':'moon'}]},'panels':[{'id':1,'type':'stat','title':'P','gridPos':{'x':1,"
  "'y':0,'w':6,'h':4},'maxDataPoints':50,'repeat':'q','repeatDirection':'v','datasource':{'type':"
  "'prometheus','uid':'p'},'targets':[{'refId':'A','hide':true,'expr':'up','step':null}],"
  "'transformations':[{'id':'limit','options':{'limitField':3}}],'fieldConfig':{'defaults':{"
  "'mappings':[],'thresholds':{'mode':'absolute','steps':[{'color':'green'}]}},'overrides':[]},"
  "'pluginVersion':'11.0.0'},{'id':2,'type':'row','title':'R','collapsed':true,'gridPos':{'x':0,"
  "'y':4,'w':24,'h':1},'panels':[{'id':3,'type':'timeseries','autoMigrateFrom':'graph','lines':true"
  ",'gridPos':{'x':0,'y':5,'w':12,'h':8}}]},{'id':4,'type':'row','gridPos':{'y':13}},{'id':5,"
  "'libraryPanel':{'uid':'l','name':'n'},'gridPos':{'x':0,'y':14,'w':8,'h':4}}]}";

static void
test_to_v2 (void)
{
  static const char *const pairs[] = {
    "cursorSync",
    "'Crosshair'",
    "timeSettings.from",
    "'now-2h'",
    "timeSettings.autoRefresh",
    "'1m'",
    "timeSettings.hideTimepicker",
    "true",
    "timeSettings.weekStart",
    "'monday'",
    "timeSettings.timezone",
    "'browser'",
    "links.0.targetBlank",
    "false",
    "annotations.0.spec.query.datasource.name",
    "'p'",
    "annotations.0.spec.query.spec",
    "{'expr':'up'}",
    "annotations.0.spec.legacyOptions",
    "{'expr':'old'}",
    "variables.0.kind",
    "'QueryVariable'",
    "variables.0.spec.query.group",
    "'prometheus'",
    "variables.0.spec.query.spec",
    "{'__legacyStringValue':'label_values(job)'}",
    "variables.0.spec.refresh",
    "'onTimeRangeChanged'",
    "variables.0.spec.sort",
    "'naturalAsc'",
    "variables.0.spec.hide",
    "'hideLabel'",
    "variables.1.spec.current",
    "'on'",
    "variables.1.spec.disabledValue",
    "'off'",
    "variables.2",
    "nothing",
    "elements.panel-1.spec.data.spec.queries.0.spec",
    "{'query':{'kind':'DataQuery','group':'prometheus','version':'v0','datasource':{'name':'p'},"
    "'spec':{'expr':'up'}},'refId':'A','hidden':true}",
    "elements.panel-1.spec.data.spec.transformations.0",
    "{'kind':'Transformation','group':'limit','spec':{'options':{'limitField':3}}}",
    "elements.panel-1.spec.data.spec.queryOptions",
    "{'maxDataPoints':50}",
    "elements.panel-1.spec.vizConfig.version",
    "'11.0.0'",
    "elements.panel-1.spec.vizConfig.spec.fieldConfig",
    "{'defaults':{'thresholds':{'mode':'absolute','steps':[{'value':null,'color':'green'}]}},"
    "'overrides':[]}",
    "elements.panel-3.spec.vizConfig.spec.options",
    "{'__angularMigration':{'autoMigrateFrom':'graph','originalOptions':{'lines':true}}}",
    "elements.panel-5.kind",
    "'LibraryPanel'",
    "layout.kind",
    "'RowsLayout'",
    "layout.spec.rows.0.spec.hideHeader",
    "true",
    "layout.spec.rows.0.spec.layout.spec.items.0.spec.repeat",
    "{'mode':'variable','value':'q','direction':'v'}",
    "layout.spec.rows.1.spec.collapse",
    "true",
    "layout.spec.rows.1.spec.layout.spec.items.0.spec.y",
    "0",
    "layout.spec.rows.2.spec.layout.spec.items.0.spec.element.name",
    "'panel-5'",
    NULL
  };
  g_autoptr (JsonObject) classic = object_of (classic_text);
  g_autoptr (JsonObject) spec = oriel_convert_to_v2 (classic, ORIEL_SCHEMA_V2);

  assert_at (spec, pairs);
}

/* The way back, and what classic dashboards have no room for. */
static void
test_to_classic (void)
{
  static const char *const pairs[] = {
    "schemaVersion",
    "42",
    "graphTooltip",
    "1",
    "time",
    "{'from':'now-2h','to':'now'}",
    "timepicker",
    "{'hidden':true,'refresh_intervals':['1m']}",
    "templating.list.0.query",
    "'label_values(job)'",
    "templating.list.0.refresh",
    "2",
    "templating.list.0.sort",
    "7",
    "templating.list.1.current",
    "{'text':'on','value':'on'}",
    "annotations.list.0.expr",
    "'old'",
    "panels.0.id",
    "1",
    "panels.0.targets",
    "[{'refId':'A','hide':true,'datasource':{'type':'prometheus','uid':'p'},'expr':'up'}]",
    "panels.0.transformations",
    "[{'id':'limit','options':{'limitField':3}}]",
    "panels.0.repeatDirection",
    "'v'",
    "panels.1.type",
    "'row'",
    "panels.1.collapsed",
    "true",
    "panels.1.panels.0.id",
    "3",
    "panels.1.panels.0.autoMigrateFrom",
    "'graph'",
    "panels.3.libraryPanel",
    "{'name':'n','uid':'l'}",
    NULL
  };
  g_autoptr (JsonObject) classic = object_of (classic_text);
  g_autoptr (JsonObject) spec = oriel_convert_to_v2 (classic, ORIEL_SCHEMA_V2BETA1);
  g_autoptr (JsonObject) back = oriel_convert_to_classic (spec);

  assert_at (back, pairs);
}

static void
test_layouts (void)
{
  static const char *const pairs[] = { "panels.0.title",
                                       "'Tab'",
                                       "panels.0.gridPos",
                                       "{'h':1,'w':24,'x':0,'y':0}",
                                       "panels.0.repeat",
                                       "'v'",
                                       "panels.1.gridPos",
                                       "{'h':5,'w':12,'x':0,'y':1}",
                                       "panels.2.gridPos",
                                       "{'h':5,'w':12,'x':12,'y':1}",
                                       "panels.3.gridPos",
                                       "{'h':5,'w':12,'x':0,'y':6}",
                                       "panels.3.maxPerRow",
                                       "2",
                                       "panels.4.title",
                                       "'Empty'",
                                       "panels.4.gridPos.y",
                                       "11",
                                       "panels.5",
                                       "nothing",
                                       "templating.list.0.type",
                                       "'custom'",
                                       "templating.list.1.name",
                                       "'own'",
                                       "templating.list.2",
                                       "nothing",
                                       NULL };
  g_autoptr (JsonObject) spec = object_of (
    "{'elements':{'a':{'kind':'Panel','spec':{'id':1}}},'layout':{'kind':'TabsLayout','spec':{'"
    "tabs':["
    "{'kind':'TabsLayoutTab','spec':{'title':'Tab','repeat':{'value':'v'},'layout':{'kind':"
    "'AutoGridLayout','spec':{'maxColumnCount':2,'rowHeightMode':'short','items':[{'spec':{'"
    "element':"
    "{'name':'a'}}},{'spec':{'element':{'name':'a'}}},{'spec':{'element':{'name':'nobody'}}},{'"
    "spec':"
    "{'element':{'name':'a'},'repeat':{'value':'w'}}}]}}}},{'kind':'TabsLayoutTab','spec':{'title':"
    "'Empty','variables':[{'kind':'TextVariable','spec':{'name':'v'}},{'kind':'TextVariable','spec'"
    ":{"
    "'name':'own'}}]}}]}},'variables':[{'kind':'CustomVariable','spec':{'name':'v'}}]}");
  g_autoptr (JsonObject) classic = oriel_convert_to_classic (spec);

  assert_at (classic, pairs);
}

static void
test_renew (void)
{
  static const char *const pairs[] = {
    "elements.a.spec.vizConfig",
    "{'kind':'VizConfig','spec':{'options':{}},'group':'stat','version':'11'}",
    "elements.a.spec.data.spec.queries.0.spec.query",
    "{'kind':'DataQuery','spec':{'expr':'x'},'group':'loki','version':'v0','datasource':{'name':'l'"
    "}}",
    "elements.a.spec.data.spec.transformations.0",
    "{'kind':'Transformation','spec':{'options':{}},'group':'limit'}",
    "variables.0.group",
    "'prometheus'",
    "variables.0.datasource",
    "{'name':'p'}",
    NULL
  };
  g_autoptr (JsonObject) spec = object_of (
    "{'elements':{'a':{'kind':'Panel','spec':{'id':1,'vizConfig':{'kind':'stat','spec':{'options':{"
    "},"
    "'pluginVersion':'11'}},'data':{'kind':'QueryGroup','spec':{'queries':[{'spec':{'datasource':{"
    "'type':'loki','uid':'l'},'query':{'kind':'loki','spec':{'expr':'x'}}}}],'transformations':[{"
    "'kind':'limit','spec':{'id':'limit','options':{}}}]}}}}},'variables':[{'kind':'AdhocVariable',"
    "'spec':{'name':'f','datasource':{'type':'prometheus','uid':'p'}}}]}");

  oriel_convert_renew (spec, ORIEL_SCHEMA_V2);
  assert_at (spec, pairs);
  oriel_convert_renew (spec, ORIEL_SCHEMA_V2);
  assert_at (spec, pairs);
}

typedef struct
{
  guint total, there, back, n_v2, v2_shown;
} Tally;

/* Queries that ask something: others need not be stored. */
static guint
count_queries (const OrielPanel *panel)
{
  static const char *const names[] = { "refId", "hide", "datasource" };
  guint n = 0;

  for (guint i = 0; i < panel->targets->len; i++)
    {
      JsonObject *json = ((const OrielTarget *) g_ptr_array_index (panel->targets, i))->json;
      guint known = 0;

      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        known += json_object_has_member (json, names[k]) ? 1 : 0;
      n += json_object_get_size (json) > known ? 1 : 0;
    }

  return n;
}

/* Panels in reading order, without rows, which have no ids in schema v2. */
static void
write_panels (const GPtrArray *panels, GString *out)
{
  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      if (!panel->is_row && !panel->is_tab)
        g_string_append_printf (out, "%d %s “%s” %u\n", panel->id, panel->type, panel->title,
                                count_queries (panel));
      write_panels (panel->children, out);
    }
}

static char *
shown_by (const char *text)
{
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, text, -1, NULL);
  GString *out = g_string_new (NULL);

  g_assert_nonnull (dashboard);
  g_string_append_printf (out, "%s, %u variables\n", dashboard->title, dashboard->variables->len);
  write_panels (dashboard->panels, out);
  return g_string_free (out, FALSE);
}

/* Filters, groups and switches come back as they were: what they say is compared as URLs say it. */
static void
test_choices (void)
{
  static const char text[] =
    "{'title':'T','panels':[],'templating':{'list':[{'name':'f','type':'adhoc','datasource':{'type'"
    ":'prometheus','uid':'p'},'enableGroupBy':true,'filters':[{'key':'a','operator':'=|','value':"
    "'b','values':['b','c']}]},{'name':'g','type':'groupby','multi':true,'datasource':{'type':"
    "'prometheus','uid':'p'},'current':{'text':['x','y'],'value':['x','y']}},{'name':'on','type':"
    "'switch','current':{'text':'1','value':'1'},'options':[{'value':'1'},{'value':'0'}]},{'name':"
    "'off','type':'switch','options':[{'value':'1'},{'value':'0'}]}]}}";
  static const char expected[] = "var-f=a%7C%3D__gfp__%7Cb%7Cc&var-g=x&var-g=y&var-on=1&var-off=0";
  g_autoptr (JsonObject) classic = object_of (text);
  g_autoptr (JsonObject) spec = oriel_convert_to_v2 (classic, ORIEL_SCHEMA_V2);
  g_autoptr (JsonObject) again = oriel_convert_to_classic (spec);
  JsonObject *forms[] = { classic, spec, again };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), forms[i]);
      g_autofree char *json = oriel_json_to_text (node, FALSE);
      OrielDashboard *dashboard = oriel_dashboard_read (NULL, json, -1, NULL);
      g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
      g_autofree char *url =
        oriel_variables_interpolate (variables, "$__all_variables", NULL, NULL, NULL);
      const OrielVariable *filters = oriel_dashboard_find_variable (dashboard, "f");

      g_assert_cmpstr (url, ==, expected);
      g_assert_cmpstr (filters->source.uid, ==, "p");
      g_assert_true (json_object_get_boolean_member (filters->json, "enableGroupBy"));
      oriel_dashboard_unref (dashboard);
    }
}

/* A dashboard of schema v2 as a classic one. */
static void
convert_v2 (Tally *tally, const char *path, const char *text, const OrielDraft *draft)
{
  g_autofree char *classic = oriel_draft_convert (draft, ORIEL_SCHEMA_CLASSIC, ORIEL_TEXT_JSON);
  g_autofree char *shown = shown_by (text);
  g_autofree char *shown_classic = shown_by (classic);

  tally->n_v2++;
  if (strcmp (shown, shown_classic) == 0)
    tally->v2_shown++;
  else
    printf ("# %s shows something else as a classic dashboard\n", path);
}

static void
convert_file (Tally *tally, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *shown_there = NULL;
  g_autofree char *shown_back = NULL;
  g_autoptr (OrielDraft) draft = NULL;
  g_autoptr (OrielDraft) other = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  draft = oriel_draft_new (NULL, text, -1, NULL);
  if (draft == NULL)
    return;
  if (oriel_draft_is_v2 (draft))
    {
      convert_v2 (tally, path, text, draft);
      return;
    }

  there = oriel_draft_convert (draft, ORIEL_SCHEMA_V2, ORIEL_TEXT_JSON);
  other = oriel_draft_new (NULL, there, -1, NULL);
  back = oriel_draft_convert (other, ORIEL_SCHEMA_CLASSIC, ORIEL_TEXT_JSON);
  shown = shown_by (text);
  shown_there = shown_by (there);
  shown_back = shown_by (back);
  tally->total++;
  tally->there += strcmp (shown, shown_there) == 0 ? 1 : 0;
  tally->back += strcmp (shown, shown_back) == 0 ? 1 : 0;
  if (strcmp (shown, shown_there) != 0 || strcmp (shown, shown_back) != 0)
    printf ("# %s shows something else\n", path);
}

static void
convert_folder (Tally *tally, const char *path)
{
  g_autoptr (GPtrArray) names = list_files (path, "");

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        convert_folder (tally, child);
      else if (g_str_has_suffix (child, ".json"))
        convert_file (tally, child);
    }
}

/* What a dashboard shows stays on the way there and back. */
static void
test_corpus (void)
{
  g_autofree char *corpus = oracle_shared_path_or_skip ("corpus/dashboards");
  Tally tally = { 0 };

  if (corpus == NULL)
    return;

  convert_folder (&tally, corpus);
  printf ("oracle convert-shown: %u of %u\n", tally.there, tally.total);
  printf ("oracle convert-shown-classic: %u of %u\n", tally.v2_shown, tally.n_v2);
  printf ("oracle convert-shown-back: %u of %u\n", tally.back, tally.total);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/convert/to-v2", test_to_v2);
  g_test_add_func ("/dashboard/convert/to-classic", test_to_classic);
  g_test_add_func ("/dashboard/convert/choices", test_choices);
  g_test_add_func ("/dashboard/convert/layouts", test_layouts);
  g_test_add_func ("/dashboard/convert/renew", test_renew);
  g_test_add_func ("/dashboard/convert/pairs", test_pairs);
  g_test_add_func ("/dashboard/convert/corpus", test_corpus);
  return g_test_run ();
}
