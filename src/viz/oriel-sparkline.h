/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small line without axes: of stats and table cells. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* Adds the series of `field` over the first time field of `frame` (the row number where there is
 * none) into `box`, scaled to the field's min and max, else to its samples. Paints are nullable.
 * Returns FALSE when there is nothing to draw. */
gboolean oriel_sparkline_add (OrielScene *scene,
                              const OrielFrame *frame,
                              const OrielField *field,
                              OrielRect box,
                              const OrielPaint *line,
                              const OrielPaint *fill,
                              double width_px);

/* The same, with the samples joined as `join` says. */
gboolean oriel_sparkline_add_joined (OrielScene *scene,
                                     const OrielFrame *frame,
                                     const OrielField *field,
                                     OrielRect box,
                                     const OrielPaint *line,
                                     const OrielPaint *fill,
                                     double width_px,
                                     OrielJoin join);

/* The same as bars from the bottom on, filled and outlined. */
gboolean oriel_sparkline_add_bars (OrielScene *scene,
                                   const OrielFrame *frame,
                                   const OrielField *field,
                                   OrielRect box,
                                   const OrielPaint *line,
                                   const OrielPaint *fill,
                                   double width_px);

/* The same as dots of a diameter. */
gboolean oriel_sparkline_add_dots (OrielScene *scene,
                                   const OrielFrame *frame,
                                   const OrielField *field,
                                   OrielRect box,
                                   const OrielPaint *paint,
                                   double diameter_px);

/* What the box's bottom and top stand for, of values from `low` to `high`: stretched to
 * the config's limits and to a number as "no value", and a flat line widened. */
void oriel_sparkline_range (const OrielFieldConfig *config,
                            double low,
                            double high,
                            double *min,
                            double *max);

/* Where oriel_sparkline_add() puts row `row` in `box`. FALSE when the row is none, or null. */
gboolean oriel_sparkline_point (const OrielFrame *frame,
                                const OrielField *field,
                                OrielRect box,
                                int row,
                                OrielPoint *out);

/* Samples that would be drawn: rows of a number field beside a time field, else 0. */
guint oriel_sparkline_points (const OrielFrame *frame, const OrielField *field);

G_END_DECLS
