/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lays a table out: notice, header, the rows that are seen, footer, pages.
 *
 * The right and lower pixel of a cell are its border. Positions of borders are rounded, as
 * browsers do with boxes.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/oriel-text.h"
#include "viz/oriel-viz-message.h"
#include "viz/table/oriel-table-private.h"

#define NOTICE_LINE_PX 18.0
#define NOTICE_GAP_PX 8.0
#define MAX_NOTICE_LINES 4

static const OrielFont notice_font = { .size_px = 12,
                                       .weight = 400,
                                       .letter_spacing_px = 0.15,
                                       .proportional = TRUE };

/* The parts of the panel's box, from top to bottom. */
typedef struct
{
  OrielTableDrawing drawing;
  double width, height;
  double *widths; /* of columns */
  double *lefts;  /* of columns, those that scroll scrolled; one more: the right edge */
  guint n_frozen; /* columns at the left that stay */
  double frozen_px;
  guint first, end; /* the columns that are being drawn */
  double header_y, header_px;
  double body_y, body_px;
  double footer_y, footer_px;
  double pages_y;
  double choice_y;
  double scroll;
  gboolean has_pages, has_choice;
  OrielTablePages pages;
} Layout;

static const OrielTableModel *
table_model (const OrielVizModel *model)
{
  return (const OrielTableModel *) model;
}

static GMutex *
lock_of (const OrielVizModel *model)
{
  return &((OrielTableModel *) model)->lock;
}

static OrielTableView *
view_at (const OrielTableModel *model, guint index)
{
  return g_ptr_array_index (model->views, MIN (index, model->views->len - 1));
}

/* The view that `state` chose, else the options. */
static guint
chosen_view (const OrielTableModel *model, const OrielVizState *state)
{
  guint frame = state != NULL && state->frame > 0 ? (guint) state->frame - 1 : G_MAXUINT;

  for (guint i = 0; i < model->views->len; i++)
    if ((guint) view_at (model, i)->index == frame)
      return i;

  return model->first_view;
}

static char **
notice_lines (const OrielTableModel *model, double width)
{
  return oriel_text_wrap (model->notice, &notice_font, MAX (width, 1));
}

static double
notice_height (const OrielTableModel *model, double width)
{
  g_auto (GStrv) lines = model->notice != NULL ? notice_lines (model, width) : NULL;

  if (lines == NULL)
    return 0;
  return MIN (g_strv_length (lines), MAX_NOTICE_LINES) * NOTICE_LINE_PX + NOTICE_GAP_PX;
}

static void
draw_notice (const OrielTableModel *model, OrielScene *scene, double width)
{
  g_auto (GStrv) lines = model->notice != NULL ? notice_lines (model, width) : NULL;
  double y = oriel_text_baseline (&notice_font, NOTICE_LINE_PX);

  for (guint i = 0; lines != NULL && lines[i] != NULL && i < MAX_NOTICE_LINES; i++)
    oriel_scene_add_text (scene, lines[i], 0, round (y + i * NOTICE_LINE_PX), ORIEL_ALIGN_START,
                          &notice_font, model->theme->text_secondary, MAX (width, 1));
}

/* Only columns that are seen whole stay, and one must be left that scrolls. */
static void
freeze_columns (Layout *layout)
{
  guint n = MIN (layout->drawing.model->frozen_columns, layout->drawing.view->columns->len - 1);

  while (layout->n_frozen < n &&
         layout->frozen_px + layout->widths[layout->n_frozen] <= layout->width)
    layout->frozen_px += layout->widths[layout->n_frozen++];
}

static void
place_columns (Layout *layout, double scroll_x)
{
  const OrielTableView *view = layout->drawing.view;
  guint n = view->columns->len;
  double x = 0;

  layout->widths = g_new0 (double, n + 1);
  layout->lefts = g_new0 (double, n + 1);
  oriel_table_column_widths (oriel_table_view_column (view, 0), n, layout->width, layout->widths);
  for (guint i = 0; i < n; i++)
    x += layout->widths[i];
  scroll_x = CLAMP (scroll_x, 0, MAX (x - layout->width, 0));
  freeze_columns (layout);

  x = 0;
  for (guint i = 0; i <= n; i++)
    {
      layout->lefts[i] = i < layout->n_frozen ? x : x - scroll_x;
      x += layout->widths[i];
    }
}

