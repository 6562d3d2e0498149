/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was not touched comes back byte for byte; an edit changes its own place and no other. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-yaml.h"
#include "dashboard/oriel-dashboard-write.h"
#include "oracle.h"

static const char classic[] =
  "{\n"
  "  \"title\": \"Old\",\n"
  "  \"unknown\": {\"big\": 123456789012345678901, \"odd\": 1.50e+1, \"a\": \"\\u0041\"},\n"
  "  \"schemaVersion\": 42,\n"
  "  \"tags\": [\"a\"],\n"
  "  \"time\": {\"from\": \"now-1h\", \"to\": \"now\"},\n"
  "  \"templating\": {\"list\": [\n"
  "    {\"name\": \"v\", \"type\": \"custom\", \"query\": \"a,b\", \"multi\": true,\n"
  "     \"current\": {\"selected\": true, \"text\": [\"a\"], \"value\": [\"a\"]},\n"
  "     \"options\": [{\"selected\": true, \"text\": \"a\", \"value\": \"a\"},\n"
  "                 {\"selected\": false, \"text\": \"b\", \"value\": \"b\"}]},\n"
  "    {\"name\": \"t\", \"type\": \"textbox\", \"query\": \"x\"}\n"
  "  ]},\n"
  "  \"annotations\": {\"list\": [{\"name\": \"n\", \"enable\": true}]},\n"
  "  \"panels\": [\n"
  "    {\"id\": 1, \"type\": \"moon-phase\", \"title\": \"P1\", \"x-y\": 1.0,\n"
  "     \"gridPos\": {\"x\": 0, \"y\": 0, \"w\": 12, \"h\": 8}, \"options\": {\"a\": 1.0, \"b\": "
  "[2]}},\n"
  "    {\"id\": 2, \"type\": \"row\", \"title\": \"R\", \"collapsed\": true, \"panels\": [\n"
  "      {\"id\": 3, \"type\": \"stat\", \"title\": \"P3\", \"targets\": [{\"refId\": \"A\", "
  "\"expr\": \"up\"}]}\n"
  "    ]}\n"
  "  ]\n"
  "}\n";

static const char yaml_text[] =
  "# kept in git\n"
  "apiVersion: dashboard.grafana.app/v2\n"
  "kind: Dashboard\n"
  "metadata: {name: abc}\n"
  "spec:\n"
  "  title: 'T: 1' # the title\n"
  "  timeSettings: {from: now-1h, to: now}\n"
  "  annotations:\n"
  "    - kind: AnnotationQuery\n"
  "      spec: {name: n, enable: true}\n"
  "  variables:\n"
  "    - kind: SwitchVariable\n"
  "      spec: {name: s, current: 'false'}\n"
  "  elements:\n"
  "    p: # the first\n"
  "      kind: Panel\n"
  "      spec:\n"
  "        id: 7\n"
  "        title: Text\n"
  "        vizConfig: {kind: VizConfig, group: text, spec: {options: {mode: markdown}}}\n"
  "  layout:\n"
  "    kind: GridLayout\n"
  "    spec:\n"
  "      items:\n"
  "        - kind: GridLayoutItem\n"
  "          spec: {x: 0, y: 0, width: 8, height: 4, element: {kind: ElementReference, name: p}}\n";

static OrielDraft *
new_draft (const char *text)
{
  g_autoptr (GError) error = NULL;
  OrielDraft *draft = oriel_draft_new ("draft", text, -1, &error);

  g_assert_no_error (error);
  return draft;
}

/* `text` with each pair's first text replaced, once, by the second; NULL ends them. */
static char *
replaced (const char *text, const char *const *pairs)
{
  char *result = g_strdup (text);

  for (; *pairs != NULL; pairs += 2)
    {
      char *at = strstr (result, pairs[0]);
      g_autofree char *before = NULL;
      char *next;

      g_assert_nonnull (at);
      before = g_strndup (result, (gsize) (at - result));
      next = g_strconcat (before, pairs[1], at + strlen (pairs[0]), NULL);
      g_free (result);
      result = next;
    }

  return result;
}

static void
assert_text (const OrielDraft *draft, const char *text, const char *const *pairs)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = replaced (text, pairs);
  g_autofree char *actual = oriel_draft_to_text (draft, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (actual, ==, expected);
}

static JsonObject *
object_of (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, json, -1, 1 << 20, NULL);

  return json_object_ref (json_node_get_object (node));
}

