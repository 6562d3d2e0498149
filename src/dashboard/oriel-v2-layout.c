/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The layout of schema v2 → the tree of panels.
 *
 * Rows and tabs are panels that hold others, as the rows of classic dashboards are. Elements are
 * read where the layout refers to them: one that stands nowhere is not shown, one that stands
 * twice is read twice. Ids are unique afterwards, for they are what panels are called by. */

#include "config.h"

#include "dashboard/oriel-v2-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-condition.h"
#include "dashboard/oriel-json-tree.h"

#define COLUMNS 24
#define MAX_GRID_Y 1000000
#define MAX_GRID_HEIGHT 1000
#define GRID_STEP_PX 38

#define DEFAULT_MAX_COLUMNS 3
#define MAX_SIDE_PX 10000

/* What elements that stand more than once may add to the work of reading the file. */
#define MAX_REPEATED_ELEMENTS 200

/* Above this ids are not counted on from. */
#define MAX_ID 1000000000

typedef struct
{
  OrielDashboard *dashboard;
  GHashTable *elements; /* name → JsonObject of a classic panel, borrowed */
  GHashTable *read;     /* names that stand already */
  GHashTable *ids;      /* GINT, in use */
  int next_id;
  guint panels_left;
  guint repeated_left;
} Reader;

/* Where children go. */
typedef struct
{
  OrielPanel *parent; /* nullable: the dashboard */
  GPtrArray *panels;
  OrielArrangement *arrangement;
} Place;

typedef struct
{
  const char *mode;
  double px;
} NamedSize;

static const NamedSize column_sizes[] = { { "narrow", 192 }, { "standard", 448 }, { "wide", 768 } };
static const NamedSize row_sizes[] = { { "short", 168 }, { "standard", 320 }, { "tall", 512 } };

#define STANDARD_SIZE 1

static void read_layout (Reader *reader, JsonObject *layout, Place place);

static gboolean
is_kind (JsonObject *object, const char *kind)
{
  return strcmp (oriel_json_string (object, "kind", ""), kind) == 0;
}

/* The id that was asked for, or when another has it a free one. */
static int
take_id (Reader *reader, int wanted)
{
  while (wanted <= 0 || g_hash_table_contains (reader->ids, GINT_TO_POINTER (wanted)))
    wanted = reader->next_id++;

  g_hash_table_add (reader->ids, GINT_TO_POINTER (wanted));
  return wanted;
}

static void
read_repeat (OrielPanel *panel, JsonObject *repeat)
{
  const char *variable = oriel_json_string (repeat, "value", "");
  const char *direction = oriel_json_string (repeat, "direction", "");

  panel->repeat = *variable != '\0' ? g_strdup (variable) : NULL;
  panel->repeat_vertical = strcmp (direction, "v") == 0;
  panel->repeat_within = *direction == '\0';
  panel->max_per_row = (int) CLAMP (oriel_json_int (repeat, "maxPerRow", 4), 1, COLUMNS);
}

/* The first line of a grid: Grafana itself writes some that begin above 0, for classic panels that
 * stood beside the header of their row. */
static gint64
first_line (JsonArray *items)
{
  gint64 first = 0;

  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      JsonObject *spec = oriel_v2_spec (oriel_json_array_object (items, i));

      first = MIN (first, oriel_json_int (spec, "y", 0));
    }

  return MAX (first, -MAX_GRID_Y);
}

/* The place of an item in a grid that begins with line `top`. */
static OrielGridPos
read_grid (JsonObject *spec, gint64 top)
{
  gint64 y = CLAMP (oriel_json_int (spec, "y", 0), -MAX_GRID_Y, MAX_GRID_Y);
  int width = (int) CLAMP (oriel_json_int (spec, "width", 12), 1, COLUMNS);

  return (OrielGridPos){
    .x = (int) CLAMP (oriel_json_int (spec, "x", 0), 0, COLUMNS - width),
    .y = (int) CLAMP (y - top, 0, MAX_GRID_Y),
    .width = width,
    .height = (int) CLAMP (oriel_json_int (spec, "height", 8), 1, MAX_GRID_HEIGHT),
  };
}

/* The element's panel, once for each place that refers to it. NULL when there is none. */
static OrielPanel *
read_element (Reader *reader, JsonObject *reference)
{
  const char *name = oriel_json_string (reference, "name", NULL);
  JsonObject *json = name != NULL ? g_hash_table_lookup (reader->elements, name) : NULL;
  OrielPanel *panel;

  if (json == NULL || reader->panels_left == 0)
    return NULL;
  if (!g_hash_table_add (reader->read, (gpointer) name))
    {
      if (reader->repeated_left == 0)
        return NULL;
      reader->repeated_left--;
    }

  reader->panels_left--;
  panel = oriel_panel_read (reader->dashboard, json);
  panel->id = take_id (reader, panel->id);
  return panel;
}

