/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the values at the pointer are shown on a dashboard's page. A sheet follows the pointer;
 * where panels share it, the others have one each. What is pinned, and what is said of annotations,
 * is a tooltip of widgets in the sheet's place. */

#include "config.h"

#include "app/dashboard/oriel-page-tips.h"

#include "app/dashboard/oriel-tip-sheet.h"

#define GAP_PX 14
#define MAX_HEIGHT 0.7 /* of the page */
#define MAX_ECHOES 40

typedef struct
{
  double x, y; /* in the overlay's px */
} Place;

typedef struct
{
  OrielTipSheet *sheet; /* a child of the overlay */
  Place place;
} Echo;

struct _OrielPageTips
{
  GtkOverlay *overlay;
  OrielTooltip *tooltip;
  OrielTipSheet *sheet; /* a child of the overlay, as `tooltip` is; never both are shown */
  Place place;
  OrielPanelCanvas *canvas; /* nullable, borrowed while it shows tips */
  GHashTable *echoes;       /* canvas, borrowed → Echo */
};

typedef OrielPageTips Tips;

static const Place *
place_of (Tips *self, GtkWidget *child)
{
  GHashTableIter iter;
  gpointer echo;

  if (child == GTK_WIDGET (self->tooltip) || child == GTK_WIDGET (self->sheet))
    return &self->place;

  g_hash_table_iter_init (&iter, self->echoes);
  while (g_hash_table_iter_next (&iter, NULL, &echo))
    if (child == GTK_WIDGET (((Echo *) echo)->sheet))
      return &((Echo *) echo)->place;

  return NULL;
}

static GtkRequisition
size_of (GtkWidget *child)
{
  GtkRequisition least, size;
  int most;

  if (ORIEL_IS_TIP_SHEET (child))
    {
      oriel_tip_sheet_get_size (ORIEL_TIP_SHEET (child), &size.width, &size.height);
      return size;
    }

  gtk_widget_get_preferred_size (child, &least, &size);
  most = oriel_tooltip_get_max_width (ORIEL_TOOLTIP (child));
  if (most > 0)
    size.width = MAX (MIN (size.width, most), least.width);
  return size;
}

/* Beside the pointer, on the side with more room. */
static gboolean
child_position_cb (Tips *self, GtkWidget *child, GdkRectangle *place)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (self->overlay));
  const Place *at = place_of (self, child);
  GtkRequisition size;
  double x, y;

  if (!at)
    return FALSE;

  size = size_of (child);
  size.width = MIN (size.width, width);
  size.height = MIN (size.height, height);
  x = at->x + GAP_PX;
  if (x + size.width > width)
    x = at->x - GAP_PX - size.width;
  y = MIN (at->y + GAP_PX, height - size.height - 4);
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

static Echo *
ensure_echo (Tips *self, OrielPanelCanvas *canvas)
{
  Echo *echo = g_hash_table_lookup (self->echoes, canvas);

  if (!echo && g_hash_table_size (self->echoes) < MAX_ECHOES)
    {
      echo = g_new0 (Echo, 1);
      echo->sheet = ORIEL_TIP_SHEET (oriel_tip_sheet_new ());
      g_hash_table_insert (self->echoes, canvas, echo);
      gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (echo->sheet));
    }
  return echo;
}

static void
hide_echoes (Tips *self)
{
  GHashTableIter iter;
  gpointer echo;

  g_hash_table_iter_init (&iter, self->echoes);
  while (g_hash_table_iter_next (&iter, NULL, &echo))
    oriel_tip_sheet_hide (((Echo *) echo)->sheet);
}

static void
remove_echoes (Tips *self)
{
  GHashTableIter iter;
  gpointer echo;

  g_hash_table_iter_init (&iter, self->echoes);
  while (g_hash_table_iter_next (&iter, NULL, &echo))
    gtk_overlay_remove_overlay (self->overlay, GTK_WIDGET (((Echo *) echo)->sheet));
  g_hash_table_remove_all (self->echoes);
}

/* As much as there is, or as the panel says. */
static int
max_width (Tips *self, const OrielTips *values)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->overlay));

  return (int) (values->max_width > 0 ? MIN (width, values->max_width) : width);
}

static int
max_height (Tips *self, const OrielTips *values)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->overlay)) * MAX_HEIGHT;

  return (int) (values->max_height > 0 ? MIN (height, values->max_height) : height);
}

