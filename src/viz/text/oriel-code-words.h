/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which words of a line of code are coloured: enough of a language to be read, not to be compiled.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_CODE_PLAIN,
  ORIEL_CODE_KEYWORD,
  ORIEL_CODE_STRING,
  ORIEL_CODE_NUMBER,
  ORIEL_CODE_COMMENT,
  ORIEL_CODE_NAME, /* of a member or an attribute */
  ORIEL_CODE_N_KINDS,
} OrielCodeKind;

typedef struct _OrielCodeLanguage OrielCodeLanguage;

/* What reaches over the end of a line. Begin with zeros. */
typedef struct
{
  gboolean in_comment, in_tag;
} OrielCodeState;

/* The language by Grafana's name for it; NULL for plain text and what is unknown. */
const OrielCodeLanguage *oriel_code_language_find (const char *name);

/* Bytes of the piece that `text` (the rest of a line, not empty) begins with, at least one whole
 * character; `kind` says what it is. */
gsize oriel_code_next (const OrielCodeLanguage *language,
                       OrielCodeState *state,
                       const char *line,
                       const char *text,
                       OrielCodeKind *kind);

G_END_DECLS
