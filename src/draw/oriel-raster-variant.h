/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser's geometry, compiled once for each kind of processor: a variant defines VARIANT
 * (its name), TARGET (a function attribute, or nothing) and
 *
 *   add_bar          rows [low, high) of one block, each to the part `part` of 255
 *   add_steep_block  a steep segment's part of a row of blocks
 *                    both add to what is there, or with `over` a part of what that leaves
 *   blend_group      eight columns of a block onto pixels
 *
 * and includes this file at its end.
 *
 * A stroke's segment is steep or gentle. A gentle one is cut into columns, in each of which it is a
 * bar as high as the stroke is wide measured vertically. A steep one is cut into rows in each of
 * which it is a bar as wide as the stroke measured horizontally. Both take the middle of their
 * pixel for the whole, which is within 1/8 of the exact area at worst and within 1/255 on
 * average. */

#define BLOCK ORIEL_RASTER_BLOCK
#define GROUP ORIEL_RASTER_GROUP
#define BLOCK_SHIFT 12 /* of 8.8 fixed point to blocks */
#define GROUP_SHIFT 3
#define FAR 1e7
#define OUTSIDE 32.0 /* so far beyond the edges steep segments are followed: a block's reach */

typedef struct
{
  double x0, y0, x1, y1;
} Segment;

/* Marks the groups of a block that the columns [first, last] lie in. */
static inline TARGET void
touch (OrielRaster *raster, int block, int first, int last)
{
  guint8 *touched = raster->touched + (gsize) block * (gsize) raster->n_groups;
  int first_group = first >> GROUP_SHIFT, last_group = last >> GROUP_SHIFT;

  touched[first_group] = touched[last_group] = 1;
  for (int group = first_group + 1; group < last_group; group++)
    touched[group] = 1;
}

/* Rows [low, high) of one column, each to the part `weight` of what lies in it. */
static inline TARGET void
add_column (OrielRaster *raster, int column, double low, double high, double weight)
{
  int part = (int) (weight * 255 + 0.5);
  int from, to;

  low = low > 0 ? low : 0;
  high = high < raster->height ? high : raster->height;
  if (!(low < high))
    return;

  from = (int) (low * 256);
  to = (int) (high * 256);
  for (int block = from >> BLOCK_SHIFT, top = block << BLOCK_SHIFT; top < to;
       block++, top += BLOCK * 256)
    {
      add_bar (oriel_raster_block (raster, block, column), MAX (from - top, 0),
               MIN (to - top, BLOCK * 256), part, raster->is_fine);
      touch (raster, block, column, column);
    }
}

/* How long a cut across a stroke is. */
static inline double
cut_length (const OrielRaster *raster, double width, double slope)
{
  return raster->is_fine ? width : width * sqrt (1 + slope * slope);
}

/* At most as steep as 45°: a bar in every column. `s` goes right. */
static inline TARGET void
add_gentle (OrielRaster *raster, const Segment *s, double width)
{
  double slope = (s->y1 - s->y0) / (s->x1 - s->x0);
  double half = cut_length (raster, width, slope) / 2;
  double left = s->x0 > raster->left ? s->x0 : raster->left;
  double right = s->x1 < raster->left + raster->width ? s->x1 : raster->left + raster->width;

  if (!(left < right))
    return;

  for (int column = (int) left; column < right; column++)
    {
      double a = left > column ? left : column;
      double b = right < column + 1 ? right : column + 1;
      double y = s->y0 + ((a + b) / 2 - s->x0) * slope;

      add_column (raster, column - raster->left, y - half, y + half, b - a);
    }
}

/* The columns that the stroke reaches within a row of blocks, held within the picture. */
static inline TARGET gboolean
steep_columns (const OrielRaster *raster, const OrielSteepBlock *s, int *first, int *last)
{
  int a = s->x + (s->low >> 8) * s->step;
  int b = s->x + ((s->high - 1) >> 8) * s->step;

  *first = ((a < b ? a : b) - s->half + 1) >> 8;
  *last = ((a < b ? b : a) + s->half - 1) >> 8;
  *first = *first < 0 ? 0 : *first;
  *last = *last >= raster->width ? raster->width - 1 : *last;
  return *first <= *last;
}

/* Holds the rows [low, high) to those in which the segment is near the picture's columns. */
static inline TARGET void
clip_steep (const OrielRaster *raster, const Segment *s, double slope, double *low, double *high)
{
  double near = raster->left - OUTSIDE, far = raster->left + raster->width + OUTSIDE;
  double a, b;

  if (MIN (s->x0, s->x1) >= near && MAX (s->x0, s->x1) <= far)
    return;
  if (slope == 0)
    {
      *high = *low;
      return;
    }
  a = s->y0 + (near - s->x0) / slope;
  b = s->y0 + (far - s->x0) / slope;
  *low = MAX (*low, MIN (a, b));
  *high = MIN (*high, MAX (a, b));
}

