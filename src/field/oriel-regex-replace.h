/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ECMAScript's String.prototype.replace() with a regular expression, into a buffer. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Replaces the first match of `regex` in `text`, or with `global` all of them, by `replacement`, in
 * which `$1`, `$&`, `` $` ``, `$'`, `$<name>` and `$$` have their meaning. Writes to `out` what
 * fits of it into `size` bytes, never half a character. Returns FALSE, with nothing written, when
 * there is no match. Any thread. */
gboolean oriel_regex_replace (const GRegex *regex,
                              gboolean global,
                              const char *text,
                              const char *replacement,
                              char *out,
                              gsize size);

G_END_DECLS
