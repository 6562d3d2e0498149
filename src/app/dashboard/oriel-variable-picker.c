/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a variable. With several values the choice is handed on when the popover closes,
 * so that one query follows, not one for each click. */

#include "config.h"

#include "app/dashboard/oriel-variable-picker.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-option-model.h"

#define MAX_LABEL_VALUES 3

struct _OrielVariablePicker
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkSpinner *spinner;
  GtkImage *problem;

  GtkWidget *popover; /* nullable: built when it first opens */
  GtkWidget *search;
  GtkListView *list;
  GtkLabel *note;
  OrielOptionModel *model;
  GHashTable *rows; /* GtkListItem → itself: those that are bound */

  GPtrArray *options; /* nullable; of OrielVariableOption */
  gboolean multi, has_all, allow_custom;
  GPtrArray *chosen;       /* of owned values, in the order they were chosen */
  gboolean changed;        /* since the popover opened */
  gboolean activate_first; /* once the matches are there */
};

G_DEFINE_FINAL_TYPE (OrielVariablePicker, oriel_variable_picker, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  CHOSEN,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- the choice --- */

static gboolean
find_chosen (OrielVariablePicker *self, const char *value, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->chosen, value, g_str_equal, index);
}

static void
hand_on (OrielVariablePicker *self)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < self->chosen->len; i++)
    g_ptr_array_add (values, g_ptr_array_index (self->chosen, i));
  if (values->len == 0 && self->has_all)
    g_ptr_array_add (values, (char *) ORIEL_ALL_VALUE);
  g_ptr_array_add (values, NULL);

  self->changed = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0, values->pdata);
}

/* All excludes the others, and they exclude it. */
static void
toggle (OrielVariablePicker *self, OrielOptionItem *item)
{
  const char *value = oriel_option_item_get_value (item);
  guint index;

  if (find_chosen (self, value, &index))
    g_ptr_array_remove_index (self->chosen, index);
  else
    {
      if (oriel_option_item_get_kind (item) == ORIEL_OPTION_ALL)
        g_ptr_array_set_size (self->chosen, 0);
      else if (find_chosen (self, ORIEL_ALL_VALUE, &index))
        g_ptr_array_remove_index (self->chosen, index);
      g_ptr_array_add (self->chosen, g_strdup (value));
    }
  self->changed = TRUE;
}

static void
update_row (OrielVariablePicker *self, GtkListItem *list_item)
{
  OrielOptionItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *check = gtk_widget_get_first_child (box);
  gboolean chosen = find_chosen (self, oriel_option_item_get_value (item), NULL);

  if (self->multi)
    gtk_image_set_from_icon_name (GTK_IMAGE (check),
                                  chosen ? "checkbox-checked-symbolic" : "checkbox-symbolic");
  else
    gtk_image_set_from_icon_name (GTK_IMAGE (check), chosen ? "object-select-symbolic" : NULL);
  if (chosen)
    gtk_widget_add_css_class (box, "chosen");
  else
    gtk_widget_remove_css_class (box, "chosen");
}

static void
update_rows (OrielVariablePicker *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    update_row (self, row);
}

static void
update_note (OrielVariablePicker *self)
{
  guint n = self->options ? self->options->len : 0;
  guint index;
  g_autofree char *text = NULL;

  if (!self->multi || find_chosen (self, ORIEL_ALL_VALUE, &index))
    text = g_strdup_printf (ngettext ("%u value", "%u values", n), n);
  else
    text = g_strdup_printf (_ ("%u of %u chosen"), self->chosen->len, n);
  gtk_label_set_label (self->note, text);
}