/* Reads the panel of an item and adds it; NULL when there is none. Borrowed. */
static OrielPanel *
add_item (Reader *reader, JsonObject *item, Place place)
{
  JsonObject *spec = oriel_v2_spec (item);
  OrielPanel *panel = read_element (reader, oriel_json_object (spec, "element"));

  if (panel == NULL)
    return NULL;

  g_clear_pointer (&panel->repeat, g_free);
  read_repeat (panel, oriel_json_object (spec, "repeat"));
  panel->condition = oriel_condition_read (oriel_json_object (spec, "conditionalRendering"));
  panel->parent = place.parent;
  g_ptr_array_add (place.panels, panel);
  return panel;
}

/* A row or tab that holds nothing yet. NULL when there are too many already. */
static OrielPanel *
add_section (Reader *reader, JsonObject *section, const char *type, Place place)
{
  JsonObject *spec = oriel_v2_spec (section);
  OrielPanel *panel;

  if (section == NULL || reader->panels_left == 0)
    return NULL;

  reader->panels_left--;
  panel = oriel_panel_new (section);
  panel->id = take_id (reader, 0);
  panel->type = g_strdup (type);
  panel->title = oriel_json_dup_scalar (oriel_json_member (spec, "title"));
  if (panel->title == NULL)
    panel->title = g_strdup ("");
  panel->options = json_object_new ();
  panel->field_config = json_object_new ();
  panel->grid = (OrielGridPos){ .width = COLUMNS, .height = 1 };
  read_repeat (panel, oriel_json_object (spec, "repeat"));
  panel->condition = oriel_condition_read (oriel_json_object (spec, "conditionalRendering"));
  panel->parent = place.parent;
  g_ptr_array_add (place.panels, panel);
  return panel;
}

/* A section's variables get names of their own: another section may have some of the same name. */
static void
read_section_variables (Reader *reader, OrielPanel *section, JsonArray *list)
{
  GPtrArray *variables = reader->dashboard->variables;

  for (guint i = 0; i < oriel_json_array_length (list) && variables->len < ORIEL_MAX_ITEMS; i++)
    {
      JsonObject *json = oriel_json_array_object (list, i);
      g_autoptr (JsonObject) entry = json != NULL ? oriel_v2_variable (json) : NULL;
      OrielVariable *variable;

      if (entry == NULL)
        continue;

      variable = oriel_variable_read (entry);
      variable->section = section;
      variable->local_name = variable->name;
      variable->name = g_strdup_printf ("%s@%d", variable->local_name, section->id);
      if (variable->label == NULL)
        variable->label = g_strdup (variable->local_name);
      g_ptr_array_add (variables, variable);
    }
}

static Place
place_in (OrielPanel *section)
{
  return (Place){ section, section->children, &section->arrangement };
}

/* Old files have classic rows in the grid. */
static void
read_grid_row (Reader *reader, JsonObject *item, Place place)
{
  JsonObject *spec = oriel_v2_spec (item);
  JsonArray *elements = oriel_json_array (spec, "elements");
  gint64 top = first_line (elements);
  OrielPanel *row = add_section (reader, item, "row", place);

  if (row == NULL)
    return;

  row->is_row = TRUE;
  row->collapsed = oriel_json_boolean (spec, "collapsed", FALSE);
  row->grid.y = (int) CLAMP (oriel_json_int (spec, "y", 0), 0, MAX_GRID_Y);
  for (guint i = 0; i < oriel_json_array_length (elements); i++)
    {
      JsonObject *element = oriel_json_array_object (elements, i);
      OrielPanel *panel = add_item (reader, element, place_in (row));

      if (panel != NULL)
        panel->grid = read_grid (oriel_v2_spec (element), top);
    }
  g_ptr_array_sort (row->children, oriel_panel_compare_place);
}

static void
read_grid_layout (Reader *reader, JsonObject *spec, Place place)
{
  JsonArray *items = oriel_json_array (spec, "items");
  gint64 top = first_line (items);

  place.arrangement->kind = ORIEL_ARRANGE_GRID;
  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      JsonObject *item = oriel_json_array_object (items, i);
      OrielPanel *panel;

      if (is_kind (item, "GridLayoutRow"))
        {
          read_grid_row (reader, item, place);
          continue;
        }
      panel = add_item (reader, item, place);
      if (panel != NULL)
        panel->grid = read_grid (oriel_v2_spec (item), top);
    }
  g_ptr_array_sort (place.panels, oriel_panel_compare_place);
}

/* A size by its name, or in px when the name is "custom". */
static double
read_size (JsonObject *spec,
           const char *mode_member,
           const char *px_member,
           const NamedSize *sizes,
           guint n)
{
  const char *mode = oriel_json_string (spec, mode_member, "standard");

  if (strcmp (mode, "custom") == 0)
    return CLAMP (oriel_json_number (spec, px_member, sizes[STANDARD_SIZE].px), 1, MAX_SIDE_PX);

  for (guint i = 0; i < n; i++)
    if (strcmp (sizes[i].mode, mode) == 0)
      return sizes[i].px;

  return sizes[STANDARD_SIZE].px;
}

