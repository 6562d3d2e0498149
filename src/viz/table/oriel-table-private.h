/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the table share. */

#pragma once

#include "dashboard/oriel-variables.h"
#include "viz/oriel-viz.h"
#include "viz/table/oriel-table-columns.h"

G_BEGIN_DECLS

#define ORIEL_TABLE_PADDING_PX 6.0
#define ORIEL_TABLE_LINE_PX 22.0
#define ORIEL_TABLE_HEADER_PX 34.0

/* Longest text of one cell that is shown, in bytes. */
#define ORIEL_TABLE_MAX_TEXT 4096

extern const OrielFont oriel_table_font;

/* One frame as a table. */
typedef struct
{
  OrielFrame *frame; /* a reference */
  int index;         /* among the panel's frames */
  GArray *columns;   /* of OrielTableColumn */
  int row_colors;    /* the column that colours whole rows; -1: none */
  guint n_left_out;  /* fields that are too many for columns */

  /* Found when the view is first shown; under the model's lock. */
  gboolean ready;
  GPtrArray *footers;        /* of GPtrArray of texts, per column; NULL: the column has none */
  guint footer_lines;        /* 0: no footer */
  gboolean footer_has_label; /* the first column says what the lines are */
  double *value_widths;      /* px of values beside gauges and sparklines, per column */

  /* The order that was last asked for, and where its rows begin when texts are wrapped. */
  guint32 *order; /* nullable: as the frame has them */
  int order_field;
  gboolean order_descending, order_known;
  double *offsets; /* nullable: all rows are equally high */
  gsize n_offsets; /* rows with an own height; those behind have the base height */
  double offsets_width;
} OrielTableView;

/* A column by which the options sort. */
typedef struct
{
  char *name;
  gboolean descending;
} OrielTableSortBy;

typedef struct
{
  OrielVizModel base;
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  gint64 now_ms;
  OrielVariables *variables; /* none: those in links were replaced already */
  char *notice;              /* nullable: a line above the table */
  gboolean show_header, type_icons, pagination;
  double row_px;
  guint frozen_columns; /* at the left, that stay where they are */
  GArray *sort_by;      /* of OrielTableSortBy */
  GPtrArray *views;     /* of OrielTableView, one a frame */
  guint first_view;     /* as the options say */

  GMutex lock; /* around what layouts remember */
  guint shown; /* the view that was laid out last */
} OrielTableModel;

/* A place into which cells are drawn. */
typedef struct
{
  const OrielTableModel *model;
  const OrielTableView *view;
  OrielScene *scene;
  OrielColor border;
} OrielTableDrawing;

/* --- oriel-table-view.c --- */

/* A view of `frame`. Free with oriel_table_view_free(). */
OrielTableView *oriel_table_view_new (OrielFrame *frame,
                                      int index,
                                      const OrielVizInput *input) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_table_view_free (OrielTableView *view);

/* Finds footer and widths of values, once. Under the lock. */
void oriel_table_view_get_ready (OrielTableView *view, const OrielTableModel *model);

/* Sorts the view as `state` (nullable) or the options say. Under the lock. */
void oriel_table_view_sort (OrielTableView *view,
                            const OrielTableModel *model,
                            const OrielVizState *state);

/* Where the rows begin, for columns `widths` wide. Under the lock. */
void oriel_table_view_measure (OrielTableView *view,
                               const OrielTableModel *model,
                               const double *widths,
                               double width);

/* Top of row number `place` in the order; `place` = n_rows: height of all rows. */
double
oriel_table_view_row_top (const OrielTableView *view, const OrielTableModel *model, gsize place);

/* The column and direction of the first sort key; -1: none. */
int oriel_table_view_sorted_by (const OrielTableView *view,
                                const OrielTableModel *model,
                                gboolean *descending);

static inline const OrielTableColumn *
oriel_table_view_column (const OrielTableView *view, guint index)
{
  return &g_array_index (view->columns, OrielTableColumn, index);
}

