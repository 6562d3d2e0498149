/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-dashboard-migrate.h: the table of steps, what is given to every dashboard first
 * (defaults, unique ids) and last (types that are gone, reading order).
 */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-json-tree.h"

static const struct
{
  int version;
  OrielDashboardStep dashboard;
  OrielPanelStep panel;
} steps[] = {
  { 2, oriel_migrate_2_services, NULL },
  { 6, oriel_migrate_6_pulldowns, NULL },
  { 7, oriel_migrate_7_nav, NULL },
  { 8, NULL, oriel_migrate_8_influx_query },
  { 10, NULL, oriel_migrate_10_table_thresholds },
  { 12, oriel_migrate_12_variables, NULL },
  { 14, oriel_migrate_14_crosshair, NULL },
  { 16, oriel_migrate_16_grid, NULL },
  { 17, NULL, oriel_migrate_17_max_per_row },
  { 18, NULL, oriel_migrate_18_gauge_options },
  { 19, NULL, oriel_migrate_19_panel_links },
  { 20, NULL, oriel_migrate_20_link_variables },
  { 21, NULL, oriel_migrate_21_link_labels },
  { 22, NULL, oriel_migrate_22_table_align },
  { 23, oriel_migrate_23_multi_variables, NULL },
  { 24, NULL, oriel_migrate_24_old_table },
  { 26, NULL, oriel_migrate_26_text2 },
  { 27, oriel_migrate_27_repeats_and_constants, NULL },
  { 28, oriel_migrate_28_variable_tags, NULL },
  { 29, oriel_migrate_29_query_variables, NULL },
  { 30, NULL, oriel_migrate_30_mappings_and_tooltip },
  { 31, NULL, oriel_migrate_31_merge_labels },
  { 33, NULL, oriel_migrate_33_source_names },
  { 34, oriel_migrate_34_cloudwatch_annotations, oriel_migrate_34_cloudwatch_queries },
  { 35, NULL, oriel_migrate_35_x_axis },
  { 36, oriel_migrate_36_sources, oriel_migrate_36_panel_sources },
  { 37, NULL, oriel_migrate_37_legend },
  { 38, NULL, oriel_migrate_38_cell_options },
  { 39, NULL, oriel_migrate_39_time_series_table },
  { 40, oriel_migrate_40_refresh, NULL },
  { 41, oriel_migrate_41_time_options, NULL },
  { 42, NULL, oriel_migrate_42_hide_from },
};

static const struct
{
  const char *gone;
  const char *replacement;
} gone_types[] = {
  { "table-old", "table" },
  { "singlestat", "stat" },
  { "grafana-singlestat-panel", "stat" },
  { "grafana-piechart-panel", "piechart" },
  { "grafana-worldmap-panel", "geomap" },
  { "natel-discrete-panel", "state-timeline" },
};

static const char *
graph_replacement (JsonObject *panel)
{
  const char *mode = oriel_json_string (oriel_json_object (panel, "xaxis"), "mode", "time");

  if (g_str_equal (mode, "histogram"))
    return "histogram";
  if (!g_str_equal (mode, "series"))
    return "timeseries";

  return oriel_json_has_truthy (oriel_json_object (panel, "legend"), "values") ? "bargauge"
                                                                               : "barchart";
}

const char *
oriel_panel_replacement_type (JsonObject *panel)
{
  const char *type = oriel_json_string (panel, "type", "");

  if (g_str_equal (type, "graph") || g_str_equal (type, "graphite"))
    return graph_replacement (panel);

  for (guint i = 0; i < G_N_ELEMENTS (gone_types); i++)
    if (g_str_equal (gone_types[i].gone, type))
      return gone_types[i].replacement;

  return NULL;
}

static void
set_default_object (JsonObject *object, const char *member)
{
  if (oriel_json_member (object, member) == NULL)
    json_object_set_object_member (object, member, json_object_new ());
}

static void
set_default_array (JsonObject *object, const char *member)
{
  if (oriel_json_member (object, member) == NULL)
    json_object_set_array_member (object, member, json_array_new ());
}

