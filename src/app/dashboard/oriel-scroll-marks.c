/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks that say how far a panel's content is scrolled. */

#include "config.h"

#include "app/dashboard/oriel-scroll-marks.h"

#define MIN_LENGTH_PX 24
#define ALPHA 0.3f

/* Where the part that is seen lies: the mark's start and length. */
static gboolean
place_of (const OrielScrollMark *mark, double *start, double *size)
{
  double most = mark->content - mark->length;

  if (most < 1)
    return FALSE;

  *size = MIN (MAX (mark->length * mark->length / mark->content, MIN_LENGTH_PX), mark->length);
  *start = CLAMP (mark->scroll / most, 0, 1) * (mark->length - *size);
  return TRUE;
}

static void
append (GtkSnapshot *snapshot, const GdkRGBA *color, const graphene_rect_t *rect)
{
  GdkRGBA shade = *color;
  GskRoundedRect rounded;

  shade.alpha *= ALPHA;
  gsk_rounded_rect_init_from_rect (&rounded, rect, ORIEL_SCROLL_MARK_PX / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &shade, rect);
  gtk_snapshot_pop (snapshot);
}

void
oriel_scroll_mark_append_vertical (const OrielScrollMark *mark,
                                   GtkSnapshot *snapshot,
                                   const GdkRGBA *color,
                                   double width)
{
  double start, size;

  if (place_of (mark, &start, &size))
    append (snapshot, color,
            &GRAPHENE_RECT_INIT ((float) width - ORIEL_SCROLL_MARK_PX, (float) start,
                                 ORIEL_SCROLL_MARK_PX, (float) size));
}

void
oriel_scroll_mark_append_horizontal (const OrielScrollMark *mark,
                                     GtkSnapshot *snapshot,
                                     const GdkRGBA *color,
                                     double bottom)
{
  double start, size;

  if (place_of (mark, &start, &size))
    append (snapshot, color,
            &GRAPHENE_RECT_INIT ((float) start, (float) bottom - ORIEL_SCROLL_MARK_PX, (float) size,
                                 ORIEL_SCROLL_MARK_PX));
}
