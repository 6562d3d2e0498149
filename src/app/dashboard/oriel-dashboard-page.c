/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one dashboard: follows the file, owns the session, and keeps panels, variables,
 * time and state in step with it. */

#include "config.h"

#include "app/dashboard/oriel-dashboard-page.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-dashboard-file.h"
#include "app/dashboard/oriel-inputs-dialog.h"
#include "app/dashboard/oriel-link-bar.h"
#include "app/dashboard/oriel-link-follow.h"
#include "app/dashboard/oriel-page-keys.h"
#include "app/dashboard/oriel-page-panels.h"
#include "app/dashboard/oriel-page-range.h"
#include "app/dashboard/oriel-page-refresh.h"
#include "app/dashboard/oriel-page-tips.h"
#include "app/dashboard/oriel-row-header.h"
#include "app/dashboard/oriel-section-tabs.h"
#include "app/dashboard/oriel-variable-bar.h"
#include "app/dashboard/oriel-view-state.h"
#include "app/oriel-application.h"
#include "app/oriel-heap.h"
#include "app/widgets/oriel-offer.h"
#include "app/widgets/oriel-still-pointer.h"
#include "base/oriel-json.h"

struct _OrielDashboardPage
{
  OrielPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *failure; /* this and the next get their large icons when they are seen */
  AdwStatusPage *empty;
  GtkOverlay *overlay;
  AdwBin *narrow_place;
  GtkWidget *banner;
  GtkLabel *banner_text;
  GtkBox *controls;
  OrielVariableBar *variables;
  OrielLinkBar *links;
  GtkScrolledWindow *scroll;
  OrielPanelGrid *grid;
  GtkBox *column;
  GtkWidget *back; /* nullable: no panel was alone yet */
  GtkWidget *busy_bar;
  OrielTooltip *tooltip;

  OrielTimePicker *picker;
  OrielRefreshButton *refresh_button;

  OrielDashboardFile *file;
  OrielSession *session; /* nullable: nothing could be read yet */
  GSimpleActionGroup *actions;
  OrielPagePanels *panels;
  OrielPageRange *range;
  OrielPageRefresh *refresh;
  OrielPageTips *tips;
  OrielPageKeys *keys;

  gboolean active;
  gboolean waits_to_ask; /* a dashboard was read whose inputs are not known yet */
  double scroll_before;  /* the page's place while one panel is alone */
};

G_DEFINE_FINAL_TYPE (OrielDashboardPage, oriel_dashboard_page, ORIEL_TYPE_PAGE)

static OrielState *
get_state (void)
{
  return oriel_application_get_state (oriel_application_get ());
}

static OrielConnections *
get_connections (void)
{
  return oriel_application_get_connections (oriel_application_get ());
}

static JsonObject *
get_view (OrielDashboardPage *self)
{
  return oriel_state_get_view (get_state (), oriel_page_get_uri (ORIEL_PAGE (self)));
}

static void
save_view (OrielDashboardPage *self)
{
  if (!self->session)
    return;

  oriel_view_state_store (get_view (self), self->session);
  oriel_state_touch (get_state ());
}

/* --- what the panels say --- */

static void
range_changed_cb (gpointer user_data)
{
  OrielDashboardPage *self = user_data;

  oriel_page_tips_hide (self->tips);
  oriel_page_refresh_update (self->refresh);
  save_view (self);
}

static void
asked_cb (gpointer user_data)
{
  oriel_page_range_update (ORIEL_DASHBOARD_PAGE (user_data)->range);
}

static void
tips_cb (OrielDashboardPage *self,
         OrielTips *tips,
         double x,
         double y,
         gboolean pin,
         OrielPanelCanvas *canvas)
{
  oriel_page_tips_show (self->tips, tips, x, y, pin, canvas);
}

static void
echo_cb (OrielDashboardPage *self, OrielTips *tips, double x, double y, OrielPanelCanvas *canvas)
{
  oriel_page_tips_echo (self->tips, tips, x, y, canvas);
}

