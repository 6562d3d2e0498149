/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dashboard file that is being followed: read by a worker, and again whenever it is saved. */

#pragma once

#include "dashboard/oriel-dashboard.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_DASHBOARD_FILE (oriel_dashboard_file_get_type ())
G_DECLARE_FINAL_TYPE (OrielDashboardFile, oriel_dashboard_file, ORIEL, DASHBOARD_FILE, GObject)

/* Signals:
 *   "loaded" ()               oriel_dashboard_file_get_dashboard() gives a new dashboard
 *   "failed" (char *message)  it can't be read now; the last good dashboard stays
 */

OrielDashboardFile *oriel_dashboard_file_new (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* Begins to read `file` before there is a window that shows it. The next
 * oriel_dashboard_file_new() of that file takes over. */
void oriel_dashboard_file_begin_ahead (GFile *file);

/* Reads the file unless that has begun, and after each change. Tells in every case. */
void oriel_dashboard_file_follow (OrielDashboardFile *self);

/* Reads the file again, now and after each change from now on. */
void oriel_dashboard_file_load (OrielDashboardFile *self);

/* The last dashboard that could be read, or NULL; borrowed. */
OrielDashboard *oriel_dashboard_file_get_dashboard (OrielDashboardFile *self);

G_END_DECLS
