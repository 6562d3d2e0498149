/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the markers share. */

#pragma once

#include "viz/oriel-markers.h"

G_BEGIN_DECLS

/* The columns of one frame of events; all but `times` may be missing. */
typedef struct
{
  OrielFrame *frame;
  const OrielColumn *times, *ends, *regions, *titles, *texts, *tags, *colors;
} OrielEventColumns;

struct _OrielMarkers
{
  GArray *events;       /* of OrielEventColumns, with a reference of each frame */
  GPtrArray *exemplars; /* of OrielFrame */
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  OrielTimeSpan range;

  gboolean has_lanes; /* the marks of each query have a line of their own */
  gboolean clusters;  /* events that stand close together are one mark */
  gboolean has_lines;
  double line_width; /* px */
  double fill;       /* opacity of regions */
  OrielColor exemplar_color, box_color;
};

/* The end of an event, and whether it is a region: it has an end other than its begin. */
gboolean oriel_event_is_region (const OrielEventColumns *columns, gsize row, gint64 *end_ms);

/* The colour of an event. */
OrielColor
oriel_event_color (const OrielMarkers *markers, const OrielEventColumns *columns, gsize row);

/* The text of a cell, or NULL. */
const char *oriel_event_text (const OrielColumn *column, gsize row);

/* The columns with the times and values of a frame of exemplars; FALSE when one is missing. */
gboolean oriel_exemplar_columns (const OrielFrame *frame,
                                 const OrielColumn **times,
                                 const OrielColumn **values);

G_END_DECLS
