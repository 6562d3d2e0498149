/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window has to offer in its palette besides its pages. */

#include "config.h"

#include "app/window/oriel-window-offers.h"

#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "app/widgets/oriel-offer.h"

typedef struct
{
  const char *title;
  const char *icon;
  const char *action;
  const char *target; /* nullable */
} ActionOffer;

static const ActionOffer action_offers[] = {
  { N_ ("Open a Dashboard…"), "document-open-symbolic", "win.open", NULL },
  { N_ ("Open a Folder…"), "folder-symbolic", "win.open-folder", NULL },
  { N_ ("Connections"), "network-server-symbolic", "win.connections", NULL },
  { N_ ("Open the Demonstration"), "media-playback-start-symbolic", "app.open-demo", NULL },
  { N_ ("Refresh"), "view-refresh-symbolic", "dashboard.refresh", NULL },
  { N_ ("Choose a Time Range"), "document-open-recent-symbolic", "dashboard.time-picker", NULL },
  { N_ ("Back to the Range Before"), "go-previous-symbolic", "dashboard.range-back", NULL },
  { N_ ("Zoom Out"), "zoom-out-symbolic", "dashboard.zoom-out", NULL },
  { N_ ("Close the Tab"), "window-close-symbolic", "win.close-tab", NULL },
  { N_ ("Open the Closed Tab Again"), "edit-undo-symbolic", "win.reopen-tab", NULL },
  { N_ ("Full Screen"), "view-fullscreen-symbolic", "win.fullscreen", NULL },
  { N_ ("Dark Style"), "weather-clear-night-symbolic", "app.style", "dark" },
  { N_ ("Light Style"), "weather-clear-symbolic", "app.style", "light" },
  { N_ ("Style as the System"), "preferences-desktop-appearance-symbolic", "app.style", "system" },
  { N_ ("Keyboard Shortcuts"), "input-keyboard-symbolic", "win.show-help-overlay", NULL },
  { N_ ("Help"), "help-browser-symbolic", "app.help", NULL },
};

static void
append (GListStore *offers,
        const char *title,
        const char *detail,
        const char *icon,
        const char *action,
        const char *target)
{
  g_autoptr (OrielOffer) offer =
    oriel_offer_new (title, detail, icon, action, target ? g_variant_new_string (target) : NULL);

  g_list_store_append (offers, offer);
}

void
oriel_window_offer_recent (GListStore *offers, GHashTable *open)
{
  OrielState *state = oriel_application_get_state (oriel_application_get ());
  g_autoptr (GArray) recent = oriel_state_dup_recent (state);

  for (guint i = 0; i < recent->len; i++)
    {
      const OrielRecent *one = &g_array_index (recent, OrielRecent, i);

      if (!g_hash_table_contains (open, one->uri))
        append (offers, one->title, _ ("Dashboard"), "text-x-generic-symbolic", "app.open-uri",
                one->uri);
    }
}

void
oriel_window_offer_actions (GListStore *offers)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_offers); i++)
    append (offers, _ (action_offers[i].title), _ ("Action"), action_offers[i].icon,
            action_offers[i].action, action_offers[i].target);
}
