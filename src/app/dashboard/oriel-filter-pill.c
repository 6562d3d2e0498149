/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-filter-pill.h. Its three parts are pickers of the kind that variables have; each is
 * given a state made up for it. */

#include "config.h"

#include "app/dashboard/oriel-filter-pill.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-variable-picker.h"
#include "dashboard/oriel-variable-options.h"

/* One of the two lists that are asked for. */
typedef struct
{
  GPtrArray *options; /* of OrielVariableOption */
  gboolean asking;
  char *error; /* nullable */
} Offer;

struct _OrielFilterPill
{
  GtkWidget parent_instance;

  OrielVariablePicker *key, *operation, *value;
  GtkWidget *remove;

  OrielFilter *filter;
  Offer offers[2];       /* by OrielLabelQueryKind */
  GPtrArray *operations; /* of OrielVariableOption */
  gboolean allow_custom;
  guint next; /* idle source: what follows once a list has closed */
};

G_DEFINE_FINAL_TYPE (OrielFilterPill, oriel_filter_pill, GTK_TYPE_WIDGET)

enum
{
  WANTED,
  NEEDLESS,
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *operation;
  const char *words;
} operators[] = {
  { "=", N_ ("equals") },
  { "!=", N_ ("does not equal") },
  { "=|", N_ ("is one of") },
  { "!=|", N_ ("is none of") },
  { "=~", N_ ("matches") },
  { "!~", N_ ("does not match") },
  { ORIEL_FILTER_GROUP_BY, N_ ("groups by") },
};

static GPtrArray *
new_operations (gboolean may_group)
{
  GPtrArray *options = oriel_variable_options_new ();

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("%s   %s", operators[i].operation, _ (operators[i].words));

      if (may_group || !g_str_equal (operators[i].operation, ORIEL_FILTER_GROUP_BY))
        g_ptr_array_add (options, oriel_variable_option_new (text, operators[i].operation, NULL));
    }

  return options;
}

/* --- showing --- */

typedef struct
{
  char *name; /* for screen readers */
  GPtrArray *options;
  const char *const *values;
  const char *placeholder; /* where there is no value */
  const Offer *offer;      /* nullable */
  gboolean multi, allow_custom;
} Part;

static void
show_part (OrielVariablePicker *picker, const Part *part)
{
  OrielVariable definition = {
    .kind = ORIEL_VARIABLE_QUERY,
    .name = part->name,
    .multi = part->multi,
    .allow_custom_value = part->allow_custom,
  };
  const char *none[] = { part->placeholder, NULL };
  gboolean empty = part->values[0] == NULL || *part->values[0] == '\0';
  OrielVariableState state = {
    .definition = &definition,
    .options = part->options,
    .values = (char **) (empty ? none + 1 : part->values),
    .texts = (char **) (empty ? none : part->values),
    .error = part->offer ? part->offer->error : NULL,
    .loaded = !part->offer || !part->offer->asking,
  };

  oriel_variable_picker_set_state (picker, &state);
}

static void
show_key (OrielFilterPill *self)
{
  const char *values[] = { self->filter->key, NULL };
  Part part = {
    .name = (char *) _ ("Label"),
    .options = self->offers[ORIEL_LABEL_NAMES].options,
    .values = values,
    .placeholder = _ ("Choose a label"),
    .offer = &self->offers[ORIEL_LABEL_NAMES],
    .allow_custom = self->allow_custom,
  };

  show_part (self->key, &part);
}

static void
show_operation (OrielFilterPill *self)
{
  g_autofree char *name = g_strdup_printf (_ ("Operator of %s"), self->filter->key);
  const char *values[] = { self->filter->operation, NULL };
  Part part = { .name = name, .options = self->operations, .values = values, .placeholder = "" };

  show_part (self->operation, &part);
}

static void
show_value (OrielFilterPill *self)
{
  g_autofree char *name = g_strdup_printf (_ ("Value of %s"), self->filter->key);
  Part part = {
    .name = name,
    .options = self->offers[ORIEL_LABEL_VALUES].options,
    .values = (const char *const *) self->filter->values,
    .placeholder = _ ("Choose a value"),
    .offer = &self->offers[ORIEL_LABEL_VALUES],
    .multi = oriel_filter_takes_several (self->filter->operation),
    .allow_custom = self->allow_custom,
  };

  show_part (self->value, &part);
}

