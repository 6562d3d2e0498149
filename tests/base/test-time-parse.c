/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Times as people, dashboards and scripts write them: dates, date math, ranges, intervals,
 * durations, and texts that mean harm. */

#include "config.h"

#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-date-parse.h"
#include "base/oriel-duration.h"
#include "base/oriel-time-range.h"

/* 2025-03-15T13:37:42.123Z, a Saturday. */
#define NOW_MS G_GINT64_CONSTANT (1742045862123)

static OrielTimeContext
context_in (const char *zone)
{
  return (OrielTimeContext){ NOW_MS, oriel_time_zone_get (zone), 0, 0 };
}

/* The instant as ISO text, or what could not be read. */
static void
check_time (const char *zone, const char *text, gboolean round_up, const char *iso)
{
  OrielTimeContext context = context_in (zone);
  gint64 at_ms;
  g_autofree char *ours = NULL;

  if (!oriel_time_parse (text, round_up, &context, &at_ms))
    {
      if (iso != NULL)
        g_error ("%s can't be read", text);
      return;
    }

  ours = oriel_date_format_iso (at_ms);
  g_assert_cmpstr (ours, ==, iso);
}

static void
test_instants (void)
{
  check_time ("utc", "2025-01-02T03:04:05Z", FALSE, "2025-01-02T03:04:05.000Z");
  check_time ("utc", "2025-01-02T03:04:05.678+02:00", FALSE, "2025-01-02T01:04:05.678Z");
  check_time ("Europe/Berlin", "2025-01-02 03:04:05", FALSE, "2025-01-02T02:04:05.000Z");
  check_time ("Europe/Berlin", "2025-1-2 3:4:5", FALSE, "2025-01-02T02:04:05.000Z");
  check_time ("Europe/Berlin", "2025-01-02", FALSE, "2025-01-01T23:00:00.000Z");
  check_time ("utc", "  2025-01-02\n", FALSE, "2025-01-02T00:00:00.000Z");
  check_time ("utc", "1742040000", FALSE, "2025-03-15T12:00:00.000Z");
  check_time ("utc", "1742040000000", FALSE, "2025-03-15T12:00:00.000Z");
  check_time ("utc", "0", FALSE, "1970-01-01T00:00:00.000Z");
  check_time ("utc", "-1", FALSE, "1969-12-31T23:59:59.000Z");
  check_time ("utc", "20250102", FALSE, "2025-01-02T00:00:00.000Z");
  check_time ("utc", "2025", FALSE, "2025-01-01T00:00:00.000Z");
}

static void
test_iso_forms (void)
{
  check_time ("utc", "2025-W10", FALSE, "2025-03-03T00:00:00.000Z");
  check_time ("utc", "2025-W10-7", FALSE, "2025-03-09T00:00:00.000Z");
  check_time ("utc", "2025W107", FALSE, "2025-03-09T00:00:00.000Z");
  check_time ("utc", "2025-060T12", FALSE, "2025-03-01T12:00:00.000Z");
  check_time ("utc", "2025-03", FALSE, "2025-03-01T00:00:00.000Z");
  check_time ("utc", "20250102T030405,6789Z", FALSE, "2025-01-02T03:04:05.678Z");
  check_time ("utc", "+012025-01-02", FALSE, "+012025-01-02T00:00:00.000Z");
  check_time ("utc", "2025-01-02T24:00", FALSE, "2025-01-03T00:00:00.000Z");
  check_time ("utc", "2024-02-29", FALSE, "2024-02-29T00:00:00.000Z");
  check_time ("utc", "2025-02-29", FALSE, NULL);
  check_time ("utc", "2025-W54", FALSE, NULL);
  check_time ("utc", "2025-366", FALSE, NULL);
  check_time ("utc", "2025-01-02T24:01", FALSE, NULL);
  check_time ("utc", "2025-01-02T03:04:05+", FALSE, NULL);
}

