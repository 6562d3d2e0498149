/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of one dashboard: follows the file, owns the session, and keeps panels, variables,
 * time and state in step with it. */

#include "config.h"

#include "app/dashboard/oriel-dashboard-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/dashboard/oriel-dashboard-file.h"
#include "app/dashboard/oriel-dashboard-link.h"
#include "app/dashboard/oriel-inputs-dialog.h"
#include "app/dashboard/oriel-link-bar.h"
#include "app/dashboard/oriel-page-keys.h"
#include "app/dashboard/oriel-panel-grid.h"
#include "app/dashboard/oriel-range-history.h"
#include "app/dashboard/oriel-refresh-button.h"
#include "app/dashboard/oriel-row-header.h"
#include "app/dashboard/oriel-time-picker.h"
#include "app/dashboard/oriel-tooltip.h"
#include "app/dashboard/oriel-variable-bar.h"
#include "app/dashboard/oriel-view-state.h"
#include "app/oriel-application.h"
#include "app/oriel-heap.h"
#include "app/widgets/oriel-link.h"
#include "app/window/oriel-window.h"
#include "base/oriel-date-format.h"
#include "base/oriel-json.h"
#include "datasource/demo/oriel-demo.h"

#define BUSY_DELAY_MS 300
#define MIN_REFRESH_MS 1000
#define TOOLTIP_GAP_PX 14

struct _OrielDashboardPage
{
  OrielPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *failure;
  GtkOverlay *overlay;
  AdwBin *narrow_place;
  GtkWidget *banner;
  GtkLabel *banner_text;
  GtkBox *controls;
  OrielVariableBar *variables;
  OrielLinkBar *links;
  GtkScrolledWindow *scroll;
  OrielPanelGrid *grid;
  GtkWidget *busy_bar;
  OrielTooltip *tooltip;

  OrielTimePicker *picker;
  OrielRefreshButton *refresh;

  OrielDashboardFile *file;
  OrielSession *session; /* nullable: nothing could be read yet */
  GHashTable *views;     /* name → GtkWidget, a reference: panels and rows by what survives */
  GHashTable *by_key;    /* key → GtkWidget, borrowed */
  OrielRangeHistory *history;
  GSimpleActionGroup *actions;
  OrielPageKeys *keys;

  OrielPanelCanvas *tips_canvas; /* nullable, borrowed while it shows tips */
  double tips_x, tips_y;         /* in the overlay's px */

  guint refresh_source, busy_source;
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

static void
say (OrielDashboardPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ORIEL_IS_WINDOW (root))
    oriel_window_say (ORIEL_WINDOW (root), text);
}

/* --- freshness --- */

static guint
count_failures (OrielDashboardPage *self)
{
  guint n, failures = 0;
  const OrielPlacedPanel *panels = oriel_session_get_panels (self->session, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (self->session, panels[i].key);

      failures += data->error != NULL;
    }

  return failures;
}

/* How fresh the page is, and whether all of it could be had. */
static void
update_subtitle (OrielDashboardPage *self)
{
  const OrielTimeZone *zone = oriel_session_get_zone (self->session);
  g_autofree char *time =
    oriel_date_format (oriel_session_get_now (self->session), zone, "HH:mm:ss");
  guint failures = count_failures (self);
  g_autofree char *failed = NULL;
  g_autofree char *text = NULL;

  if (failures > 0)
    failed = g_strdup_printf (ngettext ("%u panel failed", "%u panels failed", failures), failures);
  text = failed ? g_strdup_printf (_ ("Updated %s · %s"), time, failed)
                : g_strdup_printf (_ ("Updated %s"), time);
  oriel_page_set_subtitle (ORIEL_PAGE (self), text);
}

static gboolean
show_busy_cb (gpointer user_data)
{
  OrielDashboardPage *self = user_data;

  self->busy_source = 0;
  gtk_widget_set_visible (self->busy_bar, TRUE);
  oriel_refresh_button_set_busy (self->refresh, TRUE);
  return G_SOURCE_REMOVE;
}