/* What a panel's place would be on a page as wide as it needs: for readers of the model. */
static OrielGridPos
auto_grid_pos (const OrielArrangement *arrangement, guint index)
{
  int n = MIN (arrangement->max_columns, COLUMNS);
  int width = COLUMNS / n;
  int height = MAX ((int) (arrangement->row_px + GRID_STEP_PX - 1) / GRID_STEP_PX, 1);

  return (OrielGridPos){ (int) index % n * width, (int) index / n * height, width, height };
}

static void
read_auto_grid (Reader *reader, JsonObject *spec, Place place)
{
  JsonArray *items = oriel_json_array (spec, "items");

  *place.arrangement = (OrielArrangement){
    .kind = ORIEL_ARRANGE_AUTO,
    .max_columns =
      (int) CLAMP (oriel_json_int (spec, "maxColumnCount", DEFAULT_MAX_COLUMNS), 1, 100),
    .column_px =
      read_size (spec, "columnWidthMode", "columnWidth", column_sizes, G_N_ELEMENTS (column_sizes)),
    .row_px = read_size (spec, "rowHeightMode", "rowHeight", row_sizes, G_N_ELEMENTS (row_sizes)),
    .fill_screen = oriel_json_boolean (spec, "fillScreen", FALSE),
  };

  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      OrielPanel *panel = add_item (reader, oriel_json_array_object (items, i), place);

      if (panel != NULL)
        panel->grid = auto_grid_pos (place.arrangement, place.panels->len - 1);
    }
}

static void
read_section (Reader *reader, JsonObject *section, gboolean is_tab, Place place)
{
  JsonObject *spec = oriel_v2_spec (section);
  OrielPanel *panel = add_section (reader, section, is_tab ? "tab" : "row", place);

  if (panel == NULL)
    return;

  panel->is_tab = is_tab;
  panel->is_row = !is_tab;
  panel->collapsed = !is_tab && (oriel_json_boolean (spec, "collapse", FALSE) ||
                                 oriel_json_boolean (spec, "collapsed", FALSE));
  panel->hide_header = !is_tab && oriel_json_boolean (spec, "hideHeader", FALSE);
  read_section_variables (reader, panel, oriel_json_array (spec, "variables"));
  read_layout (reader, oriel_json_object (spec, "layout"), place_in (panel));
}

static void
read_sections (Reader *reader, JsonArray *sections, gboolean are_tabs, Place place)
{
  place.arrangement->kind = are_tabs ? ORIEL_ARRANGE_TABS : ORIEL_ARRANGE_ROWS;
  for (guint i = 0; i < oriel_json_array_length (sections); i++)
    read_section (reader, oriel_json_array_object (sections, i), are_tabs, place);
}

/* The depth is that of the JSON, which has a limit. */
static void
read_layout (Reader *reader, JsonObject *layout, Place place)
{
  JsonObject *spec = oriel_v2_spec (layout);
  g_autofree char *kind = NULL;

  if (is_kind (layout, "RowsLayout"))
    read_sections (reader, oriel_json_array (spec, "rows"), FALSE, place);
  else if (is_kind (layout, "TabsLayout"))
    read_sections (reader, oriel_json_array (spec, "tabs"), TRUE, place);
  else if (is_kind (layout, "AutoGridLayout") || is_kind (layout, "ResponsiveGridLayout"))
    read_auto_grid (reader, spec, place);
  else if (is_kind (layout, "GridLayout"))
    read_grid_layout (reader, spec, place);
  else if (layout != NULL)
    {
      kind = oriel_short_text (oriel_json_string (layout, "kind", ""));
      oriel_dashboard_add_issue (reader->dashboard, "layout-kind", -1, NULL,
                                 _ ("Layouts of kind “%s” are not known."), kind);
    }
}

/* The first id that no element has, so that rows and tabs keep theirs from one time to the next. */
static int
first_free_id (GHashTable *elements)
{
  GHashTableIter iter;
  gpointer json;
  gint64 largest = 0;

  g_hash_table_iter_init (&iter, elements);
  while (g_hash_table_iter_next (&iter, NULL, &json))
    largest = MAX (largest, oriel_json_int (json, "id", 0));

  return (int) MIN (largest, MAX_ID) + 1;
}

void
oriel_v2_read_layout (OrielDashboard *dashboard, JsonObject *layout, GHashTable *elements)
{
  g_autoptr (GHashTable) read = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  Reader reader = {
    .dashboard = dashboard,
    .elements = elements,
    .read = read,
    .ids = ids,
    .next_id = first_free_id (elements),
    .panels_left = ORIEL_DASHBOARD_MAX_PANELS,
    .repeated_left = MAX_REPEATED_ELEMENTS,
  };

  read_layout (&reader, layout, (Place){ NULL, dashboard->panels, &dashboard->arrangement });
  if (reader.panels_left == 0)
    oriel_dashboard_add_issue (dashboard, "too-many-panels", -1, NULL,
                               _ ("Only the first %d panels are read."),
                               ORIEL_DASHBOARD_MAX_PANELS);
}
