/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The client itself: one call from its message to its last byte.
 *
 * Redirects are followed here and not by libsoup, so that nothing of a request ever goes to
 * another origin. Three clocks bound a call: until the first byte, between chunks, and in all. */

#include "config.h"

#include "datasource/oriel-http-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_TIMEOUT_S 30.0
#define TOTAL_TIMEOUTS 5 /* an answer may take this many timeouts in all */
#define MAX_REDIRECTS 5
#define MAX_CONNECTIONS_PER_HOST 6
#define MAX_CONNECTIONS 60
#define CHUNK_BYTES (128 * 1024)
#define MAX_WORDS_BYTES (64 * 1024)

#define URI_FLAGS SOUP_HTTP_URI_FLAGS

struct _OrielHttp
{
  SoupSession *session;
  GUri *base;
  char *host; /* with its port, for messages */
  OrielHttpSettings settings;
  GTlsCertificate *certificate; /* nullable: the client's own */
  double timeout_s;
  GPtrArray *calls; /* of Call under way, not owned */
};

typedef struct
{
  OrielHttp *http;
  GTask *task; /* owns the call */
  SoupMessage *message;
  GInputStream *stream;
  GUri *uri;
  char *form; /* nullable */
  gboolean post;
  gboolean any_content;
  gsize max_bytes;

  OrielHttpChunkFunc chunk_func; /* nullable */
  gpointer chunk_data;
  GByteArray *collected;
  gboolean in_words; /* what comes is no data but a message: collect a little of it */
  gboolean seen_bytes;
  gboolean paused;

  GCancellable *cancellable; /* the call's own: also its clock cancels it */
  gulong cancelled_handler;
  guint timer;
  gint64 deadline_us; /* in all */
  gboolean timed_out;
  guint n_redirects;

  guint64 n_bytes;
  OrielHttpTimes times;
} Call;

static void read_more (Call *call);
static gboolean send_message (Call *call, GError **error);