/* Only the overlay's children are placed anew, not the whole window. */
static void
show_sheet (Tips *self, OrielTipSheet *sheet, OrielTips *values)
{
  oriel_tip_sheet_show (sheet, values, max_width (self, values), max_height (self, values));
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

static void
hide (Tips *self)
{
  oriel_tooltip_hide (self->tooltip);
  oriel_tip_sheet_hide (self->sheet);
}

static void
show (Tips *self, OrielTips *values, gboolean pin)
{
  if (!pin && !values->marks)
    {
      oriel_tooltip_hide (self->tooltip);
      show_sheet (self, self->sheet, values);
      return;
    }

  oriel_tip_sheet_hide (self->sheet);
  oriel_tooltip_show (self->tooltip, values, pin, max_height (self, values));
  gtk_widget_queue_resize (GTK_WIDGET (self->tooltip));
}

static gboolean
has_words (const OrielTips *values)
{
  return values && (values->rows->len > 0 || values->marks);
}

OrielPageTips *
oriel_page_tips_new (GtkOverlay *overlay, OrielTooltip *tooltip)
{
  Tips *self = g_new0 (Tips, 1);

  self->overlay = g_object_ref (overlay);
  self->tooltip = g_object_ref (tooltip);
  self->sheet = ORIEL_TIP_SHEET (oriel_tip_sheet_new ());
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self->sheet));
  self->echoes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_signal_connect_swapped (overlay, "get-child-position", G_CALLBACK (child_position_cb), self);
  g_signal_connect_swapped (tooltip, "closed", G_CALLBACK (closed_cb), self);
  return self;
}

void
oriel_page_tips_free (OrielPageTips *tips)
{
  g_signal_handlers_disconnect_by_data (tips->overlay, tips);
  g_signal_handlers_disconnect_by_data (tips->tooltip, tips);
  g_hash_table_unref (tips->echoes); /* their widgets go with the overlay */
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
  if (oriel_tooltip_is_pinned (tips->tooltip) && !pin && canvas != tips->canvas)
    return;
  if (!has_words (values))
    {
      if (canvas == tips->canvas)
        hide (tips);
      return;
    }

  if (tips->canvas && tips->canvas != canvas)
    oriel_panel_canvas_unpin (tips->canvas);
  tips->canvas = canvas;
  gtk_widget_translate_coordinates (GTK_WIDGET (canvas), GTK_WIDGET (tips->overlay), x, y,
                                    &tips->place.x, &tips->place.y);
  show (tips, values, pin);

  /* Texts of annotations and exemplars have links, to which the keyboard must come. */
  if (pin && values->marks)
    oriel_tooltip_take_focus (tips->tooltip);
}

void
oriel_page_tips_echo (OrielPageTips *tips,
                      OrielTips *values,
                      double x,
                      double y,
                      OrielPanelCanvas *canvas)
{
  gboolean any = values && values->rows->len > 0 && !oriel_tooltip_is_pinned (tips->tooltip);
  Echo *echo = any ? ensure_echo (tips, canvas) : g_hash_table_lookup (tips->echoes, canvas);

  if (!echo)
    return;

  gtk_widget_translate_coordinates (GTK_WIDGET (canvas), GTK_WIDGET (tips->overlay), x, y,
                                    &echo->place.x, &echo->place.y);
  /* A place that is scrolled away has nothing to be shown at. */
  if (any && echo->place.y >= 0 &&
      echo->place.y < gtk_widget_get_height (GTK_WIDGET (tips->overlay)))
    show_sheet (tips, echo->sheet, values);
  else
    oriel_tip_sheet_hide (echo->sheet);
}

void
oriel_page_tips_hide (OrielPageTips *tips)
{
  if (tips->canvas)
    oriel_panel_canvas_unpin (tips->canvas);
  hide (tips);
  hide_echoes (tips);
}

void
oriel_page_tips_forget (OrielPageTips *tips)
{
  oriel_page_tips_hide (tips);
  remove_echoes (tips);
  tips->canvas = NULL;
}

gboolean
oriel_page_tips_are_shown (OrielPageTips *tips)
{
  return gtk_widget_get_visible (GTK_WIDGET (tips->tooltip)) ||
         gtk_widget_get_visible (GTK_WIDGET (tips->sheet));
}

gboolean
oriel_page_tips_follow_pointer (OrielPageTips *tips)
{
  return oriel_page_tips_are_shown (tips) && !oriel_tooltip_is_pinned (tips->tooltip) &&
         tips->canvas &&
         gtk_widget_get_state_flags (GTK_WIDGET (tips->canvas)) & GTK_STATE_FLAG_PRELIGHT;
}
