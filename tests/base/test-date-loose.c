/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates as people write them. The instants are what JavaScript's Date gives in UTC. */

#include "config.h"

#include "base/oriel-date-parse-loose.h"

#define NO_DATE G_MININT64

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 ms;
  } cases[] = {
    { "Mar 15 2025", 1741996800000 },
    { "15 March 2025 10:00 GMT+0100", 1742029200000 },
    { "15 March 2025 10:00 GMT+01:00", 1742029200000 },
    { "15 March 2025 10:00 UTC-8", 1742061600000 },
    { "3/15/2025 10:00 PM", 1742076000000 },
    { "3/15/2025 12:00 am", 1741996800000 },
    { "2025/03/15", 1741996800000 },
    { "15-Mar-2025", 1741996800000 },
    { "12:30 3/4/99", 920550600000 },
    { "Sat, 15 Mar 2025 10:00:00 EST", 1742050800000 },
    { "3/15/2025 10:00:30.25", 1742032830250 },
    { "3/15/2025 10:00:00Z", 1742032800000 },
    { "Mar 2025", 1740787200000 },
    { "March 15", 984614400000 },
    { "2025 Mar 15", 1741996800000 },
    { "(a (b)) 3/4", 983664000000 },
    { "foo-3", 983404800000 },
    { "Junk 5", 991699200000 },
    { " 7 ", 993945600000 },
    { "", NO_DATE },
    { "up", NO_DATE },
    { "a1", NO_DATE },
    { "0x1F", NO_DATE },
    { "12.345", NO_DATE },
    { "10:00", NO_DATE },
    { "1 2 3 4", NO_DATE },
    { "32 33", NO_DATE },
    { "13 1", NO_DATE },
    { "3/15/2025 25:00", NO_DATE },
    { "3/15/2025 13:00 PM", NO_DATE },
    { "3/15/2025 10:00:00:00:00", NO_DATE },
    { "3/15/2025 10:00 +12345", NO_DATE },
    { "99999999999999999999/1/1", NO_DATE },
    { "(((((", NO_DATE },
    { "5)", NO_DATE },
    { "1 foo", NO_DATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 ms = NO_DATE;

      g_test_message ("%s", cases[i].text);
      if (!oriel_date_parse_loose (cases[i].text, &ms))
        ms = NO_DATE;
      g_assert_cmpint (ms, ==, cases[i].ms);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/date-loose/parse", test_parse);

  return g_test_run ();
}
