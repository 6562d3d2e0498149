/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of connections: one row each, with its health. */

#include "config.h"

#include "app/settings/oriel-connections-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "app/settings/oriel-connection-dialog.h"

static OrielConnections *
get_connections (void)
{
  return oriel_application_get_connections (oriel_application_get ());
}

static const char *
health_icon (OrielHealth health)
{
  switch (health)
    {
    case ORIEL_HEALTH_GOOD:
      return "object-select-symbolic";
    case ORIEL_HEALTH_BAD:
      return "dialog-warning-symbolic";
    case ORIEL_HEALTH_CHECKING:
      return "content-loading-symbolic";
    case ORIEL_HEALTH_UNKNOWN:
    default:
      return "network-server-symbolic";
    }
}

static void
update_row (AdwActionRow *row, OrielConnection *connection)
{
  const OrielDataSourceSettings *settings = oriel_connection_get_settings (connection);
  const char *message = oriel_connection_get_message (connection);
  GtkImage *image = g_object_get_data (G_OBJECT (row), "health");
  g_autofree char *title = g_markup_escape_text (settings->name, -1);
  g_autofree char *subtitle = *message ? g_markup_printf_escaped ("%s\n%s", settings->url, message)
                                       : g_markup_escape_text (settings->url, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_image_set_from_icon_name (image, health_icon (oriel_connection_get_health (connection)));
}

static void
row_changed_cb (AdwActionRow *row)
{
  update_row (row, g_object_get_data (G_OBJECT (row), "connection"));
}

static void
row_activated_cb (AdwActionRow *row)
{
  oriel_connection_dialog_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))),
                                g_object_get_data (G_OBJECT (row), "connection"));
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new ();

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "health", image);
  g_object_set_data_full (G_OBJECT (row), "connection", g_object_ref (item), g_object_unref);

  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), NULL);
  g_signal_connect_object (item, "changed", G_CALLBACK (row_changed_cb), row, G_CONNECT_SWAPPED);
  update_row (ADW_ACTION_ROW (row), item);
  if (oriel_connection_get_health (item) == ORIEL_HEALTH_UNKNOWN)
    oriel_connection_check (item);

  return row;
}

static void
add_cb (GtkWidget *button)
{
  oriel_connection_dialog_show (GTK_WINDOW (gtk_widget_get_root (button)), NULL);
}

static GtkWidget *
add_button (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a connection"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), NULL);
  return button;
}

static GtkWidget *
empty_note (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("No Connections Yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Add the Prometheus servers that your dashboards ask."));
  return row;
}

static AdwPreferencesGroup *
connections_group (void)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), empty_note ());
  gtk_list_box_bind_model (GTK_LIST_BOX (list), G_LIST_MODEL (get_connections ()), create_row_cb,
                           NULL, NULL);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Connections"), -1);

  adw_preferences_group_set_title (group, _ ("Connections"));
  adw_preferences_group_set_description (
    group, _ ("Dashboards find a server by its identifier, its name, or as the default."));
  adw_preferences_group_set_header_suffix (group, add_button ());
  adw_preferences_group_add (group, list);
  return group;
}

static GtkWindow *
show_window (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("Connections"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "network-server-symbolic");
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), connections_group ());
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);

  gtk_window_set_title (GTK_WINDOW (window), _ ("Connections"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

void
oriel_connections_window_show (GtkWindow *parent)
{
  show_window (parent);
}

void
oriel_connections_window_start (GtkWindow *parent)
{
  GtkWindow *window = show_window (parent);

  if (g_list_model_get_n_items (G_LIST_MODEL (get_connections ())) == 0)
    oriel_connection_dialog_show (window, NULL);
}
