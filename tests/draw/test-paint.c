/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes and their painter: what ends up in the pixels, and that no number breaks it. */

#include "config.h"

#include <math.h>

#include "draw/oriel-paint.h"
#include "draw/oriel-text.h"

static cairo_surface_t *
paint (const OrielScene *scene, int width, int height, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  oriel_scene_paint (scene, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (gconstpointer) (data + y * cairo_image_surface_get_stride (surface) +
                                             x * 4);
}

static const OrielColor red = { 1, 0, 0, 1 };

static void
test_hairline (void)
{
  g_autoptr (OrielScene) scene = oriel_scene_new (20, 20);
  OrielStroke hairline = { .width = 0 };
  cairo_surface_t *surface;

  oriel_scene_add_line (scene, 0, 10.3, 20, 10.3, red, &hairline);
  surface = paint (scene, 20, 20, 1);
  g_assert_cmphex (pixel (surface, 5, 10), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 5, 9), ==, 0);
  g_assert_cmphex (pixel (surface, 5, 11), ==, 0);
  cairo_surface_destroy (surface);
}

/* A box lies on whole device pixels, whatever the scale. */
static void
test_box (void)
{
  g_autoptr (OrielScene) scene = oriel_scene_new (20, 20);
  OrielPaint fill = oriel_paint_solid (red);
  cairo_surface_t *surface;

  oriel_scene_add_box (scene, (OrielRect){ 2.3, 2.4, 5.3, 4.2 }, 0, &fill);
  surface = paint (scene, 20, 20, 1);
  g_assert_cmphex (pixel (surface, 2, 2), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 7, 6), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 8, 6), ==, 0);
  g_assert_cmphex (pixel (surface, 7, 7), ==, 0);
  cairo_surface_destroy (surface);

  surface = paint (scene, 40, 40, 2);
  g_assert_cmphex (pixel (surface, 5, 5), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 4, 5), ==, 0);
  g_assert_cmphex (pixel (surface, 14, 12), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 15, 12), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_nested_scenes (void)
{
  g_autoptr (OrielScene) outer = oriel_scene_new (20, 20);
  g_autoptr (OrielScene) inner = oriel_scene_new (4, 4);
  OrielPaint fill = oriel_paint_solid (red);
  OrielHit hit = { .kind = ORIEL_HIT_LINK, .url = "https://example.org" };
  cairo_surface_t *surface;

  oriel_scene_add_rect (inner, (OrielRect){ 0, 0, 4, 4 }, 0, &fill, NULL, NULL);
  oriel_scene_add_hit (inner, (OrielRect){ 0, 0, 4, 4 }, &hit);
  oriel_scene_add_scene (outer, inner, 8, 8);
  surface = paint (outer, 20, 20, 1);
  g_assert_cmphex (pixel (surface, 9, 9), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 7, 9), ==, 0);
  g_assert_nonnull (oriel_scene_hit_area_at (outer, 9, 9));
  g_assert_null (oriel_scene_hit_area_at (outer, 2, 2));
  cairo_surface_destroy (surface);
}

/* A scene of every kind of item, all numbers of which are `number`. */
static OrielScene *
hostile_scene (double number)
{
  static const guint8 commands[] = { ORIEL_PATH_CLOSE, ORIEL_PATH_MOVE, ORIEL_PATH_LINE,
                                     ORIEL_PATH_CURVE, ORIEL_PATH_ARC,  ORIEL_PATH_ARC_NEGATIVE,
                                     ORIEL_PATH_CLOSE };
  double coordinates[20], dashes[2] = { number, -number };
  OrielScene *scene = oriel_scene_new (50, 50);
  OrielStop stops[2] = { { number, red }, { 1, red } };
  OrielPaint fill = {
    .kind = ORIEL_PAINT_RADIAL, .x0 = number, .x1 = number, .stops = stops, .n_stops = 2
  };
  OrielPaint line = { .kind = ORIEL_PAINT_LINEAR, .y1 = number, .stops = stops, .n_stops = 2 };
  OrielStroke stroke = { .width = number, .dashes = dashes, .n_dashes = 2 };
  OrielRect rect = { number, number, number, number };
  OrielFont font = { .size_px = number, .weight = 400 };
  OrielPoint point = { number, number };

  for (guint i = 0; i < G_N_ELEMENTS (coordinates); i++)
    coordinates[i] = number;
  oriel_scene_add_rect (scene, rect, number, &fill, &line, &stroke);
  oriel_scene_add_path (scene, commands, G_N_ELEMENTS (commands), coordinates, &fill, &line,
                        &stroke);
  oriel_scene_add_text (scene, "text", number, number, ORIEL_ALIGN_END, &font, red, number);
  oriel_scene_add_text_turned (scene, "\xff\xfe", 5, number, ORIEL_ALIGN_END, &font, red, number);
  oriel_scene_add_points (scene, &point, 1, number, &fill, &line, &stroke, rect);
  oriel_scene_clip (scene, rect);
  oriel_scene_unclip (scene);
  oriel_scene_unclip (scene);
  return scene;
}