/* Steeper than 45°: sixteen rows at a time. `s` goes down. */
static inline TARGET void
add_steep (OrielRaster *raster, const Segment *s, double width)
{
  double slope = (s->x1 - s->x0) / (s->y1 - s->y0);
  double low = s->y0 > 0 ? s->y0 : 0;
  double high = s->y1 < raster->height ? s->y1 : raster->height;
  OrielSteepBlock in_block;
  int from, to, x, step;

  clip_steep (raster, s, slope, &low, &high);
  if (!(low < high))
    return;

  /* 16.16 fixed point, from the raster's left; first at the middle of the first block's row 0. */
  from = (int) (low * 256);
  to = (int) (high * 256);
  step = (int) floor (slope * 65536 + 0.5);
  x =
    (int) ((s->x0 - raster->left + ((from >> BLOCK_SHIFT) * BLOCK + 0.5 - s->y0) * slope) * 65536);
  in_block.step = step >> 8;
  in_block.half = (int) (cut_length (raster, width, slope) * 128 + 0.5);
  for (int block = from >> BLOCK_SHIFT, top = block << BLOCK_SHIFT; top < to;
       block++, top += BLOCK * 256, x += step * BLOCK)
    {
      int first, last;

      in_block.x = x >> 8;
      in_block.low = MAX (from - top, 0);
      in_block.high = MIN (to - top, BLOCK * 256);
      if (!steep_columns (raster, &in_block, &first, &last))
        continue;
      add_steep_block (oriel_raster_block (raster, block, first), &in_block, first, last,
                       raster->is_fine);
      touch (raster, block, first, last);
    }
}

static inline TARGET void
add_segment (OrielRaster *raster, const OrielPoint *a, const OrielPoint *b, double width)
{
  Segment s = { a->x, a->y, b->x, b->y };
  double dx = s.x1 - s.x0, dy = s.y1 - s.y0;

  if (!(fabs (dx) < FAR && fabs (dy) < FAR))
    return;

  if (fabs (dy) > fabs (dx))
    {
      if (dy < 0)
        s = (Segment){ s.x1, s.y1, s.x0, s.y0 };
      add_steep (raster, &s, width);
    }
  else if (dx != 0)
    {
      if (dx < 0)
        s = (Segment){ s.x1, s.y1, s.x0, s.y0 };
      add_gentle (raster, &s, width);
    }
}

/* Points above each other are one upright bar: `from` and `to`, the points i - 1 and i, become its
 * ends. Returns the first point beyond. */
static inline TARGET gsize
upright_run (const OrielPoint *points, gsize i, gsize n, OrielPoint *from, OrielPoint *to)
{
  for (; i < n && points[i].x == from->x; i++)
    {
      from->y = MIN (from->y, points[i].y);
      to->y = MAX (to->y, points[i].y);
    }
  return i;
}

static TARGET void
add_line (OrielRaster *raster, const OrielPoint *points, gsize n, double width)
{
  for (gsize i = 1; i < n;)
    {
      OrielPoint from = points[i - 1], to = points[i];

      i++;
      if (from.x == to.x)
        {
          to.y = MAX (from.y, to.y);
          from.y = MIN (points[i - 2].y, points[i - 1].y);
          i = upright_run (points, i, n, &from, &to);
        }
      add_segment (raster, &from, &to, width);
    }
}

/* A segment's part of every column: from its middle height there to the base. */
static inline TARGET void
add_area_segment (OrielRaster *raster, const Segment *s, double base)
{
  double slope = (s->y1 - s->y0) / (s->x1 - s->x0);
  double left = s->x0 > raster->left ? s->x0 : raster->left;
  double right = s->x1 < raster->left + raster->width ? s->x1 : raster->left + raster->width;

  if (!(left < right))
    return;

  for (int column = (int) left; column < right; column++)
    {
      double a = left > column ? left : column;
      double b = right < column + 1 ? right : column + 1;
      double y = s->y0 + ((a + b) / 2 - s->x0) * slope;

      add_column (raster, column - raster->left, MIN (y, base), MAX (y, base), b - a);
    }
}

static TARGET void
add_area (OrielRaster *raster, const OrielPoint *points, gsize n, double base)
{
  for (gsize i = 1; i < n; i++)
    {
      Segment s = { points[i - 1].x, points[i - 1].y, points[i].x, points[i].y };

      if (fabs (s.x1 - s.x0) < FAR && fabs (s.y1 - s.y0) < FAR && s.x1 > s.x0)
        add_area_segment (raster, &s, base);
    }
}

static inline TARGET void
blend_row_of_blocks (OrielRaster *raster,
                     int block,
                     guint8 *pixels,
                     int stride,
                     const guint32 *colors)
{
  guint8 *touched = raster->touched + (gsize) block * (gsize) raster->n_groups;
  int rows = MIN (BLOCK, raster->height - block * BLOCK);

  for (int group = 0; group < raster->n_groups; group++)
    {
      int column = group * GROUP;
      guint8 *at = oriel_raster_block (raster, block, column);

      if (!touched[group])
        continue;
      touched[group] = 0;
      if (column + GROUP <= raster->width)
        blend_group (at, pixels + 4 * (gsize) column, stride, colors, rows);
      else
        for (int i = 0; column + i < raster->width; i++)
          oriel_raster_blend_column (at + i * BLOCK, pixels + 4 * (gsize) (column + i), stride,
                                     colors, rows);
      memset (at, 0, GROUP * BLOCK);
    }
}

static TARGET void
blend (OrielRaster *raster, guint8 *pixels, int stride, const guint32 *colors)
{
  for (int block = 0; block < raster->n_blocks; block++)
    blend_row_of_blocks (raster, block, pixels + (gssize) block * BLOCK * stride, stride,
                         colors + block * BLOCK);
}

#define NAME_OF(variant) #variant
#define STRING_OF(variant) NAME_OF (variant)
#define JOINED(a, b) a##b
#define SYMBOL_OF(variant) JOINED (oriel_raster_, variant)

const OrielRasterVariant SYMBOL_OF (VARIANT) = {
  .name = STRING_OF (VARIANT),
  .add_line = add_line,
  .add_area = add_area,
  .blend = blend,
};
