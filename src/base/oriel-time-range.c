/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-time-range.h. */

#include "config.h"

#include "base/oriel-time-range.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-date-parse.h"
#include "base/oriel-number.h"

/* Unix times of so many digits are in ms, of fewer in seconds. */
#define MS_DIGITS 13

static gboolean
contains_now (const char *text)
{
  return text != NULL && strstr (text, "now") != NULL;
}

/* Reads `-?digits` that are all of the text; saturates. */
static gboolean
read_integer (const char *text, gsize *out_digits, gint64 *out)
{
  const char *digits = *text == '-' ? text + 1 : text;
  gsize n = strspn (digits, "0123456789");

  if (n == 0 || digits[n] != '\0')
    return FALSE;

  *out_digits = n;
  *out = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

gboolean
oriel_time_is_relative (const char *text)
{
  return contains_now (text);
}

gint64
oriel_time_parse_typed (const char *text,
                        const char *format,
                        gboolean round_up,
                        const OrielTimeContext *context)
{
  const OrielTimeZone *zone = context->zone;
  gint64 at_ms;
  gsize n_digits;

  if (text == NULL || *text == '\0')
    return ORIEL_TIME_INVALID;

  if (contains_now (text))
    {
      if (!oriel_time_math_parse (text, round_up, context, &at_ms) || !oriel_time_is_valid (at_ms))
        return context->now_ms;
      return at_ms;
    }
  if (g_str_has_suffix (text, "Z"))
    {
      zone = oriel_time_zone_utc ();
      format = "YYYY-MM-DD[T]HH:mm:ss.SSSZ";
    }
  if (format == NULL)
    format = ORIEL_DATE_FORMAT_FULL;

  if (oriel_date_parse_format (text, format, zone, context->now_ms, &at_ms))
    return at_ms;

  /* Digits that are no date without hyphens are Unix time in ms. */
  if (g_ascii_isdigit (*text) && read_integer (text, &n_digits, &at_ms) &&
      oriel_time_is_valid (at_ms))
    return at_ms;

  return ORIEL_TIME_INVALID;
}

gboolean
oriel_time_parse (const char *text,
                  gboolean round_up,
                  const OrielTimeContext *context,
                  gint64 *out_ms)
{
  g_autofree char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  gsize n_digits;
  gint64 at_ms;

  if (trimmed == NULL)
    return FALSE;

  if (oriel_time_is_math (trimmed))
    {
      if (!oriel_time_math_parse (trimmed, round_up, context, &at_ms))
        return FALSE;
    }
  else if (read_integer (trimmed, &n_digits, &at_ms) && n_digits != 4 && n_digits != 8)
    at_ms = n_digits >= MS_DIGITS || ABS (at_ms) > ORIEL_TIME_MAX ? at_ms : at_ms * 1000;
  else if (!oriel_date_parse_iso (trimmed, context->zone, &at_ms) &&
           !oriel_date_parse_format_strictly (trimmed, "YYYY-M-D H:m:s", context->zone,
                                              context->now_ms, &at_ms))
    return FALSE;

  *out_ms = at_ms;
  return oriel_time_is_valid (at_ms);
}

static gboolean
resolve_end (const char *name,
             const char *text,
             gboolean round_up,
             const OrielTimeContext *context,
             gint64 *out_ms,
             GError **error)
{
  if (oriel_time_parse (text, round_up, context, out_ms))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("%s: “%s” is no time; now-6h, 2025-03-15 10:00:00 and Unix times are"), name,
               text != NULL ? text : "");
  return FALSE;
}

gboolean
oriel_time_range_resolve (const char *from,
                          const char *to,
                          const OrielTimeContext *context,
                          OrielTimeSpan *out,
                          GError **error)
{
  OrielTimeSpan span;

  if (!resolve_end ("from", from, FALSE, context, &span.from_ms, error) ||
      !resolve_end ("to", to, TRUE, context, &span.to_ms, error))
    return FALSE;

  if (span.to_ms < span.from_ms)
    *out = (OrielTimeSpan){ span.to_ms, span.from_ms };
  else
    *out = span;
  return TRUE;
}

gboolean
oriel_time_range_is_fiscal (const char *from, const char *to)
{
  return (from != NULL && *from != '\0' && strchr (from + 1, 'f') != NULL) ||
         (to != NULL && *to != '\0' && strchr (to + 1, 'f') != NULL);
}

static gint64
seconds_before (gint64 now_ms, gint64 seconds)
{
  const gint64 most = ORIEL_TIME_MAX / 1000;

  return now_ms - CLAMP (seconds, -most, most) * 1000;
}

OrielTimeSpan
oriel_time_span_from_relative (gint64 from_s, gint64 to_s, gint64 now_ms)
{
  return (OrielTimeSpan){ seconds_before (now_ms, from_s), seconds_before (now_ms, to_s) };
}

void
oriel_time_span_to_relative (const OrielTimeSpan *span,
                             gint64 now_ms,
                             gint64 *out_from_s,
                             gint64 *out_to_s)
{
  gint64 now_s = oriel_floor_div (now_ms, 1000);

  *out_from_s = now_s - oriel_floor_div (span->from_ms, 1000);
  *out_to_s = now_s - oriel_floor_div (span->to_ms, 1000);
}

gint64
oriel_interval_calculate (const OrielTimeSpan *span, double resolution, gint64 low_limit_ms)
{
  double length_ms = (double) span->to_ms - (double) span->from_ms;

  return MAX (oriel_interval_round (length_ms / resolution), low_limit_ms);
}
