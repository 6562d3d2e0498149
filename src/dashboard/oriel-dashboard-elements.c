/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Library panels that an exported dashboard carries along in `__elements`: their models take
 * the place of the references to them.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

/* What all inserted models together may weigh: about a node or 64 bytes of text a unit. A
 * model is copied for each panel that refers to it, so a small file could grow without end. */
#define MAX_WEIGHT 2000000

static guint64
weigh (JsonNode *node)
{
  JsonArray *array = oriel_json_node_array (node);
  JsonObject *object = oriel_json_node_object (node);
  const char *text = oriel_json_node_string (node);
  guint64 weight = 1;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (text != NULL)
    return 1 + strlen (text) / 64;

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    weight += weigh (json_array_get_element (array, i));

  if (object == NULL)
    return weight;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    weight += 1 + strlen (name) / 64 + weigh (value);

  return weight;
}

/* Models by uid; the keys and objects are borrowed from `root`. */
static GHashTable *
collect_models (JsonObject *root)
{
  GHashTable *models = g_hash_table_new (g_str_hash, g_str_equal);
  JsonNode *elements = oriel_json_member (root, "__elements");
  JsonObject *object = oriel_json_node_object (elements);
  JsonArray *array = oriel_json_node_array (elements);
  g_autoptr (GList) values = object != NULL ? json_object_get_values (object) : NULL;

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    values = g_list_prepend (values, json_array_get_element (array, i));

  for (GList *item = values; item != NULL; item = item->next)
    {
      JsonObject *element = oriel_json_node_object (item->data);
      const char *uid = oriel_json_string (element, "uid", NULL);
      JsonNode *model = oriel_json_member (element, "model");

      if (uid != NULL && oriel_json_node_object (model) != NULL)
        g_hash_table_insert (models, (gpointer) uid, model);
    }

  return models;
}

/* The panel keeps its place, id and title. */
static void
insert_model (JsonObject *panel, JsonNode *model)
{
  g_autoptr (JsonNode) copy = oriel_json_tree_copy (model);
  gboolean has_title = *oriel_json_string (panel, "title", "") != '\0';
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (copy));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gboolean is_own = g_str_equal (name, "id") || g_str_equal (name, "gridPos") ||
                        g_str_equal (name, "libraryPanel") ||
                        (has_title && g_str_equal (name, "title"));

      if (!is_own)
        json_object_set_member (panel, name, json_node_ref (value));
    }
}

static void
insert_models (JsonArray *panels, GHashTable *models, guint64 *left, gboolean with_nested)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);
      JsonObject *library = oriel_json_object (panel, "libraryPanel");
      const char *uid = oriel_json_string (library, "uid", NULL);
      JsonNode *model = uid != NULL ? g_hash_table_lookup (models, uid) : NULL;
      guint64 weight = model != NULL ? weigh (model) : 0;

      if (model != NULL && weight <= *left)
        {
          *left -= weight;
          insert_model (panel, model);
        }
      if (with_nested)
        insert_models (oriel_json_array (panel, "panels"), models, left, FALSE);
    }
}

void
oriel_dashboard_insert_elements (JsonObject *root)
{
  g_autoptr (GHashTable) models = collect_models (root);
  guint64 left = MAX_WEIGHT;

  if (g_hash_table_size (models) > 0)
    insert_models (oriel_json_array (root, "panels"), models, &left, TRUE);

  /* Else reading what is written would put them in again, as they were before migration. */
  oriel_json_remove (root, "__elements");
}
