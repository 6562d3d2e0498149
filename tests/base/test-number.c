/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers as ECMAScript writes and reads them. */

#include "config.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/oriel-number.h"

static void
check_string (double value, const char *text)
{
  char ours[ORIEL_NUMBER_BUFFER];
  gsize length = oriel_number_to_string (value, ours);

  g_assert_cmpstr (ours, ==, text);
  g_assert_cmpuint (length, ==, strlen (text));
}

static void
test_to_string (void)
{
  check_string (0, "0");
  check_string (-0.0, "0");
  check_string (1, "1");
  check_string (-1.5, "-1.5");
  check_string (0.1, "0.1");
  check_string (0.1 + 0.2, "0.30000000000000004");
  check_string (1. / 3, "0.3333333333333333");
  check_string (100, "100");
  check_string (123456789012345680000., "123456789012345680000");
  check_string (1e21, "1e+21");
  check_string (1.5e300, "1.5e+300");
  check_string (0.000001, "0.000001");
  check_string (0.0000015, "0.0000015");
  check_string (1e-7, "1e-7");
  check_string (5e-324, "5e-324");
  check_string (ldexp (1, 89), "6.189700196426902e+26");
  check_string (2.2250738585072014e-308, "2.2250738585072014e-308");
  check_string (DBL_MAX, "1.7976931348623157e+308");
  check_string (9007199254740993., "9007199254740992");
  check_string (4.35, "4.35");
  check_string (9.5367431640625e-7, "9.5367431640625e-7");
  check_string (NAN, "NaN");
  check_string (INFINITY, "Infinity");
  check_string (-INFINITY, "-Infinity");
}

/* What is written reads back as the same, and no shorter text of as many digits does. */
static void
test_round_trip (void)
{
  guint64 state = 88172645463325252u;

  for (int i = 0; i < 20000; i++)
    {
      char text[ORIEL_NUMBER_BUFFER];
      double value;

      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      memcpy (&value, &state, sizeof value);
      if (!isfinite (value))
        continue;
      oriel_number_to_string (value, text);
      g_assert_cmpfloat (oriel_number_from_string (text), ==, value);
      g_assert_cmpfloat (oriel_number_parse_float (text), ==, value);
    }
}

static void
check_fixed (double value, int decimals, const char *text)
{
  char ours[ORIEL_NUMBER_BUFFER];
  gsize length = oriel_number_to_fixed (value, decimals, ours);

  g_assert_cmpstr (ours, ==, text);
  g_assert_cmpuint (length, ==, strlen (text));
}

static void
test_to_fixed (void)
{
  check_fixed (0, 2, "0.00");
  check_fixed (-0.0, 2, "0.00");
  check_fixed (1.005, 2, "1.00");   /* below the tie in binary */
  check_fixed (10.235, 2, "10.23"); /* so too */
  check_fixed (1.45, 1, "1.4");
  check_fixed (8.345, 2, "8.35");
  /* True ties go away from zero, where C goes to the even neighbour. */
  check_fixed (0.5, 0, "1");
  check_fixed (1.5, 0, "2");
  check_fixed (2.5, 0, "3");
  check_fixed (-2.5, 0, "-3");
  check_fixed (0.125, 2, "0.13");
  check_fixed (0.375, 2, "0.38");
  check_fixed (99.5, 0, "100");
  check_fixed (9.5, 0, "10");
  check_fixed (999.5, 0, "1000");
  check_fixed (-0.0001, 2, "-0.00");
  check_fixed (4503599627370495.5, 0, "4503599627370496");
  check_fixed (1e20, 2, "100000000000000000000.00");
  check_fixed (1e21, 2, "1e+21");
  check_fixed (0.1, 20, "0.10000000000000000555");
  check_fixed (5e-324, 100,
               "0.00000000000000000000000000000000000000000000000000000000000000000000"
               "00000000000000000000000000000000");
  check_fixed (1, 1000,
               "1.0000000000000000000000000000000000000000000000000000000000000000000000"
               "000000000000000000000000000000");
  check_fixed (1.5, -3, "2");
  check_fixed (NAN, 2, "NaN");
  check_fixed (-INFINITY, 2, "-Infinity");
}

