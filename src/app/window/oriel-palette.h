/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The palette (Ctrl+K): everything that can be gone to or done, found by typing. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Opens the palette over `window` with `offers` (of OrielOffer, in the order in which they are
 * shown; a reference is taken). What is chosen is done by the window's actions. */
void oriel_palette_show (GtkWindow *window, GListModel *offers);

G_END_DECLS
