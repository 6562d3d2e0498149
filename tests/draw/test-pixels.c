/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory of pictures is clear, whoever had it before. */

#include "config.h"

#include <string.h>

#include "draw/oriel-pixels.h"

static gboolean
is_clear (cairo_surface_t *surface)
{
  const guint8 *bytes = cairo_image_surface_get_data (surface);
  gsize n = (gsize) cairo_image_surface_get_stride (surface) *
            (gsize) cairo_image_surface_get_height (surface);

  for (gsize i = 0; i < n; i++)
    if (bytes[i] != 0)
      return FALSE;

  return TRUE;
}

static void
fill (cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static void
test_sizes (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 3000 }, { 800, 300 }, { 1023, 1 }, { 2047, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      cairo_surface_t *surface =
        oriel_pixels_surface_new (CAIRO_FORMAT_ARGB32, sizes[i][0], sizes[i][1]);

      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, sizes[i][0]);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, sizes[i][1]);
      g_assert_true (is_clear (surface));
      fill (surface);
      cairo_surface_destroy (surface);
    }
  oriel_pixels_trim ();
}

/* A block that was painted on comes back clear, in the other format too. */
static void
test_again (void)
{
  cairo_surface_t *first = oriel_pixels_surface_new (CAIRO_FORMAT_ARGB32, 640, 200);
  const guint8 *block = cairo_image_surface_get_data (first);
  cairo_surface_t *second;

  fill (first);
  cairo_surface_destroy (first);
  second = oriel_pixels_surface_new (CAIRO_FORMAT_RGB24, 640, 200);
  g_assert_true (cairo_image_surface_get_data (second) == block);
  g_assert_true (cairo_image_surface_get_format (second) == CAIRO_FORMAT_RGB24);
  g_assert_true (is_clear (second));
  cairo_surface_destroy (second);
  oriel_pixels_trim ();
}

/* What waits is limited; what is in use is not. */
static void
test_many (void)
{
  cairo_surface_t *surfaces[20];

  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    surfaces[i] = oriel_pixels_surface_new (CAIRO_FORMAT_ARGB32, 1000, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    fill (surfaces[i]);
  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    cairo_surface_destroy (surfaces[i]);
  oriel_pixels_trim ();
  oriel_pixels_trim ();
}

static gpointer
draw_some (gpointer unused G_GNUC_UNUSED)
{
  for (int i = 0; i < 200; i++)
    {
      cairo_surface_t *surface =
        oriel_pixels_surface_new (CAIRO_FORMAT_ARGB32, 100 + i % 3, 50 + i % 2);

      g_assert_true (is_clear (surface));
      fill (surface);
      cairo_surface_destroy (surface);
      if (i % 50 == 0)
        oriel_pixels_trim ();
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("pixels", draw_some, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  oriel_pixels_trim ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draw/pixels/sizes", test_sizes);
  g_test_add_func ("/draw/pixels/again", test_again);
  g_test_add_func ("/draw/pixels/many", test_many);
  g_test_add_func ("/draw/pixels/threads", test_threads);

  return g_test_run ();
}
