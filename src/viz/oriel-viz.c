/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of panel types: one row a type. */

#include "config.h"

#include "viz/oriel-viz.h"

#include <math.h>

#include "viz/barchart/oriel-bar-chart.h"
#include "viz/bargauge/oriel-bar-gauge.h"
#include "viz/candlestick/oriel-candlestick.h"
#include "viz/fallback/oriel-fallback.h"
#include "viz/gauge/oriel-gauge.h"
#include "viz/heatmap/oriel-heatmap.h"
#include "viz/histogram/oriel-histogram-panel.h"
#include "viz/pie/oriel-pie.h"
#include "viz/stat/oriel-stat.h"
#include "viz/table/oriel-table.h"
#include "viz/text/oriel-text-panel.h"
#include "viz/timeline/oriel-timeline.h"
#include "viz/timeseries/oriel-time-series.h"
#include "viz/trend/oriel-trend.h"
#include "viz/xychart/oriel-xy-chart.h"

/* What is drawn, in alphabetical order. */
static const OrielVizClass *const classes[] = {
  &oriel_bar_chart_class,
  &oriel_bar_gauge_class,
  &oriel_candlestick_class,
  &oriel_gauge_class,
  &oriel_heatmap_class,
  &oriel_histogram_class,
  &oriel_pie_class,
  &oriel_stat_class,
  &oriel_state_timeline_class,
  &oriel_status_history_class,
  &oriel_table_class,
  &oriel_text_panel_class,
  &oriel_time_series_class,
  &oriel_trend_class,
  &oriel_xy_chart_class,
};

/* Ids of old dashboards, and the type that took their place. */
static const struct
{
  const char *old_type;
  const char *type;
} aliases[] = {
  { "graph", "timeseries" },
  { "singlestat", "stat" },
  { "grafana-singlestat-panel", "stat" },
  { "table-old", "table" },
  { "grafana-piechart-panel", "piechart" },
  { "xychart2", "xychart" },
};

/* Draws what no class draws. */
static const OrielVizClass *const fallback = &oriel_fallback_class;

static const OrielVizClass *
find_class (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_strcmp0 (aliases[i].old_type, type) == 0)
      type = aliases[i].type;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i]->type, type) == 0)
      return classes[i];
  return NULL;
}

const OrielVizClass *
oriel_viz_find (const char *type)
{
  const OrielVizClass *found = find_class (type);

  return found != NULL ? found : fallback;
}

gboolean
oriel_viz_is_supported (const char *type)
{
  return find_class (type) != NULL;
}

const char *const *
oriel_viz_types (void)
{
  static const char *types[G_N_ELEMENTS (classes) + 1];
  static gsize initialized;

  if (g_once_init_enter (&initialized))
    {
      for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
        types[i] = classes[i]->type;
      g_once_init_leave (&initialized, 1);
    }
  return types;
}

OrielScene *
oriel_viz_layout (const OrielVizModel *model,
                  double width,
                  double height,
                  const OrielVizState *state)
{
  OrielScene *scene = model->klass->layout (model, width, height, state);

  if (model->markers != NULL)
    oriel_markers_draw (model->markers, model->klass->marks, scene);
  return scene;
}

char *
oriel_viz_describe (const OrielVizModel *model)
{
  g_autofree char *words = model->klass->describe != NULL ? model->klass->describe (model) : NULL;
  GString *text = g_string_new (words);

  oriel_markers_describe (model->markers, model->klass->marks, text);
  return g_string_free (text, FALSE);
}

/* Marks the row of the sample that was hit. */
static void
mark_hit (GArray *rows, const OrielHit *hit, gboolean by_row)
{
  for (guint i = 0; i < rows->len; i++)
    {
      OrielVizTip *tip = &g_array_index (rows, OrielVizTip, i);

      tip->is_under = hit->kind == ORIEL_HIT_SAMPLE && tip->frame == hit->frame &&
                      tip->field == hit->field && (!by_row || tip->row == hit->row);
    }
}

/* Of a sample that was hit only what is marked stays, and needs no mark any more; else nothing. */
static void
keep_hit (GArray *rows, const OrielHit *hit)
{
  guint kept = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      OrielVizTip tip = g_array_index (rows, OrielVizTip, i);

      if (hit->kind != ORIEL_HIT_SAMPLE || (!tip.is_under && tip.frame != ORIEL_TIP_OF_ALL))
        continue;
      tip.is_under = FALSE;
      g_array_index (rows, OrielVizTip, kept++) = tip;
    }
  g_array_set_size (rows, kept);
}

GArray *
oriel_viz_tips (const OrielVizModel *model,
                const OrielScene *scene,
                const OrielVizState *state,
                const OrielTipPlace *place,
                char **title,
                OrielRect *lit)
{
  const OrielVizClass *klass = model->klass;
  gboolean points = model->tips.is_set && klass->hit != NULL && !isnan (place->pointer_x);
  OrielHit hit = { .kind = ORIEL_HIT_NOTHING };
  GArray *rows;

  *title = NULL;
  *lit = (OrielRect){ 0 };
  if (klass->tips == NULL || model->tips.mode == ORIEL_TIPS_NONE)
    return NULL;
  if (points && klass->hit (model, scene, state, place->pointer_x, place->pointer_y, &hit) &&
      hit.kind == ORIEL_HIT_SAMPLE)
    *lit = hit.lit;
  if (points && klass->tips_of != NULL)
    return hit.kind == ORIEL_HIT_SAMPLE ? klass->tips_of (model, &hit, title) : NULL;

  rows = klass->tips (model, state, place->x, title);
  oriel_tip_options_apply (&model->tips, rows);
  if (points)
    mark_hit (rows, &hit, klass->tips_by_row);
  if (!points || model->tips.mode != ORIEL_TIPS_NEAREST)
    return rows;

  keep_hit (rows, &hit);
  if (rows->len > 0 && klass->more_tips != NULL)
    klass->more_tips (model, &hit, rows);
  return rows;
}

void
oriel_viz_model_free (OrielVizModel *model)
{
  if (model == NULL)
    return;

  oriel_markers_free (g_steal_pointer (&model->markers));
  model->klass->free (model);
}
