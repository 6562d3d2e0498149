/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser of data; see the header.
 *
 * A stroke's segment is steep or gentle. A gentle one is cut into columns, in each of which it is a
 * bar as high as the stroke is wide measured vertically. A steep one is cut into rows in each of
 * which it is a bar as wide as the stroke measured horizontally; sixteen rows of a column are
 * worked on at once, in 8.8 fixed point. Both take the middle of their pixel for the whole, which
 * is within 1/8 of the exact area at worst and within 1/255 on average. */

#include "config.h"

#include "draw/oriel-raster.h"

#include <math.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BLOCK 16 /* rows */
#define MAX_SIDE 16384
#define FAR 1e7

struct _OrielRaster
{
  int width, height, n_blocks;
  guint8 *coverage; /* [block][column][row] */
  gsize capacity;
  int *first, *last; /* per block of rows: columns that were touched */
};

OrielRaster *
oriel_raster_new (void)
{
  return g_new0 (OrielRaster, 1);
}

void
oriel_raster_free (OrielRaster *raster)
{
  if (raster == NULL)
    return;

  g_free (raster->coverage);
  g_free (raster->first);
  g_free (raster->last);
  g_free (raster);
}

gboolean
oriel_raster_begin (OrielRaster *raster, int width, int height)
{
  int n_blocks = (height + BLOCK - 1) / BLOCK;
  /* Blending reads four columns at once, so there are always four more. */
  gsize size = (gsize) (width + 4) * (gsize) n_blocks * BLOCK;

  if (width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE)
    return FALSE;

  if (size > raster->capacity)
    {
      g_free (raster->coverage);
      raster->coverage = g_malloc0 (size);
      raster->capacity = size;
    }
  raster->width = width;
  raster->height = height;
  raster->n_blocks = n_blocks;
  raster->first = g_renew (int, raster->first, n_blocks);
  raster->last = g_renew (int, raster->last, n_blocks);
  for (int i = 0; i < n_blocks; i++)
    {
      raster->first[i] = width;
      raster->last[i] = -1;
    }
  return TRUE;
}

static inline guint8 *
block_at (const OrielRaster *raster, int block, int column)
{
  return raster->coverage + ((gsize) block * (gsize) (raster->width + 4) + (gsize) column) * BLOCK;
}

static inline void
touch (OrielRaster *raster, int block, int column)
{
  if (column < raster->first[block])
    raster->first[block] = column;
  if (column > raster->last[block])
    raster->last[block] = column;
}

static inline void
add_saturated (guint8 *value, int more)
{
  int sum = *value + more;

  *value = (guint8) (sum > 255 ? 255 : sum);
}

/* How much of the unit from `at` on lies between `low` and `high`. */
static inline double
overlap (double low, double high, double at)
{
  double a = low > at ? low : at;
  double b = high < at + 1 ? high : at + 1;

  return b > a ? b - a : 0;
}

/* Rows [low, high) of one column, each to the part `weight` of what lies in it. */
static void
add_column (OrielRaster *raster, int column, double low, double high, double weight)
{
  int first, last;

  low = low < 0 ? 0 : low;
  high = high > raster->height ? raster->height : high;
  if (!(low < high))
    return;

  first = (int) low;
  last = (int) ceil (high);
  for (int row = first; row < last; row++)
    add_saturated (block_at (raster, row / BLOCK, column) + row % BLOCK,
                   (int) (overlap (low, high, row) * weight * 255 + 0.5));
  for (int block = first / BLOCK; block <= (last - 1) / BLOCK; block++)
    touch (raster, block, column);
}

typedef struct
{
  double x0, y0, x1, y1;
} Segment;

/* At most as steep as 45°: a bar in every column. */
static void
add_gentle (OrielRaster *raster, const Segment *s, double width)
{
  double slope = (s->y1 - s->y0) / (s->x1 - s->x0);
  double half = width * sqrt (1 + slope * slope) / 2;
  double left = s->x0 < 0 ? 0 : s->x0;
  double right = s->x1 > raster->width ? raster->width : s->x1;
  int last = (int) ceil (right);

  for (int column = (int) left; column < last; column++)
    {
      double a = left > column ? left : column;
      double b = right < column + 1 ? right : column + 1;
      double y = s->y0 + ((a + b) / 2 - s->x0) * slope;

      if (b > a)
        add_column (raster, column, y - half, y + half, b - a);
    }
}

/* What a steep segment is within one row of blocks: in 8.8 fixed point, from its top left. */
typedef struct
{
  int x;         /* middle of the stroke at the middle of row 0 */
  int step;      /* per row */
  int half;      /* of the stroke's horizontal width */
  int low, high; /* rows it covers */
} SteepBlock;

#ifdef __SSE2__

