/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-rich-layout.h.
 *
 * A cell's runs are cut into words; words fill lines; a line is placed when it is
 * full. Sizes are those of Grafana's typography.
 */

#include "config.h"

#include "viz/text/oriel-rich-layout.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-text.h"

#define BODY_PX 14.0
#define BODY_LINE_PX 22.0
#define CODE_PX 12.0
#define MOST_COLORED_BYTES 4096 /* of a line of code */
#define BLOCK_GAP_PX 16.0
#define INDENT_PX 24.0
#define QUOTE_PX 24.0
#define CODE_PADDING_PX 8.0 /* with the margin around its box */
#define CODE_MARGIN_PX 2.0
#define CELL_PADDING_PX 8.0
#define LINE_NUMBER_GAP_PX 14.0

static const struct
{
  double size_px, line_px;
  int weight;
  double spacing_px;
} headings[] = {
  { 28, 32, 400, -0.25 }, { 24, 28, 400, 0 }, { 22, 24, 400, 0 },
  { 18, 22, 400, 0.25 },  { 16, 22, 400, 0 }, { 14, 22, 500, 0.15 },
};

typedef struct
{
  const OrielTheme *theme;
  OrielScene *scene; /* nullable */
  double width;
  double y;
} Layout;

/* A piece of a line: a word or blanks of one style. */
typedef struct
{
  char *text;
  const OrielRichRun *run;
  double width;
  gboolean blank;
} Piece;

typedef struct
{
  double size_px, line_px;
  int weight;
  double spacing_px;
} Type;

static const Type body_type = { BODY_PX, BODY_LINE_PX, 400, 0.15 };

static OrielFont
font_of (const Type *type, guint style)
{
  OrielFont font = { .size_px = type->size_px,
                     .weight = type->weight,
                     .letter_spacing_px = type->spacing_px,
                     .proportional = TRUE };

  if (style & ORIEL_RICH_BOLD)
    font.weight = 500;
  if (style & ORIEL_RICH_ITALIC)
    font.italic = TRUE;
  if (style & ORIEL_RICH_CODE)
    {
      font.family = ORIEL_FONT_MONO;
      font.size_px = type->size_px * CODE_PX / BODY_PX;
    }

  return font;
}

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static void
add_piece (GArray *pieces,
           const OrielRichRun *run,
           const Type *type,
           const char *from,
           gsize length)
{
  OrielFont font = font_of (type, run->style);
  Piece piece = { .text = g_strndup (from, length), .run = run };

  piece.blank = g_ascii_isspace (*from) && *from != '\n';
  piece.width = *from == '\n' ? 0 : oriel_text_width (piece.text, &font);
  if (run->style & ORIEL_RICH_CODE)
    piece.width += 2 * CODE_PADDING_PX;
  g_array_append_val (pieces, piece);
}

/* Cuts runs into words; code stays whole, blanks collapse. */
static GArray *
pieces_of (const GPtrArray *runs, const Type *type)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));

  g_array_set_clear_func (pieces, piece_clear);
  for (guint i = 0; i < runs->len; i++)
    {
      const OrielRichRun *run = g_ptr_array_index (runs, i);
      const char *p = run->text;

      if ((run->style & ORIEL_RICH_CODE) || strcmp (p, "\n") == 0)
        {
          add_piece (pieces, run, type, p, strlen (p));
          continue;
        }
      while (*p != '\0')
        {
          gsize length = strcspn (p, " \t\r\n");

          if (length > 0)
            add_piece (pieces, run, type, p, length);
          p += length;
          length = strspn (p, " \t\r\n");
          if (length > 0)
            add_piece (pieces, run, type, " ", 1);
          p += length;
        }
    }

  return pieces;
}

/* What lies above or below the scene is only measured. */
static gboolean
is_seen (const Layout *layout, double y, double height)
{
  double width, scene_height;

  if (layout->scene == NULL)
    return FALSE;

  oriel_scene_get_size (layout->scene, &width, &scene_height);
  return y + height >= 0 && y <= scene_height;
}

/* The box around inline code: its text, 2 px and a line above and below, on whole pixels. */
static void
put_code_box (Layout *layout, double x, double baseline, const Piece *piece, double size_px)
{
  static const double ascent = 1.048, descent = 0.271, room_px = 3, radius_px = 6, line_px = 1;
  OrielPaint fill = oriel_paint_solid (layout->theme->primary);
  OrielPaint line = oriel_paint_solid (layout->theme->border_medium);
  OrielStroke stroke = { .width = line_px };
  double left = round (x + CODE_MARGIN_PX), top = round (baseline - ascent * size_px) - room_px;
  double right = round (x + piece->width - CODE_MARGIN_PX);
  double bottom = round (baseline + descent * size_px) + room_px;

  oriel_scene_add_rect (layout->scene,
                        (OrielRect){ left + line_px / 2, top + line_px / 2, right - left - line_px,
                                     bottom - top - line_px },
                        radius_px - line_px / 2, &fill, &line, &stroke);
}

