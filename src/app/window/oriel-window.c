/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main window. The page in front lends its controls to the header bar, or keeps them when
 * the window is narrow, and its actions to the window. */

#include "config.h"

#include "app/window/oriel-window.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-dashboard-page.h"
#include "app/library/oriel-folder-page.h"
#include "app/library/oriel-greeter.h"
#include "app/oriel-heap.h"
#include "app/settings/oriel-connections-window.h"
#include "app/widgets/oriel-accessible.h"
#include "app/widgets/oriel-menu-tip.h"
#include "app/widgets/oriel-offer.h"
#include "app/widgets/oriel-page.h"
#include "app/window/oriel-first-sight.h"
#include "app/window/oriel-palette.h"
#include "app/window/oriel-window-offers.h"

/* Below this width title and time do not fit beside each other. */
#define NARROW_PX 960
#define MAX_FILES_AT_ONCE 20

struct _OrielWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwToast *reopen_offer; /* nullable, borrowed: the overlay's */
  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  GtkMenuButton *menu_button;
  AdwBin *controls_place;
  AdwTabBar *tab_bar;
  AdwTabView *tab_view;
  GtkStack *stack;
  AdwBin *greeter_place; /* empty until it is seen */

  OrielPage *front; /* borrowed: the page in the selected tab */
  GSignalGroup *front_signals;
  GPtrArray *closed; /* of owned URIs, latest last */
  gboolean narrow;
  guint narrow_source;
  gboolean restoring;
};

G_DEFINE_FINAL_TYPE (OrielWindow, oriel_window, ADW_TYPE_APPLICATION_WINDOW)

static OrielState *
get_state (void)
{
  return oriel_application_get_state (oriel_application_get ());
}

/* --- the page in front --- */

static void
update_title (OrielWindow *self)
{
  const char *title = self->front ? oriel_page_get_title (self->front) : _ ("Oriel");

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title,
                                 self->front ? oriel_page_get_subtitle (self->front) : "");
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* The controls of `page` leave wherever they are. */
static void
unplace_controls (OrielWindow *self, OrielPage *page)
{
  AdwBin *narrow_place = oriel_page_get_narrow_place (page);

  if (oriel_page_get_controls (page) &&
      adw_bin_get_child (self->controls_place) == oriel_page_get_controls (page))
    adw_bin_set_child (self->controls_place, NULL);
  if (narrow_place)
    adw_bin_set_child (narrow_place, NULL);
}

static void
place_controls (OrielWindow *self)
{
  GtkWidget *controls = self->front ? oriel_page_get_controls (self->front) : NULL;
  AdwBin *narrow_place = self->front ? oriel_page_get_narrow_place (self->front) : NULL;

  if (!controls)
    {
      adw_bin_set_child (self->controls_place, NULL);
      return;
    }

  unplace_controls (self, self->front);
  oriel_page_set_narrow (self->front, self->narrow && narrow_place);
  adw_bin_set_child (self->narrow && narrow_place ? narrow_place : self->controls_place, controls);
}

static void
set_front (OrielWindow *self, OrielPage *page)
{
  if (self->front == page)
    return;

  if (self->front)
    {
      unplace_controls (self, self->front);
      oriel_page_set_active (self->front, FALSE);
    }

  self->front = page;
  g_signal_group_set_target (self->front_signals, page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "dashboard",
                                  page ? oriel_page_get_actions (page) : NULL);
  place_controls (self);
  update_title (self);
  if (page)
    oriel_page_set_active (page, TRUE);
}

/* --- tabs --- */

static OrielPage *
nth_page (OrielWindow *self, int index)
{
  AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, index);

  return ORIEL_PAGE (adw_tab_page_get_child (tab));
}

static AdwTabPage *
find_tab (OrielWindow *self, const char *uri)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    if (g_strcmp0 (oriel_page_get_uri (nth_page (self, i)), uri) == 0)
      return adw_tab_view_get_nth_page (self->tab_view, i);

  return NULL;
}

static int
selected_index (OrielWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  return tab ? adw_tab_view_get_page_position (self->tab_view, tab) : -1;
}

