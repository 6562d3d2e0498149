/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. Digits are gathered right-aligned in a register, the point shifted out between
 * two loads one byte apart, and multiplied together in pairs, fours and eights. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-number.h"
#include "datasource/prometheus/oriel-prometheus-points.h"

#include <string.h>

static gboolean plain;

void
oriel_points_set_plain (gboolean new_plain)
{
  plain = new_plain;
}

#ifdef __SSE2__

#include <cpuid.h>
#include <immintrin.h>

/* What may be read beyond where a sample begins: its time, its number, its end. */
#define LOOKAHEAD 64

/* `"]` and `"],[`, as little-endian numbers */
#define CLOSE 0x5d22u
#define CLOSE_AND_OPEN 0x5b2c5d22u

#define EIGHT 255, 255, 255, 255, 255, 255, 255, 255

/* From place k on: 32 bytes of which the last k are set. From place k + 16 on, the same of the
 * last 16 of them. */
static const guint8 last_bytes[32 + 32] = { [32] = EIGHT, EIGHT, EIGHT, EIGHT };

static inline gboolean
same_time (const char *text, const OrielTimeText *expected, guint length)
{
  __m128i ours = _mm_loadu_si128 ((const __m128i *) (gconstpointer) text);
  __m128i theirs = _mm_loadu_si128 ((const __m128i *) (gconstpointer) expected->bytes);
  guint same = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (ours, theirs));

  return (~same & ((1u << length) - 1)) == 0;
}

static inline void
masks_16 (const char *text, guint *others, guint *dots)
{
  __m128i bytes = _mm_loadu_si128 ((const __m128i *) (gconstpointer) text);
  __m128i values = _mm_xor_si128 (bytes, _mm_set1_epi8 ('0'));
  __m128i limited = _mm_max_epu8 (values, _mm_set1_epi8 (10));

  *others = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (values, limited));
  *dots = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('.')));
}

static inline void
masks_sse2 (const char *text, guint *others, guint *dots)
{
  guint high_others, high_dots;

  masks_16 (text, others, dots);
  masks_16 (text + 16, &high_others, &high_dots);
  *others |= high_others << 16;
  *dots |= high_dots << 16;
}

static inline __m128i
load_mask (guint n)
{
  return _mm_loadu_si128 ((const __m128i *) (gconstpointer) (last_bytes + n));
}

/* The 16 digits that end before `end`, of which the last `n_behind` stand behind the point; only
 * the last `n` count. Both numbers are those of the masks, for 32 digits. */
static inline guint64
digits_16 (const char *end, guint n, guint n_behind)
{
  __m128i behind = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (end - 16));
  __m128i before = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (end - 17));
  __m128i which = load_mask (n_behind);
  __m128i digits = _mm_or_si128 (_mm_and_si128 (which, behind), _mm_andnot_si128 (which, before));
  const __m128i zero = _mm_setzero_si128 ();
  const __m128i tens = _mm_set1_epi32 (0x0001000a);
  const __m128i hundreds = _mm_set1_epi32 (0x00010064);
  const __m128i ten_thousands = _mm_set1_epi32 (0x00012710);
  __m128i pairs, fours, eights;
  guint64 both;

  digits = _mm_and_si128 (_mm_sub_epi8 (digits, _mm_set1_epi8 ('0')), load_mask (n));
  pairs = _mm_packs_epi32 (_mm_madd_epi16 (_mm_unpacklo_epi8 (digits, zero), tens),
                           _mm_madd_epi16 (_mm_unpackhi_epi8 (digits, zero), tens));
  fours = _mm_madd_epi16 (pairs, hundreds);
  eights = _mm_madd_epi16 (_mm_packs_epi32 (fours, fours), ten_thousands);
  both = (guint64) _mm_cvtsi128_si64 (eights);
  return (both & 0xffffffff) * 100000000 + (both >> 32);
}

