/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formats by moment's tokens, and how far away an instant is in words. */

#include "config.h"

#include "base/oriel-date-format.h"

/* Saturday, 15 March 2025, 13:07:02.045 UTC. */
#define AT_MS G_GINT64_CONSTANT (1742044022045)

typedef struct
{
  const char *tokens;
  const char *text;
} FormatCase;

static void
check (gint64 at_ms, const char *zone, const FormatCase *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text =
        oriel_date_format (at_ms, oriel_time_zone_get (zone), cases[i].tokens);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_tokens (void)
{
  static const FormatCase cases[] = {
    { "YYYY-MM-DD HH:mm:ss.SSS", "2025-03-15 13:07:02.045" },
    { "M Mo MM MMM MMMM", "3 3rd 03 Mar March" },
    { "D Do DD DDD DDDo DDDD", "15 15th 15 74 74th 074" },
    { "d do dd ddd dddd e E", "6 6th Sa Sat Saturday 6 6" },
    { "w wo ww W Wo WW", "11 11th 11 11 11th 11" },
    { "Q Qo", "1 1st" },
    { "N NN NNN NNNN NNNNN", "AD AD AD Anno Domini AD" },
    { "Y YY YYYY YYYYY YYYYYY", "2025 25 2025 02025 +002025" },
    { "y yo yy yyy yyyy", "2025 2025th 2025 2025 2025" },
    { "gg gggg ggggg GG GGGG GGGGG", "25 2025 02025 25 2025 02025" },
    { "a A h hh H HH k kk", "pm PM 1 01 13 13 13 13" },
    { "hmm hmmss Hmm Hmmss", "107 10702 1307 130702" },
    { "m mm s ss", "7 07 2 02" },
    { "S SS SSS SSSS SSSSSSSSS", "0 04 045 0450 045000000" },
    { "x X", "1742044022045 1742044022" },
    { "z zz Z ZZ", "UTC UTC +00:00 +0000" },
    { "L l", "03/15/2025 3/15/2025" },
    { "LL ll", "March 15, 2025 Mar 15, 2025" },
    { "LLL lll", "March 15, 2025 1:07 PM Mar 15, 2025 1:07 PM" },
    { "LLLL", "Saturday, March 15, 2025 1:07 PM" },
    { "llll", "Sat, Mar 15, 2025 1:07 PM" },
    { "LT LTS", "1:07 PM 1:07:02 PM" },
    { "", "2025-03-15T13:07:02Z" },
  };

  check (AT_MS, "utc", cases, G_N_ELEMENTS (cases));
}

static void
test_quoting (void)
{
  static const FormatCase cases[] = {
    { "[at] HH[h]mm", "at 13h07" }, { "[YYYY]", "YYYY" },  { "[a]b[c]", "abc" },
    { "[open HH", "[op6n 13" },     { "\\M\\\\H", "M13" }, { "HH\nmm", "1307" },
    { "µ°日HH", "µ°日13" },         { "][", "][" },        { "[]", "" },
    { "rest ?!", "r62t ?!" },
  };

  check (AT_MS, "utc", cases, G_N_ELEMENTS (cases));
}

static void
test_zones (void)
{
  static const FormatCase berlin[] = {
    { "YYYY-MM-DD HH:mm z Z ZZ", "2025-03-15 14:07 CET +01:00 +0100" },
    { "", "2025-03-15T14:07:02+01:00" },
  };
  static const FormatCase kathmandu[] = { { "HH:mm z Z", "18:52 +0545 +05:45" } };
  static const FormatCase new_york[] = { { "h:mm a z Z", "9:07 am EDT -04:00" } };

  check (AT_MS, "Europe/Berlin", berlin, G_N_ELEMENTS (berlin));
  check (AT_MS, "Asia/Kathmandu", kathmandu, G_N_ELEMENTS (kathmandu));
  check (AT_MS, "America/New_York", new_york, G_N_ELEMENTS (new_york));
}

static void
test_years (void)
{
  static const FormatCase before[] = { { "YYYY YY y N NNNN", "-0043 -43 44 BC Before Christ" } };
  static const FormatCase far[] = { { "YYYY Y YYYYYY YY", "12025 +12025 +012025 25" } };
  static const FormatCase midnight[] = { { "k kk h hh H HH a", "24 24 12 12 0 00 am" } };
  static const FormatCase ordinals[] = { { "Do", "1st" } };
  OrielCalendar calendar = { -43, 3, 15, 0, 0, 0, 0, 0, 0 };

  check (oriel_calendar_join (&calendar), "utc", before, G_N_ELEMENTS (before));
  calendar.year = 12025;
  check (oriel_calendar_join (&calendar), "utc", far, G_N_ELEMENTS (far));
  check (0, "utc", midnight, G_N_ELEMENTS (midnight));
  check (0, "utc", ordinals, G_N_ELEMENTS (ordinals));
}

static void
test_invalid (void)
{
  static const FormatCase cases[] = { { "YYYY", "Invalid date" }, { "", "Invalid date" } };
  g_autofree char *iso = oriel_date_format_iso (ORIEL_TIME_MAX + 1);
  g_autofree char *ago = oriel_date_format_from_now (ORIEL_TIME_INVALID, 0);

  check (ORIEL_TIME_INVALID, "utc", cases, G_N_ELEMENTS (cases));
  check (ORIEL_TIME_MAX + 1, "Europe/Berlin", cases, G_N_ELEMENTS (cases));
  check (G_MAXINT64, "Europe/Berlin", cases, G_N_ELEMENTS (cases));
  g_assert_cmpstr (iso, ==, "Invalid date");
  g_assert_cmpstr (ago, ==, "Invalid date");
}

static void
test_iso (void)
{
  const struct
  {
    gint64 at_ms;
    const char *text;
  } cases[] = {
    { 0, "1970-01-01T00:00:00.000Z" },
    { AT_MS, "2025-03-15T13:07:02.045Z" },
    { ORIEL_TIME_MAX, "+275760-09-13T00:00:00.000Z" },
    { -ORIEL_TIME_MAX, "-271821-04-20T00:00:00.000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_date_format_iso (cases[i].at_ms);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_from_now (void)
{
  const struct
  {
    gint64 distance_ms;
    const char *text;
  } cases[] = {
    { 0, "a few seconds ago" },
    { 1, "in a few seconds" },
    { -44499, "a few seconds ago" },
    { -44500, "a minute ago" },
    { -3 * ORIEL_MS_PER_HOUR, "3 hours ago" },
    { 2 * ORIEL_MS_PER_DAY, "in 2 days" },
    { -25 * ORIEL_MS_PER_DAY, "25 days ago" },
    { -26 * ORIEL_MS_PER_DAY, "a month ago" },
    { -365 * ORIEL_MS_PER_DAY, "a year ago" },
    { 3 * 365 * ORIEL_MS_PER_DAY, "in 3 years" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_date_format_from_now (AT_MS + cases[i].distance_ms, AT_MS);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/time-format/tokens", test_tokens);
  g_test_add_func ("/base/time-format/quoting", test_quoting);
  g_test_add_func ("/base/time-format/zones", test_zones);
  g_test_add_func ("/base/time-format/years", test_years);
  g_test_add_func ("/base/time-format/invalid", test_invalid);
  g_test_add_func ("/base/time-format/iso", test_iso);
  g_test_add_func ("/base/time-format/from-now", test_from_now);
  return g_test_run ();
}