static void
place_bars (Layout *layout, const OrielVizState *state)
{
  const OrielTableModel *model = layout->drawing.model;
  double bottom = layout->height;

  layout->has_choice = model->views->len > 1;
  if (layout->has_choice)
    bottom -= ORIEL_TABLE_CHOICE_PX;
  layout->choice_y = bottom;
  layout->has_pages = model->pagination;
  if (layout->has_pages)
    bottom -= ORIEL_TABLE_PAGES_PX;
  layout->pages_y = bottom;

  layout->header_y = notice_height (model, layout->width);
  layout->header_px = oriel_table_header_height (model, layout->drawing.view, layout->widths);
  layout->body_y = layout->header_y + layout->header_px;
  layout->footer_px = oriel_table_footer_height (layout->drawing.view);
  layout->footer_y = MAX (bottom - layout->footer_px, layout->body_y);
  layout->body_px = MAX (layout->footer_y - layout->body_y, 0);
}

/* Which rows are seen at all: those of the page, or those that are scrolled to. */
static void
place_rows (Layout *layout, const OrielVizState *state, gsize *first, gsize *end)
{
  const OrielTableModel *model = layout->drawing.model;
  const OrielTableView *view = layout->drawing.view;
  gsize n = view->frame->n_rows;

  if (layout->has_pages)
    {
      oriel_table_pages_init (&layout->pages, n, model->row_px, layout->body_px,
                              state != NULL ? state->page : 0);
      *first = layout->pages.page * layout->pages.rows_per_page;
      *end = MIN (*first + layout->pages.rows_per_page, n);
      layout->scroll = oriel_table_view_row_top (view, model, *first);
    }
  else
    {
      double most = oriel_table_view_row_top (view, model, n) - layout->body_px;
      gsize low = 0, high = n;

      layout->scroll = CLAMP (state != NULL ? state->scroll_y : 0, 0, MAX (most, 0));
      while (low < high)
        {
          gsize middle = low + (high - low) / 2;

          if (oriel_table_view_row_top (view, model, middle + 1) > layout->scroll)
            high = middle;
          else
            low = middle + 1;
        }
      *first = low;
      *end = n;
    }
}

static void
draw_column_border (const Layout *layout, guint column, double top, double bottom)
{
  double x = round (layout->lefts[column] + layout->widths[column]) - 1;
  OrielPaint paint = oriel_paint_solid (layout->drawing.border);

  if (column + 1 < layout->drawing.view->columns->len && bottom > top)
    oriel_scene_add_rect (layout->drawing.scene, (OrielRect){ x, top, 1, bottom - top }, 0, &paint,
                          NULL, NULL);
}

static void
draw_row_border (const Layout *layout, double y)
{
  OrielPaint paint = oriel_paint_solid (layout->drawing.border);
  double right = MIN (layout->lefts[layout->drawing.view->columns->len], layout->width);

  oriel_scene_add_rect (layout->drawing.scene, (OrielRect){ 0, round (y) - 1, right, 1 }, 0, &paint,
                        NULL, NULL);
}

static gboolean
is_seen (const Layout *layout, guint column)
{
  double from = column < layout->n_frozen ? 0 : layout->frozen_px;

  return column >= layout->first && column < layout->end &&
         layout->lefts[column] + layout->widths[column] > from &&
         layout->lefts[column] < layout->width;
}

/* The colours of a row whose column says that it colours rows. */
static gboolean
row_colors (const Layout *layout, gsize row, OrielTableCellColors *colors)
{
  const OrielTableView *view = layout->drawing.view;
  const OrielTableColumn *column;
  OrielTableText text;

  if (view->row_colors < 0)
    return FALSE;

  column = oriel_table_view_column (view, (guint) view->row_colors);
  oriel_table_text_read (column, row, &text);
  oriel_table_cell_colors (&column->cell, layout->drawing.model->theme,
                           text.has_color ? &text.color : NULL, TRUE, colors);
  return colors->has_background;
}

