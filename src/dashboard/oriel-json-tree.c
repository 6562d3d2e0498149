/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-json-tree.h. The recursion is bounded by ORIEL_JSON_MAX_DEPTH, which the parser
 * has checked.
 */

#include "config.h"

#include "dashboard/oriel-json-tree.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"

static JsonNode *
copy_object (JsonObject *object, OrielJsonTextFunc replace, gpointer user_data)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, oriel_json_tree_copy_with (value, replace, user_data));

  return json_node_init_object (json_node_alloc (), copy);
}

static JsonNode *
copy_array (JsonArray *array, OrielJsonTextFunc replace, gpointer user_data)
{
  guint n = json_array_get_length (array);
  g_autoptr (JsonArray) copy = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    json_array_add_element (
      copy, oriel_json_tree_copy_with (json_array_get_element (array, i), replace, user_data));

  return json_node_init_array (json_node_alloc (), copy);
}

static JsonNode *
copy_value (JsonNode *node, OrielJsonTextFunc replace, gpointer user_data)
{
  const char *text = oriel_json_node_string (node);
  g_autofree char *replaced = text != NULL && replace != NULL ? replace (text, user_data) : NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  JsonNode *copy = json_node_new (JSON_NODE_VALUE);

  if (text != NULL)
    return json_node_init_string (copy, replaced != NULL ? replaced : text);

  json_node_get_value (node, &value);
  json_node_set_value (copy, &value);
  return copy;
}

JsonNode *
oriel_json_tree_copy_with (JsonNode *node, OrielJsonTextFunc replace, gpointer user_data)
{
  if (node == NULL)
    return NULL;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return copy_object (json_node_get_object (node), replace, user_data);
    case JSON_NODE_ARRAY:
      return copy_array (json_node_get_array (node), replace, user_data);
    case JSON_NODE_VALUE:
      return copy_value (node, replace, user_data);
    case JSON_NODE_NULL:
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}

JsonNode *
oriel_json_tree_copy (JsonNode *node)
{
  return oriel_json_tree_copy_with (node, NULL, NULL);
}

JsonObject *
oriel_json_tree_copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) copy = object != NULL ? copy_object (object, NULL, NULL) : NULL;

  return copy != NULL ? json_node_dup_object (copy) : json_object_new ();
}

char *
oriel_json_dup_scalar (JsonNode *node)
{
  const char *text = oriel_json_node_string (node);
  char buffer[ORIEL_NUMBER_BUFFER];

  if (text != NULL)
    return g_strdup (text);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  oriel_number_to_string (json_node_get_double (node), buffer);
  return g_strdup (buffer);
}

char *
oriel_json_dup_string (JsonObject *object, const char *member)
{
  return g_strdup (oriel_json_string (object, member, NULL));
}

const char *
oriel_json_short_string (JsonObject *object, const char *member)
{
  const char *text = oriel_json_string (object, member, NULL);

  return text != NULL && strlen (text) <= ORIEL_JSON_SHORT ? text : NULL;
}

gboolean
oriel_json_is_number (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  type = json_node_get_value_type (node);
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

gboolean
oriel_json_is_truthy (JsonNode *node)
{
  const char *text = oriel_json_node_string (node);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return TRUE;
  if (text != NULL)
    return *text != '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  return json_node_get_double (node) != 0;
}

gboolean
oriel_json_has_truthy (JsonObject *object, const char *member)
{
  return oriel_json_is_truthy (oriel_json_member (object, member));
}

JsonObject *
oriel_json_ensure_object (JsonObject *object, const char *member)
{
  JsonObject *child = oriel_json_object (object, member);

  if (child == NULL)
    {
      child = json_object_new ();
      json_object_set_object_member (object, member, child);
    }

  return child;
}

JsonArray *
oriel_json_ensure_array (JsonObject *object, const char *member)
{
  JsonArray *child = oriel_json_array (object, member);

  if (child == NULL)
    {
      child = json_array_new ();
      json_object_set_array_member (object, member, child);
    }

  return child;
}

void
oriel_json_set_number (JsonObject *object, const char *member, double value)
{
  if (value == floor (value) && fabs (value) < 9007199254740992.)
    json_object_set_int_member (object, member, (gint64) value);
  else
    json_object_set_double_member (object, member, value);
}

void
oriel_json_set_copy (JsonObject *object, const char *member, JsonNode *node)
{
  if (node != NULL)
    json_object_set_member (object, member, oriel_json_tree_copy (node));
}

void
oriel_json_copy_members (JsonObject *to, JsonObject *from)
{
  g_autoptr (JsonObject) kept = from != NULL ? json_object_ref (from) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (kept == NULL)
    return;

  json_object_iter_init_ordered (&iter, kept);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    oriel_json_set_copy (to, name, value);
}

void
oriel_json_rename (JsonObject *object, const char *member, const char *name)
{
  JsonNode *node =
    json_object_has_member (object, member) ? json_object_dup_member (object, member) : NULL;

  if (node == NULL)
    return;

  json_object_remove_member (object, member);
  json_object_set_member (object, name, node);
}

void
oriel_json_remove (JsonObject *object, const char *member)
{
  if (object != NULL && json_object_has_member (object, member))
    json_object_remove_member (object, member);
}

JsonObject *
oriel_json_object_from_text (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (quoted, NULL);

  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  return json_node_dup_object (node);
}
