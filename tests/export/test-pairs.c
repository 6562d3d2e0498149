/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashboards that exist in several forms: each panel of a copy draws what the original's draws.
 *
 * The panels of both get the same made-up frames, go through their own transformations and field
 * config, and are drawn; the pictures must be the same to the byte. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "export/oriel-export.h"
#include "oracle.h"
#include "query/oriel-panel-data.h"
#include "viz/oriel-panel-frame.h"
#include "viz/oriel-panel-model.h"

#define WIDTH_PX 480
#define HEIGHT_PX 300

typedef struct
{
  guint n_pairs, n_panels, n_same, n_missing, n_lossy;
} Tally;

static const char *const frame_texts[] = {
  "{'schema':{'refId':'A','fields':[{'name':'Time','type':'time'},{'name':'Value','type':'number',"
  "'labels':{'job':'a','instance':'one:9090'}}]},'data':{'values':[[1700000000000,1700000060000,"
  "1700000120000,1700000180000,1700000240000],[1,20.5,90,-30,5]]}}",
  "{'schema':{'refId':'A','fields':[{'name':'Time','type':'time'},{'name':'Value','type':'number',"
  "'labels':{'job':'b','instance':'two:9090'}}]},'data':{'values':[[1700000000000,1700000060000,"
  "1700000120000,1700000180000,1700000240000],[1000,null,2500000,0.001,12]]}}",
  "{'schema':{'refId':'B','fields':[{'name':'Time','type':'time'},{'name':'A-series','type':"
  "'number'},{'name':'text','type':'string'},{'name':'ok','type':'boolean'}]},'data':{'values':[["
  "1700000000000,1700000120000,1700000240000],[3,2,1],['up','down','up'],[true,false,true]]}}",
};

static GPtrArray *
make_frames (const OrielPanel *panel)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  if (panel->snapshot_frames != NULL)
    {
      for (guint i = 0; i < panel->snapshot_frames->len; i++)
        g_ptr_array_add (frames, oriel_frame_ref (g_ptr_array_index (panel->snapshot_frames, i)));
      return frames;
    }

  for (guint i = 0; i < G_N_ELEMENTS (frame_texts); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (frame_texts[i]), "'", '"');
      g_autoptr (JsonNode) node = oriel_json_parse (NULL, text, -1, 10000, NULL);
      OrielFrame *frame = oriel_frame_from_json (json_node_get_object (node), NULL);

      g_assert_nonnull (frame);
      g_ptr_array_add (frames, frame);
    }

  return frames;
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  OrielPanelData **data = user_data;

  *data = oriel_panel_job_finish (result, NULL);
}

static OrielPanelData *
run_job (OrielDashboard *dashboard, const OrielPanel *panel, OrielVariables *variables)
{
  OrielPanelJob *job = g_new0 (OrielPanelJob, 1);
  OrielPanelData *data = NULL;

  job->data = oriel_panel_data_new (ORIEL_PANEL_DONE);
  job->data->range = (OrielTimeSpan){ 1700000000000, 1700000300000 };
  job->frames = make_frames (panel);
  job->dashboard = oriel_dashboard_ref (dashboard);
  job->panel = panel;
  job->variables = oriel_variables_ref (variables);
  job->builtins.zone = oriel_time_zone_get ("utc");
  job->builtins.range = job->data->range;
  oriel_panel_job_run_async (job, NULL, done_cb, &data);
  while (data == NULL)
    g_main_context_iteration (NULL, TRUE);

  return data;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static GBytes *
draw (OrielDashboard *dashboard, const OrielPanel *panel)
{
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (OrielPanelData) data = run_job (dashboard, panel, variables);
  OrielPanelLook look = {
    .variables = variables,
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_get ("utc"),
    .now_ms = 1700000300000,
  };
  OrielPanelChrome chrome = {
    .title = panel->title,
    .description = has_text (panel->description) ? panel->description : NULL,
    .has_data = TRUE,
    .transparent = panel->transparent,
  };
  g_autoptr (OrielVizModel) model = oriel_panel_model_new (panel, data, &look);
  g_autoptr (OrielScene) scene =
    oriel_panel_frame_layout (model, &chrome, look.theme, WIDTH_PX, HEIGHT_PX, NULL);

  return oriel_export_scene (scene, ORIEL_EXPORT_PNG, look.theme->canvas, 1, NULL);
}

static gboolean
lost (JsonObject *original, JsonObject *copy, const char *name)
{
  return oriel_json_member (original, name) != NULL &&
         (oriel_json_member (copy, name) == NULL ||
          g_strcmp0 (oriel_json_string (copy, name, NULL), "") == 0);
}

/* Copies that say less than their originals, so that Grafana itself would draw them otherwise: they
 * have lost what an old panel type had set, the type itself, or a setting. */
static gboolean
is_lossy (const OrielPanel *original, const OrielPanel *copy)
{
  return (original->old_type != NULL && copy->old_type == NULL) || *original->type == '\0' ||
         lost (original->options, copy->options, "neutral") ||
         lost (original->options, copy->options, "content") ||
         lost (oriel_json_object (original->field_config, "defaults"),
               oriel_json_object (copy->field_config, "defaults"), "decimals");
}

static void
compare_panels (Tally *tally,
                OrielDashboard *original,
                const GPtrArray *panels,
                OrielDashboard *copy,
                const char *name)
{
  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);
      const OrielPanel *other;
      g_autoptr (GBytes) ours = NULL;
      g_autoptr (GBytes) theirs = NULL;

      if (panel->is_row)
        {
          compare_panels (tally, original, panel->children, copy, name);
          continue;
        }

      tally->n_panels++;
      other = oriel_dashboard_find_panel (copy, panel->id);
      if (other == NULL || other->is_row)
        {
          tally->n_missing++;
          printf ("# %s: panel %d “%s” is missing\n", name, panel->id, panel->title);
          continue;
        }

      ours = draw (original, panel);
      theirs = draw (copy, other);
      if (g_bytes_equal (ours, theirs))
        tally->n_same++;
      else if (is_lossy (panel, other))
        tally->n_lossy++;
      else
        printf ("# %s: panel %d “%s” (%s, %s) differs\n", name, panel->id, panel->title,
                panel->type, other->type);
    }
}

