/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Old pie charts, discrete panels, texts and XY charts.
 *
 * Rules: migrations.ts of Grafana's piechart, state-timeline, xychart and text panels.
 */

#include "config.h"

#include "dashboard/oriel-panel-migrate.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-graph-axes.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-mappings-upgrade.h"

/* Of an XY chart; each takes what they have in common. */
#define MAX_SERIES 100

static JsonArray *
value_and_percent (JsonObject *legend, JsonArray *list)
{
  if (oriel_json_has_truthy (legend, "values"))
    json_array_add_string_element (list, "value");
  if (oriel_json_has_truthy (legend, "percentage"))
    json_array_add_string_element (list, "percent");

  return list;
}

static void
set_pie_legend (JsonObject *options, JsonObject *old)
{
  JsonObject *old_legend = oriel_json_object (old, "legend");
  const char *type = oriel_json_string (old, "legendType", "");
  gboolean on_graph = g_str_equal (type, "On graph");
  JsonObject *legend = oriel_json_object_from_text (
    "{'placement': 'right', 'displayMode': 'table', 'showLegend': true, 'calcs': []}");

  json_object_set_array_member (legend, "values",
                                value_and_percent (old_legend, json_array_new ()));
  if (g_str_equal (type, "Under graph"))
    json_object_set_string_member (legend, "placement", "bottom");
  if (on_graph || (old_legend != NULL && !oriel_json_has_truthy (old_legend, "show")))
    json_object_set_boolean_member (legend, "showLegend", FALSE);
  json_object_set_object_member (options, "legend", legend);

  if (on_graph)
    {
      JsonArray *labels = oriel_json_ensure_array (options, "displayLabels");

      json_array_add_string_element (labels, "name");
      value_and_percent (old_legend, labels);
    }
}

static void
set_pie_reducer (JsonObject *options, const char *name)
{
  static const char *const names[] = { "current", "min", "max", "avg", "total" };
  JsonArray *calcs =
    oriel_json_ensure_array (oriel_json_ensure_object (options, "reduceOptions"), "calcs");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      json_array_add_string_element (calcs, oriel_reducer_id_for_name (name));
}

void
oriel_panel_from_old_pie_chart (JsonObject *panel, JsonObject *old)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  JsonObject *defaults = json_object_new ();
  JsonArray *overrides = json_array_new ();
  const char *type = oriel_json_string (old, "pieType", "");
  const char *reducer = oriel_json_string (old, "valueName", "");

  oriel_json_set_copy (defaults, "unit", oriel_json_member (old, "format"));
  oriel_json_set_number (defaults, "decimals", oriel_json_number (old, "decimals", 0));
  oriel_graph_add_alias_colors (overrides, old);
  json_object_set_object_member (oriel_json_object (panel, "fieldConfig"), "defaults", defaults);
  json_object_set_array_member (oriel_json_object (panel, "fieldConfig"), "overrides", overrides);

  set_pie_legend (options, old);
  if (*reducer != '\0')
    set_pie_reducer (options, reducer);
  if (g_str_equal (type, "pie") || g_str_equal (type, "donut"))
    json_object_set_string_member (options, "pieType", type);
}

/* The result of `value` in a map of values, made where it is missing. NULL for no value. */
static JsonObject *
result_for_value (JsonObject *values, JsonNode *value)
{
  g_autofree char *text = oriel_json_dup_scalar (value);

  return text != NULL && *text != '\0' ? oriel_json_ensure_object (values, text) : NULL;
}

static void
add_discrete_values (JsonObject *values, JsonObject *old)
{
  JsonArray *colors = oriel_json_array (old, "colorMaps");
  JsonArray *texts = oriel_json_array (old, "valueMaps");

  for (guint i = 0; i < oriel_json_array_length (colors); i++)
    {
      JsonObject *map = oriel_json_array_object (colors, i);
      JsonObject *result = NULL;

      if (oriel_json_has_truthy (map, "color"))
        result = result_for_value (values, oriel_json_member (map, "text"));
      if (result != NULL)
        oriel_json_set_copy (result, "color", oriel_json_member (map, "color"));
    }

  for (guint i = 0; i < oriel_json_array_length (texts); i++)
    {
      JsonObject *map = oriel_json_array_object (texts, i);
      JsonObject *result = NULL;

      if (oriel_json_has_truthy (map, "text"))
        result = result_for_value (values, oriel_json_member (map, "value"));
      if (result != NULL)
        oriel_json_set_copy (result, "text", oriel_json_member (map, "text"));
    }
}

