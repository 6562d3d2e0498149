/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies over a chart: dashed crosshair lines, the selection, and the mark of what the keyboard
 * is at, as a few nodes. */

#include "config.h"

#include "app/dashboard/oriel-plot-overlay.h"

#include <math.h>

#define DASH_PX 4
#define GAP_PX 4
#define MAX_DASHES 2000
#define MARK_PX 2
#define MARK_RADIUS_PX 4
#define MARK_ROOM_PX 4 /* around what is marked */
#define LIT_ALPHA 0.4f
#define WIDE_LIT_ALPHA 0.12f /* of what reaches through the whole plot */

struct _OrielPlotOverlay
{
  GtkWidget parent_instance;

  gboolean has_plot;
  OrielRect plot;
  double x, y;
  double selection_0, selection_1;

  gboolean is_lit;
  OrielRect lit;

  gboolean has_mark;
  OrielRect mark;
};

G_DEFINE_FINAL_TYPE (OrielPlotOverlay, oriel_plot_overlay, GTK_TYPE_WIDGET)

static void
append_rect (GtkSnapshot *snapshot,
             const GdkRGBA *color,
             double x,
             double y,
             double width,
             double height)
{
  gtk_snapshot_append_color (
    snapshot, color, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
append_dashes (GtkSnapshot *snapshot,
               const GdkRGBA *color,
               const OrielRect *line,
               gboolean vertical)
{
  double length = vertical ? line->height : line->width;
  int n = 0;

  for (double at = 0; at < length && n < MAX_DASHES; at += DASH_PX + GAP_PX, n++)
    {
      double dash = MIN (DASH_PX, length - at);

      if (vertical)
        append_rect (snapshot, color, line->x, line->y + at, 1, dash);
      else
        append_rect (snapshot, color, line->x + at, line->y, dash, 1);
    }
}

static void
append_selection (OrielPlotOverlay *self, GtkSnapshot *snapshot, GdkRGBA color)
{
  double x0 = MIN (self->selection_0, self->selection_1);
  double x1 = MAX (self->selection_0, self->selection_1);
  GdkRGBA edge = color;

  color.alpha *= 0.12f;
  edge.alpha *= 0.5f;
  append_rect (snapshot, &color, x0, self->plot.y, x1 - x0, self->plot.height);
  append_rect (snapshot, &edge, x0, self->plot.y, 1, self->plot.height);
  append_rect (snapshot, &edge, x1 - 1, self->plot.y, 1, self->plot.height);
}

/* As wide as the overlay shows of it: what it marks may reach beyond the panel. */
static void
append_mark (OrielPlotOverlay *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  const float widths[] = { MARK_PX, MARK_PX, MARK_PX, MARK_PX };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  graphene_rect_t rect =
    GRAPHENE_RECT_INIT ((float) self->mark.x - MARK_ROOM_PX, (float) self->mark.y,
                        (float) self->mark.width + 2 * MARK_ROOM_PX, (float) self->mark.height);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                            (float) gtk_widget_get_height (GTK_WIDGET (self)));
  GskRoundedRect outline;

  if (!graphene_rect_intersection (&rect, &all, &rect))
    return;

  gsk_rounded_rect_init_from_rect (&outline, &rect, MARK_RADIUS_PX);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
append_lit (OrielPlotOverlay *self, GtkSnapshot *snapshot, GdkRGBA color)
{
  const OrielRect *lit = &self->lit;
  gboolean wide = lit->height >= self->plot.height || lit->width >= self->plot.width;
  const GdkRGBA white = { 1, 1, 1, LIT_ALPHA };

  color.alpha *= WIDE_LIT_ALPHA;
  append_rect (snapshot, wide ? &color : &white, lit->x, lit->y, lit->width, lit->height);
}

static void
append_lines (OrielPlotOverlay *self, GtkSnapshot *snapshot, GdkRGBA color)
{
  const OrielRect *plot = &self->plot;

  if (!isnan (self->selection_0))
    append_selection (self, snapshot, color);

  color.alpha *= 0.55f;
  if (self->x >= plot->x && self->x <= plot->x + plot->width)
    append_dashes (snapshot, &color, &(OrielRect){ floor (self->x), plot->y, 1, plot->height },
                   TRUE);
  if (self->y >= plot->y && self->y <= plot->y + plot->height)
    append_dashes (snapshot, &color, &(OrielRect){ plot->x, floor (self->y), plot->width, 1 },
                   FALSE);
}

static void
oriel_plot_overlay_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielPlotOverlay *self = ORIEL_PLOT_OVERLAY (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (self->has_plot)
    append_lines (self, snapshot, color);
  if (self->has_plot && self->is_lit)
    append_lit (self, snapshot, color);
  if (self->has_mark)
    append_mark (self, snapshot, &color);
}

static void
oriel_plot_overlay_class_init (OrielPlotOverlayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = oriel_plot_overlay_snapshot;
  gtk_widget_class_set_css_name (widget_class, "plotoverlay");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
oriel_plot_overlay_init (OrielPlotOverlay *self)
{
  self->x = self->y = self->selection_0 = self->selection_1 = NAN;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
oriel_plot_overlay_new (void)
{
  return g_object_new (ORIEL_TYPE_PLOT_OVERLAY, NULL);
}

void
oriel_plot_overlay_set_plot (OrielPlotOverlay *self, const OrielRect *plot)
{
  self->has_plot = plot != NULL;
  if (plot)
    self->plot = *plot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Equal, where "no line" equals itself. */
static gboolean
same_place (double a, double b)
{
  return (isnan (a) && isnan (b)) || floor (a) == floor (b);
}

void
oriel_plot_overlay_set_crosshair (OrielPlotOverlay *self, double x, double y)
{
  if (same_place (self->x, x) && same_place (self->y, y))
    return;

  self->x = x;
  self->y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oriel_plot_overlay_set_selection (OrielPlotOverlay *self, double x0, double x1)
{
  self->selection_0 = x0;
  self->selection_1 = x1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oriel_plot_overlay_set_lit (OrielPlotOverlay *self, const OrielRect *lit)
{
  if (!lit && !self->is_lit)
    return;

  self->is_lit = lit != NULL;
  if (lit)
    self->lit = *lit;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
oriel_plot_overlay_set_mark (OrielPlotOverlay *self, const OrielRect *mark)
{
  self->has_mark = mark != NULL;
  if (mark)
    self->mark = *mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
