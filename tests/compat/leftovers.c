/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See leftovers.h. A row is added only once it is known that Grafana has no reader of the option:
 * what it reads and we don't belongs into the list of what is missing. */

#include "config.h"

#include "leftovers.h"

#include <string.h>

#define GRAPH "of the old graph, which Grafana no longer has"
#define BETA "of the time series panel before its first release"
#define NO_FIELDS "of other panel types: this one has no such settings of fields"
#define NO_LEGEND "of other panel types: this one has no legend"
#define BETA_HEATMAP "of the heatmap before version 9"
#define SCHEMA "in Grafana's schema, but without a reader"
#define STATES "of other panel types: this legend names states"

static const Leftover leftovers[] = {
  { "heatmap", "bucket", BETA_HEATMAP },
  { "heatmap", "cellRadius", SCHEMA },
  { "heatmap", "custom.hideFrom.legend", SCHEMA ": its legend is of colours" },
  { "heatmap", "custom.hideFrom.viz", SCHEMA ": buckets are not hidden" },
  { "heatmap", "legend.showLegend", "of other panel types: legend.show counts" },
  { "heatmap", "mode", BETA_HEATMAP },
  { "heatmap", "showValue", SCHEMA },
  { "heatmap", "yAxisLabels", BETA_HEATMAP },
  { "heatmap", "yAxisReverse", BETA_HEATMAP },
  { "stat", "custom", NO_FIELDS },
  { "stat", "fieldOptions", "of version 6: made settings of fields where the panel is that old" },
  { "stat", "legend", NO_LEGEND },
  { "stat", "sparkline", "of version 6: replaced by graphMode" },
  { "state-timeline", "legend.calcs", STATES },
  { "state-timeline", "mode", "of its first versions: states always run until they change" },
  { "status-history", "alignValue", "of the state timeline: here values are always centred" },
  { "status-history", "legend.calcs", STATES },
  { "table", "custom.footer.reducer", "misspelt: it is footer.reducers" },
  { "table", "filterable", "a setting of fields: custom.filterable" },
  { "table", "showRowNums", "of version 9: rows have no numbers any more" },
  { "table", "showSearch", "of the list of dashboards" },
  { "timeseries", "alertThreshold", GRAPH },
  { "timeseries", "custom.align", "of tables" },
  { "timeseries", "custom.axis", BETA },
  { "timeseries", "custom.axisShow", BETA },
  { "timeseries", "custom.bars", BETA },
  { "timeseries", "custom.fill", BETA },
  { "timeseries", "custom.fillGradient", BETA },
  { "timeseries", "custom.gradientNode", "misspelt: it is gradientMode" },
  { "timeseries", "custom.line", BETA },
  { "timeseries", "custom.nullValues", BETA },
  { "timeseries", "custom.points", BETA },
  { "timeseries", "dataLinks", GRAPH ": made links of fields when that is migrated" },
  { "timeseries", "graph", BETA },
  { "timeseries", "legend.asTable", SCHEMA ": displayMode counts" },
  { "timeseries", "legend.isVisible", SCHEMA ": showLegend counts" },
  { "timeseries", "series", BETA },
  { "timeseries", "stacking", "a setting of fields: custom.stacking" },
  { "timeseries", "timezones", "misspelt: it is timezone" },
};

const Leftover *
leftover_nth (guint i)
{
  return i < G_N_ELEMENTS (leftovers) ? &leftovers[i] : NULL;
}

/* Whether `path` is `root` or lies within it. */
static gboolean
is_within (const char *path, const char *root)
{
  gsize n = strlen (root);

  return strncmp (path, root, n) == 0 && (path[n] == '\0' || path[n] == '.');
}

const Leftover *
leftover_find (const char *type, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (leftovers); i++)
    if (strcmp (leftovers[i].type, type) == 0 && is_within (path, leftovers[i].path))
      return &leftovers[i];

  return NULL;
}
