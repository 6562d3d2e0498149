/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `panels` of a migrated dashboard → OrielPanel, in reading order, folded into rows.
 *
 * Everything is optional and may be of a wrong type: then the default stands. */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

#define COLUMNS 24
#define MAX_GRID_Y 1000000
#define MAX_GRID_HEIGHT 1000

void
oriel_data_source_ref_read (OrielDataSourceRef *ref, JsonNode *node)
{
  JsonObject *object = oriel_json_node_object (node);

  ref->type = oriel_json_dup_string (object, "type");
  ref->uid = oriel_json_dup_string (object, "uid");
  ref->name = object != NULL ? oriel_json_dup_string (object, "name")
                             : g_strdup (oriel_json_node_string (node));

  /* Migration can only store the name of an unknown source as its uid. */
  if (ref->name == NULL && ref->type == NULL)
    ref->name = g_strdup (ref->uid);
}

static gboolean
has_source (const OrielDataSourceRef *ref)
{
  return ref->type != NULL || ref->uid != NULL || ref->name != NULL;
}

static OrielTarget *
read_target (const OrielPanel *panel, JsonObject *json)
{
  OrielTarget *target = g_new0 (OrielTarget, 1);

  target->json = json_object_ref (json);
  target->ref_id = g_strdup (oriel_json_string (json, "refId", ""));
  target->hidden = oriel_json_boolean (json, "hide", FALSE);
  oriel_data_source_ref_read (&target->source, oriel_json_member (json, "datasource"));
  if (!has_source (&target->source))
    oriel_data_source_ref_copy (&target->source, &panel->source);

  return target;
}

/* Types that never ask, whatever queries they keep. */
static const char *const types_without_queries[] = { "alertlist",      "annolist", "dashlist",
                                                     "gettingstarted", "news",     "row",
                                                     "text",           "welcome" };

static gboolean
asks (const OrielPanel *panel)
{
  for (guint i = 0; i < G_N_ELEMENTS (types_without_queries); i++)
    if (g_str_equal (types_without_queries[i], panel->type))
      return FALSE;

  return TRUE;
}

static void
read_targets (OrielPanel *panel, JsonObject *json)
{
  JsonArray *array = oriel_json_array (json, "targets");
  guint n = MIN (oriel_json_array_length (array), ORIEL_MAX_ITEMS);
  g_autoptr (OrielRefIds) ref_ids = oriel_ref_ids_new (array);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielTarget *target;

      if (object == NULL)
        continue;

      target = read_target (panel, object);
      if (*target->ref_id == '\0')
        {
          g_free (target->ref_id);
          target->ref_id = oriel_ref_ids_next (ref_ids);
        }
      g_ptr_array_add (panel->targets, target);
    }
}

static void
read_links (OrielPanel *panel, JsonObject *json)
{
  JsonArray *array = oriel_json_array (json, "links");

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielPanelLink *link;

      if (object == NULL)
        continue;

      link = g_new0 (OrielPanelLink, 1);
      link->title = g_strdup (oriel_json_string (object, "title", ""));
      link->url = g_strdup (oriel_json_string (object, "url", ""));
      link->new_window = oriel_json_boolean (object, "targetBlank", FALSE);
      g_ptr_array_add (panel->links, link);
    }
}

static OrielGridPos
read_grid (JsonObject *json, gboolean is_row)
{
  JsonObject *grid = oriel_json_object (json, "gridPos");
  int y = (int) CLAMP (oriel_json_int (grid, "y", 0), 0, MAX_GRID_Y);
  int width = (int) CLAMP (oriel_json_int (grid, "w", 6), 1, COLUMNS);

  /* Old files give a row the height of its panels. */
  if (is_row)
    return (OrielGridPos){ .y = y, .width = COLUMNS, .height = 1 };

  return (OrielGridPos){
    .x = (int) CLAMP (oriel_json_int (grid, "x", 0), 0, COLUMNS - width),
    .y = y,
    .width = width,
    .height = (int) CLAMP (oriel_json_int (grid, "h", 3), 1, MAX_GRID_HEIGHT),
  };
}

static JsonObject *
dup_object_or_empty (JsonObject *json, const char *member)
{
  JsonObject *object = oriel_json_object (json, member);

  return object != NULL ? json_object_ref (object) : json_object_new ();
}

