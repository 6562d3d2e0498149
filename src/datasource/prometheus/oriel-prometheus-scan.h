/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens of JSON text that may end anywhere.
 *
 * Each function either takes a whole token or says that more is needed; then the caller goes
 * back to where its item began. No byte at or behind `end` is read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_SCAN_OK,
  ORIEL_SCAN_MORE, /* the text ends within the token */
  ORIEL_SCAN_BAD,  /* the token can't begin or go on like this */
} OrielScanStatus;

typedef struct
{
  const char *begin; /* what is before `at` can be read from here on */
  const char *at;
  const char *end;
  gboolean is_last; /* nothing comes after `end` */
} OrielScan;

/* A part of the text; of a string, without its quotes. */
typedef struct
{
  const char *text;
  gsize length;
  gboolean is_escaped; /* has backslashes */
} OrielSlice;

/* Skips blanks and lends the next byte. */
static inline OrielScanStatus
oriel_scan_peek (OrielScan *scan, char *out)
{
  while (scan->at < scan->end)
    {
      char next = *scan->at;

      if (next != ' ' && next != '\n' && next != '\r' && next != '\t')
        {
          *out = next;
          return ORIEL_SCAN_OK;
        }
      scan->at++;
    }

  return ORIEL_SCAN_MORE;
}

/* Skips blanks and takes `expected`. */
static inline OrielScanStatus
oriel_scan_char (OrielScan *scan, char expected)
{
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  if (status != ORIEL_SCAN_OK)
    return status;
  if (next != expected)
    return ORIEL_SCAN_BAD;

  scan->at++;
  return ORIEL_SCAN_OK;
}

/* Skips blanks and takes a string. */
OrielScanStatus oriel_scan_string (OrielScan *scan, OrielSlice *out);

/* Skips blanks and takes what a number is written with; its form is not checked. */
OrielScanStatus oriel_scan_number (OrielScan *scan, OrielSlice *out);

/* The slice's text with escapes resolved, valid UTF-8 without zeros. Free with g_free(). */
char *oriel_slice_dup (const OrielSlice *slice) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when the slice can be used as it is: no escapes, valid UTF-8. */
gboolean oriel_slice_is_plain (const OrielSlice *slice);

/* TRUE when the slice is `word`. */
gboolean oriel_slice_equals (const OrielSlice *slice, const char *word);

/* The first `"` or `\` from `at` on, or `end`. */
const char *oriel_scan_find_quote (const char *at, const char *end);

G_END_DECLS
