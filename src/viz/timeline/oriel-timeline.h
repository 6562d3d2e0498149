/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state timeline (states until they change) and the status history (a box a sample): one lane
 * a series. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Their rows in the table of panel types. */
extern const OrielVizClass oriel_state_timeline_class;
/* See oriel_state_timeline_class. */
extern const OrielVizClass oriel_status_history_class;

G_END_DECLS