/* What all columns share: middles of the rows and how much of each row is covered. */
typedef struct
{
  __m128i x[2], rest[2], half;
} SteepRows;

static inline void
steep_rows_init (SteepRows *rows, const SteepBlock *s, int column)
{
  const __m128i index = _mm_setr_epi16 (0, 1, 2, 3, 4, 5, 6, 7);
  __m128i step = _mm_set1_epi16 ((short) s->step);
  __m128i start = _mm_set1_epi16 ((short) (s->x - column * 256));

  rows->half = _mm_set1_epi16 ((short) s->half);
  for (int i = 0; i < 2; i++)
    {
      __m128i row = _mm_add_epi16 (index, _mm_set1_epi16 ((short) (8 * i)));
      __m128i top = _mm_slli_epi16 (row, 8);
      __m128i high =
        _mm_min_epi16 (_mm_set1_epi16 ((short) s->high), _mm_add_epi16 (top, _mm_set1_epi16 (256)));
      __m128i low = _mm_max_epi16 (_mm_set1_epi16 ((short) s->low), top);

      rows->x[i] = _mm_add_epi16 (start, _mm_mullo_epi16 (row, step));
      rows->rest[i] = _mm_max_epi16 (_mm_sub_epi16 (high, low), _mm_setzero_si128 ());
    }
}

/* Coverage of eight rows, 0 to 255 each, in 16 bits. */
static inline __m128i
steep_coverage (const SteepRows *rows, int i)
{
  __m128i zero = _mm_setzero_si128 ();
  __m128i right = _mm_min_epi16 (_mm_add_epi16 (rows->x[i], rows->half), _mm_set1_epi16 (255));
  __m128i left = _mm_max_epi16 (_mm_sub_epi16 (rows->x[i], rows->half), zero);
  __m128i part = _mm_max_epi16 (_mm_sub_epi16 (right, left), zero);

  return _mm_srli_epi16 (_mm_mullo_epi16 (part, rows->rest[i]), 8);
}

static void
add_steep_blocks (guint8 *block, const SteepBlock *s, int first, int last)
{
  const __m128i pixel = _mm_set1_epi16 (256);
  SteepRows rows;

  steep_rows_init (&rows, s, first);
  for (int column = first; column <= last; column++, block += BLOCK)
    {
      __m128i *at = (__m128i *) (gpointer) block;
      __m128i more = _mm_packus_epi16 (steep_coverage (&rows, 0), steep_coverage (&rows, 1));

      _mm_storeu_si128 (at, _mm_adds_epu8 (_mm_loadu_si128 (at), more));
      rows.x[0] = _mm_sub_epi16 (rows.x[0], pixel);
      rows.x[1] = _mm_sub_epi16 (rows.x[1], pixel);
    }
}

#else

static void
add_steep_blocks (guint8 *block, const SteepBlock *s, int first, int last)
{
  for (int column = first; column <= last; column++, block += BLOCK)
    for (int row = 0; row < BLOCK; row++)
      {
        int x = s->x - column * 256 + row * s->step;
        int part = MIN (x + s->half, 255) - MAX (x - s->half, 0);
        int rest = MIN (s->high, (row + 1) * 256) - MAX (s->low, row * 256);

        if (part > 0 && rest > 0)
          add_saturated (&block[row], part * rest / 256);
      }
}

#endif

/* The columns that the stroke reaches within a row of blocks, held within the picture. */
static inline gboolean
steep_columns (const OrielRaster *raster, const SteepBlock *s, int *first, int *last)
{
  int a = s->x + (((s->low - 128) * s->step) >> 8);
  int b = s->x + (((s->high - 128) * s->step) >> 8);

  *first = ((a < b ? a : b) - s->half - 1) >> 8;
  *last = ((a < b ? b : a) + s->half + 1) >> 8;
  *first = *first < 0 ? 0 : *first;
  *last = *last >= raster->width ? raster->width - 1 : *last;
  return *first <= *last;
}

/* Steeper than 45°: sixteen rows at a time. `s` goes down. */
static void
add_steep (OrielRaster *raster, const Segment *s, double width)
{
  double slope = (s->x1 - s->x0) / (s->y1 - s->y0);
  double half = width * sqrt (1 + slope * slope) / 2;
  double low = s->y0 < 0 ? 0 : s->y0;
  double high = s->y1 > raster->height ? raster->height : s->y1;
  double x = s->x0 + (0.5 - s->y0) * slope; /* at the middle of row 0 */
  int step = (int) (slope * 256 + (slope < 0 ? -0.5 : 0.5));
  int last_block;

  if (!(low < high) || MAX (s->x0, s->x1) < -half || MIN (s->x0, s->x1) > raster->width + half)
    return;

  last_block = ((int) ceil (high) - 1) / BLOCK;
  for (int block = (int) low / BLOCK; block <= last_block; block++)
    {
      double top = block * BLOCK;
      SteepBlock in_block = { .step = step, .half = (int) (half * 256 + 0.5) };
      int first, last;

      in_block.x = (int) ((x + top * slope) * 256);
      in_block.low = low > top ? (int) ((low - top) * 256) : 0;
      in_block.high = high < top + BLOCK ? (int) ((high - top) * 256) : BLOCK * 256;
      if (!steep_columns (raster, &in_block, &first, &last))
        continue;
      add_steep_blocks (block_at (raster, block, first), &in_block, first, last);
      touch (raster, block, first);
      touch (raster, block, last);
    }
}

