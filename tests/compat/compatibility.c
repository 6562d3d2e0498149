/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints docs/compatibility.md: what the program supports, by its own tables, and how much real
 * dashboards use of it.
 *
 * Panel types, transformations, kinds of variables, types of data sources, matchers, properties,
 * reducers: the tables that the program itself works by. Options: each panel of the corpus is drawn
 * over made-up data while a spy notes which of its options are looked at. Only originals are
 * counted, not the copies that Grafana made of them. Ends with 77 where there is no corpus.
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "field/oriel-field-properties.h"
#include "field/oriel-matchers.h"
#include "field/oriel-units.h"
#include "leftovers.h"
#include "oracle.h"
#include "query/oriel-panel-data.h"
#include "spy.h"
#include "transform/oriel-transform.h"
#include "viz/oriel-panel-model.h"

#define NO_CORPUS 77
#define WIDTH_PX 480
#define HEIGHT_PX 300
#define MAX_ATTEMPTS 40 /* panels that are drawn to see an option looked at */
#define MAX_NAMED 4     /* options that are named beside a type */

/* How often something is used. */
typedef struct
{
  guint n; /* panels, uses */
  guint n_dashboards;
  guint last_dashboard; /* number of the last one it was counted in */
  gboolean is_supported;
} Use;

/* What panels of one type set, and what of it is looked at. */
typedef struct
{
  GHashTable *paths; /* path → Use */
  GHashTable *read;  /* set of paths */
  guint n_panels;
} Options;

typedef struct
{
  guint dashboard; /* number of the one at hand */
  guint n_panels, n_rows;
  GHashTable *types; /* as the file says → Use */
  GHashTable *drawn; /* type that is drawn → Options */
  GHashTable *transformations, *variables, *sources, *matchers, *properties, *reducers, *units;
  GHashTable *successors; /* old type → type it became */
} Count;

static GHashTable *
new_uses (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static Use *
count_use (const Count *count, GHashTable *uses, const char *name)
{
  g_autofree char *key = oriel_short_text (name);
  Use *use = g_hash_table_lookup (uses, key);

  if (use == NULL)
    {
      use = g_new0 (Use, 1);
      g_hash_table_insert (uses, g_steal_pointer (&key), use);
    }

  use->n++;
  if (use->last_dashboard != count->dashboard)
    use->n_dashboards++;
  use->last_dashboard = count->dashboard;
  return use;
}

static void
options_free (Options *options)
{
  g_hash_table_unref (options->paths);
  g_hash_table_unref (options->read);
  g_free (options);
}

static Options *
options_of (Count *count, const char *type)
{
  Options *options = g_hash_table_lookup (count->drawn, type);

  if (options != NULL)
    return options;

  options = g_new0 (Options, 1);
  options->paths = new_uses ();
  options->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (count->drawn, g_strdup (type), options);
  return options;
}

/* Data of many shapes; a panel type takes what it understands. */
static const char *const frame_texts[] = {
  "{'schema':{'refId':'A','fields':[{'name':'Time','type':'time'},{'name':'Value','type':'number',"
  "'labels':{'job':'a'}}]},'data':{'values':[[1700000000000,1700000060000,1700000120000],"
  "[1,20.5,90]]}}",
  "{'schema':{'refId':'B','fields':[{'name':'Time','type':'time'},{'name':'Value','type':'number',"
  "'labels':{'job':'b'}}]},'data':{'values':[[1700000000000,1700000060000,1700000120000],"
  "[1000,null,-2500]]}}",
};
static const char *const table_texts[] = {
  "{'schema':{'refId':'A','fields':[{'name':'text','type':'string'},{'name':'x','type':'number'},"
  "{'name':'y','type':'number'},{'name':'ok','type':'boolean'}]},'data':{'values':[['a','b','c'],"
  "[3,2,1],[1,5,2],[true,false,true]]}}",
};
static const char *const candle_texts[] = {
  "{'schema':{'refId':'A','fields':[{'name':'Time','type':'time'},{'name':'open','type':'number'},"
  "{'name':'high','type':'number'},{'name':'low','type':'number'},{'name':'close','type':'number'},"
  "{'name':'volume','type':'number'}]},'data':{'values':[[1700000000000,1700000060000,"
  "1700000120000],[1,2,3],[4,4,4],[0,1,1],[2,3,2],[10,20,5]]}}",
};
static const char *const bucket_texts[] = {
  "{'schema':{'refId':'A','meta':{'type':'heatmap-cells'},'fields':[{'name':'xMax','type':'time'},"
  "{'name':'yMin','type':'number'},{'name':'yMax','type':'number'},{'name':'count','type':"
  "'number'}]},'data':{'values':[[1700000060000,1700000060000,1700000120000],[0,1,0],[1,2,1],"
  "[3,0,7]]}}",
  "{'schema':{'refId':'A','name':'exemplar','meta':{'dataTopic':'annotations'},'fields':[{'name':"
  "'Time','type':'time'},{'name':'Value','type':'number'},{'name':'traceID','type':'string'}]},"
  "'data':{'values':[[1700000060000],[1.5],['a1']]}}",
};

static const struct
{
  const char *const *texts;
  guint n;
} shapes[] = {
  { frame_texts, G_N_ELEMENTS (frame_texts) },
  { table_texts, G_N_ELEMENTS (table_texts) },
  { candle_texts, G_N_ELEMENTS (candle_texts) },
  { bucket_texts, G_N_ELEMENTS (bucket_texts) },
};

static GPtrArray *
make_frames (guint shape)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < shapes[shape].n; i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (shapes[shape].texts[i]), "'", '"');
      g_autoptr (JsonNode) node = oriel_json_parse (NULL, text, -1, 10000, NULL);

      g_ptr_array_add (frames, oriel_frame_from_json (json_node_get_object (node), NULL));
    }

  return frames;
}

