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

#define READABLE_PX 4.0
#define CUT_TITLE_PX 10.0
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

static OrielFont
title_font_of (const OrielStatLayout *layout)
{
  return (OrielFont){ .size_px = MAX (layout->title_px, 1),
                      .weight = 400,
                      .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                      .proportional = TRUE };
}

static void
draw_title (OrielScene *scene,
            const OrielStatLayout *layout,
            double x,
            double top,
            double max_width,
            OrielColor color)
{
  OrielFont font = title_font_of (layout);

  oriel_scene_add_text (scene, layout->title, x,
                        top + oriel_text_baseline (&font, layout->title_px * LINE_HEIGHT),
                        ORIEL_ALIGN_START, &font, color, max_width);
}

/* Between the pieces of a centred box: 0.75 of a figure of the page's font. */
static double
gap_of (const OrielStatLayout *layout)
{
  static const OrielFont page_font = { .size_px = 14, .weight = 400, .proportional = TRUE };

  return layout->center ? 0.75 * oriel_text_width ("0", &page_font) : 0;
}

/* The percent change: an arrow that says the direction, then the number. */
typedef struct
{
  double change;
  char text[64];
  OrielFont font;
  double icon_px, gap_px; /* 0 without an arrow */
  double width;
} Percent;

static void
measure_percent (const OrielStatLayout *layout, double change, Percent *out)
{
  *out = (Percent){ .change = change,
                    .font = { .size_px = MAX (layout->percent_px, 1),
                              .weight = 500,
                              .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                              .proportional = TRUE } };
  oriel_stat_percent_text (change, out->text, sizeof out->text);
  if (change > 0 || change < 0)
    {
      out->icon_px = layout->percent_icon_px;
      out->gap_px = MAX (layout->percent_px / 3, 4);
    }
  out->width = out->icon_px + out->gap_px + oriel_text_width (out->text, &out->font);
}

/* Upwards or downwards, in a square of which it leaves a twelfth free at each end. */
static void
draw_arrow (OrielScene *scene, double x, double y, double size, gboolean up, OrielColor color)
{
  static const guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_MOVE,
                                     ORIEL_PATH_LINE, ORIEL_PATH_LINE };
  double unit = size / 12, middle = x + size / 2;
  double tip = up ? y + unit : y + size - unit, end = up ? y + size - unit : y + unit;
  double wings = up ? tip + 5 * unit : tip - 5 * unit;
  double points[] = {
    middle, end, middle, tip, x + unit, wings, middle, tip, x + size - unit, wings
  };
  OrielStroke stroke = { .width = 2 * unit, .round_caps = TRUE };
  OrielPaint line = oriel_paint_solid (color);

  oriel_scene_add_path (scene, commands, G_N_ELEMENTS (commands), points, NULL, &line, &stroke);
}

/* In a row the arrow stands on the text's baseline, in a column on the middle of its line. */
static void
draw_percent (OrielScene *scene,
              const Percent *percent,
              double x,
              double top,
              double line_height,
              gboolean in_row,
              OrielColor color)
{
  double baseline = top + oriel_text_baseline (&percent->font, line_height);
  double icon_y =
    in_row ? round (baseline) - percent->icon_px : top + (line_height - percent->icon_px) / 2;

  if (percent->icon_px > 0)
    draw_arrow (scene, x, icon_y, percent->icon_px, percent->change > 0, color);
  oriel_scene_add_text (scene, percent->text, x + percent->icon_px + percent->gap_px, baseline,
                        ORIEL_ALIGN_START, &percent->font, color, 0);
}

enum
{
  PIECE_TITLE,
  PIECE_VALUE,
  PIECE_PERCENT,
  N_PIECES,
};

/* The pieces of a wide box: a row that breaks where it is too long. Pieces that are not shown have
 * no line. */
typedef struct
{
  OrielRect boxes[N_PIECES];
  int lines[N_PIECES];
  guint n_lines;
} Row;

