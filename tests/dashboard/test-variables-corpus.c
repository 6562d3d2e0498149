/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The variables of every dashboard of the corpus: all names that a dashboard mentions and has are
 * replaced, in an order that has each after those it needs. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "dashboard/oriel-interpolation.h"
#include "oracle.h"

#define MAX_SECONDS 1.0

typedef struct
{
  guint n_dashboards, n_variables, n_references;
  double slowest;
} Tally;

/* Gives every variable some values, as if its source had answered. */
static void
answer_all (OrielVariables *variables)
{
  static const char *const values[] = { "a.b", "c", "d", NULL };

  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariable *definition = oriel_variables_get (variables, i)->definition;

      if (definition->kind == ORIEL_VARIABLE_QUERY || definition->kind == ORIEL_VARIABLE_DATASOURCE)
        oriel_variables_set_answer (variables, definition->name, values, NULL);
    }
}

/* No reference of a variable of the set is left. */
static guint
count_left (const OrielVariables *variables, const char *text, guint *left)
{
  OrielReference reference;
  guint n = 0;

  for (; oriel_reference_find (text, &reference); text = reference.end)
    {
      g_autofree char *name = g_strndup (reference.name, reference.name_length);

      n++;
      *left += oriel_variables_find (variables, name) != NULL;
    }

  return n;
}

static void
check_order (const OrielVariables *variables)
{
  g_autoptr (GArray) order = oriel_variables_order (variables);
  g_autofree gboolean *seen = g_new0 (gboolean, order->len + 1);

  g_assert_cmpuint (order->len, ==, oriel_variables_get_n (variables));
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);

      g_assert_false (seen[index]);
      seen[index] = TRUE;
    }
}

static void
check_dashboard (Tally *tally, OrielDashboard *dashboard, const char *path)
{
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), dashboard->json);
  OrielBuiltins builtins = { .range = { 1742024262123, 1742045862123 },
                             .interval_ms = 30000,
                             .rate_interval_ms = 120000 };
  g_autoptr (JsonNode) replaced = NULL;
  g_autofree char *before = oriel_json_to_text (node, FALSE);
  g_autofree char *after = NULL;
  guint left = 0, none = 0;

  check_order (variables);
  answer_all (variables);
  replaced = oriel_variables_interpolate_json (variables, node, &builtins,
                                               oriel_variables_format_prometheus, NULL);
  after = oriel_json_to_text (replaced, FALSE);

  tally->n_dashboards++;
  tally->n_variables += oriel_variables_get_n (variables);
  tally->n_references += count_left (variables, before, &none);
  count_left (variables, after, &left);
  if (left > 0)
    printf ("# %s: %u references left of %u\n", path, left, none);
}

static void
check_file (gpointer user_data, const char *path)
{
  Tally *tally = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, NULL, NULL);
  g_autoptr (GTimer) timer = g_timer_new ();

  if (dashboard == NULL || dashboard->json == NULL)
    return;

  check_dashboard (tally, dashboard, path);
  tally->slowest = MAX (tally->slowest, g_timer_elapsed (timer, NULL));
}

static void
test_corpus (void)
{
  g_autofree char *path = oracle_shared_path_or_skip ("corpus/dashboards");
  Tally tally = { 0 };

  if (path == NULL)
    return;

  oracle_each_file (path, ".json", check_file, &tally);
  printf ("# %u dashboards, %u variables, %u references, slowest %.0f ms\n", tally.n_dashboards,
          tally.n_variables, tally.n_references, tally.slowest * 1000);
  g_assert_cmpuint (tally.n_dashboards, >, 0);
  g_assert_cmpfloat (tally.slowest, <, MAX_SECONDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dashboard/variables/corpus", test_corpus);

  return g_test_run ();
}
