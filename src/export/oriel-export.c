/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes to files.
 *
 * PNG is written by libpng itself with compression level 1 and no filters: charts are large even
 * areas, for which that is several times faster than cairo's writer and no larger. */

#include "config.h"

#include "export/oriel-export.h"

#include "draw/oriel-paint.h"
#include "draw/oriel-pixels.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <png.h>
#include <string.h>

#define MAX_PNG_SIDE 16384  /* device pixels */
#define MAX_VECTOR_SIDE 1e5 /* px */

static const struct
{
  const char *suffix;
  OrielExportFormat format;
} formats[] = {
  { ".png", ORIEL_EXPORT_PNG },
  { ".svg", ORIEL_EXPORT_SVG },
  { ".pdf", ORIEL_EXPORT_PDF },
};

gboolean
oriel_export_format_of (const char *path, OrielExportFormat *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].suffix))
      {
        *format = formats[i].format;
        return TRUE;
      }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("“%s”: pictures are written as .png, .svg or .pdf"), path);
  return FALSE;
}

static void
paint_over_background (const OrielScene *scene, OrielColor background, cairo_t *cr)
{
  cairo_set_source_rgba (cr, background.red, background.green, background.blue, background.alpha);
  cairo_paint (cr);
  oriel_scene_paint (scene, cr);
}

static gboolean
set_cairo_error (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return FALSE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The picture can't be drawn: %s"),
               cairo_status_to_string (status));
  return TRUE;
}

static void
png_write_cb (png_structp png, png_bytep data, png_size_t length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static void
png_flush_cb (png_structp png)
{
}

static void
png_error_cb (png_structp png, png_const_charp message)
{
  char *copy = png_get_error_ptr (png);

  g_strlcpy (copy, message, 128);
  png_longjmp (png, 1);
}

static void
png_warning_cb (png_structp png, png_const_charp message)
{
}

/* Cairo's ARGB32 row (native words, alpha multiplied in) as RGB or RGBA bytes. */
static void
convert_row (const guint32 *pixels, int width, gboolean opaque, guint8 *out)
{
  for (int x = 0; x < width; x++)
    {
      guint32 p = pixels[x];
      guint alpha = p >> 24;
      guint red = (p >> 16) & 0xff, green = (p >> 8) & 0xff, blue = p & 0xff;

      if (!opaque && alpha > 0 && alpha < 255)
        {
          red = (red * 255 + alpha / 2) / alpha;
          green = (green * 255 + alpha / 2) / alpha;
          blue = (blue * 255 + alpha / 2) / alpha;
        }
      *out++ = (guint8) MIN (red, 255);
      *out++ = (guint8) MIN (green, 255);
      *out++ = (guint8) MIN (blue, 255);
      if (!opaque)
        *out++ = (guint8) alpha;
    }
}

/* libpng leaves by longjmp, so nothing here may change after setjmp and be used behind it. */
static gboolean
write_png (png_structp png,
           png_infop info,
           cairo_surface_t *surface,
           gboolean opaque,
           double scale,
           guint8 *row,
           GByteArray *bytes)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  png_uint_32 pixels_per_metre = (png_uint_32) (96 * scale / 0.0254 + 0.5);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_set_write_fn (png, bytes, png_write_cb, png_flush_cb);
  png_set_compression_level (png, 1);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_IHDR (png, info, (png_uint_32) width, (png_uint_32) height, 8,
                opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs (png, info, pixels_per_metre, pixels_per_metre, PNG_RESOLUTION_METER);
  png_write_info (png, info);
  for (int y = 0; y < height; y++)
    {
      convert_row ((const guint32 *) (gconstpointer) (data + (gsize) y * (gsize) stride), width,
                   opaque, row);
      png_write_row (png, row);
    }
  png_write_end (png, info);
  return TRUE;
}

GBytes *
oriel_export_encode_png (cairo_surface_t *surface, gboolean opaque, double scale, GError **error)
{
  char message[128] = "out of memory";
  g_autofree guint8 *row = g_malloc ((gsize) cairo_image_surface_get_width (surface) * 4);
  GByteArray *bytes = g_byte_array_new ();
  png_structp png =
    png_create_write_struct (PNG_LIBPNG_VER_STRING, message, png_error_cb, png_warning_cb);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean written = info != NULL && write_png (png, info, surface, opaque, scale, row, bytes);

  png_destroy_write_struct (&png, &info);
  if (!written)
    {
      g_byte_array_unref (bytes);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "PNG: %s", message);
      return NULL;
    }
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
export_png (const OrielScene *scene, OrielColor background, double scale, GError **error)
{
  double width, height;
  gboolean opaque = background.alpha >= 1;
  cairo_surface_t *surface;
  cairo_t *cr;
  GBytes *bytes = NULL;

  oriel_scene_get_size (scene, &width, &height);
  width = ceil (width * scale - 1e-6);
  height = ceil (height * scale - 1e-6);
  if (!(width >= 1 && height >= 1 && width <= MAX_PNG_SIDE && height <= MAX_PNG_SIDE))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("A picture of %g × %g pixels can't be drawn: sides are 1 to %d"), width,
                   height, MAX_PNG_SIDE);
      return NULL;
    }

  surface = oriel_pixels_surface_new (opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                      (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  paint_over_background (scene, background, cr);
  cairo_surface_flush (surface);
  if (!set_cairo_error (cairo_status (cr), error))
    bytes = oriel_export_encode_png (surface, opaque, scale, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bytes;
}

static cairo_status_t
write_vector_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
vector_surface_new (OrielExportFormat format, GByteArray *bytes, double width, double height)
{
  cairo_surface_t *surface;

  if (format == ORIEL_EXPORT_PDF)
    return cairo_pdf_surface_create_for_stream (write_vector_cb, bytes, width, height);

  surface = cairo_svg_surface_create_for_stream (write_vector_cb, bytes, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

static GBytes *
export_vector (const OrielScene *scene,
               OrielExportFormat format,
               OrielColor background,
               GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  double width, height;
  cairo_t *cr;

  oriel_scene_get_size (scene, &width, &height);
  width = isfinite (width) ? CLAMP (width, 1, MAX_VECTOR_SIDE) : 1;
  height = isfinite (height) ? CLAMP (height, 1, MAX_VECTOR_SIDE) : 1;
  surface = vector_surface_new (format, bytes, width, height);
  cr = cairo_create (surface);
  paint_over_background (scene, background, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (set_cairo_error (status, error))
    {
      g_byte_array_unref (bytes);
      return NULL;
    }
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
oriel_export_scene (const OrielScene *scene,
                    OrielExportFormat format,
                    OrielColor background,
                    double scale,
                    GError **error)
{
  if (format == ORIEL_EXPORT_PNG)
    return export_png (scene, background, scale, error);
  return export_vector (scene, format, background, error);
}
