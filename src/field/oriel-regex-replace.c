/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-regex-replace.h. Rules: ECMA-262, GetSubstitution. */

#include "config.h"

#include "field/oriel-regex-replace.h"

#include <string.h>

/* What is written so far; once something did not fit, nothing more is. */
typedef struct
{
  char *out;
  gsize size;
  gsize used;
  gboolean full;
} Sink;

static void
put (Sink *sink, const char *text, gsize length)
{
  gsize room = sink->size - 1 - sink->used;

  if (sink->full)
    return;

  if (length > room)
    {
      sink->full = TRUE;
      length = room;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }

  memcpy (sink->out + sink->used, text, length);
  sink->used += length;
}

static void
put_group (Sink *sink, const GMatchInfo *match, const char *text, int group)
{
  int begin, end;

  /* A group that took no part, or that there is not, is empty. */
  if (group >= 0 && g_match_info_fetch_pos (match, group, &begin, &end) && begin >= 0)
    put (sink, text + begin, (gsize) (end - begin));
}

/* `$1` to `$99`; of two digits as many as name a group. Returns how many bytes of `p`, which stands
 * behind the dollar, were used. */
static gsize
put_numbered (Sink *sink, const GMatchInfo *match, const char *text, const char *p)
{
  int n_groups = g_regex_get_capture_count (g_match_info_get_regex (match));
  int group = p[0] - '0';
  gsize used = 1;

  if (g_ascii_isdigit (p[1]) && group * 10 + (p[1] - '0') <= n_groups)
    {
      group = group * 10 + (p[1] - '0');
      used = 2;
    }
  if (group < 1 || group > n_groups)
    return 0;

  put_group (sink, match, text, group);
  return used;
}

static gsize
put_named (Sink *sink, const GMatchInfo *match, const char *text, const char *p)
{
  const char *end = strchr (p, '>');
  g_autofree char *name = NULL;

  if (end == NULL)
    return 0;

  name = g_strndup (p + 1, (gsize) (end - p - 1));
  put_group (sink, match, text, g_regex_get_string_number (g_match_info_get_regex (match), name));
  return (gsize) (end - p) + 1;
}

/* What stands behind a dollar; returns how many bytes of it were used, 0 when it has no meaning. */
static gsize
put_reference (Sink *sink, const GMatchInfo *match, const char *text, const char *p)
{
  int begin = 0, end = 0;

  g_match_info_fetch_pos (match, 0, &begin, &end);
  switch (*p)
    {
    case '$':
      put (sink, "$", 1);
      return 1;
    case '&':
      put_group (sink, match, text, 0);
      return 1;
    case '`':
      put (sink, text, (gsize) begin);
      return 1;
    case '\'':
      put (sink, text + end, strlen (text + end));
      return 1;
    case '<':
      return put_named (sink, match, text, p);
    default:
      return g_ascii_isdigit (*p) ? put_numbered (sink, match, text, p) : 0;
    }
}

static void
put_replacement (Sink *sink, const GMatchInfo *match, const char *text, const char *replacement)
{
  const char *p = replacement;

  while (*p != '\0' && !sink->full)
    {
      gsize plain = strcspn (p, "$");
      gsize used;

      put (sink, p, plain);
      p += plain;
      if (*p == '\0')
        return;

      used = put_reference (sink, match, text, p + 1);
      if (used == 0)
        put (sink, "$", 1);
      p += 1 + used;
    }
}

gboolean
oriel_regex_replace (const GRegex *regex,
                     gboolean global,
                     const char *text,
                     const char *replacement,
                     char *out,
                     gsize size)
{
  g_autoptr (GMatchInfo) match = NULL;
  Sink sink = { .out = out, .size = size };
  int rest = 0;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;

  do
    {
      int begin, end;

      g_match_info_fetch_pos (match, 0, &begin, &end);
      put (&sink, text + rest, (gsize) (begin - rest));
      put_replacement (&sink, match, text, replacement);
      rest = end;
    }
  while (global && !sink.full && g_match_info_next (match, NULL));

  put (&sink, text + rest, strlen (text + rest));
  out[sink.used] = '\0';
  return TRUE;
}
