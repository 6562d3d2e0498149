/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Regular expressions as dashboards write them: ECMAScript's `/pattern/flags`.
 *
 * GRegex (PCRE2) runs them; a limit of backtracking bounds what a hostile pattern can cost a text,
 * to less than a millisecond: then nothing matches. What they are matched against must be UTF-8
 * (all that came through JSON is): GRegex does not check it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Splits `/pattern/flags` (Grafana's stringToJsRegex: text without a leading slash is matched
 * whole, `^text$`). Compiles it for UTF-8. `global` (nullable) receives whether `g` is among
 * the flags. Returns NULL with `error` (G_REGEX_ERROR) when it does not compile. Free with
 * g_regex_unref(). Any thread. */
GRegex *oriel_regex_from_dashboard (const char *text,
                                    gboolean *global,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Compiles a bare ECMAScript pattern with `flags` ("i", "ms", …; nullable). */
GRegex *
oriel_regex_new (const char *pattern, const char *flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Escapes what has a meaning in a pattern, as Grafana's escapeRegex:
 * `\ ^ $ * + ? . ( ) | { } [ ]` and `/`. Free with g_free(). */
char *oriel_regex_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
