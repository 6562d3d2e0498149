/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-json-share.h. One lock for all: it is held for a count, or for what is freed. */

#include "config.h"

#include "base/oriel-json-share.h"

#include "base/oriel-json.h"

static GMutex reference_lock;

JsonObject *
oriel_json_object_ref (JsonObject *object)
{
  if (object == NULL)
    return NULL;

  g_mutex_lock (&reference_lock);
  json_object_ref (object);
  g_mutex_unlock (&reference_lock);
  return object;
}

void
oriel_json_object_unref (JsonObject *object)
{
  if (object == NULL)
    return;

  g_mutex_lock (&reference_lock);
  json_object_unref (object);
  g_mutex_unlock (&reference_lock);
}

JsonArray *
oriel_json_array_ref (JsonArray *array)
{
  if (array == NULL)
    return NULL;

  g_mutex_lock (&reference_lock);
  json_array_ref (array);
  g_mutex_unlock (&reference_lock);
  return array;
}

void
oriel_json_array_unref (JsonArray *array)
{
  if (array == NULL)
    return;

  g_mutex_lock (&reference_lock);
  json_array_unref (array);
  g_mutex_unlock (&reference_lock);
}

/* json_node_copy() keeps a node's immutability, and shares its value, which json-glib counts
 * without a lock too. */
static JsonNode *
copy_scalar (JsonNode *node)
{
  JsonNode *copy = json_node_alloc ();

  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_node_init_null (copy);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_init_string (copy, json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_init_boolean (copy, json_node_get_boolean (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_init_int (copy, json_node_get_int (node));

  return json_node_init_double (copy, json_node_get_double (node));
}

static JsonArray *
copy_array (JsonArray *array)
{
  JsonArray *copy = json_array_sized_new (json_array_get_length (array));

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, oriel_json_copy_deep (json_array_get_element (array, i)));

  return copy;
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, oriel_json_copy_deep (member));

  return copy;
}

JsonNode *
oriel_json_copy_deep (JsonNode *node)
{
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (oriel_json_node_array (node) != NULL)
    {
      array = copy_array (oriel_json_node_array (node));
      return json_node_init_array (json_node_alloc (), array);
    }
  if (oriel_json_node_object (node) != NULL)
    {
      object = copy_object (oriel_json_node_object (node));
      return json_node_init_object (json_node_alloc (), object);
    }

  return copy_scalar (node);
}
