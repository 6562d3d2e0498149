/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing a dashboard's JSON to schema version 42, as Grafana does: one small function a
 * version. A step may change the dashboard, each panel, or both; steps of the dashboard run
 * first, then every panel (also within rows) goes through all its steps. Panels of one kind
 * that became another (graph, singlestat, …) are then the matter of oriel-panel-migrate.h. */

#pragma once

#include "dashboard/oriel-dashboard.h"

G_BEGIN_DECLS

#define ORIEL_SCHEMA_VERSION 42

/* A data source whose name old dashboards may mention. */
typedef struct
{
  const char *name;
  const char *uid;
  const char *type;
  const char *api_version; /* nullable */
  gboolean is_default;
} OrielKnownSource;

/* What a step works on. */
typedef struct
{
  JsonObject *root;                /* the dashboard; may be changed */
  const OrielKnownSource *sources; /* nullable */
  guint n_sources;
  gboolean in_row; /* the panel at hand is folded into a row */
} OrielMigration;

/* A step of the dashboard, and one of a panel. */
typedef void (*OrielDashboardStep) (const OrielMigration *migration);
typedef void (*OrielPanelStep) (const OrielMigration *migration, JsonObject *panel);

/* Migrates `root`, which may be changed, up to `target` (ORIEL_SCHEMA_VERSION). `sources` is
 * nullable: names then stay as uids. Not thread safe for one root. */
void oriel_dashboard_migrate (JsonObject *root,
                              int target,
                              const OrielKnownSource *sources,
                              guint n_sources);

/* The panel type that takes the place of a type that is gone, or NULL when `panel`'s lives. */
const char *oriel_panel_replacement_type (JsonObject *panel);

/* Gives a panel without queries an empty one. */
void oriel_panel_ensure_target (JsonObject *panel);

/* The steps, by the version that they lead to. */
void oriel_migrate_2_services (const OrielMigration *migration);
void oriel_migrate_6_pulldowns (const OrielMigration *migration);
void oriel_migrate_7_nav (const OrielMigration *migration);
void oriel_migrate_8_influx_query (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_10_table_thresholds (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_12_variables (const OrielMigration *migration);
void oriel_migrate_14_crosshair (const OrielMigration *migration);
void oriel_migrate_16_grid (const OrielMigration *migration);
void oriel_migrate_17_max_per_row (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_18_gauge_options (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_19_panel_links (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_20_link_variables (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_21_link_labels (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_22_table_align (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_23_multi_variables (const OrielMigration *migration);
void oriel_migrate_24_old_table (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_26_text2 (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_27_repeats_and_constants (const OrielMigration *migration);
void oriel_migrate_28_variable_tags (const OrielMigration *migration);
void oriel_migrate_29_query_variables (const OrielMigration *migration);
void oriel_migrate_30_mappings_and_tooltip (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_31_merge_labels (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_33_source_names (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_34_cloudwatch_annotations (const OrielMigration *migration);
void oriel_migrate_34_cloudwatch_queries (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_35_x_axis (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_36_sources (const OrielMigration *migration);
void oriel_migrate_36_panel_sources (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_37_legend (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_38_cell_options (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_39_time_series_table (const OrielMigration *migration, JsonObject *panel);
void oriel_migrate_40_refresh (const OrielMigration *migration);
void oriel_migrate_41_time_options (const OrielMigration *migration);
void oriel_migrate_42_hide_from (const OrielMigration *migration, JsonObject *panel);

G_END_DECLS