/* A panel that asks for a field of a name as its x finds one: the first number of each frame. */
static void
name_x (GPtrArray *frames, JsonObject *options)
{
  const char *name = oriel_json_string (options, "xField", NULL);

  for (guint i = 0; name != NULL && i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      gboolean is_named = FALSE;

      for (guint k = 0; k < frame->fields->len && !is_named; k++)
        {
          OrielField *field = oriel_frame_field (frame, k);

          is_named = field->type == ORIEL_FIELD_NUMBER;
          if (is_named)
            {
              g_free (field->name);
              field->name = g_strdup (name);
            }
        }
    }
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  OrielPanelData **data = user_data;

  *data = oriel_panel_job_finish (result, NULL);
}

static OrielPanelData *
run_job (OrielDashboard *dashboard, const OrielPanel *panel, OrielVariables *variables, guint shape)
{
  OrielPanelJob *job = g_new0 (OrielPanelJob, 1);
  OrielPanelData *data = NULL;

  job->data = oriel_panel_data_new (ORIEL_PANEL_DONE);
  job->data->range = (OrielTimeSpan){ 1700000000000, 1700000300000 };
  job->frames = make_frames (shape);
  name_x (job->frames, panel->options);
  job->dashboard = oriel_dashboard_ref (dashboard);
  job->panel = panel;
  job->variables = oriel_variables_ref (variables);
  job->builtins.zone = oriel_time_zone_get ("utc");
  job->builtins.range = job->data->range;
  oriel_panel_job_run_async (job, NULL, done_cb, &data);
  while (data == NULL)
    g_main_context_iteration (NULL, TRUE);

  return data;
}