static void
add_hostile_series (OrielScene *scene, double number)
{
  double *xs = oriel_arena_new_array (oriel_scene_get_arena (scene), double, 3);
  double *ys = oriel_arena_new_array (oriel_scene_get_arena (scene), double, 3);
  OrielSeriesItem series = {
    .xs = xs,
    .ys = ys,
    .n = 3,
    .plot = { 0, 0, 50, 50 },
    .x_min = 0,
    .x_max = 2,
    .y_min = -1,
    .y_max = 1,
    .fill_to = number,
    .line = oriel_paint_solid (red),
    .fill = oriel_paint_solid (red),
    .stroke = { .width = number },
  };

  xs[1] = 1;
  xs[2] = 2;
  ys[1] = number;
  for (int join = ORIEL_JOIN_LINEAR; join <= ORIEL_JOIN_STEP_AFTER; join++)
    {
      series.join = (OrielJoin) join;
      oriel_scene_add_series (scene, &series);
    }
  series.y_max = number;
  oriel_scene_add_series (scene, &series);
  series.y_max = 1;
  series.x_max = number;
  oriel_scene_add_series (scene, &series);
  series.x_max = 2;
  series.plot.width = number;
  oriel_scene_add_series (scene, &series);
}

static void
test_hostile_numbers (void)
{
  static const double numbers[] = { NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e9, -1e9, 1e-300, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (OrielScene) scene = hostile_scene (numbers[i]);
      OrielPaint fill = oriel_paint_solid (red);
      cairo_surface_t *surface;

      add_hostile_series (scene, numbers[i]);
      oriel_scene_add_rect (scene, (OrielRect){ 40, 40, 5, 5 }, 0, &fill, NULL, NULL);
      surface = paint (scene, 50, 50, 1);
      g_assert_cmphex (pixel (surface, 42, 42), ==, 0xffff0000);
      cairo_surface_destroy (surface);
    }
}

#define MANY_SERIES 90
#define MANY_SAMPLES 900

static void
add_walk (OrielScene *scene, guint seed, OrielJoin join)
{
  double *xs = oriel_arena_new_array (oriel_scene_get_arena (scene), double, MANY_SAMPLES);
  double *ys = oriel_arena_new_array (oriel_scene_get_arena (scene), double, MANY_SAMPLES);
  GRand *rand = g_rand_new_with_seed (seed);
  OrielSeriesItem series = {
    .xs = xs,
    .ys = ys,
    .n = MANY_SAMPLES,
    .plot = { 10.5, 10, 500, 100 },
    .x_max = MANY_SAMPLES - 1,
    .y_max = 1,
    .join = join,
    .snap = seed % 2,
    .line = oriel_paint_solid ((OrielColor){ 1, (float) (seed % 10) / 10, 0, 0.5f }),
    .fill = seed % 9 == 0 ? oriel_paint_solid (red) : oriel_paint_none (),
    .stroke = { .width = 1 + seed % 3 },
  };

  for (guint i = 0; i < MANY_SAMPLES; i++)
    {
      xs[i] = i;
      ys[i] = i % 100 == 50 ? NAN : g_rand_double (rand);
    }
  g_rand_free (rand);
  oriel_scene_add_series (scene, &series);
}

