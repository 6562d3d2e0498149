/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migration steps of single panels.
 *
 * Rules: public/app/features/dashboard/state/DashboardMigrator.ts of Grafana.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

static gboolean
is_of_type (JsonObject *panel, const char *type)
{
  return g_str_equal (oriel_json_string (panel, "type", ""), type);
}

typedef void (*PropertyFunc) (JsonObject *property);

/* Calls `func` for every property of every override of the panel. */
static void
for_each_override_property (JsonObject *panel, PropertyFunc func)
{
  JsonObject *config = oriel_json_object (panel, "fieldConfig");
  JsonArray *overrides = oriel_json_array (config, "overrides");

  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonObject *override = oriel_json_array_object (overrides, i);
      JsonArray *properties = oriel_json_array (override, "properties");

      for (guint k = 0; k < oriel_json_array_length (properties); k++)
        if (oriel_json_array_object (properties, k) != NULL)
          func (oriel_json_array_object (properties, k));
    }
}

/* An old table coloured from its first threshold on. */
void
oriel_migrate_10_table_thresholds (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *styles = is_of_type (panel, "table") ? oriel_json_array (panel, "styles") : NULL;

  for (guint i = 0; i < oriel_json_array_length (styles); i++)
    {
      JsonArray *thresholds = oriel_json_array (oriel_json_array_object (styles, i), "thresholds");

      if (oriel_json_array_length (thresholds) >= 3)
        json_array_remove_element (thresholds, 0);
    }
}

/* Copies all members but those listed. */
static JsonObject *
copy_without (JsonObject *object, const char *const *left_out, guint n)
{
  JsonObject *copy = oriel_json_tree_copy_object (object);

  for (guint i = 0; i < n; i++)
    if (json_object_has_member (copy, left_out[i]))
      json_object_remove_member (copy, left_out[i]);

  return copy;
}

static JsonArray *
reversed (JsonArray *array)
{
  JsonArray *copy = json_array_new ();

  for (guint i = json_array_get_length (array); i-- > 0;)
    json_array_add_element (copy, json_array_dup_element (array, i));

  return copy;
}

void
oriel_migrate_18_gauge_options (const OrielMigration *migration, JsonObject *panel)
{
  static const char *const left_out[] = {
    "options", "unit", "stat", "decimals", "prefix", "suffix"
  };
  JsonObject *old = oriel_json_object (panel, "options-gauge");
  JsonObject *options, *values;

  if (old == NULL)
    return;

  options = copy_without (old, left_out, G_N_ELEMENTS (left_out));
  values = json_object_new ();
  for (guint i = 1; i < G_N_ELEMENTS (left_out); i++)
    oriel_json_set_copy (values, left_out[i], oriel_json_member (old, left_out[i]));

  if (oriel_json_array (options, "thresholds") != NULL)
    json_object_set_array_member (options, "thresholds",
                                  reversed (oriel_json_array (options, "thresholds")));
  json_object_set_object_member (options, "valueOptions", values);
  json_object_set_object_member (panel, "options", options);
  json_object_remove_member (panel, "options-gauge");
}

void
oriel_migrate_22_table_align (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *styles = is_of_type (panel, "table") ? oriel_json_array (panel, "styles") : NULL;

  for (guint i = 0; i < oriel_json_array_length (styles); i++)
    if (oriel_json_array_object (styles, i) != NULL)
      json_object_set_string_member (oriel_json_array_object (styles, i), "align", "auto");
}

/* Until 7.0 "table" was another panel; what has styles was made for that one. */
void
oriel_migrate_24_old_table (const OrielMigration *migration, JsonObject *panel)
{
  if (is_of_type (panel, "table") && oriel_json_member (panel, "styles") != NULL &&
      g_strcmp0 (oriel_json_string (panel, "table", NULL), "table2") != 0)
    json_object_set_string_member (panel, "type", "table-old");
}

void
oriel_migrate_26_text2 (const OrielMigration *migration, JsonObject *panel)
{
  JsonObject *options = oriel_json_object (panel, "options");

  if (!is_of_type (panel, "text2"))
    return;

  json_object_set_string_member (panel, "type", "text");
  if (options != NULL && json_object_has_member (options, "angular"))
    json_object_remove_member (options, "angular");
}

static gboolean
has_id (JsonObject *object, const char *id)
{
  return g_str_equal (oriel_json_string (object, "id", ""), id);
}

static JsonObject *
new_transformation (const char *id)
{
  JsonObject *transformation = json_object_new ();

  json_object_set_string_member (transformation, "id", id);
  json_object_set_object_member (transformation, "options", json_object_new ());
  return transformation;
}

/* Labels to fields used to merge its frames. */
void
oriel_migrate_31_merge_labels (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *old = oriel_json_array (panel, "transformations");
  JsonArray *list;

  if (old == NULL)
    return;

  list = json_array_new ();
  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      json_array_add_element (list, json_array_dup_element (old, i));
      if (has_id (oriel_json_array_object (old, i), "labelsToFields"))
        json_array_add_object_element (list, new_transformation ("merge"));
    }

  json_object_set_array_member (panel, "transformations", list);
}

