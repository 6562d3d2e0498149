/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the dashboard in what files and servers wrap around it.
 *
 * `{dashboard, meta}` of the HTTP API and of snapshot requests, `{apiVersion, kind, metadata,
 * spec}` of the resource API and of tools that copy its form; wrappers may be nested.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"

#define MAX_WRAPPERS 4

/* One of these makes an object a dashboard. */
static const char *const marks[] = { "panels",      "rows",  "schemaVersion", "templating",
                                     "annotations", "title", "timepicker",    "elements" };

static gboolean
looks_like_dashboard (JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (json_object_has_member (object, marks[i]))
      return TRUE;

  return FALSE;
}

/* The part behind the last slash: `dashboard.grafana.app/v2beta1` → `v2beta1`. */
static const char *
version_of (const char *api_version)
{
  const char *slash = strrchr (api_version, '/');

  return slash != NULL ? slash + 1 : api_version;
}

static void
set_format (OrielDashboardSource *source, const char *api_version)
{
  g_free (source->format);
  source->format = g_strdup_printf ("classic (apiVersion %s)", api_version);
  source->is_v2 = g_str_has_prefix (version_of (api_version), "v2");
}

static JsonObject *
unwrap_resource (OrielDashboardSource *source, JsonObject *object)
{
  const char *api_version = oriel_json_string (object, "apiVersion", NULL);
  JsonObject *spec = oriel_json_object (object, "spec");

  if (api_version == NULL || spec == NULL)
    return NULL;

  set_format (source, api_version);
  source->uid = oriel_json_string (oriel_json_object (object, "metadata"), "name", source->uid);
  return spec;
}

static JsonObject *
unwrap_api (OrielDashboardSource *source, JsonObject *object)
{
  JsonObject *inner = oriel_json_object (object, "dashboard");
  JsonObject *meta = oriel_json_object (object, "meta");

  if (inner != NULL && oriel_json_boolean (meta, "isSnapshot", FALSE))
    source->is_snapshot = TRUE;

  return inner;
}

static gboolean
has_stored_data (JsonObject *dashboard)
{
  JsonArray *panels = oriel_json_array (dashboard, "panels");

  for (guint i = 0; i < oriel_json_array_length (panels); i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      if (oriel_json_array_length (oriel_json_array (panel, "snapshotData")) > 0)
        return TRUE;
    }

  return FALSE;
}

static void
name_format (OrielDashboardSource *source)
{
  if (oriel_json_object (source->object, "elements") != NULL &&
      oriel_json_object (source->object, "layout") != NULL)
    source->is_v2 = TRUE;
  if (oriel_json_object (source->object, "snapshot") != NULL || has_stored_data (source->object))
    source->is_snapshot = TRUE;

  if (source->is_v2)
    {
      g_free (source->format);
      source->format = g_strdup ("v2");
    }
  else if (source->is_snapshot)
    {
      g_free (source->format);
      source->format = g_strdup ("snapshot");
    }
  else if (source->format == NULL)
    source->format = g_strdup ("classic");
}

gboolean
oriel_dashboard_unwrap (const char *name,
                        JsonNode *root,
                        OrielDashboardSource *source,
                        GError **error)
{
  JsonObject *object = oriel_json_node_object (root);

  *source = (OrielDashboardSource){ 0 };
  for (guint i = 0; i < MAX_WRAPPERS && object != NULL; i++)
    {
      JsonObject *inner = unwrap_resource (source, object);

      if (inner == NULL)
        inner = unwrap_api (source, object);
      if (inner == NULL)
        break;
      object = inner;
    }

  if (object == NULL || !looks_like_dashboard (object))
    {
      g_clear_pointer (&source->format, g_free);
      g_set_error (error, ORIEL_DASHBOARD_ERROR, ORIEL_DASHBOARD_ERROR_NOT_A_DASHBOARD,
                   _ ("%s%sJSON, but not a dashboard: it has neither panels nor a schema version"),
                   name != NULL ? name : "", name != NULL ? ": " : "");
      return FALSE;
    }

  source->object = object;
  name_format (source);
  return TRUE;
}
