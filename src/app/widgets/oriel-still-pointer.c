/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A pointer that lies still; see oriel-still-pointer.h. */

#include "config.h"

#include "app/widgets/oriel-still-pointer.h"

typedef struct
{
  GtkAdjustment *adjustment; /* owned */
  double value;              /* at the last motion that was let through */
} Still;

static void
still_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Still *still = data;

  g_object_unref (still->adjustment);
  g_free (still);
}

/* What GTK makes up has no time. */
static gboolean
event_cb (GtkEventControllerLegacy *controller G_GNUC_UNUSED, GdkEvent *event, gpointer user_data)
{
  Still *still = user_data;
  double value = gtk_adjustment_get_value (still->adjustment);

  if (gdk_event_get_event_type (event) != GDK_MOTION_NOTIFY)
    return GDK_EVENT_PROPAGATE;
  if (gdk_event_get_time (event) == GDK_CURRENT_TIME && value == still->value)
    return GDK_EVENT_STOP;

  still->value = value;
  return GDK_EVENT_PROPAGATE;
}

void
oriel_still_pointer_ignore (GtkWidget *widget, GtkAdjustment *adjustment)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  Still *still = g_new0 (Still, 1);

  still->adjustment = g_object_ref (adjustment);
  still->value = gtk_adjustment_get_value (adjustment);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "event", G_CALLBACK (event_cb), still, still_free, 0);
  gtk_widget_add_controller (widget, controller);
}
