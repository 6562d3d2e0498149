/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options: where they come from, their order, what stays chosen, and finding them. */

#include "config.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-options-filter.h"
#include "dashboard/oriel-variable-options.h"
#include "dashboard/oriel-variable-sort.h"

#include <string.h>

/* Options of `text=value|text`. */
static GPtrArray *
options_of (const char *list)
{
  g_auto (GStrv) parts = g_strsplit (list, "|", -1);
  GPtrArray *options = oriel_variable_options_new ();

  for (char **part = parts; *part != NULL; part++)
    {
      char *equals = strchr (*part, '=');

      if (equals != NULL)
        *equals = '\0';
      g_ptr_array_add (
        options, oriel_variable_option_new (*part, equals != NULL ? equals + 1 : *part, NULL));
    }

  return options;
}

static void
assert_options (GPtrArray *options, const char *expected)
{
  g_autoptr (GString) ours = g_string_new (NULL);

  for (guint i = 0; i < options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (options, i);

      g_string_append_printf (ours, "%s%s", i > 0 ? "|" : "", option->text);
      if (strcmp (option->text, option->value) != 0)
        g_string_append_printf (ours, "=%s", option->value);
    }

  g_assert_cmpstr (ours->str, ==, expected);
}

static void
test_csv (void)
{
  static const char *const cases[][2] = {
    { "a, b ,c", "a|b|c" },
    { "k : v,k2 : v 2", "k=v|k2=v 2" },
    { "a\\,b,\\, : x", "a,b|,=x" },
    { "a:b,a: b,a :b", "a:b|a: b|a :b" },
    { "a : b : c", "a : b=c" },
    { " : x", ": x" },
    { "a :  ", "a=" },
    { ",,", "" },
    { "a\\", "a\\" },
    { "a\n : b", "a\n : b" },
    { "\n a : b", "a=b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) options = oriel_variable_options_from_csv (cases[i][0]);

      assert_options (options, cases[i][1]);
    }
}

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options =
    oriel_variable_options_from_json ("[{\"text\":\"A\",\"value\":1,\"zone\":\"eu\"},"
                                      "{\"value\":true},{\"value\":null}]",
                                      &error);
  g_autoptr (GPtrArray) none = NULL;
  const OrielVariableOption *first;

  g_assert_no_error (error);
  assert_options (options, "A=1|true|null");
  first = g_ptr_array_index (options, 0);
  g_assert_cmpstr (oriel_json_string (json_node_get_object (first->properties), "zone", ""), ==,
                   "eu");

  none = oriel_variable_options_from_json ("[1]", &error);
  g_assert_null (none);
  g_assert_error (error, ORIEL_VARIABLE_OPTIONS_ERROR, ORIEL_VARIABLE_OPTIONS_ERROR_NOT_A_LIST);
}

