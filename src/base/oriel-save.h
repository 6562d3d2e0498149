/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving files so that there is always a whole one: the old or the new. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes `length` bytes beside `path` and lets them take its place; permissions stay, and of a link
 * the file it leads to is replaced. `was` (`was_length` bytes) is what the writer read there
 * before: a file that holds something else by now is left alone, with G_IO_ERROR_WRONG_ETAG; so is,
 * with `was` NULL, a file that is there (G_IO_ERROR_EXISTS). FALSE with `error` (G_IO_ERROR); the
 * old file is then as it was. Blocks: for workers and the command line. Any thread. */
gboolean oriel_save_file (const char *path,
                          const char *was,
                          gsize was_length,
                          const char *text,
                          gsize length,
                          GError **error);

G_END_DECLS
