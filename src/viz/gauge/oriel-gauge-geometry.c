/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-gauge-geometry.h. The radius shrinks from the outside to the inside: labels, ring,
 * bar.
 */

#include "config.h"

#include "viz/gauge/oriel-gauge-geometry.h"

#include <math.h>

#define ARC_START 250.0
#define ARC_SWEEP 220.0

/* The arc's ends lie this far below its centre. */
#define ARC_DIP_DEGREES 20.0

#define GLOW_SHARE 0.02
#define ROUND_END_SHARE 0.25
#define THINNEST_BAR_PX 2.0
#define NARROWEST_SEGMENT_PX 3.0

/* Labels and rings grow slower than the gauge. */
#define DECAY 0.92

static double
radians (double degrees)
{
  return degrees * G_PI / 180;
}

/* Takes the room of labels from `outer`. */
static double
place_labels (const OrielGaugeInput *input,
              double outer,
              gboolean limited_by_height,
              OrielGaugeGeometry *out)
{
  static const double smallest_px = 10, line_height = 1.2, ends_share = 0.07;
  double room;

  out->label_px = MAX (0.12 * pow (MAX (outer, 0), DECAY), smallest_px);
  out->label_radius = outer;
  room = out->label_px * line_height + out->label_px / 3;
  outer -= room;

  /* The last label hangs below the arc's end. */
  if (limited_by_height && !input->circle)
    {
      out->label_radius -= outer * ends_share;
      outer -= outer * ends_share;
    }

  out->label_radius -= out->label_px * line_height;
  return outer;
}

/* Takes the room of the ring from `outer`. */
static double
place_ring (double outer, double bar_width, OrielGaugeGeometry *out)
{
  double width = CLAMP (0.2 * pow (bar_width, DECAY), 4, 12);
  double spacing = CLAMP (width / 2, 2, 12);

  out->ring.width = width;
  out->ring.radius = outer - width / 2;
  return outer - width - spacing;
}

static void
hold_lengths (OrielGaugeGeometry *out)
{
  out->bar.radius = MAX (out->bar.radius, 0);
  out->ring.radius = MAX (out->ring.radius, 0);
  out->label_radius = MAX (out->label_radius, 0);
  out->bar.width = MIN (out->bar.width, 2 * out->bar.radius);
}

void
oriel_gauge_geometry (const OrielGaugeInput *input, OrielGaugeGeometry *out)
{
  double width = MAX (input->box.width, 0), height = MAX (input->box.height, 0);
  double margin = input->glow ? GLOW_SHARE * MIN (width, height) : 0;
  double dip = input->circle ? 1 : sin (radians (ARC_DIP_DEGREES));
  double by_width = width / 2 - margin, by_height = (height - 2 * margin) / (1 + dip);
  double radius = MIN (by_width, by_height), outer = radius;

  *out = (OrielGaugeGeometry){
    .center_x = input->box.x + width / 2,
    .start = input->circle ? 0 : ARC_START,
    .sweep = input->circle ? 360 : ARC_SWEEP,
  };
  out->bar.width = MAX (CLAMP (input->width_factor, 0, 1) * radius / 3, THINNEST_BAR_PX);
  out->center_y =
    input->box.y + radius + margin + (height - radius * dip - 2 * margin - radius) / 2;
  out->bottom = out->center_y + radius * dip;

  /* The ends of an arc hang below it by their roundness. */
  if (input->rounded && !input->circle)
    {
      outer -= out->bar.width * ROUND_END_SHARE;
      out->center_y -= out->bar.width * ROUND_END_SHARE;
      out->bottom -= out->bar.width * ROUND_END_SHARE;
    }
  if (input->labels)
    outer = place_labels (input, outer, by_height <= by_width, out);
  if (input->ring)
    outer = place_ring (outer, out->bar.width, out);
  out->bar.radius = outer - out->bar.width / 2;
  hold_lengths (out);
}

OrielPoint
oriel_gauge_point (const OrielGaugeGeometry *geometry, double radius, double angle)
{
  return (OrielPoint){ geometry->center_x + radius * sin (radians (angle)),
                       geometry->center_y - radius * cos (radians (angle)) };
}

guint
oriel_gauge_segments (const OrielGaugeGeometry *geometry, guint count, double spacing, double *gap)
{
  double inner = MAX (geometry->bar.radius - geometry->bar.width / 2, 0);
  double length = inner * radians (geometry->sweep), fitting;

  count = MAX (count, 1);
  *gap = CLAMP (spacing, 0, 1) * MAX (geometry->sweep / 1.5 / count, 2);
  fitting = floor (length / (*gap + NARROWEST_SEGMENT_PX));
  count = (guint) CLAMP (fitting, 1, count);
  *gap = MIN (*gap, geometry->sweep / count);
  return count;
}