static void
check_number (const char *text, double value)
{
  double ours = oriel_number_from_string (text);

  if (isnan (value))
    g_assert_true (isnan (ours));
  else
    g_assert_cmpfloat (ours, ==, value);
}

static void
test_from_string (void)
{
  check_number ("", 0);
  check_number (" \t\n\v\f\r\xc2\xa0\xef\xbb\xbf\xe2\x80\xa8", 0);
  check_number (" 12 ", 12);
  check_number ("\v12\v", 12);
  check_number ("+.5", 0.5);
  check_number ("5.", 5);
  check_number ("-1e3", -1000);
  check_number ("1e1000", INFINITY);
  check_number ("Infinity", INFINITY);
  check_number ("-Infinity", -INFINITY);
  check_number ("0x1F", 31);
  check_number ("0b101", 5);
  check_number ("0o17 ", 15);
  check_number ("00012", 12);
  check_number (NULL, NAN);
  check_number ("12px", NAN);
  check_number ("1 2", NAN);
  check_number ("1e", NAN);
  check_number (".", NAN);
  check_number ("-", NAN);
  check_number ("-0x10", NAN);
  check_number ("0x", NAN);
  check_number ("0x1p4", NAN);
  check_number ("0b2", NAN);
  check_number ("nan", NAN);
  check_number ("inf", NAN);
  check_number ("infinity", NAN);
  check_number ("1,5", NAN);
  check_number ("1\xff", NAN);
  check_number ("\xff", NAN);
}

static void
test_parse_float (void)
{
  g_assert_cmpfloat (oriel_number_parse_float ("12px"), ==, 12);
  g_assert_cmpfloat (oriel_number_parse_float (" -1.5e2x"), ==, -150);
  g_assert_cmpfloat (oriel_number_parse_float ("1e+"), ==, 1);
  g_assert_cmpfloat (oriel_number_parse_float ("0x10"), ==, 0);
  g_assert_cmpfloat (oriel_number_parse_float ("Infinityx"), ==, INFINITY);
  g_assert_true (isnan (oriel_number_parse_float ("")));
  g_assert_true (isnan (oriel_number_parse_float ("x1")));
  g_assert_true (isnan (oriel_number_parse_float ("nan")));
  g_assert_true (isnan (oriel_number_parse_float (NULL)));
}

static void
test_round (void)
{
  g_assert_cmpfloat (oriel_number_round (2.5), ==, 3);
  g_assert_cmpfloat (oriel_number_round (-2.5), ==, -2);
  g_assert_cmpfloat (oriel_number_round (0.49999999999999994), ==, 0);
  g_assert_cmpfloat (oriel_number_round (-0.51), ==, -1);
  g_assert_cmpfloat (oriel_number_round (4503599627370497.5), ==, 4503599627370498);
  g_assert_cmpfloat (oriel_number_round (INFINITY), ==, INFINITY);
  g_assert_true (isnan (oriel_number_round (NAN)));
}

static void
test_null (void)
{
  g_assert_true (oriel_is_null (oriel_null ()));
  g_assert_true (isnan (oriel_null ()));
  g_assert_false (oriel_is_null (NAN));
  g_assert_false (oriel_is_null (0));
}

/* Bug: under a locale with decimal commas digits were lost and ties crashed. */
static void
test_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8" };
  const char *set = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (locales) && set == NULL; i++)
    set = setlocale (LC_NUMERIC, locales[i]);
  if (set == NULL)
    {
      g_test_skip ("no locale with decimal commas is installed");
      return;
    }

  check_string (1234.5, "1234.5");
  check_fixed (0.125, 2, "0.13");
  check_number ("1.5", 1.5);
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/to-string", test_to_string);
  g_test_add_func ("/base/number/round-trip", test_round_trip);
  g_test_add_func ("/base/number/to-fixed", test_to_fixed);
  g_test_add_func ("/base/number/from-string", test_from_string);
  g_test_add_func ("/base/number/parse-float", test_parse_float);
  g_test_add_func ("/base/number/round", test_round);
  g_test_add_func ("/base/number/null", test_null);
  g_test_add_func ("/base/number/locale", test_locale);
  return g_test_run ();
}
