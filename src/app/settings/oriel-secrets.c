/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets of connections, through libsecret. */

#include "config.h"

#include "app/settings/oriel-secrets.h"

#include <libsecret/secret.h>

#include "datasource/oriel-http.h"

static const SecretSchema schema = {
  ORIEL_APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
    { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "what", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef struct
{
  char *secret_id;
  char *what;
} Name;

static void
name_free (gpointer data)
{
  Name *name = data;

  g_free (name->secret_id);
  g_free (name->what);
  g_free (name);
}

static GTask *
new_task (const char *secret_id,
          const char *what,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Name *name = g_new0 (Name, 1);

  name->secret_id = g_strdup (secret_id);
  name->what = g_strdup (what);
  g_task_set_task_data (task, name, name_free);
  return task;
}

static void
looked_up_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Name *name = g_task_get_task_data (task);
  GError *error = NULL;
  char *value = secret_password_lookup_finish (result, &error);

  if (error)
    {
      g_task_return_error (task, error);
      return;
    }

  if (value)
    oriel_http_remember_secret (name->secret_id, name->what, value);
  g_task_return_boolean (task, value != NULL);
  secret_password_free (value);
}

void
oriel_secrets_load_async (const char *secret_id,
                          const char *what,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = new_task (secret_id, what, cancellable, callback, user_data);

  g_task_set_source_tag (task, oriel_secrets_load_async);
  secret_password_lookup (&schema, cancellable, looked_up_cb, task, "connection", secret_id, "what",
                          what, NULL);
}

gboolean
oriel_secrets_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
stored_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  g_application_release (g_application_get_default ());
  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
oriel_secrets_store_async (const char *secret_id,
                           const char *what,
                           const char *label,
                           const char *value,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = new_task (secret_id, what, cancellable, callback, user_data);

  g_task_set_source_tag (task, oriel_secrets_store_async);
  oriel_http_remember_secret (secret_id, what, value);
  g_application_hold (g_application_get_default ());
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable, stored_cb,
                         task, "connection", secret_id, "what", what, NULL);
}

gboolean
oriel_secrets_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_application_release (g_application_get_default ());
  secret_password_clear_finish (result, &error);
  if (error)
    g_message ("A secret could not be removed from the keyring: %s", error->message);
}

void
oriel_secrets_forget (const char *secret_id, const char *what)
{
  g_application_hold (g_application_get_default ());
  if (what)
    {
      oriel_http_remember_secret (secret_id, what, NULL);
      secret_password_clear (&schema, NULL, cleared_cb, NULL, "connection", secret_id, "what", what,
                             NULL);
    }
  else
    {
      oriel_http_forget_secrets (secret_id);
      secret_password_clear (&schema, NULL, cleared_cb, NULL, "connection", secret_id, NULL);
    }
}
