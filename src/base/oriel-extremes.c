/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least and the greatest; see the header.
 *
 * The processor's minimum gives its second operand when one is NaN, so with the running extreme as
 * the second NaN falls out by itself. Four pairs of running extremes hide its latency. */

#include "config.h"

#include "base/oriel-extremes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static inline void
add_each (const double *values, gsize n, double *low, double *high)
{
  for (gsize i = 0; i < n; i++)
    {
      *low = values[i] < *low ? values[i] : *low;
      *high = values[i] > *high ? values[i] : *high;
    }
}

#if defined(__x86_64__)

#define RUNS 4

static void
add_sse2 (const double *values, gsize n, double *low, double *high)
{
  __m128d lows[RUNS], highs[RUNS];
  double pair[2];
  gsize i = 0;

  for (int k = 0; k < RUNS; k++)
    {
      lows[k] = _mm_set1_pd (*low);
      highs[k] = _mm_set1_pd (*high);
    }
  for (; i + 2 * RUNS <= n; i += 2 * RUNS)
    for (int k = 0; k < RUNS; k++)
      {
        __m128d v = _mm_loadu_pd (values + i + 2 * k);

        lows[k] = _mm_min_pd (v, lows[k]);
        highs[k] = _mm_max_pd (v, highs[k]);
      }
  _mm_storeu_pd (pair, _mm_min_pd (_mm_min_pd (lows[0], lows[1]), _mm_min_pd (lows[2], lows[3])));
  *low = MIN (pair[0], pair[1]);
  _mm_storeu_pd (pair,
                 _mm_max_pd (_mm_max_pd (highs[0], highs[1]), _mm_max_pd (highs[2], highs[3])));
  *high = MAX (pair[0], pair[1]);
  add_each (values + i, n - i, low, high);
}

__attribute__ ((target ("avx2"))) static void
add_avx2 (const double *values, gsize n, double *low, double *high)
{
  __m256d lows[RUNS], highs[RUNS];
  double four[4];
  gsize i = 0;

  for (int k = 0; k < RUNS; k++)
    {
      lows[k] = _mm256_set1_pd (*low);
      highs[k] = _mm256_set1_pd (*high);
    }
  for (; i + 4 * RUNS <= n; i += 4 * RUNS)
    for (int k = 0; k < RUNS; k++)
      {
        __m256d v = _mm256_loadu_pd (values + i + 4 * k);

        lows[k] = _mm256_min_pd (v, lows[k]);
        highs[k] = _mm256_max_pd (v, highs[k]);
      }
  for (; i + 4 <= n; i += 4)
    {
      lows[0] = _mm256_min_pd (_mm256_loadu_pd (values + i), lows[0]);
      highs[0] = _mm256_max_pd (_mm256_loadu_pd (values + i), highs[0]);
    }
  _mm256_storeu_pd (
    four, _mm256_min_pd (_mm256_min_pd (lows[0], lows[1]), _mm256_min_pd (lows[2], lows[3])));
  *low = MIN (MIN (four[0], four[1]), MIN (four[2], four[3]));
  _mm256_storeu_pd (
    four, _mm256_max_pd (_mm256_max_pd (highs[0], highs[1]), _mm256_max_pd (highs[2], highs[3])));
  *high = MAX (MAX (four[0], four[1]), MAX (four[2], four[3]));
  add_each (values + i, n - i, low, high);
}

#endif

void
oriel_extremes_add (const double *values, gsize n, double *low, double *high)
{
#if defined(__x86_64__)
  if (n < 16)
    add_each (values, n, low, high);
  else if (__builtin_cpu_supports ("avx2"))
    add_avx2 (values, n, low, high);
  else
    add_sse2 (values, n, low, high);
#else
  add_each (values, n, low, high);
#endif
}
