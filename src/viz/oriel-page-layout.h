/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page in pixels: where panels, heads of rows and bars of tabs stand on a page of a width.
 *
 * Blocks follow each other downwards. In a grid a panel's place is given, in 24 columns and rows of
 * 30 px; in an auto grid as many stand in a line as the width has room for. */

#pragma once

#include "draw/oriel-scene.h"
#include "query/oriel-session.h"

G_BEGIN_DECLS

/* Fills `rects`, one for each of the `n` panels as the session lists them, from the top left corner
 * of a page `width` px wide; returns its height. `one_column`: below each other, as on a narrow
 * page. Lines that are to fill the page grow to `height` (0: they do not). Any thread. */
double oriel_page_layout (const OrielPlacedPanel *panels,
                          guint n,
                          double width,
                          double height,
                          gboolean one_column,
                          OrielRect *rects);

G_END_DECLS
