/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Editing panels where they are stored: in the list of a classic dashboard and in its rows, or as
 * elements of schema v2 with their places in the layout. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-draft-private.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-v2-private.h"

/* What is done with each panel or item; returns whether it is to be taken out. */
typedef gboolean (*VisitFunc) (JsonObject *object, gpointer user_data);

static gboolean
visit_array (JsonArray *array, VisitFunc visit, gpointer user_data)
{
  gboolean removed = FALSE;

  for (guint i = oriel_json_array_length (array); i-- > 0;)
    {
      JsonObject *object = oriel_json_array_object (array, i);

      if (object == NULL || !visit (object, user_data))
        continue;
      json_array_remove_element (array, i);
      removed = TRUE;
    }

  return removed;
}

/* All lists of panels that a classic dashboard has. */
static GPtrArray *
list_panel_arrays (JsonObject *dashboard)
{
  static const char *const members[] = { "panels", "rows" };
  GPtrArray *arrays = g_ptr_array_new ();

  for (guint k = 0; k < G_N_ELEMENTS (members); k++)
    {
      JsonArray *array = oriel_json_array (dashboard, members[k]);

      if (array == NULL)
        continue;
      if (k == 0)
        g_ptr_array_add (arrays, array);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonArray *inner = oriel_json_array (oriel_json_array_object (array, i), "panels");

          if (inner != NULL)
            g_ptr_array_add (arrays, inner);
        }
    }

  return arrays;
}

/* All lists of items that a layout has. The depth is that of the JSON, which has a limit. */
static void
list_item_arrays (JsonObject *layout, GPtrArray *arrays)
{
  static const char *const lists[] = { "rows", "tabs" };
  JsonObject *spec = oriel_v2_spec (layout);
  JsonArray *items = oriel_json_array (spec, "items");

  if (items != NULL)
    g_ptr_array_add (arrays, items);

  /* The old files' rows within grids. */
  for (guint i = 0; i < oriel_json_array_length (items); i++)
    {
      JsonObject *item = oriel_v2_spec (oriel_json_array_object (items, i));

      if (oriel_json_array (item, "elements") != NULL)
        g_ptr_array_add (arrays, oriel_json_array (item, "elements"));
    }
  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    {
      JsonArray *sections = oriel_json_array (spec, lists[k]);

      for (guint i = 0; i < oriel_json_array_length (sections); i++)
        list_item_arrays (
          oriel_json_object (oriel_v2_spec (oriel_json_array_object (sections, i)), "layout"),
          arrays);
    }
}

typedef struct
{
  gint64 id;
  JsonObject *found; /* borrowed */
  guint n_found;
  gint64 largest;
} Search;

static gboolean
search_panel (JsonObject *panel, gpointer user_data)
{
  Search *search = user_data;
  gint64 id = oriel_json_int (panel, "id", 0);

  search->largest = MAX (search->largest, id);
  if (json_object_has_member (panel, "id") && id == search->id)
    {
      search->found = panel;
      search->n_found++;
    }
  return FALSE;
}

static Search
search_classic (OrielDraft *self, int id)
{
  g_autoptr (GPtrArray) arrays = list_panel_arrays (self->dashboard);
  Search search = { .id = id };

  for (guint i = 0; i < arrays->len; i++)
    visit_array (g_ptr_array_index (arrays, i), search_panel, &search);

  return search;
}

/* The panel of that id. Ids that are missing or there twice are set right by migrating. */
static JsonObject *
find_panel (OrielDraft *self, int id)
{
  Search search = search_classic (self, id);

  if (search.n_found != 1)
    {
      oriel_draft_upgrade (self);
      search = search_classic (self, id);
    }

  return search.found;
}

/* The name of the element with that id; NULL when there is none. Borrowed. */
static const char *
find_element (const OrielDraft *self, int id, JsonObject **spec)
{
  JsonObject *elements = oriel_json_object (self->dashboard, "elements");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (elements == NULL)
    return NULL;

  json_object_iter_init_ordered (&iter, elements);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      *spec = oriel_v2_spec (oriel_json_node_object (node));
      if (*spec != NULL && oriel_json_int (*spec, "id", 0) == id)
        return name;
    }

  return NULL;
}