static void
break_row (Row *row, double width, double gap)
{
  double used = 0;
  gboolean is_first = TRUE;

  row->n_lines = 0;
  for (guint i = 0; i < N_PIECES; i++)
    {
      if (row->lines[i] < 0)
        continue;
      if (is_first || used + gap + row->boxes[i].width > width)
        {
          used = row->boxes[i].width;
          row->n_lines++;
        }
      else
        {
          used += gap + row->boxes[i].width;
        }
      row->lines[i] = (int) row->n_lines - 1;
      is_first = FALSE;
    }
}

/* Sets a line's pieces side by side, centred or as far from one another as there is room. Returns
 * the line's height. */
static double
place_line (Row *row, int line, const OrielRect *inner, double gap, gboolean center)
{
  double used = 0, height = 0, x = inner->x;
  guint n = 0;

  for (guint i = 0; i < N_PIECES; i++)
    if (row->lines[i] == line)
      {
        used += row->boxes[i].width;
        height = MAX (height, row->boxes[i].height);
        n++;
      }

  if (center)
    x += (inner->width - used - gap * (n - 1)) / 2;
  else if (n > 1)
    gap = MAX ((inner->width - used) / (n - 1), 0);

  for (guint i = 0; i < N_PIECES; i++)
    if (row->lines[i] == line)
      {
        row->boxes[i].x = x;
        x += row->boxes[i].width + gap;
      }
  return height;
}

/* Boxes with a chart and a title have their text at the top, others in the middle. */
static void
place_row (Row *row, const OrielStatLayout *layout, const OrielRect *inner)
{
  gboolean at_top = layout->kind == ORIEL_STAT_WIDE_CHART && !layout->center;
  double heights[N_PIECES] = { 0 }, gap = gap_of (layout), all = 0, y = inner->y, stretch = 0;

  break_row (row, inner->width, gap);
  for (guint i = 0; i < row->n_lines; i++)
    {
      heights[i] = place_line (row, (int) i, inner, gap, layout->center);
      all += heights[i] + (i > 0 ? gap : 0);
    }
  if (at_top)
    stretch = MAX (inner->height - all, 0) / MAX (row->n_lines, 1);
  else
    y += (inner->height - all) / 2;

  for (guint line = 0; line < row->n_lines; line++)
    {
      for (guint i = 0; i < N_PIECES; i++)
        if (row->lines[i] == (int) line)
          row->boxes[i].y = at_top ? y : y + (heights[line] - row->boxes[i].height) / 2;
      y += heights[line] + stretch + gap;
    }
}

static void
draw_wide (OrielScene *scene,
           const OrielStatLayout *layout,
           const Parts *parts,
           OrielRect inner,
           const Colors *colors,
           const double *change)
{
  static const double percent_line = 2.5; /* of a line of its own: as high as the value */
  OrielFont title_font = title_font_of (layout);
  gboolean titled = layout->title != NULL && *layout->title != '\0';
  gboolean valued = layout->text != NULL && *layout->text != '\0';
  Row row = { .lines = { titled ? 0 : -1, 0, change != NULL ? 0 : -1 } };
  Percent percent;

  row.boxes[PIECE_VALUE].width = parts->prefix_width + parts->text_width + parts->suffix_width;
  row.boxes[PIECE_VALUE].height = valued ? layout->value_px * LINE_HEIGHT : 0;
  if (titled)
    row.boxes[PIECE_TITLE] =
      (OrielRect){ .width = MIN (oriel_text_width (layout->title, &title_font), inner.width),
                   .height = layout->title_px * LINE_HEIGHT };
  if (change != NULL)
    {
      measure_percent (layout, *change, &percent);
      row.boxes[PIECE_PERCENT] =
        (OrielRect){ .width = percent.width,
                     .height = layout->percent_px * LINE_HEIGHT * percent_line };
    }

  place_row (&row, layout, &inner);
  if (titled)
    draw_title (scene, layout, row.boxes[PIECE_TITLE].x, row.boxes[PIECE_TITLE].y,
                row.boxes[PIECE_TITLE].width + 1, colors->title);
  draw_value (scene, layout, parts, row.boxes[PIECE_VALUE].x, row.boxes[PIECE_VALUE].y,
              colors->value);
  if (change != NULL)
    draw_percent (scene, &percent, row.boxes[PIECE_PERCENT].x, row.boxes[PIECE_PERCENT].y,
                  row.boxes[PIECE_PERCENT].height, TRUE, colors->percent);
}

