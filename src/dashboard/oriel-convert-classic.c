/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A spec of schema v2 as a classic dashboard. See oriel-convert.h.
 *
 * Classic dashboards know one level of rows, which stand in the list of panels: of rows and tabs
 * within each other each becomes a row, in reading order. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-classic.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-dashboard-migrate.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-v2-private.h"

#define COLUMNS 24
#define GRID_STEP_PX 38 /* a line of the grid and the gap below it */
#define USUAL_COLUMNS 3
#define MAX_PX 100000
#define MAX_REPEATED_ELEMENTS 100

typedef struct
{
  JsonObject *elements; /* nullable */
  gint64 next_id;       /* for rows */
  guint left;           /* panels that may still be made */
  GHashTable *used;     /* names of elements that stand somewhere */
  guint repeated_left;  /* elements that may stand somewhere again */
} Layout;

static gint64 convert_layout (Layout *layout, JsonObject *from, JsonArray *panels, gint64 y);

static gboolean
is_kind (JsonObject *object, const char *kind)
{
  return strcmp (oriel_json_string (object, "kind", ""), kind) == 0;
}

static JsonObject *
grid_pos (gint64 x, gint64 y, gint64 width, gint64 height)
{
  JsonObject *grid = json_object_new ();

  json_object_set_int_member (grid, "h", height);
  json_object_set_int_member (grid, "w", width);
  json_object_set_int_member (grid, "x", x);
  json_object_set_int_member (grid, "y", y);
  return grid;
}

static void
set_repeat (JsonObject *panel, JsonObject *repeat)
{
  oriel_convert_set_text (panel, "repeat", oriel_json_string (repeat, "value", ""));
  oriel_convert_set_text (panel, "repeatDirection", oriel_json_string (repeat, "direction", ""));
  oriel_convert_number (panel, "maxPerRow", repeat, "maxPerRow");
}

/* Of a large element, no file makes many large panels. */
static gboolean
may_use (Layout *layout, const char *name)
{
  if (layout->left == 0)
    return FALSE;

  layout->left--;
  if (g_hash_table_add (layout->used, (gpointer) name))
    return TRUE;
  if (layout->repeated_left == 0)
    return FALSE;

  layout->repeated_left--;
  return TRUE;
}

/* The panel that an item refers to, added to `panels`; NULL when there is none. Borrowed. */
static JsonObject *
add_panel (Layout *layout, JsonObject *item, JsonArray *panels, JsonObject *grid)
{
  JsonObject *spec = oriel_v2_spec (item);
  const char *name = oriel_json_string (oriel_json_object (spec, "element"), "name", "");
  JsonObject *element = oriel_json_object (layout->elements, name);
  JsonObject *panel;

  if (element == NULL || !may_use (layout, name))
    {
      json_object_unref (grid);
      return NULL;
    }

  panel = oriel_convert_element (element);
  json_object_set_object_member (panel, "gridPos", grid);
  set_repeat (panel, oriel_json_object (spec, "repeat"));
  json_array_add_object_element (panels, panel);
  return panel;
}

/* The first line of a grid, which may be above 0. */
static gint64
first_line (JsonArray *items)
{
  gint64 first = 0;

  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      JsonObject *spec = oriel_v2_spec (oriel_json_array_object (items, i));

      first = MIN (first, oriel_json_int (spec, "y", 0));
    }

  return MAX (first, -G_MAXINT);
}

static gint64
convert_grid (Layout *layout, JsonObject *grid, JsonArray *panels, gint64 y)
{
  JsonArray *items = oriel_json_array (oriel_v2_spec (grid), "items");
  gint64 first = first_line (items);
  gint64 bottom = y;

  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      JsonObject *item = oriel_json_array_object (items, i);
      JsonObject *spec = oriel_v2_spec (item);
      gint64 top = y - first + CLAMP (oriel_json_int (spec, "y", 0), first, G_MAXINT);
      gint64 height = CLAMP (oriel_json_int (spec, "height", 0), 0, G_MAXINT);

      if (add_panel (layout, item, panels,
                     grid_pos (oriel_json_int (spec, "x", 0), top,
                               oriel_json_int (spec, "width", 0), height)) != NULL)
        bottom = MAX (bottom, top + height);
    }

  return bottom;
}

