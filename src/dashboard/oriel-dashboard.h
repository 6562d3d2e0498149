/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboard model: one typed tree for every schema version and wrapper.
 *
 * Immutable once read and shared by reference, so workers may hold it. Its JSON trees live as
 * long as the dashboard: borrow them, for json-glib counts its own references without atomics. What
 * the model does not carry stays in the `json` members and is reported as an issue with a code. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define ORIEL_DASHBOARD_ERROR (oriel_dashboard_error_quark ())

typedef enum
{
  ORIEL_DASHBOARD_ERROR_NOT_A_DASHBOARD, /* JSON, but no dashboard */
  ORIEL_DASHBOARD_ERROR_UNSUPPORTED,     /* a form that is not read yet (schema v2, …) */
} OrielDashboardError;

/* The error domain of the readers. */
GQuark oriel_dashboard_error_quark (void);

/* Something that Oriel does not do, or not fully. The codes: panel-type, library-panel,
 * transformation, datasource-type, variable-kind, annotation-query, snapshot-data, layout-kind,
 * too-many-panels, too-many-items. */
typedef struct
{
  const char *code; /* static: "panel-type", "transformation", "variable-kind", … */
  int panel_id;     /* -1: the dashboard */
  char *where;      /* "panel 4 “Latency”", "variable “host”" */
  char *message;    /* one sentence */
} OrielIssue;

/* A reference to a data source as dashboards store it: each part is nullable. */
typedef struct
{
  char *type;
  char *uid;  /* may hold variables */
  char *name; /* old form */
} OrielDataSourceRef;

/* One query of a panel or variable. */
typedef struct
{
  char *ref_id;
  gboolean hidden;
  OrielDataSourceRef source; /* of the panel, where the target has none */
  JsonObject *json;          /* the target as stored */
} OrielTarget;

typedef struct
{
  int x, y, width, height; /* 24 columns; rows of 30 px + 8 px */
} OrielGridPos;

typedef struct
{
  char *title;
  char *url;
  gboolean new_window;
} OrielPanelLink;

/* How the panels of a page, row or tab stand. */
typedef enum
{
  ORIEL_ARRANGE_GRID, /* by their grid positions; a classic dashboard's rows are among them */
  ORIEL_ARRANGE_AUTO, /* in reading order, as many in a line as fit */
  ORIEL_ARRANGE_ROWS, /* rows below each other */
  ORIEL_ARRANGE_TABS, /* tabs, of which one is shown */
} OrielArrangementKind;

typedef struct
{
  OrielArrangementKind kind;

  /* What follows is of ORIEL_ARRANGE_AUTO alone. */
  int max_columns;
  double column_px;     /* least width of a column */
  double row_px;        /* height of a line */
  gboolean fill_screen; /* lines grow where the page is not full */
} OrielArrangement;

/* When something is shown: see oriel-condition.h. */
typedef struct _OrielCondition OrielCondition;

typedef struct _OrielPanel OrielPanel;

/* A panel, or what holds panels: a row or a tab. */
struct _OrielPanel
{
  int id;
  char *type;        /* after migration: graph → timeseries */
  char *old_type;    /* nullable: what the file says, when another */
  char *title;       /* may hold variables; never NULL */
  char *description; /* nullable; Markdown */
  gboolean transparent;
  OrielGridPos grid;

  OrielDataSourceRef source;
  GPtrArray *targets;         /* of OrielTarget */
  JsonArray *transformations; /* nullable */
  JsonObject *options;        /* after migration; never NULL */
  JsonObject *field_config;   /* {defaults, overrides}; never NULL */
  GPtrArray *links;           /* of OrielPanelLink */

  char *interval;      /* nullable: min interval */
  int max_data_points; /* 0: from the width */
  char *time_from;     /* nullable */
  char *time_shift;    /* nullable */
  gboolean hide_time_override;

  char *repeat; /* nullable: variable name */
  gboolean repeat_vertical;
  gboolean repeat_within; /* repeats stand within the panel's own width, not the page's */
  int max_per_row;

  gboolean is_row;
  gboolean collapsed;  /* rows */
  GPtrArray *children; /* rows: of OrielPanel, the panels that fold with it, collapsed or not */

  gboolean is_tab;              /* holds `children`, as a row does */
  gboolean hide_header;         /* rows */
  OrielArrangement arrangement; /* rows, tabs: of `children` */
  OrielCondition *condition;    /* nullable: when it is shown */
  OrielPanel *parent;           /* nullable, borrowed: the row or tab of schema v2 it stands in */

  GPtrArray *snapshot_frames; /* nullable: of OrielFrame, data inside the dashboard */
  JsonObject *json;           /* the panel after migration */
};

typedef enum
{
  ORIEL_VARIABLE_QUERY,
  ORIEL_VARIABLE_CUSTOM,
  ORIEL_VARIABLE_CONSTANT,
  ORIEL_VARIABLE_INTERVAL,
  ORIEL_VARIABLE_DATASOURCE,
  ORIEL_VARIABLE_TEXTBOX,
  ORIEL_VARIABLE_ADHOC,
  ORIEL_VARIABLE_GROUPBY, /* labels that aggregations are grouped by */
  ORIEL_VARIABLE_SWITCH,  /* two options: the value when on, the value when off */
  ORIEL_VARIABLE_OTHER,   /* named by `type` */
} OrielVariableKind;

