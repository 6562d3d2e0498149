/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the parts of one gauge lie: Grafana's radial gauge. Angles are degrees, clockwise from
 * the top; lengths are px. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* What the geometry is made from. */
typedef struct
{
  OrielRect box;
  gboolean circle;     /* else an arc that is open at the bottom */
  double width_factor; /* of the bar: 0 to 1 */
  gboolean rounded;    /* the bar's ends */
  gboolean glow;       /* leave room for it */
  gboolean ring;       /* of thresholds, around the bar */
  gboolean labels;     /* of thresholds, around the ring */
} OrielGaugeInput;

/* A band along the arc: the radius of its middle, and its width. */
typedef struct
{
  double radius, width;
} OrielGaugeBand;

typedef struct
{
  double center_x, center_y;
  double start, sweep;      /* degrees */
  OrielGaugeBand bar, ring; /* a ring without width is not drawn */
  double label_px;          /* font; 0: no labels */
  double label_radius;      /* of the baseline */
  double bottom;            /* y of the arc's lowest point, without rounded ends */
} OrielGaugeGeometry;

/* Computes the geometry; every length is at least 0. Any thread. */
void oriel_gauge_geometry (const OrielGaugeInput *input, OrielGaugeGeometry *out);

/* The point at `angle` on a circle of `radius` around the gauge's centre. */
OrielPoint oriel_gauge_point (const OrielGaugeGeometry *geometry, double radius, double angle);

/* How many segments fit of `count` asked for, and the degrees between two of them, for a
 * `spacing` from 0 to 1. At least 1 segment. */
guint
oriel_gauge_segments (const OrielGaugeGeometry *geometry, guint count, double spacing, double *gap);

G_END_DECLS
