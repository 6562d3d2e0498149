/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks at the edges of a panel that say how far its content is scrolled. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How thick they are. */
#define ORIEL_SCROLL_MARK_PX 4

/* What is scrolled along one side of a panel, in px. */
typedef struct
{
  double content, scroll, length;
} OrielScrollMark;

/* Appends the mark along the right edge of a panel `width` px wide, if there is more than fits. */
void oriel_scroll_mark_append_vertical (const OrielScrollMark *mark,
                                        GtkSnapshot *snapshot,
                                        const GdkRGBA *color,
                                        double width);

/* The same along a lower edge at `bottom`. */
void oriel_scroll_mark_append_horizontal (const OrielScrollMark *mark,
                                          GtkSnapshot *snapshot,
                                          const GdkRGBA *color,
                                          double bottom);

G_END_DECLS
