/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificates: an unknown one is refused, an own authority or a deliberate “never mind” accepts
 * it, and a client shows its own. Keys are made by openssl when the test runs. */

#include "config.h"

#include "datasource/oriel-http.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *certificate;
  char *key;
  SoupServer *server;
  char *url;
  gboolean saw_client_certificate;
  gboolean done;
  OrielHttpResponse *response;
  GError *error;
} Fixture;

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->saw_client_certificate = soup_server_message_get_tls_peer_certificate (message) != NULL;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

static gboolean
accept_any_cb (SoupServerMessage *message,
               GTlsCertificate *certificate,
               GTlsCertificateFlags flags,
               gpointer user_data)
{
  return TRUE;
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_any_cb), NULL);
}

/* FALSE after skipping where openssl is not installed. */
static gboolean
make_certificate (Fixture *fixture)
{
  const char *argv[] = { "openssl",  "req",           "-x509",   "-newkey",
                         "rsa:2048", "-nodes",        "-days",   "2",
                         "-subj",    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                         "-keyout",  fixture->key,    "-out",    fixture->certificate,
                         NULL };
  int status;

  if (g_spawn_sync (NULL, (char **) argv, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, &status, NULL) &&
      g_spawn_check_wait_status (status, NULL))
    return TRUE;

  g_test_skip ("openssl is not there to make a certificate");
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->folder = g_dir_make_tmp ("oriel-tls-XXXXXX", NULL);
  fixture->certificate = g_build_filename (fixture->folder, "cert.pem", NULL);
  fixture->key = g_build_filename (fixture->folder, "key.pem", NULL);
  if (!make_certificate (fixture))
    return;

  certificate = g_tls_certificate_new_from_files (fixture->certificate, fixture->key, &error);
  if (certificate == NULL)
    {
      g_test_skip ("GIO has no TLS");
      return;
    }

  fixture->server = soup_server_new ("tls-certificate", certificate, "tls-auth-mode",
                                     G_TLS_AUTHENTICATION_REQUESTED, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  g_signal_connect (fixture->server, "request-started", G_CALLBACK (started_cb), NULL);
  g_assert_true (soup_server_listen_local (
    fixture->server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->server);
  g_remove (fixture->certificate);
  g_remove (fixture->key);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->certificate);
  g_free (fixture->key);
  g_free (fixture->url);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->response = oriel_http_send_finish (result, &fixture->error);
  fixture->done = TRUE;
}

/* Asks once; TRUE when there was an answer. */
static gboolean
ask (Fixture *fixture, const OrielHttpSettings *settings)
{
  OrielHttpRequest request = { .path = "x" };
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielHttp) http = oriel_http_new (fixture->url, settings, 10, &error);
  gboolean good;

  g_assert_no_error (error);
  fixture->done = FALSE;
  g_clear_error (&fixture->error);
  oriel_http_send_async (http, &request, NULL, NULL, NULL, sent_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);

  good = fixture->response != NULL;
  g_clear_pointer (&fixture->response, oriel_http_response_free);
  return good;
}

static void
test_certificates (Fixture *fixture, gconstpointer user_data)
{
  OrielHttpSettings plain = { 0 };
  OrielHttpSettings careless = { .skip_verify = TRUE };
  OrielHttpSettings with_ca = { .ca_file = fixture->certificate };
  OrielHttpSettings with_client = { .ca_file = fixture->certificate,
                                    .client_certificate_file = fixture->certificate,
                                    .client_key_file = fixture->key };

  if (fixture->server == NULL)
    return;

  g_assert_true (ask (fixture, &careless));

  /* One source's carelessness opens no door for another. */
  g_assert_false (ask (fixture, &plain));
  g_assert_error (fixture->error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONNECT);
  g_assert_nonnull (strstr (fixture->error->message, "no secure connection"));

  g_assert_true (ask (fixture, &with_ca));
  g_assert_false (fixture->saw_client_certificate);
  g_assert_true (ask (fixture, &with_client));
  g_assert_true (fixture->saw_client_certificate);
}

static void
test_bad_files (void)
{
  OrielHttpSettings bad_ca = { .ca_file = (char *) "/nonexistent/ca.pem" };
  OrielHttpSettings bad_client = { .client_certificate_file = (char *) "/nonexistent/c.pem" };
  g_autoptr (GError) error = NULL;

  g_assert_null (oriel_http_new ("https://localhost", &bad_ca, 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (oriel_http_new ("https://localhost", &bad_client, 0, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/datasource/tls/certificates", Fixture, NULL, set_up, test_certificates, tear_down);
  g_test_add_func ("/datasource/tls/bad-files", test_bad_files);
  return g_test_run ();
}
