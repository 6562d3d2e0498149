/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the bar chart share. */

#pragma once

#include "viz/barchart/oriel-bar-chart.h"
#include "viz/oriel-value-grid.h"
#include "viz/oriel-viz-options.h"
#include "viz/timeseries/oriel-time-series-lanes.h"

G_BEGIN_DECLS

/* A field that has no bars: what it says of a group stands in the tooltip. */
typedef struct
{
  const OrielField *field;
  OrielDisplay *display;
} OrielBarChartExtra;

/* A bar chart is series over the numbers of its groups, so that stacking, scales and paints are
 * those of the time series. */
typedef struct
{
  OrielTimeSeriesModel series; /* `times` are numbers of groups */
  char *message;               /* nullable: why there is no picture */
  const OrielField *groups;    /* of one of the series' frames */
  GArray *extras;              /* of OrielBarChartExtra */
  gsize n_groups;
  char **labels; /* one a group */
  gint64 *times; /* nullable: of the groups, where they are instants */
  double axis_width;
  char *axis_label; /* nullable: of the groups' axis */
  gboolean axis_hidden;

  OrielOrientation orientation;
  OrielShow show_value;
  double value_px; /* 0: automatic */
  double group_width, bar_width, bar_radius;
  gboolean lights_all; /* a bar at the pointer lights up from one end of the plot to the other */
  OrielStackMode stacking;
  double rotation; /* of labels, degrees */
  double spacing;  /* least px between labels, negative: counted from the last; 0: all */
  guint max_length;

  const OrielField *color_field; /* nullable: its values colour the bars */
  OrielDisplay *color_display;
  gboolean has_bar_colors;     /* each bar has the colour of its value */
  double bar_opacity;          /* then */
  guint n_all;                 /* series, also those that are off */
  GPtrArray *percent_displays; /* nullable: of OrielDisplay, a series' values as parts of 100 % */
} OrielBarChartModel;

/* A bar as drawn: px in the picture. */
typedef struct
{
  OrielRect rect; /* with its border */
  guint lane;
  gsize group;
} OrielChartBar;

/* Draws the values of `bars` (of OrielChartBar) beside them; `lies`: bars run to the right. */
void oriel_bar_chart_draw_values (const OrielBarChartModel *model,
                                  const OrielLanes *lanes,
                                  const GArray *bars,
                                  gboolean lies,
                                  const OrielRect *plot,
                                  OrielScene *scene);

/* Implemented by the files of this folder; see OrielVizClass. */
OrielScene *oriel_bar_chart_layout (const OrielVizModel *model,
                                    double width,
                                    double height,
                                    const OrielVizState *state);
gboolean oriel_bar_chart_hit (const OrielVizModel *model,
                              const OrielScene *scene,
                              const OrielVizState *state,
                              double x,
                              double y,
                              OrielHit *hit);

G_END_DECLS
