/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-section-tabs.h.
 *
 * The buttons stay while the bar has as many tabs, so that the focus stays where it is. What has no
 * room is scrolled to. */

#include "config.h"

#include "app/dashboard/oriel-section-tabs.h"

#include <glib/gi18n.h>

struct _OrielSectionTabs
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *box;
  GPtrArray *buttons; /* of GtkToggleButton, borrowed from the box */
  gboolean updating;
  int key;
};

G_DEFINE_FINAL_TYPE (OrielSectionTabs, oriel_section_tabs, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (OrielSectionTabs *self, GtkToggleButton *button)
{
  guint tab;

  if (self->updating || !gtk_toggle_button_get_active (button) ||
      !g_ptr_array_find (self->buttons, button, &tab))
    return;

  g_signal_emit (self, signals[CHOSEN], 0, tab);
}

static void
add_button (OrielSectionTabs *self)
{
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_TAB, "label", "", NULL);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (button, "flat");
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->buttons, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

/* From the last on: the first one holds the group. */
static void
set_n_buttons (OrielSectionTabs *self, guint n)
{
  while (self->buttons->len < n)
    add_button (self);
  while (self->buttons->len > n)
    gtk_box_remove (GTK_BOX (self->box),
                    g_ptr_array_steal_index (self->buttons, self->buttons->len - 1));
}

static void
oriel_section_tabs_dispose (GObject *object)
{
  OrielSectionTabs *self = ORIEL_SECTION_TABS (object);

  g_ptr_array_set_size (self->buttons, 0);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (oriel_section_tabs_parent_class)->dispose (object);
}

static void
oriel_section_tabs_finalize (GObject *object)
{
  OrielSectionTabs *self = ORIEL_SECTION_TABS (object);

  g_ptr_array_unref (self->buttons);

  G_OBJECT_CLASS (oriel_section_tabs_parent_class)->finalize (object);
}

static void
oriel_section_tabs_class_init (OrielSectionTabsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oriel_section_tabs_dispose;
  object_class->finalize = oriel_section_tabs_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sectiontabs");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
oriel_section_tabs_init (OrielSectionTabs *self)
{
  self->buttons = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
oriel_section_tabs_new (void)
{
  return g_object_new (ORIEL_TYPE_SECTION_TABS, NULL);
}

void
oriel_section_tabs_set_bar (OrielSectionTabs *self,
                            OrielSession *session,
                            const OrielPlacedPanel *placed)
{
  self->key = placed->key;
  self->updating = TRUE;
  set_n_buttons (self, placed->n_tabs);
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->buttons, i);
      g_autofree char *title = oriel_session_dup_tab_title (session, placed->key, i);

      gtk_button_set_label (GTK_BUTTON (button), *title != '\0' ? title : _ ("Tab"));
      gtk_toggle_button_set_active (button, i == placed->tab);
      gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED,
                                   i == placed->tab, -1);
    }
  self->updating = FALSE;
}

int
oriel_section_tabs_get_key (OrielSectionTabs *self)
{
  return self->key;
}
