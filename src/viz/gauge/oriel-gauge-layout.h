/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes of one gauge and the colours along its arc, as Grafana 12.4's radial gauge has them. */

#pragma once

#include "draw/oriel-scene.h"
#include "field/oriel-theme.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* What the layout is made from. Texts are borrowed and nullable. */
typedef struct
{
  OrielRect box;
  gboolean circle;
  double width_factor; /* of the bar: a part of a third of the radius */
  gboolean ring;       /* the thresholds are shown outside */
  gboolean labels;     /* with their values */
  gboolean sparkline;
  const char *name, *text, *unit; /* as shown; the longest of all values fits them */
  double name_px, value_px;       /* fixed sizes; 0: fit */
} OrielGaugeInput;

/* Lengths in px, angles in radians clockwise from the right, as paths have them. */
typedef struct
{
  double x, y;         /* centre */
  double start, sweep; /* the arc */
  double radius;       /* of the bar's middle line */
  double thickness;    /* of the bar */
  double ring_radius;  /* of the ring's middle line; 0: no ring */
  double ring_thickness;
  double label_radius, label_px; /* of the labels' baseline; 0: no labels */
  double value_px, unit_px, name_px;
  double value_y, name_y; /* middle of their lines */
  OrielRect sparkline;
} OrielGaugeLayout;

#define ORIEL_GAUGE_MAX_STOPS 64

/* Computes the layout. Any thread. */
void oriel_gauge_layout (const OrielGaugeInput *input, OrielGaugeLayout *out);

/* The colours along the arc by a field's colour mode, with offsets from 0 to 1: thresholds at
 * their places, a scheme evenly, else shades of `color`. `config` is nullable. `stops` holds
 * ORIEL_GAUGE_MAX_STOPS. Returns their number, at least 1. */
guint oriel_gauge_gradient (const OrielFieldConfig *config,
                            const OrielTheme *theme,
                            OrielColor color,
                            double min,
                            double max,
                            OrielStop *stops);

/* The thresholds' places, each with its colour, which holds up to the next. Returns 0 when there
 * are none. */
guint oriel_gauge_thresholds (const OrielFieldConfig *config,
                              const OrielTheme *theme,
                              double min,
                              double max,
                              OrielStop *stops);

/* The colour at `offset` between the stops. */
OrielColor oriel_gauge_color_at (const OrielStop *stops, guint n, double offset);

G_END_DECLS
