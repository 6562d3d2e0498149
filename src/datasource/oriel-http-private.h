/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the HTTP client share: credentials on a message, and words for failures. */

#pragma once

#include <libsoup/soup.h>

#include "datasource/oriel-http.h"

G_BEGIN_DECLS

/* TRUE when a request with `settings` carries anything that only its server may see. */
gboolean oriel_http_settings_have_credentials (const OrielHttpSettings *settings);

/* Sets the headers and credentials of `settings` on `message`. FALSE with `error` when a header
 * can't be sent as it is. */
gboolean
oriel_http_settings_apply (const OrielHttpSettings *settings, SoupMessage *message, GError **error);

/* `text` (taken) without any secret of `settings`, in case a server echoes what it got. */
char *oriel_http_settings_redact (const OrielHttpSettings *settings, char *text);

/* What a failure of libsoup or GIO means, in the words of this domain. `host` is named. */
GError *oriel_http_error_from (const GError *error, const char *host, gboolean got_headers);

/* The gist of a text or HTML body: its title, or its first words. NULL when there is none. */
char *oriel_http_words_of (const char *body, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
