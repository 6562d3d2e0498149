/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The HTTP client against servers that behave badly: a clear error each, in bounded time and
 * memory, and never a credential where it does not belong. */

#include "config.h"

#include "bad-server.h"
#include "datasource/oriel-http-private.h"

#include <string.h>

#define OK_JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
#define TOKEN "token-that-nobody-may-see"

typedef struct
{
  gboolean done;
  OrielHttpResponse *response;
  GError *error;
} Outcome;

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->response = oriel_http_send_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
outcome_clear (Outcome *outcome)
{
  oriel_http_response_free (outcome->response);
  g_clear_error (&outcome->error);
  outcome->response = NULL;
  outcome->done = FALSE;
}

static OrielHttp *
client_new (BadServer *server, OrielHttpSettings *settings, double timeout_s)
{
  static OrielHttpSettings none;
  g_autoptr (GError) error = NULL;
  OrielHttp *http = oriel_http_new (bad_server_get_url (server),
                                    settings != NULL ? settings : &none, timeout_s, &error);

  g_assert_no_error (error);
  return http;
}

static void
ask (OrielHttp *http, const OrielHttpRequest *request, Outcome *outcome)
{
  oriel_http_send_async (http, request, NULL, NULL, NULL, sent_cb, outcome);
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

static char *
secret_cb (const char *secret_id, const char *what, gpointer user_data)
{
  return g_strcmp0 (secret_id, "the-source") == 0 ? g_strdup (TOKEN) : NULL;
}

static void
assert_no_secret (const char *text)
{
  g_assert_null (strstr (text, TOKEN));
}

static void
test_ok (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (OrielHttp) http = client_new (server, NULL, 5);
  g_autoptr (GString) form = g_string_new (NULL);
  OrielHttpRequest request = { .path = "api/x", .post = TRUE };
  const char *sent;
  Outcome outcome = { 0 };

  oriel_http_form_add (form, "match[]", "up{job=\"ä &b\"}");
  oriel_http_form_add (form, "n", "1");
  request.form = form->str;
  bad_server_set (server, "/api/x", OK_JSON, -1, BAD_SERVER_CLOSE);
  ask (http, &request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.response->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (outcome.response->body, NULL), 2, "{}", 2);
  g_assert_cmpint (outcome.response->times.done_us, >=, outcome.response->times.first_byte_us);

  sent = g_ptr_array_index (bad_server_get_requests (server), 0);
  g_assert_nonnull (strstr (sent, "POST /api/x HTTP/1.1"));
  g_assert_nonnull (strstr (sent, "\r\n\r\nmatch[]=up%7Bjob%3D%22%C3%A4%20%26b%22%7D&n=1"));
  outcome_clear (&outcome);
}

/* What each bad answer is called, and a word of the message. */
static const struct
{
  const char *path;
  const char *reply;
  gssize length;
  BadServerEnd end;
  int code;
  const char *word;
} bad_answers[] = {
  { "/silent", "", 0, BAD_SERVER_HOLD, ORIEL_HTTP_ERROR_TIMEOUT, "did not answer" },
  { "/drip", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{", -1,
    BAD_SERVER_HOLD, ORIEL_HTTP_ERROR_TIMEOUT, "did not answer" },
  { "/closes", "", 0, BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_CONNECT, "without an answer" },
  { "/short", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{}",
    -1, BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_TRUNCATED, "announced length" },
  { "/html",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>Sign  in</title>", -1,
    BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_CONTENT, "(Sign in)" },
  { "/html-untold", "HTTP/1.1 200 OK\r\n\r\n \n<!DOCTYPE html><p>Hello <b>you", -1,
    BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_CONTENT, "Hello you" },
  { "/refused", "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\n\r\nno, " TOKEN "!", -1,
    BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_STATUS, "401 Unauthorized" },
  { "/empty", "HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n", -1, BAD_SERVER_CLOSE,
    ORIEL_HTTP_ERROR_STATUS, "503 Service Unavailable" },
  { "/broken", "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\n\r\nno route\n", -1,
    BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_STATUS, "502 Bad Gateway: no route" },
  { "/no-gzip",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\nno gzip at "
    "all",
    -1, BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_CONTENT, "instead of data" },
  { "/torn-gzip",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff\xff\xff\xff",
    90, BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_CONTENT, "" },
  { "/endless", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", -1,
    BAD_SERVER_ENDLESS, ORIEL_HTTP_ERROR_TOO_LARGE, "larger than" },
  { "/endless-words", "HTTP/1.1 500 Oh\r\nContent-Type: text/plain\r\n\r\nx", -1,
    BAD_SERVER_ENDLESS, ORIEL_HTTP_ERROR_STATUS, "500 " },
  { "/no-http", "SSH-2.0-OpenSSH_9.2\r\n", -1, BAD_SERVER_CLOSE, -1, "" },
  { "/circle", "HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n", -1,
    BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_REDIRECT, "circles" },
  { "/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", -1, BAD_SERVER_CLOSE,
    ORIEL_HTTP_ERROR_REDIRECT, "nowhere" },
  { "/downgrade", "HTTP/1.1 301 Moved\r\nLocation: ftp://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
    -1, BAD_SERVER_CLOSE, ORIEL_HTTP_ERROR_REDIRECT, "another server" },
};

static void
test_bad_answers (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  OrielHttpSettings settings = { .auth = ORIEL_AUTH_BEARER, .secret_id = (char *) "the-source" };
  g_autoptr (OrielHttp) http = client_new (server, &settings, 0.4);

  oriel_http_set_secret_func (secret_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      OrielHttpRequest request = { .path = bad_answers[i].path + 1, .max_bytes = 1 << 20 };
      Outcome outcome = { 0 };

      bad_server_set (server, bad_answers[i].path, bad_answers[i].reply, bad_answers[i].length,
                      bad_answers[i].end);
      ask (http, &request, &outcome);
      g_assert_nonnull (outcome.error);
      g_test_message ("%s: %s", bad_answers[i].path, outcome.error->message);
      if (bad_answers[i].code >= 0)
        g_assert_error (outcome.error, ORIEL_HTTP_ERROR, bad_answers[i].code);
      g_assert_nonnull (strstr (outcome.error->message, bad_answers[i].word));
      assert_no_secret (outcome.error->message);
      outcome_clear (&outcome);
    }
  oriel_http_set_secret_func (NULL, NULL);
}

/* A JSON body of an error belongs to the caller. */
static void
test_json_errors (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (OrielHttp) http = client_new (server, NULL, 5);
  OrielHttpRequest request = { .path = "x" };
  Outcome outcome = { 0 };

  bad_server_set (
    server, "/x",
    "HTTP/1.1 422 No\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", -1,
    BAD_SERVER_CLOSE);
  ask (http, &request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.response->status, ==, 422);
  outcome_clear (&outcome);
}

/* Redirects: within the origin with everything, elsewhere not at all. */
static void
test_redirects (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (BadServer) other = bad_server_new ();
  OrielHttpSettings settings = { .auth = ORIEL_AUTH_BEARER, .secret_id = (char *) "the-source" };
  g_autoptr (OrielHttp) http = client_new (server, &settings, 5);
  g_autofree char *away = g_strdup_printf (
    "HTTP/1.1 307 Go\r\nLocation: %s/api\r\nContent-Length: 0\r\n\r\n", bad_server_get_url (other));
  OrielHttpRequest request = { .path = "away", .form = "q=1", .post = TRUE };
  const char *sent;
  Outcome outcome = { 0 };

  oriel_http_set_secret_func (secret_cb, NULL);
  bad_server_set (server, "/away", away, -1, BAD_SERVER_CLOSE);
  bad_server_set (other, "/api", OK_JSON, -1, BAD_SERVER_CLOSE);
  ask (http, &request, &outcome);
  g_assert_error (outcome.error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_REDIRECT);
  g_assert_nonnull (strstr (outcome.error->message, bad_server_get_url (other)));
  assert_no_secret (outcome.error->message);
  g_assert_cmpuint (bad_server_get_requests (other)->len, ==, 0);
  outcome_clear (&outcome);

  request.path = "here";
  bad_server_set (server, "/here",
                  "HTTP/1.1 302 Go\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", -1,
                  BAD_SERVER_CLOSE);
  bad_server_set (server, "/there", OK_JSON, -1, BAD_SERVER_CLOSE);
  ask (http, &request, &outcome);
  g_assert_no_error (outcome.error);
  sent = g_ptr_array_index (bad_server_get_requests (server), 2);
  g_assert_nonnull (strstr (sent, "POST /there HTTP/1.1"));
  g_assert_nonnull (strstr (sent, "Authorization: Bearer " TOKEN));
  g_assert_true (g_str_has_suffix (sent, "\r\n\r\nq=1"));
  outcome_clear (&outcome);
  oriel_http_set_secret_func (NULL, NULL);
}

static void
test_credentials (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  const char *headers[] = { "X-Scope-OrgID: team a", NULL };
  const char *secret_headers[] = { "X-Key", NULL };
  OrielHttpSettings settings = {
    .auth = ORIEL_AUTH_BASIC,
    .user = (char *) "ann",
    .secret_id = (char *) "remembered",
    .headers = (char **) headers,
    .secret_headers = (char **) secret_headers,
  };
  g_autoptr (OrielHttp) http = client_new (server, &settings, 5);
  OrielHttpRequest request = { .path = "x" };
  const char *sent;
  Outcome outcome = { 0 };

  oriel_http_remember_secret ("remembered", ORIEL_HTTP_SECRET_PASSWORD, "wörd:1");
  oriel_http_remember_secret ("remembered", "X-Key", "k1");
  bad_server_set (server, "/x", OK_JSON, -1, BAD_SERVER_CLOSE);
  ask (http, &request, &outcome);
  g_assert_no_error (outcome.error);
  sent = g_ptr_array_index (bad_server_get_requests (server), 0);
  g_assert_nonnull (strstr (sent, "Authorization: Basic YW5uOnfDtnJkOjE=\r\n"));
  g_assert_nonnull (strstr (sent, "X-Scope-OrgID: team a\r\n"));
  g_assert_nonnull (strstr (sent, "X-Key: k1\r\n"));
  outcome_clear (&outcome);

  /* A secret can't smuggle in a header of its own. */
  oriel_http_remember_secret ("remembered", "X-Key", "k1\r\nHost: elsewhere");
  ask (http, &request, &outcome);
  g_assert_error (outcome.error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONTENT);
  g_assert_null (strstr (outcome.error->message, "k1"));
  g_assert_cmpuint (bad_server_get_requests (server)->len, ==, 1);
  outcome_clear (&outcome);
  oriel_http_remember_secret ("remembered", ORIEL_HTTP_SECRET_PASSWORD, NULL);
  oriel_http_remember_secret ("remembered", "X-Key", NULL);
}

/* The header that a request with the token of `secret_id` is sent with; NULL when it has none. */
static char *
authorization_of (const char *secret_id)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "http://127.0.0.1/");
  OrielHttpSettings settings = { .auth = ORIEL_AUTH_BEARER, .secret_id = (char *) secret_id };

  g_assert_true (oriel_http_settings_apply (&settings, message, NULL));
  return g_strdup (
    soup_message_headers_get_one (soup_message_get_request_headers (message), "Authorization"));
}

