/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Settings of HTTP sources, their secrets, and how both become headers.
 *
 * A secret is fetched when a request is made, put into its header, and wiped. Nothing here
 * writes one into a message or a log. */

#include "config.h"

#include "datasource/oriel-http-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static OrielSecretFunc secret_func;
static gpointer secret_data;
static GHashTable *remembered; /* "id\nwhat" → value; nullable */

void
oriel_http_set_secret_func (OrielSecretFunc func, gpointer user_data)
{
  secret_func = func;
  secret_data = user_data;
}

static void
wipe_free (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

typedef char Secret;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Secret, wipe_free)

static char *
secret_key (const char *secret_id, const char *what)
{
  return g_strconcat (secret_id, "\n", what, NULL);
}

void
oriel_http_remember_secret (const char *secret_id, const char *what, const char *value)
{
  g_autofree char *key = secret_key (secret_id, what);

  if (remembered == NULL)
    remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wipe_free);

  if (value == NULL)
    g_hash_table_remove (remembered, key);
  else
    g_hash_table_replace (remembered, g_steal_pointer (&key), g_strdup (value));
}

void
oriel_http_copy_secret (const char *from_id, const char *to_id, const char *what)
{
  g_autofree char *key = secret_key (from_id, what);

  oriel_http_remember_secret (to_id, what,
                              remembered != NULL ? g_hash_table_lookup (remembered, key) : NULL);
}

static gboolean
has_prefix (gpointer key, gpointer value G_GNUC_UNUSED, gpointer prefix)
{
  return g_str_has_prefix (key, prefix);
}

void
oriel_http_forget_secrets (const char *secret_id)
{
  g_autofree char *prefix = secret_key (secret_id, "");

  if (remembered != NULL)
    g_hash_table_foreach_remove (remembered, has_prefix, prefix);
}

static Secret *
dup_secret (const char *secret_id, const char *what)
{
  char *value = NULL;

  if (secret_id == NULL)
    return NULL;

  if (secret_func != NULL)
    value = secret_func (secret_id, what, secret_data);
  if (value == NULL && remembered != NULL)
    {
      g_autofree char *key = secret_key (secret_id, what);

      value = g_strdup (g_hash_table_lookup (remembered, key));
    }

  return value;
}

void
oriel_http_settings_copy (OrielHttpSettings *to, const OrielHttpSettings *from)
{
  *to = *from;
  to->user = g_strdup (from->user);
  to->secret_id = g_strdup (from->secret_id);
  to->headers = g_strdupv (from->headers);
  to->secret_headers = g_strdupv (from->secret_headers);
  to->ca_file = g_strdup (from->ca_file);
  to->client_certificate_file = g_strdup (from->client_certificate_file);
  to->client_key_file = g_strdup (from->client_key_file);
}

void
oriel_http_settings_clear (OrielHttpSettings *settings)
{
  g_free (settings->user);
  g_free (settings->secret_id);
  g_strfreev (settings->headers);
  g_strfreev (settings->secret_headers);
  g_free (settings->ca_file);
  g_free (settings->client_certificate_file);
  g_free (settings->client_key_file);
  memset (settings, 0, sizeof *settings);
}

gboolean
oriel_http_settings_have_credentials (const OrielHttpSettings *settings)
{
  return settings->auth != ORIEL_AUTH_NONE || settings->headers != NULL ||
         settings->secret_headers != NULL || settings->client_certificate_file != NULL;
}

