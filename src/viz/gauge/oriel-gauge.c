/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-gauge.h. Sizes come from oriel-gauge-layout.c; here they are drawn.
 *
 * A colour that changes along an arc is drawn as narrow slices, each reaching a little under the
 * next, so that no seams show.
 */

#include "config.h"

#include "viz/gauge/oriel-gauge.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "viz/gauge/oriel-gauge-layout.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-sparkline.h"
#include "viz/oriel-value-grid.h"
#include "viz/oriel-value-set.h"

#define GAP_PX 16.0
#define LINE_HEIGHT 1.21
#define MAX_SEGMENTS 100

/* Of an arc whose colour changes. */
#define SLICE_RAD (1.5 * G_PI / 180)
#define SLICE_UNDER_RAD (0.3 * G_PI / 180)

typedef struct
{
  OrielVizModel base;
  OrielValueSet values;
  OrielOrientation orientation;
  gboolean circle, rounded, gradient, sparkline, ring, labels, center_glow;
  gboolean end_point, end_glow;
  gboolean show_value, show_name;
  double width_factor, segment_spacing;
  int segments; /* 0: one bar */
  double min_width, min_height;
  double name_px, value_px;
} GaugeModel;

/* One gauge while it is drawn. */
typedef struct
{
  const GaugeModel *model;
  OrielScene *scene;
  const OrielFieldValue *value;
  OrielGaugeLayout layout;
  double min, max, fraction;
  OrielStop stops[ORIEL_GAUGE_MAX_STOPS];
  guint n_stops;
} Gauge;

static gboolean
option_is (JsonObject *options, const char *member, const char *fallback, const char *wanted)
{
  return strcmp (oriel_json_string (options, member, fallback), wanted) == 0;
}

static void
read_text_mode (GaugeModel *self, JsonObject *options)
{
  const char *mode = oriel_json_string (options, "textMode", "auto");

  self->show_value = strcmp (mode, "name") != 0 && strcmp (mode, "none") != 0;
  self->show_name = strcmp (mode, "value") != 0 && strcmp (mode, "none") != 0;
}

static void
read_options (GaugeModel *self, JsonObject *options)
{
  JsonObject *effects = oriel_json_object (options, "effects");
  JsonObject *text = oriel_json_object (options, "text");

  self->orientation =
    oriel_orientation_from_name (oriel_json_string (options, "orientation", "auto"));
  self->circle = option_is (options, "shape", "gauge", "circle");
  self->rounded = option_is (options, "barShape", "flat", "rounded");
  self->gradient = oriel_json_boolean (effects, "gradient", TRUE);
  self->center_glow = oriel_json_boolean (effects, "centerGlow", FALSE);
  self->sparkline = oriel_json_boolean (options, "sparkline", TRUE);
  self->ring = oriel_json_boolean (options, "showThresholdMarkers", TRUE);
  self->labels = oriel_json_boolean (options, "showThresholdLabels", FALSE);
  self->end_point = self->rounded && option_is (options, "endpointMarker", "point", "point");
  self->end_glow = self->rounded && option_is (options, "endpointMarker", "point", "glow");
  self->width_factor = oriel_json_number (options, "barWidthFactor", 0.5);
  self->segment_spacing = CLAMP (oriel_json_number (options, "segmentSpacing", 0.3), 0, 1);
  self->segments = (int) CLAMP (oriel_json_number (options, "segmentCount", 0), 0, MAX_SEGMENTS);
  self->name_px = oriel_json_number (text, "titleSize", 0);
  self->value_px = oriel_json_number (text, "valueSize", 0);
  read_text_mode (self, options);
  if (option_is (options, "sizing", "auto", "manual"))
    {
      self->min_width = oriel_json_number (options, "minVizWidth", 0);
      self->min_height = oriel_json_number (options, "minVizHeight", 0);
    }
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  GaugeModel *self = g_new0 (GaugeModel, 1);

  self->base.klass = &oriel_gauge_class;
  read_options (self, input->options);
  oriel_value_set_init (&self->values, input, self->sparkline, FALSE);
  return &self->base;
}

/* A band of the arc, `thickness` thick around `radius`; round ends reach over its angles. */
static void
draw_band (const Gauge *gauge,
           double radius,
           double thickness,
           double start,
           double sweep,
           gboolean rounded,
           OrielColor color)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  OrielPaint paint = oriel_paint_solid (color);
  OrielStroke stroke = { .width = thickness, .round_caps = rounded };
  guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_ARC };
  double coordinates[] = { layout->x + radius * cos (start),
                           layout->y + radius * sin (start),
                           layout->x,
                           layout->y,
                           radius,
                           start,
                           start + sweep };

  oriel_scene_add_path (gauge->scene, commands, G_N_ELEMENTS (commands), coordinates, NULL, &paint,
                        &stroke);
}