static void
save_tabs_cb (OrielWindow *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) uris = NULL;

  if (self->restoring || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  builder = g_strv_builder_new ();
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    g_strv_builder_add (builder, oriel_page_get_uri (nth_page (self, i)));
  uris = g_strv_builder_end (builder);
  oriel_state_set_tabs (get_state (), (const char *const *) uris, selected_index (self));
}

static void
selected_page_cb (OrielWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  set_front (self, tab ? ORIEL_PAGE (adw_tab_page_get_child (tab)) : NULL);
  save_tabs_cb (self);
}

static void
update_stack (OrielWindow *self)
{
  gboolean has_tabs = adw_tab_view_get_n_pages (self->tab_view) > 0;

  gtk_stack_set_visible_child_name (self->stack, has_tabs ? "tabs" : "greeter");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.close-tab", has_tabs);
}

static void
greeter_mapped_cb (OrielWindow *self)
{
  if (!adw_bin_get_child (self->greeter_place))
    adw_bin_set_child (self->greeter_place, g_object_new (ORIEL_TYPE_GREETER, NULL));
}

static void
page_attached_cb (OrielWindow *self, AdwTabPage *tab)
{
  GtkWidget *page = adw_tab_page_get_child (tab);
  g_autoptr (GFile) file = g_file_new_for_uri (oriel_page_get_uri (ORIEL_PAGE (page)));
  g_autofree char *place = g_file_has_uri_scheme (file, "resource") ? g_strdup (_ ("Demonstration"))
                                                                    : g_file_get_parse_name (file);
  g_autofree char *tooltip = g_markup_escape_text (place, -1);

  g_object_bind_property (page, "title", tab, "title", G_BINDING_SYNC_CREATE);
  adw_tab_page_set_tooltip (tab, tooltip);
  g_object_bind_property (page, "loading", tab, "loading", G_BINDING_SYNC_CREATE);
  update_stack (self);
  save_tabs_cb (self);
}

/* After the bar has made the tab. */
static void
page_shown_cb (OrielWindow *self)
{
  oriel_name_tab_buttons (self->tab_bar, _ ("Close tab"), _ ("State of the tab"));
}

static void
reopen_offer_gone_cb (OrielWindow *self)
{
  self->reopen_offer = NULL;
}

/* One offer at a time, since undoing means the tab that was closed last. */
static void
withdraw_reopen_offer (OrielWindow *self)
{
  if (self->reopen_offer)
    adw_toast_dismiss (self->reopen_offer);
}

static void
reopen_tab_cb (GtkWidget *widget,
               const char *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED)
{
  OrielWindow *self = ORIEL_WINDOW (widget);
  g_autofree char *uri = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->closed->len == 0)
    return;

  uri = g_ptr_array_steal_index (self->closed, self->closed->len - 1);
  file = g_file_new_for_uri (uri);
  withdraw_reopen_offer (self);
  oriel_window_open (self, file);
}

static void
offer_to_reopen (OrielWindow *self, OrielPage *page)
{
  g_autofree char *escaped = g_markup_escape_text (oriel_page_get_title (page), -1);
  g_autofree char *title = g_strdup_printf (_ ("“%s” closed"), escaped);

  withdraw_reopen_offer (self);
  self->reopen_offer = adw_toast_new (title);
  g_signal_connect_object (self->reopen_offer, "dismissed", G_CALLBACK (reopen_offer_gone_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_set_button_label (self->reopen_offer, _ ("_Undo"));
  adw_toast_set_action_name (self->reopen_offer, "win.reopen-tab");
  adw_toast_overlay_add_toast (self->toasts, self->reopen_offer);
}

static void
page_detached_cb (OrielWindow *self, AdwTabPage *tab)
{
  OrielPage *page = ORIEL_PAGE (adw_tab_page_get_child (tab));

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (self->front == page)
    set_front (self, NULL);

  g_ptr_array_add (self->closed, g_strdup (oriel_page_get_uri (page)));
  offer_to_reopen (self, page);
  update_stack (self);
  save_tabs_cb (self);
}

/* Adds a tab for `page` (floating), or brings the one to the front that shows the same. */
static void
add_page (OrielWindow *self, OrielPage *page)
{
  AdwTabPage *tab = find_tab (self, oriel_page_get_uri (page));

  if (tab)
    g_object_unref (g_object_ref_sink (page));
  else
    tab = adw_tab_view_append (self->tab_view, GTK_WIDGET (page));

  if (!self->restoring)
    adw_tab_view_set_selected_page (self->tab_view, tab);
}

/* --- opening --- */

static void
open_response_cb (GtkNativeDialog *dialog, int response, OrielWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          oriel_window_open (self, file);
        }
    }

  g_object_unref (dialog);
}