/* The height of an auto grid's lines in lines of the grid. */
static gint64
auto_height (JsonObject *spec)
{
  static const struct
  {
    const char *mode;
    double px;
  } sizes[] = { { "short", 168 }, { "tall", 512 } };
  const char *mode = oriel_json_string (spec, "rowHeightMode", "standard");
  double px = 320;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (strcmp (sizes[i].mode, mode) == 0)
      px = sizes[i].px;
  if (strcmp (mode, "custom") == 0)
    px = CLAMP (oriel_json_number (spec, "rowHeight", px), 1, MAX_PX);

  return (gint64) ceil (px / GRID_STEP_PX);
}

static gint64
convert_auto_grid (Layout *layout, JsonObject *grid, JsonArray *panels, gint64 y)
{
  JsonObject *spec = oriel_v2_spec (grid);
  JsonArray *items = oriel_json_array (spec, "items");
  gint64 columns = CLAMP (oriel_json_int (spec, "maxColumnCount", USUAL_COLUMNS), 1, COLUMNS);
  gint64 width = COLUMNS / columns, height = auto_height (spec);
  gint64 n = 0;

  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      JsonObject *item = oriel_json_array_object (items, i);
      JsonObject *panel =
        add_panel (layout, item, panels,
                   grid_pos (n % columns * width, y + n / columns * height, width, height));

      if (panel == NULL)
        continue;
      n++;
      if (json_object_has_member (panel, "repeat"))
        {
          json_object_set_string_member (panel, "repeatDirection", "h");
          json_object_set_int_member (panel, "maxPerRow", columns);
        }
    }

  return y + (n + columns - 1) / columns * height;
}

/* A row's header at `y`, `with_panels` if it has a list of them. Borrowed. */
static JsonObject *
add_header (Layout *layout, JsonObject *section, JsonArray *panels, gint64 y, gboolean with_panels)
{
  JsonObject *spec = oriel_v2_spec (section);
  JsonObject *row = json_object_new ();

  json_object_set_boolean_member (row, "collapsed", FALSE);
  json_object_set_object_member (row, "gridPos", grid_pos (0, y, COLUMNS, 1));
  json_object_set_int_member (row, "id", layout->next_id++);
  oriel_convert_set_text (row, "repeat",
                          oriel_json_string (oriel_json_object (spec, "repeat"), "value", ""));
  oriel_convert_text (row, "title", spec, "title", "");
  json_object_set_string_member (row, "type", "row");
  if (with_panels)
    json_object_set_array_member (row, "panels", json_array_new ());
  json_array_add_object_element (panels, row);
  return row;
}

static gboolean
holds_sections (JsonObject *layout)
{
  return is_kind (layout, "RowsLayout") || is_kind (layout, "TabsLayout");
}

static gint64
convert_row (Layout *layout, JsonObject *row, JsonArray *panels, gint64 y)
{
  JsonObject *spec = oriel_v2_spec (row);
  JsonObject *inner = oriel_json_object (spec, "layout");
  gboolean collapsed = oriel_json_boolean (spec, "collapse", FALSE);
  JsonObject *header;

  if (oriel_json_boolean (spec, "hideHeader", FALSE))
    return convert_layout (layout, inner, panels, y);
  if (holds_sections (inner))
    {
      add_header (layout, row, panels, y, TRUE);
      return convert_layout (layout, inner, panels, y + 1);
    }

  header = add_header (layout, row, panels, y, collapsed);
  if (!collapsed)
    return convert_layout (layout, inner, panels, y);

  json_object_set_boolean_member (header, "collapsed", TRUE);
  convert_layout (layout, inner, oriel_json_array (header, "panels"), y + 1);
  return y + 1;
}

