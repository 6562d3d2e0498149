/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zones: names, hostile names, offsets before and after changes of the clock, local times that
 * are skipped or doubled, zone files and rules that are damaged. */

#include "config.h"

#include <string.h>

#include "base/oriel-time-zone-private.h"
#include "base/oriel-time-zone.h"

#define HOUR ORIEL_MS_PER_HOUR

static gint64
utc_ms (int year, int month, int day, int hour, int minute)
{
  OrielCalendar calendar = { year, month, day, hour, minute, 0, 0, 0, 0 };

  return oriel_calendar_join (&calendar);
}

static gint64
local_ms (const char *zone, int year, int month, int day, int hour, int minute)
{
  OrielCalendar calendar = { year, month, day, hour, minute, 0, 0, 0, 0 };

  return oriel_time_zone_join (oriel_time_zone_get (zone), &calendar);
}

static void
test_names (void)
{
  const OrielTimeZone *berlin = oriel_time_zone_get ("Europe/Berlin");

  g_assert_nonnull (berlin);
  g_assert_true (oriel_time_zone_get ("Europe/Berlin") == berlin);
  g_assert_true (oriel_time_zone_get ("europe/BERLIN") == berlin);
  g_assert_cmpstr (oriel_time_zone_get_name (berlin), ==, "Europe/Berlin");
  g_assert_true (oriel_time_zone_get ("utc") == oriel_time_zone_utc ());
  g_assert_true (oriel_time_zone_get ("UTC") == oriel_time_zone_utc ());
  g_assert_true (oriel_time_zone_get (NULL) == oriel_time_zone_machine ());
  g_assert_true (oriel_time_zone_get ("") == oriel_time_zone_machine ());
  g_assert_true (oriel_time_zone_get ("browser") == oriel_time_zone_machine ());
  g_assert_true (oriel_time_zone_is_machine (oriel_time_zone_machine ()));
  g_assert_false (oriel_time_zone_is_machine (oriel_time_zone_utc ()));
}

