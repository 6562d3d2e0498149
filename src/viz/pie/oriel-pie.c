/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-pie.h. Sizes and colours: PieChart.tsx of Grafana. */

#include "config.h"

#include "viz/pie/oriel-pie.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/oriel-legend.h"
#include "viz/oriel-value-set.h"
#include "viz/oriel-viz-message.h"
#include "viz/oriel-viz-options.h"
#include "viz/pie/oriel-pie-slice.h"

#define MARGIN_PX 16.0
#define LEAST_RING_PX 20.0
#define PAD_ANGLE 0.005
#define CORNER_PX 3.0
#define BORDER_PX 1.0
#define LEAST_LABEL_ANGLE 0.3
#define LABEL_LINE 1.2 /* of the font's size */
#define MAX_DESCRIBED 20

enum
{
  SHOW_NAME = 1 << 0,
  SHOW_VALUE = 1 << 1,
  SHOW_PERCENT = 1 << 2,
};

/* One value in the order in which slices lie. */
typedef struct
{
  guint value;     /* its number in the set */
  int legend;      /* its entry, -1: none */
  gboolean hidden; /* never a slice */
} Part;

typedef struct
{
  OrielVizModel base;
  OrielValueSet values;
  OrielLegend *legend;
  GArray *parts; /* of Part */
  gboolean is_donut;
  guint labels;        /* of the flags above */
  guint legend_values; /* the same */
  gboolean has_data;
} PieModel;

/* A slice as laid out. */
typedef struct
{
  const Part *part;
  double start, end;
} Slice;

static guint
read_flags (JsonArray *array)
{
  static const OrielWord words[] = {
    { "name", SHOW_NAME },
    { "value", SHOW_VALUE },
    { "percent", SHOW_PERCENT },
    { 0 },
  };
  guint flags = 0;

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    for (guint k = 0; words[k].word != NULL; k++)
      if (g_strcmp0 (oriel_json_array_string (array, i), words[k].word) == 0)
        flags |= (guint) words[k].value;
  return flags;
}

static const OrielFieldValue *
value_of (const PieModel *self, const Part *part)
{
  return oriel_value_set_get (&self->values, part->value);
}

static const Part *
part_at (const PieModel *self, guint i)
{
  return &g_array_index (self->parts, Part, i);
}

static void
collect_parts (PieModel *self)
{
  for (guint i = 0; i < self->values.n; i++)
    {
      const OrielFieldValue *value = oriel_value_set_get (&self->values, i);
      Part part = { .value = i, .legend = -1 };

      if (value->field == NULL)
        continue;
      self->has_data = TRUE;
      part.hidden = oriel_viz_is_hidden (value->field, "viz") || isnan (value->display.numeric);
      g_array_append_val (self->parts, part);
    }
}

typedef struct
{
  const PieModel *self;
  gboolean descending;
} Order;

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  const Part *one = a, *two = b;
  double x = value_of (order->self, one)->display.numeric;
  double y = value_of (order->self, two)->display.numeric;
  int result = isnan (x) || isnan (y) ? isnan (x) - isnan (y) : (x > y) - (x < y);

  if (order->descending && !isnan (x) && !isnan (y))
    result = -result;
  /* equal ones stay as they came */
  return result != 0 ? result : (one->value > two->value) - (one->value < two->value);
}

/* Grafana sorts where it makes a legend, and nowhere else. */
static void
sort_parts (PieModel *self, JsonObject *options)
{
  const char *sort = oriel_json_string (options, "sort", "desc");
  Order order = { self, strcmp (sort, "desc") == 0 };

  if (oriel_json_boolean (oriel_json_object (options, "legend"), "showLegend", TRUE) &&
      (order.descending || strcmp (sort, "asc") == 0))
    g_array_sort_with_data (self->parts, compare_parts, &order);
}

static gboolean
is_off (const Part *part, const OrielVizState *state)
{
  return part->hidden || (state != NULL && state->hidden != NULL && part->legend >= 0 &&
                          (guint) part->legend < state->n_hidden && state->hidden[part->legend]);
}

