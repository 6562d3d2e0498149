/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Axes: which values get a tick, what stands beside it, and how much room that takes.
 *
 * Increments, ticks and the converging of sizes are uPlot's; spacing, label texts and widths are
 * Grafana's. */

#pragma once

#include "base/oriel-time-zone.h"
#include "draw/oriel-scene.h"
#include "viz/oriel-scale.h"

G_BEGIN_DECLS

#define ORIEL_AXIS_FONT_PX 12.0
#define ORIEL_AXIS_TICK_PX 4.0
#define ORIEL_AXIS_GAP_PX 5.0
#define ORIEL_AXIS_LABEL_PX 20.0 /* room of an axis' name */
#define ORIEL_AXIS_LABEL_GAP_PX 8.0
/* Baselines as browsers set them for 12 px Inter: below the top, the middle, above the bottom. */
#define ORIEL_AXIS_TOP_TO_BASELINE_PX 10.0
#define ORIEL_AXIS_MIDDLE_TO_BASELINE_PX 4.0
#define ORIEL_AXIS_BOTTOM_TO_BASELINE_PX 3.0
#define ORIEL_AXIS_BUFFER 512 /* bytes of one label */

typedef enum
{
  ORIEL_SIDE_TOP,
  ORIEL_SIDE_RIGHT,
  ORIEL_SIDE_BOTTOM,
  ORIEL_SIDE_LEFT,
} OrielSide;

/* Writes the label of `value`; `decimals` < 0 is automatic. `out` holds ORIEL_AXIS_BUFFER. */
typedef void (*OrielAxisFormat) (double value, int decimals, gpointer user_data, char *out);

typedef struct
{
  double value;
  char *label; /* NULL: a grid line without a label */
} OrielTick;

/* An axis: first what the caller sets, then what the layout finds. */
typedef struct
{
  OrielSide side;
  OrielScale scale;
  gboolean is_time;
  const OrielTimeZone *zone;      /* for times */
  const OrielTimeZone *tick_zone; /* nullable: `zone`; a second axis has the ticks of the first */
  gboolean binary_increments;     /* powers of two */
  gboolean only_integers;         /* labels only at whole numbers */
  gboolean is_boolean;            /* ticks at 0 and 1 */
  gboolean skip_first_labels;     /* two labels make room for a zone's name */
  OrielAxisFormat format;         /* nullable: plain numbers */
  gpointer format_data;
  double fixed_size_px;         /* null: as wide as the labels */
  const char *name;             /* nullable: beside the axis */
  double gap_px;                /* between ticks and labels */
  double tick_space_px;         /* least room between ticks; 0: as usual */
  double ticks_up_to;           /* no ticks beyond the first after it; 0: all */
  const OrielTick *fixed_ticks; /* nullable, borrowed: these and no others, as of categories */
  guint n_fixed_ticks;

  double increment; /* 0: no room for ticks */
  double space;     /* px between ticks */
  double size_px;   /* without the name */
  double position;  /* px from the left or top of the picture to the axis' inner edge */
  double name_position;
  GArray *ticks; /* of OrielTick */
} OrielAxis;

/* An axis on `side` with nothing set. Clear with oriel_axis_clear(). */
void oriel_axis_init (OrielAxis *axis, OrielSide side);

/* Frees its ticks. */
void oriel_axis_clear (OrielAxis *axis);

/* Finds the ticks and sizes of all axes in a picture of `width` × `height` px and returns the
 * plot's rectangle between them. Any thread. */
OrielRect oriel_axes_layout (OrielAxis *axes, guint n, double width, double height);

/* The format of a time label (moment's tokens) at a step and range of ms. */
const char *oriel_axis_time_format (double increment_ms, double range_ms);

/* A number in English with groups and at most three decimals: `1,234.568`. `out` holds
 * ORIEL_AXIS_BUFFER. */
void oriel_axis_format_plain (double value, int decimals, gpointer user_data, char *out);

G_END_DECLS
