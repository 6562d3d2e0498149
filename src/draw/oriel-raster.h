/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser of data: area coverage of polylines and of the areas under them, for image
 * surfaces.
 *
 * Coverage is 8 bits a pixel, in blocks of one column and sixteen rows, because data lines run
 * mostly up and down. Within a series coverage adds up and saturates; then the series is blended
 * over the picture once, and the blocks it touched are cleared. That is twenty to eighty times
 * faster than cairo_stroke(), whose cost is in general polygons that data never are. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

typedef struct _OrielRaster OrielRaster;

/* Widest stroke that is drawn here, in pixels: wider ones need joins. */
#define ORIEL_RASTER_MAX_WIDTH 4.0

/* An empty raster. Free with oriel_raster_free(). One thread at a time. */
OrielRaster *oriel_raster_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The same with one variant of the code: "avx2", "sse2" or "scalar"; NULL where the processor has
 * not got it. All draw the same bits. */
OrielRaster *oriel_raster_new_variant (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* The name of the variant that was chosen for the processor. */
const char *oriel_raster_get_variant (const OrielRaster *raster);

/* Frees it; nullable. */
void oriel_raster_free (OrielRaster *raster);

/* Makes it empty and so many pixels large (memory is kept). FALSE when that is too large. */
gboolean oriel_raster_begin (OrielRaster *raster, int width, int height);

/* The same for the columns from `left` on of a picture: points stay those of the whole picture, so
 * that strips beside each other, drawn one by one, are the picture bit for bit. */
gboolean oriel_raster_begin_strip (OrielRaster *raster, int left, int width, int height);

/* Adds a polyline `width` pixels wide; points are pixels from the raster's corner, those with an
 * x of NaN lift the pen. Any number may come. */
void oriel_raster_add_line (OrielRaster *raster, const OrielPoint *points, gsize n, double width);

/* The same with a line that is `width` high where it is gentle and as wide where it is steep, so
 * that slopes look no bolder than what is level, and whose segments lie over each other where they
 * share a pixel, instead of filling it together: so browsers draw lines of a device pixel. */
void
oriel_raster_add_fine_line (OrielRaster *raster, const OrielPoint *points, gsize n, double width);

/* Adds the area between a polyline, whose x ascend, and the level `base`. */
void oriel_raster_add_area (OrielRaster *raster, const OrielPoint *points, gsize n, double base);

/* Blends what was added onto `pixels` (Cairo's ARGB32 or RGB24, `stride` bytes a row; the pixel
 * at the raster's corner) and forgets it. `colors` has a premultiplied colour for every row. */
void oriel_raster_blend (OrielRaster *raster, guint8 *pixels, int stride, const guint32 *colors);

G_END_DECLS
