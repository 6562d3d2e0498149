/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the values at the pointer are shown on a dashboard's page, and for which of its panels. */

#pragma once

#include "app/dashboard/oriel-panel-canvas.h"
#include "app/dashboard/oriel-tooltip.h"

G_BEGIN_DECLS

typedef struct _OrielPageTips OrielPageTips;

/* Shows them by `tooltip`, which lies in `overlay`. */
OrielPageTips *oriel_page_tips_new (GtkOverlay *overlay,
                                    OrielTooltip *tooltip) G_GNUC_WARN_UNUSED_RESULT;
void oriel_page_tips_free (OrielPageTips *tips);

/* Shows `values` (nullable: none) of `canvas` beside its point (x, y). What is pinned stays until
 * something else is pinned. */
void oriel_page_tips_show (OrielPageTips *tips,
                           OrielTips *values,
                           double x,
                           double y,
                           gboolean pin,
                           OrielPanelCanvas *canvas);

/* Shows `values` (nullable: none) of `canvas` at its point (x, y), for the pointer of another. */
void oriel_page_tips_echo (OrielPageTips *tips,
                           OrielTips *values,
                           double x,
                           double y,
                           OrielPanelCanvas *canvas);

void oriel_page_tips_hide (OrielPageTips *tips);

/* Hides them, and forgets the canvases they belong to. */
void oriel_page_tips_forget (OrielPageTips *tips);

gboolean oriel_page_tips_are_shown (OrielPageTips *tips);

/* Whether those that are shown are there only because the pointer rests on a panel. */
gboolean oriel_page_tips_follow_pointer (OrielPageTips *tips);

G_END_DECLS