static void
test_hostile_names (void)
{
  static const char *const names[] = {
    "Nowhere/Land", "../../../etc/passwd", "/etc/localtime",  "Europe",
    "Europe/",      "Europe//Berlin",      "./Europe/Berlin", "Europe/../Europe/Berlin",
    "zone.tab",     "tzdata.zi",           "right/UTC\n",     "Europe/Berlin\xff",
    "%s%n",         "Europe/Berlin ",
  };
  g_autofree char *endless = g_strnfill (100000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (oriel_time_zone_get (names[i]));
  g_assert_null (oriel_time_zone_get (endless));
}

static void
test_offsets (void)
{
  const struct
  {
    const char *zone;
    gint64 at_ms;
    double hours;
    const char *letters;
  } cases[] = {
    { "UTC", 0, 0, "UTC" },
    { "Europe/Berlin", utc_ms (2025, 3, 30, 0, 59), 1, "CET" },
    { "Europe/Berlin", utc_ms (2025, 3, 30, 1, 0), 2, "CEST" },
    { "America/New_York", utc_ms (2025, 11, 2, 5, 59), -4, "EDT" },
    { "America/New_York", utc_ms (2025, 11, 2, 6, 0), -5, "EST" },
    { "Asia/Kolkata", utc_ms (2025, 1, 1, 0, 0), 5.5, "IST" },
    { "Australia/Lord_Howe", utc_ms (2025, 1, 1, 0, 0), 11, "+11" },
    { "Australia/Lord_Howe", utc_ms (2025, 7, 1, 0, 0), 10.5, "+1030" },
    { "Etc/GMT+5", 0, -5, "-05" },
    /* Rules hold behind the zone file's last entry, and behind the table of 400 years. */
    { "Europe/Berlin", utc_ms (2099, 7, 1, 0, 0), 2, "CEST" },
    { "Europe/Berlin", utc_ms (2500, 7, 1, 0, 0), 2, "CEST" },
    { "Europe/Berlin", utc_ms (9999, 1, 1, 0, 0), 1, "CET" },
    { "Europe/Berlin", utc_ms (200000, 7, 1, 0, 0), 2, "CEST" },
    { "Australia/Sydney", utc_ms (12345, 1, 1, 0, 0), 11, "AEDT" },
    { "Africa/Cairo", utc_ms (2092, 9, 16, 0, 0), 3, "EEST" },
    /* Before the first entry: local mean time. */
    { "Europe/Berlin", utc_ms (1800, 1, 1, 0, 0), 3208. / 3600, "LMT" },
    { "Europe/Berlin", G_MININT64, 3208. / 3600, "LMT" },
    { "Asia/Tokyo", G_MAXINT64, 9, "JST" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const OrielTimeZone *zone = oriel_time_zone_get (cases[i].zone);

      g_assert_nonnull (zone);
      g_assert_cmpint (oriel_time_zone_offset_at (zone, cases[i].at_ms), ==,
                       (gint64) (cases[i].hours * HOUR));
      g_assert_cmpstr (oriel_time_zone_abbreviation_at (zone, cases[i].at_ms), ==,
                       cases[i].letters);
    }
}

static void
test_join (void)
{
  /* An ordinary time. */
  g_assert_cmpint (local_ms ("Europe/Berlin", 2025, 1, 2, 3, 4), ==, utc_ms (2025, 1, 2, 2, 4));
  /* Skipped in spring: the clock is already on. */
  g_assert_cmpint (local_ms ("Europe/Berlin", 2025, 3, 30, 2, 30), ==, utc_ms (2025, 3, 30, 1, 30));
  g_assert_cmpint (local_ms ("America/New_York", 2025, 3, 9, 2, 30), ==,
                   utc_ms (2025, 3, 9, 7, 30));
  /* Twice in autumn: the first. */
  g_assert_cmpint (local_ms ("Europe/Berlin", 2025, 10, 26, 2, 30), ==,
                   utc_ms (2025, 10, 26, 0, 30));
  g_assert_cmpint (local_ms ("America/New_York", 2025, 11, 2, 1, 30), ==,
                   utc_ms (2025, 11, 2, 5, 30));
  /* The same far behind the table. */
  g_assert_cmpint (local_ms ("Europe/Berlin", 3025, 3, 30, 2, 30) % HOUR, ==, HOUR / 2);
  /* Fields are carried. */
  g_assert_cmpint (local_ms ("utc", 2024, 14, 0, 25, 61), ==, utc_ms (2025, 2, 1, 2, 1));
}

static void
test_round_trip (void)
{
  static const char *const zones[] = {
    "UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Europe/Dublin",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    for (gint64 at = utc_ms (1930, 1, 1, 0, 0); at < utc_ms (2600, 1, 1, 0, 0);
         at += 4241 * HOUR + 123457)
      {
        const OrielTimeZone *zone = oriel_time_zone_get (zones[i]);
        OrielCalendar local;
        gint64 joined;

        oriel_time_zone_split (zone, at, &local);
        joined = oriel_time_zone_join (zone, &local);

        /* Of a doubled hour the first is found. */
        if (joined != at)
          {
            OrielCalendar again;

            oriel_time_zone_split (zone, joined, &again);
            g_assert_cmpmem (&local, sizeof local, &again, sizeof again);
          }
      }
}

static void
test_calendar (void)
{
  OrielCalendar calendar;
  int year;

  oriel_calendar_split (-1, &calendar);
  g_assert_cmpint (calendar.year, ==, 1969);
  g_assert_cmpint (calendar.millisecond, ==, 999);
  g_assert_cmpint (calendar.weekday, ==, 3);
  g_assert_cmpint (calendar.day_of_year, ==, 365);

  for (gint64 day = -400 * 366; day < 400 * 366; day += 13)
    {
      oriel_calendar_split (day * ORIEL_MS_PER_DAY, &calendar);
      g_assert_cmpint (oriel_calendar_days (calendar.year, calendar.month, calendar.day), ==, day);
      g_assert_cmpint (oriel_calendar_days (calendar.year, 1, calendar.day_of_year), ==, day);
    }

  oriel_calendar_split (utc_ms (2024, 12, 30, 0, 0), &calendar);
  g_assert_cmpint (oriel_calendar_week (&calendar, 1, 4, &year), ==, 1);
  g_assert_cmpint (year, ==, 2025);
  g_assert_cmpint (oriel_calendar_week_day (2025, 1, 1, 1, 4), ==,
                   oriel_calendar_days (2024, 12, 30));
  g_assert_cmpint (oriel_calendar_days_in_month (2024, 2), ==, 29);
  g_assert_cmpint (oriel_calendar_days_in_month (1900, 2), ==, 28);
  g_assert_cmpint (oriel_calendar_days_in_month (2025, 12), ==, 31);
}

static void
test_extremes (void)
{
  OrielCalendar calendar = { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT, 0, 0, 0 };

  g_assert_false (oriel_time_is_valid (oriel_calendar_join (&calendar)));
  calendar = (OrielCalendar){ G_MININT, G_MININT, G_MININT, G_MININT, 0, 0, 0, 0, 0 };
  g_assert_false (oriel_time_is_valid (oriel_calendar_join (&calendar)));

  oriel_time_zone_split (oriel_time_zone_get ("Europe/Berlin"), G_MAXINT64, &calendar);
  g_assert_cmpint (calendar.year, ==, 275760);
  oriel_time_zone_split (oriel_time_zone_get ("Europe/Berlin"), G_MININT64, &calendar);
  g_assert_cmpint (calendar.year, ==, -271821);
  oriel_time_zone_from_local (oriel_time_zone_get ("Europe/Berlin"), G_MAXINT64);
}

static void
test_rules (void)
{
  static const char *const bad[] = {
    "",
    "C",
    "CET",
    "CET-1CEST",
    "CET-1CEST,",
    "CET-1CEST,M3.5.0",
    "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0",
    "CET-1CEST,M3.5.7,M10.5.0",
    "CET-1CEST,J0,J5",
    "CET-1CEST,M3.5.0,M10.5.0x",
    "CET-999",
    "<+03",
    "<>-3",
    "CET-1CEST,M3.5.0/200,M10.5.0",
  };
  g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (OrielZonePeriod));
  gint64 cycle_end;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (oriel_zone_rule_append (bad[i], periods, &cycle_end));
      g_assert_cmpuint (periods->len, ==, 0);
    }

  g_assert_true (oriel_zone_rule_append ("<-03>3", periods, &cycle_end));
  g_assert_cmpuint (periods->len, ==, 1);
  g_assert_cmpint (g_array_index (periods, OrielZonePeriod, 0).offset_ms, ==, -3 * HOUR);
  g_assert_cmpint (cycle_end, ==, G_MAXINT64);

  g_array_set_size (periods, 0);
  g_assert_true (oriel_zone_rule_append ("IST-2IDT,M3.4.4/26,M10.5.0", periods, &cycle_end));
  g_assert_cmpint (g_array_index (periods, OrielZonePeriod, 1).start_ms, ==,
                   utc_ms (1970, 3, 27, 0, 0));
  for (guint i = 1; i < periods->len; i++)
    g_assert_cmpint (g_array_index (periods, OrielZonePeriod, i - 1).start_ms, <,
                     g_array_index (periods, OrielZonePeriod, i).start_ms);
}

/* Every shortened and every altered form of a true file is read or refused, never more. */
static void
test_damaged_files (void)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents ("/usr/share/zoneinfo/Europe/Berlin", &data, &length, NULL))
    {
      g_test_skip ("no zone files on this machine");
      return;
    }

  for (gsize n = 0; n <= length; n += n < 200 ? 1 : 37)
    {
      g_autofree char *copy = g_memdup2 (data, n);
      g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (OrielZonePeriod));
      g_autofree char *rule = NULL;

      oriel_zone_file_parse (copy, n, periods, &rule);
    }

  for (gsize i = 0; i < length; i += i < 100 ? 1 : 41)
    {
      g_autofree char *copy = g_memdup2 (data, length);
      g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (OrielZonePeriod));
      g_autofree char *rule = NULL;

      copy[i] = (char) ~copy[i];
      oriel_zone_file_parse (copy, length, periods, &rule);
    }
}

