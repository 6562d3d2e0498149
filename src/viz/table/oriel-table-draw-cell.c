/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws the cells of a table; a kind of cell is one row of `drawers`. */

#include "config.h"

#include <math.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-links.h"
#include "draw/oriel-text.h"
#include "field/oriel-color-scheme.h"
#include "viz/table/oriel-table-private.h"

#define BORDER_PX 1.0
#define PILL_PX 22.0
#define PILL_RADIUS_PX 6.0
#define PILL_GAP_PX 4.0

static const OrielFont pill_font = { .size_px = 12,
                                     .weight = 400,
                                     .letter_spacing_px = 0.15,
                                     .proportional = TRUE };
static const OrielFont mono_font = {
  .family = ORIEL_FONT_MONO,
  .size_px = 14,
  .weight = 400,
  .letter_spacing_px = 0.15,
  .proportional = TRUE,
};

/* A cell that is being drawn. */
typedef struct
{
  const OrielTableDrawing *drawing;
  guint index; /* of the column */
  const OrielTableColumn *column;
  gsize row;
  OrielRect content; /* within the padding */
  OrielColor color;  /* of the text */
  const OrielTableText *text;
} Cell;

static double
aligned_x (const Cell *cell)
{
  if (cell->column->align == ORIEL_ALIGN_CENTER)
    return cell->content.x + cell->content.width / 2;

  return cell->column->align == ORIEL_ALIGN_END ? cell->content.x + cell->content.width
                                                : cell->content.x;
}

/* Text may reach into the padding before it is cut. */
static void
put_line (const Cell *cell, const char *text, double y, const OrielFont *font)
{
  oriel_scene_add_text (cell->drawing->scene, text, aligned_x (cell),
                        round (y + oriel_text_baseline (font, ORIEL_TABLE_LINE_PX)),
                        cell->column->align, font, cell->color,
                        cell->content.width + ORIEL_TABLE_PADDING_PX);
}

static void
draw_lines (const Cell *cell)
{
  g_auto (GStrv) lines =
    oriel_text_wrap (cell->text->text, &oriel_table_font, MAX (cell->content.width, 1));
  guint n = g_strv_length (lines);
  guint most = (guint) MAX ((cell->content.height + 1) / ORIEL_TABLE_LINE_PX, 1);
  guint shown = MIN (n, most);
  double y = cell->content.y + (cell->content.height - shown * ORIEL_TABLE_LINE_PX) / 2;

  for (guint i = 0; i < shown; i++)
    put_line (cell, lines[i], y + i * ORIEL_TABLE_LINE_PX, &oriel_table_font);
}

static void
draw_text_in (const Cell *cell, const OrielFont *font)
{
  put_line (cell, cell->text->text,
            cell->content.y + (cell->content.height - ORIEL_TABLE_LINE_PX) / 2, font);
}

static void
draw_text (const Cell *cell)
{
  if (cell->column->cell.wrap)
    draw_lines (cell);
  else
    draw_text_in (cell, &oriel_table_font);
}

static void
draw_json (const Cell *cell)
{
  draw_text_in (cell, &mono_font);
}

static void
draw_gauge (const Cell *cell)
{
  if (isnan (cell->text->numeric))
    draw_text_in (cell, &oriel_table_font);
  else
    oriel_table_draw_gauge (cell->drawing, cell->index, cell->text,
                            (OrielRect){ cell->content.x, cell->content.y, cell->content.width,
                                         cell->content.height + BORDER_PX });
}

static void
draw_sparkline (const Cell *cell)
{
  if (cell->column->field->column->type == ORIEL_FIELD_FRAME)
    oriel_table_draw_sparkline (cell->drawing, cell->index, cell->row, cell->text, cell->content);
  else
    draw_text_in (cell, &oriel_table_font);
}