/* RFC 9110, 5.6.2: the characters of a field name. */
static gboolean
is_header_name (const char *name)
{
  if (*name == '\0')
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-.^_`|~", *c) == NULL)
      return FALSE;

  return TRUE;
}

/* A line break in a value would begin a header of its own. */
static gboolean
is_header_value (const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    if ((guchar) *c < 0x20 && *c != '\t')
      return FALSE;

  return TRUE;
}

static gboolean
set_header (SoupMessage *message, const char *name, const char *value, GError **error)
{
  if (!is_header_name (name) || !is_header_value (value))
    {
      g_set_error (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONTENT,
                   _ ("the header “%s” has characters that can't be sent"), name);
      return FALSE;
    }

  soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
  return TRUE;
}

static gboolean
set_plain_headers (const OrielHttpSettings *settings, SoupMessage *message, GError **error)
{
  for (guint i = 0; settings->headers != NULL && settings->headers[i] != NULL; i++)
    {
      const char *line = settings->headers[i];
      const char *colon = strchr (line, ':');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (colon == NULL)
        {
          g_set_error_literal (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONTENT,
                               _ ("a header is not written as “Name: value”"));
          return FALSE;
        }

      name = g_strstrip (g_strndup (line, (gsize) (colon - line)));
      value = g_strstrip (g_strdup (colon + 1));
      if (!set_header (message, name, value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_secret_headers (const OrielHttpSettings *settings, SoupMessage *message, GError **error)
{
  for (guint i = 0; settings->secret_headers != NULL && settings->secret_headers[i] != NULL; i++)
    {
      const char *name = settings->secret_headers[i];
      g_autoptr (Secret) value = dup_secret (settings->secret_id, name);

      if (value != NULL && !set_header (message, name, value, error))
        return FALSE;
    }

  return TRUE;
}

/* RFC 7617: the base64 of `user:password`, in UTF-8. */
static char *
basic_credentials (const char *user, const char *password)
{
  g_autoptr (Secret) pair =
    g_strconcat (user != NULL ? user : "", ":", password != NULL ? password : "", NULL);

  return g_base64_encode ((const guchar *) pair, strlen (pair));
}

static gboolean
set_authorization (const OrielHttpSettings *settings, SoupMessage *message, GError **error)
{
  g_autoptr (Secret) secret = NULL;
  g_autoptr (Secret) line = NULL;

  if (settings->auth == ORIEL_AUTH_BASIC)
    {
      g_autoptr (Secret) pair = NULL;

      secret = dup_secret (settings->secret_id, ORIEL_HTTP_SECRET_PASSWORD);
      pair = basic_credentials (settings->user, secret);
      line = g_strconcat ("Basic ", pair, NULL);
    }
  else if (settings->auth == ORIEL_AUTH_BEARER)
    {
      secret = dup_secret (settings->secret_id, ORIEL_HTTP_SECRET_TOKEN);
      line = secret != NULL ? g_strconcat ("Bearer ", secret, NULL) : NULL;
    }

  return line == NULL || set_header (message, "Authorization", line, error);
}

gboolean
oriel_http_settings_apply (const OrielHttpSettings *settings, SoupMessage *message, GError **error)
{
  return set_plain_headers (settings, message, error) &&
         set_secret_headers (settings, message, error) &&
         set_authorization (settings, message, error);
}

static char *
redact_one (char *text, const char *secret)
{
  g_auto (GStrv) parts = NULL;
  char *joined;

  if (secret == NULL || strlen (secret) < 3 || strstr (text, secret) == NULL)
    return text;

  parts = g_strsplit (text, secret, -1);
  joined = g_strjoinv ("•••", parts);
  wipe_free (text);
  return joined;
}

char *
oriel_http_settings_redact (const OrielHttpSettings *settings, char *text)
{
  g_autoptr (Secret) password = dup_secret (settings->secret_id, ORIEL_HTTP_SECRET_PASSWORD);
  g_autoptr (Secret) token = dup_secret (settings->secret_id, ORIEL_HTTP_SECRET_TOKEN);
  g_autoptr (Secret) pair = basic_credentials (settings->user, password);

  if (text == NULL)
    return NULL;

  text = redact_one (text, password);
  text = redact_one (text, token);
  if (settings->auth == ORIEL_AUTH_BASIC)
    text = redact_one (text, pair);
  for (guint i = 0; settings->secret_headers != NULL && settings->secret_headers[i] != NULL; i++)
    {
      g_autoptr (Secret) value = dup_secret (settings->secret_id, settings->secret_headers[i]);

      text = redact_one (text, value);
    }

  return text;
}
