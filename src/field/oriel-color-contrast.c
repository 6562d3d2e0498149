/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contrast by WCAG 2.1, and the theme's own ways to derive shades. */

#include "config.h"

#include "field/oriel-color-contrast.h"

#include <math.h>

#include "base/oriel-number.h"

/* From this luminance on a colour counts as light. */
#define LIGHT_LUMINANCE 0.5

static double
linear (float component)
{
  /* Luminance is defined over the bytes that a screen shows. */
  double unit = oriel_number_round ((double) component * 255) / 255;

  return unit <= 0.03928 ? unit / 12.92 : pow ((unit + 0.055) / 1.055, 2.4);
}

double
oriel_color_luminance (OrielColor color)
{
  double sum =
    0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);

  return oriel_number_round (sum * 1000) / 1000;
}

double
oriel_color_contrast (OrielColor a, OrielColor b)
{
  double first = oriel_color_luminance (a);
  double second = oriel_color_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/* The components are cut to whole bytes, as the text of such a colour holds only these. */
static float
scaled (float component, double from, double by)
{
  double value = (double) component * 255;

  /* A float's error must not push a whole number under itself. */
  return (float) (floor (value + (from - value) * by + 1e-4) / 255);
}

static OrielColor
scale (OrielColor color, double from, double by)
{
  color.red = scaled (color.red, from, by);
  color.green = scaled (color.green, from, by);
  color.blue = scaled (color.blue, from, by);
  return color;
}

OrielColor
oriel_color_scale_down (OrielColor color, double by)
{
  return scale (color, 0, CLAMP (by, 0.0, 1.0));
}

OrielColor
oriel_color_scale_up (OrielColor color, double by)
{
  return scale (color, 255, CLAMP (by, 0.0, 1.0));
}

OrielColor
oriel_color_emphasize (OrielColor color, double by)
{
  return oriel_color_luminance (color) > LIGHT_LUMINANCE ? oriel_color_scale_down (color, by)
                                                         : oriel_color_scale_up (color, by);
}

OrielColor
oriel_color_contrast_text (OrielColor background)
{
  OrielColor white = oriel_theme_get (TRUE)->text_max_contrast;

  if (oriel_color_contrast (white, background) >= ORIEL_COLOR_CONTRAST_THRESHOLD)
    return white;

  return oriel_theme_get (FALSE)->text_max_contrast;
}
