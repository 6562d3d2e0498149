/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The old graph's thresholds and time regions. See oriel-graph-axes.h. */

#include "config.h"

#include "dashboard/oriel-graph-axes.h"

#include <math.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-panel-migrate.h"

static const char *
threshold_color (JsonObject *threshold)
{
  const char *mode = oriel_json_string (threshold, "colorMode", "");
  const char *fill = oriel_json_string (threshold, "fillColor", "");

  if (g_str_equal (mode, "warning"))
    return "orange";
  if (g_str_equal (mode, "custom"))
    return *fill != '\0' ? fill : oriel_json_string (threshold, "lineColor", "red");

  return "red";
}

static gboolean
compares (JsonObject *threshold, const char *operation)
{
  return g_str_equal (oriel_json_string (threshold, "op", ""), operation);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double left = oriel_json_number (*(JsonObject *const *) a, "value", 0);
  double right = oriel_json_number (*(JsonObject *const *) b, "value", 0);

  return (left > right) - (left < right);
}

static GPtrArray *
sorted_thresholds (JsonObject *graph)
{
  JsonArray *array = oriel_json_array (graph, "thresholds");
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    if (oriel_json_array_object (array, i) != NULL)
      g_ptr_array_add (sorted, oriel_json_array_object (array, i));

  g_ptr_array_sort (sorted, compare_values);
  return sorted;
}

/* What is under the value has the colour; above, that of the next one, if it goes on. */
static void
add_less_than (JsonArray *steps, JsonObject *threshold, JsonObject *next)
{
  double value = oriel_json_number (threshold, "value", 0);

  if (json_array_get_length (steps) == 0)
    json_array_add_object_element (
      steps, oriel_threshold_step_new (-INFINITY, threshold_color (threshold)));

  json_array_add_object_element (steps, oriel_threshold_step_new (value, compares (next, "lt")
                                                                           ? threshold_color (next)
                                                                           : "transparent"));
}

static JsonArray *
threshold_steps (const GPtrArray *sorted)
{
  JsonArray *above = json_array_new ();
  JsonArray *steps = json_array_new ();

  for (guint i = 0; i < sorted->len; i++)
    {
      JsonObject *threshold = g_ptr_array_index (sorted, i);
      JsonObject *next = i + 1 < sorted->len ? g_ptr_array_index (sorted, i + 1) : NULL;

      if (compares (threshold, "gt"))
        json_array_add_object_element (
          above, oriel_threshold_step_new (oriel_json_number (threshold, "value", 0),
                                           threshold_color (threshold)));
      else if (compares (threshold, "lt"))
        add_less_than (above, threshold, next);
    }

  /* What lies under the first one has no colour. */
  if (oriel_json_member (oriel_json_array_object (above, 0), "value") != NULL)
    json_array_add_object_element (steps, oriel_threshold_step_new (-INFINITY, "transparent"));
  for (guint i = 0; i < json_array_get_length (above); i++)
    json_array_add_element (steps, json_array_dup_element (above, i));

  json_array_unref (above);
  return steps;
}

static gboolean
any_has (const GPtrArray *thresholds, const char *member)
{
  for (guint i = 0; i < thresholds->len; i++)
    if (oriel_json_has_truthy (g_ptr_array_index (thresholds, i), member))
      return TRUE;

  return FALSE;
}

void
oriel_graph_set_thresholds (JsonObject *defaults, JsonObject *graph)
{
  g_autoptr (GPtrArray) sorted = sorted_thresholds (graph);
  JsonObject *style;
  const char *mode = "line";

  if (sorted->len == 0)
    return;

  if (any_has (sorted, "fill"))
    mode = any_has (sorted, "line") ? "line+area" : "area";

  style = json_object_new ();
  json_object_set_string_member (style, "mode", mode);
  json_object_set_object_member (oriel_json_ensure_object (defaults, "custom"), "thresholdsStyle",
                                 style);
  json_object_set_object_member (defaults, "thresholds",
                                 oriel_thresholds_config_new (threshold_steps (sorted)));
}

static JsonObject *
new_region_annotation (JsonObject *graph, JsonObject *region, guint index)
{
  static const char *const members[] = { "fromDayOfWeek", "toDayOfWeek", "from", "to" };
  JsonObject *annotation = oriel_json_object_from_text (
    "{'datasource': {'type': 'datasource', 'uid': 'grafana'}, 'enable': true, 'hide': true,"
    " 'filter': {'exclude': false, 'ids': []},"
    " 'target': {'queryType': 'timeRegions', 'refId': 'Anno', 'timeRegion': {'timezone': 'utc'}}}");
  JsonObject *target = oriel_json_object (annotation, "target");
  JsonObject *time_region = oriel_json_object (target, "timeRegion");
  JsonArray *ids = oriel_json_array (oriel_json_object (annotation, "filter"), "ids");
  const char *title = oriel_json_short_string (graph, "title");
  GString *name = g_string_new ("Time region for panel ");

  if (title != NULL)
    g_string_append (name, title);
  if (index > 0)
    g_string_append_printf (name, " %u", index);
  json_object_set_string_member (annotation, "name", name->str);
  g_string_free (name, TRUE);

  json_array_add_int_element (ids, oriel_json_int (graph, "id", 0));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    oriel_json_set_copy (time_region, members[i], oriel_json_member (region, members[i]));

  return annotation;
}

static const char *
region_color (JsonObject *region)
{
  const char *mode = oriel_json_string (region, "colorMode", "gray");

  if (!oriel_json_has_truthy (region, "fill"))
    return "white";

  return g_str_equal (mode, "custom") ? oriel_json_string (region, "fillColor", "gray") : mode;
}

void
oriel_graph_add_time_regions (JsonObject *graph, JsonArray *list)
{
  JsonArray *regions = oriel_json_array (graph, "timeRegions");

  for (guint i = 0; i < oriel_json_array_length (regions); i++)
    {
      JsonObject *region = oriel_json_array_object (regions, i);
      JsonObject *annotation;

      if (!oriel_json_has_truthy (region, "fill") && !oriel_json_has_truthy (region, "line"))
        continue;

      annotation = new_region_annotation (graph, region, i);
      json_object_set_string_member (annotation, "iconColor", region_color (region));
      json_array_add_object_element (list, annotation);
    }
}
