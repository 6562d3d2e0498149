/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of a panel.
 *
 * The picture is one node; crosshair and selection are a child of their own. At most
 * one picture is being made at a time: what is asked for meanwhile is made from the newest wish
 * when that is done, so that nothing piles up and nothing starves. */

#include "config.h"

#include "app/dashboard/oriel-panel-canvas.h"

#include <adwaita.h>
#include <math.h>

#include "app/dashboard/oriel-area-cursor.h"
#include "app/dashboard/oriel-area-walk.h"
#include "app/dashboard/oriel-cell-view.h"
#include "app/dashboard/oriel-frame-choice.h"
#include "app/dashboard/oriel-hidden-series.h"
#include "app/dashboard/oriel-plot-overlay.h"
#include "app/dashboard/oriel-sample-walk.h"
#include "app/dashboard/oriel-scroll-marks.h"
#include "app/dashboard/oriel-tips-queue.h"

#define DRAG_THRESHOLD_PX 6
#define WHEEL_STEP_PX 60
#define ANYWHERE 0.33 /* how far down the plot values are shown that have no place of their own */

struct _OrielPanelCanvas
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *choice; /* nullable: the popover that chooses a frame or shows a value */

  OrielPictureContent *content; /* nullable */
  OrielPicture *picture;        /* nullable: what is shown */
  GCancellable *cancellable;    /* of all work, cancelled when the widget goes */
  gboolean in_sight;
  gboolean drawing, draw_again;
  int drawing_width, drawing_height;   /* px: of what is being drawn */
  int foreseen_width, foreseen_height; /* px: until the canvas is given its place */

  GHashTable *hidden; /* nullable: set of labels; replaced, never changed */
  double scroll_x, scroll_y;
  int sort_field;
  gboolean sort_descending;
  guint page;
  int frame;

  const char *pointer_shape;   /* nullable: name of the cursor, a constant */
  double pointer_x, pointer_y; /* NAN: elsewhere */
  double walk_time;            /* of the keyboard; NAN: not walking */
  OrielTipsQueue *tips;
  double tips_x;     /* x value whose tips are wanted or shown; NAN: none */
  double echo_share; /* how far down those of another panel's pointer stand; NAN: it is our own */
  gboolean pin_tips, pinned;
  OrielHit mark;    /* the annotation or exemplar whose tips are shown; of kind nothing: none */
  double drag_from; /* px; NAN: no selection */

  OrielAreaCursor areas; /* where the keyboard is */
};

G_DEFINE_FINAL_TYPE (OrielPanelCanvas, oriel_panel_canvas, GTK_TYPE_WIDGET)

enum
{
  DRAWN,
  ZOOM,
  ZOOM_OUT,
  CURSOR,
  TIPS,
  ECHO_TIPS,
  LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- drawing --- */

static void draw (OrielPanelCanvas *self);
static void find_area_again (OrielPanelCanvas *self);

static gboolean
debug_repaints (void)
{
  static int wanted = -1;
  static const GDebugKey keys[] = { { "repaints", 1 } };

  if (wanted < 0)
    wanted = g_parse_debug_string (g_getenv ("ORIEL_DEBUG"), keys, G_N_ELEMENTS (keys)) & 1;
  return wanted;
}

static void
update_plot (OrielPanelCanvas *self)
{
  const OrielScenePlot *plot =
    self->picture ? oriel_scene_get_plot (oriel_picture_get_scene (self->picture)) : NULL;

  oriel_plot_overlay_set_plot (ORIEL_PLOT_OVERLAY (self->overlay), plot ? &plot->rect : NULL);
  oriel_plot_overlay_set_lit (ORIEL_PLOT_OVERLAY (self->overlay), NULL);
}

static void
drawn_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielPanelCanvas) self = user_data;
  OrielPicture *picture = oriel_picture_draw_finish (result, NULL);

  self->drawing = FALSE;
  if (!picture) /* only when cancelled */
    return;

  g_clear_pointer (&self->picture, oriel_picture_unref);
  self->picture = picture;
  if (debug_repaints ())
    g_printerr ("repaints: %u\n", oriel_picture_count_paints ()); /* not shown */

  update_plot (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[DRAWN], 0);
  find_area_again (self);
  if (self->draw_again)
    draw (self);
}