/* The other panels show where the pointer of one is, and their values there, as the dashboard
 * wants it. */
static void
cursor_cb (OrielDashboardPage *self, double time, double share, OrielPanelCanvas *source)
{
  int shared = oriel_session_get_dashboard (self->session)->graph_tooltip;

  if (shared != 0)
    oriel_page_panels_share_cursor (self->panels, time, share, shared == 2, source);
}

static void
zoom_cb (OrielDashboardPage *self, gint64 from, gint64 to)
{
  oriel_page_range_go_to (self->range, from, to);
}

static void
zoom_out_wish_cb (OrielDashboardPage *self)
{
  oriel_page_range_zoom_out (self->range);
}

static void
link_cb (OrielDashboardPage *self, const char *url)
{
  g_autoptr (GFile) own = g_file_new_for_uri (oriel_page_get_uri (ORIEL_PAGE (self)));

  oriel_link_follow (GTK_WIDGET (self), own, url);
}

/* --- panels --- */

/* The way back from a panel alone; made when it is first needed. */
static GtkWidget *
back_button (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "go-previous-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("_Back to Dashboard"));
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "back-button");
  gtk_widget_set_tooltip_text (button, _ ("Show all panels (Esc)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.back");
  return button;
}

static void
update_back (OrielDashboardPage *self)
{
  gboolean is_alone = oriel_panel_grid_get_alone (self->grid) != NULL;

  if (is_alone && !self->back)
    {
      self->back = back_button ();
      gtk_box_insert_child_after (self->column, self->back,
                                  gtk_widget_get_prev_sibling (GTK_WIDGET (self->scroll)));
    }
  if (self->back)
    gtk_widget_set_visible (self->back, is_alone);
}

static void
set_alone (OrielDashboardPage *self, OrielPanelView *view)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroll);
  OrielPanelView *before = oriel_panel_grid_get_alone (self->grid);

  if (before == view)
    return;

  oriel_page_tips_hide (self->tips);
  if (!before)
    self->scroll_before = gtk_adjustment_get_value (adjustment);
  if (before)
    gtk_widget_action_set_enabled (GTK_WIDGET (before), "panel.view", TRUE);
  if (view)
    gtk_widget_action_set_enabled (GTK_WIDGET (view), "panel.view", FALSE);
  oriel_panel_grid_set_alone (self->grid, view);
  update_back (self);
  if (!view)
    gtk_adjustment_set_value (adjustment, self->scroll_before);
  gtk_widget_grab_focus (GTK_WIDGET (view ? view : before));
}

static void
view_cb (OrielDashboardPage *self, OrielPanelView *view)
{
  set_alone (self, oriel_panel_grid_get_alone (self->grid) == view ? NULL : view);
}

static void
retry_cb (OrielDashboardPage *self)
{
  oriel_session_refresh (self->session);
  oriel_page_refresh_update (self->refresh);
}

