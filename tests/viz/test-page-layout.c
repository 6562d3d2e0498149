/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks of a page in pixels: grids, auto grids, heads of rows, one column. */

#include "config.h"

#include "viz/oriel-page-layout.h"

static const OrielArrangement grid = { .kind = ORIEL_ARRANGE_GRID };
static const OrielArrangement head = { .kind = ORIEL_ARRANGE_ROWS };
static const OrielArrangement standard = { .kind = ORIEL_ARRANGE_AUTO,
                                           .max_columns = 3,
                                           .column_px = 448,
                                           .row_px = 320 };
static const OrielArrangement narrow = { .kind = ORIEL_ARRANGE_AUTO,
                                         .max_columns = 20,
                                         .column_px = 192,
                                         .row_px = 168 };
static const OrielArrangement filling = { .kind = ORIEL_ARRANGE_AUTO,
                                          .max_columns = 1,
                                          .column_px = 192,
                                          .row_px = 168,
                                          .fill_screen = TRUE };

#define IN_GRID(at, px, py, pw, ph)                                                                \
  {                                                                                                \
    .block = at, .arrangement = &grid, .grid = { px, py, pw, ph }, .left = px / 24.0,              \
    .right = (px + pw) / 24.0                                                                      \
  }
#define IN_LINES(at, how)                                                                          \
  {                                                                                                \
    .block = at, .arrangement = &how                                                               \
  }
#define HEAD(at)                                                                                   \
  {                                                                                                \
    .block = at, .kind = ORIEL_PLACED_ROW, .arrangement = &head, .grid = { 0, 0, 24, 1 }           \
  }

typedef struct
{
  const char *name;
  double width, height;
  gboolean one_column;
  OrielPlacedPanel panels[6];
  guint n;
  const char *expected; /* x,y wxh of each, then the page's height */
} Case;

static const Case cases[] = {
  { "a grid",
    1200,
    0,
    FALSE,
    { IN_GRID (0, 0, 0, 12, 8), IN_GRID (0, 12, 0, 12, 8) },
    2,
    "0,0 596x296; 604,0 596x296; 296" },
  { "blocks follow each other, wherever the grid has them",
    1200,
    0,
    FALSE,
    { IN_GRID (0, 0, 0, 24, 2), HEAD (1), IN_GRID (2, 0, 40, 24, 2) },
    3,
    "0,0 1200x68; 0,76 1200x30; 0,114 1200x68; 182" },
  { "five repeats share the width",
    1200,
    0,
    FALSE,
    { { .block = 0, .arrangement = &grid, .grid = { 0, 0, 4, 2 }, .left = 0, .right = 0.2 },
      { .block = 0, .arrangement = &grid, .grid = { 4, 0, 4, 2 }, .left = 0.2, .right = 0.4 } },
    2,
    "0,0 234x68; 242,0 233x68; 68" },
  { "as many columns as fit",
    1200,
    0,
    FALSE,
    { IN_LINES (0, standard), IN_LINES (0, standard), IN_LINES (0, standard) },
    3,
    "0,0 596x320; 604,0 596x320; 0,328 596x320; 648" },
  { "at most three columns",
    2000,
    0,
    FALSE,
    { IN_LINES (0, standard), IN_LINES (0, standard), IN_LINES (0, standard),
      IN_LINES (0, standard) },
    4,
    "0,0 661x320; 669,0 662x320; 1339,0 661x320; 0,328 661x320; 648" },
  { "fewer panels than columns fill the line",
    2000,
    0,
    FALSE,
    { IN_LINES (0, narrow), IN_LINES (0, narrow) },
    2,
    "0,0 996x168; 1004,0 996x168; 168" },
  { "narrower than a column", 100, 0, FALSE, { IN_LINES (0, narrow) }, 1, "0,0 100x168; 168" },
  { "lines that fill the page",
    400,
    1000,
    FALSE,
    { IN_LINES (0, filling), IN_LINES (0, filling) },
    2,
    "0,0 400x496; 0,504 400x496; 1000" },
  { "lines that are higher than the page",
    400,
    100,
    FALSE,
    { IN_LINES (0, filling) },
    1,
    "0,0 400x168; 168" },
  { "one column",
    600,
    0,
    TRUE,
    { IN_GRID (0, 0, 0, 12, 8), IN_GRID (0, 12, 0, 12, 2), IN_LINES (1, narrow) },
    3,
    "0,0 600x296; 0,304 600x68; 0,380 600x168; 548" },
  { "nothing", 600, 0, FALSE, { { 0 } }, 0, "0" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      OrielRect rects[G_N_ELEMENTS (c->panels)];
      double height =
        oriel_page_layout (c->panels, c->n, c->width, c->height, c->one_column, rects);
      g_autoptr (GString) out = g_string_new (NULL);

      for (guint k = 0; k < c->n; k++)
        g_string_append_printf (out, "%g,%g %gx%g; ", rects[k].x, rects[k].y, rects[k].width,
                                rects[k].height);
      g_string_append_printf (out, "%g", height);
      g_test_message ("%s", c->name);
      g_assert_cmpstr (out->str, ==, c->expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/page-layout/cases", test_cases);
  return g_test_run ();
}
