/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-bar-gauge-layout.h. */

#include "config.h"

#include "viz/bargauge/oriel-bar-gauge-layout.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-text.h"
#include "field/oriel-color-scheme.h"
#include "viz/oriel-fit-text.h"

#define TITLE_LINE_HEIGHT 1.5
#define VALUE_LINE_HEIGHT 1.0
#define MIN_VALUE_HEIGHT 18.0
#define MAX_VALUE_HEIGHT 50.0
#define MAX_VALUE_WIDTH 150.0
#define VALUE_PADDING_PX 10.0
#define TITLE_BELOW_PX 14.0

/* Rows up to this height have their name at the left. */
#define TITLE_LEFT_UP_TO_PX 40.0

#define LCD_CELL_PX 12.0
#define MAX_LCD_CELLS 1000

static void
lay_title_above (const OrielBarInput *input, OrielBarLayout *out)
{
  out->title = ORIEL_BAR_TITLE_ABOVE;
  out->title_height = input->title_px > 0 ? input->title_px * TITLE_LINE_HEIGHT
                                          : CLAMP (input->height * 0.45, 17, MAX_VALUE_HEIGHT);
  out->title_px = out->title_height / TITLE_LINE_HEIGHT;
}

static void
lay_title_left (const OrielBarInput *input, OrielBarLayout *out)
{
  static const double room_px = 15, most_of_width = 0.4;
  OrielFont font = { .weight = 400, .proportional = TRUE };

  out->title = ORIEL_BAR_TITLE_LEFT;
  out->title_px = input->title_px > 0
                    ? input->title_px
                    : MAX (input->height * 0.6, MIN_VALUE_HEIGHT) / TITLE_LINE_HEIGHT;
  font.size_px = out->title_px;
  out->title_width =
    MIN (oriel_text_width (input->title, &font) + room_px, input->width * most_of_width);
}

static void
lay_title (const OrielBarInput *input, OrielBarLayout *out)
{
  if (input->names == ORIEL_BAR_NAMES_HIDDEN || input->title == NULL || *input->title == '\0')
    return;

  if (input->vertical)
    {
      out->title = ORIEL_BAR_TITLE_BELOW;
      out->title_px = input->title_px > 0 ? input->title_px : TITLE_BELOW_PX;
      out->title_width = input->width;
      out->title_height = out->title_px * TITLE_LINE_HEIGHT;
      return;
    }

  if (input->names == ORIEL_BAR_NAMES_TOP ||
      (input->names == ORIEL_BAR_NAMES_AUTO && input->height > TITLE_LEFT_UP_TO_PX))
    lay_title_above (input, out);
  else
    lay_title_left (input, out);
}

static void
lay_standing (const OrielBarInput *input, OrielBarLayout *out)
{
  if (input->value_mode != ORIEL_BAR_VALUE_HIDDEN)
    {
      out->value_width = input->width;
      out->value_height = input->value_px > 0
                            ? input->value_px
                            : CLAMP (input->height * 0.1, MIN_VALUE_HEIGHT, MAX_VALUE_HEIGHT);
    }
  out->wrapper_width = out->max_bar_width = input->width;
  out->wrapper_height = input->height - out->title_height;
  out->max_bar_height = out->wrapper_height - out->value_height;
  out->bar_width = input->width;
  out->bar_height = MAX (out->max_bar_height * input->fraction, 1);
}

static void
lay_lying (const OrielBarInput *input, OrielBarLayout *out)
{
  OrielFont font = { .size_px = input->value_px > 0 ? input->value_px : MAX (out->title_px, 12),
                     .weight = 400,
                     .proportional = TRUE };

  out->wrapper_height = out->max_bar_height = input->height - out->title_height;
  out->wrapper_width = input->width - out->title_width;
  if (input->value_mode != ORIEL_BAR_VALUE_HIDDEN)
    {
      out->value_height = out->wrapper_height;
      out->value_width = MAX (MIN (input->width * 0.2, MAX_VALUE_WIDTH),
                              oriel_text_width (input->text, &font) + 2 * VALUE_PADDING_PX);
    }
  out->max_bar_width = input->width - out->value_width - out->title_width;
  out->bar_width = MAX (out->max_bar_width * input->fraction, 1);
  out->bar_height = out->max_bar_height;
}

