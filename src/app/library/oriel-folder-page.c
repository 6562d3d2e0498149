/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboards of a folder. GtkDirectoryList reads and watches it; files that are no JSON are
 * left out, sub-folders lead to pages of their own. Titles come as they are read. */

#include "config.h"

#include "app/library/oriel-folder-page.h"

#include <glib/gi18n.h>

#include "app/library/oriel-folder-item.h"
#include "app/library/oriel-title-reader.h"
#include "app/widgets/oriel-offer.h"

struct _OrielFolderPage
{
  OrielPage parent_instance;

  GtkDirectoryList *directory;
  OrielTitleReader *titles;
  GtkFilterListModel *shown;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *search;
};

G_DEFINE_FINAL_TYPE (OrielFolderPage, oriel_folder_page, ORIEL_TYPE_PAGE)

static const char *
get_words (OrielFolderPage *self)
{
  return self->search ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  if (g_str_has_prefix (oriel_folder_item_get_name (item), ".") ||
      !(oriel_folder_item_is_folder (item) || oriel_folder_item_is_dashboard (item)))
    return FALSE;

  return oriel_folder_item_matches (item, get_words (user_data));
}

/* Folders first, then by name as people sort (file 9 before file 10). */
static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  OrielFolderItem *item_a = (OrielFolderItem *) a;
  OrielFolderItem *item_b = (OrielFolderItem *) b;
  g_autofree char *key_a = NULL;
  g_autofree char *key_b = NULL;
  gboolean folder_a = oriel_folder_item_is_folder (item_a);
  gboolean folder_b = oriel_folder_item_is_folder (item_b);

  if (folder_a != folder_b)
    return folder_a ? -1 : 1;

  key_a = g_utf8_collate_key_for_filename (oriel_folder_item_get_name (item_a), -1);
  key_b = g_utf8_collate_key_for_filename (oriel_folder_item_get_name (item_b), -1);
  return strcmp (key_a, key_b);
}

/* Takes over a GFileInfo of the directory. */
static gpointer
make_item (gpointer info, gpointer user_data)
{
  OrielFolderPage *self = user_data;
  OrielFolderItem *item = oriel_folder_item_new (info);

  if (self->titles && oriel_folder_item_is_dashboard (item))
    oriel_title_reader_add (self->titles, item);
  g_object_unref (info);
  return item;
}

static void
open_item (OrielFolderPage *self, guint position)
{
  g_autoptr (OrielFolderItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  g_autofree char *uri = NULL;

  if (!item)
    return;

  uri = g_file_get_uri (oriel_folder_item_get_file (item));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-uri", "s", uri);
}

static void
activate_cb (GtkListView *list G_GNUC_UNUSED, guint position, OrielFolderPage *self)
{
  open_item (self, position);
}

/* Enter opens what was searched for. */
static void
search_activated_cb (OrielFolderPage *self)
{
  if (*get_words (self))
    open_item (self, 0);
}

/* --- rows: an icon, the title, and the name of the file below it --- */

static GtkWidget *
row_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
          GtkListItem *item,
          gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = row_label ();

  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), row_label ());
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (item, box);
}

static void
show_texts (OrielFolderItem *item, GParamSpec *pspec G_GNUC_UNUSED, GtkWidget *texts)
{
  GtkWidget *first = gtk_widget_get_first_child (texts);
  GtkWidget *second = gtk_widget_get_last_child (texts);
  const char *title = oriel_folder_item_get_title (item);
  const char *name = oriel_folder_item_get_name (item);

  gtk_label_set_label (GTK_LABEL (first), title ? title : name);
  gtk_label_set_label (GTK_LABEL (second),
                       title ? name : _ ("No dashboard can be read from this file"));
  gtk_widget_set_visible (second, title || oriel_folder_item_is_broken (item));
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
         GtkListItem *list_item,
         gpointer user_data G_GNUC_UNUSED)
{
  OrielFolderItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *texts = gtk_widget_get_last_child (gtk_list_item_get_child (list_item));

  gtk_image_set_from_icon_name (GTK_IMAGE (image), oriel_folder_item_is_folder (item)
                                                     ? "folder-symbolic"
                                                     : "text-x-generic-symbolic");
  show_texts (item, NULL, texts);
  g_signal_connect_object (item, "notify::title", G_CALLBACK (show_texts), texts, 0);
}

static void
unbind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
           GtkListItem *list_item,
           gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *texts = gtk_widget_get_last_child (gtk_list_item_get_child (list_item));

  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), texts);
}

/* Why the list is empty. */
static void
explain_nothing (OrielFolderPage *self)
{
  const char *words = get_words (self);

  adw_status_page_set_icon_name (self->empty, *words ? "edit-find-symbolic" : "folder-symbolic");
  adw_status_page_set_title (self->empty, *words ? _ ("Nothing Found") : _ ("No Dashboards Here"));
  adw_status_page_set_description (
    self->empty,
    *words ? _ ("No dashboard or folder here has these words in its name.")
           : _ ("Dashboards are files that end in .json. They appear here once they are saved."));
}

