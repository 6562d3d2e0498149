/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The old table (styles by column pattern) → table, and older options of tables.
 *
 * Rules: migrations.ts of Grafana's table panel.
 */

#include "config.h"

#include "dashboard/oriel-panel-migrate.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-field-overrides.h"
#include "dashboard/oriel-json-tree.h"

#define ALL_COLUMNS "/.*/"

typedef struct
{
  const char *old;
  const char *name;
} Renaming;

static const Renaming transformations[] = {
  { "timeseries_to_rows", "seriesToRows" },
  { "timeseries_to_columns", "seriesToColumns" },
  { "timeseries_aggregations", "reduce" },
  { "table", "merge" },
};

static const Renaming reducers[] = {
  { "avg", "mean" },
  { "min", "min" },
  { "max", "max" },
  { "total", "sum" },
  { "current", "lastNotNull" },
  { "count", "count" },
};

static const Renaming color_modes[] = {
  { "cell", "color-background" },
  { "row", "color-background" },
  { "value", "color-text" },
};

static const char *
rename_with (const Renaming *table, guint n, const char *old)
{
  for (guint i = 0; old != NULL && i < n; i++)
    if (g_str_equal (table[i].old, old))
      return table[i].name;

  return NULL;
}

static JsonArray *
column_reducers (JsonObject *old)
{
  JsonArray *columns = oriel_json_array (old, "columns");
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (columns); i++)
    {
      JsonObject *column = oriel_json_array_object (columns, i);
      const char *id =
        rename_with (reducers, G_N_ELEMENTS (reducers), oriel_json_string (column, "value", NULL));

      if (id != NULL)
        json_array_add_string_element (ids, id);
    }

  return ids;
}

/* How the old table made rows of series is a transformation now. */
static void
add_transformation (JsonObject *panel, JsonObject *old)
{
  const char *id = rename_with (transformations, G_N_ELEMENTS (transformations),
                                oriel_json_string (old, "transform", NULL));
  gboolean reduces = g_strcmp0 (id, "reduce") == 0;
  JsonObject *transformation, *options;

  if (id == NULL)
    return;

  transformation = json_object_new ();
  options = oriel_json_ensure_object (transformation, "options");
  json_object_set_string_member (transformation, "id", id);
  json_object_set_array_member (options, "reducers",
                                reduces ? column_reducers (old) : json_array_new ());
  if (reduces)
    json_object_set_boolean_member (options, "includeTimeField", FALSE);
  json_array_add_object_element (oriel_json_ensure_array (panel, "transformations"),
                                 transformation);
}

/* Numbers as text are read as parseInt() does: "10.5" is 10. */
static double
threshold_value (JsonNode *node)
{
  const char *text = oriel_json_node_string (node);

  if (text != NULL)
    return trunc (oriel_number_parse_float (text));

  return oriel_json_is_number (node) ? json_node_get_double (node) : NAN;
}

/* Colours[0] is under the first threshold. NULL when the style has no thresholds. */
static JsonObject *
style_thresholds (JsonObject *style)
{
  JsonArray *values = oriel_json_array (style, "thresholds");
  JsonArray *colors = oriel_json_array (style, "colors");
  JsonArray *steps;

  if (oriel_json_array_length (values) == 0 || oriel_json_array_length (colors) == 0)
    return NULL;

  steps = json_array_new ();
  json_array_add_object_element (
    steps, oriel_threshold_step_new (-INFINITY, oriel_json_array_string (colors, 0)));
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      double value = threshold_value (json_array_get_element (values, i));

      if (isfinite (value))
        json_array_add_object_element (
          steps, oriel_threshold_step_new (value, oriel_json_array_string (colors, i + 1)));
    }

  return oriel_thresholds_config_new (steps);
}

/* NULL when the style has no colour mode that is known. */
static JsonObject *
style_cell_options (JsonObject *style)
{
  const char *type = rename_with (color_modes, G_N_ELEMENTS (color_modes),
                                  oriel_json_string (style, "colorMode", NULL));
  JsonObject *options;

  if (type == NULL)
    return NULL;

  options = json_object_new ();
  json_object_set_string_member (options, "type", type);
  return options;
}

