/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of a panel: shows its picture, and turns pointer and keys into wishes. */

#pragma once

#include "app/dashboard/oriel-picture.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_PANEL_CANVAS (oriel_panel_canvas_get_type ())
G_DECLARE_FINAL_TYPE (OrielPanelCanvas, oriel_panel_canvas, ORIEL, PANEL_CANVAS, GtkWidget)

/* Signals:
 *   "drawn" ()                          another picture is shown
 *   "zoom" (gint64 from, gint64 to)     a range was selected, ms
 *   "zoom-out" ()
 *   "cursor" (double time, double share)
 *                                       the pointer is at a time, ms, and so far down the plot (0
 *                                       to 1; NAN: anywhere); time NAN: it left
 *   "tips" (gpointer OrielTips, double x, double y, gboolean pin)
 *                                       what to show at a point; NULL: nothing
 *   "echo" (gpointer OrielTips, double x, double y)
 *                                       the same for the pointer of another panel
 *   "link" (char *url)
 */

GtkWidget *oriel_panel_canvas_new (void);

/* What to draw; the old picture stays until the new one is there. */
void oriel_panel_canvas_set_content (OrielPanelCanvas *self, OrielPictureContent *content);

/* The size, px, to draw at until the canvas is given its place. */
void oriel_panel_canvas_foresee (OrielPanelCanvas *self, int width, int height);

/* Whether the canvas is in sight: only then it draws. */
void oriel_panel_canvas_set_in_sight (OrielPanelCanvas *self, gboolean in_sight);

/* Shows the crosshair of another panel, `share` of the plot down, and echoes its values if
 * `with_tips`; time NAN: none. */
void oriel_panel_canvas_set_cursor (OrielPanelCanvas *self,
                                    double time,
                                    double share,
                                    gboolean with_tips);

/* The picture that is shown, or NULL; borrowed. */
OrielPicture *oriel_panel_canvas_get_picture (OrielPanelCanvas *self);

/* The labels that are not drawn, or NULL for none; borrowed, never changed. */
GHashTable *oriel_panel_canvas_get_hidden (OrielPanelCanvas *self);

/* Does not draw the series with the labels of `hidden` (nullable). */
void oriel_panel_canvas_set_hidden (OrielPanelCanvas *self, GHashTable *hidden);

/* Draws all series again. */
void oriel_panel_canvas_show_all_series (OrielPanelCanvas *self);

/* Ends a pinned tooltip's hold on the crosshair. */
void oriel_panel_canvas_unpin (OrielPanelCanvas *self);

G_END_DECLS
