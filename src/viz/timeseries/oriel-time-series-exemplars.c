/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exemplars over series. They lie on the first scale that is shown, as in Grafana. One that has all
 * labels of a series has its colour, and goes when it is hidden. */

#include "config.h"

#include "viz/timeseries/oriel-time-series-lanes.h"

#include <math.h>
#include <string.h>

/* More comparisons than these cost more than the colours are worth. */
#define MAX_COMPARISONS 500000

/* The columns of a frame of exemplars that have the labels of a series. */
typedef struct
{
  const OrielFrame *frame;
  guint series;
  const OrielLabels *labels;
  const OrielColumn **columns; /* one a label, in the arena */
} Match;

typedef struct
{
  const OrielTimeSeriesModel *model;
  const OrielRect *plot;
  const OrielScale *scale;
  gboolean *shown; /* a series; in the arena */
  GArray *matches; /* of Match */
} Exemplars;

static const OrielColumn *
label_column (const OrielFrame *frame, const char *name)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (strcmp (oriel_frame_field (frame, i)->name, name) == 0 &&
        oriel_frame_field (frame, i)->type == ORIEL_FIELD_STRING)
      return oriel_frame_field (frame, i)->column;

  return NULL;
}

static void
add_match (Exemplars *all, const OrielFrame *frame, guint series, OrielArena *arena)
{
  const OrielLabels *labels = oriel_time_series_at (all->model, series)->config->labels;
  Match match = { .frame = frame, .series = series, .labels = labels };

  if (labels == NULL || labels->n == 0)
    return;

  match.columns = oriel_arena_new_array (arena, const OrielColumn *, labels->n);
  for (guint i = 0; i < labels->n; i++)
    {
      match.columns[i] = label_column (frame, labels->items[i].name);
      if (match.columns[i] == NULL)
        return;
    }
  g_array_append_val (all->matches, match);
}

static void
find_matches (Exemplars *all, OrielArena *arena)
{
  guint n;
  OrielFrame *const *frames = oriel_markers_exemplars (all->model->base.markers, &n);
  gsize comparisons = 0;

  for (guint i = 0; i < n; i++)
    comparisons += frames[i]->n_rows * all->model->series->len;
  for (guint i = 0; comparisons <= MAX_COMPARISONS && i < n; i++)
    for (guint series = 0; series < all->model->series->len; series++)
      add_match (all, frames[i], series, arena);
}

static gboolean
is_match (const Match *match, const OrielFrame *frame, gsize row)
{
  if (match->frame != frame)
    return FALSE;

  for (guint i = 0; i < match->labels->n; i++)
    if (g_strcmp0 (match->columns[i]->strings[row], match->labels->items[i].value) != 0)
      return FALSE;

  return TRUE;
}

/* Of no series in particular: shown always. */
static gboolean
choose (const OrielFrame *frame, gsize row, OrielColor *color, gpointer data)
{
  const Exemplars *all = data;
  gboolean matches = FALSE;

  for (guint i = 0; i < all->matches->len; i++)
    {
      const Match *match = &g_array_index (all->matches, Match, i);

      if (!is_match (match, frame, row))
        continue;
      matches = TRUE;
      if (!all->shown[match->series])
        continue;
      *color = oriel_color_with_alpha (oriel_time_series_at (all->model, match->series)->color,
                                       color->alpha);
      return TRUE;
    }

  return !matches;
}

static double
place (const OrielFrame *frame, gsize row, double value, gpointer data)
{
  const Exemplars *all = data;

  return all->plot->y + all->plot->height * (1 - oriel_scale_position (all->scale, value));
}

static const OrielScale *
first_scale (const OrielLanes *lanes)
{
  for (guint i = 0; i < lanes->scales->len; i++)
    if (g_array_index (lanes->scales, OrielLaneScale, i).is_shown)
      return &g_array_index (lanes->scales, OrielLaneScale, i).scale;

  return NULL;
}

void
oriel_time_series_draw_exemplars (const OrielTimeSeriesModel *model,
                                  const OrielLanes *lanes,
                                  OrielScene *scene,
                                  const OrielRect *plot)
{
  OrielArena *arena = oriel_scene_get_arena (scene);
  g_autoptr (GArray) matches = NULL;
  Exemplars all = { .model = model, .plot = plot, .scale = first_scale (lanes) };
  const OrielExemplarLook look = {
    .plot = *plot,
    .x_min = (double) model->range.from_ms,
    .x_max = (double) model->range.to_ms,
    .place = place,
    .choose = choose,
    .data = &all,
  };

  if (model->base.markers == NULL || !model->x_is_time || all.scale == NULL)
    return;

  all.matches = matches = g_array_new (FALSE, FALSE, sizeof (Match));
  all.shown = oriel_arena_new_array (arena, gboolean, model->series->len + 1);
  memset (all.shown, 0, model->series->len * sizeof (gboolean));
  for (guint i = 0; i < lanes->lanes->len; i++)
    all.shown[g_array_index (lanes->lanes, OrielLane, i).series] = TRUE;
  find_matches (&all, arena);
  oriel_markers_draw_exemplars (model->base.markers, scene, &look);
}