/* The number of `n` digits before `end`; FALSE when 64 bits may not hold it. */
static inline gboolean
digits_sse2 (const char *end, guint n, guint n_behind, guint64 *out)
{
  guint64 high;

  *out = digits_16 (end, n + 16, n_behind + 16);
  if (n <= 16)
    return TRUE;

  high = digits_16 (end - 16, n, n_behind);
  *out += high * G_GUINT64_CONSTANT (10000000000000000);
  return high < 1000;
}

#define MASKS masks_sse2
#define DIGITS digits_sse2
#define LOOP_NAME read_sse2
#define LOOP_TARGET
#include "datasource/prometheus/oriel-prometheus-points-loop.h"

#define AVX2 __attribute__ ((target ("avx2,bmi,bmi2,lzcnt")))

static inline AVX2 void
masks_avx2 (const char *text, guint *others, guint *dots)
{
  __m256i bytes = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) text);
  __m256i values = _mm256_xor_si256 (bytes, _mm256_set1_epi8 ('0'));
  __m256i limited = _mm256_max_epu8 (values, _mm256_set1_epi8 (10));

  *others = (guint) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (values, limited));
  *dots = (guint) _mm256_movemask_epi8 (_mm256_cmpeq_epi8 (bytes, _mm256_set1_epi8 ('.')));
}

static inline AVX2 gboolean
digits_avx2 (const char *end, guint n, guint n_behind, guint64 *out)
{
  __m256i behind = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (end - 32));
  __m256i before = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (end - 33));
  __m256i which = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (last_bytes + n_behind));
  __m256i counts = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (last_bytes + n));
  __m256i digits = _mm256_blendv_epi8 (before, behind, which);
  __m256i pairs, fours, eights;
  guint64 high, low;

  digits = _mm256_and_si256 (_mm256_sub_epi8 (digits, _mm256_set1_epi8 ('0')), counts);
  pairs = _mm256_maddubs_epi16 (digits, _mm256_set1_epi16 (0x010a));
  fours = _mm256_madd_epi16 (pairs, _mm256_set1_epi32 (0x00010064));
  eights = _mm256_madd_epi16 (_mm256_packus_epi32 (fours, fours), _mm256_set1_epi32 (0x00012710));
  high = (guint64) _mm_cvtsi128_si64 (_mm256_castsi256_si128 (eights));
  low = (guint64) _mm_cvtsi128_si64 (_mm256_extracti128_si256 (eights, 1));
  *out = (high >> 32) * G_GUINT64_CONSTANT (10000000000000000) +
         (low & 0xffffffff) * G_GUINT64_CONSTANT (100000000) + (low >> 32);
  return (high & 0xffffffff) == 0 && (high >> 32) < 1000;
}

#define MASKS masks_avx2
#define DIGITS digits_avx2
#define LOOP_NAME read_avx2
#define LOOP_TARGET AVX2
#include "datasource/prometheus/oriel-prometheus-points-loop.h"

/* All that the variant is built with; a machine without LZCNT would take it for another
 * instruction, so it is asked for too. */
static gboolean
has_avx2 (void)
{
  guint a, b, c = 0, d;

  __get_cpuid (0x80000001, &a, &b, &c, &d);
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi") &&
         __builtin_cpu_supports ("bmi2") && (c & bit_LZCNT) != 0;
}

gsize
oriel_points_read (const OrielPoints *points, const char **at, const char *end)
{
  static int fast = -1;

  if (g_atomic_int_get (&fast) < 0)
    g_atomic_int_set (&fast, has_avx2 ());
  if (end - *at < LOOKAHEAD + 2 || (*at)[0] != ',' || (*at)[1] != '[')
    return 0;
  if (fast && !plain)
    return read_avx2 (points, at, end);
  return read_sse2 (points, at, end);
}

#else

gsize
oriel_points_read (const OrielPoints *points, const char **at, const char *end)
{
  return 0;
}

#endif