/* Everything that a model answers. */
static void
ask_model (const OrielVizModel *model)
{
  g_autoptr (OrielScene) scene = model->klass->layout (model, WIDTH_PX, HEIGHT_PX, NULL);
  g_autofree char *title = NULL;
  OrielHit hit;

  g_free (model->klass->describe (model));
  if (model->klass->hit != NULL)
    model->klass->hit (model, scene, NULL, WIDTH_PX / 2., HEIGHT_PX / 2., &hit);
  if (model->klass->tips != NULL)
    {
      GArray *tips = model->klass->tips (model, NULL, 1700000060000, &title);

      if (tips != NULL)
        g_array_unref (tips);
    }
}

/* What overrides made of the options of each field. */
static void
watch_fields (const GPtrArray *frames, GHashTable *read)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint k = 0; k < frame->fields->len; k++)
        {
          const OrielField *field = oriel_frame_field (frame, k);

          if (field->config != NULL && field->config->custom != NULL)
            spy_watch (field->config->custom, "custom", read);
        }
    }
}

static void
draw (OrielDashboard *dashboard, const OrielPanel *panel, guint shape, GHashTable *read)
{
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (OrielPanelData) data = run_job (dashboard, panel, variables, shape);
  OrielPanelLook look = { .variables = variables,
                          .theme = oriel_theme_get (TRUE),
                          .zone = oriel_time_zone_get ("utc"),
                          .now_ms = 1700000300000 };
  g_autoptr (OrielVizModel) model = NULL;

  spy_watch (panel->options, "", read);
  watch_fields (data->frames, read);
  model = oriel_panel_model_new (panel, data, &look);
  ask_model (model);
  spy_stop ();
}

static void
add_path (const char *path, gpointer paths)
{
  g_ptr_array_add (paths, g_strdup (path));
}

/* The paths that a panel sets. */
static GPtrArray *
list_panel_paths (const OrielPanel *panel, JsonObject *custom)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  spy_list_paths (panel->options, "", add_path, paths);
  if (custom != NULL)
    spy_list_paths (custom, "custom", add_path, paths);
  return paths;
}

/* Whether one of `paths` was not looked at yet, and not looked for in vain too often. */
static gboolean
has_open_path (const Options *options, const GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      const Use *use = g_hash_table_lookup (options->paths, path);

      if (use->n <= MAX_ATTEMPTS && !g_hash_table_contains (options->read, path))
        return TRUE;
    }

  return FALSE;
}

static void
count_options (Count *count, OrielDashboard *dashboard, const OrielPanel *panel)
{
  Options *options = options_of (count, panel->type);
  JsonObject *defaults = oriel_json_object (panel->field_config, "defaults");
  JsonObject *custom = oriel_json_object (defaults, "custom");
  g_autoptr (GPtrArray) paths = list_panel_paths (panel, custom);

  options->n_panels++;
  for (guint i = 0; i < paths->len; i++)
    count_use (count, options->paths, g_ptr_array_index (paths, i));

  for (guint shape = 0; shape < G_N_ELEMENTS (shapes) && has_open_path (options, paths); shape++)
    {
      draw (dashboard, panel, shape, options->read);
    }
}

static void
count_field_config (Count *count, const OrielPanel *panel)
{
  JsonArray *overrides = oriel_json_array (panel->field_config, "overrides");

  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonObject *rule = oriel_json_array_object (overrides, i);
      JsonObject *matcher = oriel_json_object (rule, "matcher");
      JsonArray *properties = oriel_json_array (rule, "properties");
      const char *id = oriel_json_string (matcher, "id", "");
      g_autoptr (OrielFieldMatcher) known =
        oriel_field_matcher_new (id, oriel_json_member (matcher, "options"));

      count_use (count, count->matchers, id)->is_supported |= known != NULL;
      for (guint k = 0; k < oriel_json_array_length (properties); k++)
        {
          const char *property =
            oriel_json_string (oriel_json_array_object (properties, k), "id", "");

          if (!g_str_has_prefix (property, "custom."))
            count_use (count, count->properties, property)->is_supported =
              oriel_field_property_find (property) != NULL;
        }
    }
}

