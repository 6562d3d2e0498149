/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-pie.h. Sizes and colours: PieChart.tsx of Grafana. */

#include "config.h"

#include "viz/pie/oriel-pie.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-legend.h"
#include "viz/oriel-value-set.h"
#include "viz/oriel-viz-message.h"
#include "viz/oriel-viz-options.h"
#include "viz/pie/oriel-pie-ranks.h"
#include "viz/pie/oriel-pie-slice.h"

#define MARGIN_PX 16.0
#define LEAST_RING_PX 20.0
#define PAD_ANGLE 0.005
#define CORNER_PX 3.0
#define BORDER_PX 1.0
#define LEAST_LABEL_ANGLE 0.3
#define LABEL_LINE 1.2 /* of the font's size */
#define MAX_DESCRIBED 20
#define MAX_TIPS 1000

/* Neighbours that are narrower at the rim are drawn as one. */
#define THINNEST_PX 1.0

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
  gboolean hidden; /* by the options */
  gboolean number; /* its value is one, and not without an end */
  gboolean plain;  /* of one colour, not shaded */
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
      part.hidden = oriel_viz_is_hidden (value->field, "viz");
      part.number = isfinite (value->display.numeric);
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

/* By the options or by a person. */
static gboolean
is_hidden (const Part *part, const OrielVizState *state)
{
  return part->hidden || (state != NULL && state->hidden != NULL && part->legend >= 0 &&
                          (guint) part->legend < state->n_hidden && state->hidden[part->legend]);
}

static gboolean
is_off (const Part *part, const OrielVizState *state)
{
  return !part->number || is_hidden (part, state);
}

/* Wide enough for any sum of numbers. */
static long double
total_of (const PieModel *self, const OrielVizState *state)
{
  long double total = 0;

  for (guint i = 0; i < self->parts->len; i++)
    if (!is_off (part_at (self, i), state))
      total += value_of (self, part_at (self, i))->display.numeric;
  return total;
}

static void
write_percent (const OrielFieldValue *value, long double total, char *out, gsize size)
{
  char number[ORIEL_NUMBER_BUFFER];

  oriel_number_to_fixed ((double) (value->display.numeric / total * 100),
                         MAX (value->field->config->decimals, 0), number);
  g_snprintf (out, size, "%s%%", number);
}

static void
add_entry (PieModel *self, Part *part, long double total, const char *missing)
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
      values[n].number = is_off (part, NULL) ? 0 : (double) (value->display.numeric / total);
      if (is_off (part, NULL) || isnan (values[n].number))
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
  long double total = total_of (self, NULL);
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

/* Colours of a gradient go to the slices that have it, the largest first. */
static void
color_by_rank (PieModel *self, JsonObject *field_config)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (Part));
  const Order descending = { self, TRUE };
  OrielPieRamp ramp;

  if (!oriel_pie_ramp_read (&ramp, field_config))
    return;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);

      if (is_off (part, NULL) || !oriel_pie_ramp_has (&ramp, value_of (self, part)->field))
        continue;
      part->plain = TRUE;
      g_array_append_val (order, *part);
    }
  g_array_sort_with_data (order, compare_parts, (gpointer) &descending);
  for (guint i = 0; i < order->len; i++)
    self->values.series[g_array_index (order, Part, i).value].color =
      oriel_pie_ramp_color (&ramp, i, order->len, self->values.theme);
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
  oriel_tip_options_read (&self->base.tips, input->options);
  collect_parts (self);
  color_by_rank (self, input->field_config);
  sort_parts (self, input->options);
  fill_legend (self, input);
  return &self->base;
}

/* The sizes of a pie in a box. */
typedef struct
{
  double x, y, outer, inner;
} Disc;

