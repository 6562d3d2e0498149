/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Single value panels: the old singlestat → stat, and older options of stat, gauge, bar gauge.
 *
 * Rules: SingleStatBaseOptions.ts, StatMigrations.ts and the gauge's migrations.ts of Grafana.
 */

#include "config.h"

#include "dashboard/oriel-panel-migrate.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-mappings-upgrade.h"

/* "50, 80" and three colours → steps from -∞, 50, 80. */
static void
set_thresholds (JsonObject *defaults, JsonObject *old)
{
  const char *text = oriel_json_string (old, "thresholds", "");
  JsonArray *colors = oriel_json_array (old, "colors");
  g_auto (GStrv) levels = g_strsplit (text, ",", -1);
  guint n_levels = g_strv_length (levels);
  JsonArray *steps;

  if (*text == '\0' || colors == NULL)
    return;

  steps = json_array_new ();
  for (guint i = 0; i < json_array_get_length (colors) && i <= n_levels; i++)
    {
      double value = i > 0 ? oriel_number_from_string (levels[i - 1]) : -INFINITY;

      if (!isnan (value))
        json_array_add_object_element (
          steps, oriel_threshold_step_new (value, oriel_json_array_string (colors, i)));
    }

  json_object_set_object_member (defaults, "thresholds", oriel_thresholds_config_new (steps));
}

static JsonObject *
mapping_of_value (JsonObject *map, JsonObject *thresholds)
{
  g_autofree char *value = oriel_json_dup_scalar (oriel_json_member (map, "value"));
  JsonObject *result, *options;

  if (value == NULL)
    return NULL;

  result = oriel_mapping_result_new (oriel_json_member (map, "text"), thresholds);
  if (g_str_equal (value, "null"))
    return oriel_mapping_new_null (result);

  options = json_object_new ();
  json_object_set_object_member (options, value, result);
  return oriel_mapping_new_values (options);
}

static JsonObject *
mapping_of_range (JsonObject *map, JsonObject *thresholds)
{
  JsonObject *result = oriel_mapping_result_new (oriel_json_member (map, "text"), thresholds);

  if (g_str_equal (oriel_json_string (map, "from", ""), "null") ||
      g_str_equal (oriel_json_string (map, "to", ""), "null"))
    return oriel_mapping_new_null (result);

  return oriel_mapping_new_range (oriel_json_member (map, "from"), oriel_json_member (map, "to"),
                                  result);
}

/* 1: by value, 2: by range; where it is not said, the list that has something. */
static gint64
mapping_type (JsonObject *old)
{
  gint64 type = oriel_json_int (old, "mappingType", 0);

  if (type != 0)
    return type;
  if (oriel_json_array_length (oriel_json_array (old, "valueMaps")) > 0)
    return 1;

  return oriel_json_array_length (oriel_json_array (old, "rangeMaps")) > 0 ? 2 : 0;
}

static void
set_mappings (JsonObject *defaults, JsonObject *old)
{
  gint64 type = mapping_type (old);
  JsonArray *maps = oriel_json_array (old, type == 1 ? "valueMaps" : "rangeMaps");
  JsonObject *thresholds = oriel_json_object (defaults, "thresholds");
  JsonArray *mappings;

  if (type != 1 && type != 2)
    return;

  mappings = json_array_new ();
  for (guint i = 0; i < oriel_json_array_length (maps); i++)
    {
      JsonObject *map = oriel_json_array_object (maps, i);
      JsonObject *mapping = NULL;

      if (map != NULL)
        mapping =
          type == 1 ? mapping_of_value (map, thresholds) : mapping_of_range (map, thresholds);
      if (mapping != NULL)
        json_array_add_object_element (mappings, mapping);
    }

  if (json_array_get_length (mappings) > 0)
    json_object_set_array_member (defaults, "mappings", mappings);
  else
    json_array_unref (mappings);
}

