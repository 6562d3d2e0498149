/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From one version of schema v2 to another.
 *
 * v2alpha1 has the id of a plugin in `kind` and the data source beside a query; later versions have
 * the one in `group` and the other within. v2 puts a transformation's id in `group`, too. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-convert-private.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-v2-private.h"

/* `{kind: id}` → `{kind: general, group: id, version}`. */
static void
name_group (JsonObject *object, const char *general, const char *version)
{
  g_autofree char *id = g_strdup (oriel_v2_group (object, general));

  json_object_set_string_member (object, "kind", general);
  json_object_set_string_member (object, "group", id);
  json_object_set_string_member (object, "version", version);
}

/* The query of `holder` gets the source that stands beside it. */
static void
renew_query (JsonObject *holder)
{
  JsonObject *query = oriel_json_object (holder, "query");
  JsonObject *source = oriel_json_object (holder, "datasource");
  const char *uid = oriel_json_string (source, "uid", "");
  const char *type = oriel_json_string (source, "type", "");

  if (query == NULL)
    return;

  if (strcmp (oriel_json_string (query, "kind", ""), "DataQuery") != 0)
    name_group (query, "DataQuery", "v0");
  if (*type != '\0')
    json_object_set_string_member (query, "group", type);
  if (*uid != '\0')
    json_object_set_string_member (oriel_json_ensure_object (query, "datasource"), "name", uid);
  oriel_json_remove (holder, "datasource");
}

static void
renew_queries (JsonArray *queries)
{
  for (guint i = 0; i < oriel_json_array_length (queries); i++)
    {
      JsonObject *spec = oriel_v2_spec (oriel_json_array_object (queries, i));

      if (spec != NULL)
        renew_query (spec);
    }
}

static void
renew_transformation (JsonObject *transformation, OrielSchema schema)
{
  g_autofree char *id = g_strdup (oriel_v2_group (transformation, "Transformation"));
  JsonObject *spec = oriel_json_ensure_object (transformation, "spec");

  if (schema == ORIEL_SCHEMA_V2)
    {
      json_object_set_string_member (transformation, "kind", "Transformation");
      json_object_set_string_member (transformation, "group", id);
      oriel_json_remove (spec, "id");
      return;
    }

  json_object_set_string_member (transformation, "kind", id);
  oriel_json_remove (transformation, "group");
  json_object_set_string_member (spec, "id", id);
}

static void
renew_visualization (JsonObject *config)
{
  JsonObject *spec = oriel_v2_spec (config);
  g_autofree char *version = oriel_json_dup_string (spec, "pluginVersion");

  if (config == NULL || strcmp (oriel_json_string (config, "kind", ""), "VizConfig") == 0)
    return;

  name_group (config, "VizConfig", version != NULL ? version : "");
  if (spec != NULL)
    oriel_json_remove (spec, "pluginVersion");
}

static void
renew_element (JsonObject *element, OrielSchema schema)
{
  JsonObject *spec = oriel_v2_spec (element);
  JsonObject *data = oriel_v2_spec (oriel_json_object (spec, "data"));
  JsonArray *transformations = oriel_json_array (data, "transformations");

  renew_visualization (oriel_json_object (spec, "vizConfig"));
  renew_queries (oriel_json_array (data, "queries"));
  for (guint i = 0; i < oriel_json_array_length (transformations); i++)
    if (oriel_json_array_object (transformations, i) != NULL)
      renew_transformation (oriel_json_array_object (transformations, i), schema);
}

static void
renew_elements (JsonObject *elements, OrielSchema schema)
{
  g_autoptr (GList) values = elements != NULL ? json_object_get_values (elements) : NULL;

  for (GList *item = values; item != NULL; item = item->next)
    renew_element (oriel_json_node_object (item->data), schema);
}

/* A choice of nothing is an empty text. */
static void
renew_current (JsonObject *current)
{
  static const char *const members[] = { "text", "value" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (current, members[i]) &&
        oriel_json_member (current, members[i]) == NULL)
      json_object_set_string_member (current, members[i], "");
}

/* Filters and groups have no query: their source is beside the spec. */
static void
renew_variable (JsonObject *variable)
{
  JsonObject *spec = oriel_v2_spec (variable);
  JsonObject *source = oriel_json_object (spec, "datasource");

  if (spec == NULL)
    return;
  if (oriel_json_object (spec, "current") != NULL)
    renew_current (oriel_json_object (spec, "current"));
  if (oriel_json_object (spec, "query") != NULL)
    {
      renew_query (spec);
      return;
    }
  if (source == NULL)
    return;

  oriel_convert_text (variable, "group", source, "type", "");
  oriel_convert_set_text (oriel_json_ensure_object (variable, "datasource"), "name",
                          oriel_json_string (source, "uid", ""));
  oriel_json_remove (spec, "datasource");
}

static void
renew_variables (JsonArray *variables)
{
  for (guint i = 0; i < oriel_json_array_length (variables); i++)
    renew_variable (oriel_json_array_object (variables, i));
}

/* Rows and tabs have variables, too. The depth is that of the JSON, which has a limit. */
static void
renew_layout (JsonObject *layout)
{
  static const char *const lists[] = { "rows", "tabs" };
  JsonObject *spec = oriel_v2_spec (layout);

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    {
      JsonArray *sections = oriel_json_array (spec, lists[k]);

      for (guint i = 0; i < oriel_json_array_length (sections); i++)
        {
          JsonObject *section = oriel_v2_spec (oriel_json_array_object (sections, i));

          renew_variables (oriel_json_array (section, "variables"));
          renew_layout (oriel_json_object (section, "layout"));
        }
    }
}

void
oriel_convert_renew (JsonObject *spec, OrielSchema schema)
{
  renew_elements (oriel_json_object (spec, "elements"), schema);
  renew_queries (oriel_json_array (spec, "annotations"));
  renew_variables (oriel_json_array (spec, "variables"));
  renew_layout (oriel_json_object (spec, "layout"));
}
