/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The largest font in which a text fits a box: Grafana's calculateFontSize. */

#pragma once

#include "draw/oriel-text.h"

G_BEGIN_DECLS

/* Between the letters of Grafana's pages; what is fitted is measured without. */
#define ORIEL_BODY_SPACING_PX 0.15

/* The size in px at which `text` is at most `width` wide and a line of `line_height` times the
 * size at most `height` high; at most `max_px` (0: no limit). Text is measured at 14 px and the
 * given weight. Any thread. */
double oriel_fit_text (const char *text,
                       double width,
                       double height,
                       double line_height,
                       double max_px,
                       int weight);

/* The size of a unit beside a value of `value_px`: small values have units nearly as large. */
double oriel_unit_px (double value_px);

G_END_DECLS