static void
test_untouched (void)
{
  static const char *const texts[] = { classic, yaml_text };
  static const char *const none[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OrielDraft) draft = new_draft (texts[i]);

      g_assert_false (oriel_draft_is_changed (draft));
      assert_text (draft, texts[i], none);
    }
}

static void
test_head (void)
{
  static const char *const tags[] = { "a", "b", NULL };
  static const char *const pairs[] = {
    "\"Old\"",
    "\"New\"",
    "\"now-1h\"",
    "\"now-2d\"",
    "[\"a\"],\n  \"time\"",
    "[\"a\", \"b\"],\n  \"time\"",
    "\"enable\": true",
    "\"enable\": false",
    "\n  ]\n}\n",
    "\n  ],\n  \"refresh\": \"5s\",\n  \"timezone\": \"utc\"\n}\n",
    NULL
  };
  g_autoptr (OrielDraft) draft = new_draft (classic);

  oriel_draft_set_title (draft, "New");
  oriel_draft_set_tags (draft, tags);
  oriel_draft_set_time (draft, "now-2d", "now");
  oriel_draft_set_refresh (draft, "5s");
  oriel_draft_set_timezone (draft, "utc");
  g_assert_true (oriel_draft_set_annotation (draft, "n", FALSE));
  g_assert_false (oriel_draft_set_annotation (draft, "nobody", FALSE));
  g_assert_true (oriel_draft_is_changed (draft));
  assert_text (draft, classic, pairs);
}

static void
test_variables (void)
{
  static const char *const values[] = { "b", NULL };
  static const char *const pairs[] = {
    "\"text\": [\"a\"], \"value\": [\"a\"]",
    "\"text\": [\"b\"], \"value\": [\"b\"]",
    "{\"selected\": true, \"text\": \"a\"",
    "{\"selected\": false, \"text\": \"a\"",
    "{\"selected\": false, \"text\": \"b\"",
    "{\"selected\": true, \"text\": \"b\"",
    "\"query\": \"x\"}",
    "\"query\": \"b\", \"current\": {\"text\": \"b\", \"value\": \"b\"}}",
    NULL
  };
  g_autoptr (OrielDraft) draft = new_draft (classic);

  g_assert_true (oriel_draft_set_variable (draft, "v", values, values));
  g_assert_true (oriel_draft_set_variable (draft, "t", values, values));
  g_assert_false (oriel_draft_set_variable (draft, "nobody", values, values));
  assert_text (draft, classic, pairs);
}

static void
test_filters (void)
{
  static const char text[] = "{\"panels\":[],\"templating\":{\"list\":[{\"name\":\"f\",\"type\":"
                             "\"adhoc\",\"filters\":[]},{\"name\":\"v\",\"type\":\"custom\"}]}}";
  static const char *const pairs[] = {
    "\"filters\":[]", "\"filters\":[{\"key\":\"a\",\"operator\":\"=\",\"value\":\"b\"}]", NULL
  };
  g_autoptr (JsonObject) given = object_of ("{'list':[{'key':'a','operator':'=','value':'b'}]}");
  JsonArray *filters = json_object_get_array_member (given, "list");
  g_autoptr (OrielDraft) draft = new_draft (text);

  g_assert_true (oriel_draft_set_filters (draft, "f", filters));
  g_assert_false (oriel_draft_set_filters (draft, "v", filters));
  g_assert_false (oriel_draft_set_filters (draft, "nobody", filters));
  assert_text (draft, text, pairs);
}

/* Filters in the form of URLs, labels to group by as a list, the two values of a switch. */
static void
test_choices_by_kind (void)
{
  static const char text[] =
    "{\"panels\":[],\"templating\":{\"list\":["
    "{\"name\":\"f\",\"type\":\"adhoc\",\"filters\":[1]},"
    "{\"name\":\"g\",\"type\":\"groupby\",\"current\":{\"text\":[],\"value\":[]}},"
    "{\"name\":\"s\",\"type\":\"switch\",\"current\":{\"text\":\"no\",\"value\":\"no\"}}]}}";
  static const char *const pairs[] = {
    "[1]",
    "[{\"key\":\"a\",\"operator\":\"=|\",\"value\":\"b\",\"values\":[\"b\",\"c\"]}]",
    "\"text\":[],\"value\":[]",
    "\"text\":[\"x\"],\"value\":[\"x\"]",
    "\"text\":\"no\",\"value\":\"no\"",
    "\"text\":\"yes\",\"value\":\"yes\"",
    NULL
  };
  static const char *const filters[] = { "a|=__gfp__|b|c", NULL };
  static const char *const labels[] = { "x", NULL }, *const on[] = { "yes", NULL };
  g_autoptr (OrielDraft) draft = new_draft (text);

  g_assert_true (oriel_draft_set_variable (draft, "f", filters, filters));
  g_assert_true (oriel_draft_set_variable (draft, "g", labels, labels));
  g_assert_true (oriel_draft_set_variable (draft, "s", on, on));
  assert_text (draft, text, pairs);
}