/* What is quick is not announced; what takes longer is, and can be cancelled. */
static void
update_busy (OrielDashboardPage *self)
{
  gboolean busy = oriel_session_is_busy (self->session);

  if (busy)
    {
      if (self->busy_source == 0 && !gtk_widget_get_visible (self->busy_bar))
        self->busy_source = g_timeout_add (BUSY_DELAY_MS, show_busy_cb, self);
      return;
    }

  g_clear_handle_id (&self->busy_source, g_source_remove);
  gtk_widget_set_visible (self->busy_bar, FALSE);
  oriel_refresh_button_set_busy (self->refresh, FALSE);
  update_subtitle (self);
}

/* --- time --- */

static OrielTimeContext
time_context (OrielDashboardPage *self)
{
  const OrielDashboard *dashboard = oriel_session_get_dashboard (self->session);

  return (OrielTimeContext){
    .now_ms = oriel_session_get_now (self->session),
    .zone = oriel_session_get_zone (self->session),
    .week_start = dashboard->week_start < 0 ? 0 : dashboard->week_start,
    .fiscal_year_start_month = dashboard->fiscal_year_start_month,
  };
}

static void
set_action_enabled (OrielDashboardPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_time (OrielDashboardPage *self)
{
  const OrielTimeContext context = time_context (self);
  const char *from, *to;

  oriel_session_get_raw_range (self->session, &from, &to);
  oriel_time_picker_set_range (self->picker, from, to, &context);
  set_action_enabled (self, "range-back", oriel_range_history_can_go (self->history, TRUE));
  set_action_enabled (self, "range-forward", oriel_range_history_can_go (self->history, FALSE));
}

static void
hide_tips (OrielDashboardPage *self)
{
  if (self->tips_canvas)
    oriel_panel_canvas_unpin (self->tips_canvas);
  oriel_tooltip_hide (self->tooltip);
}

static gboolean
apply_range (OrielDashboardPage *self, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;

  if (!oriel_session_set_range (self->session, from, to, &error))
    {
      say (self, error->message);
      return FALSE;
    }

  hide_tips (self);
  update_time (self);
  update_busy (self);
  save_view (self);
  return TRUE;
}

static void
go_to_range (OrielDashboardPage *self, const char *from, const char *to)
{
  const char *old_from, *old_to;
  g_autofree char *was_from = NULL;
  g_autofree char *was_to = NULL;

  if (!self->session)
    return;

  oriel_session_get_raw_range (self->session, &old_from, &old_to);
  was_from = g_strdup (old_from);
  was_to = g_strdup (old_to);
  if (g_str_equal (was_from, from) && g_str_equal (was_to, to))
    return;

  oriel_range_history_leave (self->history, was_from, was_to);
  apply_range (self, from, to);
}

static void
go_to_span (OrielDashboardPage *self, gint64 from_ms, gint64 to_ms)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, from_ms);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, to_ms);

  go_to_range (self, from, to);
}

static void
range_chosen_cb (OrielDashboardPage *self, const char *from, const char *to)
{
  oriel_state_add_range (get_state (), from, to);
  go_to_range (self, from, to);
}

static void
zone_chosen_cb (OrielDashboardPage *self, const char *name)
{
  if (!self->session || !oriel_session_set_zone (self->session, name))
    return;

  oriel_session_refresh (self->session);
  update_time (self);
  update_busy (self);
  save_view (self);
}

/* --- tips and crosshair --- */

/* Beside the pointer, on the side with more room. */
static gboolean
child_position_cb (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, gpointer user_data)
{
  OrielDashboardPage *self = user_data;
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  GtkRequisition size;
  double x, y;

  if (child != GTK_WIDGET (self->tooltip))
    return FALSE;

  gtk_widget_get_preferred_size (child, NULL, &size);
  size.width = MIN (size.width, width);
  size.height = MIN (size.height, height);
  x = self->tips_x + TOOLTIP_GAP_PX;
  if (x + size.width > width)
    x = self->tips_x - TOOLTIP_GAP_PX - size.width;
  y = MIN (self->tips_y + TOOLTIP_GAP_PX, height - size.height - 4);
  *place = (GdkRectangle){
    (int) MAX (x, 0),
    (int) MAX (y, 0),
    size.width,
    size.height,
  };
  return TRUE;
}