static void
set_defaults (JsonObject *panel, JsonObject *style)
{
  JsonObject *defaults = json_object_new ();
  JsonObject *custom = oriel_json_ensure_object (defaults, "custom");
  JsonObject *thresholds = style_thresholds (style);
  JsonObject *cell_options = style_cell_options (style);
  const char *align = oriel_json_string (style, "align", "auto");

  oriel_json_set_copy (defaults, "unit", oriel_json_member (style, "unit"));
  oriel_json_set_copy (defaults, "decimals", oriel_json_member (style, "decimals"));
  if (oriel_json_has_truthy (style, "alias"))
    oriel_json_set_copy (defaults, "displayName", oriel_json_member (style, "alias"));
  if (!g_str_equal (align, "auto"))
    json_object_set_string_member (custom, "align", align);
  if (thresholds != NULL)
    json_object_set_object_member (defaults, "thresholds", thresholds);
  if (cell_options != NULL)
    json_object_set_object_member (custom, "cellOptions", cell_options);

  json_object_set_object_member (oriel_json_object (panel, "fieldConfig"), "defaults", defaults);
}

static void
add_truthy (JsonArray *properties, const char *id, JsonObject *style, const char *member)
{
  if (oriel_json_has_truthy (style, member))
    oriel_property_add (properties, id, oriel_json_tree_copy (oriel_json_member (style, member)));
}

static void
add_type_properties (JsonArray *properties, JsonObject *style)
{
  const char *type = oriel_json_string (style, "type", "");

  if (g_str_equal (type, "date"))
    {
      g_autofree char *unit =
        g_strdup_printf ("time: %s", oriel_json_string (style, "dateFormat", ""));

      oriel_property_add_string (properties, "unit", unit);
    }
  else if (g_str_equal (type, "hidden"))
    oriel_property_add_boolean (properties, "custom.hideFrom.viz", TRUE);
}

static void
add_link (JsonArray *properties, JsonObject *style)
{
  JsonObject *link;
  JsonArray *links;

  if (!oriel_json_has_truthy (style, "link"))
    return;

  link = json_object_new ();
  json_object_set_string_member (link, "title", oriel_json_string (style, "linkTooltip", ""));
  json_object_set_string_member (link, "url", oriel_json_string (style, "linkUrl", ""));
  json_object_set_boolean_member (link, "targetBlank",
                                  oriel_json_boolean (style, "linkTargetBlank", FALSE));
  links = json_array_new ();
  json_array_add_object_element (links, link);
  oriel_property_add (properties, "links", json_node_init_array (json_node_alloc (), links));
  json_array_unref (links);
}

static gboolean
is_regex (const char *pattern)
{
  gsize length = strlen (pattern);

  return length >= 2 && pattern[0] == '/' && pattern[length - 1] == '/';
}

static void
add_override (JsonArray *overrides, JsonObject *style)
{
  const char *pattern = oriel_json_string (style, "pattern", "");
  const char *align = oriel_json_string (style, "align", "");
  JsonArray *properties =
    oriel_override_add (overrides, is_regex (pattern) ? "byRegexp" : "byName", pattern);
  JsonObject *cell_options = style_cell_options (style);
  JsonObject *thresholds = style_thresholds (style);
  JsonNode *decimals = oriel_json_member (style, "decimals");

  add_truthy (properties, "displayName", style, "alias");
  add_truthy (properties, "unit", style, "unit");
  if (decimals != NULL)
    oriel_property_add (properties, "decimals", oriel_json_tree_copy (decimals));
  add_type_properties (properties, style);
  add_link (properties, style);
  if (cell_options != NULL)
    oriel_property_add_object (properties, "custom.cellOptions", cell_options);
  if (*align != '\0' && !g_str_equal (align, "auto"))
    oriel_property_add_string (properties, "custom.align", align);
  if (thresholds != NULL)
    oriel_property_add_object (properties, "thresholds", thresholds);
}

void
oriel_panel_from_old_table (JsonObject *panel, JsonObject *old)
{
  JsonArray *styles = oriel_json_array (old, "styles");
  JsonArray *overrides = json_array_new ();
  JsonObject *all_columns = NULL;

  for (guint i = 0; i < oriel_json_array_length (styles); i++)
    {
      JsonObject *style = oriel_json_array_object (styles, i);

      if (style == NULL)
        continue;
      if (!g_str_equal (oriel_json_string (style, "pattern", ""), ALL_COLUMNS))
        add_override (overrides, style);
      else if (all_columns == NULL)
        all_columns = style;
    }

  add_transformation (panel, old);
  set_defaults (panel, all_columns);
  json_object_set_array_member (oriel_json_object (panel, "fieldConfig"), "overrides", overrides);
}

/* Wrapping was an option of the cell type. */
static void
renew_wrapping (JsonObject *custom)
{
  JsonObject *cell = oriel_json_object (custom, "cellOptions");

  if (oriel_json_member (custom, "wrapText") != NULL)
    return;

  oriel_json_set_copy (custom, "wrapText", oriel_json_member (cell, "wrapText"));
  if (cell != NULL)
    oriel_json_remove (cell, "wrapText");
}

