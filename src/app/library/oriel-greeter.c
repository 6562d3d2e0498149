/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window shows while nothing is open. */

#include "config.h"

#include "app/library/oriel-greeter.h"

#include <glib/gi18n.h>

#include "app/oriel-application.h"

#define MAX_SHOWN 8

struct _OrielGreeter
{
  AdwBin parent_instance;

  GtkWidget *recent_group;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (OrielGreeter, oriel_greeter, ADW_TYPE_BIN)

static void
forget_cb (GtkButton *button, const char *uri)
{
  g_autofree char *copy = g_strdup (uri); /* the row that owns it goes away */

  oriel_state_remove_recent (oriel_application_get_state (oriel_application_get ()), copy);
}

static void
free_closure_data (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  g_free (data);
}

static GtkWidget *
forget_button (const OrielRecent *recent)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Forget %s"), recent->title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove from this list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (forget_cb), g_strdup (recent->uri),
                         free_closure_data, 0);

  return button;
}

/* Where a file lies, for people. */
static char *
place_of (const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *path = g_file_get_path (file);

  if (g_file_has_uri_scheme (file, "resource"))
    return g_strdup (_ ("Demonstration"));
  return path ? g_filename_display_name (path) : g_strdup (uri);
}

static GtkWidget *
recent_row (const OrielRecent *recent)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = place_of (recent->uri);
  g_autofree char *title = g_markup_escape_text (recent->title, -1);
  g_autofree char *subtitle = g_markup_escape_text (place, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", recent->uri);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget_button (recent));

  return row;
}

static void
recent_changed_cb (OrielGreeter *self)
{
  OrielState *state = oriel_application_get_state (oriel_application_get ());
  g_autoptr (GArray) recent = oriel_state_dup_recent (state);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent))))
    gtk_list_box_remove (self->recent, row);

  for (guint i = 0; i < MIN (recent->len, MAX_SHOWN); i++)
    gtk_list_box_append (self->recent, recent_row (&g_array_index (recent, OrielRecent, i)));
  gtk_widget_set_visible (self->recent_group, recent->len > 0);
}

static void
oriel_greeter_class_init (OrielGreeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/oriel/Oriel/library/oriel-greeter.ui");
  gtk_widget_class_bind_template_child (widget_class, OrielGreeter, recent_group);
  gtk_widget_class_bind_template_child (widget_class, OrielGreeter, recent);
}

static void
oriel_greeter_init (OrielGreeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (oriel_application_get_state (oriel_application_get ()), "recent-changed",
                           G_CALLBACK (recent_changed_cb), self, G_CONNECT_SWAPPED);
  recent_changed_cb (self);
}
