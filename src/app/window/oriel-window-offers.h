/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window has to offer in its palette besides its pages. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Appends (OrielOffer) the dashboards that were open lately, but not those of `open` (a set of
 * URIs). */
void oriel_window_offer_recent (GListStore *offers, GHashTable *open);

/* Appends what can be done. */
void oriel_window_offer_actions (GListStore *offers);

G_END_DECLS
