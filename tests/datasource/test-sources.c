/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of sources: arguments, provisioning files, finding what a dashboard means. */

#include "config.h"

#include "bad-server.h"
#include "base/oriel-yaml.h"
#include "datasource/oriel-data-source.h"

#include <glib/gstdio.h>
#include <string.h>

#define YAML                                                                                       \
  "apiVersion: 1\n"                                                                                \
  "datasources:\n"                                                                                 \
  "  - name: Main\n"                                                                               \
  "    type: prometheus\n"                                                                         \
  "    uid: main-uid\n"                                                                            \
  "    url: $TEST_SOURCE_URL\n"                                                                    \
  "    isDefault: true\n"                                                                          \
  "    basicAuth: true\n"                                                                          \
  "    basicAuthUser: ${TEST_SOURCE_USER}\n"                                                       \
  "    jsonData:\n"                                                                                \
  "      timeInterval: 30s\n"                                                                      \
  "      httpMethod: GET\n"                                                                        \
  "      timeout: 12\n"                                                                            \
  "      httpHeaderName1: X-Scope-OrgID\n"                                                         \
  "      customQueryParameters: a=$$b\n"                                                           \
  "      exemplarTraceIdDestinations: [{name: trace_id, datasourceUid: tempo}]\n"                  \
  "    secureJsonData:\n"                                                                          \
  "      basicAuthPassword: 'pa$$word'\n"                                                          \
  "      httpHeaderValue1: $__env{TEST_SOURCE_TENANT}\n"                                           \
  "  - name: Logs\n"                                                                               \
  "    type: loki\n"                                                                               \
  "    url: http://localhost:3100\n"                                                               \
  "  - name: Other\n"                                                                              \
  "    type: prometheus\n"                                                                         \
  "    url: http://localhost:9091/\n"                                                              \
  "  - type: prometheus\n"                                                                         \
  "    url: http://localhost:9091/\n"

static gboolean
add_yaml (OrielDataSources *sources, const char *yaml, GPtrArray *issues, GError **error)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("oriel-XXXXXX.yml", &path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean good;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, yaml, -1, NULL));
  good = oriel_data_sources_add_provisioned (sources, file, issues, error);
  g_remove (path);
  return good;
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The request that a check of the first source makes. */
static char *
request_of_check (OrielDataSource *source, BadServer *server)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  oriel_data_source_get_class (source)->check_async (source, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  text = oriel_data_source_get_class (source)->check_finish (source, result, &error);
  g_assert_nonnull (error);
  return g_strdup (g_ptr_array_index (bad_server_get_requests (server), 0));
}

