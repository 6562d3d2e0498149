/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-annotation-layers.h.
 *
 * A query is planned as the one target of a panel that nobody sees, so that variables, steps and
 * filters are those of panels, and equal questions are one request. */

#include "config.h"

#include "query/oriel-annotation-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-interval.h"
#include "query/oriel-annotation-events.h"
#include "query/oriel-time-regions.h"

/* Points that Grafana asks for over the range of an annotation query. */
#define MAX_DATA_POINTS 100

/* Step of a query that does not say with which it was asked. */
#define DEFAULT_STEP_MS (60 * 1000)

typedef struct
{
  OrielAnnotationLayers *layers;
  const OrielAnnotation *annotation;
  char *name;
  gboolean enabled;
  char *fingerprint; /* nullable: what was asked, when it is answered or under way */
  char *error;       /* nullable */
  OrielFrame *events;
  gboolean failed; /* the last time it was asked */

  guint ask;                 /* 0: none */
  GCancellable *cancellable; /* nullable: of the events being made */
  gboolean of_series;        /* what is asked answers with series */
} Layer;

struct _OrielAnnotationLayers
{
  OrielDashboard *dashboard;
  OrielScheduler *scheduler; /* borrowed */
  GPtrArray *layers;         /* of Layer */
  OrielLayersFunc changed;
  gpointer user_data;
};

static void
drop_ask (Layer *layer)
{
  if (layer->ask != 0)
    oriel_scheduler_drop (layer->layers->scheduler, layer->ask);
  layer->ask = 0;
  if (layer->cancellable != NULL)
    g_cancellable_cancel (layer->cancellable);
  g_clear_object (&layer->cancellable);
}

static gboolean
is_busy (const Layer *layer)
{
  return layer->ask != 0 || layer->cancellable != NULL;
}

static void
layer_free (gpointer data)
{
  Layer *layer = data;

  drop_ask (layer);
  g_free (layer->name);
  g_free (layer->fingerprint);
  g_free (layer->error);
  oriel_frame_unref (layer->events);
  g_free (layer);
}

static Layer *
layer_at (const OrielAnnotationLayers *layers, guint index)
{
  return g_ptr_array_index (layers->layers, index);
}

static char *
unsupported_words (const OrielAnnotation *annotation)
{
  return g_strdup_printf (_ ("Data sources of type “%s” are not asked."),
                          annotation->source.type != NULL ? annotation->source.type : "");
}

static Layer *
layer_new (OrielAnnotationLayers *layers, const OrielAnnotation *annotation)
{
  Layer *layer = g_new0 (Layer, 1);

  layer->layers = layers;
  layer->annotation = annotation;
  layer->name = g_strdup (annotation->name);
  layer->enabled = annotation->enabled;
  if (!oriel_annotation_is_supported (annotation))
    layer->error = unsupported_words (annotation);
  return layer;
}

OrielAnnotationLayers *
oriel_annotation_layers_new (OrielDashboard *dashboard,
                             OrielScheduler *scheduler,
                             OrielLayersFunc changed,
                             gpointer user_data)
{
  OrielAnnotationLayers *layers = g_new0 (OrielAnnotationLayers, 1);

  layers->dashboard = oriel_dashboard_ref (dashboard);
  layers->scheduler = scheduler;
  layers->layers = g_ptr_array_new_with_free_func (layer_free);
  layers->changed = changed;
  layers->user_data = user_data;
  for (guint i = 0; i < dashboard->annotations->len; i++)
    g_ptr_array_add (layers->layers,
                     layer_new (layers, g_ptr_array_index (dashboard->annotations, i)));
  return layers;
}

void
oriel_annotation_layers_free (OrielAnnotationLayers *layers)
{
  if (layers == NULL)
    return;

  g_ptr_array_unref (layers->layers);
  oriel_dashboard_unref (layers->dashboard);
  g_free (layers);
}

/* --- events, on a worker --- */

typedef struct
{
  OrielDashboard *dashboard; /* keeps `annotation` */
  const OrielAnnotation *annotation;
  char *name;
  GPtrArray *frames;
  gboolean of_series;
  gint64 step_ms;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->frames);
  oriel_dashboard_unref (job->dashboard);
  g_free (job->name);
  g_free (job);
}

