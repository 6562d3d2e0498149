/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashboards from one schema to the other, against what Grafana itself makes of them: the same
 * JSON but for the order of members. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-patch.h"
#include "dashboard/oriel-convert.h"
#include "dashboard/oriel-json-tree.h"
#include "known-sources.h"
#include "oracle.h"

#define MAX_TOLD 4000

/* One folder's pairs. */
typedef struct
{
  const OrielKnownSource *sources;
  guint n_sources;
  guint passed, total;
  GPtrArray *failures; /* of char * */
} Run;

static void say_differences (GString *why, GString *path, JsonNode *ours, JsonNode *theirs);

static void
say (GString *why, const GString *path, JsonNode *ours, JsonNode *theirs)
{
  g_autofree char *a = ours != NULL ? oriel_json_to_text (ours, FALSE) : g_strdup ("nothing");
  g_autofree char *b = theirs != NULL ? oriel_json_to_text (theirs, FALSE) : g_strdup ("nothing");

  if (why->len < MAX_TOLD)
    g_string_append_printf (why, "\n      %s: ours %.150s, theirs %.150s", path->str, a, b);
}

static void
say_members (GString *why, GString *path, JsonObject *ours, JsonObject *theirs)
{
  g_autoptr (GList) names =
    g_list_concat (json_object_get_members (ours), json_object_get_members (theirs));
  guint n = json_object_get_size (ours);
  gsize length = path->len;

  for (GList *item = names; item != NULL; item = item->next)
    {
      if (n > 0)
        n--;
      else if (json_object_has_member (ours, item->data))
        continue; /* was compared with ours */

      g_string_append_printf (path, ".%s", (const char *) item->data);
      say_differences (why, path, json_object_get_member (ours, item->data),
                       json_object_get_member (theirs, item->data));
      g_string_truncate (path, length);
    }
}

static void
say_elements (GString *why, GString *path, JsonArray *ours, JsonArray *theirs)
{
  guint n = json_array_get_length (ours), m = json_array_get_length (theirs);
  gsize length = path->len;

  for (guint i = 0; i < MAX (n, m); i++)
    {
      g_string_append_printf (path, "[%u]", i);
      say_differences (why, path, i < n ? json_array_get_element (ours, i) : NULL,
                       i < m ? json_array_get_element (theirs, i) : NULL);
      g_string_truncate (path, length);
    }
}

static void
say_differences (GString *why, GString *path, JsonNode *ours, JsonNode *theirs)
{
  if (oriel_json_same (ours, theirs))
    return;

  if (oriel_json_node_object (ours) != NULL && oriel_json_node_object (theirs) != NULL)
    say_members (why, path, oriel_json_node_object (ours), oriel_json_node_object (theirs));
  else if (oriel_json_node_array (ours) != NULL && oriel_json_node_array (theirs) != NULL)
    say_elements (why, path, oriel_json_node_array (ours), oriel_json_node_array (theirs));
  else
    say (why, path, ours, theirs);
}

static JsonNode *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;

  return oriel_json_parse_open (path, text, (gssize) length, ORIEL_JSON_MAX_BYTES, NULL);
}

/* The dashboard within its wrapper. */
static JsonObject *
spec_of (JsonNode *root)
{
  JsonObject *object = oriel_json_node_object (root);
  JsonObject *spec = oriel_json_object (object, "spec");

  return spec != NULL && json_object_has_member (object, "apiVersion") ? spec : object;
}

typedef enum
{
  TO_V2,      /* v2beta1, from classic */
  TO_CLASSIC, /* from any v2 */
  RENEW,      /* v2alpha1 to v2beta1 */
} Direction;

static JsonObject *
convert (const Run *run, JsonNode *root, Direction direction)
{
  JsonObject *spec = spec_of (root);

  if (direction == TO_CLASSIC)
    return oriel_convert_to_classic (spec);
  if (direction == RENEW)
    {
      oriel_convert_renew (spec, ORIEL_SCHEMA_V2BETA1);
      return json_object_ref (spec);
    }

  /* What a server stored as v1beta1 was migrated then. */
  if (!json_object_has_member (oriel_json_node_object (root), "apiVersion"))
    {
      oriel_dashboard_migrate (spec, ORIEL_SCHEMA_VERSION, run->sources, run->n_sources);
      oriel_convert_complete (spec);
    }
  return oriel_convert_to_v2 (spec, ORIEL_SCHEMA_V2BETA1);
}

