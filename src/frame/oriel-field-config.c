/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A field's config as data: read from JSON, written back, copied. Members that have no typed place
 * are kept in `rest`, so that writing back loses nothing. */

#include "config.h"

#include "frame/oriel-field-config-private.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "base/oriel-number.h"

/* Members with a typed place; all others go to `rest`. */
static const char *const typed_members[] = {
  "color",       "custom",     "decimals",   "description", "displayName", "displayNameFromDS",
  "fieldMinMax", "filterable", "interval",   "links",       "mappings",    "max",
  "min",         "noValue",    "thresholds", "unit",        NULL,
};

static const char *const typed_color_members[] = { "fixedColor", "mode", "seriesBy", NULL };

/* Grafana shows at most this many; a larger number is a mistake in the dashboard. */
#define MAX_DECIMALS 100

OrielFieldConfig *
oriel_field_config_new (void)
{
  OrielFieldConfig *config = g_atomic_rc_box_new0 (OrielFieldConfig);

  config->decimals = -1;
  config->min = config->max = config->interval_ms = oriel_null ();
  return config;
}

static void
add_members (JsonObject *object, JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (from == NULL)
    return;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (object, name, oriel_json_copy_deep (node));
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy;

  if (object == NULL)
    return NULL;

  copy = json_object_new ();
  add_members (copy, object);
  return copy;
}

static JsonArray *
copy_array (JsonArray *array)
{
  JsonArray *copy;

  if (array == NULL)
    return NULL;

  copy = json_array_sized_new (json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, oriel_json_copy_deep (json_array_get_element (array, i)));

  return copy;
}

/* The members of `object` that are not in `known`; NULL when there is none. */
static JsonObject *
other_members (JsonObject *object, const char *const *known)
{
  JsonObject *rest = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (g_strv_contains (known, name))
        continue;
      if (rest == NULL)
        rest = json_object_new ();
      json_object_set_member (rest, name, oriel_json_copy_deep (node));
    }

  return rest;
}

static void
read_color (OrielFieldConfig *config, JsonObject *color)
{
  JsonObject *others;

  if (color == NULL)
    return;

  config->color_mode = g_strdup (oriel_json_string (color, "mode", NULL));
  config->color_fixed = g_strdup (oriel_json_string (color, "fixedColor", NULL));
  config->color_series_by = g_strdup (oriel_json_string (color, "seriesBy", NULL));

  others = other_members (color, typed_color_members);
  if (others == NULL)
    return;
  if (config->rest == NULL)
    config->rest = json_object_new ();
  json_object_set_object_member (config->rest, "color", others);
}

static void
read_numbers (OrielFieldConfig *config, JsonObject *object)
{
  config->decimals = (int) CLAMP (oriel_json_int (object, "decimals", -1), -1, MAX_DECIMALS);
  config->min = oriel_json_number (object, "min", oriel_null ());
  config->max = oriel_json_number (object, "max", oriel_null ());
  config->interval_ms = oriel_json_number (object, "interval", oriel_null ());
  config->field_min_max = oriel_json_boolean (object, "fieldMinMax", FALSE);
  config->filterable = oriel_json_boolean (object, "filterable", FALSE);
}

/* Copies, since the JSON may be a dashboard's, which another thread releases without a lock. */
static void
read_own (OrielFieldConfig *config, JsonObject *object)
{
  config->links = copy_array (oriel_json_array (object, "links"));
  config->custom = copy_object (oriel_json_object (object, "custom"));
}

