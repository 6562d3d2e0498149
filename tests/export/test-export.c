/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes to files: each format is what it says, at the size it should have. */

#include "config.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "export/oriel-export.h"

static const OrielColor white = { 1, 1, 1, 1 }, red = { 1, 0, 0, 1 };

static OrielScene *
scene_new (double width, double height)
{
  OrielScene *scene = oriel_scene_new (width, height);
  OrielPaint fill = oriel_paint_solid (red);
  OrielFont font = { .size_px = 12, .weight = 400 };

  oriel_scene_add_rect (scene, (OrielRect){ 0, 0, 10, 10 }, 0, &fill, NULL, NULL);
  oriel_scene_add_text (scene, "Requests", 12, 20, ORIEL_ALIGN_START, &font, red, 0);
  return scene;
}

typedef struct
{
  const guint8 *data;
  gsize left;
} Source;

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  Source *source = closure;

  if (source->left < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->data, length);
  source->data += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return *(const guint32 *) (gconstpointer) (data + y * cairo_image_surface_get_stride (surface) +
                                             4 * x) &
         0xffffff;
}

static void
test_png (void)
{
  g_autoptr (OrielScene) scene = scene_new (80, 40);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = oriel_export_scene (scene, ORIEL_EXPORT_PNG, white, 2, &error);
  cairo_surface_t *surface;
  Source source;

  g_assert_no_error (error);
  source.data = g_bytes_get_data (bytes, &source.left);
  surface = cairo_image_surface_create_from_png_stream (read_cb, &source);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 160);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 80);
  g_assert_cmphex (pixel (surface, 19, 19), ==, 0xff0000);
  g_assert_cmphex (pixel (surface, 150, 70), ==, 0xffffff);
  cairo_surface_destroy (surface);
}

static void
test_transparent_png (void)
{
  g_autoptr (OrielScene) scene = scene_new (20, 20);
  g_autoptr (GBytes) bytes =
    oriel_export_scene (scene, ORIEL_EXPORT_PNG, (OrielColor){ 0, 0, 0, 0 }, 1, NULL);
  cairo_surface_t *surface;
  Source source;

  g_assert_nonnull (bytes);
  source.data = g_bytes_get_data (bytes, &source.left);
  surface = cairo_image_surface_create_from_png_stream (read_cb, &source);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  g_assert_cmphex (pixel (surface, 5, 5), ==, 0xff0000);
  cairo_surface_destroy (surface);
}

static void
test_vectors (void)
{
  g_autoptr (OrielScene) scene = scene_new (80, 40);
  g_autoptr (GBytes) svg = oriel_export_scene (scene, ORIEL_EXPORT_SVG, white, 1, NULL);
  g_autoptr (GBytes) pdf = oriel_export_scene (scene, ORIEL_EXPORT_PDF, white, 1, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));

  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "width=\"80px\""));
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
}

static void
test_sizes (void)
{
  static const double sizes[] = { 0, -5, 1e9, NAN, INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (OrielScene) scene = scene_new (sizes[i], 40);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = oriel_export_scene (scene, ORIEL_EXPORT_PDF, white, 1, NULL);

      g_assert_null (oriel_export_scene (scene, ORIEL_EXPORT_PNG, white, 1, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (pdf);
    }
}

static void
test_formats (void)
{
  OrielExportFormat format;
  g_autoptr (GError) error = NULL;

  g_assert_true (oriel_export_format_of ("a/b.PNG", &format, NULL));
  g_assert_cmpint (format, ==, ORIEL_EXPORT_PNG);
  g_assert_true (oriel_export_format_of ("x.svg", &format, NULL));
  g_assert_cmpint (format, ==, ORIEL_EXPORT_SVG);
  g_assert_false (oriel_export_format_of ("x.jpeg", &format, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/png", test_png);
  g_test_add_func ("/export/transparent-png", test_transparent_png);
  g_test_add_func ("/export/vectors", test_vectors);
  g_test_add_func ("/export/sizes", test_sizes);
  g_test_add_func ("/export/formats", test_formats);
  return g_test_run ();
}
