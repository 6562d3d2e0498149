/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migration 16: `rows` of twelve spans → panels on a grid of 24 columns; and 17: the least
 * width of a repeated panel → the most in a row.
 *
 * Rules: upgradeToGridLayout() of Grafana's DashboardMigrator.ts. A row's panels fill its
 * columns from the left; the skyline says how high each column is filled.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "dashboard/oriel-json-tree.h"

#define COLUMNS 24
#define COLUMNS_PER_SPAN 2
#define DEFAULT_SPAN 4
#define DEFAULT_ROW_HEIGHT_PX 250
#define MIN_PANEL_HEIGHT_PX 90
#define CELL_PX 38 /* 30 and a gap of 8 */
#define MAX_HEIGHT_PX 100000

/* The skyline of one row of panels. */
typedef struct
{
  int filled[COLUMNS]; /* cells from `y` downwards */
  gint64 y;
  int height;
} RowArea;

/* "250px", 250, "250". */
static double
read_pixels (JsonNode *node, double fallback)
{
  const char *text = oriel_json_node_string (node);
  double value = fallback;

  if (text != NULL)
    value = oriel_number_parse_float (text);
  else if (oriel_json_is_number (node))
    value = json_node_get_double (node);

  return isnan (value) || value == 0 ? fallback : CLAMP (value, 0, MAX_HEIGHT_PX);
}

static int
cells_for_pixels (double pixels)
{
  return (int) ceil (MAX (pixels, MIN_PANEL_HEIGHT_PX) / CELL_PX);
}

/* The free columns at the right end that a panel may take: those where the skyline does not
 * fall towards the left. FALSE when they are fewer than `width`. */
static gboolean
find_place (const RowArea *area, int width, int *x, int *y)
{
  int start = -1, end = -1;

  for (int i = COLUMNS - 1; i >= 0 && area->height > area->filled[i]; i--)
    {
      if (end < 0)
        end = i;
      else if (area->filled[i] <= area->filled[i + 1])
        start = i;
      else
        break;
    }

  if (start < 0 || end - start < width - 1)
    return FALSE;

  *x = start;
  *y = 0;
  for (int i = start; i < COLUMNS; i++)
    *y = MAX (*y, area->filled[i]);

  return TRUE;
}

static void
place_panel (RowArea *area, JsonObject *panel, int width, int height)
{
  JsonObject *grid = json_object_new ();
  int x = 0, y = 0;

  if (!find_place (area, width, &x, &y))
    {
      area->y += area->height;
      memset (area->filled, 0, sizeof area->filled);
      find_place (area, width, &x, &y);
    }

  json_object_set_int_member (grid, "x", x);
  json_object_set_int_member (grid, "y", area->y + y);
  json_object_set_int_member (grid, "w", width);
  json_object_set_int_member (grid, "h", height);
  json_object_set_object_member (panel, "gridPos", grid);

  for (int i = x; i < x + width && i < COLUMNS; i++)
    area->filled[i] = MAX (area->filled[i], y + height);
}

static void
place_spanned_panel (RowArea *area, JsonObject *panel, int row_height)
{
  double span = oriel_json_number (panel, "span", 0);
  double min_span = oriel_json_number (panel, "minSpan", 0);
  int width = (int) (floor (CLAMP (span != 0 ? span : DEFAULT_SPAN, 0.5, 12)) * COLUMNS_PER_SPAN);
  int height = row_height;

  if (min_span > 0)
    oriel_json_set_number (panel, "minSpan", MIN (COLUMNS, COLUMNS_PER_SPAN * min_span));
  if (oriel_json_has_truthy (panel, "height"))
    height = cells_for_pixels (
      read_pixels (oriel_json_member (panel, "height"), row_height * (double) CELL_PX));

  place_panel (area, panel, MAX (width, 1), height);
  json_object_remove_member (panel, "span");
}

static gboolean
needs_row_panel (JsonObject *row)
{
  return oriel_json_has_truthy (row, "collapse") || oriel_json_has_truthy (row, "showTitle") ||
         oriel_json_has_truthy (row, "repeat");
}

/* Rows are shown once one of them has something to show. */
static gboolean
shows_rows (JsonArray *rows)
{
  for (guint i = 0; i < oriel_json_array_length (rows); i++)
    if (needs_row_panel (oriel_json_array_object (rows, i)))
      return TRUE;

  return FALSE;
}