typedef enum
{
  ORIEL_REFRESH_NEVER,
  ORIEL_REFRESH_ON_LOAD,
  ORIEL_REFRESH_ON_TIME,
} OrielVariableRefresh;

typedef struct
{
  char *text;
  char *value;
  JsonNode *properties; /* nullable: an object; nodes, unlike objects, may be shared by threads */
} OrielVariableOption;

/* A variable as the dashboard defines it. Its state (options, current) is in
 * oriel-variables.h. */
typedef struct
{
  OrielVariableKind kind;
  char *type;                /* as stored */
  char *name;                /* of a section's: made unique, `local@id` */
  char *local_name;          /* nullable: what the panels of its section call it */
  const OrielPanel *section; /* nullable, borrowed: the row or tab it belongs to */
  char *label;               /* nullable */
  char *description;         /* nullable */
  int hide;                  /* 0 shown, 1 without label, 2 hidden, 3 in the menu */
  gboolean multi, include_all, allow_custom_value;
  char *all_value; /* nullable */
  char *query;     /* text of the query, list of a custom or interval variable, default text */
  JsonObject *query_json; /* nullable: query stored as an object */
  char *regex;            /* nullable */
  gboolean regex_on_text; /* regexApplyTo: text */
  int sort;               /* 0 to 8 */
  OrielVariableRefresh refresh;
  OrielDataSourceRef source;
  gboolean auto_enabled; /* interval */
  int auto_count;
  char *auto_min;
  GPtrArray *options;    /* stored options, of OrielVariableOption; may be empty */
  char **current_values; /* stored choice; NULL-ended; may be empty */
  char **current_texts;
  JsonObject *json;
} OrielVariable;

/* A dashboard. */
typedef struct
{
  char *uid;         /* nullable */
  char *title;       /* never NULL */
  char *description; /* nullable */
  char **tags;
  int schema_version; /* as the file says; 0: none */
  char *format;       /* "classic", "classic (apiVersion …)", "snapshot", "v2" */

  char *time_from, *time_to; /* never NULL: now-6h, now */
  char *timezone;            /* "", "browser", "utc", IANA name */
  char *refresh;             /* nullable or "": off */
  int week_start;            /* 0 Sunday … 6; -1: default */
  int fiscal_year_start_month;
  int graph_tooltip;        /* 0 single, 1 shared crosshair, 2 shared tooltip */
  char **refresh_intervals; /* nullable */

  GPtrArray *panels;            /* of OrielPanel, top level in reading order; rows hold children */
  OrielArrangement arrangement; /* of `panels` */
  GPtrArray *variables;         /* of OrielVariable; those of rows and tabs after the dashboard's */
  GPtrArray *links;             /* of JsonObject */
  GPtrArray *annotations;       /* of OrielAnnotation: see oriel-annotation.h */
  GPtrArray *inputs;            /* of OrielInput: asked for before the first use */
  GPtrArray *issues;            /* of OrielIssue */
  JsonObject *json;             /* the migrated dashboard; of schema v2 the spec as stored */
} OrielDashboard;

/* An `__inputs` entry of an exported dashboard. */
typedef struct
{
  char *name; /* DS_PROMETHEUS */
  char *label;
  char *type;      /* datasource, constant */
  char *plugin_id; /* nullable */
  char *value;     /* nullable: default */
} OrielInput;

/* Reads a dashboard from JSON or YAML text: classic of any schema version, schema v2alpha1,
 * v2beta1 and v2, `{dashboard, meta}`, `apiVersion` wrappers, exports, snapshots. `name` is what
 * errors call the text. Everything that is not supported is listed in `issues`. NULL with `error`
 * (ORIEL_JSON_ERROR, ORIEL_DASHBOARD_ERROR). Any thread. */
OrielDashboard *oriel_dashboard_read (const char *name,
                                      const char *text,
                                      gssize length,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a file of that name may hold a dashboard: JSON or YAML. Any thread. */
gboolean oriel_dashboard_is_file_name (const char *name);

/* Reads a file, at most ORIEL_JSON_MAX_BYTES. Blocks: for workers and the command line. */
OrielDashboard *oriel_dashboard_read_file (GFile *file,
                                           GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A copy in which every `${NAME}` of `inputs` is replaced (name → text). */
OrielDashboard *oriel_dashboard_with_inputs (const OrielDashboard *dashboard,
                                             GHashTable *values,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. Any thread. */
OrielDashboard *oriel_dashboard_ref (OrielDashboard *dashboard);

/* Drops a reference; nullable. Any thread. */
void oriel_dashboard_unref (OrielDashboard *dashboard);

/* The panel of that id among `panels` (of OrielPanel) and what rows and tabs of them hold, or
 * NULL. */
OrielPanel *oriel_panels_find (const GPtrArray *panels, int id);

/* The panel of that id, within rows and tabs too, or NULL. */
OrielPanel *oriel_dashboard_find_panel (const OrielDashboard *dashboard, int id);

/* The variable of that name, or NULL. */
OrielVariable *oriel_dashboard_find_variable (const OrielDashboard *dashboard, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielDashboard, oriel_dashboard_unref)

G_END_DECLS