static double
total_of (const PieModel *self, const OrielVizState *state)
{
  double total = 0;

  for (guint i = 0; i < self->parts->len; i++)
    if (!is_off (part_at (self, i), state))
      total += value_of (self, part_at (self, i))->display.numeric;
  return total;
}

static void
write_percent (const OrielFieldValue *value, double total, char *out, gsize size)
{
  char number[ORIEL_NUMBER_BUFFER];

  oriel_number_to_fixed (value->display.numeric / total * 100,
                         MAX (value->field->config->decimals, 0), number);
  g_snprintf (out, size, "%s%%", number);
}

static void
add_entry (PieModel *self, Part *part, double total, const char *missing)
{
  const OrielFieldValue *value = value_of (self, part);
  const OrielVizSeries *series = &self->values.series[part->value];
  OrielLegendValue values[2];
  guint n = 0;

  if (self->legend_values & SHOW_VALUE)
    {
      g_autofree char *text = oriel_value_set_text (&self->values, part->value);

      g_strlcpy (values[n].text, text, sizeof values[n].text);
      values[n++].number = value->display.numeric;
    }
  if (self->legend_values & SHOW_PERCENT)
    {
      values[n].number = part->hidden ? 0 : value->display.numeric / total;
      if (part->hidden || isnan (values[n].number))
        g_strlcpy (values[n].text, missing, sizeof values[n].text);
      else
        write_percent (value, total, values[n].text, sizeof values[n].text);
      n++;
    }
  oriel_legend_add_values (self->legend, series->label, series->color, series->frame, series->field,
                           values);
}

static void
fill_legend (PieModel *self, const OrielVizInput *input)
{
  JsonObject *defaults = oriel_json_object (input->field_config, "defaults");
  const char *missing = oriel_json_string (defaults, "noValue", "-");
  double total = total_of (self, NULL);
  const char *titles[3] = { NULL };
  guint n = 0;
  int entry = 0;

  if (self->legend_values & SHOW_VALUE)
    titles[n++] = "Value";
  if (self->legend_values & SHOW_PERCENT)
    titles[n] = n > 0 ? "Percent" : "";
  self->legend = oriel_legend_new (oriel_json_object (input->options, "legend"));
  oriel_legend_set_columns (self->legend, titles);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);

      if (oriel_viz_is_hidden (value_of (self, part)->field, "legend"))
        continue;
      part->legend = entry++;
      add_entry (self, part, total, missing);
    }
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  PieModel *self = g_new0 (PieModel, 1);

  self->base.klass = &oriel_pie_class;
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  self->is_donut = strcmp (oriel_json_string (input->options, "pieType", "pie"), "donut") == 0;
  self->labels = read_flags (oriel_json_array (input->options, "displayLabels"));
  self->legend_values =
    read_flags (oriel_json_array (oriel_json_object (input->options, "legend"), "values"));
  oriel_value_set_init (&self->values, input, FALSE, FALSE);
  collect_parts (self);
  sort_parts (self, input->options);
  fill_legend (self, input);
  return &self->base;
}

/* The sizes of a pie in a box. */
typedef struct
{
  double x, y, outer, inner;
} Disc;

static Disc
disc_in (const PieModel *self, const OrielRect *box)
{
  Disc disc = {
    .x = box->x + box->width / 2,
    .y = box->y + box->height / 2,
    .outer = MAX ((MIN (box->width, box->height) - 2 * MARGIN_PX) / 2, 0),
  };

  if (self->is_donut)
    disc.inner = MAX (disc.outer - MAX (disc.outer / 3, LEAST_RING_PX), 0);
  return disc;
}

/* Slices that share the circle by their values; negative ones have no width. */
static GArray *
slices_of (const PieModel *self, const OrielVizState *state)
{
  GArray *slices = g_array_new (FALSE, TRUE, sizeof (Slice));
  double sum = 0, at = 0, pad, rate;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Slice slice = { .part = part_at (self, i) };

      if (is_off (slice.part, state))
        continue;
      sum += MAX (value_of (self, slice.part)->display.numeric, 0);
      g_array_append_val (slices, slice);
    }
  pad = MIN (2 * G_PI / MAX (slices->len, 1), PAD_ANGLE);
  rate = sum > 0 ? (2 * G_PI - slices->len * pad) / sum : 0;
  for (guint i = 0; i < slices->len; i++)
    {
      Slice *slice = &g_array_index (slices, Slice, i);
      double value = value_of (self, slice->part)->display.numeric;

      slice->start = at;
      at += (value > 0 && isfinite (value * rate) ? value * rate : 0) + pad;
      slice->end = at;
    }
  return slices;
}

