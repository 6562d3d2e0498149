/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Switches of annotations. A switch stays the same widget as long as the dashboard has the same
 * queries, so that the keyboard stays at it. */

#include "config.h"

#include "app/dashboard/oriel-annotation-switches.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/widgets/oriel-swatch.h"

/* More than these nobody tells apart. */
#define MAX_SWITCHES 50

#define MAX_NAME_CHARACTERS 30

typedef struct
{
  OrielAnnotationSwitches *owner;
  const OrielAnnotation *annotation; /* of the session's dashboard, compared but not looked into */
  guint index;
  GtkWidget *box;
  OrielSwatch *swatch;
  GtkLabel *label;
  GtkWidget *warning;
  GtkSwitch *toggle;
} Control;

struct _OrielAnnotationSwitches
{
  GtkWidget *parent; /* borrowed */
  OrielSession *session;
  GPtrArray *controls; /* of Control */
  gboolean updating;
  OrielSwitchedFunc func;
  gpointer user_data;
};

static void
control_free (gpointer data)
{
  Control *control = data;

  g_signal_handlers_disconnect_by_data (control->toggle, control);
  gtk_widget_unparent (control->box);
  g_free (control);
}

static void
switched_cb (Control *control)
{
  OrielAnnotationSwitches *self = control->owner;

  if (self->updating)
    return;

  oriel_session_set_annotation (self->session, control->index,
                                gtk_switch_get_active (control->toggle));
  self->func (self->user_data);
}

static Control *
control_new (OrielAnnotationSwitches *self)
{
  Control *control = g_new0 (Control, 1);

  control->owner = self;
  control->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  control->swatch = ORIEL_SWATCH (oriel_swatch_new ());
  control->label = GTK_LABEL (gtk_label_new (NULL));
  control->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  control->toggle = GTK_SWITCH (gtk_switch_new ());

  gtk_widget_add_css_class (control->box, "variable");
  gtk_widget_add_css_class (control->box, "annotation");
  gtk_widget_add_css_class (control->warning, "warning");
  gtk_widget_add_css_class (GTK_WIDGET (control->label), "annotation-label");
  gtk_label_set_ellipsize (control->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (control->label, MAX_NAME_CHARACTERS);
  gtk_widget_set_valign (GTK_WIDGET (control->toggle), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (control->box), GTK_WIDGET (control->swatch));
  gtk_box_append (GTK_BOX (control->box), GTK_WIDGET (control->label));
  gtk_box_append (GTK_BOX (control->box), control->warning);
  gtk_box_append (GTK_BOX (control->box), GTK_WIDGET (control->toggle));
  gtk_widget_set_parent (control->box, self->parent);
  g_signal_connect_swapped (control->toggle, "notify::active", G_CALLBACK (switched_cb), control);
  return control;
}

/* Why there is nothing, or not all; of one that is off nothing is said. */
static const char *
warning_of (const OrielAnnotationLayer *layer)
{
  return layer->enabled || !layer->is_supported ? layer->error : NULL;
}

static void
update_control (Control *control, const OrielAnnotationLayer *layer)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const char *name = *layer->name ? layer->name : _ ("Unnamed annotation");
  const char *warning = warning_of (layer);
  OrielColor color;

  oriel_theme_color (oriel_theme_get (dark), layer->annotation->color, &color);
  oriel_swatch_set_color (control->swatch, color);
  gtk_label_set_label (control->label, name);
  gtk_widget_set_visible (control->warning, warning != NULL);
  gtk_widget_set_tooltip_text (control->box, warning);
  gtk_switch_set_active (control->toggle, layer->enabled && layer->is_supported);
  gtk_widget_set_sensitive (GTK_WIDGET (control->toggle), layer->is_supported);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, warning ? warning : "",
                                  -1);
}

/* What every dashboard has without anybody's doing has no switch as long as nobody is asked. */
static gboolean
is_shown (const OrielAnnotationLayer *layer)
{
  return !layer->annotation->hidden && !(layer->annotation->built_in && !layer->is_supported);
}

static Control *
ensure_control (OrielAnnotationSwitches *self, guint place, const OrielAnnotation *annotation)
{
  Control *control = place < self->controls->len ? g_ptr_array_index (self->controls, place) : NULL;

  if (control && control->annotation == annotation)
    return control;

  /* Another list from here on. */
  g_ptr_array_set_size (self->controls, (int) MIN (place, self->controls->len));
  control = control_new (self);
  control->annotation = annotation;
  g_ptr_array_add (self->controls, control);
  return control;
}

OrielAnnotationSwitches *
oriel_annotation_switches_new (GtkWidget *parent, OrielSwitchedFunc func, gpointer user_data)
{
  OrielAnnotationSwitches *self = g_new0 (OrielAnnotationSwitches, 1);

  self->parent = parent;
  self->controls = g_ptr_array_new_with_free_func (control_free);
  self->func = func;
  self->user_data = user_data;
  return self;
}

void
oriel_annotation_switches_free (OrielAnnotationSwitches *switches)
{
  if (!switches)
    return;

  g_ptr_array_unref (switches->controls);
  g_clear_object (&switches->session);
  g_free (switches);
}

guint
oriel_annotation_switches_update (OrielAnnotationSwitches *switches, OrielSession *session)
{
  const OrielAnnotationLayers *layers = oriel_session_get_annotations (session);
  guint shown = 0;

  g_set_object (&switches->session, session);
  switches->updating = TRUE;
  for (guint i = 0; i < oriel_annotation_layers_get_n (layers) && shown < MAX_SWITCHES; i++)
    {
      const OrielAnnotationLayer layer = oriel_annotation_layers_get (layers, i);
      Control *control;

      if (!is_shown (&layer))
        continue;
      control = ensure_control (switches, shown++, layer.annotation);
      control->index = i;
      update_control (control, &layer);
    }
  g_ptr_array_set_size (switches->controls, (int) shown);
  switches->updating = FALSE;
  return shown;
}

GtkWidget *
oriel_annotation_switches_get_first (OrielAnnotationSwitches *switches)
{
  return switches->controls->len > 0 ? ((Control *) g_ptr_array_index (switches->controls, 0))->box
                                     : NULL;
}
