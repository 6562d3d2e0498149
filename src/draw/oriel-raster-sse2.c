/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser for every x86-64: a block of sixteen rows is two vectors of 16-bit numbers. */

#include "config.h"

#include "draw/oriel-raster-private.h"

#if defined(__x86_64__)

#include <emmintrin.h>
#include <math.h>
#include <string.h>

#define VARIANT sse2
#define TARGET

/* How much of each of eight rows from `first` on lies in [low, high), 0 to 256. */
static inline __m128i
rows_covered (int low, int high, int first)
{
  __m128i top = _mm_slli_epi16 (
    _mm_add_epi16 (_mm_setr_epi16 (0, 1, 2, 3, 4, 5, 6, 7), _mm_set1_epi16 ((short) first)), 8);
  __m128i end =
    _mm_min_epi16 (_mm_set1_epi16 ((short) high), _mm_add_epi16 (top, _mm_set1_epi16 (256)));
  __m128i begin = _mm_max_epi16 (_mm_set1_epi16 ((short) low), top);

  return _mm_max_epi16 (_mm_sub_epi16 (end, begin), _mm_setzero_si128 ());
}

/* part × covered ÷ 256, rounded. */
static inline __m128i
part_of_rows (__m128i part, __m128i covered)
{
  return _mm_srli_epi16 (_mm_add_epi16 (_mm_mullo_epi16 (part, covered), _mm_set1_epi16 (128)), 8);
}

/* (value × part) ÷ 255, rounded, of eight 16-bit lanes. */
static inline __m128i
scale_lanes (__m128i value, __m128i part)
{
  __m128i product = _mm_add_epi16 (_mm_mullo_epi16 (value, part), _mm_set1_epi16 (128));

  return _mm_mulhi_epu16 (product, _mm_set1_epi16 (257));
}

/* `more` of what the bytes leave. */
static inline __m128i
over_rows (__m128i there, __m128i upper, __m128i lower)
{
  __m128i zero = _mm_setzero_si128 (), full = _mm_set1_epi16 (255);
  __m128i above = scale_lanes (_mm_unpacklo_epi8 (there, zero), _mm_sub_epi16 (full, upper));
  __m128i below = scale_lanes (_mm_unpackhi_epi8 (there, zero), _mm_sub_epi16 (full, lower));

  return _mm_packus_epi16 (_mm_add_epi16 (upper, above), _mm_add_epi16 (lower, below));
}

static inline void
add_rows (guint8 *block, __m128i upper, __m128i lower, gboolean over)
{
  __m128i *at = (__m128i *) (gpointer) block;
  __m128i there = _mm_loadu_si128 (at);

  _mm_storeu_si128 (at, over ? over_rows (there, upper, lower)
                             : _mm_adds_epu8 (there, _mm_packus_epi16 (upper, lower)));
}

static inline void
add_bar (guint8 *block, int low, int high, int part, gboolean over)
{
  __m128i parts = _mm_set1_epi16 ((short) part);

  add_rows (block, part_of_rows (parts, rows_covered (low, high, 0)),
            part_of_rows (parts, rows_covered (low, high, 8)), over);
}

/* Coverage of eight rows, 0 to 255 each: the stroke's middles `x`, `covered` of each row. */
static inline __m128i
steep_coverage (__m128i x, __m128i half, __m128i covered)
{
  __m128i zero = _mm_setzero_si128 ();
  __m128i right = _mm_min_epi16 (_mm_add_epi16 (x, half), _mm_set1_epi16 (255));
  __m128i left = _mm_max_epi16 (_mm_sub_epi16 (x, half), zero);
  __m128i part = _mm_max_epi16 (_mm_sub_epi16 (right, left), zero);

  return part_of_rows (part, covered);
}

static inline void
add_steep_block (guint8 *block, const OrielSteepBlock *s, int first, int last, gboolean over)
{
  __m128i step = _mm_set1_epi16 ((short) s->step);
  __m128i half = _mm_set1_epi16 ((short) s->half);
  __m128i upper_covered = rows_covered (s->low, s->high, 0);
  __m128i lower_covered = rows_covered (s->low, s->high, 8);
  __m128i upper = _mm_add_epi16 (_mm_set1_epi16 ((short) (s->x - first * 256)),
                                 _mm_mullo_epi16 (_mm_setr_epi16 (0, 1, 2, 3, 4, 5, 6, 7), step));
  __m128i lower = _mm_add_epi16 (upper, _mm_slli_epi16 (step, 3));

  for (int column = first; column <= last; column++, block += ORIEL_RASTER_BLOCK)
    {
      add_rows (block, steep_coverage (upper, half, upper_covered),
                steep_coverage (lower, half, lower_covered), over);
      upper = _mm_sub_epi16 (upper, _mm_set1_epi16 (256));
      lower = _mm_sub_epi16 (lower, _mm_set1_epi16 (256));
    }
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

/* Turns four columns, so that pixels side by side are blended together. */
static inline void
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
  __m128i empty = _mm_cmpeq_epi8 (any, _mm_setzero_si128 ());
  __m128i ab_low = _mm_unpacklo_epi8 (a, b), ab_high = _mm_unpackhi_epi8 (a, b);
  __m128i cd_low = _mm_unpacklo_epi8 (c, d), cd_high = _mm_unpackhi_epi8 (c, d);
  guint left = ~(guint) _mm_movemask_epi8 (empty) & ((1u << rows) - 1);
  guint32 turned[ORIEL_RASTER_BLOCK];
  __m128i *out = (__m128i *) (gpointer) turned;

  _mm_storeu_si128 (out, _mm_unpacklo_epi16 (ab_low, cd_low));
  _mm_storeu_si128 (out + 1, _mm_unpackhi_epi16 (ab_low, cd_low));
  _mm_storeu_si128 (out + 2, _mm_unpacklo_epi16 (ab_high, cd_high));
  _mm_storeu_si128 (out + 3, _mm_unpackhi_epi16 (ab_high, cd_high));
  for (; left != 0; left &= left - 1)
    {
      int row = __builtin_ctz (left);
      guint8 *at_row = pixels + (gssize) row * stride;

      if (turned[row] == G_MAXUINT32 && colors[row] >> 24 == 255)
        _mm_storeu_si128 ((__m128i *) (gpointer) at_row, _mm_set1_epi32 ((int) colors[row]));
      else
        blend_four (at_row, colors[row], turned[row]);
    }
}

static inline void
blend_group (const guint8 *block, guint8 *pixels, int stride, const guint32 *colors, int rows)
{
  blend_four_columns (block, pixels, stride, colors, rows);
  blend_four_columns (block + 4 * ORIEL_RASTER_BLOCK, pixels + 16, stride, colors, rows);
}

#include "draw/oriel-raster-variant.h"

#endif
