/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The buttons of a panel's header. Most panels need few of them, and a widget that is hidden costs
 * as much of the start as one that is seen: so each is made when there is something to say, and
 * the menu's when the panel has been seen. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_HEADER_ERROR,
  ORIEL_HEADER_DESCRIPTION,
  ORIEL_HEADER_LINKS,
  ORIEL_HEADER_NOTICES,
  ORIEL_HEADER_MENU,
} OrielHeaderButton;

/* A new button of that kind, with icon and name; floating. */
GtkMenuButton *oriel_header_button_new (OrielHeaderButton kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
