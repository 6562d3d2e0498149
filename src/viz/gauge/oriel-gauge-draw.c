/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-gauge-draw.h. Sizes and places of texts are those of Grafana's radial gauge. */

#include "config.h"

#include "viz/gauge/oriel-gauge-draw.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-text.h"
#include "field/oriel-color-contrast.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-sparkline.h"

/* Opacity of the empty part of the bar: the theme's shade of what is pointed at. */
#define TRACK_DARK 0.16f
#define TRACK_LIGHT 0.12f

/* A gradient follows the angle; it is drawn as pieces of one colour each. */
#define PIECE_DEGREES 2.0
#define PIECE_OVERLAP_DEGREES 0.5

/* Shorter bars have no mark at their start, and no light at their end. */
#define SHORTEST_MARKED_DEGREES 10.0

#define LINE_HEIGHT 1.21
#define SPARKLINE_GAP_PX 8.0
#define SPARKLINE_DOT_PX 3.0
#define SPARKLINE_PADDING_PX 3.0 /* half a dot */

/* Inter's x height, of the font size: text is centred on half of it. */
#define X_HEIGHT 0.546

typedef struct
{
  OrielScene *scene;
  const OrielGaugeOptions *options;
  const OrielGaugeItem *item;
  OrielGaugeGeometry geometry;
} Drawing;

/* What an arc is painted with. */
typedef struct
{
  OrielColor color;
  const GArray *stops; /* nullable: instead of the colour */
} Ink;

static double
radians (double angle)
{
  return (angle - 90) * G_PI / 180;
}

/* From the middle of a line of text down to its baseline: whole px, as browsers have it. */
static double
middle_to_baseline (double size_px)
{
  return round (size_px * X_HEIGHT / 2);
}

static OrielFont
font_of (double size_px)
{
  return (OrielFont){ .size_px = size_px,
                      .weight = 400,
                      .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                      .proportional = TRUE };
}

static void
stroke_arc (const Drawing *self,
            OrielGaugeBand band,
            double start,
            double sweep,
            gboolean rounded,
            const OrielPaint *paint)
{
  static const guint8 commands[] = { ORIEL_PATH_ARC };
  double coordinates[5] = { self->geometry.center_x, self->geometry.center_y, band.radius,
                            radians (start), radians (start + sweep) };
  OrielStroke stroke = { .width = band.width, .round_caps = rounded };

  if (band.radius <= 0 || band.width <= 0 || !(sweep > 0))
    return;
  oriel_scene_add_path (self->scene, commands, G_N_ELEMENTS (commands), coordinates, NULL, paint,
                        &stroke);
}

static void
fill_dot (const Drawing *self, OrielPoint center, double radius, const OrielPaint *paint)
{
  static const guint8 commands[] = { ORIEL_PATH_ARC, ORIEL_PATH_CLOSE };
  double coordinates[5] = { center.x, center.y, radius, 0, 2 * G_PI };

  oriel_scene_add_path (self->scene, commands, G_N_ELEMENTS (commands), coordinates, paint, NULL,
                        NULL);
}

static double
fraction_at (const Drawing *self, double angle)
{
  return (angle - self->geometry.start) / self->geometry.sweep;
}

static OrielColor
ink_at (const Drawing *self, const Ink *ink, double angle)
{
  return ink->stops != NULL ? oriel_gauge_color_at (ink->stops, fraction_at (self, angle))
                            : ink->color;
}

/* Colours that follow the angle. Each piece reaches under the next one, so that no seam shows. */
static void
stroke_conic (const Drawing *self,
              OrielGaugeBand band,
              double start,
              double sweep,
              gboolean rounded,
              const Ink *ink)
{
  double end = start + sweep;
  guint n = (guint) CLAMP (ceil (sweep / PIECE_DEGREES), 1, 360 / PIECE_DEGREES);
  double length = sweep / n;

  if (band.radius <= 0 || band.width <= 0 || !(sweep > 0))
    return;
  if (rounded)
    for (int i = 0; i < 2; i++)
      {
        double angle = i == 0 ? start : end;
        OrielPaint cap = oriel_paint_solid (ink_at (self, ink, angle));

        fill_dot (self, oriel_gauge_point (&self->geometry, band.radius, angle), band.width / 2,
                  &cap);
      }

  for (guint i = 0; i < n; i++)
    {
      double at = start + i * length;
      OrielPaint piece = oriel_paint_solid (ink_at (self, ink, at + length / 2));

      stroke_arc (self, band, at, length + (i + 1 < n ? PIECE_OVERLAP_DEGREES : 0), FALSE, &piece);
    }
}

