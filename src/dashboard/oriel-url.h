/* SPDX-License-Identifier: GPL-3.0-or-later */

/* URLs as Grafana writes them: encodings, parameters, and what may be opened at all. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Which characters stay as they are; the rest becomes %XX of its UTF-8 bytes. */
typedef enum
{
  ORIEL_URL_COMPONENT,       /* encodeURIComponent, and `!'()*` encoded too */
  ORIEL_URL_COMPONENT_LOOSE, /* encodeURIComponent */
  ORIEL_URL_WHOLE,           /* encodeURI, and `!'()*` encoded too */
  ORIEL_URL_PARAMETER,       /* as COMPONENT, but `@:$,` stay: Grafana's own parameters */
  ORIEL_URL_FORM,            /* application/x-www-form-urlencoded: blank is + */
} OrielUrlEncoding;

/* Appends `text` encoded. Any thread. */
void oriel_url_append_encoded (GString *out, const char *text, OrielUrlEncoding encoding);

/* Decodes %XX; bytes that are no UTF-8, or a % without digits, stay as they were. `plus` reads +
 * as a blank. Free with g_free(). */
char *oriel_url_decode (const char *text, gssize length, gboolean plus) G_GNUC_WARN_UNUSED_RESULT;

/* `{a: 1, b: ["x", "y"]}` as `a=1&b=x&b=y`. `object` is nullable. Free with g_free(). */
char *oriel_url_params_from_json (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* `path?params`, or `path` alone for an object without members. Free with g_free(). */
char *oriel_url_render (const char *path, JsonObject *params) G_GNUC_WARN_UNUSED_RESULT;

/* Reads `a=1&b=x&b=y` into an object: strings, arrays of what is given repeatedly, booleans for
 * `true`, `false` and names without a value. Returns a new object. */
JsonObject *oriel_url_params_to_json (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* `text` when it may be opened or shown as a link, in normal form for http and https; else
 * (javascript:, data:, vbscript:, empty) `about:blank`. Free with g_free(). */
char *oriel_url_sanitize (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* `& < > " '` as entities. Free with g_free(). */
char *oriel_html_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