/* Colours were given to texts: a value takes that of its text. */
static void
set_color_of_text (JsonObject *result, JsonObject *values)
{
  const char *text = oriel_json_string (result, "text", "");
  const char *color = oriel_json_short_string (oriel_json_object (values, text), "color");

  if (!oriel_json_has_truthy (result, "color") && color != NULL)
    json_object_set_string_member (result, "color", color);
}

static void
add_discrete_ranges (JsonArray *mappings, JsonObject *values, JsonArray *ranges)
{
  for (guint i = 0; i < oriel_json_array_length (ranges); i++)
    {
      JsonObject *range = oriel_json_array_object (ranges, i);
      JsonObject *result;

      if (!oriel_json_has_truthy (range, "text"))
        continue;

      result = oriel_mapping_result_new (oriel_json_member (range, "text"), NULL);
      set_color_of_text (result, values);
      json_array_add_object_element (
        mappings, oriel_mapping_new_range (oriel_json_member (range, "from"),
                                           oriel_json_member (range, "to"), result));
    }
}

static void
set_colors_of_texts (JsonObject *values)
{
  g_autoptr (GList) results = json_object_get_values (values);

  for (GList *item = results; item != NULL; item = item->next)
    set_color_of_text (json_node_get_object (item->data), values);
}

void
oriel_panel_from_discrete (JsonObject *panel, JsonObject *old)
{
  JsonObject *defaults = oriel_field_defaults (panel);
  JsonObject *values = json_object_new ();
  JsonArray *mappings = json_array_new ();

  add_discrete_values (values, old);
  set_colors_of_texts (values);
  json_array_add_object_element (mappings, oriel_mapping_new_values (json_object_ref (values)));
  add_discrete_ranges (mappings, values, oriel_json_array (old, "rangeMaps"));
  json_object_unref (values);

  if (oriel_json_has_truthy (old, "units"))
    oriel_json_set_copy (defaults, "unit", oriel_json_member (old, "units"));
  json_object_set_object_member (
    defaults, "custom", oriel_json_object_from_text ("{'fillOpacity': 100, 'lineWidth': 0}"));
  json_object_set_array_member (defaults, "mappings", mappings);
  json_object_set_boolean_member (oriel_json_ensure_object (panel, "options"), "mergeValues", TRUE);
}

static gboolean
is_text_mode (const char *mode)
{
  return g_str_equal (mode, "code") || g_str_equal (mode, "html") || g_str_equal (mode, "markdown");
}

/* Until 7.1 content and mode lay beside the options. */
void
oriel_panel_renew_text (JsonObject *panel)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");

  if (oriel_json_string (panel, "content", NULL) != NULL &&
      (oriel_panel_plugin_version (panel, 6.1) < 7.1 || json_object_get_size (options) == 0))
    {
      oriel_json_set_copy (options, "content", oriel_json_member (panel, "content"));
      oriel_json_set_copy (options, "mode", oriel_json_member (panel, "mode"));
    }

  oriel_json_remove (panel, "content");
  oriel_json_remove (panel, "mode");
  if (!is_text_mode (oriel_json_string (options, "mode", "")))
    json_object_set_string_member (options, "mode", "markdown");
}

/* `{matcher: {id, options}}`. */
static JsonObject *
new_matched (const char *id, JsonNode *options)
{
  JsonObject *matched = json_object_new ();
  JsonObject *matcher = oriel_json_ensure_object (matched, "matcher");

  json_object_set_string_member (matcher, "id", id);
  oriel_json_set_copy (matcher, "options", options);
  return matched;
}

/* A field by name, or any number. */
static JsonObject *
new_dimension (JsonNode *name)
{
  JsonObject *any;

  if (name != NULL)
    return new_matched ("byName", name);

  any = new_matched ("byType", NULL);
  json_object_set_string_member (oriel_json_object (any, "matcher"), "options", "number");
  return any;
}

