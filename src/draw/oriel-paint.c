/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The painter: one function a kind of item.
 *
 * A scene may hold any number that a dashboard or a server can cause, also NaN, infinity and
 * sizes beyond Cairo's fixed point; nothing of that may put the context into an error state, after
 * which it would draw nothing more. So coordinates are clamped and items without a place are
 * skipped here, once, instead of in every panel. */

#include "config.h"

#include "draw/oriel-paint-private.h"

#include "draw/oriel-text-mask.h"

#include <math.h>
#include <string.h>

#define MAX_DASHES 16
#define MAX_CLIP_DEPTH 64

gboolean
oriel_paint_rect_is_drawable (const OrielRect *rect)
{
  return isfinite (rect->x) && isfinite (rect->y) && rect->width >= 0 && rect->height >= 0 &&
         !isnan (rect->width + rect->height);
}

/* The part of `rect` that Cairo's numbers can hold. */
OrielRect
oriel_paint_rect_near (const OrielRect *rect)
{
  double x0 = oriel_paint_near (rect->x), y0 = oriel_paint_near (rect->y);
  double x1 = oriel_paint_near (rect->x + rect->width),
         y1 = oriel_paint_near (rect->y + rect->height);

  return (OrielRect){ x0, y0, x1 - x0, y1 - y0 };
}

/* A circle around the centre, which the matrix stretches to an ellipse where there are two radii.
 */
static cairo_pattern_t *
radial_new (const OrielPaint *paint)
{
  double x = oriel_paint_near (paint->x0), y = oriel_paint_near (paint->y0);
  double across = MAX (oriel_paint_near (paint->x1), 0), down = oriel_paint_near (paint->y1);
  cairo_pattern_t *pattern = cairo_pattern_create_radial (x, y, 0, x, y, across);
  cairo_matrix_t matrix;

  if (across > 0 && down > 0)
    {
      cairo_matrix_init_translate (&matrix, x, y);
      cairo_matrix_scale (&matrix, 1, across / down);
      cairo_matrix_translate (&matrix, -x, -y);
      cairo_pattern_set_matrix (pattern, &matrix);
    }
  return pattern;
}

static cairo_pattern_t *
gradient_new (const OrielPaint *paint)
{
  cairo_pattern_t *pattern;

  if (paint->kind == ORIEL_PAINT_LINEAR)
    pattern =
      cairo_pattern_create_linear (oriel_paint_near (paint->x0), oriel_paint_near (paint->y0),
                                   oriel_paint_near (paint->x1), oriel_paint_near (paint->y1));
  else
    pattern = radial_new (paint);

  for (guint i = 0; i < paint->n_stops; i++)
    {
      const OrielColor *c = &paint->stops[i].color;

      cairo_pattern_add_color_stop_rgba (pattern, CLAMP (paint->stops[i].offset, 0, 1), c->red,
                                         c->green, c->blue, c->alpha);
    }
  return pattern;
}

static gboolean
gradient_is_drawable (const OrielPaint *paint)
{
  return paint->n_stops > 0 && !isnan (paint->x0 + paint->y0 + paint->x1 + paint->y1);
}

