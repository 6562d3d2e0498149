/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person would miss after a restart. See the header; the file's members are
 * window, tabs, selected, views, inputs, recent and ranges. */

#include "config.h"

#include "app/oriel-state.h"

#include "base/oriel-json.h"

#define MAX_FILE_BYTES (4u * 1024 * 1024)
#define MAX_RECENT 20
#define MAX_RANGES 8
#define MAX_VIEWS 200
#define WRITE_DELAY_MS 300

struct _OrielState
{
  GObject parent_instance;

  GFile *file;
  JsonNode *root; /* an object, never NULL */

  guint write_source;
  gboolean dirty;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (OrielState, oriel_state, G_TYPE_OBJECT)

enum
{
  RECENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static JsonObject *
root_object (OrielState *self)
{
  return json_node_get_object (self->root);
}

static JsonNode *
empty_root (void)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, json_object_new ());
  return node;
}

/* The object member `name` of `parent`, made when it is missing. */
static JsonObject *
ensure_object (JsonObject *parent, const char *name)
{
  if (!oriel_json_object (parent, name))
    json_object_set_object_member (parent, name, json_object_new ());

  return json_object_get_object_member (parent, name);
}

static JsonArray *
ensure_array (JsonObject *parent, const char *name)
{
  if (!oriel_json_array (parent, name))
    json_object_set_array_member (parent, name, json_array_new ());

  return json_object_get_array_member (parent, name);
}

static GBytes *
to_bytes (OrielState *self)
{
  char *text = oriel_json_to_text (self->root, TRUE);

  return g_bytes_new_take (text, strlen (text));
}

static void write_soon (OrielState *self);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielState) self = user_data;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("The state could not be saved: %s", error->message);
  if (self->dirty)
    write_soon (self);
}

/* A folder that exists already is no error, any other failure shows when the file is written. */
static void
make_folder (OrielState *self)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->file);

  g_file_make_directory_with_parents (folder, NULL, NULL);
}

static gboolean
write_cb (gpointer user_data)
{
  OrielState *self = user_data;
  g_autoptr (GBytes) bytes = NULL;

  self->write_source = 0;
  if (self->writing)
    return G_SOURCE_REMOVE;

  self->dirty = FALSE;
  self->writing = TRUE;
  make_folder (self);
  bytes = to_bytes (self);
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
write_soon (OrielState *self)
{
  if (self->write_source == 0)
    self->write_source = g_timeout_add (WRITE_DELAY_MS, write_cb, self);
}

/* Puts `element` (taken) in front of the array, drops others that are equal in `keys`, and keeps
 * at most `limit`. */
static void
push_front (JsonObject *parent,
            const char *name,
            JsonObject *element,
            const char *const *keys,
            guint limit)
{
  JsonArray *old = ensure_array (parent, name);
  JsonArray *fresh = json_array_new ();

  json_array_add_object_element (fresh, element);
  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      JsonObject *other = oriel_json_array_object (old, i);
      gboolean same = TRUE;

      for (guint k = 0; other && keys[k]; k++)
        same = same && g_strcmp0 (oriel_json_string (other, keys[k], NULL),
                                  oriel_json_string (element, keys[k], NULL)) == 0;
      if (other && !same && json_array_get_length (fresh) < limit)
        json_array_add_object_element (fresh, json_object_ref (other));
    }

  json_object_set_array_member (parent, name, fresh);
}