static void
test_panels (void)
{
  static const char *const pairs[] = { "\"P1\"",   "\"One\"",      "\"x\": 0",
                                       "\"x\": 3", ", \"b\": [2]", ", \"b\": [2, 3]",
                                       "\"up\"",   "\"down\"",     NULL };
  g_autoptr (JsonObject) options = object_of ("{'a':1,'b':[2,3]}");
  g_autoptr (JsonObject) targets = object_of ("{'targets':[{'refId':'A','expr':'down'}]}");
  g_autoptr (OrielDraft) draft = new_draft (classic);

  g_assert_true (oriel_draft_set_panel_title (draft, 1, "One"));
  g_assert_true (oriel_draft_set_panel_grid (draft, 1, (OrielGridPos){ 3, 0, 12, 8 }));
  g_assert_true (oriel_draft_set_panel_options (draft, 1, options));
  g_assert_true (
    oriel_draft_set_panel_targets (draft, 3, json_object_get_array_member (targets, "targets")));
  g_assert_false (oriel_draft_set_panel_title (draft, 9, "x"));
  assert_text (draft, classic, pairs);
}

static void
test_add_and_remove (void)
{
  g_autoptr (JsonObject) panel =
    object_of ("{'type':'text','title':'N','gridPos':{'x':0,'y':9,'w':6,'h':3}}");
  g_autoptr (OrielDraft) draft = new_draft (classic);
  g_autofree char *text = NULL;
  g_autoptr (OrielDashboard) dashboard = NULL;

  g_assert_cmpint (oriel_draft_add_panel (draft, panel), ==, 4);
  g_assert_true (oriel_draft_remove_panel (draft, 1));
  g_assert_true (oriel_draft_remove_panel (draft, 2));
  g_assert_false (oriel_draft_remove_panel (draft, 2));

  text = oriel_draft_to_text (draft, NULL);
  dashboard = oriel_dashboard_read (NULL, text, -1, NULL);
  g_assert_cmpuint (dashboard->panels->len, ==, 2);
  g_assert_nonnull (oriel_dashboard_find_panel (dashboard, 3));
  g_assert_nonnull (oriel_dashboard_find_panel (dashboard, 4));
  g_assert_nonnull (strstr (text, "123456789012345678901"));
}

static void
test_yaml (void)
{
  static const char *const values[] = { "true", NULL };
  static const char *const pairs[] = { "'T: 1' # the title",
                                       "New # the title",
                                       "{from: now-1h, to: now}",
                                       "{from: \"now-2h\", to: now, \"autoRefresh\": \"1m\"}",
                                       "enable: true",
                                       "enable: false",
                                       "'false'",
                                       "\"true\"",
                                       "title: Text",
                                       "title: Words",
                                       "markdown",
                                       "\"html\"",
                                       "width: 8",
                                       "width: 9",
                                       NULL };
  g_autoptr (JsonObject) options = object_of ("{'mode':'html'}");
  g_autoptr (OrielDraft) draft = new_draft (yaml_text);

  g_assert_true (oriel_draft_is_v2 (draft));
  g_assert_cmpint (oriel_draft_get_kind (draft), ==, ORIEL_TEXT_YAML);
  oriel_draft_set_title (draft, "New");
  oriel_draft_set_time (draft, "now-2h", "now");
  oriel_draft_set_refresh (draft, "1m");
  g_assert_true (oriel_draft_set_annotation (draft, "n", FALSE));
  g_assert_true (oriel_draft_set_variable (draft, "s", values, values));
  g_assert_true (oriel_draft_set_panel_title (draft, 7, "Words"));
  g_assert_true (oriel_draft_set_panel_options (draft, 7, options));
  g_assert_true (oriel_draft_set_panel_grid (draft, 7, (OrielGridPos){ 0, 0, 9, 4 }));
  assert_text (draft, yaml_text, pairs);
}

