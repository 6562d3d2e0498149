/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What ad hoc and group-by variables offer: labels, and values of labels, of the series that the
 * dashboard's queries are about. */

#pragma once

#include "query/oriel-panel-plan.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_LABEL_NAMES,
  ORIEL_LABEL_VALUES,
} OrielLabelQueryKind;

/* Asks for the labels that a variable (ad hoc or group by; `state`) may be given, or for the values
 * of `label`. The filters that it has already count, but for those of `label` (nullable with
 * names: no filter is being changed). `context` needs dashboard, variables as the variable itself
 * sees them, sources and range; nothing of it is kept. Main thread. */
void oriel_label_query_async (const OrielPlanContext *context,
                              const OrielVariableState *state,
                              OrielLabelQueryKind kind,
                              const char *label,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* The options (of OrielVariableOption), or NULL with `error`. Free with g_ptr_array_unref(). */
GPtrArray *oriel_label_query_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