static void
row_toggled_cb (OrielDashboardPage *self, OrielRowHeader *row)
{
  int key = oriel_row_header_get_key (row);

  oriel_session_set_collapsed (self->session, key,
                               !oriel_session_is_collapsed (self->session, key));
  save_view (self);
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
tab_chosen_cb (OrielDashboardPage *self, guint tab, OrielSectionTabs *tabs)
{
  oriel_session_choose_tab (self->session, oriel_section_tabs_get_key (tabs), tab);
  save_view (self);
}

static void
drawn_cb (OrielDashboardPage *self)
{
  oriel_page_settle (ORIEL_PAGE (self));
}

static void
made_cb (GtkWidget *widget, gpointer user_data)
{
  GObject *self = user_data;
  OrielPanelCanvas *canvas;

  if (ORIEL_IS_ROW_HEADER (widget))
    {
      g_signal_connect_object (widget, "toggled", G_CALLBACK (row_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      return;
    }
  if (ORIEL_IS_SECTION_TABS (widget))
    {
      g_signal_connect_object (widget, "chosen", G_CALLBACK (tab_chosen_cb), self,
                               G_CONNECT_SWAPPED);
      return;
    }

  canvas = oriel_panel_view_get_canvas (ORIEL_PANEL_VIEW (widget));
  g_signal_connect_object (widget, "view", G_CALLBACK (view_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "zoom", G_CALLBACK (zoom_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "zoom-out", G_CALLBACK (zoom_out_wish_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "cursor", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "tips", G_CALLBACK (tips_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "echo", G_CALLBACK (echo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "link", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
}

static void
rebuild_panels (OrielDashboardPage *self)
{
  guint n;

  oriel_page_tips_forget (self->tips);
  n = oriel_page_panels_rebuild (self->panels, self->session);
  update_back (self);
  if (n == 0)
    adw_status_page_set_icon_name (self->empty, "view-grid-symbolic");
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "content" : "empty");
}

static void
panel_changed_cb (OrielDashboardPage *self, int key)
{
  oriel_page_panels_update (self->panels, key);
  oriel_page_refresh_update (self->refresh);

  /* All answers are there: what is still to be drawn is drawn while it is given its place. */
  if (!oriel_page_refresh_is_busy (self->refresh))
    oriel_page_settle (ORIEL_PAGE (self));
}

/* --- variables and links --- */

static void
links_shown_cb (OrielDashboardPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->controls),
                          gtk_widget_get_visible (GTK_WIDGET (self->variables)) ||
                            gtk_widget_get_visible (GTK_WIDGET (self->links)));
}

static void
update_controls (OrielDashboardPage *self)
{
  oriel_variable_bar_update (self->variables, self->session);
  oriel_link_bar_update (self->links);
  links_shown_cb (self);
}

/* With the panels of a row or tab its variables come and go. */
static void
layout_changed_cb (OrielDashboardPage *self)
{
  rebuild_panels (self);
  oriel_variable_bar_update (self->variables, self->session);
  links_shown_cb (self);
}

static void
variables_changed_cb (OrielDashboardPage *self)
{
  update_controls (self);
  oriel_page_panels_update_texts (self->panels, self->session);
  oriel_page_refresh_update (self->refresh);
}

static void
variable_chosen_cb (OrielDashboardPage *self, const char *name, const char *const *values)
{
  oriel_session_choose (self->session, name, values);
  variables_changed_cb (self);
  save_view (self);
}

/* One that is switched on may have to be asked. */
static void
annotation_switched_cb (OrielDashboardPage *self)
{
  oriel_page_refresh_update (self->refresh);
  save_view (self);
}

static void
annotations_changed_cb (OrielDashboardPage *self)
{
  oriel_variable_bar_update (self->variables, self->session);
  oriel_page_refresh_update (self->refresh);
}

/* --- the session --- */

static void
settled_cb (OrielDashboardPage *self)
{
  oriel_page_refresh_update (self->refresh);
  oriel_page_settle (ORIEL_PAGE (self));
}

static void
connect_session (OrielDashboardPage *self)
{
  OrielSession *session = self->session;

  g_signal_connect_object (session, "variables-changed", G_CALLBACK (variables_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "panel-changed", G_CALLBACK (panel_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "annotations-changed", G_CALLBACK (annotations_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "layout-changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The session of whom the page's parts speak; NULL: of none. */
static void
spread_session (OrielDashboardPage *self, OrielSession *session)
{
  oriel_page_range_set_session (self->range, session);
  oriel_page_refresh_set_session (self->refresh, session);
}

static void
leave_session (OrielDashboardPage *self)
{
  if (!self->session)
    return;

  save_view (self);
  spread_session (self, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  oriel_session_cancel (self->session);
  g_clear_object (&self->session);
}

/* In a window that waits for its first pictures they are drawn while it is laid out. */
static void
foresee (OrielDashboardPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width, height;

  if (!self->active || !GTK_IS_WINDOW (root) || gtk_widget_get_mapped (GTK_WIDGET (root)) ||
      gtk_window_is_maximized (GTK_WINDOW (root)))
    return;

  gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  if (width > 0 && height > 0)
    oriel_panel_grid_foresee (self->grid, width, height);
}

static void
start_session (OrielDashboardPage *self, OrielDashboard *dashboard)
{
  g_autoptr (GFile) own = g_file_new_for_uri (oriel_page_get_uri (ORIEL_PAGE (self)));
  g_auto (GStrv) uris = oriel_link_follow_known_uris ();
  JsonObject *view;

  leave_session (self);
  view = get_view (self);
  self->session = oriel_session_new (dashboard, oriel_connections_get_sources (get_connections ()));
  oriel_view_state_apply (view, self->session);
  connect_session (self);
  spread_session (self, self->session);

  oriel_refresh_button_set_intervals (self->refresh_button,
                                      (const char *const *) dashboard->refresh_intervals);
  oriel_page_refresh_set_interval (self->refresh,
                                   oriel_json_string (view, "refresh", dashboard->refresh));
  oriel_link_bar_set_session (self->links, self->session, (const char *const *) uris, own);
  update_controls (self);
  gtk_widget_set_visible (oriel_page_get_controls (ORIEL_PAGE (self)), TRUE);
  rebuild_panels (self);
  foresee (self);
  oriel_page_range_update (self->range);
  oriel_page_refresh_now (self->refresh);
}

static void
inputs_given_cb (OrielDashboardPage *self, OrielDashboard *dashboard)
{
  if (dashboard)
    start_session (self, dashboard);
}

static void
show_dashboard (OrielDashboardPage *self)
{
  OrielDashboard *dashboard = oriel_dashboard_file_get_dashboard (self->file);
  const char *uri = oriel_page_get_uri (ORIEL_PAGE (self));

  /* Questions are asked by the page in front, once it is known what can be answered. */
  if (oriel_inputs_are_needed (dashboard) &&
      !(self->active && oriel_connections_is_ready (get_connections ())))
    self->waits_to_ask = TRUE;
  else if (oriel_inputs_are_needed (dashboard))
    {
      oriel_page_settle (ORIEL_PAGE (self));
      oriel_inputs_ask (GTK_WIDGET (self), dashboard, oriel_state_get_inputs (get_state (), uri),
                        (OrielInputsFunc) inputs_given_cb, self);
    }
  else
    start_session (self, dashboard);
}

static void
ready_cb (OrielDashboardPage *self)
{
  if (self->waits_to_ask)
    {
      self->waits_to_ask = FALSE;
      show_dashboard (self);
    }
  else
    {
      oriel_page_refresh_now (self->refresh);
    }
}

static void
loaded_cb (OrielDashboardPage *self)
{
  OrielDashboard *dashboard = oriel_dashboard_file_get_dashboard (self->file);

  gtk_widget_set_visible (self->banner, FALSE);
  oriel_page_set_title (ORIEL_PAGE (self),
                        *dashboard->title ? dashboard->title : _ ("Untitled dashboard"));
  oriel_state_add_recent (get_state (), oriel_page_get_uri (ORIEL_PAGE (self)), dashboard->title);
  show_dashboard (self);
  oriel_page_set_loading (ORIEL_PAGE (self), FALSE);
  if (dashboard->panels->len == 0)
    oriel_page_settle (ORIEL_PAGE (self));
  oriel_heap_trim_soon ();
}

/* A file that can't be read leaves what is there, and says so. */
static void
failed_cb (OrielDashboardPage *self, const char *message)
{
  g_autofree char *text = g_markup_escape_text (message, -1);

  oriel_page_set_loading (ORIEL_PAGE (self), FALSE);
  if (self->session)
    {
      g_autofree char *words =
        g_strdup_printf (_ ("The file was saved, but can’t be read: %s"), message);

      gtk_label_set_label (self->banner_text, words);
      gtk_widget_set_visible (self->banner, TRUE);
      return;
    }

  adw_status_page_set_icon_name (self->failure, "dialog-error-symbolic");
  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  oriel_page_settle (ORIEL_PAGE (self));
}

/* --- actions --- */

static void
refresh_cb (GSimpleAction *action G_GNUC_UNUSED,
            GVariant *parameter G_GNUC_UNUSED,
            gpointer user_data)
{
  oriel_page_refresh_now (ORIEL_DASHBOARD_PAGE (user_data)->refresh);
}

static void
cancel_cb (GSimpleAction *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED,
           gpointer user_data)
{
  oriel_page_refresh_cancel (ORIEL_DASHBOARD_PAGE (user_data)->refresh);
}

static void
refresh_every_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  OrielDashboardPage *self = user_data;
  const char *interval = g_variant_get_string (parameter, NULL);

  oriel_page_refresh_set_interval (self->refresh, interval);
  json_object_set_string_member (get_view (self), "refresh", interval);
  oriel_state_touch (get_state ());
}

static void
go_to_panel_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  OrielDashboardPage *self = user_data;
  GtkWidget *widget = oriel_page_panels_find (self->panels, g_variant_get_int32 (parameter));

  if (!widget)
    return;

  if (oriel_panel_grid_get_alone (self->grid))
    set_alone (self, NULL);
  if (ORIEL_IS_ROW_HEADER (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (widget);
}

static const GActionEntry actions[] = {
  { .name = "go-to-panel", .activate = go_to_panel_cb, .parameter_type = "i" },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "cancel", .activate = cancel_cb },
  { .name = "refresh-every", .activate = refresh_every_cb, .parameter_type = "s", .state = "''" },
};

static void
reload_cb (GSimpleAction *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED,
           gpointer user_data)
{
  oriel_dashboard_file_load (ORIEL_DASHBOARD_PAGE (user_data)->file);
}

static void
back_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer user_data)
{
  set_alone (ORIEL_DASHBOARD_PAGE (user_data), NULL);
}

static void
open_link_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  link_cb (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry page_actions[] = {
  { .name = "reload", .activate = reload_cb },
  { .name = "back", .activate = back_cb },
  { .name = "open-link", .activate = open_link_cb, .parameter_type = "s" },
};

/* --- the keyboard --- */

/* Esc: from the inside out, one thing at a time. A tooltip that nobody asked for is none. */
static gboolean
escape (OrielDashboardPage *self)
{
  if (oriel_page_tips_follow_pointer (self->tips))
    oriel_page_tips_hide (self->tips);

  if (oriel_page_tips_are_shown (self->tips))
    oriel_page_tips_hide (self->tips);
  else if (oriel_panel_grid_get_alone (self->grid))
    set_alone (self, NULL);
  else if (oriel_page_refresh_is_busy (self->refresh))
    oriel_page_refresh_cancel (self->refresh);
  else
    return FALSE;

  return TRUE;
}

static gboolean
copy_tips (OrielDashboardPage *self)
{
  g_autofree char *text = NULL;

  if (!oriel_page_tips_are_shown (self->tips))
    return FALSE;

  text = oriel_tooltip_dup_text (self->tooltip);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  return TRUE;
}

static gboolean
command_cb (OrielPageCommand command, GtkWidget *item, gpointer user_data)
{
  OrielDashboardPage *self = user_data;

  switch (command)
    {
    case ORIEL_COMMAND_ESCAPE:
      return escape (self);
    case ORIEL_COMMAND_VIEW:
      if (ORIEL_IS_PANEL_VIEW (item))
        view_cb (self, ORIEL_PANEL_VIEW (item));
      return TRUE;
    case ORIEL_COMMAND_MENU:
      if (ORIEL_IS_PANEL_VIEW (item))
        oriel_panel_view_popup_menu (ORIEL_PANEL_VIEW (item));
      return TRUE;
    case ORIEL_COMMAND_COPY:
      return copy_tips (self);
    case ORIEL_COMMAND_ZOOM_OUT:
      oriel_page_range_zoom_out (self->range);
      return TRUE;
    case ORIEL_COMMAND_EARLIER:
      oriel_page_range_shift (self->range, -1);
      return TRUE;
    case ORIEL_COMMAND_LATER:
      oriel_page_range_shift (self->range, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- the page --- */

static GtkWidget *
icon_button (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "time-button");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
build_controls (OrielDashboardPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *time = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->picker = ORIEL_TIME_PICKER (oriel_time_picker_new ());
  self->refresh_button = ORIEL_REFRESH_BUTTON (oriel_refresh_button_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->picker), TRUE);

  gtk_box_append (GTK_BOX (time),
                  icon_button ("go-previous-symbolic", _ ("Earlier"), "dashboard.earlier"));
  gtk_box_append (GTK_BOX (time), GTK_WIDGET (self->picker));
  gtk_box_append (GTK_BOX (time), icon_button ("go-next-symbolic", _ ("Later"), "dashboard.later"));
  gtk_box_append (GTK_BOX (time),
                  icon_button ("oriel-zoom-out-symbolic", _ ("Zoom out"), "dashboard.zoom-out"));
  gtk_widget_add_css_class (time, "linked");
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->refresh_button));
  gtk_widget_add_css_class (box, "time-controls");
  gtk_widget_set_visible (box, FALSE); /* until there is something to control */

  oriel_page_set_controls (ORIEL_PAGE (self), box);
  oriel_page_set_narrow_place (ORIEL_PAGE (self), self->narrow_place);
}

static void
oriel_dashboard_page_set_active (OrielPage *page, gboolean active)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->active = active;
  oriel_page_keys_attach (self->keys, active && root ? GTK_WIDGET (root) : NULL);
  if (active && self->waits_to_ask)
    ready_cb (self);
}

static void
oriel_dashboard_page_set_narrow (OrielPage *page, gboolean narrow)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (page);

  oriel_time_picker_set_narrow (self->picker, narrow);
  gtk_widget_set_halign (GTK_WIDGET (self->links), narrow ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->controls),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* What an offer of the palette is; a search for what failed finds it. */
static const char *
kind_of (OrielDashboardPage *self, const OrielPlacedPanel *placed)
{
  g_autoptr (OrielPanelData) data = NULL;

  if (placed->kind == ORIEL_PLACED_ROW)
    return _ ("Row");

  data = oriel_session_dup_panel_data (self->session, placed->key);
  return data->error ? _ ("Panel, failed") : _ ("Panel");
}

static void
oriel_dashboard_page_offer (OrielPage *page, GListStore *offers, gboolean front)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (page);
  guint n = 0;
  const OrielPlacedPanel *panels =
    front && self->session ? oriel_session_get_panels (self->session, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = oriel_session_dup_title (self->session, panels[i].key);
      g_autoptr (OrielOffer) offer = NULL;

      if (!title || *title == '\0' || panels[i].kind == ORIEL_PLACED_TABS)
        continue;
      offer = oriel_offer_new (title, kind_of (self, &panels[i]), "view-grid-symbolic",
                               "dashboard.go-to-panel", g_variant_new_int32 (panels[i].key));
      g_list_store_append (offers, offer);
    }
}

static void
oriel_dashboard_page_dispose (GObject *object)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (object);

  leave_session (self);
  g_clear_pointer (&self->keys, oriel_page_keys_free);
  g_clear_pointer (&self->tips, oriel_page_tips_free);
  g_clear_pointer (&self->refresh, oriel_page_refresh_free);
  g_clear_pointer (&self->range, oriel_page_range_free);
  g_clear_pointer (&self->panels, oriel_page_panels_free);
  g_clear_object (&self->file);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (oriel_dashboard_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (
    class, "/io/github/oriel/Oriel/dashboard/oriel-dashboard-page.ui");
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, stack);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, empty);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, failure);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, overlay);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, narrow_place);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, banner);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, banner_text);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, controls);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, variables);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, links);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, scroll);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, grid);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, column);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, busy_bar);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, tooltip);
}