/* What comes after the label makes no sense without one. */
static void
show (OrielFilterPill *self)
{
  gboolean has_key = *self->filter->key != '\0';
  gboolean has_value = g_strcmp0 (self->filter->operation, ORIEL_FILTER_GROUP_BY) != 0;
  g_autofree char *removes = g_strdup_printf (_ ("Remove the filter %s"), self->filter->key);

  show_key (self);
  show_operation (self);
  show_value (self);
  gtk_widget_set_visible (GTK_WIDGET (self->operation), has_key);
  gtk_widget_set_visible (GTK_WIDGET (self->value), has_key && has_value);
  gtk_widget_set_tooltip_text (self->remove, removes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  removes, -1);
}

/* --- changing --- */

/* `values` are of the old filter, or borrowed from elsewhere. */
static void
take_filter (OrielFilterPill *self,
             const char *key,
             const char *operation,
             const char *const *values)
{
  OrielFilter *filter = oriel_filter_new (key, operation, values);

  oriel_filter_free (self->filter);
  self->filter = filter;
}

/* The picker takes another list, though it may hold the same. */
static void
set_offer (OrielFilterPill *self, OrielLabelQueryKind kind, GPtrArray *options, const char *error)
{
  Offer *offer = &self->offers[kind];
  GPtrArray *old = offer->options;

  offer->options = options ? g_ptr_array_ref (options) : oriel_variable_options_new ();
  offer->asking = FALSE;
  g_free (offer->error);
  offer->error = g_strdup (error);
  g_ptr_array_unref (old);
}

static gboolean
open_values_cb (gpointer user_data)
{
  OrielFilterPill *self = user_data;

  self->next = 0;
  oriel_variable_picker_open (self->value);
  return G_SOURCE_REMOVE;
}

static gboolean
remove_cb (gpointer user_data)
{
  OrielFilterPill *self = user_data;

  self->next = 0;
  g_signal_emit (self, signals[REMOVED], 0);
  return G_SOURCE_REMOVE;
}

static void
go_on (OrielFilterPill *self, GSourceFunc func)
{
  g_clear_handle_id (&self->next, g_source_remove);
  self->next = g_idle_add (func, self);
}

/* Values of another label are none of this one. */
static void
key_chosen_cb (OrielFilterPill *self, const char *const *values)
{
  static const char *const none[] = { NULL };
  const char *key = values[0] ? values[0] : "";

  if (g_str_equal (key, self->filter->key))
    return;

  take_filter (self, key, self->filter->operation, none);
  set_offer (self, ORIEL_LABEL_VALUES, NULL, NULL);
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
  go_on (self, open_values_cb);
}

