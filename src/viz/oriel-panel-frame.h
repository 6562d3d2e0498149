/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel with its border, title bar and state around the visualization, as one scene: what
 * `orielctl render` and the export draw. Sizes: 40 px header, 9 px around, or the border alone. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;       /* nullable or "": no header */
  const char *description; /* nullable: an icon */
  const char *time_info;   /* nullable: "Last 1 hour" of a panel's own range */
  const char *error;       /* nullable: error button and, without data, its words */
  gboolean has_data;
  gboolean transparent;
  gboolean in_dashboard; /* a visualization that fills its panel reaches the border */
} OrielPanelChrome;

/* The scene of a whole panel of `width` × `height` px. `model` is nullable (no data yet). */
OrielScene *oriel_panel_frame_layout (const OrielVizModel *model,
                                      const OrielPanelChrome *chrome,
                                      const OrielTheme *theme,
                                      double width,
                                      double height,
                                      const OrielVizState *state) G_GNUC_WARN_UNUSED_RESULT;

/* The inner box in which a panel of that size draws; `fills`: up to the border. */
OrielRect oriel_panel_frame_inner (gboolean has_title, gboolean fills, double width, double height);

G_END_DECLS
