/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour of a series as a short line. */

#include "config.h"

#include "app/widgets/oriel-swatch.h"

#define WIDTH_PX 14
#define HEIGHT_PX 4

struct _OrielSwatch
{
  GtkWidget parent_instance;

  OrielColor color;
};

G_DEFINE_FINAL_TYPE (OrielSwatch, oriel_swatch, GTK_TYPE_WIDGET)

static void
oriel_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielSwatch *self = ORIEL_SWATCH (widget);
  int height = gtk_widget_get_height (widget);
  GskRoundedRect shape;
  const GdkRGBA color = {
    self->color.red,
    self->color.green,
    self->color.blue,
    self->color.alpha,
  };

  gsk_rounded_rect_init_from_rect (
    &shape, &GRAPHENE_RECT_INIT (0, (float) ((height - HEIGHT_PX) / 2), WIDTH_PX, HEIGHT_PX),
    HEIGHT_PX / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
oriel_swatch_measure (GtkWidget *widget G_GNUC_UNUSED,
                      GtkOrientation orientation,
                      int for_size G_GNUC_UNUSED,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline G_GNUC_UNUSED,
                      int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_PX : HEIGHT_PX;
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
