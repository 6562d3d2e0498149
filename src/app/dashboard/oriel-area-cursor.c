/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the keyboard is among what a picture offers to a click. */

#include "config.h"

#include "app/dashboard/oriel-area-cursor.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-area-walk.h"
#include "app/dashboard/oriel-mark-view.h"
#include "field/oriel-names.h"

char *
oriel_area_field_name (OrielPicture *picture, const OrielHit *hit)
{
  const OrielPanelData *data = oriel_picture_content_get_data (oriel_picture_get_content (picture));
  const OrielFrame *frame = hit->frame >= 0 && (guint) hit->frame < data->frames->len
                              ? g_ptr_array_index (data->frames, hit->frame)
                              : NULL;

  if (!frame || hit->field < 0 || (guint) hit->field >= frame->fields->len)
    return NULL;

  return oriel_field_display_name (g_ptr_array_index (frame->fields, hit->field), frame,
                                   (OrielFrame *const *) data->frames->pdata, data->frames->len);
}

static char *
mark_words (OrielPicture *picture, const OrielHit *hit)
{
  g_autoptr (OrielTips) tips = oriel_picture_mark_tips (picture, hit);

  return tips ? oriel_mark_view_text (tips) : g_strdup ("");
}

/* What comes of a click on `hit`, for those who do not see it. */
static char *
words_for (OrielPicture *picture, const OrielHit *hit)
{
  g_autofree char *name = oriel_hit_is_mark (hit) ? NULL : oriel_area_field_name (picture, hit);

  if (oriel_hit_is_mark (hit))
    return mark_words (picture, hit);
  if (hit->kind == ORIEL_HIT_PAGE)
    return g_strdup_printf (_ ("Page %d"), hit->row + 1);
  if (hit->kind == ORIEL_HIT_FRAME)
    return g_strdup (_ ("Choose other data"));
  if (name && hit->kind == ORIEL_HIT_HEADER)
    return g_strdup_printf (_ ("Sort by %s"), name);
  if (name && hit->kind == ORIEL_HIT_INSPECT)
    return g_strdup_printf (_ ("Show the whole value of %s"), name);
  if (name && hit->kind == ORIEL_HIT_FIELD)
    return g_strdup_printf (_ ("Only %s, or all series"), name);
  if (hit->url)
    return g_strdup_printf (_ ("Link to %s"), hit->url);

  return g_strdup (_ ("Sort"));
}

static gboolean
take (OrielAreaCursor *cursor, const OrielHitArea *area)
{
  if (!area)
    return FALSE;

  cursor->active = TRUE;
  cursor->area = *area;
  return TRUE;
}

gboolean
oriel_area_cursor_enter (OrielAreaCursor *cursor, OrielPicture *picture)
{
  return picture && take (cursor, oriel_area_walk_first (oriel_picture_get_scene (picture)));
}

gboolean
oriel_area_cursor_walk (OrielAreaCursor *cursor, OrielPicture *picture, GtkDirectionType direction)
{
  return take (cursor, oriel_area_walk_next (oriel_picture_get_scene (picture), &cursor->area.rect,
                                             direction));
}

void
oriel_area_cursor_find_again (OrielAreaCursor *cursor, OrielPicture *picture)
{
  if (cursor->active)
    cursor->active =
      take (cursor, oriel_area_walk_again (oriel_picture_get_scene (picture), &cursor->area));
}

void
oriel_area_cursor_show (const OrielAreaCursor *cursor,
                        OrielPicture *picture,
                        OrielPlotOverlay *overlay,
                        GtkWidget *widget)
{
  g_autofree char *words = NULL;

  oriel_plot_overlay_set_mark (overlay, cursor->active ? &cursor->area.rect : NULL);
  if (!cursor->active)
    return;

  words = words_for (picture, &cursor->area.hit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}
