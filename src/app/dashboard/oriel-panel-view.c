/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One panel on the page. The header is made of widgets, the inside is the canvas; states change
 * what stands around the picture, never the picture itself. There may be hundreds: what is not
 * seen at first is made later, or never. */

#include "config.h"

#include "app/dashboard/oriel-panel-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/dashboard/oriel-description.h"
#include "app/dashboard/oriel-header-button.h"
#include "app/dashboard/oriel-panel-export.h"
#include "app/widgets/oriel-focus.h"
#include "viz/oriel-grid.h"
#include "viz/oriel-panel-frame.h"

#define HEADER_PX 40
#define LOADING_DELAY_MS 300
#define SMALL_PANEL_PX 150
#define MAX_TITLE_CHARACTERS 300

/* What stands in the header, from left to right. */
typedef enum
{
  ERROR_BUTTON,
  TITLE,
  DESCRIPTION_BUTTON,
  LINKS_BUTTON,
  TIME_INFO,
  NOTICE_BUTTON,
  MENU_BUTTON,
  N_PARTS
} Part;

struct _OrielPanelView
{
  GtkWidget parent_instance;

  OrielPanelCanvas *canvas;
  GtkWidget *header;
  GtkWidget *failure;     /* nullable, as its parts and those of the popover: see build_failure() */
  GtkWidget *loading_bar; /* nullable */
  GtkLabel *failure_text;
  GtkWidget *failure_buttons;
  GtkLabel *error_text;
  GtkLabel *error_query;
  GtkLabel *title;
  GtkWidget *parts[N_PARTS]; /* all but the title are NULL until needed */
  GtkLabel *description;     /* nullable until there is one */
  GtkLabel *notices;         /* nullable until there are some */

  OrielSession *session;     /* nullable */
  OrielDashboard *dashboard; /* keeps `placed.panel` */
  OrielPlacedPanel placed;
  guint loading_source;
  guint complete_source;
  gboolean in_sight;
};

G_DEFINE_FINAL_TYPE (OrielPanelView, oriel_panel_view, GTK_TYPE_WIDGET)

enum
{
  VIEW,
  RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_title (OrielPanelView *self)
{
  return *gtk_label_get_label (self->title) != '\0';
}

/* --- layout --- */

static void
allocate_at (GtkWidget *child, const OrielRect *rect)
{
  GskTransform *transform =
    gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) rect->x, (float) rect->y));

  gtk_widget_allocate (child, (int) rect->width, (int) rect->height, -1, transform);
}

/* Where a panel of that size draws. */
static OrielRect
inner_of (OrielPanelView *self, int width, int height)
{
  const OrielPanel *panel = self->placed.panel;
  gboolean fills = panel && oriel_viz_find (panel->type)->fills;

  return oriel_panel_frame_inner (has_title (self), fills, width, height);
}

/* The header never asks for more than the panel has: what does not fit is cut. */
static void
allocate_header (OrielPanelView *self, int width)
{
  int minimum;
  OrielRect rect = { 0, 0, width, HEADER_PX };

  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  rect.width = MAX (width, minimum);
  allocate_at (self->header, &rect);
}

static void
oriel_panel_view_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline G_GNUC_UNUSED)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);
  OrielRect inner = inner_of (self, width, height);
  int minimum;

  allocate_header (self, width);
  allocate_at (GTK_WIDGET (self->canvas), &inner);

  if (self->loading_bar && gtk_widget_get_visible (self->loading_bar))
    allocate_at (self->loading_bar, &(OrielRect){ 0, 0, width, 2 });
  if (!self->failure)
    return;

  gtk_widget_measure (self->failure, GTK_ORIENTATION_VERTICAL, (int) inner.width, &minimum, NULL,
                      NULL, NULL);
  inner.height = MAX (inner.height, minimum);
  if (gtk_widget_get_visible (self->failure))
    allocate_at (self->failure, &inner);
}

