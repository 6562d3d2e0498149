/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory for the pixels of pictures. What malloc has just got from the system is mapped page by
 * page as it is painted, and twice where painting reads first, with all processors interrupted
 * each time: half of the drawing of a first picture. Here a block is mapped at once, and kept for
 * the next picture of its size. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A clear image of `width` x `height` pixels, both in 1..32767, as `format` (ARGB32 or RGB24) has
 * it. Any thread. */
cairo_surface_t *
oriel_pixels_surface_new (cairo_format_t format, int width, int height) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the blocks that no picture has back to the system. Any thread. */
void oriel_pixels_trim (void);

G_END_DECLS
