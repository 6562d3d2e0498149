/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The old graph panel → time series, bar chart, bar gauge, histogram.
 *
 * Rules: migrations.ts of Grafana's timeseries, barchart and histogram panels and
 * SingleStatBaseOptions.ts. Graphs before schema version 13 kept axes and thresholds in `grid`;
 * they are brought to the later form first (oriel-panel-migrate-old-graph.c).
 */

#include "config.h"

#include "dashboard/oriel-panel-migrate.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-graph-axes.h"
#include "dashboard/oriel-json-tree.h"

JsonObject *
oriel_legend_from_graph (JsonObject *graph)
{
  JsonObject *old = oriel_json_object (graph, "legend");
  JsonObject *legend = oriel_json_object_from_text (
    "{'displayMode': 'list', 'showLegend': true, 'placement': 'bottom', 'calcs': []}");

  if (old == NULL)
    return legend;

  if (!oriel_json_has_truthy (old, "show"))
    json_object_set_boolean_member (legend, "showLegend", FALSE);
  else if (oriel_json_has_truthy (old, "alignAsTable"))
    json_object_set_string_member (legend, "displayMode", "table");
  if (oriel_json_has_truthy (old, "rightSide"))
    json_object_set_string_member (legend, "placement", "right");
  if (oriel_json_has_truthy (old, "values"))
    json_object_set_array_member (legend, "calcs", oriel_reducers_of_legend (old));
  if (oriel_json_has_truthy (old, "sideWidth"))
    oriel_json_set_copy (legend, "width", oriel_json_member (old, "sideWidth"));

  return legend;
}

static JsonObject *
tooltip_from_graph (JsonObject *graph)
{
  JsonObject *old = oriel_json_object (graph, "tooltip");
  JsonObject *tooltip = oriel_json_object_from_text ("{'mode': 'single', 'sort': 'none'}");
  gint64 sort = oriel_json_int (old, "sort", 0);

  if (!oriel_json_has_truthy (old, "shared"))
    return tooltip;

  json_object_set_string_member (tooltip, "mode", "multi");
  if (sort == 1 || sort == 2)
    json_object_set_string_member (tooltip, "sort", sort == 1 ? "asc" : "desc");

  return tooltip;
}

static void
hide_from_legend (JsonArray *overrides, const char *reducer)
{
  JsonObject *match = oriel_json_object_from_text ("{'op': 'gte', 'value': 0}");
  JsonNode *options = json_node_init_object (json_node_alloc (), match);
  JsonArray *properties;

  json_object_set_string_member (match, "reducer", reducer);
  json_object_unref (match);
  properties = oriel_override_add_node (overrides, "byValue", options);
  oriel_property_add_object (
    properties, "custom.hideFrom",
    oriel_json_object_from_text ("{'tooltip': true, 'viz': false, 'legend': true}"));
}

static void
add_legend_rules (JsonArray *overrides, JsonObject *legend)
{
  if (oriel_json_has_truthy (legend, "hideZero"))
    hide_from_legend (overrides, "allIsZero");
  if (oriel_json_has_truthy (legend, "hideEmpty"))
    hide_from_legend (overrides, "allIsNull");
}

static void
set_points (JsonObject *custom, JsonObject *graph)
{
  JsonNode *radius = oriel_json_member (graph, "pointradius");

  if (oriel_json_has_truthy (graph, "points"))
    {
      json_object_set_string_member (custom, "showPoints", "always");
      if (oriel_json_is_number (radius))
        oriel_json_set_number (custom, "pointSize", 2 + json_node_get_double (radius) * 2);
    }
  else if (!g_str_equal (oriel_json_string (custom, "drawStyle", ""), "points"))
    json_object_set_string_member (custom, "showPoints", "never");
}

/* Old fills go from 0 to 10, bands were fixed, bars always solid. */
static void
set_fill (JsonObject *custom, JsonObject *graph, gboolean has_bands)
{
  JsonNode *fill = oriel_json_member (graph, "fill");
  double gradient = oriel_json_is_number (oriel_json_member (graph, "fillGradient"))
                      ? oriel_json_number (graph, "fillGradient", 0)
                      : 0;

  if (has_bands)
    json_object_set_int_member (custom, "fillOpacity", 35);
  else if (oriel_json_is_number (fill))
    oriel_json_set_number (custom, "fillOpacity", json_node_get_double (fill) * 10);

  if (gradient > 0)
    {
      json_object_set_string_member (custom, "gradientMode", "opacity");
      oriel_json_set_number (custom, "fillOpacity", gradient * 10);
    }

  if (g_str_equal (oriel_json_string (custom, "drawStyle", ""), "bars"))
    json_object_set_int_member (custom, "fillOpacity", 100);
}

static const char *
draw_style (JsonObject *graph)
{
  if (oriel_json_has_truthy (graph, "bars"))
    return "bars";

  return oriel_json_has_truthy (graph, "lines") ? "line" : "points";
}

static void
set_lines (JsonObject *custom, JsonObject *graph)
{
  json_object_set_string_member (custom, "drawStyle", draw_style (graph));
  set_points (custom, graph);
  oriel_json_set_copy (custom, "lineWidth", oriel_json_member (graph, "linewidth"));
  if (oriel_json_has_truthy (graph, "dashes"))
    json_object_set_object_member (custom, "lineStyle", oriel_graph_line_style (graph));
  if (oriel_json_has_truthy (graph, "steppedLine"))
    json_object_set_string_member (custom, "lineInterpolation", "stepAfter");

  json_object_set_boolean_member (
    custom, "spanNulls", g_str_equal (oriel_json_string (graph, "nullPointMode", ""), "connected"));
}