static void
test_math (void)
{
  check_time ("utc", "now", FALSE, "2025-03-15T13:37:42.123Z");
  check_time ("utc", "now-6h", FALSE, "2025-03-15T07:37:42.123Z");
  check_time ("utc", "now/d", FALSE, "2025-03-15T00:00:00.000Z");
  check_time ("utc", "now/d", TRUE, "2025-03-15T23:59:59.999Z");
  check_time ("utc", "now-1d/d+8h", FALSE, "2025-03-14T08:00:00.000Z");
  check_time ("utc", " now - 1 M / M ", TRUE, "2025-02-28T23:59:59.999Z");
  check_time ("utc", "now/w", FALSE, "2025-03-09T00:00:00.000Z");
  check_time ("utc", "now/Q", TRUE, "2025-03-31T23:59:59.999Z");
  check_time ("utc", "now/y", FALSE, "2025-01-01T00:00:00.000Z");
  check_time ("utc", "now/fy", TRUE, "2025-12-31T23:59:59.999Z");
  check_time ("utc", "now-1Q/fQ", FALSE, "2024-10-01T00:00:00.000Z");
  check_time ("Europe/Berlin", "now/d", FALSE, "2025-03-14T23:00:00.000Z");
  /* A day over the change of the clock has 23 hours. */
  check_time ("Europe/Berlin", "now+15d", FALSE, "2025-03-30T12:37:42.123Z");
  check_time ("utc", "2025-01-31||+1M", FALSE, "2025-02-28T00:00:00.000Z");
  check_time ("utc", "now-5", FALSE, NULL);
  check_time ("utc", "now-123456m", FALSE, NULL);
  check_time ("utc", "now/2d", FALSE, NULL);
  check_time ("utc", "now/f", FALSE, NULL);
  check_time ("utc", "now--1h", FALSE, NULL);
  check_time ("utc", "bad||+1d", FALSE, NULL);
  check_time ("utc", "2025-01-31||", FALSE, "2025-01-31T00:00:00.000Z");
}

static void
test_week_start (void)
{
  OrielTimeContext context = context_in ("utc");
  gint64 at_ms;

  context.week_start = 1;
  g_assert_true (oriel_time_parse ("now/w", FALSE, &context, &at_ms));
  g_assert_cmpint (at_ms, ==, G_GINT64_CONSTANT (1741564800000));
  context.week_start = 6;
  g_assert_true (oriel_time_parse ("now/w", FALSE, &context, &at_ms));
  g_assert_cmpint (at_ms, ==, G_GINT64_CONSTANT (1741996800000));
}

static void
test_range (void)
{
  OrielTimeContext context = context_in ("utc");
  g_autoptr (GError) error = NULL;
  OrielTimeSpan span;

  g_assert_true (oriel_time_range_resolve ("now-1h", "now", &context, &span, &error));
  g_assert_no_error (error);
  g_assert_cmpint (span.to_ms - span.from_ms, ==, ORIEL_MS_PER_HOUR);

  g_assert_true (oriel_time_range_resolve ("now", "now-1h", &context, &span, &error));
  g_assert_cmpint (span.to_ms - span.from_ms, ==, ORIEL_MS_PER_HOUR);

  g_assert_false (oriel_time_range_resolve ("now", "soon", &context, &span, &error));
  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "to: “soon”"));
  g_clear_error (&error);
  g_assert_false (oriel_time_range_resolve (NULL, "now", &context, &span, &error));
  g_assert_nonnull (strstr (error->message, "from"));
}

static void
check_format (const char *text, const char *tokens, const char *iso)
{
  gint64 at_ms;
  g_autofree char *ours = NULL;

  if (!oriel_date_parse_format (text, tokens, oriel_time_zone_utc (), NOW_MS, &at_ms))
    at_ms = ORIEL_TIME_INVALID;

  ours = oriel_date_format_iso (at_ms);
  g_assert_cmpstr (ours, ==, iso);
}

