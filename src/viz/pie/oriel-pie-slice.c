/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-pie-slice.h. Below, angles run clockwise from the right, as a path's arcs do. */

#include "config.h"

#include "viz/pie/oriel-pie-slice.h"

#include <math.h>

#define EPSILON 1e-12

typedef struct
{
  OrielPieOutline *out;
  double x, y; /* of the centre */
} Pen;

static void
add_number (Pen *pen, double number)
{
  g_assert (pen->out->n_numbers < ORIEL_PIE_MAX_NUMBERS);
  pen->out->numbers[pen->out->n_numbers++] = number;
}

static void
add_command (Pen *pen, OrielPathCommand command)
{
  g_assert (pen->out->n_commands < ORIEL_PIE_MAX_COMMANDS);
  pen->out->commands[pen->out->n_commands++] = (guint8) command;
}

static void
add_point (Pen *pen, OrielPathCommand command, OrielPoint point)
{
  add_command (pen, command);
  add_number (pen, pen->x + point.x);
  add_number (pen, pen->y + point.y);
}

static void
add_arc (Pen *pen, OrielPoint centre, double radius, double from, double to, gboolean backwards)
{
  add_command (pen, backwards ? ORIEL_PATH_ARC_NEGATIVE : ORIEL_PATH_ARC);
  add_number (pen, pen->x + centre.x);
  add_number (pen, pen->y + centre.y);
  add_number (pen, radius);
  add_number (pen, from);
  add_number (pen, to);
}

static OrielPoint
polar (double radius, double angle)
{
  return (OrielPoint){ radius * cos (angle), radius * sin (angle) };
}

static double
angle_of (double x, double y)
{
  return atan2 (y, x);
}

/* Where two straight sides would meet; FALSE when they are parallel. */
static gboolean
meet (OrielPoint a0, OrielPoint a1, OrielPoint b0, OrielPoint b1, OrielPoint *at)
{
  OrielPoint a = { a1.x - a0.x, a1.y - a0.y }, b = { b1.x - b0.x, b1.y - b0.y };
  double t = b.y * a.x - b.x * a.y;

  if (t * t < EPSILON)
    return FALSE;
  t = (b.x * (a0.y - b0.y) - b.y * (a0.x - b0.x)) / t;
  *at = (OrielPoint){ a0.x + t * a.x, a0.y + t * a.y };
  return TRUE;
}

/* A round corner between a straight side and a circle: its centre, and where it leaves both. */
typedef struct
{
  OrielPoint centre;
  OrielPoint side, circle; /* from the centre */
} Corner;

/* Of the side from `a` to `b` and the circle of `radius`; `corner` is negative inside of it. */
static Corner
corner_of (OrielPoint a, OrielPoint b, double radius, double corner)
{
  double x01 = a.x - b.x, y01 = a.y - b.y;
  double shift = corner / hypot (x01, y01);
  double ox = shift * y01, oy = -shift * x01;
  double x11 = a.x + ox, y11 = a.y + oy, x10 = b.x + ox, y10 = b.y + oy;
  double dx = x10 - x11, dy = y10 - y11, d2 = dx * dx + dy * dy;
  double r = radius - corner, cross = x11 * y10 - x10 * y11;
  double d = (dy < 0 ? -1 : 1) * sqrt (MAX (0, r * r * d2 - cross * cross));
  double cx0 = (cross * dy - dx * d) / d2, cy0 = (-cross * dx - dy * d) / d2;
  double cx1 = (cross * dy + dx * d) / d2, cy1 = (-cross * dx + dy * d) / d2;
  double mx = (x11 + x10) / 2, my = (y11 + y10) / 2;

  /* of two circles the one nearer to the side's middle */
  if (hypot (cx0 - mx, cy0 - my) > hypot (cx1 - mx, cy1 - my))
    {
      cx0 = cx1;
      cy0 = cy1;
    }
  return (Corner){
    .centre = { cx0, cy0 },
    .side = { -ox, -oy },
    .circle = { cx0 * (radius / r - 1), cy0 * (radius / r - 1) },
  };
}