/* A pill's colour: by mapping, the field's fixed one, else by its text. */
static OrielColor
pill_color (const Cell *cell, const char *text)
{
  const OrielTheme *theme = cell->drawing->model->theme;
  const OrielFieldConfig *config = cell->column->field->config;
  const char *name;
  OrielColor color = theme->text_disabled;

  if (config->mappings != NULL && config->mappings->len > 0)
    {
      OrielDisplayValue value;

      oriel_display_text (cell->column->display, text, &value);
      return value.color_text != NULL ? value.color : color;
    }

  name = g_strcmp0 (config->color_mode, "fixed") == 0
           ? config->color_fixed
           : oriel_color_scheme_color_of_name (oriel_color_scheme_find ("palette-classic-by-name"),
                                               theme, text);
  oriel_theme_color (theme, name, &color);
  return color;
}

static char **
pills_of (const Cell *cell)
{
  const OrielColumn *cells = cell->column->field->column;

  return cells->type == ORIEL_FIELD_OTHER ? oriel_table_pills_of_node (cells->nodes[cell->row])
                                          : oriel_table_pills_of_text (cell->text->text);
}

static double
pills_width (char **pills)
{
  double width = 0;

  for (guint i = 0; pills[i] != NULL; i++)
    width += oriel_text_width (pills[i], &pill_font) + 2 * ORIEL_TABLE_PADDING_PX +
             (i > 0 ? PILL_GAP_PX : 0);

  return width;
}

static void
draw_pills (const Cell *cell)
{
  g_auto (GStrv) pills = pills_of (cell);
  OrielScene *scene = cell->drawing->scene;
  double free = cell->content.width - pills_width (pills);
  double x = cell->content.x;
  double y = cell->content.y + ceil ((cell->content.height - PILL_PX) / 2);

  if (free > 0 && cell->column->align != ORIEL_ALIGN_START)
    x += cell->column->align == ORIEL_ALIGN_END ? free : free / 2;
  oriel_scene_clip (scene, cell->content);
  for (guint i = 0; pills[i] != NULL && x < cell->content.x + cell->content.width; i++)
    {
      double width = oriel_text_width (pills[i], &pill_font) + 2 * ORIEL_TABLE_PADDING_PX;
      OrielColor color = pill_color (cell, pills[i]);
      OrielPaint fill = oriel_paint_solid (color);

      oriel_scene_add_rect (scene, (OrielRect){ x, y, width, PILL_PX }, PILL_RADIUS_PX, &fill, NULL,
                            NULL);
      oriel_scene_add_text (scene, pills[i], x + ORIEL_TABLE_PADDING_PX,
                            round (y + oriel_text_baseline (&pill_font, PILL_PX)),
                            ORIEL_ALIGN_START, &pill_font,
                            oriel_theme_text_on (cell->drawing->model->theme, color), 0);
      x += width + PILL_GAP_PX;
    }
  oriel_scene_unclip (scene);
}

static void (*const drawers[]) (const Cell *cell) = {
  [ORIEL_TABLE_CELL_AUTO] = draw_text,
  [ORIEL_TABLE_CELL_COLOR_TEXT] = draw_text,
  [ORIEL_TABLE_CELL_COLOR_BACKGROUND] = draw_text,
  [ORIEL_TABLE_CELL_GAUGE] = draw_gauge,
  [ORIEL_TABLE_CELL_SPARKLINE] = draw_sparkline,
  [ORIEL_TABLE_CELL_JSON] = draw_json,
  [ORIEL_TABLE_CELL_PILL] = draw_pills,
  [ORIEL_TABLE_CELL_MARKDOWN] = draw_text,
  [ORIEL_TABLE_CELL_OTHER] = draw_text,
};

static void
add_hit (const Cell *cell, OrielRect box)
{
  OrielHit hit = {
    .kind = cell->column->inspect ? ORIEL_HIT_INSPECT : ORIEL_HIT_CELL,
    .frame = cell->drawing->view->index,
    .field = cell->column->index,
    .row = (int) MIN (cell->row, G_MAXINT),
  };

  oriel_scene_add_hit (cell->drawing->scene, box, &hit);
}