/* `prefix:x`, `time:FORMAT` and the like are made of a family's name and anything. */
static gboolean
is_known_unit (const char *id)
{
  static const char *const families[] = { "prefix:", "suffix:",   "time:", "si:",
                                          "count:",  "currency:", "bool:" };
  guint n = 0;
  const OrielUnit *units = oriel_units_list (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (units[i].id, id) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_has_prefix (id, families[i]))
      return TRUE;

  return FALSE;
}

static void
count_unit (Count *count, const OrielPanel *panel)
{
  const char *unit =
    oriel_json_string (oriel_json_object (panel->field_config, "defaults"), "unit", "");

  if (*unit != '\0')
    count_use (count, count->units, unit)->is_supported = is_known_unit (unit);
}

static gboolean
is_known_source (const char *type)
{
  return g_strv_contains (oriel_dashboard_supported_source_types (), type);
}

static void
count_queries (Count *count, const OrielPanel *panel)
{
  g_autoptr (GHashTable) counted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < panel->targets->len; i++)
    {
      const OrielTarget *target = g_ptr_array_index (panel->targets, i);
      const char *type = target->source.type;

      if (type != NULL && g_hash_table_add (counted, (gpointer) type))
        count_use (count, count->sources, type)->is_supported = is_known_source (type);
    }

  for (guint i = 0; i < oriel_json_array_length (panel->transformations); i++)
    {
      const char *id =
        oriel_json_string (oriel_json_array_object (panel->transformations, i), "id", "");

      count_use (count, count->transformations, id)->is_supported =
        oriel_transform_find (id) != NULL;
    }
}

static void
count_reducers (Count *count, const OrielPanel *panel)
{
  static const char *const paths[] = { "reduceOptions.calcs", "legend.calcs" };

  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    {
      JsonArray *calcs = oriel_json_node_array (oriel_json_path (panel->options, paths[p]));

      for (guint i = 0; i < oriel_json_array_length (calcs); i++)
        {
          const char *id = oriel_json_array_string (calcs, i);

          if (id != NULL)
            count_use (count, count->reducers, id)->is_supported = oriel_reducer_find (id) != NULL;
        }
    }
}

static void
count_panels (Count *count, OrielDashboard *dashboard, const GPtrArray *panels)
{
  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);
      const char *type = panel->old_type != NULL ? panel->old_type : panel->type;

      count_panels (count, dashboard, panel->children);
      if (panel->is_row || panel->is_tab)
        {
          count->n_rows++;
          continue;
        }

      count->n_panels++;
      count_use (count, count->types, type)->is_supported = oriel_viz_is_supported (panel->type);
      if (panel->old_type != NULL && strcmp (panel->old_type, panel->type) != 0)
        g_hash_table_insert (count->successors, g_strdup (type), g_strdup (panel->type));
      count_queries (count, panel);
      count_field_config (count, panel);
      count_reducers (count, panel);
      count_unit (count, panel);
      if (oriel_viz_is_supported (panel->type))
        count_options (count, dashboard, panel);
    }
}

static void
count_variables (Count *count, const OrielDashboard *dashboard)
{
  for (guint i = 0; i < dashboard->variables->len; i++)
    {
      const OrielVariable *variable = g_ptr_array_index (dashboard->variables, i);

      count_use (count, count->variables, variable->type)->is_supported =
        oriel_dashboard_is_variable_supported (variable);
    }
}

static void
count_file (Count *count, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, NULL, NULL);

  if (dashboard == NULL)
    return;

  count->dashboard++;
  count_panels (count, dashboard, dashboard->panels);
  count_variables (count, dashboard);
}

/* What Grafana made of an original. */
static gboolean
is_derived (const char *path)
{
  return strstr (path, "/grafana-devenv-as-v2beta1/") != NULL ||
         strstr (path, "/grafana-devenv-migrated-v42/") != NULL ||
         strstr (path, ".output-") != NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
count_folder (Count *count, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        count_folder (count, child);
      else if (g_str_has_suffix (child, ".json") && !is_derived (child))
        count_file (count, child);
    }
}

