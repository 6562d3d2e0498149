/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colours of one field's values and of its series, compiled from the field's colour mode,
 * thresholds and range. Rules: Grafana's getScaleCalculator, getFieldSeriesColor. */

#pragma once

#include "field/oriel-theme.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef struct _OrielColorScale OrielColorScale;

/* A value's place and colour. */
typedef struct
{
  double percent; /* 0 to 1 within the range */
  OrielColor color;
  const char *text; /* as Grafana writes it; lives as long as the scale */
} OrielScaled;

/* The range that `field` is coloured by: its own (field->range) where it is set, else config's
 * min and max, completed from the column; 0 to 100 for fields that are no numbers. */
OrielRange oriel_field_color_range (const OrielField *field);

/* Compiles the scale of `field`. Free with oriel_color_scale_free(). Any thread. */
OrielColorScale *oriel_color_scale_new (const OrielField *field,
                                        const OrielTheme *theme) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_color_scale_free (OrielColorScale *scale);

/* The colour of a value; -infinity stands for no value. Not thread safe for one scale: it keeps
 * the texts of colours that it made. */
void oriel_color_scale_at (OrielColorScale *scale, double value, OrielScaled *out);

/* The colour of the series as a whole: the mode's own, or by its last (or first, min, …) value
 * where the mode goes by value. */
void oriel_color_scale_series (OrielColorScale *scale, const OrielField *field, OrielScaled *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielColorScale, oriel_color_scale_free)

G_END_DECLS
