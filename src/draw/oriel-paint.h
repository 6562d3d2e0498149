/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one painter: a scene onto a Cairo context. */

#pragma once

#include <cairo.h>

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* Paints `scene` at the context's origin, in its user space (the caller has scaled it to device
 * pixels). On image surfaces data series go through the rasteriser, on vector surfaces they
 * become paths. Any thread, one thread per context. */
void oriel_scene_paint (const OrielScene *scene, cairo_t *cr);

G_END_DECLS