/* Where a panel has its title; NULL when there is no such panel. */
static JsonObject *
head_of (OrielDraft *self, int id)
{
  JsonObject *spec = NULL;

  if (!self->is_v2)
    return find_panel (self, id);

  return find_element (self, id, &spec) != NULL ? spec : NULL;
}

gboolean
oriel_draft_set_panel_title (OrielDraft *self, int id, const char *title)
{
  JsonObject *head = head_of (self, id);

  if (head == NULL)
    return FALSE;

  json_object_set_string_member (head, "title", title);
  return TRUE;
}

gboolean
oriel_draft_set_panel_description (OrielDraft *self, int id, const char *description)
{
  JsonObject *head = head_of (self, id);

  if (head == NULL)
    return FALSE;

  oriel_draft_set_text (head, "description", description);
  return TRUE;
}

/* Where a panel has its options, in the present schema; NULL when there is no such panel, or when
 * it is a library's. */
static JsonObject *
visualization_of (OrielDraft *self, int id)
{
  JsonObject *head;

  oriel_draft_upgrade (self);
  head = head_of (self, id);
  if (head == NULL || oriel_json_object (head, "libraryPanel") != NULL)
    return NULL;

  return self->is_v2
           ? oriel_json_ensure_object (oriel_json_ensure_object (head, "vizConfig"), "spec")
           : head;
}

gboolean
oriel_draft_set_panel_options (OrielDraft *self, int id, JsonObject *options)
{
  JsonObject *visualization = visualization_of (self, id);

  if (visualization == NULL)
    return FALSE;

  json_object_set_object_member (visualization, "options", oriel_json_tree_copy_object (options));
  return TRUE;
}

gboolean
oriel_draft_set_panel_field_config (OrielDraft *self, int id, JsonObject *field_config)
{
  JsonObject *visualization = visualization_of (self, id);

  if (visualization == NULL)
    return FALSE;

  json_object_set_object_member (visualization, "fieldConfig",
                                 oriel_json_tree_copy_object (field_config));
  return TRUE;
}

gboolean
oriel_draft_set_panel_targets (OrielDraft *self, int id, JsonArray *targets)
{
  g_autoptr (JsonObject) panel = json_object_new ();
  g_autoptr (JsonNode) given = json_node_init_array (json_node_alloc (), targets);
  JsonObject *head = visualization_of (self, id) != NULL ? head_of (self, id) : NULL;

  if (head == NULL)
    return FALSE;
  if (!self->is_v2)
    {
      oriel_json_set_copy (head, "targets", given);
      return TRUE;
    }

  oriel_json_set_copy (panel, "targets", given);
  json_object_set_array_member (
    oriel_json_ensure_object (oriel_json_ensure_object (head, "data"), "spec"), "queries",
    oriel_convert_targets_to_v2 (panel));
  return TRUE;
}

typedef struct
{
  const char *name; /* of the element */
  OrielGridPos grid;
  gboolean found;
} Placing;

static gboolean
refers_to (JsonObject *item, const char *name)
{
  JsonObject *element = oriel_json_object (oriel_v2_spec (item), "element");

  return g_strcmp0 (oriel_json_string (element, "name", NULL), name) == 0;
}

static gboolean
place_item (JsonObject *item, gpointer user_data)
{
  Placing *placing = user_data;
  JsonObject *spec = oriel_v2_spec (item);

  /* Auto grids have no places. */
  if (!refers_to (item, placing->name) ||
      strcmp (oriel_json_string (item, "kind", ""), "GridLayoutItem") != 0)
    return FALSE;

  json_object_set_int_member (spec, "x", placing->grid.x);
  json_object_set_int_member (spec, "y", placing->grid.y);
  json_object_set_int_member (spec, "width", placing->grid.width);
  json_object_set_int_member (spec, "height", placing->grid.height);
  placing->found = TRUE;
  return FALSE;
}

