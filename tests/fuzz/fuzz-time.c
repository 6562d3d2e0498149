/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times as text: date math, dates, formats, intervals, durations. The input is cut at its first
 * line feed: the text, and the format that it is read and written by. */

#include "config.h"

#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-date-parse.h"
#include "base/oriel-duration.h"
#include "base/oriel-time-range.h"
#include "base/oriel-time-zone-private.h"
#include "fuzz.h"

#define NOW_MS G_GINT64_CONSTANT (1742045862123)

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("now-1d/d+8h-1Q/fQ+3y/w\nYYYY-MM-DD HH:mm:ss.SSS"),
  FUZZ_SEED ("2025-03-15T13:37:42.123+05:30||+1M/M\nYYYY-MM-DDTHH:mm:ssZ"),
  FUZZ_SEED ("2025-W11-6 +012025-01-02 2025-074\nGGGG-[W]WW-E DDDD gggg ww e"),
  FUZZ_SEED ("Saturday, March 15th 2025, 1:37:42 pm\ndddd, MMMM Do YYYY, h:mm:ss a"),
  FUZZ_SEED ("1742045862123 1742045862.123\nx X"),
  FUZZ_SEED ("1y 2M 3d 4h 5m 6s 10ms -1.5h\nL LT LTS LLLL llll Qo Wo"),
  FUZZ_SEED ("-99999999999999999999\n[at] \\H HH[h]mm N NNNN y yyyy k kk Hmmss zz"),
  FUZZ_SEED ("CET-1CEST,M3.5.0,M10.5.0/3\nz"),
  FUZZ_SEEDS_END,
};

static void
read_as_range (const char *text, const char *format, const OrielTimeContext *context)
{
  g_autofree char *described = oriel_time_range_describe (text, format, context);
  g_autofree char *letters = oriel_time_range_abbreviation (text, context);
  g_autoptr (GError) error = NULL;
  OrielTimeSpan span;

  g_assert_nonnull (described);
  g_assert_nonnull (letters);
  oriel_time_is_span_text (text);
  oriel_time_is_valid_text (text, context);
  if (oriel_time_range_resolve (text, "now", context, &span, &error))
    g_assert_cmpint (span.from_ms, <=, span.to_ms);
  else
    g_assert_nonnull (error);
}

/* What was read as a date is written as ISO and read as the same again. */
static void
read_as_date (const char *text, const char *format, const OrielTimeContext *context)
{
  gint64 at_ms, again_ms;

  if (oriel_date_parse_format (text, format, context->zone, NOW_MS, &at_ms))
    {
      g_autofree char *written = oriel_date_format (at_ms, context->zone, format);

      g_assert_true (oriel_time_is_valid (at_ms));
      g_assert_nonnull (written);
    }
  if (oriel_date_parse_iso (text, context->zone, &at_ms))
    {
      g_autofree char *iso = oriel_date_format_iso (at_ms);

      g_assert_true (oriel_date_parse_iso (iso, context->zone, &again_ms));
      g_assert_cmpint (again_ms, ==, at_ms);
    }

  at_ms = oriel_time_parse_typed (text, format, FALSE, context);
  g_assert_true (at_ms == ORIEL_TIME_INVALID || oriel_time_is_valid (at_ms));
}

static void
read_as_length (const char *text)
{
  OrielDuration duration;
  OrielInterval interval;
  g_autofree char *written = NULL;

  oriel_duration_parse (text, &duration);
  oriel_duration_is_valid (text);
  oriel_duration_is_valid_go (text);
  oriel_duration_add (&duration, NOW_MS, oriel_time_zone_utc ());
  written = oriel_duration_format (&duration, TRUE);
  if (oriel_interval_describe (text, &interval))
    {
      g_autofree char *seconds =
        oriel_interval_format_seconds (interval.count * interval.unit_seconds);

      g_assert_nonnull (seconds);
    }
}

static void
read_as_zone (const char *text, const uint8_t *data, size_t size)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (OrielZonePeriod));
  g_autofree char *rule = NULL;
  gint64 cycle_end_ms;

  oriel_zone_rule_append (text, periods, &cycle_end_ms);
  g_array_set_size (periods, 0);
  oriel_zone_file_parse ((const char *) data, size, periods, &rule);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char *line_end = strchr (text, '\n');
  const char *format = line_end != NULL ? line_end + 1 : "YYYY";
  OrielTimeContext context = { NOW_MS, oriel_time_zone_get ("Europe/Berlin"), 1, 3 };

  if (context.zone == NULL)
    context.zone = oriel_time_zone_utc ();
  if (line_end != NULL)
    *line_end = '\0';

  read_as_range (text, format, &context);
  read_as_date (text, format, &context);
  read_as_length (text);
  read_as_zone (text, data, size);
  return 0;
}
