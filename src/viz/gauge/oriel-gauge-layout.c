/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-gauge-layout.h. */

#include "config.h"

#include "viz/gauge/oriel-gauge-layout.h"

#include <math.h>
#include <string.h>

#include "field/oriel-color-scheme.h"
#include "viz/oriel-fit-text.h"

#define LINE_HEIGHT 1.21
#define UNIT_SHARE 0.7

/* How far the arc reaches below its centre, on each side. */
#define ARC_BELOW (20 * G_PI / 180)

#define MIN_THICKNESS_PX 2.0
#define MAX_FACTOR 1.0

/* What a sparkline moves the texts up by. */
#define SPARKLINE_SHIFT_PX 8.0

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* The largest gauge in the box, its height centred. Returns the outer radius. */
static double
place_arc (const OrielGaugeInput *input, OrielGaugeLayout *out)
{
  const OrielRect *box = &input->box;
  double radius;

  out->x = box->x + box->width / 2;
  if (input->circle)
    {
      radius = MIN (box->width, box->height) / 2;
      out->y = box->y + box->height / 2;
      out->start = -G_PI_2;
      out->sweep = 2 * G_PI;
      return MAX (radius, 1);
    }

  radius = MIN (box->width / 2, box->height / (1 + sin (ARC_BELOW)));
  out->y = box->y + (box->height - radius * (1 + sin (ARC_BELOW))) / 2 + radius;
  out->start = G_PI - ARC_BELOW;
  out->sweep = G_PI + 2 * ARC_BELOW;
  return MAX (radius, 1);
}

/* From the outside: labels, ring, bar. */
static void
place_bands (const OrielGaugeInput *input, double outer, OrielGaugeLayout *out)
{
  double factor = CLAMP (input->width_factor, 0, MAX_FACTOR), left = outer;
  double distance;

  out->thickness = MAX (factor * outer / 3, MIN_THICKNESS_PX);
  if (input->labels)
    {
      out->label_px = MAX (0.12 * pow (outer, 0.92), 10);
      left -= 2 * out->label_px;
      out->label_radius = left + 0.33 * out->label_px;
    }
  if (input->ring)
    {
      out->ring_thickness = CLAMP (0.2 * pow (out->thickness, 0.92), 4, 12);
      distance = CLAMP (out->ring_thickness / 2, 2, 12);
      out->ring_radius = MAX (left - out->ring_thickness / 2, 0);
      left -= out->ring_thickness + distance;
    }
  out->radius = MAX (left - out->thickness / 2, 1);
}

static void
size_texts (const OrielGaugeInput *input, OrielGaugeLayout *out)
{
  double scale = pow (out->radius, 0.86);
  double width = 2 * out->radius - out->thickness - out->radius / 7;
  g_autofree char *whole = g_strconcat (input->text != NULL ? input->text : "", input->unit, NULL);

  out->value_px = input->value_px > 0
                    ? input->value_px
                    : oriel_fit_text (whole, width, 0.82 * scale, LINE_HEIGHT, 0, 400);
  if (!is_empty (input->name))
    out->name_px = input->name_px > 0
                     ? input->name_px
                     : oriel_fit_text (input->name, width, 0.45 * scale, LINE_HEIGHT, 0, 400);
  out->value_px = MAX (out->value_px, 1);
  out->unit_px = out->value_px * UNIT_SHARE;
}

/* An arc's texts lie above its centre, a circle's nearly in it; measured from Grafana's. */
static void
place_texts (const OrielGaugeInput *input, OrielGaugeLayout *out)
{
  double value_line = out->value_px * LINE_HEIGHT, name_line = out->name_px * LINE_HEIGHT;

  out->value_y = out->y - out->radius * (input->circle ? 0.03 : 0.197);
  if (input->sparkline)
    out->value_y -= SPARKLINE_SHIFT_PX;
  if (out->name_px > 0)
    out->value_y -= 0.37 * name_line;
  out->name_y = out->value_y + 0.75 * value_line;
}