/* A title above its value breaks into at most two lines; the second is cut where it must be.
 * Returns their number; the lines are owned. */
static guint
title_lines (const OrielStatLayout *layout, double width, char *lines[2])
{
  OrielFont font = title_font_of (layout);
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

/* Where a line of text starts: centred lines that were broken start together, as the box they are
 * in has become as wide as it can. */
static double
title_start (const OrielStatLayout *layout, const OrielRect *inner, guint n_lines)
{
  OrielFont font = title_font_of (layout);

  if (!layout->center || n_lines != 1)
    return inner->x;
  return inner->x + MAX (inner->width - oriel_text_width (layout->title, &font), 0) / 2;
}

/* Returns the height of the title. */
static double
draw_title_lines (OrielScene *scene,
                  const OrielStatLayout *layout,
                  const OrielRect *inner,
                  double y,
                  char *lines[2],
                  guint n_lines,
                  OrielColor color)
{
  double line_height = layout->title_px * LINE_HEIGHT;

  for (guint i = 0; i < n_lines; i++)
    {
      OrielStatLayout line = *layout;

      line.title = lines[i];
      draw_title (scene, &line, title_start (layout, inner, n_lines), y + i * line_height,
                  inner->width, color);
    }
  return n_lines * line_height;
}

static void
draw_stacked (OrielScene *scene,
              const OrielStatLayout *layout,
              const Parts *parts,
              OrielRect inner,
              const Colors *colors,
              const double *change)
{
  static const double smallest_percent_px = 12, overlap = 0.25;
  double value_width = parts->prefix_width + parts->text_width + parts->suffix_width;
  gboolean valued = layout->text != NULL && *layout->text != '\0';
  double value_height = valued ? layout->value_px * LINE_HEIGHT : 0;
  double percent_height = layout->percent_px * LINE_HEIGHT, gap = gap_of (layout);
  double lift = layout->percent_px > smallest_percent_px ? layout->percent_px * overlap : 0;
  char *lines[2];
  guint n_lines = title_lines (layout, inner.width, lines);
  double height = n_lines * layout->title_px * LINE_HEIGHT + value_height + (n_lines > 0 ? gap : 0);
  double y = inner.y;

  if (change != NULL)
    height += gap + percent_height - lift;
  if (layout->kind == ORIEL_STAT_STACKED)
    y += (inner.height - height) / 2;
  else if (layout->center)
    y += MAX ((inner.height - height) / 2, 0);

  y += draw_title_lines (scene, layout, &inner, y, lines, n_lines, colors->title);
  if (n_lines > 0)
    y += gap;
  for (guint i = 0; i < n_lines; i++)
    g_free (lines[i]);

  draw_value (scene, layout, parts,
              layout->center ? inner.x + (inner.width - value_width) / 2 : inner.x, y,
              colors->value);
  if (change != NULL)
    {
      Percent percent;

      measure_percent (layout, *change, &percent);
      draw_percent (scene, &percent,
                    layout->center ? inner.x + (inner.width - percent.width) / 2 : inner.x,
                    y + value_height + gap - lift, percent_height, FALSE, colors->percent);
    }
}

/* A name that would be too small to read is cut instead, where there is room for a part of it. */
static void
keep_title_readable (OrielStatLayout *layout, const OrielRect *box)
{
  if (layout->title_px > 0 && layout->title_px < READABLE_PX && box->width > 5 * CUT_TITLE_PX &&
      box->height > 5 * CUT_TITLE_PX)
    layout->title_px = CUT_TITLE_PX;
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
  if (self->title_px == 0)
    keep_title_readable (&layout, &box);
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

  for (guint i = 0; i < self->set.n; i++)
    {
      OrielRect box =
        oriel_value_grid_box (i, self->set.n, width, height, self->orientation, GAP_PX);

      draw_box (self, scene, oriel_value_set_get (&self->set, i), box);
      oriel_value_set_add_hit (&self->set, scene, i, box);
    }
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
  .overflows = TRUE,
  .fills = TRUE,
  .prepare = prepare,
  .layout = layout,
  .series = series,
  .describe = describe,
  .free = stat_free,
};
