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

typedef struct _OrielPageKeys OrielPageKeys;

/* The keys of `page`, in which `grid` lies. They work once they are attached. */
OrielPageKeys *oriel_page_keys_new (GtkWidget *page,
                                    OrielPanelGrid *grid,
                                    OrielPageCommandFunc func,
                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Lets go of the window, and frees it. */
void oriel_page_keys_free (OrielPageKeys *keys);

/* Listens on `window`, wherever in it the focus is; NULL: no more. */
void oriel_page_keys_attach (OrielPageKeys *keys, GtkWidget *window);

G_END_DECLS