static void
put_piece (Layout *layout, double x, double y, const Piece *piece, const Type *type)
{
  OrielFont font = font_of (type, piece->run->style);
  OrielColor color = piece->run->url != NULL ? layout->theme->text_link : layout->theme->text;
  double baseline = y + oriel_text_baseline (&font, type->line_px);
  double inset = 0;

  if (piece->blank || !is_seen (layout, y, type->line_px))
    return;

  if (piece->run->style & ORIEL_RICH_CODE)
    {
      put_code_box (layout, x, round (baseline), piece, font.size_px);
      inset = CODE_PADDING_PX;
    }
  oriel_scene_add_text (layout->scene, piece->text, x + inset, baseline, ORIEL_ALIGN_START, &font,
                        color, 0);
  if (piece->run->style & ORIEL_RICH_STRIKE)
    oriel_scene_add_line (layout->scene, x, baseline - type->size_px * 0.3, x + piece->width,
                          baseline - type->size_px * 0.3, color, &(OrielStroke){ .width = 1 });
  if (piece->run->url != NULL)
    {
      OrielHit hit = { .kind = ORIEL_HIT_LINK, .frame = -1, .field = -1, .row = -1 };

      hit.url = piece->run->url;
      oriel_scene_add_hit (layout->scene, (OrielRect){ x, y, piece->width, type->line_px }, &hit);
    }
}

/* Lays runs out between `x` and `right` from `y` on; returns the height. */
static double
flow (Layout *layout, const GPtrArray *runs, const Type *type, double x, double right, double y)
{
  g_autoptr (GArray) pieces = pieces_of (runs, type);
  double at = x;
  double top = y;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (*piece->text == '\n' || (!piece->blank && at > x && at + piece->width > right))
        {
          at = x;
          y += type->line_px;
        }
      if (*piece->text == '\n' || (piece->blank && at == x))
        continue;
      put_piece (layout, at, y, piece, type);
      at += piece->width;
    }

  return pieces->len > 0 ? y + type->line_px - top : 0;
}

static double
left_of (const OrielRichBlock *block)
{
  return block->indent * INDENT_PX + block->quote * QUOTE_PX;
}

/* A dot, or a ring within a list of a list: as browsers draw them, not as letters. */
static void
put_bullet (Layout *layout, double x, double baseline, gboolean ring)
{
  static const double before_px = 13.5, above_px = 4.5, radius_px = 2.5;
  OrielPoint center = { x - before_px, round (baseline) - above_px };
  OrielPaint paint = oriel_paint_solid (layout->theme->text);
  OrielStroke stroke = { .width = 1 };
  OrielRect around = { center.x - 4, center.y - 4, 8, 8 };

  oriel_scene_add_points (layout->scene, &center, 1, radius_px, ring ? NULL : &paint,
                          ring ? &paint : NULL, ring ? &stroke : NULL, around);
}

static void
put_marker (Layout *layout, const OrielRichBlock *block, double x)
{
  OrielFont font = font_of (&body_type, 0);
  double baseline = layout->y + oriel_text_baseline (&font, BODY_LINE_PX);

  if (layout->scene == NULL || block->marker == NULL)
    return;
  if (strcmp (block->marker, "•") == 0 || strcmp (block->marker, "◦") == 0)
    {
      put_bullet (layout, x, baseline, strcmp (block->marker, "◦") == 0);
      return;
    }

  font.proportional = FALSE;
  oriel_scene_add_text (layout->scene, block->marker,
                        x - (g_ascii_isdigit (*block->marker) ? 4 : 8), baseline, ORIEL_ALIGN_END,
                        &font, layout->theme->text, 0);
}

static void
put_quote_bars (Layout *layout, const OrielRichBlock *block, double height)
{
  static const OrielColor grey = { 0.7f, 0.7f, 0.7f, 1 };
  OrielPaint paint = oriel_paint_solid (grey);

  for (int i = 0; layout->scene != NULL && i < block->quote; i++)
    oriel_scene_add_rect (
      layout->scene, (OrielRect){ block->indent * INDENT_PX + i * QUOTE_PX, layout->y, 5, height },
      0, &paint, NULL, NULL);
}

static double
layout_paragraph (Layout *layout, const OrielRichBlock *block)
{
  double x = left_of (block);
  double height;

  put_marker (layout, block, x);
  height =
    flow (layout, g_ptr_array_index (block->cells, 0), &body_type, x, layout->width, layout->y);
  height = MAX (height, block->marker != NULL ? BODY_LINE_PX : 0);
  put_quote_bars (layout, block, height + (block->tight ? 0 : BLOCK_GAP_PX / 2));
  return height + (block->tight ? 0 : BLOCK_GAP_PX);
}

