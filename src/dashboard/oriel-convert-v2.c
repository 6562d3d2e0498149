/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A classic dashboard as a spec of schema v2. See oriel-convert.h. */

#include "config.h"

#include "dashboard/oriel-convert.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-json-tree.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define BUILT_IN_ANNOTATION                                                                        \
  "{'builtIn':1,'datasource':{'type':'grafana','uid':'-- Grafana --'},'enable':true,'hide':true,"  \
  "'iconColor':'rgba(0, 211, 255, 1)','name':'Annotations & Alerts','type':'dashboard'}"
#define REFRESH_INTERVALS "{'list':['5s','10s','30s','1m','5m','15m','30m','1h','2h','1d']}"

static JsonArray *
convert_links (JsonObject *classic)
{
  JsonArray *stored = oriel_json_array (classic, "links");
  JsonArray *links = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    {
      JsonObject *from = oriel_json_array_object (stored, i);
      JsonObject *link = json_object_new ();

      oriel_convert_text (link, "title", from, "title", "");
      oriel_convert_text (link, "type", from, "type", "");
      oriel_convert_text (link, "icon", from, "icon", "");
      oriel_convert_text (link, "tooltip", from, "tooltip", "");
      oriel_convert_text (link, "url", from, "url", NULL);
      oriel_convert_list (link, "tags", from, "tags");
      oriel_convert_flag (link, "asDropdown", from, "asDropdown", FALSE);
      oriel_convert_flag (link, "targetBlank", from, "targetBlank", FALSE);
      oriel_convert_flag (link, "includeVars", from, "includeVars", FALSE);
      oriel_convert_flag (link, "keepTime", from, "keepTime", FALSE);
      oriel_convert_text (link, "placement", from, "placement", NULL);
      json_array_add_object_element (links, link);
    }

  return links;
}

static JsonArray *
convert_annotations (JsonObject *classic)
{
  JsonArray *stored = oriel_json_array (oriel_json_object (classic, "annotations"), "list");
  JsonArray *annotations = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    if (oriel_json_array_object (stored, i) != NULL)
      json_array_add_object_element (
        annotations, oriel_convert_annotation (oriel_json_array_object (stored, i)));

  return annotations;
}

static JsonArray *
convert_variables (JsonObject *classic)
{
  JsonArray *stored = oriel_json_array (oriel_json_object (classic, "templating"), "list");
  JsonArray *variables = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (stored); i++)
    {
      JsonObject *variable = oriel_convert_variable (oriel_json_array_object (stored, i));

      if (variable != NULL)
        json_array_add_object_element (variables, variable);
    }

  return variables;
}

static void
set_refresh_intervals (JsonObject *settings, JsonObject *picker)
{
  JsonObject *usual;

  if (oriel_json_array (picker, "refresh_intervals") != NULL)
    {
      oriel_convert_list (settings, "autoRefreshIntervals", picker, "refresh_intervals");
      return;
    }

  usual = oriel_json_object_from_text (REFRESH_INTERVALS);
  oriel_convert_list (settings, "autoRefreshIntervals", usual, "list");
  json_object_unref (usual);
}

static JsonObject *
convert_time (JsonObject *classic)
{
  JsonObject *time = oriel_json_object (classic, "time");
  JsonObject *picker = oriel_json_object (classic, "timepicker");
  JsonObject *settings = json_object_new ();

  oriel_convert_text (settings, "timezone", classic, "timezone", "browser");
  oriel_convert_text (settings, "from", time, "from", "now-6h");
  oriel_convert_text (settings, "to", time, "to", "now");
  oriel_convert_text (settings, "autoRefresh", classic, "refresh", "");
  set_refresh_intervals (settings, picker);
  oriel_json_set_copy (settings, "quickRanges", oriel_json_member (picker, "quick_ranges"));
  oriel_convert_flag (settings, "hideTimepicker", picker, "hidden", FALSE);
  oriel_convert_set_text (settings, "weekStart", oriel_json_string (classic, "weekStart", ""));
  json_object_set_int_member (settings, "fiscalYearStartMonth",
                              oriel_json_int (classic, "fiscalYearStartMonth", 0));
  oriel_convert_set_text (settings, "nowDelay", oriel_json_string (picker, "nowDelay", ""));
  return settings;
}