/* Of one that is not shown yet: as wide as it will be. */
static int
window_width (OrielPanelCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width = root ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;
  int height;

  if (width == 0 && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  return width;
}

static int
width_of (OrielPanelCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width > 0 ? width : self->foreseen_width;
}

static int
height_of (OrielPanelCanvas *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  return height > 0 ? height : self->foreseen_height;
}

static void
draw (OrielPanelCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const OrielPictureView view = {
    .width = width_of (self),
    .height = height_of (self),
    .scale = gtk_widget_get_scale_factor (widget),
    .dark = adw_style_manager_get_dark (adw_style_manager_get_default ()),
    .hidden = self->hidden,
    .scroll_x = self->scroll_x,
    .scroll_y = self->scroll_y,
    .sort_field = self->sort_field,
    .sort_descending = self->sort_descending,
    .page = self->page,
    .frame = self->frame,
    .window_width = window_width (self),
  };

  if (!self->content || !self->in_sight || view.width < 1 || view.height < 1)
    return;

  self->draw_again = self->drawing;
  if (self->drawing)
    return;

  self->drawing = TRUE;
  self->drawing_width = width_of (self);
  self->drawing_height = height_of (self);
  oriel_picture_draw_async (self->content, &view, self->picture, self->cancellable, drawn_cb,
                            g_object_ref (self));
}

/* Where what is scrolled ends: above the buttons below a table. */
static double
scrolled_end (OrielPanelCanvas *self, double height)
{
  guint n;
  const OrielHitArea *areas =
    oriel_scene_get_hit_areas (oriel_picture_get_scene (self->picture), &n);

  for (guint i = 0; i < n; i++)
    if (areas[i].hit.kind == ORIEL_HIT_PAGE || areas[i].hit.kind == ORIEL_HIT_FRAME)
      height = MIN (height, areas[i].rect.y - ORIEL_SCROLL_MARK_PX);

  return height;
}

/* Content that is larger than the panel shows that there is more. */
static void
append_marks (OrielPanelCanvas *self, GtkSnapshot *snapshot)
{
  OrielScrollMark across = { .scroll = self->scroll_x };
  OrielScrollMark down = { .scroll = self->scroll_y };
  GdkRGBA color;

  if (!self->picture)
    return;

  oriel_picture_get_content_size (self->picture, &across.content, &down.content);
  oriel_picture_get_size (self->picture, &across.length, &down.length);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  oriel_scroll_mark_append_vertical (&down, snapshot, &color, across.length);
  oriel_scroll_mark_append_horizontal (&across, snapshot, &color, scrolled_end (self, down.length));
}

static void
oriel_panel_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielPanelCanvas *self = ORIEL_PANEL_CANVAS (widget);

  if (self->picture)
    oriel_picture_snapshot (self->picture, snapshot,
                            gtk_native_get_renderer (gtk_widget_get_native (widget)));
  append_marks (self, snapshot);
  gtk_widget_snapshot_child (widget, self->overlay, snapshot);
}

static gboolean
fits (OrielPanelCanvas *self)
{
  double width, height;

  if (self->drawing)
    return self->drawing_width == gtk_widget_get_width (GTK_WIDGET (self)) &&
           self->drawing_height == gtk_widget_get_height (GTK_WIDGET (self));
  if (!self->picture || !oriel_picture_has_pixels (self->picture))
    return FALSE;

  oriel_picture_get_size (self->picture, &width, &height);
  return width == gtk_widget_get_width (GTK_WIDGET (self)) &&
         height == gtk_widget_get_height (GTK_WIDGET (self));
}

static void
oriel_panel_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OrielPanelCanvas *self = ORIEL_PANEL_CANVAS (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  if (self->choice)
    gtk_popover_present (GTK_POPOVER (self->choice));
  if (!fits (self))
    draw (self);
}

static void
oriel_panel_canvas_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size G_GNUC_UNUSED,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  OrielPanelCanvas *self = ORIEL_PANEL_CANVAS (widget);

  /* GTK wants children measured; the overlay takes what it gets. */
  gtk_widget_measure (self->overlay, orientation, -1, minimum, natural, NULL, NULL);
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- the plot's scale --- */

static const OrielScenePlot *
get_plot (OrielPanelCanvas *self)
{
  return self->picture ? oriel_scene_get_plot (oriel_picture_get_scene (self->picture)) : NULL;
}

static gboolean
is_in_plot (const OrielScenePlot *plot, double x, double y)
{
  return plot && x >= plot->rect.x && x <= plot->rect.x + plot->rect.width && y >= plot->rect.y &&
         y <= plot->rect.y + plot->rect.height;
}

static double
value_at (const OrielScenePlot *plot, double x, double y)
{
  double from_start = plot->runs_down ? y - plot->rect.y : x - plot->rect.x;
  double length = plot->runs_down ? plot->rect.height : plot->rect.width;
  double share = length > 0 ? from_start / length : 0;

  return plot->x_min + CLAMP (share, 0, 1) * (plot->x_max - plot->x_min);
}

/* How far along the plot a value lies, NAN: not within it. */
static double
share_of (const OrielScenePlot *plot, double value)
{
  if (plot->x_max <= plot->x_min || value < plot->x_min || value > plot->x_max)
    return NAN;
  return (value - plot->x_min) / (plot->x_max - plot->x_min);
}

