/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Perceptually uniform colour ramps. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_COLOR_RAMP_VIRIDIS,
  ORIEL_COLOR_RAMP_MAGMA,
  ORIEL_COLOR_RAMP_PLASMA,
  ORIEL_COLOR_RAMP_INFERNO,
  ORIEL_COLOR_RAMP_CIVIDIS,
} OrielColorRamp;

/* The colour 0xrrggbb at `t`, which is held between 0 and 1; NaN is 0. Any thread. */
guint32 oriel_color_ramp_at (OrielColorRamp ramp, double t);

G_END_DECLS
