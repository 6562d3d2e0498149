/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for parts of widgets. In libadwaita 1.2 a split button's halves and the buttons of tabs
 * have none. */

#include "config.h"

#include "app/widgets/oriel-accessible.h"

void
oriel_name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
oriel_name_split_button (AdwSplitButton *button, const char *name, const char *menu_name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (button)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      {
        oriel_name_widget (child, menu_name);
        /* GTK 4.8 does not hand the name on to the button inside. */
        oriel_name_widget (gtk_widget_get_first_child (child), menu_name);
      }
    else if (GTK_IS_BUTTON (child))
      {
        oriel_name_widget (child, name);
      }
}

static void
name_buttons_in (GtkWidget *widget, const char *css_class, const char *name)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, css_class))
    oriel_name_widget (widget, name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    name_buttons_in (child, css_class, name);
}

void
oriel_name_tab_buttons (AdwTabBar *bar, const char *close_name, const char *indicator_name)
{
  name_buttons_in (GTK_WIDGET (bar), "tab-close-button", close_name);
  name_buttons_in (GTK_WIDGET (bar), "tab-indicator", indicator_name);
}
