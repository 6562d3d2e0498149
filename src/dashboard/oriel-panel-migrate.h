/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing the settings of single panels to what today's panel types understand.
 *
 * Two kinds of work, as in Grafana: a panel whose type is gone (`autoMigrateFrom`) gets the
 * options and field config of its successor; a panel of a living type has its older options
 * renewed. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Renews every panel of the dashboard `root` (also within rows), whose schema is migrated.
 * Running it again changes nothing. */
void oriel_panels_migrate (JsonObject *root);

/* Successors. `old` is the panel as it was; `panel` has its options emptied. */
void oriel_panel_from_graph (JsonObject *panel, JsonObject *old);
void oriel_panel_from_graph_to_bar_chart (JsonObject *panel, JsonObject *old);
void oriel_panel_from_graph_to_bar_gauge (JsonObject *panel, JsonObject *old);
void oriel_panel_from_graph_to_histogram (JsonObject *panel, JsonObject *old);
void oriel_panel_from_single_stat (JsonObject *panel, JsonObject *old);
void oriel_panel_from_old_table (JsonObject *panel, JsonObject *old);
void oriel_panel_from_old_pie_chart (JsonObject *panel, JsonObject *old);
void oriel_panel_from_discrete (JsonObject *panel, JsonObject *old);

/* Older options of living types. */
void oriel_panel_renew_stat (JsonObject *panel);
void oriel_panel_renew_gauge (JsonObject *panel);
void oriel_panel_renew_table (JsonObject *panel);
void oriel_panel_renew_text (JsonObject *panel);
void oriel_panel_renew_heatmap (JsonObject *panel);
void oriel_panel_renew_xy_chart (JsonObject *panel);

/* Annotation queries for the time regions of an old graph; added to `list`. */
void oriel_graph_add_time_regions (JsonObject *graph, JsonArray *list);

/* `{displayMode, showLegend, placement, calcs, width}` of an old graph's legend; NULL-safe. */
JsonObject *oriel_legend_from_graph (JsonObject *graph) G_GNUC_WARN_UNUSED_RESULT;

/* The major and minor part of `pluginVersion` as a number: 7.1; `fallback` without one. */
double oriel_panel_plugin_version (JsonObject *panel, double fallback);

G_END_DECLS
