/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walking with keys what a picture offers to a click: column heads, legend entries, links, pages,
 * annotations, exemplars. */

#pragma once

#include <gtk/gtk.h>

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* Whether something comes of a click on `hit`. */
gboolean oriel_hit_acts (const OrielHit *hit);

/* Whether `hit` is of an annotation or exemplar, which tell something. */
gboolean oriel_hit_is_mark (const OrielHit *hit);

/* The first area of `scene` that acts, in reading order, marks after all others; NULL: there is
 * none. Borrowed. */
const OrielHitArea *oriel_area_walk_first (const OrielScene *scene);

/* The one that acts next to `from` in a direction (LEFT, RIGHT, UP, DOWN), or NULL. Borrowed. */
const OrielHitArea *
oriel_area_walk_next (const OrielScene *scene, const OrielRect *from, GtkDirectionType direction);

/* Where what `area` of an older scene stood for is now, or NULL. Borrowed. */
const OrielHitArea *oriel_area_walk_again (const OrielScene *scene, const OrielHitArea *area);

G_END_DECLS
