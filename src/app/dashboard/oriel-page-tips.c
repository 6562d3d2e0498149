/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the values at the pointer are shown on a dashboard's page. */

#include "config.h"

#include "app/dashboard/oriel-page-tips.h"

#define GAP_PX 14
#define MAX_HEIGHT 0.7 /* of the page */

struct _OrielPageTips
{
  GtkOverlay *overlay;
  OrielTooltip *tooltip;
  OrielPanelCanvas *canvas; /* nullable, borrowed while it shows tips */
  double x, y;              /* in the overlay's px */
};

typedef OrielPageTips Tips;

/* Beside the pointer, on the side with more room. */
static gboolean
child_position_cb (Tips *self, GtkWidget *child, GdkRectangle *place)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (self->overlay));
  GtkRequisition size;
  double x, y;

  if (child != GTK_WIDGET (self->tooltip))
    return FALSE;

  gtk_widget_get_preferred_size (child, NULL, &size);
  size.width = MIN (size.width, width);
  size.height = MIN (size.height, height);
  x = self->x + GAP_PX;
  if (x + size.width > width)
    x = self->x - GAP_PX - size.width;
  y = MIN (self->y + GAP_PX, height - size.height - 4);
  *place = (GdkRectangle){
    (int) MAX (x, 0),
    (int) MAX (y, 0),
    size.width,
    size.height,
  };
  return TRUE;
}

static void
closed_cb (Tips *self)
{
  if (!self->canvas)
    return;

  oriel_panel_canvas_unpin (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

OrielPageTips *
oriel_page_tips_new (GtkOverlay *overlay, OrielTooltip *tooltip)
{
  Tips *self = g_new0 (Tips, 1);

  self->overlay = g_object_ref (overlay);
  self->tooltip = g_object_ref (tooltip);
  g_signal_connect_swapped (overlay, "get-child-position", G_CALLBACK (child_position_cb), self);
  g_signal_connect_swapped (tooltip, "closed", G_CALLBACK (closed_cb), self);
  return self;
}

void
oriel_page_tips_free (OrielPageTips *tips)
{
  g_signal_handlers_disconnect_by_data (tips->overlay, tips);
  g_signal_handlers_disconnect_by_data (tips->tooltip, tips);
  g_object_unref (tips->overlay);
  g_object_unref (tips->tooltip);
  g_free (tips);
}

void
oriel_page_tips_show (OrielPageTips *tips,
                      OrielTips *values,
                      double x,
                      double y,
                      gboolean pin,
                      OrielPanelCanvas *canvas)
{
  GtkWidget *overlay = GTK_WIDGET (tips->overlay);

  if (oriel_tooltip_is_pinned (tips->tooltip) && !pin && canvas != tips->canvas)
    return;
  if (!values || values->rows->len == 0)
    {
      if (canvas == tips->canvas)
        oriel_tooltip_hide (tips->tooltip);
      return;
    }

  if (tips->canvas && tips->canvas != canvas)
    oriel_panel_canvas_unpin (tips->canvas);
  tips->canvas = canvas;
  gtk_widget_translate_coordinates (GTK_WIDGET (canvas), overlay, x, y, &tips->x, &tips->y);
  oriel_tooltip_show (tips->tooltip, values, pin,
                      (int) (gtk_widget_get_height (overlay) * MAX_HEIGHT));
  gtk_widget_queue_resize (GTK_WIDGET (tips->tooltip));
}

void
oriel_page_tips_hide (OrielPageTips *tips)
{
  if (tips->canvas)
    oriel_panel_canvas_unpin (tips->canvas);
  oriel_tooltip_hide (tips->tooltip);
}

void
oriel_page_tips_forget (OrielPageTips *tips)
{
  oriel_page_tips_hide (tips);
  tips->canvas = NULL;
}

gboolean
oriel_page_tips_are_shown (OrielPageTips *tips)
{
  return gtk_widget_get_visible (GTK_WIDGET (tips->tooltip));
}
