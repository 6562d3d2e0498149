/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fonts Oriel brings along, known to this process alone. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The families of data/fonts; what they lack, and all where they are missing, comes from the
 * families behind the first. */
#define ORIEL_FONTS_SANS "Oriel Inter, Inter, Cantarell, system-ui, Sans"
#define ORIEL_FONTS_MONO "Oriel Mono, Roboto Mono, Source Code Pro, Monospace"

/* Makes the families known to fontconfig, once. Before the first text is shaped. Any thread. */
void oriel_fonts_load (void);

G_END_DECLS