/* Of plots whose x runs to the right. */
static double
place_of (const OrielScenePlot *plot, double value)
{
  return plot->rect.x + share_of (plot, value) * plot->rect.width;
}

/* --- tips --- */

static void
describe_tips (OrielPanelCanvas *self, OrielTips *tips)
{
  g_autoptr (GString) text = g_string_new (tips->title ? tips->title : "");

  for (guint i = 0; i < MIN (tips->rows->len, 20); i++)
    {
      const OrielVizTip *tip = &g_array_index (tips->rows, OrielVizTip, i);

      g_string_append_printf (text, "%s%s %s", i == 0 ? ": " : ", ", tip->label, tip->value);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
}

static void
show_echo (OrielPanelCanvas *self, OrielTips *tips)
{
  const OrielScenePlot *plot = get_plot (self);
  double x = plot ? place_of (plot, self->tips_x) : NAN;

  if (!isnan (x))
    g_signal_emit (self, signals[ECHO_TIPS], 0, tips, x,
                   plot->rect.y + plot->rect.height * self->echo_share);
}

static void
light_up (OrielPanelCanvas *self, const OrielTips *tips)
{
  gboolean lights = tips && tips->lit.width > 0 && tips->lit.height > 0;

  oriel_plot_overlay_set_lit (ORIEL_PLOT_OVERLAY (self->overlay), lights ? &tips->lit : NULL);
}

static void
show_tips (OrielPanelCanvas *self, OrielTips *tips)
{
  const OrielScenePlot *plot = get_plot (self);
  double x = self->pointer_x;
  double y = self->pointer_y;

  if (isnan (x) && plot)
    {
      double share = share_of (plot, self->tips_x);

      x = plot->rect.x + plot->rect.width * (plot->runs_down ? ANYWHERE : share);
      y = plot->rect.y + plot->rect.height * (plot->runs_down ? share : ANYWHERE);
    }
  if (tips && !isnan (self->walk_time))
    describe_tips (self, tips);
  /* The answer before the one that the click asked for may be the one that is pinned. */
  if (tips && self->pin_tips)
    self->pinned = TRUE;
  light_up (self, tips);
  g_signal_emit (self, signals[TIPS], 0, tips, x, y, self->pinned);
  self->pin_tips = FALSE;
}

static void
tips_cb (OrielTips *tips, gpointer user_data)
{
  OrielPanelCanvas *self = user_data;

  if (isnan (self->echo_share))
    show_tips (self, tips);
  else
    show_echo (self, tips);
}

static gboolean
shows_mark (OrielPanelCanvas *self)
{
  return self->mark.kind != ORIEL_HIT_NOTHING;
}

/* The frame around it stays where the keyboard is at it. */
static void
leave_mark (OrielPanelCanvas *self)
{
  if (shows_mark (self) && !self->areas.active)
    oriel_plot_overlay_set_mark (ORIEL_PLOT_OVERLAY (self->overlay), NULL);
  self->mark.kind = ORIEL_HIT_NOTHING;
}

static void
want_tips (OrielPanelCanvas *self, double x_value)
{
  const OrielTipPlace place = { x_value, self->pointer_x, self->pointer_y };

  leave_mark (self);
  self->tips_x = x_value;
  if (self->picture)
    oriel_tips_queue_ask (self->tips, self->picture, &place);
}

static void
forget_tips (OrielPanelCanvas *self)
{
  leave_mark (self);
  self->tips_x = NAN;
  self->pin_tips = FALSE;
  light_up (self, NULL);
  oriel_tips_queue_stop (self->tips);
}

/* What another panel's pointer showed goes when it leaves, or when our own comes. */
static void
end_echo (OrielPanelCanvas *self)
{
  if (isnan (self->echo_share))
    return;

  self->echo_share = NAN;
  forget_tips (self);
  g_signal_emit (self, signals[ECHO_TIPS], 0, NULL, 0.0, 0.0);
}

static void
hide_tips (OrielPanelCanvas *self)
{
  if ((isnan (self->tips_x) && !shows_mark (self)) || self->pinned || !isnan (self->echo_share))
    return;

  forget_tips (self);
  g_signal_emit (self, signals[TIPS], 0, NULL, 0.0, 0.0, FALSE);
}

/* --- annotations and exemplars --- */

static gboolean
same_mark (const OrielHit *a, const OrielHit *b)
{
  return a->kind == b->kind && a->frame == b->frame && a->row == b->row;
}

/* Says what `hit` stands for at (x, y); what is pinned stays. */
static void
show_mark (OrielPanelCanvas *self, const OrielHit *hit, double x, double y, gboolean pin)
{
  g_autoptr (OrielTips) tips = NULL;

  if (!pin && (self->pinned || same_mark (&self->mark, hit)))
    return;

  end_echo (self);
  forget_tips (self);
  tips = oriel_picture_mark_tips (self->picture, hit);
  if (!tips)
    return;

  self->mark = *hit;
  self->pinned = pin;
  g_signal_emit (self, signals[TIPS], 0, tips, x, y, pin);
}

static const OrielHit *
mark_at (OrielPanelCanvas *self, double x, double y)
{
  const OrielHit *hit =
    self->picture ? oriel_scene_hit_area_at (oriel_picture_get_scene (self->picture), x, y) : NULL;

  return hit && oriel_hit_is_mark (hit) ? hit : NULL;
}

/* Says what the pointer is at; among many exemplars a frame says which it is. */
static void
point_at_mark (OrielPanelCanvas *self, const OrielHit *hit, double x, double y)
{
  guint n;
  const OrielHitArea *areas =
    oriel_scene_get_hit_areas (oriel_picture_get_scene (self->picture), &n);

  if (same_mark (&self->mark, hit))
    return;

  show_mark (self, hit, x, y, FALSE);
  for (guint i = 0; i < n; i++)
    if (&areas[i].hit == hit)
      oriel_plot_overlay_set_mark (ORIEL_PLOT_OVERLAY (self->overlay), &areas[i].rect);
}

/* --- the pointer --- */

static void
show_area (OrielPanelCanvas *self)
{
  const OrielRect *rect = &self->areas.area.rect;

  oriel_area_cursor_show (&self->areas, self->picture, ORIEL_PLOT_OVERLAY (self->overlay),
                          GTK_WIDGET (self));
  if (self->areas.active && oriel_hit_is_mark (&self->areas.area.hit))
    show_mark (self, &self->areas.area.hit, rect->x + rect->width, rect->y, FALSE);
  else if (shows_mark (self))
    hide_tips (self);
}

static void
leave_areas (OrielPanelCanvas *self)
{
  if (!self->areas.active)
    return;

  self->areas.active = FALSE;
  show_area (self);
}

/* Another picture may have what the keyboard is at elsewhere, or no longer. */
static void
find_area_again (OrielPanelCanvas *self)
{
  if (!self->areas.active)
    return;

  oriel_area_cursor_find_again (&self->areas, self->picture);
  show_area (self);
}

static void
set_crosshair (OrielPanelCanvas *self, double x, double y)
{
  oriel_plot_overlay_set_crosshair (ORIEL_PLOT_OVERLAY (self->overlay), x, y);
}

static void
update_pointer_shape (OrielPanelCanvas *self, double x, double y)
{
  const OrielHit *area =
    self->picture ? oriel_scene_hit_area_at (oriel_picture_get_scene (self->picture), x, y) : NULL;
  gboolean acts = area && oriel_hit_acts (area);
  const char *shape = acts ? "pointer" : is_in_plot (get_plot (self), x, y) ? "crosshair" : NULL;

  if (shape == self->pointer_shape)
    return;

  self->pointer_shape = shape;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), shape);
}

