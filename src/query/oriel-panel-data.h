/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From answered frames to a panel's data: transformations, then field config, on a worker. */

#pragma once

#include "dashboard/oriel-variables.h"
#include "datasource/oriel-data-source.h"
#include "field/oriel-overrides.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_PANEL_IDLE,    /* nothing asked yet */
  ORIEL_PANEL_LOADING, /* old data, if any, is still there */
  ORIEL_PANEL_DONE,
  ORIEL_PANEL_FAILED, /* every query failed; `error` says why */
} OrielPanelState;

/* The data of one panel: a snapshot, shared by reference, immutable. */
typedef struct
{
  OrielPanelState state;
  GPtrArray *frames;      /* of OrielFrame, after transformations and field config; never NULL */
  GPtrArray *annotations; /* of OrielFrame: exemplars and annotations that came with the series, or
                           * that transformations made of these; never NULL */
  GPtrArray *events;      /* of OrielFrame: annotations of the dashboard that this panel shows
                           * (see oriel-annotation-events.h); never NULL */
  char *error; /* nullable: the first failure, in words for people; may stand beside frames */
  GPtrArray *notices;   /* of owned strings: server's warnings, what is not supported; never NULL */
  OrielTimeSpan range;  /* that was asked for */
  char *time_info;      /* nullable: what differs from the dashboard's range */
  gint64 answered_ms;   /* when the last answer came; 0: never */
  GPtrArray *executed;  /* of owned strings: queries as sent; never NULL */
  OrielTimings timings; /* the slowest query */
} OrielPanelData;

/* Empty data in a state. */
OrielPanelData *oriel_panel_data_new (OrielPanelState state) G_GNUC_WARN_UNUSED_RESULT;

/* A copy in another state; frames are shared. `error` is nullable, copied. */
OrielPanelData *oriel_panel_data_with_state (const OrielPanelData *data,
                                             OrielPanelState state,
                                             const char *error) G_GNUC_WARN_UNUSED_RESULT;

/* A copy with other events (an array of OrielFrame; a reference is taken), sharing the rest. */
OrielPanelData *oriel_panel_data_with_events (const OrielPanelData *data,
                                              GPtrArray *events) G_GNUC_WARN_UNUSED_RESULT;

/* The events of `data` after the panel's transformations of annotations; `replace` is nullable.
 * Array of OrielFrame. Any thread. */
GPtrArray *oriel_panel_events_new (const OrielPanel *panel,
                                   const OrielPanelData *data,
                                   const OrielTimeZone *zone,
                                   OrielReplaceFunc replace,
                                   gpointer replace_data) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. Any thread. */
OrielPanelData *oriel_panel_data_ref (OrielPanelData *data);

/* Drops a reference; nullable. Any thread. */
void oriel_panel_data_unref (OrielPanelData *data);

/* What the worker needs; all is kept alive by the job. */
typedef struct
{
  OrielPanelData *data;      /* takes the result; not published yet */
  GPtrArray *frames;         /* as answered */
  OrielDashboard *dashboard; /* keeps `panel` alive */
  const OrielPanel *panel;
  OrielVariables *variables; /* scope of the panel */
  OrielBuiltins builtins;    /* texts borrowed from the dashboard or NULL */
} OrielPanelJob;

/* Runs the job on a worker: takes it, and frees it when done. The callback gets the data with
 * oriel_panel_job_finish(). */
void oriel_panel_job_run_async (OrielPanelJob *job,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* The data, a reference; NULL with `error` only when cancelled. */
OrielPanelData *oriel_panel_job_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPanelData, oriel_panel_data_unref)

G_END_DECLS
