/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-field-properties.h. Rules: Grafana's setFieldConfigDefaults and
 * setDynamicConfigValue over its registry of standard properties. */

#include "config.h"

#include "field/oriel-field-properties.h"

#include <string.h>

#include "base/oriel-json.h"

#define ALL_TYPES (~0u)
#define NUMBER_TYPE (1u << ORIEL_FIELD_NUMBER)
#define NOT_TIME (~(1u << ORIEL_FIELD_TIME))

struct _OrielFieldProperty
{
  const char *id;
  guint types;     /* of fields that take it from a panel's defaults */
  gboolean number; /* its values are read as numbers */
  gboolean (*is_set) (const OrielFieldConfig *config);
  void (*take) (OrielFieldConfig *config, OrielFieldConfig *from);
};

/* The functions of a member that is a text. */
#define TEXT_PROPERTY(member)                                                                      \
  static gboolean member##_is_set (const OrielFieldConfig *config)                                 \
  {                                                                                                \
    return config->member != NULL;                                                                 \
  }                                                                                                \
  static void take_##member (OrielFieldConfig *config, OrielFieldConfig *from)                     \
  {                                                                                                \
    g_free (config->member);                                                                       \
    config->member = g_steal_pointer (&from->member);                                              \
  }

/* The functions of a member that is a plain value. */
#define VALUE_PROPERTY(member, set)                                                                \
  static gboolean member##_is_set (const OrielFieldConfig *config) { return set; }                 \
  static void take_##member (OrielFieldConfig *config, OrielFieldConfig *from)                     \
  {                                                                                                \
    config->member = from->member;                                                                 \
  }

/* clang-format off */
TEXT_PROPERTY (unit)
TEXT_PROPERTY (display_name)
TEXT_PROPERTY (description)
TEXT_PROPERTY (no_value)
VALUE_PROPERTY (min, !oriel_is_null (config->min))
VALUE_PROPERTY (max, !oriel_is_null (config->max))
VALUE_PROPERTY (decimals, config->decimals >= 0)
VALUE_PROPERTY (field_min_max, config->field_min_max)
VALUE_PROPERTY (filterable, config->filterable)
/* clang-format on */

/* A member of `rest`, moved. */
static void
take_rest (OrielFieldConfig *config, OrielFieldConfig *from, const char *member)
{
  JsonNode *node = from->rest != NULL ? json_object_get_member (from->rest, member) : NULL;

  if (node == NULL)
    {
      if (config->rest != NULL)
        json_object_remove_member (config->rest, member);
      return;
    }

  if (config->rest == NULL)
    config->rest = json_object_new ();
  json_object_set_member (config->rest, member, oriel_json_copy_deep (node));
}

static gboolean
color_is_set (const OrielFieldConfig *config)
{
  return config->color_mode != NULL || config->color_fixed != NULL ||
         config->color_series_by != NULL || oriel_json_member (config->rest, "color") != NULL;
}

static void
take_color (OrielFieldConfig *config, OrielFieldConfig *from)
{
  g_free (config->color_mode);
  g_free (config->color_fixed);
  g_free (config->color_series_by);
  config->color_mode = g_steal_pointer (&from->color_mode);
  config->color_fixed = g_steal_pointer (&from->color_fixed);
  config->color_series_by = g_steal_pointer (&from->color_series_by);
  take_rest (config, from, "color");
}

static gboolean
actions_is_set (const OrielFieldConfig *config)
{
  return oriel_json_member (config->rest, "actions") != NULL;
}

static void
take_actions (OrielFieldConfig *config, OrielFieldConfig *from)
{
  take_rest (config, from, "actions");
}

static gboolean
links_is_set (const OrielFieldConfig *config)
{
  return config->links != NULL;
}

/* The elements of both, copied. */
static JsonArray *
concatenate (JsonArray *first, JsonArray *second)
{
  JsonArray *both = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (first); i++)
    json_array_add_element (both, oriel_json_copy_deep (json_array_get_element (first, i)));
  for (guint i = 0; i < oriel_json_array_length (second); i++)
    json_array_add_element (both, oriel_json_copy_deep (json_array_get_element (second, i)));

  return both;
}

static void
take_links (OrielFieldConfig *config, OrielFieldConfig *from)
{
  JsonArray *links = from->links != NULL ? concatenate (from->links, config->links) : NULL;

  g_clear_pointer (&config->links, json_array_unref);
  config->links = links;
}

static gboolean
mappings_is_set (const OrielFieldConfig *config)
{
  return config->mappings != NULL;
}