static gpointer
look_up_many (gpointer data)
{
  static const char *const zones[] = { "Asia/Tokyo", "Asia/tokyo", "Europe/Paris", "Nope/Nope" };

  for (int i = 0; i < 400; i++)
    {
      const OrielTimeZone *zone = oriel_time_zone_get (zones[i % 4]);

      if (zone != NULL)
        oriel_time_zone_offset_at (zone, i * HOUR);
    }

  return (gpointer) oriel_time_zone_get ("Asia/Tokyo");
}

static void
test_threads (void)
{
  GThread *threads[4];
  gpointer first = look_up_many (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("zones", look_up_many, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time-zone/names", test_names);
  g_test_add_func ("/base/time-zone/hostile-names", test_hostile_names);
  g_test_add_func ("/base/time-zone/offsets", test_offsets);
  g_test_add_func ("/base/time-zone/join", test_join);
  g_test_add_func ("/base/time-zone/round-trip", test_round_trip);
  g_test_add_func ("/base/time-zone/calendar", test_calendar);
  g_test_add_func ("/base/time-zone/extremes", test_extremes);
  g_test_add_func ("/base/time-zone/rules", test_rules);
  g_test_add_func ("/base/time-zone/damaged-files", test_damaged_files);
  g_test_add_func ("/base/time-zone/threads", test_threads);
  return g_test_run ();
}
