/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Following a link of a dashboard. */

#include "config.h"

#include "app/dashboard/oriel-link-follow.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-dashboard-link.h"
#include "app/oriel-application.h"
#include "app/widgets/oriel-link.h"
#include "app/window/oriel-window.h"
#include "datasource/demo/oriel-demo.h"

typedef struct
{
  GtkWidget *from; /* a reference */
  OrielDashboardLink *link;
} Following;

static void
following_free (Following *following)
{
  oriel_dashboard_link_free (following->link);
  g_object_unref (following->from);
  g_free (following);
}

static void
link_found_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Following *following = user_data;
  g_autofree char *uri = oriel_dashboard_link_find_finish (result, NULL);
  GtkRoot *root = gtk_widget_get_root (following->from);

  if (!uri)
    oriel_window_say_from (following->from, _ ("The dashboard of this link is not at hand"));
  else if (ORIEL_IS_WINDOW (root))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);

      oriel_window_show_view (ORIEL_WINDOW (root), file, following->link);
    }

  following_free (following);
}

static void
follow_dashboard (GtkWidget *from, GFile *own, OrielDashboardLink *link)
{
  g_auto (GStrv) uris = oriel_link_follow_known_uris ();
  Following *following = g_new0 (Following, 1);

  following->from = g_object_ref (from);
  following->link = link;
  oriel_dashboard_link_find_async (link, (const char *const *) uris, own, NULL, link_found_cb,
                                   following);
}

void
oriel_link_follow (GtkWidget *from, GFile *own, const char *url)
{
  OrielDashboardLink *link = oriel_dashboard_link_parse (url);

  if (link)
    follow_dashboard (from, own, link);
  else if (!oriel_link_open (from, url))
    oriel_window_say_from (from, _ ("This link can’t be opened"));
}

char **
oriel_link_follow_known_uris (void)
{
  OrielState *state = oriel_application_get_state (oriel_application_get ());
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_autoptr (GArray) recent = oriel_state_dup_recent (state);

  g_strv_builder_addv (uris, (const char **) oriel_demo_dashboards ());
  for (guint i = 0; i < recent->len; i++)
    g_strv_builder_add (uris, g_array_index (recent, OrielRecent, i).uri);

  return g_strv_builder_end (uris);
}
