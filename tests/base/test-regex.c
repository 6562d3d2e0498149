/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Regular expressions as dashboards write them: what they match, and what is an error. */

#include "config.h"

#include <string.h>

#include "base/oriel-regex.h"
#include "oracle.h"

static void
check_match (const char *pattern, const char *flags, const char *text, const char *match)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = oriel_regex_new (pattern, flags, &error);
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  if (g_regex_match (regex, text, 0, &info))
    found = g_match_info_fetch (info, 0);
  g_assert_cmpstr (found, ==, match);
}

static void
test_dialect (void)
{
  /* ASCII alone. */
  check_match ("\\d+", NULL, "٣x12", "12");
  check_match ("\\w+", NULL, "éa_1é", "a_1");
  check_match ("[\\w-]+", NULL, "é-a", "-a");
  check_match ("[^\\d]+", NULL, "12ab3", "ab");
  check_match ("[\\D]+", NULL, "12äb3", "äb");
  check_match ("[\\W_]+", NULL, "a_-é1", "_-é");
  check_match ("\\D\\W", NULL, "1é-", "é-");
  /* Characters. */
  check_match ("\\u0041\\x42\\v?", NULL, "AB\v", "AB\v");
  check_match ("\\ud83d\\ude00", NULL, "😀", "😀");
  check_match ("\\u{1f600}", "u", "😀", "😀");
  check_match ("\\u{3}", NULL, "uuu", "uuu");
  check_match ("\\cJ", NULL, "\n", "\n");
  check_match ("[\\b]", NULL, "a\b", "\b");
  check_match (".", "u", "😀", "😀");
  /* Letters that mean something to PCRE2 alone. */
  check_match ("\\Qa.\\E", NULL, "Qa.E", "Qa.E");
  check_match ("\\A\\z\\Z\\G\\K", NULL, "AzZGK", "AzZGK");
  check_match ("\\h\\R\\X\\N\\e\\a\\l\\x", NULL, "hRXNealx", "hRXNealx");
  check_match ("\\p{L}", NULL, "p{L}", "p{L}");
  check_match ("\\p{L}+", "u", "12äb", "äb");
  /* Classes, ends, names. */
  check_match ("[^]+", NULL, "a\nb", "a\nb");
  check_match ("a[]", NULL, "a", NULL);
  check_match ("[[:alpha:]]", NULL, "a:]", ":]");
  check_match ("a$", NULL, "a\n", NULL);
  check_match ("a$", "m", "a\nb", "a");
  check_match ("(?<n>a)\\k<n>", NULL, "aa", "aa");
  check_match ("a\\/b", NULL, "a/b", "a/b");
  check_match ("A", "i", "a", "a");
  check_match ("a.b", "s", "a\nb", "a\nb");
  check_match ("{{job}}", NULL, "{{job}}", "{{job}}");
}

static void
test_errors (void)
{
  static const char *const bad[] = {
    "(", ")", "[a", "a**", "*a", "(*ACCEPT)a", "(*LIMIT_MATCH=1)a", "\\", "(?<n", "\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GRegex) regex = oriel_regex_new (bad[i], NULL, &error);

      if (regex != NULL)
        g_error ("%s compiles", bad[i]);
      g_assert_nonnull (error);
    }
}

/* A pattern that would run for ever ends at the match limit, without a match. */
static void
test_hostile (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = oriel_regex_new ("^(a+)+$", NULL, &error);
  g_autofree char *text = g_strnfill (60, 'a');

  g_assert_no_error (error);
  text[59] = 'b';
  g_assert_false (g_regex_match (regex, text, 0, NULL));
}

static void
test_from_dashboard (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) whole = oriel_regex_from_dashboard ("ab", NULL, &error);
  g_autoptr (GRegex) flagged = NULL;
  gboolean global;

  g_assert_no_error (error);
  g_assert_true (g_regex_match (whole, "ab", 0, NULL));
  g_assert_false (g_regex_match (whole, "abc", 0, NULL));

  flagged = oriel_regex_from_dashboard ("/B/gi", &global, &error);
  g_assert_no_error (error);
  g_assert_true (global);
  g_assert_true (g_regex_match (flagged, "abc", 0, NULL));

  g_assert_null (oriel_regex_from_dashboard ("/a", &global, &error));
  g_assert_error (error, G_REGEX_ERROR, G_REGEX_ERROR_COMPILE);
  g_assert_false (global);
}

static void
test_escape (void)
{
  g_autofree char *escaped = oriel_regex_escape ("\\^$*+?.()|{}[]/-ä");
  g_autoptr (GRegex) regex = oriel_regex_new (escaped, NULL, NULL);

  g_assert_cmpstr (escaped, ==, "\\\\\\^\\$\\*\\+\\?\\.\\(\\)\\|\\{\\}\\[\\]\\/-ä");
  g_assert_true (g_regex_match (regex, "\\^$*+?.()|{}[]/-ä", 0, NULL));
}

static gboolean
check_js_regex (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *result = json_object_get_object_member (record, "result");
  g_autoptr (GRegex) regex =
    oriel_regex_from_dashboard (json_object_get_string_member (record, "text"), NULL, NULL);
  gboolean theirs = !json_object_has_member (result, "error");

  return oracle_same_text (why, "compiles", regex != NULL ? "yes" : "no", theirs ? "yes" : "no");
}

static gboolean
check_escape_regex (JsonObject *record, GString *why, gpointer data)
{
  g_autofree char *ours = oriel_regex_escape (json_object_get_string_member (record, "text"));

  return oracle_same_text (why, "text", ours, json_object_get_string_member (record, "escaped"));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "jsRegex", check_js_regex },
    { "escapeRegex", check_escape_regex },
    /* Others' business. */
    { "fuzzy", NULL },
    { "guessType", NULL },
    { "markdown", NULL },
    { "move", NULL },
    { "nextRefId", NULL },
    { "numberString", NULL },
    { "readCSV", NULL },
    { "sortFrame", NULL },
    { "sortValues", NULL },
    { "stringToMs", NULL },
    { "toCSV", NULL },
    { "toDataFrame", NULL },
    { NULL, NULL },
  };

  oracle_run ("misc", kinds, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/regex/dialect", test_dialect);
  g_test_add_func ("/base/regex/errors", test_errors);
  g_test_add_func ("/base/regex/hostile", test_hostile);
  g_test_add_func ("/base/regex/from-dashboard", test_from_dashboard);
  g_test_add_func ("/base/regex/escape", test_escape);
  g_test_add_func ("/base/regex/oracle", test_oracle);
  return g_test_run ();
}
