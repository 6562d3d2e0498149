/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A spec of schema v2 → dashboard. See oriel-v2-private.h. */

#include "config.h"

#include "dashboard/oriel-v2-private.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-panel-migrate.h"

static void
read_variables (OrielDashboard *self)
{
  JsonArray *list = oriel_json_array (self->json, "variables");
  guint n = MIN (oriel_json_array_length (list), ORIEL_MAX_ITEMS);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *variable = oriel_json_array_object (list, i);
      g_autoptr (JsonObject) entry = variable != NULL ? oriel_v2_variable (variable) : NULL;

      if (entry != NULL)
        g_ptr_array_add (self->variables, oriel_variable_read (entry));
    }
}

static void
read_links (OrielDashboard *self)
{
  JsonArray *list = oriel_json_array (self->json, "links");

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *link = oriel_json_array_object (list, i);

      if (link != NULL)
        g_ptr_array_add (self->links, json_object_ref (link));
    }
}

/* The root of a classic dashboard with all elements as panels, migrated. Whole dashboards are not
 * migrated: v2 was not there before their last version. */
static JsonObject *
migrate_elements (OrielDashboard *self, GHashTable *by_name)
{
  JsonObject *elements = oriel_json_object (self->json, "elements");
  g_autoptr (GList) names = elements != NULL ? json_object_get_members (elements) : NULL;
  JsonObject *root = json_object_new ();
  JsonArray *panels = oriel_json_ensure_array (root, "panels");
  JsonArray *annotations =
    oriel_json_ensure_array (oriel_json_ensure_object (root, "annotations"), "list");
  JsonArray *stored = oriel_json_array (self->json, "annotations");

  for (GList *item = names; item != NULL; item = item->next)
    {
      JsonObject *element = oriel_json_object (elements, item->data);
      JsonObject *panel;

      if (element == NULL || json_array_get_length (panels) >= ORIEL_DASHBOARD_MAX_PANELS)
        continue;

      panel = oriel_v2_panel (element);
      g_hash_table_insert (by_name, g_strdup (item->data), panel);
      json_array_add_object_element (panels, panel);
    }

  for (guint i = 0; i < oriel_json_array_length (stored) && i < ORIEL_MAX_ITEMS; i++)
    if (oriel_json_array_object (stored, i) != NULL)
      json_array_add_object_element (annotations,
                                     oriel_v2_annotation (oriel_json_array_object (stored, i)));

  oriel_panels_migrate (root);
  return root;
}

void
oriel_dashboard_read_v2 (OrielDashboard *dashboard)
{
  g_autoptr (GHashTable) elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonObject) root = migrate_elements (dashboard, elements);

  oriel_dashboard_read_head (dashboard);
  read_variables (dashboard);
  read_links (dashboard);
  oriel_annotations_read (dashboard,
                          oriel_json_array (oriel_json_object (root, "annotations"), "list"));
  oriel_v2_read_layout (dashboard, oriel_json_object (dashboard->json, "layout"), elements);
}
