/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The draft: text, tree, and what belongs to the dashboard as a whole. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-save.h"
#include "base/oriel-yaml.h"
#include "dashboard/oriel-dashboard-migrate.h"
#include "dashboard/oriel-dashboard-private.h"
#include "dashboard/oriel-draft-private.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-panel-migrate.h"
#include "dashboard/oriel-v2-private.h"

#define API_GROUP "dashboard.grafana.app/"

/* What is not read whole can't be written whole. */
static gboolean
check_lists (const OrielDraft *self, GError **error)
{
  if (self->is_v2 || !oriel_dashboard_cut_lists (self->dashboard))
    return TRUE;

  g_set_error_literal (error, ORIEL_PATCH_ERROR, ORIEL_PATCH_ERROR_TOO_LARGE,
                       _ ("The dashboard has more panels, queries or variables than are read."));
  return FALSE;
}

static gboolean
read_tree (OrielDraft *self, GError **error)
{
  OrielDashboardSource source;

  self->old = self->kind == ORIEL_TEXT_YAML
                ? oriel_yaml_parse (self->name, self->text, (gssize) self->length, error)
                : oriel_json_parse (self->name, self->text, (gssize) self->length,
                                    ORIEL_JSON_MAX_BYTES, error);
  if (self->old == NULL)
    return FALSE;

  self->root = oriel_json_tree_copy (self->old);
  if (!oriel_dashboard_unwrap (self->name, self->root, &source, error))
    return FALSE;

  self->dashboard = source.object;
  self->is_v2 = source.is_v2;
  self->uid = g_strdup (source.uid);
  self->is_stored = source.uid != NULL;
  g_free (source.format);
  return check_lists (self, error);
}

OrielDraft *
oriel_draft_new (const char *name, const char *text, gssize length, GError **error)
{
  OrielDraft *self = g_new0 (OrielDraft, 1);

  self->length = length < 0 ? strlen (text) : (gsize) length;
  self->name = g_strdup (name);
  self->text = g_strndup (text, self->length);
  self->kind =
    oriel_dashboard_text_is_yaml (self->text, self->length) ? ORIEL_TEXT_YAML : ORIEL_TEXT_JSON;
  if (oriel_dashboard_check_weight (name, text, length, error) && read_tree (self, error))
    return self;

  oriel_draft_free (self);
  return NULL;
}

OrielDraft *
oriel_draft_new_for_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GByteArray) bytes = oriel_dashboard_load_file (file, cancellable, error);

  if (bytes == NULL)
    return NULL;

  return oriel_draft_new (name, (const char *) bytes->data, (gssize) bytes->len, error);
}

void
oriel_draft_free (OrielDraft *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->text);
  g_free (self->uid);
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->old, json_node_unref);
  g_free (self);
}

gboolean
oriel_draft_is_v2 (const OrielDraft *self)
{
  return self->is_v2;
}

OrielTextKind
oriel_draft_get_kind (const OrielDraft *self)
{
  return self->kind;
}

gboolean
oriel_draft_is_changed (const OrielDraft *self)
{
  return !oriel_json_same (self->old, self->root);
}

char *
oriel_draft_to_text (const OrielDraft *self, GError **error)
{
  return oriel_text_patch (self->kind, self->text, (gssize) self->length, self->root, error);
}

gboolean
oriel_draft_save (OrielDraft *self, const char *path, GError **error)
{
  g_autofree char *text = oriel_draft_to_text (self, error);

  if (text == NULL || !oriel_save_file (path, self->text, self->length, text, strlen (text), error))
    return FALSE;

  g_free (self->text);
  self->length = strlen (text);
  self->text = g_steal_pointer (&text);
  json_node_unref (self->old);
  self->old = oriel_json_tree_copy (self->root);
  return TRUE;
}

void
oriel_draft_upgrade (OrielDraft *self)
{
  if (self->is_v2 || oriel_json_int (self->dashboard, "schemaVersion", 0) >= ORIEL_SCHEMA_VERSION)
    return;

  oriel_dashboard_migrate (self->dashboard, ORIEL_SCHEMA_VERSION, NULL, 0);
  oriel_panels_migrate (self->dashboard);
}

OrielSchema
oriel_draft_get_schema (const OrielDraft *self)
{
  const char *version =
    oriel_json_string (oriel_json_node_object (self->root), "apiVersion", API_GROUP "v2");

  if (!self->is_v2)
    return ORIEL_SCHEMA_CLASSIC;

  return g_str_has_suffix (version, "/v2") ? ORIEL_SCHEMA_V2 : ORIEL_SCHEMA_V2BETA1;
}

void
oriel_draft_set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    oriel_json_remove (object, member);
}

/* References to library panels, which have no type of their own. The depth is that of the JSON. */
static void
list_references (JsonArray *panels, GPtrArray *references)
{
  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (oriel_json_object (panel, "libraryPanel") != NULL &&
          !json_object_has_member (panel, "type"))
        g_ptr_array_add (references, panel);
      list_references (oriel_json_array (panel, "panels"), references);
    }
}

/* Schema v2 has no place for the library that an exported dashboard brings along: its panels become
 * the dashboard's own. */