static void
oriel_panel_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline G_GNUC_UNUSED,
                          int *natural_baseline G_GNUC_UNUSED)
{
  /* The grid decides; GTK only wants its children to have been asked. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  *minimum = *natural = 0;
}

/* --- focus --- */

static GtkWidget *
next_child (GtkWidget *child, gboolean forward)
{
  return forward ? gtk_widget_get_next_sibling (child) : gtk_widget_get_prev_sibling (child);
}

/* Moves the focus into `child` or the first after it that takes it. */
static gboolean
focus_from (GtkWidget *child, GtkDirectionType direction, gboolean forward)
{
  for (; child; child = next_child (child, forward))
    if (gtk_widget_is_visible (child) && gtk_widget_child_focus (child, direction))
      return TRUE;

  return FALSE;
}

/* Tab goes from the panel to its chart, then to the buttons of its header, then on. */
static gboolean
oriel_panel_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean forward = direction != GTK_DIR_TAB_BACKWARD;
  GtkWidget *inside = gtk_widget_get_focus_child (widget);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (oriel_panel_view_parent_class)->focus (widget, direction);
  if (inside && (gtk_widget_child_focus (inside, direction) ||
                 focus_from (next_child (inside, forward), direction, forward)))
    return TRUE;
  if (gtk_widget_is_focus (widget))
    return forward && focus_from (gtk_widget_get_first_child (widget), direction, TRUE);
  if (inside && forward)
    return FALSE;
  if (!inside && !forward && focus_from (gtk_widget_get_last_child (widget), direction, FALSE))
    return TRUE;

  return gtk_widget_grab_focus (widget);
}

/* --- state --- */

static void
build_loading_bar (OrielPanelView *self)
{
  self->loading_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_can_target (self->loading_bar, FALSE);
  gtk_widget_add_css_class (self->loading_bar, "loading-bar");
  gtk_widget_insert_before (self->loading_bar, GTK_WIDGET (self), NULL);
}

static gboolean
show_loading_cb (gpointer user_data)
{
  OrielPanelView *self = user_data;

  self->loading_source = 0;
  if (!self->loading_bar)
    build_loading_bar (self);
  gtk_widget_set_visible (self->loading_bar, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
  return G_SOURCE_REMOVE;
}

static void
set_loading (OrielPanelView *self, gboolean loading)
{
  if (loading)
    {
      if (self->loading_source == 0 &&
          !(self->loading_bar && gtk_widget_get_visible (self->loading_bar)))
        self->loading_source = g_timeout_add (LOADING_DELAY_MS, show_loading_cb, self);
      return;
    }

  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (!self->loading_bar)
    return;
  gtk_widget_set_visible (self->loading_bar, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, FALSE, -1);
}

static char *
join (GPtrArray *texts, const char *between)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; texts && i < texts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? between : "",
                            (const char *) g_ptr_array_index (texts, i));
  return g_string_free (all, FALSE);
}

static void
add_part (OrielPanelView *self, Part part, GtkWidget *widget)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < part; i++)
    before = self->parts[i] ? self->parts[i] : before;
  self->parts[part] = widget;
  gtk_box_insert_child_after (GTK_BOX (self->header), widget, before);
}

/* Makes a button of the header when it is first needed. Returns it, or NULL. */
static GtkMenuButton *
show_button (OrielPanelView *self, Part part, OrielHeaderButton kind, gboolean visible)
{
  if (!self->parts[part] && visible)
    add_part (self, part, GTK_WIDGET (oriel_header_button_new (kind)));
  if (!self->parts[part])
    return NULL;

  gtk_widget_set_visible (self->parts[part], visible);
  return GTK_MENU_BUTTON (self->parts[part]);
}

/* What tells of errors; most panels never need it. */
static void
build_failure (OrielPanelView *self)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/oriel/Oriel/dashboard/oriel-panel-failure.ui");

  self->failure = GTK_WIDGET (gtk_builder_get_object (builder, "failure"));
  self->failure_text = GTK_LABEL (gtk_builder_get_object (builder, "failure_text"));
  self->failure_buttons = GTK_WIDGET (gtk_builder_get_object (builder, "failure_buttons"));
  self->error_text = GTK_LABEL (gtk_builder_get_object (builder, "error_text"));
  self->error_query = GTK_LABEL (gtk_builder_get_object (builder, "error_query"));

  gtk_widget_insert_after (self->failure, GTK_WIDGET (self), GTK_WIDGET (self->canvas));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->parts[ERROR_BUTTON]),
                               GTK_WIDGET (gtk_builder_get_object (builder, "error_popover")));
}

