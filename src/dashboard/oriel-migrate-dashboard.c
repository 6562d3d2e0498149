/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migration steps of the dashboard itself and of its variables.
 *
 * Rules: public/app/features/dashboard/state/DashboardMigrator.ts of Grafana.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

static JsonArray *
variables_of (const OrielMigration *migration)
{
  return oriel_json_array (oriel_json_object (migration->root, "templating"), "list");
}

typedef void (*VariableFunc) (JsonObject *variable);

static void
for_each_variable (const OrielMigration *migration, VariableFunc func)
{
  JsonArray *list = variables_of (migration);

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *variable = oriel_json_array_object (list, i);

      if (variable != NULL)
        func (variable);
    }
}

static gboolean
has_type (JsonObject *object, const char *type)
{
  return g_str_equal (oriel_json_string (object, "type", ""), type);
}

void
oriel_migrate_2_services (const OrielMigration *migration)
{
  JsonObject *services = oriel_json_object (migration->root, "services");
  JsonObject *filter = oriel_json_object (services, "filter");
  JsonObject *templating;

  if (filter == NULL)
    return;

  templating = oriel_json_ensure_object (migration->root, "templating");
  oriel_json_set_copy (migration->root, "time", oriel_json_member (filter, "time"));
  if (oriel_json_array (filter, "list") != NULL)
    oriel_json_set_copy (templating, "list", oriel_json_member (filter, "list"));
  json_object_remove_member (migration->root, "services");
}

static JsonObject *
find_by_type (JsonArray *array, const char *type)
{
  for (guint i = 0; i < oriel_json_array_length (array); i++)
    if (has_type (oriel_json_array_object (array, i), type))
      return oriel_json_array_object (array, i);

  return NULL;
}

static void
give_query_type (JsonObject *variable)
{
  if (!json_object_has_member (variable, "datasource"))
    json_object_set_null_member (variable, "datasource");
  if (has_type (variable, "filter") || !json_object_has_member (variable, "type"))
    json_object_set_string_member (variable, "type", "query");
}

void
oriel_migrate_6_pulldowns (const OrielMigration *migration)
{
  JsonObject *pulldown =
    find_by_type (oriel_json_array (migration->root, "pulldowns"), "annotations");

  if (pulldown != NULL)
    {
      JsonObject *annotations = json_object_new ();

      oriel_json_set_copy (annotations, "list", oriel_json_member (pulldown, "annotations"));
      oriel_json_ensure_array (annotations, "list");
      json_object_set_object_member (migration->root, "annotations", annotations);
    }

  json_object_remove_member (migration->root, "pulldowns");
  for_each_variable (migration, give_query_type);
}

void
oriel_migrate_7_nav (const OrielMigration *migration)
{
  JsonObject *nav = oriel_json_array_object (oriel_json_array (migration->root, "nav"), 0);

  if (nav != NULL)
    json_object_set_object_member (migration->root, "timepicker", json_object_ref (nav));
}

static void
number_refresh_and_hide (JsonObject *variable)
{
  if (json_object_has_member (variable, "refresh"))
    json_object_set_int_member (variable, "refresh",
                                oriel_json_has_truthy (variable, "refresh") ? 1 : 0);

  if (oriel_json_has_truthy (variable, "hideVariable"))
    json_object_set_int_member (variable, "hide", 2);
  else if (oriel_json_has_truthy (variable, "hideLabel"))
    json_object_set_int_member (variable, "hide", 1);
}

void
oriel_migrate_12_variables (const OrielMigration *migration)
{
  for_each_variable (migration, number_refresh_and_hide);
}

void
oriel_migrate_14_crosshair (const OrielMigration *migration)
{
  gboolean shared = oriel_json_has_truthy (migration->root, "sharedCrosshair");

  json_object_set_int_member (migration->root, "graphTooltip", shared ? 1 : 0);
  json_object_remove_member (migration->root, "sharedCrosshair");
}

static void
make_list (JsonObject *object, const char *member)
{
  JsonArray *list;

  if (!json_object_has_member (object, member) || oriel_json_array (object, member) != NULL)
    return;

  list = json_array_new ();
  json_array_add_element (list, json_object_dup_member (object, member));
  json_object_set_array_member (object, member, list);
}

