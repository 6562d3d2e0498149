/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migrations 33 and 36: data sources by name → references `{type, uid}`.
 *
 * A name that is not known becomes the uid, which whoever resolves sources tries as a name too.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

#define MIXED "-- Mixed --"
#define EXPRESSION "__expr__"

static const OrielKnownSource *
find_source (const OrielMigration *migration, const char *name_or_uid)
{
  for (guint i = 0; i < migration->n_sources; i++)
    if (g_strcmp0 (migration->sources[i].name, name_or_uid) == 0)
      return &migration->sources[i];

  for (guint i = 0; i < migration->n_sources; i++)
    if (g_strcmp0 (migration->sources[i].uid, name_or_uid) == 0)
      return &migration->sources[i];

  return NULL;
}

static const OrielKnownSource *
default_source (const OrielMigration *migration)
{
  for (guint i = 0; i < migration->n_sources; i++)
    if (migration->sources[i].is_default)
      return &migration->sources[i];

  return NULL;
}

static JsonNode *
node_for_object (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

/* NULL gives NULL. */
static JsonNode *
new_ref (const OrielKnownSource *source)
{
  JsonObject *ref;

  if (source == NULL)
    return NULL;

  ref = json_object_new ();
  json_object_set_string_member (ref, "type", source->type);
  json_object_set_string_member (ref, "uid", source->uid);
  if (source->api_version != NULL)
    json_object_set_string_member (ref, "apiVersion", source->api_version);

  return node_for_object (ref);
}

static gboolean
is_ref (JsonNode *node)
{
  JsonObject *object = oriel_json_node_object (node);

  return *oriel_json_string (object, "uid", "") != '\0' ||
         *oriel_json_string (object, "type", "") != '\0';
}

/* The members that make a reference, which many queries may come to share. */
static JsonNode *
copy_ref (JsonNode *node)
{
  static const char *const members[] = { "type", "uid", "apiVersion" };
  JsonObject *object = oriel_json_node_object (node);
  JsonObject *ref = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = oriel_json_short_string (object, members[i]);

      if (text != NULL)
        json_object_set_string_member (ref, members[i], text);
    }

  return node_for_object (ref);
}

static JsonNode *
ref_for_name (const OrielMigration *migration, const char *name)
{
  const OrielKnownSource *source = find_source (migration, name);
  JsonObject *ref;

  if (source != NULL)
    return new_ref (source);

  ref = json_object_new ();
  if (*name != '\0' && strlen (name) <= ORIEL_JSON_SHORT)
    json_object_set_string_member (ref, "uid", name);

  return node_for_object (ref);
}

/* The reference that stands for `node`, which is nullable; NULL where it stays empty. */
static JsonNode *
upgrade_ref (const OrielMigration *migration, JsonNode *node, gboolean default_stays_null)
{
  const char *name = oriel_json_node_string (node);

  if (node == NULL || g_strcmp0 (name, "default") == 0)
    return default_stays_null ? NULL : new_ref (default_source (migration));
  if (is_ref (node))
    return copy_ref (node);

  return name != NULL ? ref_for_name (migration, name) : NULL;
}

/* Takes `ref`, which is nullable. */
static void
set_source (JsonObject *object, JsonNode *ref)
{
  if (ref != NULL)
    json_object_set_member (object, "datasource", ref);
  else
    json_object_set_null_member (object, "datasource");
}

void
oriel_migrate_33_source_names (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *targets = oriel_json_array (panel, "targets");

  set_source (panel, upgrade_ref (migration, oriel_json_member (panel, "datasource"), TRUE));
  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    {
      JsonObject *target = oriel_json_array_object (targets, i);
      JsonNode *ref = upgrade_ref (migration, oriel_json_member (target, "datasource"), TRUE);

      if (ref != NULL)
        set_source (target, ref);
    }
}

void
oriel_migrate_36_sources (const OrielMigration *migration)
{
  JsonObject *annotations = oriel_json_object (migration->root, "annotations");
  JsonObject *templating = oriel_json_object (migration->root, "templating");
  JsonArray *list = oriel_json_array (annotations, "list");
  JsonArray *variables = oriel_json_array (templating, "list");

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *query = oriel_json_array_object (list, i);

      if (query != NULL)
        set_source (query, upgrade_ref (migration, oriel_json_member (query, "datasource"), FALSE));
    }

  for (guint i = 0; i < oriel_json_array_length (variables); i++)
    {
      JsonObject *variable = oriel_json_array_object (variables, i);

      if (g_str_equal (oriel_json_string (variable, "type", ""), "query") &&
          json_object_has_member (variable, "datasource") &&
          oriel_json_member (variable, "datasource") == NULL)
        set_source (variable, new_ref (default_source (migration)));
    }
}

static gboolean
has_uid (JsonNode *source)
{
  JsonObject *object = oriel_json_node_object (source);

  return object != NULL ? oriel_json_member (object, "uid") != NULL : source != NULL;
}

/* A query without a source takes the panel's, unless that one mixes sources. */
static void
upgrade_target_source (const OrielMigration *migration, JsonObject *panel, JsonObject *target)
{
  JsonObject *of_panel = oriel_json_object (panel, "datasource");
  JsonNode *own = oriel_json_member (target, "datasource");
  gboolean mixed = g_str_equal (oriel_json_string (of_panel, "uid", ""), MIXED);

  if (has_uid (own) || mixed)
    set_source (target, upgrade_ref (migration, own, FALSE));
  else if (of_panel != NULL)
    set_source (target, copy_ref (oriel_json_member (panel, "datasource")));
}

void
oriel_migrate_36_panel_sources (const OrielMigration *migration, JsonObject *panel)
{
  JsonNode *own = oriel_json_member (panel, "datasource");
  gboolean was_default = own == NULL;
  JsonArray *targets;

  if (!migration->in_row)
    oriel_panel_ensure_target (panel);
  targets = oriel_json_array (panel, "targets");
  if (oriel_json_array_length (targets) == 0)
    return;

  if (was_default)
    set_source (panel, new_ref (default_source (migration)));
  else if (oriel_json_node_object (own) == NULL || is_ref (own))
    set_source (panel, upgrade_ref (migration, own, FALSE));

  for (guint i = 0; i < json_array_get_length (targets); i++)
    {
      JsonObject *target = oriel_json_array_object (targets, i);
      JsonObject *source;

      if (target == NULL)
        continue;

      upgrade_target_source (migration, panel, target);
      source = oriel_json_object (target, "datasource");
      if (was_default && *oriel_json_string (source, "uid", EXPRESSION) != '\0' &&
          !g_str_equal (oriel_json_string (source, "uid", EXPRESSION), EXPRESSION))
        set_source (panel, copy_ref (oriel_json_member (target, "datasource")));
    }
}
