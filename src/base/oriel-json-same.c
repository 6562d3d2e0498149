/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether two values mean the same. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-patch.h"

static gboolean
is_number (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* Whole numbers keep their 64 bits; 1 and 1.0 are the same. */
static gboolean
same_numbers (JsonNode *a, JsonNode *b)
{
  if (json_node_get_value_type (a) == G_TYPE_INT64 && json_node_get_value_type (b) == G_TYPE_INT64)
    return json_node_get_int (a) == json_node_get_int (b);

  return json_node_get_double (a) == json_node_get_double (b);
}

static gboolean
same_values (JsonNode *a, JsonNode *b)
{
  if (is_number (a) && is_number (b))
    return same_numbers (a, b);
  if (json_node_get_value_type (a) != json_node_get_value_type (b))
    return FALSE;
  if (json_node_get_value_type (a) == G_TYPE_STRING)
    return strcmp (json_node_get_string (a), json_node_get_string (b)) == 0;

  return json_node_get_boolean (a) == json_node_get_boolean (b);
}

static gboolean
same_arrays (JsonArray *a, JsonArray *b)
{
  guint n = json_array_get_length (a);

  if (n != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!oriel_json_same (json_array_get_element (a, i), json_array_get_element (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
same_objects (JsonObject *a, JsonObject *b)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;

  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &value))
    if (!json_object_has_member (b, name) ||
        !oriel_json_same (value, json_object_get_member (b, name)))
      return FALSE;

  return TRUE;
}

gboolean
oriel_json_same (JsonNode *a, JsonNode *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || json_node_get_node_type (a) != json_node_get_node_type (b))
    return FALSE;

  switch (json_node_get_node_type (a))
    {
    case JSON_NODE_OBJECT:
      return same_objects (json_node_get_object (a), json_node_get_object (b));
    case JSON_NODE_ARRAY:
      return same_arrays (json_node_get_array (a), json_node_get_array (b));
    case JSON_NODE_VALUE:
      return same_values (a, b);
    case JSON_NODE_NULL:
    default:
      return TRUE;
    }
}