static void
tips_cb (OrielDashboardPage *self,
         OrielTips *tips,
         double x,
         double y,
         gboolean pin,
         OrielPanelCanvas *canvas)
{
  GtkWidget *overlay = GTK_WIDGET (self->overlay);

  if (oriel_tooltip_is_pinned (self->tooltip) && !pin && canvas != self->tips_canvas)
    return;
  if (!tips || tips->rows->len == 0)
    {
      if (canvas == self->tips_canvas)
        oriel_tooltip_hide (self->tooltip);
      return;
    }

  if (self->tips_canvas && self->tips_canvas != canvas)
    oriel_panel_canvas_unpin (self->tips_canvas);
  self->tips_canvas = canvas;
  gtk_widget_translate_coordinates (GTK_WIDGET (canvas), overlay, x, y, &self->tips_x,
                                    &self->tips_y);
  oriel_tooltip_show (self->tooltip, tips, pin, (int) (gtk_widget_get_height (overlay) * 0.7));
  gtk_widget_queue_resize (GTK_WIDGET (self->tooltip));
}

static void
tooltip_closed_cb (OrielDashboardPage *self)
{
  if (!self->tips_canvas)
    return;

  oriel_panel_canvas_unpin (self->tips_canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->tips_canvas));
}

/* The other panels show where the pointer of one is. */
static void
cursor_cb (OrielDashboardPage *self, double time, OrielPanelCanvas *source)
{
  GHashTableIter iter;
  gpointer widget;

  if (oriel_session_get_dashboard (self->session)->graph_tooltip == 0)
    return;

  g_hash_table_iter_init (&iter, self->by_key);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    if (ORIEL_IS_PANEL_VIEW (widget) && oriel_panel_view_get_canvas (widget) != source)
      oriel_panel_canvas_set_cursor_time (oriel_panel_view_get_canvas (widget), time);
}

static void
zoom_cb (OrielDashboardPage *self, gint64 from, gint64 to)
{
  go_to_span (self, from, to);
}

/* Twice the span around its middle. */
static void
zoom_out (OrielDashboardPage *self)
{
  OrielTimeSpan span;
  gint64 half;

  if (!self->session)
    return;

  span = oriel_session_get_range (self->session);
  half = MAX ((span.to_ms - span.from_ms) / 2, 1);
  go_to_span (self, span.from_ms - half, span.to_ms + half);
}

/* Half the span earlier (-1) or later (1). */
static void
shift_range (OrielDashboardPage *self, int direction)
{
  OrielTimeSpan span;
  gint64 step;

  if (!self->session)
    return;

  span = oriel_session_get_range (self->session);
  step = MAX ((span.to_ms - span.from_ms) / 2, 1) * direction;
  go_to_span (self, span.from_ms + step, span.to_ms + step);
}

typedef struct
{
  OrielDashboardPage *page; /* a reference */
  OrielDashboardLink *link;
} Following;

static void
link_found_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Following *following = user_data;
  g_autofree char *uri = oriel_dashboard_link_find_finish (result, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (following->page));

  if (!uri)
    say (following->page, _ ("The dashboard of this link is not at hand"));
  else if (ORIEL_IS_WINDOW (root))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);

      oriel_window_show_view (ORIEL_WINDOW (root), file, following->link);
    }

  oriel_dashboard_link_free (following->link);
  g_object_unref (following->page);
  g_free (following);
}

/* Where linked dashboards are looked for first. */
static char **
known_uris (void)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_autoptr (GArray) recent = oriel_state_dup_recent (get_state ());

  g_strv_builder_addv (uris, (const char **) oriel_demo_dashboards ());
  for (guint i = 0; i < recent->len; i++)
    g_strv_builder_add (uris, g_array_index (recent, OrielRecent, i).uri);

  return g_strv_builder_end (uris);
}