/* A panel always has a query: an empty one of the panel's source. */
void
oriel_panel_ensure_target (JsonObject *panel)
{
  JsonArray *targets;
  JsonObject *target;

  if (oriel_json_array_length (oriel_json_array (panel, "targets")) > 0)
    return;

  target = json_object_new ();
  json_object_set_string_member (target, "refId", "A");
  targets = json_array_new ();
  json_array_add_object_element (targets, target);
  json_object_set_array_member (panel, "targets", targets);
}

static void
name_targets (JsonArray *targets)
{
  g_autoptr (OrielRefIds) ref_ids = oriel_ref_ids_new (targets);

  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    {
      JsonObject *target = oriel_json_array_object (targets, i);
      g_autofree char *ref_id = NULL;

      if (target == NULL || oriel_json_member (target, "refId") != NULL)
        continue;

      ref_id = oriel_ref_ids_next (ref_ids);
      json_object_set_string_member (target, "refId", ref_id);
    }
}

static void
set_panel_defaults (JsonArray *panels)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);
      JsonObject *field_config;

      if (panel == NULL)
        continue;

      if (oriel_json_member (panel, "targets") == NULL)
        oriel_panel_ensure_target (panel);
      name_targets (oriel_json_array (panel, "targets"));
      set_default_object (panel, "options");
      set_default_object (panel, "fieldConfig");
      field_config = oriel_json_object (panel, "fieldConfig");
      if (field_config != NULL)
        {
          set_default_object (field_config, "defaults");
          set_default_array (field_config, "overrides");
        }
    }
}

static void
set_defaults (JsonObject *root)
{
  JsonArray *rows = oriel_json_array (root, "rows");

  oriel_json_ensure_array (oriel_json_ensure_object (root, "templating"), "list");
  oriel_json_ensure_array (oriel_json_ensure_object (root, "annotations"), "list");

  set_panel_defaults (oriel_json_array (root, "panels"));
  for (guint i = 0; i < oriel_json_array_length (rows); i++)
    {
      JsonObject *row = oriel_json_array_object (rows, i);

      if (!oriel_json_has_truthy (row, "collapse"))
        set_panel_defaults (oriel_json_array (row, "panels"));
    }
}

static void
add_objects (JsonArray *array, GPtrArray *objects)
{
  for (guint i = 0; i < oriel_json_array_length (array); i++)
    if (oriel_json_array_object (array, i) != NULL)
      g_ptr_array_add (objects, oriel_json_array_object (array, i));
}

/* Every panel, wherever the layout keeps it, in the file's order. */
static GPtrArray *
collect_panels (JsonObject *root)
{
  GPtrArray *all = g_ptr_array_new ();
  JsonArray *panels = oriel_json_array (root, "panels");
  JsonArray *rows = oriel_json_array (root, "rows");

  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (panel == NULL)
        continue;
      g_ptr_array_add (all, panel);
      add_objects (oriel_json_array (panel, "panels"), all);
    }

  for (guint i = 0; i < oriel_json_array_length (rows); i++)
    add_objects (oriel_json_array (oriel_json_array_object (rows, i), "panels"), all);

  return all;
}

static gint64
panel_id (JsonObject *panel)
{
  JsonNode *node = oriel_json_member (panel, "id");
  gint64 id = oriel_json_is_number (node) ? oriel_json_int (panel, "id", 0) : 0;

  return id > 0 && id <= G_MAXINT ? id : 0;
}

/* Above this, counting on from the largest id could leave the range. */
#define MAX_ID_TO_COUNT_FROM 1000000000

static void
number_panels (const GPtrArray *panels)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  gint64 next = 1;

  for (guint i = 0; i < panels->len; i++)
    {
      gint64 id = panel_id (g_ptr_array_index (panels, i));

      g_hash_table_insert (used, GINT_TO_POINTER ((int) id), NULL);
      next = MAX (next, id + 1);
    }

  if (next > MAX_ID_TO_COUNT_FROM)
    next = 1;

  for (guint i = 0; i < panels->len; i++)
    {
      JsonObject *panel = g_ptr_array_index (panels, i);
      gpointer key = GINT_TO_POINTER ((int) panel_id (panel));

      if (key != NULL && g_hash_table_lookup (used, key) == NULL)
        {
          g_hash_table_insert (used, key, panel);
          continue;
        }

      while (g_hash_table_contains (used, GINT_TO_POINTER ((int) next)))
        next++;
      json_object_set_int_member (panel, "id", next++);
    }
}

