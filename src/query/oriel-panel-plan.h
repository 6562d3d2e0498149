/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a panel asks: its targets with every variable replaced, each with its source, range and
 * step. Pure: the same inputs give the same plan. */

#pragma once

#include "dashboard/oriel-variables.h"
#include "datasource/oriel-data-source.h"
#include "query/oriel-plan.h"

G_BEGIN_DECLS

/* One query of a plan: either `query` with its source, or `error`. */
typedef struct
{
  char *ref_id;
  OrielDataSource *source; /* a reference; NULL with `error` */
  OrielQuery *query;
  char *key;   /* equal for queries that would get the same answer */
  char *error; /* in words for people */
} OrielPlannedQuery;

typedef struct
{
  OrielTimeSpan range; /* of the panel: timeFrom and timeShift applied */
  char *time_info;     /* nullable: what differs from the dashboard's range */
  gint64 interval_ms;  /* $__interval of the panel */
  GPtrArray *notices;  /* of owned strings: where another source than the named one is asked */
  GPtrArray *queries;  /* of OrielPlannedQuery */
  GPtrArray *frames;   /* of OrielFrame: data inside the dashboard; nullable */
  char *fingerprint;   /* equal while nothing that matters to the answer changed */
} OrielPanelPlan;

/* What a plan is made with. Borrowed. */
typedef struct
{
  const OrielDashboard *dashboard; /* nullable: then no panel can show another's data */
  const OrielVariables *variables; /* scope of the panel set */
  const OrielDataSources *sources;
  const char *raw_from, *raw_to;
  OrielTimeContext time;
  OrielTimeSpan range;
  int width_px;
} OrielPlanContext;

/* Plans the visible targets of `panel`. A target that shows another panel's data is planned as
 * that panel's targets: equal queries are asked once. Never NULL. */
OrielPanelPlan *oriel_panel_plan_new (const OrielPanel *panel,
                                      const OrielPlanContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_panel_plan_free (OrielPanelPlan *plan);

/* Frees a query; nullable. */
void oriel_query_free (OrielQuery *query);

/* The source that a target of `panel` asks; NULL when there is none. Borrowed. */
OrielDataSource *oriel_plan_target_source (const OrielPanel *panel,
                                           const OrielTarget *target,
                                           const OrielPlanContext *context);

/* Finds the source that `ref` means once its variables are replaced; NULL with `error` (words). */
OrielDataSource *oriel_plan_find_source (const OrielDataSourceRef *ref,
                                         const OrielPlanContext *context,
                                         char **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPanelPlan, oriel_panel_plan_free)

G_END_DECLS