static void
test_v2_panels (void)
{
  g_autoptr (JsonObject) panel = object_of (
    "{'type':'stat','title':'N','gridPos':{'x':0,'y':9,'w':6,'h':3},'targets':[{'refId':'A',"
    "'expr':'up','datasource':{'type':'prometheus','uid':'p'}}]}");
  g_autoptr (OrielDraft) draft = new_draft (yaml_text);
  g_autofree char *text = NULL;
  g_autoptr (OrielDashboard) dashboard = NULL;
  const OrielPanel *added;

  g_assert_cmpint (oriel_draft_add_panel (draft, panel), ==, 8);
  g_assert_true (oriel_draft_remove_panel (draft, 7));
  text = oriel_draft_to_text (draft, NULL);
  g_assert_true (g_str_has_prefix (text, "# kept in git\n"));
  dashboard = oriel_dashboard_read (NULL, text, -1, NULL);
  g_assert_cmpuint (dashboard->panels->len, ==, 1);
  added = oriel_dashboard_find_panel (dashboard, 8);
  g_assert_cmpstr (added->type, ==, "stat");
  g_assert_cmpint (added->grid.width, ==, 6);
  g_assert_cmpstr (((OrielTarget *) g_ptr_array_index (added->targets, 0))->source.uid, ==, "p");
}

/* A panel of an old dashboard becomes today's with the first edit that speaks of it so. */
static void
test_old (void)
{
  static const char old[] = "{\"title\":\"O\",\"schemaVersion\":12,\"mine\":1e3,\"rows\":[{"
                            "\"height\":\"100px\",\"panels\":[{\"id\":5,\"type\":\"graph\","
                            "\"title\":\"G\",\"span\":6}]}]}";
  static const char *const pairs[] = { "\"G\"", "\"H\"", NULL };
  g_autoptr (JsonObject) options = object_of ("{'legend':{'showLegend':false}}");
  g_autoptr (OrielDraft) draft = new_draft (old);
  g_autofree char *text = NULL;
  g_autoptr (OrielDashboard) dashboard = NULL;

  g_assert_true (oriel_draft_set_panel_title (draft, 5, "H"));
  assert_text (draft, old, pairs);
  g_assert_true (oriel_draft_set_panel_options (draft, 5, options));

  text = oriel_draft_to_text (draft, NULL);
  g_assert_nonnull (strstr (text, "\"mine\":1e3"));
  dashboard = oriel_dashboard_read (NULL, text, -1, NULL);
  g_assert_cmpint (dashboard->schema_version, ==, 42);
  g_assert_cmpstr (oriel_dashboard_find_panel (dashboard, 5)->type, ==, "timeseries");
  g_assert_cmpstr (oriel_dashboard_find_panel (dashboard, 5)->title, ==, "H");
}

/* What the reader would cut is not written back. */
static void
test_too_long (void)
{
  g_autoptr (GString) text =
    g_string_new ("{\"title\":\"t\",\"panels\":[{\"id\":1,\"targets\":[{}");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}]}");
  g_assert_null (oriel_draft_new ("long", text->str, (gssize) text->len, &error));
  g_assert_error (error, ORIEL_PATCH_ERROR, ORIEL_PATCH_ERROR_TOO_LARGE);
}

typedef struct
{
  guint n_files, n_equal, n_edited, n_local, n_removals, n_cuts, n_yaml, n_yaml_edited, n_old,
    n_upgraded;
  double seconds, slowest, slowest_upgrade;
} Tally;

/* Whether `now` is `text` but for one place, which is at most as long as `most`. */
static gboolean
differs_in_one_place (const char *text, const char *now, gsize most)
{
  gsize n = strlen (text), m = strlen (now), start = 0, end = 0;

  while (start < n && start < m && text[start] == now[start])
    start++;
  while (end < n - start && end < m - start && text[n - 1 - end] == now[m - 1 - end])
    end++;

  return n - start - end <= most && m - start - end <= most;
}