static JsonNode *
load_text (const char *name, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) node = oriel_json_parse (name, text, (gssize) length, MAX_FILE_BYTES, error);

  if (!node)
    return NULL;
  if (!oriel_json_node_object (node))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is not an object", name);
      return NULL;
    }

  return g_steal_pointer (&node);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OrielState *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  JsonNode *root = NULL;

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  root = load_text (g_file_peek_path (G_FILE (source)), text, length, &error);
  if (!root)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_pointer (&self->root, json_node_unref);
  self->root = root;
  g_signal_emit (self, signals[RECENT_CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
oriel_state_finalize (GObject *object)
{
  OrielState *self = ORIEL_STATE (object);

  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_object (&self->file);
  g_clear_pointer (&self->root, json_node_unref);

  G_OBJECT_CLASS (oriel_state_parent_class)->finalize (object);
}

static void
oriel_state_class_init (OrielStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oriel_state_finalize;

  signals[RECENT_CHANGED] = g_signal_new ("recent-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oriel_state_init (OrielState *self)
{
  self->root = empty_root ();
}

OrielState *
oriel_state_new (GFile *file)
{
  OrielState *self = g_object_new (ORIEL_TYPE_STATE, NULL);

  self->file = g_object_ref (file);
  return self;
}

void
oriel_state_load_async (OrielState *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oriel_state_load_async);
  g_file_load_contents_async (self->file, cancellable, loaded_cb, task);
}

gboolean
oriel_state_load_finish (OrielState *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
oriel_state_touch (OrielState *self)
{
  self->dirty = TRUE;
  write_soon (self);
}

void
oriel_state_flush (OrielState *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  g_clear_handle_id (&self->write_source, g_source_remove);
  if (!self->dirty && !self->writing)
    return;

  make_folder (self);
  bytes = to_bytes (self);
  data = g_bytes_get_data (bytes, &size);
  if (!g_file_replace_contents (self->file, data, size, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                NULL, &error))
    g_message ("The state could not be saved: %s", error->message);
  self->dirty = FALSE;
}

void
oriel_state_get_window (OrielState *self, int *width, int *height, gboolean *maximized)
{
  JsonObject *window = oriel_json_object (root_object (self), "window");

  *width = (int) CLAMP (oriel_json_int (window, "width", 1280), 360, 16384);
  *height = (int) CLAMP (oriel_json_int (window, "height", 820), 294, 16384);
  *maximized = oriel_json_boolean (window, "maximized", FALSE);
}

void
oriel_state_set_window (OrielState *self, int width, int height, gboolean maximized)
{
  JsonObject *window = ensure_object (root_object (self), "window");

  json_object_set_int_member (window, "width", width);
  json_object_set_int_member (window, "height", height);
  json_object_set_boolean_member (window, "maximized", maximized);
  oriel_state_touch (self);
}

char **
oriel_state_dup_tabs (OrielState *self, int *selected)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *tabs = oriel_json_array (root_object (self), "tabs");

  for (guint i = 0; i < oriel_json_array_length (tabs); i++)
    {
      const char *uri = oriel_json_array_string (tabs, i);

      if (uri)
        g_strv_builder_add (builder, uri);
    }

  *selected = (int) CLAMP (oriel_json_int (root_object (self), "selected", -1), -1, 10000);
  return g_strv_builder_end (builder);
}

void
oriel_state_set_tabs (OrielState *self, const char *const *uris, int selected)
{
  JsonArray *tabs = json_array_new ();

  for (guint i = 0; uris[i]; i++)
    json_array_add_string_element (tabs, uris[i]);
  json_object_set_array_member (root_object (self), "tabs", tabs);
  json_object_set_int_member (root_object (self), "selected", selected);
  oriel_state_touch (self);
}

/* Forgets the oldest view when there are too many: json-glib keeps members in their order. */
static void
limit_members (JsonObject *object)
{
  g_autoptr (GList) names = NULL;

  if (json_object_get_size (object) < MAX_VIEWS)
    return;

  names = json_object_get_members (object);
  json_object_remove_member (object, names->data);
}

JsonObject *
oriel_state_get_view (OrielState *self, const char *uri)
{
  JsonObject *views = ensure_object (root_object (self), "views");

  if (!json_object_has_member (views, uri))
    limit_members (views);
  return ensure_object (views, uri);
}

JsonObject *
oriel_state_get_inputs (OrielState *self, const char *uri)
{
  JsonObject *inputs = ensure_object (root_object (self), "inputs");

  if (!json_object_has_member (inputs, uri))
    limit_members (inputs);
  return ensure_object (inputs, uri);
}

GArray *
oriel_state_dup_recent (OrielState *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (OrielRecent));
  JsonArray *array = oriel_json_array (root_object (self), "recent");

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielRecent recent = { .uri = oriel_json_string (object, "uri", NULL) };

      recent.title = oriel_json_string (object, "title", recent.uri);
      if (recent.uri)
        g_array_append_val (list, recent);
    }

  return list;
}

void
oriel_state_add_recent (OrielState *self, const char *uri, const char *title)
{
  JsonObject *recent = json_object_new ();

  json_object_set_string_member (recent, "uri", uri);
  json_object_set_string_member (recent, "title", title);
  push_front (root_object (self), "recent", recent, (const char *const[]){ "uri", NULL },
              MAX_RECENT);
  oriel_state_touch (self);
  g_signal_emit (self, signals[RECENT_CHANGED], 0);
}

void
oriel_state_remove_recent (OrielState *self, const char *uri)
{
  JsonArray *array = ensure_array (root_object (self), "recent");

  for (guint i = json_array_get_length (array); i > 0; i--)
    {
      JsonObject *object = oriel_json_array_object (array, i - 1);

      if (g_strcmp0 (oriel_json_string (object, "uri", NULL), uri) == 0)
        json_array_remove_element (array, i - 1);
    }
  oriel_state_touch (self);
  g_signal_emit (self, signals[RECENT_CHANGED], 0);
}

char **
oriel_state_dup_ranges (OrielState *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = oriel_json_array (root_object (self), "ranges");

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      const char *from = oriel_json_string (object, "from", NULL);
      const char *to = oriel_json_string (object, "to", NULL);

      if (from && to)
        g_strv_builder_add_many (builder, from, to, NULL);
    }

  return g_strv_builder_end (builder);
}

void
oriel_state_add_range (OrielState *self, const char *from, const char *to)
{
  JsonObject *range = json_object_new ();

  json_object_set_string_member (range, "from", from);
  json_object_set_string_member (range, "to", to);
  push_front (root_object (self), "ranges", range, (const char *const[]){ "from", "to", NULL },
              MAX_RANGES);
  oriel_state_touch (self);
}
