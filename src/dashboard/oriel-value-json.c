/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON as values of variables, and paths into it.
 */

#include "config.h"

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-value-formats.h"

#include <string.h>

/* Keys of one path at most. */
#define MAX_PATH_KEYS 64

static OrielValueItem
item_from_json (JsonNode *node, OrielArena *arena)
{
  OrielValueItem item = { ORIEL_VALUE_UNDEFINED, "" };
  char number[ORIEL_NUMBER_BUFFER];
  g_autofree char *json = NULL;

  if (node == NULL)
    return item;
  if (JSON_NODE_HOLDS_NULL (node))
    item.kind = ORIEL_VALUE_NULL;
  else if (!JSON_NODE_HOLDS_VALUE (node))
    {
      json = oriel_json_to_text (node, FALSE);
      item = (OrielValueItem){ ORIEL_VALUE_OBJECT, oriel_arena_strndup (arena, json, -1) };
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    item = (OrielValueItem){ ORIEL_VALUE_STRING,
                             oriel_arena_strndup (arena, json_node_get_string (node), -1) };
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    item = (OrielValueItem){ ORIEL_VALUE_BOOLEAN, json_node_get_boolean (node) ? "true" : "false" };
  else
    {
      oriel_number_to_string (json_node_get_double (node), number);
      item = (OrielValueItem){ ORIEL_VALUE_NUMBER, oriel_arena_strndup (arena, number, -1) };
    }

  return item;
}

OrielValue
oriel_value_from_json (JsonNode *node, OrielArena *arena)
{
  JsonArray *array = oriel_json_node_array (node);
  guint n = oriel_json_array_length (array);
  OrielValueItem single, *items;

  if (array == NULL)
    {
      single = item_from_json (node, arena);
      return (OrielValue){ .kind = single.kind, .text = single.text };
    }

  items = oriel_arena_new_array (arena, OrielValueItem, n);
  for (guint i = 0; i < n; i++)
    items[i] = item_from_json (json_array_get_element (array, i), arena);

  return (OrielValue){ .kind = ORIEL_VALUE_LIST, .text = "", .items = items, .n_items = n };
}

/* Cuts the next key off a path: a word, or what stands in brackets. NULL at the end. */
static char *
next_key (const char **path)
{
  const char *start = *path, *end;

  if (*start == '.')
    start++;
  if (*start == '\0')
    return NULL;

  if (*start == '[' && (start[1] == '"' || start[1] == '\''))
    {
      end = strchr (start + 2, start[1]);
      if (end == NULL)
        end = start + strlen (start);
      *path = *end != '\0' && end[1] == ']' ? end + 2 : end + strlen (end);
      return g_strndup (start + 2, (gsize) (end - start - 2));
    }

  if (*start == '[')
    {
      end = start + strcspn (start, "]");
      *path = *end != '\0' ? end + 1 : end;
      return g_strndup (start + 1, (gsize) (end - start - 1));
    }

  end = start + strcspn (start, ".[");
  *path = end;
  return g_strndup (start, (gsize) (end - start));
}

/* The member or element that `key` names; NULL when there is none. */
static JsonNode *
child_of (JsonNode *node, const char *key)
{
  JsonArray *array = oriel_json_node_array (node);
  JsonObject *object = oriel_json_node_object (node);
  guint64 index;

  if (object != NULL)
    return json_object_get_member (object, key);
  if (array != NULL && g_ascii_string_to_unsigned (key, 10, 0, G_MAXUINT, &index, NULL) &&
      index < json_array_get_length (array))
    return json_array_get_element (array, (guint) index);

  return NULL;
}

OrielValue
oriel_value_from_json_path (JsonNode *node, const char *path, OrielArena *arena)
{
  for (guint i = 0; i < MAX_PATH_KEYS && node != NULL; i++)
    {
      g_autofree char *key = next_key (&path);

      if (key == NULL)
        break;
      node = child_of (node, key);
    }

  return oriel_value_from_json (node, arena);
}