static void
oriel_dashboard_page_class_init (OrielDashboardPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = oriel_dashboard_page_dispose;
  ORIEL_PAGE_CLASS (klass)->set_active = oriel_dashboard_page_set_active;
  ORIEL_PAGE_CLASS (klass)->offer = oriel_dashboard_page_offer;
  ORIEL_PAGE_CLASS (klass)->set_narrow = oriel_dashboard_page_set_narrow;

  g_type_ensure (ORIEL_TYPE_LINK_BAR);
  g_type_ensure (ORIEL_TYPE_PANEL_GRID);
  g_type_ensure (ORIEL_TYPE_TOOLTIP);
  g_type_ensure (ORIEL_TYPE_VARIABLE_BAR);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
add_actions (OrielDashboardPage *self)
{
  g_autoptr (GSimpleActionGroup) page_group = g_simple_action_group_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions),
                                   self);
  g_action_map_add_action_entries (G_ACTION_MAP (page_group), page_actions,
                                   G_N_ELEMENTS (page_actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (page_group));
  oriel_page_set_actions (ORIEL_PAGE (self), G_ACTION_GROUP (self->actions));
}

static void
add_parts (OrielDashboardPage *self)
{
  self->panels = oriel_page_panels_new (self->grid, made_cb, self);
  self->range =
    oriel_page_range_new (self->picker, G_ACTION_MAP (self->actions), range_changed_cb, self);
  self->refresh = oriel_page_refresh_new (ORIEL_PAGE (self), self->refresh_button, self->busy_bar,
                                          asked_cb, self);
  self->tips = oriel_page_tips_new (self->overlay, self->tooltip);
  self->keys = oriel_page_keys_new (GTK_WIDGET (self), self->grid, command_cb, self);
}

