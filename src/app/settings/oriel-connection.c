/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server that was connected. */

#include "config.h"

#include "app/settings/oriel-connection.h"

struct _OrielConnection
{
  GObject parent_instance;

  OrielDataSourceSettings settings;
  OrielHealth health;
  char *message;
  GCancellable *checking; /* nullable */
};

G_DEFINE_FINAL_TYPE (OrielConnection, oriel_connection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Where a text of the settings lies, and its key in the file. */
typedef struct
{
  const char *key;
  gsize offset;
} TextKey;

#define TEXT(key, member)                                                                          \
  {                                                                                                \
    key, G_STRUCT_OFFSET (OrielDataSourceSettings, member)                                         \
  }

static const TextKey text_keys[] = {
  TEXT ("name", name),
  TEXT ("uid", uid),
  TEXT ("type", type),
  TEXT ("url", url),
  TEXT ("scrape-interval", scrape_interval),
  TEXT ("http-method", http_method),
  TEXT ("query-parameters", query_parameters),
  TEXT ("user", http.user),
  TEXT ("secret-id", http.secret_id),
  TEXT ("ca-file", http.ca_file),
  TEXT ("client-certificate-file", http.client_certificate_file),
  TEXT ("client-key-file", http.client_key_file),
};

static const char *const auth_names[] = { "none", "basic", "bearer" };

static void
set_health (OrielConnection *self, OrielHealth health, const char *message)
{
  self->health = health;
  g_free (self->message);
  self->message = g_strdup (message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
oriel_connection_finalize (GObject *object)
{
  OrielConnection *self = ORIEL_CONNECTION (object);

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  oriel_data_source_settings_clear (&self->settings);
  g_free (self->message);

  G_OBJECT_CLASS (oriel_connection_parent_class)->finalize (object);
}

static void
oriel_connection_class_init (OrielConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oriel_connection_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
oriel_connection_init (OrielConnection *self)
{
  self->message = g_strdup ("");
}

OrielConnection *
oriel_connection_new_take (OrielDataSourceSettings *settings)
{
  OrielConnection *self = g_object_new (ORIEL_TYPE_CONNECTION, NULL);

  self->settings = *settings;
  *settings = (OrielDataSourceSettings){ NULL };
  return self;
}

static OrielAuthKind
auth_of (const char *name)
{
  for (guint i = 0; name && i < G_N_ELEMENTS (auth_names); i++)
    if (g_str_equal (name, auth_names[i]))
      return (OrielAuthKind) i;

  return ORIEL_AUTH_NONE;
}

OrielConnection *
oriel_connection_read (GKeyFile *file, const char *group)
{
  OrielDataSourceSettings settings = { NULL };
  g_autofree char *auth = g_key_file_get_string (file, group, "auth", NULL);
  OrielConnection *self;

  for (guint i = 0; i < G_N_ELEMENTS (text_keys); i++)
    G_STRUCT_MEMBER (char *, &settings, text_keys[i].offset) =
      g_key_file_get_string (file, group, text_keys[i].key, NULL);
  settings.is_default = g_key_file_get_boolean (file, group, "default", NULL);
  settings.timeout_s = g_key_file_get_double (file, group, "timeout", NULL);
  settings.http.auth = auth_of (auth);
  settings.http.headers = g_key_file_get_string_list (file, group, "headers", NULL, NULL);
  settings.http.secret_headers =
    g_key_file_get_string_list (file, group, "secret-headers", NULL, NULL);
  settings.http.skip_verify = g_key_file_get_boolean (file, group, "skip-verify", NULL);
  if (!settings.type)
    settings.type = g_strdup ("prometheus");

  self = oriel_connection_new_take (&settings);
  if (!self->settings.name || !self->settings.url)
    g_clear_object (&self);
  return self;
}

static void
write_list (GKeyFile *file, const char *group, const char *key, char **list)
{
  if (list)
    g_key_file_set_string_list (file, group, key, (const char *const *) list, g_strv_length (list));
}

void
oriel_connection_write (OrielConnection *self, GKeyFile *file, const char *group)
{
  const OrielDataSourceSettings *settings = &self->settings;

  for (guint i = 0; i < G_N_ELEMENTS (text_keys); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, settings, text_keys[i].offset);

      if (text && *text)
        g_key_file_set_string (file, group, text_keys[i].key, text);
    }
  g_key_file_set_boolean (file, group, "default", settings->is_default);
  g_key_file_set_string (file, group, "auth", auth_names[settings->http.auth]);
  g_key_file_set_boolean (file, group, "skip-verify", settings->http.skip_verify);
  if (settings->timeout_s > 0)
    g_key_file_set_double (file, group, "timeout", settings->timeout_s);
  write_list (file, group, "headers", settings->http.headers);
  write_list (file, group, "secret-headers", settings->http.secret_headers);
}

const OrielDataSourceSettings *
oriel_connection_get_settings (OrielConnection *self)
{
  return &self->settings;
}

OrielHealth
oriel_connection_get_health (OrielConnection *self)
{
  return self->health;
}

const char *
oriel_connection_get_message (OrielConnection *self)
{
  return self->message;
}

typedef struct
{
  OrielConnection *connection;
  OrielDataSource *source;
} Check;

static void
checked_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Check *check = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *found =
    oriel_data_source_get_class (check->source)->check_finish (check->source, result, &error);

  if (found)
    set_health (check->connection, ORIEL_HEALTH_GOOD, found);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_health (check->connection, ORIEL_HEALTH_BAD, error->message);

  oriel_data_source_unref (check->source);
  g_object_unref (check->connection);
  g_free (check);
}

void
oriel_connection_check (OrielConnection *self)
{
  g_autoptr (GError) error = NULL;
  OrielDataSource *source = oriel_data_source_new (&self->settings, &error);
  Check *check;

  if (!source)
    {
      set_health (self, ORIEL_HEALTH_BAD, error->message);
      return;
    }

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  set_health (self, ORIEL_HEALTH_CHECKING, "");

  check = g_new0 (Check, 1);
  check->connection = g_object_ref (self);
  check->source = source;
  oriel_data_source_get_class (source)->check_async (source, self->checking, checked_cb, check);
}

char **
oriel_connection_dup_secret_names (OrielConnection *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (self->settings.http.auth == ORIEL_AUTH_BASIC)
    g_strv_builder_add (names, ORIEL_HTTP_SECRET_PASSWORD);
  if (self->settings.http.auth == ORIEL_AUTH_BEARER)
    g_strv_builder_add (names, ORIEL_HTTP_SECRET_TOKEN);
  if (self->settings.http.secret_headers)
    g_strv_builder_addv (names, (const char **) self->settings.http.secret_headers);

  return g_strv_builder_end (names);
}
