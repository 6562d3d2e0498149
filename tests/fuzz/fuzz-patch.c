/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text and what it is to mean, with a zero between them: the changed text means it, and a text
 * that already does stays as it is. JSON can always be changed; YAML can, or it is said that it
 * can't. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-patch.h"
#include "base/oriel-yaml.h"
#include "fuzz.h"

#define MAX_BYTES 20000

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED (
    "{\"a\": 1, \"b\": [1, 2, {\"id\": 3}], \"c\": {}}\0{\"b\":[2,{\"id\":3,\"x\":[]}],\"d\":0}"),
  FUZZ_SEED ("{\n  \"a\": 1,\n  \"a\": 2,\n  \"b\": {\n  }\n}\0{\"b\":{\"c\":1},\"e\":[{}]}"),
  FUZZ_SEED ("[1,2,3,4,5]\0[5,4,3]"),
  FUZZ_SEED ("[{\"refId\":\"A\"},{\"refId\":\"B\"}]\0[{\"refId\":\"B\",\"x\":1}]"),
  FUZZ_SEED ("\xef\xbb\xbf{\"\\u0061\":\"\\ud83d\\ude00\",\"n\":1e999}\0{\"a\":\"x\"}"),
  FUZZ_SEED (
    "a: 1 # c\nb:\n- x\n- y: 2\n  z: [1, {q: r}]\n\0{\"a\":2,\"b\":[{\"y\":2,\"z\":[1]},\"n\"]}"),
  FUZZ_SEED (
    "a: &x {b: 1}\nc: *x\nd: |\n  t\n  u\ne: >-\n  f\n\0{\"a\":{\"b\":2},\"d\":\"t\",\"g\":{}}"),
  FUZZ_SEED ("? [k]\n: v\n? - q\n: 'w'\n\0{\"n\":1}"),
  FUZZ_SEED ("- - 1\n  - 2\n-\n  - 3\n-\n- ~\n\0[[1],[3,4],null]"),
  FUZZ_SEEDS_END,
};

static void
check (OrielTextKind kind, const char *text, gsize length, JsonNode *now)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *changed = oriel_text_patch (kind, text, (gssize) length, now, &error);
  g_autoptr (JsonNode) again = NULL;
  g_autofree char *second = NULL;

  if (changed == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (kind == ORIEL_TEXT_YAML || error->domain == ORIEL_JSON_ERROR);
      return;
    }

  again = kind == ORIEL_TEXT_JSON ? oriel_json_parse (NULL, changed, -1, ORIEL_JSON_MAX_BYTES, NULL)
                                  : oriel_yaml_parse (NULL, changed, -1, NULL);
  g_assert_true (oriel_json_same (again, now));
  second = oriel_text_patch (kind, changed, -1, now, NULL);
  g_assert_cmpstr (second, ==, changed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data;
  const char *zero = memchr (text, '\0', size);
  g_autoptr (JsonNode) now = NULL;

  if (zero == NULL || size > MAX_BYTES)
    return 0;

  now =
    oriel_json_parse (NULL, zero + 1, (gssize) (size - (gsize) (zero + 1 - text)), MAX_BYTES, NULL);
  if (now == NULL)
    return 0;

  check (ORIEL_TEXT_JSON, text, (gsize) (zero - text), now);
  check (ORIEL_TEXT_YAML, text, (gsize) (zero - text), now);
  return 0;
}
