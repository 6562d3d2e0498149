/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "config.h"

#include "app/widgets/oriel-swatch.h"

#define WIDTH_PX 14
#define HEIGHT_PX 4
#define BAR_WIDTH_PX 72 /* of a whole */
#define BAR_HEIGHT_PX 10

struct _OrielSwatch
{
  GtkWidget parent_instance;

  OrielColor color;
  double part; /* 0: a line */
};

G_DEFINE_FINAL_TYPE (OrielSwatch, oriel_swatch, GTK_TYPE_WIDGET)

static void
oriel_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielSwatch *self = ORIEL_SWATCH (widget);
  gboolean is_bar = self->part > 0;
  float height = is_bar ? BAR_HEIGHT_PX : HEIGHT_PX;
  float width = is_bar ? (float) MAX (self->part * BAR_WIDTH_PX, 1) : WIDTH_PX;
  float y = (float) ((gtk_widget_get_height (widget) - (int) height) / 2);
  GskRoundedRect shape;
  const GdkRGBA color = {
    self->color.red,
    self->color.green,
    self->color.blue,
    self->color.alpha,
  };

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, y, width, height),
                                   is_bar ? 1 : height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
oriel_swatch_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size G_GNUC_UNUSED,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline G_GNUC_UNUSED,
                      int *natural_baseline G_GNUC_UNUSED)
{
  gboolean is_bar = ORIEL_SWATCH (widget)->part > 0;
  int width = is_bar ? BAR_WIDTH_PX : WIDTH_PX, height = is_bar ? BAR_HEIGHT_PX : HEIGHT_PX;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
oriel_swatch_class_init (OrielSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = oriel_swatch_snapshot;
  widget_class->measure = oriel_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
oriel_swatch_init (OrielSwatch *self G_GNUC_UNUSED)
{
}

GtkWidget *
oriel_swatch_new (void)
{
  return g_object_new (ORIEL_TYPE_SWATCH, NULL);
}

void
oriel_swatch_set_color (OrielSwatch *self, OrielColor color)
{
  self->color = color;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oriel_swatch_set_part (OrielSwatch *self, double part)
{
  if (self->part == part)
    return;

  self->part = part;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