static void
edit_one (Tally *tally, const char *text, gsize length)
{
  g_autoptr (OrielDraft) draft = oriel_draft_new (NULL, text, (gssize) length, NULL);
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, text, (gssize) length, NULL);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *now = NULL;
  double seconds;

  oriel_draft_set_title (draft, "A title that nobody has");
  now = oriel_draft_to_text (draft, NULL);
  seconds = g_timer_elapsed (timer, NULL);
  tally->seconds += seconds;
  tally->slowest = MAX (tally->slowest, seconds);
  tally->n_edited++;
  if (now != NULL && differs_in_one_place (text, now, 60 + 2 * strlen (dashboard->title)))
    tally->n_local++;
}

/* Whether `now` is `text` with one piece cut out. */
static gboolean
is_cut (const char *text, const char *now)
{
  gsize n = strlen (text), m = strlen (now), start = 0, end = 0;

  while (start < m && text[start] == now[start])
    start++;
  while (end < m && text[n - 1 - end] == now[m - 1 - end])
    end++;

  return m < n && start + end >= m;
}

/* A panel that stands in no row, with an id that no other has: 0 when there is none. */
static int
plain_panel (const OrielDashboard *dashboard)
{
  for (guint i = 0; i < dashboard->panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (dashboard->panels, i);

      if (!panel->is_row && panel->id > 0 && dashboard->schema_version >= 16)
        return panel->id;
    }

  return 0;
}

/* Whether each panel below `node` has an id of its own; else the file is migrated first. */
static gboolean
has_own_ids (JsonNode *node, GHashTable *ids)
{
  JsonArray *array = oriel_json_node_array (node);
  JsonObject *object = oriel_json_node_object (node);
  JsonArray *panels = oriel_json_array (object, "panels");
  g_autoptr (GList) values = object != NULL ? json_object_get_values (object) : NULL;

  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      gint64 id = oriel_json_int (oriel_json_array_object (panels, i), "id", 0);

      if (id == 0 || !g_hash_table_add (ids, GINT_TO_POINTER ((int) id)))
        return FALSE;
    }

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    if (!has_own_ids (json_array_get_element (array, i), ids))
      return FALSE;
  for (GList *item = values; item != NULL; item = item->next)
    if (!has_own_ids (item->data, ids))
      return FALSE;

  return TRUE;
}

static void
remove_one (Tally *tally, const char *path, const char *text, gsize length)
{
  g_autoptr (OrielDraft) draft = oriel_draft_new (NULL, text, (gssize) length, NULL);
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, text, (gssize) length, NULL);
  g_autoptr (JsonNode) node =
    oriel_json_parse (NULL, text, (gssize) length, ORIEL_JSON_MAX_BYTES, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autofree char *now = NULL;
  int id = oriel_draft_is_v2 (draft) ? 0 : plain_panel (dashboard);

  if (id == 0 || !has_own_ids (node, ids))
    return;

  tally->n_removals++;
  g_assert_true (oriel_draft_remove_panel (draft, id));
  now = oriel_draft_to_text (draft, NULL);
  if (now != NULL && is_cut (text, now))
    tally->n_cuts++;
  else
    printf ("# %s: panel %d is not cut out\n", path, id);
}

/* The same dashboard as YAML. */
static void
edit_yaml (Tally *tally, const char *path, const char *text, gsize length)
{
  g_autoptr (JsonNode) node =
    oriel_json_parse (NULL, text, (gssize) length, ORIEL_JSON_MAX_BYTES, NULL);
  g_autofree char *yaml = oriel_yaml_to_text (node);
  g_autofree char *commented = g_strconcat ("# a comment\n", yaml, NULL);
  g_autoptr (OrielDraft) draft = oriel_draft_new (NULL, commented, -1, NULL);
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, commented, -1, NULL);
  g_autofree char *now = NULL;
  int id;

  if (draft == NULL || dashboard == NULL)
    return;

  tally->n_yaml++;
  id = plain_panel (dashboard);
  oriel_draft_set_title (draft, "A title that nobody has");
  oriel_draft_set_refresh (draft, "17s");
  if (id != 0 && !oriel_draft_is_v2 (draft))
    g_assert_true (oriel_draft_remove_panel (draft, id));
  now = oriel_draft_to_text (draft, NULL);
  if (now != NULL && g_str_has_prefix (now, "# a comment\n"))
    tally->n_yaml_edited++;
  else
    printf ("# %s: can't be edited as YAML\n", path);
}

static guint
count_panels (const GPtrArray *panels)
{
  guint n = panels->len;

  for (guint i = 0; i < panels->len; i++)
    n += count_panels (((const OrielPanel *) g_ptr_array_index (panels, i))->children);
  return n;
}

