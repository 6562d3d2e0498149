/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annotation queries of an open dashboard: each is a layer that is on or off, asked once for
 * all panels, and has events, a failure, or nothing yet.
 *
 * Main thread; events are made on workers. A layer is asked again when its range, its variables or
 * its source changed, and an older ask of it is dropped then. */

#pragma once

#include "dashboard/oriel-annotation.h"
#include "query/oriel-panel-plan.h"
#include "query/oriel-scheduler.h"

G_BEGIN_DECLS

typedef struct _OrielAnnotationLayers OrielAnnotationLayers;

/* One annotation query as it stands. */
typedef struct
{
  const OrielAnnotation *annotation; /* of the dashboard */
  const char *name;                  /* variables replaced */
  gboolean enabled;                  /* a person's choice, at first the dashboard's */
  gboolean is_supported;             /* FALSE: it is never asked, and `error` says why */
  gboolean is_busy;
  const char *error;        /* nullable: why there are no events, or not all; words for people */
  const OrielFrame *events; /* nullable; see oriel-annotation-events.h */
} OrielAnnotationLayer;

/* Called after a layer got events, a failure, or was switched. */
typedef void (*OrielLayersFunc) (gpointer user_data);

/* The layers of `dashboard`; `scheduler` is borrowed and must outlive them. */
OrielAnnotationLayers *oriel_annotation_layers_new (OrielDashboard *dashboard,
                                                    OrielScheduler *scheduler,
                                                    OrielLayersFunc changed,
                                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Drops what is asked and frees them; nullable. */
void oriel_annotation_layers_free (OrielAnnotationLayers *layers);

/* Asks those that are on and were not asked the same before. `context` is borrowed for the call. */
void oriel_annotation_layers_ask (OrielAnnotationLayers *layers, const OrielPlanContext *context);

/* All answers, or the failures, count as old: the next ask asks again. */
void oriel_annotation_layers_forget (OrielAnnotationLayers *layers, gboolean failed_only);

/* Drops what is asked; layers keep what they have. */
void oriel_annotation_layers_cancel (OrielAnnotationLayers *layers);

/* TRUE while one is being asked. */
gboolean oriel_annotation_layers_is_busy (const OrielAnnotationLayers *layers);

/* How many there are, in the order of the dashboard. */
guint oriel_annotation_layers_get_n (const OrielAnnotationLayers *layers);

/* The layer at `index`; what it points to is borrowed until the next change. */
OrielAnnotationLayer oriel_annotation_layers_get (const OrielAnnotationLayers *layers, guint index);

/* Switches a layer; TRUE when that changes it. Events of one that is off are kept but not shown. */
gboolean
oriel_annotation_layers_set_enabled (OrielAnnotationLayers *layers, guint index, gboolean enabled);

/* The events that the panel of that id shows. Array of OrielFrame, to be unreferenced. */
GPtrArray *oriel_annotation_layers_for_panel (const OrielAnnotationLayers *layers,
                                              int panel_id) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielAnnotationLayers, oriel_annotation_layers_free)

G_END_DECLS