/* The first `part` of the arc in the colours that lie along all of it. */
static void
draw_colors (const Gauge *gauge, double radius, double thickness, double part, gboolean rounded)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  double whole = layout->sweep * part;
  guint n = (guint) CLAMP (ceil (whole / SLICE_RAD), 1, 1000);
  double slice = whole / n;

  if (rounded)
    {
      draw_band (gauge, radius, thickness, layout->start, 0.001, TRUE,
                 oriel_gauge_color_at (gauge->stops, gauge->n_stops, 0));
      draw_band (gauge, radius, thickness, layout->start + whole - 0.001, 0.001, TRUE,
                 oriel_gauge_color_at (gauge->stops, gauge->n_stops, part));
    }
  for (guint i = 0; i < n; i++)
    draw_band (gauge, radius, thickness, layout->start + i * slice,
               i + 1 < n ? slice + SLICE_UNDER_RAD : slice, FALSE,
               oriel_gauge_color_at (gauge->stops, gauge->n_stops, part * (i + 0.5) / n));
}

/* The same with one colour for each part between thresholds. */
static void
draw_steps (const Gauge *gauge, double radius, double thickness)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  const OrielFieldConfig *config = gauge->value->field != NULL ? gauge->value->field->config : NULL;
  OrielStop steps[ORIEL_GAUGE_MAX_STOPS];
  guint n =
    oriel_gauge_thresholds (config, gauge->model->values.theme, gauge->min, gauge->max, steps);

  for (guint i = 0; i < n; i++)
    {
      double from = i == 0 ? 0 : steps[i].offset;
      double to = i + 1 < n ? steps[i + 1].offset : 1;

      if (to > from)
        draw_band (gauge, radius, thickness, layout->start + from * layout->sweep,
                   (to - from) * layout->sweep, FALSE, steps[i].color);
    }
}

static void
draw_ring (const Gauge *gauge)
{
  const OrielGaugeLayout *layout = &gauge->layout;

  if (layout->ring_radius <= 0)
    return;

  if (gauge->model->gradient)
    draw_colors (gauge, layout->ring_radius, layout->ring_thickness, 1, FALSE);
  else
    draw_steps (gauge, layout->ring_radius, layout->ring_thickness);
}

static OrielColor
track_color (const OrielTheme *theme)
{
  return oriel_color_over (oriel_color_with_alpha (theme->text, theme->is_dark ? 0.16f : 0.12f),
                           theme->primary);
}

static void
draw_segments (const Gauge *gauge)
{
  const GaugeModel *self = gauge->model;
  const OrielGaugeLayout *layout = &gauge->layout;
  double pitch = layout->sweep / self->segments;
  double gap = pitch * self->segment_spacing * 0.75;

  for (int i = 0; i < self->segments; i++)
    {
      double middle = (i + 0.5) / self->segments;
      OrielColor color = track_color (self->values.theme);

      if (middle <= gauge->fraction)
        color = self->gradient ? oriel_gauge_color_at (gauge->stops, gauge->n_stops, middle)
                               : gauge->value->display.color;
      draw_band (gauge, layout->radius, layout->thickness, layout->start + i * pitch + gap / 2,
                 pitch - gap, FALSE, color);
    }
}

/* The mark at the end of a rounded bar. */
static void
draw_end (const Gauge *gauge)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  double angle = layout->start + layout->sweep * gauge->fraction;
  OrielPoint point = { layout->x + layout->radius * cos (angle),
                       layout->y + layout->radius * sin (angle) };
  double radius = layout->thickness / 2 * (gauge->model->end_glow ? 1 : 0.4);
  OrielRect clip = { point.x - radius, point.y - radius, 2 * radius, 2 * radius };
  OrielStop stops[] = { { 0.3, { 1, 1, 1, 1 } }, { 1, { 1, 1, 1, 0 } } };
  OrielPaint paint = oriel_paint_solid (
    oriel_theme_text_on (gauge->model->values.theme, gauge->value->display.color));

  if (gauge->model->end_glow)
    paint = (OrielPaint){ .kind = ORIEL_PAINT_RADIAL,
                          .x0 = point.x,
                          .y0 = point.y,
                          .x1 = radius,
                          .stops = stops,
                          .n_stops = G_N_ELEMENTS (stops) };
  oriel_scene_add_points (gauge->scene, &point, 1, radius, &paint, NULL, NULL, clip);
}