static GtkFileFilter *
dashboard_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Dashboards"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "yaml");
  gtk_file_filter_add_suffix (filter, "yml");
  return filter;
}

static void
choose_files (OrielWindow *self, const char *title, GtkFileChooserAction action)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, _ ("_Open"), NULL);
  g_autoptr (GtkFileFilter) dashboards = dashboard_filter ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      gtk_file_filter_set_name (all, _ ("All Files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), dashboards);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
      gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  choose_files (ORIEL_WINDOW (widget), _ ("Open Dashboards"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
open_folder_cb (GtkWidget *widget,
                const char *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  choose_files (ORIEL_WINDOW (widget), _ ("Open a Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

/* Asks what `file` is, and opens a page of the kind. */
static void
file_kind_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielWindow) self = user_data;
  GFile *file = G_FILE (source);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, NULL);

  /* A file that can't be asked becomes a dashboard page, whose place it is to say why. */
  if (info && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    add_page (self, oriel_folder_page_new (file));
  else
    add_page (self, oriel_dashboard_page_new (file));
}

static gboolean
drop_cb (GtkDropTarget *target G_GNUC_UNUSED,
         const GValue *value,
         double x G_GNUC_UNUSED,
         double y G_GNUC_UNUSED,
         OrielWindow *self)
{
  guint n = 0;

  for (GSList *item = g_value_get_boxed (value); item && n < MAX_FILES_AT_ONCE; item = item->next)
    {
      oriel_window_open (self, item->data);
      n++;
    }

  return n > 0;
}

/* --- other actions --- */

static void
close_tab_cb (GtkWidget *widget,
              const char *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED)
{
  OrielWindow *self = ORIEL_WINDOW (widget);
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  if (tab)
    adw_tab_view_close_page (self->tab_view, tab);
}

static void
connections_cb (GtkWidget *widget,
                const char *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED)
{
  oriel_connections_window_show (GTK_WINDOW (widget));
}

static void
connect_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  oriel_connections_window_start (GTK_WINDOW (widget));
}

/* The tabs but the one in front, and what their pages have. */
static void
offer_pages (OrielWindow *self, GListStore *offers)
{
  if (self->front)
    oriel_page_offer (self->front, offers, TRUE);

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      OrielPage *page = nth_page (self, i);
      g_autoptr (OrielOffer) offer =
        oriel_offer_new (oriel_page_get_title (page), _ ("Tab"), "tab-new-symbolic", "app.open-uri",
                         g_variant_new_string (oriel_page_get_uri (page)));

      if (page == self->front)
        continue;
      g_list_store_append (offers, offer);
      oriel_page_offer (page, offers, FALSE);
    }
}

static void
palette_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  OrielWindow *self = ORIEL_WINDOW (widget);
  g_autoptr (GListStore) offers = g_list_store_new (ORIEL_TYPE_OFFER);
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    g_hash_table_add (open, (gpointer) oriel_page_get_uri (nth_page (self, i)));
  offer_pages (self, offers);
  oriel_window_offer_recent (offers, open);
  oriel_window_offer_actions (offers);
  oriel_palette_show (GTK_WINDOW (self), G_LIST_MODEL (offers));
}

static void
primary_menu_cb (GtkWidget *widget,
                 const char *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  gtk_menu_button_popup (ORIEL_WINDOW (widget)->menu_button);
}

static void
fullscreen_cb (GtkWidget *widget,
               const char *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

/* Made when first asked for, unlike what GTK does of itself. */
static void
show_help_overlay_cb (GtkWidget *widget,
                      const char *action G_GNUC_UNUSED,
                      GVariant *parameter G_GNUC_UNUSED)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (!gtk_application_window_get_help_overlay (window))
    {
      g_autoptr (GtkBuilder) builder =
        gtk_builder_new_from_resource ("/io/github/oriel/Oriel/window/help-overlay.ui");

      gtk_application_window_set_help_overlay (
        window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

/* --- recent files --- */

static void
recent_changed_cb (OrielWindow *self)
{
  g_autoptr (GArray) recent = oriel_state_dup_recent (get_state ());
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < recent->len; i++)
    {
      const OrielRecent *one = &g_array_index (recent, OrielRecent, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (one->title, NULL);

      g_menu_item_set_action_and_target (item, "app.open-uri", "s", one->uri);
      g_menu_append_item (menu, item);
    }

  adw_split_button_set_menu_model (self->open_button, recent->len > 0 ? G_MENU_MODEL (menu) : NULL);
  oriel_split_button_hush (self->open_button);
}

/* --- the window --- */

static gboolean
apply_narrow_cb (gpointer user_data)
{
  OrielWindow *self = user_data;

  self->narrow_source = 0;
  place_controls (self);
  return G_SOURCE_REMOVE;
}

static void
oriel_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OrielWindow *self = ORIEL_WINDOW (widget);
  gboolean narrow = width < NARROW_PX;

  GTK_WIDGET_CLASS (oriel_window_parent_class)->size_allocate (widget, width, height, baseline);

  if (self->narrow == narrow)
    return;

  /* Widgets must not move while sizes are being given. */
  self->narrow = narrow;
  if (self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_narrow_cb, self, NULL);
}

static gboolean
oriel_window_close_request (GtkWindow *window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  oriel_state_set_window (get_state (), width, height, gtk_window_is_maximized (window));
  save_tabs_cb (ORIEL_WINDOW (window));

  return GTK_WINDOW_CLASS (oriel_window_parent_class)->close_request (window);
}

static void
oriel_window_dispose (GObject *object)
{
  OrielWindow *self = ORIEL_WINDOW (object);

  /* Tabs that go with the window are no tabs that a person closed. */
  if (self->tab_view)
    g_signal_handlers_disconnect_by_data (self->tab_view, self);
  g_clear_handle_id (&self->narrow_source, g_source_remove);
  if (self->front_signals)
    set_front (self, NULL);
  g_clear_object (&self->front_signals);
  g_clear_pointer (&self->closed, g_ptr_array_unref);

  G_OBJECT_CLASS (oriel_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class,
                                               "/io/github/oriel/Oriel/window/oriel-window.ui");
  gtk_widget_class_bind_template_child (class, OrielWindow, toasts);
  gtk_widget_class_bind_template_child (class, OrielWindow, title);
  gtk_widget_class_bind_template_child (class, OrielWindow, open_button);
  gtk_widget_class_bind_template_child (class, OrielWindow, menu_button);
  gtk_widget_class_bind_template_child (class, OrielWindow, controls_place);
  gtk_widget_class_bind_template_child (class, OrielWindow, tab_bar);
  gtk_widget_class_bind_template_child (class, OrielWindow, tab_view);
  gtk_widget_class_bind_template_child (class, OrielWindow, stack);
  gtk_widget_class_bind_template_child (class, OrielWindow, greeter_place);
  gtk_widget_class_bind_template_callback (class, greeter_mapped_cb);
  gtk_widget_class_bind_template_callback (class, page_attached_cb);
  gtk_widget_class_bind_template_callback (class, page_detached_cb);
  gtk_widget_class_bind_template_callback (class, save_tabs_cb);
  gtk_widget_class_bind_template_callback (class, selected_page_cb);
}

static void
oriel_window_class_init (OrielWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_window_dispose;
  widget_class->size_allocate = oriel_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = oriel_window_close_request;

  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, open_folder_cb);
  gtk_widget_class_install_action (widget_class, "win.close-tab", NULL, close_tab_cb);
  gtk_widget_class_install_action (widget_class, "win.reopen-tab", NULL, reopen_tab_cb);
  gtk_widget_class_install_action (widget_class, "win.connections", NULL, connections_cb);
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_cb);
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_cb);
  gtk_widget_class_install_action (widget_class, "win.primary-menu", NULL, primary_menu_cb);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_cb);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL,
                                   show_help_overlay_cb);
}