static void
leave_plot (OrielPanelCanvas *self)
{
  self->pointer_x = self->pointer_y = NAN;
  if (self->pinned)
    return;

  set_crosshair (self, NAN, NAN);
  hide_tips (self);
  g_signal_emit (self, signals[CURSOR], 0, (double) NAN, (double) NAN);
}

static void
motion_cb (OrielPanelCanvas *self, double x, double y)
{
  const OrielScenePlot *plot = get_plot (self);
  const OrielHit *mark = mark_at (self, x, y);

  update_pointer_shape (self, x, y);
  if (!isnan (self->drag_from) || (self->pointer_x == x && self->pointer_y == y))
    return;
  if (!is_in_plot (plot, x, y) && !mark)
    {
      if (!isnan (self->pointer_x))
        leave_plot (self);
      return;
    }

  end_echo (self);
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->pinned)
    return;

  self->walk_time = NAN;
  set_crosshair (self, plot->x_is_time ? x : NAN, plot->x_is_time ? y : NAN);
  if (mark)
    {
      point_at_mark (self, mark, x, y);
      return;
    }
  want_tips (self, value_at (plot, x, y));
  if (plot->x_is_time)
    g_signal_emit (self, signals[CURSOR], 0, value_at (plot, x, y),
                   (y - plot->rect.y) / plot->rect.height);
}

static void
leave_cb (OrielPanelCanvas *self)
{
  leave_plot (self);
}