static void
link_cb (OrielDashboardPage *self, const char *url)
{
  OrielDashboardLink *link = oriel_dashboard_link_parse (url);
  g_autoptr (GFile) own = g_file_new_for_uri (oriel_page_get_uri (ORIEL_PAGE (self)));
  g_auto (GStrv) uris = NULL;
  Following *following;

  if (!link)
    {
      if (!oriel_link_open (GTK_WIDGET (self), url))
        say (self, _ ("This link can’t be opened"));
      return;
    }

  uris = known_uris ();
  following = g_new0 (Following, 1);
  following->page = g_object_ref (self);
  following->link = link;
  oriel_dashboard_link_find_async (link, (const char *const *) uris, own, NULL, link_found_cb,
                                   following);
}

/* --- panels --- */

static void
set_alone (OrielDashboardPage *self, OrielPanelView *view)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroll);
  OrielPanelView *before = oriel_panel_grid_get_alone (self->grid);

  if (before == view)
    return;

  hide_tips (self);
  if (!before)
    self->scroll_before = gtk_adjustment_get_value (adjustment);
  oriel_panel_grid_set_alone (self->grid, view);
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
  update_busy (self);
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

static GtkWidget *
new_row (OrielDashboardPage *self)
{
  GtkWidget *row = oriel_row_header_new ();

  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_panel (OrielDashboardPage *self)
{
  GtkWidget *view = oriel_panel_view_new ();
  OrielPanelCanvas *canvas = oriel_panel_view_get_canvas (ORIEL_PANEL_VIEW (view));

  g_signal_connect_object (view, "view", G_CALLBACK (view_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "zoom", G_CALLBACK (zoom_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "zoom-out", G_CALLBACK (zoom_out), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "cursor", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "tips", G_CALLBACK (tips_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "link", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
  return view;
}

/* The widget that showed this panel or row before, or a new one. A reference. */
static GtkWidget *
take_widget (OrielDashboardPage *self,
             GHashTable *old,
             const OrielPlacedPanel *placed,
             const char *name)
{
  gpointer widget = NULL;

  if (g_hash_table_steal_extended (old, name, NULL, &widget) &&
      ORIEL_IS_ROW_HEADER (widget) == placed->panel->is_row)
    return widget;

  g_clear_object (&widget);
  return g_object_ref_sink (placed->panel->is_row ? new_row (self) : new_panel (self));
}

static GHashTable *
new_views (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* A name that no other panel of the list has: ids are not always unique. */
static char *
unique_name (OrielDashboardPage *self, const OrielPlacedPanel *placed)
{
  g_autofree char *name = oriel_view_state_panel_name (placed);
  char *candidate = g_strdup (name);

  for (guint n = 2; g_hash_table_contains (self->views, candidate); n++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s#%u", name, n);
    }

  return candidate;
}

static void
rebuild_panels (OrielDashboardPage *self)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->views);
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (self->session, &n);

  self->views = new_views ();
  g_hash_table_remove_all (self->by_key);
  hide_tips (self);
  self->tips_canvas = NULL;

  oriel_panel_grid_begin (self->grid);
  for (guint i = 0; i < n; i++)
    {
      char *name = unique_name (self, &panels[i]);
      GtkWidget *widget = take_widget (self, old, &panels[i], name);

      if (panels[i].panel->is_row)
        oriel_row_header_set_row (ORIEL_ROW_HEADER (widget), self->session, &panels[i]);
      else
        oriel_panel_view_set_panel (ORIEL_PANEL_VIEW (widget), self->session, &panels[i]);
      oriel_panel_grid_add (self->grid, widget, &panels[i].grid);
      g_hash_table_insert (self->by_key, GINT_TO_POINTER (panels[i].key), widget);
      g_hash_table_insert (self->views, name, widget);
    }
  oriel_panel_grid_end (self->grid);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "content" : "empty");
}

static void
panel_changed_cb (OrielDashboardPage *self, int key)
{
  GtkWidget *widget = g_hash_table_lookup (self->by_key, GINT_TO_POINTER (key));

  if (ORIEL_IS_PANEL_VIEW (widget))
    oriel_panel_view_update (ORIEL_PANEL_VIEW (widget));
  update_busy (self);
}

static void
update_texts (OrielDashboardPage *self)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (self->session, &n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *widget = g_hash_table_lookup (self->by_key, GINT_TO_POINTER (panels[i].key));

      if (ORIEL_IS_PANEL_VIEW (widget))
        oriel_panel_view_update_texts (ORIEL_PANEL_VIEW (widget));
      else if (ORIEL_IS_ROW_HEADER (widget))
        oriel_row_header_set_row (ORIEL_ROW_HEADER (widget), self->session, &panels[i]);
    }
}

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
  oriel_variable_bar_update (self->variables, oriel_session_get_variables (self->session));
  oriel_link_bar_update (self->links);
  links_shown_cb (self);
}

static void
variables_changed_cb (OrielDashboardPage *self)
{
  update_controls (self);
  update_texts (self);
  update_busy (self);
}

static void
variable_chosen_cb (OrielDashboardPage *self, const char *name, const char *const *values)
{
  oriel_session_choose (self->session, name, values);
  update_controls (self);
  update_texts (self);
  update_busy (self);
  save_view (self);
}

/* --- the session --- */

static gboolean
refresh_tick_cb (gpointer user_data)
{
  OrielDashboardPage *self = user_data;

  if (self->active && self->session && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !oriel_session_is_busy (self->session))
    {
      oriel_session_refresh (self->session);
      update_time (self);
      update_busy (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
set_interval (OrielDashboardPage *self, const char *interval)
{
  double ms = 0;

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (!interval || !oriel_interval_parse (interval, &ms) || ms <= 0)
    interval = "";
  else
    self->refresh_source =
      g_timeout_add ((guint) CLAMP (ms, MIN_REFRESH_MS, G_MAXINT), refresh_tick_cb, self);

  oriel_refresh_button_set_interval (self->refresh, interval);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "refresh-every",
                                      g_variant_new_string (interval));
}

static void
refresh_if_ready (OrielDashboardPage *self)
{
  if (self->session && oriel_connections_is_ready (get_connections ()))
    {
      oriel_session_refresh (self->session);
      update_time (self);
      update_busy (self);
    }
}

static void
connect_session (OrielDashboardPage *self)
{
  OrielSession *session = self->session;

  g_signal_connect_object (session, "variables-changed", G_CALLBACK (variables_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "panel-changed", G_CALLBACK (panel_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "layout-changed", G_CALLBACK (rebuild_panels), self,
                           G_CONNECT_SWAPPED);
}

static void
leave_session (OrielDashboardPage *self)
{
  if (!self->session)
    return;

  save_view (self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  oriel_session_cancel (self->session);
  g_clear_object (&self->session);
}

static void
start_session (OrielDashboardPage *self, OrielDashboard *dashboard)
{
  g_autoptr (GFile) own = g_file_new_for_uri (oriel_page_get_uri (ORIEL_PAGE (self)));
  g_auto (GStrv) uris = known_uris ();
  JsonObject *view;

  leave_session (self);
  view = get_view (self);
  self->session = oriel_session_new (dashboard, oriel_connections_get_sources (get_connections ()));
  oriel_view_state_apply (view, self->session);
  connect_session (self);

  oriel_refresh_button_set_intervals (self->refresh,
                                      (const char *const *) dashboard->refresh_intervals);
  set_interval (self, oriel_json_string (view, "refresh", dashboard->refresh));
  oriel_link_bar_set_session (self->links, self->session, (const char *const *) uris, own);
  update_controls (self);
  gtk_widget_set_visible (oriel_page_get_controls (ORIEL_PAGE (self)), TRUE);
  rebuild_panels (self);
  update_time (self);
  refresh_if_ready (self);
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
    oriel_inputs_ask (GTK_WIDGET (self), dashboard, oriel_state_get_inputs (get_state (), uri),
                      (OrielInputsFunc) inputs_given_cb, self);
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
      refresh_if_ready (self);
    }
}

static void
loaded_cb (OrielDashboardPage *self)
{
  OrielDashboard *dashboard = oriel_dashboard_file_get_dashboard (self->file);

  oriel_page_set_loading (ORIEL_PAGE (self), FALSE);
  gtk_widget_set_visible (self->banner, FALSE);
  oriel_page_set_title (ORIEL_PAGE (self),
                        *dashboard->title ? dashboard->title : _ ("Untitled dashboard"));
  oriel_state_add_recent (get_state (), oriel_page_get_uri (ORIEL_PAGE (self)), dashboard->title);
  show_dashboard (self);
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

  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

/* --- actions --- */

static void
refresh_cb (GSimpleAction *action G_GNUC_UNUSED,
            GVariant *parameter G_GNUC_UNUSED,
            gpointer user_data)
{
  refresh_if_ready (user_data);
}

static void
cancel_cb (GSimpleAction *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED,
           gpointer user_data)
{
  OrielDashboardPage *self = user_data;

  if (self->session)
    {
      oriel_session_cancel (self->session);
      update_busy (self);
    }
}

static void
refresh_every_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  OrielDashboardPage *self = user_data;
  const char *interval = g_variant_get_string (parameter, NULL);

  set_interval (self, interval);
  json_object_set_string_member (get_view (self), "refresh", interval);
  oriel_state_touch (get_state ());
}

static void
go_in_history (OrielDashboardPage *self, gboolean back)
{
  const char *from, *to;
  g_autofree char *new_from = NULL;
  g_autofree char *new_to = NULL;

  if (!self->session)
    return;

  oriel_session_get_raw_range (self->session, &from, &to);
  if (oriel_range_history_go (self->history, back, from, to, &new_from, &new_to))
    apply_range (self, new_from, new_to);
}

static void
range_back_cb (GSimpleAction *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED,
               gpointer user_data)
{
  go_in_history (user_data, TRUE);
}

static void
range_forward_cb (GSimpleAction *action G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED,
                  gpointer user_data)
{
  go_in_history (user_data, FALSE);
}

static void
zoom_out_cb (GSimpleAction *action G_GNUC_UNUSED,
             GVariant *parameter G_GNUC_UNUSED,
             gpointer user_data)
{
  zoom_out (user_data);
}

static void
earlier_cb (GSimpleAction *action G_GNUC_UNUSED,
            GVariant *parameter G_GNUC_UNUSED,
            gpointer user_data)
{
  shift_range (user_data, -1);
}

static void
later_cb (GSimpleAction *action G_GNUC_UNUSED,
          GVariant *parameter G_GNUC_UNUSED,
          gpointer user_data)
{
  shift_range (user_data, 1);
}

static void
time_picker_cb (GSimpleAction *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED,
                gpointer user_data)
{
  oriel_time_picker_popup (ORIEL_DASHBOARD_PAGE (user_data)->picker);
}

static const GActionEntry actions[] = {
  { .name = "refresh", .activate = refresh_cb },
  { .name = "cancel", .activate = cancel_cb },
  { .name = "refresh-every", .activate = refresh_every_cb, .parameter_type = "s", .state = "''" },
  { .name = "range-back", .activate = range_back_cb },
  { .name = "range-forward", .activate = range_forward_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "earlier", .activate = earlier_cb },
  { .name = "later", .activate = later_cb },
  { .name = "time-picker", .activate = time_picker_cb },
};

static void
reload_cb (GSimpleAction *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED,
           gpointer user_data)
{
  oriel_dashboard_file_load (ORIEL_DASHBOARD_PAGE (user_data)->file);
}

static void
open_link_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  link_cb (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry page_actions[] = {
  { .name = "reload", .activate = reload_cb },
  { .name = "open-link", .activate = open_link_cb, .parameter_type = "s" },
};

/* --- the keyboard --- */

/* Esc: from the inside out, one thing at a time. */
static gboolean
escape (OrielDashboardPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->tooltip)))
    hide_tips (self);
  else if (oriel_panel_grid_get_alone (self->grid))
    set_alone (self, NULL);
  else if (self->session && oriel_session_is_busy (self->session))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "cancel", NULL);
  else
    return FALSE;

  return TRUE;
}

static gboolean
copy_tips (OrielDashboardPage *self)
{
  g_autofree char *text = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->tooltip)))
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
      zoom_out (self);
      return TRUE;
    case ORIEL_COMMAND_EARLIER:
      shift_range (self, -1);
      return TRUE;
    case ORIEL_COMMAND_LATER:
      shift_range (self, 1);
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
  self->refresh = ORIEL_REFRESH_BUTTON (oriel_refresh_button_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->picker), TRUE);

  gtk_box_append (GTK_BOX (time),
                  icon_button ("go-previous-symbolic", _ ("Earlier"), "dashboard.earlier"));
  gtk_box_append (GTK_BOX (time), GTK_WIDGET (self->picker));
  gtk_box_append (GTK_BOX (time), icon_button ("go-next-symbolic", _ ("Later"), "dashboard.later"));
  gtk_box_append (GTK_BOX (time),
                  icon_button ("oriel-zoom-out-symbolic", _ ("Zoom out"), "dashboard.zoom-out"));
  gtk_widget_add_css_class (time, "linked");
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->refresh));
  gtk_widget_add_css_class (box, "time-controls");
  gtk_widget_set_visible (box, FALSE); /* until there is something to control */

  g_signal_connect_object (self->picker, "range-chosen", G_CALLBACK (range_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "zone-chosen", G_CALLBACK (zone_chosen_cb), self,
                           G_CONNECT_SWAPPED);
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

static void
oriel_dashboard_page_dispose (GObject *object)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  leave_session (self);
  g_clear_pointer (&self->keys, oriel_page_keys_free);
  g_clear_object (&self->file);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (oriel_dashboard_page_parent_class)->dispose (object);
}