/* Names by use, then by the alphabet. */
static int
compare_uses (gconstpointer a, gconstpointer b, gpointer uses)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  const Use *one = g_hash_table_lookup (uses, first), *other = g_hash_table_lookup (uses, second);

  return one->n != other->n ? (one->n > other->n ? -1 : 1) : strcmp (first, second);
}

static GPtrArray *
sorted_names (GHashTable *uses)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, uses);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort_with_data (names, compare_uses, uses);
  return names;
}

/* A table of the document. */
typedef struct
{
  const char *title, *text;
  const char *what; /* the names are */
  const char *n;    /* is counted */
  const char *no;   /* what the lack of support means */
} Table;

static void
print_uses (const Table *table, GHashTable *uses)
{
  g_autoptr (GPtrArray) names = sorted_names (uses);

  printf ("\n## %s\n\n%s\n\n| %s | supported | %s | dashboards |\n| --- | --- | ---: | ---: |\n",
          table->title, table->text, table->what, table->n);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const Use *use = g_hash_table_lookup (uses, name);

      printf ("| %s%s%s | %s | %u | %u |\n", *name != '\0' ? "`" : "",
              *name != '\0' ? name : "(none)", *name != '\0' ? "`" : "",
              use->is_supported ? "yes" : table->no, use->n, use->n_dashboards);
    }
}

/* The most used options of a type that are never looked at; NULL when all are. Free with g_free().
 */
static char *
list_unread (const Count *count, const char *type)
{
  const Options *options = g_hash_table_lookup (count->drawn, type);
  g_autoptr (GPtrArray) names = options != NULL ? sorted_names (options->paths) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *path = g_ptr_array_index (names, i);

      if (g_hash_table_contains (options->read, path) || leftover_find (type, path) != NULL)
        continue;
      if (n++ < MAX_NAMED)
        g_string_append_printf (text, "%s`%s`", n > 1 ? ", " : "", path);
    }
  if (n > MAX_NAMED)
    g_string_append_printf (text, " and %u more", n - MAX_NAMED);

  return n > 0 ? g_strdup (text->str) : NULL;
}

static void
print_type (const Count *count, const char *name)
{
  const Use *use = g_hash_table_lookup (count->types, name);
  const char *successor = g_hash_table_lookup (count->successors, name);
  g_autofree char *unread = list_unread (count, successor != NULL ? successor : name);

  printf ("| `%s`", *name != '\0' ? name : "(none)");
  if (successor != NULL)
    printf (" → `%s`", successor);
  printf (" | %s | %s | %u | %u |\n",
          !use->is_supported ? "**no**"
          : unread != NULL   ? "partly"
                             : "yes",
          use->is_supported && unread != NULL && successor == NULL ? unread : "", use->n,
          use->n_dashboards);
}

static void
print_types (const Count *count)
{
  g_autoptr (GPtrArray) names = sorted_names (count->types);

  printf (
    "\n## Panel types\n\nPartly: drawn, but options are set that are not looked at. Known "
    "leftovers, "
    "which Grafana does not read either, are not\ncounted: see below. What is not drawn is shown "
    "as a "
    "table of its data, which says so.\n\n| panel type | supported | not looked at | panels | "
    "dashboards |\n| --- | --- | --- | ---: | ---: |\n");
  for (guint i = 0; i < names->len; i++)
    print_type (count, g_ptr_array_index (names, i));
}

static const char *
looked_at (const Options *options, const char *type, const char *path)
{
  if (g_hash_table_contains (options->read, path))
    return "yes";
  return leftover_find (type, path) != NULL ? "leftover" : "**no**";
}

static void
print_leftovers (void)
{
  const Leftover *leftover;

  printf (
    "\n## Leftovers\n\nOptions that dashboards carry and Grafana 13 itself does not read, with "
    "all that lies within them.\n\n| panel type | option | why |\n| --- | --- | --- |\n");
  for (guint i = 0; (leftover = leftover_nth (i)) != NULL; i++)
    printf ("| %s | `%s` | %s |\n", leftover->type, leftover->path, leftover->reason);
}