static void
drag_begin_cb (OrielPanelCanvas *self, double x, double y, GtkGestureDrag *drag)
{
  const OrielScenePlot *plot = get_plot (self);

  if (!is_in_plot (plot, x, y) || !plot->x_is_time)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (OrielPanelCanvas *self, double dx, double dy G_GNUC_UNUSED, GtkGestureDrag *drag)
{
  const OrielScenePlot *plot = get_plot (self);
  double x, y;

  if (!plot || (isnan (self->drag_from) && fabs (dx) < DRAG_THRESHOLD_PX))
    return;

  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (isnan (self->drag_from))
    {
      self->pinned = FALSE;
      hide_tips (self);
      set_crosshair (self, NAN, NAN);
      g_signal_emit (self, signals[CURSOR], 0, (double) NAN, (double) NAN);
      self->drag_from = x;
    }
  oriel_plot_overlay_set_selection (ORIEL_PLOT_OVERLAY (self->overlay), self->drag_from,
                                    CLAMP (x + dx, plot->rect.x, plot->rect.x + plot->rect.width));
}

static void
drag_end_cb (OrielPanelCanvas *self, double dx, double dy G_GNUC_UNUSED)
{
  const OrielScenePlot *plot = get_plot (self);
  double from = self->drag_from;
  double a, b;

  self->drag_from = NAN;
  oriel_plot_overlay_set_selection (ORIEL_PLOT_OVERLAY (self->overlay), NAN, NAN);
  if (isnan (from) || !plot || fabs (dx) < DRAG_THRESHOLD_PX)
    return;

  a = value_at (plot, from, plot->rect.y);
  b = value_at (plot, from + dx, plot->rect.y);
  g_signal_emit (self, signals[ZOOM], 0, (gint64) MIN (a, b), (gint64) MAX (a, b));
}

static void
take_hidden (OrielPanelCanvas *self, GHashTable *hidden)
{
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  self->hidden = hidden;
  draw (self);
}

static void
click_field (OrielPanelCanvas *self, const OrielHit *hit, GdkModifierType modifiers)
{
  guint n;
  const OrielVizSeries *series = oriel_picture_get_series (self->picture, &n);
  const char *label = NULL;

  for (guint i = 0; i < n && !label; i++)
    if (series[i].frame == hit->frame && series[i].field == hit->field)
      label = series[i].label;
  if (!label)
    return;

  if (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    take_hidden (self, oriel_hidden_series_toggle (self->hidden, label));
  else
    take_hidden (self, oriel_hidden_series_isolate (self->hidden, series, n, label));
}

/* As in Grafana: ascending, descending, then as the query had it. */
static void
click_header (OrielPanelCanvas *self, const OrielHit *hit)
{
  if (self->sort_field != hit->field)
    {
      self->sort_field = hit->field;
      self->sort_descending = FALSE;
    }
  else if (!self->sort_descending)
    self->sort_descending = TRUE;
  else
    self->sort_field = -1;

  self->page = 0;
  draw (self);
}

static void
go_to_page (OrielPanelCanvas *self, guint page)
{
  self->page = page;
  self->scroll_y = 0;
  draw (self);
}

/* Another frame has columns of its own, so that nothing of the old view holds. */
static void
frame_chosen_cb (OrielPanelCanvas *self, int frame)
{
  self->frame = frame + 1;
  self->page = 0;
  self->scroll_x = self->scroll_y = 0;
  self->sort_field = -1;
  draw (self);
}

static void
choose_frame (OrielPanelCanvas *self, const OrielHitArea *area)
{
  const OrielPanelData *data =
    oriel_picture_content_get_data (oriel_picture_get_content (self->picture));

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  self->choice = oriel_frame_choice_new (data->frames, area->hit.frame);
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->choice),
                               &(GdkRectangle){ (int) area->rect.x, (int) area->rect.y,
                                                (int) area->rect.width, (int) area->rect.height });
  g_signal_connect_object (self->choice, "chosen", G_CALLBACK (frame_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->choice));
}

/* The whole value of a cell; FALSE when there is none to show. */
static gboolean
show_cell (OrielPanelCanvas *self, const OrielHit *hit, double x, double y)
{
  g_autofree char *text = oriel_picture_inspect (self->picture, hit);
  g_autofree char *name = oriel_area_field_name (self->picture, hit);

  if (!text)
    return FALSE;

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  self->choice = oriel_cell_view_new (name, text);
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->choice),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->choice));
  return TRUE;
}

/* The first area of a kind in what is shown, or NULL. */
static const OrielHitArea *
find_area (OrielPanelCanvas *self, guint kind)
{
  guint n = 0;
  const OrielHitArea *areas =
    self->picture ? oriel_scene_get_hit_areas (oriel_picture_get_scene (self->picture), &n) : NULL;

  for (guint i = 0; i < n; i++)
    if ((guint) areas[i].hit.kind == kind)
      return &areas[i];

  return NULL;
}

/* The last of the pages that are offered; -1: there are none. */
static int
last_page (OrielPanelCanvas *self)
{
  guint n = 0;
  const OrielHitArea *areas =
    self->picture ? oriel_scene_get_hit_areas (oriel_picture_get_scene (self->picture), &n) : NULL;
  int last = -1;

  for (guint i = 0; i < n; i++)
    if (areas[i].hit.kind == ORIEL_HIT_PAGE)
      last = MAX (last, areas[i].hit.row);

  return last;
}

