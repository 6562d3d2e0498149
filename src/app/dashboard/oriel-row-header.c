/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The head of a row of panels. */

#include "config.h"

#include "app/dashboard/oriel-row-header.h"

#include <glib/gi18n.h>

struct _OrielRowHeader
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkImage *arrow;
  GtkLabel *title;
  GtkLabel *count;
  int key;
};

G_DEFINE_FINAL_TYPE (OrielRowHeader, oriel_row_header, GTK_TYPE_WIDGET)

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (OrielRowHeader *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
oriel_row_header_dispose (GObject *object)
{
  OrielRowHeader *self = ORIEL_ROW_HEADER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (oriel_row_header_parent_class)->dispose (object);
}

static void
oriel_row_header_class_init (OrielRowHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_row_header_dispose;

  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rowheader");
}

static void
oriel_row_header_init (OrielRowHeader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->arrow = GTK_IMAGE (gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->button = gtk_button_new ();

  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "row-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "row-count");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->arrow));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));

  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
oriel_row_header_new (void)
{
  return g_object_new (ORIEL_TYPE_ROW_HEADER, NULL);
}

void
oriel_row_header_set_row (OrielRowHeader *self,
                          OrielSession *session,
                          const OrielPlacedPanel *placed)
{
  gboolean folded = oriel_session_is_collapsed (session, placed->key);
  guint n = placed->n_children;
  g_autofree char *title = oriel_session_dup_title (session, placed->key);
  g_autofree char *count = g_strdup_printf (ngettext ("(%u panel)", "(%u panels)", n), n);

  self->key = placed->key;
  gtk_label_set_label (self->title, *title ? title : _ ("Row"));
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), folded);
  gtk_image_set_from_icon_name (self->arrow, folded ? "pan-end-symbolic" : "pan-down-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->title), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               !folded, -1);
}

int
oriel_row_header_get_key (OrielRowHeader *self)
{
  return self->key;
}