static void
run_pair (Run *run, const char *name, const char *input, const char *output, Direction direction)
{
  g_autoptr (JsonNode) from = read_file (input);
  g_autoptr (JsonNode) expected = read_file (output);
  g_autoptr (GString) why = g_string_new (NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (JsonNode) ours = NULL;
  g_autoptr (JsonNode) theirs = NULL;

  if (from == NULL || expected == NULL)
    return;

  run->total++;
  ours = json_node_init_object (json_node_alloc (), NULL);
  json_node_take_object (ours, convert (run, from, direction));
  theirs = json_node_init_object (json_node_alloc (), spec_of (expected));
  say_differences (why, path, ours, theirs);
  if (why->len == 0)
    run->passed++;
  else
    g_ptr_array_add (run->failures, g_strconcat (name, why->str, NULL));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of a folder's files that end like this, sorted. */
static GPtrArray *
list_files (const char *folder, const char *ending)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Names begin with the schema that the file has, where there are several. */
static gboolean
reads (const char *name, Direction direction)
{
  if (direction == RENEW)
    return g_str_has_prefix (name, "v2alpha1") || strstr (name, ".output-v2alpha1") != NULL;

  return direction == TO_CLASSIC || !g_str_has_prefix (name, "v2");
}

/* Pairs `X` + `input_ending` and `X` + `output_ending`. */
static void
run_folder (Run *run,
            const char *inputs,
            const char *input_ending,
            const char *outputs,
            const char *output_ending,
            Direction direction)
{
  g_autoptr (GPtrArray) names = list_files (inputs, input_ending);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *base = g_strndup (name, strlen (name) - strlen (input_ending));
      g_autofree char *other = g_strconcat (base, output_ending, NULL);
      g_autofree char *input = g_build_filename (inputs, name, NULL);
      g_autofree char *output = g_build_filename (outputs, other, NULL);

      if (reads (name, direction))
        run_pair (run, name, input, output, direction);
    }
}

static void
report (const Run *run, const char *topic)
{
  const char *all = g_getenv ("ORIEL_ALL_FAILURES");

  printf ("oracle %s: %u of %u\n", topic, run->passed, run->total);
  for (guint i = 0; i < run->failures->len && (i < 3 || all != NULL); i++)
    {
      g_auto (GStrv) lines = g_strsplit (g_ptr_array_index (run->failures, i), "\n", -1);

      for (guint k = 0; lines[k] != NULL; k++)
        printf ("# %s\n", lines[k]);
    }
}

static const struct
{
  const char *topic;
  const char *inputs, *input_ending;
  const char *outputs, *output_ending;
  Direction direction;
  gboolean of_development; /* the data sources */
} folders[] = {
  { "convert-v2-conversions", "grafana-version-conversions", ".input.json",
    "grafana-version-conversions", ".output-v2beta1.json", TO_V2, FALSE },
  { "convert-v2-migrations", "grafana-schema-migrations", ".input.json",
    "grafana-schema-migrations", ".output-v2beta1.json", TO_V2, FALSE },
  { "convert-v2-devenv", "grafana-devenv", ".json", "grafana-devenv-as-v2beta1", ".json", TO_V2,
    TRUE },
  { "convert-classic", "grafana-version-conversions", ".input.json", "grafana-version-conversions",
    ".output-v1beta1.json", TO_CLASSIC, FALSE },
  { "convert-v2alpha1", "grafana-version-conversions", ".input.json", "grafana-version-conversions",
    ".output-v2beta1.json", RENEW, FALSE },
  { "convert-v2alpha1-outputs", "grafana-version-conversions", ".output-v2alpha1.json",
    "grafana-version-conversions", ".input.json", RENEW, FALSE },
};

static void
test_pairs (void)
{
  g_autofree char *corpus = oracle_shared_path_or_skip ("corpus/dashboards");

  if (corpus == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *inputs = g_build_filename (corpus, folders[i].inputs, NULL);
      g_autofree char *outputs = g_build_filename (corpus, folders[i].outputs, NULL);
      gboolean dev = folders[i].of_development;
      Run run = { .sources = dev ? development_sources : standard_sources,
                  .n_sources =
                    dev ? G_N_ELEMENTS (development_sources) : G_N_ELEMENTS (standard_sources) };

      run.failures = g_ptr_array_new_with_free_func (g_free);
      run_folder (&run, inputs, folders[i].input_ending, outputs, folders[i].output_ending,
                  folders[i].direction);
      report (&run, folders[i].topic);
      g_ptr_array_unref (run.failures);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/convert/pairs", test_pairs);
  return g_test_run ();
}
