/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values beside the bars of a bar chart: one size for all, none over another. Rules: bars.ts of
 * Grafana. */

#include "config.h"

#include "viz/barchart/oriel-bar-chart-private.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/oriel-fit-text.h"

#define MIN_VALUE_PX 8.0
#define MAX_VALUE_PX 30.0
#define VALUE_PART 0.65
#define OFFSET_PART_UPRIGHT 0.1
#define OFFSET_PART_LYING 0.15
#define MAX_OFFSET_UPRIGHT_PX 5.0
#define MAX_OFFSET_LYING_PX 10.0
#define DIGIT_HEIGHT 0.73 /* of the font's size */
#define ASCENT 0.8        /* of the font's size, from the top of a line to its baseline */

#define MAX_VALUES 2000

/* The picture that values are put into. */
typedef struct
{
  const OrielBarChartModel *model;
  const OrielLanes *lanes;
  const GArray *bars; /* of OrielChartBar */
  gboolean lies;
  const OrielRect *plot;
  OrielScene *scene;
} Picture;

static const OrielLane *
lane_at (const Picture *picture, guint i)
{
  return &g_array_index (picture->lanes->lanes, OrielLane, i);
}

static OrielTimeSeries *
series_of (const Picture *picture, const OrielLane *lane)
{
  return oriel_time_series_at (&picture->model->series, lane->series);
}

/* A value beside its bar. */
typedef struct
{
  char *text;
  double x, y; /* of its baseline */
  OrielAlign align;
  OrielRect box; /* that it takes */
  gsize group;
  gboolean hidden;
} Value;

static void
clear_value (gpointer data)
{
  g_free (((Value *) data)->text);
}

static const OrielChartBar *
bar_at (const Picture *picture, guint i)
{
  return &g_array_index (picture->bars, OrielChartBar, i);
}

static char *
value_text (const Picture *picture, const OrielChartBar *bar)
{
  const OrielLane *lane = lane_at (picture, bar->lane);
  OrielTimeSeries *series = series_of (picture, lane);
  double value = series->values[bar->group];
  OrielDisplay *display = series->display;
  char text[ORIEL_AXIS_BUFFER];

  if (picture->model->percent_displays != NULL)
    {
      double base =
        lane->base != NULL && !isnan (lane->base[bar->group]) ? lane->base[bar->group] : 0;

      display = g_ptr_array_index (picture->model->percent_displays, lane->series);
      value = lane->values[bar->group] - base;
    }
  oriel_viz_format_axis (value, -1, display, text);
  return g_strdup (text);
}

static gboolean
is_negative (const Picture *picture, const OrielChartBar *bar)
{
  const OrielTimeSeries *series = series_of (picture, lane_at (picture, bar->lane));
  double value = series->values[bar->group];

  return (series->options.transform == ORIEL_TRANSFORM_NEGATIVE_Y ? -value : value) < 0;
}

/* Px that a bar leaves for its value up to the edge of the plot. */
static double
room_beyond (const Picture *picture, const OrielChartBar *bar)
{
  const OrielRect *plot = picture->plot, *rect = &bar->rect;

  if (picture->lies)
    return is_negative (picture, bar) ? rect->x - plot->x
                                      : plot->x + plot->width - rect->x - rect->width;
  return is_negative (picture, bar) ? plot->y + plot->height - rect->y - rect->height
                                    : rect->y - plot->y;
}

static double
value_offset (const Picture *picture, const OrielChartBar *bar)
{
  return picture->lies ? MIN (MAX_OFFSET_LYING_PX, round (OFFSET_PART_LYING * bar->rect.height))
                       : MIN (MAX_OFFSET_UPRIGHT_PX, round (OFFSET_PART_UPRIGHT * bar->rect.width));
}

