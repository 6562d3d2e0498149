/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-panel-migrate.h: which panel goes through which function. */

#include "config.h"

#include "dashboard/oriel-panel-migrate.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-json-tree.h"

static const struct
{
  const char *old;
  const char *type;
  void (*convert) (JsonObject *panel, JsonObject *old);
} successors[] = {
  { "graph", "timeseries", oriel_panel_from_graph },
  { "graphite", "timeseries", oriel_panel_from_graph },
  { "graph", "barchart", oriel_panel_from_graph_to_bar_chart },
  { "graph", "bargauge", oriel_panel_from_graph_to_bar_gauge },
  { "graph", "histogram", oriel_panel_from_graph_to_histogram },
  { "singlestat", "stat", oriel_panel_from_single_stat },
  { "grafana-singlestat-panel", "stat", oriel_panel_from_single_stat },
  { "table-old", "table", oriel_panel_from_old_table },
  { "grafana-piechart-panel", "piechart", oriel_panel_from_old_pie_chart },
  { "natel-discrete-panel", "state-timeline", oriel_panel_from_discrete },
};

static const struct
{
  const char *type;
  void (*renew) (JsonObject *panel);
} renewals[] = {
  { "stat", oriel_panel_renew_stat },        { "bargauge", oriel_panel_renew_stat },
  { "gauge", oriel_panel_renew_gauge },      { "table", oriel_panel_renew_table },
  { "text", oriel_panel_renew_text },        { "heatmap", oriel_panel_renew_heatmap },
  { "xychart", oriel_panel_renew_xy_chart },
};

/* Members that every type of panel has; others are settings of a type that is gone. */
static const char *const common_members[] = {
  "alert",        "autoMigrateFrom", "cacheTimeout",    "collapsed",        "datasource",
  "description",  "fieldConfig",     "gridPos",         "hideTimeOverride", "id",
  "interval",     "libraryPanel",    "links",           "maxDataPoints",    "maxPerRow",
  "migratedFrom", "options",         "panels",          "pluginVersion",    "queryCachingTTL",
  "repeat",       "repeatDirection", "snapshotData",    "targets",          "timeFrom",
  "timeShift",    "title",           "transformations", "transparent",      "type",
};

double
oriel_panel_plugin_version (JsonObject *panel, double fallback)
{
  double version = oriel_number_parse_float (oriel_json_string (panel, "pluginVersion", NULL));

  return isnan (version) ? fallback : version;
}

static gboolean
is_common (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (common_members); i++)
    if (g_str_equal (common_members[i], name))
      return TRUE;

  return FALSE;
}

static JsonArray *
standard_properties (JsonArray *properties)
{
  JsonArray *kept = json_array_new ();

  for (guint i = 0; i < json_array_get_length (properties); i++)
    {
      JsonObject *property = oriel_json_array_object (properties, i);

      if (!g_str_has_prefix (oriel_json_string (property, "id", ""), "custom."))
        json_array_add_element (kept, json_array_dup_element (properties, i));
    }

  return kept;
}

static void
keep_standard_properties (JsonArray *overrides)
{
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonObject *rule = oriel_json_array_object (overrides, i);
      JsonArray *properties = oriel_json_array (rule, "properties");

      if (properties != NULL)
        json_object_set_array_member (rule, "properties", standard_properties (properties));
    }
}

/* What the old type set is no matter of the new one. */
static void
clear_settings (JsonObject *panel)
{
  g_autoptr (GList) names = json_object_get_members (panel);

  for (GList *item = names; item != NULL; item = item->next)
    if (!is_common (item->data))
      json_object_remove_member (panel, item->data);

  json_object_set_object_member (panel, "options", json_object_new ());
  json_object_set_object_member (oriel_field_defaults (panel), "custom", json_object_new ());
  keep_standard_properties (oriel_field_overrides (panel));
}

static void
convert_to_successor (JsonObject *panel, JsonArray *annotations)
{
  const char *from = oriel_json_string (panel, "autoMigrateFrom", NULL);
  const char *type = oriel_json_string (panel, "type", "");
  JsonObject *old;

  for (guint i = 0; from != NULL && i < G_N_ELEMENTS (successors); i++)
    {
      if (!g_str_equal (successors[i].old, from) || !g_str_equal (successors[i].type, type))
        continue;

      old = oriel_json_tree_copy_object (panel);
      clear_settings (panel);
      successors[i].convert (panel, old);
      oriel_graph_add_time_regions (old, annotations);
      json_object_unref (old);
      break;
    }

  /* So that what was converted is not converted again. */
  oriel_json_rename (panel, "autoMigrateFrom", "migratedFrom");
}

static void
renew (JsonObject *panel)
{
  const char *type = oriel_json_string (panel, "type", "");

  for (guint i = 0; i < G_N_ELEMENTS (renewals); i++)
    if (g_str_equal (renewals[i].type, type))
      {
        renewals[i].renew (panel);
        return;
      }
}

static void
migrate_panels (JsonArray *panels, JsonArray *annotations, gboolean with_nested)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (panel == NULL)
        continue;

      oriel_json_ensure_object (panel, "options");
      oriel_field_defaults (panel);
      oriel_field_overrides (panel);
      convert_to_successor (panel, annotations);
      renew (panel);
      if (with_nested)
        migrate_panels (oriel_json_array (panel, "panels"), annotations, FALSE);
    }
}

void
oriel_panels_migrate (JsonObject *root)
{
  JsonObject *annotations = oriel_json_ensure_object (root, "annotations");

  migrate_panels (oriel_json_array (root, "panels"), oriel_json_ensure_array (annotations, "list"),
                  TRUE);
}
