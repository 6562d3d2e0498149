/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of panels. Positions come from the session; this widget turns them into pixels and
 * tells panels when they come near the viewport. */

#include "config.h"

#include "app/dashboard/oriel-panel-grid.h"

#include <math.h>

#include "viz/oriel-grid.h"
#include "viz/oriel-page-layout.h"

#define MARGIN_PX 16
#define NARROW_MARGIN_PX 8
/* Panels this far from the viewport, in viewports, are made ready. */
#define AHEAD 0.5

typedef struct
{
  GtkWidget *widget;
  OrielPlacedPanel placed;
  OrielArrangement arrangement; /* of `placed`: the dashboard may be gone */
  GtkAllocation place;
} Item;

struct _OrielPanelGrid
{
  GtkWidget parent_instance;

  GArray *items;  /* of Item, in reading order */
  GArray *fresh;  /* of Item; nullable: between begin and end */
  GArray *placed; /* of OrielPlacedPanel, those of the items */
  GtkAdjustment *adjustment;
  OrielPanelView *alone; /* nullable, borrowed: one of the items */
};

G_DEFINE_FINAL_TYPE (OrielPanelGrid, oriel_panel_grid, GTK_TYPE_WIDGET)

static gboolean
is_narrow (int width)
{
  return width < ORIEL_GRID_ONE_COLUMN_PX;
}

/* Places all items; returns the height of the page. Lines that are to fill it grow up to `height`
 * (0: none do). */
static int
place_items (OrielPanelGrid *self, int width, int height)
{
  gboolean narrow = is_narrow (width);
  int margin = narrow ? NARROW_MARGIN_PX : MARGIN_PX;
  int top = narrow ? NARROW_MARGIN_PX : MARGIN_PX / 2;
  g_autofree OrielRect *rects = g_new (OrielRect, self->items->len + 1);
  double used =
    oriel_page_layout ((const OrielPlacedPanel *) self->placed->data, self->placed->len,
                       width - 2 * margin, MAX (height - top - margin, 0), narrow, rects);

  for (guint i = 0; i < self->items->len; i++)
    g_array_index (self->items, Item, i).place = (GtkAllocation){
      (int) rects[i].x + margin,
      (int) rects[i].y + top,
      MAX ((int) rects[i].width, 1),
      MAX ((int) rects[i].height, 1),
    };

  return (int) used + top + margin;
}

static void
oriel_panel_grid_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline G_GNUC_UNUSED,
                          int *natural_baseline G_GNUC_UNUSED)
{
  OrielPanelGrid *self = ORIEL_PANEL_GRID (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 0;
  else if (self->alone)
    *minimum = *natural = 200;
  else
    *minimum = *natural =
      place_items (self, for_size > 0 ? for_size : MAX (gtk_widget_get_width (widget), 360), 0);
}

static void
update_sight (OrielPanelGrid *self)
{
  double page = self->adjustment ? gtk_adjustment_get_page_size (self->adjustment) : 0;
  double top = self->adjustment ? gtk_adjustment_get_value (self->adjustment) : 0;

  if (page <= 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      gboolean near = item->place.y + item->place.height > top - page * AHEAD &&
                      item->place.y < top + page * (1 + AHEAD);

      if (!ORIEL_IS_PANEL_VIEW (item->widget))
        continue;
      if (self->alone)
        near = item->widget == GTK_WIDGET (self->alone);
      oriel_panel_view_set_in_sight (ORIEL_PANEL_VIEW (item->widget), near,
                                     gtk_widget_get_width (item->widget));
    }
}

static void
allocate_item (Item *item)
{
  GskTransform *transform = gsk_transform_translate (
    NULL, &GRAPHENE_POINT_INIT ((float) item->place.x, (float) item->place.y));
  int minimum;

  gtk_widget_measure (item->widget, GTK_ORIENTATION_HORIZONTAL, item->place.height, &minimum, NULL,
                      NULL, NULL);
  gtk_widget_allocate (item->widget, MAX (item->place.width, minimum), item->place.height, -1,
                       transform);
}

static void
oriel_panel_grid_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline G_GNUC_UNUSED)
{
  OrielPanelGrid *self = ORIEL_PANEL_GRID (widget);
  int margin = is_narrow (width) ? NARROW_MARGIN_PX : MARGIN_PX;

  place_items (self, width, height);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (!gtk_widget_should_layout (item->widget))
        continue;
      if (self->alone)
        item->place =
          (GtkAllocation){ margin, 0, MAX (width - 2 * margin, 1), MAX (height - margin, 1) };
      allocate_item (item);
    }
  update_sight (self);
}

static void
oriel_panel_grid_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (oriel_panel_grid_parent_class)->map (widget);
  update_sight (ORIEL_PANEL_GRID (widget));
}

static void
oriel_panel_grid_dispose (GObject *object)
{
  OrielPanelGrid *self = ORIEL_PANEL_GRID (object);
  GtkWidget *child;

  self->alone = NULL;
  g_array_set_size (self->items, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->adjustment);

  G_OBJECT_CLASS (oriel_panel_grid_parent_class)->dispose (object);
}

static void
oriel_panel_grid_finalize (GObject *object)
{
  OrielPanelGrid *self = ORIEL_PANEL_GRID (object);

  g_array_unref (self->items);
  g_array_unref (self->placed);
  g_clear_pointer (&self->fresh, g_array_unref);

  G_OBJECT_CLASS (oriel_panel_grid_parent_class)->finalize (object);
}