static void
oriel_dashboard_page_finalize (GObject *object)
{
  OrielDashboardPage *self = ORIEL_DASHBOARD_PAGE (object);

  g_hash_table_unref (self->views);
  g_hash_table_unref (self->by_key);
  oriel_range_history_free (self->history);

  G_OBJECT_CLASS (oriel_dashboard_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (
    class, "/io/github/oriel/Oriel/dashboard/oriel-dashboard-page.ui");
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, stack);
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
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, busy_bar);
  gtk_widget_class_bind_template_child (class, OrielDashboardPage, tooltip);
  gtk_widget_class_bind_template_callback (class, child_position_cb);
}

static void
oriel_dashboard_page_class_init (OrielDashboardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oriel_dashboard_page_dispose;
  object_class->finalize = oriel_dashboard_page_finalize;
  ORIEL_PAGE_CLASS (klass)->set_active = oriel_dashboard_page_set_active;
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
oriel_dashboard_page_init (OrielDashboardPage *self)
{
  self->views = new_views ();
  self->by_key = g_hash_table_new (NULL, NULL);
  self->history = oriel_range_history_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  oriel_panel_grid_set_adjustment (self->grid, gtk_scrolled_window_get_vadjustment (self->scroll));
  add_actions (self);
  build_controls (self);
  self->keys = oriel_page_keys_new (GTK_WIDGET (self), self->grid, command_cb, self);

  g_signal_connect_object (self->tooltip, "closed", G_CALLBACK (tooltip_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->links, "open", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->links, "notify::visible", G_CALLBACK (links_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->variables, "chosen", G_CALLBACK (variable_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_connections (), "sources-changed", G_CALLBACK (refresh_if_ready),
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
  oriel_dashboard_file_load (self->file);

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
  update_time (self);
}