static void
read_query_options (OrielPanel *panel, JsonObject *json)
{
  panel->interval = oriel_json_dup_string (json, "interval");
  panel->max_data_points = (int) CLAMP (oriel_json_int (json, "maxDataPoints", 0), 0, G_MAXINT);
  panel->time_from = oriel_json_dup_string (json, "timeFrom");
  panel->time_shift = oriel_json_dup_string (json, "timeShift");
  panel->hide_time_override = oriel_json_boolean (json, "hideTimeOverride", FALSE);
}

static void
read_repeat (OrielPanel *panel, JsonObject *json)
{
  const char *repeat = oriel_json_string (json, "repeat", "");

  panel->repeat = *repeat != '\0' ? g_strdup (repeat) : NULL;
  panel->repeat_vertical = !g_str_equal (oriel_json_string (json, "repeatDirection", "v"), "h");
  panel->max_per_row = (int) CLAMP (oriel_json_int (json, "maxPerRow", 4), 1, COLUMNS);
}

OrielPanel *
oriel_panel_read (OrielDashboard *dashboard, JsonObject *json)
{
  OrielPanel *panel = oriel_panel_new (json);
  JsonArray *transformations = oriel_json_array (json, "transformations");

  panel->id = (int) CLAMP (oriel_json_int (json, "id", 0), G_MININT, G_MAXINT);
  panel->type = g_strdup (oriel_json_string (json, "type", ""));
  panel->old_type = oriel_json_dup_string (json, "migratedFrom");
  panel->title = oriel_json_dup_scalar (oriel_json_member (json, "title"));
  if (panel->title == NULL)
    panel->title = g_strdup ("");
  panel->description = oriel_json_dup_string (json, "description");
  panel->transparent = oriel_json_boolean (json, "transparent", FALSE);
  panel->is_row = g_str_equal (panel->type, "row");
  panel->collapsed = panel->is_row && oriel_json_boolean (json, "collapsed", FALSE);
  panel->grid = read_grid (json, panel->is_row);
  panel->transformations = transformations != NULL ? json_array_ref (transformations) : NULL;
  panel->options = dup_object_or_empty (json, "options");
  panel->field_config = dup_object_or_empty (json, "fieldConfig");

  oriel_data_source_ref_read (&panel->source, oriel_json_member (json, "datasource"));
  if (asks (panel))
    read_targets (panel, json);
  read_links (panel, json);
  read_query_options (panel, json);
  read_repeat (panel, json);
  oriel_panel_read_snapshot (dashboard, panel);
  return panel;
}

int
oriel_panel_compare_place (gconstpointer a, gconstpointer b)
{
  const OrielPanel *left = *(OrielPanel *const *) a;
  const OrielPanel *right = *(OrielPanel *const *) b;

  if (left->grid.y != right->grid.y)
    return left->grid.y < right->grid.y ? -1 : 1;

  return (left->grid.x > right->grid.x) - (left->grid.x < right->grid.x);
}

/* Reads up to what is left of the limit. g_ptr_array_sort() is stable (a merge sort). */
static void
read_list (OrielDashboard *dashboard, JsonArray *array, GPtrArray *panels, guint *left)
{
  for (guint i = 0; i < oriel_json_array_length (array) && *left > 0; i++)
    {
      JsonObject *json = oriel_json_array_object (array, i);
      OrielPanel *panel;

      if (json == NULL)
        continue;

      (*left)--;
      panel = oriel_panel_read (dashboard, json);
      g_ptr_array_add (panels, panel);
      if (panel->is_row)
        read_list (dashboard, oriel_json_array (json, "panels"), panel->children, left);
    }

  g_ptr_array_sort (panels, oriel_panel_compare_place);
}

/* An open row owns the panels that follow it, up to the next row. */
static void
fold_into_rows (GPtrArray *panels)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  OrielPanel *row = NULL;

  while (panels->len > 0)
    g_ptr_array_add (all, g_ptr_array_steal_index (panels, panels->len - 1));

  for (guint i = all->len; i-- > 0;)
    {
      OrielPanel *panel = g_ptr_array_index (all, i);

      if (panel->is_row)
        row = panel->collapsed ? NULL : panel;
      g_ptr_array_add (row != NULL && row != panel ? row->children : panels, panel);
    }
}

void
oriel_panels_read (OrielDashboard *dashboard)
{
  guint left = ORIEL_DASHBOARD_MAX_PANELS;

  read_list (dashboard, oriel_json_array (dashboard->json, "panels"), dashboard->panels, &left);
  fold_into_rows (dashboard->panels);
}