static void
oriel_panel_grid_class_init (OrielPanelGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oriel_panel_grid_dispose;
  object_class->finalize = oriel_panel_grid_finalize;
  widget_class->measure = oriel_panel_grid_measure;
  widget_class->size_allocate = oriel_panel_grid_size_allocate;
  widget_class->map = oriel_panel_grid_map;

  gtk_widget_class_set_css_name (widget_class, "panelgrid");
}

static void
oriel_panel_grid_init (OrielPanelGrid *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  self->placed = g_array_new (FALSE, TRUE, sizeof (OrielPlacedPanel));
}

GtkWidget *
oriel_panel_grid_new (void)
{
  return g_object_new (ORIEL_TYPE_PANEL_GRID, NULL);
}

/* What is not alone is hidden, for screen readers too. */
static void
update_visible (OrielPanelGrid *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *widget = g_array_index (self->items, Item, i).widget;

      gtk_widget_set_visible (widget, !self->alone || widget == GTK_WIDGET (self->alone));
    }
}

void
oriel_panel_grid_begin (OrielPanelGrid *self)
{
  g_clear_pointer (&self->fresh, g_array_unref);
  self->fresh = g_array_new (FALSE, TRUE, sizeof (Item));
}

void
oriel_panel_grid_add (OrielPanelGrid *self, GtkWidget *child, const OrielPlacedPanel *placed)
{
  Item item = { .widget = child, .placed = *placed, .arrangement = *placed->arrangement };

  g_array_append_val (self->fresh, item);
}

/* What the layout is asked with. Of each item it holds what the layout looks at, and nothing that
 * belongs to the dashboard. */
static void
note_places (OrielPanelGrid *self)
{
  g_array_set_size (self->placed, 0);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      item->placed.panel = NULL;
      item->placed.repeat_value = NULL;
      item->placed.arrangement = &item->arrangement;
      g_array_append_val (self->placed, item->placed);
    }
}

void
oriel_panel_grid_end (OrielPanelGrid *self)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  GtkWidget *previous = NULL;

  for (guint i = 0; i < self->fresh->len; i++)
    g_hash_table_add (kept, g_array_index (self->fresh, Item, i).widget);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *widget = g_array_index (self->items, Item, i).widget;

      if (g_hash_table_contains (kept, widget))
        continue;
      if (widget == GTK_WIDGET (self->alone))
        self->alone = NULL;
      gtk_widget_unparent (widget);
    }

  g_array_unref (self->items);
  self->items = g_steal_pointer (&self->fresh);
  note_places (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *widget = g_array_index (self->items, Item, i).widget;

      gtk_widget_insert_after (widget, GTK_WIDGET (self), previous);
      previous = widget;
    }
  update_visible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
oriel_panel_grid_foresee (OrielPanelGrid *self, int width, int height)
{
  if (self->alone)
    return;

  place_items (self, width, height);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      if (ORIEL_IS_PANEL_VIEW (item->widget) && item->place.y < height)
        oriel_panel_view_foresee (ORIEL_PANEL_VIEW (item->widget), item->place.width,
                                  item->place.height);
    }
}

void
oriel_panel_grid_set_adjustment (OrielPanelGrid *self, GtkAdjustment *adjustment)
{
  g_set_object (&self->adjustment, adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update_sight), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update_sight), self,
                           G_CONNECT_SWAPPED);
}

void
oriel_panel_grid_set_alone (OrielPanelGrid *self, OrielPanelView *view)
{
  if (self->alone == view)
    return;

  self->alone = view;
  update_visible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

OrielPanelView *
oriel_panel_grid_get_alone (OrielPanelGrid *self)
{
  return self->alone;
}

/* How far `to` lies from `from` in `direction`, or INFINITY when it does not: what is straight
 * ahead is nearer than what is aside. */
static double
distance (const GtkAllocation *from, const GtkAllocation *to, GtkDirectionType direction)
{
  double dx = to->x + to->width / 2.0 - (from->x + from->width / 2.0);
  double dy = to->y + to->height / 2.0 - (from->y + from->height / 2.0);

  switch (direction)
    {
    case GTK_DIR_LEFT:
      return to->x + to->width <= from->x ? -dx + 4 * fabs (dy) : INFINITY;
    case GTK_DIR_RIGHT:
      return to->x >= from->x + from->width ? dx + 4 * fabs (dy) : INFINITY;
    case GTK_DIR_UP:
      return to->y + to->height <= from->y ? -dy + fabs (dx) / 4 : INFINITY;
    case GTK_DIR_DOWN:
      return to->y >= from->y + from->height ? dy + fabs (dx) / 4 : INFINITY;
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      return INFINITY;
    }
}

GtkWidget *
oriel_panel_grid_neighbour (OrielPanelGrid *self, GtkWidget *from, GtkDirectionType direction)
{
  const Item *start = NULL;
  GtkWidget *best = NULL;
  double best_distance = INFINITY;

  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, Item, i).widget == from)
      start = &g_array_index (self->items, Item, i);
  if (!start)
    return NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);
      double d = distance (&start->place, &item->place, direction);

      if (d < best_distance)
        {
          best_distance = d;
          best = item->widget;
        }
    }

  return best;
}