static void
test_formats (void)
{
  check_format ("15.03.2025 14:05", "DD.MM.YYYY HH:mm", "2025-03-15T14:05:00.000Z");
  check_format ("March 5th 2025, 3:04 pm", "MMMM Do YYYY, h:mm a", "2025-03-05T15:04:00.000Z");
  check_format ("12:30 AM", "hh:mm A", "2025-03-15T00:30:00.000Z");
  check_format ("mar 7", "MMM D", "2025-03-07T00:00:00.000Z");
  check_format ("99-12-31", "YY-MM-DD", "1999-12-31T00:00:00.000Z");
  check_format ("2025 3", "YYYY Q", "2025-07-01T00:00:00.000Z");
  check_format ("2025 074", "YYYY DDDD", "2025-03-15T00:00:00.000Z");
  check_format ("2025-W11-6", "GGGG-[W]WW-E", "2025-03-15T00:00:00.000Z");
  check_format ("1742040000.5", "X", "2025-03-15T12:00:00.500Z");
  check_format ("1742040000123", "x", "2025-03-15T12:00:00.123Z");
  check_format ("2025-03-15T12:00:00.123456+05:30", "YYYY-MM-DDTHH:mm:ss.SSSSSSZ",
                "2025-03-15T06:30:00.123Z");
  check_format ("10/12/2025 1:02 PM", "L LT", "2025-10-12T13:02:00.000Z");
  check_format ("13:00 pm", "hh:mm a", "Invalid date");
  check_format ("2025-13-01", "YYYY-MM-DD", "Invalid date");
  check_format ("nothing", "YYYY-MM-DD", "Invalid date");
  check_format ("", "YYYY-MM-DD", "Invalid date");
}

