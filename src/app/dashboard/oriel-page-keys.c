/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard of a dashboard's page. Grafana's time keys are two keys one after the other: `t`
 * and then `z` or an arrow. */

#include "config.h"

#include "app/dashboard/oriel-page-keys.h"

#include "app/dashboard/oriel-row-header.h"
#include "app/dashboard/oriel-section-tabs.h"

#define PREFIX_US (1500 * 1000)

struct _OrielPageKeys
{
  GtkWidget *page;
  OrielPanelGrid *grid;
  OrielPageCommandFunc func;
  gpointer user_data;
  gint64 prefix_us; /* when `t` was pressed; 0: it was not */

  GtkWidget *window;                    /* nullable, weak */
  GtkEventController *capture, *bubble; /* owned by the window */
};

typedef OrielPageKeys Keys;

typedef struct
{
  guint key;
  guint other_key;
  GtkDirectionType direction;
} MoveKey;

static const MoveKey move_keys[] = {
  { GDK_KEY_Left, GDK_KEY_h, GTK_DIR_LEFT },
  { GDK_KEY_Right, GDK_KEY_l, GTK_DIR_RIGHT },
  { GDK_KEY_Up, GDK_KEY_k, GTK_DIR_UP },
  { GDK_KEY_Down, GDK_KEY_j, GTK_DIR_DOWN },
};

static GtkWidget *
get_focus (Keys *keys)
{
  GtkRoot *root = gtk_widget_get_root (keys->page);

  return root ? gtk_root_get_focus (root) : NULL;
}

/* The child of the grid in which the focus is, or NULL. */
static GtkWidget *
focused_item (Keys *keys)
{
  GtkWidget *widget = get_focus (keys);

  while (widget && gtk_widget_get_parent (widget) != GTK_WIDGET (keys->grid))
    widget = gtk_widget_get_parent (widget);

  return widget;
}

/* What a key means: the panel that shows it has the focus, else that under the pointer, as in
 * Grafana, else what was clicked last. */
static GtkWidget *
meant_item (Keys *keys)
{
  GtkWidget *focused = focused_item (keys);

  if (focused && gtk_window_get_focus_visible (GTK_WINDOW (keys->window)))
    return focused;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (keys->grid)); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_state_flags (child) & GTK_STATE_FLAG_PRELIGHT)
      return child;

  return focused;
}

static gboolean
is_writing (Keys *keys)
{
  GtkWidget *focus = get_focus (keys);

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* Rows and bars of tabs take the focus with a child of theirs. */
static gboolean
is_heading (GtkWidget *item)
{
  return ORIEL_IS_ROW_HEADER (item) || ORIEL_IS_SECTION_TABS (item);
}

static void
focus_item (GtkWidget *item)
{
  if (is_heading (item))
    gtk_widget_child_focus (item, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (item);
}

/* Arrows belong to the panel's inside while the focus is there; the letters always move. */
static gboolean
move (Keys *keys, guint key)
{
  GtkWidget *item = focused_item (keys);

  for (guint i = 0; i < G_N_ELEMENTS (move_keys); i++)
    {
      GtkWidget *next;

      if (key != move_keys[i].key && key != move_keys[i].other_key)
        continue;
      if (key == move_keys[i].key && !(item && (item == get_focus (keys) || is_heading (item))))
        return FALSE;

      next = item ? oriel_panel_grid_neighbour (keys->grid, item, move_keys[i].direction)
                  : gtk_widget_get_first_child (GTK_WIDGET (keys->grid));
      if (next)
        focus_item (next);
      return TRUE;
    }

  return FALSE;
}

static gboolean
run (Keys *keys, OrielPageCommand command)
{
  return keys->func (command, meant_item (keys), keys->user_data);
}

static gboolean
after_prefix (Keys *keys, guint key)
{
  switch (key)
    {
    case GDK_KEY_z:
      return run (keys, ORIEL_COMMAND_ZOOM_OUT);
    case GDK_KEY_Left:
      return run (keys, ORIEL_COMMAND_EARLIER);
    case GDK_KEY_Right:
      return run (keys, ORIEL_COMMAND_LATER);
    default:
      return FALSE;
    }
}

static gboolean
plain_key (Keys *keys, guint key)
{
  gboolean prefixed = keys->prefix_us > 0 && g_get_monotonic_time () - keys->prefix_us < PREFIX_US;

  keys->prefix_us = 0;
  if (prefixed && after_prefix (keys, key))
    return TRUE;

  switch (key)
    {
    case GDK_KEY_t:
      keys->prefix_us = g_get_monotonic_time ();
      return TRUE;
    case GDK_KEY_v:
      return run (keys, ORIEL_COMMAND_VIEW);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return ORIEL_IS_PANEL_VIEW (get_focus (keys)) && run (keys, ORIEL_COMMAND_VIEW);
    case GDK_KEY_Escape:
      return run (keys, ORIEL_COMMAND_ESCAPE);
    case GDK_KEY_Menu:
      return run (keys, ORIEL_COMMAND_MENU);
    default:
      return move (keys, key);
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller G_GNUC_UNUSED,
        guint key,
        guint code G_GNUC_UNUSED,
        GdkModifierType modifiers,
        Keys *keys)
{
  GdkModifierType held = modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);

  if (is_writing (keys))
    return FALSE;
  if (key == GDK_KEY_question && (held & ~GDK_SHIFT_MASK) == 0)
    return gtk_widget_activate_action (keys->window, "win.show-help-overlay", NULL);
  if (held == 0)
    return plain_key (keys, key);
  if (held == GDK_CONTROL_MASK && key == GDK_KEY_c)
    return run (keys, ORIEL_COMMAND_COPY);
  if (held == GDK_SHIFT_MASK && key == GDK_KEY_F10)
    return run (keys, ORIEL_COMMAND_MENU);

  return FALSE;
}

/* After `t` an arrow means time, before the chart with the focus walks its samples. */
static gboolean
capture_cb (GtkEventControllerKey *controller,
            guint key,
            guint code,
            GdkModifierType modifiers,
            Keys *keys)
{
  return keys->prefix_us > 0 && key_cb (controller, key, code, modifiers, keys);
}

static GtkEventController *
add_controller (Keys *keys, GtkPropagationPhase phase, GCallback callback)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  g_signal_connect (controller, "key-pressed", callback, keys);
  gtk_widget_add_controller (keys->window, controller);
  return controller;
}

OrielPageKeys *
oriel_page_keys_new (GtkWidget *page,
                     OrielPanelGrid *grid,
                     OrielPageCommandFunc func,
                     gpointer user_data)
{
  Keys *keys = g_new0 (Keys, 1);

  keys->page = page;
  keys->grid = grid;
  keys->func = func;
  keys->user_data = user_data;
  return keys;
}

void
oriel_page_keys_free (OrielPageKeys *keys)
{
  oriel_page_keys_attach (keys, NULL);
  g_free (keys);
}

void
oriel_page_keys_attach (OrielPageKeys *keys, GtkWidget *window)
{
  if (keys->window == window)
    return;

  if (keys->window)
    {
      gtk_widget_remove_controller (keys->window, keys->capture);
      gtk_widget_remove_controller (keys->window, keys->bubble);
    }
  g_set_weak_pointer (&keys->window, window);
  if (window)
    {
      keys->capture = add_controller (keys, GTK_PHASE_CAPTURE, G_CALLBACK (capture_cb));
      keys->bubble = add_controller (keys, GTK_PHASE_BUBBLE, G_CALLBACK (key_cb));
    }
}
