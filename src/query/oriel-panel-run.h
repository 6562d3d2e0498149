/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One round of a panel: its planned queries are asked, their answers gathered, and the whole
 * made into the panel's data. Main thread. */

#pragma once

#include "query/oriel-panel-data.h"
#include "query/oriel-panel-plan.h"
#include "query/oriel-scheduler.h"

G_BEGIN_DECLS

typedef struct _OrielPanelRun OrielPanelRun;

/* What a run is made for. Borrowed for the call but for what is said to be taken. */
typedef struct
{
  OrielDashboard *dashboard;
  const OrielPanel *panel;   /* of the dashboard */
  OrielVariables *variables; /* scope of the panel; a reference is taken */
  OrielPanelPlan *plan;      /* taken */
  OrielPanelData *previous;  /* shown until now; a reference is taken */
  const OrielTimeZone *zone;
  const char *raw_from, *raw_to;
  gint64 now_ms;
  int priority;
} OrielPanelRunInput;

/* Called once, at the end; the data is borrowed. The run may be freed within. */
typedef void (*OrielPanelRunFunc) (OrielPanelRun *run, OrielPanelData *data, gpointer user_data);

/* Starts a run. `func` is never called before this returns. */
OrielPanelRun *oriel_panel_run_start (const OrielPanelRunInput *input,
                                      OrielScheduler *scheduler,
                                      OrielPanelRunFunc func,
                                      gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Cancels what is under way and frees it; nullable. */
void oriel_panel_run_free (OrielPanelRun *run);

/* The plan; borrowed. */
const OrielPanelPlan *oriel_panel_run_get_plan (const OrielPanelRun *run);

G_END_DECLS
