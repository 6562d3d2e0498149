/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gets the options of query variables from their sources, each after those it mentions. */

#pragma once

#include "dashboard/oriel-variables.h"
#include "datasource/oriel-data-source.h"
#include "query/oriel-panel-plan.h"

G_BEGIN_DECLS

typedef struct _OrielVariableLoader OrielVariableLoader;

/* Why the options are asked for. */
typedef enum
{
  ORIEL_LOAD_ALL,     /* the dashboard was opened, or refreshed by a person */
  ORIEL_LOAD_RANGE,   /* the range changed: those that refresh with it */
  ORIEL_LOAD_CHANGED, /* `changed` was chosen anew: those that mention it */
} OrielLoadReason;

/* Called on the main context after each answer (`done` FALSE) and when all is there that queries
 * wait for (TRUE), with the variables so far: a set that is not changed any more. What is only
 * offered to people may come later: then it is called again, `done`. */
typedef void (*OrielLoadedFunc) (OrielVariables *variables, gboolean done, gpointer user_data);

/* Starts loading. `variables` is copied; `context` needs sources, raw range, time and range, and
 * must outlive the loader; with a dashboard, labels are those of its queries. `changed` is
 * nullable. When there is nothing to load, `func` is called before this returns. Free with
 * oriel_variable_loader_free(), which cancels. */
OrielVariableLoader *oriel_variable_loader_start (OrielVariables *variables,
                                                  const OrielPlanContext *context,
                                                  OrielLoadReason reason,
                                                  const char *changed,
                                                  OrielLoadedFunc func,
                                                  gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Cancels what is under way and frees it; nullable; not from within the callback. */
void oriel_variable_loader_free (OrielVariableLoader *loader);

/* TRUE until the first callback that is `done`. */
gboolean oriel_variable_loader_is_busy (const OrielVariableLoader *loader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielVariableLoader, oriel_variable_loader_free)

G_END_DECLS