static void
activate (OrielVariablePicker *self, guint position)
{
  g_autoptr (OrielOptionItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (!item)
    return;
  if (self->multi)
    {
      toggle (self, item);
      update_rows (self);
      update_note (self);
      return;
    }

  g_ptr_array_set_size (self->chosen, 0);
  g_ptr_array_add (self->chosen, g_strdup (oriel_option_item_get_value (item)));
  self->changed = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
activate_cb (OrielVariablePicker *self, guint position)
{
  activate (self, position);
}

/* --- rows --- */

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
          GtkListItem *list_item,
          gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
         GtkListItem *list_item,
         OrielVariablePicker *self)
{
  OrielOptionItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *hint = gtk_widget_get_last_child (box);
  GtkWidget *label = gtk_widget_get_prev_sibling (hint);
  gboolean custom = oriel_option_item_get_kind (item) == ORIEL_OPTION_CUSTOM;

  gtk_label_set_label (GTK_LABEL (label), oriel_option_item_get_text (item));
  gtk_label_set_label (GTK_LABEL (hint), custom ? _ ("Use this value") : "");
  g_hash_table_add (self->rows, list_item);
  update_row (self, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
           GtkListItem *list_item,
           OrielVariablePicker *self)
{
  g_hash_table_remove (self->rows, list_item);
}

/* --- the popover --- */

static void
search_changed_cb (OrielVariablePicker *self)
{
  oriel_option_model_set_text (self->model, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* Enter means the first match of what was typed, also when it is still being looked for. */
static void
search_activate_cb (OrielVariablePicker *self)
{
  search_changed_cb (self);
  self->activate_first = oriel_option_model_is_filtering (self->model);
  if (!self->activate_first)
    activate (self, 0);
}

static void
items_changed_cb (OrielVariablePicker *self)
{
  if (!self->activate_first)
    return;

  self->activate_first = FALSE;
  activate (self, 0);
}

static void
stop_search_cb (OrielVariablePicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
search_key_cb (OrielVariablePicker *self,
               guint key,
               guint code G_GNUC_UNUSED,
               GdkModifierType modifiers G_GNUC_UNUSED)
{
  if (key != GDK_KEY_Down)
    return FALSE;

  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* Space does what Enter does, as in any list with boxes to check. */
static gboolean
list_key_cb (OrielVariablePicker *self,
             guint key,
             guint code G_GNUC_UNUSED,
             GdkModifierType modifiers G_GNUC_UNUSED)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return (key == GDK_KEY_space || key == GDK_KEY_KP_Space) && row && gtk_widget_activate (row);
}

static void
closed_cb (OrielVariablePicker *self)
{
  if (self->changed)
    hand_on (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
shown_cb (OrielVariablePicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  oriel_option_model_set_text (self->model, "");
  update_note (self);
  gtk_widget_grab_focus (self->search);
  g_signal_emit (self, signals[OPENED], 0);
}

static GtkWidget *
build_list (OrielVariablePicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "option-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Values"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), 280);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (window), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  return window;
}

static GtkWidget *
build_search (OrielVariablePicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search values"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  return self->search;
}

static void
give_options (OrielVariablePicker *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (self->popover)
    oriel_option_model_set_options (self->model, self->options ? self->options : none,
                                    self->has_all, self->allow_custom);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  OrielVariablePicker *self = user_data;
  GtkWidget *box;

  if (self->popover)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_box_append (GTK_BOX (box), build_search (self));
  gtk_box_append (GTK_BOX (box), build_list (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_add_css_class (self->popover, "option-popover");
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "map", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, self->popover);
  give_options (self);
}

/* --- the widget --- */

static void
oriel_variable_picker_dispose (GObject *object)
{
  OrielVariablePicker *self = ORIEL_VARIABLE_PICKER (object);

  self->changed = FALSE;
  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (oriel_variable_picker_parent_class)->dispose (object);
}

static void
oriel_variable_picker_finalize (GObject *object)
{
  OrielVariablePicker *self = ORIEL_VARIABLE_PICKER (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_ptr_array_unref (self->chosen);
  g_hash_table_unref (self->rows);

  G_OBJECT_CLASS (oriel_variable_picker_parent_class)->finalize (object);
}

static void
oriel_variable_picker_class_init (OrielVariablePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oriel_variable_picker_dispose;
  object_class->finalize = oriel_variable_picker_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
oriel_variable_picker_init (OrielVariablePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->model = oriel_option_model_new ();
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_hash_table_new (NULL, NULL);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->problem = GTK_IMAGE (gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 36);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, box);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
oriel_variable_picker_new (void)
{
  return g_object_new (ORIEL_TYPE_VARIABLE_PICKER, NULL);
}

void
oriel_variable_picker_open (OrielVariablePicker *self)
{
  gtk_menu_button_popup (self->button);
}

/* The values in a few words. */
static char *
describe (const OrielVariableState *state)
{
  guint n = state->texts ? g_strv_length (state->texts) : 0;
  guint n_options = state->options ? state->options->len : 0;

  if (n == 0)
    return g_strdup (_ ("None"));
  if (n <= MAX_LABEL_VALUES)
    return g_strjoinv (", ", state->texts);

  return g_strdup_printf (_ ("%u of %u"), n, n_options);
}

static void
take_choice (OrielVariablePicker *self, const OrielVariableState *state)
{
  if (self->changed) /* a person is choosing */
    return;

  g_ptr_array_set_size (self->chosen, 0);
  for (guint i = 0; state->values && state->values[i]; i++)
    g_ptr_array_add (self->chosen, g_strdup (state->values[i]));
  if (self->popover)
    {
      update_rows (self);
      update_note (self);
    }
}

static void
take_options (OrielVariablePicker *self, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;

  if (self->options == state->options)
    return;

  g_clear_pointer (&self->options, g_ptr_array_unref);
  self->options = state->options ? g_ptr_array_ref (state->options) : NULL;
  self->multi = definition->multi;
  self->has_all = definition->include_all;
  self->allow_custom = definition->allow_custom_value;
  give_options (self);
}

void
oriel_variable_picker_set_state (OrielVariablePicker *self, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  const char *name = definition->label ? definition->label : definition->name;
  g_autofree char *values = describe (state);
  gboolean is_asked =
    definition->kind == ORIEL_VARIABLE_QUERY || definition->kind == ORIEL_VARIABLE_GROUPBY;
  gboolean loading = !state->loaded && !state->error && is_asked;
  gboolean shortened = state->texts && g_strv_length (state->texts) > MAX_LABEL_VALUES;
  g_autofree char *all_values = shortened ? g_strjoinv ("\n", state->texts) : NULL;
  g_autofree char *accessible = g_strdup_printf ("%s: %s", name, values);

  take_options (self, state);
  take_choice (self, state);

  gtk_label_set_label (self->label, values);
  gtk_spinner_set_spinning (self->spinner, loading);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), state->error != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), state->error ? state->error : all_values);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible, -1);
}