static void
operation_chosen_cb (OrielFilterPill *self, const char *const *values)
{
  static const char *const none[] = { NULL };
  gboolean groups = g_strcmp0 (values[0], ORIEL_FILTER_GROUP_BY) == 0;

  if (!values[0])
    return;

  take_filter (self, self->filter->key, values[0],
               groups ? none : (const char *const *) self->filter->values);
  /* A list of one choice becomes one of several, or the reverse. */
  set_offer (self, ORIEL_LABEL_VALUES, NULL, NULL);
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
value_chosen_cb (OrielFilterPill *self, const char *const *values)
{
  take_filter (self, self->filter->key, self->filter->operation, values);
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
want (OrielFilterPill *self, OrielLabelQueryKind kind)
{
  self->offers[kind].asking = TRUE;
  show (self);
  g_signal_emit (self, signals[WANTED], 0, (int) kind);
}

static void
key_opened_cb (OrielFilterPill *self)
{
  want (self, ORIEL_LABEL_NAMES);
}

static void
value_opened_cb (OrielFilterPill *self)
{
  want (self, ORIEL_LABEL_VALUES);
}

static void
stop_wanting (OrielFilterPill *self, OrielLabelQueryKind kind)
{
  self->offers[kind].asking = FALSE;
  show (self);
  g_signal_emit (self, signals[NEEDLESS], 0, (int) kind);
}

/* One that was given up before it had a label has nothing to stay for. */
static void
key_closed_cb (OrielFilterPill *self)
{
  stop_wanting (self, ORIEL_LABEL_NAMES);
  if (*self->filter->key == '\0')
    go_on (self, remove_cb);
}

static void
value_closed_cb (OrielFilterPill *self)
{
  stop_wanting (self, ORIEL_LABEL_VALUES);
}

static void
remove_clicked_cb (OrielFilterPill *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* Only where a part has the focus, not what a list has within. */
static gboolean
key_pressed_cb (OrielFilterPill *self,
                guint key,
                guint code G_GNUC_UNUSED,
                GdkModifierType modifiers G_GNUC_UNUSED)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if ((key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete) || !focus ||
      gtk_widget_get_native (focus) != gtk_widget_get_native (GTK_WIDGET (self)))
    return FALSE;

  g_signal_emit (self, signals[REMOVED], 0);
  return TRUE;
}

/* --- the widget --- */

static void
oriel_filter_pill_dispose (GObject *object)
{
  OrielFilterPill *self = ORIEL_FILTER_PILL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->next, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (oriel_filter_pill_parent_class)->dispose (object);
}

static void
oriel_filter_pill_finalize (GObject *object)
{
  OrielFilterPill *self = ORIEL_FILTER_PILL (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->offers); i++)
    {
      g_ptr_array_unref (self->offers[i].options);
      g_free (self->offers[i].error);
    }
  g_ptr_array_unref (self->operations);
  oriel_filter_free (self->filter);

  G_OBJECT_CLASS (oriel_filter_pill_parent_class)->finalize (object);
}

static void
oriel_filter_pill_class_init (OrielFilterPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = oriel_filter_pill_dispose;
  object_class->finalize = oriel_filter_pill_finalize;

  signals[WANTED] = g_signal_new ("wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);
  signals[NEEDLESS] = g_signal_new ("needless", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] =
    g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static OrielVariablePicker *
add_picker (OrielFilterPill *self, GCallback opened, GCallback chosen, GCallback closed)
{
  GtkWidget *picker = oriel_variable_picker_new ();

  if (opened)
    g_signal_connect_object (picker, "opened", opened, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (picker, "chosen", chosen, self, G_CONNECT_SWAPPED);
  if (closed)
    g_signal_connect_object (picker, "closed", closed, self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (picker, GTK_WIDGET (self));
  return ORIEL_VARIABLE_PICKER (picker);
}

static void
oriel_filter_pill_init (OrielFilterPill *self)
{
  static const char *const none[] = { NULL };
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->filter = oriel_filter_new ("", "=", none);
  self->operations = oriel_variable_options_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->offers); i++)
    self->offers[i].options = oriel_variable_options_new ();

  self->key = add_picker (self, G_CALLBACK (key_opened_cb), G_CALLBACK (key_chosen_cb),
                          G_CALLBACK (key_closed_cb));
  self->operation = add_picker (self, NULL, G_CALLBACK (operation_chosen_cb), NULL);
  self->value = add_picker (self, G_CALLBACK (value_opened_cb), G_CALLBACK (value_chosen_cb),
                            G_CALLBACK (value_closed_cb));
  self->remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->remove, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_css_class (GTK_WIDGET (self), "variable");
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter");
}

GtkWidget *
oriel_filter_pill_new (gboolean allow_custom, gboolean may_group)
{
  OrielFilterPill *self = g_object_new (ORIEL_TYPE_FILTER_PILL, NULL);

  g_ptr_array_unref (self->operations);
  self->operations = new_operations (may_group);
  self->allow_custom = allow_custom;
  show (self);
  return GTK_WIDGET (self);
}

void
oriel_filter_pill_set_filter (OrielFilterPill *self, const OrielFilter *filter)
{
  take_filter (self, filter->key, filter->operation, (const char *const *) filter->values);
  set_offer (self, ORIEL_LABEL_VALUES, NULL, NULL);
  show (self);
}

OrielFilter *
oriel_filter_pill_dup_filter (OrielFilterPill *self)
{
  return oriel_filter_new (self->filter->key, self->filter->operation,
                           (const char *const *) self->filter->values);
}

void
oriel_filter_pill_start (OrielFilterPill *self)
{
  oriel_variable_picker_open (self->key);
}

void
oriel_filter_pill_offer (OrielFilterPill *self,
                         OrielLabelQueryKind kind,
                         GPtrArray *options,
                         const char *error)
{
  set_offer (self, kind, options, error);
  show (self);
}
