/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time range of a dashboard as a button. The popover is built when it first opens. */

#include "config.h"

#include "app/dashboard/oriel-time-picker.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-time-popover.h"

#define NARROW_PX 620

struct _OrielTimePicker
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkLabel *zone;

  char *from, *to;
  OrielTimeContext context;
};

G_DEFINE_FINAL_TYPE (OrielTimePicker, oriel_time_picker, GTK_TYPE_WIDGET)

enum
{
  RANGE_CHOSEN,
  ZONE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
range_chosen_cb (OrielTimePicker *self, const char *from, const char *to)
{
  g_signal_emit (self, signals[RANGE_CHOSEN], 0, from, to);
}

static void
zone_chosen_cb (OrielTimePicker *self, const char *name)
{
  g_signal_emit (self, signals[ZONE_CHOSEN], 0, name);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  OrielTimePicker *self = user_data;
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!popover)
    {
      popover = oriel_time_popover_new ();
      g_signal_connect_object (popover, "range-chosen", G_CALLBACK (range_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (popover, "zone-chosen", G_CALLBACK (zone_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_menu_button_set_popover (button, popover);
    }

  oriel_time_popover_set_narrow (ORIEL_TIME_POPOVER (popover),
                                 root && gtk_widget_get_width (GTK_WIDGET (root)) < NARROW_PX);
  oriel_time_popover_set_range (ORIEL_TIME_POPOVER (popover), self->from, self->to, &self->context);
}

static void
oriel_time_picker_dispose (GObject *object)
{
  OrielTimePicker *self = ORIEL_TIME_PICKER (object);

  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (oriel_time_picker_parent_class)->dispose (object);
}

static void
oriel_time_picker_finalize (GObject *object)
{
  OrielTimePicker *self = ORIEL_TIME_PICKER (object);

  g_free (self->from);
  g_free (self->to);

  G_OBJECT_CLASS (oriel_time_picker_parent_class)->finalize (object);
}

static void
oriel_time_picker_class_init (OrielTimePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = oriel_time_picker_dispose;
  object_class->finalize = oriel_time_picker_finalize;

  signals[RANGE_CHOSEN] = g_signal_new ("range-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[ZONE_CHOSEN] = g_signal_new ("zone-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
oriel_time_picker_init (OrielTimePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->from = g_strdup ("now-6h");
  self->to = g_strdup ("now");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->zone = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());

  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->zone), "time-zone");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->zone));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "time-button");
  gtk_menu_button_set_child (self->button, box);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
oriel_time_picker_new (void)
{
  return g_object_new (ORIEL_TYPE_TIME_PICKER, NULL);
}

/* A range within one day names the day once: it has to fit into a header bar. */
static char *
shorten (char *text)
{
  char *to = strstr (text, " to ");
  gsize day = strlen ("2026-11-24 ");

  if (!to || strlen (to) < strlen (" to ") + day || strncmp (text, to + 4, day) != 0)
    return text;

  memmove (to + 4, to + 4 + day, strlen (to + 4 + day) + 1);
  return text;
}

void
oriel_time_picker_set_range (OrielTimePicker *self,
                             const char *from,
                             const char *to,
                             const OrielTimeContext *context)
{
  g_autofree char *own_from = g_strdup (from);
  g_autofree char *own_to = g_strdup (to);
  g_autofree char *text = oriel_time_range_describe (from, to, context);
  const char *zone = oriel_time_zone_abbreviation_at (context->zone, context->now_ms);
  g_autofree char *name = g_strdup_printf (_ ("Time range: %s, %s"), text, zone);

  g_free (self->from);
  g_free (self->to);
  self->from = g_steal_pointer (&own_from);
  self->to = g_steal_pointer (&own_to);
  self->context = *context;
  gtk_label_set_label (self->label, shorten (text));
  gtk_label_set_label (self->zone, zone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
oriel_time_picker_popup (OrielTimePicker *self)
{
  gtk_menu_button_popup (self->button);
}

void
oriel_time_picker_set_narrow (OrielTimePicker *self, gboolean narrow)
{
  gtk_label_set_ellipsize (self->label, narrow ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}
