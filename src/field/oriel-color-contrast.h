/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contrast between colours, and the changes that the theme derives its shades with (Grafana's
 * colour manipulator: plain sums on bytes, not tinycolor's on hue and lightness). */

#pragma once

#include "field/oriel-theme.h"

G_BEGIN_DECLS

/* Below this a colour does not stand out enough from its background. */
#define ORIEL_COLOR_CONTRAST_THRESHOLD 3.0

/* Relative luminance (WCAG 2.1) rounded to three digits, without alpha. */
double oriel_color_luminance (OrielColor color);

/* Contrast ratio, 1 to 21 (WCAG 2.1), without alpha. */
double oriel_color_contrast (OrielColor a, OrielColor b);

/* Multiplies the components by 1 - `by`, by from 0 to 1. */
OrielColor oriel_color_scale_down (OrielColor color, double by);

/* Moves the components towards 255 by `by` of the way. */
OrielColor oriel_color_scale_up (OrielColor color, double by);

/* Darker when the colour is light, lighter when it is dark. */
OrielColor oriel_color_emphasize (OrielColor color, double by);

/* Black or white, whichever has enough contrast on `background` (theme.colors.getContrastText). */
OrielColor oriel_color_contrast_text (OrielColor background);

G_END_DECLS
