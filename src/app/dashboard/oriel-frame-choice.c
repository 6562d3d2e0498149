/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a frame: a list in a popover. */

#include "config.h"

#include "app/dashboard/oriel-frame-choice.h"

#include <glib/gi18n.h>

#include "field/oriel-names.h"

#define MAX_ROWS 1000
#define MAX_HEIGHT_PX 320

struct _OrielFrameChoice
{
  GtkPopover parent_instance;

  GtkListBox *list;
  GArray *frames; /* of int: what the rows stand for */
};

G_DEFINE_FINAL_TYPE (OrielFrameChoice, oriel_frame_choice, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (OrielFrameChoice *self, GtkListBoxRow *row)
{
  int frame = g_array_index (self->frames, int, gtk_list_box_row_get_index (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, frame);
}

static void
oriel_frame_choice_finalize (GObject *object)
{
  g_array_unref (ORIEL_FRAME_CHOICE (object)->frames);

  G_OBJECT_CLASS (oriel_frame_choice_parent_class)->finalize (object);
}

static void
oriel_frame_choice_class_init (OrielFrameChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oriel_frame_choice_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
oriel_frame_choice_init (OrielFrameChoice *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->frames = g_array_new (FALSE, FALSE, sizeof (int));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "option-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tables of this panel"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), MAX_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self), scroll);
}

static void
add_row (OrielFrameChoice *self, const OrielFrame *frame, int index, gboolean current)
{
  g_autofree char *name = oriel_frame_display_name (frame, index);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_list_box_append (self->list, label);
  g_array_append_val (self->frames, index);
  if (current)
    gtk_list_box_select_row (
      self->list, gtk_list_box_get_row_at_index (self->list, (int) self->frames->len - 1));
}

GtkWidget *
oriel_frame_choice_new (const GPtrArray *frames, int current)
{
  OrielFrameChoice *self = g_object_new (ORIEL_TYPE_FRAME_CHOICE, NULL);

  for (guint i = 0; i < MIN (frames->len, MAX_ROWS); i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      if (frame->fields->len > 0)
        add_row (self, frame, (int) i, (int) i == current);
    }

  return GTK_WIDGET (self);
}
