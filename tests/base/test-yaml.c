/* SPDX-License-Identifier: GPL-3.0-or-later */

/* YAML as JSON: types, aliases, limits, places of errors. */

#include "config.h"

#include "base/oriel-json.h"
#include "base/oriel-yaml.h"

#include <string.h>

static const struct
{
  const char *yaml;
  const char *json;
} cases[] = {
  { "", "null" },
  { "a: 1\nb: -2.5\nc: yes\nd: true\ne: ~\nf: '1'\ng: 0x10\nh:",
    "{\"a\":1,\"b\":-2.5,\"c\":\"yes\",\"d\":true,\"e\":null,\"f\":\"1\",\"g\":\"0x10\",\"h\":"
    "null}" },
  { "- 1\n- [2, {a: b}]\n- |\n  text\n  more\n", "[1,[2,{\"a\":\"b\"}],\"text\\nmore\\n\"]" },
  { "x: &X {k: v}\ny: *X", "{\"x\":{\"k\":\"v\"},\"y\":{\"k\":\"v\"}}" },
  { "1: a\ntrue: b", "{\"1\":\"a\",\"true\":\"b\"}" },
  { "1s", "\"1s\"" },
  { "- .5\n- 1e3\n- -x\n- .nan\n- 99999999999999999999",
    "[0.5,1000,\"-x\",\".nan\",100000000000000000000]" },
};

static void
test_types (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = oriel_yaml_parse (NULL, cases[i].yaml, -1, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = oriel_json_to_text (node, FALSE);
      g_assert_cmpstr (text, ==, cases[i].json);
    }
}

static void
test_errors (void)
{
  static const char *const bad[] = { "a: [1", "\t- x", "a: b: c", "{", "%x", "a: 'b", "&a [*b]" };
  g_autoptr (GString) bomb = g_string_new ("a0: &a0 [x, x, x, x, x, x, x, x]\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) failure = NULL;

      g_assert_null (oriel_yaml_parse ("file.yml", bad[i], -1, &failure));
      g_assert_error (failure, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (failure->message, "file.yml: line "));
    }

  /* Aliases of aliases: a few hundred bytes that mean thousands of millions. */
  for (guint i = 1; i < 12; i++)
    g_string_append_printf (bomb, "a%u: &a%u [*a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u, *a%u]\n", i,
                            i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_assert_null (oriel_yaml_parse (NULL, bomb->str, -1, &error));
  g_assert_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_assert_null (oriel_yaml_parse (NULL, "&a [*a]", -1, &error));
  g_assert_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_TOO_LARGE);
}

/* `n` times `piece`, between `before` and `after`. */
static char *
repeat (const char *before, const char *piece, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

/* Texts over which libyaml alone takes minutes or gigabytes. */
static void
test_limits (void)
{
  g_autoptr (GString) anchors = g_string_new (NULL);
  char *texts[] = {
    repeat ("a: ", "[", 100000, ""),
    repeat ("", "- ", 100000, "x"),
    repeat ("a: [", "[],", 5000000, "]"),
    NULL, /* the anchors */
    repeat ("- &a x\n", "- *a\n", 1000000, ""),
  };

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (anchors, "- &a%u x\n", i);
  texts[3] = g_string_free (g_steal_pointer (&anchors), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (oriel_yaml_parse (NULL, texts[i], -1, &error));
      g_assert_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_TOO_LARGE);
      g_free (texts[i]);
    }
}

/* What people write is far from them. */
static void
test_within_limits (void)
{
  g_autofree char *deep = repeat ("", "- ", ORIEL_YAML_MAX_DEPTH - 1, "x");
  g_autofree char *wide = repeat ("- &a x\n", "- *a\n", 100000, "");
  g_autoptr (JsonNode) deep_node = oriel_yaml_parse (NULL, deep, -1, NULL);
  g_autoptr (JsonNode) wide_node = oriel_yaml_parse (NULL, wide, -1, NULL);

  g_assert_nonnull (deep_node);
  g_assert_nonnull (wide_node);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (wide_node)), ==, 100001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/yaml/types", test_types);
  g_test_add_func ("/base/yaml/errors", test_errors);
  g_test_add_func ("/base/yaml/limits", test_limits);
  g_test_add_func ("/base/yaml/within-limits", test_within_limits);
  return g_test_run ();
}