static void
draw_bar (const Gauge *gauge)
{
  const GaugeModel *self = gauge->model;
  const OrielGaugeLayout *layout = &gauge->layout;

  if (self->segments > 1)
    {
      draw_segments (gauge);
      return;
    }

  draw_band (gauge, layout->radius, layout->thickness, layout->start, layout->sweep,
             self->rounded && !self->circle, track_color (self->values.theme));
  if (gauge->fraction <= 0)
    return;

  if (self->gradient)
    draw_colors (gauge, layout->radius, layout->thickness, gauge->fraction, self->rounded);
  else
    draw_band (gauge, layout->radius, layout->thickness, layout->start,
               layout->sweep * gauge->fraction, self->rounded, gauge->value->display.color);
  if (self->end_point || self->end_glow)
    draw_end (gauge);
}

static void
draw_label (const Gauge *gauge, double value, double fraction)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  OrielFont font = { .size_px = layout->label_px,
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  double angle = layout->start + layout->sweep * fraction;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.6g", value);
  oriel_scene_add_text_turned (gauge->scene, text, layout->x + layout->label_radius * cos (angle),
                               layout->y + layout->label_radius * sin (angle), ORIEL_ALIGN_CENTER,
                               &font, gauge->model->values.theme->text, angle + G_PI_2);
}

static void
draw_labels (const Gauge *gauge)
{
  const OrielFieldConfig *config = gauge->value->field != NULL ? gauge->value->field->config : NULL;
  OrielStop steps[ORIEL_GAUGE_MAX_STOPS];
  guint n;

  if (gauge->layout.label_px <= 0)
    return;

  n = oriel_gauge_thresholds (config, gauge->model->values.theme, gauge->min, gauge->max, steps);
  draw_label (gauge, gauge->min, 0);
  for (guint i = 0; i < n; i++)
    if (steps[i].offset > 0 && steps[i].offset < 1)
      draw_label (gauge, gauge->min + (gauge->max - gauge->min) * steps[i].offset, steps[i].offset);
  if (!gauge->model->circle)
    draw_label (gauge, gauge->max, 1);
}

static double
baseline_of (const OrielFont *font, double middle)
{
  double line = font->size_px * LINE_HEIGHT;

  return middle - line / 2 + oriel_text_baseline (font, line);
}

static void
draw_value (const Gauge *gauge)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  const OrielTheme *theme = gauge->model->values.theme;
  const OrielFormatted *shown = &gauge->value->display.formatted;
  OrielFont font = { .size_px = layout->value_px,
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  OrielFont unit_font = font;
  g_autofree char *main_text = g_strconcat (shown->prefix, shown->text, NULL);
  double baseline = baseline_of (&font, layout->value_y);
  double width, unit_width, x;

  unit_font.size_px = layout->unit_px;
  width = oriel_text_width (main_text, &font);
  unit_width = *shown->suffix != '\0' ? oriel_text_width (shown->suffix, &unit_font) : 0;
  x = layout->x - (width + unit_width) / 2;
  oriel_scene_add_text (gauge->scene, main_text, x, baseline, ORIEL_ALIGN_START, &font, theme->text,
                        0);
  if (unit_width > 0)
    oriel_scene_add_text (gauge->scene, shown->suffix, x + width, baseline, ORIEL_ALIGN_START,
                          &unit_font, theme->text, 0);
}

static void
draw_texts (const Gauge *gauge, const char *name)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  OrielFont font = { .size_px = layout->name_px,
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };

  if (gauge->model->show_value)
    draw_value (gauge);
  if (layout->name_px > 0 && *name != '\0')
    oriel_scene_add_text (
      gauge->scene, name, layout->x,
      baseline_of (&font, gauge->model->show_value ? layout->name_y : layout->value_y),
      ORIEL_ALIGN_CENTER, &font, gauge->model->values.theme->text_secondary,
      MAX (2 * layout->radius - layout->thickness, 1));
}

static void
draw_sparkline (const Gauge *gauge)
{
  const OrielFieldValue *value = gauge->value;
  OrielRect box = gauge->layout.sparkline;
  OrielColor color = value->display.color;
  OrielPaint line = oriel_paint_solid (color);
  OrielStop stops[] = { { 0, oriel_color_with_alpha (color, 0.4f) },
                        { 1, oriel_color_with_alpha (color, 0) } };
  OrielPaint fill = {
    .kind = ORIEL_PAINT_LINEAR,
    .x0 = box.x,
    .y0 = box.y,
    .x1 = box.x,
    .y1 = box.y + box.height,
    .stops = stops,
    .n_stops = G_N_ELEMENTS (stops),
  };

  if (box.width > 0)
    oriel_sparkline_add (gauge->scene, value->frame, value->field, box, &line, &fill, 1);
}

