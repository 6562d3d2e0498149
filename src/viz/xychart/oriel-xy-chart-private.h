/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the XY chart share. */

#pragma once

#include "field/oriel-color-scheme.h"
#include "viz/oriel-legend.h"
#include "viz/oriel-viz-options.h"
#include "viz/timeseries/oriel-series-options.h"
#include "viz/xychart/oriel-xy-chart.h"

G_BEGIN_DECLS

/* One series; fields are borrowed from the model's frames. */
typedef struct
{
  int frame, field; /* of y */
  const OrielField *x, *y;
  const OrielField *color_field, *size_field; /* nullable */
  OrielDisplay *display, *color_display;
  const OrielColorScheme *ramp; /* nullable: of the colour field, over the values of all series */
  OrielSeriesOptions options;
  char *label;
  OrielColor color;
  int legend; /* its entry, -1: none */
  gboolean shows_points, shows_line, is_square;
  double point_stroke, fill_opacity, line_width;
  double size, size_min, size_max; /* diameters in px */
} OrielXySeries;

typedef struct
{
  OrielVizModel base;
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  gint64 now_ms;
  GPtrArray *frames;
  GArray *series; /* of OrielXySeries */
  OrielLegend *legend;
  OrielDisplay *x_display;
  gboolean x_is_time;
  OrielSeriesOptions x_options; /* of the first series' x: its axis */
  char *x_label, *y_label;      /* nullable */
  double size_min, size_max;    /* values of all size fields */
  double color_min, color_max;  /* the same of colour fields */
} OrielXyModel;

static inline OrielXySeries *
oriel_xy_series_at (const OrielXyModel *model, guint i)
{
  return &g_array_index (model->series, OrielXySeries, i);
}

/* A row's x, NaN: none. */
static inline double
oriel_xy_x (const OrielXySeries *series, gsize row)
{
  if (series->x->type != ORIEL_FIELD_TIME)
    return series->x->column->numbers[row];
  return series->x->column->times[row] == ORIEL_TIME_NULL ? oriel_null ()
                                                          : (double) series->x->column->times[row];
}

/* Diameter of a row's point. */
double oriel_xy_size (const OrielXyModel *model, const OrielXySeries *series, gsize row);

/* Colour of a row's point. */
OrielColor oriel_xy_point_color (const OrielXyModel *model, const OrielXySeries *series, gsize row);

/* Whether a series is drawn. */
gboolean oriel_xy_is_shown (const OrielXySeries *series, const OrielVizState *state);

/* Collects the series of an input. */
void oriel_xy_collect (OrielXyModel *model, const OrielVizInput *input);

/* Implemented by the files of this folder; see OrielVizClass. */
OrielScene *oriel_xy_layout (const OrielVizModel *model,
                             double width,
                             double height,
                             const OrielVizState *state);
gboolean oriel_xy_hit (const OrielVizModel *model,
                       const OrielScene *scene,
                       const OrielVizState *state,
                       double x,
                       double y,
                       OrielHit *hit);

G_END_DECLS
