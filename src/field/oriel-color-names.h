/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The named colours of CSS. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `#rrggbb` of a CSS colour name in any case, or NULL when it is none. Never freed.
 * Any thread. */
const char *oriel_color_name_to_hex (const char *name);

G_END_DECLS
