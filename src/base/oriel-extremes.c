/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least and the greatest; see the header.
 *
 * The processor's minimum gives its second operand when one is NaN, so with the running extreme as
 * the second NaN falls out by itself. Four pairs of running extremes hide its latency. */

#include "config.h"

#include "base/oriel-extremes.h"

#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define STEP 16 /* numbers that the vectors take at once */

static inline gboolean
add_each (const double *values, gsize n, double *low, double *high)
{
  gboolean all = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      all = all && values[i] == values[i];
      *low = values[i] < *low ? values[i] : *low;
      *high = values[i] > *high ? values[i] : *high;
    }
  return all;
}

#if defined(__x86_64__)

#define AVX2 __attribute__ ((target ("avx2")))

/* `n` is a multiple of STEP, as below. */
static inline gboolean
add_sse2 (const double *values, gsize n, double *low, double *high)
{
  __m128d low0 = _mm_set1_pd (*low), low1 = low0, low2 = low0, low3 = low0;
  __m128d high0 = _mm_set1_pd (*high), high1 = high0, high2 = high0, high3 = high0;
  __m128d none = _mm_setzero_pd ();

  for (gsize i = 0; i < n; i += STEP / 2)
    {
      __m128d a = _mm_loadu_pd (values + i), b = _mm_loadu_pd (values + i + 2);
      __m128d c = _mm_loadu_pd (values + i + 4), d = _mm_loadu_pd (values + i + 6);

      none = _mm_or_pd (none, _mm_or_pd (_mm_cmpunord_pd (a, b), _mm_cmpunord_pd (c, d)));
      low0 = _mm_min_pd (a, low0);
      low1 = _mm_min_pd (b, low1);
      low2 = _mm_min_pd (c, low2);
      low3 = _mm_min_pd (d, low3);
      high0 = _mm_max_pd (a, high0);
      high1 = _mm_max_pd (b, high1);
      high2 = _mm_max_pd (c, high2);
      high3 = _mm_max_pd (d, high3);
    }
  low0 = _mm_min_pd (_mm_min_pd (low0, low1), _mm_min_pd (low2, low3));
  high0 = _mm_max_pd (_mm_max_pd (high0, high1), _mm_max_pd (high2, high3));
  *low = _mm_cvtsd_f64 (_mm_min_sd (low0, _mm_unpackhi_pd (low0, low0)));
  *high = _mm_cvtsd_f64 (_mm_max_sd (high0, _mm_unpackhi_pd (high0, high0)));
  return _mm_movemask_pd (none) == 0;
}

static inline AVX2 double
least_of_four (__m256d four)
{
  __m128d two = _mm_min_pd (_mm256_castpd256_pd128 (four), _mm256_extractf128_pd (four, 1));

  return _mm_cvtsd_f64 (_mm_min_sd (two, _mm_unpackhi_pd (two, two)));
}

static inline AVX2 double
greatest_of_four (__m256d four)
{
  __m128d two = _mm_max_pd (_mm256_castpd256_pd128 (four), _mm256_extractf128_pd (four, 1));

  return _mm_cvtsd_f64 (_mm_max_sd (two, _mm_unpackhi_pd (two, two)));
}

static inline AVX2 gboolean
add_avx2 (const double *values, gsize n, double *low, double *high)
{
  __m256d low0 = _mm256_set1_pd (*low), low1 = low0, low2 = low0, low3 = low0;
  __m256d high0 = _mm256_set1_pd (*high), high1 = high0, high2 = high0, high3 = high0;
  __m256d none = _mm256_setzero_pd ();

  for (gsize i = 0; i < n; i += STEP)
    {
      __m256d a = _mm256_loadu_pd (values + i), b = _mm256_loadu_pd (values + i + 4);
      __m256d c = _mm256_loadu_pd (values + i + 8), d = _mm256_loadu_pd (values + i + 12);

      none = _mm256_or_pd (none, _mm256_or_pd (_mm256_cmp_pd (a, b, _CMP_UNORD_Q),
                                               _mm256_cmp_pd (c, d, _CMP_UNORD_Q)));
      low0 = _mm256_min_pd (a, low0);
      low1 = _mm256_min_pd (b, low1);
      low2 = _mm256_min_pd (c, low2);
      low3 = _mm256_min_pd (d, low3);
      high0 = _mm256_max_pd (a, high0);
      high1 = _mm256_max_pd (b, high1);
      high2 = _mm256_max_pd (c, high2);
      high3 = _mm256_max_pd (d, high3);
    }
  *low = least_of_four (_mm256_min_pd (_mm256_min_pd (low0, low1), _mm256_min_pd (low2, low3)));
  *high =
    greatest_of_four (_mm256_max_pd (_mm256_max_pd (high0, high1), _mm256_max_pd (high2, high3)));
  return _mm256_movemask_pd (none) == 0;
}

static AVX2 gboolean
add_many_avx2 (const double *values, gsize n, double *low, double *high)
{
  return add_avx2 (values, n, low, high);
}

static AVX2 gboolean
blocks_avx2 (const double *values, gsize n_blocks, double *lows, double *highs)
{
  gboolean all = TRUE;

  for (gsize i = 0; i < n_blocks; i++, values += ORIEL_EXTREMES_BLOCK)
    {
      double low = INFINITY, high = -INFINITY;

      all = add_avx2 (values, ORIEL_EXTREMES_BLOCK, &low, &high) && all;
      lows[i] = low;
      highs[i] = high;
    }
  return all;
}

#endif

#if defined(__x86_64__)

static gboolean
add_whole (const double *values, gsize n, double *low, double *high)
{
  if (__builtin_cpu_supports ("avx2"))
    return add_many_avx2 (values, n, low, high);
  return add_sse2 (values, n, low, high);
}

/* What is left at the end is taken together with numbers that were taken already. */
gboolean
oriel_extremes_add (const double *values, gsize n, double *low, double *high)
{
  gsize whole = n / STEP * STEP;
  gboolean all;

  if (whole == 0)
    return add_each (values, n, low, high);

  all = add_whole (values, whole, low, high);
  return (whole == n || add_whole (values + n - STEP, STEP, low, high)) && all;
}

#else

gboolean
oriel_extremes_add (const double *values, gsize n, double *low, double *high)
{
  return add_each (values, n, low, high);
}

#endif

gboolean
oriel_extremes_of_blocks (const double *values, gsize n_blocks, double *lows, double *highs)
{
  gboolean all = TRUE;

#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx2"))
    return blocks_avx2 (values, n_blocks, lows, highs);
#endif
  for (gsize i = 0; i < n_blocks; i++)
    {
      lows[i] = INFINITY;
      highs[i] = -INFINITY;
      all = oriel_extremes_add (values + i * ORIEL_EXTREMES_BLOCK, ORIEL_EXTREMES_BLOCK, &lows[i],
                                &highs[i]) &&
            all;
    }
  return all;
}
