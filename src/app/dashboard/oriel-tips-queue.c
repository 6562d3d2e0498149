/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asking pictures for the values at a place. */

#include "config.h"

#include "app/dashboard/oriel-tips-queue.h"

struct _OrielTipsQueue
{
  OrielTipsQueueFunc func; /* NULL: nobody listens any more */
  gpointer user_data;
  GCancellable *cancellable;
  OrielPicture *picture; /* nullable: who is to be asked next, where */
  OrielTipPlace place;
  gboolean asking, wanting;
};

static void ask (OrielTipsQueue *self);

static void
clear (gpointer data)
{
  OrielTipsQueue *self = data;

  g_clear_pointer (&self->picture, oriel_picture_unref);
  g_clear_object (&self->cancellable);
}

static void
told_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  OrielTipsQueue *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielTips) tips = oriel_picture_tips_finish (result, &error);

  self->asking = FALSE;
  if (self->func && self->picture)
    ask (self);
  if (self->func && self->wanting && !error)
    self->func (tips, self->user_data);
  g_rc_box_release_full (self, clear);
}

static void
ask (OrielTipsQueue *self)
{
  g_autoptr (OrielPicture) picture = g_steal_pointer (&self->picture);

  self->asking = TRUE;
  oriel_picture_tips_async (picture, &self->place, self->cancellable, told_cb,
                            g_rc_box_acquire (self));
}

OrielTipsQueue *
oriel_tips_queue_new (OrielTipsQueueFunc func, gpointer user_data)
{
  OrielTipsQueue *self = g_rc_box_new0 (OrielTipsQueue);

  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  return self;
}

void
oriel_tips_queue_free (OrielTipsQueue *queue)
{
  queue->func = NULL;
  g_cancellable_cancel (queue->cancellable);
  g_rc_box_release_full (queue, clear);
}

/* What comes at once is seen with the frame that is about to be drawn; by another thread it would
 * take a frame of its own. */
void
oriel_tips_queue_ask (OrielTipsQueue *queue, OrielPicture *picture, const OrielTipPlace *place)
{
  g_autoptr (OrielTips) tips = NULL;

  if (!queue->asking && oriel_picture_tips_now (picture, place, &tips))
    {
      queue->wanting = TRUE;
      queue->func (tips, queue->user_data);
      return;
    }

  g_clear_pointer (&queue->picture, oriel_picture_unref);
  queue->picture = oriel_picture_ref (picture);
  queue->place = *place;
  queue->wanting = TRUE;
  if (!queue->asking)
    ask (queue);
}

void
oriel_tips_queue_stop (OrielTipsQueue *queue)
{
  g_clear_pointer (&queue->picture, oriel_picture_unref);
  queue->wanting = FALSE;
}