static void
draw_arc (const Drawing *self,
          OrielGaugeBand band,
          double start,
          double sweep,
          gboolean rounded,
          const Ink *ink)
{
  OrielPaint paint = oriel_paint_solid (ink->color);

  if (ink->stops != NULL)
    stroke_conic (self, band, start, sweep, rounded, ink);
  else
    stroke_arc (self, band, start, sweep, rounded, &paint);
}

/* A halo: wider and wider bands, which add up to the edge that a Gaussian blur has. */
static void
draw_glow (const Drawing *self,
           OrielGaugeBand band,
           double start,
           double sweep,
           gboolean rounded,
           const Ink *ink)
{
  static const struct
  {
    double reach; /* in standard deviations */
    float alpha;
  } bands[] = { { 2, 0.035f }, { 1.6, 0.047f }, { 1.2, 0.087f }, { 0.8, 0.131f }, { 0.4, 0.205f } };
  double blur = 0.75 + self->geometry.bar.width * 0.08;
  OrielColor color = ink_at (self, ink, start + sweep / 2);

  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      OrielGaugeBand wide = { band.radius, band.width + 2 * blur * bands[i].reach };
      OrielPaint paint = oriel_paint_solid (oriel_color_with_alpha (color, bands[i].alpha));

      stroke_arc (self, wide, start, sweep, rounded, &paint);
    }
}

static OrielColor
track_color (const Drawing *self)
{
  const OrielTheme *theme = self->item->theme;

  return oriel_color_with_alpha (theme->border_weak, theme->is_dark ? TRACK_DARK : TRACK_LIGHT);
}

static Ink
bar_ink (const Drawing *self)
{
  return (Ink){ .color = self->item->value->display.color,
                .stops = self->options->gradient ? self->item->stops : NULL };
}

/* The part of the range that the bar covers, as fractions. */
static void
bar_span (const Drawing *self, double *from, double *to)
{
  double value = oriel_gauge_fraction (self->item->range, self->item->value->display.numeric);
  double neutral = oriel_is_null (self->options->neutral)
                     ? 0
                     : oriel_gauge_fraction (self->item->range, self->options->neutral);

  *from = MIN (value, neutral);
  *to = MAX (value, neutral);
  if (isnan (self->item->value->display.numeric))
    *to = *from;
}

/* Nearly black or nearly white, whichever can be seen on the bar. */
static OrielColor
dot_color (OrielColor bar)
{
  static const double enough = 4.5;
  OrielColor dark = oriel_theme_get (TRUE)->canvas, light = oriel_theme_get (FALSE)->canvas;

  return oriel_color_contrast (dark, bar) >= enough ? dark : light;
}

static void
draw_end_points (const Drawing *self, double start, double sweep, const Ink *ink)
{
  static const double share = 0.4, largest_px = 8;
  static const float opacity = 0.5f;
  OrielGaugeBand bar = self->geometry.bar;
  double radius = MIN (bar.width / 2 * share, largest_px);

  for (int i = sweep > SHORTEST_MARKED_DEGREES ? 0 : 1; i < 2; i++)
    {
      double angle = start + i * sweep;
      OrielPaint paint =
        oriel_paint_solid (oriel_color_with_alpha (dot_color (ink_at (self, ink, angle)), opacity));

      fill_dot (self, oriel_gauge_point (&self->geometry, bar.radius, angle), radius, &paint);
    }
}

/* White that grows towards the bar's end, over its last degrees; a glowing bar shows it twice. */
static void
draw_end_light (const Drawing *self, double start, double sweep)
{
  static const double reach_degrees = 0.2 * 180 / G_PI;
  static const OrielStop stops[] = {
    { 0, { 1, 1, 1, 0 } },
    { 0.95, { 1, 1, 1, 0.53f } },
    { 1, { 1, 1, 1, 0.73f } },
  };
  OrielGaugeBand bar = self->geometry.bar;
  double end = start + sweep;
  OrielPoint from = oriel_gauge_point (&self->geometry, bar.radius, end - reach_degrees);
  OrielPoint to = oriel_gauge_point (&self->geometry, bar.radius, end);
  OrielPaint paint = {
    .kind = ORIEL_PAINT_LINEAR,
    .x0 = from.x,
    .y0 = from.y,
    .x1 = to.x,
    .y1 = to.y,
    .stops = stops,
    .n_stops = G_N_ELEMENTS (stops),
  };

  if (!self->item->theme->is_dark || sweep <= SHORTEST_MARKED_DEGREES)
    return;
  for (guint i = 0; i < (self->options->bar_glow ? 2 : 1); i++)
    stroke_arc (self, bar, end - SHORTEST_MARKED_DEGREES, SHORTEST_MARKED_DEGREES,
                self->options->rounded, &paint);
}

