/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts of a field that speak of the field itself: `${__field.name}`, `${__field.labels.job}`. */

#pragma once

#include "field/oriel-names.h"

G_BEGIN_DECLS

/* Replaces `__field.name`, `__field.displayName`, `__field.labels`, `__field.labels.NAME` and
 * `__series.name` in `text` (as `${…}`); all else stays. `frame` and `scope` are nullable. Free
 * with g_free(). Any thread. */
char *oriel_field_replace (const char *text,
                           const OrielField *field,
                           const OrielFrame *frame,
                           const OrielNameScope *scope) G_GNUC_WARN_UNUSED_RESULT;

/* Replaces the variable `name` (as `$name`, `${name}`, `${name:format}`, `[[name]]`) by `value`.
 * Free with g_free(). */
char *oriel_text_replace_variable (const char *text,
                                   const char *name,
                                   const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
