/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small verbs of the conversion. See oriel-convert-private.h. */

#include "config.h"

#include "dashboard/oriel-convert-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

const char *const oriel_convert_hide_names[] = { "dontHide", "hideLabel", "hideVariable",
                                                 "inControlsMenu", NULL };
const char *const oriel_convert_refresh_names[] = { "never", "onDashboardLoad",
                                                    "onTimeRangeChanged", NULL };
const char *const oriel_convert_sort_names[] = { "disabled",
                                                 "alphabeticalAsc",
                                                 "alphabeticalDesc",
                                                 "numericalAsc",
                                                 "numericalDesc",
                                                 "alphabeticalCaseInsensitiveAsc",
                                                 "alphabeticalCaseInsensitiveDesc",
                                                 "naturalAsc",
                                                 "naturalDesc",
                                                 NULL };
const char *const oriel_convert_cursor_names[] = { "Off", "Crosshair", "Tooltip", NULL };

const char *
oriel_convert_name (const char *const *names, gint64 number)
{
  for (gint64 i = 0; names[i] != NULL; i++)
    if (i == number)
      return names[i];

  return names[0];
}

gint64
oriel_convert_number_of (const char *const *names, const char *name)
{
  for (gint64 i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;

  return 0;
}

JsonObject *
oriel_convert_kind (const char *kind, JsonObject *spec)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind);
  json_object_set_object_member (object, "spec", spec);
  return object;
}

void
oriel_convert_set_text (JsonObject *to, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (to, member, text);
}

void
oriel_convert_text (JsonObject *to,
                    const char *name,
                    JsonObject *from,
                    const char *member,
                    const char *fallback)
{
  const char *text = oriel_json_string (from, member, fallback);

  if (text != NULL)
    json_object_set_string_member (to, name, text);
}

void
oriel_convert_flag (JsonObject *to,
                    const char *name,
                    JsonObject *from,
                    const char *member,
                    gboolean fallback)
{
  json_object_set_boolean_member (to, name, oriel_json_boolean (from, member, fallback));
}

void
oriel_convert_number (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  JsonNode *node = oriel_json_member (from, member);

  if (oriel_json_is_number (node))
    oriel_json_set_copy (to, name, node);
}

void
oriel_convert_list (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  if (oriel_json_array (from, member) != NULL)
    oriel_json_set_copy (to, name, oriel_json_member (from, member));
  else
    json_object_set_array_member (to, name, json_array_new ());
}

JsonObject *
oriel_convert_query (JsonObject *source, JsonObject *spec)
{
  JsonObject *query = json_object_new ();
  const char *uid = oriel_json_string (source, "uid", "");

  json_object_set_string_member (query, "kind", "DataQuery");
  oriel_convert_text (query, "group", source, "type", "");
  json_object_set_string_member (query, "version", "v0");
  if (*uid != '\0')
    {
      JsonObject *named = json_object_new ();

      json_object_set_string_member (named, "name", uid);
      json_object_set_object_member (query, "datasource", named);
    }
  json_object_set_object_member (query, "spec", spec);
  return query;
}
