/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The old graph's axes and overrides of series as field config. See oriel-graph-axes.h. */

#include "config.h"

#include "dashboard/oriel-graph-axes.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-json-tree.h"

/* A number, or a number as text; an empty text or an expression sets nothing. */
static void
set_limit (JsonObject *config, const char *name, JsonObject *axis)
{
  double value = oriel_json_number (axis, name, NAN);

  if (isfinite (value))
    oriel_json_set_number (config, name, value);
}

static JsonObject *
axis_custom (JsonObject *axis)
{
  JsonObject *custom = json_object_new ();
  gint64 base = oriel_json_int (axis, "logBase", 1);
  const char *label = oriel_json_short_string (axis, "label");

  json_object_set_string_member (custom, "axisPlacement",
                                 oriel_json_has_truthy (axis, "show") ? "auto" : "hidden");
  if (label != NULL && *label != '\0')
    json_object_set_string_member (custom, "axisLabel", label);

  if (base == 2 || base == 10)
    {
      JsonObject *scale = oriel_json_object_from_text ("{'type': 'log'}");

      json_object_set_int_member (scale, "log", base);
      json_object_set_object_member (custom, "scaleDistribution", scale);
    }

  return custom;
}

/* `{unit, decimals, min, max, custom}` of an axis, which is nullable. */
static JsonObject *
axis_config (JsonObject *axis)
{
  JsonObject *config = json_object_new ();

  if (axis == NULL)
    return config;

  if (oriel_json_short_string (axis, "format") != NULL)
    json_object_set_string_member (config, "unit", oriel_json_short_string (axis, "format"));
  set_limit (config, "decimals", axis);
  set_limit (config, "min", axis);
  set_limit (config, "max", axis);
  json_object_set_object_member (config, "custom", axis_custom (axis));
  return config;
}

static JsonObject *
axis_at (JsonObject *graph, guint index)
{
  return oriel_json_array_object (oriel_json_array (graph, "yaxes"), index);
}

void
oriel_graph_set_left_axis (JsonObject *defaults, JsonObject *graph)
{
  g_autoptr (JsonObject) config = axis_config (axis_at (graph, 0));

  oriel_json_copy_members (defaults, config);
}

void
oriel_graph_add_alias_colors (JsonArray *overrides, JsonObject *graph)
{
  JsonObject *colors = oriel_json_object (graph, "aliasColors");
  JsonObjectIter iter;
  const char *alias;
  JsonNode *value;

  if (colors == NULL)
    return;

  json_object_iter_init_ordered (&iter, colors);
  while (json_object_iter_next_ordered (&iter, &alias, &value))
    {
      const char *color = oriel_json_node_string (value);

      if (color != NULL && *color != '\0')
        oriel_property_add_object (oriel_override_add (overrides, "byName", alias), "color",
                                   oriel_fixed_color_new (color));
    }
}

/* Adds each member of `right` that is not so in `left`, named with `prefix`. */
static void
add_differences (JsonArray *properties, const char *prefix, JsonObject *left, JsonObject *right)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, right);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonNode *other = oriel_json_member (left, name);
      g_autofree char *id = g_strconcat (prefix, name, NULL);

      if (JSON_NODE_HOLDS_OBJECT (value) && g_str_equal (name, "custom"))
        continue;
      if (other == NULL || !json_node_equal (other, value))
        oriel_property_add (properties, id, oriel_json_tree_copy (value));
    }
}

typedef struct
{
  JsonObject *graph;
  JsonObject *defaults;   /* of all fields: the left axis */
  JsonArray *properties;  /* of the rule being made */
  JsonObject *line_style; /* nullable: dashes of this rule */
  gboolean has_band;
} Rule;

typedef void (*OverrideFunc) (Rule *rule, JsonNode *value);

static double
number_of (JsonNode *value)
{
  g_autofree char *text = oriel_json_dup_scalar (value);
  double number = oriel_number_from_string (text);

  return isfinite (number) ? number : 0;
}

static void
apply_y_axis (Rule *rule, JsonNode *value)
{
  g_autoptr (JsonObject) right = NULL;

  if (number_of (value) != 2)
    return;

  right = axis_config (axis_at (rule->graph, 1));
  add_differences (rule->properties, "", rule->defaults, right);
  oriel_property_add_string (rule->properties, "custom.axisPlacement", "right");
  if (oriel_json_object (right, "custom") != NULL)
    add_differences (rule->properties, "custom.", oriel_json_object (rule->defaults, "custom"),
                     oriel_json_object (right, "custom"));
}

static void
apply_fill (Rule *rule, JsonNode *value)
{
  oriel_property_add_number (rule->properties, "custom.fillOpacity", number_of (value) * 10);
}

static void
apply_fill_below (Rule *rule, JsonNode *value)
{
  rule->has_band = TRUE;
  oriel_property_add (rule->properties, "custom.fillBelowTo", oriel_json_tree_copy (value));
}

static void
apply_gradient (Rule *rule, JsonNode *value)
{
  if (!oriel_json_is_truthy (value))
    return;

  /* Not an id that anything reads, so the gradient is lost, as in Grafana. */
  oriel_property_add_string (rule->properties, "custom.fillGradient", "opacity");
  apply_fill (rule, value);
}

static void
apply_points (Rule *rule, JsonNode *value)
{
  oriel_property_add_string (rule->properties, "custom.showPoints",
                             oriel_json_is_truthy (value) ? "always" : "never");
}

static void
apply_bars (Rule *rule, JsonNode *value)
{
  gboolean on = oriel_json_is_truthy (value);

  oriel_property_add_string (rule->properties, "custom.drawStyle", on ? "bars" : "line");
  if (on)
    oriel_property_add_number (rule->properties, "custom.fillOpacity", 100);
}

