/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a panel and its data to the model of its visualization: the step between the query stage
 * and prepare(), the same for the window, the export and the command line. */

#pragma once

#include "query/oriel-panel-data.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* What a picture depends on beside panel and data. Borrowed for the call. */
typedef struct
{
  const OrielVariables *variables; /* scope of the panel */
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  const char *raw_from, *raw_to; /* nullable */
  gint64 now_ms;
} OrielPanelLook;

/* Prepares the model of `panel` over `data`. Never NULL. Free with oriel_viz_model_free(). Any
 * thread. */
OrielVizModel *oriel_panel_model_new (const OrielPanel *panel,
                                      const OrielPanelData *data,
                                      const OrielPanelLook *look) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