static void
accept_drops (OrielWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
front_loading_cb (OrielWindow *self)
{
  if (!oriel_page_get_loading (self->front))
    oriel_first_sight_loaded (GTK_WINDOW (self));
}

static void
oriel_window_init (OrielWindow *self)
{
  self->closed = g_ptr_array_new_with_free_func (g_free);
  self->front_signals = g_signal_group_new (ORIEL_TYPE_PAGE);
  g_signal_group_connect_swapped (self->front_signals, "notify::title", G_CALLBACK (update_title),
                                  self);
  g_signal_group_connect_swapped (self->front_signals, "notify::subtitle",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->front_signals, "notify::loading",
                                  G_CALLBACK (front_loading_cb), self);
  g_signal_group_connect_swapped (self->front_signals, "settled",
                                  G_CALLBACK (oriel_first_sight_now), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  oriel_name_split_button (self->open_button, _ ("Open"), _ ("Recent dashboards"));
  oriel_menu_button_hush (self->menu_button);
  accept_drops (self);
  g_signal_connect_object (self->tab_view, "page-attached", G_CALLBACK (page_shown_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_stack (self);

  g_signal_connect_object (get_state (), "recent-changed", G_CALLBACK (recent_changed_cb), self,
                           G_CONNECT_SWAPPED);
  recent_changed_cb (self);
}

/* What Cairo draws is all in memory before it is seen; `width` or `height` may be unknown (-1). */
static void
expect_frames (int width, int height)
{
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0 && width > 0 && height > 0)
    oriel_heap_expect ((gsize) width * (gsize) height * 4);
}

OrielWindow *
oriel_window_new (OrielApplication *application)
{
  OrielWindow *self = g_object_new (ORIEL_TYPE_WINDOW, "application", application, NULL);
  int width, height;
  gboolean maximized;

  oriel_state_get_window (get_state (), &width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  expect_frames (width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));

  return self;
}

gboolean
oriel_window_has_tabs (OrielWindow *self)
{
  return adw_tab_view_get_n_pages (self->tab_view) > 0;
}

void
oriel_window_restore (OrielWindow *self)
{
  int selected = -1;
  g_auto (GStrv) uris = oriel_state_dup_tabs (get_state (), &selected);

  self->restoring = TRUE;
  for (guint i = 0; uris[i]; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      if (g_str_has_suffix (uris[i], "/"))
        add_page (self, oriel_folder_page_new (file));
      else
        add_page (self, oriel_dashboard_page_new (file));
    }
  self->restoring = FALSE;

  if (selected >= 0 && selected < adw_tab_view_get_n_pages (self->tab_view))
    adw_tab_view_set_selected_page (self->tab_view,
                                    adw_tab_view_get_nth_page (self->tab_view, selected));
}

void
oriel_window_open (OrielWindow *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  AdwTabPage *tab = find_tab (self, uri);

  if (tab)
    {
      adw_tab_view_set_selected_page (self->tab_view, tab);
      return;
    }

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, file_kind_cb, g_object_ref (self));
}

void
oriel_window_show_view (OrielWindow *self, GFile *file, const OrielDashboardLink *link)
{
  g_autofree char *uri = g_file_get_uri (file);
  AdwTabPage *tab;

  if (!find_tab (self, uri))
    add_page (self, oriel_dashboard_page_new (file));
  tab = find_tab (self, uri);
  adw_tab_view_set_selected_page (self->tab_view, tab);
  oriel_dashboard_page_take_view (ORIEL_DASHBOARD_PAGE (adw_tab_page_get_child (tab)), link);
}

void
oriel_window_say_from (GtkWidget *widget, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (ORIEL_IS_WINDOW (root))
    adw_toast_overlay_add_toast (ORIEL_WINDOW (root)->toasts, adw_toast_new (markup));
}