static JsonArray *
renewed_properties (JsonArray *old, gboolean with_wrapping)
{
  JsonArray *properties = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      JsonObject *property = oriel_json_array_object (old, i);
      const char *id = oriel_json_string (property, "id", "");
      JsonObject *value = oriel_json_object (property, "value");
      JsonNode *wrap = oriel_json_member (value, "wrapText");
      gboolean is_cell = g_str_equal (id, "custom.cellOptions");

      if (g_str_equal (id, "custom.hidden"))
        json_object_set_string_member (property, "id", "custom.hideFrom.viz");
      json_array_add_element (properties, json_array_dup_element (old, i));

      if (with_wrapping && wrap != NULL && is_cell)
        {
          oriel_property_add (properties, "custom.wrapText", oriel_json_tree_copy (wrap));
          oriel_json_remove (value, "wrapText");
        }
    }

  return properties;
}

static void
renew_overrides (JsonArray *overrides, gboolean with_wrapping)
{
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonObject *rule = oriel_json_array_object (overrides, i);
      JsonArray *properties = oriel_json_array (rule, "properties");

      if (properties != NULL)
        json_object_set_array_member (rule, "properties",
                                      renewed_properties (properties, with_wrapping));
    }
}

/* The names that a footer is for, or NULL for all. */
static JsonArray *
footer_fields (JsonObject *footer)
{
  const char *single = oriel_json_string (footer, "fields", "");
  JsonArray *fields = oriel_json_array (footer, "fields");
  JsonArray *copy;

  if (fields != NULL)
    return json_array_get_length (fields) > 0 ? json_array_ref (fields) : NULL;
  if (*single == '\0')
    return NULL;

  copy = json_array_new ();
  json_array_add_string_element (copy, single);
  return copy;
}

/* Takes `fields`. */
static JsonArray *
footer_rule (JsonArray *overrides, JsonArray *fields)
{
  g_autoptr (JsonObject) names = NULL;

  if (json_array_get_length (fields) == 1)
    {
      const char *name = oriel_json_array_string (fields, 0);
      JsonArray *properties = oriel_override_add (overrides, "byName", name != NULL ? name : "");

      json_array_unref (fields);
      return properties;
    }

  names = oriel_json_object_from_text ("{'mode': 'include'}");
  json_object_set_array_member (names, "names", fields);
  return oriel_override_add_node (overrides, "byNames",
                                  json_node_init_object (json_node_alloc (), names));
}

static void
set_footer (JsonObject *panel, JsonObject *footer)
{
  JsonArray *old = oriel_json_array (footer, "reducer");
  JsonNode *reducers_node = oriel_json_member (footer, "reducer");
  gboolean counts = oriel_json_has_truthy (footer, "countRows") &&
                    g_strcmp0 (oriel_json_array_string (old, 0), "count") == 0;
  JsonArray *fields = counts ? NULL : footer_fields (footer);
  JsonObject *custom_footer;

  if (old == NULL)
    {
      g_clear_pointer (&fields, json_array_unref);
      return;
    }

  if (fields != NULL)
    {
      oriel_property_add (footer_rule (oriel_field_overrides (panel), fields),
                          "custom.footer.reducers", oriel_json_tree_copy (reducers_node));
      return;
    }

  custom_footer = json_object_new ();
  if (counts)
    json_array_add_string_element (oriel_json_ensure_array (custom_footer, "reducers"), "countAll");
  else
    oriel_json_set_copy (custom_footer, "reducers", reducers_node);
  json_object_set_object_member (oriel_field_custom (panel), "footer", custom_footer);
}

/* The footer was an option of the table; now every field has one. */
static void
renew_footer (JsonObject *panel)
{
  JsonObject *options = oriel_json_ensure_object (panel, "options");
  JsonObject *footer = oriel_json_object (options, "footer");

  if (footer == NULL)
    return;

  if (oriel_json_has_truthy (footer, "show"))
    set_footer (panel, footer);
  oriel_json_set_copy (options, "enablePagination", oriel_json_member (footer, "enablePagination"));
  oriel_json_remove (options, "footer");
}

void
oriel_panel_renew_table (JsonObject *panel)
{
  JsonObject *custom = oriel_field_custom (panel);
  gboolean with_wrapping = oriel_json_member (custom, "wrapText") == NULL;

  renew_overrides (oriel_field_overrides (panel), with_wrapping);
  renew_wrapping (custom);
  renew_footer (panel);
}
