/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scales: the range of values that an axis spans, and where a value lies on it.
 *
 * Ranges are those of Grafana's scale builder over uPlot's range functions: padded data, soft and
 * hard limits, whole magnitudes on logarithmic scales. */

#pragma once

#include "base/oriel-number.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_SCALE_LINEAR,
  ORIEL_SCALE_LOG,
  ORIEL_SCALE_SYMLOG,
} OrielScaleKind;

/* What a panel says about a scale; numbers are null (oriel_is_null) when not set. */
typedef struct
{
  OrielScaleKind kind;
  int log_base;            /* 2 or 10 */
  double linear_threshold; /* symlog: linear below it */
  double min, max;
  double soft_min, soft_max;
  gboolean centered_zero;
  gboolean is_percent;     /* stacked to 100 % */
  gboolean is_boolean;     /* unit `bool`: 0 to 1 */
  int decimals;            /* -1: automatic; 0 snaps to whole numbers */
  double pad_min, pad_max; /* of the data's span; 0.1 */
} OrielScaleOptions;

/* A scale with its range. */
typedef struct
{
  OrielScaleKind kind;
  int log_base;
  double linear_threshold;
  double min, max;
} OrielScale;

/* How far a limit may move, for oriel_range_numbers(). */
typedef struct
{
  double pad;
  double hard;   /* ±infinity: none */
  double soft;   /* null: none */
  int soft_mode; /* 0 never, 1 always, 2 when the padded limit is within, 3 when it is beyond */
} OrielRangeLimit;

/* Linear, base 10, nothing set. */
void oriel_scale_options_init (OrielScaleOptions *options);

/* The scale of data between `data_min` and `data_max` (null when there is none). FALSE when there
 * is nothing to show: no data and no fixed range. */
gboolean oriel_scale_range (const OrielScaleOptions *options,
                            double data_min,
                            double data_max,
                            OrielScale *out);

/* The value on the scale's own measure: itself, its logarithm, its inverse hyperbolic sine.
 * What a logarithm does not have lies one tenth of the scale's minimum. */
double oriel_scale_forward (const OrielScale *scale, double value);

/* The inverse of oriel_scale_forward(). */
double oriel_scale_backward (const OrielScale *scale, double measure);

/* Where `value` lies: 0 at the minimum, 1 at the maximum. */
double oriel_scale_position (const OrielScale *scale, double value);

/* uPlot's rangeNum: a padded range around data, snapped to a tenth of its magnitude. */
void oriel_range_numbers (double data_min,
                          double data_max,
                          const OrielRangeLimit *low,
                          const OrielRangeLimit *high,
                          double *min,
                          double *max);

/* uPlot's rangeLog: whole powers of `base`, or (not `full`) whole steps of the magnitude. */
void oriel_range_logarithmic (double data_min,
                              double data_max,
                              int base,
                              gboolean full,
                              double *min,
                              double *max);

/* uPlot's rangeAsinh: the same, but 0 stays 0. */
void oriel_range_asinh (double data_min,
                        double data_max,
                        int base,
                        gboolean full,
                        double *min,
                        double *max);

/* `value` rounded to `decimals` places, halves away from zero; whole numbers stay. */
double oriel_round_decimals (double value, int decimals);

/* The next multiple of `step` at or above (below) `value`, free of the noise of division. */
double oriel_round_up_to (double value, double step);
/* See oriel_round_up_to(). */
double oriel_round_down_to (double value, double step);

/* The smaller (greater) of two, of which either may be null. */
double oriel_min_of (double a, double b);
/* See oriel_min_of(). */
double oriel_max_of (double a, double b);

G_END_DECLS
