/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-html.h.
 *
 * A tag is `<`, an optional slash, and a letter; anything else that begins with
 * `<` is text. What a tag does is one row of `tags`.
 */

#include "config.h"

#include "viz/text/oriel-html.h"

#include <string.h>

typedef struct
{
  const char *name; /* points into the source */
  gsize length;
  gboolean closing;
  const char *attributes;
  const char *end; /* behind the `>` */
} Tag;

/* A text that is being read. */
typedef struct
{
  const char *end;
  guint patience; /* how often a `<` may still be followed far without being a tag */
} Reader;

/* Hostile texts can make every `<` look like a tag up to the text's end; so only so many may cost
 * more than LONG_TAG bytes. */
#define PATIENCE 100
#define LONG_TAG 1024

typedef void (*TagFunc) (OrielRichBuilder *builder, const Tag *tag, int parameter);

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },    { "apos", "'" },  { "copy", "©" },  { "deg", "°" },   { "gt", ">" },
  { "hellip", "…" }, { "lt", "<" },    { "mdash", "—" }, { "micro", "µ" }, { "nbsp", " " },
  { "ndash", "–" },  { "quot", "\"" }, { "rarr", "→" },  { "larr", "←" },  { "times", "×" },
};

static gboolean
name_is (const Tag *tag, const char *name)
{
  return strlen (name) == tag->length && g_ascii_strncasecmp (tag->name, name, tag->length) == 0;
}

/* The value of an attribute of the tag, or NULL. Free with g_free(). */
static char *
attribute (const Tag *tag, const char *name)
{
  gsize length = strlen (name);

  for (const char *p = tag->attributes; p + length < tag->end; p++)
    {
      const char *value, *stop;
      char quote;

      if (!g_ascii_isspace (p[-1]) || g_ascii_strncasecmp (p, name, length) != 0 ||
          p[length] != '=')
        continue;
      value = p + length + 1;
      quote = *value;
      if (quote == '"' || quote == '\'')
        value++;
      for (stop = value; stop < tag->end - 1; stop++)
        if (quote == '"' || quote == '\'' ? *stop == quote : g_ascii_isspace (*stop))
          break;
      return g_strndup (value, (gsize) (stop - value));
    }

  return NULL;
}

static void
tag_style (OrielRichBuilder *builder, const Tag *tag, int style)
{
  oriel_rich_builder_style (builder, (OrielRichStyle) style, !tag->closing);
}

static void
tag_block (OrielRichBuilder *builder, const Tag *tag, int kind)
{
  if (tag->closing)
    oriel_rich_builder_end (builder);
  else
    oriel_rich_builder_begin (builder, (OrielRichKind) kind, 0);
}

/* A container has no box of its own: text within begins a paragraph. */
static void
tag_container (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  oriel_rich_builder_end (builder);
}

static void
tag_heading (OrielRichBuilder *builder, const Tag *tag, int level)
{
  if (tag->closing)
    oriel_rich_builder_end (builder);
  else
    oriel_rich_builder_begin (builder, ORIEL_RICH_HEADING, level);
}

static void
tag_break (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  oriel_rich_builder_break (builder);
}

static void
tag_rule (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  oriel_rich_builder_begin (builder, ORIEL_RICH_RULE, 0);
  oriel_rich_builder_end (builder);
}

static void
tag_link (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  g_autofree char *url = tag->closing ? NULL : attribute (tag, "href");

  oriel_rich_builder_link (builder, url);
}

static void
tag_image (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  g_autofree char *text = attribute (tag, "alt");

  if (text != NULL && g_utf8_validate (text, -1, NULL))
    oriel_rich_builder_add (builder, text, -1);
}

static void
tag_list (OrielRichBuilder *builder, const Tag *tag, int ordered)
{
  if (tag->closing)
    oriel_rich_builder_leave_list (builder);
  else
    oriel_rich_builder_enter_list (builder, ordered, 1);
}

static void
tag_item (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  if (tag->closing)
    oriel_rich_builder_end (builder);
  else
    oriel_rich_builder_item (builder, -1);
}

static void
tag_quote (OrielRichBuilder *builder, const Tag *tag, int unused)
{
  oriel_rich_builder_quote (builder, !tag->closing);
}

static void
tag_cell (OrielRichBuilder *builder, const Tag *tag, int header)
{
  if (tag->closing)
    oriel_rich_builder_next_cell (builder);
  else if (header)
    oriel_rich_builder_set_header (builder);
}

