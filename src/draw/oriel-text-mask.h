/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Label pictures: a line of text as coverage, made once a size and place within a pixel. */

#pragma once

#include "draw/oriel-text-private.h"

G_BEGIN_DECLS

/* Places within a pixel, along x, for which pictures are kept apart. */
#define ORIEL_TEXT_MASK_PHASES 4

/* Paints an upright line with the context's source, its origin at device pixel (x, y); `scale`
 * is device pixels per px. The context's matrix is ignored. Any thread. */
void oriel_text_mask_paint (OrielTextLine *line, cairo_t *cr, double x, double y, double scale);

/* Frees the pictures of a line. */
void oriel_text_mask_free (OrielTextLine *line);

G_END_DECLS
