/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a dashboard is not supported, one issue each, with a stable code. */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include "base/oriel-json.h"

static const char *const panel_types[] = {
  "barchart", "bargauge", "gauge",          "heatmap", "histogram", "logs",       "piechart",
  "row",      "stat",     "state-timeline", "table",   "text",      "timeseries", "status-history",
};

static gboolean
is_one_of (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return TRUE;

  return FALSE;
}

static char *
panel_place (const OrielPanel *panel)
{
  return g_strdup_printf ("panel %d “%s”", panel->id, panel->title);
}

static void
check_panel_type (OrielDashboard *dashboard, const OrielPanel *panel)
{
  if (is_one_of (panel_types, G_N_ELEMENTS (panel_types), panel->type))
    return;

  oriel_dashboard_add_issue (dashboard, "panel-type", panel->id, panel_place (panel),
                             "Panels of type “%s” are not drawn.", panel->type);
}

static void
check_panels (OrielDashboard *dashboard, const GPtrArray *panels)
{
  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      check_panel_type (dashboard, panel);
      check_panels (dashboard, panel->children);
    }
}

void
oriel_dashboard_collect_issues (OrielDashboard *dashboard)
{
  check_panels (dashboard, dashboard->panels);
}
