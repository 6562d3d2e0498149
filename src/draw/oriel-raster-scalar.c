/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser for processors without vectors that we know, and what the others are tested
 * against. */

#include "config.h"

#include "draw/oriel-raster-private.h"

#include <math.h>
#include <string.h>

#define VARIANT scalar
#define TARGET

static inline void
add_saturated (guint8 *value, int more)
{
  int sum = *value + more;

  *value = (guint8) (sum > 255 ? 255 : sum);
}

/* `more` of what `value` leaves. */
static inline void
add_over (guint8 *value, int more)
{
  int product = *value * (255 - more) + 128;

  *value = (guint8) (more + ((product * 257) >> 16));
}

static inline void
add_part (guint8 *value, int more, gboolean over)
{
  if (over)
    add_over (value, more);
  else
    add_saturated (value, more);
}

static inline void
add_bar (guint8 *block, int low, int high, int part, gboolean over)
{
  for (int row = low >> 8; row << 8 < high; row++)
    {
      int rest = MIN (high, (row + 1) << 8) - MAX (low, row << 8);

      add_part (&block[row], (part * rest + 128) >> 8, over);
    }
}

static inline void
add_steep_block (guint8 *block, const OrielSteepBlock *s, int first, int last, gboolean over)
{
  for (int column = first; column <= last; column++, block += ORIEL_RASTER_BLOCK)
    for (int row = s->low >> 8; row << 8 < s->high; row++)
      {
        int x = s->x - column * 256 + row * s->step;
        int part = MIN (x + s->half, 255) - MAX (x - s->half, 0);
        int rest = MIN (s->high, (row + 1) << 8) - MAX (s->low, row << 8);

        if (part > 0)
          add_part (&block[row], (part * rest + 128) >> 8, over);
      }
}

static inline void
blend_group (const guint8 *block, guint8 *pixels, int stride, const guint32 *colors, int rows)
{
  for (int column = 0; column < ORIEL_RASTER_GROUP; column++)
    oriel_raster_blend_column (block + column * ORIEL_RASTER_BLOCK, pixels + 4 * column, stride,
                               colors, rows);
}

#include "draw/oriel-raster-variant.h"
