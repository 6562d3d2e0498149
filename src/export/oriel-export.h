/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes to files: PNG at any scale, SVG and PDF as vectors. */

#pragma once

#include <cairo.h>

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_EXPORT_PNG,
  ORIEL_EXPORT_SVG,
  ORIEL_EXPORT_PDF,
} OrielExportFormat;

/* The format of a file's name; FALSE with `error` (G_IO_ERROR_NOT_SUPPORTED) for other names. */
gboolean oriel_export_format_of (const char *path, OrielExportFormat *format, GError **error);

/* Paints `scene` over `background` and returns the file's bytes. `scale` is device pixels per
 * px (PNG); SVG and PDF have 1 px = 1 unit. NULL with `error`. Any thread. */
GBytes *oriel_export_scene (const OrielScene *scene,
                            OrielExportFormat format,
                            OrielColor background,
                            double scale,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The PNG file of an image surface (ARGB32 or RGB24); `opaque`: its alpha is not looked at. `scale`
 * is what it was drawn with, for the file's resolution. NULL with `error`. Any thread. */
GBytes *oriel_export_encode_png (cairo_surface_t *surface,
                                 gboolean opaque,
                                 double scale,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