static void
place_sparkline (const OrielGaugeInput *input, OrielGaugeLayout *out)
{
  double width = MAX (out->radius * (input->circle ? 1.42 : 1.227) - 8, 1);
  gboolean named = out->name_px > 0;
  double top = named ? 0.07 : 0.103;

  if (!input->sparkline)
    return;

  out->sparkline.x = out->x - width / 2;
  out->sparkline.width = width;
  out->sparkline.height = out->radius * (named ? 0.167 : 0.195);
  out->sparkline.y = out->y + out->radius * (top + (input->circle ? 0.16 : 0));
}

void
oriel_gauge_layout (const OrielGaugeInput *input, OrielGaugeLayout *out)
{
  double outer;

  memset (out, 0, sizeof *out);
  outer = place_arc (input, out);
  place_bands (input, outer, out);
  size_texts (input, out);
  place_texts (input, out);
  place_sparkline (input, out);
}

static guint
scheme_stops (const OrielColorScheme *scheme, const OrielTheme *theme, OrielStop *stops)
{
  guint n = MIN (oriel_color_scheme_n_colors (scheme, theme), ORIEL_GAUGE_MAX_STOPS);

  for (guint i = 0; i < n; i++)
    {
      stops[i].offset = n > 1 ? (double) i / (n - 1) : 0;
      oriel_theme_color (theme, oriel_color_scheme_color (scheme, theme, i), &stops[i].color);
    }
  return n;
}

guint
oriel_gauge_thresholds (const OrielFieldConfig *config,
                        const OrielTheme *theme,
                        double min,
                        double max,
                        OrielStop *stops)
{
  const OrielThresholds *thresholds = config != NULL ? config->thresholds : NULL;
  guint n = 0;

  for (guint i = 0; thresholds != NULL && i < thresholds->steps->len; i++)
    {
      const OrielThreshold *step = &g_array_index (thresholds->steps, OrielThreshold, i);
      double offset = thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE
                        ? step->value / 100
                        : (step->value - min) / (max - min);

      if (n == ORIEL_GAUGE_MAX_STOPS || isnan (offset))
        break;

      stops[n].offset = CLAMP (offset, 0, 1);
      oriel_theme_color (theme, step->color, &stops[n].color);
      n++;
    }
  return n;
}

guint
oriel_gauge_gradient (const OrielFieldConfig *config,
                      const OrielTheme *theme,
                      OrielColor color,
                      double min,
                      double max,
                      OrielStop *stops)
{
  const OrielColorScheme *scheme =
    oriel_color_scheme_find (config != NULL ? config->color_mode : NULL);
  guint n = 0;

  if (scheme->kind == ORIEL_COLOR_BY_THRESHOLD)
    n = oriel_gauge_thresholds (config, theme, min, max, stops);
  else if (scheme->kind == ORIEL_COLOR_BY_VALUE)
    n = scheme_stops (scheme, theme, stops);
  if (n > 0)
    return n;

  stops[0] = (OrielStop){ 0, oriel_color_darken (color, 15) };
  stops[1] = (OrielStop){ 1, color };
  return 2;
}

static float
between (float from, float to, double part)
{
  return (float) (from + (to - from) * part);
}

OrielColor
oriel_gauge_color_at (const OrielStop *stops, guint n, double offset)
{
  const OrielColor *from, *to;
  double part;
  guint i = 0;

  while (i < n && stops[i].offset <= offset)
    i++;
  if (i == 0)
    return stops[0].color;
  if (i == n)
    return stops[n - 1].color;

  from = &stops[i - 1].color;
  to = &stops[i].color;
  part = (offset - stops[i - 1].offset) / (stops[i].offset - stops[i - 1].offset);
  return (OrielColor){ between (from->red, to->red, part), between (from->green, to->green, part),
                       between (from->blue, to->blue, part),
                       between (from->alpha, to->alpha, part) };
}
