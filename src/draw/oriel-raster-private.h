/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rasteriser and its variants for kinds of processors share.
 *
 * A variant is a file that defines three small functions over one block (a column of sixteen rows)
 * and includes oriel-raster-variant.h, which has the geometry. All variants give the same bits. */

#pragma once

#include "draw/oriel-raster.h"

G_BEGIN_DECLS

#define ORIEL_RASTER_BLOCK 16 /* rows */
#define ORIEL_RASTER_GROUP 8  /* columns that are blended together */

typedef struct
{
  const char *name;
  void (*add_line) (OrielRaster *raster, const OrielPoint *points, gsize n, double width);
  void (*add_area) (OrielRaster *raster, const OrielPoint *points, gsize n, double base);
  void (*blend) (OrielRaster *raster, guint8 *pixels, int stride, const guint32 *colors);
} OrielRasterVariant;

struct _OrielRaster
{
  const OrielRasterVariant *variant;
  int left, width, height; /* columns from `left` on */
  gboolean is_fine;        /* the line that is being added */
  int n_blocks, n_groups;  /* blocks above each other, groups beside each other */
  guint8 *coverage;        /* [block][column][row]; zero but between adding and blending */
  guint8 *touched;         /* [block][group] */
  gsize capacity, touched_capacity;
  gboolean is_pending;
};

/* What a steep segment is within one row of blocks: in 8.8 fixed point, from its top left. */
typedef struct
{
  int x;         /* middle of the stroke at the middle of row 0 */
  int step;      /* per row */
  int half;      /* of the stroke's horizontal width */
  int low, high; /* rows it covers */
} OrielSteepBlock;

extern const OrielRasterVariant oriel_raster_scalar;
#if defined(__x86_64__)
extern const OrielRasterVariant oriel_raster_sse2;
extern const OrielRasterVariant oriel_raster_avx2; /* only where the processor has it */
#endif

/* The first column of a block: `column` counts from the raster's left. */
static inline guint8 *
oriel_raster_block (const OrielRaster *raster, int block, int column)
{
  gsize columns = (gsize) raster->n_groups * ORIEL_RASTER_GROUP;

  return raster->coverage + ((gsize) block * columns + (gsize) column) * ORIEL_RASTER_BLOCK;
}

/* (value × part) ÷ 255, of four 8-bit channels at once. */
static inline guint32
oriel_raster_scale_color (guint32 color, guint part)
{
  guint32 even = (color & 0xff00ff) * part + 0x800080;
  guint32 odd = ((color >> 8) & 0xff00ff) * part + 0x800080;

  even = ((even + ((even >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
  odd = (odd + ((odd >> 8) & 0xff00ff)) & 0xff00ff00;
  return even | odd;
}

/* Blends one column's rows. Columns at the picture's edge that make no group come here. */
static inline void
oriel_raster_blend_column (const guint8 *block,
                           guint8 *pixels,
                           int stride,
                           const guint32 *colors,
                           int rows)
{
  for (int row = 0; row < rows; row++, pixels += stride)
    if (block[row] > 0)
      {
        guint32 *pixel = (guint32 *) (gpointer) pixels;
        guint32 over = oriel_raster_scale_color (colors[row], block[row]);

        *pixel = over + oriel_raster_scale_color (*pixel, 255 - (over >> 24));
      }
}

G_END_DECLS
