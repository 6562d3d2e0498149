/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Graphs of before schema version 13: axes and thresholds out of `grid`.
 *
 * Grafana did this in its migrations up to version 11; today's drops those settings. We keep
 * them, so that units and limits of old dashboards are not lost.
 */

#include "config.h"

#include "dashboard/oriel-graph-axes.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

static void
copy_as (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  oriel_json_set_copy (to, name, oriel_json_member (from, member));
}

typedef struct
{
  const char *format, *min, *max, *log_base, *label;
} AxisMembers;

static const AxisMembers sides[] = {
  { "y_format", "leftMin", "leftMax", "leftLogBase", "leftYAxisLabel" },
  { "y2_format", "rightMin", "rightMax", "rightLogBase", "rightYAxisLabel" },
};

static JsonObject *
old_axis (JsonObject *graph, guint side)
{
  JsonObject *axis = json_object_new ();
  JsonObject *grid = oriel_json_object (graph, "grid");
  JsonArray *formats = oriel_json_array (graph, "y_formats");
  const char *format = oriel_json_array_string (formats, side);

  if (format == NULL)
    format = oriel_json_string (graph, sides[side].format, "short");

  json_object_set_boolean_member (axis, "show", oriel_json_boolean (graph, "y-axis", TRUE));
  json_object_set_string_member (axis, "format", format);
  copy_as (axis, "min", grid, sides[side].min);
  copy_as (axis, "max", grid, sides[side].max);
  copy_as (axis, "logBase", grid, sides[side].log_base);
  copy_as (axis, "label", graph, sides[side].label);
  return axis;
}

static void
make_axes (JsonObject *graph)
{
  gboolean has_old = oriel_json_array (graph, "y_formats") != NULL ||
                     oriel_json_member (graph, "y_format") != NULL ||
                     oriel_json_object (graph, "grid") != NULL;
  JsonArray *axes;

  if (!has_old || oriel_json_array (graph, "yaxes") != NULL)
    return;

  axes = json_array_new ();
  json_array_add_object_element (axes, old_axis (graph, 0));
  json_array_add_object_element (axes, old_axis (graph, 1));
  json_object_set_array_member (graph, "yaxes", axes);
}

static void
add_threshold (JsonArray *thresholds, JsonObject *grid, const char *member, const char *operation)
{
  g_autofree char *color_member = g_strconcat (member, "Color", NULL);
  JsonObject *threshold;
  gboolean line = oriel_json_has_truthy (grid, "thresholdLine");

  if (oriel_json_member (grid, member) == NULL)
    return;

  threshold = json_object_new ();
  json_object_set_string_member (threshold, "op", operation);
  json_object_set_string_member (threshold, "colorMode", "custom");
  json_object_set_boolean_member (threshold, "line", line);
  json_object_set_boolean_member (threshold, "fill", !line);
  copy_as (threshold, "value", grid, member);
  copy_as (threshold, line ? "lineColor" : "fillColor", grid, color_member);
  json_array_add_object_element (thresholds, threshold);
}

static void
make_thresholds (JsonObject *graph)
{
  JsonObject *grid = oriel_json_object (graph, "grid");
  double first = oriel_json_number (grid, "threshold1", 0);
  double second = oriel_json_number (grid, "threshold2", first);
  const char *operation = first > second ? "lt" : "gt";
  JsonArray *thresholds;

  if (oriel_json_array (graph, "thresholds") != NULL ||
      oriel_json_member (grid, "threshold1") == NULL)
    return;

  thresholds = json_array_new ();
  add_threshold (thresholds, grid, "threshold1", operation);
  add_threshold (thresholds, grid, "threshold2", operation);
  json_object_set_array_member (graph, "thresholds", thresholds);
}

/* `legend: true` of the very first graphs. */
static void
make_legend (JsonObject *graph)
{
  JsonNode *node = oriel_json_member (graph, "legend");
  JsonObject *legend;

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return;

  legend = json_object_new ();
  json_object_set_boolean_member (legend, "show", oriel_json_is_truthy (node));
  json_object_set_object_member (graph, "legend", legend);
}

static JsonObject *
override_for_alias (JsonArray *overrides, const char *alias)
{
  JsonObject *override;

  for (guint i = 0; i < json_array_get_length (overrides); i++)
    if (g_strcmp0 (oriel_json_string (oriel_json_array_object (overrides, i), "alias", NULL),
                   alias) == 0)
      return oriel_json_array_object (overrides, i);

  override = json_object_new ();
  json_object_set_string_member (override, "alias", alias);
  json_array_add_object_element (overrides, override);
  return override;
}

/* `aliasYAxis: {errors: 2}`. More than this are not looked at. */
#define MAX_ALIASES 1000

static void
make_alias_axes (JsonObject *graph)
{
  JsonObject *aliases = oriel_json_object (graph, "aliasYAxis");
  JsonArray *overrides;
  JsonObjectIter iter;
  const char *alias;
  JsonNode *axis;

  if (aliases == NULL || json_object_get_size (aliases) > MAX_ALIASES)
    return;

  overrides = oriel_json_ensure_array (graph, "seriesOverrides");
  if (json_array_get_length (overrides) > MAX_ALIASES)
    return;

  json_object_iter_init_ordered (&iter, aliases);
  while (json_object_iter_next_ordered (&iter, &alias, &axis))
    oriel_json_set_copy (override_for_alias (overrides, alias), "yaxis", axis);
}

void
oriel_graph_modernize (JsonObject *graph)
{
  make_legend (graph);
  make_axes (graph);
  make_thresholds (graph);
  make_alias_axes (graph);
}
