/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migrations 8 and 34: queries of InfluxDB and CloudWatch that changed their form. */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-json-tree.h"

/* More statistics than this of one query, and more queries of one panel, are not made. */
#define MAX_STATISTICS 20
#define MAX_ADDED_QUERIES 1000

static void
add_part (JsonArray *parts, const char *type, JsonNode *param)
{
  JsonObject *part = json_object_new ();
  JsonArray *params = json_array_new ();

  if (param != NULL)
    json_array_add_element (params, oriel_json_tree_copy (param));
  json_object_set_string_member (part, "type", type);
  json_object_set_array_member (part, "params", params);
  json_array_add_object_element (parts, part);
}

/* `{name, func, mathExpr, asExpr}` → parts of a select. */
static JsonArray *
select_parts (JsonObject *field)
{
  JsonArray *parts = json_array_new ();
  JsonNode *name = oriel_json_member (field, "name");
  const char *func = oriel_json_string (field, "func", NULL);

  if (name != NULL)
    add_part (parts, "field", name);
  if (func != NULL)
    add_part (parts, func, NULL);
  if (oriel_json_has_truthy (field, "mathExpr"))
    add_part (parts, "math", oriel_json_member (field, "mathExpr"));
  if (oriel_json_has_truthy (field, "asExpr"))
    add_part (parts, "alias", oriel_json_member (field, "asExpr"));

  return parts;
}

static void
make_param (JsonObject *part, const char *type, const char *member)
{
  JsonArray *params;

  if (!g_str_equal (oriel_json_string (part, "type", ""), type) ||
      !oriel_json_has_truthy (part, member))
    return;

  params = json_array_new ();
  json_array_add_element (params, json_object_dup_member (part, member));
  json_object_set_array_member (part, "params", params);
  json_object_remove_member (part, member);
}

static void
upgrade_group_by (JsonObject *target, JsonArray *group_by)
{
  for (guint i = 0; i < oriel_json_array_length (group_by); i++)
    {
      JsonObject *part = oriel_json_array_object (group_by, i);

      if (part == NULL)
        continue;
      make_param (part, "time", "interval");
      make_param (part, "tag", "key");
    }

  if (group_by != NULL && oriel_json_has_truthy (target, "fill"))
    {
      add_part (group_by, "fill", oriel_json_member (target, "fill"));
      json_object_remove_member (target, "fill");
    }
}

static void
upgrade_influx_query (JsonObject *target)
{
  JsonArray *fields = oriel_json_array (target, "fields");
  JsonArray *select;

  if (oriel_json_has_truthy (target, "rawQuery"))
    {
      json_object_remove_member (target, "fields");
      json_object_remove_member (target, "fill");
      return;
    }

  select = json_array_new ();
  for (guint i = 0; i < oriel_json_array_length (fields); i++)
    if (oriel_json_array_object (fields, i) != NULL)
      json_array_add_array_element (select, select_parts (oriel_json_array_object (fields, i)));

  json_object_set_array_member (target, "select", select);
  json_object_remove_member (target, "fields");
  upgrade_group_by (target, oriel_json_array (target, "groupBy"));
}

void
oriel_migrate_8_influx_query (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *targets = oriel_json_array (panel, "targets");

  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    {
      JsonObject *target = oriel_json_array_object (targets, i);

      if (oriel_json_has_truthy (target, "fields") && oriel_json_has_truthy (target, "tags") &&
          oriel_json_has_truthy (target, "groupBy"))
        upgrade_influx_query (target);
    }
}

static gboolean
has_members (JsonObject *object, const char *const *members)
{
  if (object == NULL)
    return FALSE;

  for (; *members != NULL; members++)
    if (!json_object_has_member (object, *members))
      return FALSE;

  return TRUE;
}

/* Search or insights; written as code or put together. */
static void
name_cloudwatch_modes (JsonObject *target)
{
  gboolean is_code;

  if (!json_object_has_member (target, "metricQueryType"))
    json_object_set_int_member (target, "metricQueryType", 0);
  if (json_object_has_member (target, "metricEditorMode"))
    return;

  is_code = oriel_json_int (target, "metricQueryType", 0) == 1 ||
            *oriel_json_string (target, "expression", "") != '\0';
  json_object_set_int_member (target, "metricEditorMode", is_code ? 1 : 0);
}