static void
copy_truthy (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  if (oriel_json_has_truthy (from, member))
    oriel_json_set_copy (to, name, oriel_json_member (from, member));
}

static JsonObject *
defaults_from_single_stat (JsonObject *old)
{
  JsonObject *defaults = json_object_new ();
  JsonObject *gauge = oriel_json_object (old, "gauge");

  copy_truthy (defaults, "unit", old, "format");
  copy_truthy (defaults, "nullValueMode", old, "nullPointMode");
  copy_truthy (defaults, "noValue", old, "nullText");
  oriel_json_set_copy (defaults, "decimals", oriel_json_member (old, "decimals"));
  set_thresholds (defaults, old);
  set_mappings (defaults, old);

  if (oriel_json_has_truthy (gauge, "show"))
    {
      oriel_json_set_copy (defaults, "min", oriel_json_member (gauge, "minValue"));
      oriel_json_set_copy (defaults, "max", oriel_json_member (gauge, "maxValue"));
    }

  return defaults;
}

static JsonObject *
reduce_options_of (JsonObject *old)
{
  JsonObject *reduce = json_object_new ();
  JsonArray *calcs = json_array_new ();
  const char *reducer = oriel_reducer_id_for_name (oriel_json_string (old, "valueName", NULL));
  const char *column = oriel_json_string (old, "tableColumn", "");
  g_autofree char *fields = g_strdup_printf ("/^%s$/", column);

  json_array_add_string_element (calcs, reducer != NULL ? reducer : "mean");
  json_object_set_array_member (reduce, "calcs", calcs);
  if (*column != '\0')
    json_object_set_string_member (reduce, "fields", fields);

  return reduce;
}

static const char *
color_mode_of (JsonObject *old)
{
  if (oriel_json_has_truthy (old, "colorBackground"))
    return "background";

  return oriel_json_has_truthy (old, "colorValue") ? "value" : "none";
}

void
oriel_panel_from_single_stat (JsonObject *panel, JsonObject *old)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  JsonObject *defaults = defaults_from_single_stat (old);
  JsonObject *sparkline = oriel_json_object (old, "sparkline");
  gboolean has_graph = oriel_json_has_truthy (sparkline, "show");
  const char *line_color = oriel_json_string (sparkline, "lineColor", "");
  const char *color_mode = color_mode_of (old);

  if (has_graph && *line_color != '\0' && g_str_equal (color_mode, "none"))
    json_object_set_object_member (defaults, "color", oriel_fixed_color_new (line_color));
  json_object_set_object_member (oriel_json_object (panel, "fieldConfig"), "defaults", defaults);

  json_object_set_object_member (options, "reduceOptions", reduce_options_of (old));
  json_object_set_string_member (options, "orientation", "horizontal");
  json_object_set_string_member (options, "graphMode", has_graph ? "area" : "none");
  json_object_set_string_member (options, "colorMode", color_mode);
  if (g_str_equal (oriel_json_string (old, "valueName", ""), "name"))
    json_object_set_string_member (options, "textMode", "name");
}

/* Before 6.2: `valueOptions`, `thresholds`, `valueMappings` side by side. */
static void
move_value_options (JsonObject *options)
{
  static const char *const moved[] = { "valueMappings", "thresholds", "valueOptions", "minValue",
                                       "maxValue" };
  JsonObject *values = oriel_json_object (options, "valueOptions");
  JsonObject *fields, *defaults;
  const char *stat = oriel_reducer_id_for_name (oriel_json_string (values, "stat", NULL));

  if (values == NULL)
    return;

  fields = json_object_new ();
  defaults = oriel_json_ensure_object (fields, "defaults");
  oriel_json_set_copy (fields, "mappings", oriel_json_member (options, "valueMappings"));
  oriel_json_set_copy (fields, "thresholds", oriel_json_member (options, "thresholds"));
  oriel_json_set_copy (defaults, "unit", oriel_json_member (values, "unit"));
  oriel_json_set_copy (defaults, "decimals", oriel_json_member (values, "decimals"));
  oriel_json_set_copy (defaults, "min", oriel_json_member (options, "minValue"));
  oriel_json_set_copy (defaults, "max", oriel_json_member (options, "maxValue"));
  if (stat != NULL)
    json_array_add_string_element (oriel_json_ensure_array (fields, "calcs"), stat);

  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    oriel_json_remove (options, moved[i]);
  json_object_set_object_member (options, "fieldOptions", fields);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  double left = oriel_json_number (*(JsonObject *const *) a, "value", -INFINITY);
  double right = oriel_json_number (*(JsonObject *const *) b, "value", -INFINITY);

  return (left > right) - (left < right);
}

