/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conditional rendering of schema v2: when a panel, row or tab is shown.
 *
 * A condition is immutable; it is asked again whenever the variables, the range or the panel's
 * data change. */

#pragma once

#include "dashboard/oriel-variables.h"

G_BEGIN_DECLS

/* Whether a panel's queries gave any row. */
typedef enum
{
  ORIEL_HAS_DATA_UNKNOWN, /* not asked, under way, or no panel */
  ORIEL_HAS_DATA_NO,
  ORIEL_HAS_DATA_YES,
} OrielHasData;

/* What a condition is judged by. */
typedef struct
{
  const OrielVariables *variables; /* as seen from the panel, row or tab */
  OrielTimeSpan range;
  OrielHasData has_data;
} OrielConditionContext;

/* Reads a `ConditionalRenderingGroup`. NULL when `json` (nullable) is none or has no items: then
 * there is nothing that could hide. Free with oriel_condition_free(). */
OrielCondition *oriel_condition_read (JsonObject *json) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_condition_free (OrielCondition *condition);

/* Whether what has this condition (nullable: shown) is shown. Items that can't be judged (no such
 * variable, data not known, no readable duration) are left out, as in Grafana; without any that
 * can be it is shown. Any thread. */
gboolean oriel_condition_shows (const OrielCondition *condition,
                                const OrielConditionContext *context);

/* Whether the data of the panel matters: then it is asked for while it is hidden. NULL: no. */
gboolean oriel_condition_needs_data (const OrielCondition *condition);

G_END_DECLS
