/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole dashboard, or one panel of it, as a scene: what the command line and export draw. */

#pragma once

#include "query/oriel-session.h"
#include "viz/oriel-panel-model.h"

G_BEGIN_DECLS

/* Scene of one placed panel with its frame, `width` × `height` px. Uses the data the session
 * has now. Alone it keeps its padding, as Grafana's panels do; in a dashboard some fill it. Main
 * thread. */
OrielScene *oriel_session_panel_scene (OrielSession *session,
                                       int key,
                                       const OrielTheme *theme,
                                       double width,
                                       double height) G_GNUC_WARN_UNUSED_RESULT;

/* Scene of the whole dashboard `width` px wide: title, range, rows and panels. `height` 0: as
 * high as it is. Main thread. */
OrielScene *oriel_session_scene (OrielSession *session,
                                 const OrielTheme *theme,
                                 double width,
                                 double height) G_GNUC_WARN_UNUSED_RESULT;

/* Where what the session lists stands on a page of `width` px, with the page's margin: one
 * rectangle each. `height` as above; `bottom` (nullable) receives where the page ends. Free with
 * g_free(). */
OrielRect *oriel_session_panel_rects (OrielSession *session,
                                      double width,
                                      double height,
                                      double *bottom) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