/* An older dashboard is brought to the present, in its text. */
static void
upgrade_one (Tally *tally, const char *path, const char *text, gsize length)
{
  g_autoptr (OrielDraft) draft = oriel_draft_new (NULL, text, (gssize) length, NULL);
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, text, (gssize) length, NULL);
  g_autoptr (OrielDashboard) now = NULL;
  g_autoptr (GTimer) timer = NULL;
  g_autofree char *written = NULL;
  int id = oriel_draft_is_v2 (draft) ? 0 : plain_panel (dashboard);

  if (id == 0 || dashboard->schema_version >= 42)
    return;

  tally->n_old++;
  timer = g_timer_new ();
  g_assert_true (oriel_draft_set_panel_grid (draft, id, (OrielGridPos){ 0, 0, 5, 5 }));
  written = oriel_draft_to_text (draft, NULL);
  tally->slowest_upgrade = MAX (tally->slowest_upgrade, g_timer_elapsed (timer, NULL));
  now = written != NULL ? oriel_dashboard_read (NULL, written, -1, NULL) : NULL;
  if (now != NULL && now->schema_version == 42 &&
      count_panels (now->panels) == count_panels (dashboard->panels) &&
      oriel_dashboard_find_panel (now, id)->grid.width == 5)
    tally->n_upgraded++;
  else
    printf ("# %s is not brought to the present\n", path);
}

static void
write_one (gpointer user_data, const char *path)
{
  Tally *tally = user_data;
  g_autofree char *text = NULL;
  g_autofree char *now = NULL;
  g_autoptr (OrielDraft) draft = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return;
  draft = oriel_draft_new (NULL, text, (gssize) length, NULL);
  if (draft == NULL)
    return;

  tally->n_files++;
  now = oriel_draft_to_text (draft, NULL);
  if (now != NULL && strlen (now) == length && memcmp (now, text, length) == 0)
    tally->n_equal++;
  else
    printf ("# %s does not come back\n", path);
  edit_one (tally, text, length);
  remove_one (tally, path, text, length);
  edit_yaml (tally, path, text, length);
  upgrade_one (tally, path, text, length);
}

static void
test_corpus (void)
{
  g_autofree char *path = oracle_shared_path_or_skip ("corpus/dashboards");
  Tally tally = { 0 };

  if (path == NULL)
    return;

  oracle_each_file (path, ".json", write_one, &tally);
  printf ("oracle write-untouched: %u of %u\n", tally.n_equal, tally.n_files);
  printf ("oracle write-one-edit: %u of %u\n", tally.n_local, tally.n_edited);
  printf ("oracle write-remove-panel: %u of %u\n", tally.n_cuts, tally.n_removals);
  printf ("oracle write-yaml: %u of %u\n", tally.n_yaml_edited, tally.n_yaml);
  printf ("oracle write-upgrade: %u of %u\n", tally.n_upgraded, tally.n_old);
  printf ("# bringing one to the present takes at most %.0f ms\n", 1000 * tally.slowest_upgrade);
  printf ("# an edit takes %.1f ms, at most %.1f ms\n",
          1000 * tally.seconds / MAX (tally.n_edited, 1), 1000 * tally.slowest);
  g_assert_cmpuint (tally.n_equal, ==, tally.n_files);
  g_assert_cmpuint (tally.n_local, ==, tally.n_edited);
  g_assert_cmpuint (tally.n_cuts, ==, tally.n_removals);
  g_assert_cmpuint (tally.n_yaml_edited, ==, tally.n_yaml);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/write/untouched", test_untouched);
  g_test_add_func ("/dashboard/write/head", test_head);
  g_test_add_func ("/dashboard/write/variables", test_variables);
  g_test_add_func ("/dashboard/write/filters", test_filters);
  g_test_add_func ("/dashboard/write/choices-by-kind", test_choices_by_kind);
  g_test_add_func ("/dashboard/write/panels", test_panels);
  g_test_add_func ("/dashboard/write/add-and-remove", test_add_and_remove);
  g_test_add_func ("/dashboard/write/yaml", test_yaml);
  g_test_add_func ("/dashboard/write/v2-panels", test_v2_panels);
  g_test_add_func ("/dashboard/write/old", test_old);
  g_test_add_func ("/dashboard/write/too-long", test_too_long);
  g_test_add_func ("/dashboard/write/corpus", test_corpus);
  return g_test_run ();
}