/* --- oriel-table-text.c --- */

/* What a cell shows, and its colour. */
typedef struct
{
  char text[ORIEL_TABLE_MAX_TEXT + 4];
  gsize unit_at; /* where the unit starts in `text`; its end where there is none */
  gboolean has_color;
  OrielColor color;
  double numeric, percent;
} OrielTableText;

/* Formats a cell. Under the lock: displays are not thread safe. */
void oriel_table_text_read (const OrielTableColumn *column, gsize row, OrielTableText *out);

/* The cell's whole value; see oriel_table_inspect(). Under the lock. */
char *oriel_table_text_whole (const OrielTableColumn *column, gsize row) G_GNUC_WARN_UNUSED_RESULT;

/* --- oriel-table-draw-cell.c --- */

/* Draws a cell into `box`, its right and lower border included. `row_colors` is nullable. */
void oriel_table_draw_cell (const OrielTableDrawing *drawing,
                            guint column,
                            gsize row,
                            OrielRect box,
                            const OrielTableCellColors *row_colors);

/* The whole width of a column of which `content` is a cell without its padding: what Grafana counts
 * as the room of a gauge or a line. */
double oriel_table_column_width (const OrielRect *content);

/* --- oriel-table-gauge.c --- */

/* Draws a gauge with its value into `box`, the cell without its padding. */
void oriel_table_draw_gauge (const OrielTableDrawing *drawing,
                             guint column,
                             const OrielTableText *text,
                             OrielRect box);

/* --- oriel-table-sparkline.c --- */

/* Draws the series in a cell with its value into `box`, the cell without its padding. */
void oriel_table_draw_sparkline (const OrielTableDrawing *drawing,
                                 guint column,
                                 gsize row,
                                 const OrielTableText *text,
                                 OrielRect box);

/* --- oriel-table-header.c --- */

/* Height in px; 0 without a header. */
double oriel_table_header_height (const OrielTableModel *model,
                                  const OrielTableView *view,
                                  const double *widths);

/* Draws the header of one column. */
void oriel_table_draw_header (const OrielTableDrawing *drawing, guint column, OrielRect box);

/* --- oriel-table-footer.c --- */

/* Calculates the texts of the footer. */
void oriel_table_footer_calculate (OrielTableView *view);

/* Height in px; 0 without a footer. */
double oriel_table_footer_height (const OrielTableView *view);

/* Draws the footer of one column. */
void oriel_table_draw_footer (const OrielTableDrawing *drawing, guint column, OrielRect box);

/* --- oriel-table-pages.c --- */

/* What a table of pages shows. */
typedef struct
{
  gsize n_rows, rows_per_page;
  gsize page, n_pages; /* page from 0 */
} OrielTablePages;

/* Height of the bar. */
#define ORIEL_TABLE_PAGES_PX 32.0

/* The pages of `n_rows` rows of which `room` px hold a page. */
void oriel_table_pages_init (OrielTablePages *pages,
                             gsize n_rows,
                             double row_px,
                             double room,
                             guint page);

/* Draws the buttons into `box`. */
void oriel_table_draw_pages (const OrielTableDrawing *drawing,
                             const OrielTablePages *pages,
                             OrielRect box);

/* Height of the frame's choice. */
#define ORIEL_TABLE_CHOICE_PX 40.0

/* Draws which of several frames is shown. */
void oriel_table_draw_choice (const OrielTableDrawing *drawing, OrielRect box);

/* --- oriel-table-layout.c --- */

/* The scene of a table; see OrielVizClass. */
OrielScene *oriel_table_layout (const OrielVizModel *model,
                                double width,
                                double height,
                                const OrielVizState *state);

/* See OrielVizClass. */
double oriel_table_content_height (const OrielVizModel *model, double width);

/* See OrielVizClass. */
double oriel_table_content_width (const OrielVizModel *model, double width);

G_END_DECLS