static void
test_provisioning (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const OrielDataSourceSettings *settings;
  g_autofree char *request = NULL;

  g_setenv ("TEST_SOURCE_URL", bad_server_get_url (server), TRUE);
  g_setenv ("TEST_SOURCE_USER", "ann", TRUE);
  g_setenv ("TEST_SOURCE_TENANT", "team-a", TRUE);
  g_assert_true (add_yaml (sources, YAML, issues, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (oriel_data_sources_get_n (sources), ==, 2);
  g_assert_cmpuint (issues->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (issues, 0), "loki"));

  settings = oriel_data_source_get_settings (oriel_data_sources_get (sources, 0));
  g_assert_cmpstr (settings->uid, ==, "main-uid");
  g_assert_cmpstr (settings->url, ==, bad_server_get_url (server));
  g_assert_cmpstr (settings->scrape_interval, ==, "30s");
  g_assert_cmpstr (settings->query_parameters, ==, "a=$b");
  g_assert_cmpstr (settings->http.user, ==, "ann");
  g_assert_cmpstr (settings->http.secret_headers[0], ==, "X-Scope-OrgID");
  g_assert_cmpfloat (settings->timeout_s, ==, 12);
  g_assert_true (settings->is_default);
  g_assert_cmpuint (json_array_get_length (settings->exemplar_links), ==, 1);

  /* The secrets are not among the settings, but reach the server. */
  request = request_of_check (oriel_data_sources_get (sources, 0), server);
  g_assert_nonnull (strstr (request, "Authorization: Basic YW5uOnBhJHdvcmQ=\r\n"));
  g_assert_nonnull (strstr (request, "X-Scope-OrgID: team-a\r\n"));
}

static void
test_bad_files (void)
{
  static const char *const bad[] = { "", "a: b", "datasources: 1", "datasources: [", "[]" };
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/file.yml");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_false (add_yaml (sources, bad[i], NULL, &failure));
      g_assert_nonnull (failure);
    }

  g_assert_false (oriel_data_sources_add_provisioned (sources, missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  /* Entries of any shape are passed over. */
  g_assert_true (
    add_yaml (sources, "datasources: [1, x, {}, {name: [], type: {}}, null]", NULL, NULL));
  g_assert_cmpuint (oriel_data_sources_get_n (sources), ==, 0);
}

static void
test_arguments (void)
{
  static const char *const bad[] = { "x", "=http://a", "a=", "a=b", "a=http://u:secret@host" };
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (oriel_data_sources_add_argument (sources, "prom=http://localhost:9090", &error));
  g_assert_true (oriel_data_sources_add_argument (sources, "prom=http://localhost:9091", &error));
  g_assert_cmpuint (oriel_data_sources_get_n (sources), ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_false (oriel_data_sources_add_argument (sources, bad[i], &failure));
      g_assert_null (strstr (failure->message, "secret"));
    }
}

static const char *
name_of (OrielDataSources *sources, const char *uid, const char *name, const char *type)
{
  return oriel_data_source_get_settings (oriel_data_sources_find (sources, uid, name, type))->name;
}

static void
test_find (void)
{
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();

  g_assert_null (oriel_data_sources_find (sources, NULL, NULL, NULL));
  g_assert_true (
    add_yaml (sources,
              "datasources:\n"
              "- {name: a, uid: u1, type: prometheus, url: 'http://a'}\n"
              "- {name: b, uid: u2, type: prometheus, url: 'http://b', isDefault: true}\n"
              "- {name: c, uid: u3, type: prometheus, url: 'http://c'}\n",
              NULL, NULL));

  g_assert_cmpstr (name_of (sources, "u3", "a", NULL), ==, "c");
  g_assert_cmpstr (name_of (sources, "u9", "a", "prometheus"), ==, "a");
  g_assert_cmpstr (name_of (sources, "u9", "z", "prometheus"), ==, "b");
  /* What stands in the other's place, as `$datasource` in old dashboards. */
  g_assert_cmpstr (name_of (sources, "c", NULL, "prometheus"), ==, "c");
  g_assert_cmpstr (name_of (sources, NULL, "u3", "prometheus"), ==, "c");
  g_assert_cmpstr (name_of (sources, "c", "a", "prometheus"), ==, "a");
  g_assert_cmpstr (name_of (sources, NULL, NULL, NULL), ==, "b");
  g_assert_null (oriel_data_sources_find (sources, "u9", NULL, "loki"));
  oriel_data_sources_remove (sources, "b");
  g_assert_cmpstr (name_of (sources, NULL, NULL, "prometheus"), ==, "a");
}

/* A file without an end is read up to the limit and no further. */
static void
test_endless_file (void)
{
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  g_assert_false (oriel_data_sources_add_provisioned (sources, file, NULL, &error));
  g_assert_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_TOO_LARGE);
  g_assert_cmpuint (oriel_data_sources_get_n (sources), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/datasource/sources/provisioning", test_provisioning);
  g_test_add_func ("/datasource/sources/bad-files", test_bad_files);
  g_test_add_func ("/datasource/sources/arguments", test_arguments);
  g_test_add_func ("/datasource/sources/find", test_find);
  g_test_add_func ("/datasource/sources/endless-file", test_endless_file);
  return g_test_run ();
}
