/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Children on lines. libadwaita has such a box from 1.7 on only. */

#include "config.h"

#include "app/widgets/oriel-wrap-layout.h"

#define GAP_PX 8

struct _OrielWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (OrielWrapLayout, oriel_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
oriel_wrap_layout_get_request_mode (GtkLayoutManager *manager G_GNUC_UNUSED,
                                    GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
natural_width (GtkWidget *child, int *minimum)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, minimum, &natural, NULL, NULL);
  return natural;
}

/* Of a child so wide: it may be of several lines itself. */
static int
natural_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Walks the lines of a box `width` px wide; places the children when `place` says so. Returns
 * the height. */
static int
walk_lines (GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;

      child_width = natural_width (child, &minimum);
      child_width = MAX (MIN (child_width, width), minimum);
      child_height = natural_height (child, child_width);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line_height + GAP_PX;
          line_height = 0;
        }
      if (place)
        gtk_widget_size_allocate (child,
                                  &(GtkAllocation){
                                    rtl ? width - x - child_width : x,
                                    y,
                                    child_width,
                                    child_height,
                                  },
                                  -1);
      x += child_width + GAP_PX;
      line_height = MAX (line_height, child_height);
    }

  return y + line_height;
}

/* The widest child's minimum, and all natural widths in one line. */
static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int least;
        int width = natural_width (child, &least);

        *minimum = MAX (*minimum, least);
        *natural += width + (*natural > 0 ? GAP_PX : 0);
      }
}

static void
oriel_wrap_layout_measure (GtkLayoutManager *manager G_GNUC_UNUSED,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline G_GNUC_UNUSED,
                           int *natural_baseline G_GNUC_UNUSED)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = walk_lines (widget, for_size < 0 ? G_MAXINT : for_size, FALSE);
}

static void
oriel_wrap_layout_allocate (GtkLayoutManager *manager G_GNUC_UNUSED,
                            GtkWidget *widget,
                            int width,
                            int height G_GNUC_UNUSED,
                            int baseline G_GNUC_UNUSED)
{
  walk_lines (widget, width, TRUE);
}

static void
oriel_wrap_layout_class_init (OrielWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = oriel_wrap_layout_get_request_mode;
  layout_class->measure = oriel_wrap_layout_measure;
  layout_class->allocate = oriel_wrap_layout_allocate;
}

static void
oriel_wrap_layout_init (OrielWrapLayout *self G_GNUC_UNUSED)
{
}
