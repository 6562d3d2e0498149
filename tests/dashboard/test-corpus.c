/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every dashboard of the corpus gives a dashboard or a clear error, quickly. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "dashboard/oriel-dashboard.h"
#include "oracle.h"

typedef struct
{
  guint n_files, n_dashboards, n_v2, n_panels;
  double slowest;
} Tally;

static guint
count_panels (const GPtrArray *panels)
{
  guint n = 0;

  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      g_assert_nonnull (panel->title);
      g_assert_nonnull (panel->type);
      g_assert_nonnull (panel->options);
      g_assert_nonnull (panel->field_config);
      n += 1 + count_panels (panel->children);
    }

  return n;
}

static void
read_one (gpointer user_data, const char *path)
{
  Tally *tally = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, NULL, &error);
  double seconds = g_timer_elapsed (timer, NULL);

  tally->n_files++;
  tally->slowest = MAX (tally->slowest, seconds);

  if (dashboard == NULL)
    {
      g_assert_nonnull (error);
      printf ("# %s\n", error->message);
      return;
    }

  tally->n_dashboards++;
  tally->n_panels += count_panels (dashboard->panels);
  if (g_str_equal (dashboard->format, "v2"))
    tally->n_v2++;
  for (guint i = 0; i < dashboard->issues->len; i++)
    g_assert_cmpstr (((const OrielIssue *) g_ptr_array_index (dashboard->issues, i))->code, !=,
                     "layout-kind");
}

static void
test_all (void)
{
  g_autofree char *path = oracle_shared_path_or_skip ("corpus/dashboards");
  Tally tally = { 0 };

  if (path == NULL)
    return;

  oracle_each_file (path, ".json", read_one, &tally);
  printf ("oracle corpus: %u of %u\n", tally.n_dashboards, tally.n_files);
  printf ("# %u panels, %u files of schema v2, slowest file %.3f s\n", tally.n_panels, tally.n_v2,
          tally.slowest);
  g_assert_cmpuint (tally.n_files, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/corpus/all", test_all);
  return g_test_run ();
}
