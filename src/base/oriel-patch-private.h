/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What finding differences and laying out new values share. */

#pragma once

#include "base/oriel-patch.h"
#include "base/oriel-spans.h"

G_BEGIN_DECLS

/* Bytes of the old text that others take the place of. */
typedef struct
{
  gsize start, end;
  char *text;
} OrielSplice;

/* A part that comes in before the `at`-th of the old ones. */
typedef struct
{
  guint at;
  const char *key; /* nullable: of a member; borrowed */
  JsonNode *value; /* borrowed */
} OrielNewPart;

typedef struct
{
  OrielTextKind kind;
  const char *text; /* ends with a zero */
  gsize length;
  OrielSpans *spans;
  GArray *splices;     /* of OrielSplice; in no order */
  const char *newline; /* static */
  const char *colon;   /* static; with the blank, where the text has them */
  char *unit;          /* indentation of a level; NULL: all in one line */
} OrielPatch;

/* Finds out how the text is laid out. */
void oriel_patch_layout_init (OrielPatch *patch);

/* Puts `value` in the place of that of span `index`, a part of `parent`. */
void oriel_patch_replace (OrielPatch *patch, guint parent, guint index, JsonNode *value);

/* Takes out the parts of span `index` that `removed` (one flag a part) names and puts in `added`
 * (of OrielNewPart, in order). */
void oriel_patch_parts (OrielPatch *patch, guint index, const gboolean *removed, GArray *added);

G_END_DECLS
