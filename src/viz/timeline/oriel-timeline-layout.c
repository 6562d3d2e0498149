/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lanes of states as boxes with their texts; and what is under a point. Sizes: timeline.ts of
 * Grafana. */

#include "config.h"

#include "viz/timeline/oriel-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-date-format.h"
#include "draw/oriel-text.h"
#include "field/oriel-color-contrast.h"
#include "viz/oriel-axis-draw.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-pager.h"
#include "viz/oriel-viz-message.h"

#define LABEL_GAP_PX 16.0
#define TEXT_PADDING_PX 2.0
#define CHARACTER_PX 8.5   /* room that a character of a state's text is given */
#define LEAST_CHARACTERS 2 /* fewer are left out */
#define LEAST_PX_A_SAMPLE 2.0
#define LEAST_TEXT_PX 8.0 /* lanes that follow closer have no room for a text each */
#define LABEL_PX 16.0     /* the labels of some of them follow at this distance */

typedef struct
{
  const OrielTimelineModel *model;
  OrielScene *scene;
  OrielScale x;
  OrielRect plot;
  guint first, n; /* lanes on the page */
} Layout;

void
oriel_timeline_page (const OrielTimelineModel *model,
                     const OrielVizState *state,
                     guint *first,
                     guint *n)
{
  guint per_page = model->per_page > 0 ? model->per_page : model->lanes->len;
  guint pages = (model->lanes->len + per_page - 1) / per_page;
  guint page = state != NULL ? MIN (state->page, pages - 1) : 0;

  *first = page * per_page;
  *n = MIN (per_page, model->lanes->len - *first);
}

/* A lane's top and height as parts of the plot: lanes share their part of it, what is left lies
 * between them. A lone lane takes all. */
static void
lane_place (const OrielTimelineModel *model, guint index, guint n, double *top, double *height)
{
  double part = n > 1 ? model->row_height : 1;
  double gap = n > 1 ? (1 - part) / (n - 1) : 0;

  *height = part / n;
  *top = index * (*height + gap);
}

int
oriel_timeline_lane_at (const OrielTimelineModel *model, const OrielVizState *state, double share)
{
  guint first, n;

  oriel_timeline_page (model, state, &first, &n);
  for (guint i = 0; i < n; i++)
    {
      double top, height;

      lane_place (model, i, n, &top, &height);
      if (share >= top && share < top + height)
        return (int) (first + i);
    }
  return -1;
}

static OrielScale
time_scale (const OrielTimelineModel *model)
{
  OrielScale scale = {
    .kind = ORIEL_SCALE_LINEAR,
    .log_base = 10,
    .linear_threshold = 1,
    .min = (double) model->range.from_ms,
    .max = (double) model->range.to_ms,
  };
  double first, last;

  if (!model->is_samples || model->times->len == 0)
    return scale;
  first = (double) g_array_index (model->times, gint64, 0);
  last = (double) g_array_index (model->times, gint64, model->times->len - 1);
  if (scale.min <= first)
    scale.min = first - model->x_step / 2;
  if (scale.max >= last)
    scale.max = last + model->x_step / 2;
  return scale;
}

