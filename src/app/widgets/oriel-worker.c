/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The workers. GTask's own pool has many threads and shares them with blocking file work. */

#include "config.h"

#include "app/widgets/oriel-worker.h"

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Job;

static void
run_job (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Job *job = data;
  GTask *task = job->task;

  if (!g_task_return_error_if_cancelled (task))
    job->func (task, g_task_get_source_object (task), g_task_get_task_data (task),
               g_task_get_cancellable (task));

  g_object_unref (task);
  g_free (job);
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool = NULL;

  if (g_once_init_enter (&pool))
    g_once_init_leave (
      &pool, g_thread_pool_new (run_job, NULL, (int) g_get_num_processors (), FALSE, NULL));

  return pool;
}

void
oriel_worker_run (GTask *task, GTaskThreadFunc func)
{
  Job *job = g_new (Job, 1);

  job->task = g_object_ref (task);
  job->func = func;
  /* Fails only where a thread can't be started; the job then waits for a running one. */
  g_thread_pool_push (get_pool (), job, NULL);
}