static gboolean
set_element_grid (OrielDraft *self, int id, OrielGridPos grid)
{
  g_autoptr (GPtrArray) arrays = g_ptr_array_new ();
  JsonObject *spec = NULL;
  Placing placing = { find_element (self, id, &spec), grid, FALSE };

  if (placing.name == NULL)
    return FALSE;

  list_item_arrays (oriel_json_object (self->dashboard, "layout"), arrays);
  for (guint i = 0; i < arrays->len; i++)
    visit_array (g_ptr_array_index (arrays, i), place_item, &placing);
  return placing.found;
}

gboolean
oriel_draft_set_panel_grid (OrielDraft *self, int id, OrielGridPos grid)
{
  JsonObject *panel, *place;

  if (self->is_v2)
    return set_element_grid (self, id, grid);

  oriel_draft_upgrade (self);
  panel = find_panel (self, id);
  if (panel == NULL)
    return FALSE;

  place = oriel_json_ensure_object (panel, "gridPos");
  json_object_set_int_member (place, "x", grid.x);
  json_object_set_int_member (place, "y", grid.y);
  json_object_set_int_member (place, "w", grid.width);
  json_object_set_int_member (place, "h", grid.height);
  return TRUE;
}

static gboolean
is_other_panel (JsonObject *panel, gpointer user_data)
{
  return panel == user_data;
}

static gboolean
is_of_element (JsonObject *item, gpointer user_data)
{
  return refers_to (item, user_data);
}

static gboolean
remove_element (OrielDraft *self, int id)
{
  g_autoptr (GPtrArray) arrays = g_ptr_array_new ();
  JsonObject *spec = NULL;
  g_autofree char *name = g_strdup (find_element (self, id, &spec));

  if (name == NULL)
    return FALSE;

  list_item_arrays (oriel_json_object (self->dashboard, "layout"), arrays);
  for (guint i = 0; i < arrays->len; i++)
    visit_array (g_ptr_array_index (arrays, i), is_of_element, name);
  oriel_json_remove (oriel_json_object (self->dashboard, "elements"), name);
  return TRUE;
}

/* What stands folded in a row takes its place in the list. */
static void
unfold_row (OrielDraft *self, JsonObject *row)
{
  JsonArray *panels = oriel_json_array (self->dashboard, "panels");
  JsonArray *inner = oriel_json_array (row, "panels");
  g_autoptr (JsonArray) list = json_array_new ();

  if (inner == NULL || panels == NULL)
    return;

  for (guint i = 0; i < json_array_get_length (panels); i++)
    {
      json_array_add_element (list, json_array_dup_element (panels, i));
      if (oriel_json_array_object (panels, i) != row)
        continue;
      for (guint k = 0; k < json_array_get_length (inner); k++)
        json_array_add_element (list, json_array_dup_element (inner, k));
    }
  json_object_set_array_member (self->dashboard, "panels", g_steal_pointer (&list));
}

gboolean
oriel_draft_remove_panel (OrielDraft *self, int id)
{
  g_autoptr (GPtrArray) arrays = NULL;
  JsonObject *panel;

  if (self->is_v2)
    return remove_element (self, id);

  panel = find_panel (self, id);
  if (panel == NULL)
    return FALSE;
  if (strcmp (oriel_json_string (panel, "type", ""), "row") == 0)
    unfold_row (self, panel);

  arrays = list_panel_arrays (self->dashboard);
  for (guint i = 0; i < arrays->len; i++)
    if (visit_array (g_ptr_array_index (arrays, i), is_other_panel, panel))
      break;
  return TRUE;
}

/* The first layout that holds panels, in reading order; NULL when there is none. */
static JsonObject *
first_grid (JsonObject *layout)
{
  static const char *const lists[] = { "rows", "tabs" };
  JsonObject *spec = oriel_v2_spec (layout);

  if (oriel_json_array (spec, "items") != NULL)
    return layout;

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    {
      JsonArray *sections = oriel_json_array (spec, lists[k]);

      for (guint i = 0; i < oriel_json_array_length (sections); i++)
        {
          JsonObject *section = oriel_v2_spec (oriel_json_array_object (sections, i));
          JsonObject *found = first_grid (oriel_json_object (section, "layout"));

          if (found != NULL)
            return found;
        }
    }

  return NULL;
}