/* Steps in order; the first is the base whatever it says. */
static JsonArray *
sorted_steps (JsonArray *old)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  JsonArray *steps = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    if (oriel_json_array_object (old, i) != NULL)
      g_ptr_array_add (sorted, oriel_json_array_object (old, i));

  g_ptr_array_sort (sorted, compare_steps);
  for (guint i = 0; i < sorted->len; i++)
    {
      JsonObject *step = g_ptr_array_index (sorted, i);
      double value = i > 0 ? oriel_json_number (step, "value", -INFINITY) : -INFINITY;

      json_array_add_object_element (
        steps, oriel_threshold_step_new (value, oriel_json_string (step, "color", NULL)));
    }

  return steps;
}

/* Before 6.6: thresholds as a plain list, in the options, the field options or its defaults. */
static void
set_threshold_steps (JsonObject *options, JsonObject *fields)
{
  JsonObject *defaults = oriel_json_ensure_object (fields, "defaults");
  JsonArray *steps = oriel_json_array (defaults, "thresholds");

  if (steps == NULL)
    steps = oriel_json_array (fields, "thresholds");
  if (steps == NULL)
    steps = oriel_json_array (options, "thresholds");
  if (steps == NULL)
    return;

  json_object_set_object_member (defaults, "thresholds",
                                 oriel_thresholds_config_new (sorted_steps (steps)));
  oriel_json_remove (fields, "thresholds");
  oriel_json_remove (options, "thresholds");
}

static void
set_color_mode (JsonObject *defaults)
{
  const char *fixed = oriel_json_string (defaults, "color", NULL);
  JsonObject *color = oriel_json_object (defaults, "color");

  if (fixed != NULL)
    json_object_set_object_member (defaults, "color", oriel_fixed_color_new (fixed));
  else if (color == NULL && oriel_json_object (defaults, "thresholds") != NULL)
    json_object_set_object_member (defaults, "color",
                                   oriel_json_object_from_text ("{'mode': 'thresholds'}"));
  else if (color != NULL && !oriel_json_has_truthy (color, "mode"))
    oriel_json_remove (defaults, "color");
}

static void
swap_limits (JsonObject *defaults)
{
  double min = oriel_json_number (defaults, "min", NAN);
  double max = oriel_json_number (defaults, "max", NAN);

  if (min > max)
    {
      oriel_json_set_number (defaults, "min", max);
      oriel_json_set_number (defaults, "max", min);
    }
}

/* Before 7.0 field config was an option: `fieldOptions`. */
static void
move_field_options (JsonObject *panel, JsonObject *options)
{
  JsonObject *fields = oriel_json_object (options, "fieldOptions");
  JsonObject *defaults = oriel_field_defaults (panel);
  JsonArray *overrides = oriel_json_array (fields, "overrides");
  JsonObject *reduce;

  if (fields == NULL)
    return;

  oriel_json_copy_members (defaults, oriel_json_object (fields, "defaults"));
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    json_array_add_element (oriel_field_overrides (panel),
                            oriel_json_tree_copy (json_array_get_element (overrides, i)));

  reduce = json_object_new ();
  oriel_json_set_copy (reduce, "values", oriel_json_member (fields, "values"));
  oriel_json_set_copy (reduce, "limit", oriel_json_member (fields, "limit"));
  oriel_json_set_copy (reduce, "calcs", oriel_json_member (fields, "calcs"));
  json_object_set_object_member (options, "reduceOptions", reduce);
  oriel_json_remove (options, "fieldOptions");
}