static void
take_mappings (OrielFieldConfig *config, OrielFieldConfig *from)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&config->mappings);

  config->mappings = g_steal_pointer (&from->mappings);
  if (config->mappings != NULL && old != NULL)
    g_ptr_array_extend_and_steal (config->mappings, g_steal_pointer (&old));
}

static gboolean
thresholds_is_set (const OrielFieldConfig *config)
{
  return config->thresholds != NULL;
}

static void
take_thresholds (OrielFieldConfig *config, OrielFieldConfig *from)
{
  oriel_thresholds_free (config->thresholds);
  config->thresholds = g_steal_pointer (&from->thresholds);
}

static const OrielFieldProperty properties[] = {
  { "unit", ALL_TYPES, FALSE, unit_is_set, take_unit },
  { "min", NUMBER_TYPE, TRUE, min_is_set, take_min },
  { "max", NUMBER_TYPE, TRUE, max_is_set, take_max },
  { "fieldMinMax", NUMBER_TYPE, FALSE, field_min_max_is_set, take_field_min_max },
  { "decimals", NUMBER_TYPE, TRUE, decimals_is_set, take_decimals },
  { "displayName", ALL_TYPES, FALSE, display_name_is_set, take_display_name },
  { "color", ALL_TYPES, FALSE, color_is_set, take_color },
  { "noValue", ALL_TYPES, FALSE, no_value_is_set, take_no_value },
  { "links", ALL_TYPES, FALSE, links_is_set, take_links },
  { "mappings", NOT_TIME, FALSE, mappings_is_set, take_mappings },
  { "thresholds", ALL_TYPES, FALSE, thresholds_is_set, take_thresholds },
  { "description", ALL_TYPES, FALSE, description_is_set, take_description },
  { "filterable", ALL_TYPES, FALSE, filterable_is_set, take_filterable },
  { "actions", ALL_TYPES, FALSE, actions_is_set, take_actions },
};

const OrielFieldProperty *
oriel_field_property_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_strcmp0 (properties[i].id, id) == 0)
      return &properties[i];

  return NULL;
}

const char *
oriel_field_property_id (const OrielFieldProperty *property)
{
  return property->id;
}

OrielFieldConfig *
oriel_field_property_parse (const OrielFieldProperty *property, JsonNode *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const char *text = oriel_json_node_string (value);

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return oriel_field_config_new ();

  if (property->number && text != NULL)
    json_object_set_double_member (object, property->id, oriel_number_parse_float (text));
  else
    json_object_set_member (object, property->id, oriel_json_copy_deep (value));

  return oriel_field_config_from_json (object);
}

void
oriel_field_property_take (const OrielFieldProperty *property,
                           OrielFieldConfig *config,
                           OrielFieldConfig *from)
{
  property->take (config, from);
}

void
oriel_field_properties_fill (OrielFieldConfig *config, OrielFieldConfig *from, OrielFieldType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if ((properties[i].types & (1u << type)) != 0 && !properties[i].is_set (config) &&
        properties[i].is_set (from))
      properties[i].take (config, from);
}

/* The object that holds the last name of `names`, made on the way when `create`; NULL when
 * there is none. */
static JsonObject *
find_holder (JsonObject *object, char **names, gboolean create)
{
  for (guint i = 0; names[i] != NULL && names[i + 1] != NULL; i++)
    {
      JsonObject *inner = oriel_json_object (object, names[i]);

      if (inner == NULL)
        {
          if (!create)
            return NULL;
          inner = json_object_new ();
          json_object_set_object_member (object, names[i], inner);
        }
      object = inner;
    }

  return object;
}

void
oriel_field_config_set_custom (OrielFieldConfig *config, const char *path, JsonNode *value)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  guint n = g_strv_length (names);
  gboolean remove = value == NULL || JSON_NODE_HOLDS_NULL (value);
  JsonObject *holder;
  JsonArray *list = oriel_json_node_array (value), *old;

  if (n == 0 || (remove && config->custom == NULL))
    return;
  if (config->custom == NULL)
    config->custom = json_object_new ();

  holder = find_holder (config->custom, names, !remove);
  if (holder == NULL)
    return;
  if (remove)
    {
      if (json_object_has_member (holder, names[n - 1]))
        json_object_remove_member (holder, names[n - 1]);
      return;
    }

  old = oriel_json_array (holder, names[n - 1]);
  if (list != NULL && old != NULL)
    json_object_set_array_member (holder, names[n - 1], concatenate (list, old));
  else
    json_object_set_member (holder, names[n - 1], oriel_json_copy_deep (value));
}