static void
draw_bar (const Drawing *self)
{
  const OrielGaugeGeometry *geometry = &self->geometry;
  gboolean rounded = self->options->rounded;
  Ink track = { .color = track_color (self) }, ink = bar_ink (self);
  double from, to, start, sweep;

  bar_span (self, &from, &to);
  start = geometry->start + from * geometry->sweep;
  sweep = (to - from) * geometry->sweep;

  draw_arc (self, geometry->bar, geometry->start, from * geometry->sweep, rounded, &track);
  draw_arc (self, geometry->bar, start + sweep, (1 - to) * geometry->sweep, rounded, &track);
  if (self->options->bar_glow)
    draw_glow (self, geometry->bar, start, sweep, rounded, &ink);
  draw_arc (self, geometry->bar, start, sweep, rounded, &ink);

  if (!rounded || !(sweep > 0))
    return;
  if (self->options->end == ORIEL_GAUGE_END_POINT)
    draw_end_points (self, start, sweep, &ink);
  else if (self->options->end == ORIEL_GAUGE_END_GLOW)
    draw_end_light (self, start, sweep);
}

/* The colour that a value at `fraction` of the range has: that of its section, else the bar's. */
static OrielColor
section_color (const Drawing *self, double fraction)
{
  const GArray *marks = self->item->marks;
  OrielGaugeRange range = self->item->range;
  double number = range.min + fraction * (range.max - range.min);

  for (guint i = 1; i < marks->len; i++)
    {
      const OrielGaugeMark *mark = &g_array_index (marks, OrielGaugeMark, i);

      if (number < mark->value || i + 1 == marks->len)
        return mark->color;
    }
  return self->item->value->display.color;
}

static void
draw_segments (const Drawing *self)
{
  const OrielGaugeGeometry *geometry = &self->geometry;
  double gap, from, to;
  guint n = oriel_gauge_segments (geometry, self->options->segments, self->options->spacing, &gap);
  double pitch = geometry->sweep / n;

  bar_span (self, &from, &to);
  for (guint i = 0; i < n; i++)
    {
      double fraction = i / (double) n;
      Ink ink = bar_ink (self);

      ink.color = section_color (self, fraction);
      if (fraction < from || fraction >= to)
        ink = (Ink){ .color = self->item->theme->border_medium };
      else if (self->options->bar_glow)
        draw_glow (self, geometry->bar, geometry->start + i * pitch, pitch - gap, FALSE, &ink);
      draw_arc (self, geometry->bar, geometry->start + i * pitch, pitch - gap, FALSE, &ink);
    }
}

static void
draw_ring (const Drawing *self)
{
  const OrielGaugeGeometry *geometry = &self->geometry;
  const GArray *marks = self->item->marks;
  Ink ink = bar_ink (self);

  if (self->options->bar_glow)
    draw_glow (self, geometry->ring, geometry->start, geometry->sweep, FALSE, &ink);
  if (ink.stops != NULL)
    {
      draw_arc (self, geometry->ring, geometry->start, geometry->sweep, FALSE, &ink);
      return;
    }

  for (guint i = 1; i < marks->len; i++)
    {
      const OrielGaugeMark *mark = &g_array_index (marks, OrielGaugeMark, i);
      double from = oriel_gauge_fraction (self->item->range, mark[-1].value);
      double to = oriel_gauge_fraction (self->item->range, mark->value);

      ink.color = mark->color;
      draw_arc (self, geometry->ring, geometry->start + from * geometry->sweep,
                (to - from) * geometry->sweep, FALSE, &ink);
    }
}