static OrielColor
gradient_end (OrielColor color, const OrielTheme *theme, double darker, double spin)
{
  color =
    theme->is_dark ? oriel_color_darken (color, darker) : oriel_color_lighten (color, darker * 0.7);
  return oriel_color_spin (color, spin);
}

static void
draw_slice (const PieModel *self, OrielScene *scene, const Disc *disc, const Slice *slice)
{
  const OrielTheme *theme = self->values.theme;
  OrielColor color = self->values.series[slice->part->value].color;
  OrielStop stops[] = {
    { disc->inner / disc->outer, gradient_end (color, theme, 20, 4) },
    { 1, gradient_end (color, theme, 10, -4) },
  };
  OrielPaint fill = {
    .kind = ORIEL_PAINT_RADIAL,
    .x0 = disc->x,
    .y0 = disc->y,
    .x1 = disc->outer + MARGIN_PX, /* Grafana's ends at the edge of its picture */
    .stops = stops,
    .n_stops = 2,
  };
  OrielPaint line = oriel_paint_solid (theme->primary);
  OrielStroke stroke = { .width = BORDER_PX };
  OrielPieSlice shape = {
    slice->start, slice->end, PAD_ANGLE, disc->inner, disc->outer, CORNER_PX
  };
  OrielPieOutline outline;

  oriel_pie_slice_outline (&shape, disc->x, disc->y, &outline);
  if (outline.n_commands > 0)
    oriel_scene_add_path (scene, outline.commands, outline.n_commands, outline.numbers, &fill,
                          &line, &stroke);
}

static double
label_size (const PieModel *self, double radius)
{
  return self->labels & SHOW_NAME ? CLAMP (radius / 150 * 14, 12, 30)
                                  : CLAMP (radius / 100 * 14, 12, 36);
}

static void
draw_label (const PieModel *self,
            OrielScene *scene,
            const Disc *disc,
            const Slice *slice,
            double total)
{
  const OrielFieldValue *value = value_of (self, slice->part);
  OrielFont font = { .size_px = label_size (self, disc->outer),
                     .weight = 500,
                     .letter_spacing_px = 0.15,
                     .proportional = TRUE };
  double inner = disc->inner > 0 ? disc->inner : disc->outer / 6;
  double radius = (disc->outer + inner) / 2, angle = (slice->start + slice->end) / 2 - G_PI_2;
  double x = disc->x + radius * cos (angle), y = disc->y + radius * sin (angle);
  g_autofree char *text = oriel_value_set_text (&self->values, slice->part->value);
  char percent[ORIEL_NUMBER_BUFFER + 2];
  const char *lines[] = { self->values.series[slice->part->value].label, text, percent };

  if (slice->end - slice->start < LEAST_LABEL_ANGLE)
    return;
  write_percent (value, total, percent, sizeof percent);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (!(self->labels & (1u << i)))
        continue;
      y += LABEL_LINE * font.size_px;
      oriel_scene_add_text (scene, lines[i], x, y, ORIEL_ALIGN_CENTER, &font,
                            self->values.theme->text, 0);
    }
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const PieModel *self = (const PieModel *) model;
  OrielScene *scene;
  OrielRect rest, place;
  OrielScenePlot plot = { .x_max = 1 };
  Disc disc;
  g_autoptr (GArray) slices = NULL;
  double total = total_of (self, state);

  if (!self->has_data)
    return oriel_viz_message_scene (_ ("No data"), self->values.theme, width, height);

  scene = oriel_scene_new (width, height);
  place = oriel_legend_place (self->legend, width, height, state, &rest);
  disc = disc_in (self, &rest);
  slices = slices_of (self, state);
  for (guint i = 0; disc.outer > 0 && i < slices->len; i++)
    draw_slice (self, scene, &disc, &g_array_index (slices, Slice, i));
  for (guint i = 0; disc.outer > 0 && self->labels != 0 && i < slices->len; i++)
    draw_label (self, scene, &disc, &g_array_index (slices, Slice, i), total);
  plot.rect = rest;
  oriel_scene_set_plot (scene, &plot);
  oriel_legend_draw (self->legend, scene, &place, self->values.theme, state);
  return scene;
}