/* Of lanes closer than texts are high, so many share a label. */
static GArray *
lane_ticks (const Layout *layout, double room)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (OrielTick));
  double pitch = MAX (room, 1) / layout->n;
  guint step = pitch < LEAST_TEXT_PX ? (guint) ceil (LABEL_PX / pitch) : 1;

  for (guint i = 0; i < layout->n; i += step)
    {
      OrielTick tick = {
        .label = (char *) oriel_timeline_lane (layout->model, layout->first + i)->label,
      };
      double top, height;

      lane_place (layout->model, i, layout->n, &top, &height);
      tick.value = 1 - (top + height / 2);
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static void
clear_tick (gpointer data)
{
  g_free (((OrielTick *) data)->label);
}

/* Ticks at samples, as many as the usual ticks would be. */
static GArray *
sample_ticks (const Layout *layout, const OrielAxis *axis)
{
  const OrielTimelineModel *model = layout->model;
  guint skip = (guint) CLAMP (ceil (axis->increment / model->x_step), 1, G_MAXINT);
  const char *format = oriel_axis_time_format (axis->increment, layout->x.max - layout->x.min);
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (OrielTick));

  g_array_set_clear_func (ticks, clear_tick);
  for (gsize i = 0; i < model->times->len; i += skip)
    {
      gint64 time = g_array_index (model->times, gint64, i);
      OrielTick tick = { .value = (double) time };

      if (!(tick.value >= layout->x.min && tick.value <= layout->x.max))
        continue;
      tick.label = oriel_date_format (time, model->zone, format);
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static void
set_axes (Layout *layout, OrielAxis *axes, const GArray *lanes)
{
  const OrielTimelineModel *model = layout->model;

  oriel_axis_init (&axes[0], ORIEL_SIDE_LEFT);
  axes[0].fixed_ticks = (const OrielTick *) (gpointer) lanes->data;
  axes[0].n_fixed_ticks = lanes->len;
  axes[0].gap_px = LABEL_GAP_PX;
  axes[0].fixed_size_px = model->y_hidden ? 0 : model->y_width;
  oriel_axis_init (&axes[1], ORIEL_SIDE_BOTTOM);
  axes[1].gap_px += oriel_markers_lanes_px (model->base.markers);
  axes[1].is_time = TRUE;
  axes[1].zone = model->zone;
  axes[1].scale = layout->x;
}

static void
draw_axes (Layout *layout, OrielAxis *axes, guint n)
{
  const OrielTheme *theme = layout->model->theme;
  OrielAxisLook lanes = { .color = theme->text, .tick_color = theme->grid };
  OrielAxisLook time = { theme->text, theme->grid, TRUE, TRUE, FALSE };

  if (!layout->model->y_hidden)
    oriel_axis_draw (&axes[0], layout->scene, &layout->plot, &lanes, theme);
  if (n > 1)
    oriel_axis_draw (&axes[1], layout->scene, &layout->plot, &time, theme);
}

/* Finds the plot and draws what is around it. */
static void
add_axes (Layout *layout, const OrielRect *rest)
{
  g_autoptr (GArray) lanes = lane_ticks (layout, rest->height);
  g_autoptr (GArray) samples = NULL;
  OrielAxis axes[2];
  guint n = layout->model->x_hidden ? 1 : 2;

  set_axes (layout, axes, lanes);
  layout->plot = oriel_axes_layout (axes, n, rest->width, rest->height);
  if (layout->model->is_samples && n > 1 && axes[1].increment > 0)
    {
      samples = sample_ticks (layout, &axes[1]);
      axes[1].fixed_ticks = (const OrielTick *) (gpointer) samples->data;
      axes[1].n_fixed_ticks = samples->len;
      layout->plot = oriel_axes_layout (axes, n, rest->width, rest->height);
    }
  if (layout->plot.width > 0 && layout->plot.height > 0)
    draw_axes (layout, axes, n);
  oriel_axis_clear (&axes[0]);
  oriel_axis_clear (&axes[1]);
}

static double
x_of (const Layout *layout, double time)
{
  return layout->plot.x + layout->plot.width * oriel_scale_position (&layout->x, time);
}

static OrielRect
state_box (const Layout *layout, const OrielTimelineLane *lane, const OrielState *state)
{
  double stroke = round (lane->line_width), end = layout->plot.x + layout->plot.width + stroke;
  double left = x_of (layout, (double) state->from_ms);
  OrielRect box = { 0 };

  if (layout->model->is_samples)
    {
      double column = layout->plot.width * layout->model->x_step / (layout->x.max - layout->x.min);

      box.width = round (column * layout->model->col_width - stroke);
      box.x = round (left - box.width / 2);
    }
  else
    {
      double right =
        state->to_ms == G_MAXINT64 ? end : round (x_of (layout, (double) state->to_ms));

      box.x = round (left);
      box.width = right - box.x;
    }
  box.width = MAX (box.width, 1);
  return box;
}

/* The text of a state as far as it fits, and where it stands. */
static void
draw_text (const Layout *layout,
           const OrielTimelineLane *lane,
           const OrielRect *box,
           double middle,
           const char *text,
           OrielColor fill)
{
  static const OrielFont font = {
    .size_px = 12, .weight = 500, .letter_spacing_px = ORIEL_BODY_SPACING_PX, .proportional = TRUE
  };
  const OrielTimelineModel *model = layout->model;
  double stroke = round (lane->line_width), inside = box->x - layout->plot.x;
  double width = inside < 0 ? box->width + inside : box->width;
  glong characters = (glong) floor (width / CHARACTER_PX);
  g_autofree char *cut = NULL;
  double x = round (box->x + box->width / 2);

  if (characters < (model->show_value == ORIEL_SHOW_AUTO ? LEAST_CHARACTERS : 1))
    return;
  if (g_utf8_strlen (text, -1) > characters)
    text = cut = g_utf8_substring (text, 0, characters);
  if (model->align == ORIEL_ALIGN_START)
    x = round (MAX (box->x, layout->plot.x) + stroke + TEXT_PADDING_PX);
  else if (model->align == ORIEL_ALIGN_END)
    x = round (box->x + box->width - stroke - TEXT_PADDING_PX);
  oriel_scene_add_text (
    layout->scene, text, x, middle + ORIEL_AXIS_MIDDLE_TO_BASELINE_PX, model->align, &font,
    oriel_color_contrast_text (oriel_color_over (fill, model->theme->primary)), 0);
}

/* What is to be drawn of one state. */
typedef struct
{
  OrielRect box;
  OrielColor fill, line;
  char *text;
} Shown;

static void
clear_shown (gpointer data)
{
  g_free (((Shown *) data)->text);
}

/* The states in view; of those within one pixel the last. */
static GArray *
visible_states (const Layout *layout, OrielTimelineLane *lane, const OrielRect *row)
{
  GArray *shown = g_array_new (FALSE, TRUE, sizeof (Shown));
  double end = layout->plot.x + layout->plot.width;

  g_array_set_clear_func (shown, clear_shown);
  for (guint i = 0; i < lane->states->len; i++)
    {
      const OrielState *state = &g_array_index (lane->states, OrielState, i);
      char text[ORIEL_AXIS_BUFFER];
      Shown item = { .box = state_box (layout, lane, state) };

      if (item.box.x + item.box.width < layout->plot.x || item.box.x > end)
        continue;
      if (i + 1 < lane->states->len && state_box (layout, lane, state + 1).x == item.box.x)
        continue;
      oriel_timeline_show (layout->model, lane, state->row, text, sizeof text, &item.line);
      item.fill = item.line;
      if (item.fill.alpha >= 1)
        item.fill.alpha = (float) lane->fill_opacity;
      item.box.y = row->y;
      item.box.height = row->height;
      item.text = g_strdup (text);
      g_array_append_val (shown, item);
    }
  return shown;
}

static gboolean
has_texts (const Layout *layout)
{
  return layout->model->show_value != ORIEL_SHOW_NEVER &&
         layout->plot.height >= LEAST_TEXT_PX * layout->n;
}

static void
draw_lane (const Layout *layout, OrielTimelineLane *lane, const OrielRect *row, double middle)
{
  g_autoptr (GArray) shown = visible_states (layout, lane, row);
  double stroke = round (lane->line_width);
  OrielRectBatch fills, lines;

  oriel_rect_batch_init (&fills);
  oriel_rect_batch_init (&lines);
  for (guint i = 0; i < shown->len; i++)
    {
      const Shown *item = &g_array_index (shown, Shown, i);

      oriel_rect_path_add (oriel_rect_batch_path (&fills, item->fill), &item->box);
      if (stroke > 0)
        oriel_rect_path_add_frame (oriel_rect_batch_path (&lines, item->line), &item->box, stroke);
    }
  oriel_rect_batch_draw (&fills, layout->scene);
  oriel_rect_batch_draw (&lines, layout->scene);
  oriel_rect_batch_clear (&fills);
  oriel_rect_batch_clear (&lines);
  for (guint i = 0; i < shown->len && has_texts (layout); i++)
    {
      const Shown *item = &g_array_index (shown, Shown, i);

      draw_text (layout, lane, &item->box, middle, item->text, item->fill);
    }
}

/* The lane's part of the plot; x is the caller's. */
static OrielRect
row_place (const Layout *layout, guint index)
{
  OrielRect row = { 0 };

  lane_place (layout->model, index, layout->n, &row.y, &row.height);
  row.y = round (layout->plot.y + row.y * layout->plot.height);
  row.height = MAX (round (row.height * layout->plot.height), 1);
  return row;
}

static void
draw_lanes (const Layout *layout)
{
  oriel_scene_clip (layout->scene, layout->plot);
  for (guint i = 0; i < layout->n; i++)
    {
      OrielRect row = row_place (layout, i);
      double top, height;

      lane_place (layout->model, i, layout->n, &top, &height);
      draw_lane (layout, oriel_timeline_lane (layout->model, layout->first + i), &row,
                 layout->plot.y + round ((top + height / 2) * layout->plot.height));
    }
  oriel_scene_unclip (layout->scene);
}

static gboolean
is_too_dense (const OrielTimelineModel *model, double width)
{
  return model->is_samples && model->times->len > width / LEAST_PX_A_SAMPLE;
}

static OrielScene *
message_scene (const OrielTimelineModel *model, double width, double height)
{
  g_autofree char *text = NULL;

  if (model->message != NULL)
    return oriel_viz_message_scene (model->message, model->theme, width, height);
  text = g_strdup_printf (_ ("Too many points to show (%u); the query should return fewer."),
                          model->times->len);
  return oriel_viz_message_scene (text, model->theme, width, height);
}

/* Draws the pager where there is more than one page; returns the height that is left. */
static double
draw_pages (const Layout *layout, double width, double height, const OrielVizState *state)
{
  const OrielTimelineModel *model = layout->model;
  guint n = model->per_page > 0 ? (model->lanes->len + model->per_page - 1) / model->per_page : 1;
  OrielRect place = { 0, height - ORIEL_PAGER_PX, width, ORIEL_PAGER_PX };

  if (n < 2)
    return height;
  oriel_pager_draw (layout->scene, &place, state != NULL ? MIN (state->page, n - 1) : 0, n,
                    model->theme);
  return MAX (place.y, 0);
}

OrielScene *
oriel_timeline_layout (const OrielVizModel *model,
                       double width,
                       double height,
                       const OrielVizState *state)
{
  const OrielTimelineModel *self = (const OrielTimelineModel *) model;
  Layout layout = { .model = self };
  OrielRect rest, place;
  OrielScenePlot plot = { .x_is_time = TRUE };

  if (self->message != NULL || is_too_dense (self, width))
    return message_scene (self, width, height);

  layout.scene = oriel_scene_new (width, height);
  layout.x = time_scale (self);
  oriel_timeline_page (self, state, &layout.first, &layout.n);
  height = draw_pages (&layout, width, height, state);
  place = oriel_legend_place (self->legend, width, height, NULL, &rest);
  add_axes (&layout, &rest);
  plot.rect = layout.plot;
  plot.x_min = layout.x.min;
  plot.x_max = layout.x.max;
  oriel_scene_set_plot (layout.scene, &plot);
  if (layout.plot.width > 0 && layout.plot.height > 0 && layout.x.max > layout.x.min)
    draw_lanes (&layout);
  oriel_legend_draw (self->legend, layout.scene, &place, self->theme, NULL);
  return layout.scene;
}

/* The state whose box covers x, or NULL. */
static const OrielState *
state_under (const Layout *layout, const OrielTimelineLane *lane, double x)
{
  for (guint i = lane->states->len; i > 0; i--)
    {
      const OrielState *state = &g_array_index (lane->states, OrielState, i - 1);
      OrielRect box = state_box (layout, lane, state);

      if (x >= box.x && x < box.x + box.width)
        return state;
    }
  return NULL;
}

gboolean
oriel_timeline_hit (const OrielVizModel *model,
                    const OrielScene *scene,
                    const OrielVizState *state,
                    double x,
                    double y,
                    OrielHit *hit)
{
  const OrielTimelineModel *self = (const OrielTimelineModel *) model;
  const OrielScenePlot *plot = oriel_scene_get_plot (scene);
  Layout layout = { .model = self };
  const OrielTimelineLane *lane;
  const OrielState *under;
  OrielRect box;
  int index;

  if (plot == NULL || !(plot->rect.width > 0) || x < plot->rect.x ||
      x > plot->rect.x + plot->rect.width || y < plot->rect.y ||
      y > plot->rect.y + plot->rect.height)
    return FALSE;

  layout.plot = plot->rect;
  layout.x = time_scale (self);
  oriel_timeline_page (self, state, &layout.first, &layout.n);
  *hit = (OrielHit){ .kind = ORIEL_HIT_PLOT, .frame = -1, .field = -1, .row = -1 };
  hit->x_value = plot->x_min + (x - plot->rect.x) / plot->rect.width * (plot->x_max - plot->x_min);
  index = oriel_timeline_lane_at (self, state, (y - plot->rect.y) / plot->rect.height);
  lane = index >= 0 ? oriel_timeline_lane (self, (guint) index) : NULL;
  under = lane != NULL ? state_under (&layout, lane, x) : NULL;
  if (under != NULL)
    {
      hit->kind = ORIEL_HIT_SAMPLE;
      hit->frame = lane->frame;
      hit->field = lane->field;
      hit->row = (int) under->row;
      hit->lit = row_place (&layout, (guint) index - layout.first);
      box = state_box (&layout, lane, under);
      hit->lit.x = MAX (box.x, layout.plot.x);
      hit->lit.width = MIN (box.x + box.width, layout.plot.x + layout.plot.width) - hit->lit.x;
    }
  return TRUE;
}
