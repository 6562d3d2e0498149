/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What went wrong, in words for people: failures of the network, and a server's own text. */

#include "config.h"

#include "datasource/oriel-http-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (oriel_http_error, oriel_http_error)

/* More of a server's page than this is no message any more. */
#define MAX_WORDS 300

static GError *http_error (OrielHttpError code, const char *format, ...) G_GNUC_PRINTF (2, 3);

static GError *
http_error (OrielHttpError code, const char *format, ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (ORIEL_HTTP_ERROR, (int) code, format, arguments);
  va_end (arguments);
  return error;
}

static GError *
from_io_error (const GError *error, const char *host, gboolean got_headers)
{
  switch (error->code)
    {
    case G_IO_ERROR_CANCELLED:
      return g_error_copy (error);
    case G_IO_ERROR_TIMED_OUT:
      return http_error (ORIEL_HTTP_ERROR_TIMEOUT, _ ("%s did not answer in time"), host);
    case G_IO_ERROR_CONNECTION_REFUSED:
      return http_error (ORIEL_HTTP_ERROR_CONNECT,
                         _ ("%s refuses the connection: no server listens there"), host);
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED: /* the same code as a broken pipe */
      if (!got_headers)
        return http_error (ORIEL_HTTP_ERROR_CONNECT,
                           _ ("%s closed the connection without an answer"), host);
      return http_error (ORIEL_HTTP_ERROR_TRUNCATED,
                         _ ("the answer of %s ended before its announced length"), host);
    case G_IO_ERROR_INVALID_DATA:
      return http_error (ORIEL_HTTP_ERROR_CONTENT, _ ("the answer of %s can't be unpacked: %s"),
                         host, error->message);
    default:
      return http_error (ORIEL_HTTP_ERROR_CONNECT, "%s: %s", host, error->message);
    }
}

GError *
oriel_http_error_from (const GError *error, const char *host, gboolean got_headers)
{
  if (error->domain == ORIEL_HTTP_ERROR)
    return g_error_copy (error);
  if (error->domain == G_IO_ERROR)
    return from_io_error (error, host, got_headers);
  if (error->domain == G_RESOLVER_ERROR)
    return http_error (ORIEL_HTTP_ERROR_CONNECT, _ ("the name %s is not known: %s"), host,
                       error->message);
  if (error->domain == G_TLS_ERROR)
    return http_error (ORIEL_HTTP_ERROR_CONNECT, _ ("no secure connection to %s: %s"), host,
                       error->message);
  if (error->domain == SOUP_SESSION_ERROR)
    return http_error (ORIEL_HTTP_ERROR_CONTENT, _ ("%s does not speak HTTP as expected: %s"), host,
                       error->message);

  return http_error (ORIEL_HTTP_ERROR_CONNECT, "%s: %s", host, error->message);
}

/* The text between `<title>` and `</title>`; NULL when there is none. */
static char *
title_of (const char *html)
{
  g_autofree char *lower = g_ascii_strdown (html, -1);
  const char *start = strstr (lower, "<title");
  const char *end;

  if (start == NULL || (start = strchr (start, '>')) == NULL)
    return NULL;

  start++;
  end = strstr (start, "</title");
  return end != NULL ? g_strndup (html + (start - lower), (gsize) (end - start)) : NULL;
}

/* `text` with tags and runs of blanks made into single blanks, cut at MAX_WORDS characters. */
static char *
flatten (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean in_tag = FALSE;
  guint n = 0;

  for (const char *c = text; *c != '\0' && n < MAX_WORDS; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean blank = g_unichar_isspace (character) || g_unichar_iscntrl (character);

      if (character == '<' && (g_ascii_isalpha (c[1]) || c[1] == '/' || c[1] == '!'))
        in_tag = TRUE;
      if (in_tag || blank)
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          in_tag = in_tag && character != '>';
          continue;
        }

      g_string_append_unichar (out, character);
      n++;
    }

  if (n == MAX_WORDS)
    g_string_append (out, "…");
  return g_strchomp (g_string_free (out, FALSE));
}

char *
oriel_http_words_of (const char *body, gsize length)
{
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  const char *valid_end;
  char *words;

  if (length == 0)
    return NULL;

  /* The end may be cut within a character; anything else that is not UTF-8 is no text. */
  if (length > 4 && !g_utf8_validate_len (body, length, &valid_end) &&
      valid_end < body + length - 4)
    return g_strdup (_ ("unreadable bytes"));

  text = g_utf8_make_valid (body, (gssize) length);
  title = title_of (text);
  words = flatten (title != NULL ? title : text);
  if (*words == '\0')
    g_clear_pointer (&words, g_free);
  return words;
}
