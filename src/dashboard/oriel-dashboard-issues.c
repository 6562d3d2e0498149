/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a dashboard is not supported, one issue each, with a stable code.
 *
 * The tables below say what the rest of the program does; whoever adds a panel type or a data
 * source adds its id here.
 */

#include "config.h"

#include "dashboard/oriel-annotation.h"
#include "dashboard/oriel-dashboard-private.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "transform/oriel-transform.h"

/* More than this are not listed. */
#define MAX_ISSUES 2000

static const char *const panel_types[] = {
  "barchart", "bargauge",   "candlestick", "gauge",          "heatmap",        "histogram",
  "piechart", "row",        "stat",        "state-timeline", "status-history", "table",
  "text",     "timeseries", "trend",       "xychart",        "xychart2",       NULL,
};

static const char *const source_types[] = {
  "dashboard", "datasource", "grafana", "mixed", "oriel-demo", "prometheus", NULL,
};

/* These need no server. */
static const char *const other_variables[] = { "snapshot", "system", NULL };

static gboolean
is_listed (const char *const *names, const char *name)
{
  return g_strv_contains (names, name);
}

static gboolean
is_full (const OrielDashboard *dashboard)
{
  return dashboard->issues->len >= MAX_ISSUES;
}

char *
oriel_short_text (const char *text)
{
  return g_utf8_strlen (text, -1) <= 80 ? g_strdup (text) : g_utf8_substring (text, 0, 80);
}

char *
oriel_panel_place (const OrielPanel *panel)
{
  g_autofree char *title = oriel_short_text (panel->title);

  return g_strdup_printf (_ ("panel %d “%s”"), panel->id, title);
}

static void
check_panel_type (OrielDashboard *dashboard, const OrielPanel *panel)
{
  g_autofree char *type = oriel_short_text (panel->type);

  if (panel->is_tab || is_listed (panel_types, panel->type))
    return;

  if (oriel_json_object (panel->json, "libraryPanel") != NULL && *type == '\0')
    oriel_dashboard_add_issue (dashboard, "library-panel", panel->id, oriel_panel_place (panel),
                               _ ("The library panel it stands for is not in the file."));
  else if (*type == '\0')
    oriel_dashboard_add_issue (dashboard, "panel-type", panel->id, oriel_panel_place (panel),
                               _ ("The panel has no type."));
  else
    oriel_dashboard_add_issue (dashboard, "panel-type", panel->id, oriel_panel_place (panel),
                               _ ("Panels of type “%s” are not drawn."), type);
}

static void
check_transformations (OrielDashboard *dashboard, const OrielPanel *panel)
{
  for (guint i = 0; i < oriel_json_array_length (panel->transformations); i++)
    {
      JsonObject *transformation = oriel_json_array_object (panel->transformations, i);
      g_autofree char *id = oriel_short_text (oriel_json_string (transformation, "id", ""));

      if (oriel_json_boolean (transformation, "disabled", FALSE) || is_full (dashboard) ||
          oriel_transform_find (id) != NULL)
        continue;

      oriel_dashboard_add_issue (dashboard, "transformation", panel->id, oriel_panel_place (panel),
                                 _ ("The transformation “%s” is not done."), id);
    }
}

gboolean
oriel_dashboard_knows_source (const OrielDataSourceRef *ref)
{
  return ref->type == NULL || is_listed (source_types, ref->type);
}

/* One issue a type, however many queries there are. */
static void
check_sources (OrielDashboard *dashboard, const OrielPanel *panel)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < panel->targets->len && !is_full (dashboard); i++)
    {
      const OrielTarget *target = g_ptr_array_index (panel->targets, i);
      g_autofree char *type = NULL;

      if (target->hidden || oriel_dashboard_knows_source (&target->source) ||
          !g_hash_table_add (said, target->source.type))
        continue;

      type = oriel_short_text (target->source.type);
      oriel_dashboard_add_issue (dashboard, "datasource-type", panel->id, oriel_panel_place (panel),
                                 _ ("Data sources of type “%s” are not asked."), type);
    }
}

static void
check_panels (OrielDashboard *dashboard, const GPtrArray *panels)
{
  for (guint i = 0; i < panels->len && !is_full (dashboard); i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      check_panel_type (dashboard, panel);
      check_transformations (dashboard, panel);
      if (panel->snapshot_frames == NULL)
        check_sources (dashboard, panel);
      check_panels (dashboard, panel->children);
    }
}

static char *
variable_place (const OrielVariable *variable)
{
  g_autofree char *name = oriel_short_text (variable->name);

  return g_strdup_printf (_ ("variable “%s”"), name);
}

gboolean
oriel_dashboard_is_variable_supported (const OrielVariable *variable)
{
  return variable->kind != ORIEL_VARIABLE_OTHER || is_listed (other_variables, variable->type);
}

static void
check_variable (OrielDashboard *dashboard, const OrielVariable *variable)
{
  g_autofree char *type = oriel_short_text (variable->type);
  g_autofree char *source = NULL;

  if (variable->kind == ORIEL_VARIABLE_OTHER)
    {
      if (!oriel_dashboard_is_variable_supported (variable))
        oriel_dashboard_add_issue (dashboard, "variable-kind", -1, variable_place (variable),
                                   _ ("Variables of kind “%s” are not known."), type);
      return;
    }

  if (variable->kind != ORIEL_VARIABLE_QUERY || oriel_dashboard_knows_source (&variable->source))
    return;

  source = oriel_short_text (variable->source.type);
  oriel_dashboard_add_issue (dashboard, "datasource-type", -1, variable_place (variable),
                             _ ("Data sources of type “%s” are not asked."), source);
}

static void
check_annotation (OrielDashboard *dashboard, const OrielAnnotation *annotation)
{
  g_autofree char *name = NULL;
  g_autofree char *source = NULL;

  if (!annotation->enabled || annotation->built_in || oriel_annotation_is_supported (annotation))
    return;

  name = oriel_short_text (annotation->name);
  source = oriel_short_text (annotation->source.type);
  oriel_dashboard_add_issue (dashboard, "annotation-query", -1,
                             g_strdup_printf (_ ("annotation “%s”"), name),
                             _ ("Data sources of type “%s” are not asked."), source);
}

const char *const *
oriel_dashboard_supported_panel_types (void)
{
  return panel_types;
}

const char *const *
oriel_dashboard_supported_source_types (void)
{
  return source_types;
}

void
oriel_dashboard_collect_issues (OrielDashboard *dashboard)
{
  check_panels (dashboard, dashboard->panels);

  for (guint i = 0; i < dashboard->variables->len && !is_full (dashboard); i++)
    check_variable (dashboard, g_ptr_array_index (dashboard->variables, i));
  for (guint i = 0; i < dashboard->annotations->len && !is_full (dashboard); i++)
    check_annotation (dashboard, g_ptr_array_index (dashboard->annotations, i));
}