static int
default_port_of (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static int
port_of (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 ? port : default_port_of (uri);
}

static char *
host_of (GUri *uri)
{
  int port = port_of (uri);
  const char *host = g_uri_get_host (uri);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  g_autofree char *bracketed = is_ipv6 ? g_strdup_printf ("[%s]", host) : g_strdup (host);

  if (port == default_port_of (uri))
    return g_steal_pointer (&bracketed);
  return g_strdup_printf ("%s:%d", bracketed, port);
}

/* RFC 6454: scheme, host and port. */
static gboolean
same_origin (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         port_of (a) == port_of (b);
}

static GUri *
parse_base (const char *text, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  if (text == NULL || *text == '\0')
    {
      g_set_error_literal (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONNECT,
                           _ ("there is no URL"));
      return NULL;
    }

  uri = g_uri_parse (text, URI_FLAGS, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  if (uri == NULL || (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0) ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONNECT,
                           _ ("the URL is not of the form http://host:port or https://host"));
      return NULL;
    }

  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (
        error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONNECT,
        _ ("the URL contains a user or password; set them as credentials instead"));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

static SoupSession *
new_session (void)
{
  return soup_session_new_with_options ("max-conns-per-host", MAX_CONNECTIONS_PER_HOST, "max-conns",
                                        MAX_CONNECTIONS, "timeout", 0u, "user-agent",
                                        "Oriel/" ORIEL_VERSION, NULL);
}

/* One session for all sources without TLS settings of their own, so that six connections are
 * the limit of a host and not of a source. */
static SoupSession *
dup_shared_session (void)
{
  static SoupSession *shared;

  if (shared != NULL)
    return g_object_ref (shared);

  shared = new_session ();
  g_object_add_weak_pointer (G_OBJECT (shared), (gpointer *) &shared);
  return shared;
}

static SoupSession *
session_new (const OrielHttpSettings *settings, GError **error)
{
  gboolean own =
    settings->ca_file != NULL || settings->client_certificate_file != NULL || settings->skip_verify;
  g_autoptr (SoupSession) session = own ? new_session () : dup_shared_session ();

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  if (settings->ca_file != NULL)
    {
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (settings->ca_file, error);

      if (database == NULL)
        return NULL;
      soup_session_set_tls_database (session, database);
    }

  return g_steal_pointer (&session);
}

static gboolean
load_certificate (OrielHttp *http, GError **error)
{
  const OrielHttpSettings *settings = &http->settings;
  const char *key = settings->client_key_file;

  if (settings->client_certificate_file == NULL)
    return TRUE;

  if (key == NULL)
    key = settings->client_certificate_file;
  http->certificate =
    g_tls_certificate_new_from_files (settings->client_certificate_file, key, error);
  return http->certificate != NULL;
}

static void
http_clear (gpointer data)
{
  OrielHttp *http = data;

  g_clear_object (&http->session);
  g_clear_object (&http->certificate);
  g_clear_pointer (&http->base, g_uri_unref);
  g_free (http->host);
  oriel_http_settings_clear (&http->settings);
  g_ptr_array_unref (http->calls);
}

OrielHttp *
oriel_http_new (const char *base_url,
                const OrielHttpSettings *settings,
                double timeout_s,
                GError **error)
{
  g_autoptr (GUri) base = parse_base (base_url, error);
  g_autoptr (OrielHttp) http = NULL;

  if (base == NULL)
    return NULL;

  http = g_atomic_rc_box_new0 (OrielHttp);
  http->host = host_of (base);
  http->base = g_steal_pointer (&base);
  http->timeout_s = timeout_s > 0 ? MIN (timeout_s, 86400.0) : DEFAULT_TIMEOUT_S;
  http->calls = g_ptr_array_new ();
  oriel_http_settings_copy (&http->settings, settings);
  http->session = session_new (&http->settings, error);
  if (http->session == NULL || !load_certificate (http, error))
    return NULL;

  return g_steal_pointer (&http);
}

OrielHttp *
oriel_http_ref (OrielHttp *http)
{
  return g_atomic_rc_box_acquire (http);
}

void
oriel_http_unref (OrielHttp *http)
{
  if (http != NULL)
    g_atomic_rc_box_release_full (http, http_clear);
}

char *
oriel_http_redact (OrielHttp *http, char *text)
{
  return oriel_http_settings_redact (&http->settings, text);
}

void
oriel_http_form_add (GString *form, const char *name, const char *value)
{
  if (value == NULL)
    return;

  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_uri_escaped (form, name, "[]", FALSE);
  g_string_append_c (form, '=');
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

void
oriel_http_response_free (OrielHttpResponse *response)
{
  if (response == NULL)
    return;

  g_free (response->content_type);
  g_clear_pointer (&response->body, g_bytes_unref);
  g_free (response);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_ptr_array_remove_fast (call->http->calls, call);
  g_clear_handle_id (&call->timer, g_source_remove);
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
  g_clear_object (&call->stream);
  g_clear_pointer (&call->uri, g_uri_unref);
  g_clear_pointer (&call->collected, g_byte_array_unref);
  g_clear_object (&call->cancellable);
  g_free (call->form);
  oriel_http_unref (call->http);
  g_free (call);
}

/* Stops clocks and listening; from here on the call only waits to be freed by its task. */
static void
call_settle (Call *call)
{
  g_clear_handle_id (&call->timer, g_source_remove);
  g_cancellable_disconnect (g_task_get_cancellable (call->task), call->cancelled_handler);
  call->cancelled_handler = 0;
}

static void
call_return_error (Call *call, GError *error)
{
  g_autoptr (GTask) task = call->task;

  call_settle (call);
  error->message = oriel_http_settings_redact (&call->http->settings, error->message);
  g_task_return_error (task, error);
}

static GError *
timeout_error (Call *call)
{
  const char *host = call->http->host;
  double timeout_s = call->http->timeout_s;

  if (call->seen_bytes && g_get_monotonic_time () >= call->deadline_us)
    return g_error_new (ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_TIMEOUT,
                        _ ("the answer of %s was not complete within %g s"), host,
                        timeout_s * TOTAL_TIMEOUTS);

  return g_error_new (ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_TIMEOUT,
                      _ ("%s did not answer within %g s"), host, timeout_s);
}

/* Ends the call for `error` (borrowed) of libsoup or GIO. */
static void
call_fail (Call *call, const GError *error)
{
  if (call->timed_out)
    {
      call_return_error (call, timeout_error (call));
      return;
    }

  call_return_error (
    call, oriel_http_error_from (error, call->http->host, call->times.first_byte_us != 0));
}

static const char *
content_type_of (Call *call)
{
  return soup_message_headers_get_content_type (soup_message_get_response_headers (call->message),
                                                NULL);
}

static void
call_return_response (Call *call)
{
  g_autoptr (GTask) task = call->task;
  OrielHttpResponse *response = g_new0 (OrielHttpResponse, 1);

  call_settle (call);
  call->times.done_us = g_get_monotonic_time ();
  response->status = soup_message_get_status (call->message);
  response->content_type = g_strdup (content_type_of (call));
  response->n_bytes = call->n_bytes;
  response->times = call->times;
  if (call->chunk_func == NULL)
    response->body = g_byte_array_free_to_bytes (g_steal_pointer (&call->collected));
  g_task_return_pointer (task, response, (GDestroyNotify) oriel_http_response_free);
}

/* An error out of what the server said instead of data. */
static void
call_fail_with_words (Call *call)
{
  guint status = soup_message_get_status (call->message);
  const char *reason = soup_status_get_phrase (status);
  g_autofree char *words =
    oriel_http_words_of ((const char *) call->collected->data, call->collected->len);
  const char *hint = "";

  if (status < 400)
    {
      call_return_error (
        call, g_error_new (ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_CONTENT,
                           _ ("%s answered with a web page or text instead of data (%s); is the "
                              "address right?"),
                           call->http->host, words != NULL ? words : _ ("empty")));
      return;
    }

  if (status == SOUP_STATUS_UNAUTHORIZED)
    hint = _ (" (the credentials are missing or not accepted)");
  call_return_error (call, g_error_new (ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_STATUS, "%u %s%s%s%s",
                                        status, reason, hint, words != NULL ? ": " : "",
                                        words != NULL ? words : ""));
}

static gboolean
timer_cb (gpointer data)
{
  Call *call = data;

  call->timer = 0;
  call->timed_out = TRUE;
  g_cancellable_cancel (call->cancellable);
  return G_SOURCE_REMOVE;
}

/* (Re)starts the clock: the next byte must come within the timeout, the last one in time. */
static void
arm_timer (Call *call)
{
  gint64 left_ms = (call->deadline_us - g_get_monotonic_time ()) / 1000;
  gint64 wait_ms = MIN ((gint64) (call->http->timeout_s * 1000), MAX (left_ms, 0));

  g_clear_handle_id (&call->timer, g_source_remove);
  call->timer = g_timeout_add ((guint) wait_ms, timer_cb, call);
}

static void
mark_started (Call *call)
{
  if (call->times.started_us != 0)
    return;

  call->times.started_us = g_get_monotonic_time ();
  call->deadline_us =
    call->times.started_us + (gint64) (call->http->timeout_s * TOTAL_TIMEOUTS * 1e6);
  arm_timer (call);
}

static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  gpointer user_data)
{
  mark_started (user_data);
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  mark_started (user_data);
}

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       gpointer user_data)
{
  return TRUE;
}

static gboolean
take_chunk (Call *call, GBytes *chunk, GError **error)
{
  gsize length = g_bytes_get_size (chunk);

  call->n_bytes += length;
  if (call->n_bytes > call->max_bytes)
    {
      g_set_error (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_TOO_LARGE,
                   _ ("the answer of %s is larger than %zu MB"), call->http->host,
                   (gsize) MAX (call->max_bytes >> 20, 1));
      return FALSE;
    }

  if (call->chunk_func != NULL && !call->in_words)
    call->paused = call->chunk_func (chunk, call->chunk_data) > ORIEL_HTTP_PAUSE_BYTES;
  else
    g_byte_array_append (call->collected, g_bytes_get_data (chunk, NULL), (guint) length);

  return TRUE;
}

/* Whether a body can be JSON, by its first byte: of an object or an array. Markup, words and
 * packed data that claims to be something else end here. */
static gboolean
begins_like_json (GBytes *chunk)
{
  gsize length;
  const char *data = g_bytes_get_data (chunk, &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return data[i] == '{' || data[i] == '[';

  return TRUE;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (chunk == NULL)
    {
      if (call->in_words && !call->timed_out &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        call_fail_with_words (call);
      else
        call_fail (call, error);
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      if (call->in_words)
        call_fail_with_words (call);
      else
        call_return_response (call);
      return;
    }

  if (!call->seen_bytes && !call->any_content && !begins_like_json (chunk))
    call->in_words = TRUE;
  call->seen_bytes = TRUE;

  if (!take_chunk (call, chunk, &error))
    {
      call_fail (call, error);
      return;
    }

  if (call->in_words && call->collected->len >= MAX_WORDS_BYTES)
    call_fail_with_words (call);
  else if (!call->paused)
    read_more (call);
  else
    g_clear_handle_id (&call->timer, g_source_remove);
}

static void
read_more (Call *call)
{
  arm_timer (call);
  g_input_stream_read_bytes_async (call->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, call->cancellable,
                                   read_cb, call);
}

void
oriel_http_resume (OrielHttp *http, gpointer chunk_data)
{
  for (guint i = 0; i < http->calls->len; i++)
    {
      Call *call = g_ptr_array_index (http->calls, i);

      if (call->chunk_data != chunk_data || !call->paused)
        continue;
      call->paused = FALSE;
      read_more (call);
      return;
    }
}

/* Sends the message again where the server points to, if that is the same origin. */
static gboolean
follow (Call *call, GError **error)
{
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (call->message), "Location");
  g_autoptr (GUri) target =
    location != NULL ? g_uri_parse_relative (call->uri, location, URI_FLAGS, NULL) : NULL;

  if (target == NULL || g_uri_get_host (target) == NULL)
    {
      g_set_error (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_REDIRECT,
                   _ ("%s redirects to nowhere"), call->http->host);
      return FALSE;
    }

  if (!same_origin (call->http->base, target))
    {
      g_autofree char *host = host_of (target);

      g_set_error (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_REDIRECT,
                   _ ("%s redirects to %s://%s, which is another server; nothing was sent there"),
                   call->http->host, g_uri_get_scheme (target), host);
      return FALSE;
    }

  if (++call->n_redirects > MAX_REDIRECTS)
    {
      g_set_error (error, ORIEL_HTTP_ERROR, ORIEL_HTTP_ERROR_REDIRECT,
                   _ ("%s redirects in circles"), call->http->host);
      return FALSE;
    }

  g_uri_unref (call->uri);
  call->uri = g_steal_pointer (&target);
  g_clear_object (&call->stream);
  return send_message (call, error);
}

/* Whether the body is a message for people, by its status and type. */
static gboolean
is_words (Call *call)
{
  const char *type = content_type_of (call);
  gboolean is_json = type != NULL && (g_str_has_suffix (type, "json"));

  if (is_json)
    return FALSE;
  if (soup_message_get_status (call->message) >= 400)
    return TRUE;

  return !call->any_content && g_strcmp0 (type, "text/html") == 0;
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  guint status;

  call->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (call->stream == NULL)
    {
      call_fail (call, error);
      return;
    }

  status = soup_message_get_status (call->message);
  if (SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED)
    {
      if (!follow (call, &error))
        call_fail (call, error);
      return;
    }

  call->times.first_byte_us = g_get_monotonic_time ();
  call->in_words = is_words (call);
  read_more (call);
}

/* The first message of a call, or the next after a redirect: a redirect keeps method and form,
 * since all our requests only read. */
static gboolean
send_message (Call *call, GError **error)
{
  OrielHttp *http = call->http;
  g_autoptr (SoupMessage) message =
    soup_message_new_from_uri (call->post ? "POST" : "GET", call->uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!call->any_content)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                  "application/json");
  if (!oriel_http_settings_apply (&http->settings, message, error))
    return FALSE;

  if (call->post)
    {
      g_autoptr (GBytes) body = g_bytes_new (call->form, strlen (call->form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
    }

  if (http->certificate != NULL)
    soup_message_set_tls_client_certificate (message, http->certificate);
  if (http->settings.skip_verify)
    g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), call);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), call);

  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_set_object (&call->message, message);
  soup_session_send_async (http->session, message, G_PRIORITY_DEFAULT, call->cancellable, sent_cb,
                           call);
  return TRUE;
}

