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

G_END_DECLS
