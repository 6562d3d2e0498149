/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See spy.h. */

#include "config.h"

#include "spy.h"

#include "base/oriel-json.h"

JsonNode *__real_json_object_get_member (JsonObject *object, const char *name);
JsonNode *__wrap_json_object_get_member (JsonObject *object, const char *name);
gboolean __real_json_object_has_member (JsonObject *object, const char *name);
gboolean __wrap_json_object_has_member (JsonObject *object, const char *name);

static GMutex lock;
static GHashTable *watched; /* JsonObject → its path, which the table owns */
static GHashTable *read_paths;

static char *
join (const char *prefix, const char *name)
{
  return *prefix == '\0' ? g_strdup (name) : g_strconcat (prefix, ".", name, NULL);
}

static void
look (JsonObject *object, const char *name)
{
  const char *path;

  g_mutex_lock (&lock);
  path = watched != NULL ? g_hash_table_lookup (watched, object) : NULL;
  if (path != NULL)
    g_hash_table_add (read_paths, join (path, name));
  g_mutex_unlock (&lock);
}

JsonNode *
__wrap_json_object_get_member (JsonObject *object, const char *name)
{
  look (object, name);
  return __real_json_object_get_member (object, name);
}

gboolean
__wrap_json_object_has_member (JsonObject *object, const char *name)
{
  look (object, name);
  return __real_json_object_has_member (object, name);
}

static void
watch (JsonObject *object, const char *path, guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_hash_table_insert (watched, object, g_strdup (path));
  if (depth == SPY_DEPTH)
    return;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *child = join (path, name);

      if (JSON_NODE_HOLDS_OBJECT (value))
        watch (json_node_get_object (value), child, depth + 1);
    }
}

void
spy_watch (JsonObject *object, const char *prefix, GHashTable *read)
{
  g_mutex_lock (&lock);
  if (watched == NULL)
    watched = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  read_paths = read;
  watch (object, prefix, 1);
  g_mutex_unlock (&lock);
}

void
spy_stop (void)
{
  g_mutex_lock (&lock);
  g_clear_pointer (&watched, g_hash_table_unref);
  read_paths = NULL;
  g_mutex_unlock (&lock);
}

static void
list_paths (JsonObject *object,
            const char *prefix,
            guint depth,
            void (*found) (const char *path, gpointer user_data),
            gpointer user_data)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *path = join (prefix, name);
      JsonObject *inner = oriel_json_node_object (value);

      if (inner != NULL && json_object_get_size (inner) > 0 && depth < SPY_DEPTH)
        list_paths (inner, path, depth + 1, found, user_data);
      else
        found (path, user_data);
    }
}

void
spy_list_paths (JsonObject *object,
                const char *prefix,
                void (*found) (const char *path, gpointer user_data),
                gpointer user_data)
{
  list_paths (object, prefix, 1, found, user_data);
}
