/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture of a panel's inside: model, scene and pixels, made by a worker.
 *
 * A picture is immutable and shared by reference, so that the widget can ask it what is under
 * the pointer while the next one is being made. A request that carries the model of an older
 * picture is only laid out and painted again. */

#pragma once

#include <gtk/gtk.h>

#include "export/oriel-export.h"
#include "query/oriel-session.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* What `prepare` needs, taken from a session at one moment. */
typedef struct _OrielPictureContent OrielPictureContent;

/* The content of panel `key` now. Main thread. */
OrielPictureContent *
oriel_picture_content_new (OrielSession *session,
                           const OrielPlacedPanel *placed) G_GNUC_WARN_UNUSED_RESULT;
OrielPictureContent *oriel_picture_content_ref (OrielPictureContent *content);
void oriel_picture_content_unref (OrielPictureContent *content);

/* Whether both give the same picture: same panel, data, variables, zone. */
gboolean oriel_picture_content_equal (const OrielPictureContent *a, const OrielPictureContent *b);

/* The panel's data; borrowed. */
const OrielPanelData *oriel_picture_content_get_data (const OrielPictureContent *content);

/* The panel; borrowed. */
const OrielPanel *oriel_picture_content_get_panel (const OrielPictureContent *content);

/* How a picture is wanted. */
typedef struct
{
  double width, height; /* px */
  int scale;            /* device pixels per px */
  gboolean dark;
  GHashTable *hidden; /* nullable: set of labels that are not drawn; never changed once given */
  double scroll_x, scroll_y;
  int sort_field;
  gboolean sort_descending;
  guint page; /* of a table with pages, from 0 */
  int frame;  /* of a table of several frames, from 1; 0: as the options say */
  double window_width;
} OrielPictureView;

typedef struct _OrielPicture OrielPicture;

OrielPicture *oriel_picture_ref (OrielPicture *picture);
void oriel_picture_unref (OrielPicture *picture);

/* Makes a picture of `content`. `older` (nullable) lends its model when it was made from the
 * same content and theme. */
void oriel_picture_draw_async (OrielPictureContent *content,
                               const OrielPictureView *view,
                               OrielPicture *older,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
OrielPicture *oriel_picture_draw_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE once its pixels were dropped. */
gboolean oriel_picture_has_pixels (const OrielPicture *picture);

/* Appends the pixels, if it has them, at the origin: as a texture, or for cairo's renderer, which
 * would convert that pixel by pixel at each repaint, as a surface. Main thread. */
void oriel_picture_snapshot (OrielPicture *picture, GtkSnapshot *snapshot, GskRenderer *renderer);

/* Frees the pixels of a picture that is out of sight; the rest stays. Main thread. */
void oriel_picture_drop_pixels (OrielPicture *picture);

const OrielScene *oriel_picture_get_scene (const OrielPicture *picture);

/* Size in px. */
void oriel_picture_get_size (const OrielPicture *picture, double *width, double *height);

/* The picture in words; borrowed, never NULL. */
const char *oriel_picture_get_description (const OrielPicture *picture);

/* Size of what can be scrolled, in px; 0: it fits. */
void oriel_picture_get_content_size (const OrielPicture *picture, double *width, double *height);

/* Legend entries; `n` receives their number. */
const OrielVizSeries *oriel_picture_get_series (const OrielPicture *picture, guint *n);

/* The content it was made from; borrowed. */
OrielPictureContent *oriel_picture_get_content (const OrielPicture *picture);

/* What a person reads at one x position. Immutable, shared by reference. */
typedef struct
{
  char *title;
  GArray *rows;          /* of OrielVizTip; largest value first, or as the panel says */
  GPtrArray *marks;      /* nullable: of OrielMarkTip; there are no rows then */
  guint n_marks;         /* as many there are, of which `marks` has the first */
  OrielPicture *picture; /* owns the rows' labels */
  OrielRect lit;         /* what lights up in the picture; empty: nothing */
  double max_width;      /* px, 0: no limit */
  double max_height;     /* the same */
} OrielTips;

OrielTips *oriel_tips_ref (OrielTips *tips);
void oriel_tips_unref (OrielTips *tips);

/* The rows at a place (NULL when the type has none) in `tips`, where they are so few that nobody
 * would notice; else FALSE. Main thread. */
gboolean
oriel_picture_tips_now (OrielPicture *picture, const OrielTipPlace *place, OrielTips **tips);

/* The rows at a place; NULL without an error when the type has none. */
void oriel_picture_tips_async (OrielPicture *picture,
                               const OrielTipPlace *place,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
OrielTips *oriel_picture_tips_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The annotations or the exemplar that `hit` stands for; NULL when it is of neither. */
OrielTips *oriel_picture_mark_tips (OrielPicture *picture,
                                    const OrielHit *hit) G_GNUC_WARN_UNUSED_RESULT;

/* The whole value of the table's cell that `hit` stands for; NULL when it is none that can be
 * inspected. Free with g_free(). */
char *oriel_picture_inspect (OrielPicture *picture, const OrielHit *hit) G_GNUC_WARN_UNUSED_RESULT;

/* What is at a point, by the type's own hit test. FALSE for nothing. */
gboolean oriel_picture_hit (const OrielPicture *picture, double x, double y, OrielHit *hit);

/* The whole panel with its frame and `title` as a file's bytes. */
void oriel_picture_export_async (OrielPicture *picture,
                                 const char *title,
                                 OrielExportFormat format,
                                 double scale,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *oriel_picture_export_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many charts were painted since the program started; for tests. */
guint oriel_picture_count_paints (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPicture, oriel_picture_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPictureContent, oriel_picture_content_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielTips, oriel_tips_unref)

G_END_DECLS
