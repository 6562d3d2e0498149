/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time regions: annotations of days and hours that come again, such as nights or weekends. */

#pragma once

#include "base/oriel-time-range.h"
#include "dashboard/oriel-annotation.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* The regions of a query of type `timeRegions` that touch `range`, as events (see
 * oriel-annotation-events.h). `zone` is the dashboard's, used where the query names none. Regions
 * by cron expression are not worked out: the frame says so in a notice. Any thread. */
OrielFrame *oriel_time_regions_new (const OrielAnnotation *annotation,
                                    const char *name,
                                    const OrielTimeSpan *range,
                                    const OrielTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
