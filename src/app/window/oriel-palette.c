/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The palette: a search and a list. The search keeps the focus; arrows move in the list, Enter does
 * what is selected. */

#include "config.h"

#include "app/window/oriel-palette.h"

#include <glib/gi18n.h>

#include "app/widgets/oriel-accessible.h"
#include "app/widgets/oriel-offer.h"

#define WIDTH_PX 560
#define HEIGHT_PX 440

#define ORIEL_TYPE_PALETTE (oriel_palette_get_type ())
G_DECLARE_FINAL_TYPE (OrielPalette, oriel_palette, ORIEL, PALETTE, AdwWindow)

struct _OrielPalette
{
  AdwWindow parent_instance;

  GtkWidget *search;
  GtkCustomFilter *filter;
  GtkSorter *sorter;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (OrielPalette, oriel_palette, ADW_TYPE_WINDOW)

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  OrielPalette *self = user_data;

  return oriel_offer_matches (item, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* What is called as was typed stands before what only has the words; the rest keeps its order. */
static int
compare_offers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  OrielPalette *self = user_data;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return (int) oriel_offer_rank ((OrielOffer *) a, words) -
         (int) oriel_offer_rank ((OrielOffer *) b, words);
}

/* The window that asked does it, once the palette is gone. */
static void
choose (OrielPalette *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (OrielOffer) offer = NULL;

  offer = gtk_single_selection_get_selected_item (self->selection);
  if (!offer)
    return;

  g_object_ref (offer);
  gtk_window_close (GTK_WINDOW (self));
  if (window)
    gtk_widget_activate_action_variant (GTK_WIDGET (window), oriel_offer_get_action (offer),
                                        oriel_offer_get_target (offer));
}

static void
activate_cb (OrielPalette *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  choose (self);
}

/* One click is enough. A list that does so by itself also selects what merely lies under a resting
 * pointer, and Enter would do that. */
static void
row_clicked_cb (GtkGestureClick *click,
                int n G_GNUC_UNUSED,
                double x G_GNUC_UNUSED,
                double y G_GNUC_UNUSED,
                GtkListItem *item)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  activate_cb (ORIEL_PALETTE (gtk_widget_get_root (row)), gtk_list_item_get_position (item));
}

static void
search_changed_cb (OrielPalette *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child_name (
    self->stack,
    g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 ? "list" : "nothing");
}

static void
select_row (OrielPalette *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;

  position = (guint) CLAMP ((gint64) position + step, 0, (gint64) n - 1);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static gboolean
key_cb (OrielPalette *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType modifiers)
{
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Down:
      select_row (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      select_row (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      select_row (self, 8);
      return TRUE;
    case GDK_KEY_Page_Up:
      select_row (self, -8);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      choose (self);
      return TRUE;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- rows: icon, title, and what it is --- */

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
          GtkListItem *item,
          gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 28);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  g_signal_connect_object (click, "released", G_CALLBACK (row_clicked_cb), item, 0);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
         GtkListItem *item,
         gpointer user_data G_GNUC_UNUSED)
{
  OrielOffer *offer = gtk_list_item_get_item (item);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_next_sibling (image);
  GtkWidget *detail = gtk_widget_get_next_sibling (title);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), oriel_offer_get_icon (offer));
  gtk_label_set_label (GTK_LABEL (title), oriel_offer_get_title (offer));
  gtk_label_set_label (GTK_LABEL (detail), oriel_offer_get_detail (offer));
}

static GtkWidget *
build_list (OrielPalette *self, GListModel *offers)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkFilterListModel *shown;
  GtkSortListModel *sorted;

  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  shown = gtk_filter_list_model_new (g_object_ref (offers), GTK_FILTER (self->filter));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_offers, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (shown), self->sorter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  oriel_name_widget (GTK_WIDGET (self->list), _ ("What was found"));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->list));
  return window;
}

static void
build_search (OrielPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Go to a dashboard or panel, do something"),
                NULL);
  oriel_name_widget (self->search, _ ("Go to"));
  gtk_widget_set_margin_top (self->search, 12);
  gtk_widget_set_margin_start (self->search, 12);
  gtk_widget_set_margin_end (self->search, 12);
  gtk_widget_set_margin_bottom (self->search, 6);
  /* At once, not when typing pauses: Enter may follow on the heels of the last letter. */
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
oriel_palette_class_init (OrielPaletteClass *klass G_GNUC_UNUSED)
{
}

static void
oriel_palette_init (OrielPalette *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Go To"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
}

static void
build (OrielPalette *self, GListModel *offers)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *nothing = adw_status_page_new ();

  build_search (self);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing), _ ("Nothing Found"));
  gtk_widget_add_css_class (nothing, "compact");

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, build_list (self, offers), "list");
  gtk_stack_add_named (self->stack, nothing, "nothing");
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_grab_focus (self->search);
}

void
oriel_palette_show (GtkWindow *window, GListModel *offers)
{
  OrielPalette *self =
    g_object_new (ORIEL_TYPE_PALETTE, "transient-for", window, "destroy-with-parent", TRUE, NULL);

  build (self, offers);
  gtk_window_present (GTK_WINDOW (self));
}
