/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the keyboard is among what a picture offers to a click. Survives another picture that has
 * the same elsewhere. */

#pragma once

#include "app/dashboard/oriel-picture.h"
#include "app/dashboard/oriel-plot-overlay.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean active;
  OrielHitArea area; /* may be of an older scene: its url is not to be read */
} OrielAreaCursor;

/* Goes to the first area of `picture` (nullable) that acts. FALSE: there is none. */
gboolean oriel_area_cursor_enter (OrielAreaCursor *cursor, OrielPicture *picture);

/* Goes to the next one in a direction. FALSE: there is none. */
gboolean
oriel_area_cursor_walk (OrielAreaCursor *cursor, OrielPicture *picture, GtkDirectionType direction);

/* Finds its area in another picture, or leaves. */
void oriel_area_cursor_find_again (OrielAreaCursor *cursor, OrielPicture *picture);

/* Marks in `overlay` where it is, and says it as the description of `widget`. */
void oriel_area_cursor_show (const OrielAreaCursor *cursor,
                             OrielPicture *picture,
                             OrielPlotOverlay *overlay,
                             GtkWidget *widget);

/* The display name of the field that `hit` stands for, or NULL. Free with g_free(). */
char *oriel_area_field_name (OrielPicture *picture, const OrielHit *hit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