static void
apply_lines (Rule *rule, JsonNode *value)
{
  if (oriel_json_is_truthy (value))
    oriel_property_add_string (rule->properties, "custom.drawStyle", "line");
  else
    oriel_property_add_number (rule->properties, "custom.lineWidth", 0);
}

static void
apply_line_width (Rule *rule, JsonNode *value)
{
  oriel_property_add (rule->properties, "custom.lineWidth", oriel_json_tree_copy (value));
}

static void
apply_point_radius (Rule *rule, JsonNode *value)
{
  oriel_property_add_number (rule->properties, "custom.pointSize", 2 + number_of (value) * 2);
}

static JsonObject *
rule_line_style (Rule *rule)
{
  if (rule->line_style == NULL)
    rule->line_style = oriel_graph_line_style (rule->graph);

  return rule->line_style;
}

static void
set_dash (Rule *rule, guint index, JsonNode *value)
{
  JsonArray *old = oriel_json_array (rule_line_style (rule), "dash");
  JsonArray *dash = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_element (dash, i == index ? oriel_json_tree_copy (value)
                                             : json_array_dup_element (old, i));

  json_object_set_array_member (rule->line_style, "dash", dash);
}

static void
apply_dash_length (Rule *rule, JsonNode *value)
{
  set_dash (rule, 0, value);
}

static void
apply_space_length (Rule *rule, JsonNode *value)
{
  set_dash (rule, 1, value);
}

static void
apply_dashes (Rule *rule, JsonNode *value)
{
  json_object_set_string_member (rule_line_style (rule), "fill",
                                 oriel_json_is_truthy (value) ? "dash" : "solid");
}

/* A text names a group of its own. */
static void
apply_stack (Rule *rule, JsonNode *value)
{
  JsonObject *stacking = json_object_new ();
  const char *group = oriel_json_node_string (value);

  json_object_set_string_member (stacking, "mode",
                                 oriel_json_is_truthy (value) ? "normal" : "none");
  json_object_set_string_member (stacking, "group", group != NULL ? group : "A");
  oriel_property_add_object (rule->properties, "custom.stacking", stacking);
}

static void
apply_color (Rule *rule, JsonNode *value)
{
  const char *color = oriel_json_node_string (value);

  if (color != NULL)
    oriel_property_add_object (rule->properties, "color", oriel_fixed_color_new (color));
}

static void
apply_transform (Rule *rule, JsonNode *value)
{
  gboolean negative = g_strcmp0 (oriel_json_node_string (value), "negative-Y") == 0;

  oriel_property_add_string (rule->properties, "custom.transform",
                             negative ? "negative-Y" : "constant");
}

static const struct
{
  const char *name;
  OverrideFunc apply;
} override_members[] = {
  { "yaxis", apply_y_axis },
  { "fill", apply_fill },
  { "fillBelowTo", apply_fill_below },
  { "fillGradient", apply_gradient },
  { "points", apply_points },
  { "bars", apply_bars },
  { "lines", apply_lines },
  { "linewidth", apply_line_width },
  { "pointradius", apply_point_radius },
  { "dashLength", apply_dash_length },
  { "spaceLength", apply_space_length },
  { "dashes", apply_dashes },
  { "stack", apply_stack },
  { "color", apply_color },
  { "transform", apply_transform },
};

static void
apply_member (Rule *rule, const char *name, JsonNode *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (override_members); i++)
    if (g_str_equal (override_members[i].name, name))
      {
        override_members[i].apply (rule, value);
        return;
      }
}

/* `/cpu.*\/i`: a delimiter, anything, the same again, flags. */
static gboolean
is_pattern (const char *alias)
{
  const char *end = strchr ("/~@;%#'", *alias) != NULL ? strrchr (alias + 1, *alias) : NULL;

  return end != NULL && strspn (end + 1, "gimsuy") == strlen (end + 1);
}

static gboolean
add_series_override (JsonArray *overrides,
                     JsonObject *series,
                     JsonObject *graph,
                     JsonObject *defaults)
{
  const char *alias = oriel_json_string (series, "alias", "");
  Rule rule = { .graph = graph, .defaults = defaults };
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (*alias == '\0')
    return FALSE;

  rule.properties =
    oriel_override_add (overrides, is_pattern (alias) ? "byRegexp" : "byName", alias);
  json_object_iter_init_ordered (&iter, series);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    apply_member (&rule, name, value);

  if (rule.line_style != NULL)
    oriel_property_add_object (rule.properties, "custom.lineStyle", rule.line_style);
  if (json_array_get_length (rule.properties) == 0)
    json_array_remove_element (overrides, json_array_get_length (overrides) - 1);

  return rule.has_band;
}

gboolean
oriel_graph_add_series_overrides (JsonArray *overrides, JsonObject *graph, JsonObject *defaults)
{
  JsonArray *series = oriel_json_array (graph, "seriesOverrides");
  gboolean has_band = FALSE;

  for (guint i = 0; i < oriel_json_array_length (series); i++)
    if (oriel_json_array_object (series, i) != NULL)
      has_band |=
        add_series_override (overrides, oriel_json_array_object (series, i), graph, defaults);

  return has_band;
}

JsonObject *
oriel_graph_line_style (JsonObject *graph)
{
  JsonObject *style = json_object_new ();
  JsonArray *dash = json_array_new ();

  json_array_add_double_element (dash, oriel_json_number (graph, "dashLength", 10));
  json_array_add_double_element (dash, oriel_json_number (graph, "spaceLength", 10));
  json_object_set_string_member (style, "fill",
                                 oriel_json_has_truthy (graph, "dashes") ? "dash" : "solid");
  json_object_set_array_member (style, "dash", dash);
  return style;
}