static void
click_plot (OrielPanelCanvas *self)
{
  self->pinned = FALSE;
  self->pin_tips = TRUE;
  want_tips (self, self->tips_x);
}

/* One click on whatever lies at (x, y). TRUE when something came of it. */
static gboolean
click_at (OrielPanelCanvas *self, double x, double y, GdkModifierType modifiers)
{
  OrielHit hit = { .kind = ORIEL_HIT_NOTHING };

  if (!self->picture || !oriel_picture_hit (self->picture, x, y, &hit))
    hit.kind = is_in_plot (get_plot (self), x, y) ? ORIEL_HIT_PLOT : ORIEL_HIT_NOTHING;

  if (hit.url)
    g_signal_emit (self, signals[LINK], 0, hit.url);
  else if (oriel_hit_is_mark (&hit))
    show_mark (self, &hit, x, y, TRUE);
  else if (hit.kind == ORIEL_HIT_FIELD)
    click_field (self, &hit, modifiers);
  else if (hit.kind == ORIEL_HIT_HEADER)
    click_header (self, &hit);
  else if (hit.kind == ORIEL_HIT_PAGE)
    go_to_page (self, (guint) MAX (hit.row, 0));
  else if (hit.kind == ORIEL_HIT_FRAME)
    choose_frame (self, find_area (self, ORIEL_HIT_FRAME));
  else if (hit.kind == ORIEL_HIT_INSPECT)
    return show_cell (self, &hit, x, y);
  else if (is_in_plot (get_plot (self), x, y))
    click_plot (self);
  else
    return FALSE;

  return TRUE;
}

static void
released_cb (OrielPanelCanvas *self, int n_press, double x, double y, GtkGestureClick *click)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  const OrielScenePlot *plot = get_plot (self);

  leave_areas (self);
  if (n_press == 2 && is_in_plot (plot, x, y) && plot->x_is_time)
    {
      oriel_panel_canvas_unpin (self);
      g_signal_emit (self, signals[ZOOM_OUT], 0);
    }
  else if (n_press == 1)
    click_at (self, x, y, modifiers);
}

static gboolean
scroll_by (OrielPanelCanvas *self, double dx, double dy)
{
  double width = 0, height = 0, x, y;

  if (self->picture)
    oriel_picture_get_content_size (self->picture, &width, &height);
  width -= gtk_widget_get_width (GTK_WIDGET (self));
  height -= gtk_widget_get_height (GTK_WIDGET (self));
  x = CLAMP (self->scroll_x + dx, 0, MAX (width, 0));
  y = CLAMP (self->scroll_y + dy, 0, MAX (height, 0));
  if (x == self->scroll_x && y == self->scroll_y)
    return FALSE;

  self->scroll_x = x;
  self->scroll_y = y;
  draw (self);
  return TRUE;
}

static gboolean
scroll_cb (OrielPanelCanvas *self, double dx, double dy, GtkEventController *scroll)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (scroll);

  if (modifiers & GDK_CONTROL_MASK)
    return FALSE;
  if (modifiers & GDK_SHIFT_MASK)
    return scroll_by (self, (dx + dy) * WHEEL_STEP_PX, 0);
  return scroll_by (self, dx * WHEEL_STEP_PX, dy * WHEEL_STEP_PX);
}

/* --- the keyboard, at what can be clicked --- */

static gboolean
enter_areas (OrielPanelCanvas *self)
{
  if (!oriel_area_cursor_enter (&self->areas, self->picture))
    return FALSE;

  oriel_panel_canvas_unpin (self);
  show_area (self);
  return TRUE;
}

/* Also one that is pinned. */
static void
close_mark (OrielPanelCanvas *self)
{
  if (shows_mark (self))
    oriel_panel_canvas_unpin (self);
}

static gboolean
walk_areas (OrielPanelCanvas *self, GtkDirectionType direction, double dx, double dy)
{
  if (oriel_area_cursor_walk (&self->areas, self->picture, direction))
    {
      close_mark (self);
      show_area (self);
    }
  else
    scroll_by (self, dx, dy);
  return TRUE;
}

