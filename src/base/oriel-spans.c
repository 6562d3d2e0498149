/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree of places itself, and places in JSON. The text was parsed before, so this only steps
 * over it. */

#include "config.h"

#include "base/oriel-spans.h"

#include <string.h>

#include "base/oriel-json.h"

typedef struct
{
  OrielSpans *spans;
  const char *text;
  gsize length;
  gsize at;
} Scan;

OrielSpans *
oriel_spans_new (void)
{
  OrielSpans *self = g_new0 (OrielSpans, 1);

  self->spans = g_array_new (FALSE, FALSE, sizeof (OrielSpan));
  self->keys = g_string_chunk_new (4096);
  return self;
}

void
oriel_spans_free (OrielSpans *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->spans);
  g_string_chunk_free (self->keys);
  g_free (self);
}

OrielSpan *
oriel_spans_get (const OrielSpans *self, guint index)
{
  return &g_array_index (self->spans, OrielSpan, index);
}

guint
oriel_spans_add (OrielSpans *self, guint parent, OrielSpan span)
{
  guint index = self->spans->len;
  OrielSpan *holder;

  g_array_append_val (self->spans, span);
  if (index == 0)
    return index;

  holder = oriel_spans_get (self, parent);
  if (holder->last != 0)
    oriel_spans_get (self, holder->last)->next = index;
  else
    holder->first = index;
  holder->last = index;
  holder->n_parts++;
  return index;
}

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->length && strchr (" \t\r\n", scan->text[scan->at]) != NULL)
    scan->at++;
}

static void
skip_string (Scan *scan)
{
  for (scan->at++; scan->at < scan->length && scan->text[scan->at] != '"'; scan->at++)
    if (scan->text[scan->at] == '\\')
      scan->at++;
  scan->at++;
}

static void
skip_word (Scan *scan)
{
  while (scan->at < scan->length && strchr (" \t\r\n,]}", scan->text[scan->at]) == NULL)
    scan->at++;
}

static const char *
read_key (Scan *scan)
{
  gsize start = scan->at;
  g_autoptr (JsonNode) node = NULL;

  skip_string (scan);
  node = oriel_json_parse (NULL, scan->text + start, (gssize) (scan->at - start),
                           ORIEL_JSON_MAX_BYTES, NULL);
  return g_string_chunk_insert (scan->spans->keys, node != NULL ? json_node_get_string (node) : "");
}

static void scan_value (Scan *scan, guint parent, const char *key, gsize item);

static void
scan_part (Scan *scan, guint parent, gboolean is_member)
{
  const char *key = NULL;
  gsize item;

  skip_blanks (scan);
  item = scan->at;
  if (is_member)
    {
      key = read_key (scan);
      skip_blanks (scan);
      scan->at++; /* the colon */
      skip_blanks (scan);
    }

  scan_value (scan, parent, key, item);
  skip_blanks (scan);
}

static void
scan_parts (Scan *scan, guint index, gboolean are_members)
{
  char close = are_members ? '}' : ']';

  scan->at++;
  skip_blanks (scan);
  while (scan->at < scan->length && scan->text[scan->at] != close &&
         scan->spans->spans->len <= ORIEL_SPANS_MAX)
    {
      scan_part (scan, index, are_members);
      if (scan->at < scan->length && scan->text[scan->at] == ',')
        scan->at++;
    }
  scan->at++;
}

static void
scan_value (Scan *scan, guint parent, const char *key, gsize item)
{
  char c = scan->at < scan->length ? scan->text[scan->at] : '\0';
  OrielSpan span = { .item = item, .start = scan->at, .key = key };
  guint index;

  if (c == '{' || c == '[')
    span.kind = c == '{' ? ORIEL_SPAN_OBJECT : ORIEL_SPAN_ARRAY;
  index = oriel_spans_add (scan->spans, parent, span);

  if (span.kind != ORIEL_SPAN_SCALAR)
    scan_parts (scan, index, c == '{');
  else if (c == '"')
    skip_string (scan);
  else
    skip_word (scan);
  oriel_spans_get (scan->spans, index)->end = scan->at;
}

OrielSpans *
oriel_spans_of_json (const char *text, gsize length)
{
  g_autoptr (OrielSpans) spans = oriel_spans_new ();
  Scan scan = { .spans = spans, .text = text, .length = length };

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    scan.at = 3;

  skip_blanks (&scan);
  scan_value (&scan, 0, NULL, scan.at);
  return spans->spans->len <= ORIEL_SPANS_MAX ? g_steal_pointer (&spans) : NULL;
}
