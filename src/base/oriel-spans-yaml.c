/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in YAML, out of libyaml's events.
 *
 * libyaml counts characters, and ends a block where the next thing begins; a block here ends with
 * its last part. It does not tell where dashes are: they stand in the column of the first one.
 */

#include "config.h"

#include "base/oriel-spans.h"

#include <string.h>
#include <yaml.h>

#include "base/oriel-yaml.h"

/* An open collection. */
typedef struct
{
  guint index;
  gsize column;    /* bytes before it in its line: where a block's dashes are */
  gboolean in_key; /* the next event is a key */
  char *key;       /* the key that was read */
  gsize key_start;
} Level;

typedef struct
{
  OrielSpans *spans;
  const char *text;
  gsize length;
  gsize offset; /* of character `n_characters`, both of the last mark */
  gsize n_characters;
  GArray *levels; /* of Level */
  guint skip;     /* depth within a key that is a collection */
} Walk;

/* Marks only go on, so each character is stepped over once. */
static gsize
offset_of (Walk *walk, const yaml_mark_t *mark)
{
  if (mark->index < walk->n_characters)
    {
      walk->offset = walk->length >= 3 && memcmp (walk->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
      walk->n_characters = 0;
    }

  while (walk->n_characters < mark->index && walk->offset < walk->length)
    {
      walk->offset +=
        (gsize) (g_utf8_next_char (walk->text + walk->offset) - (walk->text + walk->offset));
      walk->n_characters++;
    }

  return MIN (walk->offset, walk->length);
}

static gsize
line_start (const Walk *walk, gsize at)
{
  const char *newline = memrchr (walk->text, '\n', at);

  return newline != NULL ? (gsize) (newline + 1 - walk->text) : 0;
}

/* A scalar of several lines ends behind its last break. */
static gsize
without_blanks (const Walk *walk, gsize start, gsize end)
{
  while (end > start && strchr (" \t\r\n", walk->text[end - 1]) != NULL)
    end--;
  return end;
}

static Level *
top (const Walk *walk)
{
  return walk->levels->len > 0 ? &g_array_index (walk->levels, Level, walk->levels->len - 1) : NULL;
}

/* The dash before `at`: comments and lines may stand between. */
static gsize
dash_before (const Walk *walk, gsize column, gsize at)
{
  for (gsize line = line_start (walk, at);; line = line_start (walk, line - 1))
    {
      gsize dash = line + column;

      if (dash < at && walk->text[dash] == '-' && strchr (" \t\r\n", walk->text[dash + 1]) != NULL)
        return dash;
      if (line == 0)
        return at;
    }
}

static gsize
item_start (const Walk *walk, const Level *level, gsize start)
{
  const OrielSpan *holder;

  if (level == NULL)
    return start;
  if (level->key != NULL)
    return level->key_start;

  holder = oriel_spans_get (walk->spans, level->index);
  return holder->is_block ? dash_before (walk, level->column, start) : start;
}

static guint
add_value (Walk *walk, OrielSpan span)
{
  Level *level = top (walk);
  guint index;

  span.item = item_start (walk, level, span.start);
  if (level != NULL && level->key != NULL)
    span.key = g_string_chunk_insert (walk->spans->keys, level->key);
  index = oriel_spans_add (walk->spans, level != NULL ? level->index : 0, span);
  if (level != NULL && level->key != NULL)
    {
      g_clear_pointer (&level->key, g_free);
      level->in_key = TRUE;
    }

  return index;
}

static void
take_scalar (Walk *walk, const yaml_event_t *event)
{
  Level *level = top (walk);
  gsize start = offset_of (walk, &event->start_mark);
  gsize end = without_blanks (walk, start, offset_of (walk, &event->end_mark));

  if (level != NULL && level->in_key)
    {
      level->key = event->type == YAML_SCALAR_EVENT
                     ? g_strdup ((const char *) event->data.scalar.value)
                     : g_strdup ("");
      level->key_start = start;
      level->in_key = FALSE;
      return;
    }

  add_value (walk, (OrielSpan){ .start = start, .end = end });
}

static void
open_collection (Walk *walk, const yaml_event_t *event)
{
  gboolean is_mapping = event->type == YAML_MAPPING_START_EVENT;
  gsize start = offset_of (walk, &event->start_mark);
  OrielSpan span = { .kind = is_mapping ? ORIEL_SPAN_OBJECT : ORIEL_SPAN_ARRAY, .start = start };
  Level level = { .in_key = is_mapping, .column = start - line_start (walk, start) };

  span.is_block = is_mapping ? event->data.mapping_start.style != YAML_FLOW_MAPPING_STYLE
                             : event->data.sequence_start.style != YAML_FLOW_SEQUENCE_STYLE;
  level.index = add_value (walk, span);
  g_array_append_val (walk->levels, level);
}

static void
close_collection (Walk *walk, const yaml_event_t *event)
{
  Level *level = top (walk);
  OrielSpan *span;

  if (level == NULL)
    return;

  span = oriel_spans_get (walk->spans, level->index);
  if (!span->is_block)
    span->end = offset_of (walk, &event->end_mark);
  else if (span->last != 0)
    span->end = oriel_spans_get (walk->spans, span->last)->end;
  else
    span->end = span->start;

  g_free (level->key);
  g_array_set_size (walk->levels, walk->levels->len - 1);
}

static gboolean
is_start (yaml_event_type_t type)
{
  return type == YAML_MAPPING_START_EVENT || type == YAML_SEQUENCE_START_EVENT;
}

static gboolean
is_end (yaml_event_type_t type)
{
  return type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT;
}

/* A collection as a key: nothing in it has a place. */
static gboolean
skip_key (Walk *walk, const yaml_event_t *event)
{
  Level *level = top (walk);

  if (walk->skip == 0 && !(is_start (event->type) && level != NULL && level->in_key))
    return FALSE;

  walk->skip += is_start (event->type) ? 1 : 0;
  walk->skip -= is_end (event->type) ? 1 : 0;
  if (walk->skip == 0)
    {
      level->key = g_strdup ("");
      level->key_start = offset_of (walk, &event->start_mark);
      level->in_key = FALSE;
    }
  return TRUE;
}

static void
take_event (Walk *walk, const yaml_event_t *event)
{
  if (skip_key (walk, event))
    return;
  if (is_start (event->type))
    open_collection (walk, event);
  else if (is_end (event->type))
    close_collection (walk, event);
  else if (event->type == YAML_SCALAR_EVENT || event->type == YAML_ALIAS_EVENT)
    take_scalar (walk, event);
}

static gboolean
take_events (Walk *walk, yaml_parser_t *parser)
{
  yaml_event_type_t type;

  do
    {
      yaml_event_t event;

      if (!yaml_parser_parse (parser, &event))
        return FALSE;
      type = event.type;
      take_event (walk, &event);
      yaml_event_delete (&event);
      if (walk->spans->spans->len > ORIEL_SPANS_MAX || walk->levels->len > ORIEL_YAML_MAX_DEPTH)
        return FALSE;
    }
  while (type != YAML_DOCUMENT_END_EVENT && type != YAML_STREAM_END_EVENT);

  return walk->spans->spans->len > 0;
}

OrielSpans *
oriel_spans_of_yaml (const char *text, gsize length)
{
  g_autoptr (OrielSpans) spans = oriel_spans_new ();
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Walk walk = { .spans = spans, .text = text, .length = length, .levels = levels };
  yaml_parser_t parser;
  gboolean good;

  if (!yaml_parser_initialize (&parser))
    g_error ("out of memory");

  walk.offset = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  yaml_parser_set_input_string (&parser, (const unsigned char *) text, length);
  good = take_events (&walk, &parser);
  yaml_parser_delete (&parser);
  for (guint i = 0; i < levels->len; i++)
    g_free (g_array_index (levels, Level, i).key);
  return good ? g_steal_pointer (&spans) : NULL;
}