static void
set_error (OrielPanelView *self, const OrielPanelData *data)
{
  gboolean nothing_to_see = data->error && data->frames->len == 0;
  g_autofree char *queries = join (data->executed, "\n\n");

  show_button (self, ERROR_BUTTON, ORIEL_HEADER_ERROR, data->error != NULL);
  gtk_widget_set_child_visible (GTK_WIDGET (self->canvas), !nothing_to_see);
  if (data->error && !self->failure)
    build_failure (self);
  if (!self->failure)
    return;

  gtk_widget_set_visible (self->failure, nothing_to_see);
  gtk_widget_set_visible (self->failure_buttons,
                          oriel_grid_height (self->placed.grid.height) >= SMALL_PANEL_PX);
  gtk_widget_set_visible (GTK_WIDGET (self->error_query), *queries != '\0');
  gtk_label_set_label (self->error_query, queries);
  gtk_label_set_label (self->error_text, data->error ? data->error : "");
  gtk_label_set_label (self->failure_text, data->error ? data->error : "");
}

/* A text that `button` shows; most panels have none. */
static GtkLabel *
add_note (GtkMenuButton *button)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, 48);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_selectable (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), "panel-note");

  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (label));
  gtk_menu_button_set_popover (button, popover);
  return label;
}

static void
set_notices (OrielPanelView *self, const OrielPanelData *data)
{
  g_autofree char *text = join (data->notices, "\n\n");
  GtkMenuButton *button = show_button (self, NOTICE_BUTTON, ORIEL_HEADER_NOTICES, *text != '\0');

  if (*text != '\0' && !self->notices)
    self->notices = add_note (button);
  if (self->notices)
    gtk_label_set_label (self->notices, text);
}

static GtkWidget *
new_time_info (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "panel-time-info");
  return label;
}

static void
set_time_info (OrielPanelView *self, const OrielPanelData *data)
{
  if (!self->parts[TIME_INFO] && data->time_info)
    add_part (self, TIME_INFO, new_time_info ());
  if (!self->parts[TIME_INFO])
    return;

  gtk_label_set_label (GTK_LABEL (self->parts[TIME_INFO]), data->time_info ? data->time_info : "");
  gtk_widget_set_visible (self->parts[TIME_INFO], data->time_info != NULL);
}

/* Says what the panel shows, for those who do not see it. */
static void
update_description (OrielPanelView *self)
{
  OrielPicture *picture = oriel_panel_canvas_get_picture (self->canvas);
  const char *error = self->error_text ? gtk_label_get_label (self->error_text) : "";
  g_autoptr (GString) text = g_string_new (gtk_label_get_label (self->title));

  if (picture)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ". " : "",
                            oriel_picture_get_description (picture));
  if (*error)
    g_string_append_printf (text, ". %s: %s", _ ("Failed"), error);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static void
drawn_cb (OrielPanelView *self)
{
  update_description (self);
}

/* --- actions --- */

static void
view_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[VIEW], 0);
}

static void
retry_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);

  if (self->parts[ERROR_BUTTON])
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->parts[ERROR_BUTTON]));
  g_signal_emit (self, signals[RETRY], 0);
}

static void
show_all_series_cb (GtkWidget *widget,
                    const char *action G_GNUC_UNUSED,
                    GVariant *parameter G_GNUC_UNUSED)
{
  oriel_panel_canvas_show_all_series (ORIEL_PANEL_VIEW (widget)->canvas);
}

static void
copy_data_cb (GtkWidget *widget,
              const char *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);
  g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (self->session, self->placed.key);

  oriel_panel_copy_data (GTK_WIDGET (self), data, oriel_session_get_zone (self->session));
}

static void
copy_queries_cb (GtkWidget *widget,
                 const char *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);
  g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (self->session, self->placed.key);
  g_autofree char *text = join (data->executed, "\n\n");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_picture_cb (GtkWidget *widget,
                 const char *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);

  oriel_panel_copy_picture (GTK_WIDGET (self), oriel_panel_canvas_get_picture (self->canvas),
                            oriel_panel_view_get_title (self));
}