static void
draw_glow (const Gauge *gauge)
{
  const OrielGaugeLayout *layout = &gauge->layout;
  double radius = MAX (layout->radius - layout->thickness / 2, 1);
  OrielPoint point = { layout->x, layout->y };
  OrielRect clip = { layout->x - radius, layout->y - radius, 2 * radius, 2 * radius };
  OrielStop stops[] = { { 0, oriel_color_with_alpha (gauge->value->display.color, 0.2f) },
                        { 1, oriel_color_with_alpha (gauge->value->display.color, 0) } };
  OrielPaint paint = { .kind = ORIEL_PAINT_RADIAL,
                       .x0 = layout->x,
                       .y0 = layout->y,
                       .x1 = radius,
                       .stops = stops,
                       .n_stops = G_N_ELEMENTS (stops) };

  oriel_scene_add_points (gauge->scene, &point, 1, radius, &paint, NULL, NULL, clip);
}

/* Where the value lies in its range, from 0 to 1; 0 when that can't be said. */
static double
fraction_of (const Gauge *gauge)
{
  double fraction = (gauge->value->display.numeric - gauge->min) / (gauge->max - gauge->min);

  return isnan (fraction) ? 0 : CLAMP (fraction, 0, 1);
}

static void
draw_gauge (const GaugeModel *self, OrielScene *scene, guint index, OrielRect box)
{
  Gauge gauge = { .model = self, .scene = scene };
  const OrielFieldValue *value = gauge.value = oriel_value_set_get (&self->values, index);
  const char *name = self->show_name ? oriel_value_set_shown_name (&self->values, index) : "";
  const char *longest = self->values.longest_title;
  g_autofree char *text = oriel_value_set_text (&self->values, index);
  OrielGaugeInput input = {
    .box = box,
    .circle = self->circle,
    .width_factor = self->width_factor,
    .ring = self->ring,
    .labels = self->labels,
    .sparkline = self->sparkline && oriel_sparkline_points (value->frame, value->field) > 1,
    .name = longest != NULL && *name != '\0' ? longest : name,
    .text = self->values.longest_text != NULL ? self->values.longest_text : text,
    .name_px = self->name_px,
    .value_px = self->value_px,
  };

  gauge.min = oriel_is_null (value->min) ? 0 : value->min;
  gauge.max = oriel_is_null (value->max) ? 100 : value->max;
  gauge.fraction = fraction_of (&gauge);
  gauge.n_stops =
    oriel_gauge_gradient (value->field != NULL ? value->field->config : NULL, self->values.theme,
                          value->display.color, gauge.min, gauge.max, gauge.stops);
  oriel_gauge_layout (&input, &gauge.layout);

  if (self->center_glow)
    draw_glow (&gauge);
  draw_bar (&gauge);
  draw_ring (&gauge);
  draw_labels (&gauge);
  draw_sparkline (&gauge);
  draw_texts (&gauge, name);
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const GaugeModel *self = (const GaugeModel *) model;
  OrielScene *scene = oriel_scene_new (width, height);

  oriel_scene_clip (scene, (OrielRect){ 0, 0, width, height });
  for (guint i = 0; i < self->values.n; i++)
    {
      OrielRect box =
        oriel_value_grid_box (i, self->values.n, width, height, self->orientation, GAP_PX);

      if (self->orientation == ORIEL_ORIENTATION_VERTICAL && box.width < self->min_width)
        {
          box.width = self->min_width;
          box.x = i * (box.width + GAP_PX);
        }
      if (self->orientation == ORIEL_ORIENTATION_HORIZONTAL && box.height < self->min_height)
        {
          box.height = self->min_height;
          box.y = i * (box.height + GAP_PX);
        }
      draw_gauge (self, scene, i, box);
      oriel_value_set_add_hit (&self->values, scene, i, box);
    }
  oriel_scene_unclip (scene);
  return scene;
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  const GaugeModel *self = (const GaugeModel *) model;

  *n = self->values.n;
  return self->values.series;
}

static char *
describe (const OrielVizModel *model)
{
  return oriel_value_set_describe (&((const GaugeModel *) model)->values);
}

static void
gauge_free (OrielVizModel *model)
{
  GaugeModel *self = (GaugeModel *) model;

  oriel_value_set_clear (&self->values);
  g_free (self);
}

const OrielVizClass oriel_gauge_class = {
  .type = "gauge",
  .prepare = prepare,
  .layout = layout,
  .series = series,
  .describe = describe,
  .free = gauge_free,
};
