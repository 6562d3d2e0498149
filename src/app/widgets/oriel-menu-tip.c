/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tooltips that give way. GTK shows that of a button again while the pointer rests on it, over the
 * first entries of the menu that was just opened. */

#include "config.h"

#include "app/widgets/oriel-menu-tip.h"

gboolean
oriel_menu_button_is_open (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  return popover && gtk_widget_get_visible (GTK_WIDGET (popover));
}

static void
hush (GtkWidget *widget, GtkPopover *popover)
{
  if (popover)
    g_object_bind_property (popover, "visible", widget, "has-tooltip", G_BINDING_INVERT_BOOLEAN);
}

void
oriel_menu_button_hush (GtkMenuButton *button)
{
  hush (GTK_WIDGET (button), gtk_menu_button_get_popover (button));
}

void
oriel_split_button_hush (AdwSplitButton *button)
{
  /* Where a half has no tooltip, that of the whole button would be shown. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (button)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      {
        hush (child, gtk_menu_button_get_popover (GTK_MENU_BUTTON (child)));
        hush (GTK_WIDGET (button), gtk_menu_button_get_popover (GTK_MENU_BUTTON (child)));
      }
}
