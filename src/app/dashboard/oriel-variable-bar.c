/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The variables of a dashboard. A control stays the same widget as long as its variable has the
 * same name and kind, so that an open list is not torn away by an answer. */

#include "config.h"

#include "app/dashboard/oriel-variable-bar.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-annotation-switches.h"
#include "app/dashboard/oriel-filter-bar.h"
#include "app/dashboard/oriel-variable-picker.h"
#include "app/widgets/oriel-wrap-layout.h"

#define HIDE_LABEL 1
#define HIDE_ALL 2
#define IN_MENU 3

typedef struct
{
  char *name;
  OrielVariableKind kind;
  GtkWidget *box;
  GtkLabel *label;
  GtkWidget *field; /* an OrielVariablePicker, OrielFilterBar, GtkEntry or GtkSwitch */
} Control;

struct _OrielVariableBar
{
  GtkWidget parent_instance;

  GPtrArray *controls;               /* of Control */
  OrielAnnotationSwitches *switches; /* after them */
};

G_DEFINE_FINAL_TYPE (OrielVariableBar, oriel_variable_bar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  SWITCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
control_free (gpointer data)
{
  Control *control = data;

  gtk_widget_unparent (control->box);
  g_free (control->name);
  g_free (control);
}

static const char *
control_name (GtkWidget *field)
{
  return g_object_get_data (G_OBJECT (field), "variable");
}

static void
picked_cb (OrielVariableBar *self, char **values, GtkWidget *field)
{
  g_signal_emit (self, signals[CHOSEN], 0, control_name (field), values);
}

static void
written_cb (OrielVariableBar *self, GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_signal_emit (self, signals[CHOSEN], 0, control_name (entry), (const char *[]){ text, NULL });
}

/* A text counts when Enter is pressed, or when the entry is left with another text. */
static void
left_cb (OrielVariableBar *self, GtkEventController *focus)
{
  GtkWidget *entry = gtk_event_controller_get_widget (focus);
  const char *before = g_object_get_data (G_OBJECT (entry), "text");

  if (g_strcmp0 (before, gtk_editable_get_text (GTK_EDITABLE (entry))) != 0)
    written_cb (self, entry);
}

static GtkWidget *
new_entry (OrielVariableBar *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 16);
  g_signal_connect_object (entry, "activate", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* The value of a switch that is `on` or off. */
static const char *
switch_value (const OrielVariable *definition, gboolean on)
{
  return ((OrielVariableOption *) g_ptr_array_index (definition->options, on ? 0 : 1))->value;
}

static void
flipped_cb (OrielVariableBar *self, GParamSpec *pspec G_GNUC_UNUSED, GtkWidget *field)
{
  const char *member = gtk_switch_get_active (GTK_SWITCH (field)) ? "on" : "off";
  const char *value = g_object_get_data (G_OBJECT (field), member);

  g_signal_emit (self, signals[CHOSEN], 0, control_name (field), (const char *[]){ value, NULL });
}

static GtkWidget *
new_switch (OrielVariableBar *self, const OrielVariable *definition)
{
  GtkWidget *field = gtk_switch_new ();

  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (field, "variable-switch");
  g_object_set_data_full (G_OBJECT (field), "on", g_strdup (switch_value (definition, TRUE)),
                          g_free);
  g_object_set_data_full (G_OBJECT (field), "off", g_strdup (switch_value (definition, FALSE)),
                          g_free);
  g_signal_connect_object (field, "notify::active", G_CALLBACK (flipped_cb), self,
                           G_CONNECT_SWAPPED);
  return field;
}

static GtkWidget *
new_field (OrielVariableBar *self, const OrielVariable *definition)
{
  GtkWidget *field;

  if (definition->kind == ORIEL_VARIABLE_TEXTBOX)
    {
      field = new_entry (self);
    }
  else if (definition->kind == ORIEL_VARIABLE_SWITCH)
    {
      field = new_switch (self, definition);
    }
  else
    {
      field = definition->kind == ORIEL_VARIABLE_ADHOC ? oriel_filter_bar_new ()
                                                       : oriel_variable_picker_new ();
      g_signal_connect_object (field, "chosen", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
    }

  g_object_set_data_full (G_OBJECT (field), "variable", g_strdup (definition->name), g_free);
  return field;
}

static Control *
new_control (OrielVariableBar *self, const OrielVariable *definition)
{
  Control *control = g_new0 (Control, 1);
  gboolean has_lines = definition->kind == ORIEL_VARIABLE_ADHOC;

  control->name = g_strdup (definition->name);
  control->kind = definition->kind;
  control->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  control->label = GTK_LABEL (gtk_label_new (NULL));
  control->field = new_field (self, definition);
  gtk_widget_add_css_class (control->box, has_lines ? "filters" : "variable");
  gtk_widget_set_valign (GTK_WIDGET (control->label), has_lines ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_add_css_class (GTK_WIDGET (control->label), "variable-label");
  gtk_box_append (GTK_BOX (control->box), GTK_WIDGET (control->label));
  gtk_box_append (GTK_BOX (control->box), control->field);
  gtk_widget_insert_before (control->box, GTK_WIDGET (self),
                            oriel_annotation_switches_get_first (self->switches));
  return control;
}

static void
update_entry (GtkWidget *entry, const OrielVariableState *state, const char *name)
{
  const char *text = state->values && state->values[0] ? state->values[0] : "";

  g_object_set_data_full (G_OBJECT (entry), "text", g_strdup (text), g_free);
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)))))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Shows the state without telling it as a choice. */
static void
update_switch (GtkWidget *field, const OrielVariableState *state, const char *name)
{
  const char *value = state->values[0] ? state->values[0] : "";

  g_signal_handlers_block_matched (field, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, flipped_cb, NULL);
  gtk_switch_set_active (GTK_SWITCH (field),
                         g_str_equal (value, switch_value (state->definition, TRUE)));
  g_signal_handlers_unblock_matched (field, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, flipped_cb, NULL);
  gtk_widget_set_tooltip_text (field, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_control (Control *control, OrielSession *session, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  const char *name = definition->label && *definition->label ? definition->label : definition->name;

  gtk_label_set_label (control->label, name);
  gtk_widget_set_visible (GTK_WIDGET (control->label), definition->hide != HIDE_LABEL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (control->label), definition->description);
  if (ORIEL_IS_VARIABLE_PICKER (control->field))
    oriel_variable_picker_set_state (ORIEL_VARIABLE_PICKER (control->field), state);
  else if (ORIEL_IS_FILTER_BAR (control->field))
    oriel_filter_bar_update (ORIEL_FILTER_BAR (control->field), session, state);
  else if (GTK_IS_SWITCH (control->field))
    update_switch (control->field, state, name);
  else
    update_entry (control->field, state, name);
}

static gboolean
is_shown (const OrielVariable *definition, OrielSession *session)
{
  if (definition->hide == HIDE_ALL || definition->hide == IN_MENU)
    return FALSE;
  if (definition->section && !oriel_session_shows_section (session, definition->section))
    return FALSE;

  switch (definition->kind)
    {
    case ORIEL_VARIABLE_QUERY:
    case ORIEL_VARIABLE_CUSTOM:
    case ORIEL_VARIABLE_INTERVAL:
    case ORIEL_VARIABLE_DATASOURCE:
    case ORIEL_VARIABLE_TEXTBOX:
    case ORIEL_VARIABLE_ADHOC:
    case ORIEL_VARIABLE_GROUPBY:
    case ORIEL_VARIABLE_SWITCH:
      return TRUE;
    case ORIEL_VARIABLE_CONSTANT:
    case ORIEL_VARIABLE_OTHER:
    default:
      return FALSE;
    }
}

static gboolean
fits (OrielVariableBar *self, guint index, const OrielVariable *definition)
{
  Control *control = index < self->controls->len ? g_ptr_array_index (self->controls, index) : NULL;

  return control && control->kind == definition->kind &&
         g_str_equal (control->name, definition->name);
}

static void
oriel_variable_bar_dispose (GObject *object)
{
  OrielVariableBar *self = ORIEL_VARIABLE_BAR (object);

  g_ptr_array_set_size (self->controls, 0);
  g_clear_pointer (&self->switches, oriel_annotation_switches_free);

  G_OBJECT_CLASS (oriel_variable_bar_parent_class)->dispose (object);
}

static void
oriel_variable_bar_finalize (GObject *object)
{
  g_ptr_array_unref (ORIEL_VARIABLE_BAR (object)->controls);

  G_OBJECT_CLASS (oriel_variable_bar_parent_class)->finalize (object);
}

static void
oriel_variable_bar_class_init (OrielVariableBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = oriel_variable_bar_dispose;
  object_class->finalize = oriel_variable_bar_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRV);
  signals[SWITCHED] =
    g_signal_new ("switched", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, ORIEL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "variables");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
switched_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SWITCHED], 0);
}

static void
oriel_variable_bar_init (OrielVariableBar *self)
{
  self->switches = oriel_annotation_switches_new (GTK_WIDGET (self), switched_cb, self);
  self->controls = g_ptr_array_new_with_free_func (control_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Variables"), -1);
}

void
oriel_variable_bar_update (OrielVariableBar *self, OrielSession *session)
{
  const OrielVariables *variables = oriel_session_get_variables (session);
  guint shown = 0;

  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (variables, i);

      if (!is_shown (state->definition, session))
        continue;
      if (!fits (self, shown, state->definition))
        {
          /* Another list from here on. */
          g_ptr_array_set_size (self->controls, (int) MIN (shown, self->controls->len));
          g_ptr_array_add (self->controls, new_control (self, state->definition));
        }
      update_control (g_ptr_array_index (self->controls, shown), session, state);
      shown++;
    }

  g_ptr_array_set_size (self->controls, (int) shown);
  shown += oriel_annotation_switches_update (self->switches, session);
  gtk_widget_set_visible (GTK_WIDGET (self), shown > 0);
}
