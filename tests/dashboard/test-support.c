/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the issues call unsupported is what the program does not do: whoever adds a panel type
 * also adds it to the table in oriel-dashboard-issues.c.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"
#include "viz/oriel-viz.h"

static void
test_panel_types (void)
{
  const char *const *drawn = oriel_viz_types ();
  const char *const *listed = oriel_dashboard_supported_panel_types ();

  for (guint i = 0; drawn[i] != NULL; i++)
    if (!g_strv_contains (listed, drawn[i]))
      {
        g_test_message ("%s is drawn, but oriel-dashboard-issues.c does not list it", drawn[i]);
        g_test_fail ();
      }

  for (guint i = 0; listed[i] != NULL; i++)
    if (!g_str_equal (listed[i], "row") && !oriel_viz_is_supported (listed[i]))
      {
        g_test_message ("oriel-dashboard-issues.c lists %s, which is not drawn", listed[i]);
        g_test_fail ();
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/support/panel-types", test_panel_types);
  return g_test_run ();
}
