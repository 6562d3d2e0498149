/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The workers. GTask's own pool has many threads and shares them with blocking file work; these are
 * their own, so that their priority is too. */

#include "config.h"

#include "app/widgets/oriel-worker.h"

#include <sys/resource.h>
#include <unistd.h>

#define WORKER_NICE 5

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Job;

/* What is drawn can wait for what gives it its place: the main thread comes first. */
static void
step_back (void)
{
  static GPrivate done;

  if (g_private_get (&done))
    return;

  g_private_set (&done, &done);
#ifdef __linux__
  setpriority (PRIO_PROCESS, (id_t) gettid (), WORKER_NICE);
#endif
}

static void
run_job (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  Job *job = data;
  GTask *task = job->task;

  step_back ();
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
      &pool, g_thread_pool_new (run_job, NULL, (int) g_get_num_processors (), TRUE, NULL));

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