/* Returns FALSE when there is nothing to paint with. */
gboolean
oriel_paint_set_source (const OrielPainter *painter, const OrielPaint *paint)
{
  const OrielColor *c = &paint->color;
  cairo_pattern_t *pattern;

  switch (paint->kind)
    {
    case ORIEL_PAINT_SOLID:
      cairo_set_source_rgba (painter->cr, c->red, c->green, c->blue, c->alpha);
      return c->alpha > 0;
    case ORIEL_PAINT_LINEAR:
    case ORIEL_PAINT_RADIAL:
      if (!gradient_is_drawable (paint))
        return FALSE;
      pattern = gradient_new (paint);
      cairo_set_source (painter->cr, pattern);
      cairo_pattern_destroy (pattern);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Cairo refuses dashes that are negative or all zero, and very short ones take forever. */
static void
set_dashes (cairo_t *cr, const OrielStroke *stroke)
{
  double dashes[MAX_DASHES];
  guint n = MIN (stroke->n_dashes, MAX_DASHES);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      dashes[i] =
        isfinite (stroke->dashes[i]) ? CLAMP (stroke->dashes[i], 0, ORIEL_PAINT_FAR_PX) : 0;
      sum += dashes[i];
    }
  cairo_set_dash (cr, dashes, sum >= 0.5 ? (int) n : 0, 0);
}

void
oriel_paint_set_stroke (const OrielPainter *painter, const OrielStroke *stroke)
{
  double hairline = 1 / painter->scale;
  gboolean is_sane = isfinite (stroke->width) && stroke->width > 0;

  cairo_set_line_width (painter->cr, is_sane ? MIN (stroke->width, ORIEL_PAINT_FAR_PX) : hairline);
  cairo_set_line_cap (painter->cr, stroke->round_caps ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (painter->cr,
                       stroke->round_caps ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  set_dashes (painter->cr, stroke);
}

/* Fills, then strokes, the current path, and forgets it. */
static void
paint_path (const OrielPainter *painter,
            const OrielPaint *fill,
            const OrielPaint *line,
            const OrielStroke *stroke)
{
  if (oriel_paint_set_source (painter, fill))
    cairo_fill_preserve (painter->cr);
  if (oriel_paint_set_source (painter, line))
    {
      oriel_paint_set_stroke (painter, stroke);
      cairo_stroke_preserve (painter->cr);
    }
  cairo_new_path (painter->cr);
}

static void
add_rounded_rect (cairo_t *cr, const OrielRect *rect, double radius)
{
  double r = MIN (radius, MIN (rect->width, rect->height) / 2);
  double right = rect->x + rect->width, bottom = rect->y + rect->height;

  if (!(r > 0))
    {
      cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, rect->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, rect->x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + r, rect->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Moves each side to the nearest device pixel. */
static OrielRect
snapped (cairo_t *cr, const OrielRect *rect)
{
  double x0 = rect->x, y0 = rect->y, x1 = rect->x + rect->width, y1 = rect->y + rect->height;

  cairo_user_to_device (cr, &x0, &y0);
  cairo_user_to_device (cr, &x1, &y1);
  x0 = round (x0), y0 = round (y0), x1 = round (x1), y1 = round (y1);
  cairo_device_to_user (cr, &x0, &y0);
  cairo_device_to_user (cr, &x1, &y1);
  return (OrielRect){ x0, y0, x1 - x0, y1 - y0 };
}

static void
paint_rect (const OrielPainter *painter, const OrielItem *item)
{
  OrielRect rect;

  if (!oriel_paint_rect_is_drawable (&item->rect.rect))
    return;

  rect = oriel_paint_rect_near (&item->rect.rect);
  if (item->rect.snap)
    rect = snapped (painter->cr, &rect);
  add_rounded_rect (painter->cr, &rect, item->rect.radius);
  paint_path (painter, &item->rect.fill, &item->rect.line, &item->rect.stroke);
}

/* The middle of the device pixel that begins nearest to `(x, y)`, in user space. */
static void
snap_to_pixel (cairo_t *cr, double *x, double *y)
{
  cairo_user_to_device (cr, x, y);
  *x = floor (*x + 0.5) + 0.5;
  *y = floor (*y + 0.5) + 0.5;
  cairo_device_to_user (cr, x, y);
}

static void
add_point (const OrielPainter *painter, guint8 command, double x, double y, gboolean snap)
{
  x = oriel_paint_near (x);
  y = oriel_paint_near (y);
  if (snap)
    snap_to_pixel (painter->cr, &x, &y);
  if (command == ORIEL_PATH_MOVE)
    cairo_move_to (painter->cr, x, y);
  else
    cairo_line_to (painter->cr, x, y);
}

/* Adds one command; returns the number of coordinates it took. Those with NaN are left out. */
static guint
add_command (const OrielPainter *painter, guint8 command, const double *c, gboolean snap)
{
  cairo_t *cr = painter->cr;

  switch (command)
    {
    case ORIEL_PATH_MOVE:
    case ORIEL_PATH_LINE:
      if (!isnan (c[0] + c[1]))
        add_point (painter, command, c[0], c[1], snap);
      return 2;
    case ORIEL_PATH_CURVE:
      if (!isnan (c[0] + c[1] + c[2] + c[3] + c[4] + c[5]))
        cairo_curve_to (cr, oriel_paint_near (c[0]), oriel_paint_near (c[1]),
                        oriel_paint_near (c[2]), oriel_paint_near (c[3]), oriel_paint_near (c[4]),
                        oriel_paint_near (c[5]));
      return 6;
    case ORIEL_PATH_ARC:
      if (isfinite (c[0] + c[1] + c[2] + c[3] + c[4]) && c[2] >= 0)
        cairo_arc (cr, oriel_paint_near (c[0]), oriel_paint_near (c[1]), oriel_paint_near (c[2]),
                   fmod (c[3], 4 * G_PI), fmod (c[4], 4 * G_PI));
      return 5;
    case ORIEL_PATH_ARC_NEGATIVE:
      if (isfinite (c[0] + c[1] + c[2] + c[3] + c[4]) && c[2] >= 0)
        cairo_arc_negative (cr, oriel_paint_near (c[0]), oriel_paint_near (c[1]),
                            oriel_paint_near (c[2]), fmod (c[3], 4 * G_PI), fmod (c[4], 4 * G_PI));
      return 5;
    default:
      if (cairo_has_current_point (cr))
        cairo_close_path (cr);
      return 0;
    }
}

static void
paint_free_path (const OrielPainter *painter, const OrielItem *item)
{
  const double *coordinates = item->path.coordinates;
  gboolean snap = item->path.stroke.width == 0 && item->path.line.kind != ORIEL_PAINT_NONE;

  for (guint i = 0; i < item->path.n_commands; i++)
    coordinates += add_command (painter, item->path.commands[i], coordinates, snap);
  paint_path (painter, &item->path.fill, &item->path.line, &item->path.stroke);
}

static double
aligned_offset (OrielAlign align, double width)
{
  return align == ORIEL_ALIGN_CENTER ? -width / 2 : align == ORIEL_ALIGN_END ? -width : 0;
}

/* Paints an upright line `x` px from the origin, its baseline on a whole device pixel. */
static void
paint_text_mask (const OrielPainter *painter, OrielTextLine *line, double x)
{
  double y = 0;

  cairo_user_to_device (painter->cr, &x, &y);
  cairo_identity_matrix (painter->cr);
  oriel_text_mask_paint (line, painter->cr, x, y, painter->scale);
}

static void
paint_text (const OrielPainter *painter, const OrielItem *item)
{
  cairo_t *cr = painter->cr;
  const OrielFont *font = &item->text.font;
  OrielPaint paint = oriel_paint_solid (item->text.color);
  g_autofree char *cut = NULL;
  const char *text = item->text.text;
  g_autoptr (OrielTextLine) line = NULL;
  double x;

  if (!isfinite (item->text.x + item->text.baseline + item->text.angle) ||
      !oriel_paint_set_source (painter, &paint))
    return;

  if (item->text.max_width > 0)
    text = cut = oriel_text_ellipsize (text, font, item->text.max_width);
  line = oriel_text_line_get (text, font);
  x = aligned_offset (item->text.align, line->width);

  cairo_save (cr);
  cairo_translate (cr, oriel_paint_near (item->text.x), oriel_paint_near (item->text.baseline));
  if (item->text.angle != 0)
    cairo_rotate (cr, item->text.angle);
  if (painter->is_vector)
    oriel_text_show (cr, text, font, x, 0);
  else if (item->text.angle == 0 && painter->is_upright)
    paint_text_mask (painter, line, x);
  else
    {
      cairo_translate (cr, x, 0);
      oriel_text_line_fill (line, cr);
    }
  cairo_restore (cr);
}

static void
paint_points (const OrielPainter *painter, const OrielItem *item)
{
  cairo_t *cr = painter->cr;
  double radius =
    isfinite (item->points.radius) ? CLAMP (item->points.radius, 0, ORIEL_PAINT_FAR_PX) : 0;
  OrielRect clip;

  if (!oriel_paint_rect_is_drawable (&item->points.clip))
    return;

  clip = oriel_paint_rect_near (&item->points.clip);
  cairo_save (cr);
  cairo_rectangle (cr, clip.x, clip.y, clip.width, clip.height);
  cairo_clip (cr);
  for (guint i = 0; i < item->points.n; i++)
    {
      const OrielPoint *point = &item->points.points[i];

      if (!isfinite (point->x + point->y) || point->x < clip.x - radius ||
          point->x > clip.x + clip.width + radius)
        continue;
      cairo_arc (cr, point->x, oriel_paint_near (point->y), radius, 0, 2 * G_PI);
      paint_path (painter, &item->points.fill, &item->points.line, &item->points.stroke);
    }
  cairo_restore (cr);
}

typedef struct
{
  const guint8 *data;
  gsize left;
} PngSource;

static cairo_status_t
read_png_cb (void *closure, unsigned char *data, unsigned int length)
{
  PngSource *source = closure;

  if (source->left < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->data, length);
  source->data += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* A picture that can't be read leaves its place empty. */
static void
paint_image (const OrielPainter *painter, const OrielItem *item)
{
  PngSource source;
  cairo_surface_t *picture;
  const OrielRect *rect = &item->image.rect;
  cairo_t *cr = painter->cr;

  if (!oriel_paint_rect_is_drawable (rect))
    return;

  source.data = g_bytes_get_data (item->image.png, &source.left);
  picture = cairo_image_surface_create_from_png_stream (read_png_cb, &source);
  if (cairo_surface_status (picture) == CAIRO_STATUS_SUCCESS && rect->width > 0 && rect->height > 0)
    {
      cairo_save (cr);
      cairo_translate (cr, oriel_paint_near (rect->x), oriel_paint_near (rect->y));
      cairo_scale (cr, oriel_paint_near (rect->width) / cairo_image_surface_get_width (picture),
                   oriel_paint_near (rect->height) / cairo_image_surface_get_height (picture));
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_surface_destroy (picture);
}

static void
push_clip (OrielPainter *painter, const OrielItem *item)
{
  OrielRect rect;

  if (painter->clips >= MAX_CLIP_DEPTH || !oriel_paint_rect_is_drawable (&item->clip.rect))
    {
      painter->ignored_clips++;
      return;
    }
  rect = oriel_paint_rect_near (&item->clip.rect);
  cairo_save (painter->cr);
  add_rounded_rect (painter->cr, &rect, item->clip.radius);
  cairo_clip (painter->cr);
  painter->clips++;
}

static void
pop_clip (OrielPainter *painter)
{
  if (painter->ignored_clips > 0)
    {
      painter->ignored_clips--;
    }
  else if (painter->clips > 0)
    {
      painter->clips--;
      cairo_restore (painter->cr);
    }
}

static void
paint_item (OrielPainter *painter, const OrielItem *item)
{
  switch (item->kind)
    {
    case ORIEL_ITEM_RECT:
      paint_rect (painter, item);
      break;
    case ORIEL_ITEM_PATH:
      paint_free_path (painter, item);
      break;
    case ORIEL_ITEM_TEXT:
      paint_text (painter, item);
      break;
    case ORIEL_ITEM_SERIES: /* oriel_scene_paint() has them painted together */
      break;
    case ORIEL_ITEM_POINTS:
      paint_points (painter, item);
      break;
    case ORIEL_ITEM_IMAGE:
      paint_image (painter, item);
      break;
    case ORIEL_ITEM_CLIP:
      push_clip (painter, item);
      break;
    case ORIEL_ITEM_UNCLIP:
      pop_clip (painter);
      break;
    }
}

static double
device_scale (cairo_t *cr)
{
  double x = 1, y = 0;
  double surface_x, surface_y;

  cairo_user_to_device_distance (cr, &x, &y);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &surface_x, &surface_y);
  x = hypot (x, y) * surface_x;
  return isfinite (x) && x > 0 ? CLAMP (x, 0.01, 100) : 1;
}

static gboolean
is_upright (cairo_t *cr)
{
  cairo_matrix_t matrix;
  double x, y;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &x, &y);
  return matrix.xy == 0 && matrix.yx == 0 && matrix.xx > 0 && matrix.xx == matrix.yy && x == 1 &&
         y == 1;
}

void
oriel_scene_paint (const OrielScene *scene, cairo_t *cr)
{
  OrielPainter painter = { .cr = cr };
  const OrielItem *items;
  guint n;

  painter.scale = device_scale (cr);
  painter.is_vector =
    cairo_surface_get_type (cairo_get_group_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE;
  painter.is_upright = is_upright (cr);
  items = oriel_scene_get_items (scene, &n);
  cairo_save (cr);
  for (guint i = 0; i < n;)
    if (items[i].kind == ORIEL_ITEM_SERIES)
      i += oriel_paint_series (&painter, &items[i], n - i);
    else
      paint_item (&painter, &items[i++]);
  while (painter.clips > 0)
    pop_clip (&painter);
  cairo_restore (cr);
}