/* Many series are painted by several threads, few by one: nobody can tell. */
static void
test_threads (void)
{
  g_autoptr (OrielScene) together = oriel_scene_new (520, 120);
  cairo_surface_t *surface, *expected = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 520, 120);
  cairo_t *cr = cairo_create (expected);

  for (guint i = 0; i < MANY_SERIES; i++)
    {
      OrielJoin join = (OrielJoin) (i % (ORIEL_JOIN_STEP_AFTER + 1));
      g_autoptr (OrielScene) alone = oriel_scene_new (520, 120);

      add_walk (together, i, join);
      add_walk (alone, i, join);
      oriel_scene_paint (alone, cr);
    }
  cairo_destroy (cr);
  surface = paint (together, 520, 120, 1);
  for (int y = 0; y < 120; y++)
    for (int x = 0; x < 520; x++)
      g_assert_cmphex (pixel (surface, x, y), ==, pixel (expected, x, y));
  cairo_surface_destroy (surface);
  cairo_surface_destroy (expected);
}

static void
test_text_measures (void)
{
  OrielFont font = { .size_px = 12, .weight = 400 };
  double one = oriel_text_width ("1", &font);

  g_assert_cmpfloat (one, >, 3);
  g_assert_cmpfloat (one, <, 12);
  g_assert_cmpfloat_with_epsilon (oriel_text_width ("8", &font), one, 0.01);
  g_assert_cmpfloat (oriel_text_width ("", &font), ==, 0);
  oriel_text_set_fixed_metrics (TRUE);
  g_assert_cmpfloat (oriel_text_width ("ab½", &font), ==, 18);
  oriel_text_set_fixed_metrics (FALSE);
}

static void
test_text_wraps (void)
{
  OrielFont font = { .size_px = 10, .weight = 400 };
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  oriel_text_set_fixed_metrics (TRUE);
  lines = oriel_text_wrap ("one two three\nabcdefghijkl", &font, 40);
  joined = g_strjoinv ("|", lines);
  oriel_text_set_fixed_metrics (FALSE);
  g_assert_cmpstr (joined, ==, "one two|three|abcdefgh|ijkl");
}

/* Letters set apart: each is followed by the space, the last one too, as in a page. */
static void
test_text_spacing (void)
{
  OrielFont plain = { .size_px = 14, .weight = 400, .proportional = TRUE };
  OrielFont spaced = plain;

  spaced.letter_spacing_px = 0.5;
  g_assert_cmpfloat_with_epsilon (oriel_text_width ("abcde", &spaced),
                                  oriel_text_width ("abcde", &plain) + 5 * 0.5, 0.02);
}

/* The fonts that come along are found beside the program, and have the widths they have in pages.
 */
static void
test_text_fonts (void)
{
  OrielFont axis = { .size_px = 12, .weight = 400, .proportional = TRUE };
  OrielFont mono = { .family = ORIEL_FONT_MONO, .size_px = 10, .weight = 400 };
  OrielFont body = { .size_px = 14, .weight = 400 };

  g_assert_cmpfloat_with_epsilon (oriel_text_width ("12:10", &axis), 28.107, 0.01);
  g_assert_cmpfloat_with_epsilon (oriel_text_width ("abcdefghij", &mono), 60.01, 0.05);
  g_assert_cmpfloat (oriel_text_baseline (&body, 22), ==, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/paint/hairline", test_hairline);
  g_test_add_func ("/draw/paint/box", test_box);
  g_test_add_func ("/draw/paint/nested-scenes", test_nested_scenes);
  g_test_add_func ("/draw/paint/hostile-numbers", test_hostile_numbers);
  g_test_add_func ("/draw/paint/threads", test_threads);
  g_test_add_func ("/draw/text/measures", test_text_measures);
  g_test_add_func ("/draw/text/wraps", test_text_wraps);
  g_test_add_func ("/draw/text/spacing", test_text_spacing);
  g_test_add_func ("/draw/text/fonts", test_text_fonts);
  return g_test_run ();
}