static JsonObject *
stacking (JsonObject *graph)
{
  JsonObject *stacking = oriel_json_object_from_text ("{'mode': 'normal', 'group': 'A'}");

  if (oriel_json_has_truthy (graph, "percentage"))
    json_object_set_string_member (stacking, "mode", "percent");

  return stacking;
}

/* Data links were options of the graph until every field had links. */
static void
keep_data_links (JsonObject *defaults, JsonObject *graph)
{
  JsonNode *links = oriel_json_member (oriel_json_object (graph, "options"), "dataLinks");

  if (oriel_json_node_array (links) != NULL && oriel_json_array (defaults, "links") == NULL)
    oriel_json_set_copy (defaults, "links", links);
}

static void
hide_time_axis (JsonArray *overrides, JsonObject *graph)
{
  JsonObject *axis = oriel_json_object (graph, "xaxis");

  if (axis == NULL || oriel_json_boolean (axis, "show", TRUE) ||
      !g_str_equal (oriel_json_string (axis, "mode", ""), "time"))
    return;

  oriel_property_add_string (oriel_override_add (overrides, "byType", "time"),
                             "custom.axisPlacement", "hidden");
}

void
oriel_panel_from_graph (JsonObject *panel, JsonObject *old)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  JsonObject *defaults = oriel_field_defaults (panel);
  JsonArray *overrides = oriel_field_overrides (panel);
  JsonObject *custom;
  gboolean has_bands;

  oriel_graph_modernize (old);
  oriel_graph_set_left_axis (defaults, old);
  custom = oriel_field_custom (panel);
  oriel_graph_add_alias_colors (overrides, old);
  has_bands = oriel_graph_add_series_overrides (overrides, old, defaults);

  set_lines (custom, old);
  set_fill (custom, old, has_bands);
  if (oriel_json_has_truthy (old, "stack"))
    json_object_set_object_member (custom, "stacking", stacking (old));
  oriel_json_set_copy (defaults, "nullValueMode", oriel_json_member (old, "nullPointMode"));
  keep_data_links (defaults, old);

  json_object_set_object_member (options, "legend", oriel_legend_from_graph (old));
  json_object_set_object_member (options, "tooltip", tooltip_from_graph (old));
  add_legend_rules (overrides, oriel_json_object (old, "legend"));
  oriel_graph_set_thresholds (defaults, old);
  hide_time_axis (overrides, old);
}

/* The reducers of an x axis by series. */
static JsonArray *
axis_reducers (JsonObject *graph)
{
  JsonArray *values = oriel_json_array (oriel_json_object (graph, "xaxis"), "values");
  JsonArray *reducers = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (values); i++)
    {
      const char *id = oriel_reducer_id_for_name (oriel_json_array_string (values, i));

      if (id != NULL)
        json_array_add_string_element (reducers, id);
    }

  if (values == NULL)
    json_array_add_string_element (reducers, "sum");

  return reducers;
}

void
oriel_panel_from_graph_to_bar_chart (JsonObject *panel, JsonObject *old)
{
  JsonArray *transformations = oriel_json_ensure_array (panel, "transformations");
  JsonObject *reduce = oriel_json_object_from_text ("{'id': 'reduce', 'options': {}}");

  json_object_set_array_member (oriel_json_object (reduce, "options"), "reducers",
                                axis_reducers (old));
  json_array_add_object_element (transformations, reduce);
  json_array_add_object_element (
    transformations, oriel_json_object_from_text ("{'id': 'transpose', 'options': {}}"));

  oriel_property_add_string (oriel_override_add (oriel_field_overrides (panel), "byName", "Field"),
                             "custom.axisPlacement", "hidden");
  json_object_set_int_member (oriel_json_ensure_object (panel, "options"), "groupWidth", 1);
}

void
oriel_panel_from_graph_to_bar_gauge (JsonObject *panel, JsonObject *old)
{
  JsonObject *options = oriel_json_object_from_text (
    "{'orientation': 'auto', 'reduceOptions': {'values': false, 'calcs': []}}");
  JsonObject *reduce = oriel_json_object (options, "reduceOptions");

  if (oriel_json_array (oriel_json_object (old, "xaxis"), "values") != NULL)
    json_object_set_array_member (reduce, "calcs", axis_reducers (old));

  json_object_set_object_member (options, "legend", oriel_legend_from_graph (old));
  json_object_set_object_member (oriel_field_defaults (panel), "color",
                                 oriel_json_object_from_text ("{'mode': 'palette-classic'}"));
  json_object_set_object_member (panel, "options", options);
}

void
oriel_panel_from_graph_to_histogram (JsonObject *panel, JsonObject *old)
{
  JsonObject *defaults = json_object_new ();
  JsonObject *custom = json_object_new ();

  if (oriel_json_has_truthy (old, "stack"))
    json_object_set_object_member (custom, "stacking", stacking (old));

  json_object_set_object_member (defaults, "custom", custom);
  json_object_set_object_member (oriel_json_object (panel, "fieldConfig"), "defaults", defaults);
  json_object_set_array_member (oriel_json_object (panel, "fieldConfig"), "overrides",
                                json_array_new ());
  json_object_set_object_member (
    panel, "options",
    oriel_json_object_from_text (
      "{'legend': {'displayMode': 'list', 'showLegend': true, 'placement': 'bottom', 'calcs': []},"
      " 'tooltip': {'mode': 'single', 'sort': 'none'}, 'combine': false}"));
}
