/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-rich-text.h. */

#include "config.h"

#include "viz/text/oriel-rich-text.h"

#include <string.h>

typedef struct
{
  gboolean ordered;
  int number; /* of the next item */
} List;

struct _OrielRichBuilder
{
  GPtrArray *blocks;
  OrielRichBlock *block; /* being filled; in `blocks` already; nullable */
  guint depth_of_style[4];
  char *url;     /* a GRefString: a link may have very many runs */
  GArray *lists; /* of List */
  int quote;
  char *pending_marker; /* of an item whose first block has not begun */
};

static void
run_free (gpointer data)
{
  OrielRichRun *run = data;

  g_free (run->text);
  g_clear_pointer (&run->url, g_ref_string_release);
  g_free (run);
}

static void
block_free (gpointer data)
{
  OrielRichBlock *block = data;

  g_free (block->marker);
  g_ptr_array_unref (block->cells);
  g_free (block);
}

static GPtrArray *
cell_new (void)
{
  return g_ptr_array_new_with_free_func (run_free);
}

gboolean
oriel_rich_url_is_safe (const char *url)
{
  g_autofree char *scheme = url != NULL ? g_uri_parse_scheme (url) : NULL;

  if (url == NULL || *url == '\0' || !g_utf8_validate (url, -1, NULL))
    return FALSE;
  for (const char *p = url; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      return FALSE;
  if (scheme == NULL)
    return strchr (url, ':') == NULL || strchr ("/#?.$", *url) != NULL;

  return g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0 ||
         g_ascii_strcasecmp (scheme, "mailto") == 0;
}

OrielRichBuilder *
oriel_rich_builder_new (void)
{
  OrielRichBuilder *builder = g_new0 (OrielRichBuilder, 1);

  builder->blocks = g_ptr_array_new_with_free_func (block_free);
  builder->lists = g_array_new (FALSE, FALSE, sizeof (List));
  return builder;
}

GPtrArray *
oriel_rich_builder_finish (OrielRichBuilder *builder)
{
  GPtrArray *blocks = builder->blocks;

  g_array_unref (builder->lists);
  g_clear_pointer (&builder->url, g_ref_string_release);
  g_free (builder->pending_marker);
  g_free (builder);
  return blocks;
}

void
oriel_rich_builder_begin (OrielRichBuilder *builder, OrielRichKind kind, int level)
{
  OrielRichBlock *block;

  builder->block = NULL;
  if (builder->blocks->len >= ORIEL_RICH_MAX_BLOCKS)
    return;

  block = g_new0 (OrielRichBlock, 1);
  block->kind = kind;
  block->level = CLAMP (level, 0, 6);
  block->indent = (int) builder->lists->len;
  block->quote = builder->quote;
  block->tight = builder->lists->len > 0;
  block->marker = g_steal_pointer (&builder->pending_marker);
  block->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (block->cells, cell_new ());
  g_ptr_array_add (builder->blocks, block);
  builder->block = block;
}

void
oriel_rich_builder_end (OrielRichBuilder *builder)
{
  builder->block = NULL;
}

void
oriel_rich_builder_next_cell (OrielRichBuilder *builder)
{
  if (builder->block != NULL)
    g_ptr_array_add (builder->block->cells, cell_new ());
}

void
oriel_rich_builder_set_header (OrielRichBuilder *builder)
{
  if (builder->block != NULL)
    builder->block->header = TRUE;
}

void
oriel_rich_builder_set_numbered (OrielRichBuilder *builder)
{
  if (builder->block != NULL)
    builder->block->numbered = TRUE;
}

void
oriel_rich_builder_set_language (OrielRichBuilder *builder, const OrielCodeLanguage *language)
{
  if (builder->block != NULL)
    builder->block->language = language;
}

static guint
current_style (const OrielRichBuilder *builder)
{
  guint style = 0;

  for (guint i = 0; i < G_N_ELEMENTS (builder->depth_of_style); i++)
    if (builder->depth_of_style[i] > 0)
      style |= 1u << i;

  return style;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;

  return TRUE;
}

void
oriel_rich_builder_add (OrielRichBuilder *builder, const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  OrielRichRun *run;

  if (builder->block == NULL)
    {
      if (is_blank (text, n))
        return;
      oriel_rich_builder_begin (builder, ORIEL_RICH_PARAGRAPH, 0);
    }
  if (builder->block == NULL || n == 0)
    return;

  run = g_new0 (OrielRichRun, 1);
  run->text = g_utf8_make_valid (text, (gssize) n);
  run->style = current_style (builder);
  run->url = builder->url != NULL ? g_ref_string_acquire (builder->url) : NULL;
  g_ptr_array_add (g_ptr_array_index (builder->block->cells, builder->block->cells->len - 1), run);
}

void
oriel_rich_builder_break (OrielRichBuilder *builder)
{
  if (builder->block != NULL)
    oriel_rich_builder_add (builder, "\n", 1);
}

void
oriel_rich_builder_style (OrielRichBuilder *builder, OrielRichStyle style, gboolean on)
{
  for (guint i = 0; i < G_N_ELEMENTS (builder->depth_of_style); i++)
    {
      if ((style & (1u << i)) == 0)
        continue;
      if (on)
        builder->depth_of_style[i]++;
      else if (builder->depth_of_style[i] > 0)
        builder->depth_of_style[i]--;
    }
}

void
oriel_rich_builder_link (OrielRichBuilder *builder, const char *url)
{
  g_clear_pointer (&builder->url, g_ref_string_release);
  if (oriel_rich_url_is_safe (url))
    builder->url = g_ref_string_new (url);
}

void
oriel_rich_builder_enter_list (OrielRichBuilder *builder, gboolean ordered, int first)
{
  List list = { ordered, first };

  builder->block = NULL;
  if (builder->lists->len < ORIEL_RICH_MAX_DEPTH)
    g_array_append_val (builder->lists, list);
}

void
oriel_rich_builder_leave_list (OrielRichBuilder *builder)
{
  builder->block = NULL;
  if (builder->lists->len == 0)
    return;

  g_array_set_size (builder->lists, builder->lists->len - 1);
  if (builder->lists->len == 0 && builder->blocks->len > 0)
    ((OrielRichBlock *) g_ptr_array_index (builder->blocks, builder->blocks->len - 1))->tight =
      FALSE;
}

void
oriel_rich_builder_item (OrielRichBuilder *builder, int task)
{
  List *list;

  builder->block = NULL;
  g_clear_pointer (&builder->pending_marker, g_free);
  if (builder->lists->len == 0)
    return;

  list = &g_array_index (builder->lists, List, builder->lists->len - 1);
  if (task >= 0)
    builder->pending_marker = g_strdup (task > 0 ? "☑" : "☐");
  else if (list->ordered)
    builder->pending_marker = g_strdup_printf ("%d.", list->number++);
  else
    builder->pending_marker = g_strdup (builder->lists->len > 1 ? "◦" : "•");
}

void
oriel_rich_builder_quote (OrielRichBuilder *builder, gboolean enter)
{
  builder->block = NULL;
  builder->quote = CLAMP (builder->quote + (enter ? 1 : -1), 0, ORIEL_RICH_MAX_DEPTH);
}

char *
oriel_rich_text_to_plain (const GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const OrielRichBlock *block = g_ptr_array_index (blocks, i);

      if (i > 0)
        g_string_append_c (out, '\n');
      if (block->marker != NULL)
        g_string_append_printf (out, "%s ", block->marker);
      for (guint c = 0; c < block->cells->len; c++)
        {
          const GPtrArray *cell = g_ptr_array_index (block->cells, c);

          if (c > 0)
            g_string_append (out, ", ");
          for (guint r = 0; r < cell->len; r++)
            g_string_append (out, ((const OrielRichRun *) g_ptr_array_index (cell, r))->text);
        }
    }

  return g_string_free (out, FALSE);
}
