/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Grafana's provisioning of data sources: a YAML file with `datasources`, each with settings in
 * the open (`jsonData`) and secrets (`secureJsonData`), and variables of the environment in all
 * texts. Secrets go to the HTTP client's memory and nowhere else. */

#include "config.h"

#include "base/oriel-json.h"
#include "base/oriel-yaml.h"
#include "datasource/oriel-data-source-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILE_BYTES (1 << 20)
#define MAX_SECRET_FILE_BYTES (64 * 1024)
#define MAX_HEADERS 50

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The text of `$__file{path}` or `$__env{NAME}` that begins at `at`; `*end` receives what is
 * behind. NULL when it is none of the two. */
static char *
expand_provider (const char *at, const char **end)
{
  const char *open = strchr (at, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;
  g_autofree char *argument = NULL;
  char *text = NULL;
  gsize length;

  if (close == NULL)
    return NULL;

  argument = g_strndup (open + 1, (gsize) (close - open - 1));
  *end = close + 1;
  if (g_str_has_prefix (at, "$__env{"))
    return g_strdup (g_getenv (argument) != NULL ? g_getenv (argument) : "");
  if (!g_str_has_prefix (at, "$__file{"))
    return NULL;

  if (!g_file_get_contents (argument, &text, &length, NULL) || length > MAX_SECRET_FILE_BYTES)
    g_clear_pointer (&text, g_free);
  return text != NULL ? g_strchomp (text) : g_strdup ("");
}

/* The value of `$NAME` or `${NAME}` at `at`; as above. */
static char *
expand_variable (const char *at, const char **end)
{
  gboolean braced = at[1] == '{';
  const char *start = at + (braced ? 2 : 1);
  const char *stop = start;
  g_autofree char *name = NULL;
  const char *value;

  while (is_name_byte (*stop))
    stop++;
  if (stop == start || (braced && *stop != '}'))
    return NULL;

  name = g_strndup (start, (gsize) (stop - start));
  value = g_getenv (name);
  *end = stop + (braced ? 1 : 0);
  return g_strdup (value != NULL ? value : "");
}

/* `text` with variables replaced; `$$` is a dollar. NULL gives NULL. */
static char *
expand (const char *text)
{
  GString *out;

  if (text == NULL)
    return NULL;

  out = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *end = text + 1;
      g_autofree char *value = NULL;

      if (text[0] == '$' && text[1] == '$')
        value = g_strdup ("$"), end = text + 2;
      else if (g_str_has_prefix (text, "$__"))
        value = expand_provider (text, &end);
      else if (*text == '$')
        value = expand_variable (text, &end);

      if (value != NULL)
        g_string_append (out, value);
      else
        g_string_append_c (out, *text);
      text = value != NULL ? end : text + 1;
    }

  return g_string_free (out, FALSE);
}

static char *
dup_expanded (JsonObject *object, const char *member)
{
  return expand (oriel_json_string (object, member, NULL));
}

/* Certificates stand in the file as text; only such that lie in files of their own are used. */
static char *
dup_file_of (JsonObject *secure, const char *member)
{
  const char *text = oriel_json_string (secure, member, NULL);
  gsize length = text != NULL ? strlen (text) : 0;

  if (length > 9 && g_str_has_prefix (text, "$__file{") && text[length - 1] == '}')
    return g_strndup (text + 8, length - 9);
  return NULL;
}

/* What is being read, and what there is to say about it. */
typedef struct
{
  OrielDataSourceSettings settings;
  JsonObject *data;   /* jsonData; nullable */
  JsonObject *secure; /* secureJsonData; nullable */
  GPtrArray *issues;  /* nullable */
} Reading;

static void
add_issue (Reading *reading, const char *words)
{
  if (reading->issues != NULL)
    g_ptr_array_add (reading->issues,
                     g_strdup_printf ("%s: %s",
                                      reading->settings.name != NULL ? reading->settings.name : "?",
                                      words));
}

static void
remember (Reading *reading, const char *what, const char *text)
{
  g_autofree char *value = expand (text);

  if (value == NULL)
    return;
  oriel_http_remember_secret (reading->settings.http.secret_id, what, value);
  explicit_bzero (value, strlen (value));
}

static void
read_basic_auth (Reading *reading, JsonObject *source)
{
  OrielHttpSettings *http = &reading->settings.http;
  const char *password = oriel_json_string (reading->secure, "basicAuthPassword", NULL);

  if (!oriel_json_boolean (source, "basicAuth", FALSE))
    return;

  /* Old files have the password in the open. */
  if (password == NULL)
    password = oriel_json_string (source, "basicAuthPassword", NULL);
  http->auth = ORIEL_AUTH_BASIC;
  http->user = dup_expanded (source, "basicAuthUser");
  remember (reading, ORIEL_HTTP_SECRET_PASSWORD, password);
}

