/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser for x86-64 with AVX2: a block of sixteen rows is one vector of 16-bit numbers, and
 * eight pixels are blended at once. */

#include "config.h"

#include "draw/oriel-raster-private.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VARIANT avx2
#define TARGET __attribute__ ((target ("avx2")))

static inline TARGET __m256i
row_numbers (void)
{
  return _mm256_setr_epi16 (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

/* How much of each row lies in [low, high), 0 to 256. */
static inline TARGET __m256i
rows_covered (int low, int high)
{
  __m256i top = _mm256_slli_epi16 (row_numbers (), 8);
  __m256i end = _mm256_min_epi16 (_mm256_set1_epi16 ((short) high),
                                  _mm256_add_epi16 (top, _mm256_set1_epi16 (256)));
  __m256i begin = _mm256_max_epi16 (_mm256_set1_epi16 ((short) low), top);

  return _mm256_max_epi16 (_mm256_sub_epi16 (end, begin), _mm256_setzero_si256 ());
}

/* part × covered ÷ 256, rounded. */
static inline TARGET __m256i
part_of_rows (__m256i part, __m256i covered)
{
  __m256i product = _mm256_mullo_epi16 (part, covered);

  return _mm256_srli_epi16 (_mm256_add_epi16 (product, _mm256_set1_epi16 (128)), 8);
}

/* (value × part) ÷ 255, rounded, of sixteen 16-bit lanes. */
static inline TARGET __m256i
scale_lanes (__m256i value, __m256i part)
{
  __m256i product = _mm256_add_epi16 (_mm256_mullo_epi16 (value, part), _mm256_set1_epi16 (128));

  return _mm256_mulhi_epu16 (product, _mm256_set1_epi16 (257));
}

static inline TARGET __m128i
bytes_of (__m256i lanes)
{
  return _mm_packus_epi16 (_mm256_castsi256_si128 (lanes), _mm256_extracti128_si256 (lanes, 1));
}

/* `more` of what the bytes leave. */
static inline TARGET __m128i
over_rows (__m128i there, __m256i more)
{
  __m256i rest = _mm256_sub_epi16 (_mm256_set1_epi16 (255), more);

  return bytes_of (_mm256_add_epi16 (more, scale_lanes (_mm256_cvtepu8_epi16 (there), rest)));
}

static inline TARGET void
add_rows (guint8 *block, __m256i more, gboolean over)
{
  __m128i *at = (__m128i *) (gpointer) block;
  __m128i there = _mm_loadu_si128 (at);

  _mm_storeu_si128 (at, over ? over_rows (there, more) : _mm_adds_epu8 (there, bytes_of (more)));
}

static inline TARGET void
add_bar (guint8 *block, int low, int high, int part, gboolean over)
{
  add_rows (block, part_of_rows (_mm256_set1_epi16 ((short) part), rows_covered (low, high)), over);
}

/* Coverage of the rows, 0 to 255 each: the stroke's middles `x`, `covered` of each row. */
static inline TARGET __m256i
steep_coverage (__m256i x, __m256i half, __m256i covered)
{
  __m256i zero = _mm256_setzero_si256 ();
  __m256i right = _mm256_min_epi16 (_mm256_add_epi16 (x, half), _mm256_set1_epi16 (255));
  __m256i left = _mm256_max_epi16 (_mm256_sub_epi16 (x, half), zero);
  __m256i part = _mm256_max_epi16 (_mm256_sub_epi16 (right, left), zero);

  return part_of_rows (part, covered);
}

static inline TARGET void
add_steep_block (guint8 *block, const OrielSteepBlock *s, int first, int last, gboolean over)
{
  __m256i half = _mm256_set1_epi16 ((short) s->half);
  __m256i covered = rows_covered (s->low, s->high);
  __m256i x =
    _mm256_add_epi16 (_mm256_set1_epi16 ((short) (s->x - first * 256)),
                      _mm256_mullo_epi16 (row_numbers (), _mm256_set1_epi16 ((short) s->step)));

  for (int column = first; column <= last; column++, block += ORIEL_RASTER_BLOCK)
    {
      add_rows (block, steep_coverage (x, half, covered), over);
      x = _mm256_sub_epi16 (x, _mm256_set1_epi16 (256));
    }
}

/* Four pixels: a colour to the part of its coverage over what is there. */
static inline TARGET __m256i
blend_lanes (__m256i below, __m256i color, __m256i coverage)
{
  const __m256i alphas = _mm256_setr_epi8 (6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15,
                                           6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15);
  __m256i over = scale_lanes (color, coverage);
  __m256i rest = _mm256_sub_epi16 (_mm256_set1_epi16 (255), _mm256_shuffle_epi8 (over, alphas));

  return _mm256_add_epi16 (over, scale_lanes (below, rest));
}

/* Eight pixels of a row; `coverage` has one byte each. */
static inline TARGET void
blend_eight (guint8 *pixels, guint32 color, guint64 coverage)
{
  const __m256i outer = _mm256_setr_epi8 (0, -1, 0, -1, 0, -1, 0, -1, 1, -1, 1, -1, 1, -1, 1, -1, 4,
                                          -1, 4, -1, 4, -1, 4, -1, 5, -1, 5, -1, 5, -1, 5, -1);
  const __m256i inner = _mm256_setr_epi8 (2, -1, 2, -1, 2, -1, 2, -1, 3, -1, 3, -1, 3, -1, 3, -1, 6,
                                          -1, 6, -1, 6, -1, 6, -1, 7, -1, 7, -1, 7, -1, 7, -1);
  __m256i zero = _mm256_setzero_si256 ();
  __m256i *at = (__m256i *) (gpointer) pixels;
  __m256i below = _mm256_loadu_si256 (at);
  __m256i lanes = _mm256_unpacklo_epi8 (_mm256_set1_epi32 ((int) color), zero);
  __m256i parts = _mm256_set1_epi64x ((gint64) coverage);
  __m256i low =
    blend_lanes (_mm256_unpacklo_epi8 (below, zero), lanes, _mm256_shuffle_epi8 (parts, outer));
  __m256i high =
    blend_lanes (_mm256_unpackhi_epi8 (below, zero), lanes, _mm256_shuffle_epi8 (parts, inner));

  _mm256_storeu_si256 (at, _mm256_packus_epi16 (low, high));
}

/* Turns eight columns of sixteen rows into rows of eight bytes. */
static inline TARGET void
turn (const __m128i *c, guint64 *rows)
{
  __m128i *out = (__m128i *) (gpointer) rows;

  for (int half = 0; half < 2; half++, out += 4)
    {
      __m128i ab = half ? _mm_unpackhi_epi8 (c[0], c[1]) : _mm_unpacklo_epi8 (c[0], c[1]);
      __m128i cd = half ? _mm_unpackhi_epi8 (c[2], c[3]) : _mm_unpacklo_epi8 (c[2], c[3]);
      __m128i ef = half ? _mm_unpackhi_epi8 (c[4], c[5]) : _mm_unpacklo_epi8 (c[4], c[5]);
      __m128i gh = half ? _mm_unpackhi_epi8 (c[6], c[7]) : _mm_unpacklo_epi8 (c[6], c[7]);
      __m128i left = _mm_unpacklo_epi16 (ab, cd), right = _mm_unpacklo_epi16 (ef, gh);

      _mm_storeu_si128 (out, _mm_unpacklo_epi32 (left, right));
      _mm_storeu_si128 (out + 1, _mm_unpackhi_epi32 (left, right));
      left = _mm_unpackhi_epi16 (ab, cd);
      right = _mm_unpackhi_epi16 (ef, gh);
      _mm_storeu_si128 (out + 2, _mm_unpacklo_epi32 (left, right));
      _mm_storeu_si128 (out + 3, _mm_unpackhi_epi32 (left, right));
    }
}

static inline TARGET void
blend_group (const guint8 *block, guint8 *pixels, int stride, const guint32 *colors, int rows)
{
  const __m128i *at = (const __m128i *) (gconstpointer) block;
  __m128i columns[ORIEL_RASTER_GROUP], any = _mm_setzero_si128 ();
  guint64 turned[ORIEL_RASTER_BLOCK];
  guint left;

  for (int i = 0; i < ORIEL_RASTER_GROUP; i++)
    {
      columns[i] = _mm_loadu_si128 (at + i);
      any = _mm_or_si128 (any, columns[i]);
    }
  turn (columns, turned);
  left = ~(guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (any, _mm_setzero_si128 ()));
  for (left &= (1u << rows) - 1; left != 0; left &= left - 1)
    {
      int row = __builtin_ctz (left);
      guint8 *at_row = pixels + (gssize) row * stride;

      if (turned[row] == G_MAXUINT64 && colors[row] >> 24 == 255)
        _mm256_storeu_si256 ((__m256i *) (gpointer) at_row, _mm256_set1_epi32 ((int) colors[row]));
      else
        blend_eight (at_row, colors[row], turned[row]);
    }
}

#include "draw/oriel-raster-variant.h"

#endif