static void
job_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  OrielFrame *events =
    job->of_series
      ? oriel_annotation_events_of_series (job->annotation, job->name, job->frames, job->step_ms)
      : oriel_annotation_events_of_tables (job->annotation, job->name, job->frames);

  g_task_return_pointer (task, events, (GDestroyNotify) oriel_frame_unref);
}

static void
take_events (Layer *layer, OrielFrame *events, const char *error)
{
  oriel_frame_unref (layer->events);
  layer->events = events;
  g_free (layer->error);
  layer->error = g_strdup (error);
  layer->layers->changed (layer->layers->user_data);
}

/* The first warning, in words. */
static const char *
warning_of (const OrielFrame *frame)
{
  for (guint i = 0; frame->notices != NULL && i < frame->notices->len; i++)
    {
      const OrielNotice *notice = g_ptr_array_index (frame->notices, i);

      if (notice->severity != ORIEL_NOTICE_INFO)
        return notice->text;
    }

  return NULL;
}

static void
job_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  OrielFrame *events = g_task_propagate_pointer (G_TASK (result), NULL);
  Layer *layer = user_data;

  /* Cancelled: the layer may be gone. */
  if (events == NULL)
    return;

  g_clear_object (&layer->cancellable);
  take_events (layer, events, warning_of (events));
}

/* The step as the source says it, read as Grafana does: “1m30s” counts one minute. */
static gint64
step_of (const OrielAnswer *answer)
{
  const char *step = answer->executed != NULL ? g_strrstr (answer->executed, "Step: ") : NULL;
  double ms;

  if (step == NULL || !oriel_interval_parse (step + strlen ("Step: "), &ms))
    return DEFAULT_STEP_MS;

  return (gint64) CLAMP (ms, 0, 1e15);
}

static void
make_events (Layer *layer, const OrielAnswer *answer)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  job->dashboard = oriel_dashboard_ref (layer->layers->dashboard);
  job->annotation = layer->annotation;
  job->name = g_strdup (layer->name);
  job->frames = g_ptr_array_ref (answer->frames);
  job->of_series = layer->of_series;
  job->step_ms = step_of (answer);

  layer->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, layer->cancellable, job_done_cb, layer);
  g_task_set_source_tag (task, make_events);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

static void
answered (const OrielAnswer *answer, const GError *error, gpointer user_data)
{
  Layer *layer = user_data;

  layer->ask = 0;
  if (answer != NULL)
    {
      make_events (layer, answer);
      return;
    }

  /* What was there stays, as in a panel. */
  layer->failed = TRUE;
  take_events (layer, oriel_frame_ref (layer->events), error->message);
}

/* --- asking --- */

/* A panel whose only target is the query. Borrows from the annotation. */
typedef struct
{
  OrielPanel panel;
  OrielTarget target;
  GPtrArray *targets;
} Stand;

static void
stand_init (Stand *stand, const OrielAnnotation *annotation)
{
  *stand = (Stand){ 0 };
  stand->target = (OrielTarget){
    .ref_id = (char *) "Anno",
    .source = annotation->source,
    .json = annotation->target,
  };
  stand->targets = g_ptr_array_new ();
  g_ptr_array_add (stand->targets, &stand->target);
  stand->panel = (OrielPanel){
    .source = annotation->source,
    .targets = stand->targets,
    .max_data_points = MAX_DATA_POINTS,
  };
}

static OrielPanelPlan *
plan_query (const OrielAnnotation *annotation, const OrielPlanContext *context)
{
  OrielPanelPlan *plan;
  Stand stand;

  stand_init (&stand, annotation);
  plan = oriel_panel_plan_new (&stand.panel, context);
  g_ptr_array_unref (stand.targets);
  return plan;
}

/* Whether no source has to be asked: events are in the dashboard, or worked out here. */
static gboolean
needs_no_source (const OrielAnnotation *annotation)
{
  return annotation->snapshot != NULL || oriel_annotation_is_time_region (annotation);
}

/* Work of a moment: it is done here. */
static void
make_own_events (Layer *layer, const OrielPlanContext *context)
{
  const OrielTimeSpan *range = &context->range;
  g_autofree char *fingerprint =
    g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s", range->from_ms,
                     range->to_ms, oriel_time_zone_get_name (context->time.zone), layer->name);
  OrielFrame *events;

  if (g_strcmp0 (layer->fingerprint, fingerprint) == 0)
    return;

  g_free (layer->fingerprint);
  layer->fingerprint = g_steal_pointer (&fingerprint);
  events = layer->annotation->snapshot != NULL
             ? oriel_annotation_events_of_snapshot (layer->annotation, layer->name)
             : oriel_time_regions_new (layer->annotation, layer->name, range, context->time.zone);
  take_events (layer, events, warning_of (events));
}

