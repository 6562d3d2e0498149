/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The grid of a classic dashboard as a layout of schema v2: one grid, or rows with a grid each.
 *
 * Panels above the first row stand in a row without a header. Within a row, heights count from
 * below its header. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-json-tree.h"

typedef struct
{
  JsonObject *elements; /* borrowed: what is made of the panels */
  OrielSchema schema;
  JsonArray *items; /* borrowed: of the grid at hand */
  gint64 top;       /* where its first line is */
} Layout;

static void
set_repeat (JsonObject *spec, JsonObject *from, gboolean with_direction)
{
  const char *variable = oriel_json_string (from, "repeat", "");
  JsonObject *repeat;

  if (*variable == '\0')
    return;

  repeat = json_object_new ();
  json_object_set_string_member (repeat, "mode", "variable");
  json_object_set_string_member (repeat, "value", variable);
  if (with_direction)
    {
      oriel_convert_set_text (repeat, "direction", oriel_json_string (from, "repeatDirection", ""));
      oriel_convert_number (repeat, "maxPerRow", from, "maxPerRow");
    }
  json_object_set_object_member (spec, "repeat", repeat);
}

static void
add_panel (Layout *layout, JsonObject *panel)
{
  JsonObject *grid = oriel_json_object (panel, "gridPos");
  JsonObject *spec = json_object_new ();
  JsonObject *element = json_object_new ();
  g_autofree char *name =
    g_strdup_printf ("panel-%" G_GINT64_FORMAT, oriel_json_int (panel, "id", 0));

  json_object_set_object_member (layout->elements, name,
                                 oriel_convert_panel_to_v2 (panel, layout->schema));
  json_object_set_string_member (element, "kind", "ElementReference");
  json_object_set_string_member (element, "name", name);
  json_object_set_int_member (spec, "x", oriel_json_int (grid, "x", 0));
  json_object_set_int_member (spec, "y", oriel_json_int (grid, "y", layout->top) - layout->top);
  json_object_set_int_member (spec, "width", oriel_json_int (grid, "w", 6));
  json_object_set_int_member (spec, "height", oriel_json_int (grid, "h", 3));
  json_object_set_object_member (spec, "element", element);
  set_repeat (spec, panel, TRUE);
  json_array_add_object_element (layout->items, oriel_convert_kind ("GridLayoutItem", spec));
}

/* A grid without items yet, which are added to it from then on. */
static JsonObject *
new_grid (Layout *layout, gint64 top)
{
  JsonObject *spec = json_object_new ();

  layout->items = json_array_new ();
  layout->top = top;
  json_object_set_array_member (spec, "items", layout->items);
  return oriel_convert_kind ("GridLayout", spec);
}

static void
add_row (Layout *layout, JsonArray *rows, JsonObject *row)
{
  JsonObject *spec = json_object_new ();
  JsonObject *grid = oriel_json_object (row, "gridPos");
  JsonArray *panels = oriel_json_array (row, "panels");

  oriel_convert_text (spec, "title", row, "title", "");
  oriel_convert_flag (spec, "collapse", row, "collapsed", FALSE);
  if (row == NULL)
    json_object_set_boolean_member (spec, "hideHeader", TRUE);
  set_repeat (spec, row, FALSE);
  json_object_set_object_member (
    spec, "layout", new_grid (layout, row != NULL ? oriel_json_int (grid, "y", 0) + 1 : 0));
  json_array_add_object_element (rows, oriel_convert_kind ("RowsLayoutRow", spec));

  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    if (oriel_json_array_object (panels, i) != NULL)
      add_panel (layout, oriel_json_array_object (panels, i));
}

static gboolean
is_row (JsonObject *panel)
{
  return strcmp (oriel_json_string (panel, "type", ""), "row") == 0;
}

static gboolean
has_rows (JsonArray *panels)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    if (is_row (oriel_json_array_object (panels, i)))
      return TRUE;

  return FALSE;
}

static JsonObject *
convert_rows (Layout *layout, JsonArray *panels)
{
  JsonObject *spec = json_object_new ();
  JsonArray *rows = json_array_new ();

  json_object_set_array_member (spec, "rows", rows);
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (panel == NULL)
        continue;
      if (is_row (panel))
        {
          add_row (layout, rows, panel);
          continue;
        }
      if (layout->items == NULL)
        add_row (layout, rows, NULL);
      add_panel (layout, panel);
    }

  return oriel_convert_kind ("RowsLayout", spec);
}

JsonObject *
oriel_convert_layout (JsonArray *panels, JsonObject *elements, OrielSchema schema)
{
  Layout layout = { .elements = elements, .schema = schema };
  JsonObject *grid;

  if (has_rows (panels))
    return convert_rows (&layout, panels);

  grid = new_grid (&layout, 0);
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    if (oriel_json_array_object (panels, i) != NULL)
      add_panel (&layout, oriel_json_array_object (panels, i));
  return grid;
}
