/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-gauge-colors.h. */

#include "config.h"

#include "viz/gauge/oriel-gauge-colors.h"

#include <math.h>

#include "field/oriel-color-scheme.h"

/* Of thresholds, where the field does not say. */
#define DEFAULT_DECIMALS 2
#define MOST_DECIMALS 15

/* Marks and stops beyond these can't be told apart. */
#define MOST_STEPS 512

OrielGaugeRange
oriel_gauge_range (const OrielFieldValue *value)
{
  OrielGaugeRange range = { isfinite (value->min) ? value->min : 0,
                            isfinite (value->max) ? value->max : 100 };

  if (range.min == range.max)
    {
      range.min -= fabs (range.min) * 0.1;
      range.max += fabs (range.max) * 0.1;
    }
  if (range.min == range.max)
    range.max = range.min + 1;
  return range;
}

double
oriel_gauge_fraction (OrielGaugeRange range, double number)
{
  double fraction = (number - range.min) / (range.max - range.min);

  return isnan (fraction) ? 0 : CLAMP (fraction, 0, 1);
}

static const OrielColorScheme *
scheme_of (const OrielFieldValue *value)
{
  return oriel_color_scheme_find (value->field != NULL ? value->field->config->color_mode : NULL);
}

static const OrielThresholds *
thresholds_of (const OrielFieldValue *value)
{
  return value->field != NULL ? value->field->config->thresholds : NULL;
}

static OrielColor
theme_color (const OrielTheme *theme, const char *text)
{
  OrielColor color;

  oriel_theme_color (theme, text, &color);
  return color;
}

/* The step's place among the field's values: percentages are of the range. */
static double
step_value (const OrielThresholds *thresholds, guint index, OrielGaugeRange range)
{
  double value = g_array_index (thresholds->steps, OrielThreshold, index).value;

  if (thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE)
    return range.min + value / 100 * (range.max - range.min);
  return value;
}

/* The colour of the step that `number` has reached. */
static OrielColor
color_reached (const OrielThresholds *thresholds,
               OrielGaugeRange range,
               double number,
               const OrielTheme *theme,
               OrielColor fallback)
{
  const OrielThreshold *step;

  if (thresholds != NULL && thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE)
    number = (number - range.min) / (range.max - range.min) * 100;
  step = oriel_thresholds_active (thresholds, number);
  return step != NULL ? theme_color (theme, step->color) : fallback;
}

static void
add_stop (GArray *stops, double offset, OrielColor color)
{
  OrielStop stop = { .offset = offset, .color = color };

  g_array_append_val (stops, stop);
}

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  double x = ((const OrielStop *) a)->offset, y = ((const OrielStop *) b)->offset;

  return (x > y) - (x < y);
}

static void
add_threshold_stops (GArray *stops,
                     const OrielFieldValue *value,
                     OrielGaugeRange range,
                     const OrielTheme *theme)
{
  const OrielThresholds *thresholds = thresholds_of (value);
  OrielColor base = value->display.color;
  guint n = thresholds != NULL ? MIN (thresholds->steps->len, MOST_STEPS) : 0;

  add_stop (stops, 0, color_reached (thresholds, range, range.min, theme, base));
  for (guint i = 0; i < n; i++)
    {
      double offset = (step_value (thresholds, i, range) - range.min) / (range.max - range.min);

      if (offset > 0 && offset < 1)
        add_stop (stops, offset,
                  theme_color (theme, g_array_index (thresholds->steps, OrielThreshold, i).color));
    }
  add_stop (stops, 1, color_reached (thresholds, range, range.max, theme, base));
  g_array_sort (stops, compare_stops);
}

/* Evenly over the range. */
static void
add_scheme_stops (GArray *stops, const OrielColorScheme *scheme, const OrielTheme *theme)
{
  guint n = oriel_color_scheme_n_colors (scheme, theme);

  for (guint i = 0; i < n; i++)
    add_stop (stops, n > 1 ? i / (double) (n - 1) : 0,
              theme_color (theme, oriel_color_scheme_color (scheme, theme, i)));
}

