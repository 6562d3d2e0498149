/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of slices by their rank: the colour mode "gradient" of Grafana 13. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Where such a gradient begins and ends. */
typedef struct
{
  const char *from, *to; /* as the dashboard has them, borrowed */
} OrielPieRamp;

/* The gradient of a panel's field config (nullable). FALSE when it has none. */
gboolean oriel_pie_ramp_read (OrielPieRamp *ramp, JsonObject *field_config);

/* TRUE when the field is coloured by the panel's gradient, and not by an override. */
gboolean oriel_pie_ramp_has (const OrielPieRamp *ramp, const OrielField *field);

/* The colour of rank `rank` of `n`, the largest value being rank 0. */
OrielColor
oriel_pie_ramp_color (const OrielPieRamp *ramp, guint rank, guint n, const OrielTheme *theme);

/* White or black, whichever is read better on `color`. */
OrielColor oriel_pie_label_color (OrielColor color);

G_END_DECLS
