/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The HTTP client of all sources: libsoup with limits, and credentials that stay at their host.
 *
 * Redirects to another origin (scheme, host or port) are refused when credentials are set, and
 * never carry them. Answers are read in chunks up to a limit, and time out. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ORIEL_HTTP_ERROR (oriel_http_error_quark ())

typedef enum
{
  ORIEL_HTTP_ERROR_CONNECT, /* no connection: name, refused, TLS */
  ORIEL_HTTP_ERROR_TIMEOUT,
  ORIEL_HTTP_ERROR_STATUS,   /* the server said no; message has its words */
  ORIEL_HTTP_ERROR_REDIRECT, /* leads to another host, or in circles */
  ORIEL_HTTP_ERROR_TOO_LARGE,
  ORIEL_HTTP_ERROR_TRUNCATED, /* ended before its announced length */
  ORIEL_HTTP_ERROR_CONTENT,   /* not what was asked for: HTML instead of JSON */
} OrielHttpError;

/* The error domain of this file. */
GQuark oriel_http_error_quark (void);

typedef enum
{
  ORIEL_AUTH_NONE,
  ORIEL_AUTH_BASIC,
  ORIEL_AUTH_BEARER,
} OrielAuthKind;

/* How to speak to a server. Secrets are looked up by `secret_id` when a request is made. */
typedef struct
{
  OrielAuthKind auth;
  char *user;                    /* nullable: basic */
  char *secret_id;               /* nullable: what the credentials interface is asked for */
  char **headers;                /* nullable: "Name: value" each, not secret */
  char **secret_headers;         /* nullable: names of headers whose values are secrets */
  char *ca_file;                 /* nullable: PEM */
  char *client_certificate_file; /* nullable: PEM */
  char *client_key_file;         /* nullable: PEM */
  gboolean skip_verify;
} OrielHttpSettings;

/* Gives secrets, from the Secret Service in the application, from the environment or a file on
 * the command line. The answer is freed with g_free() after use. Main thread, must not block
 * for long: the application loads secrets ahead. NULL: there is none. */
typedef char *(*OrielSecretFunc) (const char *secret_id, const char *what, gpointer user_data);

/* Says where secrets come from, for the process. */
void oriel_http_set_secret_func (OrielSecretFunc func, gpointer user_data);

/* Keeps a secret in memory (never on disk) for when the function above knows none: what came
 * with a provisioning file. `value` is copied; NULL forgets it. Main thread. */
void oriel_http_remember_secret (const char *secret_id, const char *what, const char *value);

/* Lets `to_id` have in memory what is remembered for `from_id`, or nothing. Main thread. */
void oriel_http_copy_secret (const char *from_id, const char *to_id, const char *what);

/* Forgets all that is remembered for `secret_id`. Main thread. */
void oriel_http_forget_secrets (const char *secret_id);

/* The `what` of the two kinds of credentials; a secret header's is the header's name. */
#define ORIEL_HTTP_SECRET_PASSWORD "password"
#define ORIEL_HTTP_SECRET_TOKEN "token"

/* Copies the members of `from`; `to` is overwritten. */
void oriel_http_settings_copy (OrielHttpSettings *to, const OrielHttpSettings *from);

/* Frees the members of `settings` and zeroes it. */
void oriel_http_settings_clear (OrielHttpSettings *settings);

/* A client of one server. Main thread; share with ref/unref. */
typedef struct _OrielHttp OrielHttp;

/* A client of the server at `base_url` (http or https; user and password in it are refused, so
 * that they never lie in settings). Requests in flight are ended after `timeout_s` (0: 30)
 * seconds. Reads certificate files. NULL with `error` when the URL or a file is not usable. */
OrielHttp *oriel_http_new (const char *base_url,
                           const OrielHttpSettings *settings,
                           double timeout_s,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. */
OrielHttp *oriel_http_ref (OrielHttp *http);

/* Drops a reference; nullable. */
void oriel_http_unref (OrielHttp *http);

/* Adds `name=value`, percent-encoded, to a form; NULL values are left out. */
void oriel_http_form_add (GString *form, const char *name, const char *value);

/* One request. */
typedef struct
{
  const char *path;     /* below the base URL, already encoded: "api/v1/query" */
  const char *form;     /* nullable: encoded parameters */
  gboolean post;        /* the form is the body of a POST, else the query of a GET */
  gboolean any_content; /* also take what is not JSON */
  gsize max_bytes;      /* of the decoded body; 0: ORIEL_HTTP_MAX_BYTES */
} OrielHttpRequest;

#define ORIEL_HTTP_MAX_BYTES ((gsize) 1 << 30)

/* Times in µs on the monotonic clock; 0: did not happen. */
typedef struct
{
  gint64 queued_us;     /* given to the client */
  gint64 started_us;    /* left its queue */
  gint64 first_byte_us; /* the headers were there */
  gint64 done_us;       /* the last byte was there */
} OrielHttpTimes;

/* What the server answered; a status of 400 and above comes with a JSON body only (all other
 * such answers are ORIEL_HTTP_ERROR_STATUS). */
typedef struct
{
  guint status;
  char *content_type; /* nullable */
  GBytes *body;       /* NULL when the chunks were handed out */
  guint64 n_bytes;    /* of the decoded body */
  OrielHttpTimes times;
} OrielHttpResponse;

/* Frees it; nullable. */
void oriel_http_response_free (OrielHttpResponse *response);

/* Takes a chunk of the body, in order, while it is downloaded (main thread); keep it by
 * reference. Returns how many bytes the receiver still has to work off: above
 * ORIEL_HTTP_PAUSE_BYTES the client stops reading until oriel_http_resume(). */
typedef gsize (*OrielHttpChunkFunc) (GBytes *chunk, gpointer user_data);

#define ORIEL_HTTP_PAUSE_BYTES ((gsize) 8 << 20)

/* Sends a request. The strings of `request` are copied. With `chunk_func` the body is handed
 * out in chunks, else collected. `chunk_data` must live until the call ends. */
void oriel_http_send_async (OrielHttp *http,
                            const OrielHttpRequest *request,
                            OrielHttpChunkFunc chunk_func,
                            gpointer chunk_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* Ends oriel_http_send_async(). NULL with `error` (ORIEL_HTTP_ERROR, or G_IO_ERROR_CANCELLED). */
OrielHttpResponse *oriel_http_send_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* `text` (taken, nullable) with every secret of this client made unreadable: for words of the
 * server in messages. Free with g_free(). */
char *oriel_http_redact (OrielHttp *http, char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Goes on reading for the call with this `chunk_data`; does nothing when it is not paused. Main
 * thread. */
void oriel_http_resume (OrielHttp *http, gpointer chunk_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielHttp, oriel_http_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielHttpResponse, oriel_http_response_free)

G_END_DECLS