static void
assert_authorization (const char *secret_id, const char *expected)
{
  g_autofree char *header = authorization_of (secret_id);

  g_assert_cmpstr (header, ==, expected);
}

static void
test_remembered_secrets (void)
{
  oriel_http_forget_secrets ("one");
  oriel_http_remember_secret ("one", ORIEL_HTTP_SECRET_TOKEN, "first");
  oriel_http_remember_secret ("on", ORIEL_HTTP_SECRET_TOKEN, "other");
  oriel_http_copy_secret ("one", "two", ORIEL_HTTP_SECRET_TOKEN);
  oriel_http_remember_secret ("one", ORIEL_HTTP_SECRET_TOKEN, "second");
  assert_authorization ("one", "Bearer second");
  assert_authorization ("two", "Bearer first");

  oriel_http_copy_secret ("none", "two", ORIEL_HTTP_SECRET_TOKEN);
  assert_authorization ("two", NULL);
  oriel_http_forget_secrets ("on");
  assert_authorization ("one", "Bearer second");
  assert_authorization ("on", NULL);
  oriel_http_forget_secrets ("one");
  assert_authorization ("one", NULL);
}

static void
test_gzip (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (OrielHttp) http = client_new (server, NULL, 5);
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *brackets = g_strnfill (4 << 20, '[');
  g_autofree char *packed = g_malloc (1 << 16);
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  const char *head =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n";
  OrielHttpRequest request = { .path = "x" };
  gsize n_read, n_written;
  Outcome outcome = { 0 };

  g_assert_cmpint (g_converter_convert (gzip, brackets, 4 << 20, packed, 1 << 16,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  g_byte_array_append (reply, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (reply, (const guint8 *) packed, (guint) n_written);
  bad_server_set (server, "/x", (const char *) reply->data, reply->len, BAD_SERVER_CLOSE);

  ask (http, &request, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.response->n_bytes, ==, 4 << 20);
  outcome_clear (&outcome);

  /* The limit counts what comes out of the packet. */
  request.max_bytes = 1 << 20;
  ask (http, &request, &outcome);
  g_assert_error (outcome.error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_TOO_LARGE);
  outcome_clear (&outcome);
}

static void
test_six_at_once (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (OrielHttp) http = client_new (server, NULL, 30);
  g_autoptr (OrielHttp) twin = client_new (server, NULL, 30);
  OrielHttpRequest request = { .path = "x" };
  Outcome outcomes[20] = { 0 };
  const guint n = G_N_ELEMENTS (outcomes);
  guint n_done = 0;
  guint n_released = 0;

  bad_server_set (server, "/x", "", 0, BAD_SERVER_HOLD);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    oriel_http_send_async (i % 2 ? http : twin, &request, NULL, NULL, NULL, sent_cb, &outcomes[i]);

  while (n_done < n)
    {
      /* One is let go only when as many wait as may. */
      if (n_released == n_done && bad_server_get_n_held (server) == MIN (n - n_done, 6))
        {
          bad_server_release (server, OK_JSON);
          n_released++;
        }

      g_main_context_iteration (NULL, TRUE);
      n_done = 0;
      for (guint i = 0; i < n; i++)
        n_done += (guint) outcomes[i].done;
    }

  g_assert_cmpuint (bad_server_get_max_held (server), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_assert_no_error (outcomes[i].error);
      outcome_clear (&outcomes[i]);
    }
}

static void
test_cancel (void)
{
  g_autoptr (BadServer) server = bad_server_new ();
  g_autoptr (OrielHttp) http = client_new (server, NULL, 30);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  OrielHttpRequest request = { .path = "x" };
  Outcome outcome = { 0 };

  bad_server_set (server, "/x", "", 0, BAD_SERVER_HOLD);
  oriel_http_send_async (http, &request, NULL, NULL, cancellable, sent_cb, &outcome);
  while (bad_server_get_n_held (server) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);

  oriel_http_send_async (http, &request, NULL, NULL, cancellable, sent_cb, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);
}

static void
test_urls (void)
{
  static const char *const bad[] = {
    "", "localhost:9090", "ftp://x", "http://", "http://ann:secret@host:1", "/tmp/x", "http://[::1",
  };
  OrielHttpSettings settings = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oriel_http_new (bad[i], &settings, 0, &error));
      g_assert_error (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONNECT);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_refused (void)
{
  BadServer *server = bad_server_new ();
  g_autoptr (OrielHttp) http = client_new (server, NULL, 5);
  OrielHttpRequest request = { .path = "x" };
  Outcome outcome = { 0 };

  bad_server_free (server);
  ask (http, &request, &outcome);
  g_assert_error (outcome.error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONNECT);
  g_assert_nonnull (strstr (outcome.error->message, "no server listens"));
  outcome_clear (&outcome);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/datasource/http/ok", test_ok);
  g_test_add_func ("/datasource/http/bad-answers", test_bad_answers);
  g_test_add_func ("/datasource/http/json-errors", test_json_errors);
  g_test_add_func ("/datasource/http/redirects", test_redirects);
  g_test_add_func ("/datasource/http/credentials", test_credentials);
  g_test_add_func ("/datasource/http/remembered-secrets", test_remembered_secrets);
  g_test_add_func ("/datasource/http/gzip", test_gzip);
  g_test_add_func ("/datasource/http/six-at-once", test_six_at_once);
  g_test_add_func ("/datasource/http/cancel", test_cancel);
  g_test_add_func ("/datasource/http/urls", test_urls);
  g_test_add_func ("/datasource/http/refused", test_refused);
  return g_test_run ();
}
