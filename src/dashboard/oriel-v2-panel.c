/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Elements of schema v2 → classic panels. See oriel-v2-private.h. */

#include "config.h"

#include "dashboard/oriel-v2-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

#define MIXED "-- Mixed --"

JsonObject *
oriel_v2_spec (JsonObject *object)
{
  return oriel_json_object (object, "spec");
}

const char *
oriel_v2_group (JsonObject *object, const char *general)
{
  const char *kind = oriel_json_string (object, "kind", "");

  return strcmp (kind, general) == 0 ? oriel_json_string (object, "group", "") : kind;
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, member, text);
}

JsonObject *
oriel_v2_source (JsonObject *query, JsonObject *holder)
{
  JsonObject *named = oriel_json_object (query, "datasource");
  JsonObject *held = oriel_json_object (holder, "datasource");
  const char *type = oriel_json_string (held, "type", "");
  const char *uid = oriel_json_string (named, "name", oriel_json_string (held, "uid", ""));
  JsonObject *source;

  if (*type == '\0')
    type = oriel_v2_group (query, "DataQuery");
  if (*type == '\0' && *uid == '\0')
    return NULL;

  source = json_object_new ();
  set_text (source, "type", type);
  set_text (source, "uid", uid);
  return source;
}

static JsonObject *
make_target (JsonObject *panel_query)
{
  JsonObject *spec = oriel_v2_spec (panel_query);
  JsonObject *query = oriel_json_object (spec, "query");
  JsonObject *source = oriel_v2_source (query, spec);
  JsonObject *target = json_object_new ();

  set_text (target, "refId", oriel_json_string (spec, "refId", NULL));
  json_object_set_boolean_member (target, "hide", oriel_json_boolean (spec, "hidden", FALSE));
  if (source != NULL)
    json_object_set_object_member (target, "datasource", source);
  oriel_json_copy_members (target, oriel_v2_spec (query));
  return target;
}

static gboolean
same_source (JsonObject *a, JsonObject *b)
{
  return strcmp (oriel_json_string (a, "uid", ""), oriel_json_string (b, "uid", "")) == 0 &&
         strcmp (oriel_json_string (a, "type", ""), oriel_json_string (b, "type", "")) == 0;
}

/* The panel's source is that of all its queries, or the one that stands for several. */
static void
set_panel_source (JsonObject *panel, JsonArray *targets)
{
  JsonObject *first = oriel_json_object (oriel_json_array_object (targets, 0), "datasource");
  JsonObject *source;

  for (guint i = 1; i < oriel_json_array_length (targets); i++)
    if (!same_source (first,
                      oriel_json_object (oriel_json_array_object (targets, i), "datasource")))
      {
        source = json_object_new ();
        json_object_set_string_member (source, "type", "mixed");
        json_object_set_string_member (source, "uid", MIXED);
        json_object_set_object_member (panel, "datasource", source);
        return;
      }

  if (first != NULL)
    json_object_set_object_member (panel, "datasource", oriel_json_tree_copy_object (first));
}

static void
set_targets (JsonObject *panel, JsonArray *queries)
{
  JsonArray *targets = json_array_new ();
  guint n = MIN (oriel_json_array_length (queries), ORIEL_MAX_ITEMS);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *query = oriel_json_array_object (queries, i);

      if (query != NULL)
        json_array_add_object_element (targets, make_target (query));
    }

  set_panel_source (panel, targets);
  json_object_set_array_member (panel, "targets", targets);
}

static void
set_transformations (JsonObject *panel, JsonArray *list)
{
  JsonArray *transformations = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *item = oriel_json_array_object (list, i);
      JsonObject *transformation = json_object_new ();

      json_object_set_string_member (transformation, "id", oriel_v2_group (item, "Transformation"));
      oriel_json_copy_members (transformation, oriel_v2_spec (item));
      json_array_add_object_element (transformations, transformation);
    }

  json_object_set_array_member (panel, "transformations", transformations);
}

/* Grafana keeps what an old panel type had in an option until the new type's code takes it. */
static void
restore_old_settings (JsonObject *panel)
{
  JsonObject *options = oriel_json_object (panel, "options");
  JsonObject *old = oriel_json_object (options, "__angularMigration");
  g_autofree char *from = oriel_json_dup_string (old, "autoMigrateFrom");

  if (old == NULL)
    return;

  oriel_json_copy_members (panel, oriel_json_object (old, "originalOptions"));
  if (g_strcmp0 (from, oriel_json_string (panel, "type", "")) != 0)
    set_text (panel, "autoMigrateFrom", from);
  oriel_json_remove (oriel_json_object (panel, "options"), "__angularMigration");
}

static void
set_visualization (JsonObject *panel, JsonObject *config)
{
  JsonObject *spec = oriel_v2_spec (config);
  const char *version =
    oriel_json_string (config, "version", oriel_json_string (spec, "pluginVersion", NULL));

  json_object_set_string_member (panel, "type", oriel_v2_group (config, "VizConfig"));
  set_text (panel, "pluginVersion", version);
  oriel_json_set_copy (panel, "options", oriel_json_member (spec, "options"));
  oriel_json_set_copy (panel, "fieldConfig", oriel_json_member (spec, "fieldConfig"));
  restore_old_settings (panel);
}

JsonObject *
oriel_v2_panel (JsonObject *element)
{
  static const char *const members[] = { "id", "title", "description", "transparent", "links" };
  JsonObject *panel = json_object_new ();
  JsonObject *spec = oriel_v2_spec (element);
  JsonObject *data = oriel_v2_spec (oriel_json_object (spec, "data"));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    oriel_json_set_copy (panel, members[i], oriel_json_member (spec, members[i]));

  if (oriel_json_object (spec, "libraryPanel") != NULL)
    {
      oriel_json_set_copy (panel, "libraryPanel", oriel_json_member (spec, "libraryPanel"));
      return panel;
    }

  set_visualization (panel, oriel_json_object (spec, "vizConfig"));
  set_targets (panel, oriel_json_array (data, "queries"));
  set_transformations (panel, oriel_json_array (data, "transformations"));
  oriel_json_copy_members (panel, oriel_json_object (data, "queryOptions"));
  return panel;
}
