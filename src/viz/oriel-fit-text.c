/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-fit-text.h. */

#include "config.h"

#include "viz/oriel-fit-text.h"

#define MEASURED_PX 14.0

/* What a browser's text is wider than its measure. */
#define SLACK_PX 2.0

double
oriel_fit_text (const char *text,
                double width,
                double height,
                double line_height,
                double max_px,
                int weight)
{
  OrielFont font = { .size_px = MEASURED_PX, .weight = weight, .proportional = TRUE };
  double by_width = width / (oriel_text_width (text, &font) + SLACK_PX) * MEASURED_PX;
  double size = MIN (by_width, height / line_height);

  return max_px > 0 ? MIN (size, max_px) : size;
}

double
oriel_unit_px (double value_px)
{
  return value_px * (value_px < 20 ? 0.9 : value_px < 26 ? 0.8 : 0.6);
}
