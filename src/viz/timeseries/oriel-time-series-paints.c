/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of a series' line and area; see the header. */

#include "config.h"

#include "viz/timeseries/oriel-time-series-paints.h"

#include "field/oriel-color-scheme.h"

#include <math.h>

#define RAMP_STOPS 16
#define MAX_STEPS 200

/* The limits that a gradient spans: the field's own, else the data's. */
static void
gradient_range (const OrielLaneScale *scale, double *min, double *max)
{
  const OrielScaleOptions *options = &scale->options;

  *min = oriel_is_null (options->min) ? options->soft_min : options->min;
  *max = oriel_is_null (options->max) ? options->soft_max : options->max;
  if (oriel_is_null (*min))
    *min = oriel_is_null (scale->data_min) ? 0 : scale->data_min;
  if (oriel_is_null (*max))
    *max = oriel_is_null (scale->data_max) ? 100 : scale->data_max;
}

double
oriel_threshold_value (const OrielThresholds *thresholds, guint step, const OrielLaneScale *scale)
{
  double value = g_array_index (thresholds->steps, OrielThreshold, step).value;
  double min, max;

  if (thresholds->mode != ORIEL_THRESHOLDS_PERCENTAGE || !isfinite (value))
    return value;
  gradient_range (scale, &min, &max);
  return min + (max - min) * value / 100;
}

static OrielColor
dimmed (OrielColor color, double opacity)
{
  color.alpha = (float) (color.alpha * opacity);
  return color;
}

static OrielPaint
vertical (const OrielRect *plot, OrielStop *stops, guint n)
{
  return (OrielPaint){
    .kind = ORIEL_PAINT_LINEAR,
    .x0 = plot->x,
    .y0 = plot->y + plot->height,
    .x1 = plot->x,
    .y1 = plot->y,
    .stops = stops,
    .n_stops = n,
  };
}

/* Place of a value on the plot, 0 at the bottom, held within it. */
static double
offset_of (const OrielLaneScale *scale, double value)
{
  double position;

  if (isinf (value))
    return value < 0 ? 0 : 1;
  position = oriel_scale_position (&scale->scale, value);
  return isnan (position) ? 0 : CLAMP (position, 0, 1);
}

OrielPaint
oriel_thresholds_paint (const OrielThresholds *thresholds,
                        const OrielTheme *theme,
                        const OrielLaneScale *scale,
                        double opacity,
                        const OrielRect *plot,
                        OrielArena *arena)
{
  guint n_steps = MIN (thresholds->steps->len, MAX_STEPS);
  OrielStop *stops = oriel_arena_new_array (arena, OrielStop, 2 * n_steps + 1);
  guint n = 0;

  for (guint i = 0; i < n_steps; i++)
    {
      double at = i == 0 ? 0 : offset_of (scale, oriel_threshold_value (thresholds, i, scale));
      OrielColor color;

      oriel_theme_color (theme, g_array_index (thresholds->steps, OrielThreshold, i).color, &color);
      if (n > 0)
        {
          stops[n] = (OrielStop){ at, stops[n - 1].color };
          n++;
        }
      stops[n++] = (OrielStop){ at, dimmed (color, opacity) };
    }
  return n > 0 ? vertical (plot, stops, n) : oriel_paint_none ();
}

/* A ramp of colours over the range, drawn as so many stops. */
static OrielPaint
scheme_paint (const OrielTimeSeriesModel *model,
              const OrielTimeSeries *series,
              const OrielLaneScale *scale,
              double opacity,
              const OrielRect *plot,
              OrielArena *arena)
{
  const OrielColorScheme *scheme = oriel_color_scheme_find (series->config->config->color_mode);
  OrielStop *stops = oriel_arena_new_array (arena, OrielStop, RAMP_STOPS + 1);
  double min, max;

  gradient_range (scale, &min, &max);
  for (guint i = 0; i <= RAMP_STOPS; i++)
    {
      double part = (double) i / RAMP_STOPS;
      guint32 rgb = oriel_color_scheme_at (scheme, model->theme, part);
      OrielColor color = { (float) ((rgb >> 16) & 0xff) / 255, (float) ((rgb >> 8) & 0xff) / 255,
                           (float) (rgb & 0xff) / 255, (float) opacity };

      stops[i] = (OrielStop){ offset_of (scale, min + (max - min) * part), color };
    }
  return vertical (plot, stops, RAMP_STOPS + 1);
}