static void
update_stack_cb (OrielFolderPage *self)
{
  const GError *error = gtk_directory_list_get_error (self->directory);
  gboolean loading = gtk_directory_list_is_loading (self->directory);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  oriel_page_set_loading (ORIEL_PAGE (self), loading);
  explain_nothing (self);
  if (error)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_title (self->empty, _ ("The Folder Can’t Be Read"));
      adw_status_page_set_description (self->empty, message);
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 || (loading && !error) ? "list" : "empty");
  if (!loading)
    oriel_page_settle (ORIEL_PAGE (self));
}

/* What was typed elsewhere in the window goes on in the search. */
static void
focus_search (OrielFolderPage *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search));

  if (*get_words (self) && GTK_IS_TEXT (text) && !gtk_widget_has_focus (GTK_WIDGET (text)))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
}

static void
search_changed_cb (OrielFolderPage *self)
{
  focus_search (self);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

/* A title may be what is searched for. */
static void
title_found_cb (gpointer user_data)
{
  OrielFolderPage *self = user_data;

  if (*get_words (self))
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown),
                        GTK_FILTER_CHANGE_DIFFERENT);
}

static GListModel *
build_model (OrielFolderPage *self, GFile *folder)
{
  GtkCustomSorter *sorter = gtk_custom_sorter_new (compare_items, NULL, NULL);
  GtkCustomFilter *filter = gtk_custom_filter_new (is_shown, self, NULL);
  GtkMapListModel *items;
  GtkSortListModel *sorted;

  self->directory =
    gtk_directory_list_new ("standard::display-name,standard::type,standard::name", folder);
  self->titles = oriel_title_reader_new (title_found_cb, self);
  items =
    gtk_map_list_model_new (G_LIST_MODEL (g_object_ref (self->directory)), make_item, self, NULL);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (items), GTK_SORTER (sorter));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (sorted), GTK_FILTER (filter));

  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_stack_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->directory, "notify::loading", G_CALLBACK (update_stack_cb), self,
                           G_CONNECT_SWAPPED);
  return G_LIST_MODEL (self->shown);
}

static GtkWidget *
build_list (OrielFolderPage *self, GFile *folder)
{
  GListModel *model = build_model (self, folder);
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (model));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;
  GtkWidget *window = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Dashboards of the folder"), -1);
  gtk_widget_add_css_class (list, "folder-list");
  g_signal_connect_object (list, "activate", G_CALLBACK (activate_cb), self, 0);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), list);
  gtk_widget_set_vexpand (window, TRUE);
  return window;
}

static GtkWidget *
build_search (OrielFolderPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Find a dashboard"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search dashboards"), -1);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->search);
  gtk_widget_add_css_class (clamp, "page-bar");
  return clamp;
}

static void
build (OrielFolderPage *self, GFile *folder)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_box_append (GTK_BOX (box), build_search (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_stack_add_named (self->stack, build_list (self, folder), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  adw_bin_set_child (ADW_BIN (self), box);
}

/* What is typed in front of the folder searches it, wherever in the window the focus is. */
static void
oriel_folder_page_set_active (OrielPage *page, gboolean active)
{
  OrielFolderPage *self = ORIEL_FOLDER_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           active && root ? GTK_WIDGET (root) : NULL);
}

/* All its dashboards, whatever is searched for. */
static void
oriel_folder_page_offer (OrielPage *page, GListStore *offers, gboolean front G_GNUC_UNUSED)
{
  OrielFolderPage *self = ORIEL_FOLDER_PAGE (page);
  GListModel *items = gtk_filter_list_model_get_model (self->shown);
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielFolderItem) item = g_list_model_get_item (items, i);
      const char *title = oriel_folder_item_get_title (item);
      g_autofree char *uri = g_file_get_uri (oriel_folder_item_get_file (item));
      g_autoptr (OrielOffer) offer = NULL;

      if (!oriel_folder_item_is_dashboard (item))
        continue;
      offer = oriel_offer_new (title ? title : oriel_folder_item_get_name (item),
                               oriel_page_get_title (page), "text-x-generic-symbolic",
                               "app.open-uri", g_variant_new_string (uri));
      g_list_store_append (offers, offer);
    }
}

static void
oriel_folder_page_dispose (GObject *object)
{
  OrielFolderPage *self = ORIEL_FOLDER_PAGE (object);

  if (self->search)
    gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  self->search = NULL;
  g_clear_pointer (&self->titles, oriel_title_reader_free);
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (oriel_folder_page_parent_class)->dispose (object);
}

static void
oriel_folder_page_class_init (OrielFolderPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oriel_folder_page_dispose;
  ORIEL_PAGE_CLASS (klass)->set_active = oriel_folder_page_set_active;
  ORIEL_PAGE_CLASS (klass)->offer = oriel_folder_page_offer;
}

static void
oriel_folder_page_init (OrielFolderPage *self G_GNUC_UNUSED)
{
}

OrielPage *
oriel_folder_page_new (GFile *folder)
{
  g_autofree char *uri = g_file_get_uri (folder);
  g_autofree char *slashed =
    g_str_has_suffix (uri, "/") ? g_strdup (uri) : g_strconcat (uri, "/", NULL);
  g_autofree char *name = g_file_get_basename (folder);
  g_autofree char *title = g_filename_display_name (name);
  OrielFolderPage *self =
    g_object_new (ORIEL_TYPE_FOLDER_PAGE, "uri", slashed, "title", title, NULL);

  build (self, folder);
  update_stack_cb (self);
  return ORIEL_PAGE (self);
}
