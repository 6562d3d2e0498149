/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How new values look between old ones, and what goes with a value that is taken out: its comma,
 * its line. */

#include "config.h"

#include "base/oriel-patch-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-yaml.h"

static void
splice (OrielPatch *patch, gsize start, gsize end, char *text)
{
  OrielSplice splice = { start, end, text };

  g_array_append_val (patch->splices, splice);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gsize
line_start (const OrielPatch *patch, gsize at)
{
  const char *newline = memrchr (patch->text, '\n', at);

  return newline != NULL ? (gsize) (newline + 1 - patch->text) : 0;
}

/* Before the line break, or the end of the text. */
static gsize
line_end (const OrielPatch *patch, gsize at)
{
  while (at < patch->length && patch->text[at] != '\n' && patch->text[at] != '\r')
    at++;
  return at;
}

/* The blanks that the line of `at` begins with. */
static char *
indent_at (const OrielPatch *patch, gsize at)
{
  gsize start = line_start (patch, at);
  gsize end = start;

  while (end < patch->length && is_blank (patch->text[end]))
    end++;
  return g_strndup (patch->text + start, end - start);
}

/* Whether nothing stands before `at` in its line. */
static gboolean
begins_line (const OrielPatch *patch, gsize at)
{
  gsize start = line_start (patch, at);

  while (start < at && is_blank (patch->text[start]))
    start++;
  return start == at && (start == 0 || at > 0);
}

void
oriel_patch_layout_init (OrielPatch *patch)
{
  const OrielSpan *root = oriel_spans_get (patch->spans, 0);
  const OrielSpan *first = root->first != 0 ? oriel_spans_get (patch->spans, root->first) : NULL;
  const char *line_break = strchr (patch->text, '\n');

  patch->newline = line_break > patch->text && line_break[-1] == '\r' ? "\r\n" : "\n";
  patch->colon =
    patch->kind == ORIEL_TEXT_YAML || strstr (patch->text, "\": ") != NULL ? ": " : ":";
  if (patch->kind == ORIEL_TEXT_JSON && first != NULL && begins_line (patch, first->item))
    patch->unit = indent_at (patch, first->item);
}

/* Pretty text of two blanks a level, as `unit`s behind `base`. */
static char *
indent_lines (const OrielPatch *patch, const char *text, const char *base)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text != '\n')
        {
          g_string_append_c (out, *text);
          continue;
        }
      g_string_append (out, patch->newline);
      g_string_append (out, base);
      for (; text[1] == ' '; text += 2)
        g_string_append (out, patch->unit);
    }

  return g_string_free (out, FALSE);
}

/* One line with a blank behind each comma and colon. */
static char *
space_out (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean in_string = FALSE;

  for (; *text != '\0'; text++)
    {
      g_string_append_c (out, *text);
      if (*text == '"')
        in_string = !in_string;
      else if (in_string && *text == '\\')
        g_string_append_c (out, *++text);
      else if (!in_string && (*text == ',' || *text == ':'))
        g_string_append_c (out, ' ');
    }

  return g_string_free (out, FALSE);
}

static char *
line_value (const OrielPatch *patch, JsonNode *value)
{
  char *text = oriel_json_to_text (value, FALSE);
  char *spaced;

  if (patch->colon[1] == '\0')
    return text;

  spaced = space_out (text);
  g_free (text);
  return spaced;
}

/* JSON for a place in a line that begins with `base`; NULL: all in one line. */
static char *
json_value (const OrielPatch *patch, JsonNode *value, const char *base)
{
  g_autofree char *pretty = NULL;

  if (base == NULL || patch->unit == NULL)
    return line_value (patch, value);

  pretty = oriel_json_to_text (value, TRUE);
  return indent_lines (patch, pretty, base);
}

static char *
json_key (const char *key)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), key);

  return oriel_json_to_text (node, FALSE);
}

/* A part between brackets. */
static void
write_json_part (GString *out, const OrielPatch *patch, const OrielNewPart *part, const char *base)
{
  g_autofree char *value = json_value (patch, part->value, base);

  if (part->key != NULL)
    {
      g_autofree char *key = json_key (part->key);

      g_string_append_printf (out, "%s%s", key, patch->colon);
    }
  g_string_append (out, value);
}

static void
write_block_part (GString *out, const OrielNewPart *part, gsize column)
{
  if (part->key != NULL)
    oriel_yaml_write_member (out, part->key, part->value, (guint) column);
  else
    oriel_yaml_write_element (out, part->value, (guint) column);
}

