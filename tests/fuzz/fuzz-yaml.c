/* SPDX-License-Identifier: GPL-3.0-or-later */

/* YAML of any shape: JSON nodes or an error; what was read is JSON that can be written and read
 * again, and whatever it is, it is a dashboard or none. */

#include "config.h"

#include "base/oriel-json.h"
#include "base/oriel-patch.h"
#include "base/oriel-yaml.h"
#include "dashboard/oriel-dashboard.h"
#include "fuzz.h"

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("a: 1\nb: [x, ~, true, -0.5e3, 'q', \"e\\n\"]\nc: {d: *e}\n"),
  FUZZ_SEED ("x: &a [&b {k: v}, *b]\ny: *a\nz: [*a, *a]\n"),
  FUZZ_SEED ("a: &a\n  b: *a\n"),
  FUZZ_SEED ("%YAML 1.2\n---\nt: |+\n  text\n\n  more\nf: >-\n  folded\n  line\n...\n"),
  FUZZ_SEED ("? {complex: key}\n: value\n!!str 5: !!int \"7\"\n"),
  FUZZ_SEED (
    "apiVersion: dashboard.grafana.app/v2\nkind: Dashboard\nspec:\n  title: t\n  elements: "
    "{p: {kind: Panel, spec: {id: 1, vizConfig: {kind: VizConfig, group: stat}}}}\n  "
    "layout: {kind: GridLayout, spec: {items: [{kind: GridLayoutItem, spec: {element: "
    "{name: p}}}]}}\n"),
  FUZZ_SEED ("title: classic\nschemaVersion: 12\nrows:\n- panels:\n  - {type: graph, span: 4}\n"),
  FUZZ_SEEDS_END,
};

static void
check_again (JsonNode *node)
{
  g_autofree char *text = oriel_json_to_text (node, FALSE);
  g_autoptr (JsonNode) again = oriel_json_parse ("again", text, -1, ORIEL_JSON_MAX_BYTES, NULL);
  g_autofree char *second = again != NULL ? oriel_json_to_text (again, FALSE) : NULL;

  g_assert_cmpstr (text, ==, second);
}

static void
check_as_yaml (JsonNode *node)
{
  g_autofree char *text = oriel_yaml_to_text (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) again = oriel_yaml_parse ("again", text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (oriel_json_same (node, again));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node =
    oriel_yaml_parse ("input", (const char *) data, (gssize) size, &error);
  OrielDashboard *dashboard =
    oriel_dashboard_read ("input", (const char *) data, (gssize) size, NULL);

  g_assert_true ((node == NULL) == (error != NULL));
  if (node != NULL)
    {
      check_again (node);
      check_as_yaml (node);
    }
  g_clear_pointer (&dashboard, oriel_dashboard_unref);

  return 0;
}