/* Takes the list of statistics off `query`. NULL: there was none. */
static JsonNode *
take_statistics (JsonObject *query)
{
  JsonNode *node = oriel_json_array (query, "statistics") != NULL
                     ? json_object_dup_member (query, "statistics")
                     : NULL;

  if (json_object_has_member (query, "statistics"))
    json_object_remove_member (query, "statistics");

  return node;
}

static void
set_statistic (JsonObject *query, JsonArray *statistics, guint index)
{
  JsonNode *statistic = json_array_get_element (statistics, index);

  if (!JSON_NODE_HOLDS_NULL (statistic))
    oriel_json_set_copy (query, "statistic", statistic);
}

static void
split_query (JsonObject *target, JsonArray *additional, OrielRefIds *ref_ids)
{
  g_autoptr (JsonNode) node = take_statistics (target);
  JsonArray *statistics = oriel_json_node_array (node);
  guint n = MIN (oriel_json_array_length (statistics), MAX_STATISTICS);

  for (guint i = 1; i < n && json_array_get_length (additional) < MAX_ADDED_QUERIES; i++)
    {
      JsonObject *copy = oriel_json_tree_copy_object (target);
      g_autofree char *ref_id = oriel_ref_ids_next (ref_ids);

      set_statistic (copy, statistics, i);
      json_object_set_string_member (copy, "refId", ref_id);
      json_array_add_object_element (additional, copy);
    }

  if (n > 0)
    set_statistic (target, statistics, 0);
}

void
oriel_migrate_34_cloudwatch_queries (const OrielMigration *migration, JsonObject *panel)
{
  static const char *const members[] = { "dimensions", "namespace", "region", "metricName", NULL };
  JsonArray *targets = oriel_json_array (panel, "targets");
  JsonArray *additional = json_array_new ();
  OrielRefIds *ref_ids = oriel_ref_ids_new (targets);

  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    {
      JsonObject *target = oriel_json_array_object (targets, i);

      if (!has_members (target, members))
        continue;

      name_cloudwatch_modes (target);
      split_query (target, additional, ref_ids);
    }

  for (guint i = 0; i < json_array_get_length (additional); i++)
    json_array_add_element (targets, json_array_dup_element (additional, i));

  json_array_unref (additional);
  oriel_ref_ids_free (ref_ids);
}

/* As JavaScript joins a value to a text. */
static char *
text_of_statistic (JsonNode *statistic)
{
  if (JSON_NODE_HOLDS_NULL (statistic))
    return g_strdup ("null");
  if (JSON_NODE_HOLDS_OBJECT (statistic))
    return g_strdup ("[object Object]");
  if (JSON_NODE_HOLDS_ARRAY (statistic))
    return g_strdup ("");

  return oriel_json_dup_scalar (statistic);
}

static void
name_annotation (JsonObject *annotation, const char *name, JsonNode *statistic)
{
  g_autofree char *suffix = text_of_statistic (statistic);
  g_autofree char *full = g_strdup_printf ("%s - %s", name, suffix);

  if (*name != '\0')
    json_object_set_string_member (annotation, "name", full);
}

static void
split_annotation (JsonObject *annotation, JsonArray *additional)
{
  g_autoptr (JsonNode) node = take_statistics (annotation);
  g_autofree char *name = g_strdup (oriel_json_string (annotation, "name", ""));
  JsonArray *statistics = oriel_json_node_array (node);
  guint n = MIN (oriel_json_array_length (statistics), MAX_STATISTICS);

  for (guint i = 1; i < n && json_array_get_length (additional) < MAX_ADDED_QUERIES; i++)
    {
      JsonObject *copy = oriel_json_tree_copy_object (annotation);

      set_statistic (copy, statistics, i);
      name_annotation (copy, name, json_array_get_element (statistics, i));
      json_array_add_object_element (additional, copy);
    }

  if (n > 0)
    set_statistic (annotation, statistics, 0);
  if (n > 1)
    name_annotation (annotation, name, json_array_get_element (statistics, 0));
}

void
oriel_migrate_34_cloudwatch_annotations (const OrielMigration *migration)
{
  static const char *const members[] = { "dimensions",     "namespace",  "region",
                                         "prefixMatching", "statistics", NULL };
  JsonObject *annotations = oriel_json_object (migration->root, "annotations");
  JsonArray *list = oriel_json_array (annotations, "list");
  JsonArray *additional = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    if (has_members (oriel_json_array_object (list, i), members))
      split_annotation (oriel_json_array_object (list, i), additional);

  for (guint i = 0; i < json_array_get_length (additional); i++)
    json_array_add_element (list, json_array_dup_element (additional, i));

  json_array_unref (additional);
}
