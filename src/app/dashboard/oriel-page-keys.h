/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard of a dashboard's page: moving between panels, and Grafana's keys. */

#pragma once

#include "app/dashboard/oriel-panel-grid.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_COMMAND_ESCAPE,
  ORIEL_COMMAND_VIEW, /* the panel alone */
  ORIEL_COMMAND_MENU,
  ORIEL_COMMAND_COPY,
  ORIEL_COMMAND_ZOOM_OUT,
  ORIEL_COMMAND_EARLIER,
  ORIEL_COMMAND_LATER,
} OrielPageCommand;

/* Carries a command out; `item` is the panel or row with the focus, or NULL. FALSE: there was
 * nothing to do, the key goes on. */
typedef gboolean (*OrielPageCommandFunc) (OrielPageCommand command,
                                          GtkWidget *item,
                                          gpointer user_data);

/* Listens for keys on `page`, in which `grid` lies. */
void oriel_page_keys_add (GtkWidget *page,
                          OrielPanelGrid *grid,
                          OrielPageCommandFunc func,
                          gpointer user_data);

G_END_DECLS
