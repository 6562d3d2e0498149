/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-panel-run.h.
 *
 * Answers arrive in any order; frames keep the order of the queries. The run
 * ends with one job on a worker, also when nothing was asked (snapshots, texts).
 */

#include "config.h"

#include "query/oriel-panel-run.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  OrielPanelRun *run;
  guint index; /* of the plan's queries */
  guint ask;   /* 0 once answered */
} Slot;

struct _OrielPanelRun
{
  OrielScheduler *scheduler; /* borrowed */
  OrielDashboard *dashboard;
  const OrielPanel *panel;
  OrielVariables *variables;
  OrielPanelPlan *plan;
  OrielPanelData *previous;
  OrielBuiltins builtins;
  char *raw_from, *raw_to;
  gint64 now_ms;

  Slot *slots;
  GPtrArray **frames; /* per query; NULL until answered */
  guint n_pending;
  guint n_failed;

  OrielPanelData *data; /* being made */
  GCancellable *cancellable;
  guint idle;
  OrielPanelRunFunc func;
  gpointer user_data;
};

/* Another panel may have asked the same under another letter. */
static OrielFrame *
frame_as (OrielFrame *frame, const char *ref_id)
{
  OrielFrame *copy;

  if (g_strcmp0 (frame->ref_id, ref_id) == 0)
    return oriel_frame_ref (frame);

  copy = oriel_frame_copy_shallow (frame);
  g_free (copy->ref_id);
  copy->ref_id = g_strdup (ref_id);
  return copy;
}

static void
add_frames (GPtrArray *all, const GPtrArray *some, const char *ref_id)
{
  for (guint i = 0; some != NULL && i < some->len; i++)
    g_ptr_array_add (all, frame_as (g_ptr_array_index (some, i), ref_id));
}

static GPtrArray *
gather_frames (OrielPanelRun *run)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < run->plan->queries->len; i++)
    {
      const OrielPlannedQuery *planned = g_ptr_array_index (run->plan->queries, i);

      add_frames (all, run->frames[i], planned->ref_id);
    }
  oriel_frames_name_tables (all);

  for (guint i = 0; run->panel->snapshot_frames != NULL && i < run->panel->snapshot_frames->len;
       i++)
    g_ptr_array_add (all, oriel_frame_ref (g_ptr_array_index (run->panel->snapshot_frames, i)));

  return all;
}

static gboolean
all_failed (const OrielPanelRun *run)
{
  return run->n_failed > 0 && run->n_failed == run->plan->queries->len;
}

static void
job_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielPanelData) data = oriel_panel_job_finish (result, NULL);
  OrielPanelRun *run = user_data;

  /* Cancelled: the run is gone. */
  if (data == NULL)
    return;

  run->func (run, data, run->user_data);
}

static void
finish (OrielPanelRun *run)
{
  OrielPanelJob *job;

  if (all_failed (run) && run->previous != NULL && run->previous->frames->len > 0)
    {
      /* The old picture stays beside the words of the failure. */
      g_autoptr (OrielPanelData) kept =
        oriel_panel_data_with_state (run->previous, ORIEL_PANEL_FAILED, run->data->error);

      run->func (run, kept, run->user_data);
      return;
    }

  run->data->state = all_failed (run) ? ORIEL_PANEL_FAILED : ORIEL_PANEL_DONE;
  run->data->answered_ms = g_get_real_time () / 1000;
  job = g_new0 (OrielPanelJob, 1);
  job->data = oriel_panel_data_ref (run->data);
  job->frames = gather_frames (run);
  job->dashboard = oriel_dashboard_ref (run->dashboard);
  job->panel = run->panel;
  job->variables = oriel_variables_ref (run->variables);
  job->builtins = run->builtins;
  /* The texts may go with the run before the worker is done. */
  job->builtins.raw_from = NULL;
  job->builtins.raw_to = NULL;
  oriel_panel_job_run_async (job, run->cancellable, job_done_cb, run);
}

static void
note_error (OrielPanelRun *run, const char *message)
{
  run->n_failed++;
  if (run->data->error == NULL)
    run->data->error = g_strdup (message);
}

static void
note_timings (OrielPanelData *data, const OrielTimings *timings)
{
  gint64 ours = data->timings.wait_us + data->timings.download_us + data->timings.decode_us;
  gint64 theirs = timings->wait_us + timings->download_us + timings->decode_us;

  if (theirs >= ours)
    data->timings = *timings;
}

