/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one dashboard. */

#include "config.h"

#include "app/dashboard/oriel-dashboard-page.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-dashboard-file.h"
#include "app/oriel-application.h"

struct _OrielDashboardPage
{
  OrielPage parent_instance;

  OrielDashboardFile *file;
  GtkStack *stack;
  AdwStatusPage *failure;
};

G_DEFINE_FINAL_TYPE (OrielDashboardPage, oriel_dashboard_page, ORIEL_TYPE_PAGE)

static void
loaded_cb (OrielDashboardPage *self)
{
  OrielDashboard *dashboard = oriel_dashboard_file_get_dashboard (self->file);
  OrielState *state = oriel_application_get_state (oriel_application_get ());

  oriel_page_set_loading (ORIEL_PAGE (self), FALSE);
  oriel_page_set_title (ORIEL_PAGE (self), dashboard->title);
  oriel_state_add_recent (state, oriel_page_get_uri (ORIEL_PAGE (self)), dashboard->title);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
failed_cb (OrielDashboardPage *self, const char *message)
{
  g_autofree char *text = g_markup_escape_text (message, -1);

  oriel_page_set_loading (ORIEL_PAGE (self), FALSE);
  if (oriel_dashboard_file_get_dashboard (self->file))
    return;

  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
oriel_dashboard_page_dispose (GObject *object)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (object);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (oriel_dashboard_page_parent_class)->dispose (object);
}

static void
oriel_dashboard_page_class_init (OrielDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_dashboard_page_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/oriel/Oriel/dashboard/oriel-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OrielDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OrielDashboardPage, failure);
}

static void
oriel_dashboard_page_init (OrielDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

OrielPage *
oriel_dashboard_page_new (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *title = g_filename_display_name (name);
  OrielDashboardPage *self =
    g_object_new (ORIEL_TYPE_DASHBOARD_PAGE, "uri", uri, "title", title, "loading", TRUE, NULL);

  self->file = oriel_dashboard_file_new (file);
  g_signal_connect_object (self->file, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->file, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  oriel_dashboard_file_load (self->file);

  return ORIEL_PAGE (self);
}
