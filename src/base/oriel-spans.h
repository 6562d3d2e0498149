/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where each value of a JSON or YAML text stands: the tree of its places, without its meaning. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_SPAN_SCALAR, /* what holds nothing; in YAML an alias, too */
  ORIEL_SPAN_OBJECT,
  ORIEL_SPAN_ARRAY,
} OrielSpanKind;

#define ORIEL_SPANS_MAX 4000000

/* Offsets are bytes of the text. */
typedef struct
{
  OrielSpanKind kind;
  gboolean is_block; /* YAML without brackets: parts stand below each other */
  gsize item;        /* start of the member's key, of the element or of its dash */
  gsize start, end;  /* of the value */
  const char *key;   /* nullable: of a member; lives as long as the tree */
  guint first, last; /* of its parts; 0: none */
  guint next;        /* the part behind it; 0: none */
  guint n_parts;
} OrielSpan;

typedef struct
{
  GArray *spans; /* of OrielSpan; the first is the root */
  GStringChunk *keys;
} OrielSpans;

/* Of a text that oriel_json_parse() takes. NULL when there are too many values. Any thread. */
OrielSpans *oriel_spans_of_json (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* Of a text that oriel_yaml_parse() takes, its first document. NULL when there are too many values
 * or none. Any thread. */
OrielSpans *oriel_spans_of_yaml (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* Frees them; nullable. */
void oriel_spans_free (OrielSpans *self);

/* An empty tree, and a part more of `parent` (of the first span: no matter). Returns its index. */
OrielSpans *oriel_spans_new (void) G_GNUC_WARN_UNUSED_RESULT;
guint oriel_spans_add (OrielSpans *self, guint parent, OrielSpan span);

/* The span at an index; valid up to the next addition. */
OrielSpan *oriel_spans_get (const OrielSpans *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielSpans, oriel_spans_free)

G_END_DECLS
