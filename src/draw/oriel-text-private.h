/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shaped lines of text, shared by measuring and painting. */

#pragma once

#include <cairo.h>

#include "draw/oriel-text.h"

G_BEGIN_DECLS

/* Glyphs of one font, at the line's origin (0, 0) on the baseline, in px. */
typedef struct
{
  cairo_font_face_t *face;
  cairo_matrix_t matrix; /* size and slant */
  cairo_glyph_t *glyphs;
  int n_glyphs;
} OrielTextRun;

/* A label picture; see oriel-text-mask.h. */
typedef struct _OrielTextMask OrielTextMask;

/* One line, shaped. Shared, and immutable but for its pictures, which are set atomically; painted
 * without Pango, hence without a lock. */
typedef struct
{
  gatomicrefcount ref_count;
  double width;
  guint n_runs;
  OrielTextRun *runs;
  OrielTextMask *masks[4]; /* a place within a pixel each; nullable */
} OrielTextLine;

/* The shaped line of `text`, from a cache. Free with oriel_text_line_unref(). Any thread. */
OrielTextLine *oriel_text_line_get (const char *text,
                                    const OrielFont *font) G_GNUC_WARN_UNUSED_RESULT;

/* Drops a reference; nullable. */
void oriel_text_line_unref (OrielTextLine *line);

/* Fills the line's shapes at the context's origin. */
void oriel_text_line_fill (const OrielTextLine *line, cairo_t *cr);

/* `text`, or as much of it as fits into `max_width` px with an ellipsis. Free with g_free(). */
char *oriel_text_ellipsize (const char *text,
                            const OrielFont *font,
                            double max_width) G_GNUC_WARN_UNUSED_RESULT;

/* Shows `text` at (x, y) as text, not shapes, so that it can be selected in a PDF. */
void oriel_text_show (cairo_t *cr, const char *text, const OrielFont *font, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielTextLine, oriel_text_line_unref)

G_END_DECLS
