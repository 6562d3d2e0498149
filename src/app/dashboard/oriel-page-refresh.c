/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fresh a dashboard's page is. */

#include "config.h"

#include "app/dashboard/oriel-page-refresh.h"

#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "base/oriel-date-format.h"

#define BUSY_DELAY_MS 300
#define MIN_REFRESH_MS 1000

struct _OrielPageRefresh
{
  OrielPage *page; /* borrowed: it owns this */
  OrielRefreshButton *button;
  GtkWidget *bar;
  OrielSession *session; /* nullable */
  OrielPageRefreshFunc asked;
  gpointer user_data;
  guint interval_source, busy_source;
  gboolean was_asked;    /* something, ever */
  gboolean was_answered; /* all of it, ever */
  gboolean cancelled;    /* the last that was asked */
  gboolean cancelling;
};

typedef OrielPageRefresh Refresh;

static guint
count_failures (Refresh *self)
{
  guint n, failures = 0;
  const OrielPlacedPanel *panels = oriel_session_get_panels (self->session, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (self->session, panels[i].key);

      failures += data->error != NULL;
    }

  return failures;
}

/* When it was asked, and whether all of it could be had. */
static void
say_updated (Refresh *self)
{
  const OrielTimeZone *zone = oriel_session_get_zone (self->session);
  g_autofree char *time =
    oriel_date_format (oriel_session_get_now (self->session), zone, "HH:mm:ss");
  guint failures = count_failures (self);
  g_autofree char *failed = NULL;
  g_autofree char *text = NULL;

  if (failures > 0)
    failed = g_strdup_printf (ngettext ("%u panel failed", "%u panels failed", failures), failures);
  text = failed ? g_strdup_printf (_ ("Updated %s · %s"), time, failed)
                : g_strdup_printf (_ ("Updated %s"), time);
  oriel_page_set_subtitle (self->page, text);
}

/* What was there before stays, and so does the word on how old it is. */
static void
update_subtitle (Refresh *self)
{
  if (oriel_page_refresh_is_busy (self) && !self->was_answered)
    oriel_page_set_subtitle (self->page, _ ("Loading…"));
  else if (self->cancelled && !self->was_answered)
    oriel_page_set_subtitle (self->page, _ ("Cancelled"));
  else if (self->was_answered && !self->cancelled)
    say_updated (self);
}

static void
show_busy (Refresh *self, gboolean busy)
{
  gtk_widget_set_visible (self->bar, busy);
  oriel_refresh_button_set_busy (self->button, busy);
}

static gboolean
busy_cb (gpointer user_data)
{
  Refresh *self = user_data;

  self->busy_source = 0;
  show_busy (self, TRUE);
  update_subtitle (self);
  return G_SOURCE_REMOVE;
}

static void
ask (Refresh *self)
{
  oriel_session_refresh (self->session);
  self->was_asked = TRUE;
  self->cancelled = FALSE;
  self->asked (self->user_data);
  oriel_page_refresh_update (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  Refresh *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->page)) && self->session &&
      !oriel_session_is_busy (self->session))
    ask (self);
  return G_SOURCE_CONTINUE;
}

OrielPageRefresh *
oriel_page_refresh_new (OrielPage *page,
                        OrielRefreshButton *button,
                        GtkWidget *bar,
                        OrielPageRefreshFunc asked,
                        gpointer user_data)
{
  Refresh *self = g_new0 (Refresh, 1);

  self->page = page;
  self->button = g_object_ref (button);
  self->bar = g_object_ref (bar);
  self->asked = asked;
  self->user_data = user_data;
  return self;
}

void
oriel_page_refresh_free (OrielPageRefresh *refresh)
{
  g_clear_handle_id (&refresh->interval_source, g_source_remove);
  g_clear_handle_id (&refresh->busy_source, g_source_remove);
  g_object_unref (refresh->button);
  g_object_unref (refresh->bar);
  g_clear_object (&refresh->session);
  g_free (refresh);
}

void
oriel_page_refresh_set_session (OrielPageRefresh *refresh, OrielSession *session)
{
  g_set_object (&refresh->session, session);
  refresh->was_asked = refresh->was_answered = refresh->cancelled = FALSE;
}

void
oriel_page_refresh_set_interval (OrielPageRefresh *refresh, const char *interval)
{
  GActionGroup *actions = oriel_page_get_actions (refresh->page);
  double ms = 0;

  g_clear_handle_id (&refresh->interval_source, g_source_remove);
  if (!interval || !oriel_interval_parse (interval, &ms) || ms <= 0)
    interval = "";
  else
    refresh->interval_source =
      g_timeout_add ((guint) CLAMP (ms, MIN_REFRESH_MS, G_MAXINT), tick_cb, refresh);

  oriel_refresh_button_set_interval (refresh->button, interval);
  g_action_group_change_action_state (actions, "refresh-every", g_variant_new_string (interval));
}

void
oriel_page_refresh_now (OrielPageRefresh *refresh)
{
  OrielConnections *connections = oriel_application_get_connections (oriel_application_get ());

  if (refresh->session && oriel_connections_is_ready (connections))
    ask (refresh);
}

void
oriel_page_refresh_cancel (OrielPageRefresh *refresh)
{
  if (!refresh->session)
    return;

  refresh->cancelling = TRUE; /* each panel that it ends says so */
  oriel_session_cancel (refresh->session);
  refresh->cancelling = FALSE;
  refresh->cancelled = TRUE;
  oriel_page_refresh_update (refresh);
}

gboolean
oriel_page_refresh_is_busy (OrielPageRefresh *refresh)
{
  return refresh->session && oriel_session_is_busy (refresh->session);
}

/* What is quick is not announced; what takes longer is, and can be cancelled. */
void
oriel_page_refresh_update (OrielPageRefresh *refresh)
{
  if (refresh->cancelling)
    return;
  if (oriel_page_refresh_is_busy (refresh))
    {
      refresh->cancelled = FALSE;
      if (refresh->busy_source == 0 && !gtk_widget_get_visible (refresh->bar))
        refresh->busy_source = g_timeout_add (BUSY_DELAY_MS, busy_cb, refresh);
      return;
    }

  g_clear_handle_id (&refresh->busy_source, g_source_remove);
  show_busy (refresh, FALSE);
  if (refresh->was_asked && !refresh->cancelled)
    refresh->was_answered = TRUE;
  if (refresh->session)
    update_subtitle (refresh);
}