static gint64
convert_sections (Layout *layout,
                  JsonArray *sections,
                  gboolean are_tabs,
                  JsonArray *panels,
                  gint64 y)
{
  for (guint i = 0; i < oriel_json_array_length (sections); i++)
    {
      JsonObject *section = oriel_json_array_object (sections, i);

      if (section == NULL || layout->left == 0)
        continue;
      layout->left--;
      if (!are_tabs)
        {
          y = convert_row (layout, section, panels, y);
          continue;
        }
      add_header (layout, section, panels, y, TRUE);
      y = convert_layout (layout, oriel_json_object (oriel_v2_spec (section), "layout"), panels,
                          y + 1);
    }

  return y;
}

/* Adds what `from` holds to `panels`, from line `y` on; returns the line below it. The depth is
 * that of the JSON, which has a limit. */
static gint64
convert_layout (Layout *layout, JsonObject *from, JsonArray *panels, gint64 y)
{
  JsonObject *spec = oriel_v2_spec (from);

  if (is_kind (from, "RowsLayout"))
    return convert_sections (layout, oriel_json_array (spec, "rows"), FALSE, panels, y);
  if (is_kind (from, "TabsLayout"))
    return convert_sections (layout, oriel_json_array (spec, "tabs"), TRUE, panels, y);
  if (is_kind (from, "AutoGridLayout"))
    return convert_auto_grid (layout, from, panels, y);

  return convert_grid (layout, from, panels, y);
}

static gint64
largest_id (JsonObject *elements)
{
  gint64 largest = 0;
  JsonObjectIter iter;
  JsonNode *node;

  if (elements == NULL)
    return 0;

  json_object_iter_init (&iter, elements);
  while (json_object_iter_next (&iter, NULL, &node))
    largest =
      MAX (largest, oriel_json_int (oriel_v2_spec (oriel_json_node_object (node)), "id", 0));

  return MIN (largest, G_MAXINT / 2);
}

static JsonArray *
convert_panels (JsonObject *spec)
{
  JsonObject *elements = oriel_json_object (spec, "elements");
  JsonArray *panels = json_array_new ();
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  Layout layout = { .elements = elements,
                    .next_id = largest_id (elements) + 1,
                    .left = ORIEL_DASHBOARD_MAX_PANELS,
                    .used = used,
                    .repeated_left = MAX_REPEATED_ELEMENTS };

  convert_layout (&layout, oriel_json_object (spec, "layout"), panels, 0);
  return panels;
}

/* Adds entries for variables; those of rows and tabs only if nobody has their name yet. */
static void
add_variables (JsonArray *entries, GHashTable *names, JsonArray *variables, gboolean of_section)
{
  for (guint i = 0; i < oriel_json_array_length (variables); i++)
    {
      JsonObject *variable = oriel_json_array_object (variables, i);
      const char *name = oriel_json_string (oriel_v2_spec (variable), "name", "");

      if (variable != NULL && (g_hash_table_add (names, (gpointer) name) || !of_section))
        json_array_add_object_element (entries, oriel_convert_variable_entry (variable));
    }
}

/* Variables of rows and tabs become the dashboard's, for their panels ask for them. The depth is
 * that of the JSON, which has a limit. */
static void
add_section_variables (JsonArray *entries, GHashTable *names, JsonObject *layout)
{
  static const char *const lists[] = { "rows", "tabs" };
  JsonObject *spec = oriel_v2_spec (layout);

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    {
      JsonArray *sections = oriel_json_array (spec, lists[k]);

      for (guint i = 0; i < oriel_json_array_length (sections); i++)
        {
          JsonObject *section = oriel_v2_spec (oriel_json_array_object (sections, i));

          add_variables (entries, names, oriel_json_array (section, "variables"), TRUE);
          add_section_variables (entries, names, oriel_json_object (section, "layout"));
        }
    }
}