static gboolean
key_at_area (OrielPanelCanvas *self, guint key, GdkModifierType modifiers)
{
  const OrielRect *rect = &self->areas.area.rect;

  switch (key)
    {
    case GDK_KEY_Left:
      return walk_areas (self, GTK_DIR_LEFT, -WHEEL_STEP_PX, 0);
    case GDK_KEY_Right:
      return walk_areas (self, GTK_DIR_RIGHT, WHEEL_STEP_PX, 0);
    case GDK_KEY_Up:
      return walk_areas (self, GTK_DIR_UP, 0, -WHEEL_STEP_PX);
    case GDK_KEY_Down:
      return walk_areas (self, GTK_DIR_DOWN, 0, WHEEL_STEP_PX);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      return click_at (self, rect->x + rect->width / 2, rect->y + rect->height / 2, modifiers);
    case GDK_KEY_Escape:
      close_mark (self);
      leave_areas (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- the keyboard --- */

static void
walk_to (OrielPanelCanvas *self, const OrielScenePlot *plot, double time)
{
  end_echo (self);
  self->pinned = FALSE;
  self->pointer_x = self->pointer_y = NAN;
  self->walk_time = time;
  set_crosshair (self, plot->x_is_time ? place_of (plot, time) : NAN, NAN);
  want_tips (self, time);
  if (plot->x_is_time)
    g_signal_emit (self, signals[CURSOR], 0, time, (double) NAN);
}

/* From one group of bars or one bucket to the next. */
static void
walk_stops (OrielPanelCanvas *self, const OrielScenePlot *plot, int direction)
{
  double last = (double) plot->n_stops - 1;
  double from = isnan (self->walk_time)
                  ? (direction > 0 ? -1 : last + 1)
                  : round ((self->walk_time - plot->first_stop) / plot->stop_step);
  double to = CLAMP (from + direction, 0, last);

  walk_to (self, plot, plot->first_stop + to * plot->stop_step);
}

static gboolean
walk (OrielPanelCanvas *self, int direction)
{
  const OrielScenePlot *plot = get_plot (self);
  const OrielPanelData *data;
  double from = self->walk_time;
  gint64 at;

  if (!self->picture || !plot || (!plot->x_is_time && plot->n_stops == 0))
    return FALSE;
  if (!plot->x_is_time)
    {
      walk_stops (self, plot, direction);
      return TRUE;
    }

  data = oriel_picture_content_get_data (oriel_picture_get_content (self->picture));
  if (isnan (from))
    from = direction > 0 ? plot->x_min - 1 : plot->x_max + 1;
  if (oriel_sample_walk (data->frames, (gint64) from, direction, (gint64) plot->x_min,
                         (gint64) plot->x_max, &at))
    walk_to (self, plot, (double) at);

  return TRUE;
}

/* Along the samples of a plot, else sideways over a table. */
static gboolean
step (OrielPanelCanvas *self, int direction)
{
  return walk (self, direction) || scroll_by (self, direction * WHEEL_STEP_PX, 0);
}

/* To another page of a table, else by a panel's height. */
static gboolean
turn_page (OrielPanelCanvas *self, int direction)
{
  int last = last_page (self);
  int page = MIN ((int) self->page, last);

  if (last < 0)
    return scroll_by (
      self, 0,
      direction * MAX (gtk_widget_get_height (GTK_WIDGET (self)) - WHEEL_STEP_PX, WHEEL_STEP_PX));
  if (page + direction < 0 || page + direction > last)
    return FALSE;

  go_to_page (self, (guint) (page + direction));
  return TRUE;
}

static gboolean
open_choice (OrielPanelCanvas *self)
{
  const OrielHitArea *area = find_area (self, ORIEL_HIT_FRAME);

  if (!area)
    return FALSE;

  choose_frame (self, area);
  return TRUE;
}

static gboolean
stop_walking (OrielPanelCanvas *self)
{
  gboolean was_showing = !isnan (self->tips_x) || shows_mark (self);

  oriel_panel_canvas_unpin (self);
  return was_showing;
}

static gboolean
key_cb (OrielPanelCanvas *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType modifiers)
{
  if (self->areas.active && !(modifiers & GDK_ALT_MASK) && key_at_area (self, key, modifiers))
    return TRUE;
  if (key == GDK_KEY_Down && (modifiers & GDK_ALT_MASK))
    return open_choice (self);
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
      return step (self, -1);
    case GDK_KEY_Right:
      return step (self, 1);
    case GDK_KEY_Home:
      self->walk_time = NAN;
      return walk (self, 1);
    case GDK_KEY_End:
      self->walk_time = NAN;
      return walk (self, -1);
    case GDK_KEY_Up:
      return scroll_by (self, 0, -WHEEL_STEP_PX);
    case GDK_KEY_Down:
      return scroll_by (self, 0, WHEEL_STEP_PX);
    case GDK_KEY_Page_Up:
      return turn_page (self, -1);
    case GDK_KEY_Page_Down:
      return turn_page (self, 1);
    case GDK_KEY_space:
      if (isnan (self->tips_x))
        return FALSE;
      click_plot (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return enter_areas (self);
    case GDK_KEY_Escape:
      return stop_walking (self);
    default:
      return FALSE;
    }
}

/* --- the widget --- */

static void
style_changed_cb (OrielPanelCanvas *self)
{
  draw (self);
}

static void
add_controllers (OrielPanelCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *widget = GTK_WIDGET (self);

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_areas), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);

  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static void
oriel_panel_canvas_dispose (GObject *object)
{
  OrielPanelCanvas *self = ORIEL_PANEL_CANVAS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->tips, oriel_tips_queue_free);
  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (oriel_panel_canvas_parent_class)->dispose (object);
}

static void
oriel_panel_canvas_finalize (GObject *object)
{
  OrielPanelCanvas *self = ORIEL_PANEL_CANVAS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, oriel_picture_unref);
  g_clear_pointer (&self->content, oriel_picture_content_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);

  G_OBJECT_CLASS (oriel_panel_canvas_parent_class)->finalize (object);
}

