/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one series is drawn: the `custom` part of its field's config, with the panel's defaults. */

#pragma once

#include "draw/oriel-scene.h"
#include "frame/oriel-field-config.h"
#include "viz/oriel-scale.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_DRAW_LINE,
  ORIEL_DRAW_BARS,
  ORIEL_DRAW_POINTS,
} OrielDrawStyle;

typedef enum
{
  ORIEL_POINTS_AUTO,
  ORIEL_POINTS_ALWAYS,
  ORIEL_POINTS_NEVER,
} OrielPointsMode;

typedef enum
{
  ORIEL_GRADIENT_NONE,
  ORIEL_GRADIENT_OPACITY,
  ORIEL_GRADIENT_HUE,
  ORIEL_GRADIENT_SCHEME,
} OrielGradientMode;

typedef enum
{
  ORIEL_STACK_NONE,
  ORIEL_STACK_NORMAL,
  ORIEL_STACK_PERCENT,
} OrielStackMode;

typedef enum
{
  ORIEL_TRANSFORM_NONE,
  ORIEL_TRANSFORM_NEGATIVE_Y,
  ORIEL_TRANSFORM_CONSTANT,
} OrielSeriesTransform;

typedef enum
{
  ORIEL_PLACE_AUTO,
  ORIEL_PLACE_LEFT,
  ORIEL_PLACE_RIGHT,
  ORIEL_PLACE_HIDDEN,
} OrielAxisPlace;

enum
{
  ORIEL_THRESHOLDS_LINE = 1 << 0,
  ORIEL_THRESHOLDS_DASHED = 1 << 1,
  ORIEL_THRESHOLDS_AREA = 1 << 2,
};

#define ORIEL_MAX_DASHES 8

typedef struct
{
  OrielDrawStyle draw_style;
  OrielJoin join;
  double line_width;
  double fill_opacity; /* percent */
  OrielGradientMode gradient;
  double dashes[ORIEL_MAX_DASHES];
  guint n_dashes;
  gboolean dots;             /* round dashes */
  const char *line_color;    /* nullable; borrowed from the config */
  const char *fill_below_to; /* nullable; the display name of the lower series */
  OrielPointsMode points;
  double point_size;
  gboolean show_values; /* beside the points, and over the bars */
  gboolean span_nulls;
  double span_nulls_ms;   /* gaps up to it are joined; 0: none */
  double insert_nulls_ms; /* null: by the frame's interval */
  int bar_alignment;      /* -1, 0, 1 */
  double bar_width_factor, bar_max_width;
  OrielStackMode stack_mode;
  const char *stack_group; /* borrowed; never NULL */
  OrielSeriesTransform transform;
  guint thresholds_style; /* of the flags above */

  OrielAxisPlace axis_place;
  const char *axis_label; /* nullable; borrowed */
  double axis_width;      /* null: by its labels */
  gboolean axis_border, axis_series_color;
  int axis_grid; /* -1 automatic, 0, 1 */
  OrielScaleOptions scale;

  gboolean hide_viz, hide_legend, hide_tooltip;
} OrielSeriesOptions;

/* Reads the options of a field's config; texts are borrowed from it. Any thread. */
void oriel_series_options_read (OrielSeriesOptions *options, const OrielFieldConfig *config);

/* The key of the scale a field of that config belongs to: fields with the same unit, limits,
 * side, distribution and label share one. `type` is Grafana's name of the field's type. Free with
 * g_free(). */
char *oriel_series_scale_key (const OrielFieldConfig *config,
                              const char *type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
