/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many rectangles in few colours: those of one colour are painted together. */

#pragma once

#include "viz/oriel-viz-options.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *paths;      /* of a colour and its OrielRectPath */
  GHashTable *places; /* colour → its number + 1 */
} OrielRectBatch;

/* Nothing yet. Clear with oriel_rect_batch_clear(). */
void oriel_rect_batch_init (OrielRectBatch *batch);

/* The path of a colour, to be added to at once: the next call may move it. */
OrielRectPath *oriel_rect_batch_path (OrielRectBatch *batch, OrielColor color);

/* Fills all paths with their colours, in the order in which the colours came. */
void oriel_rect_batch_draw (const OrielRectBatch *batch, OrielScene *scene);

/* Frees it. */
void oriel_rect_batch_clear (OrielRectBatch *batch);

/* Adds the border of a rectangle, `width` px wide and inside of it, to be filled. */
void oriel_rect_path_add_frame (OrielRectPath *path, const OrielRect *rect, double width);

G_END_DECLS