/* The first link of the cell that may be opened. */
static void
add_link (const Cell *cell, OrielRect box)
{
  OrielCell place = { .frame = cell->drawing->view->frame,
                      .field = cell->column->index,
                      .row = (int) MIN (cell->row, G_MAXINT) };
  OrielInterpolation how = { .variables = cell->drawing->model->variables, .cell = &place };
  guint n = oriel_json_array_length (cell->column->links);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *about = oriel_json_array_object (cell->column->links, i);
      g_autoptr (OrielLink) link = about != NULL ? oriel_link_resolve (about, &how) : NULL;
      OrielHit hit = { .kind = ORIEL_HIT_LINK,
                       .frame = cell->drawing->view->index,
                       .field = cell->column->index,
                       .row = place.row };

      if (link == NULL || g_strcmp0 (link->href, "about:blank") == 0)
        continue;
      hit.url = link->href;
      oriel_scene_add_hit (cell->drawing->scene, box, &hit);
      return;
    }
}

static void
fill_background (OrielScene *scene, OrielRect box, const OrielTableCellColors *colors)
{
  double angle = 120 * G_PI / 180;
  /* CSS: the line of a gradient is as long as it takes to reach the corners. */
  double reach = (fabs (box.width * sin (angle)) + fabs (box.height * cos (angle))) / 2;
  double x = box.x + box.width / 2, y = box.y + box.height / 2;
  OrielStop stops[] = { { 0, colors->from }, { 1, colors->to } };
  OrielPaint paint = {
    .kind = ORIEL_PAINT_LINEAR,
    .x0 = x - sin (angle) * reach,
    .y0 = y + cos (angle) * reach,
    .x1 = x + sin (angle) * reach,
    .y1 = y - cos (angle) * reach,
    .stops = stops,
    .n_stops = G_N_ELEMENTS (stops),
  };

  oriel_scene_add_rect (scene, box, 0, &paint, NULL, NULL);
}

static void
own_colors (const Cell *cell, const OrielTableCellColors *row_colors, OrielTableCellColors *out)
{
  const OrielTableText *text = cell->text;

  oriel_table_cell_colors (&cell->column->cell, cell->drawing->model->theme,
                           text->has_color ? &text->color : NULL, row_colors != NULL, out);
  if (cell->column->cell.apply_to_row && row_colors != NULL)
    out->has_background = FALSE;
}

static OrielColor
text_color (const Cell *cell,
            const OrielTableCellColors *own,
            const OrielTableCellColors *row_colors)
{
  const OrielTheme *theme = cell->drawing->model->theme;

  if (own->has_text)
    return own->text;
  if (row_colors != NULL && row_colors->has_text)
    return row_colors->text;

  return cell->column->links != NULL ? theme->text_link : theme->text;
}

double
oriel_table_column_width (const OrielRect *content)
{
  return content->width + 2 * ORIEL_TABLE_PADDING_PX + BORDER_PX;
}

void
oriel_table_draw_cell (const OrielTableDrawing *drawing,
                       guint column,
                       gsize row,
                       OrielRect box,
                       const OrielTableCellColors *row_colors)
{
  OrielTableText text;
  OrielTableCellColors own;
  Cell cell = {
    .drawing = drawing,
    .index = column,
    .column = oriel_table_view_column (drawing->view, column),
    .row = row,
    .text = &text,
    .content = {
      box.x + ORIEL_TABLE_PADDING_PX,
      box.y + ORIEL_TABLE_PADDING_PX,
      MAX (box.width - 2 * ORIEL_TABLE_PADDING_PX - BORDER_PX, 0),
      MAX (box.height - 2 * ORIEL_TABLE_PADDING_PX - BORDER_PX, 0),
    },
  };

  oriel_table_text_read (cell.column, row, &text);
  own_colors (&cell, row_colors, &own);
  if (own.has_background)
    fill_background (drawing->scene, box, &own);
  cell.color = text_color (&cell, &own, row_colors);
  if (cell.content.width > 0)
    drawers[cell.column->cell.kind](&cell);
  add_hit (&cell, box);
  if (cell.column->links != NULL)
    add_link (&cell, box);
}