/* A grid in place of a layout that has no room for a panel. */
static JsonObject *
make_grid (OrielDraft *self)
{
  JsonObject *layout = oriel_json_object_from_text ("{'kind':'GridLayout','spec':{'items':[]}}");

  json_object_set_object_member (self->dashboard, "layout", layout);
  return layout;
}

static JsonObject *
new_item (const char *name, gboolean in_auto_grid, JsonObject *grid)
{
  JsonObject *spec = json_object_new ();
  JsonObject *element = json_object_new ();

  if (!in_auto_grid)
    {
      json_object_set_int_member (spec, "x", oriel_json_int (grid, "x", 0));
      json_object_set_int_member (spec, "y", oriel_json_int (grid, "y", 0));
      json_object_set_int_member (spec, "width", oriel_json_int (grid, "w", 12));
      json_object_set_int_member (spec, "height", oriel_json_int (grid, "h", 8));
    }
  json_object_set_string_member (element, "kind", "ElementReference");
  json_object_set_string_member (element, "name", name);
  json_object_set_object_member (spec, "element", element);

  element = json_object_new ();
  json_object_set_string_member (element, "kind",
                                 in_auto_grid ? "AutoGridLayoutItem" : "GridLayoutItem");
  json_object_set_object_member (element, "spec", spec);
  return element;
}

static void
add_item (OrielDraft *self, const char *name, JsonObject *grid)
{
  JsonObject *layout = first_grid (oriel_json_object (self->dashboard, "layout"));

  if (layout == NULL)
    layout = make_grid (self);
  json_array_add_object_element (
    oriel_json_array (oriel_v2_spec (layout), "items"),
    new_item (name, strcmp (oriel_json_string (layout, "kind", ""), "AutoGridLayout") == 0, grid));
}

static int
largest_element_id (const OrielDraft *self)
{
  JsonObject *elements = oriel_json_object (self->dashboard, "elements");
  gint64 largest = 0;
  JsonObjectIter iter;
  JsonNode *node;

  if (elements == NULL)
    return 0;

  json_object_iter_init (&iter, elements);
  while (json_object_iter_next (&iter, NULL, &node))
    largest =
      MAX (largest, oriel_json_int (oriel_v2_spec (oriel_json_node_object (node)), "id", 0));

  return (int) MIN (largest, G_MAXINT - 1);
}

static int
add_element (OrielDraft *self, JsonObject *panel)
{
  int id = largest_element_id (self) + 1;
  g_autofree char *name = g_strdup_printf ("panel-%d", id);
  JsonObject *elements = oriel_json_ensure_object (self->dashboard, "elements");

  while (json_object_has_member (elements, name))
    {
      char *longer = g_strconcat (name, "-2", NULL);

      g_free (name);
      name = longer;
    }

  json_object_set_int_member (panel, "id", id);
  json_object_set_object_member (elements, name,
                                 oriel_convert_panel_to_v2 (panel, oriel_draft_get_schema (self)));
  add_item (self, name, oriel_json_object (panel, "gridPos"));
  return id;
}

int
oriel_draft_add_panel (OrielDraft *self, JsonObject *panel)
{
  g_autoptr (JsonObject) copy = oriel_json_tree_copy_object (panel);
  Search search;
  int id;

  if (self->is_v2)
    return add_element (self, copy);

  oriel_draft_upgrade (self);
  search = search_classic (self, 0);
  id = (int) CLAMP (search.largest, 0, G_MAXINT - 1) + 1;
  json_object_set_int_member (copy, "id", id);
  json_array_add_object_element (oriel_json_ensure_array (self->dashboard, "panels"),
                                 g_steal_pointer (&copy));
  return id;
}
