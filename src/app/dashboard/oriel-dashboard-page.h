/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one dashboard: its file, its session, and everything that shows them. */

#pragma once

#include "app/dashboard/oriel-dashboard-link.h"
#include "app/widgets/oriel-page.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_DASHBOARD_PAGE (oriel_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (OrielDashboardPage, oriel_dashboard_page, ORIEL, DASHBOARD_PAGE, OrielPage)

/* A page that reads and follows `file`. */
OrielPage *oriel_dashboard_page_new (GFile *file);

/* Takes over the range and variables of a link that leads here. */
void oriel_dashboard_page_take_view (OrielDashboardPage *self, const OrielDashboardLink *link);

G_END_DECLS