static void
set_variables (JsonObject *classic, JsonObject *spec)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) entries = json_array_new ();
  JsonObject *templating;

  add_variables (entries, names, oriel_json_array (spec, "variables"), FALSE);
  add_section_variables (entries, names, oriel_json_object (spec, "layout"));
  if (json_array_get_length (entries) == 0)
    return;

  templating = json_object_new ();
  json_object_set_array_member (templating, "list", g_steal_pointer (&entries));
  json_object_set_object_member (classic, "templating", templating);
}

static JsonObject *
convert_annotations (JsonArray *stored)
{
  JsonObject *holder = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    if (oriel_json_array_object (stored, i) != NULL)
      json_array_add_object_element (
        list, oriel_convert_annotation_entry (oriel_json_array_object (stored, i)));

  json_object_set_array_member (holder, "list", list);
  return holder;
}

static void
set_time (JsonObject *classic, JsonObject *settings)
{
  JsonObject *time = json_object_new ();
  JsonObject *picker = json_object_new ();

  oriel_convert_text (time, "from", settings, "from", "now-6h");
  oriel_convert_text (time, "to", settings, "to", "now");
  json_object_set_object_member (classic, "time", time);

  if (oriel_json_boolean (settings, "hideTimepicker", FALSE))
    json_object_set_boolean_member (picker, "hidden", TRUE);
  oriel_convert_set_text (picker, "nowDelay", oriel_json_string (settings, "nowDelay", ""));
  oriel_json_set_copy (picker, "quick_ranges", oriel_json_member (settings, "quickRanges"));
  oriel_json_set_copy (picker, "refresh_intervals",
                       oriel_json_member (settings, "autoRefreshIntervals"));
  json_object_set_object_member (classic, "timepicker", picker);
  oriel_convert_text (classic, "timezone", settings, "timezone", "");
  oriel_convert_set_text (classic, "weekStart", oriel_json_string (settings, "weekStart", ""));
}

static void
set_if_not_empty (JsonObject *to, const char *name, JsonObject *from)
{
  if (oriel_json_array_length (oriel_json_array (from, name)) > 0)
    oriel_json_set_copy (to, name, oriel_json_member (from, name));
}

JsonObject *
oriel_convert_to_classic (JsonObject *spec)
{
  JsonObject *settings = oriel_json_object (spec, "timeSettings");
  JsonObject *classic = json_object_new ();

  json_object_set_object_member (classic, "annotations",
                                 convert_annotations (oriel_json_array (spec, "annotations")));
  oriel_convert_text (classic, "description", spec, "description", NULL);
  oriel_convert_flag (classic, "editable", spec, "editable", TRUE);
  json_object_set_int_member (classic, "fiscalYearStartMonth",
                              oriel_json_int (settings, "fiscalYearStartMonth", 0));
  json_object_set_int_member (classic, "graphTooltip",
                              oriel_convert_number_of (oriel_convert_cursor_names,
                                                       oriel_json_string (spec, "cursorSync", "")));
  set_if_not_empty (classic, "links", spec);
  oriel_convert_flag (classic, "liveNow", spec, "liveNow", FALSE);
  json_object_set_array_member (classic, "panels", convert_panels (spec));
  oriel_convert_flag (classic, "preload", spec, "preload", FALSE);
  oriel_convert_text (classic, "refresh", settings, "autoRefresh", "");
  oriel_convert_number (classic, "revision", spec, "revision");
  json_object_set_int_member (classic, "schemaVersion", ORIEL_SCHEMA_VERSION);
  set_if_not_empty (classic, "tags", spec);
  set_variables (classic, spec);
  set_time (classic, settings);
  oriel_convert_text (classic, "title", spec, "title", "");
  return classic;
}