static void
draw_row (const Layout *layout, gsize row, double y, double height)
{
  const OrielTableView *view = layout->drawing.view;
  OrielTableCellColors colors;
  gboolean colored = row_colors (layout, row, &colors);
  double right = MIN (layout->lefts[view->columns->len], layout->width);

  if (colored)
    {
      OrielPaint paint = oriel_paint_solid (colors.to);

      oriel_scene_add_rect (layout->drawing.scene, (OrielRect){ 0, y, right, height }, 0, &paint,
                            NULL, NULL);
    }
  for (guint i = 0; i < view->columns->len; i++)
    if (is_seen (layout, i))
      oriel_table_draw_cell (&layout->drawing, i, row,
                             (OrielRect){ layout->lefts[i], y, layout->widths[i], height },
                             colored ? &colors : NULL);
}

static void
draw_rows (Layout *layout, const OrielVizState *state)
{
  const OrielTableModel *model = layout->drawing.model;
  const OrielTableView *view = layout->drawing.view;
  double end_y = layout->body_y;
  gsize first, end;

  place_rows (layout, state, &first, &end);
  oriel_scene_clip (layout->drawing.scene,
                    (OrielRect){ 0, layout->body_y, layout->width, layout->body_px });
  for (gsize place = first; place < end && end_y < layout->body_y + layout->body_px; place++)
    {
      double top = oriel_table_view_row_top (view, model, place) - layout->scroll;
      double height = oriel_table_view_row_top (view, model, place + 1) - layout->scroll - top;

      draw_row (layout, view->order != NULL ? view->order[place] : place,
                round (layout->body_y + top), height);
      end_y = layout->body_y + top + height;
      draw_row_border (layout, end_y);
    }
  for (guint i = 0; i < view->columns->len; i++)
    if (is_seen (layout, i))
      draw_column_border (layout, i, layout->body_y, MIN (end_y, layout->body_y + layout->body_px));
  oriel_scene_unclip (layout->drawing.scene);
}

static void
draw_header (const Layout *layout)
{
  if (layout->header_px == 0)
    return;

  for (guint i = 0; i < layout->drawing.view->columns->len; i++)
    if (is_seen (layout, i))
      {
        oriel_table_draw_header (
          &layout->drawing, i,
          (OrielRect){ layout->lefts[i], layout->header_y, layout->widths[i], layout->header_px });
        draw_column_border (layout, i, layout->header_y, layout->header_y + layout->header_px);
      }
  draw_row_border (layout, layout->header_y + layout->header_px);
}

static void
draw_footer (const Layout *layout)
{
  if (layout->footer_px == 0)
    return;

  draw_row_border (layout, layout->footer_y + 1);
  for (guint i = 0; i < layout->drawing.view->columns->len; i++)
    if (is_seen (layout, i))
      {
        oriel_table_draw_footer (
          &layout->drawing, i,
          (OrielRect){ layout->lefts[i], layout->footer_y, layout->widths[i], layout->footer_px });
        draw_column_border (layout, i, layout->footer_y, layout->footer_y + layout->footer_px);
      }
  draw_row_border (layout, layout->footer_y + layout->footer_px);
}

static void
draw_no_rows (const Layout *layout)
{
  g_autoptr (OrielScene) words = oriel_viz_message_scene (
    _ ("No data"), layout->drawing.model->theme, layout->width, layout->body_px);

  oriel_scene_add_scene (layout->drawing.scene, words, 0, layout->body_y);
}