static void
test_intervals (void)
{
  const struct
  {
    const char *text;
    double ms;
  } cases[] = {
    { "10ms", 10 },        { "15s", 15000 },    { "1m", 60000 },  { "2h", 7200000 },
    { "1d", 86400000 },    { "1w", 604800000 }, { "1M", 2592e6 }, { "1y", 31536e6 },
    { "30", 30000 },       { "-5m", -300000 },  { "1.9s", 1000 }, { "", -1 },
    { "$__interval", -1 }, { "1 m", -1 },       { "5x", -1 },     { "0", -1 },
    { NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double ms = -1;

      oriel_interval_parse (cases[i].text, &ms);
      g_assert_cmpfloat (ms, ==, cases[i].ms);
    }

  g_assert_cmpint (oriel_interval_round (14999), ==, 15000);
  g_assert_cmpint (oriel_interval_round (0), ==, 1);
  g_assert_cmpint (oriel_interval_calculate (&(OrielTimeSpan){ 0, 3600000 }, 0, 1), ==,
                   G_GINT64_CONSTANT (31536000000));
}

static void
test_durations (void)
{
  OrielDuration duration;
  g_autofree char *text = NULL;
  g_autofree char *between = NULL;

  oriel_duration_parse ("5m 2h junk 3years 7m", &duration);
  text = oriel_duration_format (&duration, TRUE);
  g_assert_cmpstr (text, ==, "7m 2h 3y");

  /* A day by the clock, though it has 23 hours. */
  oriel_duration_between (G_GINT64_CONSTANT (1743246000000), G_GINT64_CONSTANT (1743328800000),
                          oriel_time_zone_get ("Europe/Berlin"), &duration);
  between = oriel_duration_format (&duration, TRUE);
  g_assert_cmpstr (between, ==, "1d");
}

static void
test_words (void)
{
  OrielTimeContext context = context_in ("utc");
  g_autofree char *last = oriel_time_range_describe ("now-20m", "now", &context);
  g_autofree char *both = oriel_time_range_describe ("0", "1742040000000", &context);
  g_autofree char *half = oriel_time_range_describe ("2025-03-01", "now-2h", &context);
  gsize n;

  g_assert_cmpstr (last, ==, "Last 20 minutes");
  g_assert_cmpstr (both, ==, "1970-01-01 00:00:00 to 2025-03-15 12:00:00");
  g_assert_cmpstr (half, ==, "2025-03-01 00:00:00 to 2 hours ago");
  g_assert_nonnull (oriel_time_quick_ranges (&n));
  g_assert_cmpuint (n, >, 30);
}

static void
check_typed (const char *zone, const char *text, const char *format, const char *iso)
{
  OrielTimeContext context = context_in (zone);
  g_autofree char *ours = NULL;

  /* 23:30 in UTC: another day east of it. */
  context.now_ms += 10 * ORIEL_MS_PER_HOUR;
  ours = oriel_date_format_iso (oriel_time_parse_typed (text, format, FALSE, &context));
  g_assert_cmpstr (ours, ==, iso);
}

static void
test_typed (void)
{
  check_typed ("utc", "2025", NULL, "2025-01-01T00:00:00.000Z");
  check_typed ("utc", "917372208", NULL, "1970-01-11T14:49:32.208Z");
  check_typed ("utc", "1742040000000", NULL, "2025-03-15T12:00:00.000Z");
  check_typed ("utc", "-917372208", NULL, "Invalid date");
  check_typed ("utc", "2024", "MM/DD/YYYY", "1970-01-01T00:00:02.024Z");
  check_typed ("Asia/Kolkata", "08:15", "HH:mm", "2025-03-15T02:45:00.000Z");
}

/* Nothing here is a time; everything has to come back. */
static void
test_hostile (void)
{
  static const char *const seeds[] = {
    "now-99999y",
    "now+99999y+99999y+99999y+99999y",
    "\xff\xfe now",
    "now-\xc3",
    "||",
    "now||now",
    "99999999999999999999999999",
    "-99999999999999999999999999",
    "+999999-99-99",
    "2025-01-02T03:04:05.99999999999999999999999999",
    "1e308",
    "0x7fffffffffffffff",
    "now-1d/d-1d/d-1d",
    "999999999999999999y 999999999999999999M 99999999999999999999999s",
    "NaN",
    "Infinity",
  };
  OrielTimeContext context = context_in ("Europe/Berlin");
  g_autoptr (GString) endless = g_string_new ("now");

  for (int i = 0; i < 100000; i++)
    g_string_append (endless, "-1d");

  for (gsize i = 0; i <= G_N_ELEMENTS (seeds); i++)
    {
      const char *text = i < G_N_ELEMENTS (seeds) ? seeds[i] : endless->str;
      g_autofree char *described = oriel_time_range_describe (text, "now", &context);
      g_autofree char *letters = oriel_time_range_abbreviation (text, &context);
      g_autofree char *typed = NULL;
      OrielDuration duration;
      gint64 at_ms = 0;
      double ms;

      g_assert_nonnull (described);
      g_assert_nonnull (letters);
      oriel_time_parse (text, TRUE, &context, &at_ms);
      oriel_interval_parse (text, &ms);
      oriel_duration_parse (text, &duration);
      oriel_duration_is_valid (text);
      at_ms = oriel_duration_add (&duration, NOW_MS, context.zone);
      typed =
        oriel_date_format (oriel_time_parse_typed (text, text, TRUE, &context), context.zone, text);
      g_assert_nonnull (typed);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time-parse/instants", test_instants);
  g_test_add_func ("/base/time-parse/iso-forms", test_iso_forms);
  g_test_add_func ("/base/time-parse/math", test_math);
  g_test_add_func ("/base/time-parse/week-start", test_week_start);
  g_test_add_func ("/base/time-parse/range", test_range);
  g_test_add_func ("/base/time-parse/formats", test_formats);
  g_test_add_func ("/base/time-parse/intervals", test_intervals);
  g_test_add_func ("/base/time-parse/durations", test_durations);
  g_test_add_func ("/base/time-parse/words", test_words);
  g_test_add_func ("/base/time-parse/typed", test_typed);
  g_test_add_func ("/base/time-parse/hostile", test_hostile);
  return g_test_run ();
}
