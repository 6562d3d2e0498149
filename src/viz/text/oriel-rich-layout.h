/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formatted text laid out into a scene. */

#pragma once

#include "draw/oriel-scene.h"
#include "field/oriel-theme.h"
#include "viz/text/oriel-rich-text.h"

G_BEGIN_DECLS

/* Lays `blocks` out `width` px wide from `top` (may be negative: scrolled) on, into `scene`
 * (nullable: only measured). Links become hit areas. Returns the height in px. Any thread. */
double oriel_rich_layout (const GPtrArray *blocks,
                          const OrielTheme *theme,
                          double width,
                          double top,
                          OrielScene *scene);

G_END_DECLS
