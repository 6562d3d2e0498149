/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Label pictures.
 *
 * Glyphs are filled as shapes, because Cairo 1.16 would set each on whole pixels, and because that
 * costs tens of microseconds the coverage is kept with the shaped line: a kept picture costs two.
 * A picture is bytes, not a Cairo surface: a surface used as a source is not thread safe. */

#include "config.h"

#include "draw/oriel-text-mask.h"

#include <math.h>

#define PADDING 2        /* device pixels around */
#define MAX_SIDE 4096    /* device pixels; larger text is filled directly */
#define CONTRAST 0.80    /* exponent: thin stems of small text would look paler than in browsers */
#define LARGE_TEXT_PX 20 /* device pixels, from which contrast needs no help */

struct _OrielTextMask
{
  double scale;
  int left, top; /* of the picture, from the line's origin */
  int width, height, stride;
  guint8 *coverage;
};

static void
add_glyphs (cairo_t *cr, const OrielTextLine *line)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
  for (guint i = 0; i < line->n_runs; i++)
    {
      const OrielTextRun *run = &line->runs[i];

      cairo_set_font_face (cr, run->face);
      cairo_set_font_matrix (cr, &run->matrix);
      cairo_glyph_path (cr, run->glyphs, run->n_glyphs);
    }
}

void
oriel_text_line_fill (const OrielTextLine *line, cairo_t *cr)
{
  add_glyphs (cr, line);
  cairo_fill (cr);
}

static void
strengthen (guint8 *coverage, gsize n)
{
  guint8 table[256];

  for (guint i = 0; i < 256; i++)
    table[i] = (guint8) (255 * pow (i / 255.0, CONTRAST) + 0.5);
  for (gsize i = 0; i < n; i++)
    coverage[i] = table[coverage[i]];
}

static double
text_height (const OrielTextLine *line, double scale)
{
  return line->n_runs > 0 ? fabs (line->runs[0].matrix.yy) * scale : 0;
}

/* The pixels that the line's shapes touch; FALSE when there are none, or too many. Measured on a
 * surface without bounds, as Cairo leaves out glyphs beyond a surface's. */
static gboolean
find_extents (const OrielTextLine *line, double scale, double phase, OrielTextMask *mask)
{
  cairo_surface_t *probe = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (probe);
  double x0, y0, x1, y1;

  cairo_translate (cr, phase, 0);
  cairo_scale (cr, scale, scale);
  add_glyphs (cr, line);
  cairo_identity_matrix (cr);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_destroy (cr);
  cairo_surface_destroy (probe);
  if (!(x1 > x0) || !(y1 > y0) || x1 - x0 > MAX_SIDE || y1 - y0 > MAX_SIDE)
    return FALSE;

  mask->left = (int) floor (x0) - PADDING;
  mask->top = (int) floor (y0) - PADDING;
  mask->width = (int) ceil (x1) + PADDING - mask->left;
  mask->height = (int) ceil (y1) + PADDING - mask->top;
  return TRUE;
}

static OrielTextMask *
mask_new (const OrielTextLine *line, double scale, double phase)
{
  OrielTextMask *mask = g_new0 (OrielTextMask, 1);
  cairo_surface_t *surface;
  cairo_t *cr;

  mask->scale = scale;
  if (!find_extents (line, scale, phase, mask))
    return mask;

  mask->stride = cairo_format_stride_for_width (CAIRO_FORMAT_A8, mask->width);
  mask->coverage = g_malloc0 ((gsize) mask->stride * (gsize) mask->height);
  surface = cairo_image_surface_create_for_data (mask->coverage, CAIRO_FORMAT_A8, mask->width,
                                                 mask->height, mask->stride);
  cr = cairo_create (surface);
  cairo_translate (cr, phase - mask->left, -mask->top);
  cairo_scale (cr, scale, scale);
  oriel_text_line_fill (line, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  cairo_surface_destroy (surface);
  if (text_height (line, scale) < LARGE_TEXT_PX)
    strengthen (mask->coverage, (gsize) mask->stride * (gsize) mask->height);
  return mask;
}

static void
mask_free (OrielTextMask *mask)
{
  if (mask != NULL)
    g_free (mask->coverage);
  g_free (mask);
}

void
oriel_text_mask_free (OrielTextLine *line)
{
  for (guint i = 0; i < ORIEL_TEXT_MASK_PHASES; i++)
    mask_free (line->masks[i]);
}

static void
paint_mask (const OrielTextMask *mask, cairo_t *cr, double x, double y)
{
  cairo_surface_t *surface;

  if (mask->coverage == NULL)
    return;
  surface = cairo_image_surface_create_for_data (mask->coverage, CAIRO_FORMAT_A8, mask->width,
                                                 mask->height, mask->stride);
  cairo_mask_surface (cr, surface, x + mask->left, y + mask->top);
  cairo_surface_destroy (surface);
}

void
oriel_text_mask_paint (OrielTextLine *line, cairo_t *cr, double x, double y, double scale)
{
  double quarter = floor (x * ORIEL_TEXT_MASK_PHASES + 0.5);
  double whole = floor (quarter / ORIEL_TEXT_MASK_PHASES);
  int phase = (int) (quarter - whole * ORIEL_TEXT_MASK_PHASES);
  OrielTextMask *mask = g_atomic_pointer_get (&line->masks[phase]);
  OrielTextMask *made = NULL;

  if (mask == NULL || mask->scale != scale)
    {
      made = mask_new (line, scale, (double) phase / ORIEL_TEXT_MASK_PHASES);
      if (mask == NULL && g_atomic_pointer_compare_and_exchange (&line->masks[phase], NULL, made))
        {
          mask = made;
          made = NULL;
        }
      else
        {
          mask = made;
        }
    }
  paint_mask (mask, cr, whole, floor (y + 0.5));
  mask_free (made);
}