static double
layout_heading (Layout *layout, const OrielRichBlock *block)
{
  int level = CLAMP (block->level, 1, 6) - 1;
  Type type = { headings[level].size_px, headings[level].line_px, headings[level].weight,
                headings[level].spacing_px };
  double height = flow (layout, g_ptr_array_index (block->cells, 0), &type, left_of (block),
                        layout->width, layout->y);

  return height + 0.45 * type.size_px;
}

/* The text of a block's first cell, all runs together. */
static char *
text_of (const OrielRichBlock *block)
{
  const GPtrArray *runs = g_ptr_array_index (block->cells, 0);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    g_string_append (text, ((const OrielRichRun *) g_ptr_array_index (runs, i))->text);

  return g_string_free (text, FALSE);
}

/* Room of line numbers before the code, with the gap behind them. */
static double
gutter_width (guint n_lines, const OrielFont *font)
{
  char last[16];

  g_snprintf (last, sizeof last, "%u", n_lines);
  return oriel_text_width (last, font) + LINE_NUMBER_GAP_PX;
}

static void
put_line_number (Layout *layout,
                 guint number,
                 double code_x,
                 double baseline,
                 const OrielFont *font)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", number);
  oriel_scene_add_text (layout->scene, text, code_x - LINE_NUMBER_GAP_PX, baseline, ORIEL_ALIGN_END,
                        font, layout->theme->text_disabled, 0);
}

/* The colours that code has in editors. */
static OrielColor
code_color (const OrielTheme *theme, OrielCodeKind kind)
{
  static const guint dark[ORIEL_CODE_N_KINDS] = { 0,        0x569cd6, 0xce9178,
                                                  0xb5cea8, 0x6a9955, 0x9cdcfe };
  static const guint light[ORIEL_CODE_N_KINDS] = { 0,        0x0000ff, 0xa31515,
                                                   0x098658, 0x008000, 0x0451a5 };
  guint color = theme->is_dark ? dark[kind] : light[kind];

  if (kind == ORIEL_CODE_PLAIN)
    return theme->text;
  return (OrielColor){ (float) (color >> 16) / 255, (float) (color >> 8 & 255) / 255,
                       (float) (color & 255) / 255, 1 };
}

/* A line of code, the colours of its words known; where nothing is drawn, `layout` is NULL, and
 * only what the line leaves to the next one counts. */
typedef struct
{
  Layout *layout;
  const OrielFont *font;
  double x, baseline;
} CodeLine;

static void
put_code_piece (CodeLine *self, const char *from, const char *to, OrielCodeKind kind)
{
  g_autofree char *piece = g_strndup (from, (gsize) (to - from));

  if (self->layout == NULL || *piece == '\0')
    return;

  oriel_scene_add_text (self->layout->scene, piece, self->x, self->baseline, ORIEL_ALIGN_START,
                        self->font, code_color (self->layout->theme, kind), 0);
  self->x += oriel_text_width (piece, self->font);
}

/* Words of one kind that follow each other are one piece. */
static void
put_code_line (CodeLine *self,
               const OrielCodeLanguage *language,
               OrielCodeState *state,
               const char *line)
{
  const char *from = line, *at = line;
  OrielCodeKind kind = ORIEL_CODE_PLAIN, next;

  if (language == NULL || strlen (line) > MOST_COLORED_BYTES)
    at = line + strlen (line);
  while (*at != '\0')
    {
      gsize n = oriel_code_next (language, state, line, at, &next);

      if (next != kind)
        {
          put_code_piece (self, from, at, kind);
          from = at;
          kind = next;
        }
      at += n;
    }
  put_code_piece (self, from, at, kind);
}

static double
layout_code_block (Layout *layout, const OrielRichBlock *block)
{
  static const double line_px = 18, padding_px = 10;
  g_autofree char *text = text_of (block);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  OrielFont font = { .family = ORIEL_FONT_MONO, .size_px = CODE_PX, .weight = 400 };
  OrielPaint fill = oriel_paint_solid (layout->theme->primary);
  OrielPaint line = oriel_paint_solid (layout->theme->border_weak);
  double x = left_of (block);
  double height = g_strv_length (lines) * line_px + 2 * padding_px;
  double gutter = block->numbered ? gutter_width (g_strv_length (lines), &font) : 0;
  OrielCodeState state = { FALSE, FALSE };

  if (layout->scene != NULL)
    {
      OrielRect box = { x + 0.5, layout->y + 0.5, MAX (layout->width - x - 1, 1), height - 1 };

      oriel_scene_add_rect (layout->scene, box, 4, &fill, &line, &(OrielStroke){ .width = 1 });
      oriel_scene_clip (layout->scene, box);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          double baseline =
            layout->y + padding_px + i * line_px + oriel_text_baseline (&font, line_px);

          gboolean seen = is_seen (layout, baseline - line_px, 2 * line_px);
          CodeLine code = { seen ? layout : NULL, &font, x + padding_px + gutter, baseline };

          if (seen || block->language != NULL)
            put_code_line (&code, block->language, &state, lines[i]);
          if (seen && block->numbered)
            put_line_number (layout, i + 1, x + padding_px + gutter, baseline, &font);
        }
      oriel_scene_unclip (layout->scene);
    }

  return height + BLOCK_GAP_PX;
}