static void
print_options (const Count *count)
{
  g_autoptr (GList) types =
    g_list_sort (g_hash_table_get_keys (count->drawn), (GCompareFunc) strcmp);

  printf (
    "\n## Options\n\nOf each type that is drawn: the options of its panels (those of fields "
    "begin with `custom`) as they are after\nmigration, whether they are looked at, and how many "
    "panels set them. Of overrides, see below.\n");
  for (GList *item = types; item != NULL; item = item->next)
    {
      const Options *options = g_hash_table_lookup (count->drawn, item->data);
      g_autoptr (GPtrArray) names = sorted_names (options->paths);

      printf ("\n### %s (%u panels)\n\n| option | looked at | panels |\n| --- | --- | ---: |\n",
              (const char *) item->data, options->n_panels);
      for (guint i = 0; i < names->len; i++)
        {
          const char *path = g_ptr_array_index (names, i);

          printf ("| `%s` | %s | %u |\n", path, looked_at (options, item->data, path),
                  ((const Use *) g_hash_table_lookup (options->paths, path))->n);
        }
    }
}

/* What the table has beyond what is used. */
static void
add_unused_transformations (Count *count)
{
  const OrielTransformInfo *info;

  for (guint i = 0; (info = oriel_transform_nth (i)) != NULL; i++)
    if (!g_hash_table_contains (count->transformations, info->id))
      {
        Use *use = g_new0 (Use, 1);

        use->is_supported = TRUE;
        g_hash_table_insert (count->transformations, g_strdup (info->id), use);
      }
}

static const Table tables[] = {
  { "Transformations", "Those that no dashboard uses are at the end.", "transformation", "uses",
    "**no**" },
  { "Variables", "By kind.", "kind", "variables", "**no**" },
  { "Data sources",
    "By the type that queries name. Of others, data that is stored in the dashboard is shown.",
    "type", "panels", "**no**" },
  { "Matchers of overrides", "By id.", "matcher", "uses", "**no**" },
  { "Standard properties of overrides", "By id.", "property", "uses", "**no**" },
  { "Reducers", "Of values and legends.", "reducer", "uses", "**no**" },
  { "Units", "Of a panel's defaults. Any other text stands behind the number, as in Grafana.",
    "unit", "panels", "as text" },
};

static void
print_document (Count *count)
{
  GHashTable *uses[] = { count->transformations, count->variables, count->sources, count->matchers,
                         count->properties,      count->reducers,  count->units };

  G_STATIC_ASSERT (G_N_ELEMENTS (uses) == G_N_ELEMENTS (tables));
  printf ("# What of Grafana's dashboards Oriel does\n\n"
          "Made by `tests/compat/compatibility.c` out of the program's own tables and a corpus of "
          "real dashboards; not written\nby hand. Counted are %u dashboards as their authors have "
          "them, with %u panels and %u rows and tabs.\n",
          count->dashboard, count->n_panels, count->n_rows);
  print_types (count);
  add_unused_transformations (count);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    print_uses (&tables[i], uses[i]);
  print_options (count);
  print_leftovers ();
}

int
main (void)
{
  g_autofree char *path = oracle_shared_path ("corpus/dashboards");
  Count count = { 0 };

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      fprintf (stderr, "no corpus/dashboards: set ORIEL_SHARED to the folder that has it\n");
      return NO_CORPUS;
    }

  count.types = new_uses ();
  count.drawn =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) options_free);
  count.transformations = new_uses ();
  count.variables = new_uses ();
  count.sources = new_uses ();
  count.matchers = new_uses ();
  count.properties = new_uses ();
  count.reducers = new_uses ();
  count.units = new_uses ();
  count.successors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  count_folder (&count, path);
  print_document (&count);
  return 0;
}