/* Byte order marks came into texts by pasting. NULL where there is none. */
static char *
without_marks (const char *text, gpointer user_data)
{
  char **parts;
  char *clean;

  if (strstr (text, BYTE_ORDER_MARK) == NULL)
    return NULL;

  parts = g_strsplit (text, BYTE_ORDER_MARK, -1);
  clean = g_strjoinv ("", parts);
  g_strfreev (parts);
  return clean;
}

/* Schema v2 has no null where a member may be absent. The depth is that of the JSON. */
static void
drop_nulls (JsonNode *node)
{
  JsonArray *array = oriel_json_node_array (node);
  JsonObject *object = oriel_json_node_object (node);
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    drop_nulls (json_array_get_element (array, i));
  for (GList *item = names; item != NULL; item = item->next)
    if (oriel_json_member (object, item->data) == NULL)
      json_object_remove_member (object, item->data);
    else
      drop_nulls (json_object_get_member (object, item->data));
}

static JsonObject *
convert_clean (JsonObject *classic, OrielSchema schema)
{
  JsonObject *spec = json_object_new ();
  JsonObject *elements = json_object_new ();

  json_object_set_array_member (spec, "annotations", convert_annotations (classic));
  json_object_set_string_member (
    spec, "cursorSync",
    oriel_convert_name (oriel_convert_cursor_names, oriel_json_int (classic, "graphTooltip", 0)));
  oriel_convert_set_text (spec, "description", oriel_json_string (classic, "description", ""));
  oriel_convert_flag (spec, "editable", classic, "editable", TRUE);
  json_object_set_object_member (spec, "elements", elements);
  json_object_set_object_member (
    spec, "layout", oriel_convert_layout (oriel_json_array (classic, "panels"), elements, schema));
  json_object_set_array_member (spec, "links", convert_links (classic));
  oriel_convert_flag (spec, "liveNow", classic, "liveNow", FALSE);
  oriel_convert_flag (spec, "preload", classic, "preload", FALSE);
  oriel_convert_number (spec, "revision", classic, "revision");
  oriel_convert_list (spec, "tags", classic, "tags");
  json_object_set_object_member (spec, "timeSettings", convert_time (classic));
  oriel_convert_text (spec, "title", classic, "title", "");
  json_object_set_array_member (spec, "variables", convert_variables (classic));
  return spec;
}

JsonObject *
oriel_convert_to_v2 (JsonObject *classic, OrielSchema schema)
{
  g_autoptr (JsonNode) old = json_node_init_object (json_node_alloc (), classic);
  g_autoptr (JsonNode) clean = oriel_json_tree_copy_with (old, without_marks, NULL);

  drop_nulls (clean);
  return convert_clean (json_node_get_object (clean), schema);
}

/* The annotations that people make. */
static void
add_built_in_annotation (JsonObject *root)
{
  JsonArray *list =
    oriel_json_ensure_array (oriel_json_ensure_object (root, "annotations"), "list");
  JsonArray *all = json_array_new ();

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (oriel_json_has_truthy (oriel_json_array_object (list, i), "builtIn"))
      {
        json_array_unref (all);
        return;
      }

  json_array_add_object_element (all, oriel_json_object_from_text (BUILT_IN_ANNOTATION));
  for (guint i = 0; i < json_array_get_length (list); i++)
    json_array_add_element (all, json_array_dup_element (list, i));
  json_object_set_array_member (oriel_json_object (root, "annotations"), "list", all);
}

/* A query that says nothing. */
static void
drop_usual_target (JsonObject *panel)
{
  JsonArray *targets = oriel_json_array (panel, "targets");
  JsonObject *target = oriel_json_array_object (targets, 0);

  if (oriel_json_array_length (targets) == 1 && target != NULL &&
      json_object_get_size (target) == 1 &&
      strcmp (oriel_json_string (target, "refId", ""), "A") == 0)
    json_object_remove_member (panel, "targets");
}

static void
drop_usual_targets (JsonArray *panels, gboolean with_rows)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (panel == NULL)
        continue;
      drop_usual_target (panel);
      if (with_rows)
        drop_usual_targets (oriel_json_array (panel, "panels"), FALSE);
    }
}

void
oriel_convert_complete (JsonObject *classic)
{
  add_built_in_annotation (classic);
  drop_usual_targets (oriel_json_array (classic, "panels"), TRUE);
  if (oriel_json_member (classic, "timezone") == NULL)
    json_object_set_string_member (classic, "timezone", "");
}
