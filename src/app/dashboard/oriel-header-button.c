/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The buttons of a panel's header; see oriel-header-button.h. */

#include "config.h"

#include "app/dashboard/oriel-header-button.h"

#include <glib/gi18n.h>

#include "app/widgets/oriel-menu-tip.h"

typedef struct
{
  const char *icon;
  const char *label;
  const char *classes[4];
} Kind;

static const Kind kinds[] = {
  [ORIEL_HEADER_ERROR] = { "dialog-warning-symbolic", N_ ("What went wrong"), { "panel-error" } },
  [ORIEL_HEADER_DESCRIPTION] = { "oriel-info-symbolic",
                                 N_ ("Description"),
                                 { "flat", "panel-button" } },
  [ORIEL_HEADER_LINKS] = { "oriel-link-symbolic", N_ ("Links"), { "flat", "panel-button" } },
  [ORIEL_HEADER_MENU] = { "view-more-symbolic",
                          N_ ("Panel menu"),
                          { "flat", "panel-button", "panel-menu" } },
  [ORIEL_HEADER_NOTICES] = { "oriel-notice-symbolic", N_ ("Notices"), { "flat", "panel-button" } },
};

/* As gtk_widget_set_tooltip_text(), which asks the display server where the pointer is. What the
 * button has opened is not covered. */
static gboolean
tooltip_cb (GtkWidget *button,
            int x G_GNUC_UNUSED,
            int y G_GNUC_UNUSED,
            gboolean by_keyboard G_GNUC_UNUSED,
            GtkTooltip *tooltip,
            gpointer label)
{
  gtk_tooltip_set_text (tooltip, _ (label));
  return !oriel_menu_button_is_open (GTK_MENU_BUTTON (button));
}

GtkMenuButton *
oriel_header_button_new (OrielHeaderButton kind)
{
  const Kind *how = &kinds[kind];
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), how->icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (button, TRUE);
  g_signal_connect (button, "query-tooltip", G_CALLBACK (tooltip_cb), (gpointer) how->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (how->label), -1);
  for (guint i = 0; how->classes[i]; i++)
    gtk_widget_add_css_class (button, how->classes[i]);

  return GTK_MENU_BUTTON (button);
}