static JsonArray *
rule_for_dimension (JsonArray *overrides, JsonObject *dimension)
{
  JsonObject *matcher = oriel_json_object (dimension, "matcher");
  const char *id = oriel_json_string (matcher, "id", "");

  return oriel_override_add_node (overrides, id,
                                  oriel_json_tree_copy (oriel_json_member (matcher, "options")));
}

/* What a series fixed for itself is a rule for its y field. */
static void
add_series_rules (JsonArray *overrides, JsonObject *old, JsonObject *y, JsonObject *custom)
{
  JsonObject *color = oriel_json_object (old, "pointColor");
  JsonObject *size = oriel_json_object (old, "pointSize");
  const char *fixed = oriel_json_string (color, "fixed", "");
  double fixed_size = oriel_json_number (size, "fixed", 0);
  double common = oriel_json_number (oriel_json_object (custom, "pointSize"), "fixed", 0);

  if (oriel_json_member (color, "field") == NULL && *fixed != '\0')
    oriel_property_add_object (rule_for_dimension (overrides, y), "color",
                               oriel_fixed_color_new (fixed));
  if (oriel_json_member (size, "field") == NULL && fixed_size != 0 && fixed_size != common)
    oriel_property_add_number (rule_for_dimension (overrides, y), "custom.pointSize.fixed",
                               fixed_size);
}

static void
set_mapped (JsonObject *series, const char *name, JsonObject *old, const char *member)
{
  JsonNode *field = oriel_json_member (oriel_json_object (old, member), "field");

  if (oriel_json_is_truthy (field))
    json_object_set_object_member (series, name, new_matched ("byName", field));
}

static JsonObject *
new_names_matcher (JsonObject *dims)
{
  JsonObject *matcher = json_object_new ();

  json_object_set_string_member (matcher, "id", "byNames");
  oriel_json_set_copy (matcher, "options", oriel_json_member (dims, "exclude"));
  return matcher;
}

static JsonObject *
new_series (JsonObject *panel, JsonObject *old, JsonObject *dims, gint64 frame)
{
  JsonObject *series = json_object_new ();
  JsonNode *x = oriel_json_member (old, "x");
  JsonArray *exclude = oriel_json_array (dims, "exclude");
  JsonObject *y = new_dimension (oriel_json_member (old, "y"));
  JsonObject *frame_match = new_matched ("byIndex", NULL);

  json_object_set_int_member (oriel_json_object (frame_match, "matcher"), "options", frame);
  json_object_set_object_member (series, "frame", frame_match);
  json_object_set_object_member (series, "x",
                                 new_dimension (x != NULL ? x : oriel_json_member (dims, "x")));
  add_series_rules (oriel_field_overrides (panel), old, y, oriel_field_custom (panel));
  if (oriel_json_array_length (exclude) > 0)
    json_object_set_object_member (y, "exclude", new_names_matcher (dims));
  json_object_set_object_member (series, "y", y);
  set_mapped (series, "color", old, "pointColor");
  set_mapped (series, "size", old, "pointSize");
  return series;
}

void
oriel_panel_renew_xy_chart (JsonObject *panel)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  JsonObject *dims = oriel_json_object (options, "dims");
  gboolean manual = g_str_equal (oriel_json_string (options, "seriesMapping", "auto"), "manual");
  JsonArray *old = oriel_json_array (options, "series");
  guint n = manual ? MIN (oriel_json_array_length (old), MAX_SERIES) : 1;
  JsonArray *series;

  if (oriel_panel_plugin_version (panel, 0) >= 11.1 ||
      oriel_json_member (options, "mapping") != NULL)
    return;

  series = json_array_new ();
  for (guint i = 0; i < n; i++)
    {
      JsonObject *own = manual ? oriel_json_array_object (old, i) : NULL;
      gint64 frame = oriel_json_int (dims, "frame", 0);

      json_array_add_object_element (
        series, new_series (panel, own, dims, manual ? oriel_json_int (own, "frame", i) : frame));
    }

  json_object_set_array_member (options, "series", series);
  json_object_set_string_member (options, "mapping", manual ? "manual" : "auto");
  oriel_json_remove (options, "dims");
  oriel_json_remove (options, "seriesMapping");
}