OrielFieldConfig *
oriel_field_config_from_json (JsonObject *object)
{
  OrielFieldConfig *config = oriel_field_config_new ();

  if (object == NULL)
    return config;

  config->display_name = oriel_field_config_dup_text (object, "displayName");
  config->display_name_from_ds = oriel_field_config_dup_text (object, "displayNameFromDS");
  config->description = oriel_field_config_dup_text (object, "description");
  config->unit = oriel_field_config_dup_text (object, "unit");
  config->no_value = oriel_field_config_dup_text (object, "noValue");
  config->rest = other_members (object, typed_members);

  read_numbers (config, object);
  read_color (config, oriel_json_object (object, "color"));
  read_own (config, object);
  config->thresholds = oriel_thresholds_from_json (oriel_json_object (object, "thresholds"));
  config->mappings =
    oriel_mappings_read (oriel_json_array (object, "mappings"), config->thresholds);

  return config;
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static void
set_number (JsonObject *object, const char *member, double value)
{
  if (!oriel_is_null (value))
    json_object_set_double_member (object, member, value);
}

static void
set_flag (JsonObject *object, const char *member, gboolean flag)
{
  if (flag)
    json_object_set_boolean_member (object, member, TRUE);
}

static void
write_color (const OrielFieldConfig *config, JsonObject *object)
{
  JsonObject *others = oriel_json_object (config->rest, "color");
  JsonObject *color;

  if (config->color_mode == NULL && config->color_fixed == NULL &&
      config->color_series_by == NULL && others == NULL)
    return;

  color = json_object_new ();
  add_members (color, others);
  set_text (color, "fixedColor", config->color_fixed);
  set_text (color, "mode", config->color_mode);
  set_text (color, "seriesBy", config->color_series_by);
  json_object_set_object_member (object, "color", color);
}

static void
write_rules (const OrielFieldConfig *config, JsonObject *object)
{
  if (config->thresholds != NULL)
    json_object_set_object_member (object, "thresholds",
                                   oriel_thresholds_to_json (config->thresholds));
  if (config->mappings != NULL)
    json_object_set_array_member (object, "mappings", oriel_mappings_to_json (config->mappings));
  if (config->links != NULL)
    json_object_set_array_member (object, "links", copy_array (config->links));
  if (config->custom != NULL)
    json_object_set_object_member (object, "custom", copy_object (config->custom));
}

JsonObject *
oriel_field_config_to_json (const OrielFieldConfig *config)
{
  JsonObject *object = json_object_new ();

  add_members (object, config->rest);
  write_color (config, object);
  write_rules (config, object);

  set_text (object, "displayName", config->display_name);
  set_text (object, "displayNameFromDS", config->display_name_from_ds);
  set_text (object, "description", config->description);
  set_text (object, "unit", config->unit);
  set_text (object, "noValue", config->no_value);
  set_number (object, "min", config->min);
  set_number (object, "max", config->max);
  set_number (object, "interval", config->interval_ms);
  if (config->decimals >= 0)
    json_object_set_int_member (object, "decimals", config->decimals);
  set_flag (object, "fieldMinMax", config->field_min_max);
  set_flag (object, "filterable", config->filterable);

  return object;
}

OrielFieldConfig *
oriel_field_config_copy (const OrielFieldConfig *config)
{
  OrielFieldConfig *copy = g_atomic_rc_box_new0 (OrielFieldConfig);

  *copy = *config;
  copy->display_name = g_strdup (config->display_name);
  copy->display_name_from_ds = g_strdup (config->display_name_from_ds);
  copy->description = g_strdup (config->description);
  copy->unit = g_strdup (config->unit);
  copy->no_value = g_strdup (config->no_value);
  copy->color_mode = g_strdup (config->color_mode);
  copy->color_fixed = g_strdup (config->color_fixed);
  copy->color_series_by = g_strdup (config->color_series_by);
  copy->thresholds = oriel_thresholds_copy (config->thresholds);
  copy->mappings = oriel_mappings_copy (config->mappings);
  copy->links = copy_array (config->links);
  copy->custom = copy_object (config->custom);
  copy->rest = copy_object (config->rest);

  return copy;
}

OrielFieldConfig *
oriel_field_config_ref (OrielFieldConfig *config)
{
  return config != NULL ? g_atomic_rc_box_acquire (config) : NULL;
}

static void
clear_config (gpointer data)
{
  OrielFieldConfig *config = data;

  g_free (config->display_name);
  g_free (config->display_name_from_ds);
  g_free (config->description);
  g_free (config->unit);
  g_free (config->no_value);
  g_free (config->color_mode);
  g_free (config->color_fixed);
  g_free (config->color_series_by);
  oriel_thresholds_free (config->thresholds);
  g_clear_pointer (&config->mappings, g_ptr_array_unref);
  g_clear_pointer (&config->links, oriel_json_array_unref);
  g_clear_pointer (&config->custom, oriel_json_object_unref);
  g_clear_pointer (&config->rest, json_object_unref);
}

void
oriel_field_config_unref (OrielFieldConfig *config)
{
  if (config != NULL)
    g_atomic_rc_box_release_full (config, clear_config);
}