void
oriel_bar_gauge_layout (const OrielBarInput *given, OrielBarLayout *out)
{
  OrielBarInput input = *given;
  double padding = input.vertical ? 0 : 2 * VALUE_PADDING_PX;

  memset (out, 0, sizeof *out);
  if (input.text == NULL)
    input.text = "";
  lay_title (&input, out);
  if (input.vertical)
    lay_standing (&input, out);
  else
    lay_lying (&input, out);

  out->value_px = input.value_px > 0
                    ? input.value_px
                    : oriel_fit_text (input.text, out->value_width - padding, out->value_height,
                                      VALUE_LINE_HEIGHT, 0, 400);
}

double
oriel_bar_gauge_fraction (double value, double min, double max)
{
  double fraction = (value - min) / (max - min);

  return isnan (fraction) ? 0 : MIN (fraction, 1);
}

static guint
threshold_stops (const OrielThresholds *thresholds,
                 const OrielTheme *theme,
                 double numeric,
                 double min,
                 double max,
                 double length,
                 OrielStop *stops)
{
  double before = 0;
  guint n = 0;

  for (guint i = 0; i < thresholds->steps->len && n + 2 < ORIEL_BAR_MAX_STOPS; i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);
      gboolean percentage = thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE;
      double fraction =
        percentage ? step->value / 100 : oriel_bar_gauge_fraction (step->value, min, max);
      double value = percentage ? min + (max - min) * fraction : step->value;
      double at = fraction * length;
      OrielColor color;

      oriel_theme_color (theme, step->color, &color);
      if (n > 0 && numeric < value)
        break;
      stops[n].color = color;
      stops[n].offset = n > 0 ? round (at - (at - before) / 2) : 0;
      before = n > 0 ? at : 0;
      n++;
    }

  return n;
}

/* A colour reaches up to half way to the next threshold's place, where the next stop begins: the
 * stops so far hold the place of the change before them. */
static guint
shift_stops (OrielStop *stops, guint n)
{
  OrielColor first;

  if (n == 0)
    return 0;

  first = stops[0].color;
  for (guint i = 0; i + 1 < n; i++)
    stops[i].offset = stops[i + 1].offset;
  stops[n - 1].offset = INFINITY;

  memmove (stops + 1, stops, n * sizeof *stops);
  stops[0] = (OrielStop){ 0, first };
  return n + 1;
}

static guint
scheme_stops (const OrielColorScheme *scheme,
              const OrielTheme *theme,
              double length,
              OrielStop *stops)
{
  guint n = MIN (oriel_color_scheme_n_colors (scheme, theme), ORIEL_BAR_MAX_STOPS);

  for (guint i = 0; i < n; i++)
    {
      stops[i].offset = n > 1 ? length * i / (n - 1) : 0;
      oriel_theme_color (theme, oriel_color_scheme_color (scheme, theme, i), &stops[i].color);
    }
  return n;
}

guint
oriel_bar_gauge_gradient (const OrielFieldConfig *config,
                          const OrielTheme *theme,
                          double numeric,
                          double min,
                          double max,
                          double length,
                          OrielStop *stops)
{
  const OrielColorScheme *scheme =
    oriel_color_scheme_find (config != NULL ? config->color_mode : NULL);

  if (scheme->kind == ORIEL_COLOR_BY_THRESHOLD && config != NULL && config->thresholds != NULL)
    return shift_stops (
      stops, threshold_stops (config->thresholds, theme, numeric, min, max, length, stops));
  if (scheme->kind == ORIEL_COLOR_BY_VALUE)
    return scheme_stops (scheme, theme, length, stops);

  return 0;
}

guint
oriel_bar_gauge_cells (double length)
{
  return (guint) CLAMP (floor (length / LCD_CELL_PX), 0, MAX_LCD_CELLS);
}