static void
test_intervals (void)
{
  static const char *const cases[][2] = {
    { "1m,10m, 1h", "1m|10m|1h" },
    { "'1 m',\"2h\",3d", "1 m|2h|3d" },
    { "1m,1m", "1m" },
    { "$__auto_interval_x", "__auto_interval_x" },
    { "", "1m|10m|30m|1h|6h|12h|1d|7d|14d|30d" },
    { ",;", "1m|10m|30m|1h|6h|12h|1d|7d|14d|30d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) options = oriel_variable_options_from_intervals (cases[i][0]);

      assert_options (options, cases[i][1]);
    }
}

static void
test_filtered (void)
{
  static const struct
  {
    const char *raw, *regex;
    gboolean on_text;
    const char *expected;
  } cases[] = {
    { "a|b|a", "", FALSE, "a|b" },
    { "web-1|web-2|db-1", "/web/", FALSE, "web-1|web-2" },
    { "web-1|web-2|db-1", "/-(\\d)/", FALSE, "1|2" },
    { "web-1|db-1", "/(?<text>\\w+)-(?<value>\\d)/", FALSE, "web=1" },
    { "A=x-1|B=y-2", "/^A/", TRUE, "A=x-1" },
    { "A=x-1|B=y-2", "/x/", FALSE, "A=x-1" },
    { "a1b2", "/(\\d)/g", FALSE, "1|2" },
    { "a1b2", "/\\d/g", FALSE, "a1b2" },
    { "ab", "/(x)?a/", FALSE, "" },
    { "web|Web", "web", FALSE, "web" },
    { "aaa", "/(a*)/g", FALSE, "aaa|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) raw = options_of (cases[i].raw);
      OrielVariableFilterRules rules = { cases[i].regex, cases[i].on_text, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) options = oriel_variable_options_filtered (raw, &rules, &error);

      g_assert_no_error (error);
      assert_options (options, cases[i].expected);
    }
}

/* An expression that backtracks without end is given up, not waited for. */
static void
test_hostile_regex (void)
{
  g_autofree char *text = g_strnfill (2000, 'a');
  g_autoptr (GPtrArray) raw = options_of (text);
  OrielVariableFilterRules rules = { "/^(a+)+$b/", FALSE, 0 };
  g_autoptr (GPtrArray) options = oriel_variable_options_filtered (raw, &rules, NULL);

  g_assert_cmpuint (options->len, ==, 0);
}

/* Nor is it for each of many values. */
static void
test_hostile_regex_over_many (void)
{
  g_autoptr (GPtrArray) raw = oriel_variable_options_new ();
  OrielVariableFilterRules rules = { "/^(a|a)*$/", FALSE, 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40000; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("%.40sb%u", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", i);

      g_ptr_array_add (raw, oriel_variable_option_new (NULL, text, NULL));
    }

  g_assert_null (oriel_variable_options_filtered (raw, &rules, &error));
  g_assert_error (error, ORIEL_VARIABLE_OPTIONS_ERROR, ORIEL_VARIABLE_OPTIONS_ERROR_TOO_SLOW);
}

static void
test_sort (void)
{
  static const char *const cases[] = {
    "b|a10|A2|a1|x", "A2|a1|a10|b|x", "x|b|a10|a1|A2", "b|x|a1|A2|a10", "a10|A2|a1|x|b",
    "a1|a10|A2|b|x", "x|b|A2|a10|a1", "a1|A2|a10|b|x", "x|b|a10|A2|a1",
  };

  for (guint mode = 0; mode < G_N_ELEMENTS (cases); mode++)
    {
      g_autoptr (GPtrArray) options = options_of (cases[0]);

      oriel_variable_sort (options, (int) mode);
      assert_options (options, cases[mode]);
    }
}

static void
test_compare (void)
{
  static const char *const natural[] = {
    "", "-a", ".a", "1", "01a", "2", "10", "a", "ä", "a 1", "a_1", "a1", "a2", "a10", "ab", "b",
  };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (natural); i++)
    g_assert_cmpint (oriel_text_compare_natural (natural[i], natural[i + 1]), <, 0);
  g_assert_cmpint (oriel_text_compare_natural ("a2", "a10"), <, 0);
  g_assert_cmpint (oriel_text_compare_natural ("a007", "a7"), ==, 0);
  g_assert_cmpint (oriel_text_compare_natural ("Web", "web"), ==, 0);
  g_assert_cmpint (oriel_text_compare_natural ("a", "ä"), <, 0);
  g_assert_cmpint (oriel_text_compare_natural ("ä", "b"), <, 0);
  g_assert_cmpint (oriel_text_compare_natural ("a-1", "a1"), <, 0);
  g_assert_cmpint (oriel_text_compare_natural ("z", "я"), <, 0);
  g_assert_cmpint (oriel_text_compare_natural ("\xff", "a"), !=, 0);

  g_assert_cmpint (oriel_text_compare_utf16 ("a", "ab"), <, 0);
  g_assert_cmpint (oriel_text_compare_utf16 ("Z", "a"), <, 0);
  g_assert_cmpint (oriel_text_compare_utf16 ("\xf0\x9f\x98\x80", "\xef\xbc\xa1"), <, 0);
  g_assert_cmpint (oriel_text_compare_utf16 ("same", "same"), ==, 0);
}

static void
assert_choice (const char *values, OrielVariableChoiceRules rules, const char *expected)
{
  g_autoptr (GPtrArray) options = options_of ("A=a|B=b");
  g_auto (OrielVariableChoice)
    choice = { g_strsplit (values, "|", -1), g_strsplit (values, "|", -1) };
  g_autofree char *ours = NULL;

  oriel_variable_choice_validate (&choice, options, &rules);
  ours = g_strjoinv ("|", choice.values);
  g_assert_cmpstr (ours, ==, expected);
}

static void
test_choice (void)
{
  const OrielVariableChoiceRules single = { FALSE, FALSE, FALSE }, multi = { TRUE, FALSE, FALSE };
  const OrielVariableChoiceRules all = { TRUE, TRUE, TRUE };

  assert_choice ("b", single, "b");
  assert_choice ("B", single, "b");
  assert_choice ("x", single, "a");
  assert_choice ("$__all", single, "a");
  assert_choice ("b|a", multi, "b|a");
  assert_choice ("b|x", multi, "b");
  assert_choice ("x", multi, "a");
  assert_choice ("x", all, "$__all");
  assert_choice ("$__all", all, "$__all");
  assert_choice ("", all, "$__all");
}

static void
test_auto_interval (void)
{
  const OrielTimeSpan hour = { 0, 3600000 };
  g_autofree char *plain = oriel_variable_auto_interval (&hour, 30, "10s");
  g_autofree char *floor = oriel_variable_auto_interval (&hour, 30, "10m");
  g_autofree char *broken = oriel_variable_auto_interval (&hour, 0, "x");

  g_assert_cmpstr (plain, ==, "2m");
  g_assert_cmpstr (floor, ==, "10m");
  g_assert_cmpstr (broken, ==, "2m");
}

static void
assert_found (OrielOptionsFilter *filter, GPtrArray *options, const char *text, const char *names)
{
  guint n;
  const guint *found = oriel_variable_options_filter (filter, text, &n);
  g_autoptr (GString) ours = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (ours, "%s%s", i > 0 ? "|" : "",
                            ((OrielVariableOption *) options->pdata[found[i]])->text);
  g_assert_cmpstr (ours->str, ==, names);
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) options = options_of ("db-web|Web-1|api|webserver|apiweb|w-e-b|Wéb|über");
  g_autoptr (OrielOptionsFilter) filter = oriel_options_filter_new (options);

  assert_found (filter, options, "", "db-web|Web-1|api|webserver|apiweb|w-e-b|Wéb|über");
  assert_found (filter, options, "w", "Web-1|webserver|w-e-b|Wéb|db-web|apiweb");
  assert_found (filter, options, "we", "Web-1|webserver|Wéb|db-web|apiweb|w-e-b");
  assert_found (filter, options, "web", "Wéb|Web-1|webserver|db-web|apiweb|w-e-b");
  assert_found (filter, options, "webs", "webserver");
  assert_found (filter, options, "websx", "");
  assert_found (filter, options, "WEB-", "Web-1");
  assert_found (filter, options, "ub", "über");
  assert_found (filter, options, "UBER", "über");
  assert_found (filter, options, "awb", "apiweb");
  assert_found (filter, options, "", "db-web|Web-1|api|webserver|apiweb|w-e-b|Wéb|über");
}

/* Typing into a list of 50,000 must feel like nothing. */
static void
test_find_among_many (void)
{
  const guint n_options = 50000;
  g_autoptr (GPtrArray) options = oriel_variable_options_new ();
  g_autoptr (OrielOptionsFilter) filter = NULL;
  const char *const typed[] = { "h", "ho", "hos", "host-4", "host-49", "x49" };
  g_autoptr (GTimer) timer = NULL;
  guint n;

  for (guint i = 0; i < n_options; i++)
    {
      g_autofree char *text = g_strdup_printf ("cluster-%u/host-%u.example.org", i % 7, i);

      g_ptr_array_add (options, oriel_variable_option_new (text, text, NULL));
    }

  timer = g_timer_new ();
  filter = oriel_options_filter_new (options);
  g_test_message ("prepared in %.1f ms", g_timer_elapsed (timer, NULL) * 1000);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      double took;

      g_timer_start (timer);
      oriel_variable_options_filter (filter, typed[i], &n);
      took = g_timer_elapsed (timer, NULL) * 1000;
      g_test_message ("“%s”: %u in %.2f ms", typed[i], n, took);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dashboard/variable-options/csv", test_csv);
  g_test_add_func ("/dashboard/variable-options/json", test_json);
  g_test_add_func ("/dashboard/variable-options/intervals", test_intervals);
  g_test_add_func ("/dashboard/variable-options/filtered", test_filtered);
  g_test_add_func ("/dashboard/variable-options/hostile-regex", test_hostile_regex);
  g_test_add_func ("/dashboard/variable-options/hostile-regex-over-many",
                   test_hostile_regex_over_many);
  g_test_add_func ("/dashboard/variable-options/sort", test_sort);
  g_test_add_func ("/dashboard/variable-options/compare", test_compare);
  g_test_add_func ("/dashboard/variable-options/choice", test_choice);
  g_test_add_func ("/dashboard/variable-options/auto-interval", test_auto_interval);
  g_test_add_func ("/dashboard/variable-options/find", test_find);
  g_test_add_func ("/dashboard/variable-options/find-among-many", test_find_among_many);

  return g_test_run ();
}