static guint
new_signal (OrielPanelCanvasClass *klass, const char *name, guint n, ...)
{
  GType types[4];
  va_list list;

  va_start (list, n);
  for (guint i = 0; i < n && i < G_N_ELEMENTS (types); i++)
    types[i] = va_arg (list, GType);
  va_end (list);

  return g_signal_newv (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL,
                        G_TYPE_NONE, n, types);
}

static void
oriel_panel_canvas_class_init (OrielPanelCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oriel_panel_canvas_dispose;
  object_class->finalize = oriel_panel_canvas_finalize;
  widget_class->snapshot = oriel_panel_canvas_snapshot;
  widget_class->measure = oriel_panel_canvas_measure;
  widget_class->size_allocate = oriel_panel_canvas_size_allocate;

  signals[DRAWN] = new_signal (klass, "drawn", 0);
  signals[ZOOM] = new_signal (klass, "zoom", 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[ZOOM_OUT] = new_signal (klass, "zoom-out", 0);
  signals[CURSOR] = new_signal (klass, "cursor", 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[TIPS] =
    new_signal (klass, "tips", 4, G_TYPE_POINTER, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[ECHO_TIPS] = new_signal (klass, "echo", 3, G_TYPE_POINTER, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[LINK] = new_signal (klass, "link", 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
oriel_panel_canvas_init (OrielPanelCanvas *self)
{
  self->cancellable = g_cancellable_new ();
  self->pointer_x = self->pointer_y = self->walk_time = NAN;
  self->tips_x = self->echo_share = self->drag_from = NAN;
  self->tips = oriel_tips_queue_new (tips_cb, self);
  self->sort_field = -1;

  self->overlay = oriel_plot_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (style_changed_cb), NULL);
}

GtkWidget *
oriel_panel_canvas_new (void)
{
  return g_object_new (ORIEL_TYPE_PANEL_CANVAS, NULL);
}

void
oriel_panel_canvas_set_content (OrielPanelCanvas *self, OrielPictureContent *content)
{
  if (self->content && oriel_picture_content_equal (self->content, content))
    return;

  g_clear_pointer (&self->content, oriel_picture_content_unref);
  self->content = oriel_picture_content_ref (content);
  draw (self);
}

void
oriel_panel_canvas_foresee (OrielPanelCanvas *self, int width, int height)
{
  self->foreseen_width = width;
  self->foreseen_height = height;
}

void
oriel_panel_canvas_set_in_sight (OrielPanelCanvas *self, gboolean in_sight)
{
  if (self->in_sight == in_sight)
    return;

  self->in_sight = in_sight;
  if (!in_sight && self->picture)
    oriel_picture_drop_pixels (self->picture);
  else if (in_sight)
    draw (self);
}

void
oriel_panel_canvas_set_cursor (OrielPanelCanvas *self,
                               double time,
                               double share,
                               gboolean with_tips)
{
  const OrielScenePlot *plot = get_plot (self);
  double x;

  if (self->pinned || !plot || !plot->x_is_time)
    return;

  x = isnan (time) ? NAN : place_of (plot, time);
  set_crosshair (self, x, NAN);
  if (!with_tips || isnan (x))
    {
      end_echo (self);
      return;
    }

  hide_tips (self);
  self->walk_time = NAN;
  self->echo_share = isnan (share) ? ANYWHERE : share;
  want_tips (self, time);
}

OrielPicture *
oriel_panel_canvas_get_picture (OrielPanelCanvas *self)
{
  return self->picture;
}

GHashTable *
oriel_panel_canvas_get_hidden (OrielPanelCanvas *self)
{
  return self->hidden;
}

void
oriel_panel_canvas_set_hidden (OrielPanelCanvas *self, GHashTable *hidden)
{
  take_hidden (self, hidden ? g_hash_table_ref (hidden) : NULL);
}

void
oriel_panel_canvas_show_all_series (OrielPanelCanvas *self)
{
  if (self->hidden)
    take_hidden (self, NULL);
}

void
oriel_panel_canvas_unpin (OrielPanelCanvas *self)
{
  if (!self->pinned && !shows_mark (self) && (isnan (self->tips_x) || !isnan (self->echo_share)))
    return;

  self->pinned = FALSE;
  self->walk_time = NAN;
  hide_tips (self);
  set_crosshair (self, NAN, NAN);
  g_signal_emit (self, signals[CURSOR], 0, (double) NAN, (double) NAN);
}
