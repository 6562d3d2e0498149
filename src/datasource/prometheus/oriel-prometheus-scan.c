/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. Strings are searched 16 bytes at a time where the machine can. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

const char *
oriel_scan_find_quote (const char *at, const char *end)
{
#ifdef __SSE2__
  const __m128i quotes = _mm_set1_epi8 ('"');
  const __m128i slashes = _mm_set1_epi8 ('\\');

  for (; end - at >= 16; at += 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) at);
      __m128i hits = _mm_or_si128 (_mm_cmpeq_epi8 (bytes, quotes), _mm_cmpeq_epi8 (bytes, slashes));
      int mask = _mm_movemask_epi8 (hits);

      if (mask != 0)
        return at + __builtin_ctz ((guint) mask);
    }
#endif

  while (at < end && *at != '"' && *at != '\\')
    at++;
  return at;
}

OrielScanStatus
oriel_scan_string (OrielScan *scan, OrielSlice *out)
{
  OrielScanStatus status = oriel_scan_char (scan, '"');
  const char *at = scan->at;
  gboolean is_escaped = FALSE;

  if (status != ORIEL_SCAN_OK)
    return status;

  for (;;)
    {
      at = oriel_scan_find_quote (at, scan->end);
      if (at == scan->end)
        return ORIEL_SCAN_MORE;
      if (*at == '"')
        break;

      is_escaped = TRUE;
      if (scan->end - at < 2)
        return ORIEL_SCAN_MORE;
      at += 2;
    }

  *out = (OrielSlice){ scan->at, (gsize) (at - scan->at), is_escaped };
  scan->at = at + 1;
  return ORIEL_SCAN_OK;
}

static gboolean
is_number_byte (char c)
{
  return g_ascii_isdigit (c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

OrielScanStatus
oriel_scan_number (OrielScan *scan, OrielSlice *out)
{
  char first;
  OrielScanStatus status = oriel_scan_peek (scan, &first);
  const char *at = scan->at;

  if (status != ORIEL_SCAN_OK)
    return status;

  while (at < scan->end && is_number_byte (*at))
    at++;
  if (at == scan->at)
    return ORIEL_SCAN_BAD;
  if (at == scan->end && !scan->is_last)
    return ORIEL_SCAN_MORE;

  *out = (OrielSlice){ scan->at, (gsize) (at - scan->at), FALSE };
  scan->at = at;
  return ORIEL_SCAN_OK;
}

/* Four hexadecimal digits; -1 when they are none. */
static int
read_hex4 (const char *text, const char *end)
{
  int value = 0;

  if (end - text < 4)
    return -1;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }

  return value;
}

/* `\uXXXX`, with the second half of a surrogate pair; `text` stands behind the `u`. What is no
 * character becomes U+FFFD. */
static const char *
append_unicode (GString *out, const char *text, const char *end)
{
  int unit = read_hex4 (text, end);
  gunichar character;

  if (unit < 0)
    {
      g_string_append_unichar (out, 0xfffd);
      return text;
    }

  text += 4;
  character = (gunichar) unit;
  if (character >= 0xd800 && character < 0xdc00 && end - text >= 6 && text[0] == '\\' &&
      text[1] == 'u')
    {
      int low = read_hex4 (text + 2, end);

      if (low >= 0xdc00 && low < 0xe000)
        {
          character = 0x10000 + ((character - 0xd800) << 10) + ((gunichar) low - 0xdc00);
          text += 6;
        }
    }

  g_string_append_unichar (out,
                           character != 0 && g_unichar_validate (character) ? character : 0xfffd);
  return text;
}

/* One escape; `text` stands at the backslash. */
static const char *
append_escape (GString *out, const char *text, const char *end)
{
  static const char from[] = "bfnrt";
  static const char to[] = "\b\f\n\r\t";
  const char *place;

  text++;
  if (text == end)
    return text;
  if (*text == 'u')
    return append_unicode (out, text + 1, end);

  place = *text != '\0' ? strchr (from, *text) : NULL;
  g_string_append_c (out, place != NULL ? to[place - from] : *text);
  return text + 1;
}

char *
oriel_slice_dup (const OrielSlice *slice)
{
  const char *end = slice->text + slice->length;
  const char *at = slice->text;
  g_autoptr (GString) out = g_string_sized_new (slice->length);

  while (at < end)
    {
      const char *next = memchr (at, '\\', (gsize) (end - at));

      g_string_append_len (out, at, (next != NULL ? next : end) - at);
      if (next == NULL)
        break;
      at = append_escape (out, next, end);
    }

  return g_utf8_make_valid (out->str, (gssize) out->len);
}

/* TRUE when no byte is a zero or beyond ASCII; eight at a time (the classic test for a zero
 * byte: a borrow into the top bit). */
static gboolean
is_ascii (const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 tops = ones << 7;
  guint64 found = 0;
  guint64 bytes;
  gsize i;

  for (i = 0; i + sizeof bytes <= length; i += sizeof bytes)
    {
      memcpy (&bytes, text + i, sizeof bytes);
      found |= (bytes | ((bytes - ones) & ~bytes)) & tops;
    }
  for (; i < length; i++)
    found |= (guint64) ((signed char) text[i] <= 0);

  return found == 0;
}

gboolean
oriel_slice_is_plain (const OrielSlice *slice)
{
  if (slice->is_escaped)
    return FALSE;

  return is_ascii (slice->text, slice->length) ||
         (memchr (slice->text, '\0', slice->length) == NULL &&
          g_utf8_validate_len (slice->text, slice->length, NULL));
}

gboolean
oriel_slice_equals (const OrielSlice *slice, const char *word)
{
  return slice->length == strlen (word) && memcmp (slice->text, word, slice->length) == 0;
}
