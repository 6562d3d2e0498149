/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values at one place of a chart, for reading; see oriel-tip-sheet.h. */

#include "config.h"

#include "app/dashboard/oriel-tip-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "draw/oriel-paint.h"
#include "viz/oriel-tip-layout.h"

#define MAX_ROWS 60
#define MIN_ROWS 3
#define SPEAK_MS 150 /* after the last move; nobody listens to each */

struct _OrielTipSheet
{
  GtkWidget parent_instance;

  OrielTips *tips; /* nullable */
  OrielScene *scene;
  cairo_surface_t *surface; /* nullable: the scene's picture */
  int surface_scale;
  guint speak_source;
};

G_DEFINE_FINAL_TYPE (OrielTipSheet, oriel_tip_sheet, GTK_TYPE_WIDGET)

/* --- for those who do not see it --- */

static char *
words_of (const OrielTips *tips)
{
  GString *text = g_string_new (tips->title ? tips->title : "");

  for (guint i = 0; i < MIN (tips->rows->len, MAX_ROWS); i++)
    {
      const OrielVizTip *tip = &g_array_index (tips->rows, OrielVizTip, i);

      g_string_append_printf (text, "\n%s\t%s", tip->label, tip->value);
    }

  return g_string_free (text, FALSE);
}

static gboolean
speak_cb (gpointer user_data)
{
  OrielTipSheet *self = user_data;
  g_autofree char *words = words_of (self->tips);

  self->speak_source = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
  return G_SOURCE_REMOVE;
}

static void
speak_soon (OrielTipSheet *self)
{
  if (!self->speak_source)
    self->speak_source = g_timeout_add (SPEAK_MS, speak_cb, self);
}

/* --- the picture --- */

static void
paint (OrielTipSheet *self, int scale)
{
  double width, height;
  cairo_t *cr;

  oriel_scene_get_size (self->scene, &width, &height);
  self->surface_scale = scale;
  self->surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width * scale, (int) height * scale);
  cr = cairo_create (self->surface);
  cairo_scale (cr, scale, scale);
  oriel_scene_paint (self->scene, cr);
  cairo_destroy (cr);
}

static void
oriel_tip_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielTipSheet *self = ORIEL_TIP_SHEET (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  double width, height;
  cairo_t *cr;

  if (!self->scene)
    return;

  if (self->surface && self->surface_scale != scale)
    g_clear_pointer (&self->surface, cairo_surface_destroy);
  if (!self->surface)
    paint (self, scale);

  oriel_scene_get_size (self->scene, &width, &height);
  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/* Never narrower while it is shown: the figures change with each move. */
static OrielScene *
lay_out (OrielTipSheet *self, const OrielTips *tips, guint n_rows, int max_width)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  guint rest = tips->rows->len - n_rows;
  g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", rest), rest);
  OrielTipContent content = {
    .title = tips->title,
    .rows = (const OrielVizTip *) (gconstpointer) tips->rows->data,
    .n_rows = n_rows,
    .more = rest > 0 ? more : NULL,
    .max_width = max_width,
  };
  double height;

  if (gtk_widget_get_visible (GTK_WIDGET (self)) && self->scene)
    oriel_scene_get_size (self->scene, &content.min_width, &height);

  return oriel_tip_layout (&content, oriel_theme_get (dark));
}

/* --- the widget --- */

static void
oriel_tip_sheet_measure (GtkWidget *widget G_GNUC_UNUSED,
                         GtkOrientation orientation G_GNUC_UNUSED,
                         int for_size G_GNUC_UNUSED,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline G_GNUC_UNUSED,
                         int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = 0;
}

static void
oriel_tip_sheet_dispose (GObject *object)
{
  OrielTipSheet *self = ORIEL_TIP_SHEET (object);

  g_clear_handle_id (&self->speak_source, g_source_remove);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->scene, oriel_scene_unref);
  g_clear_pointer (&self->tips, oriel_tips_unref);

  G_OBJECT_CLASS (oriel_tip_sheet_parent_class)->dispose (object);
}

static void
oriel_tip_sheet_class_init (OrielTipSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_tip_sheet_dispose;
  widget_class->snapshot = oriel_tip_sheet_snapshot;
  widget_class->measure = oriel_tip_sheet_measure;

  gtk_widget_class_set_css_name (widget_class, "tipsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLTIP);
}

static void
oriel_tip_sheet_init (OrielTipSheet *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Values at the pointer"), -1);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
oriel_tip_sheet_new (void)
{
  return g_object_new (ORIEL_TYPE_TIP_SHEET, NULL);
}

void
oriel_tip_sheet_show (OrielTipSheet *self, OrielTips *tips, int max_width, int max_height)
{
  int fitting = (max_height - ORIEL_TIP_FRAME_PX) / ORIEL_TIP_ROW_PX;
  guint n_rows = MIN (tips->rows->len, (guint) CLAMP (fitting, MIN_ROWS, MAX_ROWS));
  OrielScene *scene = lay_out (self, tips, n_rows, max_width);

  oriel_tips_ref (tips);
  g_clear_pointer (&self->tips, oriel_tips_unref);
  self->tips = tips;
  g_clear_pointer (&self->scene, oriel_scene_unref);
  self->scene = scene;
  g_clear_pointer (&self->surface, cairo_surface_destroy);

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  speak_soon (self);
}

void
oriel_tip_sheet_hide (OrielTipSheet *self)
{
  g_clear_handle_id (&self->speak_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
oriel_tip_sheet_get_size (OrielTipSheet *self, int *width, int *height)
{
  double scene_width = 0, scene_height = 0;

  if (self->scene)
    oriel_scene_get_size (self->scene, &scene_width, &scene_height);
  *width = (int) scene_width;
  *height = (int) scene_height;
}