static JsonObject *
new_time_axis_override (void)
{
  JsonObject *override = json_object_new ();
  JsonObject *matcher = json_object_new ();
  JsonObject *property = json_object_new ();
  JsonArray *properties = json_array_new ();

  json_object_set_string_member (matcher, "id", "byType");
  json_object_set_string_member (matcher, "options", "time");
  json_object_set_string_member (property, "id", "custom.axisPlacement");
  json_object_set_string_member (property, "value", "auto");
  json_array_add_object_element (properties, property);
  json_object_set_object_member (override, "matcher", matcher);
  json_object_set_array_member (override, "properties", properties);
  return override;
}

/* Hidden axes did not hide the time axis. */
void
oriel_migrate_35_x_axis (const OrielMigration *migration, JsonObject *panel)
{
  JsonObject *config = oriel_json_object (panel, "fieldConfig");
  JsonObject *custom = oriel_json_object (oriel_json_object (config, "defaults"), "custom");

  if (is_of_type (panel, "timeseries") &&
      g_str_equal (oriel_json_string (custom, "axisPlacement", ""), "hidden"))
    json_array_add_object_element (oriel_json_ensure_array (config, "overrides"),
                                   new_time_axis_override ());
}

/* There were two ways to hide a legend. */
void
oriel_migrate_37_legend (const OrielMigration *migration, JsonObject *panel)
{
  JsonObject *legend = oriel_json_object (oriel_json_object (panel, "options"), "legend");
  gboolean shown;

  if (legend == NULL)
    return;

  shown = !g_str_equal (oriel_json_string (legend, "displayMode", ""), "hidden") &&
          oriel_json_boolean (legend, "showLegend", TRUE);
  json_object_set_boolean_member (legend, "showLegend", shown);
  if (!shown)
    json_object_set_string_member (legend, "displayMode", "list");
}

static const struct
{
  const char *display_mode;
  const char *type;
  const char *mode;
} cell_modes[] = {
  { "basic", "gauge", "basic" },
  { "gradient-gauge", "gauge", "gradient" },
  { "lcd-gauge", "gauge", "lcd" },
  { "color-background", "color-background", "gradient" },
  { "color-background-solid", "color-background", "basic" },
};

static JsonObject *
new_cell_options (const char *display_mode)
{
  JsonObject *options = json_object_new ();

  json_object_set_string_member (options, "type", display_mode);
  for (guint i = 0; i < G_N_ELEMENTS (cell_modes); i++)
    if (g_str_equal (cell_modes[i].display_mode, display_mode))
      {
        json_object_set_string_member (options, "type", cell_modes[i].type);
        json_object_set_string_member (options, "mode", cell_modes[i].mode);
      }

  return options;
}

static void
set_cell_options (JsonObject *property)
{
  const char *mode = oriel_json_string (property, "value", NULL);

  if (!has_id (property, "custom.displayMode"))
    return;

  json_object_set_string_member (property, "id", "custom.cellOptions");
  if (mode != NULL)
    json_object_set_object_member (property, "value", new_cell_options (mode));
  else if (oriel_json_member (property, "value") == NULL)
    json_object_set_object_member (property, "value", json_object_new ());
}

void
oriel_migrate_38_cell_options (const OrielMigration *migration, JsonObject *panel)
{
  JsonObject *config = oriel_json_object (panel, "fieldConfig");
  JsonObject *custom = oriel_json_object (oriel_json_object (config, "defaults"), "custom");
  const char *mode = oriel_json_string (custom, "displayMode", NULL);

  if (!is_of_type (panel, "table"))
    return;

  if (mode != NULL)
    json_object_set_object_member (custom, "cellOptions", new_cell_options (mode));
  if (custom != NULL && json_object_has_member (custom, "displayMode"))
    json_object_remove_member (custom, "displayMode");

  for_each_override_property (panel, set_cell_options);
}

/* `{refIdToStat: {A: "mean"}}` → `{A: {stat: "mean"}}`. */
static void
split_stats (JsonObject *transformation)
{
  JsonObject *options = oriel_json_object (transformation, "options");
  JsonObject *stats = oriel_json_object (options, "refIdToStat");
  JsonObject *split;
  JsonObjectIter iter;
  const char *ref_id;
  JsonNode *stat;

  if (stats == NULL || !has_id (transformation, "timeSeriesTable"))
    return;

  split = json_object_new ();
  json_object_iter_init_ordered (&iter, stats);
  while (json_object_iter_next_ordered (&iter, &ref_id, &stat))
    {
      JsonObject *settings = json_object_new ();

      oriel_json_set_copy (settings, "stat", stat);
      json_object_set_object_member (split, ref_id, settings);
    }

  json_object_set_object_member (transformation, "options", split);
}

void
oriel_migrate_39_time_series_table (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *list = oriel_json_array (panel, "transformations");

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    split_stats (oriel_json_array_object (list, i));
}

static void
hide_from_tooltip (JsonObject *property)
{
  JsonObject *value = oriel_json_object (property, "value");

  if (has_id (property, "custom.hideFrom") && oriel_json_boolean (value, "viz", FALSE))
    json_object_set_boolean_member (value, "tooltip", TRUE);
}

void
oriel_migrate_42_hide_from (const OrielMigration *migration, JsonObject *panel)
{
  for_each_override_property (panel, hide_from_tooltip);
}
