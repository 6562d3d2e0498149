/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Buttons of pages below a panel that shows its series in portions. */

#pragma once

#include "field/oriel-theme.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Its height, with the margin above. */
#define ORIEL_PAGER_PX 32.0

/* Draws buttons for `n` pages into the middle of `place`, with hits (ORIEL_HIT_PAGE); `page` (from
 * 0) is the one that is shown. */
void oriel_pager_draw (OrielScene *scene,
                       const OrielRect *place,
                       guint page,
                       guint n,
                       const OrielTheme *theme);

G_END_DECLS
