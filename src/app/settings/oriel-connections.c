/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All connections. The data sources follow the list; those of a command line are theirs alone
 * and never saved. */

#include "config.h"

#include "app/settings/oriel-connections.h"

#include "app/settings/oriel-secrets.h"
#include "datasource/demo/oriel-demo.h"

#define MAX_CONNECTIONS 200

struct _OrielConnections
{
  GObject parent_instance;

  GFile *file;
  GListStore *list; /* of OrielConnection */
  OrielDataSources *sources;
  guint n_secrets; /* being looked up */
  gboolean loaded, ready;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OrielConnections,
                               oriel_connections,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SOURCES_CHANGED,
  READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return ORIEL_TYPE_CONNECTION;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ORIEL_CONNECTIONS (model)->list));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (ORIEL_CONNECTIONS (model)->list), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* --- the file --- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_application_release (g_application_get_default ());
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_warning ("Connections could not be saved: %s", error->message);
}

static void
save (OrielConnections *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  g_autoptr (GBytes) bytes = NULL;
  guint n = get_n_items (G_LIST_MODEL (self));
  gsize length;
  char *text;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielConnection) connection = get_item (G_LIST_MODEL (self), i);
      g_autofree char *group = g_strdup_printf ("connection-%u", i);

      oriel_connection_write (connection, file, group);
    }

  text = g_key_file_to_data (file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  /* A folder that can't be made shows when the file is written. */
  g_file_make_directory_with_parents (folder, NULL, NULL);
  g_application_hold (g_application_get_default ());
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       saved_cb, NULL);
}

/* --- sources --- */

static void
add_source (OrielConnections *self, OrielConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDataSource) source =
    oriel_data_source_new (oriel_connection_get_settings (connection), &error);

  if (source)
    oriel_data_sources_add (self->sources, source);
  else
    g_message ("Connection “%s” can't be used: %s",
               oriel_connection_get_settings (connection)->name, error->message);
}

static void
announce (OrielConnections *self)
{
  g_signal_emit (self, signals[SOURCES_CHANGED], 0);
}

static void
check_ready (OrielConnections *self)
{
  if (self->ready || !self->loaded || self->n_secrets > 0)
    return;

  self->ready = TRUE;
  g_signal_emit (self, signals[READY], 0);
}

static void
secret_loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielConnections) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Without its secret a connection fails with the server's words, where it is asked. */
  oriel_secrets_load_finish (result, &error);
  if (error)
    g_message ("The keyring could not be asked: %s", error->message);

  self->n_secrets--;
  check_ready (self);
}

static void
load_secrets (OrielConnections *self, OrielConnection *connection)
{
  const char *id = oriel_connection_get_settings (connection)->http.secret_id;
  g_auto (GStrv) names = oriel_connection_dup_secret_names (connection);

  for (guint i = 0; id && names[i]; i++)
    {
      self->n_secrets++;
      oriel_secrets_load_async (id, names[i], NULL, secret_loaded_cb, g_object_ref (self));
    }
}

static void
read_text (OrielConnections *self, const char *text, gsize length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, &error))
    g_warning ("Connections could not be read: %s", error->message);

  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] && i < MAX_CONNECTIONS; i++)
    {
      g_autoptr (OrielConnection) connection = oriel_connection_read (file, groups[i]);

      if (!connection)
        continue;
      g_list_store_append (self->list, connection);
      add_source (self, connection);
      load_secrets (self, connection);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielConnections) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    read_text (self, text, length);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_warning ("Connections could not be read: %s", error->message);

  self->loaded = TRUE;
  announce (self);
  check_ready (self);
}

/* --- the object --- */

static void
oriel_connections_finalize (GObject *object)
{
  OrielConnections *self = ORIEL_CONNECTIONS (object);

  g_clear_object (&self->file);
  g_clear_object (&self->list);
  g_clear_pointer (&self->sources, oriel_data_sources_free);

  G_OBJECT_CLASS (oriel_connections_parent_class)->finalize (object);
}

static void
oriel_connections_class_init (OrielConnectionsClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oriel_connections_finalize;

  signals[SOURCES_CHANGED] =
    g_signal_new ("sources-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READY] =
    g_signal_new ("ready", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
items_changed_cb (OrielConnections *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
oriel_connections_init (OrielConnections *self)
{
  self->list = g_list_store_new (ORIEL_TYPE_CONNECTION);
  self->sources = oriel_data_sources_new ();
  oriel_demo_add_source (self->sources);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
}

OrielConnections *
oriel_connections_new (GFile *file)
{
  OrielConnections *self = g_object_new (ORIEL_TYPE_CONNECTIONS, NULL);

  self->file = g_object_ref (file);
  return self;
}

void
oriel_connections_load (OrielConnections *self)
{
  g_file_load_contents_async (self->file, NULL, loaded_cb, g_object_ref (self));
}

gboolean
oriel_connections_is_ready (OrielConnections *self)
{
  return self->ready;
}

OrielDataSources *
oriel_connections_get_sources (OrielConnections *self)
{
  return self->sources;
}

/* The secrets that `older` needed and `connection` does not. */
static void
forget_unneeded_secrets (OrielConnection *connection, OrielConnection *older)
{
  const char *id = oriel_connection_get_settings (older)->http.secret_id;
  g_auto (GStrv) before = oriel_connection_dup_secret_names (older);
  g_auto (GStrv) now = oriel_connection_dup_secret_names (connection);

  for (guint i = 0; id && before[i]; i++)
    if (!g_strv_contains ((const char *const *) now, before[i]))
      oriel_secrets_forget (id, before[i]);
}

void
oriel_connections_put (OrielConnections *self, OrielConnection *connection, OrielConnection *older)
{
  guint position;

  if (older && g_list_store_find (self->list, older, &position))
    {
      forget_unneeded_secrets (connection, older);
      oriel_data_sources_remove (self->sources, oriel_connection_get_settings (older)->name);
      g_list_store_splice (self->list, position, 1, (gpointer *) &connection, 1);
    }
  else
    {
      g_list_store_append (self->list, connection);
    }

  add_source (self, connection);
  save (self);
  announce (self);
}

void
oriel_connections_remove (OrielConnections *self, OrielConnection *connection)
{
  const OrielDataSourceSettings *settings = oriel_connection_get_settings (connection);
  guint position;

  if (!g_list_store_find (self->list, connection, &position))
    return;

  if (settings->http.secret_id)
    oriel_secrets_forget (settings->http.secret_id, NULL);
  oriel_data_sources_remove (self->sources, settings->name);
  g_list_store_remove (self->list, position);
  save (self);
  announce (self);
}

gboolean
oriel_connections_add_argument (OrielConnections *self, const char *argument, GError **error)
{
  if (!oriel_data_sources_add_argument (self->sources, argument, error))
    return FALSE;

  announce (self);
  return TRUE;
}

gboolean
oriel_connections_add_provisioned (OrielConnections *self, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);

  if (!oriel_data_sources_add_provisioned (self->sources, file, issues, error))
    return FALSE;

  for (guint i = 0; i < issues->len; i++)
    g_message ("%s", (const char *) g_ptr_array_index (issues, i));
  announce (self);
  return TRUE;
}