static gboolean
is_container (JsonNode *value)
{
  return JSON_NODE_HOLDS_OBJECT (value) || JSON_NODE_HOLDS_ARRAY (value);
}

/* A value of a block: what has parts begins below its key. */
static void
replace_in_block (OrielPatch *patch, const OrielSpan *span, JsonNode *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize start = span->start;
  gsize column = span->item - line_start (patch, span->item);

  while (start > span->item && strchr (" \t\r\n", patch->text[start - 1]) != NULL)
    start--;

  if (span->key != NULL)
    oriel_yaml_write_value (out, value, (guint) column);
  else
    {
      g_string_append_c (out, ' ');
      oriel_yaml_write_block (out, value, (guint) column + 2);
    }
  splice (patch, start, span->end, g_strdup (out->str));
}

void
oriel_patch_replace (OrielPatch *patch, guint parent, guint index, JsonNode *value)
{
  const OrielSpan *span = oriel_spans_get (patch->spans, index);
  const OrielSpan *holder = oriel_spans_get (patch->spans, parent);
  gboolean is_line = memchr (patch->text + span->start, '\n', span->end - span->start) == NULL;
  g_autofree char *base = NULL;

  if (index != 0 && holder->is_block)
    {
      replace_in_block (patch, span, value);
      return;
    }
  if (index == 0 && span->is_block)
    {
      splice (patch, span->start, span->end, oriel_yaml_to_text (value));
      return;
    }

  /* What was a list in one line stays one. */
  if (!(is_container (value) && span->n_parts > 0 && is_line))
    base = indent_at (patch, span->start);
  splice (patch, span->start, span->end, json_value (patch, value, base));
}

/* What stands between brackets becomes `added`. */
static void
refill_brackets (OrielPatch *patch, const OrielSpan *span, GArray *added)
{
  GString *out = g_string_new (NULL);
  g_autofree char *base = indent_at (patch, span->start);
  g_autofree char *deeper = g_strconcat (base, patch->unit, NULL);

  for (guint i = 0; i < added->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (patch->unit != NULL)
        g_string_append_printf (out, "%s%s", patch->newline, deeper);
      write_json_part (out, patch, &g_array_index (added, OrielNewPart, i), deeper);
    }
  if (added->len > 0 && patch->unit != NULL)
    g_string_append_printf (out, "%s%s", patch->newline, base);

  splice (patch, span->start + 1, span->end - 1, g_string_free (out, FALSE));
}

/* What stands between the parts of a bracket: a line break with its blanks, a blank, or nothing.
 * `base` receives the indentation of the parts; NULL where they share a line. */
static char *
separator_of (const OrielPatch *patch, const OrielSpan *first, char **base)
{
  const OrielSpan *second = first->next != 0 ? oriel_spans_get (patch->spans, first->next) : NULL;

  *base = NULL;
  if (begins_line (patch, first->item) && first->item > 0)
    {
      *base = indent_at (patch, first->item);
      return g_strconcat (patch->newline, *base, NULL);
    }
  if (second != NULL)
    return g_strdup (is_blank (patch->text[second->item - 1]) ? " " : "");

  return g_strdup (patch->colon[1] == ' ' ? " " : "");
}

/* One part of a collection that is being changed. */
typedef struct
{
  const OrielSpan *span;
  gboolean removed;
} Part;

static GArray *
list_parts (const OrielPatch *patch, const OrielSpan *span, const gboolean *removed)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint index = span->first; index != 0; index = oriel_spans_get (patch->spans, index)->next)
    {
      Part part = { oriel_spans_get (patch->spans, index), removed[parts->len] };

      g_array_append_val (parts, part);
    }

  return parts;
}

/* The last part before `at` that stays; NULL when there is none. */
static const OrielSpan *
kept_before (GArray *parts, guint at)
{
  while (at > 0)
    if (!g_array_index (parts, Part, --at).removed)
      return g_array_index (parts, Part, at).span;

  return NULL;
}

static const OrielSpan *
kept_from (GArray *parts, guint at)
{
  for (; at < parts->len; at++)
    if (!g_array_index (parts, Part, at).removed)
      return g_array_index (parts, Part, at).span;

  return NULL;
}

/* Takes out parts `from` to before `to`, with the commas that separated them. */
static void
remove_between_brackets (OrielPatch *patch, GArray *parts, guint from, guint to)
{
  const OrielSpan *before = from > 0 ? g_array_index (parts, Part, from - 1).span : NULL;
  gsize start = g_array_index (parts, Part, from).span->item;
  gsize end = g_array_index (parts, Part, to - 1).span->end;

  if (to < parts->len)
    end = g_array_index (parts, Part, to).span->item;
  else if (before != NULL)
    start = before->end;
  splice (patch, start, end, g_strdup (""));
}

