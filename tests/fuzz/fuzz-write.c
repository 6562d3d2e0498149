/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashboards of any shape: what isn't edited is written as it was; what is edited is read again as
 * what it was to be; in the other schema it is a dashboard, too. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-dashboard-write.h"
#include "fuzz.h"

#define MAX_BYTES 100000
#define MAX_PANELS 8

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED (
    "{\"title\":\"t\",\"schemaVersion\":42,\"tags\":[],\"templating\":{\"list\":[{\"name\":"
    "\"v\",\"type\":\"custom\",\"multi\":true,\"options\":[{\"selected\":true,\"value\":"
    "\"a\"}]}]},\"annotations\":{\"list\":[{\"name\":\"n\",\"enable\":true}]},\"panels\":[{"
    "\"id\":1,\"type\":\"stat\",\"gridPos\":{\"x\":1,\"y\":2,\"w\":3,\"h\":4},\"targets\":[{"
    "\"refId\":\"A\"}]},{\"id\":2,\"type\":\"row\",\"collapsed\":true,\"panels\":[{\"id\":3,"
    "\"type\":\"text\"}]}]}"),
  FUZZ_SEED ("{\"title\":\"old\",\"schemaVersion\":9,\"rows\":[{\"panels\":[{\"id\":1,\"type\":"
             "\"graph\",\"span\":6},{\"type\":\"singlestat\"}]}]}"),
  FUZZ_SEED (
    "apiVersion: dashboard.grafana.app/v2\nkind: Dashboard\nmetadata: {name: a}\nspec:\n  "
    "title: t # c\n  variables:\n  - kind: TextVariable\n    spec: {name: v, current: {text: "
    "a}}\n  elements:\n    p:\n      kind: Panel\n      spec: {id: 1, title: p, vizConfig: "
    "{kind: VizConfig, group: stat}}\n  layout:\n    kind: TabsLayout\n    spec:\n      "
    "tabs:\n      - kind: TabsLayoutTab\n        spec:\n          title: x\n          layout: "
    "{kind: GridLayout, spec: {items: [{kind: GridLayoutItem, spec: {x: 0, y: 0, element: "
    "{kind: ElementReference, name: p}}}]}}\n"),
  FUZZ_SEED (
    "{\"dashboard\":{\"title\":\"w\",\"panels\":[{\"id\":1,\"libraryPanel\":{\"uid\":\"l\"}"
    "},{\"id\":1,\"type\":\"row\"}]},\"meta\":{}}"),
  FUZZ_SEED (
    "title: classic\nschemaVersion: 42\npanels:\n- {id: 1, type: text}\n# between\n- id: 2\n"
    "  type: stat\n"),
  FUZZ_SEEDS_END,
};

static void
check_untouched (const OrielDraft *draft, const char *text, gsize length)
{
  g_autofree char *now = oriel_draft_to_text (draft, NULL);

  g_assert_true (strlen (now) == length && memcmp (now, text, length) == 0);
}

static void
edit_panels (OrielDraft *draft, const OrielDashboard *dashboard)
{
  g_autoptr (JsonObject) options = json_object_new ();
  g_autoptr (JsonArray) targets = json_array_new ();

  json_object_set_int_member (options, "n", 1);
  for (guint i = 0; i < dashboard->panels->len && i < MAX_PANELS; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (dashboard->panels, i);

      oriel_draft_set_panel_title (draft, panel->id, "edited");
      oriel_draft_set_panel_description (draft, panel->id, i % 2 == 0 ? "d" : NULL);
      oriel_draft_set_panel_grid (draft, panel->id, (OrielGridPos){ 1, (int) i, 2, 3 });
      oriel_draft_set_panel_options (draft, panel->id, options);
      oriel_draft_set_panel_field_config (draft, panel->id, options);
      oriel_draft_set_panel_targets (draft, panel->id, targets);
      if (i % 3 == 1)
        oriel_draft_remove_panel (draft, panel->id);
    }
  oriel_draft_add_panel (draft, options);
}

static void
edit_all (OrielDraft *draft, const OrielDashboard *dashboard)
{
  static const char *const texts[] = { "a", "b", NULL };

  oriel_draft_set_title (draft, "edited");
  oriel_draft_set_description (draft, NULL);
  oriel_draft_set_tags (draft, texts);
  oriel_draft_set_time (draft, "now-1h", "now");
  oriel_draft_set_refresh (draft, "5s");
  oriel_draft_set_timezone (draft, "utc");
  for (guint i = 0; i < dashboard->variables->len && i < MAX_PANELS; i++)
    oriel_draft_set_variable (
      draft, ((const OrielVariable *) g_ptr_array_index (dashboard->variables, i))->name, texts,
      texts);
  oriel_draft_set_annotation (draft, "n", FALSE);
  edit_panels (draft, dashboard);
}

static void
check_edited (const OrielDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = oriel_draft_to_text (draft, &error);
  g_autoptr (OrielDashboard) again = NULL;

  if (text == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (oriel_draft_get_kind (draft) == ORIEL_TEXT_YAML);
      return;
    }

  again = oriel_dashboard_read (NULL, text, -1, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->title, ==, "edited");
  g_assert_cmpstr (again->time_from, ==, "now-1h");
}

static void
check_converted (const OrielDraft *draft)
{
  static const OrielSchema schemas[] = { ORIEL_SCHEMA_CLASSIC, ORIEL_SCHEMA_V2BETA1,
                                         ORIEL_SCHEMA_V2 };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *text =
        oriel_draft_convert (draft, schemas[i], i == 2 ? ORIEL_TEXT_YAML : ORIEL_TEXT_JSON);
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, text, -1, &error);

      g_assert_true (dashboard != NULL || error != NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data;
  g_autoptr (OrielDashboard) dashboard = NULL;
  g_autoptr (OrielDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (size > MAX_BYTES)
    return 0;

  dashboard = oriel_dashboard_read (NULL, text, (gssize) size, NULL);
  draft = oriel_draft_new (NULL, text, (gssize) size, &error);
  if (draft == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  check_untouched (draft, text, size);
  check_converted (draft);
  if (dashboard != NULL)
    {
      edit_all (draft, dashboard);
      check_edited (draft);
    }
  return 0;
}
