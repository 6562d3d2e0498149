/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language that Oriel speaks. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes the user's locale and finds Oriel's translations, for the program and for liboriel alike.
 * The environment's ORIEL_LOCALE_DIR stands before the installed folder, so that a program runs
 * translated where it was built. To be called once, first in main(). */
void oriel_words_init (void);

G_END_DECLS