static void
compare_files (Tally *tally, const char *original_path, const char *copy_path)
{
  g_autoptr (GFile) original_file = g_file_new_for_path (original_path);
  g_autoptr (GFile) copy_file = g_file_new_for_path (copy_path);
  g_autoptr (OrielDashboard) original = NULL;
  g_autoptr (OrielDashboard) copy = NULL;
  g_autofree char *name = g_path_get_basename (copy_path);

  if (!g_file_query_exists (original_file, NULL) || !g_file_query_exists (copy_file, NULL))
    return;

  original = oriel_dashboard_read_file (original_file, NULL, NULL);
  copy = oriel_dashboard_read_file (copy_file, NULL, NULL);
  g_assert_nonnull (original);
  g_assert_nonnull (copy);
  tally->n_pairs++;
  compare_panels (tally, original, original->panels, copy, name);
}

/* Each file of `folder` that ends in `ending` has its copy in `copies`, where the ending is
 * `copy_ending`. */
static void
compare_folder (const char *folder, const char *ending, const char *copies, const char *copy_ending)
{
  g_autofree char *from = oracle_shared_path_or_skip (folder);
  g_autofree char *to = from != NULL ? oracle_shared_path_or_skip (copies) : NULL;
  g_autoptr (GDir) dir = to != NULL ? g_dir_open (from, 0, NULL) : NULL;
  Tally tally = { 0 };
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = NULL;
      g_autofree char *copy = NULL;
      g_autofree char *original_path = g_build_filename (from, name, NULL);
      g_autofree char *copy_path = NULL;

      if (!g_str_has_suffix (name, ending))
        continue;
      stem = g_strndup (name, strlen (name) - strlen (ending));
      copy = g_strconcat (stem, copy_ending, NULL);
      copy_path = g_build_filename (to, copy, NULL);
      compare_files (&tally, original_path, copy_path);
    }

  if (dir == NULL)
    return;

  printf ("oracle pairs %s: %u of %u panels in %u pairs\n", copy_ending, tally.n_same,
          tally.n_panels - tally.n_lossy, tally.n_pairs);
  printf ("# %u panels of copies say less than their originals\n", tally.n_lossy);
  g_assert_cmpuint (tally.n_pairs, >, 0);
  g_assert_cmpuint (tally.n_missing, ==, 0);
  g_assert_cmpuint (tally.n_same + tally.n_lossy, ==, tally.n_panels);
}

#define DASHBOARDS "corpus/dashboards/"

static void
test_v2beta1 (void)
{
  compare_folder (DASHBOARDS "grafana-devenv", ".json", DASHBOARDS "grafana-devenv-as-v2beta1",
                  ".json");
}

static void
test_migrated (void)
{
  compare_folder (DASHBOARDS "grafana-devenv", ".json", DASHBOARDS "grafana-devenv-migrated-v42",
                  ".json");
}

static void
test_migrations (void)
{
  compare_folder (DASHBOARDS "grafana-schema-migrations", ".output-v42.json",
                  DASHBOARDS "grafana-schema-migrations", ".output-v2beta1.json");
}

static void
test_conversions (void)
{
  const char *folder = DASHBOARDS "grafana-version-conversions";

  compare_folder (folder, ".input.json", folder, ".output-v2alpha1.json");
  compare_folder (folder, ".input.json", folder, ".output-v2beta1.json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/pairs/v2beta1", test_v2beta1);
  g_test_add_func ("/export/pairs/migrated", test_migrated);
  g_test_add_func ("/export/pairs/migrations", test_migrations);
  g_test_add_func ("/export/pairs/conversions", test_conversions);
  return g_test_run ();
}
