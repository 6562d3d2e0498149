/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A classic dashboard as a spec of schema v2. See oriel-convert.h. */

#include "config.h"

#include "dashboard/oriel-convert.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-json-tree.h"

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

JsonObject *
oriel_convert_to_v2 (JsonObject *classic, OrielSchema schema)
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