/* The square in the middle begins at a whole px, as pictures in a page do. */
static Disc
disc_in (const PieModel *self, const OrielRect *box)
{
  double size = MIN (box->width, box->height);
  Disc disc = {
    .x = round (box->x + (box->width - size) / 2) + size / 2,
    .y = round (box->y + (box->height - size) / 2) + size / 2,
    .outer = MAX ((size - 2 * MARGIN_PX) / 2, 0),
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
  long double sum = 0;
  double at = 0, pad, rate;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Slice slice = { .part = part_at (self, i) };

      if (is_off (slice.part, state))
        continue;
      sum += MAX (value_of (self, slice.part)->display.numeric, 0);
      g_array_append_val (slices, slice);
    }
  /* half of the circle at most goes to the gaps */
  pad = MIN (G_PI / MAX (slices->len, 1), PAD_ANGLE);
  rate = sum > 0 ? 2 * G_PI - slices->len * pad : 0;
  for (guint i = 0; i < slices->len; i++)
    {
      Slice *slice = &g_array_index (slices, Slice, i);
      double value = value_of (self, slice->part)->display.numeric;

      slice->start = at;
      at += (value > 0 && sum > 0 ? (double) (value / sum * rate) : 0) + pad;
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
draw_slice (const PieModel *self,
            OrielScene *scene,
            const Disc *disc,
            const Slice *slice,
            gboolean outlined)
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
  OrielPaint plain = oriel_paint_solid (color);
  OrielPaint line = oriel_paint_solid (theme->primary);
  OrielStroke stroke = { .width = BORDER_PX };
  OrielPieSlice shape = {
    slice->start, slice->end, PAD_ANGLE, disc->inner, disc->outer, CORNER_PX
  };
  OrielPieOutline outline;

  oriel_pie_slice_outline (&shape, disc->x, disc->y, &outline);
  if (outline.n_commands > 0)
    oriel_scene_add_path (scene, outline.commands, outline.n_commands, outline.numbers,
                          slice->part->plain ? &plain : &fill, outlined ? &line : NULL, &stroke);
}

/* Neighbours that can't be told apart are one slice of the first one's colour; returns the index
 * behind them. */
static guint
merge_thin (const GArray *slices, guint first, double radius, Slice *merged)
{
  guint i = first + 1;

  *merged = g_array_index (slices, Slice, first);
  for (; i < slices->len && (merged->end - merged->start) * radius < THINNEST_PX; i++)
    {
      const Slice *next = &g_array_index (slices, Slice, i);

      if ((next->end - next->start) * radius >= THINNEST_PX)
        break;
      merged->end = next->end;
    }
  return i;
}

static void
draw_slices (const PieModel *self, OrielScene *scene, const Disc *disc, const GArray *slices)
{
  for (guint i = 0; i < slices->len;)
    {
      Slice slice;
      guint next = merge_thin (slices, i, disc->outer, &slice);

      draw_slice (self, scene, disc, &slice, next == i + 1);
      i = next;
    }
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
            double room,
            long double total)
{
  const OrielFieldValue *value = value_of (self, slice->part);
  OrielFont font = { .size_px = label_size (self, disc->outer),
                     .weight = 500,
                     .letter_spacing_px = ORIEL_BODY_SPACING_PX,
                     .proportional = TRUE };
  double inner = disc->inner > 0 ? disc->inner : disc->outer / 6;
  double radius = (disc->outer + inner) / 2, angle = (slice->start + slice->end) / 2 - G_PI_2;
  double x = disc->x + radius * cos (angle), y = disc->y + radius * sin (angle);
  g_autofree char *text = oriel_value_set_text (&self->values, slice->part->value);
  char percent[ORIEL_NUMBER_BUFFER + 2];
  const OrielVizSeries *series = &self->values.series[slice->part->value];
  const char *lines[] = { series->label, text, percent };

  if (slice->end - slice->start < LEAST_LABEL_ANGLE)
    return;
  write_percent (value, total, percent, sizeof percent);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (!(self->labels & (1u << i)))
        continue;
      y += LABEL_LINE * font.size_px;
      oriel_scene_add_text (scene, lines[i], x, y, ORIEL_ALIGN_CENTER, &font,
                            slice->part->plain ? oriel_pie_label_color (series->color)
                                               : self->values.theme->text,
                            room);
    }
}

/* A circle cannot show what is zero or below: that is said in its place. */
static void
say_nothing_to_share (const PieModel *self, OrielScene *scene, const OrielRect *box)
{
  OrielFont font = {
    .size_px = 14, .weight = 400, .letter_spacing_px = ORIEL_BODY_SPACING_PX, .proportional = TRUE
  };

  oriel_scene_add_text (scene, _ ("No value is above zero"), box->x + box->width / 2,
                        box->y + box->height / 2, ORIEL_ALIGN_CENTER, &font,
                        self->values.theme->text_secondary, MAX (box->width, 1));
}

/* TRUE when there is something to show, and a slice has a share of the circle. */
static gboolean
has_shares (const PieModel *self, const GArray *slices)
{
  for (guint i = 0; i < slices->len; i++)
    if (value_of (self, g_array_index (slices, Slice, i).part)->display.numeric > 0)
      return TRUE;
  return FALSE;
}

/* FALSE when all is hidden: an empty place is what was wanted. */
static gboolean
wants_slices (const PieModel *self, const OrielVizState *state)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (!is_hidden (part_at (self, i), state))
      return TRUE;
  return FALSE;
}

/* What the legend leaves, to the fraction of a px. */
static OrielRect
room_beside (const OrielRect *legend, double width, double height)
{
  if (!(legend->width > 0) || !(legend->height > 0))
    return (OrielRect){ 0, 0, width, height };
  return legend->x > 0 ? (OrielRect){ 0, 0, legend->x, height }
                       : (OrielRect){ 0, 0, width, legend->y };
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
  long double total = total_of (self, state);

  if (!self->has_data)
    return oriel_viz_message_scene (_ ("No data"), self->values.theme, width, height);

  scene = oriel_scene_new (width, height);
  place = oriel_legend_place (self->legend, width, height, state, &rest);
  rest = room_beside (&place, width, height);
  disc = disc_in (self, &rest);
  slices = slices_of (self, state);
  if (disc.outer > 0 && has_shares (self, slices))
    {
      draw_slices (self, scene, &disc, slices);
      for (guint i = 0; self->labels != 0 && i < slices->len; i++)
        draw_label (self, scene, &disc, &g_array_index (slices, Slice, i), rest.width, total);
    }
  else if (disc.outer > 0 && wants_slices (self, state))
    say_nothing_to_share (self, scene, &rest);
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
  GArray *rows;
  long double total = total_of (self, state);

  if (title != NULL)
    *title = NULL;
  rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  for (guint i = 0; i < self->parts->len && rows->len < MAX_TIPS; i++)
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
  long double total = total_of (self, NULL);

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
  .tips_by_row = TRUE,
  .tips = tips,
  .series = series,
  .describe = describe,
  .free = pie_free,
};