/* A label stands mostly before its mark, the first one behind it, the last one wholly before. */
static void
draw_label (const Drawing *self, guint index)
{
  const OrielGaugeGeometry *geometry = &self->geometry;
  const OrielGaugeMark *mark = &g_array_index (self->item->marks, OrielGaugeMark, index);
  OrielFont font = font_of (geometry->label_px);
  gboolean is_last = index + 1 == self->item->marks->len;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double angle, width, turn;
  OrielPoint at;

  g_ascii_formatd (text, sizeof text, "%.12g", mark->value);
  turn = oriel_text_width (text, &font) / (2 * G_PI * MAX (geometry->label_radius, 1));
  width = turn * geometry->sweep;
  angle = geometry->start +
          oriel_gauge_fraction (self->item->range, mark->value) * geometry->sweep -
          (self->options->circle ? width / 2 : width);
  if (index == 0)
    angle += width;
  if (is_last)
    angle -= self->options->circle ? width : turn * (360 - geometry->sweep);

  at = oriel_gauge_point (geometry, geometry->label_radius, angle);
  oriel_scene_add_text_turned (self->scene, text, at.x, at.y, ORIEL_ALIGN_START, &font,
                               self->item->theme->text, angle * G_PI / 180);
}

static void
draw_center_glow (const Drawing *self)
{
  static const float opacity = 0.25f;
  static const double end = 0.9;
  const OrielGaugeGeometry *geometry = &self->geometry;
  OrielColor color = self->item->value->display.color;
  OrielStop stops[6];
  OrielPaint paint = {
    .kind = ORIEL_PAINT_RADIAL,
    .x0 = geometry->center_x,
    .y0 = geometry->center_y,
    .x1 = geometry->bar.radius,
    .stops = stops,
    .n_stops = G_N_ELEMENTS (stops),
  };

  if (geometry->bar.radius <= 0)
    return;

  /* Towards transparent white, mixed before alpha is multiplied in. */
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      float t = (float) i / (G_N_ELEMENTS (stops) - 1);

      stops[i].offset = end * t;
      stops[i].color =
        (OrielColor){ color.red + (1 - color.red) * t, color.green + (1 - color.green) * t,
                      color.blue + (1 - color.blue) * t, opacity * (1 - t) };
    }
  oriel_scene_clip (
    self->scene, (OrielRect){ geometry->center_x - geometry->bar.radius,
                              geometry->center_y - geometry->bar.radius, 2 * geometry->bar.radius,
                              geometry->bottom - geometry->center_y + geometry->bar.radius });
  fill_dot (self, (OrielPoint){ geometry->center_x, geometry->center_y }, geometry->bar.radius,
            &paint);
  oriel_scene_unclip (self->scene);
}

typedef struct
{
  double value_px, name_px;
  double value_y, name_y; /* middles of their lines */
} TextPlaces;

static TextPlaces
place_texts (const Drawing *self, gboolean has_chart)
{
  static const double of_radius = 0.82, name_of_radius = 0.45, lone_name = 0.25, decay = 0.86;
  static const double overlap = 0.7, smallest_name_px = 10;
  const OrielGaugeOptions *options = self->options;
  double radius = self->geometry.bar.radius;
  double width = radius * 2 - self->geometry.bar.width - radius / 7, lift = 0;
  double name_height = options->show_value && options->show_name
                         ? name_of_radius * pow (radius, decay)
                         : radius * lone_name;
  TextPlaces out = { .value_px = options->value_px, .name_px = options->name_px };

  if (!(out.value_px > 0))
    out.value_px = oriel_fit_text (self->item->fit_text, width, of_radius * pow (radius, decay),
                                   LINE_HEIGHT, 0, 400);
  if (!(out.name_px > 0))
    out.name_px = oriel_fit_text (self->item->fit_title, width, name_height, LINE_HEIGHT, 0, 400);
  out.value_px = MAX (out.value_px, 1);
  out.name_px = MAX (out.name_px, smallest_name_px);

  if (!self->options->circle)
    lift += (out.value_px + out.name_px) * LINE_HEIGHT / 4;
  if (has_chart)
    lift += SPARKLINE_GAP_PX;
  out.value_y = self->geometry.center_y - lift;
  out.name_y = out.value_y;
  if (options->show_name && options->show_value)
    {
      out.value_y -= out.name_px * LINE_HEIGHT * (1 - overlap);
      out.name_y = out.value_y + out.value_px * LINE_HEIGHT * overlap;
    }
  return out;
}