static gboolean
hit (const OrielVizModel *model,
     const OrielScene *scene,
     const OrielVizState *state,
     double x,
     double y,
     OrielHit *out)
{
  const PieModel *self = (const PieModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  g_autoptr (GArray) slices = NULL;
  double radius, angle;
  Disc disc;

  if (plot == NULL || !self->has_data)
    return FALSE;
  disc = disc_in (self, &plot->rect);
  radius = hypot (x - disc.x, y - disc.y);
  angle = atan2 (x - disc.x, disc.y - y);
  angle += angle < 0 ? 2 * G_PI : 0;
  if (radius > disc.outer || radius < disc.inner)
    return FALSE;

  slices = slices_of (self, state);
  for (guint i = 0; i < slices->len; i++)
    {
      const Slice *slice = &g_array_index (slices, Slice, i);
      const OrielVizSeries *series = &self->values.series[slice->part->value];

      if (angle < slice->start || angle >= slice->end)
        continue;
      *out = (OrielHit){
        .kind = ORIEL_HIT_SAMPLE,
        .frame = series->frame,
        .field = series->field,
        .row = value_of (self, slice->part)->row,
        .y_value = value_of (self, slice->part)->display.numeric,
      };
      return TRUE;
    }
  return FALSE;
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const PieModel *self = (const PieModel *) model;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  double total = total_of (self, state);

  if (title != NULL)
    *title = NULL;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = part_at (self, i);
      const OrielVizSeries *series = &self->values.series[part->value];
      g_autofree char *text = oriel_value_set_text (&self->values, part->value);
      char percent[ORIEL_NUMBER_BUFFER + 2];
      OrielVizTip tip = { .label = series->label, .color = series->color };

      if (is_off (part, state) || oriel_viz_is_hidden (value_of (self, part)->field, "tooltip"))
        continue;
      write_percent (value_of (self, part), total, percent, sizeof percent);
      g_snprintf (tip.value, sizeof tip.value, "%s (%s)", text, percent);
      tip.numeric = value_of (self, part)->display.numeric;
      tip.frame = series->frame;
      tip.field = series->field;
      tip.row = value_of (self, part)->row;
      g_array_append_val (rows, tip);
    }
  return rows;
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  return oriel_legend_get_series (((const PieModel *) model)->legend, n);
}

static char *
describe (const OrielVizModel *model)
{
  const PieModel *self = (const PieModel *) model;
  GString *text = g_string_new (NULL);
  double total = total_of (self, NULL);

  if (!self->has_data)
    return g_string_free (g_string_append (text, _ ("Pie chart, no data")), FALSE);
  g_string_append_printf (text, _ ("Pie chart, %u slices"), self->parts->len);
  for (guint i = 0; i < MIN (self->parts->len, MAX_DESCRIBED); i++)
    {
      const Part *part = part_at (self, i);
      g_autofree char *value = oriel_value_set_text (&self->values, part->value);
      char percent[ORIEL_NUMBER_BUFFER + 2];

      write_percent (value_of (self, part), total, percent, sizeof percent);
      g_string_append_printf (text, "\n%s: %s (%s)", self->values.series[part->value].label, value,
                              percent);
    }
  if (self->parts->len > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), self->parts->len - MAX_DESCRIBED);
  return g_string_free (text, FALSE);
}

static void
pie_free (OrielVizModel *model)
{
  PieModel *self = (PieModel *) model;

  oriel_legend_free (self->legend);
  g_array_unref (self->parts);
  oriel_value_set_clear (&self->values);
  g_free (self);
}

const OrielVizClass oriel_pie_class = {
  .type = "piechart",
  .prepare = prepare,
  .layout = layout,
  .hit = hit,
  .tips = tips,
  .series = series,
  .describe = describe,
  .free = pie_free,
};
