/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a source answers to the events of an annotation query: moments and regions of time with
 * title, text and tags. Pure; any thread.
 *
 * Events come as a frame with the columns time, timeEnd, isRegion, title, text, tags (lists of
 * texts), color and id, the earliest first, as Grafana hands them to its panels. */

#pragma once

#include "dashboard/oriel-annotation.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* More events of one query are left out; the frame says so in a notice. */
#define ORIEL_MAX_EVENTS 20000

/* Series of a Prometheus query: where values are above zero something happens, and moments that are
 * no further apart than `step_ms` are one region. `name` is the query's, variables replaced. */
OrielFrame *oriel_annotation_events_of_series (const OrielAnnotation *annotation,
                                               const char *name,
                                               const GPtrArray *frames,
                                               gint64 step_ms) G_GNUC_WARN_UNUSED_RESULT;

/* Tables of another source: one event a row, its members in the columns of their name or where the
 * query's mappings say. */
OrielFrame *oriel_annotation_events_of_tables (const OrielAnnotation *annotation,
                                               const char *name,
                                               const GPtrArray *frames) G_GNUC_WARN_UNUSED_RESULT;

/* Events that are inside the dashboard: objects with their members, or frames. */
OrielFrame *oriel_annotation_events_of_snapshot (const OrielAnnotation *annotation,
                                                 const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
