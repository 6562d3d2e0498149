/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel's series into pixels, against cairo_stroke() over the same points in the same run. The
 * gates are those that keep four times ahead of a browser's canvas, which in turn is eight times
 * ahead of cairo_stroke(). */

#include "config.h"

#include <math.h>
#include <stdio.h>

#include "bench.h"
#include "draw/oriel-paint.h"
#include "draw/oriel-reduce.h"

#define ROUNDS 5

typedef struct
{
  const char *name;
  guint n_series, n_samples;
  int width, height;
  double gate;
} Shape;

static const Shape shapes[] = {
  { "raster-10x1000", 10, 1000, 800, 300, 30 },
  { "raster-100x1000", 100, 1000, 800, 300, 30 },
  { "raster-1000x1000", 1000, 1000, 800, 300, 30 },
  { "raster-3x55550", 3, 55550, 1920, 600, 15 },
};

/* Walks that fill the plot; the same on every run. */
static void
fill_walk (GRand *rand, double *values, guint n)
{
  double at = g_rand_double_range (rand, 20, 80);

  for (guint i = 0; i < n; i++)
    {
      at = CLAMP (at + g_rand_double_range (rand, -4, 4), 0, 100);
      values[i] = at + g_rand_double_range (rand, -3, 3);
    }
}

static OrielScene *
make_scene (const Shape *shape)
{
  OrielScene *scene = oriel_scene_new (shape->width, shape->height);
  OrielArena *arena = oriel_scene_get_arena (scene);
  double *xs = oriel_arena_new_array (arena, double, shape->n_samples);
  GRand *rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < shape->n_samples; i++)
    xs[i] = i;
  for (guint s = 0; s < shape->n_series; s++)
    {
      OrielColor color = { (float) (s % 5) / 5, (float) (s % 7) / 7, 0.8f, 1 };
      double *ys = oriel_arena_new_array (arena, double, shape->n_samples);
      OrielSeriesItem item = {
        .xs = xs,
        .ys = ys,
        .n = shape->n_samples,
        .plot = { 0, 0, shape->width, shape->height },
        .x_max = shape->n_samples - 1,
        .y_min = -5,
        .y_max = 105,
        .line = oriel_paint_solid (color),
        .stroke = { .width = 1 },
      };

      fill_walk (rand, ys, shape->n_samples);
      oriel_scene_add_series (scene, &item);
    }
  g_rand_free (rand);
  return scene;
}

static void
stroke_with_cairo (const OrielScene *scene, cairo_t *cr)
{
  guint n;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    {
      const OrielSeriesItem *series = &items[i].series;
      const OrielColor *c = &series->line.color;
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (OrielPoint));

      oriel_reduce_series (series, series->ys, 1, points);
      for (guint p = 0; p < points->len; p++)
        cairo_line_to (cr, g_array_index (points, OrielPoint, p).x,
                       g_array_index (points, OrielPoint, p).y);
      cairo_set_source_rgba (cr, c->red, c->green, c->blue, c->alpha);
      cairo_set_line_width (cr, 1);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
}

static double
time_of (void (*paint) (const OrielScene *, cairo_t *), const OrielScene *scene, cairo_t *cr)
{
  double begin = bench_cpu_ms ();

  paint (scene, cr);
  return bench_cpu_ms () - begin;
}

static gboolean
run (const Shape *shape)
{
  g_autoptr (OrielScene) scene = make_scene (shape);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, shape->width, shape->height);
  cairo_t *cr = cairo_create (surface);
  double ours[ROUNDS], theirs[ROUNDS], a, b;
  guint rounds = shape->n_series >= 1000 ? 2 : ROUNDS;

  oriel_scene_paint (scene, cr);
  for (guint i = 0; i < rounds; i++)
    {
      ours[i] = time_of (oriel_scene_paint, scene, cr);
      theirs[i] = time_of (stroke_with_cairo, scene, cr);
    }
  a = bench_median (ours, rounds);
  b = bench_median (theirs, rounds);
  printf ("bench %s: %.2f ms, %.2f ms (cairo_stroke), ratio %.1f, gate %.0f\n", shape->name, a, b,
          b / MAX (a, 1e-3), shape->gate);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return b / MAX (a, 1e-3) >= shape->gate;
}

int
main (void)
{
  gboolean passed = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    passed = run (&shapes[i]) && passed;
  return passed ? 0 : 1;
}