static void
save_picture_cb (GtkWidget *widget,
                 const char *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);

  oriel_panel_save_picture (GTK_WIDGET (self), oriel_panel_canvas_get_picture (self->canvas),
                            oriel_panel_view_get_title (self));
}

/* Links lead to the range and the variables as they are when they are followed. */
static void
open_link_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);
  GPtrArray *links = self->placed.panel->links;
  guint i = g_variant_get_uint32 (parameter);
  const OrielPanelLink *link = links && i < links->len ? g_ptr_array_index (links, i) : NULL;
  g_autoptr (JsonObject) json = json_object_new ();
  g_autofree char *href = NULL;

  if (!link || !link->url)
    return;

  json_object_set_string_member (json, "url", link->url);
  href = oriel_session_link_href (self->session, self->placed.key, json);
  gtk_widget_activate_action (GTK_WIDGET (self), "page.open-link", "s", href);
}

static void
install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "panel.open-link", "u", open_link_cb);
  gtk_widget_class_install_action (class, "panel.view", NULL, view_cb);
  gtk_widget_class_install_action (class, "panel.retry", NULL, retry_cb);
  gtk_widget_class_install_action (class, "panel.show-all-series", NULL, show_all_series_cb);
  gtk_widget_class_install_action (class, "panel.copy-data", NULL, copy_data_cb);
  gtk_widget_class_install_action (class, "panel.copy-queries", NULL, copy_queries_cb);
  gtk_widget_class_install_action (class, "panel.copy-picture", NULL, copy_picture_cb);
  gtk_widget_class_install_action (class, "panel.save-picture", NULL, save_picture_cb);
}

/* The page decides what may be opened, and how. */
static gboolean
description_link_cb (OrielPanelView *self, const char *url)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "page.open-link", "s", url);
  return TRUE;
}

/* --- menus, made when first opened --- */

static GMenuModel *
get_panel_menu (void)
{
  static GMenuModel *menu = NULL;

  if (!menu)
    {
      g_autoptr (GtkBuilder) builder =
        gtk_builder_new_from_resource ("/io/github/oriel/Oriel/dashboard/oriel-panel-menu.ui");

      menu = g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "panel_menu")));
    }

  return menu;
}

/* Before it is opened, each time. */
static void
create_panel_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  OrielPanelView *self = user_data;
  GHashTable *hidden = oriel_panel_canvas_get_hidden (self->canvas);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "panel.show-all-series",
                                 hidden && g_hash_table_size (hidden) > 0);
  if (!gtk_menu_button_get_menu_model (button))
    gtk_menu_button_set_menu_model (button, get_panel_menu ());
}

static void
name_menu (OrielPanelView *self)
{
  g_autofree char *name =
    g_strdup_printf (_ ("Menu of panel %s"), oriel_panel_view_get_title (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->parts[MENU_BUTTON]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
ensure_menu_button (OrielPanelView *self)
{
  GtkMenuButton *button;

  g_clear_handle_id (&self->complete_source, g_source_remove);
  if (self->parts[MENU_BUTTON])
    return;

  button = oriel_header_button_new (ORIEL_HEADER_MENU);
  gtk_menu_button_set_create_popup_func (button, create_panel_menu_cb, self, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (button), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (button), GTK_ALIGN_END);
  add_part (self, MENU_BUTTON, GTK_WIDGET (button));
  name_menu (self);
}

static gboolean
complete_cb (gpointer user_data)
{
  OrielPanelView *self = user_data;

  self->complete_source = 0;
  ensure_menu_button (self);
  return G_SOURCE_REMOVE;
}

/* What is seen for the first time is made complete when there is time. */
static void
oriel_panel_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (widget);

  GTK_WIDGET_CLASS (oriel_panel_view_parent_class)->snapshot (widget, snapshot);

  if (!self->parts[MENU_BUTTON] && self->complete_source == 0)
    self->complete_source = g_idle_add_full (G_PRIORITY_LOW, complete_cb, self, NULL);
}

/* A title that is cut is told in full; what can be read is not said again. */
static gboolean
title_tooltip_cb (GtkLabel *title,
                  int x G_GNUC_UNUSED,
                  int y G_GNUC_UNUSED,
                  gboolean by_keyboard G_GNUC_UNUSED,
                  GtkTooltip *tooltip,
                  gpointer user_data G_GNUC_UNUSED)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (title)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_label (title));
  return TRUE;
}