/* A ramp of light and hue that is strongest at the value. */
static void
add_shade_stops (GArray *stops, OrielColor base, double fraction, const OrielTheme *theme)
{
  OrielColor darker = oriel_color_darken (oriel_color_spin (base, -20), theme->is_dark ? 15 : 5);
  OrielColor lighter = oriel_color_lighten (
    oriel_color_brighten (oriel_color_spin (oriel_color_saturate (base, 20), 20), 10), 10);
  g_autoptr (GArray) ramp = g_array_new (FALSE, FALSE, sizeof (OrielStop));
  OrielColor first, last;

  add_stop (ramp, 0, theme->is_dark ? darker : lighter);
  add_stop (ramp, 1, theme->is_dark ? lighter : darker);
  first = oriel_gauge_color_at (ramp, theme->is_dark ? 1 - fraction : 0);
  last = oriel_gauge_color_at (ramp, theme->is_dark ? 1 : fraction);

  add_stop (stops, 0, first);
  add_stop (stops, fraction, last);
  add_stop (stops, 1, last);
}

GArray *
oriel_gauge_gradient (const OrielFieldValue *value, OrielGaugeRange range, const OrielTheme *theme)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (OrielStop));
  const OrielColorScheme *scheme = scheme_of (value);

  if (scheme->kind == ORIEL_COLOR_BY_THRESHOLD)
    add_threshold_stops (stops, value, range, theme);
  else if (scheme->kind == ORIEL_COLOR_BY_VALUE)
    add_scheme_stops (stops, scheme, theme);
  if (stops->len < 2)
    {
      g_array_set_size (stops, 0);
      add_shade_stops (stops, value->display.color,
                       oriel_gauge_fraction (range, value->display.numeric), theme);
    }

  return stops;
}

static void
add_mark (GArray *marks, double value, OrielColor color)
{
  OrielGaugeMark mark = { .value = value, .color = color };

  g_array_append_val (marks, mark);
}

static double
round_to (double value, int decimals)
{
  double factor = pow (10, CLAMP (decimals, 0, MOST_DECIMALS));
  double rounded = round (value * factor) / factor;

  return isfinite (rounded) ? rounded : value;
}

/* Marks at the steps within the range; the section before a step has the colour of the step
 * before. */
static void
add_step_marks (GArray *marks,
                const OrielFieldValue *value,
                OrielGaugeRange range,
                const OrielTheme *theme)
{
  const OrielThresholds *thresholds = thresholds_of (value);
  int decimals = value->field != NULL ? value->field->config->decimals : -1;
  guint n = thresholds != NULL ? MIN (thresholds->steps->len, MOST_STEPS) : 0;
  OrielColor color = color_reached (thresholds, range, range.min, theme, value->display.color);

  add_mark (marks, range.min, color);
  for (guint i = 0; i < n; i++)
    {
      double at = step_value (thresholds, i, range);
      double last = g_array_index (marks, OrielGaugeMark, marks->len - 1).value;

      if (!(at > last && at < range.max))
        continue;
      add_mark (marks, round_to (at, decimals < 0 ? DEFAULT_DECIMALS : decimals), color);
      color = theme_color (theme, g_array_index (thresholds->steps, OrielThreshold, i).color);
    }
  add_mark (marks, range.max, color);
}

GArray *
oriel_gauge_marks (const OrielFieldValue *value, OrielGaugeRange range, const OrielTheme *theme)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (OrielGaugeMark));

  if (scheme_of (value)->kind == ORIEL_COLOR_BY_THRESHOLD)
    {
      add_step_marks (marks, value, range, theme);
      return marks;
    }

  add_mark (marks, range.min, value->display.color);
  add_mark (marks, range.max, value->display.color);
  return marks;
}

static float
mix (float a, float b, double t)
{
  return (float) (a + (b - a) * t);
}

OrielColor
oriel_gauge_color_at (const GArray *stops, double fraction)
{
  const OrielStop *all = (const OrielStop *) (gconstpointer) stops->data;
  guint next = 0;
  double t;

  while (next < stops->len && all[next].offset < fraction)
    next++;
  if (next == 0)
    return all[0].color;
  if (next == stops->len)
    return all[next - 1].color;

  t = (fraction - all[next - 1].offset) / (all[next].offset - all[next - 1].offset);
  return (OrielColor){ mix (all[next - 1].color.red, all[next].color.red, t),
                       mix (all[next - 1].color.green, all[next].color.green, t),
                       mix (all[next - 1].color.blue, all[next].color.blue, t),
                       mix (all[next - 1].color.alpha, all[next].color.alpha, t) };
}
