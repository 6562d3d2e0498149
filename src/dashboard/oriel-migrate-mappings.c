/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migration 30: value mappings of one entry each → one map of all values, ranges, specials;
 * and the tooltip's place in the options.
 *
 * Old entries are `{type: 1, value, text}` and `{type: 2, from, to, text}`. A text that is a
 * number took its colour from the thresholds, so the new entry names that colour.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-mappings-upgrade.h"

/* Every mapping looks through the steps. */
#define MAX_STEPS 100

const char *
oriel_threshold_color_of_text (JsonObject *thresholds, const char *text)
{
  JsonArray *steps = oriel_json_array (thresholds, "steps");
  double value = text != NULL ? oriel_number_parse_float (text) : NAN;
  const char *color = NULL;

  if (isnan (value))
    return NULL;

  for (guint i = 0; i < MIN (oriel_json_array_length (steps), MAX_STEPS); i++)
    {
      JsonObject *step = oriel_json_array_object (steps, i);

      if (i > 0 && value < oriel_json_number (step, "value", -INFINITY))
        break;
      if (oriel_json_short_string (step, "color") != NULL)
        color = oriel_json_short_string (step, "color");
    }

  return color;
}

JsonObject *
oriel_mapping_result_new (JsonNode *text, JsonObject *thresholds)
{
  JsonObject *result = json_object_new ();
  g_autofree char *scalar = oriel_json_dup_scalar (text);
  const char *color = oriel_threshold_color_of_text (thresholds, scalar);

  oriel_json_set_copy (result, "text", text);
  if (color != NULL)
    json_object_set_string_member (result, "color", color);

  return result;
}

static JsonObject *
new_mapping (const char *type, JsonObject *options)
{
  JsonObject *mapping = json_object_new ();

  json_object_set_string_member (mapping, "type", type);
  json_object_set_object_member (mapping, "options", options);
  return mapping;
}

JsonObject *
oriel_mapping_new_values (JsonObject *options)
{
  return new_mapping ("value", options);
}

JsonObject *
oriel_mapping_new_null (JsonObject *result)
{
  JsonObject *options = json_object_new ();

  json_object_set_string_member (options, "match", "null");
  json_object_set_object_member (options, "result", result);
  return new_mapping ("special", options);
}

JsonObject *
oriel_mapping_new_range (JsonNode *from, JsonNode *to, JsonObject *result)
{
  JsonObject *options = json_object_new ();
  g_autofree char *from_text = oriel_json_dup_scalar (from);
  g_autofree char *to_text = oriel_json_dup_scalar (to);
  double low = oriel_number_from_string (from_text), high = oriel_number_from_string (to_text);

  oriel_json_set_number (options, "from", isnan (low) ? 0 : low);
  oriel_json_set_number (options, "to", isnan (high) ? 0 : high);
  json_object_set_object_member (options, "result", result);
  return new_mapping ("range", options);
}

static void
add_old_mapping (JsonObject *old, JsonObject *thresholds, JsonObject *values, JsonArray *others)
{
  JsonNode *text = oriel_json_member (old, "text");
  g_autofree char *value = oriel_json_dup_scalar (oriel_json_member (old, "value"));
  gint64 type = oriel_json_int (old, "type", 0);

  if (type == 2)
    json_array_add_object_element (
      others,
      oriel_mapping_new_range (oriel_json_member (old, "from"), oriel_json_member (old, "to"),
                               oriel_mapping_result_new (text, thresholds)));
  else if (type == 1 && g_strcmp0 (value, "null") == 0)
    json_array_add_object_element (
      others, oriel_mapping_new_null (oriel_mapping_result_new (text, thresholds)));
  else if (type == 1 && value != NULL)
    json_object_set_object_member (values, value, oriel_mapping_result_new (text, thresholds));
}

/* Entries of the new form stay; their maps of values join the one map. */
static void
add_mapping (JsonObject *mapping, JsonObject *thresholds, JsonObject *values, JsonArray *others)
{
  const char *type = oriel_json_string (mapping, "type", "");
  JsonObject *options = oriel_json_object (mapping, "options");

  if (*type == '\0')
    add_old_mapping (mapping, thresholds, values, others);
  else if (!g_str_equal (type, "value"))
    json_array_add_object_element (others, json_object_ref (mapping));
  else if (options != NULL)
    oriel_json_copy_members (values, options);
}

static gboolean
are_all_new (JsonArray *mappings)
{
  for (guint i = 0; i < json_array_get_length (mappings); i++)
    {
      JsonObject *mapping = oriel_json_array_object (mappings, i);

      if (mapping != NULL && *oriel_json_string (mapping, "type", "") == '\0')
        return FALSE;
    }

  return TRUE;
}

static JsonArray *
upgrade (JsonArray *old, JsonObject *thresholds)
{
  JsonObject *values = json_object_new ();
  JsonArray *others = json_array_new ();
  JsonArray *all = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    if (oriel_json_array_object (old, i) != NULL)
      add_mapping (oriel_json_array_object (old, i), thresholds, values, others);

  if (json_object_get_size (values) > 0)
    json_array_add_object_element (all, oriel_mapping_new_values (json_object_ref (values)));
  for (guint i = 0; i < json_array_get_length (others); i++)
    json_array_add_element (all, json_array_dup_element (others, i));

  json_object_unref (values);
  json_array_unref (others);
  return all;
}

void
oriel_mappings_upgrade (JsonObject *owner, const char *member, JsonObject *thresholds)
{
  JsonArray *old = oriel_json_array (owner, member);

  if (old != NULL && !are_all_new (old))
    json_object_set_array_member (owner, member, upgrade (old, thresholds));
}

static void
upgrade_overrides (JsonArray *overrides)
{
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonArray *properties =
        oriel_json_array (oriel_json_array_object (overrides, i), "properties");

      for (guint k = 0; k < oriel_json_array_length (properties); k++)
        {
          JsonObject *property = oriel_json_array_object (properties, k);

          if (g_str_equal (oriel_json_string (property, "id", ""), "mappings"))
            oriel_mappings_upgrade (property, "value", NULL);
        }
    }
}

static gboolean
has_tooltip_options (JsonObject *panel)
{
  const char *type = oriel_json_string (panel, "type", "");
  JsonObject *options = oriel_json_object (panel, "options");

  return (g_str_equal (type, "timeseries") || g_str_has_prefix (type, "xychart")) &&
         oriel_json_has_truthy (options, "tooltipOptions");
}

void
oriel_migrate_30_mappings_and_tooltip (const OrielMigration *migration, JsonObject *panel)
{
  JsonObject *config = oriel_json_object (panel, "fieldConfig");
  JsonObject *defaults = oriel_json_object (config, "defaults");

  if (defaults != NULL)
    oriel_mappings_upgrade (defaults, "mappings", oriel_json_object (defaults, "thresholds"));
  upgrade_overrides (oriel_json_array (config, "overrides"));

  if (has_tooltip_options (panel))
    oriel_json_rename (oriel_json_object (panel, "options"), "tooltipOptions", "tooltip");
}
