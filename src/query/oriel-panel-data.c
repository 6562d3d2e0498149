/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-panel-data.h. */

#include "config.h"

#include "query/oriel-panel-data.h"

#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-overrides.h"
#include "transform/oriel-transform.h"

OrielPanelData *
oriel_panel_data_new (OrielPanelState state)
{
  OrielPanelData *data = g_atomic_rc_box_new0 (OrielPanelData);

  data->state = state;
  data->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  data->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  data->events = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  data->notices = g_ptr_array_new_with_free_func (g_free);
  data->executed = g_ptr_array_new_with_free_func (g_free);
  return data;
}

/* A copy with its own reference of everything. */
static OrielPanelData *
panel_data_copy (const OrielPanelData *data)
{
  OrielPanelData *copy = g_atomic_rc_box_new0 (OrielPanelData);

  *copy = *data;
  copy->error = g_strdup (data->error);
  copy->time_info = g_strdup (data->time_info);
  g_ptr_array_ref (copy->frames);
  g_ptr_array_ref (copy->annotations);
  g_ptr_array_ref (copy->events);
  g_ptr_array_ref (copy->notices);
  g_ptr_array_ref (copy->executed);
  return copy;
}

OrielPanelData *
oriel_panel_data_with_state (const OrielPanelData *data, OrielPanelState state, const char *error)
{
  OrielPanelData *copy = panel_data_copy (data);

  copy->state = state;
  g_free (copy->error);
  copy->error = g_strdup (error);
  return copy;
}

OrielPanelData *
oriel_panel_data_with_events (const OrielPanelData *data, GPtrArray *events)
{
  OrielPanelData *copy = panel_data_copy (data);

  g_ptr_array_unref (copy->events);
  copy->events = g_ptr_array_ref (events);
  return copy;
}

GPtrArray *
oriel_panel_events_new (const OrielPanel *panel,
                        const OrielPanelData *data,
                        const OrielTimeZone *zone,
                        OrielReplaceFunc replace_func,
                        gpointer replace_data)
{
  const OrielTransformContext context = {
    .replace = replace_func,
    .replace_data = replace_data,
    .zone = zone,
    .now_ms = data->range.to_ms,
    .topic = "annotations",
  };

  return oriel_transform_run (panel->transformations, data->events, &context, NULL);
}

OrielPanelData *
oriel_panel_data_ref (OrielPanelData *data)
{
  return g_atomic_rc_box_acquire (data);
}

static void
data_clear (gpointer memory)
{
  OrielPanelData *data = memory;

  g_ptr_array_unref (data->frames);
  g_ptr_array_unref (data->annotations);
  g_ptr_array_unref (data->events);
  g_ptr_array_unref (data->notices);
  g_ptr_array_unref (data->executed);
  g_free (data->error);
  g_free (data->time_info);
}

void
oriel_panel_data_unref (OrielPanelData *data)
{
  if (data != NULL)
    g_atomic_rc_box_release_full (data, data_clear);
}

static void
job_free (gpointer memory)
{
  OrielPanelJob *job = memory;

  oriel_panel_data_unref (job->data);
  g_ptr_array_unref (job->frames);
  oriel_dashboard_unref (job->dashboard);
  oriel_variables_unref (job->variables);
  g_free (job);
}

static char *
replace (const char *text, gpointer user_data)
{
  const OrielPanelJob *job = user_data;

  return oriel_variables_interpolate (job->variables, text, &job->builtins, NULL, NULL);
}

/* Frames of annotations ride along with the data and are not series. */
static gboolean
is_annotations (const OrielFrame *frame)
{
  return g_strcmp0 (oriel_json_string (frame->meta, "dataTopic", NULL), "annotations") == 0;
}

static void
collect_notices (OrielPanelData *data, const OrielFrame *frame)
{
  for (guint i = 0; frame->notices != NULL && i < frame->notices->len; i++)
    {
      const OrielNotice *notice = g_ptr_array_index (frame->notices, i);

      if (!g_ptr_array_find_with_equal_func (data->notices, notice->text, g_str_equal, NULL))
        g_ptr_array_add (data->notices, g_strdup (notice->text));
    }
}

static GPtrArray *
frames_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
}

/* Parts `frames` in series, which are returned, and annotations, which are added to
 * `annotations`. */
static GPtrArray *
take_series (GPtrArray *frames, GPtrArray *annotations)
{
  GPtrArray *series = frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      g_ptr_array_add (is_annotations (frame) ? annotations : series, oriel_frame_ref (frame));
    }

  return series;
}

static GPtrArray *
transform_frames (OrielPanelJob *job, GPtrArray *frames, const char *topic)
{
  OrielTransformContext context = {
    .replace = replace,
    .replace_data = job,
    .zone = job->builtins.zone,
    .now_ms = job->builtins.range.to_ms,
    .topic = topic,
  };

  return oriel_transform_run (job->panel->transformations, frames, &context, job->data->notices);
}

/* Runs the transformations of the series and those of the annotations; what became annotations on
 * the way is no series any more. Returns the series. */
static GPtrArray *
transform_all (OrielPanelJob *job)
{
  g_autoptr (GPtrArray) given = frames_new ();
  g_autoptr (GPtrArray) series = take_series (job->frames, given);
  g_autoptr (GPtrArray) transformed = transform_frames (job, series, NULL);
  GPtrArray *annotations = transform_frames (job, given, "annotations");

  g_ptr_array_unref (job->data->annotations);
  job->data->annotations = annotations;
  return take_series (transformed, annotations);
}

static void
job_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  OrielPanelJob *job = task_data;
  OrielPanelData *data = job->data;
  g_autoptr (GPtrArray) transformed = NULL;
  g_autoptr (OrielFieldConfigSource) config = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  for (guint i = 0; i < job->frames->len; i++)
    collect_notices (data, g_ptr_array_index (job->frames, i));
  transformed = transform_all (job);
  config = oriel_field_config_source_from_json (job->panel->field_config, data->notices);
  g_ptr_array_unref (data->frames);
  data->frames = oriel_field_config_apply (config, transformed, job->panel->type, replace, job);
  g_task_return_pointer (task, oriel_panel_data_ref (data),
                         (GDestroyNotify) oriel_panel_data_unref);
}

void
oriel_panel_job_run_async (OrielPanelJob *job,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, oriel_panel_job_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

OrielPanelData *
oriel_panel_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
