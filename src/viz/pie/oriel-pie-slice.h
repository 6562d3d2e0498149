/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outline of a slice: an annular sector with padding and round corners, as d3's arc generator
 * draws it. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* Angles in radians, clockwise from the top; radii in px. */
typedef struct
{
  double start, end;
  double pad;   /* angle between slices */
  double inner; /* 0: a whole sector */
  double outer;
  double corner; /* radius */
} OrielPieSlice;

/* The longest outline, in commands and numbers. */
#define ORIEL_PIE_MAX_COMMANDS 16
#define ORIEL_PIE_MAX_NUMBERS 64

typedef struct
{
  guint8 commands[ORIEL_PIE_MAX_COMMANDS];
  guint n_commands;
  double numbers[ORIEL_PIE_MAX_NUMBERS];
  guint n_numbers;
} OrielPieOutline;

/* The outline of `slice` around (x, y). Any thread. */
void
oriel_pie_slice_outline (const OrielPieSlice *slice, double x, double y, OrielPieOutline *outline);

G_END_DECLS