static void
draw_value (const Drawing *self, const TextPlaces *places)
{
  static const double unit_share = 0.7, smallest_unit_px = 6;
  const OrielDisplayValue *display = &self->item->value->display;
  OrielFont font = font_of (places->value_px);
  OrielFont unit = font_of (MAX (places->value_px * unit_share, smallest_unit_px));
  const struct
  {
    const char *text;
    const OrielFont *font;
  } parts[] = {
    { display->formatted.prefix, &unit },
    { display->whole != NULL ? display->whole : display->formatted.text, &font },
    { display->formatted.suffix, &unit },
  };
  double widths[G_N_ELEMENTS (parts)], x = self->geometry.center_x;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      widths[i] = *parts[i].text != '\0' ? oriel_text_width (parts[i].text, parts[i].font) : 0;
      x -= widths[i] / 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (widths[i] > 0)
        oriel_scene_add_text (self->scene, parts[i].text, x,
                              places->value_y + middle_to_baseline (parts[i].font->size_px),
                              ORIEL_ALIGN_START, parts[i].font, self->item->theme->text, 0);
      x += widths[i];
    }
}

static void
draw_name (const Drawing *self, const TextPlaces *places)
{
  OrielFont font = font_of (places->name_px);
  const OrielTheme *theme = self->item->theme;
  double most = 2 * self->geometry.bar.radius - self->geometry.bar.width;

  oriel_scene_add_text (self->scene, self->item->value->name, self->geometry.center_x,
                        places->name_y + middle_to_baseline (places->name_px), ORIEL_ALIGN_CENTER,
                        &font, self->options->show_value ? theme->text_secondary : theme->text,
                        MAX (most, 1));
}

/* Where the line lies: Grafana draws on whole px, inside of the box, and centres what it drew. */
static OrielRect
sparkline_plot (const Drawing *self, double top, double width, double height)
{
  double left = self->geometry.center_x - floor (width) / 2;

  return (OrielRect){ round (left) + SPARKLINE_PADDING_PX, round (top) + SPARKLINE_PADDING_PX,
                      floor (width) - 2 * SPARKLINE_PADDING_PX,
                      floor (height) - 2 * SPARKLINE_PADDING_PX };
}

static void
draw_chart (const Drawing *self)
{
  static const float opacity = 0.4f;
  const OrielGaugeGeometry *geometry = &self->geometry;
  const OrielFieldValue *value = self->item->value;
  OrielColor color = value->display.color;
  gboolean both = self->options->show_value && self->options->show_name;
  double width = geometry->bar.radius * (self->options->circle ? 1.6 : 1.4) - geometry->bar.width;
  double height = geometry->bar.radius / 4;
  double top = self->options->circle ? geometry->center_y + geometry->bar.radius / (both ? 3.3 : 4)
                                     : geometry->bottom - height - SPARKLINE_GAP_PX;
  OrielRect box = sparkline_plot (self, top, width, height);
  OrielStop stops[] = { { 0, oriel_color_with_alpha (color, opacity) },
                        { 1, oriel_color_with_alpha (color, 0) } };
  OrielPaint line = oriel_paint_solid (color);
  OrielPaint fill = { .kind = ORIEL_PAINT_LINEAR, .stops = stops, .n_stops = 2 };
  OrielPoint dot;

  if (box.width <= 0 || box.height <= 0)
    return;

  fill.y0 = box.y;
  fill.y1 = box.y + box.height;
  if (oriel_sparkline_add_joined (self->scene, value->frame, value->field, box, &line, &fill, 1,
                                  ORIEL_JOIN_SMOOTH) &&
      oriel_sparkline_point (value->frame, value->field, box, value->highlight_row, &dot))
    fill_dot (self, dot, SPARKLINE_DOT_PX, &line);
}

void
oriel_gauge_draw (OrielScene *scene,
                  OrielRect box,
                  const OrielGaugeOptions *options,
                  const OrielGaugeItem *item)
{
  OrielGaugeInput input = {
    .box = box,
    .circle = options->circle,
    .width_factor = options->width_factor,
    .rounded = options->rounded,
    .glow = options->bar_glow,
    .ring = options->ring,
    .labels = options->labels,
  };
  Drawing self = { .scene = scene, .options = options, .item = item };
  gboolean has_chart =
    options->sparkline && oriel_sparkline_points (item->value->frame, item->value->field) > 1;
  TextPlaces places;

  oriel_gauge_geometry (&input, &self.geometry);
  if (options->segments > 1)
    draw_segments (&self);
  else
    draw_bar (&self);
  if (options->center_glow)
    draw_center_glow (&self);
  if (self.geometry.ring.width > 0)
    draw_ring (&self);
  if (self.geometry.label_px > 0)
    for (guint i = 0; i < item->marks->len; i++)
      draw_label (&self, i);

  places = place_texts (&self, has_chart);
  if (options->show_value)
    draw_value (&self, &places);
  if (options->show_name)
    draw_name (&self, &places);
  if (has_chart)
    draw_chart (&self);
}