static double
layout_rule (Layout *layout, const OrielRichBlock *block)
{
  if (layout->scene != NULL)
    oriel_scene_add_line (layout->scene, left_of (block), layout->y + 8, layout->width,
                          layout->y + 8, layout->theme->border_medium,
                          &(OrielStroke){ .width = 1 });

  return 16 + BLOCK_GAP_PX / 2;
}

static double
cell_width (const GPtrArray *runs)
{
  g_autoptr (GArray) pieces = pieces_of (runs, &body_type);
  double width = 0;

  for (guint i = 0; i < pieces->len; i++)
    width += g_array_index (pieces, Piece, i).width;

  return width + 2 * CELL_PADDING_PX;
}

/* Natural widths of the columns of rows `first` to `end`, shrunk together to the room there is. */
static GArray *
column_widths (const Layout *layout, const GPtrArray *blocks, guint first, guint end)
{
  GArray *widths = g_array_new (FALSE, TRUE, sizeof (double));
  double total = 0;

  for (guint i = first; i < end; i++)
    {
      const OrielRichBlock *block = g_ptr_array_index (blocks, i);

      if (block->cells->len > widths->len)
        g_array_set_size (widths, block->cells->len);
      for (guint c = 0; c < block->cells->len; c++)
        {
          double *width = &g_array_index (widths, double, c);

          *width = MAX (*width, cell_width (g_ptr_array_index (block->cells, c)));
        }
    }

  for (guint c = 0; c < widths->len; c++)
    total += g_array_index (widths, double, c);
  for (guint c = 0; total > layout->width && c < widths->len; c++)
    g_array_index (widths, double, c) *= layout->width / total;

  return widths;
}

static void
layout_table_row (Layout *layout, const OrielRichBlock *block, const GArray *widths)
{
  Type type = body_type;
  double x = 0;
  double height = BODY_LINE_PX;

  type.weight = block->header ? 500 : 400;
  for (guint c = 0; c < block->cells->len; c++)
    {
      double width = g_array_index (widths, double, c);

      height =
        MAX (height, flow (layout, g_ptr_array_index (block->cells, c), &type, x + CELL_PADDING_PX,
                           x + width - CELL_PADDING_PX + 1, layout->y + 4));
      x += width;
    }

  layout->y += height + 8;
  if (layout->scene != NULL)
    oriel_scene_add_line (layout->scene, 0, layout->y - 0.5, x, layout->y - 0.5,
                          block->header ? layout->theme->border_strong : layout->theme->border_weak,
                          &(OrielStroke){ .width = 1 });
}

/* Lays out the rows from `first` on; returns the block behind them. */
static guint
layout_table (Layout *layout, const GPtrArray *blocks, guint first)
{
  guint end = first;
  g_autoptr (GArray) widths = NULL;

  while (end < blocks->len &&
         ((const OrielRichBlock *) g_ptr_array_index (blocks, end))->kind == ORIEL_RICH_TABLE_ROW)
    end++;

  widths = column_widths (layout, blocks, first, end);
  for (guint i = first; i < end; i++)
    layout_table_row (layout, g_ptr_array_index (blocks, i), widths);

  layout->y += BLOCK_GAP_PX;
  return end;
}

double
oriel_rich_layout (const GPtrArray *blocks,
                   const OrielTheme *theme,
                   double width,
                   double top,
                   OrielScene *scene)
{
  Layout layout = { theme, scene, MAX (width, 1), top };

  for (guint i = 0; i < blocks->len;)
    {
      const OrielRichBlock *block = g_ptr_array_index (blocks, i);

      switch (block->kind)
        {
        case ORIEL_RICH_TABLE_ROW:
          i = layout_table (&layout, blocks, i);
          continue;
        case ORIEL_RICH_HEADING:
          layout.y += layout_heading (&layout, block);
          break;
        case ORIEL_RICH_CODE_BLOCK:
          layout.y += layout_code_block (&layout, block);
          break;
        case ORIEL_RICH_RULE:
          layout.y += layout_rule (&layout, block);
          break;
        case ORIEL_RICH_PARAGRAPH:
        default:
          layout.y += layout_paragraph (&layout, block);
          break;
        }
      i++;
    }

  return layout.y - top;
}