/* All colours of a palette over the range, as Grafana has it also where series have one each. */
static OrielPaint
palette_paint (const OrielTimeSeriesModel *model,
               const OrielColorScheme *scheme,
               const OrielLaneScale *scale,
               double opacity,
               const OrielRect *plot,
               OrielArena *arena)
{
  guint n = oriel_color_scheme_n_colors (scheme, model->theme);
  OrielStop *stops;
  double min, max;

  if (n < 2)
    return oriel_paint_none ();

  stops = oriel_arena_new_array (arena, OrielStop, n);
  gradient_range (scale, &min, &max);
  for (guint i = 0; i < n; i++)
    {
      OrielColor color;

      oriel_theme_color (model->theme, oriel_color_scheme_color (scheme, model->theme, i), &color);
      stops[i] =
        (OrielStop){ offset_of (scale, min + (max - min) * i / (n - 1)), dimmed (color, opacity) };
    }
  return vertical (plot, stops, n);
}

/* The paint of gradient mode "scheme", or NONE when the field's colours don't follow values. */
static OrielPaint
by_scheme (const OrielTimeSeriesModel *model,
           const OrielTimeSeries *series,
           const OrielLaneScale *scale,
           double opacity,
           const OrielRect *plot,
           OrielArena *arena)
{
  const OrielFieldConfig *config = series->config->config;
  const OrielColorScheme *scheme = oriel_color_scheme_find (config->color_mode);

  if (scheme->kind == ORIEL_COLOR_BY_VALUE)
    return scheme_paint (model, series, scale, opacity, plot, arena);
  if (scheme->kind == ORIEL_COLOR_BY_THRESHOLD && config->thresholds != NULL)
    return oriel_thresholds_paint (config->thresholds, model->theme, scale, opacity, plot, arena);
  return palette_paint (model, scheme, scale, opacity, plot, arena);
}

static OrielPaint
two_stops (const OrielRect *plot, OrielColor top, OrielColor bottom, OrielArena *arena)
{
  OrielStop *stops = oriel_arena_new_array (arena, OrielStop, 2);

  stops[0] = (OrielStop){ 0, bottom };
  stops[1] = (OrielStop){ 1, top };
  return vertical (plot, stops, 2);
}

/* From a lighter, warmer colour at the top to a darker, cooler one at the bottom. */
static OrielPaint
hue_paint (const OrielTimeSeriesModel *model,
           OrielColor color,
           double opacity,
           const OrielRect *plot,
           OrielArena *arena)
{
  OrielColor top = oriel_color_spin (color, 20);
  OrielColor bottom = oriel_color_spin (color, -25);

  top = oriel_color_brighten (oriel_color_saturate (top, 20), 10);
  top = oriel_color_lighten (top, 10);
  bottom = oriel_color_darken (bottom, 5);
  if (model->theme->is_dark)
    bottom = oriel_color_darken (bottom, 10);
  return two_stops (plot, oriel_color_with_alpha (top, (float) opacity),
                    oriel_color_with_alpha (bottom, (float) opacity), arena);
}

OrielPaint
oriel_time_series_line_paint (const OrielTimeSeriesModel *model,
                              const OrielTimeSeries *series,
                              const OrielLaneScale *scale,
                              const OrielRect *plot,
                              OrielArena *arena)
{
  OrielPaint paint = oriel_paint_none ();

  if (series->options.gradient == ORIEL_GRADIENT_SCHEME)
    paint = by_scheme (model, series, scale, 1, plot, arena);
  else if (series->options.gradient == ORIEL_GRADIENT_HUE)
    paint = hue_paint (model, series->color, 1, plot, arena);
  return paint.kind != ORIEL_PAINT_NONE ? paint : oriel_paint_solid (series->color);
}

OrielPaint
oriel_time_series_fill_paint (const OrielTimeSeriesModel *model,
                              const OrielTimeSeries *series,
                              const OrielLaneScale *scale,
                              double opacity,
                              const OrielRect *plot,
                              OrielArena *arena)
{
  OrielPaint paint = oriel_paint_none ();

  if (!(opacity > 0))
    return paint;

  switch (series->options.gradient)
    {
    case ORIEL_GRADIENT_OPACITY:
      return two_stops (plot, oriel_color_with_alpha (series->color, (float) opacity),
                        oriel_color_with_alpha (series->color, 0), arena);
    case ORIEL_GRADIENT_HUE:
      return hue_paint (model, series->color, opacity, plot, arena);
    case ORIEL_GRADIENT_SCHEME:
      paint = by_scheme (model, series, scale, opacity, plot, arena);
      break;
    default:
      break;
    }
  return paint.kind != ORIEL_PAINT_NONE ? paint
                                        : oriel_paint_solid (dimmed (series->color, opacity));
}