static void
take_library (JsonObject *dashboard)
{
  g_autoptr (GPtrArray) references = g_ptr_array_new ();

  list_references (oriel_json_array (dashboard, "panels"), references);
  oriel_dashboard_insert_elements (dashboard);
  for (guint i = 0; i < references->len; i++)
    if (json_object_has_member (g_ptr_array_index (references, i), "type"))
      oriel_json_remove (g_ptr_array_index (references, i), "libraryPanel");
}

/* A copy in the other schema, or in the same one. */
static JsonObject *
converted_spec (const OrielDraft *self, OrielSchema schema)
{
  JsonObject *copy = oriel_json_tree_copy_object (self->dashboard);
  JsonObject *spec;

  if (self->is_v2 && schema != ORIEL_SCHEMA_CLASSIC)
    {
      oriel_convert_renew (copy, schema);
      return copy;
    }
  if (self->is_v2)
    {
      spec = oriel_convert_to_classic (copy);
      oriel_draft_set_text (spec, "uid", self->uid);
      json_object_unref (copy);
      return spec;
    }

  if (schema != ORIEL_SCHEMA_CLASSIC)
    take_library (copy);
  oriel_dashboard_migrate (copy, ORIEL_SCHEMA_VERSION, NULL, 0);
  if (schema == ORIEL_SCHEMA_CLASSIC)
    {
      oriel_panels_migrate (copy);
      return copy;
    }
  if (!self->is_stored)
    oriel_convert_complete (copy);
  spec = oriel_convert_to_v2 (copy, schema);
  json_object_unref (copy);
  return spec;
}

/* Schema v2 lives in a resource. What the server said about the old one is not kept. */
static JsonObject *
wrap (const OrielDraft *self, JsonObject *spec, OrielSchema schema)
{
  JsonObject *root = oriel_json_node_object (self->root);
  JsonObject *metadata = oriel_json_object (root, "metadata");
  const char *uid = oriel_json_string (self->dashboard, "uid", self->uid);
  JsonObject *resource = json_object_new ();

  json_object_set_string_member (resource, "apiVersion",
                                 schema == ORIEL_SCHEMA_V2 ? API_GROUP "v2" : API_GROUP "v2beta1");
  json_object_set_string_member (resource, "kind", "Dashboard");
  json_object_set_object_member (resource, "metadata", oriel_json_tree_copy_object (metadata));
  if (uid != NULL)
    json_object_set_string_member (oriel_json_object (resource, "metadata"), "name", uid);
  json_object_set_object_member (resource, "spec", spec);
  return resource;
}

char *
oriel_draft_convert (const OrielDraft *self, OrielSchema schema, OrielTextKind kind)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *spec = converted_spec (self, schema);
  g_autofree char *text = NULL;

  json_node_take_object (node, schema == ORIEL_SCHEMA_CLASSIC ? spec : wrap (self, spec, schema));
  if (kind == ORIEL_TEXT_YAML)
    return oriel_yaml_to_text (node);

  text = oriel_json_to_text (node, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* Where times are: schema v2 keeps them together. */
static JsonObject *
time_settings (OrielDraft *self)
{
  return self->is_v2 ? oriel_json_ensure_object (self->dashboard, "timeSettings") : self->dashboard;
}

void
oriel_draft_set_title (OrielDraft *self, const char *title)
{
  json_object_set_string_member (self->dashboard, "title", title);
}

void
oriel_draft_set_description (OrielDraft *self, const char *description)
{
  oriel_draft_set_text (self->dashboard, "description", description);
}

void
oriel_draft_set_tags (OrielDraft *self, const char *const *tags)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    json_array_add_string_element (list, tags[i]);
  json_object_set_array_member (self->dashboard, "tags", list);
}

void
oriel_draft_set_time (OrielDraft *self, const char *from, const char *to)
{
  JsonObject *time =
    self->is_v2 ? time_settings (self) : oriel_json_ensure_object (self->dashboard, "time");

  json_object_set_string_member (time, "from", from);
  json_object_set_string_member (time, "to", to);
}

void
oriel_draft_set_refresh (OrielDraft *self, const char *refresh)
{
  json_object_set_string_member (time_settings (self), self->is_v2 ? "autoRefresh" : "refresh",
                                 refresh);
}

void
oriel_draft_set_timezone (OrielDraft *self, const char *zone)
{
  json_object_set_string_member (time_settings (self), "timezone", zone);
}

gboolean
oriel_draft_set_annotation (OrielDraft *self, const char *name, gboolean enabled)
{
  JsonArray *list =
    self->is_v2 ? oriel_json_array (self->dashboard, "annotations")
                : oriel_json_array (oriel_json_object (self->dashboard, "annotations"), "list");
  gboolean found = FALSE;

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *entry = oriel_json_array_object (list, i);
      JsonObject *annotation = self->is_v2 ? oriel_v2_spec (entry) : entry;

      if (annotation == NULL || strcmp (oriel_json_string (annotation, "name", ""), name) != 0)
        continue;
      json_object_set_boolean_member (annotation, "enable", enabled);
      found = TRUE;
    }

  return found;
}