static inline gboolean
is_drawable (const OrielPoint *a, const OrielPoint *b)
{
  return fabs (a->x) < FAR && fabs (b->x) < FAR && fabs (a->y) < FAR && fabs (b->y) < FAR;
}

static inline gboolean
is_steep (const OrielPoint *a, const OrielPoint *b)
{
  return fabs (b->y - a->y) > fabs (b->x - a->x);
}

static void
add_segment (OrielRaster *raster, const OrielPoint *a, const OrielPoint *b, double width)
{
  Segment s = { a->x, a->y, b->x, b->y };

  if (!is_drawable (a, b))
    return;

  if (!is_steep (a, b))
    {
      if (s.x0 > s.x1)
        s = (Segment){ s.x1, s.y1, s.x0, s.y0 };
      if (s.x1 > s.x0)
        add_gentle (raster, &s, width);
      return;
    }

  if (s.y0 > s.y1)
    s = (Segment){ s.x1, s.y1, s.x0, s.y0 };
  add_steep (raster, &s, width);
}

void
oriel_raster_add_line (OrielRaster *raster, const OrielPoint *points, gsize n, double width)
{
  if (!(width > 0))
    return;

  width = MIN (width, ORIEL_RASTER_MAX_WIDTH);
  for (gsize i = 1; i < n; i++)
    add_segment (raster, &points[i - 1], &points[i], width);
}

/* A segment's part of one column: from its middle height there to the base. */
static void
add_area_column (OrielRaster *raster, const Segment *s, double base, int column)
{
  double a = MAX (s->x0, column), b = MIN (s->x1, column + 1);
  double y;

  if (!(b > a))
    return;
  y = s->y0 + ((a + b) / 2 - s->x0) * (s->y1 - s->y0) / (s->x1 - s->x0);
  add_column (raster, column, MIN (y, base), MAX (y, base), b - a);
}

void
oriel_raster_add_area (OrielRaster *raster, const OrielPoint *points, gsize n, double base)
{
  if (isnan (base))
    return;

  for (gsize i = 1; i < n; i++)
    {
      Segment s = { points[i - 1].x, points[i - 1].y, points[i].x, points[i].y };
      int last;

      if (!(fabs (s.y0) < FAR && fabs (s.y1) < FAR) || !(s.x1 > s.x0) || !(s.x1 > 0) ||
          !(s.x0 < raster->width))
        continue;
      last = (int) ceil (MIN (s.x1, raster->width));
      for (int column = (int) MAX (s.x0, 0); column < last; column++)
        add_area_column (raster, &s, base, column);
    }
}

