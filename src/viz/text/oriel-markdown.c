/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-markdown.h. The tree is walked by cmark's iterator, which does not
 * recurse, so that nesting costs no stack.
 */

#include "config.h"

#include "viz/text/oriel-markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

#include "viz/text/oriel-html.h"

static void
register_extensions (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&once, 1);
    }
}

static cmark_node *
parse (const char *text, gsize length)
{
  static const char *const extensions[] = { "table", "strikethrough", "autolink", "tasklist" };
  cmark_parser *parser;
  cmark_node *document;

  register_extensions ();
  parser = cmark_parser_new (CMARK_OPT_VALIDATE_UTF8);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      cmark_syntax_extension *extension = cmark_find_syntax_extension (extensions[i]);

      if (extension != NULL)
        cmark_parser_attach_syntax_extension (parser, extension);
    }

  cmark_parser_feed (parser, text, length);
  document = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  return document;
}

static gboolean
type_is (cmark_node *node, const char *name)
{
  return strcmp (cmark_node_get_type_string (node), name) == 0;
}

static void
add_code_block (OrielRichBuilder *builder, cmark_node *node)
{
  const char *code = cmark_node_get_literal (node);
  gsize length = code != NULL ? strlen (code) : 0;

  if (length > 0 && code[length - 1] == '\n')
    length--;
  oriel_rich_builder_begin (builder, ORIEL_RICH_CODE_BLOCK, 0);
  oriel_rich_builder_add (builder, code, (gssize) length);
  oriel_rich_builder_end (builder);
}

static void
add_code (OrielRichBuilder *builder, cmark_node *node)
{
  oriel_rich_builder_style (builder, ORIEL_RICH_CODE, TRUE);
  oriel_rich_builder_add (builder, cmark_node_get_literal (node), -1);
  oriel_rich_builder_style (builder, ORIEL_RICH_CODE, FALSE);
}

static void
begin_item (OrielRichBuilder *builder, cmark_node *node)
{
  int task = -1;

  if (type_is (node, "tasklist"))
    task = cmark_gfm_extensions_get_tasklist_item_checked (node);
  oriel_rich_builder_item (builder, task);
}

static void
walk_list (OrielRichBuilder *builder, cmark_node *node, gboolean entering)
{
  if (entering)
    oriel_rich_builder_enter_list (builder, cmark_node_get_list_type (node) == CMARK_ORDERED_LIST,
                                   cmark_node_get_list_start (node));
  else
    oriel_rich_builder_leave_list (builder);
}

static void
walk_block (OrielRichBuilder *builder, OrielRichKind kind, int level, gboolean entering)
{
  if (entering)
    oriel_rich_builder_begin (builder, kind, level);
  else
    oriel_rich_builder_end (builder);
}

/* Nodes of the extensions have no constants that are the same in all versions. */
static void
walk_extension (OrielRichBuilder *builder, cmark_node *node, gboolean entering)
{
  if (type_is (node, "table_row") || type_is (node, "table_header"))
    {
      walk_block (builder, ORIEL_RICH_TABLE_ROW, 0, entering);
      if (entering && type_is (node, "table_header"))
        oriel_rich_builder_set_header (builder);
    }
  else if (type_is (node, "table_cell"))
    {
      if (!entering && cmark_node_next (node) != NULL)
        oriel_rich_builder_next_cell (builder);
    }
  else if (type_is (node, "strikethrough"))
    oriel_rich_builder_style (builder, ORIEL_RICH_STRIKE, entering);
  else if (type_is (node, "tasklist") && entering)
    begin_item (builder, node);
}

static void
walk_node (OrielRichBuilder *builder, cmark_node *node, gboolean entering)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_LIST)
    walk_list (builder, node, entering);
  else if (type == CMARK_NODE_ITEM && !type_is (node, "tasklist"))
    {
      if (entering)
        begin_item (builder, node);
    }
  else if (type == CMARK_NODE_BLOCK_QUOTE)
    oriel_rich_builder_quote (builder, entering);
  else if (type == CMARK_NODE_PARAGRAPH)
    walk_block (builder, ORIEL_RICH_PARAGRAPH, 0, entering);
  else if (type == CMARK_NODE_HEADING)
    walk_block (builder, ORIEL_RICH_HEADING, cmark_node_get_heading_level (node), entering);
  else if (type == CMARK_NODE_THEMATIC_BREAK)
    walk_block (builder, ORIEL_RICH_RULE, 0, entering);
  else if (type == CMARK_NODE_CODE_BLOCK)
    add_code_block (builder, node);
  else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
    oriel_html_add (builder, cmark_node_get_literal (node), -1);
  else if (type == CMARK_NODE_TEXT)
    oriel_rich_builder_add (builder, cmark_node_get_literal (node), -1);
  else if (type == CMARK_NODE_SOFTBREAK)
    oriel_rich_builder_add (builder, " ", 1);
  else if (type == CMARK_NODE_LINEBREAK)
    oriel_rich_builder_break (builder);
  else if (type == CMARK_NODE_CODE)
    add_code (builder, node);
  else if (type == CMARK_NODE_EMPH)
    oriel_rich_builder_style (builder, ORIEL_RICH_ITALIC, entering);
  else if (type == CMARK_NODE_STRONG)
    oriel_rich_builder_style (builder, ORIEL_RICH_BOLD, entering);
  else if (type == CMARK_NODE_LINK)
    oriel_rich_builder_link (builder, entering ? cmark_node_get_url (node) : NULL);
  else
    walk_extension (builder, node, entering);
}

GPtrArray *
oriel_markdown_parse (const char *text)
{
  OrielRichBuilder *builder = oriel_rich_builder_new ();
  cmark_node *document = parse (text, strnlen (text, ORIEL_RICH_MAX_BYTES));
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    walk_node (builder, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);

  cmark_iter_free (iter);
  cmark_node_free (document);
  return oriel_rich_builder_finish (builder);
}
