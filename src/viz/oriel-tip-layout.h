/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values under the pointer as a scene: a heading, and a row a series with its colour, name and
 * value. */

#pragma once

#include "field/oriel-theme.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Height in px of a row, and of all around the rows. */
#define ORIEL_TIP_ROW_PX 20
#define ORIEL_TIP_FRAME_PX 40

typedef struct
{
  const char *title;       /* nullable */
  const OrielVizTip *rows; /* nullable where there are none */
  guint n_rows;
  const char *more; /* nullable: a line below them */
  double min_width; /* px: what it had, so that it does not tremble as figures change */
  double max_width; /* px: what there is; names give way */
} OrielTipContent;

/* Lays it out, padding included, as large as it needs, in steps; names that are too long are cut in
 * their middle. Any thread. Source of the form: Grafana's VizTooltip. */
OrielScene *oriel_tip_layout (const OrielTipContent *content,
                              const OrielTheme *theme) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
