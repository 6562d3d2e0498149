/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value formats: a table of our own, and `oracle/units.jsonl`. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-number.h"
#include "field/oriel-units.h"
#include "oracle.h"

/* A place behind all values: nothing given. */
#define AUTO (-1)

static void
assert_formatted (const char *unit, double value, int decimals, const char *shown)
{
  g_autoptr (OrielUnitFormat) format = oriel_unit_format_new (unit);
  g_autofree char *ours = NULL;
  OrielFormatted out;

  oriel_unit_format_value (format, value, decimals, NULL, &out);
  ours = g_strconcat (out.prefix, out.text, out.suffix, NULL);
  if (g_strcmp0 (ours, shown) != 0)
    g_test_message ("unit %s, value %.17g, decimals %d", unit, value, decimals);
  g_assert_cmpstr (ours, ==, shown);
}

static void
test_format (void)
{
  static const struct
  {
    const char *unit;
    double value;
    int decimals;
    const char *shown;
  } cases[] = {
    { NULL, 0, AUTO, "0" },
    { "", 1.5, AUTO, "1.50" },
    { "none", 1234.5678, 2, "1234.57" },
    { "none", -0.0001, 2, "0.00" },
    { "none", 1e21, AUTO, "1e+21" },
    { "none", 1e-7, 7, "1e-7" },
    { "none", INFINITY, AUTO, "∞" },
    { "none", 5e-324, AUTO, "5e-324" },
    { "none", 1.7976931348623157e308, AUTO, "1.7976931348623157e+308" },
    { "none", 3, 20, "3.00000000000000000000" },
    { "short", 12345, AUTO, "12.3 K" },
    { "bytes", 1536, AUTO, "1.50 KiB" },
    { "mbytes", 0.5, AUTO, "512 KiB" },
    { "decbytes", 1e9, 1, "1.0 GB" },
    { "percentunit", 0.256, AUTO, "25.6%" },
    { "currencyUSD", -1234.5, 2, "-$1.23K" },
    { "currencyDKK", -5, AUTO, "-5kr" },
    { "currency:financial:€:suffix", 1234567.891, 2, "1,234,567.89€" },
    { "locale", -1234567.8915, AUTO, "-1,234,567.892" },
    { "locale", 0.0005, AUTO, "0.001" },
    { "locale", 999.9995, AUTO, "1,000" },
    { "locale", 0.05, 1, "0.1" },
    { "hex", 255, AUTO, "FF" },
    { "hex0x", -255, AUTO, "-0xFF" },
    { "hex", 0.99999999999999989, 17, "0.FFFFFFFFFFFFF8" },
    { "sci", 2.5, 0, "3e+0" },
    { "sci", 9.995e9, 1, "1.0e+10" },
    { "sci", 0, 2, "0.00e+0" },
    { "s", 90, AUTO, "1.50 mins" },
    { "s", 0.0005, AUTO, "500 µs" },
    { "ms", 86400000, AUTO, "1 day" },
    { "dtdurations", 5400, 1, "1 hour, 30 minutes" },
    { "dthms", -3661, AUTO, "01:01:01 ago" },
    { "dtdhms", 90061, AUTO, "1 d 01:01:01" },
    { "clocks", 5400, AUTO, "1h:30m:00s:000ms" },
    { "clocks", 5400, 0, "1h" },
    { "bool_on_off", 2, AUTO, "On" },
    { "bool:up/down", 0, AUTO, "down" },
    { "si:mF", 0.5, AUTO, "500 µF" },
    { "count:cats", 12000, AUTO, "12K cats" },
    { "prefix:~", 3, AUTO, "~3" },
    { "suffix:apples", 3, AUTO, "3 apples" },
    { "apples", 3, AUTO, "3 apples" },
    { "pressurehg", 3, AUTO, "3 \"Hg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_formatted (cases[i].unit, cases[i].value, cases[i].decimals, cases[i].shown);

  assert_formatted ("bytes", oriel_null (), AUTO, "");
  assert_formatted ("bytes", NAN, AUTO, "NaN");
}

/* Long hostile units are cut between characters. */
static void
test_long_unit (void)
{
  g_autoptr (GString) unit = g_string_new ("suffix:");
  g_autoptr (OrielUnitFormat) format = NULL;
  OrielFormatted out;

  for (int i = 0; i < 1000; i++)
    g_string_append (unit, "€");

  format = oriel_unit_format_new (unit->str);
  oriel_unit_format_value (format, 1, AUTO, NULL, &out);
  g_assert_true (g_utf8_validate (out.suffix, -1, NULL));
  g_assert_cmpuint (strlen (out.suffix), <, sizeof out.suffix);
  g_assert_cmpuint (strlen (out.suffix), >, sizeof out.suffix - 5);
}

/* No value of any unit with any decimals overruns its buffer or is empty. */
static void
test_extremes (void)
{
  static const double values[] = { 0,
                                   -0.0,
                                   1.7976931348623157e308,
                                   -1.7976931348623157e308,
                                   5e-324,
                                   1e300,
                                   -1e-300,
                                   9007199254740993.0,
                                   0.1,
                                   -1e15,
                                   NAN,
                                   INFINITY,
                                   -INFINITY };
  static const int decimals[] = { -1, 0, 1, 20, 100, 1000, G_MAXINT };
  static const char *const own[] = { "currency:financial:$", "si:Yx", "time:YYYY", "bool:/" };
  guint n;
  const OrielUnit *units = oriel_units_list (&n);

  for (guint i = 0; i < n + G_N_ELEMENTS (own); i++)
    {
      g_autoptr (OrielUnitFormat) format = oriel_unit_format_new (i < n ? units[i].id : own[i - n]);

      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        for (guint k = 0; k < G_N_ELEMENTS (decimals); k++)
          {
            OrielFormatted out;

            oriel_unit_format_value (format, values[j], decimals[k], NULL, &out);
            g_assert_nonnull (memchr (out.prefix, '\0', sizeof out.prefix));
            g_assert_nonnull (memchr (out.text, '\0', sizeof out.text));
            g_assert_nonnull (memchr (out.suffix, '\0', sizeof out.suffix));
            g_assert_true (g_utf8_validate (out.text, -1, NULL));
          }
    }
}

static void
test_kinds (void)
{
  g_assert_true (oriel_unit_is_binary ("kbytes"));
  g_assert_true (oriel_unit_is_binary ("Gibits"));
  g_assert_false (oriel_unit_is_binary ("decbytes"));
  g_assert_false (oriel_unit_is_binary (NULL));
  g_assert_true (oriel_unit_is_date ("time:YYYY"));
  g_assert_true (oriel_unit_is_date ("dateTimeAsUS"));
  g_assert_false (oriel_unit_is_date ("ms"));
  g_assert_true (oriel_unit_is_boolean ("bool:a/b"));
}

/* The outside file. */

static gboolean
check_unit (JsonObject *record, GString *why, gpointer data)
{
  guint *next = data;
  guint n;
  const OrielUnit *units = oriel_units_list (&n);
  const OrielUnit *unit = *next < n ? &units[(*next)++] : NULL;
  gboolean same = TRUE;

  if (unit == NULL)
    {
      g_string_append (why, "more units than ours");
      return FALSE;
    }

  same &= oracle_same_text (why, "id", unit->id, oriel_json_string (record, "id", NULL));
  same &= oracle_same_text (why, "name", unit->name, oriel_json_string (record, "name", NULL));
  same &= oracle_same_text (why, "category", unit->category,
                            oriel_json_string (record, "category", NULL));
  return same;
}

static double
value_of (JsonObject *record)
{
  JsonNode *node = json_object_get_member (record, "value");

  return JSON_NODE_HOLDS_NULL (node) ? oriel_null () : oracle_number (node);
}

static void
format_record (JsonObject *record, const OrielUnitContext *context, OrielFormatted *out)
{
  g_autoptr (OrielUnitFormat) format =
    oriel_unit_format_new (oriel_json_string (record, "unit", NULL));

  oriel_unit_format_value (format, value_of (record),
                           (int) oriel_json_int (record, "decimals", AUTO), context, out);
}

static gboolean
same_parts (JsonObject *record, GString *why, const OrielFormatted *out)
{
  gboolean same = TRUE;

  same &= oracle_same_text (why, "prefix", out->prefix, oriel_json_string (record, "prefix", ""));
  same &= oracle_same_text (why, "text", out->text, oriel_json_string (record, "text", ""));
  same &= oracle_same_text (why, "suffix", out->suffix, oriel_json_string (record, "suffix", ""));
  if (!same)
    g_string_append_printf (why, "unit %s, value %.17g, decimals %" G_GINT64_FORMAT,
                            oriel_json_string (record, "unit", NULL), value_of (record),
                            oriel_json_int (record, "decimals", AUTO));
  return same;
}

static gboolean
check_format (JsonObject *record, GString *why, gpointer data)
{
  OrielFormatted out;

  format_record (record, NULL, &out);
  return same_parts (record, why, &out);
}

static gboolean
check_date (JsonObject *record, GString *why, gpointer data)
{
  const char *zone = oriel_json_string (record, "tz", NULL);
  OrielUnitContext context = {
    .zone = zone != NULL ? oriel_time_zone_get (zone) : NULL,
    .now_ms = oriel_json_int (record, "now", 0),
    .show_ms = oriel_json_boolean (record, "showMs", FALSE),
  };
  OrielFormatted out;

  format_record (record, &context, &out);
  return same_parts (record, why, &out);
}

static gboolean
check_string (JsonObject *record, GString *why, gpointer data)
{
  g_autofree char *shown = NULL;
  OrielFormatted out;

  format_record (record, NULL, &out);
  shown = g_strconcat (out.prefix, out.text, out.suffix, NULL);
  return oracle_same_text (why, "string", shown, oriel_json_string (record, "string", NULL));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "unit", check_unit }, { "format", check_format },
    { "date", check_date }, { "tostring", check_string },
    { NULL, NULL },
  };
  guint next_unit = 0;

  oracle_run ("units", kinds, &next_unit);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/units/format", test_format);
  g_test_add_func ("/field/units/long-unit", test_long_unit);
  g_test_add_func ("/field/units/extremes", test_extremes);
  g_test_add_func ("/field/units/kinds", test_kinds);
  g_test_add_func ("/field/units/oracle", test_oracle);

  return g_test_run ();
}
