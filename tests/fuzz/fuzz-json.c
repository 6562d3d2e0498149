/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON of any shape: parsed or refused with a place in it; what was parsed can be written and read
 * again. */

#include "config.h"

#include "base/oriel-json.h"
#include "fuzz.h"

#define MAX_BYTES 65536

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("{\"title\":\"A \\u00e9 \\ud83d\\ude00\",\"panels\":[{\"id\":1,\"x\":-1.5e-3}]}"),
  FUZZ_SEED ("[1, 2.5, -0, 1e400, 9223372036854775808, true, false, null, \"\"]"),
  FUZZ_SEED ("\xef\xbb\xbf{\"a\":{\"b\":{\"c\":[[[[]]]]}}}"),
  FUZZ_SEED ("{\"a\":1,\"a\":2,/* no */ \"b\":'c',}"),
  FUZZ_SEED ("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
  FUZZ_SEED ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\""),
  FUZZ_SEED ("  \n 12 \n x"),
  FUZZ_SEEDS_END,
};

/* The getters take whatever they meet. */
static void
read_members (JsonNode *root)
{
  JsonObject *object = oriel_json_node_object (root);

  oriel_json_string (object, "title", "");
  oriel_json_number (object, "a", 0);
  oriel_json_int (object, "a", 0);
  oriel_json_boolean (object, "a", FALSE);
  oriel_json_path (object, "a.b.c");
  oriel_json_array_object (oriel_json_array (object, "panels"), 0);
  oriel_json_array_string (oriel_json_node_array (root), 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root =
    oriel_json_parse ("input", (const char *) data, (gssize) size, MAX_BYTES, &error);

  if (root == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_no_error (error);
  read_members (root);
  {
    g_autofree char *text = oriel_json_to_text (root, FALSE);
    g_autoptr (JsonNode) again = oriel_json_parse (NULL, text, -1, 16 * MAX_BYTES, &error);

    g_assert_no_error (error);
    g_assert_nonnull (again);
  }

  return 0;
}
