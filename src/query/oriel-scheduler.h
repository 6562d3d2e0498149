/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The queue of requests: equal ones are asked once, at most a few at a time per host, lower
 * `priority` numbers first. Main thread. */

#pragma once

#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

#define ORIEL_SCHEDULER_PER_HOST 6

typedef struct _OrielScheduler OrielScheduler;

/* Called once per ask that was not dropped. The answer is borrowed: frames may be referenced.
 * Exactly one of `answer` and `error` is not NULL. */
typedef void (*OrielAnswerFunc) (const OrielAnswer *answer,
                                 const GError *error,
                                 gpointer user_data);

/* An empty queue. */
OrielScheduler *oriel_scheduler_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Cancels all and frees it; nullable. No callback is called any more. */
void oriel_scheduler_free (OrielScheduler *scheduler);

/* Asks `query` (copied) of `source`; `key` says which queries are equal. Returns a number for
 * oriel_scheduler_drop(), never 0. */
guint oriel_scheduler_ask (OrielScheduler *scheduler,
                           OrielDataSource *source,
                           const OrielQuery *query,
                           const char *key,
                           int priority,
                           OrielAnswerFunc func,
                           gpointer user_data);

/* Forgets an ask; its request is cancelled when nobody else waits for it. 0 and answered ones
 * are ignored. */
void oriel_scheduler_drop (OrielScheduler *scheduler, guint id);

/* Requests sent and not answered. */
guint oriel_scheduler_get_n_running (const OrielScheduler *scheduler);

/* Requests sent since the start, for tests. */
guint oriel_scheduler_get_n_sent (const OrielScheduler *scheduler);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielScheduler, oriel_scheduler_free)

G_END_DECLS