static void
make_single (JsonObject *object, const char *member)
{
  JsonArray *list = oriel_json_array (object, member);

  if (list == NULL)
    return;
  if (json_array_get_length (list) == 0)
    json_object_set_string_member (object, member, "");
  else
    json_object_set_member (object, member, json_array_dup_element (list, 0));
}

/* The stored choice of a variable that takes several is a list, of any other none. */
static void
align_current_with_multi (JsonObject *variable)
{
  JsonObject *current = oriel_json_object (variable, "current");
  gboolean multi = oriel_json_has_truthy (variable, "multi");

  if (!json_object_has_member (variable, "multi") || current == NULL)
    return;

  if (!multi)
    {
      make_single (current, "value");
      make_single (current, "text");
    }
  else if (json_object_has_member (current, "value") && oriel_json_array (current, "value") == NULL)
    {
      make_list (current, "value");
      make_list (current, "text");
    }
}

void
oriel_migrate_23_multi_variables (const OrielMigration *migration)
{
  for_each_variable (migration, align_current_with_multi);
}

static JsonObject *
new_choice (const char *text)
{
  JsonObject *choice = json_object_new ();

  json_object_set_boolean_member (choice, "selected", TRUE);
  json_object_set_string_member (choice, "text", text);
  json_object_set_string_member (choice, "value", text);
  return choice;
}

/* A constant that is shown can be changed: that is a text box. */
static void
split_constant (JsonObject *variable)
{
  g_autofree char *query = NULL;
  JsonArray *options;
  gint64 hide;

  if (!has_type (variable, "constant"))
    return;

  query = g_strdup (oriel_json_string (variable, "query", ""));
  options = json_array_new ();
  json_array_add_object_element (options, new_choice (query));
  json_object_set_string_member (variable, "query", query);
  json_object_set_object_member (variable, "current", new_choice (query));
  json_object_set_array_member (variable, "options", options);

  hide = oriel_json_int (variable, "hide", -1);
  if (hide == 0 || hide == 1)
    json_object_set_string_member (variable, "type", "textbox");
}

static void
remove_repeats (JsonArray *panels)
{
  for (guint i = oriel_json_array_length (panels); i-- > 0;)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (panel == NULL || json_object_has_member (panel, "repeatPanelId") ||
          json_object_has_member (panel, "repeatByRow"))
        json_array_remove_element (panels, i);
      else if (has_type (panel, "row"))
        remove_repeats (oriel_json_array (panel, "panels"));
    }
}

void
oriel_migrate_27_repeats_and_constants (const OrielMigration *migration)
{
  remove_repeats (oriel_json_array (migration->root, "panels"));
  for_each_variable (migration, split_constant);
}

static void
remove_tags (JsonObject *variable)
{
  static const char *const members[] = { "tagsQuery", "tagValuesQuery", "useTags" };

  json_object_remove_member (variable, "tags");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (oriel_json_has_truthy (variable, members[i]))
      json_object_remove_member (variable, members[i]);
}

void
oriel_migrate_28_variable_tags (const OrielMigration *migration)
{
  for_each_variable (migration, remove_tags);
}

/* Query variables no longer live from stored options: they ask at least on load. */
static void
refresh_query_variable (JsonObject *variable)
{
  gint64 refresh = oriel_json_int (variable, "refresh", 0);

  if (!has_type (variable, "query"))
    return;

  if (refresh != 1 && refresh != 2)
    json_object_set_int_member (variable, "refresh", 1);
  if (oriel_json_array (variable, "options") != NULL)
    json_object_set_array_member (variable, "options", json_array_new ());
}

void
oriel_migrate_29_query_variables (const OrielMigration *migration)
{
  for_each_variable (migration, refresh_query_variable);
}

void
oriel_migrate_40_refresh (const OrielMigration *migration)
{
  if (oriel_json_string (migration->root, "refresh", NULL) == NULL)
    json_object_set_string_member (migration->root, "refresh", "");
}

void
oriel_migrate_41_time_options (const OrielMigration *migration)
{
  JsonObject *picker = oriel_json_object (migration->root, "timepicker");

  if (picker != NULL)
    json_object_remove_member (picker, "time_options");
}
