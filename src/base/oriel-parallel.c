/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work over cores: whoever has time takes the next part; see the header. */

#include "config.h"

#include "base/oriel-parallel.h"

/* Helpers hold a reference: one that starts late finds nothing left to take. */
typedef struct
{
  gatomicrefcount ref_count;
  OrielParallelFunc func;
  gpointer data;
  guint n;
  guint next; /* atomic */
  guint n_done;
  GMutex mutex; /* of n_done */
  GCond all_done;
} Batch;

static void
batch_unref (Batch *batch)
{
  if (!g_atomic_ref_count_dec (&batch->ref_count))
    return;

  g_mutex_clear (&batch->mutex);
  g_cond_clear (&batch->all_done);
  g_free (batch);
}

static void
work_on (Batch *batch)
{
  guint n_done = 0;

  for (guint i; (i = g_atomic_int_add (&batch->next, 1)) < batch->n; n_done++)
    batch->func (batch->data, i);

  g_mutex_lock (&batch->mutex);
  batch->n_done += n_done;
  if (batch->n_done == batch->n)
    g_cond_signal (&batch->all_done);
  g_mutex_unlock (&batch->mutex);
}

static void
help (gpointer data, gpointer user_data)
{
  work_on (data);
  batch_unref (data);
}

static GThreadPool *
helpers (void)
{
  static GThreadPool *pool = NULL;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool,
                       g_thread_pool_new (help, NULL, (int) g_get_num_processors (), FALSE, NULL));
  return pool;
}

void
oriel_parallel_for (guint n, OrielParallelFunc func, gpointer data)
{
  guint n_threads = MIN (n, g_get_num_processors ());
  Batch *batch;

  if (n_threads <= 1)
    {
      for (guint i = 0; i < n; i++)
        func (data, i);
      return;
    }

  batch = g_new0 (Batch, 1);
  g_atomic_ref_count_init (&batch->ref_count);
  g_mutex_init (&batch->mutex);
  g_cond_init (&batch->all_done);
  batch->func = func;
  batch->data = data;
  batch->n = n;
  for (guint i = 1; i < n_threads; i++)
    {
      g_atomic_ref_count_inc (&batch->ref_count);
      /* Fails only where a thread can't be started; the work then waits for a running one. */
      g_thread_pool_push (helpers (), batch, NULL);
    }
  work_on (batch);
  g_mutex_lock (&batch->mutex);
  while (batch->n_done < n)
    g_cond_wait (&batch->all_done, &batch->mutex);
  g_mutex_unlock (&batch->mutex);
  batch_unref (batch);
}