/* One edge of the slice: an arc between two corners. */
static void
add_edge (Pen *pen,
          Corner first,
          Corner last,
          double radius,
          double corner,
          gboolean merged,
          gboolean backwards,
          OrielPathCommand begin)
{
  OrielPoint at = { first.centre.x + first.side.x, first.centre.y + first.side.y };

  add_point (pen, begin, at);
  if (merged)
    {
      add_arc (pen, first.centre, corner, angle_of (first.side.x, first.side.y),
               angle_of (last.side.x, last.side.y), FALSE);
      return;
    }
  add_arc (pen, first.centre, corner, angle_of (first.side.x, first.side.y),
           angle_of (first.circle.x, first.circle.y), FALSE);
  add_arc (pen, (OrielPoint){ 0, 0 }, radius,
           angle_of (first.centre.x + first.circle.x, first.centre.y + first.circle.y),
           angle_of (last.centre.x + last.circle.x, last.centre.y + last.circle.y), backwards);
  add_arc (pen, last.centre, corner, angle_of (last.circle.x, last.circle.y),
           angle_of (last.side.x, last.side.y), FALSE);
}

static void
add_ring (Pen *pen, const OrielPieSlice *slice, double from)
{
  OrielPoint centre = { 0, 0 };

  add_point (pen, ORIEL_PATH_MOVE, polar (slice->outer, from));
  add_arc (pen, centre, slice->outer, from, from + 2 * G_PI, FALSE);
  if (slice->inner > EPSILON)
    {
      add_point (pen, ORIEL_PATH_MOVE, polar (slice->inner, from));
      add_arc (pen, centre, slice->inner, from + 2 * G_PI, from, TRUE);
    }
  add_command (pen, ORIEL_PATH_CLOSE);
}

/* The corners of a slice once it is padded. */
typedef struct
{
  double outer_from, outer_to, inner_from, inner_to;
  double outer_span, inner_span;
  double outer_corner, inner_corner;
} Sides;

/* Padding is as wide at the inner edge as at the outer one. */
static void
pad_sides (const OrielPieSlice *slice, Sides *sides)
{
  double width = hypot (slice->inner, slice->outer) * sin (slice->pad / 2);
  double inner = slice->inner > width ? asin (width / slice->inner) : G_PI_2;
  double outer = slice->outer > width ? asin (width / slice->outer) : G_PI_2;

  if (!(slice->pad / 2 > EPSILON))
    return;
  sides->inner_span -= 2 * inner;
  sides->outer_span -= 2 * outer;
  if (sides->inner_span > EPSILON)
    {
      sides->inner_from += inner;
      sides->inner_to -= inner;
    }
  else
    {
      sides->inner_span = 0;
      sides->inner_from = sides->inner_to = (sides->inner_from + sides->inner_to) / 2;
    }
  if (sides->outer_span > EPSILON)
    {
      sides->outer_from += outer;
      sides->outer_to -= outer;
    }
  else
    {
      sides->outer_span = 0;
      sides->outer_from = sides->outer_to = (sides->outer_from + sides->outer_to) / 2;
    }
}

/* Corners get smaller where there is no room for them. */
static void
fit_corners (const OrielPieSlice *slice, double span, Sides *sides)
{
  OrielPoint outer0 = polar (slice->outer, sides->outer_from);
  OrielPoint outer1 = polar (slice->outer, sides->outer_to);
  OrielPoint inner0 = polar (slice->inner, sides->inner_from);
  OrielPoint inner1 = polar (slice->inner, sides->inner_to);
  OrielPoint at;
  double ax, ay, bx, by, k, distance;

  if (!(span < G_PI))
    return;
  if (!meet (outer0, inner0, outer1, inner1, &at))
    {
      sides->outer_corner = sides->inner_corner = 0;
      return;
    }
  ax = outer0.x - at.x;
  ay = outer0.y - at.y;
  bx = outer1.x - at.x;
  by = outer1.y - at.y;
  k = 1 / sin (acos (CLAMP ((ax * bx + ay * by) / (hypot (ax, ay) * hypot (bx, by)), -1, 1)) / 2);
  distance = hypot (at.x, at.y);
  sides->inner_corner = MIN (sides->inner_corner, (slice->inner - distance) / (k - 1));
  sides->outer_corner = MIN (sides->outer_corner, (slice->outer - distance) / (k + 1));
}

