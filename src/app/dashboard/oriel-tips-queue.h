/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asking pictures for the values at a place, one question at a time: what is wanted meanwhile is
 * asked when that is done, so that nothing piles up and nothing starves. */

#pragma once

#include "app/dashboard/oriel-picture.h"

G_BEGIN_DECLS

typedef struct _OrielTipsQueue OrielTipsQueue;

/* Receives the values, NULL when the picture has none. */
typedef void (*OrielTipsQueueFunc) (OrielTips *tips, gpointer user_data);

OrielTipsQueue *oriel_tips_queue_new (OrielTipsQueueFunc func,
                                      gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; `func` is not called any more. */
void oriel_tips_queue_free (OrielTipsQueue *queue);

/* Wants the values of `picture` at a place, and nothing that was wanted before. */
void
oriel_tips_queue_ask (OrielTipsQueue *queue, OrielPicture *picture, const OrielTipPlace *place);

/* Wants nothing any more. */
void oriel_tips_queue_stop (OrielTipsQueue *queue);

G_END_DECLS