/* The columns [first, end), of which is seen what lies between two edges. */
static void
draw_columns (Layout *layout,
              const OrielVizState *state,
              guint first,
              guint end,
              double left,
              double right)
{
  OrielScene *scene = layout->drawing.scene;

  layout->first = first;
  layout->end = end;
  oriel_scene_clip (scene, (OrielRect){ left, 0, MAX (right - left, 0), layout->height });
  draw_rows (layout, state);
  draw_header (layout);
  draw_footer (layout);
  oriel_scene_unclip (scene);
}

static void
draw_parts (Layout *layout, const OrielVizState *state)
{
  OrielScene *scene = layout->drawing.scene;

  draw_notice (layout->drawing.model, scene, layout->width);
  draw_columns (layout, state, layout->n_frozen, layout->drawing.view->columns->len,
                layout->frozen_px, layout->width);
  if (layout->n_frozen > 0)
    draw_columns (layout, state, 0, layout->n_frozen, 0, layout->frozen_px);
  if (layout->drawing.view->frame->n_rows == 0)
    draw_no_rows (layout);
  if (layout->has_pages)
    oriel_table_draw_pages (&layout->drawing, &layout->pages,
                            (OrielRect){ 0, layout->pages_y, layout->width, ORIEL_TABLE_PAGES_PX });
  if (layout->has_choice)
    oriel_table_draw_choice (
      &layout->drawing, (OrielRect){ 0, layout->choice_y, layout->width, ORIEL_TABLE_CHOICE_PX });
}

static void
layout_view (OrielTableModel *model,
             OrielTableView *view,
             OrielScene *scene,
             double width,
             double height,
             const OrielVizState *state)
{
  Layout layout = {
    .drawing = { model, view, scene,
                 oriel_color_over (model->theme->border_weak, model->theme->primary) },
    .width = width,
    .height = height,
  };

  oriel_table_view_get_ready (view, model);
  oriel_table_view_sort (view, model, state);
  place_columns (&layout, state != NULL ? state->scroll_x : 0);
  oriel_table_view_measure (view, model, layout.widths, width);
  place_bars (&layout, state);
  draw_parts (&layout, state);
  g_free (layout.widths);
  g_free (layout.lefts);
}

OrielScene *
oriel_table_layout (const OrielVizModel *model,
                    double width,
                    double height,
                    const OrielVizState *state)
{
  OrielTableModel *self = (OrielTableModel *) table_model (model);
  OrielScene *scene = oriel_scene_new (width, height);

  g_mutex_lock (&self->lock);
  self->shown = chosen_view (self, state);
  layout_view (self, view_at (self, self->shown), scene, width, height, state);
  g_mutex_unlock (&self->lock);
  return scene;
}

double
oriel_table_content_height (const OrielVizModel *model, double width)
{
  const OrielTableModel *self = table_model (model);
  OrielTableView *view;
  g_autofree double *widths = NULL;
  double height;

  if (self->pagination)
    return 0;

  g_mutex_lock (lock_of (model));
  view = view_at (self, self->shown);
  widths = g_new0 (double, view->columns->len + 1);
  oriel_table_column_widths (oriel_table_view_column (view, 0), view->columns->len, width, widths);
  oriel_table_view_get_ready (view, self);
  oriel_table_view_measure (view, self, widths, width);
  height = notice_height (self, width) + oriel_table_header_height (self, view, widths) +
           oriel_table_view_row_top (view, self, view->frame->n_rows) +
           oriel_table_footer_height (view) + (self->views->len > 1 ? ORIEL_TABLE_CHOICE_PX : 0);
  g_mutex_unlock (lock_of (model));
  return height;
}

double
oriel_table_content_width (const OrielVizModel *model, double width)
{
  const OrielTableModel *self = table_model (model);
  const OrielTableView *view;
  g_autofree double *widths = NULL;
  double sum = 0;

  g_mutex_lock (lock_of (model));
  view = view_at (self, self->shown);
  widths = g_new0 (double, view->columns->len + 1);
  oriel_table_column_widths (oriel_table_view_column (view, 0), view->columns->len, width, widths);
  for (guint i = 0; i < view->columns->len; i++)
    sum += widths[i];
  g_mutex_unlock (lock_of (model));
  return sum;
}
