/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Markdown of descriptions, the HTML of annotations. The markup is built from parsed blocks,
 * each text escaped, so that nothing in them can be markup of its own. */

#include "config.h"

#include "app/dashboard/oriel-description.h"

#include "viz/text/oriel-html.h"
#include "viz/text/oriel-markdown.h"

#define MAX_CHARACTERS 10000
#define MAX_INDENT 8

static const struct
{
  OrielRichStyle style;
  const char *tag;
} tags[] = {
  { ORIEL_RICH_BOLD, "b" },
  { ORIEL_RICH_ITALIC, "i" },
  { ORIEL_RICH_CODE, "tt" },
  { ORIEL_RICH_STRIKE, "s" },
};

static void
append_run (GString *markup, const OrielRichRun *run)
{
  g_autofree char *text = g_markup_escape_text (run->text, -1);
  g_autofree char *url = NULL;

  if (run->url && oriel_rich_url_is_safe (run->url))
    {
      url = g_markup_escape_text (run->url, -1);
      g_string_append_printf (markup, "<a href=\"%s\">", url);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (run->style & tags[i].style)
      g_string_append_printf (markup, "<%s>", tags[i].tag);

  g_string_append (markup, text);

  for (guint i = G_N_ELEMENTS (tags); i > 0; i--)
    if (run->style & tags[i - 1].style)
      g_string_append_printf (markup, "</%s>", tags[i - 1].tag);
  if (url)
    g_string_append (markup, "</a>");
}

static void
append_cells (GString *markup, const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const GPtrArray *runs = g_ptr_array_index (cells, i);

      if (i > 0)
        g_string_append (markup, "  ·  ");
      for (guint j = 0; j < runs->len; j++)
        append_run (markup, g_ptr_array_index (runs, j));
    }
}

static const char *
tag_of (const OrielRichBlock *block)
{
  if (block->kind == ORIEL_RICH_HEADING || (block->kind == ORIEL_RICH_TABLE_ROW && block->header))
    return "b";
  if (block->kind == ORIEL_RICH_CODE_BLOCK)
    return "tt";
  return NULL;
}

static void
append_block (GString *markup, const OrielRichBlock *block)
{
  const char *tag = tag_of (block);

  for (int i = 0; i < CLAMP (block->quote, 0, MAX_INDENT); i++)
    g_string_append (markup, "│ ");
  for (int i = block->marker ? 1 : 0; i < CLAMP (block->indent, 0, MAX_INDENT); i++)
    g_string_append (markup, "    ");
  if (block->marker)
    {
      g_autofree char *marker = g_markup_escape_text (block->marker, -1);

      g_string_append_printf (markup, "%s ", marker);
    }

  if (tag)
    g_string_append_printf (markup, "<%s>", tag);
  if (block->kind == ORIEL_RICH_RULE)
    g_string_append (markup, "⸻");
  else
    append_cells (markup, block->cells);
  if (tag)
    g_string_append_printf (markup, "</%s>", tag);
}

static char *
cut (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_CHARACTERS));
}

static char *
blocks_to_markup (const GPtrArray *blocks)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const OrielRichBlock *block = g_ptr_array_index (blocks, i);
      gboolean row = block->tight || block->kind == ORIEL_RICH_TABLE_ROW;

      append_block (markup, block);
      if (i + 1 < blocks->len)
        g_string_append (markup, row ? "\n" : "\n\n");
    }

  return g_string_free (markup, FALSE);
}

char *
oriel_description_to_markup (const char *markdown)
{
  g_autofree char *text = cut (markdown);
  g_autoptr (GPtrArray) blocks = oriel_markdown_parse (text);

  return blocks_to_markup (blocks);
}

char *
oriel_description_html_to_markup (const char *html)
{
  g_autofree char *text = cut (html);
  OrielRichBuilder *builder = oriel_rich_builder_new ();
  g_autoptr (GPtrArray) blocks = NULL;

  oriel_html_add (builder, text, -1);
  blocks = oriel_rich_builder_finish (builder);
  return blocks_to_markup (blocks);
}
