/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The refresh button. While something is being asked it cancels. */

#include "config.h"

#include "app/dashboard/oriel-refresh-button.h"

#include <glib/gi18n.h>

#include "app/widgets/oriel-accessible.h"
#include "app/widgets/oriel-menu-tip.h"

struct _OrielRefreshButton
{
  AdwBin parent_instance;

  AdwSplitButton *button;
  GtkImage *image;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (OrielRefreshButton, oriel_refresh_button, ADW_TYPE_BIN)

static const char *const usual_intervals[] = {
  "5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d", NULL,
};

static void
oriel_refresh_button_class_init (OrielRefreshButtonClass *klass G_GNUC_UNUSED)
{
}

static void
oriel_refresh_button_init (OrielRefreshButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->image = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->button = ADW_SPLIT_BUTTON (adw_split_button_new ());

  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "time-button");
  adw_split_button_set_child (self->button, box);
  adw_split_button_set_dropdown_tooltip (self->button, _ ("Refresh by itself"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));

  oriel_refresh_button_set_intervals (self, NULL);
  oriel_refresh_button_set_interval (self, "");
  oriel_refresh_button_set_busy (self, FALSE);
}

GtkWidget *
oriel_refresh_button_new (void)
{
  return g_object_new (ORIEL_TYPE_REFRESH_BUTTON, NULL);
}

static void
append_interval (GMenu *menu, const char *label, const char *interval)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "dashboard.refresh-every", "s", interval);
  g_menu_append_item (menu, item);
}

void
oriel_refresh_button_set_intervals (OrielRefreshButton *self, const char *const *intervals)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (!intervals || !intervals[0])
    intervals = usual_intervals;

  append_interval (menu, _ ("Off"), "");
  for (guint i = 0; intervals[i]; i++)
    append_interval (menu, intervals[i], intervals[i]);
  adw_split_button_set_menu_model (self->button, G_MENU_MODEL (menu));
  oriel_split_button_hush (self->button);
}

void
oriel_refresh_button_set_interval (OrielRefreshButton *self, const char *interval)
{
  gtk_label_set_label (self->label, interval);
  gtk_widget_set_visible (GTK_WIDGET (self->label), *interval != '\0');
}

void
oriel_refresh_button_set_busy (OrielRefreshButton *self, gboolean busy)
{
  const char *name = busy ? _ ("Cancel") : _ ("Refresh");

  gtk_image_set_from_icon_name (self->image,
                                busy ? "process-stop-symbolic" : "view-refresh-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button),
                                  busy ? "dashboard.cancel" : "dashboard.refresh");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  oriel_name_split_button (self->button, name, _ ("Refresh by itself"));
}
