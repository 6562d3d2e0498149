/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of all commands that open a dashboard, and the session they make. */

#pragma once

#include "ctl/ctl.h"
#include "dashboard/oriel-dashboard-write.h"
#include "query/oriel-session.h"

G_BEGIN_DECLS

/* `--from`, `--to`, `--timezone`, `--var`, `--source`, `--provisioning`, `--input`, `--timeout`;
 * ended by a NULL name. */
extern const GOptionEntry ctl_dashboard_options[];

typedef struct
{
  OrielDataSources *sources;
  OrielSession *session;
} CtlDashboard;

/* Opens a dashboard file with the options that were parsed. Returns CTL_OK, or an exit code after
 * writing a message. Clear with ctl_dashboard_clear() either way. */
int ctl_dashboard_open (CtlDashboard *dashboard, const char *command, const char *path);

/* Reads a dashboard: a path, or `-` for standard input. NULL with `error`. */
OrielDashboard *ctl_dashboard_read (const char *path, GError **error);

/* The same for a draft, to write it back or convert it. */
OrielDraft *ctl_draft_read (const char *path, GError **error);

/* Asks what the visible panels need and waits. Returns CTL_OK or CTL_FAILED after a message. */
int ctl_dashboard_load (CtlDashboard *dashboard);

/* Makes one panel visible, unfolding its row; FALSE when there is no panel of that id. */
gboolean ctl_dashboard_show_panel (CtlDashboard *dashboard, int id, int width_px, int *key);

/* Writes errors of variables and panels to standard error; returns how many there were. */
guint ctl_dashboard_report_errors (CtlDashboard *dashboard);

/* TRUE when sources were named on the command line and all panels that asked one failed. */
gboolean ctl_dashboard_got_nothing (CtlDashboard *dashboard);

/* Frees its members. */
void ctl_dashboard_clear (CtlDashboard *dashboard);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlDashboard, ctl_dashboard_clear)

G_END_DECLS