/* Takes out whole lines where the first part begins one. */
static void
remove_lines (OrielPatch *patch, GArray *parts, guint from, guint to)
{
  gsize start = g_array_index (parts, Part, from).span->item;
  gsize end = g_array_index (parts, Part, to - 1).span->end;

  if (!begins_line (patch, start))
    end = to < parts->len ? g_array_index (parts, Part, to).span->item : end;
  else
    {
      gsize stop = line_end (patch, end);

      start = line_start (patch, start);
      end = stop;
      if (stop < patch->length)
        end = stop + (patch->text[stop] == '\r' && patch->text[stop + 1] == '\n' ? 2 : 1);
    }
  splice (patch, start, end, g_strdup (""));
}

static void
remove_parts (OrielPatch *patch, GArray *parts, gboolean is_block)
{
  for (guint i = 0; i < parts->len; i++)
    {
      guint end = i;

      while (end < parts->len && g_array_index (parts, Part, end).removed)
        end++;
      if (end == i)
        continue;

      if (is_block)
        remove_lines (patch, parts, i, end);
      else
        remove_between_brackets (patch, parts, i, end);
      i = end;
    }
}

static void
add_between_brackets (OrielPatch *patch, GArray *parts, const OrielNewPart *part)
{
  const OrielSpan *before = kept_before (parts, part->at);
  const OrielSpan *after = before == NULL ? kept_from (parts, part->at) : NULL;
  GString *out = g_string_new (NULL);
  g_autofree char *base = NULL;
  g_autofree char *separator = separator_of (patch, g_array_index (parts, Part, 0).span, &base);

  if (before != NULL)
    g_string_append_printf (out, ",%s", separator);
  write_json_part (out, patch, part, base);
  if (before == NULL)
    g_string_append_printf (out, ",%s", separator);

  splice (patch, before != NULL ? before->end : after->item,
          before != NULL ? before->end : after->item, g_string_free (out, FALSE));
}

static void
add_lines (OrielPatch *patch, GArray *parts, const OrielNewPart *part)
{
  const OrielSpan *before = kept_before (parts, part->at);
  const OrielSpan *after = before == NULL ? kept_from (parts, part->at) : NULL;
  const OrielSpan *first = g_array_index (parts, Part, 0).span;
  gsize column = first->item - line_start (patch, first->item);
  g_autofree char *blanks = g_strnfill (column, ' ');
  GString *out = g_string_new (NULL);
  gsize at = before != NULL ? line_end (patch, before->end) : after->item;

  if (before != NULL)
    g_string_append_printf (out, "%s%s", patch->newline, blanks);
  write_block_part (out, part, column);
  if (before == NULL)
    g_string_append_printf (out, "%s%s", patch->newline, blanks);
  splice (patch, at, at, g_string_free (out, FALSE));
}

/* A block all of whose parts go: its new ones, or empty brackets. */
static void
refill_block (OrielPatch *patch, const OrielSpan *span, GArray *added)
{
  gsize column = span->start - line_start (patch, span->start);
  GString *out = g_string_new (added->len > 0                    ? NULL
                               : span->kind == ORIEL_SPAN_OBJECT ? "{}"
                                                                 : "[]");

  for (guint i = 0; i < added->len; i++)
    {
      if (i > 0)
        g_string_append_printf (out, "%s%*s", patch->newline, (int) column, "");
      write_block_part (out, &g_array_index (added, OrielNewPart, i), column);
    }
  splice (patch, span->start, span->end, g_string_free (out, FALSE));
}

void
oriel_patch_parts (OrielPatch *patch, guint index, const gboolean *removed, GArray *added)
{
  const OrielSpan *span = oriel_spans_get (patch->spans, index);
  g_autoptr (GArray) parts = list_parts (patch, span, removed);

  if (kept_from (parts, 0) == NULL)
    {
      if (span->is_block)
        refill_block (patch, span, added);
      else
        refill_brackets (patch, span, added);
      return;
    }

  remove_parts (patch, parts, span->is_block);
  for (guint i = 0; i < added->len; i++)
    if (span->is_block)
      add_lines (patch, parts, &g_array_index (added, OrielNewPart, i));
    else
      add_between_brackets (patch, parts, &g_array_index (added, OrielNewPart, i));
}
