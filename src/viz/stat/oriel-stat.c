/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-stat.h. Values are boxes of a grid; each box is laid out by
 * oriel-stat-layout.c and drawn here.
 */

#include "config.h"

#include "viz/stat/oriel-stat.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "field/oriel-field-values.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-sparkline.h"
#include "viz/oriel-value-grid.h"
#include "viz/oriel-value-set.h"
#include "viz/stat/oriel-stat-layout.h"

#define GAP_PX 3.0
#define LINE_HEIGHT 1.2

typedef struct
{
  OrielVizModel base;
  OrielValueSet set;

  OrielStatText text_mode;
  OrielStatColor color_mode;
  OrielOrientation orientation;
  gboolean graph, center, no_wide, percent;
  char *percent_color_mode;
  double title_px, value_px, percent_px;
} StatModel;

static OrielStatText
text_mode_from_name (const char *name)
{
  static const struct
  {
    const char *name;
    OrielStatText mode;
  } modes[] = {
    { "value", ORIEL_STAT_TEXT_VALUE },
    { "name", ORIEL_STAT_TEXT_NAME },
    { "value_and_name", ORIEL_STAT_TEXT_VALUE_AND_NAME },
    { "none", ORIEL_STAT_TEXT_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (name, modes[i].name) == 0)
      return modes[i].mode;

  return ORIEL_STAT_TEXT_AUTO;
}

static OrielStatColor
color_mode_from_name (const char *name)
{
  if (g_strcmp0 (name, "none") == 0)
    return ORIEL_STAT_COLOR_NONE;
  if (g_strcmp0 (name, "background") == 0)
    return ORIEL_STAT_COLOR_BACKGROUND;
  if (g_strcmp0 (name, "background_solid") == 0)
    return ORIEL_STAT_COLOR_BACKGROUND_SOLID;

  return ORIEL_STAT_COLOR_VALUE;
}

static void
read_options (StatModel *self, JsonObject *options)
{
  JsonObject *text = oriel_json_object (options, "text");

  self->text_mode = text_mode_from_name (oriel_json_string (options, "textMode", "auto"));
  self->color_mode = color_mode_from_name (oriel_json_string (options, "colorMode", "value"));
  self->orientation =
    oriel_orientation_from_name (oriel_json_string (options, "orientation", "auto"));
  self->graph = strcmp (oriel_json_string (options, "graphMode", "area"), "none") != 0;
  self->center = strcmp (oriel_json_string (options, "justifyMode", "auto"), "center") == 0;
  self->no_wide = !oriel_json_boolean (options, "wideLayout", TRUE);
  self->percent = oriel_json_boolean (options, "showPercentChange", FALSE);
  self->percent_color_mode =
    g_strdup (oriel_json_string (options, "percentChangeColorMode", "standard"));
  self->title_px = oriel_json_number (text, "titleSize", 0);
  self->value_px = oriel_json_number (text, "valueSize", 0);
  self->percent_px = oriel_json_number (text, "percentSize", 0);
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  StatModel *self = g_new0 (StatModel, 1);

  self->base.klass = &oriel_stat_class;
  read_options (self, input->options);
  oriel_value_set_init (&self->set, input, self->graph, self->percent);
  return &self->base;
}

static void
draw_background (const StatModel *self, OrielScene *scene, OrielRect box, OrielColor color)
{
  OrielPaint paint = oriel_paint_solid (color);
  OrielStop stops[2] = { { .offset = 0 }, { .offset = 1 } };

  if (self->color_mode == ORIEL_STAT_COLOR_BACKGROUND)
    {
      /* CSS' 120deg: the gradient's line runs through the centre and is long enough for the
       * corners to have the end colours. */
      double angle = 120 * G_PI / 180;
      double dx = sin (angle), dy = -cos (angle);
      double half = (fabs (box.width * dx) + fabs (box.height * dy)) / 2;
      double x = box.x + box.width / 2, y = box.y + box.height / 2;

      oriel_stat_background (self->set.theme, color, &stops[0].color, &stops[1].color);
      paint.kind = ORIEL_PAINT_LINEAR;
      paint.x0 = x - dx * half;
      paint.y0 = y - dy * half;
      paint.x1 = x + dx * half;
      paint.y1 = y + dy * half;
      paint.stops = stops;
      paint.n_stops = 2;
    }

  oriel_scene_add_rect (scene, box, 0, &paint, NULL, NULL);
}

static gboolean
has_background (const StatModel *self)
{
  return self->color_mode == ORIEL_STAT_COLOR_BACKGROUND ||
         self->color_mode == ORIEL_STAT_COLOR_BACKGROUND_SOLID;
}

static void
draw_chart (const StatModel *self,
            OrielScene *scene,
            const OrielFieldValue *value,
            const OrielStatLayout *layout,
            OrielRect box)
{
  OrielColor color = value->display.color;
  OrielPaint line = oriel_paint_solid (color);
  OrielPaint fill = oriel_paint_solid (oriel_color_with_alpha (color, 0.2f));
  OrielRect chart = { box.x, box.y + box.height - layout->chart_height, layout->chart_width,
                      layout->chart_height };

  if (layout->chart_height <= 0)
    return;

  if (has_background (self))
    {
      line = oriel_paint_solid (oriel_color_brighten (color, 40));
      fill = oriel_paint_solid ((OrielColor){ 1, 1, 1, 0.4f });
    }
  oriel_sparkline_add (scene, value->frame, value->field, chart, &line, &fill, 1);
}

typedef struct
{
  OrielColor title, value, percent;
} Colors;

static Colors
colors_of (const StatModel *self, const OrielFieldValue *value)
{
  Colors colors = { self->set.theme->text, value->display.color, self->set.theme->text };
  OrielColor change;
  gboolean inverted = strcmp (self->percent_color_mode, "inverted") == 0;
  gboolean good = (value->percent_change > 0) != inverted;

  if (self->color_mode == ORIEL_STAT_COLOR_NONE)
    colors.value = self->set.theme->text;
  else if (has_background (self))
    colors.title = colors.value = oriel_theme_text_on (self->set.theme, value->display.color);

  colors.percent = colors.value;
  if (!has_background (self) && strcmp (self->percent_color_mode, "same_as_value") != 0 &&
      value->percent_change != 0 &&
      oriel_theme_color (self->set.theme, good ? "green" : "red", &change))
    colors.percent = change;

  return colors;
}

/* The three parts of a value, and how wide they are. */
typedef struct
{
  OrielFont value_font, unit_font;
  double prefix_width, text_width, suffix_width;
} Parts;

static Parts
measure_parts (const OrielStatLayout *layout)
{
  Parts parts = {
    .value_font = { .size_px = MAX (layout->value_px, 1),
                    .weight = 500,
                    .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                    .proportional = TRUE },
    .unit_font = { .size_px = MAX (oriel_unit_px (layout->value_px), 1),
                   .weight = 500,
                   .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                   .proportional = TRUE },
  };

  if (layout->text != NULL)
    parts.text_width = oriel_text_width (layout->text, &parts.value_font);
  if (layout->prefix != NULL && *layout->prefix != '\0')
    parts.prefix_width = oriel_text_width (layout->prefix, &parts.value_font);
  if (layout->suffix != NULL && *layout->suffix != '\0')
    parts.suffix_width = oriel_text_width (layout->suffix, &parts.unit_font);
  return parts;
}

static void
draw_value (OrielScene *scene,
            const OrielStatLayout *layout,
            const Parts *parts,
            double x,
            double top,
            OrielColor color)
{
  double baseline = top + oriel_text_baseline (&parts->value_font, layout->value_px * LINE_HEIGHT);

  if (parts->prefix_width > 0)
    oriel_scene_add_text (scene, layout->prefix, x, baseline, ORIEL_ALIGN_START, &parts->value_font,
                          color, 0);
  if (layout->text != NULL)
    oriel_scene_add_text (scene, layout->text, x + parts->prefix_width, baseline, ORIEL_ALIGN_START,
                          &parts->value_font, color, 0);
  if (parts->suffix_width > 0)
    oriel_scene_add_text (scene, layout->suffix, x + parts->prefix_width + parts->text_width,
                          baseline, ORIEL_ALIGN_START, &parts->unit_font, color, 0);
}

static void
draw_title (OrielScene *scene,
            const OrielStatLayout *layout,
            double x,
            double top,
            OrielAlign align,
            double max_width,
            OrielColor color)
{
  OrielFont font = { .size_px = MAX (layout->title_px, 1),
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };

  oriel_scene_add_text (scene, layout->title, x,
                        top + oriel_text_baseline (&font, layout->title_px * LINE_HEIGHT), align,
                        &font, color, max_width);
}

/* An arrow that says the direction, then the change. */
static void
draw_percent (OrielScene *scene,
              const OrielStatLayout *layout,
              double percent,
              double center,
              double top,
              OrielColor color)
{
  OrielFont font = { .size_px = MAX (layout->percent_px, 1),
                     .weight = 500,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  char text[64];
  g_autofree char *whole = NULL;

  oriel_stat_percent_text (percent, text, sizeof text);
  whole = g_strdup_printf ("%s %s", percent > 0 ? "↑" : percent < 0 ? "↓" : "→", text);
  oriel_scene_add_text (scene, whole, center,
                        top + oriel_text_baseline (&font, layout->percent_px * LINE_HEIGHT),
                        ORIEL_ALIGN_CENTER, &font, color, 0);
}

static void
draw_wide (OrielScene *scene,
           const OrielStatLayout *layout,
           const Parts *parts,
           OrielRect inner,
           const Colors *colors,
           const double *percent)
{
  double value_width = parts->prefix_width + parts->text_width + parts->suffix_width;
  double value_height = layout->value_px * LINE_HEIGHT;
  double percent_height = percent != NULL ? layout->percent_px * LINE_HEIGHT : 0;
  gboolean chart = layout->kind == ORIEL_STAT_WIDE_CHART;
  gboolean titled = layout->title != NULL && *layout->title != '\0';
  double top = chart ? inner.y : inner.y + (inner.height - value_height - percent_height) / 2;
  double x = inner.x + (inner.width - value_width) * (titled ? 1 : 0.5);
  double title_height = layout->title_px * LINE_HEIGHT;

  if (titled)
    draw_title (scene, layout, inner.x,
                chart ? inner.y : inner.y + (inner.height - title_height) / 2, ORIEL_ALIGN_START,
                MAX (inner.width - value_width - 8, 10), colors->title);
  draw_value (scene, layout, parts, x, top, colors->value);
  if (percent != NULL)
    draw_percent (scene, layout, *percent, x + value_width / 2, top + value_height,
                  colors->percent);
}

/* A title above its value breaks into at most two lines; the second is cut where it must be.
 * Returns their number; the lines are owned. */
static guint
title_lines (const OrielStatLayout *layout, double width, char *lines[2])
{
  OrielFont font = { .size_px = MAX (layout->title_px, 1),
                     .weight = 400,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  g_auto (GStrv) broken = NULL;
  guint n;

  lines[0] = lines[1] = NULL;
  if (layout->title == NULL || *layout->title == '\0')
    return 0;

  broken = oriel_text_wrap (layout->title, &font, width);
  n = g_strv_length (broken);
  if (n < 2)
    {
      lines[0] = g_strdup (layout->title);
      return 1;
    }

  lines[0] = g_strdup (broken[0]);
  lines[1] = g_strjoinv (" ", broken + 1);
  return 2;
}

static void
draw_stacked (OrielScene *scene,
              const OrielStatLayout *layout,
              const Parts *parts,
              OrielRect inner,
              const Colors *colors,
              const double *percent)
{
  double value_width = parts->prefix_width + parts->text_width + parts->suffix_width;
  char *lines[2];
  guint n_lines = title_lines (layout, inner.width, lines);
  double line_height = layout->title_px * LINE_HEIGHT, title_height = n_lines * line_height;
  double percent_height = percent != NULL ? layout->percent_px * LINE_HEIGHT : 0;
  double height = title_height + layout->value_px * LINE_HEIGHT + percent_height;
  double y = inner.y;

  if (layout->center || layout->kind == ORIEL_STAT_STACKED)
    y += MAX ((inner.height - height) / 2, 0);

  for (guint i = 0; i < n_lines; i++)
    {
      OrielStatLayout line = *layout;

      line.title = lines[i];
      draw_title (scene, &line, layout->center ? inner.x + inner.width / 2 : inner.x,
                  y + i * line_height, layout->center ? ORIEL_ALIGN_CENTER : ORIEL_ALIGN_START,
                  inner.width, colors->title);
      g_free (lines[i]);
    }
  y += title_height;
  draw_value (scene, layout, parts,
              layout->center ? inner.x + (inner.width - value_width) / 2 : inner.x, y,
              colors->value);
  if (percent != NULL)
    draw_percent (scene, layout, *percent,
                  layout->center ? inner.x + inner.width / 2 : inner.x + value_width / 2,
                  y + layout->value_px * LINE_HEIGHT, colors->percent);
}

static void
draw_box (const StatModel *self, OrielScene *scene, const OrielFieldValue *value, OrielRect box)
{
  gboolean has_percent = self->percent && !oriel_is_null (value->percent_change);
  OrielStatInput input = {
    .width = box.width,
    .height = box.height,
    .title = value->name,
    .prefix = value->display.formatted.prefix,
    .text = value->display.formatted.text,
    .suffix = value->display.formatted.suffix,
    .aligned_title = self->set.longest_title,
    .aligned_text = self->set.longest_text,
    .text_mode = self->text_mode,
    .center = self->center,
    .no_wide = self->no_wide,
    .count = self->set.n,
    .sparkline_points = self->graph ? oriel_sparkline_points (value->frame, value->field) : 0,
    .title_px = self->title_px,
    .value_px = self->value_px,
    .percent_px = self->percent_px,
    .has_percent = has_percent,
    .percent_change = value->percent_change,
  };
  Colors colors = colors_of (self, value);
  OrielStatLayout layout;
  OrielRect inner;
  Parts parts;

  oriel_stat_layout (&input, &layout);
  if (has_background (self))
    draw_background (self, scene, box, value->display.color);
  draw_chart (self, scene, value, &layout, box);

  parts = measure_parts (&layout);
  inner = (OrielRect){ box.x + layout.padding_px, box.y + layout.padding_px,
                       MAX (box.width - 2 * layout.padding_px, 1),
                       MAX (box.height - 2 * layout.padding_px, 1) };
  if (layout.kind == ORIEL_STAT_WIDE || layout.kind == ORIEL_STAT_WIDE_CHART)
    draw_wide (scene, &layout, &parts, inner, &colors, has_percent ? &value->percent_change : NULL);
  else
    draw_stacked (scene, &layout, &parts, inner, &colors,
                  has_percent ? &value->percent_change : NULL);
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const StatModel *self = (const StatModel *) model;
  OrielScene *scene = oriel_scene_new (width, height);

  oriel_scene_clip (scene, (OrielRect){ 0, 0, width, height });
  for (guint i = 0; i < self->set.n; i++)
    {
      OrielRect box =
        oriel_value_grid_box (i, self->set.n, width, height, self->orientation, GAP_PX);

      draw_box (self, scene, oriel_value_set_get (&self->set, i), box);
      oriel_value_set_add_hit (&self->set, scene, i, box);
    }
  oriel_scene_unclip (scene);
  return scene;
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  const StatModel *self = (const StatModel *) model;

  *n = self->set.n;
  return self->set.series;
}

static char *
describe (const OrielVizModel *model)
{
  return oriel_value_set_describe (&((const StatModel *) model)->set);
}

static void
stat_free (OrielVizModel *model)
{
  StatModel *self = (StatModel *) model;

  oriel_value_set_clear (&self->set);
  g_free (self->percent_color_mode);
  g_free (self);
}

const OrielVizClass oriel_stat_class = {
  .type = "stat",
  .prepare = prepare,
  .layout = layout,
  .series = series,
  .describe = describe,
  .free = stat_free,
};