/* The base URL with `path` below it and, for a GET, the form behind its own query. */
static GUri *
uri_of (OrielHttp *http, const OrielHttpRequest *request)
{
  const char *base_path = g_uri_get_path (http->base);
  const char *base_query = g_uri_get_query (http->base);
  gboolean slash = !g_str_has_suffix (base_path, "/");
  const char *form = request->post ? NULL : request->form;
  g_autofree char *path = g_strconcat (base_path, slash ? "/" : "", request->path, NULL);
  g_autofree char *query = NULL;

  if (base_query != NULL && form != NULL)
    query = g_strconcat (base_query, "&", form, NULL);
  else
    query = g_strdup (form != NULL ? form : base_query);

  return g_uri_build (URI_FLAGS, g_uri_get_scheme (http->base), NULL, g_uri_get_host (http->base),
                      g_uri_get_port (http->base), path, query, NULL);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static Call *
call_new (OrielHttp *http, const OrielHttpRequest *request)
{
  Call *call = g_new0 (Call, 1);

  call->http = oriel_http_ref (http);
  call->uri = uri_of (http, request);
  call->form = g_strdup (request->form != NULL ? request->form : "");
  call->post = request->post;
  call->any_content = request->any_content;
  call->max_bytes = request->max_bytes != 0 ? request->max_bytes : ORIEL_HTTP_MAX_BYTES;
  call->collected = g_byte_array_new ();
  call->cancellable = g_cancellable_new ();
  call->times.queued_us = g_get_monotonic_time ();
  g_ptr_array_add (http->calls, call);
  return call;
}

void
oriel_http_send_async (OrielHttp *http,
                       const OrielHttpRequest *request,
                       OrielHttpChunkFunc chunk_func,
                       gpointer chunk_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Call *call = call_new (http, request);
  g_autoptr (GError) error = NULL;

  call->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, oriel_http_send_async);
  g_task_set_task_data (call->task, call, call_free);
  g_task_set_check_cancellable (call->task, FALSE);
  call->chunk_func = chunk_func;
  call->chunk_data = chunk_data;
  call->cancelled_handler =
    cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (call->cancellable), g_object_unref)
                        : 0;

  if (!send_message (call, &error))
    call_fail (call, error);
}

OrielHttpResponse *
oriel_http_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
