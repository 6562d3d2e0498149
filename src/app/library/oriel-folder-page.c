/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboards of a folder. GtkDirectoryList reads and watches it; files that are no JSON are
 * left out, sub-folders lead to pages of their own. */

#include "config.h"

#include "app/library/oriel-folder-page.h"

#include <glib/gi18n.h>

struct _OrielFolderPage
{
  OrielPage parent_instance;

  GtkDirectoryList *directory;
  GtkFilterListModel *shown;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *search;
};

G_DEFINE_FINAL_TYPE (OrielFolderPage, oriel_folder_page, ORIEL_TYPE_PAGE)

static GFile *
file_of (GFileInfo *info)
{
  return G_FILE (g_file_info_get_attribute_object (info, "standard::file"));
}

static gboolean
is_folder (GFileInfo *info)
{
  return g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY;
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  OrielFolderPage *self = user_data;
  const char *name = g_file_info_get_display_name (item);
  const char *words = self->search ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";

  if (g_str_has_prefix (name, ".") || !(is_folder (item) || g_str_has_suffix (name, ".json")))
    return FALSE;
  return *words == '\0' || g_str_match_string (words, name, TRUE);
}

/* Folders first, then by name as people sort (file 9 before file 10). */
static int
compare_infos (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  g_autofree char *key_a = NULL;
  g_autofree char *key_b = NULL;
  gboolean folder_a = is_folder ((GFileInfo *) a);
  gboolean folder_b = is_folder ((GFileInfo *) b);

  if (folder_a != folder_b)
    return folder_a ? -1 : 1;

  key_a = g_utf8_collate_key_for_filename (g_file_info_get_display_name ((GFileInfo *) a), -1);
  key_b = g_utf8_collate_key_for_filename (g_file_info_get_display_name ((GFileInfo *) b), -1);
  return strcmp (key_a, key_b);
}

static void
activate_cb (GtkListView *list G_GNUC_UNUSED, guint position, OrielFolderPage *self)
{
  g_autoptr (GFileInfo) info = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  g_autofree char *uri = g_file_get_uri (file_of (info));

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-uri", "s", uri);
}

static void
setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
          GtkListItem *item,
          gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
         GtkListItem *item,
         gpointer user_data G_GNUC_UNUSED)
{
  GFileInfo *info = gtk_list_item_get_item (item);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_image_set_from_icon_name (GTK_IMAGE (image),
                                is_folder (info) ? "folder-symbolic" : "text-x-generic-symbolic");
  gtk_label_set_label (GTK_LABEL (label), g_file_info_get_display_name (info));
}

/* Why the list is empty. */
static void
explain_nothing (OrielFolderPage *self)
{
  const char *words = self->search ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";

  adw_status_page_set_icon_name (self->empty, *words ? "edit-find-symbolic" : "folder-symbolic");
  adw_status_page_set_title (self->empty, *words ? _ ("Nothing Found") : _ ("No Dashboards Here"));
  adw_status_page_set_description (
    self->empty,
    *words ? _ ("No file or folder here has these words in its name.")
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

static void
search_changed_cb (OrielFolderPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

static GListModel *
build_model (OrielFolderPage *self, GFile *folder)
{
  GtkCustomSorter *sorter = gtk_custom_sorter_new (compare_infos, NULL, NULL);
  GtkCustomFilter *filter = gtk_custom_filter_new (is_shown, self, NULL);
  GtkSortListModel *sorted;

  self->directory =
    gtk_directory_list_new ("standard::display-name,standard::type,standard::name", folder);
  sorted =
    gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->directory)), GTK_SORTER (sorter));
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
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
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

static void
oriel_folder_page_dispose (GObject *object)
{
  OrielFolderPage *self = ORIEL_FOLDER_PAGE (object);

  if (self->search)
    gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  self->search = NULL;
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (oriel_folder_page_parent_class)->dispose (object);
}

static void
oriel_folder_page_class_init (OrielFolderPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oriel_folder_page_dispose;
  ORIEL_PAGE_CLASS (klass)->set_active = oriel_folder_page_set_active;
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