static void
ask_source (Layer *layer, const OrielPlanContext *context)
{
  g_autoptr (OrielPanelPlan) plan = plan_query (layer->annotation, context);
  const OrielPlannedQuery *planned =
    plan->queries->len > 0 ? g_ptr_array_index (plan->queries, 0) : NULL;

  if (planned == NULL || g_strcmp0 (layer->fingerprint, plan->fingerprint) == 0)
    return;

  drop_ask (layer);
  g_free (layer->fingerprint);
  layer->fingerprint = g_strdup (plan->fingerprint);
  layer->failed = FALSE;
  if (planned->error != NULL)
    {
      take_events (layer, NULL, planned->error);
      return;
    }

  layer->of_series = oriel_data_source_get_class (planned->source)->events_from_series;
  layer->ask = oriel_scheduler_ask (layer->layers->scheduler, planned->source, planned->query,
                                    planned->key, -1, answered, layer);
}

static void
ask_layer (Layer *layer, const OrielPlanContext *context)
{
  g_free (layer->name);
  layer->name =
    oriel_variables_interpolate (context->variables, layer->annotation->name, NULL, NULL, NULL);
  if (!layer->enabled || !oriel_annotation_is_supported (layer->annotation))
    return;

  if (needs_no_source (layer->annotation))
    make_own_events (layer, context);
  else
    ask_source (layer, context);
}

void
oriel_annotation_layers_ask (OrielAnnotationLayers *layers, const OrielPlanContext *context)
{
  for (guint i = 0; i < layers->layers->len; i++)
    ask_layer (layer_at (layers, i), context);
}

void
oriel_annotation_layers_forget (OrielAnnotationLayers *layers, gboolean failed_only)
{
  for (guint i = 0; i < layers->layers->len; i++)
    if (!failed_only || layer_at (layers, i)->failed)
      g_clear_pointer (&layer_at (layers, i)->fingerprint, g_free);
}

void
oriel_annotation_layers_cancel (OrielAnnotationLayers *layers)
{
  for (guint i = 0; i < layers->layers->len; i++)
    {
      Layer *layer = layer_at (layers, i);

      if (is_busy (layer))
        g_clear_pointer (&layer->fingerprint, g_free);
      drop_ask (layer);
    }
}

gboolean
oriel_annotation_layers_is_busy (const OrielAnnotationLayers *layers)
{
  for (guint i = 0; i < layers->layers->len; i++)
    if (is_busy (layer_at (layers, i)))
      return TRUE;

  return FALSE;
}

guint
oriel_annotation_layers_get_n (const OrielAnnotationLayers *layers)
{
  return layers->layers->len;
}

OrielAnnotationLayer
oriel_annotation_layers_get (const OrielAnnotationLayers *layers, guint index)
{
  const Layer *layer = layer_at (layers, index);

  return (OrielAnnotationLayer){
    .annotation = layer->annotation,
    .name = layer->name,
    .enabled = layer->enabled,
    .is_supported = oriel_annotation_is_supported (layer->annotation),
    .is_busy = is_busy (layer),
    .error = layer->error,
    .events = layer->events,
  };
}

gboolean
oriel_annotation_layers_set_enabled (OrielAnnotationLayers *layers, guint index, gboolean enabled)
{
  Layer *layer = index < layers->layers->len ? layer_at (layers, index) : NULL;

  if (layer == NULL || layer->enabled == enabled)
    return FALSE;

  layer->enabled = enabled;
  if (!enabled && is_busy (layer))
    {
      drop_ask (layer);
      g_clear_pointer (&layer->fingerprint, g_free);
    }
  layers->changed (layers->user_data);
  return TRUE;
}

GPtrArray *
oriel_annotation_layers_for_panel (const OrielAnnotationLayers *layers, int panel_id)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < layers->layers->len; i++)
    {
      const Layer *layer = layer_at (layers, i);

      if (layer->enabled && layer->events != NULL && layer->events->n_rows > 0 &&
          oriel_annotation_is_for (layer->annotation, panel_id))
        g_ptr_array_add (frames, oriel_frame_ref (layer->events));
    }

  return frames;
}
