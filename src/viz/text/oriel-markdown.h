/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown (GitHub's dialect, by cmark-gfm) as formatted text. */

#pragma once

#include "viz/text/oriel-rich-text.h"

G_BEGIN_DECLS

/* Reads Markdown with tables, strikethrough, autolinks and task lists; HTML within keeps its safe
 * part. Text beyond ORIEL_RICH_MAX_BYTES is left out. Array of OrielRichBlock. Any thread. */
GPtrArray *oriel_markdown_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