/* `httpHeaderName1` in jsonData, `httpHeaderValue1` in secureJsonData, and so on. */
static void
read_headers (Reading *reading)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 1; i <= MAX_HEADERS; i++)
    {
      g_autofree char *name_member = g_strdup_printf ("httpHeaderName%u", i);
      g_autofree char *value_member = g_strdup_printf ("httpHeaderValue%u", i);
      g_autofree char *name = dup_expanded (reading->data, name_member);
      const char *value = oriel_json_string (reading->secure, value_member, NULL);

      if (name == NULL || value == NULL)
        continue;
      remember (reading, name, value);
      g_strv_builder_add (names, name);
      n++;
    }

  if (n > 0)
    reading->settings.http.secret_headers = g_strv_builder_end (names);
}

static void
read_tls (Reading *reading)
{
  OrielHttpSettings *http = &reading->settings.http;
  gboolean with_ca = oriel_json_boolean (reading->data, "tlsAuthWithCACert", FALSE);
  gboolean with_client = oriel_json_boolean (reading->data, "tlsAuth", FALSE);

  http->skip_verify = oriel_json_boolean (reading->data, "tlsSkipVerify", FALSE);
  if (with_ca)
    http->ca_file = dup_file_of (reading->secure, "tlsCACert");
  if (with_client)
    {
      http->client_certificate_file = dup_file_of (reading->secure, "tlsClientCert");
      http->client_key_file = dup_file_of (reading->secure, "tlsClientKey");
    }

  if ((with_ca && http->ca_file == NULL) ||
      (with_client && (http->client_certificate_file == NULL || http->client_key_file == NULL)))
    add_issue (reading, _ ("certificates are only read from files, given as $__file{/path}"));
}

static void
read_prometheus (Reading *reading)
{
  OrielDataSourceSettings *settings = &reading->settings;
  JsonArray *links = oriel_json_array (reading->data, "exemplarTraceIdDestinations");

  settings->scrape_interval = dup_expanded (reading->data, "timeInterval");
  settings->http_method = dup_expanded (reading->data, "httpMethod");
  settings->query_parameters = dup_expanded (reading->data, "customQueryParameters");
  settings->cache_level = dup_expanded (reading->data, "cacheLevel");
  settings->timeout_s = oriel_json_number (reading->data, "timeout", 0);
  settings->series_limit =
    (guint) CLAMP (oriel_json_int (reading->data, "seriesLimit", 0), 0, G_MAXINT);
  settings->use_series_endpoint = oriel_json_boolean (reading->data, "seriesEndpoint", FALSE);
  settings->exemplar_links = links != NULL ? json_array_ref (links) : NULL;
}

static void
read_source (OrielDataSources *sources, JsonObject *object, GPtrArray *issues)
{
  Reading reading = {
    .data = oriel_json_object (object, "jsonData"),
    .secure = oriel_json_object (object, "secureJsonData"),
    .issues = issues,
  };
  OrielDataSourceSettings *settings = &reading.settings;
  g_autoptr (OrielDataSource) source = NULL;
  g_autoptr (GError) error = NULL;

  settings->name = dup_expanded (object, "name");
  settings->uid = dup_expanded (object, "uid");
  settings->type = dup_expanded (object, "type");
  settings->url = dup_expanded (object, "url");
  settings->is_default = oriel_json_boolean (object, "isDefault", FALSE);
  settings->http.secret_id =
    g_strconcat ("provisioned:", settings->uid != NULL ? settings->uid : settings->name, NULL);
  read_basic_auth (&reading, object);
  read_headers (&reading);
  read_tls (&reading);
  read_prometheus (&reading);

  if (settings->name == NULL)
    add_issue (&reading, _ ("a data source without a name is left out"));
  else if ((source = oriel_data_source_new (settings, &error)) != NULL)
    oriel_data_sources_add (sources, source);
  else if (issues != NULL)
    g_ptr_array_add (issues, g_strdup (error->message));

  oriel_data_source_settings_clear (settings);
}

/* The file's bytes and a zero; never more are read than may be, whatever stands behind the name. */
static char *
load_bounded (GFile *file, const char *name, gsize *length, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;

  if (stream == NULL)
    return NULL;

  text = g_malloc0 (MAX_FILE_BYTES + 2);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_FILE_BYTES + 1, length, NULL,
                                error))
    return NULL;
  if (*length > MAX_FILE_BYTES)
    {
      g_set_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_TOO_LARGE, _ ("%s: larger than 1 MB"),
                   name);
      return NULL;
    }

  return g_steal_pointer (&text);
}

gboolean
oriel_data_sources_add_provisioned (OrielDataSources *sources,
                                    GFile *file,
                                    GPtrArray *issues,
                                    GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *list;
  gsize length;

  text = load_bounded (file, name, &length, error);
  if (text == NULL)
    return FALSE;

  root = oriel_yaml_parse (name, text, (gssize) length, error);
  explicit_bzero (text, length);
  if (root == NULL)
    return FALSE;

  list = oriel_json_array (oriel_json_node_object (root), "datasources");
  if (list == NULL)
    {
      g_set_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_SYNTAX,
                   _ ("%s: there is no list of “datasources”"), name);
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (list); i++)
    read_source (sources, oriel_json_array_object (list, i), issues);
  return TRUE;
}
