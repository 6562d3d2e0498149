/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking into JSON; see oriel-json.h. Reading and writing have files of their own. */

#include "config.h"

#include "base/oriel-json.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"

GQuark
oriel_json_error_quark (void)
{
  return g_quark_from_static_string ("oriel-json-error-quark");
}

void
oriel_json_position (const char *text, gsize length, gsize offset, guint *line, guint *column)
{
  gsize end = MIN (offset, length);
  guint lines = 1, columns = 1;

  for (gsize i = 0; i < end; i++)
    {
      if (text[i] == '\n')
        {
          lines++;
          columns = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        columns++;
    }

  *line = lines;
  *column = columns;
}

JsonNode *
oriel_json_member (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

JsonObject *
oriel_json_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
oriel_json_node_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
oriel_json_node_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

const char *
oriel_json_string (JsonObject *object, const char *member, const char *fallback)
{
  const char *text = oriel_json_node_string (oriel_json_member (object, member));

  return text != NULL ? text : fallback;
}

double
oriel_json_number (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node = oriel_json_member (object, member);
  const char *text = oriel_json_node_string (node);
  double value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;
  if (text == NULL)
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? fallback
                                                             : json_node_get_double (node);

  value = *text != '\0' ? oriel_number_from_string (text) : NAN;
  return isnan (value) ? fallback : value;
}

gint64
oriel_json_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = oriel_json_member (object, member);
  double value;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);

  value = oriel_json_number (object, member, NAN);
  if (isnan (value))
    return fallback;
  if (value >= 9223372036854774784.)
    return G_MAXINT64;
  if (value <= -9223372036854774784.)
    return G_MININT64;

  return (gint64) value;
}

gboolean
oriel_json_boolean (JsonObject *object, const char *member, gboolean fallback)
{
  JsonNode *node = oriel_json_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

gboolean
oriel_json_is_true (JsonNode *node)
{
  double number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return node != NULL && !JSON_NODE_HOLDS_NULL (node);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  number = json_node_get_double (node);
  return number < 0 || number > 0;
}

JsonObject *
oriel_json_object (JsonObject *object, const char *member)
{
  return oriel_json_node_object (oriel_json_member (object, member));
}

JsonArray *
oriel_json_array (JsonObject *object, const char *member)
{
  return oriel_json_node_array (oriel_json_member (object, member));
}

guint
oriel_json_array_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
oriel_json_array_object (JsonArray *array, guint index)
{
  if (index >= oriel_json_array_length (array))
    return NULL;

  return oriel_json_node_object (json_array_get_element (array, index));
}

const char *
oriel_json_array_string (JsonArray *array, guint index)
{
  if (index >= oriel_json_array_length (array))
    return NULL;

  return oriel_json_node_string (json_array_get_element (array, index));
}

JsonNode *
oriel_json_path (JsonObject *object, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonNode *node = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      node = oriel_json_member (object, names[i]);
      object = oriel_json_node_object (node);
    }

  return node;
}