static void
sources_changed_cb (OrielDashboardPage *self)
{
  oriel_page_refresh_now (self->refresh);
}

static void
oriel_dashboard_page_init (OrielDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  oriel_panel_grid_set_adjustment (self->grid, gtk_scrolled_window_get_vadjustment (self->scroll));
  oriel_still_pointer_ignore (GTK_WIDGET (self),
                              gtk_scrolled_window_get_vadjustment (self->scroll));
  add_actions (self);
  build_controls (self);
  add_parts (self);

  g_signal_connect_object (self->links, "open", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->links, "notify::visible", G_CALLBACK (links_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->variables, "switched", G_CALLBACK (annotation_switched_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tooltip, "link", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->variables, "chosen", G_CALLBACK (variable_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_connections (), "sources-changed", G_CALLBACK (sources_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_connections (), "ready", G_CALLBACK (ready_cb), self,
                           G_CONNECT_SWAPPED);
}

OrielPage *
oriel_dashboard_page_new (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *title = g_filename_display_name (name);
  OrielDashboardPage *self =
    g_object_new (ORIEL_TYPE_DASHBOARD_PAGE, "uri", uri, "title", title, "loading", TRUE, NULL);

  self->file = oriel_dashboard_file_new (file);
  g_signal_connect_object (self->file, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->file, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  oriel_dashboard_file_follow (self->file);

  return ORIEL_PAGE (self);
}

void
oriel_dashboard_page_take_view (OrielDashboardPage *self, const OrielDashboardLink *link)
{
  JsonObject *view = get_view (self);

  oriel_dashboard_link_to_view (link, view);
  oriel_state_touch (get_state ());
  if (!self->session)
    return;

  oriel_view_state_apply (view, self->session);
  variables_changed_cb (self);
  oriel_page_range_update (self->range);
}
