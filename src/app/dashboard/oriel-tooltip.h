/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values at one place of a chart once they are pinned: their text can be selected, searched and
 * copied. Before that an OrielTipSheet has them, but for what is said of annotations and exemplars.
 */

#pragma once

#include "app/dashboard/oriel-picture.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TOOLTIP (oriel_tooltip_get_type ())
G_DECLARE_FINAL_TYPE (OrielTooltip, oriel_tooltip, ORIEL, TOOLTIP, GtkWidget)

/* Signals:
 *   "closed" ()        a pinned tooltip was closed by its button or Esc
 *   "link" (char *url) a link of an exemplar was clicked */

GtkWidget *oriel_tooltip_new (void);

/* Shows `tips`; its rows scroll in `max_height` px. */
void oriel_tooltip_show (OrielTooltip *self, OrielTips *tips, gboolean pinned, int max_height);

gboolean oriel_tooltip_is_pinned (OrielTooltip *self);

/* Moves the focus to the buttons of one that is pinned. */
void oriel_tooltip_take_focus (OrielTooltip *self);

/* Px that it should not be wider than, 0: no limit. */
int oriel_tooltip_get_max_width (OrielTooltip *self);

/* Hides it. */
void oriel_tooltip_hide (OrielTooltip *self);

/* All rows as text with tabs. Free with g_free(). */
char *oriel_tooltip_dup_text (OrielTooltip *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
