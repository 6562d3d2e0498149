/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fresh a dashboard's page is: asking again, by hand or by the clock, and telling what is under
 * way and when it was done. */

#pragma once

#include "app/dashboard/oriel-refresh-button.h"
#include "app/widgets/oriel-page.h"
#include "query/oriel-session.h"

G_BEGIN_DECLS

typedef struct _OrielPageRefresh OrielPageRefresh;

/* Called when everything was asked again. */
typedef void (*OrielPageRefreshFunc) (gpointer user_data);

/* For `page`, on which `bar` shows that something is under way. */
OrielPageRefresh *oriel_page_refresh_new (OrielPage *page,
                                          OrielRefreshButton *button,
                                          GtkWidget *bar,
                                          OrielPageRefreshFunc asked,
                                          gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void oriel_page_refresh_free (OrielPageRefresh *refresh);

/* Who is asked; NULL: nobody. */
void oriel_page_refresh_set_session (OrielPageRefresh *refresh, OrielSession *session);

/* Asks every `interval` ("30s"); what is no interval ends it. */
void oriel_page_refresh_set_interval (OrielPageRefresh *refresh, const char *interval);

/* Asks now, if it is known yet whom to ask. */
void oriel_page_refresh_now (OrielPageRefresh *refresh);

void oriel_page_refresh_cancel (OrielPageRefresh *refresh);
gboolean oriel_page_refresh_is_busy (OrielPageRefresh *refresh);

/* Takes over what the session is doing. */
void oriel_page_refresh_update (OrielPageRefresh *refresh);

G_END_DECLS