/* What was clicked is what the keyboard means. */
static void
pressed_cb (OrielPanelView *self, int n G_GNUC_UNUSED, double x, double y)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (target == GTK_WIDGET (self->canvas))
    oriel_focus_in_place (target);
  else if (!gtk_widget_get_focus_child (GTK_WIDGET (self)) &&
           !(target && gtk_widget_get_ancestor (target, GTK_TYPE_BUTTON)))
    oriel_focus_in_place (GTK_WIDGET (self));
}

static void
right_click_cb (OrielPanelView *self, int n G_GNUC_UNUSED, double x G_GNUC_UNUSED, double y)
{
  if (y < HEADER_PX)
    oriel_panel_view_popup_menu (self);
}

/* --- the widget --- */

static void
oriel_panel_view_dispose (GObject *object)
{
  OrielPanelView *self = ORIEL_PANEL_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_handle_id (&self->complete_source, g_source_remove);
  g_clear_pointer (&self->dashboard, oriel_dashboard_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (oriel_panel_view_parent_class)->dispose (object);
}

static void
oriel_panel_view_finalize (GObject *object)
{
  g_free ((char *) ORIEL_PANEL_VIEW (object)->placed.repeat_value);

  G_OBJECT_CLASS (oriel_panel_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (
    class, "/io/github/oriel/Oriel/dashboard/oriel-panel-view.ui");
  gtk_widget_class_bind_template_child (class, OrielPanelView, canvas);
  gtk_widget_class_bind_template_child (class, OrielPanelView, header);
  gtk_widget_class_bind_template_child (class, OrielPanelView, title);
}

static void
oriel_panel_view_class_init (OrielPanelViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = oriel_panel_view_dispose;
  object_class->finalize = oriel_panel_view_finalize;
  widget_class->focus = oriel_panel_view_focus;
  widget_class->measure = oriel_panel_view_measure;
  widget_class->size_allocate = oriel_panel_view_size_allocate;
  widget_class->snapshot = oriel_panel_view_snapshot;

  signals[VIEW] =
    g_signal_new ("view", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] =
    g_signal_new ("retry", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ORIEL_TYPE_PANEL_CANVAS);
  bind_template (widget_class);
  install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "panel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
oriel_panel_view_init (OrielPanelView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *right_click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->parts[TITLE] = GTK_WIDGET (self->title);
  gtk_widget_set_has_tooltip (self->parts[TITLE], TRUE);
  g_signal_connect (self->title, "query-tooltip", G_CALLBACK (title_tooltip_cb), NULL);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right_click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (right_click, "pressed", G_CALLBACK (right_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (right_click));
  g_signal_connect_object (self->canvas, "drawn", G_CALLBACK (drawn_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
oriel_panel_view_new (void)
{
  return g_object_new (ORIEL_TYPE_PANEL_VIEW, NULL);
}

static void
set_links (OrielPanelView *self)
{
  GPtrArray *links = self->placed.panel->links;
  gboolean has_links = links && links->len > 0;
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkMenuButton *button;

  for (guint i = 0; links && i < links->len; i++)
    {
      const OrielPanelLink *link = g_ptr_array_index (links, i);
      g_autofree char *title =
        oriel_session_interpolate (self->session, self->placed.key, link->title ? link->title : "");
      g_autoptr (GMenuItem) item = g_menu_item_new (*title || !link->url ? title : link->url, NULL);

      g_menu_item_set_action_and_target (item, "panel.open-link", "u", i);
      g_menu_append_item (menu, item);
    }

  button = show_button (self, LINKS_BUTTON, ORIEL_HEADER_LINKS, has_links);
  if (button)
    gtk_menu_button_set_menu_model (button, has_links ? G_MENU_MODEL (menu) : NULL);
}

static void
name_widgets (OrielPanelView *self)
{
  const char *title = oriel_panel_view_get_title (self);
  g_autofree char *chart_name = g_strdup_printf (_ ("Content of %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  chart_name, -1);
  if (self->parts[MENU_BUTTON])
    name_menu (self);
}

/* A title with thousands of values in it is none that anyone reads, or Pango lays out. */
static char *
cut_title (char *title)
{
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (title, -1) <= MAX_TITLE_CHARACTERS)
    return title;

  cut = g_utf8_substring (title, 0, MAX_TITLE_CHARACTERS);
  g_free (title);
  return g_strconcat (cut, "…", NULL);
}

static void
set_description (OrielPanelView *self, const char *description)
{
  g_autofree char *markup = oriel_description_to_markup (description);

  if (!self->description)
    {
      self->description = add_note (GTK_MENU_BUTTON (self->parts[DESCRIPTION_BUTTON]));
      g_signal_connect_object (self->description, "activate-link", G_CALLBACK (description_link_cb),
                               self, G_CONNECT_SWAPPED);
    }
  gtk_label_set_markup (self->description, markup);
}

void
oriel_panel_view_update_texts (OrielPanelView *self)
{
  g_autofree char *title = cut_title (oriel_session_dup_title (self->session, self->placed.key));
  g_autofree char *description = oriel_session_dup_description (self->session, self->placed.key);

  gtk_label_set_label (self->title, title);
  /* GTK asks for more room for the dots than for a letter or two. */
  gtk_label_set_ellipsize (self->title, g_utf8_strlen (title, 4) > 3 ? PANGO_ELLIPSIZE_END
                                                                     : PANGO_ELLIPSIZE_NONE);
  if (show_button (self, DESCRIPTION_BUTTON, ORIEL_HEADER_DESCRIPTION, description && *description))
    set_description (self, description ? description : "");
  set_links (self);
  name_widgets (self);
}

void
oriel_panel_view_set_panel (OrielPanelView *self,
                            OrielSession *session,
                            const OrielPlacedPanel *placed)
{
  g_free ((char *) self->placed.repeat_value);
  self->placed = *placed;
  self->placed.repeat_value = g_strdup (placed->repeat_value);
  g_clear_pointer (&self->dashboard, oriel_dashboard_unref);
  self->dashboard = oriel_dashboard_ref (oriel_session_get_dashboard (session));
  g_set_object (&self->session, session);

  if (placed->panel->transparent)
    gtk_widget_add_css_class (GTK_WIDGET (self), "transparent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "transparent");

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  oriel_panel_view_update_texts (self);
  oriel_panel_view_update (self);
}

void
oriel_panel_view_update (OrielPanelView *self)
{
  g_autoptr (OrielPictureContent) content =
    oriel_picture_content_new (self->session, &self->placed);
  const OrielPanelData *data = oriel_picture_content_get_data (content);

  set_loading (self, data->state == ORIEL_PANEL_LOADING);
  set_error (self, data);
  set_notices (self, data);
  set_time_info (self, data);

  /* Before the first answer there is nothing to draw, and what another session left stays. */
  if (data->state == ORIEL_PANEL_DONE || data->frames->len > 0)
    oriel_panel_canvas_set_content (self->canvas, content);
  update_description (self);
}

int
oriel_panel_view_get_key (OrielPanelView *self)
{
  return self->placed.key;
}

const char *
oriel_panel_view_get_title (OrielPanelView *self)
{
  const char *title = gtk_label_get_label (self->title);

  return *title ? title : _ ("Untitled panel");
}

OrielPanelCanvas *
oriel_panel_view_get_canvas (OrielPanelView *self)
{
  return self->canvas;
}

void
oriel_panel_view_foresee (OrielPanelView *self, int width_px, int height_px)
{
  OrielRect inner = inner_of (self, width_px, height_px);

  oriel_panel_canvas_foresee (self->canvas, (int) inner.width, (int) inner.height);
  oriel_panel_view_set_in_sight (self, TRUE, width_px);
}

void
oriel_panel_view_set_in_sight (OrielPanelView *self, gboolean in_sight, int width_px)
{
  if (self->session)
    oriel_session_set_visible (self->session, self->placed.key, in_sight, width_px);
  self->in_sight = in_sight;
  oriel_panel_canvas_set_in_sight (self->canvas, in_sight);
}

void
oriel_panel_view_popup_menu (OrielPanelView *self)
{
  ensure_menu_button (self);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->parts[MENU_BUTTON]));
}
