/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-code-words.h. */

#include "config.h"

#include "viz/text/oriel-code-words.h"

#include <string.h>

struct _OrielCodeLanguage
{
  const char *name;
  const char *words;        /* keywords, a blank before and after each */
  const char *line_comment; /* nullable, as the next two */
  const char *comment, *comment_end;
  const char *quotes;
  gboolean any_case;  /* of keywords */
  gboolean has_names; /* what stands before a colon is a name */
  gboolean has_tags, has_headings;
};

#define SCRIPT_WORDS                                                                               \
  " async await break case catch class const continue default delete do else enum export extends " \
  "false finally for from function if import in instanceof interface let new null of return "      \
  "static super switch this throw true try type typeof undefined var void while yield "

static const OrielCodeLanguage languages[] = {
  { "json", " true false null ", "//", "/*", "*/", "\"", .has_names = TRUE },
  { "yaml", " true false null yes no on off ", "#", .quotes = "\"'", .has_names = TRUE },
  { "sql",
    " all and as asc between by case create cross delete desc distinct drop else end exists from "
    "full group having in inner insert interval into is join left like limit not null offset on or "
    "order outer over partition right select set table then union update using values when where "
    "with ",
    "--", "/*", "*/", "'\"", .any_case = TRUE },
  { "go",
    " break case chan const continue default defer else fallthrough false for func go goto if "
    "import interface map nil package range return select struct switch true type var ",
    "//", "/*", "*/", "\"'`" },
  { "typescript", SCRIPT_WORDS, "//", "/*", "*/", "\"'`" },
  { "javascript", SCRIPT_WORDS, "//", "/*", "*/", "\"'`" },
  { "html", " ", NULL, "<!--", "-->", "\"'", .has_tags = TRUE },
  { "xml", " ", NULL, "<!--", "-->", "\"'", .has_tags = TRUE },
  { "markdown", " ", .quotes = "`", .has_headings = TRUE },
};

const OrielCodeLanguage *
oriel_code_language_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (languages[i].name, name) == 0)
      return &languages[i];
  return NULL;
}

static gboolean
begins (const char *text, const char *with)
{
  return with != NULL && g_str_has_prefix (text, with);
}

/* Up to the end of a comment, or of the line. */
static gsize
comment_length (const OrielCodeLanguage *language, OrielCodeState *state, const char *text)
{
  const char *end = strstr (text, language->comment_end);

  state->in_comment = end == NULL;
  return end != NULL ? (gsize) (end - text) + strlen (language->comment_end) : strlen (text);
}

static gsize
string_length (const char *text)
{
  const char *p = text + 1;

  for (; *p != '\0' && *p != *text; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return (gsize) (p - text) + (*p != '\0');
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static gsize
word_length (const char *text, const char *more)
{
  gsize n = 0;

  while (text[n] != '\0' && (is_word (text[n]) || strchr (more, text[n]) != NULL))
    n++;
  return n;
}

/* TRUE when `text` goes on with a colon that ends a name. */
static gboolean
ends_name (const char *text)
{
  text += strspn (text, " \t");
  return text[0] == ':' && (text[1] == '\0' || strchr (" \t[{\"0123456789-tfn", text[1]) != NULL);
}

static gboolean
is_keyword (const OrielCodeLanguage *language, const char *word, gsize length)
{
  g_autofree char *folded =
    language->any_case ? g_ascii_strdown (word, (gssize) length) : g_strndup (word, length);
  g_autofree char *spaced = g_strconcat (" ", folded, " ", NULL);

  return strstr (language->words, spaced) != NULL;
}

static gsize
word_piece (const OrielCodeLanguage *language, const char *text, OrielCodeKind *kind)
{
  gsize n = word_length (text, language->has_names ? "-./" : "");

  if (language->has_names && ends_name (text + n))
    *kind = ORIEL_CODE_NAME;
  else if (g_ascii_isdigit (*text))
    {
      *kind = ORIEL_CODE_NUMBER;
      n = word_length (text, ".");
    }
  else if (is_keyword (language, text, n))
    *kind = ORIEL_CODE_KEYWORD;
  return n;
}

/* Within a tag its name and its attributes, outside of it all up to the next one. */
static gsize
tag_piece (const OrielCodeLanguage *language,
           OrielCodeState *state,
           const char *text,
           OrielCodeKind *kind)
{
  if (!state->in_tag && *text == '<')
    {
      gsize n = strspn (text, "</!?");

      state->in_tag = TRUE;
      *kind = ORIEL_CODE_KEYWORD;
      return n + word_length (text + n, "-:");
    }
  if (!state->in_tag)
    return strcspn (text, "<");
  if (*text == '>')
    {
      state->in_tag = FALSE;
      *kind = ORIEL_CODE_KEYWORD;
      return 1;
    }
  if (strchr (language->quotes, *text) != NULL)
    {
      *kind = ORIEL_CODE_STRING;
      return string_length (text);
    }
  if (!is_word (*text))
    return 1;
  *kind = ORIEL_CODE_NAME;
  return word_length (text, "-:");
}

gsize
oriel_code_next (const OrielCodeLanguage *language,
                 OrielCodeState *state,
                 const char *line,
                 const char *text,
                 OrielCodeKind *kind)
{
  gsize n;

  *kind = ORIEL_CODE_PLAIN;
  if (state->in_comment || begins (text, language->comment))
    {
      *kind = ORIEL_CODE_COMMENT;
      return comment_length (language, state, text);
    }
  if (begins (text, language->line_comment))
    {
      *kind = ORIEL_CODE_COMMENT;
      return strlen (text);
    }
  if (language->has_headings && text == line && *text == '#')
    {
      *kind = ORIEL_CODE_KEYWORD;
      return strlen (text);
    }
  if (language->has_tags)
    return tag_piece (language, state, text, kind);
  if (strchr (language->quotes, *text) != NULL)
    {
      n = string_length (text);
      *kind = language->has_names && ends_name (text + n) ? ORIEL_CODE_NAME : ORIEL_CODE_STRING;
      return n;
    }
  if (is_word (*text))
    return word_piece (language, text, kind);
  return 1;
}
