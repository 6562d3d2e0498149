/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is marked over the charts of a panel: annotations and exemplars.
 *
 * Annotations are lines and regions over any plot whose x is time, and marks below its axis that a
 * person points at; exemplars are single samples in the plot, drawn by the panel types that know
 * where a value lies. Immutable once made; any thread.
 *
 * Geometry from Grafana: lines 2 px wide, dashed 5, 5; triangles 10 px wide and 5 high at the top
 * of the axis; bars 5 px high and regions filled with a tenth of their colour; exemplars are
 * diamonds of 7 px that hang from their value (those of further queries have other shapes), over
 * cells boxes of 8 px around it. */

#pragma once

#include "base/oriel-time-range.h"
#include "dashboard/oriel-links.h"
#include "draw/oriel-scene.h"
#include "field/oriel-theme.h"

G_BEGIN_DECLS

typedef struct _OrielMarkers OrielMarkers;

/* What of annotations a panel type shows. */
typedef enum
{
  ORIEL_MARKS_NONE,
  ORIEL_MARKS_LINES, /* regions are not filled: the cells below are colours themselves */
  ORIEL_MARKS_FILLED,
} OrielMarkUse;

/* What markers are made from. Borrowed for the call. */
typedef struct
{
  const GPtrArray *annotations; /* of OrielFrame: what came with the series; nullable */
  const GPtrArray *events;      /* of OrielFrame: of the dashboard's queries; nullable */
  JsonObject *options;          /* of the panel; nullable */
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  OrielTimeSpan range;
} OrielMarkersInput;

/* The markers of a panel; NULL when there are none. Free with oriel_markers_free(). */
OrielMarkers *oriel_markers_new (const OrielMarkersInput *input) G_GNUC_WARN_UNUSED_RESULT;

/* Frees them; nullable. */
void oriel_markers_free (OrielMarkers *markers);

/* What the marks of several lanes take below the axis beyond those of one, in px: its labels are to
 * be moved so far. `markers` is nullable. */
double oriel_markers_lanes_px (const OrielMarkers *markers);

/* Draws the annotations over the plot of `scene`, which must be of time, and says what they are:
 * hit areas of kind ORIEL_HIT_MARK with `frame`, the first event's `row` and, of several events
 * that are one mark, `x_value` and `y_value` as the first and last of their times. */
void oriel_markers_draw (const OrielMarkers *markers, OrielMarkUse use, OrielScene *scene);

/* How exemplars are drawn. */
typedef struct
{
  OrielRect plot;
  double x_min, x_max; /* ms */
  gboolean boxes;      /* over cells: boxes in one colour */

  /* px from the top of the scene; outside the plot they are moved to its edge. NAN: nowhere. */
  double (*place) (const OrielFrame *frame, gsize row, double value, gpointer data);

  /* The colour of an exemplar; FALSE when it is not shown. `color` has the usual one. Nullable. */
  gboolean (*choose) (const OrielFrame *frame, gsize row, OrielColor *color, gpointer data);
  gpointer data;
} OrielExemplarLook;

/* Draws the exemplars, with hit areas of kind ORIEL_HIT_EXEMPLAR. `markers` is nullable. */
void oriel_markers_draw_exemplars (const OrielMarkers *markers,
                                   OrielScene *scene,
                                   const OrielExemplarLook *look);

/* Frames of exemplars; NULL-safe, `n` receives their number. */
OrielFrame *const *oriel_markers_exemplars (const OrielMarkers *markers, guint *n);

/* One event or exemplar in words. */
typedef struct
{
  char *title;       /* "" when there is none */
  char *when;        /* moment or range */
  char *text;        /* nullable: HTML, from anywhere: to be sanitised */
  char **tags;       /* NULL-ended */
  char *source;      /* nullable: name of its query */
  GPtrArray *names;  /* of owned strings: an exemplar's trace id, value, labels; else empty */
  GPtrArray *values; /* parallel to `names` */
  GPtrArray *links;  /* of OrielLink */
  OrielColor color;
} OrielMarkTip;

/* What a hit of one of the two kinds stands for, the first of at most `limit` events; `n`
 * (nullable) receives how many there are. `how` (nullable: no links) replaces variables in links.
 * Array of OrielMarkTip; empty when the hit is of other markers. */
GPtrArray *oriel_markers_tips (const OrielMarkers *markers,
                               const OrielHit *hit,
                               const OrielInterpolation *how,
                               guint limit,
                               guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a paragraph about what is marked to a description of the panel: how many, and the first of
 * them in words. `markers` is nullable. */
void oriel_markers_describe (const OrielMarkers *markers, OrielMarkUse use, GString *text);

G_END_DECLS
