/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser of data: its memory, and the choice of a variant for the processor at hand. */

#include "config.h"

#include "draw/oriel-raster-private.h"

#include <math.h>
#include <string.h>

#define MAX_SIDE 16384

static const OrielRasterVariant *const variants[] = {
#if defined(__x86_64__)
  &oriel_raster_avx2,
  &oriel_raster_sse2,
#endif
  &oriel_raster_scalar,
};

static gboolean
processor_has (const OrielRasterVariant *variant)
{
#if defined(__x86_64__)
  if (variant == &oriel_raster_avx2)
    return __builtin_cpu_supports ("avx2") != 0;
#endif
  return TRUE;
}

static const OrielRasterVariant *
best_variant (void)
{
  guint i = 0;

  while (!processor_has (variants[i]))
    i++;
  return variants[i];
}

OrielRaster *
oriel_raster_new (void)
{
  OrielRaster *raster = g_new0 (OrielRaster, 1);

  raster->variant = best_variant ();
  return raster;
}

OrielRaster *
oriel_raster_new_variant (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (strcmp (variants[i]->name, name) == 0 && processor_has (variants[i]))
      {
        OrielRaster *raster = oriel_raster_new ();

        raster->variant = variants[i];
        return raster;
      }
  return NULL;
}

const char *
oriel_raster_get_variant (const OrielRaster *raster)
{
  return raster->variant->name;
}

void
oriel_raster_free (OrielRaster *raster)
{
  if (raster == NULL)
    return;

  g_free (raster->coverage);
  g_free (raster->touched);
  g_free (raster);
}

/* Memory that is zero, and as large as is wanted. */
static void
reserve (guint8 **memory, gsize *capacity, gsize size)
{
  if (size <= *capacity)
    return;

  g_free (*memory);
  *memory = g_malloc0 (size);
  *capacity = size;
}

gboolean
oriel_raster_begin_strip (OrielRaster *raster, int left, int width, int height)
{
  if (left < -MAX_SIDE || left > MAX_SIDE || width <= 0 || height <= 0 || width > MAX_SIDE ||
      height > MAX_SIDE)
    return FALSE;

  if (raster->is_pending)
    {
      memset (raster->coverage, 0, raster->capacity);
      memset (raster->touched, 0, raster->touched_capacity);
      raster->is_pending = FALSE;
    }
  raster->left = left;
  raster->width = width;
  raster->height = height;
  raster->n_blocks = (height + ORIEL_RASTER_BLOCK - 1) / ORIEL_RASTER_BLOCK;
  raster->n_groups = (width + ORIEL_RASTER_GROUP - 1) / ORIEL_RASTER_GROUP;
  reserve (&raster->touched, &raster->touched_capacity,
           (gsize) raster->n_blocks * (gsize) raster->n_groups);
  reserve (&raster->coverage, &raster->capacity,
           (gsize) raster->n_blocks * (gsize) raster->n_groups * ORIEL_RASTER_GROUP *
             ORIEL_RASTER_BLOCK);
  return TRUE;
}

gboolean
oriel_raster_begin (OrielRaster *raster, int width, int height)
{
  return oriel_raster_begin_strip (raster, 0, width, height);
}

void
oriel_raster_add_line (OrielRaster *raster, const OrielPoint *points, gsize n, double width)
{
  if (!(width > 0))
    return;

  raster->is_pending = TRUE;
  raster->variant->add_line (raster, points, n, MIN (width, ORIEL_RASTER_MAX_WIDTH));
}

void
oriel_raster_add_fine_line (OrielRaster *raster, const OrielPoint *points, gsize n, double width)
{
  raster->is_fine = TRUE;
  oriel_raster_add_line (raster, points, n, width);
  raster->is_fine = FALSE;
}

void
oriel_raster_add_area (OrielRaster *raster, const OrielPoint *points, gsize n, double base)
{
  if (isnan (base))
    return;

  raster->is_pending = TRUE;
  raster->variant->add_area (raster, points, n, base);
}

void
oriel_raster_blend (OrielRaster *raster, guint8 *pixels, int stride, const guint32 *colors)
{
  raster->variant->blend (raster, pixels, stride, colors);
  raster->is_pending = FALSE;
}