static void
renew_field_options (JsonObject *options, double version)
{
  JsonObject *fields = oriel_json_object (options, "fieldOptions");
  JsonObject *defaults;

  if (fields == NULL)
    return;

  defaults = oriel_json_ensure_object (fields, "defaults");
  if (oriel_json_member (fields, "mappings") != NULL)
    oriel_json_set_copy (defaults, "mappings", oriel_json_member (fields, "mappings"));
  if (version >= 6.6)
    return;

  if (oriel_json_member (fields, "override") != NULL)
    oriel_json_remove (fields, "overrides");
  set_threshold_steps (options, fields);
  set_color_mode (defaults);
  swap_limits (defaults);
}

/* Before 8.0 percent had limits of its own accord. */
static void
set_percent_limits (JsonObject *defaults)
{
  const char *unit = oriel_json_string (defaults, "unit", "");
  gboolean is_percent = g_str_equal (unit, "percent");

  if (!is_percent && !g_str_equal (unit, "percentunit"))
    return;

  if (!oriel_json_is_number (oriel_json_member (defaults, "min")))
    json_object_set_int_member (defaults, "min", 0);
  if (!oriel_json_is_number (oriel_json_member (defaults, "max")))
    json_object_set_int_member (defaults, "max", is_percent ? 100 : 1);
}

void
oriel_panel_renew_stat (JsonObject *panel)
{
  double version = oriel_panel_plugin_version (panel, 6.1);
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  JsonObject *defaults = oriel_field_defaults (panel);

  if (version < 6.2)
    move_value_options (options);
  if (version < 7.0)
    {
      renew_field_options (options, version);
      move_field_options (panel, options);
      oriel_mappings_upgrade (defaults, "mappings", oriel_json_object (defaults, "thresholds"));
    }
  if (version < 7.1 && oriel_json_member (defaults, "title") != NULL)
    oriel_json_rename (defaults, "title", "displayName");
  if (version < 8.0)
    set_percent_limits (defaults);
}

/* The radial gauge came with 12.4, beside the old one, and replaced it in 13. Panels of between are
 * told apart by the sizes of the old one, which it always saved. */
static gboolean
is_old_gauge (JsonObject *panel, JsonObject *options)
{
  double version = oriel_panel_plugin_version (panel, 8);

  if (version >= 13 || oriel_json_has_truthy (options, "shape"))
    return FALSE;

  return version < 12.4 || oriel_json_member (options, "sizing") != NULL ||
         oriel_json_member (options, "minVizWidth") != NULL ||
         oriel_json_member (options, "minVizHeight") != NULL;
}

void
oriel_panel_renew_gauge (JsonObject *panel)
{
  static const char *const gone[] = { "sizing", "minVizHeight", "minVizWidth" };
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  const char *color_mode;

  oriel_panel_renew_stat (panel);
  if (!is_old_gauge (panel, options))
    return;

  /* The markers were drawn only where colours came from thresholds. */
  color_mode =
    oriel_json_string (oriel_json_object (oriel_field_defaults (panel), "color"), "mode", "");
  if (oriel_json_has_truthy (options, "showThresholdMarkers") &&
      !g_str_equal (color_mode, "thresholds"))
    json_object_set_boolean_member (options, "showThresholdMarkers", FALSE);

  /* A name that was given is shown, also of a value that is alone. */
  if (oriel_json_has_truthy (options, "displayName"))
    json_object_set_string_member (options, "textMode", "value_and_name");

  json_object_set_boolean_member (options, "sparkline", FALSE);
  json_object_set_object_member (options, "effects",
                                 oriel_json_object_from_text ("{'gradient': false}"));
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    oriel_json_remove (options, gone[i]);
}