/* (value × part) ÷ 255, of four 8-bit channels at once. */
static inline guint32
scale_color (guint32 color, guint part)
{
  guint32 even = (color & 0xff00ff) * part + 0x800080;
  guint32 odd = ((color >> 8) & 0xff00ff) * part + 0x800080;

  even = ((even + ((even >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
  odd = (odd + ((odd >> 8) & 0xff00ff)) & 0xff00ff00;
  return even | odd;
}

static inline void
blend_pixel (guint32 *pixel, guint32 color, guint coverage)
{
  guint32 over = scale_color (color, coverage);

  *pixel = over + scale_color (*pixel, 255 - (over >> 24));
}

static inline void
blend_column (const guint8 *block, guint8 *pixels, int stride, const guint32 *colors, int rows)
{
  for (int row = 0; row < rows; row++)
    if (block[row] > 0)
      blend_pixel ((guint32 *) (gpointer) (pixels + (gssize) row * stride), colors[row],
                   block[row]);
}

#ifdef __SSE2__

/* (value × part) ÷ 255 of eight 16-bit lanes. */
static inline __m128i
scale_lanes (__m128i value, __m128i part)
{
  __m128i product = _mm_add_epi16 (_mm_mullo_epi16 (value, part), _mm_set1_epi16 (128));

  return _mm_srli_epi16 (_mm_add_epi16 (product, _mm_srli_epi16 (product, 8)), 8);
}

/* Two pixels: a colour to the part of its coverage over what is there. */
static inline __m128i
blend_lanes (__m128i below, __m128i color, __m128i coverage)
{
  __m128i over = scale_lanes (color, coverage);
  __m128i alpha = _mm_shufflehi_epi16 (_mm_shufflelo_epi16 (over, 0xff), 0xff);
  __m128i rest = _mm_sub_epi16 (_mm_set1_epi16 (255), alpha);

  return _mm_add_epi16 (over, scale_lanes (below, rest));
}

/* Four pixels of a row; `coverage` has one byte each. */
static inline void
blend_four (guint8 *pixels, guint32 color, guint32 coverage)
{
  __m128i zero = _mm_setzero_si128 ();
  __m128i *at = (__m128i *) (gpointer) pixels;
  __m128i below = _mm_loadu_si128 (at);
  __m128i lanes = _mm_unpacklo_epi8 (_mm_set1_epi32 ((int) color), zero);
  __m128i parts = _mm_cvtsi32_si128 ((int) coverage);
  __m128i low, high;

  parts = _mm_unpacklo_epi8 (parts, parts);
  parts = _mm_unpacklo_epi8 (parts, parts);
  low = blend_lanes (_mm_unpacklo_epi8 (below, zero), lanes, _mm_unpacklo_epi8 (parts, zero));
  high = blend_lanes (_mm_unpackhi_epi8 (below, zero), lanes, _mm_unpackhi_epi8 (parts, zero));
  _mm_storeu_si128 (at, _mm_packus_epi16 (low, high));
}

/* Sixteen rows of four columns: their coverage is turned, so that pixels side by side are blended
 * together. Returns FALSE when nothing was there. */
static inline gboolean
blend_four_columns (const guint8 *block,
                    guint8 *pixels,
                    int stride,
                    const guint32 *colors,
                    int rows)
{
  const __m128i *at = (const __m128i *) (gconstpointer) block;
  __m128i a = _mm_loadu_si128 (at), b = _mm_loadu_si128 (at + 1);
  __m128i c = _mm_loadu_si128 (at + 2), d = _mm_loadu_si128 (at + 3);
  __m128i any = _mm_or_si128 (_mm_or_si128 (a, b), _mm_or_si128 (c, d));
  __m128i ab_low = _mm_unpacklo_epi8 (a, b), ab_high = _mm_unpackhi_epi8 (a, b);
  __m128i cd_low = _mm_unpacklo_epi8 (c, d), cd_high = _mm_unpackhi_epi8 (c, d);
  guint32 turned[BLOCK];
  __m128i *out = (__m128i *) (gpointer) turned;

  if (_mm_movemask_epi8 (_mm_cmpeq_epi8 (any, _mm_setzero_si128 ())) == 0xffff)
    return FALSE;

  _mm_storeu_si128 (out, _mm_unpacklo_epi16 (ab_low, cd_low));
  _mm_storeu_si128 (out + 1, _mm_unpackhi_epi16 (ab_low, cd_low));
  _mm_storeu_si128 (out + 2, _mm_unpacklo_epi16 (ab_high, cd_high));
  _mm_storeu_si128 (out + 3, _mm_unpackhi_epi16 (ab_high, cd_high));
  for (int row = 0; row < rows; row++)
    if (turned[row] != 0)
      blend_four (pixels + (gssize) row * stride, colors[row], turned[row]);
  return TRUE;
}

#else

static inline gboolean
blend_four_columns (const guint8 *block,
                    guint8 *pixels,
                    int stride,
                    const guint32 *colors,
                    int rows)
{
  for (int column = 0; column < 4; column++)
    blend_column (block + column * BLOCK, pixels + 4 * column, stride, colors, rows);
  return TRUE;
}

#endif

static void
blend_block_row (OrielRaster *raster, int block, guint8 *pixels, int stride, const guint32 *colors)
{
  int rows = MIN (BLOCK, raster->height - block * BLOCK);
  int column = raster->first[block];
  int last = raster->last[block];

  for (; column + 3 < raster->width && column <= last; column += 4)
    {
      guint8 *at = block_at (raster, block, column);

      if (blend_four_columns (at, pixels + 4 * (gsize) column, stride, colors, rows))
        memset (at, 0, (gsize) 4 * BLOCK);
    }
  for (; column <= last; column++)
    {
      guint8 *at = block_at (raster, block, column);

      blend_column (at, pixels + 4 * (gsize) column, stride, colors, rows);
      memset (at, 0, BLOCK);
    }
  raster->first[block] = raster->width;
  raster->last[block] = -1;
}

void
oriel_raster_blend (OrielRaster *raster, guint8 *pixels, int stride, const guint32 *colors)
{
  for (int block = 0; block < raster->n_blocks; block++)
    if (raster->first[block] <= raster->last[block])
      blend_block_row (raster, block, pixels + (gssize) block * BLOCK * stride, stride,
                       colors + block * BLOCK);
}