static const struct
{
  const char *name;
  TagFunc func;
  int parameter;
} tags[] = {
  { "a", tag_link, 0 },
  { "b", tag_style, ORIEL_RICH_BOLD },
  { "blockquote", tag_quote, 0 },
  { "br", tag_break, 0 },
  { "center", tag_container, 0 },
  { "code", tag_style, ORIEL_RICH_CODE },
  { "del", tag_style, ORIEL_RICH_STRIKE },
  { "div", tag_container, 0 },
  { "em", tag_style, ORIEL_RICH_ITALIC },
  { "h1", tag_heading, 1 },
  { "h2", tag_heading, 2 },
  { "h3", tag_heading, 3 },
  { "h4", tag_heading, 4 },
  { "h5", tag_heading, 5 },
  { "h6", tag_heading, 6 },
  { "hr", tag_rule, 0 },
  { "i", tag_style, ORIEL_RICH_ITALIC },
  { "img", tag_image, 0 },
  { "kbd", tag_style, ORIEL_RICH_CODE },
  { "li", tag_item, 0 },
  { "ol", tag_list, TRUE },
  { "p", tag_block, ORIEL_RICH_PARAGRAPH },
  { "pre", tag_block, ORIEL_RICH_CODE_BLOCK },
  { "s", tag_style, ORIEL_RICH_STRIKE },
  { "section", tag_container, 0 },
  { "strike", tag_style, ORIEL_RICH_STRIKE },
  { "strong", tag_style, ORIEL_RICH_BOLD },
  { "td", tag_cell, FALSE },
  { "th", tag_cell, TRUE },
  { "tr", tag_block, ORIEL_RICH_TABLE_ROW },
  { "tt", tag_style, ORIEL_RICH_CODE },
  { "ul", tag_list, FALSE },
};

/* What is left out together with its content. */
static const char *const silent_tags[] = { "script", "style", "iframe", "template", "svg", "head" };

/* Reads a tag at `p`, which is a `<`; FALSE when it is text. */
static gboolean
read_tag (Reader *reader, const char *p, Tag *tag)
{
  const char *end = reader->end;
  char quote = '\0';

  if (reader->patience == 0)
    end = MIN (end, p + LONG_TAG);
  p++;
  tag->closing = p < end && *p == '/';
  if (tag->closing)
    p++;
  if (p >= end || !g_ascii_isalpha (*p))
    return FALSE;

  tag->name = p;
  while (p < end && (g_ascii_isalnum (*p) || *p == '-'))
    p++;
  tag->length = (gsize) (p - tag->name);
  tag->attributes = p;

  for (; p < end; p++)
    {
      if (quote != '\0')
        {
          if (*p == quote)
            quote = '\0';
        }
      else if (*p == '"' || *p == '\'')
        quote = *p;
      else if (*p == '>')
        {
          tag->end = p + 1;
          return TRUE;
        }
    }

  if (p - tag->name > LONG_TAG && reader->patience > 0)
    reader->patience--;
  return FALSE;
}

/* Where the content of a silent tag ends, behind its closing tag. */
static const char *
skip_silent (Reader *reader, const Tag *opening)
{
  const char *end = reader->end;

  for (const char *p = opening->end; p < end; p++)
    {
      Tag tag;

      if (*p == '<' && p + 1 < end && p[1] == '/' && read_tag (reader, p, &tag) &&
          tag.length == opening->length &&
          g_ascii_strncasecmp (tag.name, opening->name, tag.length) == 0)
        return tag.end;
    }

  return end;
}

static const char *
apply_tag (OrielRichBuilder *builder, Reader *reader, const Tag *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (silent_tags); i++)
    if (name_is (tag, silent_tags[i]))
      return tag->closing ? tag->end : skip_silent (reader, tag);

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (name_is (tag, tags[i].name))
      {
        tags[i].func (builder, tag, tags[i].parameter);
        break;
      }

  return tag->end;
}

/* Appends the character that the reference at `p` (an `&`) stands for; returns what follows. */
static const char *
append_reference (GString *out, const char *p, const char *end)
{
  const char *semicolon = memchr (p, ';', (gsize) MIN (end - p, 12));
  gsize length = semicolon != NULL ? (gsize) (semicolon - p - 1) : 0;
  guint64 code = 0;

  for (guint i = 0; length > 0 && i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (p + 1, entities[i].name, length) == 0)
      {
        g_string_append (out, entities[i].text);
        return semicolon + 1;
      }

  if (length > 1 && p[1] == '#')
    {
      g_autofree char *digits = g_strndup (p + 2, length - 1);

      code = g_ascii_tolower (*digits) == 'x' ? g_ascii_strtoull (digits + 1, NULL, 16)
                                              : g_ascii_strtoull (digits, NULL, 10);
    }
  if (code > 0 && code <= 0x10ffff && g_unichar_validate ((gunichar) code))
    {
      g_string_append_unichar (out, (gunichar) code);
      return semicolon + 1;
    }

  g_string_append_c (out, '&');
  return p + 1;
}

void
oriel_html_add (OrielRichBuilder *builder, const char *html, gssize length)
{
  const char *end = html + (length < 0 ? strlen (html) : (gsize) length);
  Reader reader = { end, PATIENCE };
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = html;

  while (p < end)
    {
      Tag tag;

      if (*p == '<' && end - p >= 4 && memcmp (p, "<!--", 4) == 0)
        {
          const char *close = g_strstr_len (p, end - p, "-->");

          p = close != NULL ? close + 3 : end;
        }
      else if (*p == '<' && read_tag (&reader, p, &tag))
        {
          oriel_rich_builder_add (builder, text->str, (gssize) text->len);
          g_string_truncate (text, 0);
          p = apply_tag (builder, &reader, &tag);
        }
      else if (*p == '&')
        p = append_reference (text, p, end);
      else
        g_string_append_c (text, *p++);
    }

  oriel_rich_builder_add (builder, text->str, (gssize) text->len);
}