/* One size for all values: the largest in which each fits beside its bar. */
static double
value_size (const Picture *picture, GPtrArray *texts)
{
  double size = picture->model->value_px > 0 ? picture->model->value_px : MAX_VALUE_PX;
  double room = INFINITY;

  for (guint i = 0; picture->model->value_px == 0 && i < picture->bars->len; i++)
    {
      const OrielChartBar *bar = bar_at (picture, i);
      double offset = value_offset (picture, bar), width, height;

      room = MIN (room, room_beyond (picture, bar));
      width = picture->lies ? room - offset : bar->rect.width * VALUE_PART;
      height = picture->lies ? bar->rect.height * VALUE_PART : room - offset;
      size =
        MIN (size, round (oriel_fit_text (g_ptr_array_index (texts, i), width, height, 1, 0, 400)));
    }
  return size;
}

static Value
place_value (const Picture *picture,
             const OrielChartBar *bar,
             const char *text,
             const OrielFont *font)
{
  double offset = value_offset (picture, bar), width = oriel_text_width (text, font);
  double height = font->size_px * DIGIT_HEIGHT;
  gboolean negative = is_negative (picture, bar);
  const OrielRect *rect = &bar->rect;
  Value value = { .text = g_strdup (text), .group = bar->group, .align = ORIEL_ALIGN_CENTER };

  if (picture->lies)
    {
      value.align = negative ? ORIEL_ALIGN_END : ORIEL_ALIGN_START;
      value.x = negative ? rect->x - offset : rect->x + rect->width + offset;
      value.y = rect->y + rect->height / 2 + round (height / 2);
      value.box =
        (OrielRect){ negative ? value.x - width : value.x, value.y - height, width, height };
      return value;
    }
  value.x = rect->x + rect->width / 2;
  value.y = round (negative ? rect->y + rect->height + offset + font->size_px * ASCENT
                            : MAX (rect->y - offset, height));
  value.box = (OrielRect){ value.x - width / 2, value.y - height, width, height };
  return value;
}

static gboolean
overlap (const OrielRect *a, const OrielRect *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height &&
         b->y <= a->y + a->height;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  gsize one = ((const Value *) a)->group, two = ((const Value *) b)->group;

  return (one > two) - (one < two);
}

/* The first value of a group stays; of the others each that lies over one that is not left out. */
static void
hide_overlaps_in_group (Value *values, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint k = 0; k < n && !values[i].hidden; k++)
      values[i].hidden = i != k && !values[k].hidden && overlap (&values[i].box, &values[k].box);
}

static void
hide_overlaps (GArray *values)
{
  guint end;

  g_array_sort (values, compare_values);
  for (guint start = 0; start < values->len; start = end)
    {
      Value *first = &g_array_index (values, Value, start);

      for (end = start + 1; end < values->len; end++)
        if (g_array_index (values, Value, end).group != first->group)
          break;
      hide_overlaps_in_group (first, end - start);
    }
}

void
oriel_bar_chart_draw_values (const OrielBarChartModel *model,
                             const OrielLanes *lanes,
                             const GArray *bars,
                             gboolean lies,
                             const OrielRect *plot,
                             OrielScene *scene)
{
  const Picture picture = { model, lanes, bars, lies, plot, scene };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (Value));
  OrielFont font = { .weight = 400, .proportional = TRUE };

  if (model->show_value == ORIEL_SHOW_NEVER || bars->len > MAX_VALUES)
    return;
  g_array_set_clear_func (values, clear_value);
  for (guint i = 0; i < bars->len; i++)
    g_ptr_array_add (texts, value_text (&picture, bar_at (&picture, i)));
  font.size_px = value_size (&picture, texts);
  if (font.size_px < MIN_VALUE_PX)
    return;
  for (guint i = 0; i < bars->len; i++)
    {
      Value value =
        place_value (&picture, bar_at (&picture, i), g_ptr_array_index (texts, i), &font);

      g_array_append_val (values, value);
    }
  if (model->show_value == ORIEL_SHOW_AUTO)
    hide_overlaps (values);
  font.letter_spacing_px = ORIEL_BODY_SPACING_PX; /* sizes are found without */
  for (guint i = 0; i < values->len; i++)
    {
      const Value *value = &g_array_index (values, Value, i);

      if (!value->hidden)
        oriel_scene_add_text (scene, value->text, value->x, value->y, value->align, &font,
                              model->series.theme->text, 0);
    }
}
