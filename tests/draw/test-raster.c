/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser: it looks like area coverage, keeps to its picture, and leaves nothing behind. */

#include "config.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "draw/oriel-raster.h"

#define WIDTH 800
#define HEIGHT 300
#define LOOK_SERIES 10
#define LOOK_POINTS 500
#define LOOK_LIMIT 3.0 /* of 255, mean difference to cairo_stroke() */

static guint32 colors[HEIGHT];

static void
set_colors (guint32 color)
{
  for (int i = 0; i < HEIGHT; i++)
    colors[i] = color;
}

static cairo_surface_t *
surface_new (void)
{
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
}

static void
blend_onto (OrielRaster *raster, cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  oriel_raster_blend (raster, cairo_image_surface_get_data (surface),
                      cairo_image_surface_get_stride (surface), colors);
  cairo_surface_mark_dirty (surface);
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (gconstpointer) (data + y * cairo_image_surface_get_stride (surface) +
                                             4 * x);
}

static void
walk (GRand *rand, OrielPoint *points, guint n)
{
  double y = g_rand_double_range (rand, 20, HEIGHT - 20);

  for (guint i = 0; i < n; i++)
    {
      y = CLAMP (y + g_rand_double_range (rand, -8, 8), 2, HEIGHT - 2);
      points[i] = (OrielPoint){ (double) i * WIDTH / (n - 1), y };
    }
}

static void
stroke_with_cairo (cairo_surface_t *surface, const OrielPoint *points, guint n)
{
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static double
mean_difference (cairo_surface_t *a, cairo_surface_t *b)
{
  double sum = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      sum += abs ((int) (pixel (a, x, y) & 0xff) - (int) (pixel (b, x, y) & 0xff));
  return sum / (WIDTH * HEIGHT);
}

static void
test_look (void)
{
  g_autofree OrielPoint *points = g_new (OrielPoint, LOOK_POINTS);
  OrielRaster *raster = oriel_raster_new ();
  cairo_surface_t *ours = surface_new (), *theirs = surface_new ();
  GRand *rand = g_rand_new_with_seed (3);
  double difference;

  set_colors (0xffffffff);
  for (guint i = 0; i < LOOK_SERIES; i++)
    {
      walk (rand, points, LOOK_POINTS);
      g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
      oriel_raster_add_line (raster, points, LOOK_POINTS, 1);
      blend_onto (raster, ours);
      stroke_with_cairo (theirs, points, LOOK_POINTS);
    }
  cairo_surface_flush (theirs);
  difference = mean_difference (ours, theirs);
  g_test_message ("mean difference to cairo_stroke: %.2f of 255", difference);
  g_assert_cmpfloat (difference, <=, LOOK_LIMIT);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
  oriel_raster_free (raster);
  g_rand_free (rand);
}

/* Every direction, alone: the ink of a line is its length times its width. */
static void
test_ink (void)
{
  OrielRaster *raster = oriel_raster_new ();

  set_colors (0xffffffff);
  for (int degrees = 0; degrees < 360; degrees += 7)
    for (double width = 1; width <= 3; width++)
      {
        cairo_surface_t *surface = surface_new ();
        double angle = degrees * G_PI / 180, ink = 0;
        OrielPoint points[] = { { 150, 100 }, { 150 + 80 * cos (angle), 100 + 80 * sin (angle) } };

        g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
        oriel_raster_add_line (raster, points, 2, width);
        blend_onto (raster, surface);
        for (int y = 0; y < HEIGHT; y++)
          for (int x = 0; x < WIDTH; x++)
            ink += (pixel (surface, x, y) & 0xff) / 255.0;
        g_assert_cmpfloat_with_epsilon (ink, 80 * width, 80 * width * 0.03);
        cairo_surface_destroy (surface);
      }
  oriel_raster_free (raster);
}

static void
test_area (void)
{
  OrielRaster *raster = oriel_raster_new ();
  cairo_surface_t *surface = surface_new ();
  OrielPoint points[] = { { 10, 50 }, { 30.5, 50 }, { NAN, NAN }, { 100, 50 }, { 120, 150 } };

  set_colors (0xff0000ff);
  g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
  oriel_raster_add_area (raster, points, G_N_ELEMENTS (points), 100.5);
  blend_onto (raster, surface);
  g_assert_cmphex (pixel (surface, 20, 75), ==, 0xff0000ff);
  g_assert_cmphex (pixel (surface, 20, 49), ==, 0);
  g_assert_cmpint ((int) (pixel (surface, 20, 100) >> 24), ==, 128);
  g_assert_cmpint ((int) (pixel (surface, 30, 75) >> 24), ==, 128);
  g_assert_cmphex (pixel (surface, 60, 75), ==, 0);
  g_assert_cmphex (pixel (surface, 118, 120), ==, 0xff0000ff);
  g_assert_cmphex (pixel (surface, 118, 95), ==, 0);
  cairo_surface_destroy (surface);
  oriel_raster_free (raster);
}

static void
test_translucent (void)
{
  OrielRaster *raster = oriel_raster_new ();
  cairo_surface_t *surface = surface_new ();
  cairo_t *cr = cairo_create (surface);
  OrielPoint points[] = { { 0, 50 }, { 100, 50 } };

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  set_colors (0x80000080);
  g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
  oriel_raster_add_area (raster, points, 2, 100);
  blend_onto (raster, surface);
  g_assert_cmphex (pixel (surface, 50, 75), ==, 0xff7f0080);
  cairo_surface_destroy (surface);
  oriel_raster_free (raster);
}

/* Whatever comes, nothing is written outside, and the next picture starts empty. */
static void
test_hostile (void)
{
  static const double numbers[] = { NAN, INFINITY, -INFINITY, 1e300, -1e300,   1e6, -1e6,
                                    0,   1e-300,   299.9999,  300,   199.9999, 200, -0.5 };
  OrielRaster *raster = oriel_raster_new ();
  cairo_surface_t *surface;

  g_assert_false (oriel_raster_begin (raster, 0, 5));
  g_assert_false (oriel_raster_begin (raster, 1 << 30, 5));
  set_colors (0xffffffff);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
      {
        OrielPoint points[] = { { 5, 5 },
                                { numbers[i], numbers[k] },
                                { 790, 290 },
                                { numbers[k], numbers[k] },
                                { 795, 295 } };

        surface = surface_new ();
        g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
        oriel_raster_add_line (raster, points, G_N_ELEMENTS (points), 1 + k);
        oriel_raster_add_area (raster, points, G_N_ELEMENTS (points), numbers[i]);
        blend_onto (raster, surface);
        cairo_surface_destroy (surface);
      }

  surface = surface_new ();
  g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
  blend_onto (raster, surface);
  g_assert_true (oriel_raster_begin (raster, 77, 33));
  blend_onto (raster, surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      g_assert_cmphex (pixel (surface, x, y), ==, 0);
  cairo_surface_destroy (surface);
  oriel_raster_free (raster);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/raster/look", test_look);
  g_test_add_func ("/draw/raster/ink", test_ink);
  g_test_add_func ("/draw/raster/area", test_area);
  g_test_add_func ("/draw/raster/translucent", test_translucent);
  g_test_add_func ("/draw/raster/hostile", test_hostile);
  return g_test_run ();
}