static void
ensure_unique_ids (JsonObject *root)
{
  g_autoptr (GPtrArray) panels = collect_panels (root);

  number_panels (panels);
}

static void
run_panel_steps (const OrielMigration *migration, int from, int target, JsonObject *panel)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].panel != NULL && steps[i].version > from && steps[i].version <= target)
      steps[i].panel (migration, panel);
}

static void
migrate_panels (OrielMigration *migration, int from, int target, JsonArray *panels)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (panel == NULL)
        continue;

      run_panel_steps (migration, from, target, panel);
      if (migration->in_row)
        continue;

      migration->in_row = TRUE;
      migrate_panels (migration, from, target, oriel_json_array (panel, "panels"));
      migration->in_row = FALSE;
    }
}

static void
replace_gone_types (JsonObject *root)
{
  g_autoptr (GPtrArray) panels = collect_panels (root);

  for (guint i = 0; i < panels->len; i++)
    {
      JsonObject *panel = g_ptr_array_index (panels, i);
      const char *replacement = oriel_panel_replacement_type (panel);

      if (replacement == NULL)
        continue;

      json_object_set_string_member (panel, "autoMigrateFrom",
                                     oriel_json_string (panel, "type", ""));
      json_object_set_string_member (panel, "type", replacement);
    }
}

static int
compare_grid (gconstpointer a, gconstpointer b)
{
  JsonObject *left = oriel_json_object (*(JsonObject *const *) a, "gridPos");
  JsonObject *right = oriel_json_object (*(JsonObject *const *) b, "gridPos");
  double y_left = oriel_json_number (left, "y", 0), y_right = oriel_json_number (right, "y", 0);
  double x_left = oriel_json_number (left, "x", 0), x_right = oriel_json_number (right, "x", 0);

  if (y_left != y_right)
    return y_left < y_right ? -1 : 1;

  return (x_left > x_right) - (x_left < x_right);
}

/* Copies that an old Grafana stored of a repeated panel are made anew by repeating. */
static gboolean
is_stored_repeat (JsonObject *panel)
{
  return oriel_json_has_truthy (panel, "repeatPanelId") ||
         oriel_json_has_truthy (panel, "repeatedByRow");
}

/* g_ptr_array_sort() is a stable merge sort: equal places keep the file's order. */
static void
sort_panels (JsonObject *root)
{
  g_autoptr (GPtrArray) panels = g_ptr_array_new ();
  JsonArray *old = oriel_json_array (root, "panels");
  JsonArray *sorted = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (old); i++)
    {
      JsonObject *panel = oriel_json_array_object (old, i);

      if (panel != NULL && !is_stored_repeat (panel))
        g_ptr_array_add (panels, panel);
    }

  g_ptr_array_sort (panels, compare_grid);
  for (guint i = 0; i < panels->len; i++)
    json_array_add_object_element (sorted, json_object_ref (g_ptr_array_index (panels, i)));

  json_object_set_array_member (root, "panels", sorted);
}

void
oriel_dashboard_migrate (JsonObject *root,
                         int target,
                         const OrielKnownSource *sources,
                         guint n_sources)
{
  OrielMigration migration = { .root = root, .sources = sources, .n_sources = n_sources };
  gint64 version = CLAMP (oriel_json_int (root, "schemaVersion", 0), 0, G_MAXINT);

  set_defaults (root);
  ensure_unique_ids (root);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].dashboard != NULL && steps[i].version > version && steps[i].version <= target)
      steps[i].dashboard (&migration);

  /* Rows that the grid has made may have taken ids that are too large. */
  ensure_unique_ids (root);
  migrate_panels (&migration, (int) version, target, oriel_json_array (root, "panels"));
  replace_gone_types (root);
  sort_panels (root);
  json_object_set_int_member (root, "schemaVersion", MAX (version, target));
}