static void
answer_func (const OrielAnswer *answer, const GError *error, gpointer user_data)
{
  Slot *slot = user_data;
  OrielPanelRun *run = slot->run;

  slot->ask = 0;
  if (answer != NULL)
    {
      run->frames[slot->index] = g_ptr_array_ref (answer->frames);
      if (answer->executed != NULL)
        g_ptr_array_add (run->data->executed, g_strdup (answer->executed));
      note_timings (run->data, &answer->timings);
    }
  else
    note_error (run, error->message);

  if (--run->n_pending == 0)
    finish (run);
}

static gboolean
start_cb (gpointer user_data)
{
  OrielPanelRun *run = user_data;

  run->idle = 0;
  finish (run);
  return G_SOURCE_REMOVE;
}

static void
ask_all (OrielPanelRun *run, int priority)
{
  for (guint i = 0; i < run->plan->queries->len; i++)
    {
      const OrielPlannedQuery *planned = g_ptr_array_index (run->plan->queries, i);
      Slot *slot = &run->slots[i];

      slot->run = run;
      slot->index = i;
      if (planned->error != NULL)
        {
          note_error (run, planned->error);
          continue;
        }

      run->n_pending++;
      slot->ask = oriel_scheduler_ask (run->scheduler, planned->source, planned->query,
                                       planned->key, priority, answer_func, slot);
    }

  if (run->n_pending == 0)
    run->idle = g_idle_add (start_cb, run);
}

OrielPanelRun *
oriel_panel_run_start (const OrielPanelRunInput *input,
                       OrielScheduler *scheduler,
                       OrielPanelRunFunc func,
                       gpointer user_data)
{
  OrielPanelRun *run = g_new0 (OrielPanelRun, 1);

  run->scheduler = scheduler;
  run->dashboard = oriel_dashboard_ref (input->dashboard);
  run->panel = input->panel;
  run->variables = oriel_variables_ref (input->variables);
  run->plan = input->plan;
  run->previous = input->previous != NULL ? oriel_panel_data_ref (input->previous) : NULL;
  run->raw_from = g_strdup (input->raw_from);
  run->raw_to = g_strdup (input->raw_to);
  run->builtins = (OrielBuiltins){
    .range = run->plan->range,
    .raw_from = run->raw_from,
    .raw_to = run->raw_to,
    .zone = input->zone,
    .interval_ms = run->plan->interval_ms,
    .dashboard_title = input->dashboard->title,
    .dashboard_uid = input->dashboard->uid,
  };
  run->func = func;
  run->user_data = user_data;
  run->cancellable = g_cancellable_new ();
  run->slots = g_new0 (Slot, run->plan->queries->len + 1);
  run->frames = g_new0 (GPtrArray *, run->plan->queries->len + 1);
  run->data = oriel_panel_data_new (ORIEL_PANEL_LOADING);
  run->data->range = run->plan->range;
  run->data->time_info = g_strdup (run->plan->time_info);
  for (guint i = 0; i < run->plan->notices->len; i++)
    g_ptr_array_add (run->data->notices, g_strdup (g_ptr_array_index (run->plan->notices, i)));
  ask_all (run, input->priority);
  return run;
}

void
oriel_panel_run_free (OrielPanelRun *run)
{
  if (run == NULL)
    return;

  for (guint i = 0; i < run->plan->queries->len; i++)
    {
      if (run->slots[i].ask != 0)
        oriel_scheduler_drop (run->scheduler, run->slots[i].ask);
      g_clear_pointer (&run->frames[i], g_ptr_array_unref);
    }

  g_clear_handle_id (&run->idle, g_source_remove);
  g_cancellable_cancel (run->cancellable);
  g_object_unref (run->cancellable);
  g_free (run->slots);
  g_free (run->frames);
  oriel_panel_data_unref (run->data);
  oriel_panel_data_unref (run->previous);
  oriel_panel_plan_free (run->plan);
  oriel_variables_unref (run->variables);
  oriel_dashboard_unref (run->dashboard);
  g_free (run->raw_from);
  g_free (run->raw_to);
  g_free (run);
}

const OrielPanelPlan *
oriel_panel_run_get_plan (const OrielPanelRun *run)
{
  return run->plan;
}
