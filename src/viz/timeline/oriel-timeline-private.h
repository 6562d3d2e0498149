/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the timeline panels share. */

#pragma once

#include "viz/oriel-legend.h"
#include "viz/oriel-rect-batch.h"
#include "viz/oriel-viz-options.h"
#include "viz/timeline/oriel-timeline.h"

G_BEGIN_DECLS

/* A stretch of time in one state. */
typedef struct
{
  gint64 from_ms, to_ms; /* G_MAXINT64: up to the end of the picture */
  gsize row;             /* of the frame: its first sample */
} OrielState;

/* One series. */
typedef struct
{
  int frame, field;
  const OrielField *source; /* borrowed from its frame */
  const OrielField *time;
  OrielDisplay *display;
  const char *label;   /* borrowed */
  GArray *states;      /* of OrielState, ascending */
  gboolean by_steps;   /* states are the thresholds' steps */
  double fill_opacity; /* 0 to 1 */
  double line_width;
} OrielTimelineLane;

typedef struct
{
  OrielVizModel base;
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  OrielTimeSpan range;
  GPtrArray *frames;
  GArray *lanes;       /* of OrielTimelineLane */
  OrielLegend *legend; /* nullable */
  GPtrArray *steps;    /* nullable: texts of the thresholds' steps of the first field */
  char *message;       /* nullable: why there is no picture */

  gboolean is_samples; /* status history */
  gboolean merges;
  double row_height, col_width; /* parts of their room */
  OrielShow show_value;
  OrielAlign align;
  guint per_page; /* 0: all */
  gboolean x_hidden, y_hidden;
  double y_width; /* null: by the labels */
  GArray *times;  /* of samples: gint64, ascending, each once */
  double x_step;  /* ms between the first two */
} OrielTimelineModel;

static inline OrielTimelineLane *
oriel_timeline_lane (const OrielTimelineModel *model, guint i)
{
  return &g_array_index (model->lanes, OrielTimelineLane, i);
}

/* Text and colour of a state. */
void oriel_timeline_show (const OrielTimelineModel *model,
                          OrielTimelineLane *lane,
                          gsize row,
                          char *text,
                          gsize size,
                          OrielColor *color);

/* The states of the lane's samples. */
void oriel_timeline_find_states (const OrielTimelineModel *model, OrielTimelineLane *lane);

/* The step of the thresholds that the row's value has reached, -1: none. */
int oriel_timeline_step (const OrielField *field, gsize row);

/* The lanes on the page that is shown. */
void oriel_timeline_page (const OrielTimelineModel *model,
                          const OrielVizState *state,
                          guint *first,
                          guint *n);

/* The lane on the page that covers a part of the plot's height, from its top; -1: none. */
int
oriel_timeline_lane_at (const OrielTimelineModel *model, const OrielVizState *state, double share);

/* Implemented by the files of this folder; see OrielVizClass. */
OrielScene *oriel_timeline_layout (const OrielVizModel *model,
                                   double width,
                                   double height,
                                   const OrielVizState *state);
gboolean oriel_timeline_hit (const OrielVizModel *model,
                             const OrielScene *scene,
                             const OrielVizState *state,
                             double x,
                             double y,
                             OrielHit *hit);

G_END_DECLS