static JsonObject *
new_row_panel (JsonObject *row, gint64 id, gint64 y, int height)
{
  JsonObject *panel = json_object_new ();
  JsonObject *grid = json_object_new ();
  g_autofree char *title = oriel_json_dup_scalar (oriel_json_member (row, "title"));

  json_object_set_int_member (grid, "x", 0);
  json_object_set_int_member (grid, "y", y);
  json_object_set_int_member (grid, "w", COLUMNS);
  json_object_set_int_member (grid, "h", height);

  json_object_set_int_member (panel, "id", id);
  json_object_set_string_member (panel, "type", "row");
  json_object_set_string_member (panel, "title", title != NULL ? title : "");
  json_object_set_string_member (panel, "repeat", oriel_json_string (row, "repeat", ""));
  json_object_set_array_member (panel, "panels", json_array_new ());
  json_object_set_object_member (panel, "gridPos", grid);
  if (json_object_has_member (row, "collapse"))
    json_object_set_boolean_member (panel, "collapsed", oriel_json_has_truthy (row, "collapse"));

  return panel;
}

static gint64
largest_id (JsonArray *panels, gint64 largest)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    largest = MAX (largest, oriel_json_int (oriel_json_array_object (panels, i), "id", 0));

  return largest;
}

static gint64
next_id (const OrielMigration *migration, JsonArray *rows)
{
  gint64 largest = largest_id (oriel_json_array (migration->root, "panels"), 0);

  for (guint i = 0; i < oriel_json_array_length (rows); i++)
    largest = largest_id (oriel_json_array (oriel_json_array_object (rows, i), "panels"), largest);

  return CLAMP (largest, 0, G_MAXINT - 1) + 1;
}

/* Moves a row's panels to `panels`, or into the row when it is folded; returns where the
 * next row begins. */
static gint64
place_row (JsonObject *row, JsonObject *row_panel, JsonArray *panels, gint64 y)
{
  JsonArray *own = oriel_json_array (row, "panels");
  gboolean folded = row_panel != NULL && oriel_json_has_truthy (row, "collapse");
  JsonArray *target = folded ? oriel_json_array (row_panel, "panels") : panels;
  RowArea area = {
    .y = y,
    .height =
      cells_for_pixels (read_pixels (oriel_json_member (row, "height"), DEFAULT_ROW_HEIGHT_PX)),
  };

  for (guint i = 0; i < oriel_json_array_length (own); i++)
    {
      JsonObject *panel = oriel_json_array_object (own, i);

      if (panel == NULL)
        continue;

      place_spanned_panel (&area, panel, area.height);
      json_array_add_object_element (target, json_object_ref (panel));
    }

  return folded ? area.y : area.y + area.height;
}

void
oriel_migrate_16_grid (const OrielMigration *migration)
{
  JsonArray *rows = oriel_json_array (migration->root, "rows");
  gint64 id = next_id (migration, rows);
  gboolean with_rows = shows_rows (rows);
  JsonArray *panels;
  gint64 y = 0;

  if (rows == NULL)
    return;

  panels = oriel_json_ensure_array (migration->root, "panels");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = oriel_json_array_object (rows, i);
      JsonObject *row_panel = NULL;
      int height =
        cells_for_pixels (read_pixels (oriel_json_member (row, "height"), DEFAULT_ROW_HEIGHT_PX));

      if (row == NULL || oriel_json_has_truthy (row, "repeatIteration"))
        continue;
      if (with_rows)
        row_panel = new_row_panel (row, id++, y++, height);

      y = place_row (row, row_panel, panels, y);
      if (row_panel != NULL)
        json_array_add_object_element (panels, row_panel);
    }

  json_object_remove_member (migration->root, "rows");
}

void
oriel_migrate_17_max_per_row (const OrielMigration *migration, JsonObject *panel)
{
  static const int factors[] = { 1, 2, 3, 4, 6, 8, 12, 24 };
  double min_span = oriel_json_number (panel, "minSpan", 0);
  double most = min_span > 0 ? COLUMNS / min_span : INFINITY;

  json_object_remove_member (panel, "minSpan");
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (factors[i] > most)
      {
        json_object_set_int_member (panel, "maxPerRow", factors[i > 0 ? i - 1 : 0]);
        return;
      }
}
