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

/* A fine line is as bright on a slope as where it is level: its ink is that of its longer side. */
static void
test_fine_ink (void)
{
  OrielRaster *raster = oriel_raster_new ();

  set_colors (0xffffffff);
  for (int degrees = 0; degrees < 360; degrees += 7)
    {
      cairo_surface_t *surface = surface_new ();
      double angle = degrees * G_PI / 180, ink = 0;
      double longer = 80 * MAX (fabs (cos (angle)), fabs (sin (angle)));
      OrielPoint points[] = { { 150, 100 }, { 150 + 80 * cos (angle), 100 + 80 * sin (angle) } };

      g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
      oriel_raster_add_fine_line (raster, points, 2, 1);
      blend_onto (raster, surface);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          ink += (pixel (surface, x, y) & 0xff) / 255.0;
      g_assert_cmpfloat_with_epsilon (ink, longer, longer * 0.03);
      cairo_surface_destroy (surface);
    }
  oriel_raster_free (raster);
}

/* Segments of a fine line lie over each other, as if each was drawn by itself: where they meet
 * within a pixel, half of a half stays free. A line that is not fine is one shape. */
static void
test_fine_joint (void)
{
  static const OrielPoint points[] = { { 100, 50.5 }, { 110.5, 50.5 }, { 120, 50.5 } };
  OrielRaster *raster = oriel_raster_new ();

  set_colors (0xffffffff);
  for (int fine = 0; fine < 2; fine++)
    {
      cairo_surface_t *surface = surface_new ();

      g_assert_true (oriel_raster_begin (raster, WIDTH, HEIGHT));
      if (fine)
        oriel_raster_add_fine_line (raster, points, G_N_ELEMENTS (points), 1);
      else
        oriel_raster_add_line (raster, points, G_N_ELEMENTS (points), 1);
      blend_onto (raster, surface);
      g_assert_cmpint (pixel (surface, 109, 50) & 0xff, ==, 255);
      g_assert_cmpint (pixel (surface, 110, 50) & 0xff, ==, fine ? 192 : 255);
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

static const char *const variants[] = { "scalar", "sse2", "avx2" };

/* Opaque, translucent and graded. */
static guint32
color_of_row (guint series, int row)
{
  guint alpha = series % 2 ? 255 : series % 4 ? 90 : (guint) row % 256;

  return alpha << 24 | (alpha * series / 24) << 16 | (alpha / 2) << 8 | alpha / 3;
}

/* Everything that a raster does, in one picture. */
static void
draw_everything (OrielRaster *raster, int left, int width, cairo_surface_t *surface)
{
  g_autofree OrielPoint *points = g_new (OrielPoint, LOOK_POINTS);
  GRand *rand = g_rand_new_with_seed (11);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (guint i = 0; i < 24; i++)
    {
      walk (rand, points, LOOK_POINTS);
      for (guint k = 0; i % 3 == 1 && k < LOOK_POINTS; k++)
        points[k] = (OrielPoint){ floor (points[k].x) + 0.5, floor (points[k].y) + 0.5 };
      for (guint k = 0; i % 3 == 2 && k < LOOK_POINTS; k++)
        points[k].y = g_rand_double_range (rand, -400, 700);
      for (int k = 0; k < HEIGHT; k++)
        colors[k] = color_of_row (i, k);
      g_assert_true (oriel_raster_begin_strip (raster, left, width, HEIGHT));
      if (i % 5 == 0)
        oriel_raster_add_area (raster, points, LOOK_POINTS, 150.25);
      oriel_raster_add_line (raster, points, LOOK_POINTS, 0.5 + i % 4);
      oriel_raster_blend (raster, cairo_image_surface_get_data (surface) + 4 * left, stride,
                          colors);
    }
  cairo_surface_mark_dirty (surface);
  g_rand_free (rand);
}

static void
assert_same (cairo_surface_t *a, cairo_surface_t *b)
{
  for (int y = 0; y < HEIGHT; y++)
    g_assert_cmpmem (
      cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a), 4 * WIDTH,
      cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b), 4 * WIDTH);
}

/* Whatever the processor has, the picture is the same. */
static void
test_variants (void)
{
  cairo_surface_t *expected = surface_new ();
  OrielRaster *raster = oriel_raster_new_variant ("scalar");

  draw_everything (raster, 0, WIDTH, expected);
  oriel_raster_free (raster);
  g_assert_null (oriel_raster_new_variant ("abacus"));
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      cairo_surface_t *surface = surface_new ();

      raster = oriel_raster_new_variant (variants[i]);
      if (raster == NULL)
        {
          g_test_message ("the processor has no %s", variants[i]);
          continue;
        }
      g_assert_cmpstr (oriel_raster_get_variant (raster), ==, variants[i]);
      draw_everything (raster, 0, WIDTH, surface);
      assert_same (surface, expected);
      oriel_raster_free (raster);
      cairo_surface_destroy (surface);
    }
  cairo_surface_destroy (expected);
}

/* Strips beside each other are the picture. */
static void
test_strips (void)
{
  static const int edges[] = { 0, 1, 8, 77, 401, 792, WIDTH };
  cairo_surface_t *expected = surface_new (), *surface = surface_new ();
  OrielRaster *raster = oriel_raster_new ();

  draw_everything (raster, 0, WIDTH, expected);
  for (guint i = 1; i < G_N_ELEMENTS (edges); i++)
    draw_everything (raster, edges[i - 1], edges[i] - edges[i - 1], surface);
  assert_same (surface, expected);
  oriel_raster_free (raster);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/raster/look", test_look);
  g_test_add_func ("/draw/raster/ink", test_ink);
  g_test_add_func ("/draw/raster/fine-ink", test_fine_ink);
  g_test_add_func ("/draw/raster/fine-joint", test_fine_joint);
  g_test_add_func ("/draw/raster/area", test_area);
  g_test_add_func ("/draw/raster/translucent", test_translucent);
  g_test_add_func ("/draw/raster/hostile", test_hostile);
  g_test_add_func ("/draw/raster/variants", test_variants);
  g_test_add_func ("/draw/raster/strips", test_strips);
  return g_test_run ();
}
