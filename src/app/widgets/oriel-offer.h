/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that can be gone to or done: a row of the palette. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_OFFER (oriel_offer_get_type ())
G_DECLARE_FINAL_TYPE (OrielOffer, oriel_offer, ORIEL, OFFER, GObject)

/* An offer called `title`, of a kind that `detail` names; it activates the window's action `action`
 * with `target` (nullable; floating is sunk). All are copied. */
OrielOffer *oriel_offer_new (const char *title,
                             const char *detail,
                             const char *icon,
                             const char *action,
                             GVariant *target) G_GNUC_WARN_UNUSED_RESULT;

const char *oriel_offer_get_title (OrielOffer *self);
const char *oriel_offer_get_detail (OrielOffer *self);
const char *oriel_offer_get_icon (OrielOffer *self);
const char *oriel_offer_get_action (OrielOffer *self);

/* Nullable, borrowed. */
GVariant *oriel_offer_get_target (OrielOffer *self);

/* Whether title and detail together have the beginnings of all `words`. */
gboolean oriel_offer_matches (OrielOffer *self, const char *words);

/* How well `words` name the offer: 0 for its whole title, 1 for the beginning of its title, 2 for
 * anything else that matches. */
guint oriel_offer_rank (OrielOffer *self, const char *words);

G_END_DECLS