static void
add_outer (Pen *pen, const OrielPieSlice *slice, const Sides *sides, double corner)
{
  OrielPoint outer0 = polar (slice->outer, sides->outer_from);
  OrielPoint outer1 = polar (slice->outer, sides->outer_to);
  OrielPoint inner0 = polar (slice->inner, sides->inner_from);
  OrielPoint inner1 = polar (slice->inner, sides->inner_to);

  if (!(sides->outer_span > EPSILON))
    {
      add_point (pen, ORIEL_PATH_MOVE, outer0);
      return;
    }
  if (sides->outer_corner > EPSILON)
    {
      add_edge (pen, corner_of (inner0, outer0, slice->outer, sides->outer_corner),
                corner_of (outer1, inner1, slice->outer, sides->outer_corner), slice->outer,
                sides->outer_corner, sides->outer_corner < corner, FALSE, ORIEL_PATH_MOVE);
      return;
    }
  add_point (pen, ORIEL_PATH_MOVE, outer0);
  add_arc (pen, (OrielPoint){ 0, 0 }, slice->outer, sides->outer_from, sides->outer_to, FALSE);
}

static void
add_inner (Pen *pen, const OrielPieSlice *slice, const Sides *sides, double corner)
{
  OrielPoint outer0 = polar (slice->outer, sides->outer_from);
  OrielPoint outer1 = polar (slice->outer, sides->outer_to);
  OrielPoint inner0 = polar (slice->inner, sides->inner_from);
  OrielPoint inner1 = polar (slice->inner, sides->inner_to);

  if (!(slice->inner > EPSILON) || !(sides->inner_span > EPSILON))
    {
      add_point (pen, ORIEL_PATH_LINE, inner1);
      return;
    }
  if (sides->inner_corner > EPSILON)
    {
      add_edge (pen, corner_of (inner1, outer1, slice->inner, -sides->inner_corner),
                corner_of (outer0, inner0, slice->inner, -sides->inner_corner), slice->inner,
                sides->inner_corner, sides->inner_corner < corner, TRUE, ORIEL_PATH_LINE);
      return;
    }
  add_point (pen, ORIEL_PATH_LINE, inner1);
  add_arc (pen, (OrielPoint){ 0, 0 }, slice->inner, sides->inner_to, sides->inner_from, TRUE);
}

void
oriel_pie_slice_outline (const OrielPieSlice *slice, double x, double y, OrielPieOutline *outline)
{
  Pen pen = { outline, x, y };
  double from = slice->start - G_PI_2, to = slice->end - G_PI_2, span = to - from;
  double corner = MIN (fabs (slice->outer - slice->inner) / 2, slice->corner);
  Sides sides = { from, to, from, to, span, span, corner, corner };

  outline->n_commands = outline->n_numbers = 0;
  if (!(slice->outer > EPSILON) || !(span > EPSILON))
    return;
  if (span > 2 * G_PI - EPSILON)
    {
      add_ring (&pen, slice, from);
      return;
    }
  pad_sides (slice, &sides);
  if (corner > EPSILON)
    fit_corners (slice, span, &sides);
  add_outer (&pen, slice, &sides, corner);
  add_inner (&pen, slice, &sides, corner);
  add_command (&pen, ORIEL_PATH_CLOSE);
}
